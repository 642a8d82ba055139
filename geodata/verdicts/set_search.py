"""All smallest sets of claims that cannot all be true beside contradictory pairs, and ways for others to be true.

By event first (:mod:`geodata.verdicts.event_places`), then for events that hang on the same sites
(:mod:`geodata.verdicts.shared_sites`).
"""

from __future__ import annotations

import time
from functools import cached_property, reduce
from itertools import chain, product
from operator import or_
from typing import TYPE_CHECKING, Final, Literal

import numpy as np

from geodata.constraints.three_valued import CONTRADICTORY
from geodata.verdicts.event_groups import groups
from geodata.verdicts.event_places import EventQuestion
from geodata.verdicts.shared_sites import linked_events

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence

    from geodata.constraints.joint_search import JointResult
    from geodata.verdicts.context import CaseContext
    from geodata.verdicts.verdict_matrix import VerdictMatrix

SetStatus = Literal["witnessed", "undecided"]
"""Whether a way to be true was found for all of a set, or nothing proves it impossible."""
#: To tell of claims what was found between places has at least this long.
LEAST_S: Final = 2.0
#: So many sets of claims that cannot all be true are looked at: three places, each named by a hundred who differ in
#: something else, make a million.
MOST_CONFLICTS: Final = 10_000
#: What an answer that is remembered takes, about: a set of places and a position.
_ANSWER_BYTES: Final = 1_500


