"""Histories as entries of a draft: one for each step, undo and redo."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from geodata.editing.differences import difference, patched

if TYPE_CHECKING:
    from geodata.editing.history import History, Step

Json = dict[str, Any]


def entry_between(old: History, new: History) -> Json | None:
    """Return what leads from one history to the other, or ``None`` if it is not a single move."""
    if old.opened is not new.opened:
        return None
    if old.done and new.undone and new.undone[-1] is old.done[-1]:
        return {"do": "undo"}
    if old.undone and new.done and new.done[-1] is old.undone[-1]:
        return {"do": "redo"}
    if new.done and not new.undone and new.done[-1].before is old.document:
        return _step(new.done[-1])
    return None


def _step(step: Step) -> Json:
    return {"do": "step", "words": step.words, "change": difference(step.before, step.after)}


def entries_of(history: History) -> list[Json]:
    """Return what leads from the opened case to a history: every step that can be undone, then what was undone."""
    steps = [*history.done, *reversed(history.undone)]
    moves: list[Json] = []
    now = history.opened
    if steps and steps[0].before is not now:
        # The oldest steps can no longer be undone, or a save lies between: what they made comes first.
        moves.append({"do": "base", "change": difference(now, steps[0].before)})
    moves += [_step(step) for step in steps]
    return moves + [{"do": "undo"}] * len(history.undone)


def step_history(history: History, entry: Json) -> History:
    """Return a history one entry later.

    Raises ``ValueError`` or ``KeyError`` or ``TypeError`` or ``AttributeError`` if it is not an entry of this history.
    """
    if entry["do"] == "undo":
        return history.undo()
    if entry["do"] == "redo":
        return history.redo()
    document = patched(history.document, entry["change"])
    if entry["do"] == "base":
        return replace(history, start=document)
    return history.with_step(entry["words"], document)
