"""Read a gazetteer of the user's own: the text format of GeoNames, or any table of places with a position."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Final

from geodata.core.problems import InputError, quoted, some
from geodata.core.text import fold
from geodata.gazetteer.casesites import disc_of
from geodata.gazetteer.sources import GEONAMES, SETTLEMENT, WorldPlace, country_code
from geodata.importing.import_result import RowProblem
from geodata.importing.import_rows import import_rows
from geodata.importing.limits import TableError, check_size
from geodata.importing.reading import read_table
from geodata.importing.sites import UNCERTAINTY
from geodata.importing.suggesting import suggest_mapping
from geodata.parsing.coordinates import read_coordinates

if TYPE_CHECKING:
    from geodata.importing.import_result import ImportResult
    from geodata.importing.table import Row

#: Of GeoNames' countries, all but the five largest have fewer.
MAX_PLACES: Final = 500_000
MAX_NAME_CHARS: Final = 120
MAX_PEOPLE: Final = 10**9
_COLUMNS: Final = 19
_BEGINS_AS_GEONAMES: Final = re.compile(rb"\A(?:\xef\xbb\xbf)?\d+\t(?:[^\t\r\n]*\t){17}[^\t\r\n]*(?:\r?\n|\Z)")
#: What GeoNames' classes of places are (geonames.org/export/codes.html).
_CLASSES: Final = {
    "A": "administrative area", "H": "water", "L": "park or area", "P": SETTLEMENT, "R": "road or railway",
    "S": "spot or building", "T": "mountain or rock", "U": "undersea feature", "V": "vegetation",
}  # fmt: skip
#: Headings, folded, of columns that hold more than one spelling, how many live there, and whose the record is.
_NAMES: Final = re.compile(
    r"((alternate|alternative|alt|other|local|english) )?(names?|aliases|spellings)( \w{2,3})?"
    r"|alternatenames|altnames"
)
_PEOPLE: Final = ("population", "inhabitants", "people", "pop")
_LICENCES: Final = ("license", "licence", "attribution")
_BETWEEN_NAMES: Final = re.compile(r"[;|،,]")


@dataclass(frozen=True, slots=True)
class PlaceFile:
    """The places of a file, and what is wrong with others of its rows."""

    places: tuple[WorldPlace, ...]
    problems: tuple[RowProblem, ...]


def read_place_file(data: bytes, name: str) -> PlaceFile:
    r"""Read a gazetteer.

    ``data``: the whole file. ``name``: its name: the ending says what it is, but for GeoNames' own format.
    Raises ``TableError`` if it cannot be read, has more than 500,000 places, or leaves a question open.

    >>> read_place_file(b"name,lat,lon,country\nAyyash,35.42,40.05,SY\nHole,95,1,SY\n", "a.csv").places[0].record
    'a.csv row 2'
    """
    check_size(data)
    found = _read_geonames(data, name) if _BEGINS_AS_GEONAMES.match(data) else _read_table(data, name)
    if not found.places:
        raise TableError(f"{quoted(name)} has no place with a name and a position. Give it columns name, lat and lon.")
    return found


def _read_geonames(data: bytes, name: str) -> PlaceFile:
    count = data.count(b"\n")
    if count > MAX_PLACES:
        raise TableError(
            f"{quoted(name)} has {count:,} places; at most {MAX_PLACES:,} are read. Take the file of one "
            "country, or its populated places alone (class P)."
        )
    places, problems = [], []
    for number, line in enumerate(data.decode("utf-8-sig", "replace").split("\n"), start=1):
        if not line.strip():
            continue
        try:
            places.append(_geonames_place(line.rstrip("\r").split("\t"), name))
        except InputError as error:
            problems.append(_problem(number, "", error.text, "geonames", str(error)))
    return PlaceFile(tuple(places), tuple(problems))


def _geonames_place(cells: list[str], name: str) -> WorldPlace:
    """Read a line.

    Raises ``InputError`` if it is none of GeoNames' format.
    """
    if len(cells) != _COLUMNS:
        raise InputError(f"A line of GeoNames has {_COLUMNS} columns, and this one {len(cells)}.", "\t".join(cells[:3]))
    spellings = _spellings((cells[1], cells[2], *cells[3].split(",")))
    if not spellings:
        raise InputError("The place has no name.", cells[0])
    lon, lat = read_coordinates(f"{cells[4]}, {cells[5]}").lon_lat
    people = int(cells[14]) if cells[14].isdecimal() else 0
    kind = _CLASSES.get(cells[6], "place")
    # The record is GeoNames', and found once where the places that come with us have it too.
    return WorldPlace(f"GeoNames {cells[0]}", lon, lat, cells[8][:2].upper(), min(people, MAX_PEOPLE), spellings, kind,
                      f"{name}: {GEONAMES}")  # fmt: skip


def _spellings(names: tuple[str, ...]) -> tuple[str, ...]:
    stripped = (name.strip("\u200e\u200f\ufeff ") for name in names)
    return tuple(dict.fromkeys(name for name in stripped if 0 < len(name) <= MAX_NAME_CHARS and fold(name)))


def _read_table(data: bytes, name: str) -> PlaceFile:
    """Read a table as an import of places does: with its columns, its rules for a position, and its bad rows."""
    table = read_table(data, name)
    result = import_rows(table, suggest_mapping(table, "site").mapping)
    if result.questions:
        first = result.questions[0]
        raise TableError(f"{quoted(name)} leaves open: {first.text} Settle it in the file: columns name, lat and lon.")
    site_by_id = {site["id"]: site for site in result.document["features"]}
    row_by_number = dict(zip(result.table.numbers, result.table.rows, strict=True))
    columns = _Columns(result)
    if not columns.has_names:
        remedy = f"Give it columns name, lat and lon; it has {some(result.table.columns)}."
        raise TableError(f"{quoted(name)} has no column of names, so nothing in it can be found by one. {remedy}")
    places, problems = [], list(result.problems)
    for number, site_id in result.records.items():
        site, row = site_by_id[site_id], row_by_number[number]
        spellings = _spellings((*columns.spellings(row),))
        if site["geometry"] is None or not spellings:
            said = "The place has no position." if spellings else "The place has no name."
            problems.append(_problem(number, "", site["properties"]["name"], "place", said))
            continue
        disc = disc_of(site["geometry"])
        stated_m = site["properties"].get(UNCERTAINTY)
        uncertainty_m = disc.radial_m or (columns.has_uncertainty and stated_m) or None
        places.append(
            WorldPlace(f"{name} row {number}", disc.lon, disc.lat, columns.country(row), columns.people(row), spellings,
                       site["properties"].get("kind") or "place", columns.credit(row, name), uncertainty_m)
        )  # fmt: skip
    return PlaceFile(tuple(places), tuple(problems))


class _Columns:
    """What the columns of a table say of a place beside its name and position."""

    def __init__(self, result: ImportResult) -> None:
        by_member = {member: result.table.column(column) for column, member in result.mapping.columns}
        by_heading: Mapping[str, int] = {fold(column): at for at, column in enumerate(result.table.columns)}
        used = {at for member, at in by_member.items() if member not in ("keep", "place")}
        others = [at for heading, at in by_heading.items() if _NAMES.fullmatch(heading) and at not in used]
        self._names = list(dict.fromkeys([*([by_member["place"]] if "place" in by_member else []), *others]))
        self._country, self._source = by_member.get("country"), by_member.get("source")
        self._people = next((by_heading[heading] for heading in _PEOPLE if heading in by_heading), None)
        self._licence = next((by_heading[heading] for heading in _LICENCES if heading in by_heading), None)
        self.has_uncertainty = "uncertainty" in by_member

    @property
    def has_names(self) -> bool:
        """Whether any column says how places are called."""
        return bool(self._names)

    def spellings(self, row: Row) -> Iterator[str]:
        """Yield the spellings, several to a cell; the name as a whole first."""
        return chain([_cell(row, self._names[0])], *(_BETWEEN_NAMES.split(row[at] or "") for at in self._names[1:]))

    def country(self, row: Row) -> str:
        """Return the ISO code of the country; empty where the row states none that is known."""
        return (country_code(_cell(row, self._country)) or "") if self._country is not None else ""

    def people(self, row: Row) -> int:
        """Return how many live there; 0 where the row does not say."""
        digits = _cell(row, self._people).replace(",", "").replace(" ", "")
        return min(int(digits), MAX_PEOPLE) if digits.isascii() and digits.isdecimal() else 0

    def credit(self, row: Row, name: str) -> str:
        """Return whose a record is."""
        said = ", ".join(filter(None, (_cell(row, self._source), _cell(row, self._licence))))
        return f"{name}: {said}" if said else f"{name}, which names no source"


def _cell(row: Row, at: int | None) -> str:
    return "" if at is None else row[at] or ""


def _problem(row: int, column: str, value: str, rule: str, message: str) -> RowProblem:
    return RowProblem(row, column, value, f"gazetteer.{rule}", message, "Correct the row; it is left out until then.")
