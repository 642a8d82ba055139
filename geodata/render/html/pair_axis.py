"""The distances from one site that two claims allow, to be drawn as bars over one axis, with the slack as a length."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from geodata.constraints.place_constraints import PlaceConstraint
    from geodata.constraints.three_valued import Bounds
    from geodata.verdicts.context import CaseContext
    from geodata.verdicts.pairwise import Pair

#: Kinds of place that are not one range of distances.
_NO_RANGE: Final = frozenset({"inside", "outside"})
_SLIP_M: Final = 1e-6


@dataclass(frozen=True, slots=True)
class Bar:
    """What one claim allows."""

    claim: str
    words: str
    bounds: Bounds


@dataclass(frozen=True, slots=True)
class DistanceAxis:
    """Both bars, and the ends of the slack in metres; ``None`` where it is not a length on this axis."""

    bars: tuple[Bar, Bar]
    gap_m: tuple[float, float] | None
    uncertainty_m: float
    """What the bars are compared with."""


def axis(setting: CaseContext, pair: Pair) -> DistanceAxis | None:
    """Return the bars of a pair; ``None`` where the claims do not speak of distances from one site."""
    first, second = setting.places[pair.a], setting.places[pair.b]
    if first is None or second is None or first.spot.site != second.spot.site:
        return None
    if any(place.is_off or place.kind in _NO_RANGE for place in (first, second)):
        return None
    bars = (_bar(setting, pair.a, first, second), _bar(setting, pair.b, second, first))
    aspect = pair.aspects.get("place")
    slack_m = None if aspect is None else aspect.slack_m
    gap_m = None if slack_m is None else _gap(bars, abs(slack_m))
    return DistanceAxis(bars, gap_m, first.uncertainty_m(second))


def _bar(setting: CaseContext, claim_id: str, place: PlaceConstraint, other: PlaceConstraint) -> Bar:
    claim = setting.case.claim_by_id[claim_id]
    site = setting.case.site_by_id[place.spot.site]
    words = f"{setting.case.actor_by_id[claim.actor].name}: distance from {site.name}"
    return Bar(claim_id, words, place.bounds_beside(other))


def _gap(bars: tuple[Bar, Bar], slack_m: float) -> tuple[float, float] | None:
    """Return the two ends, one of each bar, that are as far apart as the slack is long."""
    for low in bars[0].bounds:
        for high in bars[1].bounds:
            if math.isfinite(low - high) and abs(abs(high - low) - slack_m) < _SLIP_M and high != low:
                return min(low, high), max(low, high)
    return None
