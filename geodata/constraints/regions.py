"""Whether X can be in, or outside of, a region and where a claim says.

A region is its polygons, edges straight in longitude and latitude (RFC 7946, section 3.1.1). Over one connected part
the distance from a site runs continuously from its least to its greatest value, so "X is in the region, at a distance
between l and h" can be met exactly when these two ranges meet for some part. The site's own disc widens both ends. The
outside of a region is a part like any other, open and reaching to the antipodes, with one more for each hole.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
import shapely
import shapely.affinity

from geodata.constraints.three_valued import COMPATIBLE, CONTRADICTORY, UNDECIDED, Bounds, Margins
from geodata.core.result_cache import remembered
from geodata.geodesy import region_distance
from geodata.geodesy.circles import MAX_GEODESIC_M
from geodata.geodesy.region_distance import TOLERANCE_M

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from geodata.constraints.place_constraints import SiteDisc

    Floats = NDArray[np.float64]

#: What is remembered of regions, by each of some ten functions.
_MOST_BYTES: Final = 8 * 2**20
_HALF_TURN_DEG: Final = 180.0
_FULL_TURN_DEG: Final = 360.0
_POLE_DEG: Final = 90.0
_FRAME_DEG: Final = 2.0
_NEAR_DEG: Final = 8.0
#: A degree of a meridian is 110,574 m at the equator, its shortest; a degree of the equator is longer.
_SHORTEST_DEGREE_M: Final = 110_500.0


class DistanceRange(NamedTuple):
    """Bounds on least and greatest distance from a site to a connected part of the Earth, metres."""

    least_min: float
    least_max: float
    most_min: float
    most_max: float


@remembered(_MOST_BYTES)
def _turns(lon: float, polygon: shapely.Geometry) -> float:
    """Return the turns to add to a longitude so that it is counted as the polygon's are."""
    west, _, east, _ = polygon.bounds
    return float(round(((west + east) / 2 - lon) / _FULL_TURN_DEG)) * _FULL_TURN_DEG


@remembered(_MOST_BYTES)
def parts_of(region: shapely.Geometry) -> tuple[shapely.Geometry, ...]:
    """Return the polygons of a region; those that meet across the antimeridian stay apart."""
    return tuple(shapely.get_parts(region))


@remembered(_MOST_BYTES)
def _frame(polygon: shapely.Geometry) -> shapely.Geometry:
    """Return a rim around a polygon: what is outside of it and near."""
    west, south, east, north = polygon.bounds
    box = shapely.box(
        west - _FRAME_DEG, max(-_POLE_DEG, south - _FRAME_DEG), east + _FRAME_DEG, min(_POLE_DEG, north + _FRAME_DEG)
    )
    return box.difference(polygon)


@remembered(_MOST_BYTES)
def depth_m(lon: float, lat: float, polygon: shapely.Geometry) -> float:
    """Return how far a point is inside a polygon, at least: metres to its edge, negative outside.

    Off by at most 2 cm, and always to the side of outside.
    """
    point = shapely.Point(lon + _turns(lon, polygon), lat)
    if polygon.intersects(point):
        return max(0.0, region_distance.nearest_m(point, _frame(polygon)) - TOLERANCE_M)
    return -region_distance.nearest_m(point, polygon) - TOLERANCE_M


@remembered(_MOST_BYTES)
def _farthest_m(lon: float, lat: float, polygon: shapely.Geometry) -> float:
    return region_distance.farthest_m(shapely.Point(lon, lat), polygon)


def reaches_inside(spot: SiteDisc, region: shapely.Geometry, claim: Bounds) -> list[DistanceRange]:
    """Return how far each part of a region is from a site whose position is in its disc.

    ``claim``: the bound to be compared: an end that it cannot miss is not measured, and taken to be as far off as can
    be.
    """
    return [_reach_inside(spot, part, claim) for part in parts_of(region)]


def _reach_inside(spot: SiteDisc, part: shapely.Geometry, claim: Bounds) -> DistanceRange:
    radius_m = spot.radius_m or 0.0
    least_min = least_max = 0.0
    most_min = most_max = np.inf
    if claim.h_min < np.inf:
        depth = depth_m(spot.lon, spot.lat, part)
        least_min, least_max = max(0.0, -depth - 2 * TOLERANCE_M - radius_m), max(0.0, -depth + radius_m)
    if claim.l_max > 0:
        most = _farthest_m(spot.lon, spot.lat, part)
        most_min, most_max = max(0.0, most - TOLERANCE_M - radius_m), min(MAX_GEODESIC_M, most + radius_m)
    return DistanceRange(least_min, least_max, most_min, most_max)


