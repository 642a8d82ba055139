"""What may be said of where one event was: which places it is put at, by which claims, and which of these go together.

Claims have few distinct places, so what excludes what is found out between places, and told of claims afterwards: each
claim that says such a place, with whatever makes a denial speak of the event. Sets of places are bits, as are sets of
members, the claims of a group that say different things (:class:`geodata.verdicts.event_groups.Group`).
"""

from __future__ import annotations

import time
from functools import cached_property, partial
from itertools import combinations, islice, product, takewhile
from typing import TYPE_CHECKING, Final, TypeVar

import numpy as np

from geodata.constraints.joint_search import jointly
from geodata.constraints.pair_feasibility import compare_places
from geodata.constraints.three_valued import COMPATIBLE, CONTRADICTORY
from geodata.verdicts.bitsets import bits, partners, rows
from geodata.verdicts.event_constraints import asked_of_event, binding_denials
from geodata.verdicts.maximal_sets import maximal_sets
from geodata.verdicts.minimal_sets import smallest_impossible
from geodata.verdicts.people_counts import COUNTS
from geodata.verdicts.time_and_numbers import fit_one_event, have_numbers, have_one_time, is_sure, number_of

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence

    from geodata.constraints.joint_search import EventPlaces, JointResult
    from geodata.constraints.place_constraints import PlaceConstraint
    from geodata.core.model import Claim
    from geodata.verdicts.context import CaseContext
    from geodata.verdicts.event_constraints import PlacesAsked
    from geodata.verdicts.event_groups import Group
    from geodata.verdicts.pairwise import AspectName
    from geodata.verdicts.people_counts import CountName
    from geodata.verdicts.time_and_numbers import Said
    from geodata.verdicts.time_windows import StatedTime
    from geodata.verdicts.verdict_matrix import VerdictMatrix

#: So many sets of places of one event are told apart at most.
_MAX_OPTIONS: Final = 2_000
#: What says nothing of whose event it was, and when.
_COUNTED: Final = ("killed", "wounded")
Value = TypeVar("Value")
Recipe = tuple[tuple[int, ...], ...]
"""Ways to have something asked: one member out of each of some lists."""


