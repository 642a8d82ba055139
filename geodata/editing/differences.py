"""What makes one document of another, small enough to be written down at each change.

A difference is a JSON object with one of these members: ``members``, differences by name, with ``order``, all names,
where names come, go or move; ``splice``, from an index on so many elements out and others in; ``item``, an index and
the difference of the one element there; ``value``, whatever else it is then, whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geodata.editing.records import same_json

if TYPE_CHECKING:
    from geodata.editing.records import Json


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
