"""Dates as sentences have them: "c. 2015", "late 2015", "6-7 December 2015", several in one cell."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from geodata.core.numbers import with_ascii_numbers
from geodata.importing.dates import CenturyUnclearError, DateError, DateUnclearError, read_date
from geodata.parsing.edtf import EdtfError, parse

if TYPE_CHECKING:
    from geodata.importing.members import DateOrder

_SEVERAL: Final = re.compile(r"\s*[;\n|]\s*")
_ABOUT: Final = re.compile(r"(?:c\.?|ca\.?|circa|about|around|approx(?:imately|\.)?|~|~ ) ?(?=[0-9A-Z])", re.IGNORECASE)
#: Which part of the year or month is not kept: the whole of it is sure to hold the date.
_PART: Final = re.compile(r"(?:early|mid|late|beginning of|end of|middle of)[- ](?:in )?", re.IGNORECASE)
_DASH: Final = r" ?[-\u2013\u2014/] ?"
#: "6-7 December 2015", "December 6-7, 2015", "2015-12-06/07": what both ends share stands once.
_SPANS: Final = (
    (re.compile(rf"([0-9]{{1,2}}){_DASH}([0-9]{{1,2}})( [^\W\d_].*)"), r"\1\3", r"\2\3"),
    (re.compile(rf"([^\W\d_]+\.? )([0-9]{{1,2}}){_DASH}([0-9]{{1,2}})(,? [0-9]{{4}})"), r"\1\2\4", r"\1\3\4"),
    (re.compile(r"([0-9]{4}-[0-9]{2}-)([0-9]{2})/([0-9]{2})"), r"\1\2", r"\1\3"),
    (re.compile(rf"([0-9]{{1,2}} [^\W\d_]+){_DASH}([0-9]{{1,2}} [^\W\d_]+)( [0-9]{{4}})"), r"\1\3", r"\2\3"),
    (re.compile(r"(?:from )?(.*[0-9]) (?:to|until|[-\u2013\u2014]) (.*[0-9])", re.IGNORECASE), r"\1", r"\2"),
)


def read_date_phrase(text: str, order: DateOrder | None, century: str | None = None) -> str:
    r"""Return a date, a time around one, or the span of several as EDTF.

    Parameters and errors are those of :func:`geodata.importing.dates.read_date`.

    >>> [read_date_phrase(text, None) for text in ("c. 2015", "late 2015", "6-7 December 2015", "2015-12-06/07")]
    ['2015~', '2015', '2015-12-06/2015-12-07', '2015-12-06/2015-12-07']
    >>> read_date_phrase("2014-01-23; 2014-01-22", None)
    '2014-01-22/2014-01-23'
    """
    try:
        return read_date(text, order, century)
    except (DateUnclearError, CenturyUnclearError):
        raise
    except DateError:
        found = _as_edtf(_composed(text, order, century))
        if found is None:
            raise
        return found


def _as_edtf(text: str | None) -> str | None:
    """Return a text if EDTF has it; ``None`` for one that ends before it begins, as "6-3 December 2015"."""
    try:
        return None if text is None else parse(text).text
    except EdtfError:
        return None


def date_parts(text: str) -> list[str]:
    """Return the dates of a cell that has several, each as written; a single one for any other cell."""
    return [part for part in _SEVERAL.split(text.strip()) if part]


def _composed(text: str, order: DateOrder | None, century: str | None) -> str | None:
    plain = with_ascii_numbers(text).strip()
    several = date_parts(plain)
    if len(several) > 1:
        return _span([read_date_phrase(part, order, century) for part in several])
    about = _ABOUT.match(plain)
    if about:
        read = read_date_phrase(plain[about.end() :], order, century)
        return read if "/" in read or "T" in read else f"{read.rstrip('~')}~"
    part = _PART.match(plain)
    if part:
        return read_date(plain[part.end() :], order, century)
    for form, first, second in _SPANS:
        found = form.fullmatch(plain)
        if found is not None:
            return _span([read_date(found.expand(end), order, century) for end in (first, second)])
    return None


def _span(dates: list[str]) -> str:
    """Return the time from the first of some dates to the last; a date alone for the same date twice."""
    ends = sorted({end for date in dates for end in date.split("/")}, key=lambda end: (end.rstrip("~?%"), end))
    return ends[0] if len(ends) == 1 else f"{ends[0]}/{ends[-1]}"
