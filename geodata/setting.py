"""A case under assumptions: what every verdict starts from, worked out once."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from geodata.assumptions import Assumptions, assumed
from geodata.frames import Stance, stance_of
from geodata.placing import Place, place_of
from geodata.times import Window, window

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geodata.model import Case


@dataclass(frozen=True)
class Setting:
    """A case and the assumptions it is read under; everything here follows from these two.

    Raises
    ------
    ValueError
        If the assumptions do not fit the case; see :func:`geodata.assumptions.assumed`.
    """

    stated_case: Case
    """As the file has it."""
    assumptions: Assumptions = field(default_factory=Assumptions)

    @cached_property
    def case(self) -> Case:
        """The case with its sites as assumed."""
        return assumed(self.stated_case, self.assumptions)

    @cached_property
    def places(self) -> Mapping[str, Place | None]:
        """What each claim says of where, by id."""
        return {claim.id: place_of(self.case, self.assumptions, claim) for claim in self.case.claims}

    @cached_property
    def stances(self) -> Mapping[str, Stance]:
        """What each claim says beside place, time and numbers, by id."""
        return {claim.id: stance_of(claim) for claim in self.case.claims}

    @cached_property
    def windows(self) -> Mapping[str, Window | None]:
        """When each claim says it was, by id."""
        tolerance_h = self.assumptions.time_tolerance_h
        return {
            claim.id: None if claim.event_time is None else window(claim.event_time, tolerance_h)
            for claim in self.case.claims
        }

    @cached_property
    def updates(self) -> frozenset[tuple[str, str]]:
        """Pairs of a claim and an earlier one by the same actor that it is derived from, directly or along a chain.

        In a cycle each claim updates the others.
        """
        pairs: set[tuple[str, str]] = set()
        for claim in self.case.claims:
            origins = self._origins(claim.id)
            pairs |= {(claim.id, origin) for origin in origins if self._speaker(origin) == claim.actor}
        return frozenset(pairs)

    def _speaker(self, claim_id: str) -> str:
        return self.case.claim_by_id[claim_id].actor

    def _origins(self, claim_id: str) -> set[str]:
        """Return everything a claim is derived from, without itself."""
        found: set[str] = set()
        to_follow = list(self.case.claim_by_id[claim_id].derived_from)
        while to_follow:
            origin = to_follow.pop()
            if origin not in found:
                found.add(origin)
                to_follow += self.case.claim_by_id[origin].derived_from
        return found - {claim_id}

    def is_update(self, a: str, b: str) -> bool:
        """Tell whether one of two claims updates the other: they are shown together, and not judged."""
        return (a, b) in self.updates or (b, a) in self.updates
