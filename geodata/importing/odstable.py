"""Read a sheet of an OpenDocument spreadsheet (OASIS ODF 1.3, part 3, section 9) as a table: values, never formulas.

A cell or a row may stand for thousands of itself; empty ones, which programs write by the million, take no time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Final

from geodata.importing.limits import MAX_COLUMNS, MAX_SHEETS, TableError, check_cells
from geodata.importing.opening.tree import parse_xml, tag_of
from geodata.importing.opening.workbook import MAX_ROW
from geodata.importing.opening.zipped import LOCKED, open_zip, refuse_document_types, unzipped
from geodata.importing.sheets import WorkbookSheet, sheet_table

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from geodata.importing.sheets import SheetReading
    from geodata.importing.table import TextTable

_CONTENT: Final = "content.xml"
_MANIFEST: Final = "META-INF/manifest.xml"
_DAMAGED: Final = "The spreadsheet is damaged, or is not .ods. Open it in a spreadsheet and save it again, or as CSV."
_CELLS: Final = ("table-cell", "covered-table-cell")
#: What paragraphs of a cell may lie in.
_HOLDERS: Final = frozenset({
    *_CELLS, "table", "table-row", "table-rows", "table-header-rows", "table-row-group", "list", "list-item",
    "list-header", "section",
})  # fmt: skip
#: A time of day, as an XML Schema duration.
_CLOCK: Final = re.compile(r"PT([0-9]{1,2})H([0-9]{1,2})M([0-9]{1,2})(?:[.,][0-9]+)?S")
_WHOLE: Final = re.compile(r"(-?[0-9]{1,15})\.0+")
#: Spaces in a row, more of which nobody sees.
_COUNT: Final = re.compile("[0-9]{1,3}")
_SPACES: Final = {"tab": "\t", "line-break": "\n"}


def read_ods(data: bytes, name: str, *, layer: str | None = None, header_row: int | None = None) -> TextTable:
    """Read one sheet: the one that is most like a table, or the one that is named.

    Raises ``TableError`` if it is not a spreadsheet, is locked, unpacks to too much, or has no such sheet.
    """
    with open_zip(data) as archive:
        refuse_document_types(archive)
        names = archive.namelist()
        if _CONTENT not in names:
            raise TableError(_DAMAGED)
        if _MANIFEST in names and b"encryption-data" in unzipped(archive, _MANIFEST):
            raise TableError(LOCKED)
        root = parse_xml(unzipped(archive, _CONTENT))
    found = [
        table for body in root.iter() if tag_of(body) == "spreadsheet" for table in body if tag_of(table) == "table"
    ]
    if len(found) > MAX_SHEETS:
        raise TableError(
            f"The workbook has {len(found):,} sheets; at most {MAX_SHEETS:,} are read. Save it with fewer."
        )
    table = sheet_table(
        data,
        name,
        [WorkbookSheet(_attribute(one, "name") or "", partial(_rows, one)) for one in found],
        layer,
        header_row,
    )
    if table is None:
        raise TableError("The workbook has no text. Give one with a line of headings and rows below it.")
    return table


def _attribute(element: Element, name: str) -> str | None:
    """Return an attribute by its name without its namespace."""
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), None)


def _times(element: Element, name: str) -> int:
    """Return how many of itself an element stands for."""
    written = _attribute(element, name) or "1"
    if not re.fullmatch("[1-9][0-9]{0,8}", written):
        raise TableError(_DAMAGED)
    return int(written)


def _rows(sheet: Element, found: SheetReading) -> Iterator[tuple[int, list[str | None]]]:
    number, blank = 0, 0
    for element in _row_elements(sheet):
        times = _times(element, "number-rows-repeated")
        row, links, spans = _cells(element)
        if not any(row):
            blank += times
            continue
        if number + blank + times > MAX_ROW:
            raise TableError(f"The sheet has more than {MAX_ROW:,} rows. {_DAMAGED}")
        yield from ((number + over, []) for over in range(1, blank + 1))
        number, blank = number + blank, 0
        check_cells(len(found.links) + len(found.merged) + (len(links) + len(spans)) * times)
        for _ in range(times):
            number += 1
            found.links.update({(number, column): link for column, link in links.items()})
            found.merged += [(number, column, number + rows - 1, last) for column, rows, last in spans]
            found.hidden += _attribute(element, "visibility") in ("collapse", "filter")
            yield number, row


def _row_elements(sheet: Element) -> Iterator[Element]:
    """Yield the rows of a sheet, those in groups too."""
    waiting = list(reversed(sheet))
    while waiting:
        element = waiting.pop()
        if tag_of(element) == "table-row":
            yield element
        elif tag_of(element) in ("table-rows", "table-row-group", "table-header-rows"):
            waiting += reversed(element)


def _cells(row: Element) -> tuple[list[str | None], dict[int, str], list[tuple[int, int, int]]]:
    """Return the texts of a row up to its last, where cells lead to by column from 1, and the merged ones of it.

    Of a merged one: its column, how many rows it spans, its last column.
    """
    texts: list[str | None] = []
    links: dict[int, str] = {}
    spans: list[tuple[int, int, int]] = []
    column = 0
    for cell in row:
        if tag_of(cell) not in _CELLS:
            continue
        times = _times(cell, "number-columns-repeated")
        text, link = _text(cell), " ".join(_links(cell))
        if text:
            # Of cells beyond the columns that are read, the gaps before them are not kept.
            texts += [None] * (min(column, MAX_COLUMNS) - len(texts))
            texts += [text] * min(times, MAX_COLUMNS + 1)
            rows, columns = _times(cell, "number-rows-spanned"), _times(cell, "number-columns-spanned")
            spans += [(column + 1, rows, column + columns)] if rows + columns > 2 else []  # noqa: PLR2004 - itself alone
        if link:
            links.update(dict.fromkeys(range(column + 1, column + 1 + min(times, MAX_COLUMNS)), link))
        column += times
    return texts, links, spans


def _links(cell: Element) -> Iterator[str]:
    return (link for part in cell.iter() if tag_of(part) == "a" and (link := _attribute(part, "href")))


def _text(cell: Element) -> str | None:
    """Return a cell as it would be typed: dates as EDTF, whole numbers without a point."""
    kind = _attribute(cell, "value-type")
    if kind in ("float", "currency", "percentage"):
        value = _attribute(cell, "value") or ""
        whole = _WHOLE.fullmatch(value)
        return whole[1] if whole else value
    if kind == "date":
        return (_attribute(cell, "date-value") or "").removesuffix("T00:00:00")
    if kind == "boolean":
        return _attribute(cell, "boolean-value")
    if kind == "time" and (clock := _CLOCK.fullmatch(_attribute(cell, "time-value") or "")):
        return f"{clock[1]:0>2}:{clock[2]:0>2}" + (f":{clock[3]:0>2}" if int(clock[3]) else "")
    return "\n".join(map(_words, _paragraphs(cell))).strip() or None


def _paragraphs(part: Element) -> Iterator[Element]:
    """Yield the paragraphs of a cell, those of lists and of a table inside it too; not of notes and drawings."""
    for child in part:
        if tag_of(child) in ("p", "h"):
            yield child
        elif tag_of(child) in _HOLDERS:
            yield from _paragraphs(child)


def _words(element: Element) -> str:
    """Return the text of a paragraph; notes inside it are not of it."""
    parts = [element.text or ""]
    for child in element:
        tag = tag_of(child)
        if tag == "s":
            count = _attribute(child, "c") or "1"
            parts.append(" " * int(count) if _COUNT.fullmatch(count) else " ")
        elif tag in _SPACES:
            parts.append(_SPACES[tag])
        elif tag not in ("annotation", "note"):
            parts.append(_words(child))
        parts.append(child.tail or "")
    return "".join(parts)
