"""How the times of two claims go together: the same, apart, or not to be told.

A time is read as the stretches that its EDTF text may mean: one, or several of which it says one (``[]``, unspecified
digits) or all (``{}``). What EDTF leaves open, by house rules that have no source and never make a verdict surer than
the words:

* A time marked ``~``, ``?`` or ``%`` is no hard bound. It may be off by as much as it is long, a time of day by at
  least the tolerance of the assumptions, another by at least theirs. A verdict needs both the words as they stand and
  the widened interval. Of a denial's marked time no instant is sure.
* A time without a zone is local where the claim says that it was (:mod:`geodata.verdicts.local_clocks`). Two such
  times compare as they stand, unless the places are surely in two zones: the event was at one place. By two clocks, or
  against UTC, every offset from UTC counts that the clocks may have then: without a place all that are in use, -12 to
  +14 hours.

The functions on :class:`Window` take its fields as numbers or as arrays; times are seconds since 1970, local or UTC.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np

from geodata.constraints.three_valued import COMPATIBLE, CONTRADICTORY, UNDECIDED
from geodata.core.assumptions import DEFAULT_DAY_TOLERANCE_H, DEFAULT_TIME_TOLERANCE_H
from geodata.parsing.edtf import parts
from geodata.parsing.instants import SECOND_US, day_of, time_of_day

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from geodata.parsing.edtf import EdtfInterval

SECONDS_PER_HOUR: Final = 3600.0

#: How an event's time lies to a denial's.
OUTSIDE: Final = 0
PARTLY: Final = 1
INSIDE: Final = 2


class Clock(NamedTuple):
    """By which clock a time is told."""

    number: int
    """Which of :data:`_ZONES_OF`."""
    offsets_s: Callable[[float, float], tuple[float, float]]
    """From first and last instant of a stretch to what has to be added to it to have UTC, at least and at most."""


#: Which zones a clock may be in, by its number; none for UTC and for nobody's.
_ZONES_OF: Final[list[frozenset[str]]] = [frozenset(), frozenset()]
_NUMBER_OF: Final[dict[frozenset[str], int]] = {}


def clock_number(zones: frozenset[str]) -> int:
    """Return the number of the clock that is in one of some zones."""
    if zones not in _NUMBER_OF:
        _NUMBER_OF[zones] = len(_ZONES_OF)
        _ZONES_OF.append(zones)
    return _NUMBER_OF[zones]


def zones_of(number: int) -> frozenset[str]:
    """Return the zones that a clock may be in; none for UTC and for nobody's."""
    return _ZONES_OF[number]


#: Offsets in use run from -12 to +14 hours.
LOCAL: Final = Clock(1, lambda *_: (-14 * SECONDS_PER_HOUR, 12 * SECONDS_PER_HOUR))
"""Local where it happened, and nobody says where."""
UTC: Final = Clock(0, lambda *_: (0.0, 0.0))


class Tolerance(NamedTuple):
    """How far a marked time may be off at least, hours."""

    time_h: float = DEFAULT_TIME_TOLERANCE_H
    """A time of day."""
    day_h: float = DEFAULT_DAY_TOLERANCE_H
    """A day or more."""


DEFAULT_TOLERANCE: Final = Tolerance()


class Window(NamedTuple):
    """A stretch of time: as it stands, as wide as it may be meant, and what is sure to be in it."""

    first: Any
    last: Any
    first_wide: Any
    last_wide: Any
    first_sure: Any
    last_sure: Any
    """Before ``first_sure`` where nothing is sure."""
    clock: Any
    """Number of the :class:`Clock`."""
    least_shift: Any
    """What may have to be added to have UTC, seconds, at least."""
    most_shift: Any


class StatedTime(NamedTuple):
    """The stretches that one text may mean."""

    windows: tuple[Window, ...]
    is_all: bool = False
    """True if it says all of them, False if one of them."""

    @property
    def is_plain(self) -> bool:
        """True if there is one stretch."""
        return len(self.windows) == 1

    @property
    def covering(self) -> Window:
        """The stretch that covers all."""
        if self.is_plain:
            return self.windows[0]
        least = {name: min(getattr(one, name) for one in self.windows) for name in _FIRST}
        most = {name: max(getattr(one, name) for one in self.windows) for name in _LAST}
        return self.windows[0]._replace(**least, **most, first_sure=math.inf, last_sure=-math.inf)


