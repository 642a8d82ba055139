"""A place in grids that texts and web addresses use: UTM, web Mercator, geohash, GARS and GEOREF."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from pyproj import Proj

#: A cell of six signs is 1.2 km by 0.6 km at the equator.
_GEOHASH_CHARS: Final = 6
_GEOHASH: Final = "0123456789bcdefghjkmnpqrstuvwxyz"
#: Letters of grids: none that is taken for a digit.
_LETTERS: Final = "ABCDEFGHJKLMNPQRSTUVWXYZ"
_SLIP: Final = 1e-6
_ZONE_DEG: Final = 6
_ZONES: Final = 60


@lru_cache(maxsize=256)
def utm(lon: float, lat: float) -> tuple[float, float]:
    """Return easting and northing in metres, in the six-degree zone of a place; Norway's exceptions are left out.

    >>> [round(metres) for metres in utm(40.056, 35.396)]
    [595897, 3917471]
    """
    zone = int((lon + 180) // _ZONE_DEG) % _ZONES + 1
    east_m, north_m = Proj(proj="utm", zone=zone, ellps="WGS84", south=lat < 0)(lon, lat)
    return float(east_m), float(north_m)


@lru_cache(maxsize=256)
def mercator(lon: float, lat: float) -> tuple[float, float]:
    """Return metres east and north on the plane of web maps (EPSG:3857); at the poles there is none, and no end to it.

    >>> [round(metres) for metres in mercator(40.056, 35.396)]
    [4459014, 4217827]
    """
    east_m, north_m = Proj(proj="webmerc", datum="WGS84")(lon, lat)
    return float(east_m), float(north_m)


@lru_cache(maxsize=256)
def geohash(lon: float, lat: float) -> str:
    """Return the first six signs of a place's geohash (Niemeyer 2008, geohash.org).

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


@lru_cache(maxsize=256)
def gars(lon: float, lat: float) -> str:
    """Return a place's cell of five minutes in the Global Area Reference System (NGA): five signs, quarter, ninth.

    >>> gars(10.40744, 57.64911)
    '381NH45'
    """
    east, north = (lon + 180) % 360 * 12, (lat + 90) * 12  # cells of five minutes
    column, row = int(east), min(int(north), 180 * 12 - 1)
    first, second = divmod(row // 6, len(_LETTERS))
    quarter = 1 + column % 6 // 3 + 2 * (1 - row % 6 // 3)  # numbered from the north-west
    ninth = 1 + column % 3 + 3 * (2 - row % 3)
    return f"{column // 6 + 1:03}{_LETTERS[first]}{_LETTERS[second]}{quarter}{ninth}"


@lru_cache(maxsize=256)
def georef(lon: float, lat: float, digits: int) -> str:
    """Return a place in the World Geographic Reference System: cells of 15 degrees and of one, then minutes.

    ``lon``, ``lat``: in degrees. ``digits``: of the minutes east and north each: two for whole ones, each more for a
    tenth.

    >>> georef(10.40744, 57.64911, 2), georef(10.40744, 57.64911, 4)
    ('NKLN2438', 'NKLN24443894')
    """
    east, north = (lon + 180) % 360, min(lat + 90, 180 - _SLIP)
    cells = (east // 15, north // 15, east % 15, north % 15)
    minutes = (int(degrees % 1 * 60 * 10 ** (digits - 2) + _SLIP) for degrees in (east, north))
    return "".join(_LETTERS[int(cell)] for cell in cells) + "".join(f"{minute:0{digits}}" for minute in minutes)
