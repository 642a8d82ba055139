"""A running server, asked by clients without good manners: whose sessions, files and drafts these are."""

from __future__ import annotations

import asyncio
import json
import os
import socket
import sqlite3
import time
import urllib.request
from contextlib import AsyncExitStack, closing
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from streamlit.testing.v1 import AppTest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from geodata.app.panel_events import ACTIONS
from geodata.app.words import case_words, edit_words
from geodata.editing.drafts.draft import begin
from geodata.editing.drafts.draft_database import drafts_file
from geodata.editing.drafts.draft_list import list_drafts
from geodata.editing.filestate import file_state
from geodata.editing.history import History
from tests.app import ROOT, running
from tests.benchmarks.visitor import Visitor
from tests.cases import small_case
from tests.wire import Wire, ask, new_cookie, token_of

CASE = (ROOT / "incidents.geojson").read_bytes()
#: Writes down whoever a process tries to reach, and lets it reach nobody but this machine.
GUARD = """
import os, socket
def note(what):
    with open(os.environ["REACHED"], "a") as file:
        file.write(f"{what}\\n")
def is_near(host):
    return host in (None, "", "localhost", "::", "0.0.0.0") or str(host).startswith(("127.", "::1"))
look_up, connect = socket.getaddrinfo, socket.socket.connect
def guarded(host, *rest, **more):
    if not is_near(host.decode() if isinstance(host, bytes) else host):
        note(host)
        raise socket.gaierror(f"kept from asking for {host}")
    return look_up(host, *rest, **more)
class Socket(socket.socket):
    def connect(self, address):
        if isinstance(address, tuple) and not is_near(address[0]):
            note(address)
            raise OSError(f"kept from reaching {address}")
        return connect(self, address)
socket.getaddrinfo, socket.socket = guarded, Socket
note("guarded")
"""


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """Give the app, what it tried to reach, and the file that it has open; it keeps its drafts where the tests do."""
    folder = tmp_path_factory.mktemp("served")
    (folder / "sitecustomize.py").write_text(GUARD)
    case = folder / "case.geojson"
    case.write_bytes(CASE)
    environment = {"PYTHONPATH": str(folder), "REACHED": str(folder / "reached")}
    with running(str(case), environment=environment) as url:
        yield url, folder / "reached", case


@pytest.fixture
def url(served):
    return served[0]


@pytest.fixture
def wire(url):
    """Give a session of somebody new, with the map's page drawn."""
    with closing(Wire(url, new_cookie(url))) as found:
        assert found.run() == []
        yield found


def pressed(action, value="", number=1, on=()):
    return {"action": action, "value": value, "number": number, "on": list(on)}


def test_a_session_is_gone_on_with_by_its_own_browser_alone(url):
    """Its id in another browser gives a new session, while it is connected and after; the first stays as it was."""
    mine, other = new_cookie(url), new_cookie(url)
    with closing(Wire(url, mine)) as first:
        first.run()
        first.press("heading", pressed("map-claim", "MCGURK-55-KM"))
        with closing(Wire(url, other, first.session)) as stolen:
            stolen.run()
            assert stolen.session not in ("", first.session)
        assert first.run() == []
    for cookie, is_same in ((other, False), (mine, True)):
        with closing(Wire(url, cookie, first.session)) as again:
            again.run()
            assert (again.session == first.session) is is_same


@pytest.mark.parametrize("path", ["/", "/Edit", "/index.html", "/_stcore/health"])
def test_a_page_is_stored_by_no_proxy(url, path):
    """It sets a reader's cookie, which the next one would get."""
    with urllib.request.urlopen(url + path) as answer:  # noqa: S310 - our own server
        assert "crossbearing-reader=" in str(answer.headers.get_all("set-cookie"))
        assert answer.headers["cache-control"] == "private, no-cache"


@pytest.mark.parametrize("origin", ["http://evil.example", "http://localhost:1", "null", None])
def test_a_foreign_page_gets_no_connection_and_nobody_is_asked(served, origin):
    """Ten handshakes: no name looked up, no outside address tried, and the server goes on."""
    url, reached, _ = served
    before = reached.read_text()
    for _ in range(10):
        with pytest.raises(InvalidStatus, match="403"):
            connect(f"{url.replace('http', 'ws')}/_stcore/stream", origin=origin, subprotocols=["streamlit"],
                    additional_headers={"Cookie": new_cookie(url)})  # fmt: skip
    assert ask(url, path="/_stcore/health")[0] == 200
    assert reached.read_text() == before


