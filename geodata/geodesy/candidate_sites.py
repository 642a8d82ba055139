"""Which places can a claim mean: what it states, beside what is measured.

A claim says "35 miles from the camp", "about 55 km south-east of Ayyash". Beside it stands every site that it could
mean, with the distance and direction measured from the claim's own site, each as an interval: what is stated is as wide
as the rule makes it, what is measured as wide as both places are uncertain. Then there is a *margin*, the metres by
which the words hold of a placement of both places; over all placements it is an interval too:

- all of it at or above zero: the site fits, however the places lie;
- all of it below zero: it does not;
- else it may fit, and nobody can say more. An uncertainty that is not known leaves it at that.

``at_distance`` is true of any distance in the band; ``within`` and ``beyond`` of one side of an unknown threshold in
it. To deny turns the margin's sign. The direction's margin is how far the place would have to move sideways.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from geodata.core.model import Claim, Site
from geodata.core.precision import DEFAULT_PRECISION_RULE, Precision, StatedBounds, bounds, described
from geodata.core.units import span
from geodata.core.vocabulary import RELATIONS, ConstraintKind
from geodata.geodesy.claim_shapes import azimuth_and_half_width
from geodata.geodesy.geodesics import end, shortest_line
from geodata.geodesy.site_bearing import Direction, direction, turned_deg
from geodata.geodesy.site_distance import Between, between

Fit = Literal["fits", "may fit", "does not fit"]
ComparedPart = Literal["distance", "direction"]
_Margin = tuple[float, float]

_QUARTER_TURN_DEG = 90.0


@dataclass(frozen=True, slots=True)
class SiteCandidate:
    """One claim beside one site that it could mean."""

    claim: str
    """Id of the claim."""
    site: str
    """Id of the site it could mean."""
    fit: Fit
    slack_m: float | None
    """By how many metres: 0 or more by which it fits in the worst placement; below 0 by which it fails, in the best
    placement where it does not fit, in the worst where it may; ``None`` where an uncertainty is not known."""
    decided_by: ComparedPart
    """Which part of the words decided."""
    stated: StatedBounds | None
    """The distance stated, with its bounds and the rule that gave them; ``None`` where only a direction was."""
    measured: Between
    """From the claim's site to this one."""
    stated_direction: Direction | None
    measured_direction: Direction | None
    """``None`` where no direction was stated."""
    off_m: float | None
    """How far this site's point is from where the words put it, point to point, no uncertainty counted; ``None`` where
    a region or an unknown position has no point, and where the words put it nowhere."""
    why: str
    """The numbers, in words."""

    @property
    def uncertainty_m(self) -> float:
        """The larger one of what is stated and what is measured, metres; 0 where both are exact or not known."""
        measured_m = (self.measured.max_m - self.measured.min_m) / 2 if self.measured.is_bounded else 0.0
        return max(measured_m, self.stated.half_width_m if self.stated else 0.0)


def _distance_margin(kind: ConstraintKind, stated: StatedBounds, nearest_m: float, farthest_m: float) -> _Margin:
    """Return the least and the greatest margin of an affirmed distance, metres."""
    if kind == "within":
        return stated.min_m - farthest_m, stated.max_m - nearest_m
    if kind == "beyond":
        return nearest_m - stated.max_m, farthest_m - stated.min_m
    # Greatest in the middle of the band, and falling to both sides.
    least = min(nearest_m - stated.min_m, stated.max_m - farthest_m)
    middle_m = (stated.min_m + stated.max_m) / 2
    best_m = min(max(middle_m, nearest_m), farthest_m)
    return least, min(best_m - stated.min_m, stated.max_m - best_m)


def _direction_margin(stated: Direction, measured: Direction, length_m: float) -> _Margin:
    """Return the least and the greatest margin of an affirmed direction, as metres sideways at a distance."""
    turned = turned_deg(stated.azimuth_deg, measured.azimuth_deg)
    least_deg = stated.half_width_deg - min(180.0, turned + measured.half_width_deg)
    greatest_deg = stated.half_width_deg - max(0.0, turned - measured.half_width_deg)
    return _sideways_m(least_deg, length_m), _sideways_m(greatest_deg, length_m)


