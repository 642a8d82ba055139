"""Which claims about one event cannot all be true although every two of them can.

Three rings may meet in pairs and have no common point; an author, a place and a denial may exclude each other only
together. All minimal such sets are found by asking the largest sets that no known conflict forbids: if one is
impossible, a smallest part of it is a new conflict; if none is, there are no more (Reiter's hitting sets, as in
Liffiton et al. 2016, doi:10.1007/s10601-015-9183-0). Claims that say the same count as one on the way.
"""

from __future__ import annotations

import time
from itertools import islice, product
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from geodata.constraints.point_search import find_common_point
from geodata.constraints.three_valued import CONTRADICTORY
from geodata.verdicts.bitsets import bits, rows
from geodata.verdicts.event_constraints import asked_of_event, occurrences
from geodata.verdicts.maximal_sets import maximal_sets

if TYPE_CHECKING:
    from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence

    from geodata.verdicts.context import CaseContext
    from geodata.verdicts.matrix import VerdictMatrix

#: So many largest sets of one event are asked at most.
MAX_ASKED: Final = 2_000
#: Claims may have so many versions (updates of each other) at once.
_MAX_VERSIONS: Final = 64
_MAX_ROUNDS: Final = 50


class ConflictsFound(NamedTuple):
    """Minimal sets of three or more, as indexes of claims, and whether these are all."""

    conflicts: list[frozenset[int]]
    is_complete: bool


class Group(NamedTuple):
    """Claims that may bear on one event; members are indexes into the table, alike ones together."""

    members: tuple[tuple[int, ...], ...]
    updates: Mapping[int, int]
    """By member, as bits, those that update it or that it updates: they are not judged together."""


def groups(setting: CaseContext, table: VerdictMatrix) -> list[Group]:
    """Return the claims that bear on each event, with denials of any event; an event without a name is its own."""
    claims = [setting.case.claim_by_id[claim_id] for claim_id in table.claims]
    # What is hedged excludes nothing, and is in no conflict.
    plain = [not setting.is_hedged(claim) for claim in claims]
    any_event = [
        index for index, claim in enumerate(claims) if claim.polarity == "deny" and claim.event is None and plain[index]
    ]
    named: dict[str, list[int]] = {}
    single: list[list[int]] = []
    for index, claim in enumerate(claims):
        if claim.polarity == "report" or not plain[index]:
            continue
        if claim.event is not None:
            named.setdefault(claim.event, []).append(index)
        elif claim.polarity == "affirm":
            single.append([index])
    # Alike events without a name have the same conflicts; they stay apart because each is an event of its own.
    number = {claim_id: index for index, claim_id in enumerate(table.claims)}
    each = (
        [number[claim_id] for claim_id in claim_ids]
        for members in named.values()
        for claim_ids in occurrences(setting, [table.claims[index] for index in members])
    )
    events = [*each, *(single if any_event else ())]
    updating = setting.updates.involved()
    return [_group(setting, table, updating, [*members, *any_event]) for members in events]


def _group(setting: CaseContext, table: VerdictMatrix, updating: Collection[str], members: Sequence[int]) -> Group:
    alike: dict[Hashable, list[int]] = {}
    for index in members:
        claim_id = table.claims[index]
        said = (setting.stances[claim_id], setting.places[claim_id], setting.times[claim_id])
        alike.setdefault((said, claim_id if claim_id in updating else None), []).append(index)
    first = [table.claims[same[0]] for same in alike.values()]
    return Group(tuple(map(tuple, alike.values())), rows(setting.updates.table(first)))


