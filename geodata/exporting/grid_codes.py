"""Grids that texts and web addresses use: a place in UTM and web Mercator, and the cells that codes name.

Geohashes (Niemeyer 2008, geohash.org), plus codes, GARS (NGA) and GEOREF.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import product
from typing import Final, NamedTuple

from pyproj import Proj

from geodata.parsing.plus_codes import plus_code_cell

_GEOHASH_SIGNS: Final = "0123456789bcdefghjkmnpqrstuvwxyz"
#: Of fewer signs, most are words and years; more than twelve say less than a hand's breadth.
_GEOHASH: Final = re.compile(rf"(?<![0-9a-z])[{_GEOHASH_SIGNS}]{{5,}}(?![0-9a-z])")
_MOST_GEOHASH: Final = 12
_SIGN: Final = "[2-9CFGHJMPQRVWX]"
#: Whole plus codes, with their plus or as identifiers have them; noughts stand for what is left out.
_PLUS: Final = re.compile(
    rf"(?<![0-9A-Z])(?=({_SIGN}{{4}})\s?(?:({_SIGN}{{2}})(?:({_SIGN}{{2}})(?:(?:\s?\+\s?)?({_SIGN}{{2,7}}))?)?|0000))"
)
_SHORT: Final = re.compile(rf"(?<![0-9A-Z])((?:{_SIGN}{{2}})?{_SIGN}{{4}})\s?\+\s?({_SIGN}{{2,7}})?")
#: Letters of grids: none that is taken for a digit.
_LETTERS: Final = "ABCDEFGHJKLMNPQRSTUVWXYZ"
_GARS: Final = re.compile(rf"(?<![0-9A-Z])(\d{{3}})\s?([{_LETTERS}]{{2}})\s?([1-4])([1-9])?(?!\d)")
#: Cells of 15 degrees and of one, then minutes east and north, with as many digits each.
_HALVES: Final = "|".join(rf"([0-5]\d{{{digits}}})\s?([0-5]\d{{{digits}}})" for digits in (4, 3, 2, 1))
_GEOREF: Final = re.compile(rf"(?<![0-9A-Z])([{_LETTERS}][A-HJ-M][A-HJ-NPQ]{{2}})\s?(?:{_HALVES})(?!\d)")
_ZONE_DEG: Final = 6
_ZONES: Final = 60


@lru_cache(maxsize=256)
def utm(lon: float, lat: float, eastward: int = 0) -> tuple[float, float]:
    """Return easting and northing in metres; Norway's exceptions are left out.

    ``eastward``: so many six-degree zones from the place's own one: a country's maps have one zone for all of it.

    >>> [round(metres) for metres in utm(40.056, 35.396)], [round(metres) for metres in utm(40.056, 35.396, 1)]
    ([595897, 3917471], [50851, 3928200])
    """
    zone = (int((lon + 180) // _ZONE_DEG) + eastward) % _ZONES + 1
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


class GridCell(NamedTuple):
    """What a code names, in degrees: a middle, and how far the cell reaches from west to east and south to north."""

    lon: float
    lat: float
    width_deg: float
    height_deg: float


def cells_in(text: str) -> frozenset[GridCell]:
    """Return the cells of all that can be read as a code, in capital or small letters; most are words and numbers.

    >>> [tuple(round(degrees, 3) for degrees in cell) for cell in cells_in("at u4pruyd")]
    [(10.407, 57.649, 0.001, 0.001)]
    """
    upper = text.upper()
    return frozenset((
        *(_geohash(match[0]) for match in _GEOHASH.finditer(text.lower())),
        *(_plus(*match.groups()) for match in _PLUS.finditer(upper)),
        *(_gars(*match.groups()) for match in _GARS.finditer(upper)),
        *(_georef(match[1], *filter(None, match.groups()[1:])) for match in _GEOREF.finditer(upper)),
    ))  # fmt: skip


def short_codes_in(text: str) -> frozenset[str]:
    """Return plus codes without the signs that a town beside them says.

    >>> short_codes_in("ghff+wj Idlib")
    frozenset({'GHFF+WJ'})
    """
    return frozenset(f"{match[1]}+{match[2] or ''}" for match in _SHORT.finditer(text.upper()))


def short_code_near(code: str, lon: float, lat: float) -> GridCell:
    """Return the cell of a short plus code that is nearest to a place, in degrees."""
    return _middle(*plus_code_cell(code, (lon, lat)))


def _middle(south: float, west: float, height_deg: float, width_deg: float) -> GridCell:
    return GridCell(west + width_deg / 2, south + height_deg / 2, width_deg, height_deg)


def _geohash(code: str) -> GridCell:
    bounds = [[-180.0, 180.0], [-90.0, 90.0]]
    signs = [_GEOHASH_SIGNS.index(sign) for sign in code[:_MOST_GEOHASH]]
    for index, (sign, bit) in enumerate(product(signs, (16, 8, 4, 2, 1))):
        ends = bounds[index % 2]
        ends[0 if sign & bit else 1] = sum(ends) / 2
    (west, east), (south, north) = bounds
    return _middle(south, west, north - south, east - west)


def _plus(first: str, second: str | None, third: str | None, fine: str | None) -> GridCell:
    return _middle(*plus_code_cell(f"{first}{second or '00'}{third or '00'}+{fine or ''}"))


def _gars(column: str, row: str, quarter: str, ninth: str | None) -> GridCell:
    first, second = map(_LETTERS.index, row)
    west, south = int(column) / 2 - 180.5, (first * len(_LETTERS) + second) / 2 - 90
    step_deg = 0.25
    for digit, parts in ((quarter, 2), (ninth, 3)):  # numbered from the north-west
        if digit is not None:
            down, right = divmod(int(digit) - 1, parts)
            west, south = west + right * step_deg, south + (parts - 1 - down) * step_deg
            step_deg /= 3
    return _middle(south, west, step_deg * 3, step_deg * 3)


def _georef(cells: str, east: str, north: str) -> GridCell:
    column, row, right, up = map(_LETTERS.index, cells)
    minute = 10.0 ** (2 - len(east)) / 60
    west, south = column * 15 + right - 180 + int(east) * minute, row * 15 + up - 90 + int(north) * minute
    return _middle(south, west, minute, minute)
