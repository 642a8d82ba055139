"""Read the cells of one row as values of a case, collecting everything that is wrong with them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Concatenate, Final, ParamSpec, TypeVar

from geodata.core.json_path import Json
from geodata.core.numbers import with_ascii_numbers
from geodata.core.problems import InputError, quoted
from geodata.core.text import fold
from geodata.importing.actor_names import NameColumn
from geodata.importing.axes import first_axis
from geodata.importing.beside import YEAR, ZONE, beside_columns, hemispheres
from geodata.importing.clocks import clock_of_part, in_zone, is_night, part_of_day, read_clock, with_zone
from geodata.importing.codes import time_of_code
from geodata.importing.date_columns import DateColumn
from geodata.importing.date_phrases import around_night, date_parts, goes_on
from geodata.importing.dates import DateError, DateUnclearError, is_day
from geodata.importing.import_result import RowProblem
from geodata.importing.members import KEEP, LEAVE_OUT
from geodata.importing.weekdays import wrong_weekday
from geodata.parsing.edtf import EdtfError, parse
from geodata.parsing.languages import is_failed_formula, is_not_stated

if TYPE_CHECKING:
    from geodata.importing.date_columns import DateColumns
    from geodata.importing.mapping import Mapping
    from geodata.importing.measure_columns import MeasureColumn
    from geodata.importing.members import DateOrder
    from geodata.importing.table import Row, TextTable

#: Kept beside what is made of them.
_KEPT: Final = (KEEP, "place_code", "time_code", "country", "province", "district", "archived_url", "archive_hash")
#: Without these a row would say something else than was meant: what cannot be read of one keeps the row out. Of any
#: other it costs the member alone, and is listed.
_COSTS_THE_ROW: Final = ("summary", "polarity", "place", "relation", "distance", "bearing")
_LONG_AGO: Final = "1000"
#: The years of an EDTF date.
_YEAR: Final = re.compile("(?<![-0-9])[0-9]{4}(?![0-9])")
#: Rule of a date that may be one of several.
DATE_UNCLEAR: Final = "date-unclear"
_Value = TypeVar("_Value")
P = ParamSpec("P")


#: So many results of one kind are kept, and what stands for none.
_MOST_MADE: Final = 20_000
_NOT_MADE: Final = object()


class _Watched(tuple[str | None, ...]):  # noqa: SLOT001 - what it knows is kept in it
    """A row that knows which of its cells somebody looked at."""

    def __init__(self, _: Row) -> None:
        self.seen: dict[int, None] = {}

    def __getitem__(self, index: int) -> str | None:  # type: ignore[override]  # no slices are asked for
        self.seen[index] = None
        return super().__getitem__(index)


class Cells:
    """The cells of one row by the member that their column becomes."""

    __slots__ = ("_layout", "_not_whole", "_row", "number", "problems")  # a large table has as many as it has rows

    def __init__(self, row: Row, number: int, layout: Layout) -> None:
        self._row = row
        self._not_whole: set[str] = set()
        """Members that are less than their cells say."""
        self.number = number
        self._layout = layout
        self.problems: list[RowProblem] = []

    def once(self, make: Callable[Concatenate[Cells, P], _Value], *args: P.args, **options: P.kwargs) -> _Value:
        """Return what is made of the row, once for all rows whose cells are the same as far as it looks at them.

        ``make``: looks at cells and at nothing else that rows differ in; nobody changes what it returns. What it notes
        or keeps is of one row, so that it is called for each of these.
        """
        made = self._layout.made.setdefault((make, *args), {})
        for indices, by_cells in made.items():
            found = by_cells.get(tuple([self._row[index] for index in indices]), _NOT_MADE)
            if found is not _NOT_MADE:
                return found  # type: ignore[return-value]  # what this function returned
        if self.problems or self._not_whole or sum(map(len, made.values())) >= _MOST_MADE:
            return make(self, *args, **options)
        row, watched = self._row, _Watched(self._row)
        self._row = watched
        value = make(self, *args, **options)
        self._row = row
        if not (self.problems or self._not_whole):
            indices = tuple(watched.seen)
            made.setdefault(indices, {})[tuple([row[index] for index in indices])] = value
        return value

    def text(self, member: str) -> str | None:
        """Return what a row says for a member, else what is set for all rows; ``None`` is not stated."""
        index = self._layout.indices.get(member)
        if index is None:
            return self._layout.constants.get(member)
        words = self._row[index]
        if words is None or is_not_stated(words):
            if words is not None and is_failed_formula(words):
                self._tell_failed(member, words)
            return self._layout.constants.get(member)
        return words

    def written(self, member: str) -> str | None:
        """Return the cell for a member as it is, also where it says that nothing is stated."""
        index = self._layout.indices.get(member)
        return None if index is None else self._row[index]

    def _tell_failed(self, member: str, words: str) -> None:
        if member not in self._not_whole:
            said = f"{quoted(words)} is what a spreadsheet writes for a formula that failed. Correct the cell."
            self.fault(member, words, "formula", said, is_in=True)

    def keep(self, *members: str) -> None:
        """Keep the words of members as they are, beside what is made of them."""
        self._not_whole.update(members)

    def heading(self, member: str) -> str:
        """Return the heading of a member's column; empty where it has none."""
        return self._layout.headings.get(member, "")

    def has(self, member: str) -> bool:
        """Tell whether a column or a constant of the table is for a member, whatever this row says."""
        return member in self._layout.stated

    def read(self, member: str, reader: Callable[[str], _Value]) -> _Value | None:
        """Return a member as a value; ``None`` where it is not stated, or is wrong, which is then noted."""
        words = self.text(member) if member in self._layout.stated else None
        if words is None:
            return None
        try:
            return reader(words)
        except InputError as error:
            self.fault(member, words, _rule(error, member), str(error), is_in=member not in _COSTS_THE_ROW)
            return None

    def read_names(self, member: str) -> tuple[str, ...]:
        """Return the actors that a member names, as the other cells of its column are read."""
        return self.read(member, self._layout.names.get(member, NameColumn()).read) or ()

    def read_date(self, member: str) -> str | None:
        """Return a date as EDTF, as the other cells of its column are read; one that cannot be read costs no more.

        The cell is kept as well if it has several.
        """
        words = self.text(member) if member in self._layout.stated else None
        if words is None:
            return None
        column = self._date_column(member, words)
        found = self.read(member, column.read)
        self._tell_weekday(member, column, found)
        if found is not None and not _LONG_AGO <= found[:10] <= self._layout.tomorrow:
            self._tell_far(member, found)
        return None if found is not None and member == "event_time" and self._tell_year(found) else found

    def read_dates(self, member: str) -> tuple[str, ...]:
        """Return all dates of a cell, as :meth:`read_date` does one."""
        words = self.text(member)
        if words is None:
            return ()
        column = self._date_column(member, words)
        found = self.read(member, lambda _: tuple(map(column.read, date_parts(words)))) or ()
        self._tell_weekday(member, column, *found[:1])
        return found

    def _date_column(self, member: str, words: str) -> DateColumn:
        if len(date_parts(words)) > 1:
            self._not_whole.add(member)
        return self._layout.dates.by_member.get(member) or DateColumn(order=self._layout.date_order)

    def _tell_weekday(self, member: str, column: DateColumn, found: str | None = None) -> None:
        """Note that a cell which could be read names another weekday than its date was."""
        words, weekday = self.text(member), self._beside(member)
        if words is None or (weekday is None and not any(map(str.isalpha, words))):
            return  # most dates are figures
        wrong = None if found is None else column.wrong_weekday(words)
        if found is not None and weekday is not None:
            wrong = wrong or wrong_weekday(f"{weekday}, {words}", found)
        if wrong is not None:
            self.fault(member, words, "weekday", wrong, is_in=True)

    def _tell_far(self, member: str, found: str) -> None:
        """Note that a date is yet to come, or so long past that it is a slip sooner; it is taken."""
        if not found[:4].isdigit():  # of an end that is open
            return
        words = self.text(member) or found
        when = "yet to come" if found > _LONG_AGO else "very long past"
        said = f"{quoted(words)} is {found}, which is {when}: it is taken. Correct the cell if that is a slip."
        self.fault(member, words, "far-date", said, is_in=True)

    def _tell_year(self, found: str) -> bool:
        """Note that the column of years beside a date has another one, so that neither is sure; true if it has."""
        year = with_ascii_numbers(self._beside(YEAR) or "")
        years = _YEAR.findall(found)
        if not years or not _YEAR.fullmatch(year) or min(years) <= year <= max(years):
            return False
        words = self.text("event_time") or found
        said = (
            f"{quoted(words)} is {found}, and the column of years has {year}: neither is taken. Correct one of the two."
        )
        self.fault("event_time", words, "year", said, is_in=True)
        return True

    def read_measure(self, member: str, reader: Callable[[str], _Value]) -> _Value | None:
        """Return a length, or words with one, as a value, as the other cells of its column are written."""
        column = self._layout.measures.get(member)
        return self.read(member, reader if column is None else lambda text: reader(column.written(text)))

    def _beside(self, member: str) -> str | None:
        index = self._layout.beside.get(member)
        return None if index is None else self._row[index]

    def degrees(self, member: str) -> str | None:
        """Return a latitude or a longitude with its hemisphere behind it, where that has a column of its own."""
        words, hemisphere = self.text(member), self._beside(member) or self._layout.hemispheres.get(member)
        if words is None or hemisphere is None or (words[0] in "-\u2212" and fold(hemisphere)[0] in "sw"):
            return words
        return f"{words} {hemisphere[0].upper()}"

    def in_zone(self, edtf: str | None) -> str | None:
        """Return a time with the zone that a column of zones says, if there is one."""
        zone = self._beside(ZONE)
        return edtf if edtf is None or zone is None or "T" not in edtf else in_zone(edtf, zone)

    @property
    def is_lon_first(self) -> bool | None:
        """Whether the column of coordinates is headed so that longitude is first; ``None`` where it is not told."""
        return self._layout.is_lon_first

    def read_clock(self) -> str | None:
        """Return the time of day that stands beside the day, if the table has any but midnight."""
        dates = self._layout.dates
        if dates.are_clocks_days:
            return None
        if self.part_of_day is not None:
            return None
        if dates.are_clocks_parts:
            found = self.read("event_clock", clock_of_part)
            return found and with_zone(f"T{found}", dates.clock_zone)[1:]
        half = self._beside("event_clock")
        found = self.read("event_clock", lambda text: read_clock(f"{text} {half}" if half else text))
        return found and with_zone(f"T{found}", dates.clock_zone)[1:]

    @property
    def part_of_day(self) -> str | None:
        """The part of the day in words, where a row says no more: "morning"."""
        if not self._layout.dates.has_parts:
            return None
        clock, day = self.text("event_clock"), self.text("event_time")
        of_clock, of_day = part_of_day(clock or ""), part_of_day(day or "")
        if of_clock is not None and not of_clock[1]:
            return clock
        return of_day[0] if of_day is not None and clock is None else None

    @property
    def is_denial(self) -> bool:
        """Whether somebody said that the row's words are a denial."""
        return self.number in self._layout.denials

    @property
    def is_out(self) -> bool:
        """Whether anything is wrong that keeps the row out."""
        return bool(self.problems) and not all(problem.is_in for problem in self.problems)

    def fault(self, member: str, words: str, rule: str, said: str, *, is_in: bool = False) -> None:
        """Note what is wrong with a member; the last sentence says what to do.

        ``member``, ``words``, ``rule``, ``said``: what is wrong. ``is_in``: true if it costs the row the member and no
        more: its words are then kept.
        """
        if is_in:
            self._not_whole.add(member)
        message, _, remedy = said.rpartition(". ")
        column = self._layout.headings.get(member, "")
        remedy = remedy if message else "Correct the cell, or leave it empty."
        problem = RowProblem(
            self.number, column, words, f"import.{rule}", f"{message.rstrip('.') or said.rstrip('.')}.", remedy, is_in
        )
        self.problems.append(problem)

    def kept(self) -> Json:
        """Return the cells of columns that are kept as they are, by the name they are kept under.

        Cells of which not everything became a value are among them: several dates, words that cannot be read.
        """
        kept = {name: words for name, index in self._layout.kept if (words := self._row[index]) is not None}
        if not self._not_whole:
            return kept
        written = self._layout.headings
        headings = {f"{self._layout.prefix}:{written[member]}": member for member in self._not_whole & written.keys()}
        return {**kept, **{name: words for name, member in headings.items() if (words := self.written(member))}}


