"""A save and its draft: whatever ends in between, the program knows its own save, and nobody else's for its own."""

import os

import pytest

from geodata.app.case_store import open_for_editing
from geodata.casefile.serialize import case_text
from geodata.editing import size_limits
from geodata.editing.drafts import draft_saving
from geodata.editing.drafts.draft import begin, keep, open_draft
from geodata.editing.drafts.draft_folder import DraftError, new_token
from geodata.editing.drafts.draft_saving import is_changed_by_others, prepared, read_last_save, save_prepared
from geodata.editing.history import History
from geodata.editing.saving import ChangedOnDiskError, SaveError, save
from tests.cases import small_case
from tests.editing.savers import can_fail, run

ONE, TWO = small_case() | {"name": "one"}, small_case() | {"name": "two"}


@pytest.fixture
def path(tmp_path, monkeypatch):
    """Return a saved case; drafts are the test's own."""
    monkeypatch.setenv("CROSSBEARING_DRAFTS", str(tmp_path / "drafts"))
    save(tmp_path / "a.geojson", small_case(), opened_as=None)
    return tmp_path / "a.geojson"


@pytest.fixture
def token():
    """Return somebody's token."""
    return new_token()


def changed(token, path):
    """Return a draft of the case with one change."""
    file = open_for_editing(path)
    return begin(token, path, file.state, History(file.document).with_step("one", ONE))


def cut_short(*_):
    """Stand for the end of the process."""
    raise DraftError("ended here")


def test_after_a_save_nothing_is_unsaved_and_all_can_be_undone(token, path):
    """As the draft comes back, too."""
    draft = save_prepared(prepared(changed(token, path)))

    for one in (draft, open_draft(token, path)):
        assert (one.history.is_changed, one.history.undo().document, is_changed_by_others(one)) == (
            False,
            small_case(),
            False,
        )
    assert path.read_text() == case_text(ONE)


def test_a_save_that_the_draft_does_not_know_of_is_known_as_ones_own(token, path, monkeypatch):
    """In the same session and in the next one: it goes on, and saves again."""
    here = prepared(changed(token, path))
    with monkeypatch.context() as patch:
        patch.setattr(draft_saving, "saved", cut_short)
        with pytest.raises(DraftError, match="ended here"):
            save_prepared(here)
    assert not is_changed_by_others(here)

    back = read_last_save(open_draft(token, path))

    assert (back.history.is_changed, is_changed_by_others(back), back.history.undo().document) == (
        False,
        False,
        small_case(),
    )
    back = save_prepared(prepared(keep(back, back.history.with_step("two", TWO))))
    assert (path.read_text(), back.history.is_changed) == (case_text(TWO), False)


def test_steps_behind_a_save_cut_short_are_changes_since_it(token, path):
    """What was saved is what was opened, whatever was done then."""
    draft = prepared(changed(token, path))
    save(path, ONE, opened_as=draft.opened_as)
    keep(draft, draft.history.with_step("two", TWO))

    back = read_last_save(open_draft(token, path))

    assert (back.history.opened, back.history.document, back.meant) == (ONE, TWO, None)
    assert read_last_save(open_draft(token, path)).history.opened == ONE


@pytest.mark.parametrize("limit", ["MAX_DRAFT_BYTES", "MAX_OWN_DRAFTS_BYTES", "MAX_ALL_DRAFTS_BYTES"])
def test_a_save_needs_no_room_for_drafts(token, path, monkeypatch, limit):
    """The file was written, the page said that there is no room, and no later save was made."""
    draft = prepared(changed(token, path))
    monkeypatch.setattr(size_limits, limit, 1)
    draft = save_prepared(draft)
    assert not draft.history.is_changed

    monkeypatch.undo()
    monkeypatch.setenv("CROSSBEARING_DRAFTS", str(path.with_name("drafts")))
    draft = keep(draft, draft.history.with_step("two", TWO))
    monkeypatch.setattr(size_limits, limit, 1)
    draft = prepared(read_last_save(open_draft(token, path)))
    assert (draft.history.opened, is_changed_by_others(open_draft(token, path))) == (ONE, False)
    assert not save_prepared(draft).history.is_changed
    assert path.read_text() == case_text(TWO)
    assert not read_last_save(open_draft(token, path)).history.is_changed


def test_a_file_without_a_time_is_not_taken_for_saved(token, path):
    """Files out of archives and images have the time 0, and a refused save may be as long as what is there."""
    os.utime(path, ns=(0, 0))
    path.with_name(f"{path.name}.previous").mkdir()
    file = open_for_editing(path)
    turned = file.document | {"case": file.document["case"] | {"title": file.document["case"]["title"][::-1]}}
    draft = prepared(begin(token, path, file.state, History(file.document).with_step("turned", turned)))
    with pytest.raises(SaveError, match="is a folder"):
        save_prepared(draft)

    assert read_last_save(open_draft(token, path)).history.is_changed


def test_a_save_that_did_not_take_place_leaves_the_draft_as_it_was(token, path):
    """It is saved the next time."""
    prepared(changed(token, path))

    back = read_last_save(open_draft(token, path))

    assert (back.history.is_changed, is_changed_by_others(back)) == (True, False)
    save_prepared(prepared(back))
    assert path.read_text() == case_text(ONE)


def test_somebody_elses_change_is_still_noticed(token, path):
    """Before and after a save was meant; the page can go on with what it has."""
    draft = changed(token, path)
    path.write_text(case_text(TWO))
    assert is_changed_by_others(draft)

    draft = prepared(draft)
    with pytest.raises(ChangedOnDiskError, match="somebody else changed it"):
        save_prepared(draft)

    assert is_changed_by_others(open_draft(token, path))
    assert keep(draft, draft.history.undo()).history.document == small_case()


def test_a_draft_without_a_file_is_changed_by_nobody(token, path):
    """There is nothing that others could change."""
    assert not is_changed_by_others(begin(token, path, None, History({}).with_step("a", ONE)))
    assert open_draft(token, path).opened_as is None


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills forked processes")
@pytest.mark.parametrize(
    ("is_faulty", "kills"), [(False, 70), (True, 40), pytest.param(False, 210, marks=pytest.mark.long)]
)
def test_killed_at_random_moments_no_own_save_is_refused(path, is_faulty, kills):
    """After each kill the draft opens, knows its own save, and saves again; nothing that was reported is lost.

    In the second run calls of the system fail, or the process ends right before or behind one.
    """
    if is_faulty and not can_fail():
        pytest.skip("needs Linux and a C compiler")
    found = run("both", path, kills, 1, is_faulty=is_faulty)

    assert (found["refused"], found["lost"], found["broken"], found["stuck"]) == (0, 0, 0, 0)
    assert found["kills"] == kills


@pytest.mark.skipif(not can_fail(), reason="needs Linux and a C compiler")
@pytest.mark.parametrize("what", ["kill", "draft"])
def test_where_a_call_of_the_system_fails_or_is_the_last_all_is_whole(path, what):
    """Writing, waiting for the disk, renaming, linking, removing, cutting: in our code and in SQLite's."""
    found = run(what, path.with_name("b.geojson"), 40, 2, is_faulty=True)

    assert (found["broken"], found["previous broken"], sum(found.values()) >= 40) == (0, 0, True)
