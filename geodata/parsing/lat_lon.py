"""Which point is meant by typed coordinates: latitude, then longitude, as people write them.

The one place where latitude comes first; what is returned is (lon, lat) like everywhere else.
"""

from __future__ import annotations

import re
from typing import Final

from geodata.core.numbers import with_ascii_numbers
from geodata.core.problems import InputError, quoted
from geodata.geojson.position_rules import MAX_LAT_DEG, in_range

_EXAMPLE: Final = "Write latitude and longitude in decimal degrees, such as 35.396,40.056."
_MINUS_SIGNS: Final = str.maketrans("\u2212\u2010\u2011\u2013", "----")
_TWO_NUMBERS: Final = re.compile(
    r"([-+]?[0-9]{1,3}(?:\.[0-9]+)?|[-+]?\.[0-9]+)°?[,; ] ?([-+]?[0-9]{1,3}(?:\.[0-9]+)?|[-+]?\.[0-9]+)°?"
)
_FULL_TURN_DEG: Final = 360.0


class PositionError(InputError):
    """Words that are not one position on the Earth; ``text`` has them."""


def read_lat_lon(text: str) -> tuple[float, float]:
    """Return the position that "LAT,LON" states.

    Parameters
    ----------
    text
        Two numbers in decimal degrees, latitude first, with digits of any script; comma, semicolon or space between.

    Returns
    -------
    (lon, lat) in degrees.

    Raises
    ------
    PositionError
        If it is not two numbers, or not on the Earth. Where they would be if they were swapped, the message asks;
        they are never swapped silently, because most swapped pairs look as good as the others.

    Examples
    --------
    >>> read_lat_lon("35.396,40.056"), read_lat_lon("-35.1; 40")
    ((40.056, 35.396), (40.0, -35.1))
    """
    found = _TWO_NUMBERS.fullmatch(with_ascii_numbers(text).translate(_MINUS_SIGNS).replace(" ,", ","))
    if found is None:
        raise PositionError(f"{quoted(text)} is not two numbers. {_EXAMPLE}", text)
    lat, lon = float(found[1]), float(found[2])
    if not in_range(lon, lat):
        raise PositionError(range_message(found[1], found[2]), text)
    return lon, lat


def range_message(lat_words: str, lon_words: str) -> str:
    """Say why two decimal numbers are no latitude and longitude, and what may have been meant.

    Examples
    --------
    >>> range_message("139.69", "35.68")[-68:]
    'These look swapped: did you mean 35.68,139.69? Latitude comes first.'
    """
    lat, lon = float(lat_words), float(lon_words)
    if abs(lat) > MAX_LAT_DEG:
        message = f"Latitude {lat_words} is not on the Earth: latitudes run from -90 to 90."
        swapped = f"These look swapped: did you mean {lon_words},{lat_words}? Latitude comes first."
        return f"{message} {swapped if in_range(lat, lon) else _EXAMPLE}"
    near = f"Did you mean {lat_words},{lon - _FULL_TURN_DEG if lon > 0 else lon + _FULL_TURN_DEG:.10g}?"
    message = f"Longitude {lon_words} is not on the Earth: longitudes run from -180 to 180."
    return f"{message} {near if abs(lon) <= _FULL_TURN_DEG else _EXAMPLE}"
