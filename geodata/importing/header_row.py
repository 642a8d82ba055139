"""Which row of a file has the headings: one below a title, or none at all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING, Final

from geodata.core.numbers import with_ascii_numbers
from geodata.core.text import fold, is_web_address
from geodata.importing.axes import axis_of
from geodata.importing.contents import is_date, is_degrees
from geodata.importing.headings import BY_WORD, CLOCK_WORDS
from geodata.importing.questions import Answer, ImportQuestion

if TYPE_CHECKING:
    from geodata.importing.questions import Inquiry
    from geodata.importing.table import TextTable

HEADER_ROW: Final = "header_row"
#: Titles and remarks above the headings are fewer.
LOOKED_AT: Final = 25
_MOST_ABOVE: Final = 10
_NUMBER: Final = re.compile(r"[-+]?[0-9]+(?:[.,][0-9]+)*%?")
#: Known headings that make a row one of headings.
_ENOUGH: Final = 2


@dataclass(frozen=True, slots=True)
class HeaderRow:
    """Where the headings are."""

    index: int | None
    """Among the rows that were looked at; ``None`` where no row is headings."""
    is_sure: bool


def find_header(rows: Sequence[Sequence[str | None]]) -> HeaderRow:
    """Return which of the first rows of a file, of which the first is not blank, has the headings.

    >>> find_header([["Log of May"], ["Name", "Lat", "Lon"], ["Alpha", "35.396", "40.056"]])
    HeaderRow(index=1, is_sure=True)
    >>> find_header([["Alpha", "35.396", "40.056"], ["Beta", "35.421", "40.055"]])
    HeaderRow(index=None, is_sure=False)
    >>> find_header([["colour", "size"], ["red", "3"]])
    HeaderRow(index=0, is_sure=True)
    """
    if not rows:
        return HeaderRow(0, is_sure=True)
    known = [_known_in(row) for row in rows[:_MOST_ABOVE]]
    best = max(range(len(known)), key=known.__getitem__)
    if best + 1 < len(known) and known[best + 1] >= _ENOUGH and _goes_on(rows[best], rows[best + 1]):
        return HeaderRow(best + 1, is_sure=True)
    if known[best] >= _ENOUGH and known[best] > known[0] and not _values_in(rows[best]):
        return HeaderRow(best, is_sure=True)
    values = _values_in(rows[0])
    if not known[0] and values * 2 >= _filled(rows[0]) and len(rows) > 1:
        return HeaderRow(None, is_sure=False)
    widest = max(map(_filled, rows))
    below = next((index for index, row in enumerate(rows[:_MOST_ABOVE]) if _filled(row) * 2 > widest), 0)
    if below and _filled(rows[0]) == 1:  # a title, above rows of which none has a known heading
        return HeaderRow(below, is_sure=False)
    return HeaderRow(0, is_sure=True)


def _goes_on(row: Sequence[str | None], below: Sequence[str | None]) -> bool:
    """Tell whether headings go on in the row below: in columns that have none yet, and not in others."""
    pairs = [*zip_longest(row, below)]
    is_new, is_whole = any(under and not over for over, under in pairs), all(under for _, under in pairs)
    return is_new and not is_whole and not _values_in(below)


def table_likeness(rows: Sequence[Sequence[str | None]]) -> tuple[int, int, int]:
    """Return how much the first rows of a sheet look like a table, to be compared: known headings, cells, rows."""
    found = find_header(rows)
    heading = rows[found.index or 0]
    return _known_in(heading), _filled(heading) > 1, len(rows) > 1


def _filled(row: Sequence[str | None]) -> int:
    return sum(bool(cell and cell.strip()) for cell in row)


def _known_in(row: Sequence[str | None]) -> int:
    return sum(_is_known(fold(cell), cell) for cell in row if cell)


def _is_known(folded: str, heading: str) -> bool:
    if folded in BY_WORD or folded in CLOCK_WORDS:
        return True
    axis = axis_of(heading)
    return axis is not None and axis.is_named


def _values_in(row: Sequence[str | None]) -> int:
    """Return how many cells are values, which a heading is not: numbers, dates, addresses."""
    return sum(map(_is_value, (cell.strip() for cell in row if cell)))


def _is_value(cell: str) -> bool:
    plain = with_ascii_numbers(cell)
    return bool(_NUMBER.fullmatch(plain)) or is_web_address(cell) or is_degrees(cell) or is_date(cell)


def ask_for_headings(table: TextTable, inquiry: Inquiry) -> None:
    """Ask which row has the headings, where that is not plain."""
    if table.is_header_sure:
        inquiry.given(HEADER_ROW, [str(table.header_row)])  # by which it was read
        return
    without = Answer("0", "There are none")
    if table.header_row:
        text = f"The headings seem to be in row {table.header_row}. Are they?"
        here = Answer(str(table.header_row), f"Row {table.header_row} has them")
        choices: tuple[Answer, ...] = (here, Answer("1", "Row 1 has them"), without)
    else:
        text = "The file seems to have no headings: its first row is read as a record."
        choices = (without, Answer("1", "Row 1 has them"))
    option = " or ".join(f"--header-row {choice.key}" for choice in choices)
    inquiry.ask(ImportQuestion(HEADER_ROW, text, choices, option))
