"""Drafts: what is not yet saved survives, and is nobody else's."""

import json
import os
import stat
import subprocess
import sys

import pytest

from geodata.editing import limits
from geodata.editing.checking import apply
from geodata.editing.draftfolder import DraftError, draft_files, drafts_folder, folder_of, is_token, new_token
from geodata.editing.draftlist import list_drafts
from geodata.editing.drafts import begin, discard, keep, open_draft
from geodata.editing.edits import Copy, Delete, replace
from geodata.editing.filestate import FileState
from geodata.editing.history import History
from geodata.editing.journal import line, read_lines
from geodata.editing.limits import LimitError
from tests.cases import small_case

STATE = FileState.of(b"as opened", 7)


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """Keep drafts in a folder of the test's own."""
    monkeypatch.setenv("CROSSBEARING_DRAFTS", str(tmp_path / "drafts"))
    return tmp_path / "drafts"


@pytest.fixture
def token():
    """Return somebody's token."""
    return new_token()


@pytest.fixture
def case_path(tmp_path):
    """Return the path of a case."""
    return tmp_path / "a.geojson"


def edited(history, *edits):
    """Return a history with edits made, one a step."""
    for edit in edits:
        changed = apply(history.document, edit)
        assert changed.is_applied, changed.problems
        history = history.with_step(changed.words, changed.document)
    return history


ONE = edited(History(small_case()), Copy("claim", "ARMY-AT", "ARMY-AT-2"))


def documents(history):
    """Return what is now, and what every undo and redo would give."""
    back, forth = [history], [history]
    while back[-1].done:
        back.append(back[-1].undo())
    while forth[-1].undone:
        forth.append(forth[-1].redo())
    return [one.document for one in (*back, *forth)], [one.last_words for one in (*back, *forth)]


def test_a_draft_comes_back_with_everything_that_can_be_undone(token, case_path):
    """Step by step, with undo and redo, as another process would open it."""
    draft = begin(token, case_path, STATE, ONE)
    history = edited(ONE, Delete("event", ("STRIKE",), "null"), Delete("source", ("WIRE",)))
    for one in (history.undo().undo(), history, history.undo()):
        draft = keep(draft, one)

    back = open_draft(token, case_path)

    assert documents(back.history) == documents(history.undo())
    assert (back.opened_as, back.case_path, back.size) == (STATE, case_path, draft.size)


def test_single_moves_are_short_lines(token, case_path):
    """A step costs what it changes, an undo next to nothing."""
    draft = begin(token, case_path, STATE, ONE)
    two = edited(ONE, replace("actor", "ARMY", {"id": "ARMY", "name": "The army", "part_of": None, "color": None}))

    stepped = keep(draft, two)
    undone = keep(stepped, two.undo())
    redone = keep(undone, two)

    assert stepped.size - draft.size < 250
    assert [redone.size - undone.size, undone.size - stepped.size] == [len(line({"do": "undo"}))] * 2
    assert documents(open_draft(token, case_path).history) == documents(two)


def test_after_a_save_a_new_draft_still_knows_the_steps_before(token, case_path):
    """What was saved counts as opened, and can be undone."""
    history = edited(ONE.saved(), Copy("claim", "ARMY-AT", "ARMY-AT-3"))

    begin(token, case_path, STATE, history)

    back = open_draft(token, case_path).history
    assert (back.opened, documents(back)) == (ONE.document, documents(history))


def test_older_steps_than_can_be_undone_are_in_the_draft_as_a_whole(token, case_path, monkeypatch):
    """The draft of a long history opens as what it is."""
    monkeypatch.setattr("geodata.editing.history.MAX_STEPS", 2)
    history = edited(ONE, *(Copy("claim", "ARMY-AT", f"MORE-{number}") for number in range(3)))

    begin(token, case_path, STATE, history)

    assert documents(open_draft(token, case_path).history) == documents(history)
    assert documents(history)[0][-1] != history.opened


def test_nobody_sees_anothers_draft(token, case_path):
    """Neither of the same case nor in the list, and no token is in a name."""
    begin(token, case_path, STATE, ONE)

    assert open_draft(new_token(), case_path) is None
    assert list_drafts(new_token(), 0) == ()
    assert [token in str(file.path) for file in draft_files()] == [False]


@pytest.mark.parametrize("token", ["", "../" * 10, "a" * 33, "ä" * 32, "a" * 31 + "\n"])
def test_what_is_no_token_finds_nothing(token, case_path):
    """And leads to no folder."""
    assert not is_token(token)
    with pytest.raises(DraftError, match="token is not whole"):
        open_draft(token, case_path)


def test_drafts_are_for_the_user_of_the_server_alone(token, case_path, folder):
    """Folders and files can be read by nobody else on the machine."""
    begin(token, case_path, STATE, ONE)

    modes = {stat.S_IMODE(path.stat().st_mode) & 0o077 for path in (folder, *folder.rglob("*"))}
    assert (modes, len(list(folder.rglob("*")))) == ({0}, 3)


def test_half_a_line_is_never_read_and_is_cut_off(token, case_path):
    """Wherever a kill or a full disk ended the last line, the draft is that of the line before."""
    draft = begin(token, case_path, STATE, ONE)
    whole = keep(draft, edited(ONE, Delete("source", ("WIRE",)))).size
    data = draft.file.read_bytes()
    for size in range(draft.size, whole):
        draft.file.write_bytes(data[:size])

        back = open_draft(token, case_path)

        assert (back.size, draft.file.stat().st_size, len(back.history.done)) == (draft.size, draft.size, 1)


