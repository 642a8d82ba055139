"""Which EDTF date is meant by a date as people write it; one that may be read two ways is never guessed."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Final

from geodata.core.numbers import with_ascii_numbers
from geodata.core.problems import InputError, quoted
from geodata.core.result_cache import remembered
from geodata.core.text import fold
from geodata.importing.clocks import ClockError, edtf_clock
from geodata.importing.languages import month_numbers, words_for
from geodata.parsing.edtf import EdtfError, parse

if TYPE_CHECKING:
    from geodata.importing.members import DateOrder

_MONTH_NUMBERS: Final = month_numbers()
#: Words that may stand between the parts of a date or behind one, and ends of a day, and say nothing.
_PARTICLES: Final = words_for("between") | words_for("behind_year")
_DAY_WITH_PARTICLE: Final = re.compile(rf"\A([0-9]{{1,2}})(?:\.|{'|'.join(sorted(words_for('behind_day')))})\Z")
_SEASONS: Final = {"spring": "21", "summer": "22", "autumn": "23", "fall": "23", "winter": "24"}
_ISO: Final = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})")
#: "20151206", of a year that news has.
_COMPACT: Final = re.compile(r"((?:19|20)[0-9]{2})(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])")
#: How databases write a month or a year alone.
_ZEROS: Final = re.compile(r"([0-9]{4})-(?:00-00|(0[1-9]|1[0-2])-00)")
_WEEK: Final = re.compile(r"([0-9]{4})-?W([0-9]{2})")
_NUMBERS: Final = re.compile(r"([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4}|[0-9]{2}(?![0-9]))")
_YEAR: Final = r"([0-9]{4}|'?[0-9]{2})"
_DAY_MONTH: Final = re.compile(rf"([0-9]{{1,2}})(?:st|nd|rd|th)?[ -]([^\W\d_]+(?: [^\W\d_]+)?)\.?,?[ -]{_YEAR}")
_MONTH_DAY: Final = re.compile(r"([^\W\d_]+)\.? ([0-9]{1,2})(?:st|nd|rd|th)?,? ([0-9]{4})")
_MONTH: Final = re.compile(r"([^\W\d_]+(?: [^\W\d_]+)?)\.?,? ([0-9]{4})")
#: A time of day behind a day.
CLOCK: Final = re.compile(
    r"(?<=[0-9])(?P<behind>,? ?T|,? )(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})(?:\.[0-9]+)?)?"
    r" ?(?P<half>[ap]\.?m\.?)? ?(?P<zone>Z|UTC|GMT|[-+][0-9]{2}:?[0-9]{2})?(?: (?:local(?: time)?|lt|hrs?|h))?$",
    re.IGNORECASE,
)
#: How databases write a day without a time, as UCDP GED does: "2015-12-06 00:00:00.000".
_MIDNIGHT_OF_A_DAY: Final = re.compile(r"(?<=[0-9]) 00:00:00(?:\.0+)?$")
_WEEKDAYS: Final = words_for("weekdays")
#: Years of the Persian and of the Islamic calendar that are ours: as Gregorian ones they are long past.
_OTHER_CALENDARS: Final = re.compile(r"1[34][0-9]{2}[-/.]")
#: What EDTF reads as a century, and no table means by it.
_CENTURY: Final = re.compile("-?[0-9]{2}[~?%]?")
_MONTHS_PER_YEAR: Final = 12
_EXAMPLE: Final = "Write it as in 2015-12-06, 6 December 2015 or 2015-12-06T19:40."


class DateError(InputError):
    """Words that are not a date; ``text`` has them."""


class DateUnclearError(DateError):
    """A date that may be read with the day or with the month first."""


class CenturyUnclearError(DateError):
    """A date whose year has two digits."""


@remembered(4 * 2**20)
def read_date(text: str, order: DateOrder | None, century: str | None = None) -> str:
    """Return a written date as EDTF.

    ``text``: EDTF itself, or a date in figures or with the month's name, with a time or not. ``order``: how 05/12/2015
    is meant; ``None`` refuses it. ``century``: the first two digits of a year that has only its last two; ``None``
    refuses it.
    Raises ``DateUnclearError`` if day and month may be either, and ``order`` is ``None``. Raises
    ``CenturyUnclearError`` if the year has two digits, and ``century`` is ``None``. Raises ``DateError`` if it is not a
    known form of date, or does not exist.

    >>> [read_date(text, None) for text in ("2015-12-06/..", "6 December 2015", "13/12/2015 7:40 PM", "٢٠١٥-١٢-٠٦")]
    ['2015-12-06/..', '2015-12-06', '2015-12-13T19:40', '2015-12-06']
    >>> read_date("05/12/2015", "day-first"), read_date("05/12/15", "day-first", "20")
    ('2015-12-05', '2015-12-05')
    """
    plain = _MIDNIGHT_OF_A_DAY.sub("", with_ascii_numbers(text).strip())
    if _CENTURY.fullmatch(plain):
        raise DateError(f"{quoted(text)} may be a day, a month or a century. {_EXAMPLE}", text)
    if _OTHER_CALENDARS.match(plain):
        said = f"The year of {quoted(text)} may be of the Persian or of the Islamic calendar, which are not read."
        raise DateError(f"{said} {_EXAMPLE}", text)
    try:
        return parse(plain).text
    except EdtfError as error:
        first_error = error
    timed = CLOCK.search(plain)
    words = _without_particles(plain[: timed.start("behind")] if timed else plain)
    day = _day(words, text, order, century) or _day(_without_weekday(words), text, order, century)
    if day is None:
        is_figures = re.fullmatch(r"[-0-9XT:Z+/.~?%]+", plain)
        reason = str(first_error) if is_figures else f"{quoted(text)} is not a date that can be read."
        raise DateError(f"{_spreadsheet_day(plain) or reason} {_EXAMPLE}", text)
    try:
        return parse(f"{day}T{edtf_clock(timed, text)}" if timed else day).text
    except ClockError as error:  # says how to write it
        raise DateError(str(error), text) from None
    except EdtfError as error:
        raise DateError(f"{error} {_EXAMPLE}", text) from None


def _without_weekday(words: str) -> str:
    """Return a date without the name of a weekday before it: any other word says something, as "before" does."""
    first, _, rest = words.partition(" ")
    return _without_weekday(rest) if rest and first.strip(".,").casefold() in _WEEKDAYS else words


def _without_particles(words: str) -> str:
    """Return a date without what says nothing in it: "6 de diciembre de 2022", "1er mai", "6. Mai"."""
    if not any(map(str.isalpha, words)):
        return words
    parts = (_DAY_WITH_PARTICLE.sub(r"\1", part) for part in words.split(" "))
    return " ".join(part for part in parts if part.rstrip(".,").casefold() not in _PARTICLES)


def _spreadsheet_day(plain: str) -> str:
    """Say what a bare number may be; empty for other texts."""
    if re.fullmatch("[0-9]{5}", plain):
        return f"{plain} may be a spreadsheet's number of a day: have the column shown as dates, and save it again."
    if re.fullmatch("[0-9]{10}|[0-9]{13}", plain):
        return f"{plain} may be a computer's count of seconds: have the column written as dates."
    return ""


def _day(words: str, text: str, order: DateOrder | None, century: str | None) -> str | None:
    """Return the day, the month or the week as EDTF, if words are one."""
    found = _ZEROS.fullmatch(words)
    if found is not None:
        return f"{found[1]}-{found[2]}" if found[2] else found[1]
    found = _ISO.fullmatch(words) or _COMPACT.fullmatch(words)
    if found is not None:
        return f"{found[1]}-{found[2]:0>2}-{found[3]:0>2}"
    found = _WEEK.fullmatch(words)
    if found is not None:
        return _week(int(found[1]), int(found[2]), text)
    found = _NUMBERS.fullmatch(words)
    if found is not None:
        return _from_numbers(found[1], found[2], found[3], text, order, century)
    for form, (day, month, year) in ((_DAY_MONTH, (1, 2, 3)), (_MONTH_DAY, (2, 1, 3)), (_MONTH, (0, 1, 2))):
        found = form.fullmatch(words)
        number = _month_number(found[month], has_day=bool(day)) if found else None
        if found is not None and number is not None:
            return f"{_year(found[year], text, century)}-{number}" + (f"-{found[day]:0>2}" if day else "")
    return None


def _month_number(word: str, *, has_day: bool) -> str | None:
    """Return the number of a month, or that of EDTF for a season, which has no days."""
    return _MONTH_NUMBERS.get(fold(word)) or (None if has_day else _SEASONS.get(fold(word)))


def _week(year: int, week: int, text: str) -> str:
    """Return a week of ISO 8601 as its days."""
    try:
        return "/".join(date.fromisocalendar(year, week, day).isoformat() for day in (1, 7))
    except ValueError:
        raise DateError(f"There is no week {quoted(text)}. {_EXAMPLE}", text) from None


def _year(written: str, text: str, century: str | None) -> str:
    digits = written.lstrip("'")
    if len(digits) > 2:  # noqa: PLR2004 - two digits of a century
        return digits
    if century is None:
        raise CenturyUnclearError(f"The year of {quoted(text)} has two digits. {_EXAMPLE}", text)
    return f"{century}{digits}"


def _from_numbers(first: str, second: str, year: str, text: str, order: DateOrder | None, century: str | None) -> str:
    if len(year) == 2 and order is None:  # noqa: PLR2004 - "15/12/06" may have the year first
        raise DateUnclearError(_unclear(text), text)
    can_be_month = [int(number) <= _MONTHS_PER_YEAR for number in (first, second)]
    if all(can_be_month) and first != second and order is None:
        raise DateUnclearError(_unclear(text), text)
    is_day_first = not can_be_month[0] or (can_be_month[1] and order != "month-first")
    day, month = (first, second) if is_day_first else (second, first)
    return f"{_year(year, text, century)}-{month:0>2}-{day:0>2}"


def _unclear(text: str) -> str:
    remedy = "Say whether the day or the month comes first, or write the year first, as in 2015-12-31."
    return f"{quoted(text)} may have the day or the month first. {remedy}"


def evidence(text: str) -> DateOrder | None:
    """Return which order a date in figures must have, because the other does not exist.

    >>> evidence("13/12/2015"), evidence("12/13/2015"), evidence("05/12/2015"), evidence("13/12/06")
    ('day-first', 'month-first', None, None)
    """
    found = _NUMBERS.match(with_ascii_numbers(text))
    if found is None or len(found[3]) == 2:  # noqa: PLR2004 - the year may come first
        return None
    is_day = [int(found[1]) > _MONTHS_PER_YEAR, int(found[2]) > _MONTHS_PER_YEAR]
    return None if is_day[0] == is_day[1] else "day-first" if is_day[0] else "month-first"
