"""What pages show of verdicts, worked out once for all pages and readers: each by its case, assumptions and claims."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import numpy as np

from geodata.assumptions import Assumptions
from geodata.consistency import consistency
from geodata.reach import reaches
from geodata.related import related
from geodata.remaining import remaining
from geodata.setting import Setting
from geodata.verdicttable import table
from geodata.witness import witness

if TYPE_CHECKING:
    from collections.abc import Callable

    from geodata.consistency import Consistency
    from geodata.opened import OpenedCase
    from geodata.reach import Reach
    from geodata.remaining import Remaining
    from geodata.threevalued import Verdict
    from geodata.verdicttable import Table
    from geodata.witness import Witness

#: More claims than this are not compared on the map.
MAX_COMPARED: Final = 1_000
#: How long a page looks for sets.
BUDGET_S: Final = 4.0


@lru_cache(maxsize=16)
def setting_of(opened: OpenedCase, assumptions: Assumptions) -> Setting:
    """Return a case under assumptions."""
    return Setting(opened.case, assumptions)


@lru_cache(maxsize=64)
def table_of(opened: OpenedCase, assumptions: Assumptions, claim_ids: tuple[str, ...]) -> Table:
    """Return the verdicts of all pairs of claims."""
    return table(setting_of(opened, assumptions), claim_ids)


@lru_cache(maxsize=64)
def changed_of(opened: OpenedCase, assumptions: Assumptions, claim_ids: tuple[str, ...]) -> frozenset[tuple[int, int]]:
    """Return the pairs of rows, the smaller first, whose verdict is another one than without any assumption."""
    found, stated = table_of(opened, assumptions, claim_ids), table_of(opened, Assumptions(), claim_ids)
    rows, columns = np.nonzero(np.triu(found.codes != stated.codes))
    return frozenset(zip(rows.tolist(), columns.tolist(), strict=True))


@lru_cache(maxsize=256)
def related_of(opened: OpenedCase, assumptions: Assumptions, claim_id: str) -> tuple[tuple[str, Verdict], ...] | None:
    """Return what a claim contradicts, leaves undecided and agrees with."""
    return related(setting_of(opened, assumptions), claim_id)


@dataclass(frozen=True, slots=True)
class Progress:
    """Who is told how far a search is; all are equal, so that what is found is kept for all."""

    tell: Callable[[float], None] = field(compare=False)


@lru_cache(maxsize=64)
def consistency_of(
    opened: OpenedCase, assumptions: Assumptions, claim_ids: tuple[str, ...], progress: Progress
) -> Consistency:
    """Return which claims can be true together, as far as :data:`BUDGET_S` reaches."""
    setting, pairs = setting_of(opened, assumptions), table_of(opened, assumptions, claim_ids)
    return consistency(setting, claim_ids, budget_s=BUDGET_S, pairs=pairs, progress=progress.tell)


@lru_cache(maxsize=64)
def remaining_of(opened: OpenedCase, assumptions: Assumptions, claim_ids: tuple[str, ...]) -> Remaining:
    """Return what claims leave of the Earth for their event."""
    return remaining(setting_of(opened, assumptions), claim_ids)


@lru_cache(maxsize=64)
def witness_of(opened: OpenedCase, assumptions: Assumptions, claim_ids: tuple[str, ...]) -> Witness:
    """Return one way for claims to be all true."""
    return witness(setting_of(opened, assumptions), claim_ids)


@lru_cache(maxsize=64)
def reaches_of(opened: OpenedCase, assumptions: Assumptions, claim_ids: tuple[str, ...]) -> tuple[Reach, ...]:
    """Return the speeds that claims imply."""
    return reaches(setting_of(opened, assumptions), claim_ids)
