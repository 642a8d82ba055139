"""What is meant by the words that say how coordinates were made: their source, datum, precision and direction."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from pyproj import Geod

from geodata.core.numbers import decimal_text, with_ascii_numbers
from geodata.core.problems import InputError, quoted
from geodata.core.units import FULL_TURN_DEG, HALF_TURN_DEG
from geodata.geodesy import point_radius
from geodata.geodesy.circles import GEOD
from geodata.geodesy.point_radius import BY_POINTS, compass_heading
from geodata.parsing.distances import read_distance
from geodata.parsing.locality_offsets import read_compass

SOURCES_IN_WORDS: Final = (
    "gps; gps 8 m, if its accuracy was noted; gps before 2000; 1:50000, of a paper map; USGS 1:24000; google; "
    "google before 2008; gazetteer; other"
)
PRECISION_IN_WORDS: Final = "0.01, in degrees; or nearest second, nearest 10 minutes, 0.1 minutes"
HEADING_IN_WORDS: Final = "E, SSW, NEbN, southeast, or degrees with a half-width, 126±10"
#: Name, and ellipsoid, of datums that old maps are on.
_ELLIPSOIDS: Final[Mapping[str, str]] = {
    "NAD83": "GRS80", "NAD27": "clrk66", "ED50": "intl", "Pulkovo 1942": "krass",
}  # fmt: skip
WGS84: Final = "WGS84"
NOT_RECORDED: Final = "not recorded"
DATUMS: Final = (WGS84, "unknown", *_ELLIPSOIDS)
DATUMS_IN_WORDS: Final = f"{', '.join(DATUMS)}; or unknown 79 m, the largest shift at the place"

_GPS: Final = re.compile(r"gps(?: (?P<before>before 2000(?:-05(?:-01)?)?)| (?P<accuracy>.+))?")
_GOOGLE: Final = re.compile(r"google(?: earth| maps)?(?P<before> before 2008)?")
_MAP: Final = re.compile(r"(?P<usgs>usgs )?(?:map )?1 ?: ?(?P<scale>[0-9]{1,3}(?:[., ]?[0-9]{3}){0,3}|[0-9]{4,9})")
_DATUM_UNKNOWN: Final = re.compile(r"(?:unknown|not recorded)(?: (?P<shift>.+))?")
_PRECISION: Final = re.compile(
    r"(?:to )?(?:the )?(?P<nearest>nearest )?(?P<number>[0-9.,]+(?= |$|[^0-9.,]))? ?(?P<unit>[a-z°'\"]*)"
)
_PARTS_PER_DEGREE: Final[Mapping[str, int]] = {
    **dict.fromkeys(("degree", "degrees", "deg", "°"), 1),
    **dict.fromkeys(("minute", "minutes", "min", "'"), 60),
    **dict.fromkeys(("second", "seconds", "sec", '"'), 3600),
}
_DEGREES: Final = re.compile(r"([0-9.]{1,20}) ?°? ?(?:±|\+/-|\+-) ?([0-9.]{1,20}) ?°?")
_MAX_PRECISION_DEG: Final = 90.0


@dataclass(frozen=True, slots=True)
class CoordinateSource:
    """What coordinates were taken from."""

    name: str
    error_m: float
    """By which it may be off itself."""
    why: str
    """What the error is, in words."""
    is_on_wgs84: bool
    """Whether it has coordinates on WGS84 and no other datum."""


@dataclass(frozen=True, slots=True)
class Datum:
    """What coordinates are counted from."""

    name: str
    shift_m: float
    """By which they may be off, for it is not known."""
    ellipsoid: Geod


@dataclass(frozen=True, slots=True)
class Heading:
    """A direction as stated."""

    words: str
    azimuth_deg: float
    half_width_deg: float


def read_length(text: str, unit: str = "") -> float:
    """Return an error or extent in metres; a number alone is in ``unit``, and 0 needs none.

    Raises ``InputError`` if it is not a length.

    >>> read_length("3 km"), read_length("2", "mi"), read_length("0")
    (3000.0, 3218.688, 0.0)
    """
    if decimal_text(with_ascii_numbers(text)) == "0":
        return 0.0
    return read_distance(with_unit(text, unit)).value_m


def with_unit(text: str, unit: str) -> str:
    """Return words for a distance, with a unit if they are a number alone.

    >>> with_unit("10 1/2", "mi"), with_unit("10 km", "mi")
    ('10 1/2 mi', '10 km')
    """
    return f"{text} {unit}".rstrip() if decimal_text(with_ascii_numbers(text)) is not None else text


def read_source(text: str) -> CoordinateSource:
    """Return what words say about where coordinates were taken from.

    Raises ``InputError`` if they are none of :data:`SOURCES_IN_WORDS`.

    >>> read_source("gps").error_m, read_source("1:50,000").error_m, round(read_source("USGS 1:24000").error_m, 3)
    (30.0, 50.0, 12.192)
    """
    plain = " ".join(with_ascii_numbers(text).casefold().split())
    if found := _GPS.fullmatch(plain):
        return _gps(found)
    if found := _MAP.fullmatch(plain):
        return _map(found, text)
    if found := _GOOGLE.fullmatch(plain):
        if found["before"]:
            error_m, when = point_radius.GOOGLE_IMAGERY_BEFORE_2008_M, "before 2008"
        else:
            error_m, when = point_radius.GOOGLE_IMAGERY_M, "since 2008"
        return CoordinateSource(f"Google's pictures, {when}", error_m, f"pictures of {when}", is_on_wgs84=True)
    if plain == "gazetteer":
        return CoordinateSource("gazetteer", 0.0, "a gazetteer: its rounding and the extent count", is_on_wgs84=True)
    if plain == "other":
        return CoordinateSource("another source", 0.0, "none of its own known", is_on_wgs84=False)
    raise InputError(f"{quoted(text)} is not a known source. Write one of: {SOURCES_IN_WORDS}.", text)


def _gps(found: re.Match[str]) -> CoordinateSource:
    if found["accuracy"]:
        error_m, why = read_length(found["accuracy"]), "accuracy as noted"
    elif found["before"]:
        error_m, why = point_radius.GPS_BEFORE_MAY_2000_M, "GPS before May 2000, its accuracy not noted"
    else:
        error_m, why = point_radius.GPS_UNKNOWN_M, "GPS, its accuracy not noted"
    return CoordinateSource("GPS", error_m, why, is_on_wgs84=True)


def _map(found: re.Match[str], text: str) -> CoordinateSource:
    scale = int(re.sub("[., ]", "", found["scale"]))
    if scale == 0:
        raise InputError(f"{quoted(text)} is not the scale of a map. Write one such as 1:50000.", text)
    if not found["usgs"]:
        return CoordinateSource(f"map 1:{scale:,}", scale / 1000, "a millimetre on the map", is_on_wgs84=False)
    if scale not in point_radius.USGS_MAP_M:
        known = ", ".join(f"1:{one}" for one in point_radius.USGS_MAP_M)
        remedy = f"Use {known}, or write 1:{scale} alone for a millimetre on the map."
        raise InputError(f"No US accuracy standard is known here for {quoted(text)}. {remedy}", text)
    error_m = point_radius.USGS_MAP_M[scale]
    return CoordinateSource(f"USGS map 1:{scale:,}", error_m, "US National Map Accuracy Standards", is_on_wgs84=False)


def read_datum(text: str) -> Datum:
    """Return the datum that words name.

    Raises ``InputError`` if they are none of :data:`DATUMS_IN_WORDS`.

    >>> read_datum("WGS 84").shift_m, read_datum("unknown").shift_m, read_datum("unknown 79 m").shift_m
    (0.0, 5359.0, 79.0)
    """
    plain = " ".join(text.casefold().split())
    if found := _DATUM_UNKNOWN.fullmatch(plain):
        shift_m = read_length(found["shift"]) if found["shift"] else point_radius.DATUM_UNKNOWN_M
        return Datum(NOT_RECORDED, shift_m, GEOD)
    squeezed = re.sub("[ -]", "", plain)
    if squeezed == WGS84.lower():
        return Datum(WGS84, 0.0, GEOD)
    for name, ellipsoid in _ELLIPSOIDS.items():
        if squeezed == name.replace(" ", "").lower():
            return Datum(name, 0.0, Geod(ellps=ellipsoid))
    raise InputError(f"{quoted(text)} is not a known datum. Write one of: {DATUMS_IN_WORDS}.", text)


def read_precision(text: str) -> float:
    """Return one unit of the last digit of coordinates, in degrees.

    Raises ``InputError`` if it is none.

    >>> read_precision("0.01 degrees"), read_precision("nearest minute") * 60, read_precision("10 seconds") * 360
    (0.01, 1.0, 1.0)
    """
    found = _PRECISION.fullmatch(" ".join(with_ascii_numbers(text).casefold().split()))
    number = decimal_text(found["number"]) if found and found["number"] else None
    # A unit alone is one of it; a number alone is degrees.
    is_said = found is not None and (number is not None or (found["unit"] and not found["number"]))
    parts = _PARTS_PER_DEGREE.get((found["unit"] or "degrees") if found else "")
    degrees = float(number or 1) / parts if is_said and parts else 0.0
    if not 0 < degrees <= _MAX_PRECISION_DEG:
        raise InputError(
            f"{quoted(text)} is not a precision of coordinates. Write one such as {PRECISION_IN_WORDS}.", text
        )
    return degrees


def read_heading(text: str) -> Heading:
    """Return the direction that words name, and how far it may be off.

    Raises ``InputError`` if they name none.

    >>> read_heading("south-east"), read_heading("nebn").azimuth_deg, read_heading("126±10").half_width_deg
    (Heading(words='SE', azimuth_deg=135.0, half_width_deg=22.5), 33.75, 10.0)
    """
    by_points = {point.casefold(): point for point in BY_POINTS}
    point = by_points.get(text.strip().casefold()) or read_compass(text)
    if point is not None:
        return Heading(point, *compass_heading(point))
    found = _DEGREES.fullmatch(with_ascii_numbers(text))
    numbers = [decimal_text(one) for one in found.groups()] if found else [None]
    if None not in numbers:
        azimuth_deg, half_width_deg = (float(one) for one in numbers if one is not None)
        if azimuth_deg <= FULL_TURN_DEG and half_width_deg <= HALF_TURN_DEG:
            return Heading(f"{azimuth_deg:g}° ± {half_width_deg:g}°", azimuth_deg % FULL_TURN_DEG, half_width_deg)
    raise InputError(f"{quoted(text)} is not a direction. Write one such as {HEADING_IN_WORDS}.", text)
