"""Read a sheet of an Excel workbook as a table: values only, never formulas, macros or links."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any, Final

from geodata.core.problems import quoted, some
from geodata.importing.limits import MAX_COLUMNS, TableError
from geodata.importing.opening.workbook import open_workbook, rows_of
from geodata.importing.table import TextTable, make_table

if TYPE_CHECKING:
    from collections.abc import Iterator

#: ISO/IEC 29500-1, 22.9.2.19 (ST_Xstring); an underscore that would begin one by chance is written as one.
_ESCAPED: Final = re.compile("_x([0-9A-Fa-f]{4})_")


@dataclass(slots=True)
class _Unsaved:
    """Formulas without a saved value."""

    count: int = 0
    first: str = ""


def read_xlsx(data: bytes, name: str, *, layer: str | None = None) -> TextTable:
    """Read one sheet: the first with text, or the one that is named.

    Raises ``TableError`` if it is not a workbook, is locked, unpacks to too much, or has no such sheet.
    """
    with open_workbook(data) as book:
        titles = [sheet.title for sheet in book.worksheets]
        if layer is not None and layer not in titles:
            raise TableError(f"There is no sheet {quoted(layer)}. Name one of {some(titles)}.")
        for sheet in book.worksheets if layer is None else [book[layer]]:
            unsaved = _Unsaved()
            numbered = _rows(sheet, unsaved)
            heading = next(((number, row) for number, row in numbered if any(row)), None)
            if heading is not None:
                width = max(index for index, text in enumerate(heading[1], start=1) if text)
                table = make_table(name, data, heading[1][:width], numbered, notes=_notes(sheet.title, titles))
                return replace(table, notes=(*table.notes, *_without_value(unsaved)))
    remedy = "Give one with a line of headings and rows below it, saved as Excel Workbook and not as Strict Open XML."
    raise TableError(f"The workbook has no text. {remedy}")


def _notes(title: str, titles: list[str]) -> tuple[str, ...]:
    others = [other for other in titles if other != title]
    rest = f" Not read: {some(others)}." if others else ""
    return (f"Read the sheet {quoted(title)}; of formulas, the values that were saved.{rest}",)


def _without_value(unsaved: _Unsaved) -> list[str]:
    """Say how many formulas had no value saved with them: a program wrote them that works nothing out."""
    if not unsaved.count:
        return []
    remedy = "Open the workbook in a spreadsheet and save it, to have them."
    return [f"Formulas without a saved value, read as empty: {unsaved.count:,}, first {unsaved.first}. {remedy}"]


def _rows(sheet: Any, unsaved: _Unsaved) -> Iterator[tuple[int, list[str | None]]]:  # noqa: ANN401 - openpyxl has no types
    """Yield every row up to the last in the file, noting formulas without a value.

    A row is as long as its last cell. Of cells beyond the columns that are read, those with text are kept, and the gaps
    between them are not: it is too long in any case.
    """
    expected = 1
    for number, cells in rows_of(sheet):
        yield from ((blank, []) for blank in range(expected, number))
        expected = number + 1
        row: list[str | None] = []
        for cell in cells:
            if cell.unsaved is not None:
                unsaved.count, unsaved.first = unsaved.count + 1, unsaved.first or cell.unsaved
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