def _rule(error: InputError, member: str) -> str:
    if isinstance(error, DateUnclearError):
        return DATE_UNCLEAR
    return "date" if isinstance(error, DateError) else member


@dataclass(frozen=True)
class Layout:
    """Which cell of every row is what."""

    indices: dict[str, int]
    headings: dict[str, str]
    """Heading by member."""
    constants: dict[str, str]
    kept: tuple[tuple[str, int], ...]
    """Name that a column is kept under, and its index."""
    stated: frozenset[str]
    """Members of which any row may say something."""
    prefix: str
    dates: DateColumns
    date_order: DateOrder | None
    """Of dates that stand in no column."""
    denials: frozenset[int]
    """Rows whose words deny."""
    measures: dict[str, MeasureColumn]
    names: dict[str, NameColumn]
    beside: dict[str, int]
    """Which cell says a part of what another does, by the member of that: :mod:`geodata.importing.beside`."""
    tomorrow: str
    """Later than any day on which something can have happened."""
    hemispheres: dict[str, str]
    """South or west, by the axis whose heading says it."""
    is_lon_first: bool | None
    """Of coordinates in one column."""
    made: dict[tuple[object, ...], dict[tuple[int, ...], dict[Row, object]]] = field(default_factory=dict, init=False)
    """What :meth:`Cells.once` made, by what made it, the cells that it looked at, and what stands in them."""

    @classmethod
    def of(
        cls,
        table: TextTable,
        mapping: Mapping,
        dates: DateColumns,
        denials: frozenset[int],
        measures: dict[str, MeasureColumn],
        names: dict[str, NameColumn],
    ) -> Layout:
        """Return the layout of a table under a mapping; columns that are not in the table are passed over."""
        found = [(name, member) for name, member in mapping.columns if name in table.columns]
        mapped = {member: name for name, member in found if member not in (KEEP, LEAVE_OUT)}
        return cls(
            indices={member: table.column(name) for member, name in mapped.items()},
            headings=mapped,
            constants=dict(mapping.constants),
            stated=frozenset(mapped) | frozenset(dict(mapping.constants)),
            kept=tuple((f"{mapping.prefix}:{name}", table.column(name)) for name, member in found if member in _KEPT),
            prefix=mapping.prefix,
            dates=dates,
            date_order=mapping.date_order,
            denials=denials,
            measures=measures,
            names=names,
            beside={member: table.column(name) for member, name in beside_columns(table, mapping).items()},
            hemispheres=hemispheres(table, mapping),
            tomorrow=(datetime.now(UTC) + timedelta(days=1)).date().isoformat(),
            is_lon_first=_is_lon_first(table, mapping),
        )


