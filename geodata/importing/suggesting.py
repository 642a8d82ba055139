"""Suggest what each column becomes, with the reason: by its heading, else by what its cells look like."""

from __future__ import annotations

from collections.abc import Mapping as Mapping_
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from geodata.core.text import fold, shortened
from geodata.importing.axes import find_axes, is_no_axis, latitude_first
from geodata.importing.beside import YEAR_OF_NEWS
from geodata.importing.codes import default_radii
from geodata.importing.contents import SAMPLE_ROWS, contradiction, guess_contents, is_pair
from geodata.importing.headings import (
    ACCURACY_WORDS,
    CLOCK_WORDS,
    DAY_WORDS,
    MAY_BE_ANY_NAME,
    RECORD_MADE,
    ZONES,
    meaning_of,
)
from geodata.importing.mapping import Mapping
from geodata.importing.measure_columns import is_bare, unit_of
from geodata.importing.members import KEEP, LEAVE_OUT, MEMBERS, PROBLEM_COLUMN
from geodata.importing.recognising import known_file
from geodata.parsing.languages import is_not_stated, words_for

if TYPE_CHECKING:
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
    reading = _Suggesting(table, record, members, known.groups if known else "")
    reading.by_axes()
    reading.by_headings()
    reading.by_cells()
    reading.by_clock()
    suggestions = [
        ColumnSuggestion(column, *reading.found[column], tuple(shortened(cell, _MAX_EXAMPLE_CHARS) for cell in cells))
        for column in table.columns
        for cells in [tuple(dict.fromkeys(filter(None, reading.sample(column))))[:3]]
    ]
    constants = (("actor", speaker),) if speaker and record == "claim" else ()
    columns = tuple((suggestion.column, suggestion.member) for suggestion in suggestions)
    radii = default_radii(prefix) if "place_code" in reading.taken else ()
    return Suggested(Mapping(columns, record, None, constants, prefix, radii), tuple(suggestions))


def _known_members(table: TextTable, known: KnownFile | None) -> dict[str, str]:
    """Return the members of columns, in lower case, that the file itself tells, or the kind of file that it is."""
    hints = {column.casefold(): member for column, member in table.hints}
    return {**(known.members([column.casefold() for column in table.columns]) if known else {}), **hints}


_MAX_EXAMPLE_CHARS: Final = 200
_NUMBERS: Final = frozenset({"uncertainty", "distance", "killed", "killed_max", "wounded", "wounded_max"})
_POSITION: Final = frozenset({"coordinates", "lat", "lon", "zone", "easting", "northing"})
#: Words of headings of days on which nothing happened that is claimed.
_OTHER_DAYS: Final = frozenset(map(fold, words_for("other_days")))
_KNOWN: Final = {KEEP: "kept as it is", LEAVE_OUT: "left out"}
#: What cells look like in tables of claims alone.
_OF_CLAIMS: Final = frozenset({"source_url", "event_time", "distance", "bearing"})
#: What no map says of a place: a place may have a date, a description and a link of its own.
_SAID_OF_EVENTS: Final = frozenset({
    "actor", "polarity", "event", "about_actor", "about_actors", "stated", "killed", "killed_max", "wounded",
    "wounded_max", "certainty", "statement_id",
})  # fmt: skip


def likely_record(table: TextTable) -> RecordOfRow:
    """Take rows for claims if a column has what only a claim has; those of a map if somebody speaks or was hurt."""
    known = known_file(table)
    if known is not None:
        return known.record
    members = {member for column in table.columns if (member := meaning_of(column))}
    members |= {member for _, member in table.hints} & MEMBERS["claim"].keys()
    if any(table.geometries or ()):
        return "site" if members.isdisjoint(_SAID_OF_EVENTS) else "claim"
    if members - MEMBERS["site"].keys():
        return "claim"
    kinds = {guess_contents([row[index] for row in table.rows[:SAMPLE_ROWS]]) for index in range(len(table.columns))}
    return "claim" if {kind[0] for kind in kinds if kind} & _OF_CLAIMS else "site"


