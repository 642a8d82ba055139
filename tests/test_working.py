"""What a session may do with the server's file, with its secret, and with names that it sends."""

from __future__ import annotations

import json
import os
from pathlib import Path
from types import SimpleNamespace

import pytest
from streamlit.testing.v1 import AppTest

from geodata.app import export_page, save_permission, session_draft
from geodata.app.case_store import open_for_editing
from geodata.app.html import notices
from geodata.app.server.hosts import served
from geodata.app.words import case_words, edit_words, shared_words
from geodata.core.model import case_from_document
from geodata.editing.drafts.draft import begin, discard, keep, open_draft
from geodata.editing.drafts.draft_list import list_drafts
from geodata.editing.filestate import file_state
from geodata.editing.history import History
from geodata.exporting.blur_secret import case_secret, reader_secret
from geodata.render.html import elements
from tests.app import ROOT
from tests.cases import small_case


class State(dict):
    """A session's state without a session."""

    __getattr__ = dict.get
    __setattr__ = dict.__setitem__


@pytest.fixture
def reader():
    """Return a token of somebody new."""
    return session_draft.new_token()


@pytest.fixture
def case(tmp_path):
    """Return the server's file."""
    path = tmp_path / "case.geojson"
    path.write_text(json.dumps(small_case()))
    return path


@pytest.fixture
def state(monkeypatch, case, reader):
    """Return the state of a session that has the server's file open."""
    found = State()
    monkeypatch.setattr(session_draft, "st", SimpleNamespace(session_state=found))
    monkeypatch.setattr(session_draft, "reader", lambda: reader)
    monkeypatch.setattr(session_draft, "_address", lambda: "")
    for module in (session_draft, export_page):
        monkeypatch.setattr(module, "server_path", lambda: case)
    monkeypatch.setattr(export_page, "reader", lambda: reader)
    return found


def opened(document):
    return SimpleNamespace(case=case_from_document(document))


@pytest.mark.parametrize("whose", ["as on the server", "moved", "new site", "begun or brought"])
def test_which_secret_blurs_a_place(state, reader, whose):
    """The file's own blurs the places that the file has, as it has them; whatever a browser put there, its own does."""
    document = small_case()
    site = next(one for one in document["features"] if one["id"] == "CAMP")
    site_id = site["id"]
    if whose == "moved":
        site["geometry"] = {"type": "Point", "coordinates": [40.0, 35.0]}
    elif whose == "new site":
        site_id = "OF-THE-DRAFT"
        document["features"].append({**site, "id": site_id})
    elif whose == "begun or brought":
        state.draft_path = Path("brought/x/case.geojson")
    of_the_file = case_secret(document["case"]["id"])
    secret = export_page._secret(opened(document))(site_id)
    assert secret == (of_the_file if whose == "as on the server" else reader_secret(reader))
    assert secret != reader_secret(session_draft.new_token())


def test_a_save_that_is_off_is_refused_by_itself(state, case, reader, monkeypatch):
    """Whatever button the browser claims was pressed."""
    before, file = case.read_bytes(), open_for_editing(case)
    begin(reader, case, file.state, History(file.document))
    document = session_draft.document()
    assert session_draft.step(document, "Change", {**document, "case": {**document["case"], "title": "Changed"}})
    monkeypatch.setattr(session_draft, "may_save", lambda: False)
    session_draft.save_file(session_draft.current_draft())
    assert (state.trouble, case.read_bytes()) == (case_words.SAVE_IS_OFF, before)
    monkeypatch.setattr(session_draft, "may_save", lambda: True)
    session_draft.save_file(session_draft.current_draft())
    assert state.trouble == ""
    assert json.loads(case.read_bytes())["case"]["title"] == "Changed"


@pytest.mark.parametrize(
    ("sent", "name"),
    [
        ("a.geojson", "a.geojson"),
        ("/etc/passwd", "passwd"),
        ("../../a.geojson", "a.geojson"),
        ("..", "case.geojson"),
        ("", "case.geojson"),
        ("a/", "case.geojson"),
        ("C:\\Users\\a.geojson", "a.geojson"),
        ("C:a.geojson", "a.geojson"),
        ("\\\\host\\share\\a.geojson", "a.geojson"),
        ("a\0/..", "case.geojson"),
        (".bashrc", "bashrc"),
        ("x" * 5_000, "x" * 100),
    ],
)
def test_the_name_of_an_uploaded_file_is_no_place(state, case, reader, sent, name):
    """A draft's path is made here; of what the browser calls the file only the last part is taken, to show it."""
    session_draft.begin_case(sent, small_case())
    assert not state.trouble
    assert state.draft_path.parts[0] == "brought"
    assert (len(state.draft_path.parts), state.draft_path.name) == (3, name)
    assert not session_draft.is_of_server(state.draft)
    assert len(list_drafts(reader, 0)) == 1
    assert list(case.parent.iterdir()) == [case]


