"""A way for a set of claims to be all true: where each event was, by whom, when, and where each site's own point is.

It shows that the set is possible, and nothing more: any other way may be as good. Every distance is checked by geodesic
distance again. Where a claim updates another of the set, the later one counts.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from geodata.constraints.joint_search import jointly
from geodata.constraints.point_search import demands, settle
from geodata.constraints.site_points import standing_point
from geodata.constraints.three_valued import CONTRADICTORY
from geodata.geodesy.circles import GEOD
from geodata.verdicts.event_constraints import (
    EventKey,
    asked_of_event,
    binding_denials,
    common_windows,
    event_key,
    occurrences,
)
from geodata.verdicts.time_and_numbers import fit_one_event
from geodata.verdicts.verdict_matrix import table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from geodata.constraints.joint_search import EventPlaces, JointResult, LonLat
    from geodata.constraints.point_search import Status
    from geodata.core.model import Claim
    from geodata.verdicts.context import CaseContext
    from geodata.verdicts.time_windows import Window


@dataclass(frozen=True, slots=True)
class Check:
    """One claim's place, measured in the witness."""

    claim: str
    length_m: float | None
    """From the site's point to the event, metres; ``None`` for a region, and between two sites."""
    azimuth_deg: float | None
    """Direction of the event from there."""
    holds: bool


@dataclass(frozen=True, slots=True)
class EventWitness:
    """One event in the witness."""

    name: str
    """Id of the event, or of the one claim that speaks of it where it has none."""
    position: LonLat | None
    """(lon, lat) in degrees; ``None`` where no claim of the set says where."""
    authors: tuple[str, ...]
    """The most actors named jointly, else the narrowest one; none where nobody is named."""
    times: tuple[Window, ...]
    """When, as far as stated: by local clocks, by UTC, or both."""
    killed: int | None
    """The smallest number that all counts allow; ``None`` where none is stated."""
    wounded: int | None
    checks: tuple[Check, ...]


@dataclass(frozen=True, slots=True)
class Witness:
    """What was found; ``events`` and ``sites`` are given if ``status`` is possible."""

    status: Status
    events: tuple[EventWitness, ...] = ()
    sites: Mapping[str, LonLat] = field(default_factory=lambda: MappingProxyType({}))
    """Where each site's own point is, (lon, lat) in degrees."""
    updated: tuple[str, ...] = ()
    """Claims left out because another of the set updates them."""

    @property
    def is_verified(self) -> bool:
        """True if every claim's place holds by geodesic distance."""
        return self.status == "possible" and all(check.holds for event in self.events for check in event.checks)


def witness(setting: CaseContext, claim_ids: Sequence[str]) -> Witness:
    """Return a way for claims to be all true.

    Returns status possible with a witness; impossible if that is proved; undecided if neither was reached.
    """
    ids, updated = _latest(setting, claim_ids)
    if (table(setting, ids).codes == CONTRADICTORY).any():
        return Witness("impossible", updated=updated)
    by_event = _by_event(setting, ids)
    asked = {key: asked_of_event(setting, bearing) for key, bearing in by_event.items()}
    if None in asked.values():
        return Witness("impossible", updated=updated)
    placed = {key: places for key, places in asked.items() if places}
    outcome = jointly(list(placed.values()))
    if outcome.status != "possible":
        return Witness(outcome.status, updated=updated)
    told = {fit_one_event(setting, [setting.case.claim_by_id[one] for one in some]) for some in by_event.values()}
    for status in ("impossible", "undecided"):
        if status in told:
            return Witness(status, updated=updated)
    positions = dict(zip(placed, outcome.events, strict=True))
    events = tuple(_event(setting, key[1], by_event[key], positions.get(key), outcome) for key in by_event)
    return Witness("possible", events, outcome.sites, updated)


def _latest(setting: CaseContext, claim_ids: Iterable[str]) -> tuple[list[str], tuple[str, ...]]:
    chosen = dict.fromkeys(claim_ids)
    replaced = setting.updates.replaced(chosen)
    return [claim for claim in chosen if claim not in replaced], tuple(claim for claim in chosen if claim in replaced)


def _by_event(setting: CaseContext, ids: Sequence[str]) -> dict[EventKey, list[str]]:
    """Return, for each event that is affirmed, the claims that may bear on it."""
    # What is hedged need not be so.
    claims = [claim for claim in map(setting.case.claim_by_id.__getitem__, ids) if not setting.is_hedged(claim)]
    any_event = [claim.id for claim in claims if claim.polarity == "deny" and claim.event is None]
    affirmed = [claim for claim in claims if claim.polarity == "affirm"]
    found: dict[EventKey, list[str]] = {}
    for claim in affirmed:
        found.setdefault(event_key(claim), []).append(claim.id)
    for claim in claims:
        if claim.polarity == "deny" and claim.event is not None and event_key(claim) in found:
            found[event_key(claim)].append(claim.id)
    return {
        occurrence: [*members, *any_event]
        for key, all_members in found.items()
        for occurrence, members in _occurrences(setting, key, all_members)
    }


def _occurrences(setting: CaseContext, key: EventKey, members: Sequence[str]) -> Iterator[tuple[EventKey, list[str]]]:
    """Yield each of several events under one name, named by the claim that speaks of it, or the one there is."""
    parts = occurrences(setting, members)
    yield from ((key if len(parts) == 1 else ("claim", part[0]), part) for part in parts)


def _event(
    setting: CaseContext, name: str, bearing: Sequence[str], position: LonLat | None, outcome: JointResult
) -> EventWitness:
    claims = [setting.case.claim_by_id[claim_id] for claim_id in bearing]
    affirmed = [claim for claim in claims if claim.polarity == "affirm"]
    # A denied number's place says of which events; it was not denied.
    denied = {denial.id for denial in binding_denials(setting, claims) if not setting.stances[denial.id].has_count}
    binding = [claim for claim in claims if claim.polarity == "affirm" or claim.id in denied]
    named = [claim.about_actors for claim in affirmed if claim.about_actors]
    return EventWitness(
        name=name,
        position=position,
        authors=max(named, key=lambda actors: (len(actors), len(setting.case.lineage(actors[0]))), default=()),
        times=tuple(common_windows(setting, claims)),
        killed=_least([claim.killed for claim in affirmed]),
        wounded=_least([claim.wounded for claim in affirmed]),
        checks=() if position is None else tuple(_checks(setting, binding, position, outcome)),
    )


def _least(counts: Iterable[Any]) -> int | None:
    return max((count.min for count in counts if count is not None), default=None)


def _checks(setting: CaseContext, claims: Iterable[Claim], position: LonLat, outcome: JointResult) -> list[Check]:
    found = []
    for claim in claims:
        place = setting.places[claim.id]
        if place is None:
            continue
        one: EventPlaces = frozenset([place])
        arounds, areas = demands(one)
        if place.region is not None:
            is_met = settle((), areas, *position, outcome.sites) is not None
            found.append(Check(claim.id, None, None, is_met and all(area.has(*position) for area in areas)))
            continue
        point = outcome.sites[place.spot.site]
        azimuth_deg, _, length_m = GEOD.inv(*point, *position)
        holds = all(standing_point(around, *position, point) is not None for around in arounds)
        found.append(Check(claim.id, length_m, azimuth_deg % 360.0, holds))
    return found
