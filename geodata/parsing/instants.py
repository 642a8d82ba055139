"""Instants of any year, as whole microseconds since the start of 1970, by the Gregorian calendar carried on both ways.

Python's ``datetime`` ends at the years 1 and 9999. The calendar is the same again every 400 years, to the day, so any
year is reckoned as the one from 2000 to 2399 that it is like. Year 0 is 1 BC. No instant here has a time zone.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import MAXYEAR, MINYEAR, date, datetime, timedelta
from typing import Final, NamedTuple

SECOND_US: Final = 1_000_000
MINUTE_US: Final = 60 * SECOND_US
DAY_US: Final = 24 * 60 * MINUTE_US
_CYCLE_YEARS: Final = 400
_CYCLE_DAYS: Final = 146_097
_CYCLE_START: Final = 2_000
_EPOCH: Final = datetime(1970, 1, 1)  # noqa: DTZ001 - no zone, on purpose
_START_DAY: Final = (date(_CYCLE_START, 1, 1) - _EPOCH.date()).days


class Day(NamedTuple):
    """A day of the calendar."""

    year: int
    month: int
    day: int


def midnight_us(year: int, month: int = 1, day: int = 1) -> int:
    """Return the first instant of a day that exists.

    >>> midnight_us(1970, 1, 2) == DAY_US, (midnight_us(2400) - midnight_us(2000)) // DAY_US
    (True, 146097)
    """
    cycles, like = divmod(year - _CYCLE_START, _CYCLE_YEARS)
    days = (date(_CYCLE_START + like, month, day) - _EPOCH.date()).days
    return (days + cycles * _CYCLE_DAYS) * DAY_US


def day_of(instant_us: int) -> Day:
    """Return the day that an instant is in.

    >>> day_of(midnight_us(-43, 3, 15)), day_of(-1)
    (Day(year=-43, month=3, day=15), Day(year=1969, month=12, day=31))
    """
    cycles, days = divmod(instant_us // DAY_US - _START_DAY, _CYCLE_DAYS)
    like = date(_CYCLE_START, 1, 1) + timedelta(days=days)
    return Day(like.year + cycles * _CYCLE_YEARS, like.month, like.day)


def month_length(year: int, month: int) -> int:
    """Return how many days a month of any year has."""
    return monthrange(_CYCLE_START + year % _CYCLE_YEARS, month)[1]


def instant_us(moment: datetime) -> int:
    """Return a moment, as it stands, as an instant."""
    return (moment.replace(tzinfo=None) - _EPOCH) // timedelta(microseconds=1)


def moment_of(instant: int) -> datetime | None:
    """Return an instant as Python has it; ``None`` outside the years 1 to 9999, which is all it can hold."""
    if not MINYEAR <= day_of(instant).year <= MAXYEAR:
        return None
    return _EPOCH + timedelta(microseconds=instant)


def time_of_day(instant: int) -> str:
    """Return the time of day of an instant, to the second, as in ``19:40:05``."""
    seconds = instant % DAY_US // SECOND_US
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
