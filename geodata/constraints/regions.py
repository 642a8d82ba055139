"""Whether X can be in, or outside of, a region and where a claim says.

A region is its polygons, edges straight in longitude and latitude (RFC 7946, section 3.1.1). Over one connected part
the distance from a site runs continuously from its least to its greatest value, so "X is in the region, at a distance
between l and h" can be met exactly when these two ranges meet for some part. The site's own disc widens both ends. The
outside of a region is in parts like any region, and open (:mod:`geodata.geodesy.region_parts`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
import shapely

from geodata.constraints.three_valued import COMPATIBLE, CONTRADICTORY, UNDECIDED, Bounds, Margins
from geodata.core.result_cache import remembered
from geodata.geodesy import region_distance
from geodata.geodesy.circles import MAX_GEODESIC_M
from geodata.geodesy.region_distance import TOLERANCE_M
from geodata.geodesy.region_parts import connected_parts, in_map_range, outside_of, turned_copies

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from geodata.constraints.place_constraints import SiteDisc

    Floats = NDArray[np.float64]
    Flags = NDArray[np.bool_]

_POLE_DEG: Final = 90.0
#: Nearer to a pole than this, 0.1 mm, a point has no longitude and is on the edge of the map.
_AT_POLE_DEG: Final = 1e-9
#: From here on a map around the pole serves better.
_POLAR_DEG: Final = 70.0
#: So far away is far enough.
_NEAR_DEG: Final = 8.0
#: A degree of a meridian is 110,574 m at the equator, its shortest; a degree of the equator is longer.
_SHORTEST_DEGREE_M: Final = 110_500.0
#: Edges are cut to this before they are moved to a map around a pole, and are off by less than this there.
_CUT_DEG: Final = 0.1
_BENT_DEG: Final = 7e-5


class DistanceRange(NamedTuple):
    """Bounds on least and greatest distance from a site to a connected part of the Earth, metres."""

    least_min: float
    least_max: float
    """Negative where the site is inside wherever it is: by how much."""
    most_min: float
    most_max: float


@remembered
def depth_m(lon: float, lat: float, part: shapely.Geometry, rest: shapely.Geometry) -> float:
    """Return how far a point is inside a part of the Earth, at least: metres to its edge, negative outside.

    ``rest`` is what is beyond the edge. Off by at most 2 cm, and always to the side of outside.
    """
    point = shapely.Point(lon, lat)
    if not region_distance.meet(point, part):
        return -region_distance.nearest_m(point, part) - TOLERANCE_M
    return MAX_GEODESIC_M if rest.is_empty else max(0.0, region_distance.nearest_m(point, rest) - TOLERANCE_M)


def away_from_region_m(lon: float, lat: float, region: shapely.Geometry) -> float:
    """Return how far a point is from a region, at least, metres; 0 inside."""
    inside = in_map_range(region)
    return max(0.0, -depth_m(lon, lat, inside, outside_of(region)) - 2 * TOLERANCE_M)


def part_reaches(spot: SiteDisc, region: shapely.Geometry, claim: Bounds, *, is_outside: bool) -> list[DistanceRange]:
    """Return how far each part of a region, or of its outside, is from a site whose position is in its disc.

    ``claim``: the bound to be compared: an end that it cannot miss is not measured, and taken to be as far off as can
    be. ``is_outside``: for the parts of what is outside.
    """
    wanted, rest = in_map_range(region), outside_of(region)
    if is_outside:
        wanted, rest = rest, wanted
    return [_reach(spot, part, rest, claim) for part in connected_parts(wanted)]


def _reach(spot: SiteDisc, part: shapely.Geometry, rest: shapely.Geometry, claim: Bounds) -> DistanceRange:
    radius_m = spot.radius_m or 0.0
    least_min = least_max = 0.0
    most_min = most_max = np.inf
    if claim.h_min < np.inf:
        depth = depth_m(spot.lon, spot.lat, part, rest)
        least_min, least_max = max(0.0, -depth - 2 * TOLERANCE_M - radius_m), radius_m - depth
    if claim.l_max > 0:
        most = region_distance.farthest_of_m(spot.lon, spot.lat, part)
        most_min, most_max = max(0.0, most - TOLERANCE_M - radius_m), min(MAX_GEODESIC_M, most + radius_m)
    return DistanceRange(least_min, least_max, most_min, most_max)


@remembered
def _drawn(region: shapely.Geometry, *, is_outside: bool) -> shapely.Geometry:
    area = turned_copies(outside_of(region) if is_outside else in_map_range(region))
    shapely.prepare(area)
    return area


@remembered
def _around_pole(region: shapely.Geometry, pole: int, *, is_outside: bool) -> shapely.Geometry:
    """Return all lines of a region, or of its outside, on a map around a pole: directions and degrees from it."""
    area = outside_of(region) if is_outside else in_map_range(region)
    near = shapely.intersection(area, shapely.box(-180, pole * 90, 180, pole * (_POLAR_DEG - 3 * _NEAR_DEG)))
    lines = shapely.get_parts(shapely.boundary(shapely.segmentize(shapely.get_parts(near), _CUT_DEG)))

    def moved(points: Floats) -> Floats:
        return np.column_stack(_polar(points[:, 0], points[:, 1], pole))

    return shapely.GeometryCollection([shapely.transform(line, moved) for line in lines])


def _polar(lons: Floats, lats: Floats, pole: int) -> tuple[Floats, Floats]:
    from_pole_deg = _POLE_DEG - pole * lats
    return from_pole_deg * np.sin(np.radians(lons)), from_pole_deg * np.cos(np.radians(lons))


def are_there(lons: Floats, lats: Floats, region: shapely.Geometry, *, is_outside: bool) -> Flags:
    """Tell whether points are in a region, or outside of it."""
    lats = np.clip(lats, _AT_POLE_DEG - _POLE_DEG, _POLE_DEG - _AT_POLE_DEG)
    return np.asarray(shapely.contains_xy(_drawn(region, is_outside=is_outside), lons, lats), dtype=bool)


def away_m(lons: Floats, lats: Floats, region: shapely.Geometry, *, is_outside: bool) -> Floats:
    """Return how far points are from a region, or from its outside, at least; 0 for those that are there.

    A bound, for many points at once. Within some degrees of a point a metre of any line changes longitude and latitude
    by no more than a metre of the last parallel there does; on a map around the pole, by no more than a degree of
    meridian and what that map widens.
    """
    lats = np.clip(lats, _AT_POLE_DEG - _POLE_DEG, _POLE_DEG - _AT_POLE_DEG)
    wanted = _drawn(region, is_outside=is_outside)
    is_in = np.asarray(shapely.contains_xy(wanted, lons, lats), dtype=bool)
    off_deg = np.zeros(len(lons))
    off_deg[~is_in] = np.minimum(shapely.distance(wanted, shapely.points(lons[~is_in], lats[~is_in])), _NEAR_DEG)
    metres = off_deg * _SHORTEST_DEGREE_M * np.cos(np.radians(np.minimum(np.abs(lats) + off_deg, _POLE_DEG)))
    for pole in (-1, 1):
        polar = ~is_in & (pole * lats > _POLAR_DEG)
        if polar.any():
            lines = _around_pole(region, pole, is_outside=is_outside)
            points = shapely.points(*_polar(lons[polar], lats[polar], pole))
            # NaN: nothing of it is in this half of the Earth.
            off_deg = np.fmin(shapely.distance(lines, points) - _BENT_DEG, _NEAR_DEG)
            reach = np.radians(_POLE_DEG - np.abs(lats[polar]) + _NEAR_DEG)
            metres[polar] = np.maximum(metres[polar], off_deg * _SHORTEST_DEGREE_M * np.sin(reach) / reach)
    return np.where(is_in, 0.0, np.maximum(metres, 1e-9))


def part_margins(claim: Bounds, reach: DistanceRange) -> Margins:
    """Return the margins of a bound on the distance against one part of the Earth."""
    best = [reach.most_max - claim.l_min, claim.h_max - reach.least_min]
    worst = [reach.most_min - claim.l_max, claim.h_min - reach.least_max]
    return Margins(np.array(best, dtype=np.float64), np.array(worst, dtype=np.float64))


def judge_parts(ways: Sequence[Margins], *, is_open: bool) -> tuple[int, float]:
    """Return verdict and slack of several ways to meet two claims, one of which is enough.

    Contradictory if every way is shut, compatible if a single way is open in every reading.
    """
    best = max((float(way.best.min()) for way in ways), default=-np.inf)
    worst = max((float(way.worst.min()) for way in ways), default=-np.inf)
    if best < 0 or (is_open and best == 0):
        return CONTRADICTORY, best
    if worst > 0 or (not is_open and worst == 0):
        return COMPATIBLE, worst
    return UNDECIDED, worst


def _meet_at_a_pole(a: shapely.Geometry, b: shapely.Geometry) -> bool:
    return any(pole in (a.bounds[1], a.bounds[3]) and pole in (b.bounds[1], b.bounds[3]) for pole in (-90.0, 90.0))


@remembered
def judge_both_inside(a: shapely.Geometry, b: shapely.Geometry) -> int:
    """Return whether X can be in two regions: compatible if their interiors overlap, undecided if they only touch."""
    one, other = in_map_range(a), in_map_range(b)
    if shapely.relate(one, other)[0] == "2":
        return COMPATIBLE
    is_touching = region_distance.meet(one, other) or _meet_at_a_pole(one, other)
    return UNDECIDED if is_touching else CONTRADICTORY


@remembered
def judge_inside_outside(inside: shapely.Geometry, outside: shapely.Geometry) -> int:
    """Return whether X can be in one region and outside another: contradictory if the second covers the first."""
    return CONTRADICTORY if shapely.covers(in_map_range(outside), in_map_range(inside)) else COMPATIBLE
