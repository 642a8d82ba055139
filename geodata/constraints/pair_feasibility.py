"""Whether two claims' places can be one place.

Dispatch only: bounds on distances go to :mod:`geodata.constraints.three_valued`, regions to
:mod:`geodata.constraints.regions`, what is between two sites to :mod:`geodata.constraints.corridors`, directions to
:mod:`geodata.constraints.sectors`, and what these leave open to the search of :mod:`geodata.constraints.point_search`.
Circles and points are decided exactly; where a region or a sector takes part, a verdict is given as far as it is
proved, and is undecided otherwise.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from geodata.constraints import corridors, regions, sectors
from geodata.constraints.place_constraints import OPEN_KINDS, PlaceConstraint, apart_m
from geodata.constraints.point_search import find_common_point
from geodata.constraints.three_valued import (
    COMPATIBLE,
    CONTRADICTORY,
    INEQUALITIES,
    UNDECIDED,
    Judged,
    Margins,
    OffBand,
    judge,
    margins,
    off_band_margins,
)
from geodata.geodesy.circles import distance_m

if TYPE_CHECKING:
    import shapely

_FULL_TURN_DEG: Final = 360.0


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


def _apart(a: PlaceConstraint, b: PlaceConstraint) -> tuple[float, float]:
    if a.spot.site == b.spot.site:
        return 0.0, 0.0
    return apart_m(a.spot, b.spot, distance_m(a.spot.lon, a.spot.lat, b.spot.lon, b.spot.lat))


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
        return PlaceFinding(UNDECIDED, None, "unknown", *_apart(a, b))
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
    d_min, d_max = _apart(a, b)
    found = ring_judged(a, b, d_min, d_max)
    is_band = "off_ring" in (a.kind, b.kind)
    name = "off-band" if is_band else INEQUALITIES[int(found.row)]
    return PlaceFinding(int(found.code), _metric(float(found.slack)), name, d_min, d_max)


def ring_judged(a: PlaceConstraint, b: PlaceConstraint, d_min: float, d_max: float) -> Judged:
    """Return the three-valued test of two bounds on distances from sites ``d_min`` to ``d_max`` metres apart."""
    if a.kind == "off_ring":
        a, b = b, a
    is_exact = a.kind == "ring" and b.is_threshold
    if b.kind == "off_ring":
        found = off_band_margins(
            a.bounds(is_exact=is_exact), OffBand(b.near_m, b.far_m), d_min, d_max, is_exact=is_exact
        )
        return judge(found, is_open=True)
    first = a.bounds(is_exact=is_exact)
    second = b.bounds(is_exact=b.kind == "ring" and a.is_threshold)
    return judge(margins(first, second, d_min, d_max), is_open=a.kind in OPEN_KINDS or b.kind in OPEN_KINDS)


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
    if (a.kind == "ring" and b.is_threshold) or (b.kind == "ring" and a.is_threshold):
        return found.slack_m
    reach_m = [math.inf if one.kind == "off_ring" else one.bounds(is_exact=False).h_min for one in (a, b)]
    return _metric(sum(reach_m))


def _directions_at_one_site(a: PlaceConstraint, b: PlaceConstraint, around: PlaceFinding) -> PlaceFinding:
    """Both are ranges of distance and of direction from one point, so each can be asked by itself."""
    if "off_ring" in (a.kind, b.kind):
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
    code = UNDECIDED if a.near_m <= 0 and b.near_m <= 0 else CONTRADICTORY
    return PlaceFinding(code, None, "direction")


def _off_sector_at_one_site(a: PlaceConstraint, b: PlaceConstraint, around: PlaceFinding) -> PlaceFinding:
    off, other = (a, b) if a.kind == "off_ring" else (b, a)
    if around.code == COMPATIBLE or off.sector is None:
        return around
    if other.kind == "at":
        return PlaceFinding(UNDECIDED, None, "direction")
    if other.sector is not None:
        beside_deg = sectors.angle_between(other.sector[0], off.sector[0]) + other.sector[1]
        if beside_deg <= off.sector[1]:
            may_be_none = other.near_m <= 0 and off.near_m <= 0
            return PlaceFinding(UNDECIDED, None, "direction") if may_be_none else around
    # Some direction is left open; it is one only at a distance.
    nearest_m = other.near_m if other.kind in ("ring", "within") else math.inf
    return PlaceFinding(COMPATIBLE if nearest_m > 0 else UNDECIDED, None, "direction")


def _directions(a: PlaceConstraint, b: PlaceConstraint, around: PlaceFinding) -> PlaceFinding:
    """Judge sectors of different sites."""
    if "off_ring" in (a.kind, b.kind):
        return _off_at_two_sites(a, b, around)
    if around.code == CONTRADICTORY:
        return around
    if a.sector is not None and b.sector is not None:
        code = sectors.judge_two(a, b)
    else:
        code = sectors.judge_against_distance(*((a, b) if a.sector is not None else (b, a)))
    return PlaceFinding(_searched(code, a, b), None, "sector", around.d_min_m, around.d_max_m)


def _searched(code: int, a: PlaceConstraint, b: PlaceConstraint) -> int:
    """Return contradictory where samples left it open and the search of squares proves that no point fits both."""
    if code != UNDECIDED:
        return code
    for one, other in ((a, b), (b, a)):
        if one.kind == "ring" and one.sector is not None and sectors.is_surely_possible(one, other):
            return code
    return CONTRADICTORY if find_common_point(frozenset((a, b))).status == "impossible" else code


def _off_at_two_sites(a: PlaceConstraint, b: PlaceConstraint, around: PlaceFinding) -> PlaceFinding:
    off, other = (a, b) if a.kind == "off_ring" else (b, a)
    if off.sector is None:
        # The other is a sector: less than the ring, so only "never" carries over.
        code = CONTRADICTORY if around.code == CONTRADICTORY else UNDECIDED
    elif around.code == COMPATIBLE and other.sector is None:
        code = COMPATIBLE
    else:
        code = _searched(sectors.judge_off(off, other), a, b)
    return PlaceFinding(code, None, "sector", around.d_min_m, around.d_max_m)


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
    if point.kind == "off_ring":
        return around if code == COMPATIBLE else PlaceFinding(_searched(UNDECIDED, point, region), None, "sector")
    if code == CONTRADICTORY:
        return around
    return PlaceFinding(_searched(sectors.judge_against_region(point, region), point, region), None, "sector")


def _ways(point: PlaceConstraint, region: PlaceConstraint, area: shapely.Geometry) -> list[Margins]:
    """Return the margins of every way to be at a distance from a site and inside, or outside, a region."""
    if point.kind == "off_ring":
        near = PlaceConstraint("within", point.spot, 0.0, point.near_m, point.near_m).bounds(is_exact=False)
        far = PlaceConstraint("beyond", point.spot, 0.0, point.far_m, point.far_m).bounds(is_exact=False)
        ways = [near, far] if point.near_m > 0 else [far]
    else:
        ways = [point.bounds(is_exact=point.kind == "ring" and region.is_threshold)]
    if region.kind == "outside":
        reach = regions.reach_outside(point.spot, area)
        return [regions.part_margins(way, reach) for way in ways]
    return [regions.part_margins(way, reach) for way in ways for reach in regions.reaches_inside(point.spot, area, way)]