def larger_conflicts(setting: CaseContext, table: VerdictMatrix, group: Group, deadline_s: float) -> ConflictsFound:
    """Return the minimal sets of three or more claims of a group that cannot all be true.

    Parameters
    ----------
    setting, table
        The case under assumptions, and its verdicts of pairs.
    group
        From :func:`groups`.
    deadline_s
        When to stop, on the clock of :func:`time.monotonic`; what was found until then is returned, and is so.
    """
    if time.monotonic() > deadline_s:
        return ConflictsFound([], is_complete=False)
    apart = apart_in_group(table, group)
    everything = (1 << len(group.members)) - 1
    new: list[int] = []
    for _ in range(_MAX_ROUNDS):
        found, is_complete = _round(setting, table, group, apart, new, everything, deadline_s)
        new += found
        if not found or not is_complete:
            return ConflictsFound(list(_expanded(table, group, new)), is_complete)
    return ConflictsFound(list(_expanded(table, group, new)), is_complete=False)


def apart_in_group(table: VerdictMatrix, group: Group) -> Mapping[int, int]:
    """Return for each member of a group those that it contradicts in what bears on the event's place."""
    first = [members[0] for members in group.members]
    found = np.zeros((len(first), len(first)), dtype=bool)
    for name in ("occurrence", "place", "author", "time"):
        found |= table.aspects[name][np.ix_(first, first)] == CONTRADICTORY
    return rows(found)


def _round(
    setting: CaseContext,
    table: VerdictMatrix,
    group: Group,
    apart: Mapping[int, int],
    known: Sequence[int],
    everything: int,
    deadline_s: float,
) -> tuple[list[int], bool]:
    """Ask every largest set without a known conflict; return the new conflicts, and whether all sets were asked."""
    found = maximal_sets(known, MAX_ASKED, deadline_s, apart)
    free = everything & ~sum(component.elements for component in found)
    is_complete = all(component.is_complete for component in found)
    new: list[int] = []
    choices = product(*(component.sets for component in found))
    for count, chosen in enumerate(islice(choices, MAX_ASKED + 1)):
        if count == MAX_ASKED or time.monotonic() > deadline_s:
            return new, False
        candidate = free | sum(chosen)
        for conflict in new:
            if conflict & candidate == conflict:
                candidate &= ~(conflict & -conflict)
        # One conflict after the other is taken out, until nothing in this set is impossible.
        while not is_possible(setting, table, group, candidate):
            new.append(_smallest(setting, table, group, candidate))
            candidate &= ~(new[-1] & -new[-1])
            if time.monotonic() > deadline_s:
                return new, False
    return new, is_complete


def is_possible(setting: CaseContext, table: VerdictMatrix, group: Group, chosen: int) -> bool:
    """Tell whether no proof was found that some members of a group cannot all be true."""
    updates = {member: others & chosen for member, others in group.updates.items() if chosen >> member & 1}
    versions = maximal_sets((), _MAX_VERSIONS, beside=updates)
    free = chosen & ~sum(version.elements for version in versions)
    for picked in islice(product(*(version.sets for version in versions)), _MAX_VERSIONS):
        ids = [table.claims[group.members[element][0]] for element in bits(free | sum(picked))]
        asked = asked_of_event(setting, ids)
        if asked is None or find_common_point(asked).status == "impossible":
            return False
    return True


def _smallest(setting: CaseContext, table: VerdictMatrix, group: Group, impossible: int) -> int:
    """Return a part of an impossible set that is impossible, and no longer so without any one member."""
    for element in list(bits(impossible)):
        smaller = impossible & ~(1 << element)
        if not is_possible(setting, table, group, smaller):
            impossible = smaller
    return impossible


def _expanded(table: VerdictMatrix, group: Group, conflicts: Iterable[int]) -> Iterator[frozenset[int]]:
    for conflict in conflicts:
        yield from expanded(table, [group.members[element] for element in bits(conflict)])


def expanded(table: VerdictMatrix, members: Iterable[Sequence[int]]) -> Iterator[frozenset[int]]:
    """Yield a conflict between groups of alike claims as conflicts between claims.

    Those that two of the claims settle already are left out.
    """
    for claims in product(*members):
        if not any(table.codes[a, b] == CONTRADICTORY for a in claims for b in claims):
            yield frozenset(claims)