@pytest.mark.skipif(os.name == "nt", reason="links that everybody may make are POSIX")
def test_a_case_file_that_leads_to_itself_keeps_no_draft_back(monkeypatch, case, reader):
    """Somebody made a link of it while a draft waits: the page says that it is another file, and shows the draft."""
    file = open_for_editing(case)
    begin(reader, case, file.state, History(file.document).with_step("Change title", {**file.document, "x": 1}))
    case.unlink()
    case.symlink_to(case)
    monkeypatch.setenv("CROSSBEARING_CASE", str(case))
    page = AppTest.from_file(str(ROOT / "pages" / "case.py"), default_timeout=60)
    page.session_state["reader"] = reader
    page.run()
    assert not page.exception
    assert "Somebody else changed the file" in str([told.value for told in page.warning])


def test_the_password_is_asked_for_on_the_page(monkeypatch):
    """A wrong one is told so, the right one lets this session save."""
    monkeypatch.setattr(save_permission, "served_as", lambda _: served("0.0.0.0", None, ()))  # noqa: S104 - what is tried
    app = AppTest.from_file(str(ROOT / "pages" / "case.py"), default_timeout=60)
    app.secrets["save_password"] = "right"  # noqa: S105 - what is tried
    assert any("Save is off until you enter the password" in one.value for one in app.run().caption)
    for given, expected in (("wrong", "This password is wrong"), ("right", "You may save: you entered")):
        monkeypatch.setattr(save_permission, "_tries", save_permission._Tries())
        app.text_input("w_password").set_value(given).run()
        assert not app.exception
        assert any(expected in one.value for one in (*app.error, *app.caption))
    assert not [one for one in app.text_input if one.key == "w_password"]


def _saved_by_somebody_else(case):
    """Change the server's file as another reader's save does, each claim in it."""
    document = small_case()
    document["case"]["summary"] = "By somebody else."
    for feature in document["features"]:
        if feature["id"] != "CAMP" and "summary" in feature["properties"]:
            feature["properties"]["summary"] = "By somebody else."
    case.write_text(json.dumps(document))


@pytest.mark.parametrize(
    ("pressed", "record"),
    [(edit_words.APPLY_TABLE, ""), (case_words.APPLY, ""), (edit_words.add("claim"), ""), (edit_words.APPLY, "ARMY-AT"),
     (edit_words.DUPLICATE, "ARMY-AT"), (edit_words.DELETE, "ARMY-AT")],
)  # fmt: skip
def test_a_page_from_before_a_save_takes_nothing_back(monkeypatch, case, pressed, record):
    """A press on what was drawn before somebody else saved is refused: it would undo what they did, unsaid."""
    monkeypatch.setenv("CROSSBEARING_CASE", str(case))
    page = AppTest.from_file(str(ROOT / "pages" / "case.py"), default_timeout=60)
    page.session_state["reader"] = session_draft.new_token()
    records = page.run().selectbox[0]
    assert records.label == edit_words.RECORD
    records.set_value(record).run()
    table = page.dataframe[0].proto.id

    _saved_by_somebody_else(case)
    labels = [button.label for button in page.button]
    page.button[labels.index(pressed)].click().run()
    assert not page.exception
    assert elements.plain(case_words.NOT_AS_SHOWN) in [told.value for told in page.error]
    assert page.session_state["draft"] is None
    # Streamlit goes on with changed cells by the number of their row: not in a table of other rows.
    assert page.dataframe[0].proto.id != table


def test_rows_go_into_no_other_case_than_the_one_they_were_shown_with(state, case):
    """Taken in with a file as it was, they would put all of it back as it was."""
    shown = session_draft.document()
    _saved_by_somebody_else(case)
    with_rows = {**shown, "name": "with rows"}
    assert not session_draft.step(shown, "Import", with_rows)
    assert (state.trouble, state.draft) == (case_words.NOT_AS_SHOWN, None)
    now = session_draft.document()
    assert session_draft.step(now, "Import", {**now, "name": "with rows"})
    assert not session_draft.step(now, "Import", {**now, "name": "a second press"})
    assert state.draft.history.document["name"] == "with rows"


def test_a_second_press_throws_no_other_draft_away_and_saves_none(state, case, reader):
    """The first press opened another draft, which nobody was asked about; what was asked about is what is saved."""
    document = session_draft.document()
    assert session_draft.step(document, "Change", {**document, "name": "mine"})
    session_draft.begin_case("other.geojson", document)
    asked = session_draft.current_draft()
    session_draft.discard_draft(asked)
    assert session_draft.path() == case
    session_draft.discard_draft(asked)
    [left] = list_drafts(reader, 0)
    assert (left.case_path, session_draft.document()["name"]) == (case, "mine")

    asked = session_draft.current_draft()
    assert session_draft.step(session_draft.document(), "Change", {**document, "name": "more"})
    session_draft.save_file(asked)
    assert (state.trouble, json.loads(case.read_bytes())) == (case_words.NOT_AS_SHOWN, document)


def test_a_window_goes_on_with_the_draft_that_another_one_began(state, case, reader):
    """It was told to open that draft, for good, and no press in it did."""
    document = session_draft.document()
    begin(reader, case, file_state(case), History(document).with_step("Change", {**document, "name": "of the other"}))
    assert not session_draft.step(document, "Change", {**document, "name": "mine"})
    assert "in another window" in state.trouble
    shown = session_draft.document()
    assert shown["name"] == "of the other"
    assert session_draft.step(shown, "Change", {**shown, "name": "mine"})
    assert (state.trouble, session_draft.document()["name"]) == ("", "mine")


