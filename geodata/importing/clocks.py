"""Which time of day is meant by a cell that has no day: "19:40", "7:40 PM", "1940", "113" for 01:13."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from geodata.core.numbers import with_ascii_numbers
from geodata.core.problems import InputError, quoted
from geodata.parsing.languages import daylight_by_words, words_for, words_of_counts
from geodata.timeline.daylight import WORDS

if TYPE_CHECKING:
    from geodata.timeline.daylight import Word

#: What a time of day ends with: a half of the day, how far it is from UTC, words that say nothing.
_ENDING: Final = (
    r" ?(?P<half>[ap]\.? ?m\.?|[\u0635\u0645])? ?"
    r"(?:\(?(?P<zone>Z|EES?T|CES?T|MSK|\u041c\u0421\u041a|TRT|JST|EDT|PDT|(?:UTC|GMT)"
    r"(?: ?[-+][0-9]{1,2}(?::?[0-9]{2})?)?|[-+][0-9]{2}:?[0-9]{2}|\+[0-9]{1,2})\)?)?"
    r"(?: ?\(?(?:h|hrs?|hours|uhr|local(?: time)?|lt)\)?)?"
)
#: What stands before a time of day, or a date, that is not said exactly.
ABOUT: Final = "|".join(
    [*(rf"{re.escape(word)} " for word in sorted(words_of_counts("about"), key=len, reverse=True)), r"ca?\.", "[~≈] ?"]
)
#: A time of day, by itself or behind a day: hours alone with a half of the day or as in "19h", else with minutes.
CLOCK: Final = (
    rf"(?P<about>{ABOUT})?"
    r"(?P<hour>[0-9]{1,2})"
    r"(?:(?:[:.]| ?[hH] ?)(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})(?:\.[0-9]+)?)?"
    r"|(?= ?(?:[ap]\.? ?m|[\u0635\u0645]|h\b|uhr\b)))" + _ENDING
)
_CLOCK: Final = re.compile(CLOCK, re.IGNORECASE)
#: "113", as NASA FIRMS and others write 01:13, and "1940hrs".
_BARE: Final = re.compile(
    rf"(?P<about>{ABOUT})?(?P<hour>[0-9]{{1,2}})(?P<minute>[0-9]{{2}})(?P<second>){_ENDING}", re.IGNORECASE
)
#: "0.50" is half a day to a spreadsheet; so few decimals, and it may be anything else.
_PART_OF_A_DAY: Final = re.compile(r"0|0?[.,]([0-9]+)")
_LEAST_DECIMALS: Final = 4
_DAY_S: Final = 86_400
#: EDTF's own spelling of an offset has a T before the time, and databases write seconds.
_FROM_TO: Final = re.compile(r"(?<![0-9:])[0-9]{1,2}:[0-9]{2}-[0-9]{2}:[0-9]{2}")
_TIME_ALONE: Final = re.compile(r"T[0-9:.]+(?=~?(?:/|$))")
_LOCAL: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}")
#: Names of zones that mean one thing everywhere: EST, CST, IST and BST do not.
_NAMED: Final = {
    "EET": "+02:00", "EEST": "+03:00", "CET": "+01:00", "CEST": "+02:00", "WEST": "+01:00", "MSK": "+03:00",
    "\u041c\u0421\u041a": "+03:00", "TRT": "+03:00", "JST": "+09:00", "EDT": "-04:00", "PDT": "-07:00", "ZULU": "Z",
}  # fmt: skip
#: Words for parts of a day by the sun, for others of a night, which is of two days, and for any part of a day.
_DAYLIGHT: Final = daylight_by_words()
_OF_NIGHTS: Final = words_for("part_of_night")
_PARTS: Final = "|".join(
    sorted(map(re.escape, words_for("part_of_day") | _OF_NIGHTS | _DAYLIGHT.keys()), key=len, reverse=True)
)
_PART_OF_DAY: Final = re.compile(
    rf"(?:(?:(?:on|in|during) )?(?:the )?(?P<before>{_PARTS})(?:,| of| on| du| del?| am)?(?: the)? )?"
    rf"(?P<day>.*[0-9].*?)(?:,? (?P<behind>{_PARTS}))?",
    re.IGNORECASE,
)
#: A day and a part of it are shorter.
_LONGEST: Final = 80
_HOURS: Final = 24
_MINUTES: Final = 60
_HALF: Final = 12


class ClockError(InputError):
    """Words that are not a time of day; ``text`` has them."""


def read_clock(text: str) -> str:
    """Return a time of day as EDTF has it behind the T: hours and minutes, seconds where they were written.

    Raises ``ClockError`` if it is none.

    >>> [read_clock(text) for text in ("19:40", "7:40 pm", "113", "12:05:30 AM", "08:00 +0300", "ca. 19:40")]
    ['19:40', '19:40', '01:13', '00:05:30', '08:00+03:00', '19:40~']
    """
    plain = with_ascii_numbers(text).strip()
    found = (
        None
        if plain.startswith("0.") and _PART_OF_A_DAY.fullmatch(plain)
        else _CLOCK.fullmatch(plain) or _BARE.fullmatch(plain)
    )
    if found is None:
        raise ClockError(f"{quoted(text)} is not a time of day. Write it as in 19:40.", text)
    return edtf_clock(found, text)


def are_parts_of_days(texts: Collection[str]) -> bool:
    """Tell whether all texts of a column are numbers from 0 to below 1, some as exact as spreadsheets keep times.

    >>> are_parts_of_days(["0.5", "0.8194"]), are_parts_of_days(["0.5", "0.25"]), are_parts_of_days(["0.8194", "7"])
    (True, False, False)
    """
    found = [_PART_OF_A_DAY.fullmatch(with_ascii_numbers(text)) for text in texts]
    return None not in found and max((len(one[1] or "") for one in found if one), default=0) >= _LEAST_DECIMALS


def clock_of_part(text: str) -> str:
    """Return the time of day that is so much of a day, to the minute if that is what its digits can be.

    Raises ``ClockError`` if they are too few to tell.

    >>> clock_of_part("0.8194"), clock_of_part("0.5"), clock_of_part("0.819794")
    ('19:40', '12:00', '19:40:30')
    """
    plain = with_ascii_numbers(text).replace(",", ".")
    seconds, off_s = float(plain) * _DAY_S, _DAY_S * 10.0 ** -max(len(plain.partition(".")[2]), _LEAST_DECIMALS) / 2
    minutes = round(seconds / _MINUTES)
    if abs(seconds - minutes * _MINUTES) <= off_s + 1e-6 and minutes < _HOURS * _MINUTES:
        return "{:02d}:{:02d}".format(*divmod(minutes, _MINUTES))
    whole = round(seconds)
    if off_s > 1 or whole >= _DAY_S:
        raise ClockError(f"{quoted(text)} of a day is not a whole minute. Write it as in 19:40.", text)
    return f"{whole // 3600:02d}:{whole // _MINUTES % _MINUTES:02d}:{whole % _MINUTES:02d}"


def edtf_clock(found: re.Match[str], text: str) -> str:
    """Return a time of day as EDTF has it, of a match with its hour, minute, second, half and zone.

    Raises ``ClockError`` if there is no such time.
    """
    hour, minute, second, half, zone = found.group("hour", "minute", "second", "half", "zone")
    number = int(hour)
    if half:
        is_there = 1 <= number <= _HALF
        number = number % _HALF + (_HALF if half[0] in "pP\u0645" else 0)
    else:
        is_there = number < _HOURS
    if not is_there or int(minute or 0) >= _MINUTES or int(second or 0) >= _MINUTES:
        raise ClockError(f"There is no time {quoted(text)}. Write it as in 19:40.", text)
    if _FROM_TO.search(found[0]):
        said = f"{quoted(text)} may be hours from and to, or one time and how far it is behind UTC."
        remedy = "Write 2015-12-06T05:00/2015-12-06T07:30 for the first, 2015-12-06T05:00-07:30 for the second."
        raise ClockError(f"{said} {remedy}", text)
    # An hour alone is no minute: whoever says "7 pm" rounds.
    about = "" if minute and not found["about"] else "~"
    return f"{number:02d}:{minute or '00'}{f':{second}' if second else ''}{_zone(zone)}{about}"


def _zone(written: str | None) -> str:
    """Return "UTC+3" as +03:00."""
    if (named := _NAMED.get((written or "").upper())) is not None:
        return named
    found = re.search(r"([-+])([0-9]{1,2}):?([0-9]{2})?$", written or "")
    return f"{found[1]}{found[2]:0>2}:{found[3] or '00'}" if found else "Z" if written else ""


def read_zone(text: str) -> str | None:
    """Return how far a zone is from UTC, as EDTF has it; ``None`` where a text is no such zone.

    >>> read_zone("UTC"), read_zone("GMT+3"), read_zone("+03:00"), read_zone("EST")
    ('Z', '+03:00', '+03:00', None)
    """
    if (named := _NAMED.get(text.strip().upper())) is not None:
        return named
    found = re.fullmatch(r"Z|(?:UTC|GMT)? ?[-+][0-9]{1,2}(?::?[0-9]{2})?|UTC|GMT", text.strip(), re.IGNORECASE)
    return _zone(found[0]) if found else None


def offset_at(edtf: str, zone: str) -> str | None:
    """Return how far a zone is from UTC at a local time, as EDTF has it; ``None`` where that cannot be told.

    ``edtf``: with a time of day and without a zone. ``zone``: as :func:`read_zone` has it, or a name such as
    Asia/Baghdad. At the hours when clocks are set back or forward, it cannot be told.

    >>> offset_at("2022-07-07T08:10", "Europe/Kiev"), offset_at("2022-07-07T08:10", "EST"), offset_at("2022", "UTC")
    ('+03:00', None, 'Z')
    """
    fixed, local = read_zone(zone), _LOCAL.match(edtf)
    if fixed is not None or local is None or "/" not in zone:
        return fixed
    try:
        here = datetime.fromisoformat(local[0]).replace(tzinfo=ZoneInfo(zone.strip()))
    except (OSError, ValueError, LookupError):
        return None
    offsets = {here.utcoffset(), here.replace(fold=1).utcoffset()}
    offset = offsets.pop()
    seconds = -1.0 if offset is None or offsets else abs(offset.total_seconds())
    if offset is None or seconds % _MINUTES or seconds < 0:  # before zones, clocks went by the sun
        return None
    hours, minutes = divmod(int(seconds) // _MINUTES, _MINUTES)
    return f"{'-' if offset.total_seconds() < 0 else '+'}{hours:02d}:{minutes:02d}"


def zone_of(heading: str) -> str | None:
    """Return the zone that a heading of times says: "Date (UTC)", "time_utc", "Time GMT+3"."""
    words = heading.replace("_", " ").upper()
    found = re.search(r"\b(?:UTC|GMT)(?: ?[-+][0-9]{1,2}(?::?[0-9]{2})?)?(?![0-9A-Z])", words)
    return read_zone(found[0]) if found else None


def with_zone(edtf: str, zone: str | None) -> str:
    """Return a time as EDTF with a zone at each time of day that has none.

    >>> with_zone("2015-12-06T19:40/2015-12-07", "Z"), with_zone("2015-12-06T19:40+03:00", "Z")
    ('2015-12-06T19:40Z/2015-12-07', '2015-12-06T19:40+03:00')
    """
    return edtf if zone is None else _TIME_ALONE.sub(lambda time: f"{time[0]}{zone}", edtf)


def in_zone(edtf: str, zone: str) -> str:
    """Return a time as EDTF with how far a zone was from UTC at each time of day that has none: :func:`offset_at`.

    >>> in_zone("2022-03-06T19:40/2022-07-07T08:10", "Asia/Beirut"), in_zone("2022-03-06T19:40", "IST")
    ('2022-03-06T19:40+02:00/2022-07-07T08:10+03:00', '2022-03-06T19:40')
    """
    return "/".join(with_zone(end, offset_at(end, zone)) for end in edtf.split("/"))


def part_of_day(text: str) -> tuple[str, str] | None:
    """Return the part of a day that a text says, and what else it says; ``None`` where it says none.

    >>> part_of_day("In the morning"), part_of_day("ранок 6 грудня 2022"), part_of_day("6 December, at night")
    (('In the morning', ''), ('ранок', '6 грудня 2022'), ('at night', '6 December'))
    >>> part_of_day("6 December")
    """
    if re.fullmatch(_PARTS, text.strip(" ."), re.IGNORECASE):
        return text, ""
    may_be = len(text) <= _LONGEST and any(map(str.isalpha, text))
    found = _PART_OF_DAY.fullmatch(text) if may_be else None
    if found is None or bool(found["before"]) == bool(found["behind"]):
        return None
    return found["before"] or found["behind"], found["day"]


def is_night(part: str) -> bool:
    """Tell whether a part of a day is a night, which begins on one day and ends on the next."""
    return daylight_word(part) == "night" or _plain(part) in _OF_NIGHTS


def daylight_word(part: str) -> Word | None:
    """Return which part of a day by the sun some words are; ``None`` where they are another: "late evening".

    >>> daylight_word("In the evening"), daylight_word("late evening")
    ('evening', None)
    """
    written = _DAYLIGHT.get(_plain(part))
    return next((word for word in WORDS if word == written), None)


def _plain(part: str) -> str:
    return part.strip(" .").casefold()


def is_time_of_day(text: str) -> bool:
    """Tell whether a text is a time of day, or a part of a day in words."""
    return is_clock(text) or part_of_day(text) == (text, "")


def is_clock(text: str) -> bool:
    """Tell whether a text is a time of day."""
    try:
        read_clock(text)
    except ClockError:
        return False
    return True
