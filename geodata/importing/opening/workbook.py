"""A workbook that others made, open for reading: values only, never formulas, macros, charts, pictures or links.

Where a cell leads to is read as a text, from the sheet's list of links or the formula HYPERLINK; nothing goes there.

openpyxl passes over what stands where it does not look for it: a row after a later one, a cell left of the one before.
A spreadsheet writes none such, and so a workbook with one is refused, and nothing of it is lost unsaid.
"""

from __future__ import annotations

import io
import posixpath
import re
import warnings
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from xml.etree.ElementTree import ParseError

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException
from openpyxl.reader.excel import ExcelReader
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.worksheet._reader import DATA_TAG, FORMULA_TAG, ROW_TAG, VALUE_TAG, WorkSheetParser

from geodata.importing.limits import MAX_COLUMNS, MAX_SHEETS, TableError, check_cells
from geodata.importing.opening.tree import tag_of
from geodata.importing.opening.zipped import BROKEN, open_zip, refuse_document_types, unzipped

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from geodata.importing.sheets import SheetReading

_DAMAGED: Final = "The workbook is damaged, or is not .xlsx. Open it in a spreadsheet and save it again, or as CSV."
#: A sheet has no more (ECMA-376, and Excel's own limits), whatever it states.
MAX_ROW: Final = 1_048_576
_MAX_COLUMN: Final = 16_384
#: The formula by which a cell leads to a place that is written in it, and not worked out.
_LEADS_TO: Final = re.compile(r'HYPERLINK\("([^"]+)"', re.IGNORECASE)
#: What XML Schema has for true.
_TRUE: Final = ("1", "true")
#: The attribute of a link that names a line of the sheet's list of other files.
_RELATION: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


class _Reader(ExcelReader):  # type: ignore[misc]  # openpyxl has no types
    """openpyxl's reader, which opens tables alone."""

    def read_worksheets(self) -> None:
        """Refuse more sheets than are read: each may name the same small part of the archive."""
        sheets = len(self.parser.sheets)
        if sheets > MAX_SHEETS:
            raise TableError(
                f"The workbook has {sheets:,} sheets; at most {MAX_SHEETS:,} are read. Save it with fewer."
            )
        super().read_worksheets()

    def read_chartsheet(self, sheet: object, rel: object) -> None:
        """Leave charts alone: openpyxl would open the pictures beside them with yet another library."""


class _Parser(WorkSheetParser):  # type: ignore[misc]  # openpyxl has no types
    """openpyxl's parser, which notes formulas whose value was not saved."""

    def parse_row(self, row: Element) -> tuple[int, list[dict[str, Any]]]:
        """Return a row's number and its cells; of one of empty cells, as a coloured sheet has by the million, none."""
        if not any(map(len, row)):
            del row[:]
        found: tuple[int, list[dict[str, Any]]] = super().parse_row(row)
        return found

    def parse_cell(self, element: Element) -> dict[str, Any]:
        """Return a cell, whether it is a formula without a value, and where it leads to by a formula."""
        formula = element.find(FORMULA_TAG)
        leads_to = None if formula is None else _LEADS_TO.match(formula.text or "")
        cell: dict[str, Any] = super().parse_cell(element)
        value = element.find(VALUE_TAG)
        # An empty text is the value of a formula if it says that it is one.
        unsaved = formula is not None and (value is None or not (value.text or element.get("t") == "str"))
        return {**cell, "unsaved": unsaved, "link": leads_to and leads_to[1]}


