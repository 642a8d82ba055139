"""Whose a draft is, in a real Chromium: a link from another site, a stolen session, forged values of widgets."""

from __future__ import annotations

import functools
import threading
from contextlib import closing
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import expect

from geodata.app.case_store import BUNDLED_CASE, open_for_editing
from geodata.app.server.reader_cookie import READER_COOKIE
from geodata.editing.drafts.draft import begin
from geodata.editing.history import History
from tests.wire import Wire, new_cookie, token_of

pytestmark = pytest.mark.browser
TITLE = "Only in this draft"


@pytest.fixture
def cookie(address):
    """Return the cookie of somebody with a draft of the server's file."""
    found, file = new_cookie(address), open_for_editing(BUNDLED_CASE)
    document, history = file.document, History(file.document)
    changed = {**document, "case": {**document["case"], "title": TITLE}}
    begin(token_of(found), BUNDLED_CASE, file.state, history.with_step("Change the title", changed))
    return found


@pytest.fixture
def context(browser, address, cookie):
    """Return the browser of this person."""
    found = browser.new_context()
    found.add_cookies([{"name": READER_COOKIE, "value": token_of(cookie), "url": address, "sameSite": "Lax",
                        "httpOnly": True}])  # fmt: skip
    yield found
    found.close()


@pytest.fixture
def elsewhere(tmp_path, address):
    """Return the address of another site, with a link to the app."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").write_text(f"<a href='{address}/Edit'>Read the case</a>")
    handler = functools.partial(SimpleHTTPRequestHandler, directory=str(tmp_path / "site"))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def test_a_link_from_another_site_leads_to_ones_own_draft(context, elsewhere, cookie):
    """The cookie goes with it and stays: 127.0.0.1 is another site than localhost."""
    page = context.new_page()
    page.goto(elsewhere)
    page.get_by_role("link", name="Read the case").click()
    expect(page.get_by_text(TITLE).first).to_be_visible(timeout=30_000)
    assert [one["value"] for one in context.cookies(page.url) if one["name"] == READER_COOKIE] == [token_of(cookie)]


def test_the_id_of_a_session_shows_another_browser_nothing(browser, context, address):
    """Given to it in the way that Streamlit's page gives its own, it begins a session with the server's case."""
    page, sessions = context.new_page(), []
    page.on("websocket", lambda socket: socket.on("framereceived", lambda data: sessions.extend(_session_in(data))))
    page.goto(f"{address}/Edit")
    expect(page.get_by_text(TITLE).first).to_be_visible(timeout=30_000)
    other = browser.new_context()
    other.add_init_script(
        "const Own = WebSocket; window.WebSocket = class extends Own {"
        f" constructor(url, protocols) {{ super(url, ['streamlit', 'x', '{sessions[0]}']); window.stolen = true; }} }};"
    )
    thief, seen = other.new_page(), []
    thief.on("websocket", lambda socket: socket.on("framereceived", lambda data: seen.extend(_session_in(data))))
    thief.goto(f"{address}/Edit")
    expect(thief.get_by_text("the version on the server")).to_be_visible(timeout=30_000)
    assert thief.evaluate("window.stolen")
    assert seen[0] != sessions[0]
    expect(thief.get_by_text(TITLE)).to_have_count(0)
    other.close()


def _session_in(frame: bytes | str) -> list[str]:
    from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

    message = ForwardMsg.FromString(frame if isinstance(frame, bytes) else frame.encode())
    return [message.new_session.initialize.session_id] if message.HasField("new_session") else []


HUGE = "x" * 60_000
#: Kind of a widget -> values that it cannot have, as the protocol has them.
FORGED = {
    "selectbox": [("string_value", "no such"), ("string_value", HUGE)],
    # What is no number is left unanswered: tests/test_gate.py.
    "number_input": [("double_value", 1e308)],
    "slider": [("double_array_value", ())],
    "text_input": [("string_value", HUGE), ("string_value", "\0")],
    "dataframe": [("string_value", "[]"), ("string_value", '{"edited_rows": {"-1": {"x": 1}}}')],
}
#: Of a type that the widget never has.
MISTYPED = {
    "selectbox": ("int_value", 10**9), "number_input": ("string_value", "x"), "text_input": ("double_value", 1.0),
    "checkbox": ("string_value", "x"), "multiselect": ("string_value", "x"), "slider": ("string_value", "x"),
}  # fmt: skip


@pytest.mark.parametrize("page", ["", "Distances", "Edit"])
def test_forged_values_of_widgets_tell_nothing(address, page):
    """Whatever is put in the place of what a widget may report; the same session goes on after it."""
    found = []
    with closing(Wire(address, new_cookie(address))) as wire:
        assert wire.run(page=page) == []
        for element in list(wire.drawn):
            kind = element.WhichOneof("type")
            widget_id = getattr(getattr(element, kind), "id", "")
            values = FORGED.get(kind, []) if widget_id else []
            sent = [(value, wire.run(page=page, **{widget_id: value})) for value in values]
            found += [(widget_id, str(value[1])[:40], said) for value, said in sent if said]
            if widget_id and kind in MISTYPED:
                # No page of ours sends it. Streamlit itself may fail on it: it says so without what was wrong.
                for said in wire.run(page=page, **{widget_id: MISTYPED[kind]}):
                    assert said.startswith("This app has encountered an error. The original error message is redacted")
        assert wire.run(page=page) == []
    assert found == []