_FIRST: Final = ("first", "first_wide", "least_shift")
_LAST: Final = ("last", "last_wide", "most_shift")


def stated_time(text: str, clock: Clock = LOCAL, tolerance: Tolerance = DEFAULT_TOLERANCE) -> StatedTime:
    """Return the stretches of an EDTF text; an open or unknown end is infinite.

    ``clock``: by which clock it is told where it names no zone. ``tolerance``: how far a marked time may be off.

    >>> about_nine = stated_time("2015-12-06T21:00~").covering
    >>> (about_nine.first - about_nine.first_wide) / SECONDS_PER_HOUR
    1.0
    """
    read = parts(text)
    windows = (_window(part, clock, tolerance, is_choice=read.is_choice) for part in read.intervals)
    if read.is_covering:  # nothing is known to be inside of it, nor it of anything
        windows = (one._replace(first=math.nan, last=math.nan) for one in windows)
    return StatedTime(tuple(windows), read.is_all)


def _window(interval: EdtfInterval, clock: Clock, tolerance: Tolerance, *, is_choice: bool) -> Window:
    first = -math.inf if interval.earliest is None else interval.earliest / SECOND_US
    last = math.inf if interval.latest is None else interval.latest / SECOND_US
    off_s = _off_s(interval, last - first, tolerance)
    sure = (math.inf, -math.inf) if off_s or is_choice else (first, last)
    told_by = UTC if interval.utc_offset_min is not None else clock
    wide = first - off_s, last + off_s
    return Window(first, last, *wide, *sure, told_by.number, *told_by.offsets_s(*wide))


def window(text: str, clock: Clock = LOCAL, tolerance: Tolerance = DEFAULT_TOLERANCE) -> Window:
    """Return the stretch that covers all that an EDTF text may mean."""
    return stated_time(text, clock, tolerance).covering


def window_in_words(time: Window) -> str:
    """Return a window as a reader has it: from and until when, and by which clock.

    >>> window_in_words(window("2015-12-06T19:40Z/2015-12-06T20:00Z"))
    '2015-12-06 19:40 to 2015-12-06 20:00 UTC'
    """
    ends = [_minute(seconds) for seconds in (time.first, time.last)]
    clock = "UTC" if time.clock == UTC.number else "local time"
    return f"{ends[0]} to {ends[1]} {clock}" if ends[0] != ends[1] else f"{ends[0]} {clock}"


def _minute(seconds: float) -> str:
    if not math.isfinite(seconds):
        return "any time"
    instant = math.floor(seconds) * SECOND_US
    year, month, day = day_of(instant)
    return f"{'-' * (year < 0)}{abs(year):04d}-{month:02d}-{day:02d} {time_of_day(instant)[:-3]}"


def _off_s(interval: EdtfInterval, length_s: float, tolerance: Tolerance) -> float:
    if not (interval.approximate or interval.uncertain):
        return 0.0
    least_s = (tolerance.time_h if "T" in interval.text else tolerance.day_h) * SECONDS_PER_HOUR
    return max(least_s, length_s) if math.isfinite(length_s) else least_s


def _ahead(later: Any, earlier: Any) -> Any:  # noqa: ANN401 - numbers or arrays
    """Return by how much one time is after another; two open ends are equal."""
    with np.errstate(invalid="ignore"):
        return np.where(np.equal(later, earlier), 0.0, np.subtract(later, earlier))


def _are_apart(a: Any, b: Any) -> Any:  # noqa: ANN401 - numbers or arrays
    """Tell whether two clocks, by number, are surely two, so that only UTC compares them."""
    numbers = np.unique(np.concatenate([np.ravel(a), np.ravel(b)])).astype(int)
    table = np.array([[_are_two(one, other) for other in numbers] for one in numbers], dtype=bool).reshape(
        len(numbers), len(numbers)
    )
    return table[np.searchsorted(numbers, a), np.searchsorted(numbers, b)]