def _is_lon_first(table: TextTable, mapping: Mapping) -> bool | None:
    """Tell which of two numbers in one column is first, by its heading or the kind of file."""
    first = first_axis(mapping.column_of("coordinates") or "")
    if first is not None:
        return first == "east"
    return False if mapping.prefix != "imported" or "coordinates" in dict(table.hints).values() else None


def read_times(cells: Cells) -> Json:
    """Return the times of a claim as EDTF, or null."""
    stated = cells.read_date("stated")
    end = ".." if goes_on(cells.text("event_end") or "") else cells.read_date("event_end")
    start = _with_clock(cells, cells.read_date("event_time"))
    code = cells.text("time_code")
    if start is not None and code is not None:
        coarse = time_of_code(start, code)
        if coarse is None:
            said = f"{quoted(code)} is not a time code for {start}. Write 1, 2 or 3."
            cells.fault("time_code", code, "time_code", said, is_in=True)
        start = coarse
    return {"event_time": _interval(cells, cells.in_zone(start), cells.in_zone(end)), "stated": stated}


def _with_clock(cells: Cells, day: str | None) -> str | None:
    """Return a day with the time of day that stands beside it."""
    if (part := cells.part_of_day) is not None and is_night(part) and day is not None:
        return around_night(day)
    clock = cells.read_clock()
    if day is None or clock is None or day.partition("T")[2].startswith(clock):
        return day
    if not is_day(day):
        said = f"A time of day stands beside {day}, which is not a single day. Write the two in one cell."
        cells.fault("event_clock", clock, "event_clock", said, is_in=True)
        return day
    try:
        return parse(f"{day}T{clock}").text
    except EdtfError as error:
        written = cells.text("event_clock") or clock
        cells.fault("event_clock", written, "event_clock", f"{error} Write it as in 19:40.", is_in=True)
        return day


def _interval(cells: Cells, start: str | None, end: str | None) -> str | None:
    if end is None or start == end:
        return start
    start = start and start.partition("/")[0]
    try:
        return parse(f"{start or ''}/{end}").text
    except ValueError as error:
        cells.fault("event_end", end, "event_end", str(error), is_in=True)
        cells.keep("event_time")
        return None