def test_a_case_is_begun_once_though_its_title_comes_twice(monkeypatch, case, reader):
    """A browser sends the title with the next press again, until it knows that the field is empty."""
    monkeypatch.setenv("CROSSBEARING_CASE", str(case))
    page = AppTest.from_file(str(ROOT / "pages" / "case.py"), default_timeout=60)
    page.session_state["reader"] = reader
    for _ in range(2):
        page.session_state["w_section"] = "start"
        page.run().text_input("w_new_title").set_value("Who was it?")
        [press] = [button for button in page.button if button.label == case_words.BEGIN]
        press.click().run()
        assert not page.exception
    assert len(list_drafts(reader, 0)) == 1


def test_what_was_undone_can_be_done_again_though_the_file_changed(monkeypatch, state, case, reader):
    """The draft went, with all that was in it, when somebody else saved after an undo; now pages say that it is old."""
    document = session_draft.document()
    assert session_draft.step(document, "Change", {**document, "name": "mine"})
    session_draft.undo()
    _saved_by_somebody_else(case)
    session_draft.redo()
    assert (state.trouble, session_draft.document()["name"]) == ("", "mine")
    session_draft.undo()

    monkeypatch.undo()
    monkeypatch.setenv("CROSSBEARING_CASE", str(case))
    heads, head = [], notices.head
    monkeypatch.setattr(notices, "head", lambda *words, **more: heads.append(words) or head(*words, **more))
    page = AppTest.from_file(str(ROOT / "pages" / "places_and_sources.py"), default_timeout=60)
    page.session_state["reader"] = reader
    page.run()
    assert not page.exception
    assert [told for _, _, told in heads] == [shared_words.outdated_draft("case.geojson")]


def changed(name):
    return {**small_case(), "name": name}


@pytest.fixture
def had(state, reader, case):
    """Make two changes, discard their draft in another window, and make a third; return what was had before it."""
    assert state.get("left") is None
    for name in ("one", "two"):
        assert session_draft.step(session_draft.document(), name, changed(name))
    had = session_draft.current_draft().history
    discard(open_draft(reader, case))
    assert not session_draft.step(had.document, "three", changed("three"))
    return had


def test_a_draft_that_another_window_discarded_keeps_nobody_from_going_on(state, had):
    """It is said once, in the question what becomes of it; the next change begins a new draft."""
    assert state.left.history == had
    assert state.trouble == ""
    assert session_draft.document() == had.opened
    assert session_draft.step(session_draft.document(), "four", changed("four"))
    assert state.trouble == ""


def test_what_another_window_discarded_can_be_kept(state, had, reader):
    """As the draft of the case, with all that can be undone; it can be saved."""
    session_draft.restore_left()
    draft = session_draft.current_draft()
    assert draft.history == had
    assert session_draft.is_of_server(draft)
    assert state.left is None
    assert len(list_drafts(reader, 0)) == 1


def test_what_another_window_replaced_is_kept_beside_it(had, reader):
    """Neither is lost."""
    assert session_draft.step(session_draft.document(), "four", changed("four"))
    session_draft.restore_left()
    assert session_draft.current_draft().history == had
    session_draft.switch(None)
    assert session_draft.document() == changed("four")
    assert len(list_drafts(reader, 0)) == 2


def test_what_another_window_has_is_not_offered(state, reader, case):
    """It went on from there, or saved it before it discarded the draft."""
    assert session_draft.step(session_draft.document(), "one", changed("one"))
    other = open_draft(reader, case)
    keep(other, other.history.with_step("two", changed("two")))
    assert not session_draft.step(changed("one"), "three", changed("three"))
    assert session_draft.document() == changed("two")
    discard(open_draft(reader, case))
    case.write_text(json.dumps(changed("two")))
    assert not session_draft.step(changed("two"), "three", changed("three"))
    assert not state.get("left")


@pytest.mark.parametrize("pressed", [case_words.RESTORE, case_words.DO_NOT_RESTORE])
def test_the_page_asks_what_becomes_of_a_discarded_draft(monkeypatch, case, reader, pressed):
    """An undo finds that another window discarded it; the question goes with its answer."""
    monkeypatch.setenv("CROSSBEARING_CASE", str(case))
    begin(reader, case, file_state(case), History(small_case()).with_step("one", changed("one")))
    page = AppTest.from_file(str(ROOT / "pages" / "case.py"), default_timeout=60)
    page.session_state["reader"] = reader
    page.run()
    discard(open_draft(reader, case))

    page.button("w_undo").click().run()
    assert elements.plain(case_words.left_draft(case.name)) in [told.value for told in page.warning]
    assert not page.error
    labels = [button.label for button in page.button]
    page.button[labels.index(pressed)].click().run()

    assert not page.exception
    assert not page.warning
    assert not page.error
    assert (open_draft(reader, case) is not None) == (pressed == case_words.RESTORE)
