"""Points at a distance, on the WGS84 ellipsoid.

Everything goes through :class:`pyproj.Geod` (Karney 2013, doi:10.1007/s00190-012-0578-z), which is right to
nanometres at any distance. Coordinates are (lon, lat) in degrees, azimuths degrees clockwise from north, lengths
metres. Shapes that cross the antimeridian are cut there and shapes around a pole reach up to it (RFC 7946,
section 3.1.9), by the ``antimeridian`` package.
"""

from __future__ import annotations

import math
import warnings
from typing import TYPE_CHECKING, Final

import antimeridian
import numpy as np
import shapely
from pyproj import Geod

if TYPE_CHECKING:
    from numpy.typing import NDArray

GEOD: Final = Geod(ellps="WGS84")

#: Vertices of a full circle. Between two of them, at latitude 35, a 55 km circle falls short by 1.7 m, a 500 km one
#: by 16 m.
CIRCLE_VERTICES: Final = 400
#: Longest geodesic on the ellipsoid, from equator to its antipode over a pole.
MAX_GEODESIC_M: Final = 20_003_931.46
_HALF_TURN_DEG: Final = 180.0
_WORLD: Final = shapely.box(-180, -90, 180, 90)
#: Spacing of vertices along the straight sides of a sector.
_SIDE_STEP_M: Final = 5_000.0


def distance_m(lon_a: float, lat_a: float, lon_b: float, lat_b: float) -> float:
    """Return the geodesic distance between two points, in metres.

    Examples
    --------
    >>> round(distance_m(40.056, 35.396, 40.14084, 35.33588))
    10195
    """
    return float(GEOD.inv(lon_a, lat_a, lon_b, lat_b)[2])


def _arc(lon: float, lat: float, radius_m: float, azimuths_deg: NDArray[np.float64]) -> NDArray[np.float64]:
    count = len(azimuths_deg)
    lons, lats, _ = GEOD.fwd(np.full(count, lon), np.full(count, lat), azimuths_deg, np.full(count, radius_m))
    return np.column_stack([lons, lats])


def circle(lon: float, lat: float, radius_m: float, vertices: int = CIRCLE_VERTICES) -> NDArray[np.float64]:
    """Return the vertices of a geodesic circle.

    Parameters
    ----------
    lon, lat
        Centre, degrees.
    radius_m
        Radius in metres, above zero.
    vertices
        How many; the first is not repeated.

    Returns
    -------
    array of shape (vertices, 2)
        (lon, lat) in degrees, counter-clockwise from north, longitudes in -180 to 180.
    """
    return _arc(lon, lat, radius_m, -np.arange(vertices, dtype=np.float64) * (360.0 / vertices))


def _off_the_seam(ring: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return a ring whose vertices on the antimeridian itself are on the side of the last one that is beside it.

    -180 and 180 are one meridian. A ring that touches it and turns back would otherwise seem to cross it twice at one
    latitude, which the package cannot cut.
    """
    lons = ring[:, 0]
    is_on = np.abs(lons) == _HALF_TURN_DEG
    beside = np.flatnonzero(~is_on)
    if len(beside) in (0, len(ring)):
        return ring
    last_beside = beside[np.searchsorted(beside, np.arange(len(ring)), side="right") - 1]
    return np.column_stack([np.where(is_on, np.copysign(_HALF_TURN_DEG, lons[last_beside]), lons), ring[:, 1]])


def _area(ring: NDArray[np.float64], lon: float, lat: float) -> shapely.Geometry:
    """Return what a ring around (or beside) the point ``lon, lat`` encloses on that point's side.

    A ring whose longitudes never jump lies within one turn of the globe and around no pole: it is its own polygon.
    Cutting takes milliseconds, so it is done for the others only.
    """
    ring = _off_the_seam(ring)
    closed = np.vstack([ring, ring[:1]])
    if np.abs(np.diff(closed[:, 0])).max() <= _HALF_TURN_DEG:
        area = shapely.Polygon(closed)
    else:
        with warnings.catch_warnings():
            # Said where the package turned a ring round; which side is meant is decided below.
            warnings.simplefilter("ignore", antimeridian.FixWindingWarning)
            area = antimeridian.fix_polygon(shapely.Polygon(closed))
    area = area if area.is_valid else shapely.make_valid(area)
    # More than half the globe: what the ring encloses on paper is what it leaves out.
    return area if area.intersects(shapely.Point(lon, lat)) else _WORLD.difference(area)


def disc(lon: float, lat: float, radius_m: float, vertices: int = CIRCLE_VERTICES) -> shapely.Geometry:
    """Return a geodesic disc as a Polygon or, where it crosses the antimeridian, a MultiPolygon.

    Examples
    --------
    >>> disc(179.9, 0.0, 50_000).geom_type
    'MultiPolygon'
    """
    return _area(circle(lon, lat, radius_m, vertices), lon, lat)


def band(lon: float, lat: float, inner_m: float, outer_m: float) -> shapely.Geometry:
    """Return the area between two geodesic circles; a disc where ``inner_m`` is zero."""
    outer = disc(lon, lat, outer_m)
    return outer if inner_m <= 0 else outer.difference(disc(lon, lat, inner_m))


def _side(lon: float, lat: float, azimuth_deg: float, from_m: float, to_m: float) -> NDArray[np.float64]:
    steps = max(2, math.ceil(abs(to_m - from_m) / _SIDE_STEP_M) + 1)
    lengths_m = np.linspace(from_m, to_m, steps)
    lons, lats, _ = GEOD.fwd(np.full(steps, lon), np.full(steps, lat), np.full(steps, azimuth_deg), lengths_m)
    return np.column_stack([lons, lats])


def sector(
    lon: float, lat: float, inner_m: float, outer_m: float, azimuth_deg: float, half_width_deg: float
) -> shapely.Geometry:
    """Return the part of a band within ``half_width_deg`` of a direction.

    The arcs have one vertex a degree or more, like a full circle; the sides follow geodesics from the centre.
    A half-width of 180 degrees or more is the whole band.
    """
    if half_width_deg >= _HALF_TURN_DEG:
        return band(lon, lat, inner_m, outer_m)
    count = max(2, math.ceil(2 * half_width_deg * CIRCLE_VERTICES / 360) + 1)
    first, last = azimuth_deg + half_width_deg, azimuth_deg - half_width_deg  # counter-clockwise
    azimuths_deg = np.linspace(first, last, count)
    outer_arc = _arc(lon, lat, outer_m, azimuths_deg)
    if inner_m <= 0:
        inner_part = [_side(lon, lat, last, outer_m, 0)[1:], _side(lon, lat, first, 0, outer_m)[1:-1]]
    else:
        inner_part = [
            _side(lon, lat, last, outer_m, inner_m)[1:-1],
            _arc(lon, lat, inner_m, azimuths_deg[::-1]),
            _side(lon, lat, first, inner_m, outer_m)[1:-1],
        ]
    middle_lon, middle_lat, _ = GEOD.fwd(lon, lat, azimuth_deg, (max(inner_m, 0.0) + outer_m) / 2)
    return _area(np.vstack([outer_arc, *inner_part]), middle_lon, middle_lat)