def _are_two(one: int, other: int) -> bool:
    if UTC.number in (one, other):
        return one != other
    zones, others = _ZONES_OF[one], _ZONES_OF[other]
    return bool(zones and others and not zones & others)


def are_by_two_clocks(a: StatedTime, b: StatedTime) -> bool:
    """Tell whether two times are told by two clocks of places, so that they are compared in UTC."""
    clocks = a.windows[0].clock, b.windows[0].clock
    return UTC.number not in clocks and bool(_are_apart(*clocks))


def _shifts_s(a: Window, b: Window) -> tuple[Any, Any]:
    """Return what may have to be added to the first window's times to compare them with the second's."""
    in_utc = _are_apart(a.clock, b.clock)
    return (
        np.where(in_utc, np.subtract(a.least_shift, b.most_shift), 0.0),
        np.where(in_utc, np.subtract(a.most_shift, b.least_shift), 0.0),
    )


def overlap_s(a: Window, b: Window) -> Any:  # noqa: ANN401 - number or array
    """Return by how much two windows overlap at most, in seconds; negative: by how much they miss each other."""
    least, most = _shifts_s(a, b)
    return np.minimum(_ahead(a.last_wide, b.first_wide) + most, _ahead(b.last_wide, a.first_wide) - least)


def is_surely_before(a: Window, b: Window) -> Any:  # noqa: ANN401 - truth or array
    """Tell whether all that the first window may mean is before all that the second may."""
    return np.less(np.add(a.last_wide, _shifts_s(a, b)[1]), b.first_wide)


def longest_s(a: Window, b: Window) -> Any:  # noqa: ANN401 - number or array
    """Return the longest time that may be between instants of two windows, seconds."""
    least, most = _shifts_s(a, b)
    return np.maximum(_ahead(a.last_wide, b.first_wide) + most, _ahead(b.last_wide, a.first_wide) - least)


def _inside_s(a: Window, b: Window, *, is_strict: bool) -> Any:  # noqa: ANN401 - number or array
    """Return by how much the first window is inside the second, whatever the zone; negative: sticks out.

    ``is_strict``: True to have all that the first may mean inside what is sure of the second; False to compare like
    with like.
    """
    least, most = _shifts_s(a, b)
    as_wide = np.minimum(
        _ahead(a.first_wide, b.first_sure if is_strict else b.first_wide) + least,
        _ahead(b.last_sure if is_strict else b.last_wide, a.last_wide) - most,
    )
    as_stated = np.minimum(_ahead(a.first, b.first) + least, _ahead(b.last, a.last) - most)
    return as_wide if is_strict else np.minimum(as_wide, as_stated)


class TimeFinding(NamedTuple):
    """Verdicts as numbers, and the slack in seconds; numbers or arrays."""

    code: NDArray[np.int8]
    slack_s: Any


def judge_times(a: Window, b: Window) -> TimeFinding:
    """Return the verdict on the times of two affirmations: apart, one inside the other, or a partial overlap.

    >>> day, evening = window("2015-12-06"), window("2015-12-06T19:40/2015-12-06T19:55")
    >>> int(judge_times(day, evening).code) == COMPATIBLE
    True
    """
    overlap = overlap_s(a, b)
    inside = np.maximum(_inside_s(a, b, is_strict=False), _inside_s(b, a, is_strict=False))
    return _judged(overlap, inside)


#: The same for two claims' windows, of which a case has few and many pairs of. All entries are of one size: 15 MB.
_judge_plain = lru_cache(maxsize=16_384)(judge_times)


def _judged(overlap: Any, inside: Any) -> TimeFinding:  # noqa: ANN401 - numbers or arrays
    inside = np.where(np.isnan(inside), -np.inf, inside)
    code = np.where(overlap < 0, CONTRADICTORY, np.where(inside >= 0, COMPATIBLE, UNDECIDED))
    return TimeFinding(code.astype(np.int8), np.where(overlap < 0, overlap, inside))