def test_nobody_is_asked_at_the_start_either(tmp_path):
    """Listening on all interfaces, Streamlit would look for this machine's addresses to print them."""
    (tmp_path / "sitecustomize.py").write_text(GUARD)
    environment = {"PYTHONPATH": str(tmp_path), "REACHED": str(tmp_path / "reached"),
                   "STREAMLIT_SERVER_ADDRESS": "0.0.0.0"}  # noqa: S104 - what is tried  # fmt: skip
    with running(environment=environment) as url:
        assert ask(url, Host="192.0.2.7:1")[0] == 200
        assert ask(url, Host="evil.example")[0] == 421
        with closing(Wire(url, new_cookie(url))) as wire:
            assert wire.run(page="Edit") == []
            assert "Save is off: this page is served to more than this computer" in wire.text()
    assert set((tmp_path / "reached").read_text().split()) == {"guarded"}


@pytest.mark.parametrize(
    "header",
    [None, "X-Forwarded-For", "X-Forwarded-Host", "Forwarded", "X-Real-IP", "Via", "X-Forwarded-Proto", "CF-Ray",
     "X-Original-Host", "x-client-ip", "True-Client-IP"],
)  # fmt: skip
def test_behind_a_proxy_that_calls_itself_this_computer_save_is_off(url, header):
    """It may pass on whoever it likes, under the name localhost: that it says so is enough."""
    with closing(Wire(url, new_cookie(url), **({header: "http"} if header else {}))) as wire:
        assert wire.run(page="Edit") == []
        assert (case_words.SAVE_IS_ON_HERE in wire.text()) is (header is None)
        assert ("Save is off: this page is served to more than this computer" in wire.text()) is (header is not None)


def test_a_file_is_put_into_ones_own_session_alone(url, wire):
    """The id of a session is no right to it."""
    xsrf = ask(url, path="/_stcore/health")[1]
    token = xsrf.partition("_streamlit_xsrf=")[2].partition(";")[0]
    body = b'--x\r\nContent-Disposition: form-data; name="f"; filename="a.csv"\r\n\r\na\r\n--x--\r\n'
    path = f"/_stcore/upload_file/{wire.session}/some-file"

    def put(cookie, method="PUT"):
        sent = {"Cookie": f"{cookie}; _streamlit_xsrf={token}", "X_Xsrftoken": token, "Origin": url,
                "Content_Type": "multipart/form-data; boundary=x"}  # fmt: skip
        return ask(url, method, path, body, **sent)[0]

    assert [put(new_cookie(url)), put(new_cookie(url), "DELETE"), put("a=b")] == [403, 403, 403]
    assert [put(wire.cookie), put(wire.cookie, "DELETE")] == [204, 204]


def test_a_drafts_drawing_and_draft_are_seen_by_their_reader(url, served):
    """The address that one browser's map fetches is nothing to another."""
    mine = new_cookie(url)
    document = small_case()
    document["case"]["title"] = "Only mine"
    begin(token_of(mine), served[2].parent / "other.geojson", None, History(document))
    [entry] = list_drafts(token_of(mine), 0)
    with closing(Wire(url, mine)) as wire:
        wire.run(page="Edit")
        assert wire.choose("w_section", case_words.SECTIONS["start"], page="Edit") == []
        assert wire.press("drafts", pressed("open-draft", entry.id), page="Edit") == []
        wire.run()
        assert "Only mine" in wire.text()
        address = "/map-data/draft/" + wire.text().partition("/map-data/draft/")[2].partition(".json")[0] + ".json"
        assert [ask(url, path=address, Cookie=cookie)[0] for cookie in (mine, new_cookie(url))] == [200, 404]
        assert ask(url, path=address)[0] == 404


