"""Points at a distance, on the WGS84 ellipsoid.

Everything goes through :class:`pyproj.Geod` (Karney 2013, doi:10.1007/s00190-012-0578-z), which is right to
nanometres at any distance. Coordinates are (lon, lat) in degrees, azimuths degrees clockwise from north, lengths
metres. What a shape encloses on a map that ends at the antimeridian and the poles is for
:mod:`geodata.geodesy.antimeridian` to say.
"""

from __future__ import annotations

import math
from typing import Final

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import Geod

from geodata.core.units import FULL_TURN_DEG, HALF_TURN_DEG
from geodata.geodesy.antimeridian import polygon_left_of

GEOD: Final = Geod(ellps="WGS84")

#: Vertices of a full circle. Between two of them, at latitude 35, a 55 km circle falls short by 1.7 m, a 500 km one
#: by 16 m.
CIRCLE_VERTICES: Final = 400
#: Longest geodesic on the ellipsoid, from equator to its antipode over a pole.
MAX_GEODESIC_M: Final = 20_003_931.46
#: Spacing of vertices along the straight sides of a sector.
_SIDE_STEP_M: Final = 5_000.0
#: Vertices farther apart in longitude, as they are beside a pole, get others between them: an outline is then off by
#: less than half a percent of its distance from the pole.
_MAX_TURN_DEG: Final = 1.0
#: Makes millimetres of kilometres. Some nanometres from a pole longitudes are noise.
_MAX_HALVINGS: Final = 24
#: What is drawn is no narrower: a shape of less would be a line.
_LEAST_WIDTH_M: Final = 0.001
#: A tenth of a micrometre: one point, computed twice.
_SAME_DEG: Final = 1e-12


def distance_m(lon_a: float, lat_a: float, lon_b: float, lat_b: float) -> float:
    """Return the geodesic distance between two points, in metres.

    >>> round(distance_m(40.056, 35.396, 40.14084, 35.33588))
    10195
    """
    return float(GEOD.inv(lon_a, lat_a, lon_b, lat_b)[2])


def _way(
    lon: float, lat: float, azimuths_deg: NDArray[np.float64], lengths_m: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return the points at azimuths and lengths from a centre, with more between them beside a pole.

    There a step of metres turns through many degrees of longitude, and a straight lon/lat line does not follow it. The
    last point given is the first again, and not repeated.
    """
    for _ in range(_MAX_HALVINGS):
        count = len(azimuths_deg)
        lons, lats, _azimuths = GEOD.fwd(np.full(count, lon), np.full(count, lat), azimuths_deg, lengths_m)
        turns_deg = np.abs((np.diff(lons) + HALF_TURN_DEG) % FULL_TURN_DEG - HALF_TURN_DEG)
        far = np.flatnonzero(turns_deg > _MAX_TURN_DEG) + 1
        if len(far) == 0:
            break
        azimuths_deg = np.insert(azimuths_deg, far, (azimuths_deg[far - 1] + azimuths_deg[far]) / 2)
        lengths_m = np.insert(lengths_m, far, (lengths_m[far - 1] + lengths_m[far]) / 2)
    points = np.column_stack([lons, lats])
    return points[:-1][np.any(np.abs(np.diff(points, axis=0)) > _SAME_DEG, axis=1)]


def circle(lon: float, lat: float, radius_m: float, vertices: int = CIRCLE_VERTICES) -> NDArray[np.float64]:
    """Return the vertices of a geodesic circle.

    ``lon``, ``lat``: centre, degrees. ``radius_m``: radius in metres, above zero. ``vertices``: how many at least,
    beside a pole there are more; the first is not repeated.
    Returns ``array of shape (n, 2)``: (lon, lat) in degrees, counter-clockwise from north, longitudes in -180 to 180.
    """
    azimuths_deg = -np.arange(vertices + 1, dtype=np.float64) * (FULL_TURN_DEG / vertices)
    return _way(lon, lat, azimuths_deg, np.full(vertices + 1, radius_m))


def disc(lon: float, lat: float, radius_m: float, vertices: int = CIRCLE_VERTICES) -> shapely.Geometry:
    """Return a geodesic disc as a Polygon or, where it crosses the antimeridian, a MultiPolygon.

    One of less than a millimetre is a millimetre.

    >>> disc(179.9, 0.0, 50_000).geom_type
    'MultiPolygon'
    """
    return polygon_left_of(circle(lon, lat, max(radius_m, _LEAST_WIDTH_M), vertices))


def band(lon: float, lat: float, inner_m: float, outer_m: float) -> shapely.Geometry:
    """Return the area between two geodesic circles, a millimetre wide at least; a disc where ``inner_m`` is zero."""
    outer = disc(lon, lat, max(outer_m, inner_m + _LEAST_WIDTH_M))
    return outer if inner_m <= _LEAST_WIDTH_M else shapely.difference(outer, disc(lon, lat, inner_m))


def sector(
    lon: float, lat: float, inner_m: float, outer_m: float, azimuth_deg: float, half_width_deg: float
) -> shapely.Geometry:
    """Return the part of a band within ``half_width_deg`` of a direction.

    The arcs have one vertex a degree or more, like a full circle; the sides follow geodesics from the centre.
    A half-width of 180 degrees or more is the whole band; one of less than a millimetre at the far end is a millimetre,
    and so is the width of a band that has less.
    """
    outer_m = max(outer_m, inner_m + _LEAST_WIDTH_M)
    half_width_deg = max(half_width_deg, math.degrees(_LEAST_WIDTH_M / outer_m))
    if half_width_deg >= HALF_TURN_DEG:
        return band(lon, lat, inner_m, outer_m)
    first, last = azimuth_deg + half_width_deg, azimuth_deg - half_width_deg  # counter-clockwise
    arc_deg = np.linspace(first, last, max(2, math.ceil(2 * half_width_deg * CIRCLE_VERTICES / 360) + 1))
    back_deg = arc_deg[::-1] if inner_m > 0 else arc_deg[[-1, 0]]
    inner_m = max(inner_m, 0.0)
    side_m = np.linspace(outer_m, inner_m, max(2, math.ceil((outer_m - inner_m) / _SIDE_STEP_M) + 1))[1:-1]
    around = [
        (arc_deg, np.full_like(arc_deg, outer_m)),
        (np.full_like(side_m, last), side_m),
        (back_deg, np.full_like(back_deg, inner_m)),
        (np.full_like(side_m, first), side_m[::-1]),
        (arc_deg[:1], np.array([outer_m])),
    ]
    azimuths_deg, lengths_m = map(np.concatenate, zip(*around, strict=True))
    return polygon_left_of(_way(lon, lat, azimuths_deg, lengths_m))
