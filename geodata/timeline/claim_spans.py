"""Which claims are about a time: as instants of UTC, so that times by several clocks stand on one axis."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

import numpy as np
from numpy.typing import NDArray

from geodata.core.model import events_by_claims
from geodata.core.zones import LOCAL_TIME
from geodata.timeline.claim_times import claim_time
from geodata.verdicts.time_windows import zones_of

if TYPE_CHECKING:
    from geodata.timeline.claim_times import ClaimTime
    from geodata.verdicts.context import CaseContext

#: Whether what a claim speaks of was in a time: whatever is meant; in some reading; in none; or it states no time.
Inside = Literal["surely", "possibly", "outside", "undated"]
INSIDE: Final[tuple[Inside, ...]] = ("surely", "possibly", "outside", "undated")
_CLAIM_BYTES: Final = 1_000


@dataclass(frozen=True, slots=True, eq=False)
class ClaimSpans:
    """The times of a case's claims, in UTC and as wide as they may be meant: all that is kept of them are numbers."""

    zone: str
    """Whose hours an axis tells, and a typed time means, unless somebody says so: see :func:`usual_zone`."""
    _setting: CaseContext
    _numbers: Mapping[str, int]
    """The place of each claim in the file, by id."""
    _owners: NDArray[np.intp]
    """Which claim each stretch is of, by its number."""
    _first_s: NDArray[np.float64]
    _last_s: NDArray[np.float64]
    _ends_s: NDArray[np.float64]
    """First and last instant of all stretches of each claim; NaN where it states no time."""

    @property
    def bytes(self) -> int:
        """What it takes."""
        return len(self._numbers) * _CLAIM_BYTES + self._owners.nbytes + self._first_s.nbytes + self._last_s.nbytes

    def time(self, claim_id: str) -> ClaimTime:
        """Return when a claim says that it was, worked out anew."""
        return claim_time(self._setting, self._setting.case.claim_by_id[claim_id], self._setting.assumptions.zone)

    def ends_of(self, claim_id: str) -> tuple[float, float] | None:
        """Return the first and the last instant that a claim may mean, infinite where open; ``None`` without a time."""
        first_s, last_s = self._ends_s[self._numbers[claim_id]]
        return None if math.isnan(first_s) else (float(first_s), float(last_s))

    def ends_s(self, claim_ids: Iterable[str]) -> tuple[float, float] | None:
        """Return the first and the last instant that some claims name; ``None`` where none names one."""
        ends = self._ends_s[[self._numbers[claim] for claim in claim_ids]]
        named = ends[np.isfinite(ends)]
        return (float(named.min()), float(named.max())) if len(named) else None

    def inside(self, first_s: float, last_s: float) -> Mapping[str, Inside]:
        """Return how each claim lies to a time, by id; both ends, in seconds of UTC since 1970, belong to it.

        Of one time out of several, and of several times alike: surely if each is inside, possibly if any may be.
        """
        return dict(zip(self._numbers, (INSIDE[code] for code in self._inside(first_s, last_s)), strict=True))

    def counts(self, edges_s: Sequence[float], claim_ids: Collection[str]) -> tuple[tuple[int, int], ...]:
        """Return how many of some claims were surely, and how many possibly and not surely, between two edges.

        ``edges_s``: in seconds of UTC since 1970, from the first to the last; each belongs to what begins with it.
        """
        chosen = np.array([claim in claim_ids for claim in self._numbers], dtype=bool)
        ends = zip(edges_s, np.nextafter(edges_s[1:], -math.inf), strict=False)
        found = [np.bincount(self._inside(first_s, float(last_s))[chosen], minlength=2) for first_s, last_s in ends]
        return tuple((int(surely), int(possibly)) for surely, possibly, *_ in found)

    def _inside(self, first_s: float, last_s: float) -> NDArray[np.intp]:
        """Return the number of what each claim is among :data:`INSIDE`."""
        count = len(self._numbers)
        meets = (self._last_s >= first_s) & (self._first_s <= last_s)
        leaves = (self._first_s < first_s) | (self._last_s > last_s)
        found = np.full(count, INSIDE.index("undated"), dtype=np.intp)
        found[self._owners] = INSIDE.index("surely")
        found[self._owners[leaves]] = INSIDE.index("outside")
        is_met = np.zeros(count, dtype=bool)
        is_met[self._owners[meets]] = True
        found[is_met & (found == INSIDE.index("outside"))] = INSIDE.index("possibly")
        return found


def claim_spans(setting: CaseContext) -> ClaimSpans:
    """Return the times of all claims of a case, by the clocks that are assumed."""
    claims = setting.case.claims
    ends = np.full((len(claims), 2), math.nan)
    owners: list[NDArray[np.intp]] = [np.empty(0, dtype=np.intp)]
    stretches: list[NDArray[np.float64]] = [np.empty((0, 2))]
    for number, claim in enumerate(claims):
        spans = claim_time(setting, claim, setting.assumptions.zone).spans
        if spans:
            wide = np.array([(span.first_wide_s, span.last_wide_s) for span in spans])
            ends[number] = wide[:, 0].min(), wide[:, 1].max()
            owners.append(np.full(len(wide), number, dtype=np.intp))
            stretches.append(wide)
    first_s, last_s = np.concatenate(stretches).T
    numbers = {claim.id: number for number, claim in enumerate(claims)}
    return ClaimSpans(usual_zone(setting), setting, numbers, np.concatenate(owners), first_s, last_s, ends)


def usual_zone(setting: CaseContext) -> str:
    """Return the zone of the case, else that of where its main event is said to have been, else UTC."""
    case = setting.case
    if case.timezone is not None:
        return case.timezone
    main = next(iter(events_by_claims(case.claims)), None)
    timed = [claim for claim in case.claims if claim.event == main and claim.event_time is not None]
    zones = Counter(one for claim in timed for one in zones_of(setting.clock_of(claim, LOCAL_TIME).number))
    return next((name for name, _ in zones.most_common(1)), "UTC")
