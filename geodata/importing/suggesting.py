"""Suggest what each column becomes, with the reason: by its heading, else by what its cells look like."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from geodata.core.text import fold
from geodata.importing.codes import default_radii
from geodata.importing.contents import SAMPLE_ROWS, guess_contents
from geodata.importing.headings import BY_WORD
from geodata.importing.mapping import Mapping
from geodata.importing.members import KEEP, LEAVE_OUT, MEMBERS, PROBLEM_COLUMN
from geodata.importing.recognising import known_file

if TYPE_CHECKING:
    from collections.abc import Mapping as Mapping_

    from geodata.importing.known_files import KnownFile
    from geodata.importing.members import RecordOfRow
    from geodata.importing.table import TextTable


@dataclass(frozen=True, slots=True)
class ColumnSuggestion:
    """What one column most likely is."""

    column: str
    member: str
    reason: str
    """One sentence."""
    examples: tuple[str, ...]
    """The first cells with text, for a preview."""


@dataclass(frozen=True, slots=True)
class Suggested:
    """A mapping, with a reason for each column, in the order of the file."""

    mapping: Mapping
    columns: tuple[ColumnSuggestion, ...]


def suggest_mapping(table: TextTable, record: RecordOfRow | None = None) -> Suggested:
    r"""Return the likeliest mapping of a table's columns.

    ``record``: what its rows are; without this, sites where the file is a map, claims where a column holds what only a
    claim has.

    >>> from geodata.importing.reading import read_table
    >>> table = read_table("Широта,Долгота,Убито\n35.4,40.1,3\n".encode(), "a.csv")
    >>> [(column.member, column.reason) for column in suggest_mapping(table).columns][0]
    ('lat', 'The heading means latitude.')
    """
    known = known_file(table)
    prefix, speaker = (known.prefix, known.speaker) if known else ("imported", "")
    members = _known_members(table, known)
    record = record or likely_record(table)
    # Where a map draws its features, columns of coordinates are their centres, or metres of a projection.
    taken: set[str] = set(_POSITION if any(table.geometries or ()) else ())
    suggestions = []
    # Headings come first: a column that only looks like dates must not take the place of one that says so.
    named = {column: _by_heading(column, members, record, taken) for column in table.columns}
    for index, column in enumerate(table.columns):
        sample = [row[index] for row in table.rows[:SAMPLE_ROWS]]
        member, reason = named[column] or _by_cells(sample, record, taken)
        examples = tuple(dict.fromkeys(text for text in sample if text))[:3]
        suggestions.append(ColumnSuggestion(column, member, reason, examples))
    constants = (("actor", speaker),) if speaker and record == "claim" else ()
    columns = tuple((suggestion.column, suggestion.member) for suggestion in suggestions)
    radii = default_radii(prefix) if "place_code" in taken else ()
    return Suggested(Mapping(columns, record, None, constants, prefix, radii), tuple(suggestions))


def _known_members(table: TextTable, known: KnownFile | None) -> dict[str, str]:
    """Return the members of columns, in lower case, that the file itself tells, or the kind of file that it is."""
    hints = {column.casefold(): member for column, member in table.hints}
    return {**(known.members([column.casefold() for column in table.columns]) if known else {}), **hints}


_METRES: Final = frozenset(map(fold, ("m", "metres", "meters", "м", "م")))
_POSITION: Final = frozenset({"coordinates", "lat", "lon", "zone", "easting", "northing"})
_KNOWN: Final = {KEEP: "kept as it is", LEAVE_OUT: "left out"}
#: What cells look like in tables of claims alone.
_OF_CLAIMS: Final = frozenset({"source_url", "event_time", "distance", "bearing"})


def likely_record(table: TextTable) -> RecordOfRow:
    """Take rows for claims if a column has what only a claim has; what a map shows is places."""
    known = known_file(table)
    if known is not None:
        return known.record
    if any(table.geometries or ()):
        return "site"
    members = {member for column in table.columns if (member := BY_WORD.get(fold(column)))}
    members |= {member for _, member in table.hints} & MEMBERS["claim"].keys()
    if members - MEMBERS["site"].keys():
        return "claim"
    kinds = {guess_contents([row[index] for row in table.rows[:SAMPLE_ROWS]]) for index in range(len(table.columns))}
    return "claim" if {kind[0] for kind in kinds if kind} & _OF_CLAIMS else "site"


def _by_heading(
    column: str, data_set_members: Mapping_[str, str], record: RecordOfRow, taken: set[str]
) -> tuple[str, str] | None:
    if column == PROBLEM_COLUMN:
        return LEAVE_OUT, "This program added it to say what is wrong: left out."
    known = data_set_members.get(column.casefold())
    if known in (KEEP, LEAVE_OUT):
        return known, f"Known of this kind of file: {_KNOWN[known]}."
    member = known or BY_WORD.get(fold(column)) or _without_unit(column)
    if member is None or member not in MEMBERS[record] or member in taken:
        return None
    taken.add(member)
    return member, f"The heading means {MEMBERS[record][member]}."


def _without_unit(column: str) -> str | None:
    """Return the member of a heading that has a remark in brackets behind it: "Latitude (WGS84)".

    A radius in another unit is none: its bare numbers would be read as metres.
    """
    heading, _, remark = column.partition("(")
    member = BY_WORD.get(fold(heading))
    return member if member != "uncertainty" or fold(remark) in _METRES else None


def _by_cells(sample: list[str | None], record: RecordOfRow, taken: set[str]) -> tuple[str, str]:
    found = guess_contents(sample)
    if found is None:
        return KEEP, "Neither the heading nor the cells say what it is: kept as it is."
    kind, reason = found
    wanted = {"degrees": ("lat", "lon"), "event_time": ("event_time", "stated")}.get(kind, (kind,))
    member = next((name for name in wanted if name in MEMBERS[record] and name not in taken), None)
    if member is None or (kind == "degrees" and "coordinates" in taken):
        return KEEP, f"{reason}, and another column or the map has that already: kept as it is."
    taken.add(member)
    order = " Check which of the two is latitude." if kind == "degrees" else ""
    return member, f"{reason}.{order}"
