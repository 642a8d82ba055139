"""Drafts of the version that kept them as journals come over, once, and stay beside."""

import hashlib
import json
import os

import pytest

from geodata.editing.drafts import old_journal
from geodata.editing.drafts.draft import begin, open_draft
from geodata.editing.drafts.draft_folder import DraftError, made_folder, new_token
from geodata.editing.drafts.draft_list import list_drafts
from geodata.editing.drafts.old_journal import take_over
from geodata.editing.filestate import FileState
from geodata.editing.history import History
from geodata.editing.size_limits import LimitError

STATE = FileState.of(b"as opened", 7)
OPENED = {"type": "FeatureCollection", "case": {"title": "A", "actors": [{"id": "X"}]}, "features": [1, 2, 3]}
ENTRIES = (
    {"format": 1, "case_path": "/cases/a.geojson", "opened_as": STATE.to_json(), "opened": OPENED},
    {"do": "base", "arrays": {"claim": [0, 1, [9]]}},
    {"do": "step", "words": "Change 2", "arrays": {"claim": [1, 1, [4, 5]], "actor": [0, 0, [{"id": "Y"}]]}},
    {"do": "step", "words": "Title", "document": OPENED | {"case": {"title": "B"}}},
    {"do": "step", "words": "More", "arrays": {"claim": [3, 0, [7]]}},
    {"do": "undo"},
    {"do": "undo"},
    {"do": "redo"},
)


def line(entry):
    """Return an entry as the old version wrote it."""
    text = json.dumps(entry, ensure_ascii=False).encode()
    return hashlib.sha256(text).hexdigest()[:32].encode() + b" " + text + b"\n"


@pytest.fixture
def token(tmp_path, monkeypatch):
    """Return somebody's token; drafts are the test's own."""
    monkeypatch.setenv("CROSSBEARING_DRAFTS", str(tmp_path / "drafts"))
    return new_token()


@pytest.fixture
def journal(token):
    """Return a journal with half a line at its end."""
    file = made_folder(token) / f"{'a' * 32}.draft"
    file.write_bytes(b"".join(map(line, ENTRIES)) + line({"do": "undo"})[:-3])
    os.utime(file, ns=(5 * 10**9, 5 * 10**9))
    return file


def test_a_journal_comes_over_whole(token, journal):
    """With what can be undone and done again, and when it was written."""
    data = journal.read_bytes()
    take_over(token)
    take_over(token)

    [entry] = list_drafts(token, 6 * 10**9)
    history = open_draft(token, entry.case_path).history
    assert (entry.age_s, str(entry.case_path), history.opened) == (1, "/cases/a.geojson", OPENED)
    assert [step.words for step in history.done] == ["Change 2", "Title"]
    assert (history.document["case"], history.redo().document["features"]) == ({"title": "B"}, [1, 2, 3, 7])
    assert history.undo().document["features"] == [9, 4, 5, 3]
    assert history.undo().undo().document["features"] == [9, 2, 3]
    assert journal.with_suffix(".draft-taken-over").read_bytes() == data
    assert not journal.exists()


def test_a_kill_before_the_new_name_does_no_harm(token, journal):
    """What came over is not written over by the journal."""
    newer = History({}).with_step("newer", {"a": 1})
    begin(token, open_path := journal.parent / "x", None, newer)
    journal.write_bytes(b"".join(map(line, (ENTRIES[0] | {"case_path": str(open_path)}, *ENTRIES[1:]))))

    take_over(token)

    assert (open_draft(token, open_path).history.document, journal.exists()) == ({"a": 1}, False)


@pytest.mark.parametrize("data", [b"", b"half", line({}), line({"format": 2}), line([1]), line(ENTRIES[0])[:-1]])
def test_a_damaged_journal_is_said_once_and_stays(token, journal, data):
    """Nothing of it is read, and all others come over: those behind it were out of reach for good."""
    journal.write_bytes(data)
    intact = [journal.with_name(f"{name * 32}.draft") for name in "0b"]
    for file in intact:
        file.write_bytes(b"".join(map(line, (ENTRIES[0] | {"case_path": file.name}, *ENTRIES[1:]))))

    with pytest.raises(DraftError, match=r"of an older version that are damaged and cannot be read: 'a{32}\.draft-"):
        take_over(token)
    take_over(token)

    assert journal.with_suffix(".draft-damaged").read_bytes() == data
    assert {entry.case_path.name for entry in list_drafts(token, 0)} == {file.name for file in intact}


def test_a_journal_without_room_keeps_no_other_back(token, journal, monkeypatch):
    """It stays for the next time."""
    other = journal.with_name(f"{'b' * 32}.draft")
    other.write_bytes(b"".join(map(line, (ENTRIES[0] | {"case_path": "/cases/b.geojson"}, *ENTRIES[1:]))))

    def begin_of_b(token, case_path, *rest, **more):
        if case_path.name == "a.geojson":
            raise LimitError("There is no room.")
        return begin(token, case_path, *rest, **more)

    monkeypatch.setattr(old_journal, "begin", begin_of_b)
    with pytest.raises(LimitError, match="no room"):
        take_over(token)

    assert [entry.case_path.name for entry in list_drafts(token, 0)] == ["b.geojson"]
    assert (journal.exists(), other.exists()) == (True, False)


@pytest.mark.parametrize("step", ["_read", "open_draft", "begin"])
def test_another_window_may_take_over_at_the_same_time(token, journal, monkeypatch, step):
    """Whenever it does: that is no fault, and nothing comes over twice."""
    own = getattr(old_journal, step)

    def after_the_other(*given, **more):
        monkeypatch.setattr(old_journal, step, own)
        take_over(token)
        return own(*given, **more)

    monkeypatch.setattr(old_journal, step, after_the_other)
    take_over(token)

    assert (len(list_drafts(token, 0)), journal.exists()) == (1, False)
