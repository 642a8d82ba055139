"""Which point is meant by a reference to a grid: UTM, or MGRS.

UTM zones are on WGS84, by pyproj; MGRS squares by the package ``mgrs``, which wraps the code of the US National
Geospatial-Intelligence Agency (NGA.STND.0037). What is returned is (lon, lat) in degrees.
"""

from __future__ import annotations

import math
import re
import warnings
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from mgrs import MGRS
from mgrs.core import MGRSError
from pyproj import Transformer

from geodata.core.problems import quoted
from geodata.parsing.angles import PositionError

_MGRS: Final = re.compile(
    r"(?:(?:[1-9]|0[1-9]|[1-5][0-9]|60)[C-HJ-NP-X]|[ABYZ])[A-HJ-NP-Z][A-HJ-NP-V](?P<digits>(?:[0-9]{2}){0,5})"
)
_UTM: Final = re.compile(
    r"(?:UTM |ZONE )*(?P<zone>[1-9]|0[1-9]|[1-5][0-9]|60) ?(?P<band>NORTH|SOUTH|[C-HJ-NP-X])[ ,;:]+"
    r"(?:E(?:ASTING)?[ :=]*)?(?P<east>[1-9][0-9]{5})(?P<east_part>\.[0-9]+)? ?(?:M ?)?(?:ME|E)?[ ,;]+"
    r"(?:N(?:ORTHING)?[ :=]*)?(?P<north>[0-9]{1,8})(?P<north_part>\.[0-9]+)? ?(?:M ?)?(?:MN|N)?"
)
#: "595897E 3917471N 37N": letters say which number is which, and the zone stands behind both.
_ZONE_LAST: Final = re.compile(
    r"^([1-9][0-9]{5}(?:\.[0-9]+)? ?(?:M ?)?M?E[ ,;]+[0-9]{1,8}(?:\.[0-9]+)? ?(?:M ?)?M?N)[ ,;]+"
    r"((?:UTM |ZONE )*[0-9]{1,2} ?(?:NORTH|SOUTH|[C-HJ-NP-X]))$"
)
#: A square with all five digits for each side is one of a metre.
_MGRS_DIGITS: Final = 5
#: Bands of latitude from south to north, 8 degrees each and the last one 12. S and N are also how the southern and the
#: northern hemisphere are written.
_BANDS: Final = "CDEFGHJKLMNPQRSTUVWX"
_BAND_DEG: Final = 8.0
#: The grid lines of a map are drawn a little beyond their band.
_BEYOND_DEG: Final = 0.01
#: The first of the latitude bands north of the equator.
_FIRST_NORTHERN_BAND: Final = "N"
_UTM_LAT_DEG: Final = (-80.0, 84.0)


@dataclass(frozen=True, slots=True)
class GridPoint:
    """A point read off a grid."""

    lon: float
    lat: float
    uncertainty_m: float
    """How far the point may be off because the reference was written with so many digits."""
    remark: str
    """What had to be decided to read it."""


def looks_like_mgrs(text: str) -> bool:
    """Tell whether a text has the form of an MGRS reference.

    >>> looks_like_mgrs("37S EV 95897 17471"), looks_like_mgrs("35.396, 40.056")
    (True, False)
    """
    return _MGRS.fullmatch(_squeezed(text)) is not None


def _squeezed(text: str) -> str:
    return "".join(text.split()).upper().removeprefix("MGRS").lstrip(":")


def read_mgrs(text: str) -> GridPoint:
    """Return the middle of the square that an MGRS reference names; half its diagonal is the uncertainty.

    Raises ``PositionError`` if there is no such square.

    >>> point = read_mgrs("37S EV 95897 17471")
    >>> round(point.lon, 4), round(point.lat, 4), round(point.uncertainty_m, 2)
    (40.056, 35.396, 0.71)
    """
    written = _squeezed(text)
    found = _MGRS.fullmatch(written)
    digits = found["digits"] if found else ""
    half = len(digits) // 2
    # One digit more on each side, a 5, is the middle; a metre's own middle needs none.
    middle = "5" if half < _MGRS_DIGITS else ""
    square = f"{written[: len(written) - len(digits)]}{digits[:half]}{middle}{digits[half:]}{middle}"
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # it only warns of a square that is not in its latitude band
            lat, lon = MGRS().toLatLon(square)
    except (MGRSError, RuntimeWarning):
        remedy = "Correct its zone or its letters, or write latitude and longitude."
        raise PositionError(f"The MGRS square {quoted(text)} does not exist. {remedy}", text) from None
    side_m = 10.0 ** (_MGRS_DIGITS - half)
    return GridPoint(lon, lat, side_m * math.sqrt(0.5), f"Middle of an MGRS square of {side_m:,.0f} m.")


