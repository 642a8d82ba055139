"""Read one EDTF date, with or without a time of day, as the stretch of time it may mean.

Whole dates, centuries, years of any length, dates with unspecified digits, seasons, and our one extension here: a time
of day to the minute. Years are those of the Gregorian calendar carried on both ways, year 0 being 1 BC.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal, NamedTuple

from geodata.core.problems import GeodataError, quoted
from geodata.parsing.instants import DAY_US, MINUTE_US, SECOND_US, day_of, midnight_us, month_length, time_of_day

EdtfPrecision = Literal["minute", "second", "day", "month", "year", "century", "season", "unspecified"]

NO_ZONE: Final = "time zone not stated"
MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
#: Northern seasons, each three whole months; EDTF sorts winter after autumn, so it begins in December.
SEASONS: Final = {21: ("spring", 3), 22: ("summer", 6), 23: ("autumn", 9), 24: ("winter", 12)}

_MAX_ZONE_MIN: Final = 14 * 60
_MONTHS_PER_YEAR: Final = 12
_YEARS_PER_CENTURY: Final = 100
_MAX_HOUR: Final = 23
_MAX_MINUTE: Final = 59
#: Of four digits; a later one has a Y before it.
_MAX_YEAR: Final = 9_999
#: Digits of a second that are told apart: microseconds.
_FRACTION_DIGITS: Final = 6
_CENTURY: Final = re.compile(r"(?P<century>-?[0-9]{2})(?P<mark>[~?%]?)")
_AFTER_Y: Final = re.compile(r"(?P<year>Y-?[0-9]*)(?P<mark>[~?%]?)")
_DATE: Final = re.compile(
    r"(?P<year>-?[0-9X]{4})(?:-(?P<month>[0-9X]{2})(?:-(?P<day>[0-9X]{2})(?:T(?P<time>[^~?%]*))?)?)?(?P<mark>[~?%]?)"
)
_LONG_YEAR: Final = re.compile(r"Y(-?[1-9][0-9]{4,})")
_TIME: Final = re.compile(
    r"(?P<hour>[0-9]{2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})(?:\.(?P<fraction>[0-9]+))?)?(?P<zone>Z|[+-].*)?"
)
_ZONE: Final = re.compile(r"(?P<sign>[+-])(?P<hours>[0-9]{2})(?::?(?P<minutes>[0-9]{2}))?")


class EdtfError(GeodataError, ValueError):
    """A text is not an EDTF date or interval that can be read; the message is one sentence that says why."""


class _Stretch(NamedTuple):
    """First and last instant, as :mod:`geodata.parsing.instants` has them, and how precisely they are stated."""

    earliest: int
    latest: int
    precision: EdtfPrecision


@dataclass(frozen=True, slots=True)
class Moment:
    """One date as the stretch it may mean, both ends included."""

    earliest: int
    latest: int
    """Instants of :mod:`geodata.parsing.instants`, local as written; no zone is taken off (see ``utc_offset_min``)."""
    precision: EdtfPrecision
    approximate: bool
    uncertain: bool
    utc_offset_min: int | None
    """Minutes east of UTC; ``None`` = not stated."""
    text: str = ""
    """As written."""

    @property
    def has_time(self) -> bool:
        """True if a time of day is stated."""
        return self.precision in ("minute", "second")

    def in_utc(self, local: int) -> int:
        """Return a local instant of this moment in UTC, or unchanged where no zone is stated."""
        return local - (self.utc_offset_min or 0) * MINUTE_US


@lru_cache(maxsize=4096)
def read_moment(text: str) -> Moment:
    """Read one EDTF date.

    ``text``: such as ``2015-12-06``, ``2015-12~``, ``201X``, ``2015-21``, ``-0043``, ``Y17000`` or
    ``2015-12-06T19:40``.
    Raises ``EdtfError`` if it is not such a date, or no such day or time exists.

    >>> moment = read_moment("2015-12-07T01:00~")
    >>> moment_in_words(moment), (moment.latest - moment.earliest) / SECOND_US, moment.approximate
    ('01:00 on 7 December 2015', 59.999999, True)
    """
    if match := _AFTER_Y.fullmatch(text):
        return _marked(match, _years(_long_year(match["year"]), 1, "year"))
    match = _DATE.fullmatch(text)
    if match is None:
        raise EdtfError(_not_a_date(text))
    if match["time"] is None:
        return _marked(match, _without_time(match["year"], match["month"], match["day"]))
    return _marked(match, *_with_time(match["year"], match["month"], match["day"], match["time"]))


def read_century(text: str) -> Moment | None:
    """Read a century of two digits, which stands by itself: ``06/12`` is none; ``None`` where a text is none.

    Raises ``EdtfError`` if no such century exists.
    """
    match = _CENTURY.fullmatch(text)
    if match is None:
        return None
    written = match["century"]
    if written == "-00":
        raise EdtfError(f"The century {quoted(written)} does not exist: the one before '00' is '-01'.")
    first = int(written) * _YEARS_PER_CENTURY
    return _marked(
        match, _years(first if first >= 0 else first - (_YEARS_PER_CENTURY - 1), _YEARS_PER_CENTURY, "century")
    )


def _marked(match: re.Match[str], found: _Stretch, utc_offset_min: int | None = None) -> Moment:
    mark = match["mark"]
    return Moment(*found, mark in ("~", "%"), mark in ("?", "%"), utc_offset_min, match.string)


def _not_a_date(text: str) -> str:
    if not text:
        return "A date is missing."
    if text.strip() != text:
        return f"{quoted(text)} has spaces around it: take them out."
    if re.search("[~?%](?!$)", text):
        return f"{quoted(text)} marks a part of the date: put ~, ? or % at its end, for all of it."
    if re.fullmatch("-?[0-9]{5,}", text):
        remedy = "A year of more than four digits has a Y before it, and a date has hyphens in it."
        return f"{quoted(text)} is not a valid year. {remedy}"
    if text.startswith("Y"):
        return f"A year after Y stands by itself, in digits; {quoted(text)} has more."
    return f"{quoted(text)} is not a date that can be read."


def _years(first: int, count: int, precision: EdtfPrecision) -> _Stretch:
    return _Stretch(midnight_us(first), midnight_us(first + count) - 1, precision)


def _long_year(written: str) -> int:
    match = _LONG_YEAR.fullmatch(written)
    if match is None:
        raise EdtfError(
            f"{quoted(written)} does not have the form of 'Y17000': Y stands before five digits or more, the first of "
            "which is not 0. Write a year of four digits without it."
        )
    return int(match[1])


def _with_time(year: str, month: str, day: str, clock: str) -> tuple[_Stretch, int | None]:
    """Return the stretch of a time of day, and its minutes east of UTC."""
    written = f"{year}-{month}-{day}"
    if "X" in written:
        raise EdtfError(f"A time of day needs a whole date, and {quoted(written)} has unspecified digits.")
    midnight = _without_time(year, month, day).earliest
    match = _TIME.fullmatch(clock)
    if match is None:
        raise EdtfError(f"{quoted(clock)} does not have the form 19:40, 19:40:05, 19:40Z or 19:40+02:00.")
    hour, minute, second = int(match["hour"]), int(match["minute"]), int(match["second"] or 0)
    fraction = (match["fraction"] or "")[:_FRACTION_DIGITS]
    fraction_us = int(fraction.ljust(_FRACTION_DIGITS, "0"))
    is_end_of_day = hour == _MAX_HOUR + 1 and not (minute or second or fraction_us)
    if hour > _MAX_HOUR and not is_end_of_day:
        message = f"The hour {quoted(match['hour'])} does not exist: hours run from 00 to 23"
        raise EdtfError(f"{message}, and 24:00 is the end of a day.")
    if minute > _MAX_MINUTE:
        raise EdtfError(f"The minute {quoted(match['minute'])} does not exist: minutes run from 00 to 59.")
    if second > _MAX_MINUTE:
        raise EdtfError(f"The second {quoted(match['second'])} cannot be used: seconds run from 00 to 59.")
    start = midnight + (hour * 60 + minute) * MINUTE_US + second * SECOND_US + fraction_us
    is_minute = match["second"] is None
    length = MINUTE_US if is_minute else SECOND_US // 10 ** len(fraction)
    return _Stretch(start, start + length - 1, "minute" if is_minute else "second"), _offset_min(match["zone"])


def _offset_min(zone: str | None) -> int | None:
    if zone is None:
        return None
    if zone == "Z":
        return 0
    match = _ZONE.fullmatch(zone)
    hours, minutes = (int(match["hours"]), int(match["minutes"] or 0)) if match else (0, 0)
    if match is None or minutes > _MAX_MINUTE:
        raise EdtfError(f"{quoted(zone)} is not an offset from UTC of the form Z, +02 or +02:00.")
    offset = hours * 60 + minutes
    if offset > _MAX_ZONE_MIN:
        raise EdtfError(f"{quoted(zone)} is not an offset from UTC: these run from -14:00 to +14:00.")
    if offset == 0 and match["sign"] == "-":
        raise EdtfError(f"{quoted(zone)} says no offset from UTC: write Z where the time is in UTC, else leave it out.")
    return -offset if match["sign"] == "-" else offset


def _without_time(year: str, month: str | None, day: str | None) -> _Stretch:
    if year == "-0000":
        raise EdtfError(f"The year {quoted(year)} does not exist: year 0, which is 1 BC, is '0000'.")
    if month is not None and "X" not in month and int(month) > _MONTHS_PER_YEAR:
        return _season(year, int(month), day)
    written = "-".join(part for part in (year, month, day) if part is not None)
    first = next(_days(year, month, day, backwards=False), None)
    last = next(_days(year, month, day, backwards=True), None)
    if first is None or last is None:
        raise EdtfError(_no_such_day(written, year, month))
    named = sum(part is not None for part in (month, day))
    precision: EdtfPrecision = "unspecified" if "X" in written else ("year", "month", "day")[named]
    return _Stretch(midnight_us(*first), midnight_us(*last) + DAY_US - 1, precision)


def _days(year: str, month: str | None, day: str | None, *, backwards: bool) -> Iterator[tuple[int, int, int]]:
    """Yield the days a date may mean, from its first on, or from its last back."""
    for year_number in _fitting_years(year, backwards=backwards):
        for month_number in _fitting(month or "XX", 1, _MONTHS_PER_YEAR, backwards=backwards):
            last_day = month_length(year_number, month_number)
            for day_number in _fitting(day or "XX", 1, last_day, backwards=backwards):
                yield year_number, month_number, day_number


def _fitting_years(year: str, *, backwards: bool) -> Iterator[int]:
    """Yield the years that fit four digits with X for any; before year 0 they are counted back."""
    if year.startswith("-"):
        yield from (-number for number in _fitting(year[1:], 1, _MAX_YEAR, backwards=not backwards))
    else:
        yield from _fitting(year, 0, _MAX_YEAR, backwards=backwards)


def _fitting(digits: str, smallest: int, largest: int, *, backwards: bool) -> Iterator[int]:
    """Yield the numbers that fit digits with X for any."""
    low, high = int(digits.replace("X", "0")), int(digits.replace("X", "9"))
    numbers = range(max(low, smallest), min(high, largest) + 1)
    pattern = re.compile(digits.replace("X", "."))
    for number in reversed(numbers) if backwards else numbers:
        if pattern.fullmatch(f"{number:0{len(digits)}d}"):
            yield number


@lru_cache(maxsize=64)
def stretches(text: str, most: int) -> tuple[tuple[int, int], ...] | None:
    """Return the stretches of time that a date with unspecified digits may mean, first and last instant of each.

    Stretches that follow each other are one; ``None`` if there are more than ``most``.

    >>> [day_in_words(first) for first, _ in stretches("2015-1X-06", 10)]
    ['6 October 2015', '6 November 2015', '6 December 2015']
    >>> len(stretches("201X", 10)), stretches("201X-12", 9)
    (1, None)
    """
    match = _DATE.fullmatch(text)
    assert match is not None  # noqa: S101 - it was read before
    found: list[tuple[int, int]] = []
    for first, last in _whole(match["year"], match["month"] or "XX", match["day"] or "XX"):
        if found and found[-1][1] + 1 == first:
            found[-1] = found[-1][0], last
        elif len(found) == most:
            return None
        else:
            found.append((first, last))
    return tuple(found)


def _whole(year: str, month: str, day: str) -> Iterator[tuple[int, int]]:
    """Yield the years, months or days that a date may mean, as few as can be: first and last instant of each."""
    for year_number in _fitting_years(year, backwards=False):
        if month == day == "XX":
            yield midnight_us(year_number), midnight_us(year_number + 1) - 1
            continue
        for month_number in _fitting(month, 1, _MONTHS_PER_YEAR, backwards=False):
            first = midnight_us(year_number, month_number)
            last_day = month_length(year_number, month_number)
            if day == "XX":
                yield first, first + last_day * DAY_US - 1
                continue
            for day_number in _fitting(day, 1, last_day, backwards=False):
                yield first + (day_number - 1) * DAY_US, first + day_number * DAY_US - 1


def _no_such_day(written: str, year: str, month: str | None) -> str:
    if month is None or "X" in month + year or not 1 <= int(month) <= _MONTHS_PER_YEAR:
        return f"{quoted(written)} does not exist: months run from 01 to 12, days from 01 to at most 31."
    length = month_length(int(year), int(month))
    return f"{quoted(written)} does not exist: {MONTHS[int(month) - 1]} {year} has {length} days."


def _season(year: str, code: int, day: str | None) -> _Stretch:
    written = f"{year}-{code}"
    if code not in SEASONS:
        raise EdtfError(f"{quoted(written)} has neither a month, 01 to 12, nor a season, 21 to 24.")
    if day is not None or "X" in year:
        raise EdtfError(f"A season stands by itself, as in '2015-21'; {quoted(written)} has a day or an X beside it.")
    first_month = SEASONS[code][1]
    years, month = divmod(first_month + 3 - 1, _MONTHS_PER_YEAR)
    start, end = midnight_us(int(year), first_month), midnight_us(int(year) + years, month + 1)
    return _Stretch(start, end - 1, "season")


def moment_in_words(moment: Moment) -> str:
    """Say a date in English, without its marks.

    >>> moment_in_words(read_moment("2015-12-07T01:00"))
    '01:00 on 7 December 2015'
    >>> moment_in_words(read_moment("2015-21")), moment_in_words(read_moment("201X"))
    ('northern spring 2015', 'some time between 1 January 2010 and 31 December 2019')
    >>> moment_in_words(read_moment("-0043-03-15")), moment_in_words(read_century("20"))
    ('15 March 44 BC', 'the years 2000 to 2099')
    """
    first, last = day_of(moment.earliest), day_of(moment.latest)
    if moment.has_time:
        return f"{clock_in_words(moment)} on {day_in_words(moment.earliest)}"
    if moment.precision == "season":
        name = next(name for name, month in SEASONS.values() if month == first.month)
        years = dict.fromkeys(year_in_words(day.year) for day in (first, last))
        return f"northern {name} {'/'.join(years)}"
    if moment.precision == "unspecified":
        return f"some time between {day_in_words(moment.earliest)} and {day_in_words(moment.latest)}"
    year = year_in_words(first.year)
    return {
        "day": day_in_words(moment.earliest),
        "month": f"{MONTHS[first.month - 1]} {year}",
        "year": year,
        "century": f"the years {year} to {year_in_words(last.year)}",
    }[moment.precision]


def year_in_words(year: int) -> str:
    """Say a year; year 0 is 1 BC."""
    return str(year) if year > 0 else f"{1 - year} BC"


def day_in_words(instant: int) -> str:
    """Say the day of an instant, as in ``6 December 2015``."""
    day = day_of(instant)
    return f"{day.day} {MONTHS[day.month - 1]} {year_in_words(day.year)}"


def clock_in_words(moment: Moment) -> str:
    """Say a time of day, as in ``19:40``, as precisely as it is stated."""
    if moment.precision == "minute":
        return time_of_day(moment.earliest)[:-3]
    fraction = re.search(r":[0-9]{2}(\.[0-9]+)", moment.text)
    return time_of_day(moment.earliest) + (fraction[1] if fraction else "")


def zone_in_words(moment: Moment) -> str:
    """Say how far a time of day is from UTC, or that nobody said."""
    if moment.utc_offset_min is None:
        return NO_ZONE
    if moment.utc_offset_min == 0:
        return "UTC"
    hours, minutes = divmod(abs(moment.utc_offset_min), 60)
    return f"UTC{'-' if moment.utc_offset_min < 0 else '+'}{hours}{f':{minutes:02d}' if minutes else ''}"
