"""Tell what gives away the exact place of a site that is blurred."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import shapely

from geodata.core.model import Site
from geodata.exporting.blur_points import LEAST_SHARE
from geodata.exporting.grid_codes import mercator, utm
from geodata.geodesy.claim_shapes import anchor
from geodata.geodesy.flat_shape import flat_shape

#: Of a meridian, on average.
DEGREE_M: Final = 111_320.0
#: Two positions nearer than this, in degrees, are one place, written twice.
SAME_DEG: Final = 1e-4
#: At the poles a degree of longitude has no length; what is near there is near by its latitude.
_LEAST_COSINE: Final = 0.01


@dataclass(frozen=True)
class Exact:
    """The place of a site that nothing may give away."""

    site: str
    lon: float
    lat: float
    vertices: frozenset[tuple[float, float]]
    """Of a region's outline, rounded."""
    radius_m: float
    """How far it is blurred: what says less than this gives nothing away."""
    neighbours: frozenset[tuple[float, float]] = frozenset()
    """Positions of the document's sites, blurred ones among them: each may lie near, and says only where itself is."""

    @cached_property
    def near_deg(self) -> tuple[float, float]:
        """How near in longitude and latitude a position gives the place away, in degrees: blurring moves it farther."""
        lat_deg = LEAST_SHARE * self.radius_m / DEGREE_M
        return lat_deg / max(math.cos(math.radians(self.lat)), _LEAST_COSINE), lat_deg

    @cached_property
    def planes_m(self) -> tuple[tuple[float, float], ...]:
        """Metres east and north in UTM, of its own zone and of those beside it, and in web Mercator."""
        return *(utm(self.lon, self.lat, eastward) for eastward in (0, -1, 1)), mercator(self.lon, self.lat)


def exact(site: Site, radius_m: float) -> Exact:
    """Return what gives a site away, from the site as it is before blurring; it has a position."""
    point = anchor(site)
    assert point is not None and site.geometry is not None  # noqa: S101, PT018 - what has no position is not blurred
    corners = shapely.get_coordinates(flat_shape(site.geometry))
    vertices = frozenset((rounded_deg(lon), rounded_deg(lat)) for lon, lat in corners)
    return Exact(site.id, *point, vertices, radius_m)


def rounded_deg(degrees: float) -> float:
    """Return a coordinate as corners of outlines are compared: to a metre."""
    return round(degrees, 5)


def is_near(lon: float, lat: float, place: Exact) -> bool:
    """Tell whether a position in degrees gives the place away; that of another site only where it is the same.

    >>> camp = Exact("CAMP", 40.056, 35.396, frozenset(), 5_000.0)
    >>> is_near(40.0562, 35.3962, camp), is_near(40.056, 35.401, camp)
    (True, False)
    """
    room_lon, room_lat = (0.0, 0.0) if (lon, lat) in place.neighbours else place.near_deg
    return abs(lon - place.lon) < max(room_lon, SAME_DEG) and abs(lat - place.lat) < max(room_lat, SAME_DEG)
