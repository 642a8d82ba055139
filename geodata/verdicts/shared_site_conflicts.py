"""Which claims about two events exclude each other because their sites are one place.

Each event alone can have a site's own point somewhere in its disc; two events may want it in two places. Where an
event can be with all its sites at their centres, it leaves room for every other that can too, and there is nothing to
ask. Only sets that cannot are asked together with those of another event that share a site
(:mod:`geodata.constraints.joint_search`). Then all events together, since three may exclude each other where every two
do not.
"""

from __future__ import annotations

import time
from dataclasses import replace
from itertools import chain, islice, permutations, product
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

from geodata.constraints.joint_search import jointly
from geodata.constraints.pair_feasibility import compare_places
from geodata.constraints.point_search import find_common_point
from geodata.constraints.three_valued import COMPATIBLE
from geodata.verdicts.bitsets import bits
from geodata.verdicts.event_constraints import asked_of_event
from geodata.verdicts.maximal_sets import maximal_sets
from geodata.verdicts.minimal_conflicts import ConflictsFound

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from geodata.constraints.joint_search import EventPlaces
    from geodata.core.model import Claim
    from geodata.verdicts.context import CaseContext
    from geodata.verdicts.matrix import VerdictMatrix

#: So many pairs of sets are asked at most, and so many sets of one event.
MAX_ASKED: Final = 2_000
_MAX_SETS: Final = 1_000
_TWO: Final = 2
_Asked = TypeVar("_Asked")


class _Ask(NamedTuple):
    """The claims of a largest set about one event, and the places it asks for."""

    claims: frozenset[int]
    places: EventPlaces
    is_centred: bool
    """Whether it can be with each of its sites exactly at the centre."""


def conflicts_by_shared_sites(
    setting: CaseContext, table: VerdictMatrix, known: Iterable[frozenset[int]], deadline_s: float
) -> ConflictsFound:
    """Return minimal sets of claims about several events that no position of their shared sites allows.

    Parameters
    ----------
    setting, table
        The case under assumptions, and its verdicts of pairs.
    known
        The conflicts of each event by itself.
    deadline_s
        When to stop, on the clock of :func:`time.monotonic`.
    """
    asks = _asks(setting, table, list(known), deadline_s)
    unusual = {event: [ask for ask in found if not ask.is_centred] for event, found in asks.items()}
    conflicts: list[frozenset[int]] = []
    asked = (
        (ask, other)
        for (one, _), (another, others) in permutations(asks.items(), 2)
        for ask in unusual[one]
        for other in others
        if (one < another or other not in unusual[another]) and _sites(other.places) & _sites(ask.places)
    )
    for count, (ask, other) in enumerate(asked):
        if count == MAX_ASKED or time.monotonic() > deadline_s:
            return ConflictsFound(conflicts, is_complete=False)
        if any(conflict <= ask.claims | other.claims for conflict in conflicts):
            continue
        if jointly([ask.places, other.places]).status == "impossible":
            conflicts.append(_smallest(setting, table, [ask.claims, other.claims]))
    more, is_complete = _of_more_events(setting, table, asks, conflicts, deadline_s)
    return ConflictsFound([*conflicts, *more], is_complete)


def _of_more_events(
    setting: CaseContext,
    table: VerdictMatrix,
    asks: Mapping[str, Sequence[_Ask]],
    known: Sequence[frozenset[int]],
    deadline_s: float,
) -> ConflictsFound:
    """Return conflicts that take three events or more, each event with one of its largest sets."""
    found: list[frozenset[int]] = []
    binding = [tuple(ask for ask in some if not _is_free(ask)) for some in asks.values()]
    linked = _linked(filter(None, binding), lambda some: frozenset().union(*(_sites(ask.places) for ask in some)))
    chosen = chain.from_iterable(product(*((None, *some) for some in group)) for group in linked if len(group) > _TWO)
    seen: set[tuple[_Ask, ...]] = set()
    for count, each in enumerate(chosen):
        if count == MAX_ASKED or time.monotonic() > deadline_s:
            return ConflictsFound(found, is_complete=False)
        for group in _linked(filter(None, each), lambda ask: _sites(ask.places)):
            claims = frozenset[int]().union(*(ask.claims for ask in group))
            if len(group) > _TWO and group not in seen and not any(one <= claims for one in (*known, *found)):
                seen.add(group)
                if _is_excluded(group):
                    found.append(_smallest(setting, table, [ask.claims for ask in group]))
    return ConflictsFound(found, is_complete=True)


