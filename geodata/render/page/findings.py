"""What a page says of its claims together: verdicts, conflicts and accounts, as far as a page can hold them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final

import numpy as np

from geodata.constraints.three_valued import COMPATIBLE, CONTRADICTORY, UNDECIDED
from geodata.core.model import events_by_claims
from geodata.core.units import Unit
from geodata.render.text.account_view import accounts_view
from geodata.render.text.answer_view import answer_view
from geodata.render.text.pair_view import pair_view
from geodata.verdicts.consistency import Consistency, consistency
from geodata.verdicts.statements import by_statement
from geodata.verdicts.verdict_matrix import table

if TYPE_CHECKING:
    from geodata.constraints.three_valued import Verdict
    from geodata.render.text.account_view import AccountsView
    from geodata.render.text.answer_view import AnswerView
    from geodata.render.text.pair_view import PairView
    from geodata.verdicts.context import CaseContext
    from geodata.verdicts.statements import StatementTable
    from geodata.verdicts.verdict_matrix import VerdictMatrix

#: More claims than this are not compared: their pairs would take minutes, and nobody reads millions.
MAX_COMPARED: Final = 2_000
#: Among more claims than this, sets of three or more are not searched: that would take minutes, and what is found
#: within a time differs from machine to machine.
MAX_SEARCHED: Final = 200
#: So many pairs have their working in the page: those that contradict first, then what is not decided.
MAX_EXPLAINED: Final = 1_500
#: So many events have a table of what the sides say of them.
_MAX_EVENTS: Final = 6
#: A search gives up after this long, and says so; the page is the same each time on any machine that needs less.
BUDGET_S: Final = 30.0


@dataclass(frozen=True)
class Findings:
    """What was found, and how much of it has its working in the page."""

    consistency: Consistency
    explained: tuple[PairView, ...]
    """In the order contradictory, undecided, compatible; within each, in the order of the file."""
    statements: StatementTable | None
    """Statements against each other; ``None`` where each claim is one by itself."""
    accounts: AccountsView
    """Whose accounts can stand together, by side."""
    answers: tuple[AnswerView, ...]
    """What the sides say of the first events, the main one first."""
    events_left: int
    """Of how many more events they say something."""

    def related(self, claim: str) -> tuple[tuple[str, Verdict], ...]:
        """Return what a claim was compared with, and the verdicts; an earlier version with nothing."""
        found = self.consistency.table
        if claim not in found.claims:
            return ()
        row = found.claims.index(claim)
        return tuple(
            (found.claims[other], found.verdict(row, other)) for other in np.flatnonzero(found.codes[row]).tolist()
        )


def compare_shown(setting: CaseContext, claim_ids: Sequence[str], unit: Unit) -> Findings | None:
    """Compare claims; ``None`` where more than :data:`MAX_COMPARED` would have to be."""
    if len(claim_ids) > MAX_COMPARED:
        return None
    is_small = len(claim_ids) <= MAX_SEARCHED
    found = consistency(setting, claim_ids, budget_s=BUDGET_S) if is_small else _of_pairs(table(setting, claim_ids))
    events = events_by_claims(setting.case.claim_by_id[claim] for claim in found.table.claims)
    return Findings(
        consistency=found,
        explained=tuple(pair_view(setting, *ids, has_changes=False) for ids in _to_explain(found)),
        statements=by_statement(setting.case, found.table),
        accounts=accounts_view(setting.case, found, by_side=True),
        answers=tuple(answer_view(setting, found.table, event, unit) for event in events[:_MAX_EVENTS]),
        events_left=max(0, len(events) - _MAX_EVENTS),
    )


def _of_pairs(pairs: VerdictMatrix) -> Consistency:
    """Return what the verdicts on two claims say of sets, without any search."""
    return Consistency(
        table=pairs,
        conflicts=tuple(_ids(pairs, CONTRADICTORY)),
        components=(),
        free=(),
        is_complete=False,
        note=f"Among more than {MAX_SEARCHED} claims only pairs are compared: sets of three or more that cannot all be "
        "true, though every two of them can, were not searched for.",
    )


def _to_explain(found: Consistency) -> list[tuple[str, str]]:
    ordered = (ids for code in (CONTRADICTORY, UNDECIDED, COMPATIBLE) for ids in _ids(found.table, code))
    return list(islice(ordered, MAX_EXPLAINED))


def _ids(pairs: VerdictMatrix, code: int) -> Iterator[tuple[str, str]]:
    """Yield the pairs of a verdict, in the order of the file."""
    rows, columns = np.nonzero(np.triu(pairs.codes == code))
    return ((pairs.claims[row], pairs.claims[column]) for row, column in zip(rows, columns, strict=True))
