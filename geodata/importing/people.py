"""How many people a row says were killed or wounded, from one column or two, and what of it may be no number."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from geodata.core.json_path import Json
from geodata.core.model import Count
from geodata.core.problems import quoted
from geodata.core.text import counted, fold
from geodata.importing.headings import BY_WORD
from geodata.parsing.counts import may_be_nobody, means_nobody, read_count, says_who, with_figures

if TYPE_CHECKING:
    from geodata.importing.cells import Cells
    from geodata.importing.mapping import Mapping
    from geodata.importing.table import TextTable

_MEMBERS: Final = ("killed", "killed_max", "wounded", "wounded_max")


def read_people(cells: Cells, member: str) -> Json | None:
    """Return killed or wounded as a range, from one column or two."""
    least, most = _people(cells, member), _people(cells, f"{member}_max")
    if least is None and most is None:
        return None
    if most is None:
        assert least is not None  # noqa: S101 - one of the two is stated
        # Beside a column for the most, a number alone is the least, and no limit is stated.
        is_open = cells.has(f"{member}_max") and least.max == least.min
        return {"min": least.min, "max": None if is_open else least.max, **least.flags}
    low = 0 if least is None else least.min
    if most.max is not None and most.max < low:
        said = f"At most {most.max} are fewer than at least {low}. Swap the two cells, or correct one."
        cells.fault(f"{member}_max", str(most.max), "count", said, is_in=True)
        cells.keep(member)
        return None
    return {"min": low, "max": most.max, **most.flags, **({} if least is None else least.flags)}


def people_notes(table: TextTable, mapping: Mapping) -> list[str]:
    """Say which cells for numbers of people may mean that there were none, and are read as no number."""
    notes = []
    for heading, member in mapping.columns:
        if member in _MEMBERS and heading in table.columns:
            index = table.column(heading)
            found = Counter(row[index] for row in table.rows)
            cells = ", ".join(
                f"{quoted(text)} in {counted(count, 'cell')}"
                for text, count in found.most_common()
                if text is not None and may_be_nobody(text)
            )
            if cells:
                said = f"Column {heading}: {cells} may mean 0, or that nothing is stated. No number is taken, and the"
                notes.append(f"{said} words are kept. Write 0 where nobody is meant.")
    return notes


def _without_own_word(text: str, member: str) -> str:
    """Return "12 dead" as 12, where that is what the column is of."""
    number, _, word = with_figures(text).rpartition(" ")
    return number if number[-1:].isdigit() and BY_WORD.get(fold(word)) == member else text


def _people(cells: Cells, member: str) -> Count | None:
    """Return the number of people of a cell; words that say more or less than a number are kept beside it."""
    written = cells.written(member)
    if written is not None and not written.isdigit():
        if means_nobody(written):
            return Count(0, 0)
        if may_be_nobody(written) or says_who(written):
            cells.keep(member)
    return cells.read(member, lambda text: read_count(_without_own_word(text, member.removesuffix("_max"))))
