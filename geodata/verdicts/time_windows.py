"""How the times of two claims go together: the same, apart, or not to be told.

A time is read as the interval that its EDTF text may mean. What EDTF leaves open, by house rules that have no source
and never make a verdict surer than the words:

* A time marked ``~``, ``?`` or ``%`` is no hard bound. It may be off by as much as it is long, a time of day by at
  least the tolerance of the assumptions, another by at least a day. A verdict needs both the words as they stand and
  the widened interval.
* A time without a zone is local time where it happened. Two such times compare as they stand; against a time with a
  zone, every offset from UTC in use counts, -12 to +14 hours.

All functions take the fields of :class:`Window` as numbers or as arrays; times are seconds since 1970, local or UTC.
"""

from __future__ import annotations

import math
from datetime import datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np

from geodata.constraints.three_valued import COMPATIBLE, CONTRADICTORY, UNDECIDED
from geodata.parsing.edtf import parse

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geodata.parsing.edtf import EdtfInterval

SECONDS_PER_HOUR: Final = 3600.0
_SECONDS_PER_DAY: Final = 86_400.0
_EPOCH: Final = datetime(1970, 1, 1)  # noqa: DTZ001 - intervals come without a zone, on purpose
#: What turns local time into UTC, at least and at most: offsets in use run from -12 to +14 hours.
_LEAST_SHIFT_S: Final = -14 * SECONDS_PER_HOUR
_MOST_SHIFT_S: Final = 12 * SECONDS_PER_HOUR

#: How an event's time lies to a denial's.
OUTSIDE: Final = 0
PARTLY: Final = 1
INSIDE: Final = 2


class Window(NamedTuple):
    """An interval of time, as it stands and as wide as it may be meant."""

    first: Any
    last: Any
    first_wide: Any
    last_wide: Any
    is_zoned: Any
    """True if in UTC, else local."""


def window(text: str, tolerance_h: float) -> Window:
    """Return the window of an EDTF text; an open or unknown end is infinite.

    Examples
    --------
    >>> about_nine = window("2015-12-06T21:00~", 1.0)
    >>> (about_nine.first - about_nine.first_wide) / SECONDS_PER_HOUR
    1.0
    """
    interval = parse(text)
    first = -math.inf if interval.earliest is None else (interval.earliest - _EPOCH).total_seconds()
    last = math.inf if interval.latest is None else (interval.latest - _EPOCH).total_seconds()
    off_s = _off_s(interval, last - first, tolerance_h)
    return Window(first, last, first - off_s, last + off_s, interval.utc_offset_min is not None)


def in_words(time: Window) -> str:
    """Return a window as a reader has it: from and until when, and by which clock.

    Examples
    --------
    >>> in_words(window("2015-12-06T19:40Z/2015-12-06T20:00Z", 1.0))
    '2015-12-06 19:40 to 2015-12-06 20:00 UTC'
    """
    ends = [_minute(seconds) for seconds in (time.first, time.last)]
    clock = "UTC" if time.is_zoned else "local time"
    return f"{ends[0]} to {ends[1]} {clock}" if ends[0] != ends[1] else f"{ends[0]} {clock}"


def _minute(seconds: float) -> str:
    return (_EPOCH + timedelta(seconds=seconds)).strftime("%Y-%m-%d %H:%M") if math.isfinite(seconds) else "any time"


def _off_s(interval: EdtfInterval, length_s: float, tolerance_h: float) -> float:
    if not (interval.approximate or interval.uncertain):
        return 0.0
    least_s = tolerance_h * SECONDS_PER_HOUR if "T" in interval.text else _SECONDS_PER_DAY
    return max(least_s, length_s) if math.isfinite(length_s) else least_s


def _ahead(later: Any, earlier: Any) -> Any:  # noqa: ANN401 - numbers or arrays
    """Return by how much one time is after another; two open ends are equal."""
    with np.errstate(invalid="ignore"):
        return np.where(np.equal(later, earlier), 0.0, np.subtract(later, earlier))


def _shifts_s(a: Window, b: Window) -> tuple[Any, Any]:
    """Return what may have to be added to the first window's times to compare them with the second's."""
    a_zoned, b_zoned = np.asarray(a.is_zoned), np.asarray(b.is_zoned)
    local_against_utc, utc_against_local = ~a_zoned & b_zoned, a_zoned & ~b_zoned
    least = np.where(local_against_utc, _LEAST_SHIFT_S, np.where(utc_against_local, -_MOST_SHIFT_S, 0.0))
    most = np.where(local_against_utc, _MOST_SHIFT_S, np.where(utc_against_local, -_LEAST_SHIFT_S, 0.0))
    return least, most


def overlap_s(a: Window, b: Window) -> Any:  # noqa: ANN401 - number or array
    """Return by how much two windows overlap at most, in seconds; negative: by how much they miss each other."""
    least, most = _shifts_s(a, b)
    return np.minimum(_ahead(a.last_wide, b.first_wide) + most, _ahead(b.last_wide, a.first_wide) - least)


def _inside_s(a: Window, b: Window, *, is_strict: bool) -> Any:  # noqa: ANN401 - number or array
    """Return by how much the first window is inside the second, whatever the zone; negative: sticks out.

    Parameters
    ----------
    a, b
        The windows.
    is_strict
        True to have all that the first may mean inside the second as it stands; False to compare like with like.
    """
    least, most = _shifts_s(a, b)
    as_wide = np.minimum(
        _ahead(a.first_wide, b.first if is_strict else b.first_wide) + least,
        _ahead(b.last if is_strict else b.last_wide, a.last_wide) - most,
    )
    as_stated = np.minimum(_ahead(a.first, b.first) + least, _ahead(b.last, a.last) - most)
    return as_wide if is_strict else np.minimum(as_wide, as_stated)


class TimeFinding(NamedTuple):
    """Verdicts as numbers, and the slack in seconds; numbers or arrays."""

    code: NDArray[np.int8]
    slack_s: Any


def judge_times(a: Window, b: Window) -> TimeFinding:
    """Return the verdict on the times of two affirmations: apart, one inside the other, or a partial overlap.

    Examples
    --------
    >>> day, evening = window("2015-12-06", 1.0), window("2015-12-06T19:40/2015-12-06T19:55", 1.0)
    >>> int(judge_times(day, evening).code) == COMPATIBLE
    True
    """
    overlap = overlap_s(a, b)
    inside = np.maximum(_inside_s(a, b, is_strict=False), _inside_s(b, a, is_strict=False))
    code = np.where(overlap < 0, CONTRADICTORY, np.where(inside >= 0, COMPATIBLE, UNDECIDED))
    return TimeFinding(code.astype(np.int8), np.where(overlap < 0, overlap, inside))


#: The same for two claims' windows, of which a case has few and many pairs of. All entries are of one size: 10 MB.
judge_two_times = lru_cache(maxsize=16_384)(judge_times)


class ScopeFinding(NamedTuple):
    """How an event's time lies to what a denial speaks of; numbers or arrays."""

    scope: NDArray[np.int8]
    slack_s: Any


def in_scope(event: Window, denial: Window) -> ScopeFinding:
    """Return whether an event is inside a denial's time, surely outside of it, or neither surely."""
    overlap, inside = overlap_s(event, denial), _inside_s(event, denial, is_strict=True)
    scope = np.where(overlap < 0, OUTSIDE, np.where(inside >= 0, INSIDE, PARTLY))
    return ScopeFinding(scope.astype(np.int8), np.where(overlap < 0, overlap, inside))


#: The same for two claims' windows.
in_scope_of = lru_cache(maxsize=16_384)(in_scope)