def test_the_last_readers_session_goes_when_its_time_is_over(tmp_path):
    """What only it had open is gone within a minute, though nobody else comes or leaves."""
    case = tmp_path / "case.geojson"
    case.write_bytes(CASE)
    with running(str(case), environment={"STREAMLIT_SERVER_DISCONNECTED_SESSION_TTL": "1"}) as url:
        mine = new_cookie(url)
        begin(token_of(mine), case, file_state(case), History(json.loads(CASE)))
        with closing(Wire(url, mine)) as wire:
            assert wire.run() == []
            address = "/map-data/draft/" + wire.text().partition("/map-data/draft/")[2].partition(".json")[0] + ".json"
            assert ask(url, path=address, Cookie=mine)[0] == 200
        until_s = time.monotonic() + 120
        while ask(url, path=address, Cookie=mine)[0] != 404:
            assert time.monotonic() < until_s
            time.sleep(1)


FULL = "The drafts of all who work here would take"


def count_of_drafts(folder):
    """Return how many drafts a folder has."""
    with closing(sqlite3.connect(folder / drafts_file().name)) as connection:
        return connection.execute("SELECT COUNT(*) FROM draft").fetchone()[0]


@dataclass
class Editor(Visitor):
    """A browser on the page Case, with the sentences that it was told in a box."""

    said: list[str] = field(default_factory=list)

    def _note(self, element):
        if element.WhichOneof("type") == "alert":
            self.said.append(element.alert.body)
        super()._note(element)

    async def edit(self, words):
        """Change what the first claim says, and tell whether there was room for it."""
        await self.run()
        await self.choose("Record", list(self.options("Record"))[1])
        self.said.clear()
        await self.submit(edit_words.APPLY, {"Summary *": words})
        return not any(FULL in one for one in self.said)


def test_a_first_change_that_is_refused_leaves_no_draft_behind(url):
    """What is wrong is mended and sent again in the same window: no draft is in the way."""

    async def come():
        async with Editor(f"{url}/", "Edit") as editor:
            assert await editor.edit("")
            assert await editor.edit("x" * 200_000)
            assert await editor.edit("What is right.")
            return editor.said

    [told] = asyncio.run(come())
    assert told.startswith("Done")


#: Lowers limits of a server before it starts.
BRIM = f"""
import sys
sys.path.insert(0, {str(ROOT)!r})
from geodata.editing import size_limits
size_limits.MAX_ALL_DRAFTS_BYTES = 300_000
"""


def test_a_server_whose_room_for_drafts_is_full_goes_on(tmp_path):
    """Many at once fill it: who finds none is told, who has a draft keeps it, and where one discards, there is room."""
    (tmp_path / "sitecustomize.py").write_text(BRIM)
    folder = tmp_path / "drafts"
    case = tmp_path / "case.geojson"
    case.write_bytes(CASE)
    environment = {"PYTHONPATH": str(tmp_path), "CROSSBEARING_DRAFTS": str(folder)}

    async def come(url):
        async with AsyncExitStack() as leaving:
            editors = [await leaving.enter_async_context(Editor(f"{url}/", "Edit")) for _ in range(12)]
            had_room = await asyncio.gather(*(editor.edit(os.urandom(30_000).hex()) for editor in editors))
            kept = [editor for editor, is_kept in zip(editors, had_room, strict=True) if is_kept]
            others = [editor for editor in editors if editor not in kept]

            assert 2 < len(kept) == count_of_drafts(folder) < 12
            assert not await others[0].edit(os.urandom(30_000).hex())
            await kept[0].submit(case_words.DISCARD, {})
            await kept[0].submit(case_words.DISCARD_IT, {})
            assert count_of_drafts(folder) == len(kept) - 1
            assert await others[0].edit("Another try.")
            assert count_of_drafts(folder) == len(kept)

    with running(str(case), environment=environment) as url:
        asyncio.run(come(url))


def test_a_connection_that_answers_no_more_is_closed():
    """A browser that lost its network, or says nothing on purpose: asked for a sign of life, and let go without one."""
    with running(environment={"STREAMLIT_SERVER_WEBSOCKET_PING_INTERVAL": "1"}) as url:
        sent = [
            "GET /_stcore/stream HTTP/1.1", f"Host: {urlsplit(url).netloc}", f"Origin: {url}", "Upgrade: websocket",
            "Connection: Upgrade", "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==", "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Protocol: streamlit", f"Cookie: {new_cookie(url)}", "", "",
        ]  # fmt: skip
        with socket.create_connection((urlsplit(url).hostname, urlsplit(url).port), timeout=60) as silent:
            silent.sendall("\r\n".join(sent).encode())
            got = bytearray()
            while part := silent.recv(65_536):
                got += part
    assert got.startswith(b"HTTP/1.1 101")
    assert b"keepalive ping timeout" in got


