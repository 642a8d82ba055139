"""Whether two claims' places can be one place.

Dispatch only: bounds on distances go to :mod:`geodata.constraints.three_valued`, regions to
:mod:`geodata.constraints.regions`, what is between two sites to :mod:`geodata.constraints.corridors`, directions to
:mod:`geodata.constraints.sectors`, and what these leave open to the search of :mod:`geodata.constraints.point_search`.
Circles and points are decided exactly; where a region or a sector takes part, a verdict is given as far as it is
proved, and is undecided otherwise.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np

from geodata.constraints import corridors, regions, sectors
from geodata.constraints.antipodes import FARTHEST_M, SURELY_SHORTEST_M, farthest_from_m, on_circle_m, round_the_globe_m
from geodata.constraints.place_constraints import OPEN_KINDS, PlaceConstraint, apart_m, strictest
from geodata.constraints.point_search import find_common_point
from geodata.constraints.reading_search import in_every_reading
from geodata.constraints.three_valued import (
    COMPATIBLE,
    CONTRADICTORY,
    INEQUALITIES,
    UNDECIDED,
    Judged,
    Margins,
    OffBand,
    is_far,
    judge,
    margins,
    off_band_margins,
)

if TYPE_CHECKING:
    import shapely

#: Readings of an exact distance that are looked at where what is beyond it may be round the globe.
_READINGS: Final = 33


@dataclass(frozen=True, slots=True)
class PlaceFinding:
    """What came of comparing two places."""

    code: int
    """Index into :data:`geodata.constraints.three_valued.VERDICTS`."""
    slack_m: float | None
    """By how much the deciding inequality holds or fails, metres; ``None`` where nothing metric decided."""
    inequality: str
    """One of :data:`geodata.constraints.three_valued.INEQUALITIES`, or ``off-band``, ``region``, ``regions``,
    ``between``, ``sector``, ``direction`` or ``unknown``."""
    d_min_m: float = 0.0
    """The two sites are at least this far apart."""
    d_max_m: float = 0.0


def _metric(slack: float) -> float | None:
    return slack if math.isfinite(slack) else None


def _is_unknown(a: PlaceConstraint, b: PlaceConstraint) -> bool:
    return a.spot.site != b.spot.site and (a.spot.radius_m is None or b.spot.radius_m is None)


def compare_places(a: PlaceConstraint, b: PlaceConstraint) -> PlaceFinding:
    """Return whether one point can be where both claims say.

    ``a``, ``b``: at most one of them a denial.

    >>> from geodata.constraints.place_constraints import SiteDisc
    >>> camp = SiteDisc("CAMP", 40.056, 35.396, 2000.0)
    >>> miles_35 = PlaceConstraint("ring", camp, 56_327.04, 55_522.368, 57_131.712)
    >>> none_within_55_km = PlaceConstraint("beyond", camp, 55_000.0, 54_500.0, 55_500.0, is_denial=True)
    >>> found = compare_places(miles_35, none_within_55_km)
    >>> found.code == COMPATIBLE, round(found.slack_m, 3), found.inequality
    (True, 22.368, 'second-too-far')
    """
    if a.corridor is not None or b.corridor is not None:
        return _between(a, b)
    if a.region is not None and b.region is not None:
        return _two_regions(a, b)
    if a.region is not None or b.region is not None:
        point, region = (b, a) if a.region is not None else (a, b)
        return _with_region(point, region)
    if _is_unknown(a, b):
        return PlaceFinding(UNDECIDED, None, "unknown", *apart_m(a.spot, b.spot))
    around = ring_finding(a, b)
    if a.sector is None and b.sector is None:
        return around
    same_site = a.spot.site == b.spot.site
    return _directions_at_one_site(a, b, around) if same_site else _directions(a, b, around)


def _between(a: PlaceConstraint, b: PlaceConstraint) -> PlaceFinding:
    def compare(one: PlaceConstraint, other: PlaceConstraint) -> tuple[int, float | None]:
        found = compare_places(one, other)
        return found.code, found.slack_m

    found = corridors.judge_between(a, b, compare)
    return PlaceFinding(found.code, found.slack_m, "between" if found.is_known else "unknown")


def ring_finding(a: PlaceConstraint, b: PlaceConstraint) -> PlaceFinding:
    """Return what the distances alone say, directions left out."""
    d_min, d_max = apart_m(a.spot, b.spot)
    if "off_ring" in (a.kind, b.kind):
        return _off_band_finding(a, b, d_min, d_max)
    found = judge(_ring_margins(a, b, d_min, d_max, is_measured=True), is_open=_is_open(a, b))
    around = PlaceFinding(int(found.code), _metric(float(found.slack)), INEQUALITIES[int(found.row)], d_min, d_max)
    if max(one.bounds(is_exact=True).l_max for one in (a, b)) <= SURELY_SHORTEST_M or a.spot.site == b.spot.site:
        return around
    # A circle so large may be in several pieces.
    code = CONTRADICTORY if around.code == CONTRADICTORY else _searched(_all_around(a), _all_around(b))
    return around if code == around.code else replace(around, code=code, slack_m=None)


def _all_around(place: PlaceConstraint) -> PlaceConstraint:
    return replace(place, sector=None)


def _off_band_finding(a: PlaceConstraint, b: PlaceConstraint, d_min: float, d_max: float) -> PlaceFinding:
    judged = ring_judged(a, b, d_min, d_max)
    found = PlaceFinding(int(judged.code), _metric(float(judged.slack)), "off-band", d_min, d_max)
    first, off = (b, a) if a.kind == "off_ring" else (a, b)
    if found.code == CONTRADICTORY or a.spot.site == b.spot.site or not _is_off_band_far(first, off, d_max):
        return found
    # What is beyond the band may be round the globe.
    slack_m = _off_band_slack_m(first, off, d_min, d_max)
    if slack_m > 0:
        return replace(found, code=COMPATIBLE, slack_m=slack_m)
    is_never = find_common_point(frozenset((_all_around(a), _all_around(b)))).status == "impossible"
    return replace(found, code=CONTRADICTORY if is_never else UNDECIDED, slack_m=None)


def _is_off_band_far(first: PlaceConstraint, off: PlaceConstraint, d_max: float) -> bool:
    bounds = first.bounds(is_exact=True)
    farthest_m = bounds.h_max if math.isfinite(bounds.h_max) else bounds.l_max
    return bool(d_max + max(farthest_m, off.far_m) > SURELY_SHORTEST_M)


def _off_band_slack_m(first: PlaceConstraint, off: PlaceConstraint, d_min: float, d_max: float) -> float:
    """Return by how much some circle around the first site leaves a denied band in every reading, at least.

    A circle moves no farther than its centre, and reaches as near as the difference of its radius and the distance.
    """
    one, other = first.spot, off.spot
    moved_m = (one.radius_m or 0.0) + (other.radius_m or 0.0)
    ends = one.lon, one.lat, other.lon, other.lat

    def left_m(radius_m: float) -> float:
        nearest_m = max(abs(d_max - radius_m), abs(d_min - radius_m))
        most_m = on_circle_m(*ends[:2], radius_m, *ends[2:])[0] - moved_m
        return max(off.near_m - nearest_m, most_m - off.far_m) if radius_m <= SURELY_SHORTEST_M else -math.inf

    if first.kind == "ring":
        radii_m, step_m = np.linspace(first.near_m, first.far_m, _READINGS, retstep=True)
        return min(left_m(float(radius_m)) for radius_m in radii_m) - float(step_m) / 2
    bounds = strictest(first).bounds(is_exact=False)
    low_m, high_m = bounds.l_max, min(bounds.h_min, SURELY_SHORTEST_M)
    return max(left_m(at_m) for at_m in (low_m, high_m, min(max(farthest_from_m(*ends), low_m), high_m)))


def _is_open(a: PlaceConstraint, b: PlaceConstraint) -> bool:
    return a.kind in OPEN_KINDS or b.kind in OPEN_KINDS


def ring_judged(a: PlaceConstraint, b: PlaceConstraint, d_min: float, d_max: float) -> Judged:
    """Return the three-valued test of two bounds on distances from sites ``d_min`` to ``d_max`` metres apart."""
    if "off_ring" not in (a.kind, b.kind):
        return judge(_ring_margins(a, b, d_min, d_max), is_open=_is_open(a, b))
    first, off = (b, a) if a.kind == "off_ring" else (a, b)
    is_exact = first.kind == "ring"
    band = OffBand(off.near_m, off.far_m)
    found = off_band_margins(first.bounds(is_exact=is_exact), band, d_min, d_max, is_exact=is_exact)
    return judge(found, is_open=True)


def _ring_margins(
    a: PlaceConstraint, b: PlaceConstraint, d_min: float, d_max: float, *, is_measured: bool = False
) -> Margins:
    """Return the margins of two bounds on distances; round the globe, those of the sites as they lie if asked."""
    first, second = a.bounds_beside(b), b.bounds_beside(a)
    found = margins(first, second, d_min, d_max)
    if not is_measured or a.spot.site == b.spot.site or not is_far(first, second, d_max):
        return found
    one, other = a.spot, b.spot
    if (one.lon, one.lat) > (other.lon, other.lat):  # the same either way round
        one, other, first, second = other, one, second, first
    own_m, other_m = one.radius_m or 0.0, other.radius_m or 0.0
    ends = one.lon, one.lat, other.lon, other.lat
    (_, most_m), (least_m, _) = (
        round_the_globe_m(*ends[:2], min(max(0.0, at_m), FARTHEST_M), *ends[2:])
        for at_m in (first.l_min - own_m, first.l_max + own_m)
    )
    found.best[3] = min(found.best[3], most_m + other_m - second.l_min)
    found.worst[3] = max(found.worst[3], least_m - other_m - second.l_max)
    return found


def sensitivity_m(a: PlaceConstraint, b: PlaceConstraint, found: PlaceFinding) -> float | None:
    """Return how far apart two speakers' points of one site may be before the verdict changes.

    Contradictory claims stay so until the gap is closed. Compatible ones: a distance against a threshold until some
    place that fits the one no longer fits the other, which takes the slack; other claims until no place fits both.
    ``None`` where the sites differ, where nothing is decided, or where no distance would change anything.
    """
    if a.spot.site != b.spot.site or found.slack_m is None or found.code == UNDECIDED:
        return None
    if a.region is not None or b.region is not None or a.sector is not None or b.sector is not None:
        return None
    if found.code == CONTRADICTORY:
        return -found.slack_m
    if a.is_exact_beside(b) or b.is_exact_beside(a):
        return found.slack_m
    reach_m = [math.inf if one.kind == "off_ring" else one.bounds(is_exact=False).h_min for one in (a, b)]
    return _metric(sum(reach_m))


def _directions_at_one_site(a: PlaceConstraint, b: PlaceConstraint, around: PlaceFinding) -> PlaceFinding:
    """Both are ranges of distance and of direction from one point, so each can be asked by itself."""
    if a.is_off or b.is_off:
        return _off_sector_at_one_site(a, b, around)
    if around.code == CONTRADICTORY:
        return around
    if "at" in (a.kind, b.kind):
        return PlaceFinding(UNDECIDED, None, "direction")  # at no distance there is no direction
    if a.sector is None or b.sector is None:
        return around
    spare_deg = a.sector[1] + b.sector[1] - sectors.angle_between(a.sector[0], b.sector[0])
    if spare_deg >= 0:
        return around
    # Where both distances may be none, the site's own point is in both: at no distance there is no direction.
    code = UNDECIDED if _may_be_none(a) and _may_be_none(b) else CONTRADICTORY
    return PlaceFinding(code, None, "direction")


def _may_be_none(place: PlaceConstraint) -> bool:
    return place.kind == "within" or place.near_m <= 0


def _off_sector_at_one_site(a: PlaceConstraint, b: PlaceConstraint, around: PlaceFinding) -> PlaceFinding:
    off, other = (a, b) if a.is_off else (b, a)
    if around.code == COMPATIBLE or off.sector is None:
        return around
    if other.kind == "at":
        return PlaceFinding(UNDECIDED, None, "direction")
    if other.sector is not None:
        beside_deg = sectors.angle_between(other.sector[0], off.sector[0]) + other.sector[1]
        if beside_deg <= off.sector[1]:
            may_be_none = off.kind == "off_ring" and off.near_m <= 0 and _may_be_none(other)
            return PlaceFinding(UNDECIDED, None, "direction") if may_be_none else around
    # Some direction is left open; it is one only at a distance.
    nearest_m = other.near_m if other.kind in ("ring", "within") else math.inf
    return PlaceFinding(COMPATIBLE if nearest_m > 0 else UNDECIDED, None, "direction")


def _directions(a: PlaceConstraint, b: PlaceConstraint, around: PlaceFinding) -> PlaceFinding:
    """Judge sectors of different sites; a sector is less than its ring, and what lies off it more."""
    off = next((one for one in (a, b) if one.is_off), None)
    is_wider = off is not None and off.sector is not None
    if around.code == CONTRADICTORY and not is_wider:
        return around
    is_ring = all(one.sector is None for one in (a, b) if one is not off)
    code = COMPATIBLE if is_wider and is_ring and around.code == COMPATIBLE else _searched(a, b)
    return PlaceFinding(code, None, "sector", around.d_min_m, around.d_max_m)


def _searched(a: PlaceConstraint, b: PlaceConstraint) -> int:
    """Return the verdict by looking for a place in every reading, and for any place in any."""
    found = in_every_reading(a, b)
    if found == "unknown" and find_common_point(frozenset((a, b))).status == "impossible":
        return CONTRADICTORY
    return COMPATIBLE if found == "always" else UNDECIDED


def _two_regions(a: PlaceConstraint, b: PlaceConstraint) -> PlaceFinding:
    if a.kind == b.kind == "inside":
        return PlaceFinding(regions.judge_both_inside(a.region, b.region), None, "regions")
    inside, outside = (a, b) if a.kind == "inside" else (b, a)
    return PlaceFinding(regions.judge_inside_outside(inside.region, outside.region), None, "regions")


def _with_region(point: PlaceConstraint, region: PlaceConstraint) -> PlaceFinding:
    if point.spot.radius_m is None:
        return PlaceFinding(UNDECIDED, None, "unknown")
    code, slack = regions.judge_parts(_ways(point, region, region.region), is_open=point.kind in OPEN_KINDS)
    around = PlaceFinding(code, _metric(slack), "region")
    if point.sector is None:
        return around
    if code == (COMPATIBLE if point.is_off else CONTRADICTORY):
        return around
    return PlaceFinding(_searched(point, region), None, "sector")


def _ways(point: PlaceConstraint, region: PlaceConstraint, area: shapely.Geometry) -> list[Margins]:
    """Return the margins of every way to be at a distance from a site and inside, or outside, a region."""
    return [
        regions.part_margins(way, reach)
        for way in point.ways_beside(region)
        for reach in regions.part_reaches(point.spot, area, way, is_outside=region.kind == "outside")
    ]
