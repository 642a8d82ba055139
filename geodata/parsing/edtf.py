"""Read an EDTF text as an interval of time, and say it in English.

EDTF is the Library of Congress's specification (https://www.loc.gov/standards/datetime/), since 2019 part of
ISO 8601-2. We read levels 0 and 1, and of level 2 the sets ``[a,b]`` and ``{a,b}``: as the interval that covers them
(:func:`parse`), or each member by itself (:func:`parts`). Two extensions of ours, which no EDTF reader need understand:

* a time of day without seconds: ``2015-12-07T01:00~``;
* times of day inside an interval: ``2015-12-06T19:40/2015-12-06T19:55``.

Why our own: the package ``edtf`` 5.0.2 on PyPI drops the time of day, raises TypeError on an open interval
(``2015-12-06/..``), refuses times inside intervals and minutes without seconds, and takes 5 to 40 ms for each text
(measured here). Statements about an incident are made of these.

A day lasts from 00:00:00 to 23:59:59.999999, a minute its 60 seconds. Times are local as written; where an offset
from UTC is stated they are converted to UTC, and ``utc_offset_min`` says so. Seasons are those of the north, since EDTF
leaves the hemisphere open, and count as approximate; winter 2015 is December 2015 to February 2016. A century is two
digits by themselves, as in ISO 8601-1: ``20`` is 2000 to 2099. Instants are those of :mod:`geodata.parsing.instants`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from geodata.core.problems import quoted
from geodata.parsing.edtf_date import (
    EdtfError,
    Moment,
    clock_in_words,
    day_in_words,
    moment_in_words,
    read_century,
    read_moment,
    stretches,
    zone_in_words,
)
from geodata.parsing.instants import day_of

__all__ = ["EdtfError", "EdtfInterval", "EdtfParts", "interval_in_words", "parse", "parts"]

#: Longer than any statement of a time; a longer text is a mistake or an attack.
MAX_CHARS: Final = 200

#: A text that may mean more separate stretches of time than this is read as the interval that covers them.
MAX_PARTS: Final = 400

_OPEN: Final = ".."
_SETS: Final = {"[": "]", "{": "}"}


@dataclass(frozen=True, slots=True)
class EdtfInterval:
    """The time a text may mean, both ends included."""

    text: str
    """As written."""
    earliest: int | None
    """First instant, microseconds: UTC if ``utc_offset_min`` is given, else local; ``None`` = open or unknown."""
    latest: int | None
    """Last instant, likewise."""
    approximate: bool
    """Any part is marked ``~`` or ``%``, or is a season."""
    uncertain: bool
    """Any part is marked ``?`` or ``%``."""
    utc_offset_min: int | None
    """Minutes east of UTC of the first time of day; ``None`` = not stated."""


@dataclass(frozen=True, slots=True)
class EdtfParts:
    """The stretches of time that a text may mean, each by itself."""

    intervals: tuple[EdtfInterval, ...]
    is_all: bool
    """True if the text says all of them (``{}``), False if it says one of them."""
    is_choice: bool
    """True if the text says one of several, even where these follow each other and are one stretch here."""
    is_covering: bool
    """True if there were too many, and the one interval here covers them."""


@dataclass(frozen=True, slots=True)
class _Span:
    """From one date to another; an end is ``None`` where it is open (``..``) or unknown (empty)."""

    start: Moment | None
    end: Moment | None
    is_known: bool = True
    """False if an end is unknown rather than open."""

    @property
    def moments(self) -> tuple[Moment, ...]:
        return tuple(moment for moment in (self.start, self.end) if moment is not None)


@lru_cache(maxsize=4096)
def parse(text: str) -> EdtfInterval:
    """Read an EDTF text as an interval.

    ``text``: an EDTF date, interval or set; see the module.
    Raises ``EdtfError`` if it is none of these, is impossible (30 February, hour 25), or ends before it starts.

    >>> day = parse("2015-12-06")
    >>> day_of(day.earliest) == day_of(day.latest), (day.latest + 1 - day.earliest) / 3_600_000_000
    (True, 24.0)
    >>> parse("2015-12-06/..").latest is None
    True
    >>> parse("2015-02-30")
    Traceback (most recent call last):
    geodata.parsing.edtf_date.EdtfError: '2015-02-30' does not exist: February 2015 has 28 days.
    """
    return _covering(text, _spans(text))


def _covering(text: str, spans: tuple[_Span, ...]) -> EdtfInterval:
    moments = [moment for span in spans for moment in span.moments]
    starts = [None if span.start is None else span.start.in_utc(span.start.earliest) for span in spans]
    ends = [None if span.end is None else span.end.in_utc(span.end.latest) for span in spans]
    return EdtfInterval(
        text=text,
        earliest=None if None in starts else min(start for start in starts if start is not None),
        latest=None if None in ends else max(end for end in ends if end is not None),
        approximate=any(moment.approximate or moment.precision == "season" for moment in moments),
        uncertain=any(moment.uncertain for moment in moments),
        utc_offset_min=next((moment.utc_offset_min for moment in moments if moment.has_time), None),
    )


def parts(text: str) -> EdtfParts:
    """Read an EDTF text as the stretches that it may mean: members of a set, days that fit unspecified digits.

    >>> [day_of(part.earliest).day for part in parts("[2015-12-05,2015-12-09]").intervals]
    [5, 9]
    >>> parts("2015-12-06").is_choice, parts("201X").is_choice, len(parts("201X").intervals)
    (False, True, 1)
    """
    spans = _spans(text)
    found = [part for span in spans for part in _alternatives(text, span)]
    is_all = text.startswith("{")
    is_vague = any(moment.precision == "unspecified" for span in spans for moment in span.moments)
    is_range = text[:1] in _SETS and any(span.start != span.end for span in spans)
    is_choice = is_vague or (not is_all and (len(spans) > 1 or is_range))
    if len(found) > MAX_PARTS:
        return EdtfParts((parse(text),), is_all=False, is_choice=True, is_covering=True)
    return EdtfParts(tuple(found), is_all and not is_vague, is_choice, is_covering=False)


def _alternatives(text: str, span: _Span) -> tuple[EdtfInterval, ...]:
    whole = _covering(text, (span,))
    moment = span.start
    if moment is None or moment != span.end or moment.precision != "unspecified":
        return (whole,)
    each = stretches(moment.text, MAX_PARTS)
    if each is None:
        return (whole,) * (MAX_PARTS + 1)
    return tuple(replace(whole, earliest=moment.in_utc(first), latest=moment.in_utc(last)) for first, last in each)


@lru_cache(maxsize=4096)
def _spans(text: str) -> tuple[_Span, ...]:
    _refuse_strange_texts(text)
    closing = _SETS.get(text[:1])
    if closing is not None and not text.endswith(closing):
        raise EdtfError(f"{quoted(text)} opens a set but does not close it with {quoted(closing)}.")
    written = (_interval(text),) if closing is None else tuple(_set_member(part) for part in text[1:-1].split(","))
    spans = _in_one_zone(text, written)
    if any(_is_reversed(span) for span in spans):
        raise EdtfError(f"{quoted(text)} ends before it starts: swap the two ends, or correct one.")
    return spans


def _refuse_strange_texts(text: str) -> None:
    if len(text) > MAX_CHARS:
        raise EdtfError(f"{quoted(text)} has {len(text):,} characters; a time has at most {MAX_CHARS}.")
    if any(char.isdigit() and not char.isascii() for char in text):
        raise EdtfError(f"{quoted(text)} has digits other than 0 to 9: write them as 0 to 9.")


def _interval(text: str) -> _Span:
    if "/" not in text:
        moment = read_century(text) or read_moment(text)
        return _Span(moment, moment)
    parts = text.split("/")
    if len(parts) > 2:  # noqa: PLR2004 - start and end
        raise EdtfError(f"{quoted(text)} has {len(parts) - 1} slashes; an interval has one, between start and end.")
    start, end = (None if part in ("", _OPEN) else read_moment(part) for part in parts)
    return _Span(start, end, is_known="" not in parts)


def _set_member(text: str) -> _Span:
    """Read one member of a set: a date, or two with ``..`` between, before or after."""
    if _OPEN not in text:
        moment = read_moment(text.strip())
        return _Span(moment, moment)
    before, _, after = text.strip().partition(_OPEN)
    start, end = (read_moment(part) if part else None for part in (before, after))
    if start is None and end is None:
        raise EdtfError(f"{quoted(text)} says neither start nor end: name at least one.")
    return _Span(start, end)


def _in_one_zone(text: str, spans: tuple[_Span, ...]) -> tuple[_Span, ...]:
    """Give whole days beside a time of day the zone of that time."""
    timed = [moment for span in spans for moment in span.moments if moment.has_time]
    if len({moment.utc_offset_min is None for moment in timed}) > 1:
        raise EdtfError(f"{quoted(text)} states a time zone for one time of day and none for another: state both.")
    if not timed or timed[0].utc_offset_min is None:
        return spans

    def zoned(moment: Moment | None) -> Moment | None:
        if moment is None or moment.has_time:
            return moment
        return replace(moment, utc_offset_min=timed[0].utc_offset_min)

    return tuple(replace(span, start=zoned(span.start), end=zoned(span.end)) for span in spans)


def _is_reversed(span: _Span) -> bool:
    if span.start is None or span.end is None:
        return False
    return span.end.in_utc(span.end.latest) < span.start.in_utc(span.start.earliest)


def interval_in_words(interval: EdtfInterval) -> str:
    """Say an interval in English: what is stated, how surely, and in which time zone.

    >>> interval_in_words(parse("2015-12-06T19:40/2015-12-06T19:55"))
    '6 December 2015, 19:40 to 19:55 (time zone not stated)'
    >>> interval_in_words(parse("2015-12-07T01:00~"))
    'about 01:00 on 7 December 2015 (time zone not stated)'
    >>> interval_in_words(parse("2015-12-10~")), interval_in_words(parse("2015-12-06/.."))
    ('10 December 2015 (approximate)', '6 December 2015 or later')
    """
    spans = _spans(interval.text)
    said = [_span_in_words(span) for span in spans]
    words = said[0]
    if len(said) > 1:
        words = f"one of: {'; '.join(said)}" if interval.text.startswith("[") else f"all of: {'; '.join(said)}"
    zones = dict.fromkeys(zone_in_words(moment) for span in spans for moment in span.moments if moment.has_time)
    return with_note(words, " and ".join(zones))


@lru_cache(maxsize=4_096)
def time_in_words(text: str) -> str:
    """Say a time of a checked case file in English: :func:`interval_in_words` of what :func:`parse` reads."""
    return interval_in_words(parse(text))


def _span_in_words(span: _Span) -> str:
    if span.start is None or span.end is None:
        return _open_in_words(span)
    if span.start == span.end:
        return _marked(span.start, moment_in_words(span.start))
    if span.start.has_time and span.end.has_time and day_of(span.start.earliest) == day_of(span.end.earliest):
        ends = [_marked(moment, clock_in_words(moment)) for moment in (span.start, span.end)]
        return f"{day_in_words(span.start.earliest)}, {ends[0]} to {ends[1]}"
    return " to ".join(_marked(moment, moment_in_words(moment)) for moment in span.moments)


def _open_in_words(span: _Span) -> str:
    if span.start is not None:
        words = _marked(span.start, moment_in_words(span.start))
        return f"{words} or later" if span.is_known else f"from {words}, end not known"
    if span.end is None:
        return "any time" if span.is_known else "at a time that is not known"
    words = _marked(span.end, moment_in_words(span.end))
    return f"{words} or earlier" if span.is_known else f"until {words}, start not known"


def _marked(moment: Moment, words: str) -> str:
    """Add what ``~``, ``?`` and ``%`` mean; a time of day is "about" rather than "approximate"."""
    about = moment.approximate and moment.has_time
    marks = [
        *(["approximate"] if moment.approximate and not about else []),
        *(["uncertain"] if moment.uncertain else []),
    ]
    return with_note(f"{'about ' if about else ''}{words}", " and ".join(marks))


def with_note(words: str, note: str) -> str:
    """Add a note in parentheses, to those that are there."""
    if not note:
        return words
    return f"{words[:-1]}, {note})" if words.endswith(")") else f"{words} ({note})"
