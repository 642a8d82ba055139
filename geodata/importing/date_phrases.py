"""Dates as sentences have them: "c. 2015", "late 2015", "6-7 December 2015", several in one cell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import product
from typing import TYPE_CHECKING, Final

from geodata.core.numbers import with_ascii_numbers
from geodata.core.problems import quoted
from geodata.importing.clocks import ABOUT, is_night, part_of_day
from geodata.importing.dates import CLOCK, DateError, DateUnclearError, is_day, read_date
from geodata.parsing.edtf import EdtfError, parse
from geodata.parsing.languages import words_for

if TYPE_CHECKING:
    from geodata.importing.calendars import Calendar
    from geodata.importing.members import DateOrder
    from geodata.parsing.edtf import EdtfInterval

_SEVERAL: Final = re.compile(r"\s*[;\n|]\s*")
_ABOUT: Final = re.compile(rf"(?:{ABOUT}) ?(?=\w)", re.IGNORECASE)
#: Which part of the year or month is not kept: the whole of it is sure to hold the date.
_PART: Final = re.compile(r"(?:early|mid|late|beginning of|end of|middle of)[- ](?:in )?", re.IGNORECASE)
_DASH: Final = r" ?[-\u2013\u2014/] ?"
#: Words before a date that something was not after, or not before: the day itself may be meant, or not.
_BOUNDS: Final = tuple(
    (re.compile(rf"(?:{'|'.join(sorted(map(re.escape, words_for(words)), key=len, reverse=True))}|{sign}) ?(?=\w)",
                re.IGNORECASE), written)
    for words, sign, written in (("until_date", "<=?|≤", "../{}"), ("since_date", ">=?|≥", "{}/.."))
)  # fmt: skip
_NOW_WORDS: Final = "|".join(sorted(map(re.escape, words_for("until_now")), key=len, reverse=True))
#: Behind a date, that it goes on: "2015-12-06 to present"; and for a last date, as a whole.
_GOES_ON: Final = re.compile(rf"(?:,? |,|(?<=[0-9])(?=[-\u2013\u2014]))(?:{_NOW_WORDS})\Z", re.IGNORECASE)
_NOW: Final = re.compile(rf"(?:{_NOW_WORDS}|present|now|today)\.?", re.IGNORECASE)
_CLOCK: Final = r"([0-9]{1,2}[:h][0-9]{2}(?: ?[ap]\.?m\.?)?)"
_FIGURES: Final = r"[0-9]{1,2}[./][0-9]{1,2}[./][0-9]{4}"
#: "6-7 December 2015", "December 6-7, 2015", "2015-12-06/07": what both ends share stands once.
_SPANS: Final = (
    (
        re.compile(
            rf"(?:between |from )?([0-9]{{1,2}})(?:{_DASH}| ?& ?| (?:and|or|to) )([0-9]{{1,2}})( [^\W\d_].*)",
            re.IGNORECASE,
        ),
        r"\1\3",
        r"\2\3",
    ),
    (re.compile(rf"({_FIGURES}) ?[-\u2013\u2014] ?({_FIGURES})"), r"\1", r"\2"),
    (re.compile(rf"([^\W\d_]+\.? )([0-9]{{1,2}}){_DASH}([0-9]{{1,2}})(,? [0-9]{{4}})"), r"\1\2\4", r"\1\3\4"),
    (re.compile(r"([0-9]{4}-[0-9]{2}-)([0-9]{2})/([0-9]{2})"), r"\1\2", r"\1\3"),
    (re.compile(rf"([0-9]{{1,2}} [^\W\d_]+){_DASH}([0-9]{{1,2}} [^\W\d_]+)( [0-9]{{4}})"), r"\1\3", r"\2\3"),
    (
        re.compile(
            rf"(.*[0-9]),? (?:from |between )?{_CLOCK}(?: (?:to|until|and|-) | ?[\u2013\u2014] ?){_CLOCK}",
            re.IGNORECASE,
        ),
        r"\1 \2",
        r"\1 \3",
    ),
    (re.compile(r"(?:from )?(.*[0-9]) (?:to|until|[-\u2013\u2014]) (.*[0-9])", re.IGNORECASE), r"\1", r"\2"),
)


def read_date_phrase(
    text: str, order: DateOrder | None, century: str | None = None, calendar: Calendar | None = None
) -> str:
    r"""Return a date, a time around one, or the time from one to another as EDTF.

    Parameters and errors are those of :func:`geodata.importing.dates.read_date`.

    >>> [read_date_phrase(text, None) for text in ("c. 2015", "late 2015", "6-7 December 2015", "2015-12-06/07")]
    ['2015~', '2015', '2015-12-06/2015-12-07', '2015-12-06/2015-12-07']
    >>> [read_date_phrase(text, None) for text in ("before 6 Dec 2015", "після 6 грудня 2022", "2015-12-06 ca. 19:40")]
    ['../2015-12-06', '2022-12-06/..', '2015-12-06T19:40~']
    >>> [read_date_phrase(text, None) for text in ("2015-12-06 to present", "6 Dec 2015 - today", "Q4 2015")]
    ['2015-12-06/..', '2015-12-06/..', '2015-10/2015-12']
    """
    try:
        return read_date(text, order, century, calendar)
    except DateUnclearError:
        raise
    except DateError:
        plain = with_ascii_numbers(text).strip()
        if (on := _GOES_ON.search(plain)) is not None:
            start = read_date_phrase(plain[: on.start()], order, century, calendar).split("/")[0]
            return _from_to(start, "..", plain)
        found = _composed(plain, order, century, calendar)
        if found is None:
            raise
        return found


def goes_on(text: str) -> bool:
    """Tell whether words in the place of a last date say that there is none yet: "ongoing", "present"."""
    return _NOW.fullmatch(with_ascii_numbers(text)) is not None


def around_night(day: str) -> str:
    """Return a single day with the one before and the one behind it: a night of it may begin or end there."""
    if not is_day(day):
        return day
    here, one = date.fromisoformat(day), timedelta(days=1)
    return f"{here - one}/{here + one}"


def date_parts(text: str) -> list[str]:
    """Return the dates of a cell that has several, each as written; a single one for any other cell."""
    is_one = not any(sign in text for sign in ";\n|")
    return [text.strip()] if is_one and text.strip() else [part for part in _SEVERAL.split(text.strip()) if part]


def spanned(dates: Sequence[str], text: str) -> str:
    """Return the time from the first instant of some dates to the last, as EDTF with the ends that were written.

    ``dates``: EDTF, one at least. ``text``: all of them as written.
    Raises ``DateError`` if they cannot be set beside each other, as one time with a zone and one without.

    >>> spanned(["2014-01-23", "2014-01-22"], ""), spanned(["2015", "2015-12-06"], "")
    ('2014-01-22/2014-01-23', '2015')
    """
    if len(dates) == 1:
        return dates[0]
    members = ",".join(date.replace("/..", "/").replace("../", "/").replace("/", "..") for date in dict.fromkeys(dates))
    try:
        whole = parse(f"[{members}]")
    except EdtfError as error:
        remedy = "Give one date, or the first and the last as in 2015-12-06/2015-12-09."
        raise DateError(f"The dates of {quoted(text)} are not one time: {error} {remedy}", text) from None
    ends = [date.split("/") for date in dates]
    both = ({end[side]: None for end in ends} for side in (0, -1))
    pairs = (first if first == last else f"{first}/{last}" for first, last in product(*both))
    return next(pair for pair in pairs if _covers(pair, whole))


def _covers(edtf: str, whole: EdtfInterval) -> bool:
    try:
        found = parse(edtf)
    except EdtfError:
        return False
    return (found.earliest, found.latest) == (whole.earliest, whole.latest)


def _composed(plain: str, order: DateOrder | None, century: str | None, calendar: Calendar | None) -> str | None:
    about = _ABOUT.match(plain)
    if about:
        read = read_date_phrase(plain[about.end() :], order, century, calendar)
        return "/".join(end if end in ("", "..") else f"{end.rstrip('~')}~" for end in read.split("/"))
    if (daytime := part_of_day(plain)) is not None and daytime[1] and CLOCK.search(daytime[1]) is None:
        day = read_date_phrase(daytime[1], order, century, calendar)
        return around_night(day) if is_night(daytime[0]) else day
    part = _PART.match(plain)
    if part:
        return read_date(plain[part.end() :], order, century, calendar)
    for form, first, second in _SPANS:
        found = form.fullmatch(plain)
        if found is not None:
            start, end = (read_date(found.expand(one), order, century, calendar) for one in (first, second))
            return _from_to(start.split("/")[0], end.split("/")[-1], plain)
    for bound, written in _BOUNDS:
        if (found := bound.match(plain)) is not None:
            day = read_date(plain[found.end() :], order, century, calendar)
            return None if "/" in day else written.replace("{}", day)  # which end of several days is meant, is not said
    return None


def _from_to(start: str, end: str, text: str) -> str:
    try:
        return start if start == end else parse(f"{start}/{end}").text
    except EdtfError as error:
        raise DateError(f"{error} Write it as in 2015-12-06/2015-12-09.", text) from None
