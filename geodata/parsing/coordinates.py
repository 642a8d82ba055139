"""Which point is meant by coordinates as people write them, and how far it may be off for the digits they wrote.

The one reader of coordinates: of forms, of the boxes beside the map, of the command line and of tables. Decimal
degrees, degrees with minutes and seconds, UTM, MGRS, plus codes, WKT points and addresses of maps; in one text or two;
digits of any script. Latitude comes first unless letters or words say otherwise; what is returned is (lon, lat). The
uncertainty is that of the written precision (Chapman & Wieczorek 2020, *Georeferencing Best Practices*,
doi:10.15468/doc-gg7h-s853): all of one unit of the last digit, of each of the two.
"""

# ruff: noqa: RUF002 - signs that look alike are what this module reads

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from geodata.core.numbers import with_ascii_numbers
from geodata.core.problems import quoted
from geodata.core.units import FULL_TURN_DEG, in_unit
from geodata.geodesy.point_radius import cell_diagonal_m
from geodata.geojson.position_rules import MAX_LAT_DEG, USEFUL_DECIMALS, in_range
from geodata.parsing.angles import Angle, PositionError, read_angle, read_two_angles, with_plain_signs
from geodata.parsing.map_addresses import read_map_address
from geodata.parsing.plus_codes import plus_code_parts, read_plus_code
from geodata.parsing.utm_mgrs import looks_like_mgrs, looks_like_utm, read_mgrs, read_utm

if TYPE_CHECKING:
    from geodata.parsing.utm_mgrs import GridPoint

_EXAMPLES: Final = (
    "Write them as in 35.396, 40.056, or 35°23'46\"N 40°3'22\"E, or 37S 595897 3917471, or as MGRS, a plus code or a "
    "map's address."
)
_DECIMAL: Final = "Write latitude and longitude in decimal degrees, such as 35.396,40.056."
_WKT_POINT: Final = re.compile(
    r"(?:SRID=(?P<srid>[0-9]{1,6}) ?; ?)?POINT ?(?:Z|M|ZM)? ?"
    r"\( ?(?P<lon>[-+0-9.]+) (?P<lat>[-+0-9.]+)(?: [-+0-9.]+){0,2} ?\)",
    re.IGNORECASE,
)
_GEOJSON_POINT: Final = re.compile(
    r"""\{ ?["']type["'] ?: ?["']Point["'] ?, ?["']coordinates["'] ?: ?"""
    r"\[ ?(?P<lon>[-+0-9.]+) ?, ?(?P<lat>[-+0-9.]+)(?: ?, ?[-+0-9.]+)? ?\] ?\}"
)
#: Latitude and longitude on WGS84, without and with a height.
_SRIDS: Final = ("4326", "4979")
_AXIS: Final = (
    r"(?:(?P<lat{0}>latitude|lat|широта|خط العرض|دائرة العرض|عرض جغرافیایی)"
    r"|longitude|long|lon|lng|долгота|خط الطول|طول جغرافیایی)(?![^\W\d_])\.? ?[:=]? ?"
)
_LABELLED: Final = re.compile(rf"{_AXIS.format(1)}(?P<one>.*?)[ ,;&/|]*{_AXIS.format(2)}(?P<two>.*?)", re.IGNORECASE)
_PLAIN: Final = re.compile(r"[-+]?[0-9]{1,3}(?:\.([0-9]+))?")
_MAX_CHARS: Final = 200
_MAX_ADDRESS_CHARS: Final = 2_000
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
    is_wgs84: bool = False
    """Whether the way of writing says, or is read here as, WGS84."""
    is_order_told: bool = True
    """False for two numbers of which nothing says which is latitude: the first was taken."""

    @property
    def lon_lat(self) -> tuple[float, float]:
        """The point alone, in degrees."""
        return self.lon, self.lat

    @property
    def said(self) -> str:
        """How it was read, and how precisely it was written."""
        return f"{self.remark} As written it may be off by {in_unit(self.uncertainty_m, 'm')}."


class NoCoordinatesError(PositionError):
    """Words that have none of the known forms: they may be a name."""


def read_coordinates(
    text: str, near: tuple[float, float] | None = None, *, is_lon_first: bool | None = None
) -> ReadPosition:
    r"""Return the point that one text states.

    ``near``: (lon, lat) in degrees that a short plus code is near to. ``is_lon_first``: which of two numbers without
    letters is first, where something else says it; ``None`` for latitude, and for neither in square brackets.
    Raises ``PositionError`` if it is none of the known forms, or not on the Earth; the message says what to do. Where
    the two would be on it if they were swapped, it asks; they are never swapped silently, because most swapped pairs
    look as good as the others.

    >>> position = read_coordinates("35.396, 40.056")
    >>> position.lon, position.lat, round(position.uncertainty_m)
    (40.056, 35.396, 143)
    >>> position = read_coordinates("40°3'21.6\"E 35°23'45.6\"N")
    >>> position.lon, position.lat, round(position.uncertainty_m, 1)
    (40.056, 35.396, 4.0)
    """
    plain = with_plain_signs(with_ascii_numbers(text[: _MAX_ADDRESS_CHARS + 1]))
    address = read_map_address(plain) if len(text) <= _MAX_ADDRESS_CHARS else None
    if address is not None:
        position = read_pair(address.lat, address.lon)
        uncertainty_m = position.uncertainty_m + address.radius_m
        return replace(position, uncertainty_m=uncertainty_m, remark=address.remark, is_wgs84=True)
    if len(text) > _MAX_CHARS:
        raise NoCoordinatesError(f"{quoted(text)} is too long for coordinates. {_EXAMPLES}", text)
    code = plus_code_parts(plain)
    if code is not None:
        return _from_grid(read_plus_code(code[0], near))
    # Letters alone, such as "BAD", are a word sooner than a square of 100 km at a pole.
    if looks_like_mgrs(plain) and not plain.isalpha():
        return _from_grid(read_mgrs(plain))
    if looks_like_utm(plain):
        return _from_grid(read_utm(plain))
    return _labelled(plain, text) or _unlabelled(plain, text, is_lon_first)