def test_a_damaged_first_line_is_said_and_listed(token, case_path):
    """It is neither read as a draft nor removed."""
    draft = begin(token, case_path, STATE, ONE)
    draft.file.write_bytes(draft.file.read_bytes().replace(b"Army", b"Navy"))

    with pytest.raises(DraftError, match="damaged"):
        open_draft(token, case_path)
    [entry] = list_drafts(token, 0)
    assert (entry.case_path, "damaged" in entry.problem, draft.file.exists()) == (None, True, True)


@pytest.mark.parametrize(
    ("entry", "message"), [({"format": 2}, "another version"), ({}, "damaged"), ({"format": 1}, "damaged")]
)
def test_a_first_line_that_is_no_header_is_said(token, case_path, entry, message):
    """A draft of a later version is not misread."""
    begin(token, case_path, STATE, ONE).file.write_bytes(line(entry))

    with pytest.raises(DraftError, match=message):
        open_draft(token, case_path)


def test_a_draft_changed_in_another_window_is_not_overwritten(token, case_path):
    """Nor is one that was discarded there brought back."""
    draft = begin(token, case_path, STATE, ONE)
    two, other = (edited(ONE, Delete("source", ("WIRE",))), edited(ONE, Copy("event", "STRIKE", "STRIKE-2")))
    keep(open_draft(token, case_path), other)

    with pytest.raises(DraftError, match="changed in another window"):
        keep(draft, two)
    with pytest.raises(DraftError, match="Open it or discard it first"):
        begin(token, case_path, STATE, two)
    discard(token, case_path)
    with pytest.raises(DraftError, match="saved or discarded in another window"):
        keep(draft, two)
    assert open_draft(token, case_path) is None


def test_drafts_are_listed_with_their_age(token, case_path):
    """Oldest first, with what was done last."""
    draft = begin(token, case_path, STATE, ONE)
    os.utime(draft.file, ns=(10**9, 10**9))
    begin(token, case_path.with_name("b.geojson"), None, edited(ONE, Delete("source", ("WIRE",))))

    [old, new] = list_drafts(token, 90_000 * 10**9)

    assert (old.case_path, old.steps, old.age_s) == (case_path, 1, 89_999)
    assert (new.steps, new.last_words, new.problem) == (2, "Delete source WIRE", "")


@pytest.mark.parametrize(
    ("limit", "value", "message"),
    [
        ("MAX_DRAFTS", 1, "You have 1 draft, which is the most"),
        ("MAX_ALL_DRAFTS_BYTES", 10_000, "drafts of all who work here"),
        ("MAX_DRAFT_BYTES", 100, "Save the case: a new draft begins"),
    ],
)
def test_limits_are_said(token, case_path, monkeypatch, limit, value, message):
    """Before a draft is begun that would pass them."""
    begin(token, case_path, STATE, ONE)
    monkeypatch.setattr(limits, limit, value)

    with pytest.raises(LimitError, match=message):
        begin(token, case_path.with_name("b.geojson"), STATE, ONE)


def test_a_step_on_a_full_disk_leaves_the_draft_as_it_was(token, case_path, monkeypatch):
    """It is said, and the next step can be kept."""
    draft = begin(token, case_path, STATE, ONE)
    two = edited(ONE, Delete("source", ("WIRE",)))
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", lambda _: (_ for _ in ()).throw(OSError(28, "No space left on device")))
        with pytest.raises(DraftError, match=r"No space left on device\. Save the case now"):
            keep(draft, two)

    assert draft.file.stat().st_size == draft.size
    assert open_draft(token, case_path).history.document == ONE.document
    assert keep(draft, two).history is two


def test_a_folder_that_cannot_be_made_is_said(token, case_path, folder):
    """Where a file stands in its way."""
    folder.write_text("")

    with pytest.raises(DraftError, match="The draft cannot be kept"):
        begin(token, case_path, STATE, ONE)


@pytest.mark.parametrize(("state", "expected"), [("/state", "/state/crossbearing/drafts"), ("", None)])
def test_without_a_name_drafts_are_in_the_users_state(monkeypatch, state, expected):
    """As the XDG specification says; an empty variable counts as none."""
    for name in ("CROSSBEARING_DRAFTS", "CROSSBEARING_STATE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_STATE_HOME", state)
    monkeypatch.setenv("HOME", "/home/somebody")
    monkeypatch.setattr(sys, "platform", "linux")

    assert str(drafts_folder()) == (expected or "/home/somebody/.local/state/crossbearing/drafts")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills forked processes")
def test_killed_at_200_random_moments_a_draft_is_always_whole(case_path):
    """There is none yet, or it is that of some step, with all steps before it."""
    command = [sys.executable, "-m", "tests.editing.savers", "draft", str(case_path), "200", "1"]
    found = json.loads(subprocess.run(command, capture_output=True, check=True, timeout=150).stdout)

    assert found["whole"] + found["none"] == 200
    assert ("broken" in found, found["whole"] > 50) == (False, True)


def test_lines_end_with_a_line_feed_only():
    """Whatever signs their texts have."""
    entries = ({"a": "x\r\u2028\x85\ny"}, {"b": 2})

    assert read_lines(b"".join(map(line, entries))).entries == entries
    assert read_lines(line({"a": 1}).replace(b"1", b"2")).entries == ()


def test_a_keep_of_the_same_history_writes_nothing(token, case_path):
    """A page may call it at each run."""
    draft = begin(token, case_path, STATE, ONE)

    assert keep(draft, ONE) is draft
    assert folder_of(token) == draft.file.parent
