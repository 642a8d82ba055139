"""Could one mover be at both places in the time between: the speed that two claims imply, at least and at most.

A mover is an event of a moving kind (a flight), and nothing else: an actor may have many aircraft, and a strike on a
convoy does not move. Two affirmations that state place and time then imply a speed. With a largest speed assumed this
is a verdict like the others: contradictory if even the shortest way in the longest time is too fast, compatible if even
the longest way in the shortest time is not.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Final

from geodata.constraints import regions
from geodata.constraints.place_constraints import apart_m
from geodata.geodesy import region_distance
from geodata.geodesy.circles import MAX_GEODESIC_M
from geodata.verdicts.explanations import duration, length_rounded
from geodata.verdicts.time_windows import SECONDS_PER_HOUR, gap_s

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geodata.constraints.place_constraints import PlaceConstraint
    from geodata.constraints.three_valued import Verdict
    from geodata.core.model import Claim
    from geodata.verdicts.context import CaseContext

#: Kinds of event that are one thing moving; a kind that only has such a word in it is another.
MOVING_KINDS: Final = ("flight", "convoy", "march", "movement", "voyage", "patrol")
_METRES_PER_KM: Final = 1000.0


@dataclass(frozen=True, slots=True)
class ImpliedSpeed:
    """What two claims imply of one mover's speed; speeds in km/h, infinite where nothing bounds them."""

    a: str
    b: str
    mover: str
    """Id of the event that moves."""
    min_kmh: float
    """The shortest way in the longest time."""
    max_kmh: float
    """The longest way in the shortest time."""
    verdict: Verdict
    """Against the largest speed assumed; ``unrelated`` where none is."""
    why: str


def reaches(setting: CaseContext, claim_ids: Sequence[str] | None = None) -> tuple[ImpliedSpeed, ...]:
    """Return what pairs of claims about one mover imply of its speed, the fastest first.

    ``setting``: the case and what is assumed, the largest speed among it. ``claim_ids``: which claims; ``None`` takes
    all.
    """
    chosen = setting.case.claim_by_id if claim_ids is None else claim_ids
    movers: dict[str, list[Claim]] = {}
    for claim in (setting.case.claim_by_id[claim_id] for claim_id in chosen):
        mover = _mover(setting, claim)
        if mover is not None:
            movers.setdefault(mover, []).append(claim)
    found = [
        _reach(setting, mover, a, b)
        for mover, claims in movers.items()
        for a, b in combinations(claims, 2)
        if not setting.is_update(a.id, b.id)
    ]
    return tuple(sorted(found, key=lambda reach: (-reach.min_kmh, reach.a, reach.b)))


def _mover(setting: CaseContext, claim: Claim) -> str | None:
    """Return the event that a claim gives a place and a time of, if it is one thing moving."""
    if claim.polarity != "affirm" or claim.event is None or setting.places[claim.id] is None:
        return None
    kind = setting.case.event_by_id[claim.event].kind
    is_moving = kind is not None and kind.strip().casefold() in MOVING_KINDS
    return claim.event if is_moving and setting.times[claim.id] is not None else None


def _reach(setting: CaseContext, mover: str, a: Claim, b: Claim) -> ImpliedSpeed:
    first, second = setting.places[a.id], setting.places[b.id]
    assert first is not None  # noqa: S101 - movers have a place
    assert second is not None  # noqa: S101 - as above
    least_m, most_m = way_m(first, second)
    shortest_s, longest_s = _gap_s(setting, a, b)
    min_kmh = _speed(least_m, longest_s)
    max_kmh = _speed(most_m, shortest_s)
    limit = setting.assumptions.max_speed_kmh
    verdict: Verdict = "unrelated"
    if limit is not None:
        verdict = "contradictory" if min_kmh > limit else "compatible" if max_kmh <= limit else "undecided"
    times = "any time" if math.isinf(longest_s) else f"at most {duration(longest_s / SECONDS_PER_HOUR)}"
    least = length_rounded(least_m, first.uncertainty_m(second), math.floor)
    why = f"At least {least} in {times}: {min_kmh:,.0f} km/h or more"
    why += "." if limit is None else f", against {limit:,.0f} km/h at most."
    return ImpliedSpeed(a.id, b.id, mover, min_kmh, max_kmh, verdict, why)


def _speed(length_m: float, seconds: float) -> float:
    if length_m <= 0 or math.isinf(seconds):
        return 0.0
    return math.inf if seconds <= 0 else length_m / _METRES_PER_KM / (seconds / SECONDS_PER_HOUR)


def _gap_s(setting: CaseContext, a: Claim, b: Claim) -> tuple[float, float]:
    """Return the shortest and the longest time between two claims' times, whichever comes first."""
    first, second = setting.times[a.id], setting.times[b.id]
    assert first is not None  # noqa: S101 - movers have a time
    assert second is not None  # noqa: S101 - as above
    return gap_s(first, second)


def way_m(a: PlaceConstraint, b: PlaceConstraint) -> tuple[float, float]:
    """Return the shortest and the longest way between two places, metres."""
    if a.region is not None or b.region is not None:
        return _way_with_region(a, b)
    d_min, d_max = apart_m(a.spot, b.spot)
    one, other = _bounds(a), _bounds(b)
    least = max(0.0, d_min - one[1] - other[1], one[0] - other[1] - d_max, other[0] - one[1] - d_max)
    return least, min(MAX_GEODESIC_M, d_max + one[1] + other[1])


def _bounds(place: PlaceConstraint) -> tuple[float, float]:
    if place.kind in ("not_at", "off_ring"):
        return 0.0, math.inf
    bounds = place.bounds(is_exact=True)
    return bounds.l_min, bounds.h_max


def _way_with_region(a: PlaceConstraint, b: PlaceConstraint) -> tuple[float, float]:
    point, region = (b, a) if a.region is not None else (a, b)
    if region.kind == "outside" or region.region is None:
        return 0.0, MAX_GEODESIC_M
    if point.region is not None:
        if point.kind == "outside":
            return 0.0, MAX_GEODESIC_M
        return region_distance.nearest_m(point.region, region.region), region_distance.farthest_m(
            point.region, region.region
        )
    if point.spot.radius_m is None:
        return 0.0, MAX_GEODESIC_M
    off_m = point.spot.radius_m + _bounds(point)[1]
    return max(0.0, regions.away_from_region_m(point.spot.lon, point.spot.lat, region.region) - off_m), MAX_GEODESIC_M