def test_a_download_is_for_the_browser_that_asked_for_it(url):
    """Made when its button is pressed, and still there after the page is drawn anew."""
    mine = new_cookie(url)
    with closing(Wire(url, mine)) as wire:
        wire.run(page="Edit")
        path = wire.download("Download")
        assert ask(url, path=path, Cookie=mine)[::2] == (200, CASE)
        assert [ask(url, path=path, Cookie=new_cookie(url))[0], ask(url, path=path)[0]] == [404, 404]
        wire.run(page="Edit")
        assert ask(url, path=path, Cookie=mine)[0] == 200


FORGED = ["", "x", "..", "../../etc/passwd", "/etc/passwd", "\\\\host\\share", "0", "-1", "9" * 400, "1e3", "a b",
          "\ud800", "A;B", "true", "place:", "trial:X 1,2", "$$ID", "{}", "%00", "x" * 60_000]  # fmt: skip
NO_PRESSES = [None, 1, True, "x", [], [1], {}, {"action": 1}, {"action": "open-draft"}, pressed("delete-all"),
              pressed("claim", 5), pressed("claim", None), pressed("claim", ["x"]), pressed("claim", {"x": 1}),
              pressed("claim", "x" * 2**20), pressed("claim", "a\0b"), pressed("claim", "x", "1"),
              pressed("claim", "x", -1), pressed("claim", "x", 1e400), pressed("claim", "x", None),
              pressed("claim", "x", number=True), pressed("actor", on=[1]), pressed("actor", on=["y" * 2**20]),
              {**pressed("actor"), "on": "abc"}, {**pressed("actor"), "on": {}}]  # fmt: skip


@pytest.fixture(scope="module")
def forging(served):
    """Give a session with a draft of its own, and a place of the map's page where all panels are."""
    cookie = new_cookie(served[0])
    begin(token_of(cookie), served[2].parent / "mine.geojson", None, History(small_case()))
    with closing(Wire(served[0], cookie)) as found:
        yield found


PAGES = ("", "Timeline", "Distances", "Can_they_be_true", "Sources", "Edit")


@pytest.mark.parametrize("every", [3, pytest.param(1, marks=pytest.mark.long)])
@pytest.mark.parametrize("page", PAGES)
def test_no_forged_message_ends_in_an_exception(served, forging, page, every):
    """Each action with a value of no sense, to each panel, or each third: nothing breaks, or changes on the disk."""
    before = served[2].read_bytes(), sorted(served[2].parent.iterdir())
    assert forging.run(page=page) == []
    for start, panel in enumerate(list(forging.panels()), PAGES.index(page)):
        for number, action in list(enumerate(sorted(ACTIONS)))[start % every :: every]:
            if panel not in forging.panels():
                break
            sent = pressed(action, FORGED[(number + len(panel)) % len(FORGED)], number)
            assert forging.press(panel, sent, page=page) == [], sent
            forging.run(page=page)
    assert (served[2].read_bytes(), sorted(served[2].parent.iterdir())) == before


@pytest.mark.parametrize("every", [4, pytest.param(1, marks=pytest.mark.long)])
@pytest.mark.parametrize("value", FORGED)
def test_a_forged_value_is_ignored_whatever_the_action(forging, value, every):
    """By the panels that hear all actions of the map and of drafts; or each fourth, others for the next value."""
    for page, panel in (("", "heading"), ("Edit", "drafts")):
        forging.run(page=page)
        for action in sorted(ACTIONS)[FORGED.index(value) % every :: every]:
            if panel in forging.panels():
                assert forging.press(panel, pressed(action, value), page=page) == [], action
            else:
                forging.run(page=page)


