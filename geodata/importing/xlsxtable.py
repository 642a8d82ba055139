"""Read a sheet of an Excel workbook as a table: values only, never formulas, macros or links."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any, Final

from geodata.importing.limits import MAX_COLUMNS, TableError
from geodata.importing.opening.workbook import open_workbook
from geodata.importing.table import Table, make_table
from geodata.problems import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

#: A sheet has no more, whatever it states.
_EXCEL_ROWS: Final = 1_048_576
#: ISO/IEC 29500-1, 22.9.2.19 (ST_Xstring); an underscore that would begin one by chance is written as one.
_ESCAPED: Final = re.compile("_x([0-9A-Fa-f]{4})_")


def read_xlsx(data: bytes, name: str, *, layer: str | None = None) -> Table:
    """Read one sheet: the first with text, or the one that is named.

    Raises
    ------
    TableError
        If it is no workbook, is locked, unpacks to too much, or has no such sheet.
    """
    with open_workbook(data) as book:
        titles = [sheet.title for sheet in book.worksheets]
        if layer is not None and layer not in titles:
            raise TableError(f"There is no sheet {quoted(layer)}. Name one of {', '.join(map(quoted, titles))}.")
        for sheet in book.worksheets if layer is None else [book[layer]]:
            numbered = enumerate(_rows(sheet), start=1)
            heading = next(((number, row) for number, row in numbered if any(row)), None)
            if heading is not None:
                width = max(index for index, text in enumerate(heading[1], start=1) if text)
                return make_table(name, data, heading[1][:width], numbered, notes=_notes(sheet.title, titles))
    raise TableError("The workbook has no text. Give one with a line of headings and rows below it.")


def _notes(title: str, titles: list[str]) -> tuple[str, ...]:
    others = [other for other in titles if other != title]
    rest = f" Not read: {', '.join(map(quoted, others))}." if others else ""
    return (f"Read the sheet {quoted(title)}; of formulas, the values that were saved.{rest}",)


def _rows(sheet: Any) -> Iterator[list[str | None]]:  # noqa: ANN401 - openpyxl has two kinds of sheets
    # A sheet may state that it has a million columns. Forgotten, a row is as long as its last cell, and rows that are
    # not in the file cost nothing; no more cells are looked at than are read, and one to tell.
    sheet.reset_dimensions()
    for row in sheet.iter_rows(max_row=_EXCEL_ROWS, values_only=True):
        yield [_text(value) for value in row[: MAX_COLUMNS + 1]]


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
