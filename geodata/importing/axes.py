"""Which two columns are a position, and which of the two is which: X is east, whatever comes first in the file.

A heading names an axis, or carries its letter; what the cells hold says whether it is degrees or metres of a
projection, which are never read as degrees.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from geodata.core.numbers import plain_number, with_ascii_numbers
from geodata.core.text import fold
from geodata.geojson.position_rules import MAX_LAT_DEG, MAX_LON_DEG
from geodata.importing.headings import meaning_of
from geodata.parsing.angles import read_angle

if TYPE_CHECKING:
    from geodata.importing.table import TextTable

Side = Literal["east", "north"]
#: Enough rows to tell degrees from metres.
_SAMPLE_ROWS: Final = 200
#: Under a letter such as X, whole numbers are places in a grid or a table sooner than degrees.
_FINE_DEG: Final = 0.01
_DIGITS: Final = re.compile(r"(?<=[^\W\d_])(?=[0-9])")
CAMEL: Final = re.compile(r"(?<=[a-zß-öø-ÿ])(?=[A-Z])")
#: Beginnings and ends of words that name an axis in some language, folded.
_LAT_WORDS: Final = tuple(map(fold, (
    "latitud", "latitude", "latitudine", "latitudes", "breitengrad", "breite", "широта", "enlem", "العرض",
    "szerokosc", "breddegrad", "breedtegraad",
)))  # fmt: skip
_LON_WORDS: Final = tuple(map(fold, (
    "longitud", "longitude", "longitudine", "langengrad", "laengengrad", "lange", "laenge", "долгота", "довгота",
    "boylam", "الطول", "dlugosc", "lengdegrad", "lengtegraad",
)))  # fmt: skip
#: What a heading means as a whole, in the words of any language.
_TOLD: Final[dict[str, Side]] = {"lat": "north", "lon": "east"}
_LAT_SHORT: Final = frozenset({"lat", "lati"})
_LON_SHORT: Final = frozenset({"lon", "lng", "long"})
_LETTERS: Final[dict[str, Side]] = {
    "x": "east", "y": "north", "xcoord": "east", "ycoord": "north", "coordx": "east", "coordy": "north",
    "xcoordinate": "east", "ycoordinate": "north", "e": "east", "n": "north", "east": "east", "north": "north",
    "easting": "east", "northing": "north", "pointx": "east", "pointy": "north", "longx": "east", "laty": "north",
    "rechtswert": "east", "hochwert": "north", "este": "east", "norte": "north",
}  # fmt: skip
_NO_AXIS: Final = re.compile(
    r"(?:\b|\b[xy]|\blat|\blon|\blong)(?:min|max|minimum|maximum)\b|\b(?:min|max)[xy]\b|\be[67]\b|e7\b|\b(?:rad|radians|micro)\b"
)
_SIDE: Final = re.compile(r"(?:min|max|minimum|maximum|e[67])\Z|\A(?:min|max)(?=[xy])")
_BOTH: Final = re.compile(r"\A(lat|lon|lng|long|x|y)(lat|lon|lng|long|x|y)\Z")
#: Words beside an axis that say nothing of which pair it is: the letter of a hemisphere, "coordinate".
_BESIDE: Final = frozenset({"e", "n", "s", "w", "coord", "coordinate", "coordinates", "x", "y"})


@dataclass(frozen=True, slots=True)
class AxisHeading:
    """What a heading says of an axis."""

    side: Side
    is_named: bool
    """True for "longitude", False for a letter such as X, which may also be metres."""
    pair: tuple[str, ...]
    """The other words of the heading, which the other axis of the pair has too: "incident"."""


@dataclass(frozen=True, slots=True)
class AxisPair:
    """Two columns that are one position."""

    east: str
    north: str
    is_degrees: bool
    """False for metres of a projection."""
    words: tuple[str, ...]
    """What both headings have beside the axis."""


def axis_of(heading: str) -> AxisHeading | None:
    """Return the axis that a heading names; ``None`` for none.

    >>> axis_of("POINT_X").side, axis_of("incidentLatitude").side, axis_of("Longitude E").side
    ('east', 'north', 'east')
    >>> axis_of("long description"), axis_of("next")
    (AxisHeading(side='east', is_named=True, pair=('description',)), None)
    """
    told = _TOLD.get(meaning_of(heading) or "")
    if told is not None:
        return AxisHeading(told, is_named=True, pair=())
    words = _DIGITS.sub(" ", fold(CAMEL.sub(" ", heading))).split()
    if is_no_axis(heading):
        return None
    for number, word in enumerate(words):
        side = _named_side(word)
        if side is not None:
            return AxisHeading(side, is_named=True, pair=_others(words, number))
    for number, word in enumerate(words):
        if word in _LETTERS:
            return AxisHeading(_LETTERS[word], is_named=False, pair=_others(words, number))
    return None


def is_no_axis(heading: str) -> bool:
    """Tell whether a heading is of a side of a box, or of an angle that is not in degrees, and so of no position.

    >>> is_no_axis("xmin"), is_no_axis("lat_max"), is_no_axis("longitudeE7"), is_no_axis("lat_rad"), is_no_axis("lat")
    (True, True, True, True, False)
    """
    return _NO_AXIS.search(" ".join(fold(CAMEL.sub(" ", heading)).split())) is not None


def is_side(heading: str) -> bool:
    """Tell whether such a heading is of a position at all: "killed (max)" is not.

    >>> is_side("lat_max"), is_side("xmin"), is_side("Killed (max)")
    (True, True, False)
    """
    words = fold(CAMEL.sub(" ", heading)).split()
    rest = (_SIDE.sub("", word) for word in words)
    return is_no_axis(heading) and any(_named_side(word) or word in _LETTERS for word in rest)


def first_axis(heading: str) -> Side | None:
    """Return which axis a heading of both names first; ``None`` where it does not name both.

    >>> first_axis("lonlat"), first_axis("Location (lat, lon)"), first_axis("x, y"), first_axis("coordinates")
    ('east', 'north', 'east', None)
    """
    words = fold(CAMEL.sub(" ", heading)).split()
    parts = " ".join(_BOTH.sub(r"\1 \2", word) for word in words).split()
    sides = [side for part in parts if (side := _named_side(part) or _LETTERS.get(part)) is not None]
    return sides[0] if len(set(sides)) > 1 else None


def _others(words: Sequence[str], number: int) -> tuple[str, ...]:
    return tuple(word for index, word in enumerate(words) if index != number and word not in _BESIDE)


def _named_side(word: str) -> Side | None:
    if word in _LAT_SHORT or word.startswith(_LAT_WORDS) or word.endswith(_LAT_WORDS):
        return "north"
    if word in _LON_SHORT or word.startswith(_LON_WORDS) or word.endswith(_LON_WORDS):
        return "east"
    return None


def find_axes(table: TextTable, columns: Sequence[str]) -> AxisPair | None:
    """Return the pair of some columns that is a position by headings and cells; ``None`` where no two are one.

    Named axes go before letters, and a pair without further words before "camp latitude", "camp longitude".
    """
    return next(axis_pairs(table, columns), None)


def axis_pairs(table: TextTable, columns: Sequence[str]) -> Iterator[AxisPair]:
    """Yield the pairs of some columns that may be a position, the likeliest first: :func:`find_axes`."""
    found = [(column, axis) for column in columns if (axis := axis_of(column)) is not None]
    pairs = [
        (one, east, north)
        for east, one in found
        for north, other in found
        if (one.side, other.side, one.is_named, one.pair) == ("east", "north", other.is_named, other.pair)
    ]
    for axis, east, north in sorted(pairs, key=lambda pair: (not pair[0].is_named, len(pair[0].pair))):
        is_degrees = _in_degrees(table, east, north, 1.0 if axis.is_named else _FINE_DEG)
        if is_degrees is not None:
            yield AxisPair(east, north, is_degrees, axis.pair)


def _in_degrees(table: TextTable, east: str, north: str, coarsest_deg: float) -> bool | None:
    """Tell whether most rows have degrees in two columns, or metres; ``None`` where they have neither."""
    kinds = [_kind(*cells, coarsest_deg) for cells in _pairs(table, east, north)]
    for kind in ("degrees", "metres"):
        if kinds and kinds.count(kind) * 2 > len(kinds):
            return kind == "degrees"
    return None


def _pairs(table: TextTable, east: str, north: str) -> Iterator[tuple[str, str]]:
    one, other = table.column(east), table.column(north)
    for row in table.rows[:_SAMPLE_ROWS]:
        east_text, north_text = row[one], row[other]
        if east_text is not None and north_text is not None:
            yield east_text, north_text


def _kind(east: str, north: str, coarsest_deg: float) -> Literal["degrees", "metres", "neither"]:
    angles = [read_angle(with_ascii_numbers(text)) for text in (east, north)]
    found = [angle for angle in angles if angle is not None]
    sizes = sorted(abs(angle.degrees) for angle in found)
    if len(found) == len(angles) and sizes[0] <= MAX_LAT_DEG and sizes[-1] <= MAX_LON_DEG:
        return "degrees" if min(angle.precision_deg for angle in found) <= coarsest_deg else "neither"
    try:
        largest = max(abs(plain_number(with_ascii_numbers(text))) for text in (east, north))
    except ValueError:
        return "neither"
    return "metres" if largest > MAX_LON_DEG else "neither"


def is_told(table: TextTable, lat: str, lon: str) -> bool:
    """Tell whether file, headings or cells say which of two columns of degrees is latitude: nobody need be asked."""
    if tuple(map(dict(table.hints).get, (lat, lon))) == ("lat", "lon"):
        return True
    named = axis_of(lat), axis_of(lon)
    if named[0] is not None and named[1] is not None and named[0].side != named[1].side:
        return True
    return _side_of_cells(table, lat) == "north" or _side_of_cells(table, lon) == "east"


def _side_of_cells(table: TextTable, column: str) -> Side | None:
    """Return the axis that the cells of a column must be of: by letters of a hemisphere, or by their size."""
    index = table.column(column)
    for row in table.rows[:_SAMPLE_ROWS]:
        angle = read_angle(with_ascii_numbers(row[index] or ""))
        if angle is not None and (angle.axis == "lon" or abs(angle.degrees) > MAX_LAT_DEG):
            return "east"
        if angle is not None and angle.axis == "lat":
            return "north"
    return None


def latitude_first(table: TextTable, first: str, second: str) -> tuple[str, str]:
    """Return two columns of degrees as (latitude, longitude): as they stand, unless their cells say otherwise."""
    is_turned = _side_of_cells(table, first) == "east" or _side_of_cells(table, second) == "north"
    return (second, first) if is_turned else (first, second)
