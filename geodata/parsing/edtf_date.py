"""Read one EDTF date, with or without a time of day, as the stretch of time it may mean.

Whole dates, dates with unspecified digits, seasons, and our one extension here: a time of day to the minute.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, UTC, date, datetime, time, timedelta, timezone
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal

from geodata.core.problems import GeodataError, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

EdtfPrecision = Literal["minute", "second", "day", "month", "year", "season", "unspecified"]

MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
#: Northern seasons, each three whole months; EDTF sorts winter after autumn, so it begins in December.
SEASONS: Final = {21: ("spring", 3), 22: ("summer", 6), 23: ("autumn", 9), 24: ("winter", 12)}

_MAX_ZONE_MIN: Final = 18 * 60
_MONTHS_PER_YEAR: Final = 12
_MAX_HOUR: Final = 23
_MAX_MINUTE: Final = 59
_DATE: Final = re.compile(
    r"(?P<year>[0-9X]{4}|-[0-9X]{4}|Y-?[0-9]+)(?:-(?P<month>[0-9X]{2})(?:-(?P<day>[0-9X]{2})(?:T(?P<time>[^~?%]*))?)?)?"
    r"(?P<mark>[~?%]?)"
)
_TIME: Final = re.compile(r"(?P<hour>[0-9]{2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2}))?(?P<zone>Z|[+-].*)?")
_ZONE: Final = re.compile(r"(?P<sign>[+-])(?P<hours>[0-9]{2})(?::?(?P<minutes>[0-9]{2}))?")


class EdtfError(GeodataError, ValueError):
    """A text is not an EDTF date or interval that can be read; the message is one sentence that says why."""


@dataclass(frozen=True, slots=True)
class Moment:
    """One date as the stretch it may mean, both ends included."""

    earliest: datetime
    latest: datetime
    """Local time as written; no zone is attached (see ``utc_offset_min``)."""
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

    def in_utc(self, local: datetime) -> datetime:
        """Return a local time of this moment in UTC, or unchanged where no zone is stated."""
        if self.utc_offset_min is None:
            return local
        zone = timezone(timedelta(minutes=self.utc_offset_min))
        try:
            return local.replace(tzinfo=zone).astimezone(UTC).replace(tzinfo=None)
        except OverflowError:
            raise EdtfError(f"{local} is outside the years 1 to 9999 in UTC.") from None


@lru_cache(maxsize=4096)
def read_moment(text: str) -> Moment:
    """Read one EDTF date.

    Parameters
    ----------
    text
        Such as ``2015-12-06``, ``2015-12~``, ``201X``, ``2015-21`` or ``2015-12-06T19:40``.

    Raises
    ------
    EdtfError
        If it is not such a date, or no such day or time exists.

    Examples
    --------
    >>> moment = read_moment("2015-12-07T01:00~")
    >>> str(moment.earliest), str(moment.latest), moment.approximate
    ('2015-12-07 01:00:00', '2015-12-07 01:00:59.999999', True)
    """
    match = _DATE.fullmatch(text)
    if match is None:
        raise EdtfError(_not_a_date(text))
    year, month, day = _year_digits(match["year"]), match["month"], match["day"]
    if match["time"] is not None:
        earliest, latest, precision, offset = _with_time(f"{year}-{month}-{day}", match["time"])
    else:
        earliest, latest, precision = _without_time(year, month, day)
        offset = None
    mark = match["mark"]
    return Moment(earliest, latest, precision, mark in ("~", "%"), mark in ("?", "%"), offset, text)


def _not_a_date(text: str) -> str:
    if not text:
        return "A date is missing."
    if text.strip() != text:
        return f"{quoted(text)} has spaces around it: take them out."
    if re.search("[~?%](?!$)", text):
        return f"{quoted(text)} marks a part of the date: put ~, ? or % at its end, for all of it."
    return f"{quoted(text)} is not a date that can be read."


def _year_digits(written: str) -> str:
    """Return a year as four digits or X; a year that no datetime holds is an error."""
    digits = written.removeprefix("Y")
    if digits.startswith("-") or not MINYEAR <= int(digits.replace("X", "9")) <= MAXYEAR:
        raise EdtfError(f"The year {quoted(written)} is outside {MINYEAR} to {MAXYEAR}, the years that can be used.")
    return digits.lstrip("0").rjust(4, "0")


def _with_time(day: str, clock: str) -> tuple[datetime, datetime, EdtfPrecision, int | None]:
    """Return first and last instant, precision, and minutes east of UTC."""
    if "X" in day:
        raise EdtfError(f"A time of day needs a whole date, and {quoted(day)} has unspecified digits.")
    midnight, _, _ = _without_time(*day.split("-"))
    match = _TIME.fullmatch(clock)
    if match is None:
        raise EdtfError(f"{quoted(clock)} does not have the form 19:40, 19:40:05, 19:40Z or 19:40+02:00.")
    hour, minute, second = int(match["hour"]), int(match["minute"]), int(match["second"] or 0)
    if hour > _MAX_HOUR:
        raise EdtfError(f"The hour {quoted(match['hour'])} does not exist: hours run from 00 to 23.")
    if minute > _MAX_MINUTE:
        raise EdtfError(f"The minute {quoted(match['minute'])} does not exist: minutes run from 00 to 59.")
    if second > _MAX_MINUTE:
        raise EdtfError(f"The second {quoted(match['second'])} cannot be used: seconds run from 00 to 59.")
    start = midnight + timedelta(hours=hour, minutes=minute, seconds=second)
    length = timedelta(minutes=1) if match["second"] is None else timedelta(seconds=1)
    precision: EdtfPrecision = "minute" if match["second"] is None else "second"
    return start, start + (length - timedelta(microseconds=1)), precision, _offset_min(match["zone"])


def _offset_min(zone: str | None) -> int | None:
    if zone is None:
        return None
    if zone == "Z":
        return 0
    match = _ZONE.fullmatch(zone)
    minutes = int(match["hours"]) * 60 + int(match["minutes"] or 0) if match else _MAX_ZONE_MIN + 1
    if match is None or minutes > _MAX_ZONE_MIN or int(match["minutes"] or 0) > _MAX_MINUTE:
        raise EdtfError(f"{quoted(zone)} is not an offset from UTC of the form Z, +02 or +02:00.")
    return -minutes if match["sign"] == "-" else minutes


def _without_time(year: str, month: str | None, day: str | None) -> tuple[datetime, datetime, EdtfPrecision]:
    if month is not None and "X" not in month and int(month) > _MONTHS_PER_YEAR:
        return _season(year, int(month), day)
    written = "-".join(part for part in (year, month, day) if part is not None)
    first = next(_days(year, month, day, backwards=False), None)
    last = next(_days(year, month, day, backwards=True), None)
    if first is None or last is None:
        raise EdtfError(_no_such_day(written, year, month))
    precision: EdtfPrecision = "unspecified" if "X" in written else ("year", "month", "day")[written.count("-")]
    return datetime.combine(first, time.min), datetime.combine(last, time.max), precision


def _days(year: str, month: str | None, day: str | None, *, backwards: bool) -> Iterator[date]:
    """Yield the days a date may mean, from its first on, or from its last back."""
    for year_number in _fitting(year, MINYEAR, MAXYEAR, backwards=backwards):
        for month_number in _fitting(month or "XX", 1, _MONTHS_PER_YEAR, backwards=backwards):
            last_day = monthrange(year_number, month_number)[1]
            for day_number in _fitting(day or "XX", 1, last_day, backwards=backwards):
                yield date(year_number, month_number, day_number)


def _fitting(digits: str, smallest: int, largest: int, *, backwards: bool) -> Iterator[int]:
    """Yield the numbers that fit digits with X for any."""
    low, high = int(digits.replace("X", "0")), int(digits.replace("X", "9"))
    numbers = range(max(low, smallest), min(high, largest) + 1)
    pattern = re.compile(digits.replace("X", "."))
    for number in reversed(numbers) if backwards else numbers:
        if pattern.fullmatch(f"{number:0{len(digits)}d}"):
            yield number


def stretches(text: str, most: int) -> tuple[tuple[datetime, datetime], ...] | None:
    """Return the stretches of time that a date with unspecified digits may mean, first and last instant of each.

    Stretches that follow each other are one; ``None`` if there are more than ``most``.

    Examples
    --------
    >>> [f"{first:%d %b} to {last:%d %b}" for first, last in stretches("2015-1X-06", 10)]
    ['06 Oct to 06 Oct', '06 Nov to 06 Nov', '06 Dec to 06 Dec']
    >>> len(stretches("201X", 10)), stretches("201X-12", 9)
    (1, None)
    """
    match = _DATE.fullmatch(text)
    assert match is not None  # noqa: S101 - it was read before
    found: list[tuple[date, date]] = []
    for first, last in _whole(_year_digits(match["year"]), match["month"] or "XX", match["day"] or "XX"):
        if found and found[-1][1] + timedelta(days=1) == first:
            found[-1] = found[-1][0], last
        elif len(found) == most:
            return None
        else:
            found.append((first, last))
    return tuple((datetime.combine(first, time.min), datetime.combine(last, time.max)) for first, last in found)


def _whole(year: str, month: str, day: str) -> Iterator[tuple[date, date]]:
    """Yield the years, months or days that a date may mean, as few as can be."""
    for year_number in _fitting(year, MINYEAR, MAXYEAR, backwards=False):
        if month == day == "XX":
            yield date(year_number, 1, 1), date(year_number, _MONTHS_PER_YEAR, 31)
            continue
        for month_number in _fitting(month, 1, _MONTHS_PER_YEAR, backwards=False):
            last_day = monthrange(year_number, month_number)[1]
            if day == "XX":
                yield date(year_number, month_number, 1), date(year_number, month_number, last_day)
                continue
            for day_number in _fitting(day, 1, last_day, backwards=False):
                yield date(year_number, month_number, day_number), date(year_number, month_number, day_number)


def _no_such_day(written: str, year: str, month: str | None) -> str:
    if month is None or "X" in month + year or not 1 <= int(month) <= _MONTHS_PER_YEAR:
        return f"{quoted(written)} does not exist: months run from 01 to 12, days from 01 to at most 31."
    length = monthrange(int(year), int(month))[1]
    return f"{quoted(written)} does not exist: {MONTHS[int(month) - 1]} {year} has {length} days."


def _season(year: str, code: int, day: str | None) -> tuple[datetime, datetime, EdtfPrecision]:
    written = f"{year}-{code}"
    if code not in SEASONS:
        raise EdtfError(f"{quoted(written)} has neither a month, 01 to 12, nor a season, 21 to 24.")
    if day is not None or "X" in year:
        raise EdtfError(f"A season stands by itself, as in '2015-21'; {quoted(written)} has a day or an X beside it.")
    start = datetime(int(year), SEASONS[code][1], 1)  # noqa: DTZ001 - local time, no zone stated
    months_later = start.month + 3
    next_year, next_month = start.year + (months_later - 1) // 12, (months_later - 1) % 12 + 1
    if next_year > MAXYEAR:
        raise EdtfError(f"{quoted(written)} ends after the year {MAXYEAR}, the last that can be used.")
    end = datetime(next_year, next_month, 1) - timedelta(microseconds=1)  # noqa: DTZ001 - local time, no zone stated
    return start, end, "season"


def moment_in_words(moment: Moment) -> str:
    """Say a date in English, without its marks.

    Examples
    --------
    >>> moment_in_words(read_moment("2015-12-07T01:00"))
    '01:00 on 7 December 2015'
    >>> moment_in_words(read_moment("2015-21")), moment_in_words(read_moment("201X"))
    ('northern spring 2015', 'some time between 1 January 2010 and 31 December 2019')
    """
    first, last = moment.earliest, moment.latest
    if moment.has_time:
        return f"{clock_in_words(moment)} on {day_in_words(first)}"
    if moment.precision == "season":
        name = next(name for name, month in SEASONS.values() if month == first.month)
        years = f"{first.year}" if first.year == last.year else f"{first.year}/{last.year}"
        return f"northern {name} {years}"
    if moment.precision == "unspecified":
        return f"some time between {day_in_words(first)} and {day_in_words(last)}"
    return {
        "day": day_in_words(first),
        "month": f"{MONTHS[first.month - 1]} {first.year}",
        "year": f"{first.year}",
    }[moment.precision]


def day_in_words(moment: datetime) -> str:
    """Say a day, as in ``6 December 2015``."""
    return f"{moment.day} {MONTHS[moment.month - 1]} {moment.year}"


def clock_in_words(moment: Moment) -> str:
    """Say a time of day, as in ``19:40``, as precisely as it is stated."""
    return moment.earliest.strftime("%H:%M:%S" if moment.precision == "second" else "%H:%M")


def zone_in_words(moment: Moment) -> str:
    """Say how far a time of day is from UTC, or that nobody said."""
    if moment.utc_offset_min is None:
        return "time zone not stated"
    if moment.utc_offset_min == 0:
        return "UTC"
    hours, minutes = divmod(abs(moment.utc_offset_min), 60)
    return f"UTC{'-' if moment.utc_offset_min < 0 else '+'}{hours}{f':{minutes:02d}' if minutes else ''}"
