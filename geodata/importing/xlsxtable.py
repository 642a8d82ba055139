"""Read a sheet of an Excel workbook as a table: values, and where cells lead to, never formulas or macros."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, time
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from geodata.importing.limits import MAX_COLUMNS, TableError
from geodata.importing.opening.workbook import open_workbook, rows_of
from geodata.importing.sheets import WorkbookSheet, sheet_table

if TYPE_CHECKING:
    from geodata.importing.sheets import SheetReading
    from geodata.importing.table import TextTable

#: ISO/IEC 29500-1, 22.9.2.19 (ST_Xstring); an underscore that would begin one by chance is written as one.
_ESCAPED: Final = re.compile("_x([0-9A-Fa-f]{4})_")


def read_xlsx(data: bytes, name: str, *, layer: str | None = None, header_row: int | None = None) -> TextTable:
    """Read one sheet: the one that is most like a table, or the one that is named.

    Raises ``TableError`` if it is not a workbook, is locked, unpacks to too much, or has no such sheet.
    """
    with open_workbook(data) as book:
        sheets = [
            WorkbookSheet(sheet.title, partial(_rows, sheet), sheet.sheet_state != "visible")
            for sheet in book.worksheets
        ]
        table = sheet_table(data, name, sheets, layer, header_row)
    if table is None:
        remedy = (
            "Give one with a line of headings and rows below it, saved as Excel Workbook and not as Strict Open XML."
        )
        raise TableError(f"The workbook has no text. {remedy}")
    return table


def _rows(sheet: Any, found: SheetReading) -> Iterator[tuple[int, list[str | None]]]:  # noqa: ANN401 - openpyxl has no types
    """Yield every row up to the last in the file, noting formulas without a value.

    A row is as long as its last cell. Of cells beyond the columns that are read, those with text are kept, and the gaps
    between them are not: it is too long in any case.
    """
    expected = 1
    for number, cells in rows_of(sheet, found):
        yield from ((blank, []) for blank in range(expected, number))
        expected = number + 1
        row: list[str | None] = []
        for cell in cells:
            if cell.unsaved is not None:
                found.unsaved, found.first_unsaved = found.unsaved + 1, found.first_unsaved or cell.unsaved
            text = _text(cell.value)
            row += [None] * (min(cell.column, MAX_COLUMNS + 1) - 1 - len(row)) if text else []
            row += [text] if text else []
        yield number, row


def _text(value: object) -> str | None:
    """Return a value as it would be typed: dates as EDTF, whole numbers without a point."""
    if value is None:
        return None
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:  # noqa: PLR2004 - beyond, digits are lost
        return str(int(value))
    return _unescaped(str(value))


def _unescaped(text: str) -> str:
    """Return a text with what XML cannot hold, which a workbook writes as UTF-16 code units: ``_x000D_``."""
    if _ESCAPED.search(text) is None:
        return text
    written = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    # Two units may be one character; one alone is none.
    return written.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
