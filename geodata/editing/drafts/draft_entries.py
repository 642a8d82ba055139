"""Histories as entries of a draft: one for each step, undo and redo, small enough to be written at each of them.

What makes one document of another is a JSON object with one of these members: ``members``, differences by name, with
``order``, all names, where names come, go or move; ``splice``, from an index on so many elements out and others in;
``item``, an index and the difference of the one element there; ``value``, whatever else it is then, whole.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from geodata.core.json_path import Json
from geodata.editing.records import same_json

if TYPE_CHECKING:
    from geodata.editing.history import History, Step


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


def difference(old: object, new: object) -> Json:
    """Return what :func:`patched` needs to make the second value of the first.

    >>> difference({"features": [1, 2, 3], "case": {"title": "A"}}, {"features": [1, 4, 5, 3], "case": {"title": "A"}})
    {'members': {'features': {'splice': [1, 1, [4, 5]]}}}
    """
    if isinstance(old, dict) and isinstance(new, dict):
        members = {
            name: difference(old[name], value) if name in old else {"value": value}
            for name, value in new.items()
            if name not in old or not same_json(old[name], value)
        }
        return {"members": members} if list(old) == list(new) else {"members": members, "order": list(new)}
    if isinstance(old, list) and isinstance(new, list):
        return _of_arrays(old, new)
    return {"value": new}


def patched(old: Any, change: Json) -> Any:  # noqa: ANN401 - any JSON value
    """Return the value that a difference makes of an earlier one, which stays as it was; they share what is the same.

    Raises ``ValueError`` or ``KeyError`` or ``TypeError`` or ``AttributeError`` if it is not a difference of it.
    """
    if "value" in change:
        return change["value"]
    if "members" in change:
        new = {**old, **{name: patched(old.get(name), one) for name, one in change["members"].items()}}
        return {name: new[name] for name in change["order"]} if "order" in change else new
    start, taken, put = change["splice"] if "splice" in change else (change["item"][0], 1, None)
    if not 0 <= start <= start + taken <= len(old):
        raise ValueError("a difference reaches beyond its array")
    items = [patched(old[start], change["item"][1])] if put is None else put
    return [*old[:start], *items, *old[start + taken :]]


def _of_arrays(old: list[Any], new: list[Any]) -> Json:
    shorter = min(len(old), len(new))
    start = next((index for index in range(shorter) if not same_json(old[index], new[index])), shorter)
    end = next(
        (index for index in range(shorter - start) if not same_json(old[-1 - index], new[-1 - index])), shorter - start
    )
    taken, put = len(old) - end - start, new[start : len(new) - end]
    if taken == len(put) == 1:
        return {"item": [start, difference(old[start], put[0])]}
    return {"splice": [start, taken, put]}
