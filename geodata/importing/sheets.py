"""Which sheet of a workbook is read, and what its cells lead to: the same for each kind of workbook."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import dropwhile, islice
from typing import TYPE_CHECKING, Final

from geodata.core.problems import quoted, some
from geodata.core.text import counted, first_few, is_web_address
from geodata.importing.header_row import LOOKED_AT, table_likeness
from geodata.importing.layers import check_layer, not_read
from geodata.importing.limits import TableError, check_cells, check_columns
from geodata.importing.table import headings, table_below_headings

if TYPE_CHECKING:
    from geodata.importing.table import TextTable

MOST_NAMED: Final = 8
#: Known headings of a sheet that is no page of notes.
_ENOUGH: Final = 2
#: A workbook of more sheets is read by name, or as far as that.
MOST_SHEETS_LOOKED_AT: Final = 50


@dataclass(slots=True)
class SheetReading:
    """What is found on the way through the rows of a sheet."""

    links: dict[tuple[int, int], str] = field(default_factory=dict)
    """Where cells lead to, by row and column from 1."""
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    """Cells that are shown as one: first row and column, last row and column, from 1."""
    hidden: int = 0
    """Rows that the sheet does not show."""
    hidden_columns: set[int] = field(default_factory=set)
    """Likewise, from 1."""
    struck_out: list[int] = field(default_factory=list)
    """Rows with text that is struck out."""
    has_comments: bool = False
    unsaved: int = 0
    """Formulas without a saved value."""
    first_unsaved: str = ""


@dataclass(frozen=True, slots=True)
class WorkbookSheet:
    """One sheet, whose rows are read only if it is chosen."""

    title: str
    rows: Callable[[SheetReading], Iterator[tuple[int, list[str | None]]]]
    """Yields each row with its number from 1, and fills in what is found on the way."""
    is_hidden: bool = False


def sheet_table(
    data: bytes, name: str, sheets: Sequence[WorkbookSheet], layer: str | None, header_row: int | None = None
) -> TextTable | None:
    """Return the sheet that is most like a table, or the one that is named; ``None`` where none has text.

    Raises ``TableError`` if there is no sheet of that name, it has no text and others may, or more than is read.
    """
    titles = [sheet.title for sheet in sheets]
    check_layer("sheet", titles, layer)
    sheet = _likeliest(sheets) if layer is None else sheets[titles.index(layer)]
    if sheet is None:
        return None
    found = SheetReading()
    notes = _notes(sheet.title, titles)
    table = table_below_headings(
        name, data, sheet.rows(found), header_row, notes=notes, completed=partial(_with_merged, found=found)
    )
    if table is None:
        if layer is not None and len(titles) > 1:
            others = some([title for title in titles if title != layer])
            raise TableError(f"The sheet {quoted(layer)} has no text. Name another one of {others}.")
        return None
    linked = _with_links(table, found.links)
    return replace(
        linked,
        layers=tuple(titles),
        layer=sheet.title,
        notes=(*linked.notes, *_not_plain(table, found), *_without_value(found)),
    )


def _likeliest(sheets: Sequence[WorkbookSheet]) -> WorkbookSheet | None:
    """Return the first of the sheets whose headings are known best; ``None`` where none has text.

    A sheet "Read me" before the data has text, and no headings.
    """
    if len(sheets) == 1:
        return sheets[0]  # nothing to choose from, and nothing to be read twice
    tops = [(sheet, _top(sheet)) for sheet in sheets[:MOST_SHEETS_LOOKED_AT]]
    with_text = [(sheet, top) for sheet, top in tops if top]
    if not with_text:
        return next((sheet for sheet in sheets[MOST_SHEETS_LOOKED_AT:] if _top(sheet)), None)
    likeness = [(sheet, table_likeness(top)) for sheet, top in with_text]
    # One that the workbook hides is old, or a list to choose from, if another one has headings that are known.
    shown = [one for one in likeness if not one[0].is_hidden and one[1][0] >= _ENOUGH]
    return max(shown or likeness, key=lambda one: one[1])[0]


def _top(sheet: WorkbookSheet) -> list[list[str | None]]:
    """Return the first rows of a sheet, from the first with text on."""
    rows = (row for _, row in sheet.rows(SheetReading()))
    return list(islice(dropwhile(lambda row: not any(row), rows), LOOKED_AT))


def _notes(title: str, titles: list[str]) -> tuple[str, ...]:
    read = f"Read the sheet {quoted(title)}; of formulas, the values that were saved."
    return (" ".join([read, *not_read(titles, title)]),)


def _not_plain(table: TextTable, found: SheetReading) -> list[str]:
    """Say which rows and columns are read that the sheet does not show, as a filter leaves them, or strikes out."""
    rows = [str(number) for number in found.struck_out if number > table.header_row]
    columns = [table.columns[one - 1] for one in sorted(found.hidden_columns) if one <= len(table.columns)]
    return [
        *([f"Rows that the sheet hides, read like any other: {found.hidden:,}."] if found.hidden else []),
        *([f"Columns that the sheet hides, read like any other: {first_few(columns, MOST_NAMED)}."] if columns else []),
        *([f"Rows with text that is struck out, read like any other: {first_few(rows, MOST_NAMED)}."] if rows else []),
        *(["Comments on cells are not read."] if found.has_comments else []),
    ]


def _without_value(found: SheetReading) -> list[str]:
    """Say how many formulas had no value saved with them: a program wrote them that works nothing out."""
    if not found.unsaved:
        return []
    remedy = "Open the workbook in a spreadsheet and save it, to have them."
    return [f"Formulas without a saved value, read as empty: {found.unsaved:,}, first {found.first_unsaved}. {remedy}"]


def _with_merged(table: TextTable, found: SheetReading) -> TextTable:
    """Return a table with what merged cells show in each of their rows, in the first of their columns alone.

    One value across several columns is that of which nobody says.
    Raises ``TableError`` if they are more cells than are read.
    """
    if not found.merged:
        return table
    index_of = {number: index for index, number in enumerate(table.numbers)}
    rows = list(table.rows)
    down: list[str] = []
    across: list[str] = []
    cells = 0
    for first_row, first, last_row, last in sorted(found.merged):
        index = index_of.get(first_row)
        value = None if index is None or first > len(table.columns) else rows[index][first - 1]
        if index is None or value is None:
            continue  # of headings and titles, or empty
        link, end = found.links.get((first_row, first)), bisect_right(table.numbers, last_row)
        cells += (end - index) * (last - first + 1)
        check_cells(cells)
        for below in range(index, end):
            # What a cell under another one hides is not what the sheet shows.
            rows[below] = (*rows[below][: first - 1], value, *[None] * (last - first), *rows[below][last:])[
                : len(table.columns)
            ]
            if link is not None:
                found.links[table.numbers[below], first] = link
        name = f"rows {first_row} to {table.numbers[end - 1]} of {table.columns[first - 1]}"
        down += [name] if end - index > 1 else []
        across += [f"row {first_row}, {table.columns[first - 1]}"] if last > first and any(rows[index][last:]) else []
    return replace(table, rows=tuple(rows), notes=(*table.notes, *_about_merged(down, across)))


def _about_merged(down: Sequence[str], across: Sequence[str]) -> Iterator[str]:
    if down:
        remedy = "What is meant once for all of them, as a sum, is then in each"
        yield f"Merged cells, read in each of their rows: {first_few(down, MOST_NAMED)}. {remedy}."
    if across:
        yield f"Cells merged across columns, read in the first column alone: {first_few(across, MOST_NAMED)}."


def _with_links(table: TextTable, links: dict[tuple[int, int], str]) -> TextTable:
    """Return a table with a column more for each whose cells lead to web pages, unless they say where themselves."""
    index_of = {number: index for index, number in enumerate(table.numbers)}
    by_column: dict[int, dict[int, str]] = {}
    elsewhere = 0
    for (number, column), link in sorted(links.items()):
        index = index_of.get(number)
        if index is None or column > len(table.columns) or table.rows[index][column - 1] == link:
            continue
        addresses = [part for part in link.split() if is_web_address(part)]
        if addresses:
            by_column.setdefault(column - 1, {})[index] = "; ".join(addresses)
        else:
            elsewhere += 1
    columns = headings([*table.columns, *(f"{table.columns[column]} (link)" for column in by_column)])
    check_columns(len(columns))
    rows = tuple((*row, *(found.get(index) for found in by_column.values())) for index, row in enumerate(table.rows))
    said = f"Links of cells that lead to no web page, not read: {counted(elsewhere, 'link')}."
    return replace(table, columns=columns, rows=rows, notes=(*table.notes, *([said] if elsewhere else [])))
