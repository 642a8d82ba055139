"""Discs that surely hold a geodesic disc, or surely lie in it: as areas in degrees, whose edges are straight in these.

Between two vertices of a circle a line straight in longitude and latitude leaves the circle, to either side: by
centimetres at 55 km, by hundreds of metres at 5,000 km. So a circle is drawn larger or smaller until its edges,
measured along their way, are on the right side.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import shapely

from geodata.geodesy.antimeridian import polygon_left_of
from geodata.geodesy.circles import GEOD, circle

if TYPE_CHECKING:
    from geodata.geodesy.geodesics import Floats

WORLD: Final = shapely.box(-180, -90, 180, 90)
#: Beyond the last measured instant of an edge it may leave the circle by a little more: a share of what it does, and
#: what rounding of coordinates does.
_UNSEEN: Final = 0.05
_ROUNDING_M: Final = 1e-4
_STEPS: Final = 8
_TRIES: Final = 6
#: Vertices of small circles, and of large ones.
_VERTICES: Final = 400
_MANY_VERTICES: Final = 1_440
_LARGE_M: Final = 300_000.0
#: Nearer to the antipode, where geodesics cross, a circle is no ring: what is farther is all the Earth, or nothing.
_FARTHEST_M: Final = 19_900_000.0


def covering_disc(lon: float, lat: float, radius_m: float) -> shapely.Geometry:
    """Return an area that holds every point within a distance, and little more.

    >>> bool(shapely.contains_xy(covering_disc(10.0, 60.0, 2e6), *GEOD.fwd(10.0, 60.0, 77.7, 2e6)[:2]))
    True
    """
    drawn_m = max(radius_m, 0.0) + _ROUNDING_M
    for _ in range(_TRIES):
        if drawn_m >= _FARTHEST_M:
            break
        ring, lengths_m = _ring(lon, lat, drawn_m)
        short_m = drawn_m - lengths_m.min()
        missing_m = radius_m + _ROUNDING_M + _UNSEEN * short_m - lengths_m.min()
        if missing_m <= 0:
            return polygon_left_of(ring)
        drawn_m += 1.05 * missing_m
    return WORLD


def covered_disc(lon: float, lat: float, radius_m: float) -> shapely.Geometry:
    """Return an area that holds only points within a distance, and nearly all of them; empty for less than a mm."""
    drawn_m = min(radius_m, _FARTHEST_M) - _ROUNDING_M
    for _ in range(_TRIES):
        if drawn_m <= 10 * _ROUNDING_M:
            break
        ring, lengths_m = _ring(lon, lat, drawn_m)
        beyond_m = lengths_m.max() - drawn_m
        excess_m = lengths_m.max() + _UNSEEN * beyond_m + _ROUNDING_M - radius_m
        if excess_m <= 0:
            return polygon_left_of(ring)
        drawn_m -= 1.05 * excess_m
    return shapely.Polygon()


def _ring(lon: float, lat: float, radius_m: float) -> tuple[Floats, Floats]:
    """Return the vertices of a circle, and how far its edges are from the centre, metres, all along."""
    ring = circle(lon, lat, radius_m, _MANY_VERTICES if radius_m > _LARGE_M else _VERTICES)
    lons, lats = along(np.vstack([ring, ring[:1]]))
    return ring, GEOD.inv(np.full(lons.size, lon), np.full(lons.size, lat), lons, lats)[2]


def along(way: Floats) -> tuple[Floats, Floats]:
    """Return points all along a way, straight in longitude and latitude between its vertices."""
    lons, lats = np.unwrap(way[:, 0], period=360.0), way[:, 1]
    shares = np.arange(_STEPS) / _STEPS
    return tuple((axis[:-1, None] + np.diff(axis)[:, None] * shares).ravel() for axis in (lons, lats))  # type: ignore[return-value]