def test_what_is_no_press_is_ignored(forging):
    """Whatever JSON it is, or none at all."""
    forging.run()
    for sent in NO_PRESSES:
        assert forging.press("heading", sent) == [], sent
    for text in ("", "{", "null", "[null]", '{"event": "pressed"}', '[{"event": 5}]', "[" * 500, '["\\u0000"]'):
        assert forging.press_raw("heading", text) == [], text


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="a pipe in the file system is POSIX")
def test_no_path_is_opened_as_a_draft(served, tmp_path):
    """Neither another case, nor a text, nor a pipe that nobody writes to: only what is in this reader's own list."""
    url, _, case = served
    secret = tmp_path / "secret.geojson"
    document = json.loads(CASE)
    document["case"]["title"] = "Of another folder"
    secret.write_text(json.dumps(document))
    (tmp_path / "secret.txt").write_text("TOP SECRET")
    os.mkfifo(tmp_path / "pipe.geojson")
    theirs = new_cookie(url)
    begin(token_of(theirs), tmp_path / "theirs.geojson", None, History(document))
    [foreign] = list_drafts(token_of(theirs), 0)
    mine = new_cookie(url)
    begin(token_of(mine), tmp_path / "mine.geojson", None, History(small_case()))
    with closing(Wire(url, mine)) as wire:
        wire.run(page="Edit")
        for value in (secret, tmp_path / "secret.txt", tmp_path / "pipe.geojson", foreign.id, drafts_file()):
            assert wire.choose("w_section", case_words.SECTIONS["start"], page="Edit") == []
            assert wire.press("drafts", pressed("open-draft", str(value)), page="Edit") == []
            assert "Of another folder" not in wire.text()
            assert "SECRET" not in wire.text()
            assert f"Open: {case.name}".replace(".", "") in wire.text().replace("\\", "").replace(".", "")


ADDRESSES = [
    "claim=" + "x" * 5_000, "judged=A;B", "judged=;", "page=-1", "tool=/etc/passwd", "ruler=1e400,2;..;%00",
    "radius=X:nan;:;::", "try=X:999,999", "tolerance=inf", "speed=-1", "where=%F0%9F", "base=file:///etc/passwd",
    "base=javascript:1", "after=0000-00-00T99:99", "actors=,,,", "claims=a,b,c", "rule=9999999999m", "ring=%00",
    "center=..%2f..", "word=%ff", "drawn=x", "sides=maybe", "unit=%3Cscript%3E", "undated=%0d%0a",
]  # fmt: skip


def test_the_state_is_not_lost_with_a_panel(url):
    """What an address said that is not known is told in a panel: its state is another, whatever the panel reports."""
    for then in ("", "words=Reply"):
        with closing(Wire(url, new_cookie(url))) as wire:
            assert [wire.run(query=query) for query in ("claim=NONE", then, then, then)] == [[]] * 4
    with closing(Wire(url, new_cookie(url))) as wire:
        assert wire.run(query="claim=NONE") == []
        assert wire.press("unread", pressed("claim", "x"), query="claim=NONE") == []
        assert wire.run(query="claim=NONE") == []


@pytest.mark.parametrize("page", ["", "Can_they_be_true", "Edit"])
def test_no_address_ends_in_an_exception(url, page):
    """What can be read of it is used, the rest is named."""
    with closing(Wire(url, new_cookie(url))) as wire:
        for query in ADDRESSES:
            assert wire.run(query=query, page=page) == [], query


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("claim=MCGURK-55-KM&claim=TRT-RAF-TYPHOONS", "claim, which it gives 2 times"),
        ("radius=CITY:5&radius=CITY:7&radius=", "radius, which it gives 3 times"),
        ("draft=a&draft=b", "draft, which it gives 2 times"),
        ("base=a&base=b", "base, which it gives 2 times"),
    ],
)
def test_what_an_address_gives_twice_is_told_and_not_read(url, query, told):
    """Streamlit would take the last; what is not ours stays in the address as it is."""
    with closing(Wire(url, new_cookie(url))) as wire:
        assert wire.run(query=f"{query}&theirs=1&theirs=2") == []
        assert told in wire.text()


def test_a_session_keeps_no_widget_that_is_gone():
    """Of each form that was open, Streamlit keeps all that there was to choose from: that of ten is that of one."""
    page = AppTest.from_file(str(ROOT / "pages" / "case.py"), default_timeout=60).run()
    state, counts = vars(page.session_state)["_state"], []
    state = vars(state).get("_state", state)  # the one within the one that locks
    for version in range(1, 6):
        page.session_state.form_version = version  # as after each edit
        page.run()
        assert not page.exception
        counts.append(len(state._new_widget_state.widget_metadata))

    assert max(counts) - min(counts) <= 2  # one form may have a button more than another
