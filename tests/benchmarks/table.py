"""Tables in Markdown, lined up so that they can be read as plain text too."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.benchmarks.registry import Table

_KILO: Final = 1000


def markdown(table: Table) -> str:
    """Return a table as Markdown; all columns but the first are set to the right.

    Examples
    --------
    >>> from tests.benchmarks.registry import Table
    >>> print(markdown(Table(["claims", "ms"], [["73", "61"], ["10,000", "1,204"]])))
    | claims |    ms |
    |:-------|------:|
    | 73     |    61 |
    | 10,000 | 1,204 |
    """
    cells = [[cell.replace("|", "\\|") for cell in row] for row in (table.head, *table.rows)]
    widths = [max(_width(row[column]) for row in cells) for column in range(len(table.head))]
    lines = [_line(row, widths) for row in cells]
    rules = [f":{'-' * (width + 1)}" if index == 0 else f"{'-' * (width + 1)}:" for index, width in enumerate(widths)]
    return "\n".join([lines[0], f"|{'|'.join(rules)}|", *lines[1:]])


def _width(text: str) -> int:
    return sum(not unicodedata.combining(character) for character in text)


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    padded = [cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)]
    first, rest = padded[0], [cell.strip().rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)]
    return f"| {' | '.join([first, *rest])} |"


def duration(ms: float) -> str:
    """Return a time to be read: whole milliseconds, from ten seconds on whole tenths of a second.

    Examples
    --------
    >>> duration(80.4), duration(2284.0), duration(29782.0)
    ('80 ms', '2,284 ms', '29.8 s')
    """
    return f"{ms:,.0f} ms" if ms < 10 * _KILO else f"{ms / _KILO:,.1f} s"


def size(count: float) -> str:
    """Return a number of bytes to be read.

    Examples
    --------
    >>> size(812), size(20_441), size(3_728_128)
    ('812 B', '20 kB', '3.7 MB')
    """
    if count < _KILO:
        return f"{count:.0f} B"
    return f"{count / _KILO:,.0f} kB" if count < _KILO**2 else f"{count / _KILO**2:,.1f} MB"
