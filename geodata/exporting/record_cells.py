"""How the members of a record stand in the cells of a table, and back.

A cell says what a reader wants to read, "35 mi" or "3". Where it says less than the member did (a text that is empty,
2000.0 for 2000, a member that no schema has), the member itself is kept beside it as JSON by
:mod:`geodata.exporting.record_rows`; so nothing here has to be exact, and nothing here fails.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

RowCells = tuple[str, ...]

#: Integers beyond this are not all doubles, and a table's numbers are doubles.
_MAX_EXACT_INTEGER: Final = 2**53
_NUMBER: Final = re.compile(r"-?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
_DISTANCE: Final = re.compile(r"(\S+) (\S+)")
_ANGLE: Final = re.compile(rf"({_NUMBER.pattern}) ± ({_NUMBER.pattern})")
_NAME: Final = re.compile(r"(.*) \[([^\[\]]*)\]", re.DOTALL)
_LIST_SEPARATOR: Final = "; "
_NAME_SEPARATOR: Final = " | "


@dataclass(frozen=True, slots=True)
class Member:
    """A member of a record and the cells it stands in."""

    name: str
    columns: tuple[str, ...]
    encode: Callable[[Any], RowCells]
    """From any JSON value; cells as many as columns, all empty for null."""
    decode: Callable[[RowCells], Any]
    """From any texts; ``None`` where all are empty."""


def same(a: object, b: object) -> bool:
    """Tell whether two JSON values are written alike, the order of members apart: 2000 and 2000.0 are not.

    >>> same({"a": 1, "b": None}, {"b": None, "a": 1}), same(2000, 2000.0), same(1, True)
    (True, False, False)
    """
    if a is b or (isinstance(a, str) and isinstance(b, str)):
        return a == b
    return json.dumps(a, sort_keys=True) == json.dumps(b, sort_keys=True)


def write_number(number: float) -> str:
    """Return a number as a table has it, where there are only doubles.

    >>> write_number(2000), write_number(2000.0), write_number(40.056)
    ('2000', '2000', '40.056')
    """
    if not abs(number) < math.inf:
        return ""
    is_whole = isinstance(number, int) or (number.is_integer() and abs(number) < _MAX_EXACT_INTEGER)
    return str(int(number)) if is_whole and abs(number) < _MAX_EXACT_INTEGER else repr(float(number))


def read_number(cell: str) -> float | str | None:
    """Return the number that a cell says; the text as it is where it says none, for the check to find."""
    cell = cell.strip()
    if not cell:
        return None
    if not _NUMBER.fullmatch(cell):
        return cell
    number = float(cell)
    if not math.isfinite(number):
        return cell
    return int(number) if number.is_integer() and abs(number) < _MAX_EXACT_INTEGER else number


def _plain(value: object) -> str:
    """Return a text that every table can hold: SQLite's readers end one at a NUL."""
    return value.replace("\0", "\N{SYMBOL FOR NULL}") if isinstance(value, str) else ""


def text_member(name: str) -> Member:
    """Make the member that is text in one cell."""
    return Member(name, (name,), lambda value: (_plain(value),), lambda cells: cells[0] or None)


def number_member(name: str) -> Member:
    """Make the member that is a number in one cell."""

    def encode(value: object) -> RowCells:
        is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
        return (write_number(_double(value)),) if is_number else ("",)

    return Member(name, (name,), encode, lambda cells: read_number(cells[0]))


def _double(value: Any) -> float:  # noqa: ANN401 - any JSON number
    """Return a number as a double; what is none, or too large for one, as infinity, which no cell holds."""
    try:
        return float(value) if isinstance(value, (int, float)) else math.inf
    except OverflowError:
        return math.inf


def count_member(name: str) -> Member:
    """Make the member that is a range of whole numbers, in two cells; an empty most is "at least"."""
    ends = ("min", "max")

    def encode(value: object) -> RowCells:
        given = value if isinstance(value, dict) else {}
        return tuple("" if given.get(end) is None else write_number(_double(given[end])) for end in ends)

    def decode(cells: RowCells) -> object:
        return dict(zip(ends, map(read_number, cells), strict=True)) if any(cells) else None

    return Member(name, tuple(f"{name}_{end}" for end in ends), encode, decode)


