"""What groups of claims about one event are to each other, aspect by aspect: every claim of one against every other's.

Two accounts exclude each other if a claim of the one and a claim of the other do, as in
:mod:`geodata.verdicts.actor_consistency`, which also asks about three claims and more; this asks about pairs alone,
which the table of verdicts has, and so nothing has to be searched for.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations_with_replacement, islice
from typing import TYPE_CHECKING, Final

import numpy as np

from geodata.constraints.three_valued import VERDICTS
from geodata.verdicts.pairwise import ASPECTS, pair

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from geodata.constraints.three_valued import Verdict
    from geodata.core.model import Claim
    from geodata.verdicts.context import CaseContext
    from geodata.verdicts.pairwise import AspectName
    from geodata.verdicts.verdict_matrix import VerdictMatrix

#: So many pairs of claims that decide are named.
MOST_PAIRS: Final = 100


@dataclass(frozen=True, slots=True)
class GroupPair:
    """What two groups of claims are to each other in one aspect, or one group to itself."""

    groups: tuple[int, int]
    """Their numbers, the smaller first."""
    aspect: AspectName
    verdict: Verdict
    """The worst of their claims': contradictory if any two are."""
    claims: tuple[tuple[str, str], ...]
    """The first pairs of claims that have this verdict; of places, the one that misses by most before the others."""
    count: int
    """How many pairs have it."""
    slack_m: float | None
    """For places, the slack of the first of these; ``None`` where none was measured."""

    @property
    def is_inner(self) -> bool:
        """True for a group and itself."""
        return self.groups[0] == self.groups[1]


def claims_about(setting: CaseContext, event: str, claim_ids: Sequence[str]) -> tuple[str, ...]:
    """Return those of some claims that speak of an event: by its name, or as a denial of any event that is compared.

    A denial of any event is one of this event where it is compared with what somebody else says of it.
    """
    by_id = setting.case.claim_by_id
    named = [by_id[claim_id] for claim_id in claim_ids if by_id[claim_id].event == event]
    if not any(by_id[claim_id].event is None and by_id[claim_id].polarity == "deny" for claim_id in claim_ids):
        return tuple(claim.id for claim in named)  # no time need be read
    # What is compared follows from stance and time alone: one claim of each kind is asked.
    kinds = {(setting.stances[claim.id], setting.times[claim.id]): claim for claim in reversed(named)}

    def is_about(claim: Claim) -> bool:
        if claim.event is not None or claim.polarity != "deny":
            return claim.event == event
        return any(pair(setting, claim.id, other.id).aspects for other in kinds.values())

    return tuple(claim_id for claim_id in claim_ids if is_about(by_id[claim_id]))


def compare_groups(
    setting: CaseContext, table: VerdictMatrix, groups: Sequence[Sequence[str]]
) -> tuple[GroupPair, ...]:
    """Return what groups of claims are to each other, and to themselves, in each aspect in which any are compared.

    ``table``: has the claims; those that it does not have, such as earlier versions, are passed over. The time of a
    denial of any event says what that speaks of, and not when an event was: it is no account of that.
    """
    row = {claim: number for number, claim in enumerate(table.claims)}
    known = [[claim for claim in group if claim in row] for group in groups]
    dated = [[claim for claim in group if setting.case.claim_by_id[claim].event is not None] for group in known]
    found = (
        _compared(table, row, aspect, (one, other), members)
        for one, other in combinations_with_replacement(range(len(groups)), 2)
        for aspect in ASPECTS
        for members in [dated if aspect == "time" else known]
    )
    return tuple(one for one in found if one is not None)


def _compared(
    table: VerdictMatrix, row: dict[str, int], aspect: AspectName, pair_of: tuple[int, int], groups: list[list[str]]
) -> GroupPair | None:
    first, second = (groups[number] for number in pair_of)
    block = np.ix_([row[claim] for claim in first], [row[claim] for claim in second])
    codes = table.aspects[aspect][block]
    worst = int(codes.max(initial=0))
    if not worst:
        return None
    chosen = codes == worst
    if pair_of[0] == pair_of[1]:
        chosen = np.triu(chosen)
    pairs = list(islice(_places(chosen), MOST_PAIRS))
    least_m = None
    if aspect == "place":
        slack_m = np.where(chosen, table.slack_m[block], np.nan)
        if not np.isnan(slack_m).all():
            place = np.unravel_index(np.nanargmin(slack_m), slack_m.shape)
            least_m, farthest = float(slack_m[place]), (int(place[0]), int(place[1]))
            pairs = [farthest, *(one for one in pairs if one != farthest)][:MOST_PAIRS]
    return GroupPair(
        pair_of,
        aspect,
        VERDICTS[worst],
        tuple((first[one], second[other]) for one, other in pairs),
        int(np.count_nonzero(chosen)),
        least_m,
    )


def _places(chosen: NDArray[np.bool_]) -> Iterator[tuple[int, int]]:
    """Yield row and column of what is chosen: of a million pairs a few are asked for."""
    for row in np.flatnonzero(chosen.any(axis=1)).tolist():
        for column in np.flatnonzero(chosen[row]).tolist():
            yield row, column