def looks_like_utm(text: str) -> bool:
    """Tell whether a text has the form of zone, easting and northing.

    >>> looks_like_utm("37S 595897 3917471"), looks_like_utm("595897E 3917471N 37N")
    (True, True)
    """
    return _utm(text) is not None


def _utm(text: str) -> re.Match[str] | None:
    plain = " ".join(text.upper().split())
    return _UTM.fullmatch(_ZONE_LAST.sub(r"\2 \1", plain))


def read_utm_zone(text: str) -> str:
    """Return a zone as it is written, such as 37N.

    Raises ``PositionError`` if it is none.
    """
    # At the middle of its equator a zone has a point, whatever its letter.
    if _utm(f"{text} 500000 1") is None:
        raise PositionError(f"{quoted(text)} is not a UTM zone. Write 1 to 60 and N or S, such as 37N.", text)
    return text


def read_utm(text: str) -> GridPoint:
    """Return the point that UTM zone, easting and northing state.

    The letter behind the zone is a latitude band. "S" is also how people write the southern hemisphere: it is taken
    for the band where the northing lies in it, and the remark says so.

    Raises ``PositionError`` if it is not such a reference, or one that lies outside its zone's letter.

    >>> point = read_utm("37S 595897 3917471")
    >>> round(point.lon, 4), round(point.lat, 4), round(point.uncertainty_m, 2)
    (40.056, 35.396, 1.41)
    """
    found = _utm(text)
    if found is None:
        raise PositionError(f"{quoted(text)} is not a UTM reference. Write one such as 37S 595897 3917471.", text)
    zone, band = int(found["zone"]), found["band"]
    east_m, north_m = (float(found[side] + (found[f"{side}_part"] or "")) for side in ("east", "north"))
    is_northern = band == "NORTH" or (band >= _FIRST_NORTHERN_BAND and band != "SOUTH")
    lon, lat = _from_utm(zone, is_northern, east_m, north_m)
    remark = f"UTM zone {zone}, {'northern' if is_northern else 'southern'} hemisphere."
    if band == "S" and not _is_in_band(lat, band):
        lon, lat = _from_utm(zone, False, east_m, north_m)  # noqa: FBT003 - cached, so by position
        remark = f"UTM zone {zone}; S was read as the southern hemisphere, since the northing is not in band S."
    elif band == "S":
        remark = f"UTM zone {zone}; S was read as latitude band S, which is north of the equator."
    south, north = (limit + side * _BEYOND_DEG for limit, side in zip(_UTM_LAT_DEG, (-1, 1), strict=True))
    if not (math.isfinite(lon) and south <= lat <= north):
        said = f"{quoted(text)} lies outside UTM, which is from 80 degrees south to 84 degrees north."
        raise PositionError(f"{said} Correct the zone, the easting or the northing.", text)
    if band not in ("N", "S", "NORTH", "SOUTH") and not _is_in_band(lat, band):
        remedy = f"Correct one of them, or write {zone} {'north' if is_northern else 'south'}."
        raise PositionError(f"In {quoted(text)}, the northing is not in latitude band {band}. {remedy}", text)
    return GridPoint(lon, lat, _unit_m(found) * math.sqrt(2), remark)


def _is_in_band(lat: float, band: str) -> bool:
    south = _UTM_LAT_DEG[0] + _BAND_DEG * _BANDS.index(band)
    north = _UTM_LAT_DEG[1] if band == _BANDS[-1] else south + _BAND_DEG
    return south - _BEYOND_DEG <= lat <= north + _BEYOND_DEG


def _unit_m(found: re.Match[str]) -> float:
    """Return one unit of the last digit; zeros that both numbers end with may be rounding."""
    decimals = max(len(found[part] or ".") - 1 for part in ("east_part", "north_part"))
    if decimals:
        return 10.0**-decimals
    zeros = min(len(found[side]) - len(found[side].rstrip("0")) for side in ("east", "north"))
    return 10.0**zeros


@lru_cache(maxsize=120)
def _transformer(zone: int, is_northern: bool) -> Transformer:  # noqa: FBT001 - cached, so by position
    return Transformer.from_crs((32600 if is_northern else 32700) + zone, 4326, always_xy=True)


def _from_utm(zone: int, is_northern: bool, east_m: float, north_m: float) -> tuple[float, float]:  # noqa: FBT001 - as above
    lon, lat = _transformer(zone, is_northern).transform(east_m, north_m)
    return float(lon), float(lat)
