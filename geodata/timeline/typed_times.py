"""Which stretch of time a person means who types one beside a case."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from geodata.core.problems import InputError, quoted
from geodata.parsing.edtf_date import EdtfError
from geodata.verdicts.local_clocks import assumed_clock
from geodata.verdicts.time_windows import DEFAULT_TOLERANCE, LOCAL, UTC, is_surely_before, window

if TYPE_CHECKING:
    from geodata.verdicts.time_windows import Clock, Tolerance, Window

_REMEDY: Final = "Give a day or a time as EDTF, such as 2015-12-06 or 2015-12-06T19:40Z."


def read_time(text: str, clock: Clock, tolerance: Tolerance = DEFAULT_TOLERANCE) -> Window:
    """Return the stretch that an EDTF text means, by a clock where it names no zone.

    ``tolerance``: how far a marked time may be off. Raises ``InputError`` if it is none, or has no beginning or no end.
    """
    try:
        read = window(text, clock, tolerance)
    except EdtfError as error:
        raise InputError(f"{error} {_REMEDY}", text) from None
    if not (math.isfinite(read.first_wide) and math.isfinite(read.last_wide)):
        raise InputError(f"{quoted(text)} is open. {_REMEDY}", text)
    if math.isnan(read.first):
        raise InputError(f"{quoted(text)} is any of very many times. {_REMEDY}", text)
    return read


def checked_moment(text: str) -> str:
    """Return a text that can be asked about, in whatever zone it is read; errors as for :func:`read_time`."""
    read_time(text, LOCAL)
    return text


def read_range_s(after: str, before: str, zone: str) -> tuple[float, float]:
    """Return the first and the last instant of a stretch, in seconds of UTC since 1970; infinite where it has no end.

    ``after``, ``before``: the days or times that it begins and ends with, both included; empty for none. ``zone``: name
    of the zone whose hours are meant where they name none. Errors as for :func:`read_time`.
    """
    clock = assumed_clock(zone) or UTC
    ends = [read_time(text, clock) if text else None for text in (after, before)]
    first_s = -math.inf if ends[0] is None else ends[0].first_wide + ends[0].least_shift
    return first_s, math.inf if ends[1] is None else ends[1].last_wide + ends[1].most_shift


def is_reversed(after: str, before: str) -> bool:
    """Tell whether a stretch ends before it begins, in whatever zone its ends are told."""
    return bool(is_surely_before(read_time(before, LOCAL), read_time(after, LOCAL)))
