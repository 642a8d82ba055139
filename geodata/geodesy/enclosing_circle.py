"""How large a place is: a centre, and how far its farthest point is from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import shapely
import shapely.ops
from pyproj import Proj

from geodata.geodesy.flat_shape import flat_shape
from geodata.geodesy.region_distance import farthest_m

#: The plane is exact around its centre; centred twice, it is where it must be.
_ROUNDS: Final = 3


@dataclass(frozen=True, slots=True)
class Extent:
    """The smallest disc around a place, as the point-radius method wants it."""

    lon: float
    lat: float
    radial_m: float
    """From the centre to the farthest point of the place; 0 for a point."""


def extent(geometry: dict[str, Any]) -> Extent:
    """Return centre and geographic radial of a place.

    ``geometry``: GeoJSON Point, MultiPoint, Polygon or MultiPolygon, (lon, lat) in degrees, cut at the antimeridian.
    Returns ``Extent``: the centre of the smallest enclosing circle, found on an azimuthal equidistant plane; the radial
    is measured from it on the ellipsoid, to all of the edges, and is at most a centimetre too long.

    >>> square = {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]]}
    >>> found = extent(square)
    >>> round(found.lon, 3), round(found.lat, 3), round(found.radial_m)
    (0.5, 0.5, 78450)
    """
    area = flat_shape(geometry)
    centre = shapely.point_on_surface(area)
    for _ in range(_ROUNDS):
        plane = Proj(proj="aeqd", lon_0=centre.x, lat_0=centre.y, ellps="WGS84")
        flat = shapely.transform(area, plane, interleaved=False)
        # Of a shape far smaller than a millimetre no circle is made.
        middle = shapely.centroid(shapely.minimum_bounding_circle(flat)) or shapely.centroid(flat)
        centre = shapely.Point(plane(middle.x, middle.y, inverse=True))
    radial_m = 0.0 if area.geom_type == "Point" else farthest_m(centre, area)
    return Extent(centre.x, centre.y, radial_m)