@contextmanager
def open_workbook(data: bytes) -> Iterator[Any]:
    """Give a workbook of openpyxl; it is closed afterwards.

    Raises ``TableError`` if it is not a workbook, is locked or damaged (also where it turns out in the block), or
    unpacks to too much.
    """
    with open_zip(data) as archive:
        refuse_document_types(archive)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and extensions, which are not read
            reader = _Reader(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
            reader.read()
            with closing(reader.wb):
                yield reader.wb
    except TableError:
        raise
    except (*BROKEN, ParseError, DefusedXmlException, LookupError, TypeError, AttributeError) as error:
        raise TableError(_DAMAGED) from error


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that is in the file."""

    column: int
    """From 1."""
    value: Any
    """As openpyxl gives it; ``None`` for an empty one."""
    unsaved: str | None
    """Where it stands, if it is a formula whose value was not saved: ``"B2"``."""


def rows_of(sheet: Any, reading: SheetReading) -> Iterator[tuple[int, list[Cell]]]:  # noqa: ANN401 - openpyxl has no types
    """Yield the rows of a sheet that are in the file, with their numbers from 1, each later than the one before.

    ``sheet``: of openpyxl. ``reading``: links, merged cells and hidden rows are put there, all of them by the time that
    the last row was yielded.
    Raises ``TableError`` if a row or a cell stands where none can, so that a reader would pass over it.
    """
    book, last = sheet.parent, 0
    # The sheet's own way of reading passes over rows and cells; the parser below it gives each as it stands.
    with sheet._get_source() as part:  # noqa: SLF001
        parser = _Parser(part, sheet._shared_strings, data_only=True, epoch=book.epoch,  # noqa: SLF001
                         date_formats=book._date_formats, timedelta_formats=book._timedelta_formats)  # noqa: SLF001 # fmt: skip
        for number, found in _rows(part, parser, sheet, reading):
            _check_place("row", number, last, MAX_ROW, f"of the sheet {sheet.title!r}")
            last, column, cells, struck_out = number, 0, [], False
            for cell in found:
                _check_place("column", cell["column"], column, _MAX_COLUMN, f"in row {number:,}")
                if cell["row"] != number:
                    raise TableError(f"A cell of row {number:,} says that it is of row {cell['row']:,}. {_DAMAGED}")
                column = cell["column"]
                unsaved = f"{get_column_letter(column)}{number}" if cell["unsaved"] else None
                cells.append(Cell(column, cell["value"], unsaved))
                if cell["link"] is not None:
                    reading.links[number, column] = cell["link"]
                if cell["value"] is not None and _is_struck_out(book, cell["style_id"]):
                    struck_out = True
            reading.struck_out += [number] if struck_out else []
            yield number, cells


def _rows(
    part: Any,  # noqa: ANN401 - openpyxl has no types
    parser: _Parser,
    sheet: Any,  # noqa: ANN401 - openpyxl has no types
    reading: SheetReading,
) -> Iterator[tuple[int, list[dict[str, Any]]]]:
    """Yield numbers and cells; what else a sheet has, such as colours, is not taken apart."""
    listed: list[tuple[str, str]] = []
    for _, element in ElementTree.iterparse(part, forbid_dtd=True):
        if element.tag == ROW_TAG:
            number, cells = parser.parse_row(element)
            reading.hidden += element.get("hidden") in _TRUE and any(cell["value"] is not None for cell in cells)
            yield number, cells
        elif (tag := tag_of(element)) == "col" and element.get("hidden") in _TRUE:
            first, last = (min(int(element.get(name, "0")), MAX_COLUMNS) for name in ("min", "max"))
            reading.hidden_columns.update(range(first, last + 1))
        elif tag == "hyperlink":
            listed.append((element.get("ref", ""), element.get(_RELATION, "")))
        elif tag == "mergeCell":
            first_column, first_row, last_column, last_row = range_boundaries(element.get("ref", ""))
            reading.merged.append((first_row, first_column, last_row, last_column))
            check_cells(len(reading.merged))
        if element.tag in (ROW_TAG, DATA_TAG):
            element.clear()
    relations = _relations(sheet)
    reading.has_comments = any(one.get("Type", "").endswith("/comments") for one in relations)
    # The addresses that links lead to, by the name of each in the sheet's own list.
    targets = {one.get("Id", ""): one.get("Target", "") for one in relations if one.get("TargetMode") == "External"}
    for named, relation in listed:
        first_column, first_row, last_column, last_row = range_boundaries(named)
        check_cells(len(reading.links) + (last_column - first_column + 1) * (last_row - first_row + 1))
        for row in range(first_row, last_row + 1):
            reading.links.update({(row, column): targets[relation] for column in range(first_column, last_column + 1)
                          if relation in targets})  # fmt: skip


def _is_struck_out(book: Any, style: int) -> bool:  # noqa: ANN401 - openpyxl has no types
    return style > 0 and bool(book._fonts[book._cell_styles[style].fontId].strike)  # noqa: SLF001


def _relations(sheet: Any) -> list[Element]:  # noqa: ANN401 - openpyxl has no types
    """Return what a sheet says of other parts of the workbook, and of what is outside it."""
    folder, name = posixpath.split(sheet._worksheet_path)  # noqa: SLF001
    archive = sheet.parent._archive  # noqa: SLF001
    path = f"{folder}/_rels/{name}.rels"
    if path not in archive.namelist():
        return []
    return list(ElementTree.fromstring(unzipped(archive, path), forbid_dtd=True))


def _check_place(what: str, number: int, before: int, most: int, where: str) -> None:
    if number > most:
        raise TableError(f"A {what} {where} has the number {number:.3g}, and {most:,} is the last. {_DAMAGED}")
    if number <= before:
        place = f"after {what} {before:,}" if before else "and the first is 1"
        raise TableError(f"There is a {what} {number:,} {where}, {place}. {_DAMAGED}")
