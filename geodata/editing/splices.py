"""What makes one document of another, small enough to be written down at each change.

A splice says of one array that from an index on so many elements were taken out and others put in; whatever else
differs is given whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geodata.editing.records import TABLES, Json, Kind, elements, same_json, with_elements

if TYPE_CHECKING:
    from collections.abc import Sequence

#: One kind of each array.
_ARRAYS: tuple[Kind, ...] = ("claim", *TABLES)


def splices(before: Json, after: Json) -> Json:
    """Return what :func:`patched` needs to make the second document of the first, as a JSON object.

    Examples
    --------
    >>> splices({"features": [1, 2, 3]}, {"features": [1, 4, 5, 3]})
    {'arrays': {'claim': [1, 1, [4, 5]]}}
    """
    if not same_json(_frame(before), _frame(after)):
        return {"document": after}
    pairs = {kind: (elements(before, kind), elements(after, kind)) for kind in _ARRAYS}
    return {"arrays": {kind: _splice(*pair) for kind, pair in pairs.items() if not same_json(*pair)}}


def patched(before: Json, change: Json) -> Json:
    """Return the document that splices make of an earlier one, which stays as it was.

    Raises
    ------
    ValueError, KeyError, TypeError
        If they are no splices of it.
    """
    if "document" in change:
        return dict(change["document"])
    for kind, (start, taken, put) in change["arrays"].items():
        old = elements(before, kind)
        if not 0 <= start <= start + taken <= len(old):
            raise ValueError("a splice reaches beyond its array")
        before = with_elements(before, kind, [*old[:start], *put, *old[start + taken :]])
    return before


def _frame(document: Json) -> Json:
    """Return all of a document but the elements of its arrays."""
    for kind in _ARRAYS:
        if elements(document, kind):
            document = with_elements(document, kind, [])
    return document


def _splice(old: Sequence[Any], new: Sequence[Any]) -> list[Any]:
    shorter = min(len(old), len(new))
    start = next((index for index in range(shorter) if not same_json(old[index], new[index])), shorter)
    end = next(
        (index for index in range(shorter - start) if not same_json(old[-1 - index], new[-1 - index])), shorter - start
    )
    return [start, len(old) - end - start, list(new[start : len(new) - end])]
