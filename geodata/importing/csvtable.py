"""Read delimited text as a table."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Final

from geodata.core.problems import quoted
from geodata.core.text import as_written, counted
from geodata.importing.decoding import decode
from geodata.importing.limits import MAX_CELL_CHARS, MAX_COLUMNS, TableError, check_columns
from geodata.importing.recognising import headings_of_headless
from geodata.importing.table import table_below_headings

if TYPE_CHECKING:
    from geodata.importing.table import TextTable

#: What may divide cells, and in words.
DELIMITERS: Final = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "vertical bars"}
#: What ends a line, and what stands around a cell.
_NO_DELIMITERS: Final = '\r\n"'
_SAMPLE_ROWS: Final = 100
_SAMPLE_CHARS: Final = 200_000
_LINE: Final = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+")
#: More signs on one line cannot all stand inside one cell: the rest divide columns.
_MAX_SIGNS: Final = MAX_CELL_CHARS + MAX_COLUMNS
#: Excel's own line above the headings.
_SEPARATOR_LINE: Final = "sep="


def read_csv(
    data: bytes,
    name: str,
    *,
    encoding: str | None = None,
    delimiter: str | None = None,
    header_row: int | None = None,
) -> TextTable:
    """Read delimited text.

    ``data``, ``name``: the whole file and its name. ``encoding``, ``delimiter``, ``header_row``: where a person knows
    them; else they are found, and the notes say so.
    Raises ``TableError`` if it is not text, has no row, or a cell that never ends, or nothing in it is divided so.
    """
    text, note = decode(data, encoding)
    first, _, rest = text.partition("\n")
    stated = first.strip().strip('"').lower()
    separator = stated[len(_SEPARATOR_LINE) :] if stated.startswith(_SEPARATOR_LINE) else ""
    skipped = 0
    if len(separator) == 1:
        text, skipped = rest, 1
    if delimiter is not None and (len(delimiter) != 1 or delimiter in _NO_DELIMITERS):
        raise TableError(f"{quoted(delimiter)} cannot divide cells. Name one sign: a comma, a semicolon, a tab.")
    if delimiter is not None and delimiter not in text:
        raise TableError(
            f"The sign {quoted(delimiter)} divides nothing here. Leave the delimiter out, or name another."
        )
    delimiter = delimiter or (separator if skipped else _delimiter(text))
    marked: list[str] = []
    numbered = enumerate(_records(text, delimiter, skipped, marked), start=1 + skipped)
    cells = f"Cells are divided by {DELIMITERS.get(delimiter, repr(delimiter))}."
    table = table_below_headings(name, data, numbered, header_row, notes=(note, cells), headless=headings_of_headless)
    if table is None:
        raise TableError("The file has no text. Give a table with a line of headings and rows below it.")
    return replace(table, encoding=note, delimiter=delimiter, notes=(*table.notes, *_taken_off(marked)))


def _taken_off(marked: list[str]) -> list[str]:
    """Say how many cells lost an apostrophe: a person may have meant it."""
    if not marked:
        return []
    cells = counted(len(marked), "cell")
    return [
        f"Programs put an apostrophe before what looks like a formula. Taken off: {cells}, first {quoted(marked[0])}."
    ]


def _records(text: str, delimiter: str, skipped: int, marked: list[str]) -> Iterator[list[str]]:
    """Yield the rows, noting cells that are read without the apostrophe of :func:`geodata.core.text.harmless`."""
    lines: list[str] = []
    reader = csv.reader(_noted(text, lines, delimiter), delimiter=delimiter)
    try:
        for row in reader:
            if len(lines) > 1:
                _check_quotes(lines, delimiter)
            is_marked = any("'" in line for line in lines)
            lines.clear()
            if not is_marked:
                yield row
                continue
            cells = list(map(as_written, row))
            marked += [cell for cell, read in zip(row, cells, strict=True) if cell != read]
            yield cells
    except csv.Error:
        first_line = skipped + reader.line_num - len(lines) + 1
        message = f"The row on line {first_line:,} has a cell that never ends, or a quotation mark without its pair."
        raise TableError(
            f"{message} Write a quotation mark inside a cell twice; a cell has at most {MAX_CELL_CHARS:,} characters."
        ) from None


def _noted(text: str, lines: list[str], delimiter: str) -> Iterator[str]:
    """Yield the lines of a text, noting those of the row that is being read."""
    for found in _LINE.finditer(text):  # StringIO would take four bytes for each character
        line = found[0]
        if (signs := line.count(delimiter)) > _MAX_SIGNS:
            check_columns(signs + 1)
        lines.append(line)
        yield line


def _check_quotes(lines: list[str], delimiter: str) -> None:
    """Raise ``csv.Error`` where a row goes over several lines for a stray quotation mark, which would swallow rows."""
    for _ in csv.reader(lines, delimiter=delimiter, strict=True):
        pass


def _delimiter(text: str) -> str:
    """Return what divides most rows into the same number of cells, more than one.

    The module's own sniffer takes letters for delimiters, and fails on files of one column.
    """
    sample = text[:_SAMPLE_CHARS]

    def score(delimiter: str) -> tuple[float, int]:
        widths = Counter(len(row) for row in islice(_records_or_none(sample, delimiter), _SAMPLE_ROWS) if row)
        width, rows = max(widths.items(), key=lambda item: (item[1], item[0]), default=(1, 0))
        return (rows / max(1, widths.total()) if width > 1 else 0.0, width)

    return max(DELIMITERS, key=score)


def _records_or_none(text: str, delimiter: str) -> Iterator[list[str]]:
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    except csv.Error:
        return
