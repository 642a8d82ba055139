"""Write a case as text: one record a line, so that a change to one record is one line in a diff.

The one layout in which this project writes case files. It imports nothing heavy: a process that only saves starts fast.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any


def case_text(document: dict[str, Any]) -> str:
    r"""Return a case as the text of its file: members in their order, those that we do not know included.

    ``document``: a parsed GeoJSON document with (lon, lat) in degrees; it need not be in order.
    Raises ``ValueError`` if a number in it is not finite: JSON has no such number.

    >>> print(case_text({"type": "FeatureCollection", "case": {"id": "A", "actors": [{}, {}]}, "features": []}), end="")
    {"type": "FeatureCollection",
    "case": {
    "id": "A",
    "actors": [
    {},
    {}
    ]
    },
    "features": []}
    """
    return "".join(case_pieces(document))


def case_pieces(document: dict[str, Any]) -> Iterator[str]:
    """Yield the text of :func:`case_text` piece by piece, a record at a time."""
    members = ((f"{_json(key)}: ", _top_member(key, value)) for key, value in document.items())
    yield "{"
    yield from _joined(members)
    yield "}\n"


def _joined(members: Iterable[tuple[str, Iterable[str]]]) -> Iterator[str]:
    """Yield named values one under the other."""
    for number, (name, value) in enumerate(members):
        yield f",\n{name}" if number else name
        yield from value


def _top_member(key: str, value: object) -> Iterable[str]:
    if key == "case" and isinstance(value, dict) and value:
        members = ((f"{_json(name)}: ", _records(item)) for name, item in value.items())
        return chain(("{\n",), _joined(members), ("\n}",))
    return _records(value) if key == "features" else (_json(value),)


def _records(value: object) -> Iterable[str]:
    """Return a list of records one a line, anything else on one line."""
    if not isinstance(value, list) or not value:
        return (_json(value),)
    return chain(("[\n",), _joined(("", (_json(item),)) for item in value), ("\n]",))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)
