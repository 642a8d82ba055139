"""Which time of day is meant by a cell that has no day: "19:40", "7:40 PM", "1940", "113" for 01:13."""

from __future__ import annotations

import re
from typing import Final

from geodata.core.numbers import with_ascii_numbers
from geodata.core.problems import InputError, quoted

_CLOCK: Final = re.compile(
    r"(?P<hour>[0-9]{1,2})(?:[:.hH](?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2}))?(?:\.[0-9]+)?)?"
    r" ?(?P<half>[ap]\.?m\.?)? ?(?P<zone>Z|UTC|GMT|[-+][0-9]{2}:?[0-9]{2})?"
    r"(?: ?(?:h|hrs?|hours|local(?: time)?|lt))?",
    re.IGNORECASE,
)
#: "113", as NASA FIRMS and others write 01:13: the last two digits are minutes.
_BARE: Final = re.compile(r"([0-9]{0,2}?)([0-9]{2})")
#: EDTF's own spelling of an offset has a T before the time, and databases write seconds.
_FROM_TO: Final = re.compile(r"(?<![0-9:])[0-9]{1,2}:[0-9]{2}-[0-9]{2}:[0-9]{2}")
_HOURS: Final = 24
_MINUTES: Final = 60
_HALF: Final = 12


class ClockError(InputError):
    """Words that are not a time of day; ``text`` has them."""


def read_clock(text: str) -> str:
    """Return a time of day as EDTF has it behind the T: hours and minutes, seconds where they were written.

    Raises ``ClockError`` if it is none.

    >>> [read_clock(text) for text in ("19:40", "7:40 pm", "113", "0001", "12:05:30 AM", "08:00 +0300")]
    ['19:40', '19:40', '01:13', '00:01', '00:05:30', '08:00+03:00']
    """
    plain = with_ascii_numbers(text).strip()
    bare = _BARE.fullmatch(plain)
    if bare is not None and int(bare[1] or 0) < _HOURS and int(bare[2]) < _MINUTES:
        return f"{int(bare[1] or 0):02d}:{bare[2]}"
    found = _CLOCK.fullmatch(plain)
    if found is None or not (found["minute"] or found["half"]):
        raise ClockError(f"{quoted(text)} is not a time of day. Write it as in 19:40.", text)
    return edtf_clock(found, text)


def edtf_clock(found: re.Match[str], text: str) -> str:
    """Return a time of day as EDTF has it, of a match with its hour, minute, second, half and zone.

    Raises ``ClockError`` if there is no such time.
    """
    hour, minute, second, half, zone = found.group("hour", "minute", "second", "half", "zone")
    number = int(hour)
    if half:
        is_there = 1 <= number <= _HALF
        number = number % _HALF + (_HALF if half[0] in "pP" else 0)
    else:
        is_there = number < _HOURS
    if not is_there or int(minute or 0) >= _MINUTES or int(second or 0) >= _MINUTES:
        raise ClockError(f"There is no time {quoted(text)}. Write it as in 19:40.", text)
    if _FROM_TO.search(found[0]):
        said = f"{quoted(text)} may be hours from and to, or one time and how far it is behind UTC."
        remedy = "Write 2015-12-06T05:00/2015-12-06T07:30 for the first, 2015-12-06T05:00-07:30 for the second."
        raise ClockError(f"{said} {remedy}", text)
    return f"{number:02d}:{minute or '00'}{f':{second}' if second else ''}{_zone(zone)}"


def _zone(written: str | None) -> str:
    if not written:
        return ""
    return "Z" if written.upper() in ("Z", "UTC", "GMT") else f"{written[:3]}:{written[-2:]}"


def is_clock(text: str) -> bool:
    """Tell whether a text is a time of day."""
    try:
        read_clock(text)
    except ClockError:
        return False
    return True
