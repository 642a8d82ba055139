"""What a column most likely holds, by its cells alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

from geodata.core.numbers import with_ascii_numbers
from geodata.core.problems import InputError
from geodata.core.text import fold, is_web_address
from geodata.importing.cell_readers import read_polarity, read_relation, read_web_addresses, uncertainty_m
from geodata.importing.clocks import are_parts_of_days, is_time_of_day
from geodata.importing.codes import PLACE_CODES
from geodata.importing.dates import DateUnclearError, is_month_in_figures, read_date
from geodata.parsing.angles import PositionError, read_angle
from geodata.parsing.coordinates import read_coordinates
from geodata.parsing.distances import read_distance
from geodata.parsing.languages import is_not_stated
from geodata.parsing.locality_offsets import read_compass

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
        pass
    except InputError:
        return False
    # A bare number of four digits is as likely a count, and two of a month the number of a report.
    return not text.isdigit() and not is_month_in_figures(text)


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
    ("degrees", "degrees", is_degrees),
    ("coordinates", "coordinates", is_pair),  # some web addresses are: those of a point on a map
    ("source_url", "web addresses", is_web_address),
    ("event_time", "dates", is_date),
    ("distance", "distances with a unit", _is_distance),
)


def _can(reader: Callable[[str], object]) -> Callable[[str], bool]:
    def fits(text: str) -> bool:
        try:
            reader(text)
        except InputError:
            return False
        return True

    return fits


def _is_length(text: str) -> bool:
    """Tell whether a text is a radius, or the 0 that programs write where they know none."""
    return not with_ascii_numbers(text).strip("0.") or _can(uncertainty_m)(text)


def _is_words(text: str) -> bool:
    """Tell whether a text may be the name of somebody or of a place: no number, date, address or position."""
    plain = with_ascii_numbers(text)
    return not re.fullmatch(r"[-+]?[0-9.,:/ %]+|true|false|yes|no", plain, re.IGNORECASE) and not (
        is_web_address(text) or is_date(text) or is_pair(text)
    )


#: What the cells of a column must be for a member, in words, whatever its heading says.
_NEEDED: Final[dict[str, tuple[str, Callable[[str], bool]]]] = {
    "bearing": ("a compass point", lambda text: read_compass(text) is not None),
    "distance": ("a distance with a unit", _is_distance),
    "uncertainty": ("a length", _is_length),
    "place_code": ("a code of one digit", lambda text: text in PLACE_CODES),
    "time_code": ("a code of one digit", lambda text: text in PLACE_CODES),
    "polarity": ("known here", _can(read_polarity)),
    "relation": ("known here", _can(read_relation)),
    "zone": ("a UTM zone", lambda text: re.fullmatch(r"[0-9]{1,2} ?[A-Za-z]*", with_ascii_numbers(text)) is not None),
    "event_time": ("a day", lambda text: not is_time_of_day(text)),
    "event_end": ("a day", lambda text: not is_time_of_day(text)),
    "stated": ("a day", lambda text: not is_time_of_day(text)),
    "event_clock": ("a time of day", is_time_of_day),
    "source_url": ("a web address", _can(read_web_addresses)),
    "actor": ("a name", _is_words),
    "about_actor": ("a name", _is_words),
    "place": ("a name", _is_words),
}


#: A grade of precision, a share of one, or degrees; and words of headings that tell lengths from these.
_GRADE: Final = re.compile(r"[0-5]|0?[.,][0-9]+")
_SAYS_LENGTH: Final = frozenset({"radius", "uncertainty", "error", "meters", "metres", "m"})


def _are_grades(texts: Sequence[str], heading: str) -> bool:
    """Tell whether all of some radii are whole numbers to 5, or below 1, and no heading says that they are lengths."""
    plain = [with_ascii_numbers(text) for text in texts]
    is_one = len(set(plain)) == 1 and plain[0].isdigit()
    return _SAYS_LENGTH.isdisjoint(fold(heading).split()) and not is_one and all(map(_GRADE.fullmatch, plain))


def contradiction(member: str, cells: Sequence[str | None], heading: str = "radius") -> str | None:
    """Return in words what most cells of a sample are not, though the heading says so; ``None`` if they may be.

    >>> contradiction("bearing", ["left", "top"]), contradiction("bearing", ["SE", "top"])
    ('2 of 2 cells are not a compass point', None)
    """
    given = [text for text in cells if text and not is_not_stated(text)]
    needed = _NEEDED.get(member)
    if are_parts_of_days(given):
        return None if member == "event_clock" else "numbers between 0 and 1 are none"
    if needed is None or not given:
        return None
    if member == "uncertainty" and _are_grades(given, heading):
        return "numbers so small may be grades, or degrees, and no unit is stated"
    others = sum(not needed[1](text) for text in given)
    return f"{others} of {len(given)} cells are not {needed[0]}" if others * 2 > len(given) else None


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
