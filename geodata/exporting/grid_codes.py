"""A place in grids that texts and web addresses use: UTM, web Mercator and geohash."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from pyproj import Proj

#: A cell of six signs is 1.2 km by 0.6 km at the equator.
_GEOHASH_CHARS: Final = 6
_GEOHASH: Final = "0123456789bcdefghjkmnpqrstuvwxyz"
_ZONE_DEG: Final = 6
_ZONES: Final = 60


@lru_cache(maxsize=256)
def utm(lon: float, lat: float) -> tuple[float, float]:
    """Return easting and northing in metres, in the six-degree zone of a place; Norway's exceptions are left out.

    Examples
    --------
    >>> [round(metres) for metres in utm(40.056, 35.396)]
    [595897, 3917471]
    """
    zone = int((lon + 180) // _ZONE_DEG) % _ZONES + 1
    east_m, north_m = Proj(proj="utm", zone=zone, ellps="WGS84", south=lat < 0)(lon, lat)
    return float(east_m), float(north_m)


@lru_cache(maxsize=256)
def mercator(lon: float, lat: float) -> tuple[float, float]:
    """Return metres east and north on the plane of web maps (EPSG:3857); at the poles there is none, and no end to it.

    Examples
    --------
    >>> [round(metres) for metres in mercator(40.056, 35.396)]
    [4459014, 4217827]
    """
    east_m, north_m = Proj(proj="webmerc", datum="WGS84")(lon, lat)
    return float(east_m), float(north_m)


@lru_cache(maxsize=256)
def geohash(lon: float, lat: float) -> str:
    """Return the first six signs of a place's geohash (Niemeyer 2008, geohash.org).

    Examples
    --------
    >>> geohash(10.40744, 57.64911)
    'u4pruy'
    """
    bounds = [[-180.0, 180.0], [-90.0, 90.0]]
    bits = 0
    for index in range(5 * _GEOHASH_CHARS):
        ends, at = bounds[index % 2], (lon, lat)[index % 2]
        middle = sum(ends) / 2
        bits = 2 * bits + (at >= middle)
        ends[0 if at >= middle else 1] = middle
    return "".join(_GEOHASH[bits >> 5 * place & 31] for place in reversed(range(_GEOHASH_CHARS)))
