"""Undo and redo; and what holds for any sequence of edits."""

from copy import deepcopy
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.casefile.io import find_problems
from geodata.core.vocabulary import RECORD_KINDS
from geodata.editing import history as history_module
from geodata.editing.changes import changes_since
from geodata.editing.checking import apply
from geodata.editing.drafts.draft_entries import difference, entries_of, patched, step_history
from geodata.editing.edits import Add, Copy, Delete, replace
from geodata.editing.history import History
from geodata.editing.records import members, records, same_json, with_members
from tests.cases import small_case

NOTE = {"z": [1.0, None, {"é": "\u202e"}], "a": 1}


def noted_case():
    """Return the small case with members that we do not know, everywhere."""
    document = small_case() | {"x-top": NOTE}
    document["case"]["x-case"] = NOTE
    for kind in RECORD_KINDS:
        for record in records(document, kind):
            record["x-note"] = NOTE
            members(record, kind)["x-inner"] = NOTE
    return document


def edit_of(document, kind, what, index, text):
    """Return an edit of a record that is there, or of none."""
    found = list(records(document, kind)) or [{"id": "NONE", "properties": {}}]
    record = found[index % len(found)]
    changes = {
        "copy": Copy(kind, record["id"], text),
        "add": Add(kind, record | {"id": text}),
        "rename": replace(kind, record["id"], record | {"id": text}),
        "change": replace(kind, record["id"], with_members(record, kind, {"summary": text, "name": text})),
        "move": replace(kind, record["id"], record | {"geometry": {"type": "Point", "coordinates": [index, 1.5]}}),
        "delete": Delete(kind, (record["id"],), "delete"),
        "null": Delete(kind, (record["id"],), "null"),
    }
    return changes[what]


CHOICES = st.tuples(
    st.sampled_from(RECORD_KINDS),
    st.sampled_from(["copy", "add", "rename", "change", "move", "delete", "null"]),
    st.integers(0, 9),
    st.sampled_from(["A", "B", "CAMP", "C-3", "not an id", "\ud800"]),
)
MOVES = st.lists(st.one_of(CHOICES, st.sampled_from(["undo", "redo"])), max_size=12)


def played(history, moves):
    """Yield the histories that moves lead to."""
    for move in moves:
        if isinstance(move, str):
            history = getattr(history, move)()
        else:
            changed = apply(history.document, edit_of(history.document, *move))
            history = history.with_step(changed.words, changed.document) if changed.is_applied else history
        yield history


@settings(max_examples=60, deadline=None)
@given(MOVES)
def test_any_sequence_of_edits(moves):
    """Undo and redo give back what was; nothing is changed in place; unknown members stay; the case stays in order."""
    opened = noted_case()
    last = [History(opened), *played(History(opened), moves)][-1]
    seen = [last.document]
    back = last
    while back.done:
        back = back.undo()
        seen.append(back.document)
    forth = back
    for document in reversed(seen):
        assert same_json(forth.document, document)
        forth = forth.redo() if forth.document is not last.document else forth

    assert same_json(opened, noted_case())
    assert back.document is opened
    assert not [problem for problem in find_problems(last.document) if problem.severity == "error"]
    assert last.document["x-top"] == last.document["case"]["x-case"] == NOTE
    assert all(record["x-note"] == NOTE for kind in RECORD_KINDS for record in records(last.document, kind))
    assert all(members(one, kind)["x-inner"] == NOTE for kind in RECORD_KINDS for one in records(last.document, kind))


@settings(max_examples=40, deadline=None)
@given(MOVES)
def test_differences_and_entries_give_back_what_was(moves):
    """From any state to any other, and the whole history of it; what is alike has no change to tell."""
    histories = [History(noted_case()), *played(History(noted_case()), moves)]
    history, states = histories[-1], [one.document for one in histories]
    again = History(history.opened)
    for entry in entries_of(history):
        again = step_history(again, entry)

    for before, after in pairwise(states):
        kept = deepcopy(before)
        assert same_json(patched(before, difference(before, after)), after)
        assert same_json(before, kept)
        assert bool(changes_since(before, after)) != same_json(before, after)
    assert same_json(again.document, history.document)
    assert [step.words for step in again.done] == [step.words for step in history.done]


def test_a_step_after_an_undo_forgets_what_was_undone():
    """There is one line of steps, no tree."""
    history = History({"a": 1}).with_step("b", {"a": 2}).undo().with_step("c", {"a": 3})

    assert (history.last_words, history.next_words, history.undo().document) == ("c", "", {"a": 1})


def test_without_a_step_there_is_nothing_to_undo_or_redo():
    """And a step that changes nothing is none; 1 and 1.0 are not the same."""
    history = History({"a": 1})

    assert history.undo() is history.redo() is history.with_step("same", {"a": 1}) is history
    assert (history.is_changed, history.with_step("b", {"a": 1.0}).is_changed) == (False, True)


def test_the_oldest_of_many_steps_stays_made(monkeypatch):
    """As many as the limit can be undone."""
    monkeypatch.setattr(history_module, "MAX_STEPS", 3)
    history = History(0)
    for number in range(1, 6):
        history = history.with_step(str(number), number)

    assert (len(history.done), history.undo().undo().undo().undo().document, history.is_changed) == (3, 2, True)


def test_after_a_save_the_case_is_as_opened_and_can_be_undone():
    """Undoing past the save is a change."""
    saved = History(1).with_step("b", 2).saved()

    assert (saved.is_changed, saved.undo().is_changed, saved.undo().document) == (False, True, 1)


@pytest.mark.parametrize(
    "change",
    [{}, *({"members": {"features": one}} for one in ({"splice": [9, 9, []]}, {"splice": [0]}, {"item": [99, {}]}, 7))],
)
def test_differences_of_another_document_are_refused(change):
    """Rather than applied by half."""
    with pytest.raises((ValueError, KeyError, TypeError, AttributeError)):
        patched(small_case(), change)


JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-2, 2), st.floats(allow_nan=False), st.sampled_from(["", "a"])),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(st.sampled_from("abcd"), inner, max_size=4)),
    max_leaves=20,
)


@given(JSON, JSON)
def test_a_difference_leads_from_any_value_to_any_other(old, new):
    """Members come, go and change their order; 1, 1.0 and true are not the same."""
    assert same_json(patched(old, difference(old, new)), new)


@pytest.mark.parametrize(
    "change",
    [
        lambda now: {**now, "case": {**now["case"], "title": "Other"}},
        lambda now: {**now, "case": {"summary": "First", **now["case"]}},
        lambda now: {**now, "name": "top"},
        lambda now: {**now, "features": [now["features"][0] | {"id": "X"}, *now["features"][1:]]},
    ],
)
def test_a_difference_is_small_whatever_changes(change):
    """The case's title, a new member, a record: never the whole document."""
    now = noted_case()

    assert len(str(difference(now, change(now)))) < 300 < len(str(now))
