"""Which claims about two or more events exclude each other because their sites are one place.

Each event alone can have a site's own point somewhere in its disc; two events may want it in two places. Where an
event can be with all its sites at their centres, it leaves room for every other that can too, and there is nothing to
ask. Only sets that cannot are asked together with those of another event that share a site
(:mod:`geodata.constraints.joint_search`). Then all events together, since three may exclude each other where every two
do not. A union that is impossible may hold several conflicts: it is asked again with each one taken out.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace
from itertools import chain, islice, product
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

from geodata.constraints.joint_search import jointly
from geodata.constraints.pair_feasibility import compare_places
from geodata.constraints.point_search import find_common_point
from geodata.constraints.three_valued import COMPATIBLE
from geodata.verdicts.bitsets import bits
from geodata.verdicts.event_constraints import asked_of_event
from geodata.verdicts.maximal_sets import maximal_sets
from geodata.verdicts.minimal_conflicts import ConflictsFound, apart_in_group, expanded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from geodata.constraints.joint_search import EventPlaces
    from geodata.verdicts.context import CaseContext
    from geodata.verdicts.matrix import VerdictMatrix
    from geodata.verdicts.minimal_conflicts import Group

#: So many unions of sets are looked at, and asked, at most, and so many sets of one event.
MAX_ASKED: Final = 2_000
_MAX_SETS: Final = 1_000
_TWO: Final = 2
_Asked = TypeVar("_Asked")


class _Ask(NamedTuple):
    """A largest set about one event, and the places it asks for."""

    event: int
    claims: frozenset[int]
    """The first of each group of alike claims, as indexes of the table."""
    places: EventPlaces
    is_centred: bool
    """Whether it can be with each of its sites exactly at the centre."""

    @property
    def sites(self) -> frozenset[str]:
        return _sites(self.places)


def conflicts_by_shared_sites(
    setting: CaseContext,
    table: VerdictMatrix,
    events: Sequence[Group],
    known: Iterable[frozenset[int]],
    deadline_s: float,
) -> ConflictsFound:
    """Return minimal sets of claims about several events that no position of their shared sites allows.

    Parameters
    ----------
    setting, table
        The case under assumptions, and its verdicts of pairs.
    events
        The claims of each event, from :func:`geodata.verdicts.minimal_conflicts.groups`.
    known
        The conflicts of three or more claims of each event by itself.
    deadline_s
        When to stop, on the clock of :func:`time.monotonic`.
    """
    search = _Search(setting, table, events, list(known), deadline_s)
    asks, is_complete = _asks(search)
    unions = chain(_of_two_events(asks), _of_more_events(asks))
    is_complete = all(search.ask(union) for union in islice(unions, MAX_ASKED)) and is_complete
    is_complete = is_complete and next(unions, None) is None
    return ConflictsFound(list(dict.fromkeys(chain.from_iterable(map(search.spread, search.new)))), is_complete)


@dataclass(slots=True)
class _Search:
    """Asks unions of claims about several events, and keeps what it found; claims stand for all that are alike."""

    setting: CaseContext
    table: VerdictMatrix
    events: Sequence[Group]
    known: list[frozenset[int]]
    deadline_s: float
    new: list[frozenset[int]] = field(default_factory=list)
    _answers: dict[tuple[EventPlaces, ...], bool] = field(default_factory=dict)
    _centred: dict[EventPlaces, bool] = field(default_factory=dict)
    _free: dict[EventPlaces, bool] = field(default_factory=dict)
    _possible: list[tuple[Sequence[int], frozenset[int]]] = field(default_factory=list)
    """Events, and claims that no proof was found against."""

    def is_over(self) -> bool:
        """Tell whether there is no more time."""
        return time.monotonic() > self.deadline_s

    def first_of(self, event: int) -> list[int]:
        """Return the first of each group of alike claims of an event."""
        return [members[0] for members in self.events[event].members]

    def ask(self, union: Sequence[_Ask]) -> bool:
        """Find every minimal conflict of the claims of several events; return False if time or patience ran out."""
        if self.is_over():
            return False
        if all(ask.is_centred for ask in union) or not self._is_excluded([ask.places for ask in union]):
            return True
        events = [ask.event for ask in union]
        claims = sorted(frozenset[int]().union(*(ask.claims for ask in union)))
        broken = [*self._updates(claims), *self._apart(events), *self.known]
        while True:
            found = self._round(events, claims, broken)
            if found is None:
                return False
            if not found:
                return True
            broken += found
            self.known += found
            self.new += found

    def _round(
        self, events: Sequence[int], claims: Sequence[int], broken: Iterable[frozenset[int]]
    ) -> list[frozenset[int]] | None:
        """Ask every largest part of a union that holds nothing broken; return new conflicts, ``None`` if too many."""
        place_of = {claim: place for place, claim in enumerate(claims)}
        sets = [sum(1 << place_of[claim] for claim in one) for one in broken if all(claim in place_of for claim in one)]
        components = maximal_sets(sets, _MAX_SETS, self.deadline_s)
        free = (1 << len(claims)) - 1 & ~sum(component.elements for component in components)
        new: list[frozenset[int]] = []
        for parts in product(*(component.sets for component in components)):
            chosen = frozenset(claims[place] for place in bits(free | sum(parts)))
            for conflict in new:
                if conflict <= chosen:
                    chosen -= {min(conflict)}
            if any(chosen <= some and all(event in asked for event in events) for asked, some in self._possible):
                continue
            while self._is_impossible(events, chosen):
                new.append(self._smallest(events, chosen))
                chosen -= {min(new[-1])}
            self._possible.append((events, chosen))
            if len(self._answers) > MAX_ASKED or self.is_over():
                return None
        return new

    def _updates(self, claims: Iterable[int]) -> list[frozenset[int]]:
        """Return pairs of claims of which one updates the other: they are not judged together."""
        involved = self.setting.updates.involved()
        ids = self.table.claims
        some = sorted(claim for claim in claims if ids[claim] in involved)
        pairs = ((a, b) for place, a in enumerate(some) for b in some[place + 1 :])
        return [frozenset(pair) for pair in pairs if self.setting.is_update(ids[pair[0]], ids[pair[1]])]

    def _apart(self, events: Iterable[int]) -> Iterator[frozenset[int]]:
        """Yield pairs of claims of one event that contradict each other in what bears on its place."""
        for event in events:
            first = self.first_of(event)
            for member, others in apart_in_group(self.table, self.events[event]).items():
                yield from (frozenset((first[member], first[other])) for other in bits(others) if other > member)

    def _smallest(self, events: Sequence[int], chosen: frozenset[int]) -> frozenset[int]:
        """Return a part of an impossible set that is impossible, and possible without any one claim."""
        for claim in sorted(chosen):
            if self._is_impossible(events, chosen - {claim}):
                chosen -= {claim}
        return chosen

    def _is_impossible(self, events: Sequence[int], chosen: frozenset[int]) -> bool:
        asked = [
            asked_of_event(
                self.setting, [self.table.claims[claim] for claim in self.first_of(event) if claim in chosen]
            )
            for event in events
        ]
        return None in asked or self._is_excluded([places for places in asked if places])

    def _is_excluded(self, events: Iterable[EventPlaces]) -> bool:
        """Tell whether it is proved that events cannot all happen; those that ask for the same may be at one place."""
        binding = [places for places in dict.fromkeys(events) if not self.is_free(places)]
        return any(self._is_group_excluded(group) for group in _linked(binding, _sites))

    def _is_group_excluded(self, group: tuple[EventPlaces, ...]) -> bool:
        if all(map(self.is_centred, group)):
            return False
        # Whoever asks for less than what is possible is possible, whoever for more than what is not is not.
        for known, is_impossible in self._answers.items():
            less, more = (group, known) if not is_impossible else (known, group)
            if all(any(places <= other for other in more) for places in less):
                return is_impossible
        self._answers[group] = jointly(group).status == "impossible"
        return self._answers[group]

    def is_centred(self, places: EventPlaces) -> bool:
        """Tell whether an event can be with each of its sites exactly at the centre."""
        if places not in self._centred:
            self._centred[places] = _is_at_centres(places)
        return self._centred[places]

    def is_free(self, places: EventPlaces) -> bool:
        """Tell whether an event asks nothing of others.

        One site alone does not, nor do two places that fit wherever their sites are.
        """
        if places not in self._free:
            one_is_affirmed = any(not place.is_denial for place in places)
            fits = len(places) == _TWO and one_is_affirmed and compare_places(*places).code == COMPATIBLE
            alone = len({place.spot.site for place in places}) < _TWO and self.is_centred(places)
            self._free[places] = fits or alone
        return self._free[places]

    def spread(self, conflict: frozenset[int]) -> Iterator[frozenset[int]]:
        """Yield a conflict with each of its claims replaced by each that is alike."""
        alike = {members[0]: members for event in self.events for members in event.members if members[0] in conflict}
        return expanded(self.table, [alike[claim] for claim in sorted(conflict)])


def _asks(search: _Search) -> tuple[dict[int, list[_Ask]], bool]:
    """Return what the largest possible sets of each event ask for, and whether all events were seen.

    Left out is whatever asks nothing of other events.
    """
    found: dict[int, list[_Ask]] = {}
    for number in range(len(search.events)):
        if search.is_over():
            return found, False
        asks = [ask for ask in _asks_of(search, number) if not search.is_free(ask.places)]
        if asks:
            found[number] = asks
    return found, True


def _asks_of(search: _Search, number: int) -> list[_Ask]:
    setting, group, first = search.setting, search.events[number], search.first_of(number)
    places = (setting.places[search.table.claims[claim]] for claim in first)
    if len({place.spot.site for place in places if place is not None}) < _TWO:
        return []
    place_of = {claim: member for member, claim in enumerate(first)}
    larger = [
        sum(1 << place_of[claim] for claim in conflict)
        for conflict in search.known
        if all(claim in place_of for claim in conflict)
    ]
    beside = dict(apart_in_group(search.table, group))
    for member, others in group.updates.items():
        beside[member] = beside.get(member, 0) | others
    components = maximal_sets(larger, _MAX_SETS, search.deadline_s, beside)
    free = (1 << len(first)) - 1 & ~sum(component.elements for component in components)
    by_places: dict[EventPlaces, _Ask] = {}
    for chosen in islice(product(*(component.sets for component in components)), _MAX_SETS):
        members = frozenset(first[member] for member in bits(free | sum(chosen)))
        asked = asked_of_event(setting, [search.table.claims[claim] for claim in sorted(members)])
        if asked:
            by_places.setdefault(asked, _Ask(number, members, asked, search.is_centred(asked)))
    return list(by_places.values())


def _of_two_events(asks: Mapping[int, Sequence[_Ask]]) -> Iterator[tuple[_Ask, ...]]:
    """Yield two sets of two events that share a site, at least one of which cannot be at the centres."""
    by_site: dict[str, list[_Ask]] = {}
    for ask in chain.from_iterable(asks.values()):
        for site in ask.sites:
            by_site.setdefault(site, []).append(ask)
    for ask in chain.from_iterable(asks.values()):
        if not ask.is_centred:
            sharing = dict.fromkeys(other for site in sorted(ask.sites) for other in by_site[site])
            yield from ((ask, other) for other in sharing if other.event > ask.event or _comes_later(other, ask))


def _comes_later(other: _Ask, ask: _Ask) -> bool:
    return other.event != ask.event and other.is_centred


def _of_more_events(asks: Mapping[int, Sequence[_Ask]]) -> Iterator[tuple[_Ask, ...]]:
    """Yield three or more sets of as many events that share sites, directly or over others."""
    linked = _linked(asks.values(), lambda some: frozenset().union(*(ask.sites for ask in some)))
    seen: set[tuple[_Ask, ...]] = set()
    for events in (group for group in linked if len(group) > _TWO):
        for each in product(*((None, *some) for some in events)):
            for group in _linked(filter(None, each), lambda ask: ask.sites):
                if len(group) > _TWO and group not in seen:
                    seen.add(group)
                    yield group


def _linked(asked: Iterable[_Asked], sites_of: Callable[[_Asked], frozenset[str]]) -> list[tuple[_Asked, ...]]:
    """Return what was asked in groups that share sites, directly or over others; groups do not touch each other."""
    groups: list[tuple[_Asked, ...]] = []
    for one in asked:
        touched = [group for group in groups if any(sites_of(one) & sites_of(other) for other in group)]
        groups = [group for group in groups if group not in touched]
        groups.append((*(other for group in touched for other in group), one))
    return groups


def _sites(places: EventPlaces) -> frozenset[str]:
    return frozenset(place.spot.site for place in places if place.region is None)


def _is_at_centres(places: EventPlaces) -> bool:
    """Tell whether an event can be with each of its sites exactly at the centre."""
    centred = frozenset(
        place
        if place.region is not None or place.spot.radius_m is None
        else replace(place, spot=replace(place.spot, radius_m=0.0))
        for place in places
    )
    return find_common_point(centred).status == "possible"
