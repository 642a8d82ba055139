"""How a file is read, where a person knows better than what is found."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from geodata.importing.header_row import HEADER_ROW
from geodata.importing.layers import LAYER

#: Keys of the questions whose answers have a file read anew.
READ_ANEW: Final = (HEADER_ROW, LAYER)
#: The number of a row, as a person answers.
_ROW: Final = re.compile("[0-9]{1,7}")


@dataclass(frozen=True, slots=True)
class HowToRead:
    """What a person said of a file; ``None`` leaves it to be found."""

    encoding: str | None = None
    """Of delimited text."""
    delimiter: str | None = None
    """Of delimited text: one sign."""
    layer: str | None = None
    """The sheet of a workbook, the layer of a map, the list in a JSON, or the file in a zip."""
    header_row: int | None = None
    """Of a table: the number of the row with the headings, 0 for none."""

    def answered(self, answers: Mapping[str, str]) -> HowToRead:
        """Return how to read a file with the answers to :data:`READ_ANEW`, which do not go before what is said."""
        row = answers.get(HEADER_ROW, "")
        header_row = int(row) if self.header_row is None and _ROW.fullmatch(row) else self.header_row
        return replace(self, header_row=header_row, layer=answers.get(LAYER) if self.layer is None else self.layer)