class _Suggesting:
    """Columns as they find their members: those that are surest first, none takes another's."""

    def __init__(
        self, table: TextTable, record: RecordOfRow, data_set_members: Mapping_[str, str], groups: str
    ) -> None:
        self._table = table
        self._groups = groups
        self._record = record
        self._data_set_members = data_set_members
        # Where a map draws its features, columns of coordinates are their centres, or metres of a projection.
        has_told = not _POSITION.isdisjoint(data_set_members.values())
        self.taken: set[str] = set(_POSITION if any(table.geometries or ()) and not has_told else ())
        self.found: dict[str, tuple[str, str]] = {}
        """Member and reason by column."""

    def sample(self, column: str) -> list[str | None]:
        """Return the first cells of a column."""
        index = self._table.column(column)
        return [row[index] for row in self._table.rows[:SAMPLE_ROWS]]

    def _take(self, column: str, member: str, reason: str) -> None:
        self.taken.add(member)
        self.found[column] = member, reason

    def _is_free(self, member: str) -> bool:
        return member in MEMBERS[self._record] and member not in self.taken

    def by_axes(self) -> None:
        """Find the two columns that are a position."""
        known = self._data_set_members
        columns = [column for column in self._table.columns if known.get(column.casefold(), KEEP) == KEEP]
        has_position = self.taken or not _POSITION.isdisjoint(self._data_set_members.values())
        pair = None if has_position else find_axes(self._table, columns)
        if pair is None:
            return
        members = ("lon", "lat") if pair.is_degrees else ("easting", "northing")
        for column, member in zip((pair.east, pair.north), members, strict=True):
            self._take(column, member, f"The heading means {MEMBERS[self._record][member]}.")
        for column in columns:  # as KoboToolbox and receivers of GPS write it, beside the two
            words = tuple(word for word in fold(column).split() if word not in ACCURACY_WORDS)
            is_beside = words == pair.words and words != tuple(fold(column).split()) and self._is_free("uncertainty")
            if pair.words and is_beside and contradiction("uncertainty", self.sample(column)) is None:
                self._take(column, "uncertainty", "The heading means how far the position of the same name may be off.")

    def by_headings(self) -> None:
        """Headings before cells: a column that only looks like dates must not take the place of one that says so."""
        free = [column for column in self._table.columns if column not in self.found]
        named = {column: self._member_of(column) for column in free}
        # Anything may be headed "name": a person, a file, an operation.
        for column in sorted(free, key=lambda column: (not self._is_told(column), fold(column) in MAY_BE_ANY_NAME)):
            member = named[column]
            if column == PROBLEM_COLUMN:
                self.found[column] = LEAVE_OUT, "This program added it to say what is wrong: left out."
            elif member in _KNOWN:
                self.found[column] = member, f"Known of this kind of file: {_KNOWN[member]}."
            elif self._is_told(column) and member is not None and self._is_free(member):
                self._take(column, member, f"Known of this kind of file: {MEMBERS[self._record][member]}.")
            elif member is not None and self._is_free(member):
                self._by_heading(column, member)

    def _is_told(self, column: str) -> bool:
        """Tell whether the kind of file says what a column is, or the file itself."""
        return column.casefold() in self._data_set_members

    def _by_heading(self, column: str, member: str) -> None:
        sample, found = self.sample(column), unit_of(column)
        if found is not None and found[0] == member:
            sample = [text and f"{text} {found[1]}" if is_bare(text) else text for text in sample]
        # Where nothing else is a position, some cells for a name may be one.
        is_place = member == "place" and not self._has_position()
        named = [text for text in sample if text is None or not (is_place and is_pair(text))]
        other = None if self._are_years(column, member) else contradiction(member, named, column)
        if fold(column) in MAY_BE_ANY_NAME and not self._has_position():
            other = "the file has no coordinates, and a name may be anybody's"
        if other is not None and member in ("event_time", "stated") and contradiction("event_clock", sample) is None:
            return  # a time of day, which is looked for below
        if member in ("place", "source_url") and self._are_positions(sample):
            means = MEMBERS[self._record].get(member, member)
            self._take(column, "coordinates", f"The heading means {means}, and the cells are coordinates.")
        elif other is not None:
            self.found[column] = KEEP, f"The heading means {MEMBERS[self._record][member]}, but {other}: kept as it is."
        else:
            self._take(column, member, f"The heading means {MEMBERS[self._record][member]}.")

    def _are_years(self, column: str, member: str) -> bool:
        """Tell whether a column of dates has years alone, which 2015 is under a heading of no time of day."""
        given = [text for text in self.sample(column) if text and not is_not_stated(text)]
        is_clock = not CLOCK_WORDS.isdisjoint(fold(column).split())
        return member == "event_time" and not is_clock and bool(given) and all(map(YEAR_OF_NEWS.fullmatch, given))

    def _are_positions(self, sample: list[str | None]) -> bool:
        found = guess_contents(sample)
        is_without = self._is_free("coordinates") and self.taken.isdisjoint(_POSITION) and not self._is_position_named()
        return found is not None and found[0] == "coordinates" and is_without

    def _has_position(self) -> bool:
        return self._record == "site" or not self.taken.isdisjoint(_POSITION) or self._is_position_named()

    def _is_position_named(self) -> bool:
        return not _POSITION.isdisjoint(filter(None, map(self._member_of, self._table.columns)))

    def _member_of(self, column: str) -> str | None:
        told, measured = self._data_set_members.get(column.casefold()), unit_of(column)
        if not told and self._groups:
            column = column.rpartition(self._groups)[2]
        return told or meaning_of(column) or (measured[0] if measured else _without_remark(column))

    def by_cells(self) -> None:
        """Find members of columns that no heading tells, by what is in them."""
        kinds = {
            column: kind
            for column in self._table.columns
            if column not in self.found
            and not is_no_axis(column)
            and (kind := guess_contents(self.sample(column))) is not None
        }
        degrees = [column for column, (kind, _) in kinds.items() if kind == "degrees"]
        if len(degrees) > 1 and not self.taken & {"lat", "lon", "coordinates"}:
            both = latitude_first(self._table, *degrees[:2])
            for column, member in zip(both, ("lat", "lon"), strict=True):
                self._take(column, member, f"{kinds[column][1]}.")
        dates = [column for column, (kind, _) in kinds.items() if kind == "event_time"]
        for column in self._table.columns:
            if column not in self.found:
                self.found[column] = self._by_cells(column, kinds.get(column), len(dates))

    def _by_cells(self, column: str, found: tuple[str, str] | None, date_columns: int) -> tuple[str, str]:
        if found is None:
            return KEEP, "Neither the heading nor the cells say what it is: kept as it is."
        kind, reason = found
        if kind == "event_time" and (fold(column) in RECORD_MADE or not _OTHER_DAYS.isdisjoint(fold(column).split())):
            return KEEP, f"{reason}, and by the heading it may not be when something happened: kept as it is."
        if kind == "event_time" and date_columns > 1:
            return KEEP, f"{reason}, and so are those of another column: kept as it is."
        # Only the headings of a bearing tell it from any code of one letter; a second position is none to choose from.
        has_position = kind == "coordinates" and not self.taken.isdisjoint(_POSITION)
        if kind == "distance":  # the range of a weapon as well as a distance from the place: a heading must say it
            return KEEP, f"{reason}, and the heading does not say of what: kept as it is."
        if kind == "degrees" or has_position or not self._is_free(kind):
            return KEEP, f"{reason}, and another column or the map has that already: kept as it is."
        self.taken.add(kind)
        return kind, f"{reason}."

    def by_clock(self) -> None:
        """Find the time of day that belongs to the days: "acq_time" beside "acq_date", or "time"."""
        days = next((column for column, (member, _) in self.found.items() if member == "event_time"), None)
        if days is None or not self._is_free("event_clock"):
            return
        for column, (member, _) in self.found.items():
            words = _words_of(column) - ZONES
            rest = words - CLOCK_WORDS
            is_of_days = rest == _words_of(days) - DAY_WORDS or not rest
            is_clock = contradiction("event_clock", self.sample(column)) is None and any(self.sample(column))
            if member == KEEP and words != rest and is_of_days and is_clock:
                self._take(column, "event_clock", f"The heading means {MEMBERS[self._record]['event_clock']}.")
                return


def _words_of(column: str) -> set[str]:
    """Return the words of a heading without a remark, as on the zone of its times: "Time (GMT+3)"."""
    return set(fold(column.partition("(")[0]).split())


def _without_remark(column: str) -> str | None:
    """Return the member of a heading that has a remark in brackets behind it: "Latitude (WGS84)".

    Numbers with one are none: in a unit that is not known, or of some people alone, as "Killed (civilians)".
    """
    heading, _, remark = column.partition("(")
    member = meaning_of(heading.strip())
    return None if member in _NUMBERS and remark else member
