"""How the dates of each column are read: by what the other cells of that column show, else as somebody answered."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from geodata.core.numbers import with_ascii_numbers
from geodata.core.problems import InputError, quoted
from geodata.core.text import counted
from geodata.importing.clocks import ClockError, read_clock
from geodata.importing.date_phrases import date_parts, read_date_phrase
from geodata.importing.dates import CLOCK, CenturyUnclearError, DateUnclearError, evidence, read_date
from geodata.importing.members import DATE_ORDERS
from geodata.importing.questions import Answer, ImportQuestion
from geodata.importing.shifted_days import DAYS_OF, days_shift, shifted_day

if TYPE_CHECKING:
    from datetime import timedelta

    from geodata.importing.mapping import Mapping
    from geodata.importing.members import DateOrder
    from geodata.importing.questions import Inquiry
    from geodata.importing.table import TextTable

#: Members that are a date.
DATES: Final = ("event_time", "event_end", "stated", "published", "archived")
#: Before the heading, in the key of the question which of day and month comes first.
ORDER_OF: Final = "date_order:"
CENTURY: Final = "century"
_CENTURIES: Final = ("20", "19")
_EXAMPLES: Final = 3
#: What makes dates of one column alike in how they are written: what divides the figures, two or four for the year.
_FIGURES: Final = re.compile(r"[0-9]{1,2}([-/.])[0-9]{1,2}[-/.]([0-9]{4}|[0-9]{2}(?![0-9]))")
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_SHORT_YEAR: Final = re.compile(r"(?:[-/. ]|')[0-9]{2}(?![0-9])")


@dataclass(frozen=True, slots=True)
class DateColumn:
    """How the cells of one column are read."""

    heading: str
    orders: tuple[tuple[str, DateOrder], ...]
    """(style, order) of dates in figures, where it is known: :func:`_style`."""
    order: DateOrder | None
    """Of all other styles."""
    century: str | None
    midnights: frozenset[str]
    """Ways of writing a time of day of which every one is midnight: they are days."""
    shift: timedelta | None
    """What turns each time into midnight of a day, where they are days of another time zone."""

    def read(self, text: str) -> str:
        """Return a cell as EDTF.

        Raises ``DateError`` if it is no date, or none that is clear.
        """
        if _DAY.fullmatch(text):  # what most tables have: nothing in it is unclear
            return read_date(text, None)
        parts = date_parts(self._without_midnight(text))
        order = dict(self.orders).get(_style(parts[0]), self.order) if parts else self.order
        found = read_date_phrase(self._without_midnight(text), order, self.century)
        return found if self.shift is None else shifted_day(found, self.shift)

    def _without_midnight(self, text: str) -> str:
        found = CLOCK.search(with_ascii_numbers(text)) if self.midnights else None
        return text if found is None or _clock_form(found[0]) not in self.midnights else text[: found.start()]


@dataclass(frozen=True, slots=True)
class DateColumns:
    """How all dates of a table are read, and what a person should know of that."""

    by_member: dict[str, DateColumn]
    are_clocks_days: bool
    """True if every time of day beside the days is midnight, which is none."""
    notes: tuple[str, ...]


def date_columns(table: TextTable, mapping: Mapping, inquiry: Inquiry) -> DateColumns:
    """Return how the columns of dates are read; asks where day and month, or the century, are not clear."""
    for prefix in (ORDER_OF, DAYS_OF):
        inquiry.hold_to_columns(prefix, table.columns)
    found = {member: heading for heading, member in mapping.columns if member in DATES and heading in table.columns}
    cells = {heading: _cells(table, heading) for heading in found.values()}
    century = _century(cells, table, inquiry)
    columns, notes = {}, []
    for member, heading in found.items():
        columns[member] = _column(table, heading, cells[heading], mapping.date_order, century, inquiry)
        notes += _notes(columns[member], cells[heading])
    order = mapping.date_order
    if order is not None and not any(_needs_order(columns[member], order, cells[found[member]]) for member in columns):
        notes.append(f"No date is unclear, so nothing was read as {order} because that was set.")
    clock = mapping.column_of("event_clock")
    clocks = _cells(table, clock) if clock in table.columns and clock is not None else Counter()
    is_midnight = bool(clocks) and all(_is_midnight(text) for text in clocks)
    if is_midnight:
        notes.append(f"Column {clock}: every time is midnight, so none is taken.")
    return DateColumns(columns, is_midnight, tuple(notes))


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
    parts = [(part, count) for text, count in cells.items() for part in date_parts(text)]
    for part, _ in parts:
        order = evidence(part)
        if order is not None:
            told.setdefault(_style(part), set()).add(order)
    answered = inquiry.given(ORDER_OF + heading, DATE_ORDERS)
    midnights, shift = _midnights(cells), days_shift(heading, cells, inquiry)
    if answered is not None:
        order = next(one for one in DATE_ORDERS if one == answered)
        return DateColumn(heading, (), order, century, midnights, shift)
    orders = tuple((style, next(iter(found))) for style, found in told.items() if len(found) == 1)
    column = DateColumn(heading, orders, stated, century, midnights, shift)
    unclear = [text for text in cells if _is_unclear(column, text)]
    if unclear:
        inquiry.ask(_question(table, heading, cells, unclear))
    return column


def _question(table: TextTable, heading: str, cells: Counter[str], unclear: list[str]) -> ImportQuestion:
    found = Counter(evidence(part) for text in cells for part in date_parts(text))
    told = ", ".join(f"{found[order]:,} can only be {order}" for order in DATE_ORDERS)
    index, texts = table.column(heading), set(unclear)
    rows = tuple(number for row, number in zip(table.rows, table.numbers, strict=True) if row[index] in texts)
    text = (
        f"Column {quoted(heading)}: {counted(len(rows), 'date')} such as {quoted(unclear[0])} may have the day or the "
        f"month first. Of its other dates, {told}. Until it is answered, these rows are imported without the date."
    )
    choices = tuple(Answer(order, f"The {order.partition('-')[0]} comes first") for order in DATE_ORDERS)
    option = " or ".join(f"--{order} {quoted(heading)}" for order in DATE_ORDERS)
    return ImportQuestion(ORDER_OF + heading, text, choices, option, rows)


def _is_unclear(column: DateColumn, text: str) -> bool:
    if _FIGURES.search(with_ascii_numbers(text)) is None:
        return False
    try:
        column.read(text)
    except DateUnclearError:
        return True
    except InputError:
        return False
    return False


def _needs_order(column: DateColumn, order: DateOrder, cells: Counter[str]) -> bool:
    """Tell whether the order of all columns reads a date that would be unclear without it."""
    without = replace(column, order=None)
    return column.order == order and any(_is_unclear(without, text) for text in cells)


def _century(cells: dict[str, Counter[str]], table: TextTable, inquiry: Inquiry) -> str | None:
    """Return the century of years of two digits, of the whole file; asks where there is such a year."""
    texts = {heading: {text for text in found if _needs_century(text)} for heading, found in cells.items()}
    first = next((min(found) for found in texts.values() if found), None)
    if first is None:
        return None
    indices = {table.column(heading): found for heading, found in texts.items()}
    rows = tuple(
        number
        for row, number in zip(table.rows, table.numbers, strict=True)
        if any(row[index] in found for index, found in indices.items())
    )
    text = (
        f"In {counted(len(rows), 'row')} the year of a date has two digits, as in {quoted(first)}. Which century? "
        "Until it is answered, these rows are imported without the date."
    )
    choices = tuple(Answer(century, f"{century}00 to {century}99") for century in _CENTURIES)
    return inquiry.ask(ImportQuestion(CENTURY, text, choices, "--century 20 or --century 19", rows))


def _needs_century(text: str) -> bool:
    if _SHORT_YEAR.search(with_ascii_numbers(text)) is None:
        return False
    try:
        read_date_phrase(text, "day-first")
    except CenturyUnclearError:
        return True
    except InputError:
        return False
    return False


def _style(text: str) -> str:
    """Return how a date in figures is written: dates of other styles tell nothing of its order."""
    plain = with_ascii_numbers(text)
    figures, clock = _FIGURES.match(plain), CLOCK.search(plain)
    if figures is None:
        return ""
    return f"{figures[1]}{len(figures[2])}{_clock_form(clock[0]) if clock else ''}"


def _clock_form(written: str) -> str:
    """Return how a time of day is written, whatever time it is."""
    return re.sub("[AaPp](?=[.]?[Mm])", "a", re.sub("[0-9]+", lambda digits: f"{len(digits[0]) // 3}", written))


def _midnights(cells: Counter[str]) -> frozenset[str]:
    forms: dict[str, bool] = {}
    for text in cells:
        found = CLOCK.search(with_ascii_numbers(text))
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
    read = []
    for text in cells:
        try:
            edtf = column.read(text)
        except InputError:
            continue
        if edtf != text:
            read.append(f"{quoted(text)} is {edtf}")
        if len(read) == _EXAMPLES:
            break
    days = " Times are all midnight, and so none are taken." if column.midnights else ""
    return [f"Column {column.heading}: {', '.join(read)}.{days}"] if read else []
