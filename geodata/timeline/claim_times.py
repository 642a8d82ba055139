"""A claim's time as bounds: as it is stated, and as wide as it may be meant. Nothing in between is more likely."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from geodata.constraints.place_constraints import place_of
from geodata.core.assumptions import Assumptions, assumed_distance
from geodata.core.model import Case, Claim
from geodata.parsing.edtf import time_in_words
from geodata.parsing.edtf_date import NO_ZONE
from geodata.parsing.instants import SECOND_US, day_of, time_of_day
from geodata.verdicts.local_clocks import assumed_clock, local_clock
from geodata.verdicts.time_windows import UTC, is_surely_before, zones_of

if TYPE_CHECKING:
    from geodata.verdicts.context import CaseContext
    from geodata.verdicts.time_windows import Clock, StatedTime

_MINUTE_S: Final = 60.0
#: Later years have more than four digits, and a sign (ISO 8601).
_MOST_YEAR: Final = 9_999


class Span(NamedTuple):
    """A stretch of time in UTC, in seconds since 1970; both ends are included, an open one is infinite."""

    first_s: float
    """As it is stated; NaN where it is not known how far its clock is from UTC."""
    last_s: float
    first_wide_s: float
    """As wide as it may be meant."""
    last_wide_s: float


@dataclass(frozen=True, slots=True)
class ClaimTime:
    """When a claim says that it was; both ends of each stretch are included."""

    claim: str
    lane: str
    """Id of the actor that its actor belongs to in the end."""
    stated: StatedTime | None
    """``None`` where no time is stated."""
    clock: Clock | None

    @property
    def zone(self) -> str | None:
        """``"UTC"``, the name of the zone, or several with "or" between; ``None`` where any may be meant."""
        return None if self.stated is None or self.clock is None else _zone(self.stated.windows[0].clock)

    @property
    def spans(self) -> tuple[Span, ...]:
        """The stretches that it may mean, in UTC, each end by the offset of its own day; none where it states none."""
        if self.stated is None or self.clock is None:
            return ()
        offsets = (UTC if self.zone == "UTC" else self.clock).offsets_s

        def stated(end: float) -> float:
            least_s, most_s = offsets(end, end)
            return end + least_s if least_s == most_s or math.isinf(end) else math.nan

        return tuple(
            Span(
                stated(one.first),
                stated(one.last),
                one.first_wide + offsets(one.first_wide, one.first_wide)[0],
                one.last_wide + offsets(one.last_wide, one.last_wide)[1],
            )
            for one in self.stated.windows
        )

    def to_json(self) -> dict[str, str | None]:
        """Return the members of docs/command-line.md, "Timeline"."""
        first = last = first_wide = last_wide = None
        if self.stated is not None and self.clock is not None:
            whole, clock = self.stated.covering, UTC if self.zone == "UTC" else self.clock
            first, last = (_iso(one, clock, wide=0) for one in (whole.first, whole.last))
            first_wide = _iso(whole.first_wide, clock, wide=-1)
            last_wide = _iso(whole.last_wide, clock, wide=1)
        return {
            "id": self.claim, "first": first, "last": last, "first_wide": first_wide, "last_wide": last_wide,
            "zone": self.zone, "lane": self.lane,
        }  # fmt: skip


def claim_time(setting: CaseContext, claim: Claim, reading: str | None = None) -> ClaimTime:
    """Return when a claim says that it was, by the clock that is assumed or, with a reading, by that of another."""
    lane = setting.case.speaker(claim, by_side=True)
    if claim.event_time is None:
        return ClaimTime(claim.id, lane, None, None)
    stated = setting.times[claim.id] if reading is None else setting.time_of(claim, setting.tolerance, reading)
    clock = setting.clock_of(claim, setting.assumptions.zone if reading is None else reading)
    return ClaimTime(claim.id, lane, stated, clock)


def zone_read(case: Case, claim: Claim, assumptions: Assumptions) -> str | None:
    """Return in which zone a claim's time of day is read, as :attr:`ClaimTime.zone`; ``None`` where it is stated.

    For one claim: a case's are worked out together.
    """
    if claim.event_time is None or NO_ZONE not in time_in_words(claim.event_time):
        return None
    assumed = assumed_distance(case, assumptions)
    clock = assumed_clock(assumptions.zone) or local_clock(assumed, place_of(assumed, assumptions, claim))
    return _zone(clock.number)


def _zone(number: int) -> str | None:
    return "UTC" if number == UTC.number else " or ".join(sorted(zones_of(number))) or None


def said_before_event(setting: CaseContext) -> tuple[str, ...]:
    """Return the claims that were surely said before what they speak of: errors, or forecasts."""
    return tuple(
        claim.id
        for claim in setting.case.claims
        if (stated := setting.times[claim.id]) is not None
        if bool(is_surely_before(setting.said[claim.id], stated.covering))
    )


def _iso(seconds: float, clock: Clock, *, wide: int) -> str | None:
    """Return a time as ISO 8601 has it, to the second; ``None`` where it is open.

    ``wide``: where it is not known how far the clock is from UTC, -1 for the first instant of UTC that may be meant,
    1 for the last, 0 for the time as it stands, without an offset.
    """
    if not math.isfinite(seconds):
        return None
    least_s, most_s = clock.offsets_s(seconds, seconds)
    if least_s == most_s and least_s % _MINUTE_S == 0:
        return f"{_clock_face(seconds)}{_offset(-least_s)}"
    if wide == 0 and least_s != most_s:
        return _clock_face(seconds)
    return f"{_clock_face(seconds + (least_s if wide <= 0 else most_s))}Z"


def _clock_face(seconds: float) -> str:
    instant = math.floor(seconds) * SECOND_US
    year, month, day = day_of(instant)
    sign = "-" if year < 0 else "+" if year > _MOST_YEAR else ""
    return f"{sign}{abs(year):04d}-{month:02d}-{day:02d}T{time_of_day(instant)}"


def _offset(seconds: float) -> str:
    hours, minutes = divmod(int(abs(seconds) // _MINUTE_S), 60)
    return "Z" if seconds == 0 else f"{'-' if seconds < 0 else '+'}{hours:02d}:{minutes:02d}"
