"""What a page says of its claims together: verdicts, conflicts and accounts, as far as a page can hold them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from geodata.accounts import accounts, in_words
from geodata.consistency import consistency
from geodata.threevalued import COMPATIBLE, CONTRADICTORY, UNDECIDED
from geodata.verdictorder import in_blocks
from geodata.verdicts import pair

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geodata.consistency import Consistency
    from geodata.setting import Setting
    from geodata.threevalued import Verdict
    from geodata.verdicts import Pair

#: More claims than this are not compared: their pairs would take minutes, and nobody reads millions.
MAX_COMPARED: Final = 2_000
#: So many pairs have their working in the page: those that contradict first, then what is not decided.
MAX_EXPLAINED: Final = 1_500
#: Conflicts are looked for so long. What is found within it is the same each time, on any machine that needs less.
BUDGET_S: Final = 20.0


@dataclass(frozen=True)
class Findings:
    """What was found, and how much of it has its working in the page."""

    consistency: Consistency
    explained: tuple[Pair, ...]
    """In the order contradictory, undecided, compatible; within each, in the order of the file."""
    order: tuple[int, ...]
    """Rows of the table that were compared with any other, in the order of the matrix."""
    accounts: tuple[str, ...]
    """Whose accounts can stand together, by side, in sentences."""
    groups: tuple[tuple[str, ...], ...]
    """Largest groups whose accounts can all be true, by name."""

    def related(self, row: int) -> tuple[tuple[str, Verdict], ...]:
        """Return what a claim, by its row of the table, was compared with, and the verdicts."""
        table = self.consistency.table
        return tuple((table.claims[other], table.verdict(row, other)) for other in np.flatnonzero(table.codes[row]))


def find(setting: Setting, claim_ids: Sequence[str]) -> Findings | None:
    """Compare claims; ``None`` where more than :data:`MAX_COMPARED` would have to be."""
    if len(claim_ids) > MAX_COMPARED:
        return None
    found = consistency(setting, claim_ids, budget_s=BUDGET_S)
    case, sides = setting.case, accounts(setting.case, found, by_side=True)
    return Findings(
        consistency=found,
        explained=tuple(pair(setting, *ids) for ids in _to_explain(found)),
        order=tuple(in_blocks(found.table)[0]),
        accounts=tuple(in_words(case, sides)),
        groups=tuple(tuple(case.actor_by_id[actor].name for actor in group) for group in sides.together),
    )


def _to_explain(found: Consistency) -> list[tuple[str, str]]:
    claims, chosen = found.table.claims, []
    for code in (CONTRADICTORY, UNDECIDED, COMPATIBLE):
        rows, columns = np.nonzero(np.triu(found.table.codes == code))
        left = MAX_EXPLAINED - len(chosen)
        chosen += [(claims[row], claims[column]) for row, column in zip(rows[:left], columns[:left], strict=True)]
    return chosen
