"""An axis of time: which stretch it shows, by which clock its hours are told, and where its ticks stand.

A zone moves the words on it alone: what is drawn has its place in UTC. Axes are within the years 2 to 9998.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from geodata.core.model import Case, events_by_claims
from geodata.core.zones import zone
from geodata.parsing.edtf_date import MONTHS

if TYPE_CHECKING:
    from datetime import tzinfo

    from geodata.timeline.claim_spans import ClaimSpans

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_FIRST_S: Final = (datetime(2, 1, 1, tzinfo=UTC) - _EPOCH).total_seconds()
_LAST_S: Final = (datetime(9998, 12, 31, tzinfo=UTC) - _EPOCH).total_seconds()
#: The shortest stretch that an axis shows.
_LEAST_S: Final = 300.0
#: So much of what a timeline opens on is left free on both sides.
_ROOM: Final = 0.12
_MINUTE_S: Final = 60
_DAY_S: Final = 86_400
_MONTH_S: Final = 30.4 * _DAY_S
_YEAR_S: Final = 365.25 * _DAY_S
#: From one tick to the next: seconds of a day, days, months, and years (each ten times the one three before).
_SECONDS: Final = (60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 10_800, 21_600, 43_200)
_DAYS: Final = (1, 2, 7, 14)
_MONTHS: Final = (1, 3, 6)
_YEARS: Final = tuple(step * 10**power for power in range(4) for step in (1, 2, 5))


class Tick(NamedTuple):
    """A round moment on an axis."""

    share: float
    """Where it is: 0 at the first instant of the axis, 1 at the last."""
    words: str
    context: str
    """The day, month or year that begins with it or, of the first tick, that it is in; else empty."""


@dataclass(frozen=True, slots=True)
class TimeAxis:
    """A stretch of time, in seconds of UTC since 1970, and the name of the zone that its hours are told in."""

    first_s: float
    last_s: float
    zone: str

    def share(self, instant_s: float) -> float:
        """Return where an instant is: from 0 to 1 on the axis, below or above beside it."""
        return (instant_s - self.first_s) / (self.last_s - self.first_s)

    def ticks(self, most: int) -> tuple[Tick, ...]:
        """Return round moments on it, some of them and no more than ``most``."""
        told: list[Tick] = []
        before = ""
        for instant_s, words, context in self._marks(self._step(most)):
            share = self.share(instant_s)
            if 0 <= share <= 1:
                told.append(Tick(share, words, context if context != before else ""))
                before = context
        return tuple(told)

    def bins(self, most: int) -> tuple[float, ...]:
        """Return round instants, evenly apart but for what the calendar does, from the axis' first to its last."""
        inner = sorted({one for one, _, _ in self._marks(self._step(most)) if self.first_s < one < self.last_s})
        return (self.first_s, *inner, self.last_s)

    def face(self, instant_s: float) -> str:
        """Return an instant as EDTF, to the minute, in the zone of the axis; in UTC where that had seconds, too.

        >>> TimeAxis(0.0, 600.0, "Asia/Damascus").face(60.0)
        '1970-01-01T02:01+02:00'
        """
        moment = self._local(min(max(instant_s, _FIRST_S), _LAST_S))
        offset = moment.utcoffset() or timedelta()
        if offset == timedelta() or offset.seconds % _MINUTE_S:
            return f"{moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec='minutes')}Z"
        return moment.isoformat(timespec="minutes")

    def shown(self, instant_s: float) -> str:
        """Return an instant as people type it, in the zone of the axis.

        >>> TimeAxis(0.0, 600.0, "Asia/Damascus").shown(60.0)
        '1970-01-01 02:01'
        """
        return f"{self._local(min(max(instant_s, _FIRST_S), _LAST_S)).replace(tzinfo=None)}"[: len("1970-01-01 00:00")]

    def rounded(self, instant_s: float, parts: int) -> float:
        """Return the nearest round minute, hour or day, so that about as many as ``parts`` are on the axis."""
        length_s = (self.last_s - self.first_s) / parts
        step_s = max((step for step in (*_SECONDS, _DAY_S) if step <= length_s), default=_SECONDS[0])
        offset_s = (self._local(instant_s).utcoffset() or timedelta()).total_seconds()
        return round((instant_s + offset_s) / step_s) * step_s - offset_s

    def part(self, first_share: float, last_share: float) -> TimeAxis:
        """Return a part of it, or what is beside it: from one share to another, as far as an axis reaches."""
        length_s = self.last_s - self.first_s
        return time_axis(self.first_s + first_share * length_s, self.first_s + last_share * length_s, self.zone)

    def _local(self, instant_s: float) -> datetime:
        return (_EPOCH + timedelta(seconds=math.floor(instant_s))).astimezone(_zone(self.zone))

    def _step(self, most: int) -> tuple[str, int]:
        length_s = self.last_s - self.first_s
        steps = [
            *(("second", step, float(step)) for step in _SECONDS),
            *(("day", step, step * _DAY_S) for step in _DAYS),
            *(("month", step, step * _MONTH_S) for step in _MONTHS),
            *(("year", step, step * _YEAR_S) for step in _YEARS),
        ]
        return next(((unit, step) for unit, step, size_s in steps if length_s <= size_s * most), ("year", 10_000))

    def _marks(self, step: tuple[str, int]) -> Iterator[tuple[float, str, str]]:
        """Yield round instants all along the axis, and beside it, with their words and what they are in."""
        unit, size = step
        start, end = (self._local(one).replace(tzinfo=None) for one in (self.first_s, self.last_s))
        midnight = start.replace(hour=0, minute=0, second=0)
        if unit == "second":
            ahead_s = (start - midnight).total_seconds() // size * size
            for face in _faces(midnight + timedelta(seconds=ahead_s), timedelta(seconds=size), end):
                yield self._instant_s(face), f"{face:%H:%M}", f"{face.day} {MONTHS[face.month - 1][:3]} {face.year}"
        elif unit == "day":
            for face in _faces(midnight - timedelta(days=midnight.toordinal() % size), timedelta(days=size), end):
                yield self._instant_s(face), str(face.day), f"{MONTHS[face.month - 1]} {face.year}"
        elif unit == "month":
            for number in range(start.year * 12 + (start.month - 1) // size * size, end.year * 12 + end.month, size):
                year, month = divmod(number, 12)
                yield self._instant_s(datetime(year, month + 1, 1)), MONTHS[month][:3], str(year)  # noqa: DTZ001 - a face
        else:
            for year in range(max(start.year // size * size, 1), end.year + 1, size):
                yield self._instant_s(datetime(year, 1, 1)), str(year), ""  # noqa: DTZ001 - a face of the clock

    def _instant_s(self, face: datetime) -> float:
        """Return when a clock of the axis' zone shows a time."""
        return (face.replace(tzinfo=_zone(self.zone)) - _EPOCH).total_seconds()


def time_axis(first_s: float, last_s: float, zone_name: str) -> TimeAxis:
    """Return an axis of some stretch, as far as one reaches; too short a one is widened about its middle."""
    middle_s = min(max((first_s + last_s) / 2, _FIRST_S + _LEAST_S), _LAST_S - _LEAST_S)
    half_s = max((last_s - first_s) / 2, _LEAST_S / 2)
    return TimeAxis(max(middle_s - half_s, _FIRST_S), min(middle_s + half_s, _LAST_S), zone_name)


def opening_axis(case: Case, spans: ClaimSpans, zone_name: str, *, in_days: bool = False) -> TimeAxis | None:
    """Return the stretch that a timeline opens on: the hours that are named of the main event's days.

    ``in_days``: whether these days are wanted whole.

    Where none are, these days; where it has none, all that is stated. ``None`` where no claim states a time.
    """
    main = next(iter(events_by_claims(case.claims)), None)
    whole = spans.ends_s(claim.id for claim in case.claims if claim.event == main)
    if whole is not None and not in_days:
        near = (claim for claim, inside in spans.inside(*whole).items() if inside in ("surely", "possibly"))
        hours = spans.ends_s(claim for claim in near if _is_to_the_hour(spans.ends_of(claim)))
        whole = hours or whole
    whole = whole or spans.ends_s(case.claim_by_id)
    if whole is None:
        return None
    length_s = whole[1] - whole[0]
    room_s = max(length_s * _ROOM, _LEAST_S) if length_s else _DAY_S / 2
    return time_axis(whole[0] - room_s, whole[1] + room_s, zone_name)


def _is_to_the_hour(ends_s: tuple[float, float] | None) -> bool:
    """Tell whether a time of day is named, or a part of a day, which ends a second before the next or later."""
    return ends_s is not None and ends_s[1] - ends_s[0] < _DAY_S - 1


def _faces(first: datetime, step: timedelta, end: datetime) -> Iterator[datetime]:
    while first <= end:
        yield first
        first += step


def _zone(name: str) -> tzinfo:
    return zone(name) or UTC