def _labelled(plain: str, text: str) -> ReadPosition | None:
    """Return the point of a text that says which number is which; ``None`` where it does not."""
    point = _WKT_POINT.fullmatch(plain) or _GEOJSON_POINT.fullmatch(plain)
    if point is not None:
        srid = point.groupdict().get("srid", _SRIDS[0])
        if srid not in (None, *_SRIDS):
            raise PositionError(f"SRID {srid} is not WGS84. Write degrees on WGS84, SRID 4326.", text)
        return replace(read_pair(point["lat"], point["lon"]), is_wgs84=srid is not None)
    named = _LABELLED.fullmatch(plain)
    if named is None or (named["lat1"] is None) == (named["lat2"] is None):
        return None
    return read_pair(*named.group(*(("one", "two") if named["lat1"] else ("two", "one"))))


def _unlabelled(plain: str, text: str, is_lon_first: bool | None) -> ReadPosition:  # noqa: FBT001 - as it was told
    """Return the point of two angles; round brackets and the slash that ends ISO 6709 say nothing."""
    ends, inner = plain[:1] + plain[-1:], plain[1:-1].strip()
    if ends == "[]" and is_lon_first is None and _two_angles(inner) is not None:
        remedy = "GeoJSON puts longitude first, others latitude: write lat: 35.396 lon: 40.056."
        raise PositionError(f"{quoted(text)} does not say which is latitude. {remedy}", text)
    angles = _two_angles(inner if ends in ("()", "[]") else plain.removesuffix("/"))
    if angles is None:
        raise NoCoordinatesError(f"{quoted(text)} is not a pair of coordinates. {_EXAMPLES}", text)
    first, second = angles
    is_lettered = first.axis is not None or second.axis is not None
    found = _position(second, first, text) if is_lon_first and not is_lettered else _position(first, second, text)
    return replace(found, is_order_told=is_lettered or is_lon_first is not None)


def read_pair(lat_text: str, lon_text: str) -> ReadPosition:
    """Return the point that a latitude and a longitude state, each in its own text.

    Raises ``PositionError`` if one is not an angle, is of the other axis, or not on the Earth. They are never swapped
    silently.

    >>> read_pair("٣٥٫٣٩٦", "40°03'E").lat
    35.396
    """
    lat = _plain_angle(lat_text) or read_angle(with_ascii_numbers(lat_text))
    lon = _plain_angle(lon_text) or read_angle(with_ascii_numbers(lon_text))
    text = f"{lat_text}, {lon_text}"
    if lat is None or lon is None:
        wrong = lat_text if lat is None else lon_text
        name = "latitude" if lat is None else "longitude"
        raise PositionError(f"{quoted(wrong)} is not a {name}. Write degrees, such as 35.396 or 35°23'46\"N.", text)
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
    if first is None or second is None:
        return None
    # "35,39 40" may be 35.39 and 40, or 35 and 39°40'.
    is_clear = first.is_sexagesimal == second.is_sexagesimal or re.search("[,;/|] |[;/|°]", plain) or first.axis
    return (first, second) if is_clear else None


def _from_grid(point: GridPoint) -> ReadPosition:
    lon, lat = round(point.lon, USEFUL_DECIMALS), round(point.lat, USEFUL_DECIMALS)
    return ReadPosition(lon, lat, point.uncertainty_m, point.remark, is_wgs84=True)


def _position(lat: Angle, lon: Angle, text: str) -> ReadPosition:
    if not in_range(lon.degrees, lat.degrees):
        raise PositionError(_range_message(f"{lat.degrees:.10g}", f"{lon.degrees:.10g}"), text)
    finest_deg = 10.0**-USEFUL_DECIMALS
    uncertainty_m = cell_diagonal_m(lat.degrees, max(lat.precision_deg, finest_deg), max(lon.precision_deg, finest_deg))
    form = "Degrees and minutes" if lat.is_sexagesimal or lon.is_sexagesimal else "Decimal degrees"
    lon_deg, lat_deg = round(lon.degrees, USEFUL_DECIMALS), round(lat.degrees, USEFUL_DECIMALS)
    return ReadPosition(lon_deg, lat_deg, uncertainty_m, f"{form} as written.")


def _range_message(lat_words: str, lon_words: str) -> str:
    """Say why two decimal numbers are not latitude and longitude, and what may have been meant.

    >>> _range_message("139.69", "35.68")[-68:]
    'These look swapped: did you mean 35.68,139.69? Latitude comes first.'
    """
    lat, lon = float(lat_words), float(lon_words)
    if abs(lat) > MAX_LAT_DEG:
        message = f"Latitude {lat_words} is not on the Earth: latitudes run from -90 to 90."
        swapped = f"These look swapped: did you mean {lon_words},{lat_words}? Latitude comes first."
        return f"{message} {swapped if in_range(lat, lon) else _DECIMAL}"
    near = f"Did you mean {lat_words},{lon - FULL_TURN_DEG if lon > 0 else lon + FULL_TURN_DEG:.10g}?"
    message = f"Longitude {lon_words} is not on the Earth: longitudes run from -180 to 180."
    return f"{message} {near if abs(lon) <= FULL_TURN_DEG else _DECIMAL}"
