"""Which point is meant by coordinates as people write them, and how far it may be off for the digits they wrote.

Decimal degrees, degrees with minutes and seconds, UTM and MGRS; in one text or two; digits of any script. Latitude
comes first unless letters say otherwise. The uncertainty is that of the written precision (Chapman & Wieczorek 2020,
*Georeferencing Best Practices*, doi:10.15468/doc-gg7h-s853): all of one unit of the last digit, of each of the two.
"""

# ruff: noqa: RUF002 - signs that look alike are what this module reads

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from geodata.core.numbers import with_ascii_numbers
from geodata.core.problems import quoted
from geodata.geodesy.point_radius import cell_diagonal_m
from geodata.geojson.position_rules import USEFUL_DECIMALS, in_range
from geodata.parsing.angles import Angle, read_angle, read_two_angles, with_plain_signs
from geodata.parsing.lat_lon import PositionError, range_message
from geodata.parsing.utm_mgrs import looks_like_mgrs, looks_like_utm, read_mgrs, read_utm

if TYPE_CHECKING:
    from geodata.parsing.utm_mgrs import GridPoint

_EXAMPLES: Final = "Write them such as 35.396, 40.056, or 35°23'46\"N 40°3'22\"E, or 37S 595897 3917471, or as MGRS."
_WKT_POINT: Final = re.compile(r"POINT ?\( ?([-+0-9.]+) ([-+0-9.]+) ?\)", re.IGNORECASE)
_PLAIN: Final = re.compile(r"[-+]?[0-9]{1,3}(?:\.([0-9]+))?")
_MAX_CHARS: Final = 200
_PAIR: Final = 2


@dataclass(frozen=True, slots=True)
class ReadPosition:
    """A point as it was written."""

    lon: float
    lat: float
    """Degrees, rounded to seven decimals: about a centimetre."""
    uncertainty_m: float
    """From the digits alone; the place that was meant may be larger."""
    remark: str
    """How it was read, in a sentence."""


def read_coordinates(text: str) -> ReadPosition:
    r"""Return the point that one text states.

    Raises
    ------
    PositionError
        If it is none of the known forms, or not on the Earth; the message says what to do.

    Examples
    --------
    >>> position = read_coordinates("35.396, 40.056")
    >>> position.lon, position.lat, round(position.uncertainty_m)
    (40.056, 35.396, 143)
    >>> position = read_coordinates("40°3'21.6\"E 35°23'45.6\"N")
    >>> position.lon, position.lat, round(position.uncertainty_m, 1)
    (40.056, 35.396, 4.0)
    """
    plain = with_plain_signs(with_ascii_numbers(text[: _MAX_CHARS + 1]))
    if len(text) > _MAX_CHARS:
        raise PositionError(f"{quoted(text)} is too long for coordinates. {_EXAMPLES}", text)
    if looks_like_mgrs(plain):
        return _from_grid(read_mgrs(plain))
    if looks_like_utm(plain):
        return _from_grid(read_utm(plain))
    point = _WKT_POINT.fullmatch(plain)
    if point is not None:
        return read_pair(point[2], point[1])
    angles = _two_angles(plain)
    if angles is None:
        raise PositionError(f"{quoted(text)} is no pair of coordinates. {_EXAMPLES}", text)
    return _position(*angles, text)


def read_pair(lat_text: str, lon_text: str) -> ReadPosition:
    """Return the point that a latitude and a longitude state, each in its own text.

    Raises
    ------
    PositionError
        If one is no angle, is of the other axis, or not on the Earth. They are never swapped silently.

    Examples
    --------
    >>> read_pair("٣٥٫٣٩٦", "40°03'E").lat
    35.396
    """
    lat = _plain_angle(lat_text) or read_angle(with_ascii_numbers(lat_text))
    lon = _plain_angle(lon_text) or read_angle(with_ascii_numbers(lon_text))
    text = f"{lat_text}, {lon_text}"
    if lat is None or lon is None:
        wrong = lat_text if lat is None else lon_text
        name = "latitude" if lat is None else "longitude"
        raise PositionError(f"{quoted(wrong)} is no {name}. Write degrees, such as 35.396 or 35°23'46\"N.", text)
    if lat.axis == "lon" or lon.axis == "lat":
        raise PositionError(f"{quoted(text)} has longitude where latitude should be. Swap the two columns.", text)
    return _position(lat, lon, text)


def _plain_angle(text: str) -> Angle | None:
    """Read what nearly every table has, decimal degrees in ASCII, without looking further."""
    found = _PLAIN.fullmatch(text) if text.isascii() else None
    if found is None:
        return None
    return Angle(float(text), 10.0 ** -len(found[1] or ""), axis=None, is_sexagesimal=False)


def _two_angles(plain: str) -> tuple[Angle, Angle] | None:
    """Return latitude and longitude, where a text is two angles and nothing else; letters tell which is which."""
    angles = _split(plain)
    if angles is None or (angles[0].axis is not None and angles[0].axis == angles[1].axis):
        return None
    first, second = angles
    return (second, first) if first.axis == "lon" or second.axis == "lat" else (first, second)


def _split(plain: str) -> tuple[Angle, Angle] | None:
    halves = re.split(r" ?[,;/|] ", plain) if re.search(r"[,;/|] ", plain) else re.split(r"[;/|]", plain)
    if len(halves) == 1:
        # A comma is the border between decimal points, a space between decimal commas.
        halves = plain.split("," if plain.count(",") == 1 else " ")
    if len(halves) != _PAIR:
        return read_two_angles(plain)
    first, second = map(read_angle, halves)
    return None if first is None or second is None else (first, second)


def _from_grid(point: GridPoint) -> ReadPosition:
    lon, lat = round(point.lon, USEFUL_DECIMALS), round(point.lat, USEFUL_DECIMALS)
    return ReadPosition(lon, lat, point.uncertainty_m, point.remark)


def _position(lat: Angle, lon: Angle, text: str) -> ReadPosition:
    if not in_range(lon.degrees, lat.degrees):
        raise PositionError(range_message(f"{lat.degrees:.10g}", f"{lon.degrees:.10g}"), text)
    finest_deg = 10.0**-USEFUL_DECIMALS
    uncertainty_m = cell_diagonal_m(lat.degrees, max(lat.precision_deg, finest_deg), max(lon.precision_deg, finest_deg))
    form = "Degrees and minutes" if lat.is_sexagesimal or lon.is_sexagesimal else "Decimal degrees"
    lon_deg, lat_deg = round(lon.degrees, USEFUL_DECIMALS), round(lat.degrees, USEFUL_DECIMALS)
    return ReadPosition(lon_deg, lat_deg, uncertainty_m, f"{form} as written.")