def _sideways_m(angle_deg: float, length_m: float) -> float:
    """Return how far a point at a distance is from a line at an angle: no farther than the distance itself."""
    share = math.sin(math.radians(min(abs(angle_deg), _QUARTER_TURN_DEG)))
    return math.copysign(length_m * share, angle_deg) if angle_deg else 0.0


def _decision(margins: dict[ComparedPart, _Margin], *, denied: bool) -> tuple[Fit, float, ComparedPart]:
    """Return how the parts together fit, by how much, and which of them decided."""
    worst: ComparedPart = min(margins, key=lambda part: margins[part][0])
    best: ComparedPart = min(margins, key=lambda part: margins[part][1])
    least, greatest = margins[worst][0], margins[best][1]
    if denied:
        least, greatest, worst, best = -greatest, -least, best, worst
    if least >= 0:
        return "fits", least, worst
    return ("may fit", least, worst) if greatest >= 0 else ("does not fit", greatest, best)


def _off_m(claim: Claim, reference: Site, site: Site, stated: StatedBounds | None, measured: Between) -> float | None:
    """Return how far a site's point is from where the words put it."""
    if measured.distance_m is None or stated is None or claim.relation is None:
        return None
    denied = claim.polarity == "deny"
    kind = RELATIONS[claim.relation].kinds[denied]
    if kind == "within":
        return max(0.0, measured.distance_m - stated.value_m)
    if kind == "beyond":
        return max(0.0, stated.value_m - measured.distance_m)
    if denied:
        return None
    if claim.bearing is None:
        return abs(measured.distance_m - stated.value_m)
    azimuth_deg, _ = azimuth_and_half_width(claim.bearing)
    lon, lat = (reference.geometry or {})["coordinates"][:2]
    meant = end(lon, lat, azimuth_deg, stated.value_m)
    return shortest_line(*meant, *(site.geometry or {})["coordinates"][:2]).distance_m


def compare_sites(
    claim: Claim, reference: Site, site: Site, rule: Precision = DEFAULT_PRECISION_RULE
) -> SiteCandidate | None:
    """Return how a site fits what a claim says of where.

    ``claim``: a claim with a distance, a direction or both. ``reference``: the site that the claim measures from.
    ``site``: the site that it could mean. ``rule``: what gives the stated distance its half-width.
    Returns ``None`` where the claim states neither distance nor direction. A report is compared as if it were affirmed.
    """
    if claim.bearing is None and (claim.distance is None or claim.relation is None):
        return None
    measured = between(reference, site)
    margins: dict[ComparedPart, _Margin] = {}
    words: list[str] = []
    stated = stated_direction = measured_direction = None
    if claim.distance is not None and claim.relation is not None:
        stated = bounds(claim.distance, rule)
        margins["distance"] = _distance_margin(
            RELATIONS[claim.relation].kinds[0], stated, measured.min_m, measured.max_m
        )
        apart = f"{span(measured.min_m, measured.max_m, 'km')} apart"
        said = f"{span(stated.min_m, stated.max_m, 'km')}, {described(rule)}"
        words.append(f"{apart}; stated {claim.distance.words} is {said}")
    if claim.bearing is not None:
        stated_direction = Direction(*azimuth_and_half_width(claim.bearing))
        measured_direction = direction(reference, site, measured)
        length_m = measured.min_m if measured.distance_m is None else measured.distance_m
        margins["direction"] = _direction_margin(stated_direction, measured_direction, length_m)
        words.append(f"{_angle(measured_direction)}; stated {_angle(stated_direction)}")
    fit, slack_m, decided_by = _decision(margins, denied=claim.polarity == "deny")
    return SiteCandidate(
        claim=claim.id,
        site=site.id,
        fit=fit,
        slack_m=slack_m if measured.is_bounded else None,
        decided_by=decided_by,
        stated=stated,
        measured=measured,
        stated_direction=stated_direction,
        measured_direction=measured_direction,
        off_m=_off_m(claim, reference, site, stated, measured),
        why="; ".join([*words, *([measured.reason] if measured.reason is not None else [])]),
    )


def _angle(found: Direction) -> str:
    return f"azimuth {found.azimuth_deg:.1f}° ± {found.half_width_deg:.1f}°" if found.is_known else "any azimuth"
