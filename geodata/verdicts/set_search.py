"""All smallest sets of claims that cannot all be true beside contradictory pairs, and ways for others to be true.

By event first (:mod:`geodata.verdicts.event_places`), then for events that hang on the same sites
(:mod:`geodata.verdicts.shared_sites`).
"""

from __future__ import annotations

import time
from itertools import chain, product
from typing import TYPE_CHECKING, Literal, NamedTuple

from geodata.verdicts.event_constraints import asked_of_event
from geodata.verdicts.event_places import EventQuestion
from geodata.verdicts.minimal_conflicts import groups
from geodata.verdicts.shared_sites import linked_events

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from geodata.constraints.joint_search import JointResult
    from geodata.verdicts.context import CaseContext
    from geodata.verdicts.matrix import VerdictMatrix
    from geodata.verdicts.shared_sites import LinkedEvents

SetStatus = Literal["witnessed", "undecided"]


class SetSearch:
    """What was found out of some claims: conflicts, and whether sets without one were shown possible.

    Parameters
    ----------
    setting, table
        The case under assumptions, and the verdicts of pairs of the claims.
    deadline_s
        When to stop, on the clock of :func:`time.monotonic`; what was found until then is so.
    progress
        Is told, from 0 to 1, what part of the events has been asked about.
    """

    def __init__(
        self, setting: CaseContext, table: VerdictMatrix, deadline_s: float, progress: Callable[[float], None]
    ) -> None:
        self._setting, self._table, self._deadline_s = setting, table, deadline_s
        self._groups = groups(setting, table)
        self.events: list[EventQuestion] = []
        for number, group in enumerate(self._groups):
            progress(number / len(self._groups))
            self.events.append(EventQuestion(setting, table, group, deadline_s))
        self.linked = linked_events(self.events, deadline_s)
        self._ways: dict[object, JointResult | None] = {}
        self.conflicts = set(self._spread(chain(*(event.conflicts() for event in self.events), self._joint())))

    @property
    def is_complete(self) -> bool:
        """True if these are all conflicts."""
        return all(event.is_complete for event in self.events) and all(some.is_complete for some in self.linked)

    def _joint(self) -> Iterator[frozenset[int]]:
        """Yield conflicts of several events, as indexes of the first of alike claims."""
        for some in self.linked:
            for conflict in some.conflicts:
                parts = list(some.parts(conflict))
                asking = [some.events[number].claims_asking(places) for number, places in parts]
                for chosen in product(*asking):
                    yield frozenset().union(*chosen)
                    if time.monotonic() > self._deadline_s:
                        some.is_complete = False
                        return

    def _spread(self, conflicts: Iterable[frozenset[int]]) -> Iterator[frozenset[int]]:
        """Yield conflicts with each claim replaced by each that says the same, without any that update each other."""
        alike = {members[0]: members for group in self._groups for members in group.members}
        involved = self._setting.updates.involved()
        for conflict in set(conflicts):
            for claims in product(*(alike[claim] for claim in sorted(conflict))):
                ids = [claim_id for claim in claims if (claim_id := self._table.claims[claim]) in involved]
                if not any(self._setting.is_update(a, b) for number, a in enumerate(ids) for b in ids[:number]):
                    yield frozenset(claims)