def reach_outside(spot: SiteDisc, region: shapely.Geometry) -> DistanceRange:
    """Return how far the outside of a region is from a site.

    Its greatest distance is proved only as far as the region's own farthest point, or to the antipode if that is
    outside of the region too. What lies in holes counts where it is the nearest, and proves nothing.
    """
    radius_m = spot.radius_m or 0.0
    merged = _merged(region)
    nearest = max(depth_m(spot.lon, spot.lat, part) for part in merged)
    if any(part.bounds[2] - part.bounds[0] >= _FULL_TURN_DEG for part in merged):
        # A belt around the globe: its outside is in two pieces.
        return DistanceRange(max(0.0, nearest - radius_m), np.inf, -np.inf, MAX_GEODESIC_M)
    antipode = shapely.Point(spot.lon - math.copysign(_HALF_TURN_DEG, spot.lon), -spot.lat)
    proved = MAX_GEODESIC_M
    if region.intersects(antipode):
        proved = max(_farthest_m(spot.lon, spot.lat, part) - TOLERANCE_M for part in merged)
    outermost = max(depth_m(spot.lon, spot.lat, shapely.Polygon(part.exterior)) for part in merged)
    least_max = max(0.0, outermost + 2 * TOLERANCE_M + radius_m)
    return DistanceRange(max(0.0, nearest - radius_m), least_max, proved - radius_m, MAX_GEODESIC_M)


def away_m(lons: Floats, lats: Floats, region: shapely.Geometry, *, is_outside: bool) -> Floats:
    """Return how far points are from a region, or from its outside, at least; 0 for those that are there.

    A bound, for many points at once: within 8 degrees of a point a metre of any line changes longitude and latitude by
    no more than a metre of parallel and of meridian there does.
    """
    wide = _merged_region(region)
    wanted = _edge(region) if is_outside else wide
    is_in = shapely.contains_xy(wide, lons, lats)
    off_deg = np.minimum(shapely.distance(wanted, shapely.points(lons, lats)), _NEAR_DEG)
    parallel_m = _SHORTEST_DEGREE_M * np.cos(np.radians(np.minimum(np.abs(lats) + _NEAR_DEG, _POLE_DEG)))
    metres = off_deg / np.hypot(1 / _SHORTEST_DEGREE_M, 1 / np.maximum(parallel_m, 1e-9))
    return np.where(is_in == (not is_outside), 0.0, np.maximum(metres, 1e-9))


def part_margins(claim: Bounds, reach: DistanceRange) -> Margins:
    """Return the margins of a bound on the distance against one part of the Earth."""
    best = [reach.most_max - claim.l_min, claim.h_max - reach.least_min]
    worst = [reach.most_min - claim.l_max, claim.h_min - reach.least_max]
    return Margins(np.array(best, dtype=np.float64), np.array(worst, dtype=np.float64))


def judge_parts(ways: Sequence[Margins], *, is_open: bool) -> tuple[int, float]:
    """Return verdict and slack of several ways to meet two claims, one of which is enough.

    Contradictory if every way is shut, compatible if a single way is open in every reading.
    """
    best = max(float(way.best.min()) for way in ways)
    worst = max(float(way.worst.min()) for way in ways)
    if best < 0 or (is_open and best == 0):
        return CONTRADICTORY, best
    if worst > 0 or (not is_open and worst == 0):
        return COMPATIBLE, worst
    return UNDECIDED, worst


@remembered(_MOST_BYTES)
def _copies(region: shapely.Geometry) -> shapely.Geometry:
    """Return a region with its copies one turn to the west and to the east: the antimeridian is no edge."""
    moved = [shapely.affinity.translate(region, turn) for turn in (-_FULL_TURN_DEG, 0.0, _FULL_TURN_DEG)]
    return shapely.GeometryCollection(moved)


@remembered(_MOST_BYTES)
def _merged(region: shapely.Geometry) -> tuple[shapely.Geometry, ...]:
    """Return the polygons of a region and its copies, with those that meet made one."""
    return tuple(shapely.get_parts(shapely.union_all(list(_copies(region).geoms))))


@remembered(_MOST_BYTES)
def _merged_region(region: shapely.Geometry) -> shapely.Geometry:
    merged = shapely.union_all(_merged(region))
    shapely.prepare(merged)
    return merged


@remembered(_MOST_BYTES)
def _edge(region: shapely.Geometry) -> shapely.Geometry:
    return shapely.boundary(_merged_region(region))


def _meet_at_a_pole(a: shapely.Geometry, b: shapely.Geometry) -> bool:
    return any(pole in (a.bounds[1], a.bounds[3]) and pole in (b.bounds[1], b.bounds[3]) for pole in (-90.0, 90.0))


@remembered(_MOST_BYTES)
def judge_both_inside(a: shapely.Geometry, b: shapely.Geometry) -> int:
    """Return whether X can be in two regions: compatible if their interiors overlap, undecided if they only touch."""
    copies = [copy for copy in _copies(b).geoms if copy.intersects(a)]
    if any(a.relate(copy)[0] == "2" for copy in copies):
        return COMPATIBLE
    return UNDECIDED if copies or _meet_at_a_pole(a, b) else CONTRADICTORY


@remembered(_MOST_BYTES)
def judge_inside_outside(inside: shapely.Geometry, outside: shapely.Geometry) -> int:
    """Return whether X can be in one region and outside another: contradictory if the second covers the first."""
    return CONTRADICTORY if _merged_region(outside).covers(inside) else COMPATIBLE
