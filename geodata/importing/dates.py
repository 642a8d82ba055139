"""Which EDTF date is meant by a date as people write it; one that may be read two ways is never guessed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from geodata.core.numbers import with_ascii_numbers
from geodata.core.problems import InputError, quoted
from geodata.core.result_cache import remembered
from geodata.core.text import fold
from geodata.importing.languages import month_numbers
from geodata.parsing.edtf import EdtfError, parse

if TYPE_CHECKING:
    from geodata.importing.members import DateOrder

_MONTH_NUMBERS: Final = month_numbers()
_ISO: Final = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})")
_NUMBERS: Final = re.compile(r"([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4})")
_DAY_MONTH: Final = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th)?[ -]([^\W\d_]+(?: [^\W\d_]+)?)\.?,?[ -]([0-9]{4})")
_MONTH_DAY: Final = re.compile(r"([^\W\d_]+)\.? ([0-9]{1,2})(?:st|nd|rd|th)?,? ([0-9]{4})")
_MONTH: Final = re.compile(r"([^\W\d_]+(?: [^\W\d_]+)?)\.?,? ([0-9]{4})")
_CLOCK: Final = re.compile(r"(.*[0-9]{4}|[0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}),?[ T]+([0-9]{1,2}):([0-9]{2})"
                           r"(:[0-9]{2})?"
                           r"(?:\.0+)? ?(Z|UTC|[+-][0-9]{2}:?[0-9]{2})?", re.IGNORECASE)  # fmt: skip
#: How databases write a day without a time, as UCDP GED does: "2015-12-06 00:00:00.000".
_MIDNIGHT_OF_A_DAY: Final = re.compile(r"(?<=[0-9]) 00:00:00(?:\.0+)?$")
#: What EDTF reads as a century, and no table means by it.
_CENTURY: Final = re.compile("-?[0-9]{2}[~?%]?")
_MONTHS_PER_YEAR: Final = 12
_EXAMPLE: Final = "Write it as in 2015-12-06, 6 December 2015 or 2015-12-06T19:40."


class DateError(InputError):
    """Words that are not a date; ``text`` has them."""


class DateUnclearError(DateError):
    """A date that may be read with the day or with the month first."""


@remembered(4 * 2**20)
def read_date(text: str, order: DateOrder | None) -> str:
    """Return a written date as EDTF.

    ``text``: EDTF itself, or a date in figures or with the month's name in English, Arabic or Russian, with a time or
    not. ``order``: how 05/12/2015 is meant; ``None`` refuses it.
    Raises ``DateUnclearError`` if day and month may be either, and ``order`` is ``None``. Raises ``DateError`` if it is
    not a known form of date, or does not exist.

    >>> [read_date(text, None) for text in ("2015-12-06/..", "6 December 2015", "13/12/2015 19:40", "٢٠١٥-١٢-٠٦")]
    ['2015-12-06/..', '2015-12-06', '2015-12-13T19:40', '2015-12-06']
    >>> read_date("05/12/2015", "day-first")
    '2015-12-05'
    """
    plain = _MIDNIGHT_OF_A_DAY.sub("", with_ascii_numbers(text))
    if _CENTURY.fullmatch(plain):
        raise DateError(f"{quoted(text)} may be a day, a month or a century. {_EXAMPLE}", text)
    first_error = None
    try:
        return parse(plain.replace(" ", "T") if _CLOCK.fullmatch(plain) and _ISO.match(plain) else plain).text
    except EdtfError as error:
        first_error = error
    timed = _CLOCK.fullmatch(plain)
    day = _day(timed[1] if timed else plain, text, order)
    if day is None:
        reason = (
            str(first_error)
            if re.fullmatch(r"[-0-9XT:Z+/.~?%]+", plain)
            else f"{quoted(text)} is not a date that can be read."
        )
        raise DateError(f"{reason} {_EXAMPLE}", text)
    clock = f"T{timed[2]:0>2}:{timed[3]}{timed[4] or ''}{_zone(timed[5])}" if timed else ""
    try:
        return parse(day + clock).text
    except EdtfError as error:
        raise DateError(f"{error} {_EXAMPLE}", text) from None


def _zone(written: str | None) -> str:
    return "" if not written else "Z" if written.upper() in ("Z", "UTC") else written


def _day(words: str, text: str, order: DateOrder | None) -> str | None:
    """Return the day or month as EDTF, if words are one."""
    found = _ISO.fullmatch(words)
    if found is not None:
        return f"{found[1]}-{found[2]:0>2}-{found[3]:0>2}"
    found = _NUMBERS.fullmatch(words)
    if found is not None:
        return _from_numbers(found[1], found[2], found[3], text, order)
    for form, (day, month, year) in ((_DAY_MONTH, (1, 2, 3)), (_MONTH_DAY, (2, 1, 3)), (_MONTH, (0, 1, 2))):
        found = form.fullmatch(words)
        number = _MONTH_NUMBERS.get(fold(found[month])) if found else None
        if found is not None and number is not None:
            return f"{found[year]}-{number}" + (f"-{found[day]:0>2}" if day else "")
    return None


def _from_numbers(first: str, second: str, year: str, text: str, order: DateOrder | None) -> str:
    can_be_month = [int(number) <= _MONTHS_PER_YEAR for number in (first, second)]
    if all(can_be_month) and first != second and order is None:
        remedy = "Say whether the day or the month comes first, or write the year first, as in 2015-12-31."
        raise DateUnclearError(f"{quoted(text)} may have the day or the month first. {remedy}", text)
    is_day_first = not can_be_month[0] or (can_be_month[1] and order != "month-first")
    day, month = (first, second) if is_day_first else (second, first)
    return f"{year}-{month:0>2}-{day:0>2}"


def evidence(text: str) -> DateOrder | None:
    """Return which order a date in figures must have, because the other does not exist.

    >>> evidence("13/12/2015"), evidence("12/13/2015"), evidence("05/12/2015")
    ('day-first', 'month-first', None)
    """
    found = _NUMBERS.match(with_ascii_numbers(text))
    if found is None or (int(found[1]) <= _MONTHS_PER_YEAR) == (int(found[2]) <= _MONTHS_PER_YEAR):
        return None
    return "day-first" if int(found[1]) > _MONTHS_PER_YEAR else "month-first"
