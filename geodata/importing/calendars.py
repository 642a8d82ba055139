"""Dates of the Islamic and of the Persian calendar, as days of ours.

The Persian calendar is exact. A month of the Islamic one begins with a moon that is seen, or worked out by rules of
each country: the package has those of Umm al-Qura, which Saudi Arabia keeps; others begin up to two days before or
after, so a date is an interval of five days.
"""

# ruff: noqa: RUF003 - the words are those of several scripts

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any, Final, Literal

from hijridate import Hijri
from persiantools.jdatetime import JalaliDate

from geodata.core.problems import InputError
from geodata.core.text import fold
from geodata.parsing.languages import numbers_by_name, words_for

Calendar = Literal["islamic", "persian", "ours"]
CALENDARS: Final[tuple[Calendar, ...]] = ("islamic", "persian", "ours")
#: How many days a date of the Islamic calendar may be off: those of countries differ by so many.
ISLAMIC_DAYS: Final = 2
#: Of each calendar, the lists of its months and of the words for its years (:mod:`geodata.parsing.languages`).
_LISTS: Final[tuple[tuple[Calendar, str, str], ...]] = (
    ("islamic", "islamic_months", "islamic_years"),
    ("persian", "persian_months", "persian_years"),
    ("ours", "months", "our_years"),
)
_MONTHS: Final[dict[str, tuple[Calendar, int]]] = {
    name: (calendar, number) for calendar, months, _ in _LISTS for name, number in numbers_by_name(months).items()
}
_ERAS: Final[dict[str, Calendar]] = {fold(word): calendar for calendar, _, years in _LISTS for word in words_for(years)}
#: Words behind the figures of a date: "1437 AH", "1394/09/15 ه.ش".
_BEHIND: Final = re.compile(r"(.*[0-9]) ?([^\W\d_][^0-9]*)")
_WRITTEN: Final = re.compile(r"([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?(T.*)?")
_LAST_MONTH: Final = 12
_LONGEST_MONTH: Final = 30


def month_named(words: str) -> tuple[Calendar, int] | None:
    """Return the calendar and the number of a month by its name, or by several names of it.

    >>> month_named("Safar"), month_named("آذر"), month_named("December"), month_named("Smarch")
    (('islamic', 2), ('persian', 9), ('ours', 12), None)
    >>> month_named("كانون الأول/ديسمبر"), month_named("November/December")
    (('ours', 12), None)
    """
    found = {_MONTHS.get(fold(name)) for name in words.split("/")}
    return found.pop() if len(found) == 1 else None


def without_era(plain: str) -> tuple[str, Calendar | None]:
    """Return a date without the words that say whose years are counted, and the calendar that they say.

    >>> without_era("24 Safar 1437 AH"), without_era("1394/09/15")
    (('24 Safar 1437', 'islamic'), ('1394/09/15', None))
    """
    found = _BEHIND.fullmatch(plain)
    era = _ERAS.get(fold(found[2])) if found else None
    return (found[1], era) if found and era else (plain, None)


def in_our_calendar(written: str, calendar: Calendar) -> str:
    """Return a year, a month or a day of a calendar as EDTF.

    ``written``: its figures as EDTF has them, though the calendar may have days that ours has not.
    Raises ``InputError`` if it is none of these, or there is no such day.

    >>> in_our_calendar("1394-09-15", "persian"), in_our_calendar("1437-02-24", "islamic")
    ('2015-12-06', '2015-12-04/2015-12-08')
    """
    if calendar == "ours":
        return written
    found = _WRITTEN.fullmatch(written)
    if found is None:
        raise InputError("Only a year, a month or a day of another calendar is converted, each by itself.", written)
    year, clock = int(found[1]), found[4] or ""
    months = (int(found[2]), int(found[2])) if found[2] else (1, _LAST_MONTH)
    days = int(found[3]) if found[3] else None
    if calendar == "persian":
        first, last = _persian(year, months[0], days or 1), _persian(year, months[1], days)
        return f"{first}{clock}" if days else f"{first}/{last}"
    if clock:
        said = "A time of day cannot stand beside a date of the Islamic calendar, known to within two days."
        raise InputError(said, written)
    first, last = _islamic(year, months[0], days or 1), _islamic(year, months[1], days)
    off = timedelta(days=ISLAMIC_DAYS)
    return f"{first - off}/{last + off}"


def _persian(year: int, month: int, day: int | None) -> date:
    """Return a day, or the last one of a month."""
    try:
        made: Any = JalaliDate
        found: date = made(year, month, day or made.days_in_month(month, year)).to_gregorian()
    except ValueError:
        raise InputError("There is no such day in the Persian calendar.", str(day)) from None
    return found


def _islamic(year: int, month: int, day: int | None) -> date:
    """Return a day of Umm al-Qura, or the last one of a month; one more, which others may have had."""
    try:
        length = Hijri(year, month, 1).month_length()
        off = 1 if day == length + 1 == _LONGEST_MONTH else 0
        found = Hijri(year, month, (day or length) - off).to_gregorian()
    except OverflowError:
        raise InputError("Years of the Islamic calendar are converted from 1343 to 1500.", str(year)) from None
    except ValueError:
        raise InputError("There is no such day in the Islamic calendar.", str(day)) from None
    return date(found.year, found.month, found.day) + timedelta(days=off)
