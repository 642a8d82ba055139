"""How a file is read, where a person knows better than what is found."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HowToRead:
    """What a person said of a file; ``None`` leaves it to be found."""

    encoding: str | None = None
    """Of delimited text."""
    delimiter: str | None = None
    """Of delimited text: one sign."""
    layer: str | None = None
    """The sheet of a workbook, or the layer of a map; without this, the first with a table in it."""
    header_row: int | None = None
    """Of a table: the number of the row with the headings, 0 for none."""