def _is_excluded(group: Sequence[_Ask]) -> bool:
    is_centred = all(ask.is_centred for ask in group)
    return not is_centred and jointly([ask.places for ask in group]).status == "impossible"


def _is_free(ask: _Ask) -> bool:
    """Tell whether an event asks nothing of others: one site alone, or two places that fit wherever their sites are."""
    if len(ask.places) == _TWO and compare_places(*ask.places).code == COMPATIBLE:
        return True
    return ask.is_centred and all(place.region is None for place in ask.places) and len(_sites(ask.places)) == 1


def _linked(asked: Iterable[_Asked], sites_of: Callable[[_Asked], frozenset[str]]) -> list[tuple[_Asked, ...]]:
    """Return what was asked in groups that share sites, directly or over others; groups do not touch each other."""
    groups: list[tuple[_Asked, ...]] = []
    for one in asked:
        touched = [group for group in groups if any(sites_of(one) & sites_of(other) for other in group)]
        groups = [group for group in groups if group not in touched]
        groups.append((*(other for group in touched for other in group), one))
    return groups


def _asks(
    setting: CaseContext, table: VerdictMatrix, known: Sequence[frozenset[int]], deadline_s: float
) -> dict[str, list[_Ask]]:
    """Return, for each named event, what its largest possible sets ask for."""
    claims = [setting.case.claim_by_id[claim_id] for claim_id in table.claims]
    found: dict[str, list[_Ask]] = {}
    for event in dict.fromkeys(claim.event for claim in claims if claim.event is not None):
        bearing = [index for index, claim in enumerate(claims) if _bears_on(claim, event)]
        inside = frozenset(bearing)
        sets = [sum(1 << index for index in conflict) for conflict in known if conflict <= inside]
        components = maximal_sets(sets, _MAX_SETS, deadline_s)
        free = sum(1 << index for index in bearing) & ~sum(component.elements for component in components)
        by_places: dict[EventPlaces, _Ask] = {}
        for chosen in islice(product(*(component.sets for component in components)), _MAX_SETS):
            members = frozenset(bits(free | sum(chosen)))
            for places in asked_of_event(setting, _latest(setting, table, members)):
                if places:
                    by_places.setdefault(places, _Ask(members, places, _is_at_centres(places)))
        found[event] = list(by_places.values())
    return found


def _bears_on(claim: Claim, event: str) -> bool:
    if claim.polarity == "report":
        return False
    return claim.event == event or (claim.event is None and claim.polarity == "deny")


def _latest(setting: CaseContext, table: VerdictMatrix, members: Iterable[int]) -> list[str]:
    """Return the claims of a set without those that others of it update."""
    ids = {table.claims[index] for index in members}
    return sorted(ids - setting.updates.replaced(ids))


def _sites(places: EventPlaces) -> frozenset[str]:
    return frozenset(place.spot.site for place in places if place.region is None)


def _is_at_centres(places: EventPlaces) -> bool:
    """Tell whether an event can be with each of its sites exactly at the centre."""
    centred = frozenset(
        place
        if place.region is not None or place.spot.radius_m is None
        else replace(place, spot=replace(place.spot, radius_m=0.0))
        for place in places
    )
    return find_common_point(centred).status == "possible"


def _smallest(setting: CaseContext, table: VerdictMatrix, events: Sequence[frozenset[int]]) -> frozenset[int]:
    """Return a part of an impossible set that is impossible, and possible without any one claim."""
    chosen = frozenset().union(*events)
    for claim in sorted(chosen):
        smaller = chosen - {claim}
        if _is_impossible(setting, table, [members & smaller for members in events]):
            chosen = smaller
    return chosen


def _is_impossible(setting: CaseContext, table: VerdictMatrix, events: Iterable[frozenset[int]]) -> bool:
    asked = [asked_of_event(setting, _latest(setting, table, members)) or [frozenset()] for members in events]
    return any(jointly([places for places in chosen if places]).status == "impossible" for chosen in product(*asked))
