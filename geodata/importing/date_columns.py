"""How the dates of each column are read: by what the other cells of that column show, else as somebody answered."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from geodata.core.numbers import with_ascii_numbers
from geodata.core.problems import InputError, quoted
from geodata.core.text import counted, first_few, fold
from geodata.importing.calendars import CALENDARS, ISLAMIC_DAYS
from geodata.importing.clocks import (
    ClockError,
    are_parts_of_days,
    offset_at,
    part_of_day,
    read_clock,
    read_zone,
    with_zone,
    zone_of,
)
from geodata.importing.date_phrases import date_parts, read_date_phrase, spanned
from geodata.importing.dates import (
    CLOCK,
    CalendarUnclearError,
    CenturyUnclearError,
    OrderUnclearError,
    evidence,
    is_day,
    read_date,
    tidied,
)
from geodata.importing.headings import ZONE_WORDS
from geodata.importing.members import DATE_ORDERS
from geodata.importing.questions import NONE, Answer, ImportQuestion
from geodata.importing.spreadsheet_days import DAYS_OF, days_shift, shifted_day, turned, turned_days
from geodata.importing.weekdays import wrong_weekday

if TYPE_CHECKING:
    from geodata.importing.calendars import Calendar
    from geodata.importing.dates import DateUnclearError
    from geodata.importing.mapping import Mapping
    from geodata.importing.members import DateOrder
    from geodata.importing.questions import Inquiry
    from geodata.importing.table import TextTable

#: Members that are a date.
DATES: Final = ("event_time", "event_end", "stated", "published", "archived")
#: Before the heading, in the key of the question which of day and month comes first.
ORDER_OF: Final = "date_order:"
#: Likewise, of the question which calendar its years are of.
CALENDAR_OF: Final = "calendar:"
#: The answer where each date names its calendar itself.
_AS_NAMED: Final = "as-named"
CENTURY: Final = "century"
#: Members that a zone in a column of its own is of.
_OF_THE_EVENT: Final = ("event_time", "event_end")
_CENTURIES: Final = ("20", "19")
_EXAMPLES: Final = 3
#: At which every zone is one.
_A_TIME: Final = "2000-01-15T12:00"
#: What makes dates of one column alike in how they are written: what divides the figures, two or four for the year.
_FIGURES: Final = re.compile(r"[0-9]{1,2}([-/.])[0-9]{1,2}[-/.]([0-9]{4}|[0-9]{2}(?![0-9]))")
#: How a heading says in letters how dates are written, in several languages: day, month, year.
_FORM: Final = re.compile(
    r"(?<!\w)(?:(?P<day>[djtg\u0434]{1,2})[-/. ][ma\u043c]{1,2}|[m\u043c]{1,2}[-/. ][djtg\u0434]{1,2})"
    r"[-/. ][yaj\u0433]{2,4}(?!\w)"
)
#: What is said of cells such as "evening".
_PARTS_OF_DAYS: Final = (
    "say a part of a day: kept as words. Dawn, morning, noon, afternoon, dusk, evening and night are hours by the sun "
    "where the row has a position; a night without one is the days before and behind it, too."
)
_SHORT_YEAR: Final = re.compile(r"(?:[-/. ]|')[0-9]{2}(?![0-9])")


@dataclass(frozen=True, slots=True)
class DateColumn:
    """How the cells of one column are read."""

    heading: str = ""
    orders: tuple[tuple[str, DateOrder], ...] = ()
    """(style, order) of dates in figures, where other cells show it: :func:`_style`."""
    order: DateOrder | None = None
    """Of all other styles."""
    century: str | None = None
    calendar: Calendar | None = None
    """Of years that may be of another calendar than ours; ``None`` refuses them."""
    midnights: frozenset[str] = frozenset()
    """Ways of writing a time of day of which every one is midnight: they are days."""
    shift: timedelta | None = None
    """What turns each time into midnight of a day, where they are days of another time zone."""
    zone: str | None = None
    """Of times that state none, by the heading or another column."""
    is_turned: bool | None = False
    """Whether day and month of days are exchanged; ``None`` refuses them."""
    _read: dict[str, str] = field(default_factory=dict, init=False, repr=False, compare=False)
    _weekdays: dict[str, str | None] = field(default_factory=dict, init=False, repr=False, compare=False)
    """What came of each cell: most tables have a day in many rows."""

    def read(self, text: str) -> str:
        """Return a cell as EDTF: of several dates, the time from the first to the last.

        Raises ``DateError`` if it is no date, or none that is clear.
        """
        if text not in self._read:
            self._read[text] = self._read_anew(text)
        return self._read[text]

    def _read_anew(self, text: str) -> str:
        if self.is_turned is None and turned(text) != text:
            raise OrderUnclearError(f"{quoted(text)} may be {turned(text)}. Say which of the two was meant.", text)
        text = turned(text) if self.is_turned else text
        if is_day(text):  # what most tables have: nothing in it is unclear
            return read_date(text, None, None, self.calendar)
        return spanned([self._read_one(part) for part in date_parts(text) or [text]], text)

    def _read_one(self, text: str) -> str:
        plain = self._without_midnight(text)
        found = read_date_phrase(plain, dict(self.orders).get(_style(plain), self.order), self.century, self.calendar)
        return with_zone(found, self.zone) if self.shift is None else shifted_day(found, self.shift)

    def wrong_weekday(self, text: str) -> str | None:
        """Say what weekday a cell names that its date, which can be read, was not; ``None`` where it names none."""
        if text not in self._weekdays:
            wrong = (wrong_weekday(with_ascii_numbers(part), self._read_one(part)) for part in date_parts(text))
            self._weekdays[text] = next(filter(None, wrong), None)
        return self._weekdays[text]

    def _without_midnight(self, text: str) -> str:
        plain = tidied(text) if self.midnights else text
        found = CLOCK.search(plain) if self.midnights else None
        return text if found is None or _clock_form(found[0]) not in self.midnights else plain[: found.start()]


@dataclass(frozen=True, slots=True)
class DateColumns:
    """How all dates of a table are read, and what a person should know of that."""

    by_member: dict[str, DateColumn]
    are_clocks_days: bool
    """True if every time of day beside the days is midnight, which is none."""
    are_clocks_parts: bool
    """True if times of day are parts of a day as spreadsheets have them: 0.5 is noon."""
    clock_zone: str | None
    """Of times of day that state none."""
    has_parts: bool
    """True if any cell says a part of a day in words."""
    notes: tuple[str, ...]


def date_columns(table: TextTable, mapping: Mapping, inquiry: Inquiry) -> DateColumns:
    """Return how the columns of dates are read; asks where day and month, or the century, are not clear."""
    for prefix in (ORDER_OF, CALENDAR_OF, DAYS_OF):
        inquiry.hold_to_columns(prefix, table.columns)
    found = {member: heading for heading, member in mapping.columns if member in DATES and heading in table.columns}
    cells = {heading: _cells(table, heading) for heading in found.values()}
    century = _century(cells, table, inquiry)
    columns, notes = {}, []
    zone = _zone_beside(table)
    for member, heading in found.items():
        column = _column(table, heading, cells[heading], mapping.date_order, century, inquiry)
        columns[member] = replace(column, zone=zone_of(heading) or (zone if member in _OF_THE_EVENT else None))
        notes += _notes(columns[member], cells[heading])
    order = mapping.date_order
    if order is not None and not any(_needs_order(columns[member], order, cells[found[member]]) for member in columns):
        notes.append(f"No date is unclear, so nothing was read as {order} because that was set.")
    clock = mapping.column_of("event_clock")
    clocks = _cells(table, clock) if clock in table.columns and clock is not None else Counter()
    notes += _unread_zones(table)
    day = found.get("event_time")
    parts = [text for text in clocks if part_of_day(text) == (text, "")]
    of_days = [text for text in cells.get(day or "", ()) if part_of_day(text)]
    for of, texts in ((clock, parts), (day, of_days)):
        if texts:
            notes.append(f"Column {of}: {first_few(list(map(quoted, texts)), _EXAMPLES)} {_PARTS_OF_DAYS}")
    is_midnight = bool(clocks) and all(_is_midnight(text) for text in clocks)
    if is_midnight:
        notes.append(f"Column {clock}: every time is midnight, so none is taken.")
    are_parts = are_parts_of_days(clocks)
    if are_parts:
        notes.append(f"Column {clock}: numbers between 0 and 1 are parts of a day, so that 0.75 is 18:00.")
    has_parts = bool(parts or of_days)
    return DateColumns(
        columns, is_midnight, are_parts, (zone_of(clock) if clock else None) or zone, has_parts, tuple(notes)
    )


def _zone_beside(table: TextTable) -> str | None:
    """Return the zone that a column headed as one has in every row; those of other columns are of each row."""
    heading = zone_heading(table)
    zones = {read_zone(text) for text in _cells(table, heading)} if heading is not None else set()
    return zones.pop() if len(zones) == 1 else None


def zone_heading(table: TextTable) -> str | None:
    """Return the heading of a column of zones."""
    return next((heading for heading in table.columns if fold(heading) in ZONE_WORDS), None)


def _unread_zones(table: TextTable) -> list[str]:
    heading = zone_heading(table)
    texts = _cells(table, heading) if heading is not None else ()
    unread = [text for text in texts if offset_at(_A_TIME, text) is None]
    said = f"Column {heading}: times beside {first_few(list(map(quoted, unread)), _EXAMPLES)} have no zone"
    return [f"{said}, for it may mean several or none. Write it as in UTC+3, or as Asia/Baghdad."] if unread else []


def _cells(table: TextTable, heading: str) -> Counter[str]:
    """Return the texts of a column, with how many cells have each."""
    index = table.column(heading)
    return Counter(text for row in table.rows if (text := row[index]) is not None)


def _column(
    table: TextTable,
    heading: str,
    cells: Counter[str],
    stated: DateOrder | None,
    century: str | None,
    inquiry: Inquiry,
) -> DateColumn:
    told: dict[str, set[DateOrder]] = {}
    for part in (part for text in cells for part in date_parts(text)):
        order = evidence(part)
        if order is not None:
            told.setdefault(_style(part), set()).add(order)
    orders = tuple((style, next(iter(found))) for style, found in told.items() if len(found) == 1)
    column = DateColumn(heading, orders, None, century, None, _midnights(cells), days_shift(heading, cells, inquiry))
    column = replace(column, order=_order_of(heading))
    unclear = [text for text in cells if _is_order_unclear(column, text)]
    if not unclear:
        column = replace(column, is_turned=turned_days(ORDER_OF + heading, heading, cells, table, inquiry))
    if unclear:
        question = _order_question(table, heading, cells, unclear)
        answer = inquiry.given(question.key, DATE_ORDERS) or stated or inquiry.ask(question)
        column = replace(column, order=next((one for one in DATE_ORDERS if one == answer), None))
    unclear = [
        text for text in cells if _fails(replace(column, order=column.order or "day-first"), text, CalendarUnclearError)
    ]
    if unclear:
        answer = inquiry.ask(_calendar_question(table, column, unclear))
        chosen = next((one for one in CALENDARS if one == answer), None)
        column = replace(column, calendar="ours" if answer == _AS_NAMED else chosen)
    return column


def _order_of(heading: str) -> DateOrder | None:
    """Return which of day and month a heading says to be first: "Date (dd/mm/yyyy)", "Datum TT.MM.JJJJ"."""
    found = _FORM.search(heading.casefold())
    return None if found is None else "day-first" if found["day"] else "month-first"


def _order_question(table: TextTable, heading: str, cells: Counter[str], unclear: list[str]) -> ImportQuestion:
    found = Counter(evidence(part) for text in cells for part in date_parts(text))
    told = ", ".join(f"{found[order]:,} can only be {order}" for order in DATE_ORDERS)
    rows = _rows(table, {heading: set(unclear)})
    text = (
        f"Column {quoted(heading)}: {counted(len(rows), 'date')} such as {quoted(unclear[0])} may have the day or the "
        f"month first. Of its other dates, {told}. Until it is answered, these rows are imported without the date."
    )
    choices = tuple(Answer(order, f"The {order.partition('-')[0]} comes first") for order in DATE_ORDERS)
    option = " or ".join(f"--{order} {quoted(heading)}" for order in DATE_ORDERS)
    return ImportQuestion(ORDER_OF + heading, text, choices, option, rows)


def _calendar_question(table: TextTable, column: DateColumn, unclear: list[str]) -> ImportQuestion:
    """Ask for the calendar of years, with what a date is by each; one that a date names itself is the only one."""
    by_answer = {calendar: {text: _by_calendar(column, text, calendar) for text in unclear} for calendar in CALENDARS}
    # A cell that is the same by each calendar names its own.
    open_texts = [text for text in unclear if len({found[text] for found in by_answer.values()}) > 1]
    first = (open_texts or unclear)[0]
    read = {calendar: f"{quoted(first)} is {found[first]}" for calendar, found in by_answer.items() if found[first]}
    choices = [Answer(calendar, f"{calendar.capitalize()}: {said}") for calendar, said in read.items()]
    if not open_texts:
        choices = [Answer(_AS_NAMED, f"As they say: {said}") for said in list(read.values())[:1]]
    rows = _rows(table, {column.heading: set(unclear)})
    text = (
        f"Column {quoted(column.heading)}: {counted(len(rows), 'date')} such as {quoted(first)} may be of the Islamic "
        f"or of the Persian calendar. Which? A day of the Islamic one is known to within {ISLAMIC_DAYS} days. Until it "
        "is answered, these rows are imported without the date."
    )
    key = CALENDAR_OF + column.heading
    option = " or ".join(f"--calendar {quoted(f'{column.heading}={choice.key}')}" for choice in choices)
    return ImportQuestion(key, text, (*choices, Answer(NONE, "Leave these dates out")), option, rows)


def _by_calendar(column: DateColumn, text: str, calendar: Calendar) -> str | None:
    try:
        return replace(column, order=column.order or "day-first", calendar=calendar).read(text)
    except InputError:
        return None


def _is_order_unclear(column: DateColumn, text: str) -> bool:
    return _FIGURES.search(with_ascii_numbers(text)) is not None and _fails(column, text, OrderUnclearError)


def _fails(column: DateColumn, text: str, error: type[DateUnclearError]) -> bool:
    """Tell whether a cell is refused for one reason."""
    try:
        column.read(text)
    except error:
        return True
    except InputError:
        return False
    return False


def _needs_order(column: DateColumn, order: DateOrder, cells: Counter[str]) -> bool:
    """Tell whether the order of all columns reads a date that would be unclear without it."""
    without = replace(column, order=None)
    return column.order == order and any(_is_order_unclear(without, text) for text in cells)


def _rows(table: TextTable, texts: dict[str, set[str]]) -> tuple[int, ...]:
    """Return the numbers of the rows that have one of some texts in its column."""
    indices = {table.column(heading): found for heading, found in texts.items()}
    return tuple(
        number
        for row, number in zip(table.rows, table.numbers, strict=True)
        if any(row[index] in found for index, found in indices.items())
    )


def _century(cells: dict[str, Counter[str]], table: TextTable, inquiry: Inquiry) -> str | None:
    """Return the century of years of two digits, of the whole file; asks where there is such a year."""
    texts = {heading: {text for text in found if _needs_century(text)} for heading, found in cells.items()}
    first = next((min(found) for found in texts.values() if found), None)
    if first is None:
        return None
    rows = _rows(table, texts)
    text = (
        f"In {counted(len(rows), 'row')} the year of a date has two digits, as in {quoted(first)}. Which century? "
        "Until it is answered, these rows are imported without the date."
    )
    choices = tuple(Answer(century, f"{century}00 to {century}99") for century in _CENTURIES)
    return inquiry.ask(ImportQuestion(CENTURY, text, choices, "--century 20 or --century 19", rows))


def _needs_century(text: str) -> bool:
    is_short = _SHORT_YEAR.search(tidied(text)) is not None
    return is_short and _fails(DateColumn(order="day-first", calendar="ours"), text, CenturyUnclearError)


def _style(text: str) -> str:
    """Return how a date in figures is written: dates of other styles tell nothing of its order."""
    plain = tidied(text)
    figures, clock = _FIGURES.match(plain), CLOCK.search(plain)
    if figures is None:
        return ""
    return f"{figures[1]}{len(figures[2])}{_clock_form(clock[0]) if clock else ''}"


def _clock_form(written: str) -> str:
    """Return how a time of day is written, whatever time it is."""
    return re.sub("[AaPp](?=[.]?[Mm])", "a", re.sub("[0-9]+", lambda digits: f"{len(digits[0]) // 3}", written))


def _midnights(cells: Counter[str]) -> frozenset[str]:
    forms: dict[str, bool] = {}
    for text in (part for cell in cells for part in date_parts(cell)):
        found = CLOCK.search(tidied(text))
        if found is not None:
            form = _clock_form(found[0])
            forms[form] = forms.get(form, True) and _is_midnight(found[0])
    return frozenset(form for form, is_midnight in forms.items() if is_midnight)


def _is_midnight(written: str) -> bool:
    try:
        clock = read_clock(written.strip(" T,"))
    except ClockError:
        return False
    return re.fullmatch(r"00:00(?::00)?(?:Z|[-+].*)?", clock) is not None


def _notes(column: DateColumn, cells: Counter[str]) -> list[str]:
    """Say how a column was read, with its first cells, where that is not plain to see."""
    read: dict[str, str] = {}
    for text in cells:
        if is_day(text):
            continue
        try:
            edtf = column.read(text)
        except InputError:
            continue
        # One of each form that says less than a day does: "before" a day, "about" a time, from one to another.
        form = re.sub("[0-9]+", "0", edtf) if re.search("[/~]", edtf) else str(len(read))
        if edtf != text and (len(read) < _EXAMPLES or not form.isdigit()):
            read.setdefault(form, f"{quoted(text)} is {edtf}")
    days = " Times are all midnight, and so none are taken." if column.midnights else ""
    return [f"Column {column.heading}: {', '.join(read.values())}.{days}"] if read else []
