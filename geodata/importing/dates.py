"""Which EDTF date is meant by a date as people write it; one that may be read two ways is never guessed."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Final

from geodata.core.numbers import with_ascii_numbers
from geodata.core.problems import InputError, quoted
from geodata.core.result_cache import remembered
from geodata.core.text import fold
from geodata.importing.calendars import in_our_calendar, month_named, without_era
from geodata.importing.clocks import CLOCK as CLOCK_FORM
from geodata.importing.clocks import ClockError, edtf_clock
from geodata.importing.weekdays import without_weekday
from geodata.parsing.edtf import EdtfError, parse
from geodata.parsing.languages import words_for

if TYPE_CHECKING:
    from geodata.importing.calendars import Calendar
    from geodata.importing.members import DateOrder

_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
#: Words that may stand between the parts of a date or behind one, and ends of a day, and say nothing.
_PARTICLES: Final = words_for("between") | words_for("behind_year")
_DAY_WITH_PARTICLE: Final = re.compile(rf"\A([0-9]{{1,2}})(?:\.|{'|'.join(sorted(words_for('behind_day')))})\Z")
_SEASONS: Final = {"spring": "21", "summer": "22", "autumn": "23", "fall": "23", "winter": "24"}
_ISO: Final = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})")
#: "20151206", of a year that news has.
_COMPACT: Final = re.compile(r"((?:19|20)[0-9]{2})(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])")
#: How databases write a month or a year alone.
_ZEROS: Final = re.compile(r"([0-9]{4})-(?:00-00|(0[1-9]|1[0-2])-00)")
#: "2015/12" and "12/2015" are a month: EDTF would have it that the first is the time from one year to another.
_MONTH_FIGURES: Final = re.compile(r"([0-9]{4})/(0?[1-9]|1[0-2])|(0?[1-9]|1[0-2])[-/]([0-9]{4})")
#: What EDTF has by itself, with words for its calendar behind it, which were taken off.
_WITH_ERA: Final = re.compile(r"[0-9]{4}(?:-[0-9]{2})?")
_QUARTER: Final = re.compile(r"(?P<year>[0-9]{4})[- /]?Q(?P<quarter>[1-4])|Q([1-4])[- /]?([0-9]{4})", re.IGNORECASE)
_WEEK: Final = re.compile(r"([0-9]{4})-?W([0-9]{2})")
_NUMBERS: Final = re.compile(r"([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4}|[0-9]{2}(?![0-9]))")
_YEAR: Final = r"([0-9]{4}|'?[0-9]{2})"
_NAME: Final = r"([^\W\d_][^\d,;]*?)"
_DAY_MONTH: Final = re.compile(rf"([0-9]{{1,2}})(?:st|nd|rd|th)?[ -]?{_NAME}\.?,?[ -]?{_YEAR}")
_MONTH_DAY: Final = re.compile(rf"{_NAME}\.? ([0-9]{{1,2}})(?:st|nd|rd|th)?,? ([0-9]{{4}})")
_MONTH: Final = re.compile(rf"{_NAME}\.?,?[ -]([0-9]{{4}})")
#: A time of day behind a day.
_AT: Final = "|".join(sorted(map(re.escape, words_for("at_clock")), key=len, reverse=True))
CLOCK: Final = re.compile(rf"(?<=[0-9])(?P<behind>,? ?T|,? (?:(?:{_AT}) )?){CLOCK_FORM}$", re.IGNORECASE)
#: Other ways of writing a day and a time of day, and the one that is read: colons in the day, as cameras write it,
#: figures without a sign between them, the time first, military groups of day, time and month.
_REWRITTEN: Final = tuple(
    (re.compile(form, re.IGNORECASE), written)
    for form, written in (
        (r"\A([0-9]{4}):([0-9]{2}):([0-9]{2})(?= )", r"\1-\2-\3"),
        (r"(?<=[0-9]T)([0-9]{2})([0-9]{2})([0-9]{2})(?![0-9:])", r"\1:\2:\3"),
        (r"(?<=[0-9]T)([0-9]{2})([0-9]{2})(?![0-9:])", r"\1:\2"),
        (r"(?<=[0-9] )([0-9]{2})([0-9]{2})(?= ?(?:Z|UTC|GMT|hrs?|hours|h)\b)", r"\1:\2"),
        (r"\A([0-9]{1,2}[:h][0-9]{2}(?::[0-9]{2})?(?: ?[ap]m)?),? (?:on )?(.*[0-9]{4})\Z", r"\2 \1"),
        (r"\A([0-9]{2}) ?([0-9]{2})([0-9]{2})Z ?([A-Z]{3}) ?([0-9]{2}|[0-9]{4})\Z", r"\1 \4 \5 \2:\3Z"),
    )
)
#: What programs write where there is no date: their first day, or their last.
_NO_DATE: Final = re.compile(
    r"(?:0000(?:-.*)?|0001-01-01|1899-12-3[01]|1900-01-0[01]|1904-01-01|1970-01-01|9999-12-31)(?:T00:00.*)?"
)
#: How databases write a day without a time, as UCDP GED does: "2015-12-06 00:00:00.000".
_MIDNIGHT_OF_A_DAY: Final = re.compile(r"(?<=[0-9]) 00:00:00(?:\.0+)?$")
#: Years of the Persian and of the Islamic calendar that are our time: as years of ours they are long past.
_OTHER_YEAR: Final = re.compile(r"1[34][0-9]{2}(?![0-9])")
#: Of calendars that are not read, what our time may be: as a year of ours it is far off.
_UNREAD_YEARS: Final = re.compile(r"(?:2[4-6]|5[78])[0-9]{2}(?![0-9])")
#: What EDTF reads as a century, and no table means by it.
_CENTURY: Final = re.compile("-?[0-9]{2}[~?%]?")
_MONTHS_PER_YEAR: Final = 12
_EXAMPLE: Final = "Write it as in 2015-12-06, 6 December 2015 or 2015-12-06T19:40."


class DateError(InputError):
    """Words that are not a date; ``text`` has them."""


class DateUnclearError(DateError):
    """A date that may be one of several until somebody says how it is meant."""


class OrderUnclearError(DateUnclearError):
    """A date that may be read with the day or with the month first."""


class CenturyUnclearError(DateUnclearError):
    """A date whose year has two digits."""


class CalendarUnclearError(DateUnclearError):
    """A date of the Islamic or of the Persian calendar, or one whose year may be of them."""


@remembered
def read_date(text: str, order: DateOrder | None, century: str | None = None, calendar: Calendar | None = None) -> str:
    """Return a written date as EDTF.

    ``text``: EDTF itself, or a date in figures or with the month's name, with a time or not. ``order``: how 05/12/2015
    is meant. ``century``: the first two digits of a year that has only its last two. ``calendar``: that of years from
    1300 to 1499, where the date does not say it.
    ``None`` of each refuses what needs it, and of a calendar what says its own.
    Raises ``OrderUnclearError``, ``CenturyUnclearError`` or ``CalendarUnclearError`` for what is refused so. Raises
    ``DateError`` if it is not a known form of date, or does not exist.

    >>> [read_date(text, None) for text in ("2015-12-06/..", "6 December 2015", "13/12/2015 7:40 PM", "٢٠١٥-١٢-٠٦")]
    ['2015-12-06/..', '2015-12-06', '2015-12-13T19:40', '2015-12-06']
    >>> read_date("05/12/2015", "day-first"), read_date("05/12/15", "day-first", "20")
    ('2015-12-05', '2015-12-05')
    >>> read_date("1394/9/15", None, None, "persian")
    '2015-12-06'
    """
    plain = tidied(_MIDNIGHT_OF_A_DAY.sub("", with_ascii_numbers(text).strip()))
    if _CENTURY.fullmatch(plain):
        raise DateError(f"{quoted(text)} may be a day, a month or a century. {_EXAMPLE}", text)
    try:
        edtf, named = parse(plain).text, None
    except EdtfError as error:
        edtf, named = _from_words(plain, text, error, order, century)
    if named is None and (_NO_DATE.fullmatch(edtf) or _NO_DATE.fullmatch(plain)):
        remedy = "Leave it empty, or write it as in 1 January 1970 if it is meant."
        raise DateError(f"{quoted(text)} is what programs write where there is no date. {remedy}", text)
    if named is None and _UNREAD_YEARS.match(edtf):
        raise DateError(f"The year of {quoted(text)} is far off, unless its calendar is not ours. {_EXAMPLE}", text)
    if named in ("islamic", "persian") or (named is None and _OTHER_YEAR.match(edtf)):
        edtf = _converted(edtf, text, named, calendar)
    try:
        return parse(edtf).text
    except EdtfError as error:
        raise DateError(f"{error} {_EXAMPLE}", text) from None


def is_day(text: str) -> bool:
    """Tell whether a text is a day as EDTF has it, and no more: what most tables have."""
    return _DAY.fullmatch(text) is not None


def tidied(text: str) -> str:
    """Return a date without the name of a weekday, in ASCII figures, its time of day behind it and with its signs.

    >>> [tidied(text) for text in ("20151206T1940Z", "6 Dec 2015 1940hrs", "19:40 Sunday 6 December 2015")]
    ['20151206T19:40Z', '6 Dec 2015 19:40hrs', '6 December 2015 19:40']
    """
    plain, _ = without_weekday(with_ascii_numbers(text).strip())
    for form, written in _REWRITTEN:
        plain = form.sub(written, plain)
    return plain


def _from_words(
    plain: str, text: str, first_error: EdtfError, order: DateOrder | None, century: str | None
) -> tuple[str, Calendar | None]:
    """Return a date that is no EDTF as its figures, and the calendar that its month or its year names."""
    timed = CLOCK.search(plain)
    words, era = without_era(plain[: timed.start("behind")] if timed else plain)
    words = _without_particles(words)
    figures, calendar = _with_name(words, text, century) or (_in_figures(words, text, order, century), None)
    if figures is None:
        is_figures = re.fullmatch(r"[-0-9XT:Z+/.~?%]+", plain)
        reason = str(first_error) if is_figures else f"{quoted(text)} is not a date that can be read."
        raise DateError(f"{_spreadsheet_day(plain) or reason} {_EXAMPLE}", text)
    if era and calendar and era != calendar:
        raise DateError(f"The month of {quoted(text)} is of one calendar, its year of another. {_EXAMPLE}", text)
    try:
        return (f"{figures}T{edtf_clock(timed, text)}" if timed else figures), era or calendar
    except ClockError as error:  # says how to write it
        raise DateError(str(error), text) from None


def _converted(edtf: str, text: str, named: Calendar | None, calendar: Calendar | None) -> str:
    if calendar is None:
        said = f"{quoted(text)} is of the Islamic or of the Persian calendar, or its year is long past."
        raise CalendarUnclearError(f"{said} Say which calendar, or write it as a day of ours, as in 2015-12-06.", text)
    try:
        return in_our_calendar(edtf, named or calendar)
    except InputError as error:
        raise DateError(f"{quoted(text)} cannot be converted: {error} {_EXAMPLE}", text) from None


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


def _in_figures(words: str, text: str, order: DateOrder | None, century: str | None) -> str | None:
    """Return the day, the month or the week that figures are, as those of EDTF."""
    if (month := _month_in_figures(words)) is not None:
        return month
    if found := _ISO.fullmatch(words) or _COMPACT.fullmatch(words):
        return f"{found[1]}-{found[2]:0>2}-{found[3]:0>2}"
    if found := _WEEK.fullmatch(words):
        return _week(int(found[1]), int(found[2]), text)
    if found := _QUARTER.fullmatch(words):
        year, last = found["year"] or found[4], 3 * int(found["quarter"] or found[3])
        return f"{year}-{last - 2:02d}/{year}-{last:02d}"
    found = _NUMBERS.fullmatch(words)
    return _from_numbers(found[1], found[2], found[3], text, order, century) if found else None


def _month_in_figures(words: str) -> str | None:
    """Return a month, or a year alone."""
    if found := _ZEROS.fullmatch(words):
        return f"{found[1]}-{found[2]}" if found[2] else found[1]
    if found := _MONTH_FIGURES.fullmatch(words):
        return f"{found[1] or found[4]}-{found[2] or found[3]:0>2}"
    return words if _WITH_ERA.fullmatch(words) else None


def _with_name(words: str, text: str, century: str | None) -> tuple[str, Calendar] | None:
    """Return the figures of a day or a month that is named, or of a season, and the calendar of the name."""
    for form, (day, month, year) in ((_DAY_MONTH, (1, 2, 3)), (_MONTH_DAY, (2, 1, 3)), (_MONTH, (0, 1, 2))):
        found = form.fullmatch(words)
        named = month_named(found[month]) if found else None
        if found is not None and named is not None:
            behind = f"-{found[day]:0>2}" if day else ""
            return f"{_year(found[year], text, century)}-{named[1]:02d}{behind}", named[0]
        if found is not None and not day and fold(found[month]) in _SEASONS:
            return f"{found[year]}-{_SEASONS[fold(found[month])]}", "ours"
    return None


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
        raise OrderUnclearError(_unclear(text), text)
    can_be_month = [int(number) <= _MONTHS_PER_YEAR for number in (first, second)]
    if all(can_be_month) and first != second and order is None:
        raise OrderUnclearError(_unclear(text), text)
    is_day_first = not can_be_month[0] or (can_be_month[1] and order != "month-first")
    day, month = (first, second) if is_day_first else (second, first)
    return f"{_year(year, text, century)}-{month:0>2}-{day:0>2}"


def _unclear(text: str) -> str:
    remedy = "Say whether the day or the month comes first, or write the year first, as in 2015-12-31."
    return f"{quoted(text)} may have the day or the month first. {remedy}"


def is_month_in_figures(text: str) -> bool:
    """Tell whether a text is a month and a year in figures, as the numbers of reports are too: "12/2015"."""
    return _MONTH_FIGURES.fullmatch(with_ascii_numbers(text)) is not None


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