def ids_member(name: str) -> Member:
    """Make the member that is a list of ids, in one cell; an empty cell is an empty list."""

    def encode(value: object) -> RowCells:
        return (_LIST_SEPARATOR.join(map(_plain, value)),) if isinstance(value, list) else ("",)

    return Member(name, (name,), encode, lambda cells: [part for part in re.split(r"[;,\s]+", cells[0]) if part])


def _encode_distance(value: object) -> RowCells:
    given = value if isinstance(value, dict) else {}
    return (f"{_plain(given.get('value'))} {_plain(given.get('unit'))}".strip(),)


def _decode_distance(cells: RowCells) -> object:
    match = _DISTANCE.fullmatch(cells[0].strip())
    return {"value": match[1], "unit": match[2]} if match else cells[0] or None


def _encode_bearing(value: object) -> RowCells:
    given = value if isinstance(value, dict) else {}
    degrees, half_width = given.get("degrees"), given.get("half_width")
    if degrees is None or half_width is None:
        return (_plain(given.get("value")),)
    return (f"{write_number(_double(degrees))} ± {write_number(_double(half_width))}",)


def _decode_bearing(cells: RowCells) -> object:
    match = _ANGLE.fullmatch(cells[0].strip())
    if match:
        return {"degrees": read_number(match[1]), "half_width": read_number(match[2])}
    return {"value": cells[0].strip()} if cells[0].strip() else None


def _encode_names(value: object) -> RowCells:
    names = [name for name in value if isinstance(name, dict)] if isinstance(value, list) else []
    return (_NAME_SEPARATOR.join(_spelling(name) for name in names),)


def _spelling(name: Mapping[str, Any]) -> str:
    lang = _plain(name.get("lang"))
    return f"{_plain(name.get('name'))} [{lang}]" if lang else _plain(name.get("name"))


def _decode_names(cells: RowCells) -> object:
    found = []
    for part in cells[0].split(_NAME_SEPARATOR) if cells[0] else ():
        match = _NAME.fullmatch(part)
        found.append({"name": match[1], "lang": match[2]} if match else {"name": part})
    return found or None


_SITE: Final = (
    text_member("name"),
    Member("names", ("names",), _encode_names, _decode_names),
    text_member("kind"),
    number_member("coordinateUncertaintyInMeters"),
    text_member("georeferenceSources"),
    text_member("georeferenceRemarks"),
)
_CLAIM: Final = (
    *map(text_member, ("actor", "polarity", "summary", "event", "about_actor", "relation", "site", "site2")),
    Member("distance", ("distance",), _encode_distance, _decode_distance),
    Member("bearing", ("bearing",), _encode_bearing, _decode_bearing),
    *map(text_member, ("event_time", "stated")),
    *map(count_member, ("killed", "wounded")),
    *map(ids_member, ("sources", "derived_from")),
    text_member("credibility"),
    *map(text_member, ("certainty", "quantity", "statement", "event_time_words")),
)
#: Members with cells of their own, by kind of record; a feature's are those of its properties.
MEMBERS: Final[Mapping[str, tuple[Member, ...]]] = {
    "claim": _CLAIM,
    "site": _SITE,
    "source": tuple(
        map(text_member, ("id", "title", "publisher", "published", "url", "archived_url", "sha256", "reliability"))
    ),
    "actor": tuple(map(text_member, ("id", "name", "part_of", "color"))),
    "event": tuple(map(text_member, ("id", "name", "kind"))),
    "case": (text_member("id"), text_member("title"), text_member("summary"), number_member("schema")),
    "file": (),
}
#: Columns that are numbers where a table has a type for them.
NUMBER_COLUMNS: Final = frozenset(
    {"number", "coordinateUncertaintyInMeters", "killed_min", "killed_max", "wounded_min", "wounded_max", "schema"}
)
