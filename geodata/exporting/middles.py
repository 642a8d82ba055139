"""Points that anybody works out from an outline: its middle, as programs for maps define one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import shapely
from pyproj import Proj

from geodata.geodesy.flat_shape import flat_shape

if TYPE_CHECKING:
    from collections.abc import Iterator


def middles(geometry: dict[str, Any], lon: float, lat: float) -> Iterator[tuple[float, float]]:
    """Yield the middles of a place and of its parts and rings, longitude and latitude in degrees.

    ``geometry``: GeoJSON Polygon or MultiPolygon. ``lon``, ``lat``: what is looked for, degrees: worked out is in
    degrees, as most programs do, and on the plane around there, on which a circle around it is one.
    """
    shape = flat_shape(geometry)
    plane = Proj(proj="aeqd", lon_0=lon, lat_0=lat, ellps="WGS84")
    for part in _parts(shape):
        yield from _of(part)
        for x, y in _of(shapely.transform(part, plane, interleaved=False)):
            yield plane(x, y, inverse=True)


def _parts(shape: shapely.Geometry) -> Iterator[shapely.Geometry]:
    yield shape
    parts = shapely.get_parts(shape)
    yield from parts[len(parts) == 1 :]
    yield from map(shapely.Polygon, shapely.get_rings(parts))


def _of(part: shapely.Geometry) -> Iterator[tuple[float, float]]:
    # The first corner of a ring is its last, too.
    corners = shapely.MultiPoint(shapely.get_coordinates(part)[1:])
    label = shapely.point_on_surface(part)
    yield label.x, label.y
    for whole in (part, corners, shapely.envelope(part), shapely.minimum_bounding_circle(part)):
        yield shapely.centroid(whole).x, shapely.centroid(whole).y