class SetSearch:
    """What was found out of some claims: conflicts, and whether sets without one were shown possible.

    ``setting``, ``table``: the case under assumptions, and the verdicts of pairs of the claims. ``deadline_s``: when to
    stop, on the clock of :func:`time.monotonic`; what was found until then is so. ``progress``: is told, from 0 to 1,
    what part of the events has been asked about.
    """

    def __init__(
        self, setting: CaseContext, table: VerdictMatrix, deadline_s: float, progress: Callable[[float], None]
    ) -> None:
        self._setting, self._table, self._deadline_s = setting, table, deadline_s
        self._groups = groups(setting, table)
        self.is_cut = self._is_late = False
        self.events: list[EventQuestion] = []
        for number, group in enumerate(self._groups):
            progress(number / len(self._groups))
            self.events.append(EventQuestion(setting, table, group, deadline_s))
        found = self._cut(chain.from_iterable(event.conflicts() for event in self.events))
        self.linked = linked_events(self.events, deadline_s)
        self._ways: dict[tuple[int, tuple[tuple[int, int], ...]], JointResult] = {}
        # To tell what was found has time of its own.
        self._deadline_s = max(deadline_s, time.monotonic() + LEAST_S)
        for event in self.events:
            event.deadline_s = self._deadline_s
        self.conflicts = self._cut(self._spread([*found, *self._cut(self._joint())]))
        """Of the first ones of :attr:`twins`."""

    def _cut(self, conflicts: Iterable[frozenset[int]]) -> list[frozenset[int]]:
        """Return conflicts, each once, no more than are looked at."""
        found: dict[frozenset[int], None] = {}
        for conflict in conflicts:
            if len(found) == MOST_CONFLICTS:
                self.is_cut = True
                break
            if time.monotonic() > self._deadline_s:
                self._is_late = True
                break
            found[conflict] = None
        return list(found)

    @cached_property
    def twins(self) -> Mapping[int, Sequence[int]]:
        """By the first of them, claims that are in the same conflicts, each with itself in the others' place."""
        conflicts = np.packbits(self._table.codes == CONTRADICTORY, axis=1)
        involved = self._setting.updates.involved()
        found: dict[Hashable, list[int]] = {}
        for claim, claim_id in enumerate(self._table.claims):
            itself = claim if claim_id in involved else None
            found.setdefault((conflicts[claim].tobytes(), tuple(self._members[claim_id]), itself), []).append(claim)
        return {members[0]: members for members in found.values()}

    @property
    def is_complete(self) -> bool:
        """True if these are all conflicts."""
        searched = chain((one.is_complete for one in self.events), (one.is_complete for one in self.linked))
        return not self.is_cut and not self._is_late and all(searched)

    def _joint(self) -> Iterator[frozenset[int]]:
        """Yield conflicts of several events, as indexes of the first of alike claims."""
        for some in self.linked:
            for conflict in some.conflicts:
                parts = list(some.parts(conflict))
                asking = [self._cut(some.events[number].claims_asking(places)) for number, places in parts]
                yield from (frozenset().union(*chosen) for chosen in product(*asking))

    def _spread(self, conflicts: Iterable[frozenset[int]]) -> Iterator[frozenset[int]]:
        """Yield conflicts with each claim replaced by each that says the same, without any that update each other.

        Of twins, the first stands for all.
        """
        alike = {
            members[0]: [claim for claim in members if claim in self.twins]
            for group in self._groups
            for members in group.members
        }
        involved = self._setting.updates.involved()
        for conflict in conflicts:
            for claims in product(*(alike[claim] for claim in sorted(conflict))):
                ids = [claim_id for claim in claims if (claim_id := self._table.claims[claim]) in involved]
                if not any(self._setting.is_update(a, b) for number, a in enumerate(ids) for b in ids[:number]):
                    yield frozenset(claims)

    # What is shown possible.

    def status(self, claim_ids: Iterable[str]) -> SetStatus:
        """Return whether a set that holds no conflict was shown possible: every place of it has been put on the map.

        Where a claim updates another of the set, the later one counts.
        """
        by_event = self._by_event(claim_ids)
        parts = self._parts(by_event)
        if parts is None:
            return "undecided"
        for number, chosen in parts.items():
            if self._way(number, chosen).status != "possible":
                return "undecided"
        told = (self.events[event].is_told(reduce(or_, members.values())) for event, members in by_event.items())
        return "witnessed" if all(told) else "undecided"

    def _by_event(self, claim_ids: Iterable[str]) -> dict[int, dict[str, int]]:
        """Return which claims of a set bear on each event, and as which member; the later one of two versions."""
        chosen = set(claim_ids)
        found: dict[int, dict[str, int]] = {}
        for claim_id in chosen - self._setting.updates.replaced(chosen):
            for event, member in self._members[claim_id]:
                found.setdefault(event, {})[claim_id] = member
        return found

    def _way(self, number: int, chosen: Mapping[int, int]) -> JointResult:
        key = number, tuple(sorted(chosen.items()))
        if key not in self._ways:
            self._ways[key] = self.linked[number].way(dict(key[1]))
        return self._ways[key]

    def _parts(self, by_event: Mapping[int, Mapping[str, int]]) -> dict[int, dict[int, int]] | None:
        """Return what claims ask of the events of each group, as bits of the events' places."""
        parts: dict[int, dict[int, int]] = {}
        for event, members in by_event.items():
            places = self.events[event].asked(reduce(or_, members.values()))
            asked = None if places is None else self.events[event].number(places)
            if asked is None:
                return None
            if asked:
                group, number = self._numbers[event]
                parts.setdefault(group, {})[number] = asked
        return parts

    @cached_property
    def _members(self) -> Mapping[str, Sequence[tuple[int, int]]]:
        """By claim, the events that it may bear on, and which member of them says the same."""
        found: dict[str, list[tuple[int, int]]] = {claim_id: [] for claim_id in self._table.claims}
        for event, group in enumerate(self._groups):
            for member, claims in enumerate(group.members):
                for claim in claims:
                    found[self._table.claims[claim]].append((event, 1 << member))
        return found

    @cached_property
    def _numbers(self) -> Mapping[int, tuple[int, int]]:
        """By event, the group that it is linked in, and its number there."""
        place = {id(event): number for number, event in enumerate(self.events)}
        return {
            place[id(event)]: (group, number)
            for group, some in enumerate(self.linked)
            for number, event in enumerate(some.events)
        }

    @property
    def bytes(self) -> int:
        """About what is remembered, in bytes."""
        return _ANSWER_BYTES * (sum(event.answers for event in self.events) + sum(some.answers for some in self.linked))