def _columns(windows: tuple[Window, ...]) -> Window:
    return Window(*np.array(windows, dtype=np.float64).T)


def _rows(windows: tuple[Window, ...]) -> Window:
    return Window(*(column[:, None] for column in _columns(windows)))


def overlap_table(windows: Sequence[Window]) -> NDArray[np.bool_]:
    """Return which of some stretches overlap, by row and column."""
    found = tuple(windows)
    return np.asarray(overlap_s(_rows(found), _columns(found)) >= 0)


def order_table(windows: Sequence[Window]) -> NDArray[np.bool_]:
    """Return which stretch, by row, is surely before which, by column."""
    found = tuple(windows)
    return np.asarray(is_surely_before(_rows(found), _columns(found)))


def judge_two_times(a: StatedTime, b: StatedTime) -> TimeFinding:
    """Return the verdict on the times of two affirmations, each of one or several stretches.

    One of several is inside a time if each of them is; of all of several, each is judged by itself, and the worst
    counts.

    >>> one_of, between = stated_time("[2015-12-05,2015-12-09]"), stated_time("2015-12-07")
    >>> int(judge_two_times(one_of, between).code) == CONTRADICTORY
    True
    """
    if a.is_plain and b.is_plain:
        return _judge_plain(a.windows[0], b.windows[0])
    members = [*((one, b) for one in a.windows if a.is_all), *((one, a) for one in b.windows if b.is_all)]
    found = [_judge_unions((one,), other.windows) for one, other in members]
    found = found or [_judge_unions(a.windows, b.windows)]
    return max(found, key=lambda one: (int(one.code), -float(one.slack_s)))


def _judge_unions(a: tuple[Window, ...], b: tuple[Window, ...]) -> TimeFinding:
    rows, columns = _rows(a), _columns(b)
    inside = np.maximum(
        _inside_s(rows, columns, is_strict=False).max(axis=1).min(),
        _inside_s(columns, rows, is_strict=False).max(axis=0).min(),
    )
    return _judged(overlap_s(rows, columns).max(), inside)


class ScopeFinding(NamedTuple):
    """How an event's time lies to what a denial speaks of; numbers or arrays."""

    scope: NDArray[np.int8]
    slack_s: Any


def in_scope(event: Window, denial: Window) -> ScopeFinding:
    """Return whether an event is inside a denial's time, surely outside of it, or neither surely."""
    return _scoped(overlap_s(event, denial), _inside_s(event, denial, is_strict=True))


def _scoped(overlap: Any, inside: Any) -> ScopeFinding:  # noqa: ANN401 - numbers or arrays
    inside = np.where(np.isnan(inside), -np.inf, inside)
    scope = np.where(overlap < 0, OUTSIDE, np.where(inside >= 0, INSIDE, PARTLY))
    return ScopeFinding(scope.astype(np.int8), np.where(overlap < 0, overlap, inside))


#: The same for two claims' windows.
_scope_plain = lru_cache(maxsize=16_384)(in_scope)


def in_scope_of(event: StatedTime, denial: StatedTime) -> ScopeFinding:
    """Return the same for two claims' times, each of one or several stretches.

    An event that was at one of several times is inside if each of them is, one that was at all of them if any is.
    """
    if event.is_plain and denial.is_plain:
        return _scope_plain(event.windows[0], denial.windows[0])
    rows, columns = _rows(event.windows), _columns(denial.windows)
    inside = _inside_s(rows, columns, is_strict=True).max(axis=1)
    return _scoped(overlap_s(rows, columns).max(), inside.max() if event.is_all else inside.min())


def gap_s(a: StatedTime, b: StatedTime) -> tuple[float, float]:
    """Return the shortest and the longest time between two claims' times, whichever comes first."""
    rows, columns = _rows(a.windows), _columns(b.windows)
    return max(0.0, -float(overlap_s(rows, columns).max())), float(longest_s(rows, columns).max())
