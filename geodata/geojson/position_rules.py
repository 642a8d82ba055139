"""Tell what is wrong with a position: its length, its numbers, their range and their digits.

RFC 7946 section 3.1.1: "A position is an array of numbers. There MUST be two or more elements. The first two elements
are longitude and latitude [...] in that order"; section 4 makes them degrees on WGS84.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from typing import Any, Final, TypeGuard

from geodata.core.json_path import JsonPath
from geodata.core.problems import Problem, Severity, quoted
from geodata.core.text import counted
from geodata.core.units import FULL_TURN_DEG
from geodata.geojson.strict_json import RefusedNumber

MAX_LON_DEG: Final = 180.0
MAX_LAT_DEG: Final = 90.0
#: Seven decimals of a degree are a centimetre, and what OpenStreetMap stores.
USEFUL_DECIMALS: Final = 7
#: A number cut to ten decimals claims a hundredth of a millimetre; more than eleven are what is left of a double.
ABSURD_DECIMALS: Final = range(10, 12)
#: A double has 15 to 17 significant digits; a number of that many is as the computer printed it, and claims nothing.
PRINTED_DOUBLE_DIGITS: Final = 15

_MIN_NUMBERS: Final = 2
#: Of a position; more are a warning, and say nothing of where it is.
MAX_NUMBERS: Final = 3


def is_number(value: object) -> TypeGuard[float]:
    """Tell whether a JSON value is a number; true and false are not.

    >>> is_number(1), is_number(1.5), is_number(True), is_number("1"), is_number(None)
    (True, True, False, False, False)
    """
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def is_finite(number: float) -> bool:
    """Tell whether a number is finite, an integer too large for a double among them.

    >>> is_finite(1.5), is_finite(10**400), is_finite(float("nan"))
    (True, True, False)
    """
    return -math.inf < number < math.inf


def is_sound(position: object) -> TypeGuard[list[float]]:
    """Tell whether nothing at all is wrong with a position.

    >>> is_sound([40.056, 35.396]), is_sound([35.396, 140.056]), is_sound([40.056]), is_sound(None)
    (True, False, False, False)
    """
    # Asked for each of a million positions: exact types are compared, which leaves out true, false and refused numbers.
    if type(position) is not list or not _MIN_NUMBERS <= len(position) <= MAX_NUMBERS:
        return False
    for number in position:
        if type(number) is not float and type(number) is not int:
            return False
    return in_range(position[0], position[1]) and is_finite(position[-1])


def is_plain(position: object) -> bool:
    """Tell whether a position is sound and has no more decimals than are useful.

    >>> is_plain([40.056, 35.396]), is_plain([40.05600000001, 35.396])
    (True, False)
    """
    return is_sound(position) and all(_decimals(number) <= USEFUL_DECIMALS for number in position[:2])


def in_range(lon: float, lat: float) -> bool:
    """Tell whether a longitude and a latitude, in degrees, exist; a number that is not finite does not."""
    return -MAX_LON_DEG <= lon <= MAX_LON_DEG and -MAX_LAT_DEG <= lat <= MAX_LAT_DEG


def position_problems(position: object, spot: JsonPath, range_severity: Severity) -> Iterator[Problem]:
    """Yield everything that is wrong with one position.

    ``position``: any JSON value that stands where a position should. ``spot``: where it stands. ``range_severity``: how
    bad a coordinate beyond 180 or 90 degrees is.
    """
    if not isinstance(position, list) or any(isinstance(number, list) for number in position):
        yield _no_position(position, spot)
        return
    if not _MIN_NUMBERS <= len(position) <= MAX_NUMBERS:
        yield _wrong_length(position, spot)
    yield from _number_problems(position, spot)
    if len(position) >= _MIN_NUMBERS and all(map(is_number, position[:2])) and all(map(is_finite, position[:2])):
        yield from range_problems(position[0], position[1], spot, range_severity)


def _number_problems(position: list[object], spot: JsonPath) -> Iterator[Problem]:
    for index, number in enumerate(position):
        if not is_number(number):
            yield spot.element(index).problem(
                "geojson.number",
                f"{quoted(number)} stands where a number should.",
                "Write the coordinate as a number, without quotation marks.",
            )
        elif not is_finite(number) and not isinstance(number, RefusedNumber):
            yield spot.element(index).problem(
                "geojson.finite",
                f"{quoted(number)} is not a coordinate.",
                "Write a finite number, or make the whole geometry null.",
            )


def range_problems(lon: float, lat: float, spot: JsonPath, severity: Severity) -> Iterator[Problem]:
    """Yield the problem of a longitude or latitude, in degrees, that does not exist, guessing the cause."""
    if not in_range(lon, lat):
        yield spot.problem(
            "geojson.range",
            f"Longitude {quoted(lon)}, latitude {quoted(lat)} is not on the Earth.",
            _range_remedy(lon, lat),
            severity,
        )


def _range_remedy(lon: float, lat: float) -> str:
    if in_range(lat, lon):
        return "Swap the two numbers: longitude comes first."
    if max(abs(lon), abs(lat)) > FULL_TURN_DEG:
        return "Transform it to WGS84 degrees: numbers this large are metres of some projection."
    if abs(lat) <= MAX_LAT_DEG:
        return "Add or subtract 360: longitudes run from -180 to 180 degrees."
    return "Correct it: latitudes run from -90 to 90 degrees, longitudes from -180 to 180."


def _no_position(value: object, spot: JsonPath) -> Problem:
    nesting, fix = "", "."
    if isinstance(value, list):
        nesting = ", and holds arrays"
        fix = ": take away a pair of brackets, or name a type of geometry that nests deeper."
    elif is_number(value):
        fix = ". Put one more pair of brackets around the numbers."
    return spot.problem(
        "geojson.position",
        f"{quoted(value)} stands where a position should{nesting}.",
        f"Write [longitude, latitude]{fix}",
    )


def _wrong_length(position: list[object], spot: JsonPath) -> Problem:
    count = len(position)
    short = count < _MIN_NUMBERS
    return spot.problem(
        "geojson.position-length",
        f"The position {quoted(position)} has {counted(count, 'number')}.",
        "Write longitude and latitude, or make the whole geometry null where they are not known."
        if short
        else "Keep longitude, latitude and height: RFC 7946 gives further numbers no meaning.",
        "error" if short else "warning",
    )


def precision_problems(positions: Iterable[Any], spot: JsonPath) -> Iterator[Problem]:
    """Yield at most one problem: more decimals than any measurement has.

    ``positions``: all positions of one geometry; those that are not sound are passed over. ``spot``: where the
    geometry's coordinates stand.
    """
    numbers = [number for position in positions if is_sound(position) for number in position[:2]]
    longest = max(numbers, key=_decimals, default=0)
    decimals = _decimals(longest)
    if decimals <= USEFUL_DECIMALS:
        return
    chosen = all(_digits(number) < PRINTED_DOUBLE_DIGITS for number in numbers)
    yield spot.problem(
        "geojson.precision",
        f"The coordinate {quoted(longest)} has {decimals} decimals.",
        "Round to six (a tenth of a metre): no survey is that precise (RFC 7946 section 11.2).",
        "error" if chosen and decimals in ABSURD_DECIMALS else "warning",
    )


def _decimals(number: float) -> int:
    # Numbers that Python writes with an exponent are next to zero; they claim nothing either.
    text = repr(number)
    return 0 if "e" in text or "." not in text else len(text.rpartition(".")[2])


def _digits(number: float) -> int:
    return len(repr(number).partition("e")[0].lstrip("-0.").replace(".", ""))
