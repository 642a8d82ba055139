"""Areas that surely hold all that is near a sector, or surely lie deep in it: edges straight in degrees.

A sector is widened, or narrowed, by a length on a map of directions and distances from its own centre. There nothing is
nearer together than on the Earth, and nothing farther apart than by the share that a sphere as round as the ellipsoid
at its roundest would make it. What the edges lose on their way from that map to degrees is measured and added.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely

from geodata.geodesy.antimeridian import polygon_left_of
from geodata.geodesy.circles import GEOD

if TYPE_CHECKING:
    from geodata.geodesy.geodesics import Floats

#: Vertices of arcs: of a full circle, and of a quarter where a corner is rounded.
_AROUND: Final = 720
_QUARTER: Final = 32
#: Edges are at most this long, or this share of the way around.
_STEP_M: Final = 1_000.0
_STEP_SHARE: Final = 1 / 2_000
_FEWEST: Final = 100
_TRIES: Final = 4
#: Between the measured instants of an edge it may leave its way by a little more.
_UNSEEN: Final = 1.1
_ROUNDING_M: Final = 1e-3


def widened_sector(
    lon: float, lat: float, range_m: tuple[float, float], arc: tuple[float, float], by_m: float, *, is_outer: bool
) -> shapely.Geometry | None:
    """Return an area that holds all points near a sector; or one all of whose points have only the sector near them.

    ``range_m``: least and greatest distance from its centre. ``arc``: first direction and width, degrees clockwise.
    ``by_m``: how near. ``is_outer``: False for the narrower area. ``None`` where the sector reaches so far, or
    so near to a pole, that this cannot be drawn.

    >>> sector = 40.0, 35.0, (4_500.0, 5_500.0), (225.0, 90.0)
    >>> wide, narrow = (widened_sector(*sector, 400.0, is_outer=is_outer) for is_outer in (True, False))
    >>> [bool(shapely.contains_xy(area, *GEOD.fwd(40.0, 35.0, 270.0, 5_400.0)[:2])) for area in (wide, narrow)]
    [True, False]
    """
    sign = 1 if is_outer else -1
    reach = (range_m[1] + 2 * by_m) / GEOD.b
    if reach >= math.pi / 2:
        return None
    flat = _flat(range_m, arc, is_outer=is_outer)
    length_m = by_m * reach / math.sin(reach) / math.cos(math.pi / 4 / _QUARTER) + _ROUNDING_M
    lost_m = 0.0
    for _ in range(_TRIES):
        grown = flat.buffer(sign * (length_m + lost_m), quad_segs=_QUARTER)
        if grown.is_empty:
            return shapely.Polygon()
        rings = [_ring(lon, lat, ring) for part in shapely.get_parts(grown) for ring in shapely.get_rings(part)]
        now_m = _UNSEEN * max(found for _, found in rings)
        if now_m <= lost_m:
            return _on_the_globe(lon, lat, grown)
        lost_m = 1.2 * now_m
    return None


def _flat(range_m: tuple[float, float], arc: tuple[float, float], *, is_outer: bool) -> shapely.Geometry:
    """Return a sector on its own map, its arcs' chords all on the side that is asked for."""
    start, width = np.radians(arc)
    count = max(2, math.ceil(width / (2 * math.pi) * _AROUND) + 1)
    around = np.linspace(start, start + width, count)
    longer = 1 / math.cos(width / (count - 1) / 2)
    near_m, far_m = (range_m[0], range_m[1] * longer) if is_outer else (range_m[0] * longer, range_m[1])
    if near_m >= far_m and not is_outer:
        return shapely.Polygon()
    outer = np.column_stack([np.sin(around), np.cos(around)]) * far_m
    inner = np.column_stack([np.sin(around), np.cos(around)])[::-1] * near_m if near_m > 0 else np.zeros((1, 2))
    edge = np.vstack([outer, inner])
    area = shapely.Polygon(edge).buffer(0)
    return shapely.union(area, shapely.LineString(edge)) if is_outer else area  # of no width it is a line


def _ring(lon: float, lat: float, ring: shapely.Geometry) -> tuple[Floats, float]:
    """Return a ring of the map in degrees, counter-clockwise, and by how much its edges leave those of the map."""
    step_m = min(max(_STEP_M, ring.length * _STEP_SHARE), ring.length / _FEWEST)
    flat = shapely.get_coordinates(shapely.segmentize(ring, step_m))
    if not shapely.is_ccw(shapely.LinearRing(flat)):
        flat = flat[::-1]
    count = len(flat)
    lons, lats, _ = GEOD.fwd(
        np.full(count, lon), np.full(count, lat), np.degrees(np.arctan2(*flat.T)), np.hypot(*flat.T)
    )
    lons = np.unwrap(lons, period=360.0)
    lost_m = 0.0
    for share in (0.25, 0.5, 0.75):
        at = [axis[:-1] + np.diff(axis) * share for axis in (lons, lats)]
        azimuths, _, lengths = GEOD.inv(np.full(count - 1, lon), np.full(count - 1, lat), *at)
        there = np.column_stack([np.sin(np.radians(azimuths)), np.cos(np.radians(azimuths))]) * lengths[:, None]
        wanted = flat[:-1] + np.diff(flat, axis=0) * share
        lost_m = max(lost_m, float(np.hypot(*(there - wanted).T).max()))
    return np.column_stack([lons, lats])[:-1], lost_m


def _on_the_globe(lon: float, lat: float, grown: shapely.Geometry) -> shapely.Geometry:
    found = shapely.Polygon()
    for part in shapely.get_parts(grown):
        outer, *holes = (polygon_left_of(_ring(lon, lat, ring)[0]) for ring in shapely.get_rings(part))
        found = shapely.union(found, shapely.difference(outer, shapely.union_all(holes)) if holes else outer)
    return found
