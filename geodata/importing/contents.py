"""What a column most likely holds, by its cells alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geodata.core.numbers import with_ascii_numbers
from geodata.core.problems import InputError
from geodata.core.text import is_web_address
from geodata.importing.dates import DateUnclearError, read_date
from geodata.parsing.angles import PositionError, read_angle
from geodata.parsing.coordinates import read_coordinates
from geodata.parsing.distances import read_distance
from geodata.parsing.locality_offsets import read_compass

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

#: Enough cells to tell, and how many of them must agree.
SAMPLE_ROWS: Final = 200
_SHARE: Final = 0.8
#: A number of degrees with this many decimals is a coordinate sooner than a count.
_DECIMALS: Final = 3
#: Whole degrees (to 110 km at best) are a range or a fraction sooner than coordinates; an MGRS square of 100 km (to
#: 71 km, as "1CAB") is a code.
_COARSE_M: Final = 50_000.0


def is_pair(text: str) -> bool:
    """Tell whether a text is coordinates, latitude and longitude together."""
    try:
        return read_coordinates(text).uncertainty_m < _COARSE_M
    except PositionError:
        return False


def is_date(text: str) -> bool:
    """Tell whether a text is a date, if an unclear one."""
    try:
        read_date(text, None)
    except DateUnclearError:
        return True
    except InputError:
        return False
    # A bare number of four digits is as likely a count.
    return not text.isdigit()


def _is_distance(text: str) -> bool:
    try:
        read_distance(text)
    except InputError:
        return False
    return True


def is_degrees(text: str) -> bool:
    """Tell whether a text is one latitude or longitude: with a mark, or with so many decimals."""
    angle = read_angle(with_ascii_numbers(text))
    return angle is not None and (angle.axis is not None or angle.precision_deg <= 10**-_DECIMALS)


#: What a column may be, most telling first, and in words.
CONTENT_KINDS: Final[tuple[tuple[str, str, Callable[[str], bool]], ...]] = (
    ("source_url", "web addresses", is_web_address),
    ("degrees", "degrees", is_degrees),
    ("coordinates", "coordinates", is_pair),
    ("event_time", "dates", is_date),
    ("distance", "distances with a unit", _is_distance),
    ("bearing", "compass points", lambda text: read_compass(text) is not None),
)


def guess_contents(cells: Sequence[str | None]) -> tuple[str, str] | None:
    """Return what most cells of a sample are, and that in words; ``None`` where they are nothing in particular.

    >>> guess_contents(["35 miles", "55 km", None]), guess_contents(["Ayyash", "Tanak"])
    (('distance', '2 of 2 cells are distances with a unit'), None)
    """
    given = [text for text in cells if text]
    for kind, words, fits in CONTENT_KINDS if given else ():
        count = sum(map(fits, given))
        if count >= _SHARE * len(given):
            return kind, f"{count} of {len(given)} cells are {words}"
    return None
