"""A case under assumptions: what every verdict starts from, worked out once."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from geodata.constraints.place_constraints import PlaceConstraint, place_of
from geodata.core.assumptions import Assumptions, assumed_distance
from geodata.verdicts.comparability import ClaimScope, stance_of
from geodata.verdicts.local_clocks import assumed_clock, local_clock
from geodata.verdicts.people_counts import COUNTS, CountName, People, people, said_when
from geodata.verdicts.time_windows import LOCAL, Clock, StatedTime, Tolerance, Window, stated_time
from geodata.verdicts.updates import Updates, updates_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geodata.core.model import Case, Claim


@dataclass(frozen=True)
class CaseContext:
    """A case and the assumptions it is read under; everything here follows from these two.

    Raises ``ValueError`` if the assumptions do not fit the case; see :func:`geodata.core.assumptions.assumed_distance`.
    """

    stated_case: Case
    """As the file has it."""
    assumptions: Assumptions = field(default_factory=Assumptions)

    @cached_property
    def case(self) -> Case:
        """The case with its sites as assumed."""
        return assumed_distance(self.stated_case, self.assumptions)

    @cached_property
    def places(self) -> Mapping[str, PlaceConstraint | None]:
        """What each claim says of where, by id."""
        return {claim.id: place_of(self.case, self.assumptions, claim) for claim in self.case.claims}

    @cached_property
    def stances(self) -> Mapping[str, ClaimScope]:
        """What each claim says beside place, time and numbers, by id."""
        return {claim.id: stance_of(self.case, claim) for claim in self.case.claims}

    @cached_property
    def times(self) -> Mapping[str, StatedTime | None]:
        """When each claim says it was, by id."""
        return {claim.id: self.time_of(claim, self.tolerance, self.assumptions.zone) for claim in self.case.claims}

    @cached_property
    def tolerance(self) -> Tolerance:
        """How far a marked time may be off."""
        return Tolerance(self.assumptions.time_tolerance_h, self.assumptions.day_tolerance_h)

    def time_of(self, claim: Claim, tolerance: Tolerance, reading: str) -> StatedTime | None:
        """Return when a claim says it was, by another tolerance and reading of its zone than those assumed."""
        if claim.event_time is None:
            return None
        return stated_time(claim.event_time, self.clock_of(claim, reading), tolerance)

    def clock_of(self, claim: Claim, reading: str) -> Clock:
        """Return the clock that a claim's times without a zone are told by."""
        return assumed_clock(reading) or self._local_clocks[claim.id]

    @cached_property
    def _local_clocks(self) -> Mapping[str, Clock]:
        return {
            claim.id: local_clock(self.case, self.places[claim.id])
            for claim in self.case.claims
            if claim.event_time is not None
        }

    @cached_property
    def said(self) -> Mapping[str, Window]:
        """When each claim was said, by id."""
        clock = assumed_clock(self.assumptions.zone) or LOCAL
        return {claim.id: said_when(claim, clock) for claim in self.case.claims}

    @cached_property
    def people(self) -> Mapping[CountName, Mapping[str, People | None]]:
        """How many people each claim says, by what is counted and by id."""
        return {
            name: {claim.id: people(claim, name, self.assumptions) for claim in self.case.claims} for name in COUNTS
        }

    def is_hedged(self, claim: Claim) -> bool:
        """Tell whether a claim contradicts nothing by itself: it is said to be probable or possible only."""
        return claim.is_hedged and not self.assumptions.takes_hedged_at_word

    @cached_property
    def updates(self) -> Updates:
        """Which claims are later statements of the same actor on others."""
        return updates_of(self.case.claims)

    def current(self, claim_ids: Sequence[str]) -> list[str]:
        """Return the claims that take part in tables and sets: without those that others among them update."""
        if self.assumptions.all_versions:
            return list(claim_ids)
        replaced = self.updates.replaced(claim_ids)
        return [claim_id for claim_id in claim_ids if claim_id not in replaced]

    def is_update(self, a: str, b: str) -> bool:
        """Tell whether one of two claims updates the other: they are shown together, and not judged."""
        return self.updates.either(a, b)