class EventQuestion:
    """What claims may ask of one event, asked as rarely as possible.

    ``setting``, ``table``: the case under assumptions, and its verdicts of pairs. ``group``: the claims that may bear
    on the event. ``deadline_s``: when to stop, on the clock of :func:`time.monotonic`; ``is_complete`` is false then.
    """

    def __init__(self, setting: CaseContext, table: VerdictMatrix, group: Group, deadline_s: float) -> None:
        self._setting, self._table, self.deadline_s = setting, table, deadline_s
        self.first = tuple(members[0] for members in group.members)
        self._ids = tuple(table.claims[index] for index in self.first)
        self._updates = group.updates
        self._asked: dict[int, PlacesAsked] = {}
        self._answers: dict[int, JointResult] = {}
        self.is_complete = True
        self.places: list[PlaceConstraint] = []
        self._recipes: list[list[Recipe]] = []
        self._forbidden: list[Recipe] = []
        self._told: dict[int, bool] = {}
        self._find_recipes()

    def asked(self, members: int) -> PlacesAsked:
        """Return what some members ask of the event."""
        if members not in self._asked:
            self._asked[members] = asked_of_event(self._setting, [self._ids[member] for member in bits(members)])
        return self._asked[members]

    def of(self, places: int) -> EventPlaces:
        """Return the places of a set."""
        return frozenset(self.places[place] for place in bits(places))

    def number(self, places: Iterable[PlaceConstraint]) -> int | None:
        """Return some places as bits; ``None`` where one was not among those looked for, since the time was over."""
        numbers = [self._place_number.get(place) for place in places]
        return None if None in numbers else sum(1 << number for number in numbers if number is not None)

    @cached_property
    def _place_number(self) -> Mapping[PlaceConstraint, int]:
        return {place: number for number, place in enumerate(self.places)}

    def outcome(self, places: int) -> JointResult:
        """Return whether the event can be where all of some places say, its sites being nobody else's."""
        if places not in self._answers:
            self._answers[places] = jointly([self.of(places)])
        return self._answers[places]

    def is_possible(self, places: int) -> bool:
        """Tell whether it was not proved that the event cannot be where all of some places say."""
        return self.outcome(places).status != "impossible"

    def is_told(self, members: int) -> bool:
        """Tell whether it was shown that a time and numbers fit all that some members say."""
        if members not in self._told:
            self._told[members] = fit_one_event(self._setting, self._claims_of(members)) == "possible"
        return self._told[members]

    def _claims_of(self, members: int) -> list[Claim]:
        return [self._setting.case.claim_by_id[self._ids[member]] for member in bits(members)]

    @property
    def answers(self) -> int:
        """How many answers are remembered."""
        return len(self._asked) + len(self._answers) + len(self._told)

    # Who asks for what.

    def _find_recipes(self) -> None:
        claims = self._claims_of((1 << len(self._ids)) - 1)
        by_place: dict[PlaceConstraint, list[Recipe]] = {}
        by_number: dict[CountName, dict[Said, list[Recipe]]] = {name: {} for name in COUNTS}
        accounts = [member for member, claim in enumerate(claims) if claim.polarity == "affirm" or claim.event]
        alike = self._alike(claims, accounts)
        for member, claim in sorted(enumerate(claims), key=lambda one: one[1].polarity == "deny"):
            is_denial, place = claim.polarity == "deny", self._setting.places[claim.id]
            recipes = self._triggers(member, alike) if is_denial else [((member,),)]
            for name in COUNTS if is_sure(claim) else ():
                number = number_of(self._setting, claim, name)
                if number is not None and have_numbers(name, [number]):
                    by_number[name].setdefault(number, []).extend(recipes)
            if self._setting.stances[claim.id].has_count or not recipes:
                continue
            if place is not None:
                by_place.setdefault(place, []).extend(recipes)
            elif is_denial and (claim.about_actors or claim.event is not None):
                self._forbidden += recipes
        self.places, self._recipes, self._by_number = list(by_place), list(by_place.values()), by_number

    def _alike(self, claims: Sequence[Claim], accounts: Iterable[int]) -> list[tuple[int, ...]]:
        """Return claims that give an account of the event in groups that say the same of all but the place."""
        groups: dict[Hashable, list[int]] = {}
        for member in accounts:
            claim = claims[member]
            said = self._setting.stances[claim.id]._replace(has_place=False), self._setting.times[claim.id]
            groups.setdefault(said, []).append(member)
        return list(map(tuple, groups.values()))

    def _triggers(self, denial: int, alike: Sequence[tuple[int, ...]]) -> list[Recipe]:
        """Return the smallest sets of accounts that make a denial speak of the event, in ways to choose them."""
        alike = [others for members in alike if (others := tuple(one for one in members if one != denial))]

        def is_silent(chosen: int) -> bool:
            claims = self._claims_of(1 << denial | sum(1 << alike[number][0] for number in bits(chosen)))
            speaking = binding_denials(self._setting, claims)
            return all(claim.polarity == "deny" for claim in claims) or not any(
                claim.id == self._ids[denial] for claim in speaking
            )

        everything = (1 << len(alike)) - 1
        first = [self.first[members[0]] for members in alike]
        apart = self._contradicting(first, [name for name in self._table.aspects if name not in ("place", *_COUNTED)])
        found = smallest_impossible(everything, is_silent, (), apart, self.deadline_s)
        self.is_complete &= found.is_complete
        return [((denial,), *(alike[number] for number in bits(chosen))) for chosen in found.sets]

    def _contradicting(self, claims: Sequence[int], aspects: Iterable[AspectName]) -> Mapping[int, int]:
        found = np.zeros((len(claims), len(claims)), dtype=bool)
        for name in aspects:
            found |= self._table.aspects[name][np.ix_(claims, claims)] == CONTRADICTORY
        return rows(found)

    @cached_property
    def apart(self) -> Mapping[int, int]:
        """By member, those that it contradicts, updates or is updated by: they are in no smallest conflict together."""
        found = dict(rows(self._table.codes[np.ix_(self.first, self.first)] == CONTRADICTORY))
        for member, others in self._updates.items():
            found[member] = found.get(member, 0) | others
        return found

    # Which places exclude each other.

    @cached_property
    def _pairs(self) -> tuple[Mapping[int, int], list[int]]:
        """By place, those that it does not go with; and pairs among these that no two claims settle by themselves."""
        beside: dict[int, int] = {}
        unsettled = []
        for one, other in combinations(range(len(self.places)), 2):
            if not self._is_in_time():
                break
            first, second = self.places[one], self.places[other]
            are_denied = first.is_denial + second.is_denial
            is_excluded = are_denied < 2 and compare_places(first, second).code == CONTRADICTORY  # noqa: PLR2004 - both
            if is_excluded or (not are_denied and self._are_never_asked(one, other)):
                beside[one] = beside.get(one, 0) | 1 << other
                beside[other] = beside.get(other, 0) | 1 << one
                if is_excluded:
                    unsettled.append(1 << one | 1 << other)
        return beside, unsettled

    def _are_never_asked(self, one: int, other: int) -> bool:
        sayers = (sum(1 << recipe[0][0] for recipe in self._recipes[place]) for place in (one, other))
        first, second = sayers
        return all(not second & ~self.apart.get(member, 0) for member in bits(first))

    @cached_property
    def excluded(self) -> list[int]:
        """The smallest sets of places that the event cannot be at, but for those that are never asked together."""
        beside, unsettled = self._pairs
        everything = (1 << len(self.places)) - 1
        found = smallest_impossible(everything, self.is_possible, (), beside, self.deadline_s)
        self.is_complete &= found.is_complete
        return [*unsettled, *found.sets]

    @cached_property
    def options(self) -> list[int]:
        """The largest sets of places that were not proved to be impossible."""
        beside, _ = self._pairs
        parts = maximal_sets(self.excluded, _MAX_OPTIONS, self.deadline_s, beside)
        free = (1 << len(self.places)) - 1 & ~sum(part.elements for part in parts)
        choices = islice(product(*(part.sets for part in parts)), _MAX_OPTIONS)
        found = [free | sum(chosen) for chosen in choices]
        self.is_complete &= len(found) < _MAX_OPTIONS and all(part.is_complete for part in parts)
        return found

    def is_free(self, places: int) -> bool:
        """Tell whether the event can be at places wherever their sites are, so that it asks nothing of other events."""
        chosen = self.of(places)
        sites = {spot.site for place in chosen for spot in place.spots}
        if len(chosen) == 1 or (len(sites) <= 1 and all(place.region is None for place in chosen)):
            return self.outcome(places).status == "possible"
        for at in chosen:
            is_point = at.kind == "at" or len(chosen) == 2  # noqa: PLR2004 - then any point will do
            if not is_point or at.is_denial:
                continue
            if all(other is at or compare_places(at, other).code == COMPATIBLE for other in chosen):
                return True
        return False

    # What claims exclude each other.

    def conflicts(self) -> Iterator[frozenset[int]]:
        """Yield sets of claims that cannot all be true, each smallest one among others, as indexes into the table."""
        for recipe in self._forbidden:
            yield from (self._claims(members) for members in self._chosen([recipe]))
        for places in self.excluded:
            yield from self.claims_asking(places)
        yield from self._conflicts_of_times()
        for name, by_number in self._by_number.items():
            said = [number for number, _ in by_number]
            # Plain numbers that agree two by two agree together, if they are all as of when they were said, or none is.
            if any(number.is_denied for number in said) or len({number.may_change for number in said}) > 1:
                yield from self._conflicts_of(by_number, partial(have_numbers, name))

    def _conflicts_of_times(self) -> Iterator[frozenset[int]]:
        by_time: dict[StatedTime, list[Recipe]] = {}
        for member, claim_id in enumerate(self._ids):
            time_ = self._setting.times[claim_id]
            if time_ is not None and self._setting.stances[claim_id].polarity == "affirm":
                by_time.setdefault(time_, []).append(((member,),))
        if not all(stated.is_plain for stated in by_time):
            yield from self._conflicts_of(by_time, have_one_time)

    def _conflicts_of(
        self, by_value: Mapping[Value, list[Recipe]], fit: Callable[[list[Value]], bool | None]
    ) -> Iterator[frozenset[int]]:
        """Yield sets of claims that say what does not fit together; ``fit`` tells of values whether they do."""
        values, recipes = list(by_value), list(by_value.values())

        def is_possible(chosen: int) -> bool:
            return fit([values[number] for number in bits(chosen)]) is not False

        pairs = (1 << one | 1 << other for one, other in combinations(range(len(values)), 2))
        excluded = [pair for pair in takewhile(self._is_in_time, pairs) if not is_possible(pair)]
        found = smallest_impossible((1 << len(values)) - 1, is_possible, (), partners(excluded), self.deadline_s)
        self.is_complete &= found.is_complete
        for chosen in (*excluded, *found.sets):
            yield from map(self._claims, self._following(recipes[number] for number in bits(chosen)))

    def claims_asking(self, places: int) -> Iterator[frozenset[int]]:
        """Yield the smallest sets of claims that ask for some places at once, as indexes into the table."""
        return map(self._claims, self.asking(places))

    def asking(self, places: int) -> Iterator[int]:
        """Yield the smallest sets of members that ask for some places at once, and contain no two apart."""
        wanted = self.of(places)
        for members in self._following(self._recipes[place] for place in bits(places)):
            if self._ask_for(members, wanted):
                yield members

    def _following(self, recipes: Iterable[Sequence[Recipe]]) -> Iterator[int]:
        """Yield the sets of members that follow one of each group of recipes, once each, while there is time."""
        seen: set[int] = set()
        for chosen in product(*recipes):
            if not self._is_in_time():
                return
            found = self._chosen(chosen) - seen
            seen |= found
            yield from found

    def _ask_for(self, members: int, wanted: EventPlaces) -> bool:
        places = self.asked(members)
        return places is None or wanted <= places

    def _chosen(self, recipes: Iterable[Recipe]) -> set[int]:
        """Return the sets of members that follow all of some recipes, without those that contain two apart."""
        found = {0}
        for some in sorted({some for recipe in recipes for some in recipe}, key=len):
            if not self._is_in_time():
                return set()
            ways = sum(1 << member for member in some)
            # Where one of the list is in already, no other is needed.
            found = {
                members | way
                for members in found
                for way in ([0] if members & ways else [1 << one for one in some if not self._is_apart(one, members)])
            }
        return found

    def _is_in_time(self, _: object = None) -> bool:
        """Tell whether there is time left; note that not all was found if there is none."""
        is_left = time.monotonic() <= self.deadline_s
        self.is_complete &= is_left
        return is_left

    def _is_apart(self, member: int, members: int) -> bool:
        return bool(self.apart.get(member, 0) & members)

    def _claims(self, members: int) -> frozenset[int]:
        return frozenset(self.first[member] for member in bits(members))
