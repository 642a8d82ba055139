"""What pages show of verdicts, worked out once for all pages and readers of a case, and kept with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from geodata.core.assumptions import Assumptions
from geodata.core.units import Unit
from geodata.render.text.account_view import accounts_view
from geodata.render.text.answer_view import answer_view
from geodata.render.text.headline import headline
from geodata.timeline.as_of import with_claims
from geodata.verdicts.consistency import consistency
from geodata.verdicts.context import CaseContext
from geodata.verdicts.feasible_region import remaining
from geodata.verdicts.implied_speed import reaches
from geodata.verdicts.pairwise import TOPICS, related
from geodata.verdicts.statements import by_statement
from geodata.verdicts.verdict_matrix import MOST_CLAIMS, table
from geodata.verdicts.witness import witness

if TYPE_CHECKING:
    from geodata.app.prepared_case import LoadedCase
    from geodata.constraints.three_valued import Verdict
    from geodata.render.text.account_view import AccountsView
    from geodata.render.text.answer_view import AnswerView
    from geodata.render.text.headline import Headline
    from geodata.verdicts.consistency import Consistency
    from geodata.verdicts.feasible_region import Remaining
    from geodata.verdicts.implied_speed import ImpliedSpeed
    from geodata.verdicts.pairwise import Topic
    from geodata.verdicts.statements import StatementTable
    from geodata.verdicts.verdict_matrix import VerdictMatrix
    from geodata.verdicts.witness import Witness

#: More claims than this are not compared on the map.
MAX_COMPARED: Final = 1_000
#: How long a page looks for sets.
BUDGET_S: Final = 4.0


#: What places, times and stances of a claim take.
_SETTING_BYTES_PER_CLAIM: Final = 1_000
#: What a stretch of time takes that a claim may mean.
_STRETCH_BYTES: Final = 300
#: What a claim's place in a set takes.
_ID_BYTES: Final = 16


def setting_of(opened: LoadedCase, assumptions: Assumptions) -> CaseContext:
    """Return a case under assumptions."""
    return opened.of(
        ("setting", assumptions),
        lambda: CaseContext(opened.case, assumptions),
        _setting_bytes,
    )


def _setting_bytes(made: CaseContext) -> int:
    """Return about what a case under assumptions takes: a time of hundreds of stretches as much as a hundred claims."""
    claims = made.stated_case.claims
    times = made.times.values() if len(claims) <= MOST_CLAIMS else ()  # of more nothing is compared
    stretches = sum(len(time.windows) for time in times if time is not None)
    return len(claims) * _SETTING_BYTES_PER_CLAIM + stretches * _STRETCH_BYTES


def table_of(
    opened: LoadedCase, assumptions: Assumptions, claim_ids: tuple[str, ...], topic: Topic | None = None
) -> VerdictMatrix:
    """Return the verdicts of all pairs of claims, on one topic or on all."""

    def made() -> VerdictMatrix:
        if topic is None:
            return table(setting_of(opened, assumptions), claim_ids)
        return table_of(opened, assumptions, claim_ids).on(TOPICS[topic])

    return opened.of(("table", assumptions, claim_ids, topic), made)


def changed_of(opened: LoadedCase, assumptions: Assumptions, claim_ids: tuple[str, ...]) -> frozenset[tuple[int, int]]:
    """Return the pairs of rows, the smaller first, whose verdict is another one than without any assumption."""

    def changed() -> frozenset[tuple[int, int]]:
        found, usual = (table_of(opened, one, claim_ids) for one in (assumptions, assumptions.usual))
        return differing(found.codes, usual.codes)

    return opened.of(("changed", assumptions, claim_ids), changed)


def differing(codes: NDArray[np.int8], others: NDArray[np.int8]) -> frozenset[tuple[int, int]]:
    """Return the pairs of rows, the smaller first, that have another verdict in one table than in the other."""
    rows, columns = np.nonzero(np.triu(codes != others))
    return frozenset(zip(rows.tolist(), columns.tolist(), strict=True))


def statements_of(
    opened: LoadedCase, assumptions: Assumptions, claim_ids: tuple[str, ...], topic: Topic | None = None
) -> StatementTable | None:
    """Return the verdicts of statements against statements; ``None`` where each claim is one by itself."""
    key = ("statements", assumptions, claim_ids, topic)
    return opened.of(key, lambda: by_statement(opened.case, table_of(opened, assumptions, claim_ids, topic)))


def answer_of(
    opened: LoadedCase, assumptions: Assumptions, claim_ids: tuple[str, ...], event: str, unit: Unit
) -> AnswerView:
    """Return what the sides say of an event, and what they are to each other."""

    def made() -> AnswerView:
        return answer_view(setting_of(opened, assumptions), table_of(opened, assumptions, claim_ids), event, unit)

    return opened.of(("answer", assumptions, claim_ids, event, unit), made)


def headline_of(
    opened: LoadedCase, assumptions: Assumptions, unit: Unit, said: tuple[str, ...] | None
) -> Headline | None:
    """Return what stands above the map; ``None`` of so many claims that it would take long, and of none.

    ``said``: ids of the claims that had been said by the moment that is asked about; ``None`` where none is.
    """
    if len(opened.case.claims) > MAX_COMPARED:
        return None

    def made() -> Headline | None:
        setting = setting_of(opened, assumptions)
        return headline(setting if said is None else CaseContext(with_claims(opened.case, said), assumptions), unit)

    return opened.of(("headline", assumptions, unit, said), made)


def related_of(opened: LoadedCase, assumptions: Assumptions, claim_id: str) -> tuple[tuple[str, Verdict], ...] | None:
    """Return what a claim contradicts, leaves undecided and agrees with."""
    return opened.of(("related", assumptions, claim_id), lambda: related(setting_of(opened, assumptions), claim_id))


def consistency_of(
    opened: LoadedCase, assumptions: Assumptions, claim_ids: tuple[str, ...], tell: Callable[[float], None]
) -> Consistency:
    """Return which claims can be true together, as far as :data:`BUDGET_S` reaches.

    ``tell`` is told how far a search is; what is found is kept whoever was told.
    """

    def searched() -> Consistency:
        setting, pairs = setting_of(opened, assumptions), table_of(opened, assumptions, claim_ids)
        return consistency(setting, claim_ids, budget_s=BUDGET_S, pairs=pairs, progress=tell)

    key = ("consistency", assumptions, claim_ids)
    return opened.of(key, searched, _consistency_bytes)


def accounts_of(
    opened: LoadedCase, assumptions: Assumptions, found: Consistency, topic: Topic | None, *, by_side: bool
) -> AccountsView:
    """Return whose accounts can stand together, on one topic or on all; ``found``: what can be true together."""
    key = ("accounts", assumptions, found.table.claims, topic, by_side)
    return opened.of(key, lambda: accounts_view(opened.case, found, by_side=by_side, topic=topic))


def _consistency_bytes(found: Consistency) -> int:
    """Return about what sets of claims take, and what is remembered of the search for more questions."""
    listed = sum(map(len, found.conflicts)) + sum(len(one) for component in found.components for one in component)
    return listed * _ID_BYTES + (0 if found.search is None else found.search.bytes)


def remaining_of(opened: LoadedCase, assumptions: Assumptions, claim_ids: tuple[str, ...]) -> Remaining:
    """Return what claims leave of the Earth for their event."""
    key = ("remaining", assumptions, claim_ids)
    return opened.of(key, lambda: remaining(setting_of(opened, assumptions), claim_ids))


def witness_of(opened: LoadedCase, assumptions: Assumptions, claim_ids: tuple[str, ...]) -> Witness:
    """Return one way for claims to be all true."""
    return opened.of(("witness", assumptions, claim_ids), lambda: witness(setting_of(opened, assumptions), claim_ids))


def reaches_of(opened: LoadedCase, assumptions: Assumptions, claim_ids: tuple[str, ...]) -> tuple[ImpliedSpeed, ...]:
    """Return the speeds that claims imply."""
    return opened.of(("reaches", assumptions, claim_ids), lambda: reaches(setting_of(opened, assumptions), claim_ids))
