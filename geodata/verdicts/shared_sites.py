"""Which places of several events exclude each other because the sites that they share are one place each.

Events are linked where they can only be somewhere for some positions of a site, and share that site; others ask nothing
of each other. For linked events positions of all shared sites are settled, a *scene*: the centres first. In a scene the
events are apart again, so what each cannot be at is soon found. A set of places is shown possible by a scene in which
no event excludes it. So what is left to ask is what has an exclusion in every scene known: the smallest such set is
asked of :mod:`geodata.constraints.joint_search`. If it is impossible, a smallest part of it is a conflict; if it is
possible, its positions are the next scene; until nothing is left. Then every set without a conflict has a scene, and no
product of the events' sets was listed (the counterpart, by events, of Liffiton et al. 2016,
doi:10.1007/s10601-015-9183-0). Sets of places are bits, counted through the events.
"""

from __future__ import annotations

import time
from bisect import bisect_right
from collections import Counter
from functools import partial, reduce
from itertools import accumulate, chain, islice, product
from operator import or_
from typing import TYPE_CHECKING, Final, NamedTuple

from geodata.constraints.joint_search import JointResult, jointly, linked, place_at
from geodata.constraints.met_places import are_exact, met_at
from geodata.constraints.triangles import are_excluded
from geodata.verdicts.bitsets import different_rows, holds_any, minimal
from geodata.verdicts.minimal_sets import smallest_impossible, smallest_part

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from geodata.constraints.joint_search import EventPlaces, LonLat
    from geodata.verdicts.event_places import EventQuestion

#: So many sets are open at once at most.
_MAX_OPEN: Final = 5_000
#: So many others are tried beside what a scene is made for, until so many did not fit.
_MAX_MISSES: Final = 4
#: So many ways for other events to be at the same places are answered at once.
_MAX_ALIKE: Final = 2_000
#: So many points where events were found to be are tried in the next scene.
_MAX_SEEN: Final = 600

Sites = dict[str, "LonLat"]
"""Where sites' own points are, by site id."""


class Scene(NamedTuple):
    """Positions of shared sites, and the smallest sets of places that they exclude."""

    sites: Sites
    excluded: list[int]


class LinkedEvents:
    """Events that share sites, and what they exclude together.

    ``deadline_s``: when to stop, on the clock of :func:`time.monotonic`; ``is_complete`` is false then.
    """

    def __init__(self, events: Sequence[EventQuestion], deadline_s: float) -> None:
        self.events, self._deadline_s = tuple(events), deadline_s
        self._offsets = tuple(accumulate((len(event.places) for event in events), initial=0))
        self._binding = [[option for option in event.options if not event.is_free(option)] for event in events]
        self._centres = _shared_centres(events, self._binding)
        self._at: dict[EventPlaces, list[tuple[int, int]]] = {}
        self._answers: dict[frozenset[EventPlaces], JointResult] = {}
        self._seen: dict[LonLat, None] = {}
        """Where events were found to be."""
        self._in_scene: dict[tuple[EventPlaces, tuple[tuple[str, LonLat], ...]], JointResult] = {}
        self.conflicts: list[int] = []
        self.scenes: list[Scene] = []
        self.undecided: list[int] = []
        self.is_complete = True
        if self._centres:
            self._search()
        else:
            self.scenes.append(Scene({}, []))

    @property
    def answers(self) -> int:
        """How many answers are remembered."""
        return len(self._answers) + len(self._in_scene)

    # Between bits of all events and places of each.

    def joined(self, parts: Mapping[int, int]) -> int:
        """Return places of each event, by its number, as bits of all."""
        return sum(places << self._offsets[number] for number, places in parts.items())

    def parts(self, chosen: int) -> Iterator[tuple[int, int]]:
        """Yield each event, by its number, that has places among some, and these as its own bits."""
        while chosen:
            number = bisect_right(self._offsets, (chosen & -chosen).bit_length() - 1) - 1
            places = chosen >> self._offsets[number] & ((1 << len(self.events[number].places)) - 1)
            yield number, places
            chosen &= ~(places << self._offsets[number])

    # The search.

    def _search(self) -> None:
        self._add_scene(JointResult("possible"))
        open_ = minimal(self.scenes[0].excluded)
        while open_:
            if time.monotonic() > self._deadline_s or len(open_) > _MAX_OPEN:
                self.is_complete = False
                return
            asked = min(open_, key=int.bit_count)
            outcome = self._outcome(asked)
            if outcome.status == "undecided":  # of a smallest part that is, since others hold it, too
                asked = self._reduced(asked, lambda part: self._outcome(part).status != "possible")
                outcome = self._outcome(asked)
            if outcome.status == "impossible":
                self.conflicts += self._alike(self._smallest_part(asked))
            elif outcome.status == "possible":
                self._add_scene(self._widened(asked, outcome))
                if holds_any(asked, self.scenes[-1].excluded):  # by less than a witness may be off
                    self.undecided.append(asked)
            else:
                self.undecided += self._alike(asked)
            open_ = self._still_open(open_, is_new=outcome.status == "possible")

    def _still_open(self, open_: Sequence[int], *, is_new: bool) -> list[int]:
        """Return what has an exclusion in every scene, and no conflict, and is not given up."""
        settled = [*self.conflicts, *self.undecided]
        open_ = [one for one in open_ if not holds_any(one, settled)]
        if not is_new:
            return open_
        latest = self.scenes[-1].excluded
        rest = ~reduce(or_, latest, 0)
        found: set[int] = set()
        for one in open_:
            if holds_any(one, latest):
                found.add(one)
                continue
            # What is settled and has no more beside this one than is excluded.
            left = {more for known in settled if not (more := known & ~one) & rest}
            found.update(
                one | more for more in latest if not holds_any(more, left) and self._is_asked_beside(more, one)
            )
        return minimal(found)

    def _is_asked_beside(self, more: int, one: int) -> bool:
        """Tell whether an event can be at some places and those that it has in another set."""
        [(number, _)] = self.parts(more)
        part = (more | one) >> self._offsets[number] & ((1 << len(self.events[number].places)) - 1)
        return any(not part & ~option for option in self.events[number].options)

    def _is_asked(self, chosen: int) -> bool:
        """Tell whether each event's part is possible by itself."""
        parts = self.parts(chosen)
        return all(any(not part & ~option for option in self.events[number].options) for number, part in parts)

    def _is_excluded(self, chosen: int, scenes: Iterable[Scene]) -> bool:
        return all(holds_any(chosen, scene.excluded) for scene in scenes)

    def _widened(self, asked: int, outcome: JointResult) -> JointResult:
        """Return what was found for what was asked, or for that and as much else as is soon seen to fit beside it.

        What is seen not to is a conflict.
        """
        misses = 0
        # What few scenes so far have room for comes first.
        often = Counter(chain.from_iterable(scene.excluded for scene in self.scenes))
        for other, _ in often.most_common():
            wider = asked | other
            if wider == asked or not self._is_asked(wider) or holds_any(wider, self.conflicts):
                continue
            found = self._outcome(wider, {**self._centres, **self._shared_of(outcome)})
            if found.status == "possible":
                asked, outcome = wider, found
            elif found.status == "impossible":
                self.conflicts += self._alike(self._smallest_part(wider))
            else:
                misses += 1
            if misses > _MAX_MISSES or time.monotonic() > self._deadline_s:
                break
        return outcome

    def _shared_of(self, outcome: JointResult) -> Sites:
        return {site: point for site, point in outcome.sites.items() if site in self._centres}

    def _alike(self, chosen: int) -> list[int]:
        """Return what is answered with a set of places: the same, of all events that may be there."""
        at = [self._events_at(self.events[number].of(places)) for number, places in self.parts(chosen)]
        ways = (dict(some) for some in islice(product(*at), _MAX_ALIKE))
        return [chosen, *(one for way in ways if len(way) == len(at) and (one := self.joined(way)) != chosen)]

    def _events_at(self, places: EventPlaces) -> list[tuple[int, int]]:
        """Return the events that may be at some places, and these as their bits."""
        if places not in self._at:
            found = ((number, event.number(places)) for number, event in enumerate(self.events))
            self._at[places] = [
                (number, own)
                for number, own in found
                if own is not None and any(not own & ~option for option in self.events[number].options)
            ]
        return self._at[places]

    def _smallest_part(self, impossible: int) -> int:
        """Return a smallest part of an impossible set; what is soon seen to be impossible, first."""
        return self._reduced(self._reduced(impossible, self._is_excluded_by_distances), self._is_impossible)

    def _reduced(self, chosen: int, is_so: Callable[[int], bool]) -> int:
        """Return a smallest part of a set of which the same is so: without whole events, then without single places.

        What some scene has room for is possible, and need not be asked.
        """

        def is_still_so(part: int) -> bool:
            return self._is_excluded(part, self.scenes) and is_so(part)

        return smallest_part(
            chosen, is_still_so, [self.joined({number: places}) for number, places in self.parts(chosen)]
        )

    def _is_excluded_by_distances(self, chosen: int) -> bool:
        return are_excluded([self.events[number].of(places) for number, places in self.parts(chosen)])

    def _is_impossible(self, chosen: int) -> bool:
        return self._outcome(chosen).status == "impossible"

    def _outcome(self, chosen: int, near: Sites | None = None) -> JointResult:
        """Return whether the events can be where all of some places say, with each site at one place; where, unordered.

        ``near`` are positions to start from where little is to be tried.
        """
        asked = [self.events[number].of(places) for number, places in self.parts(chosen)]
        # An event that asks for no more than another may be where that one is.
        asked = [one for one in dict.fromkeys(asked) if not any(one < other for other in asked)]
        shared = ({spot.site for place in one for spot in place.spots} & self._centres.keys() for one in asked)
        found = [self._of_group([asked[number] for number in numbers], near) for numbers in linked(shared)]
        for status in ("impossible", "undecided"):
            if any(one.status == status for one in found):
                return JointResult(status)
        sites = dict(chain.from_iterable(one.sites.items() for one in found))
        return JointResult("possible", tuple(chain.from_iterable(one.events for one in found)), sites)

    def _of_group(self, group: Sequence[EventPlaces], near: Sites | None) -> JointResult:
        key = frozenset(group)
        if key in self._answers:
            return self._answers[key]
        found = jointly(group, near if len(group) > 1 else None)
        if near is None or found.status != "undecided":
            self._answers[key] = found
        return found

    # Scenes.

    def _add_scene(self, found: JointResult) -> None:
        scene: Sites = {**self._centres, **self._shared_of(found)}
        self._seen |= dict.fromkeys(found.events)
        points = [*scene.values(), *islice(reversed(self._seen), _MAX_SEEN)]
        excluded: list[int] = []
        for number, options in enumerate(self._binding):
            is_met = _Met(self.events[number], partial(self._place_in, sites=scene), scene, points)
            of_event: list[int] = []
            for option in options:
                if holds_any(option, of_event) or not is_met(option):
                    more = smallest_impossible(option, is_met, of_event, {}, self._deadline_s)
                    self.is_complete &= more.is_complete
                    of_event += more.sets
            self._seen |= dict.fromkeys(is_met.found)
            excluded += [self.joined({number: places}) for places in of_event]
        self.scenes.append(Scene(scene, excluded))

    def _place_in(self, places: EventPlaces, sites: Mapping[str, LonLat]) -> JointResult:
        """Return whether, and where, an event can be with shared sites exactly at some positions."""
        own = {spot.site: sites[spot.site] for place in places for spot in place.spots if spot.site in sites}
        key = places, tuple(sorted(own.items()))
        if key not in self._in_scene:
            self._in_scene[key] = place_at(places, own) if places else JointResult("possible")
        return self._in_scene[key]

    # What is shown possible.

    def way(self, parts: Mapping[int, int]) -> JointResult:
        """Return a way for each event to be where some of its places say, as far as one was found.

        Positions of events are in the order of ``parts``.
        """
        chosen = self.joined(parts)
        if not self._is_asked(chosen):  # looked for in vain, or not looked for: what it shares with others is not known
            return JointResult("undecided")
        for scene in self.scenes:
            if holds_any(chosen, scene.excluded):
                continue
            found = [self._place_in(self.events[number].of(places), scene.sites) for number, places in parts.items()]
            if all(one.status == "possible" for one in found):
                sites = dict(chain(scene.sites.items(), *(one.sites.items() for one in found)))
                return JointResult("possible", tuple(one.events[0] for one in found), sites)
        return jointly([self.events[number].of(places) for number, places in parts.items()])


class _Met:
    """Whether an event can be at places of its own in a scene: some points are tried at once, then it is searched for.

    ``event``: whose places. ``place_in``: searches for it. ``sites``: where shared sites are. ``points``: to try.
    """

    def __init__(
        self, event: EventQuestion, place_in: Callable[[EventPlaces], JointResult], sites: Sites, points: list[LonLat]
    ) -> None:
        self._event, self._place_in, self._sites = event, place_in, sites
        self._is_exact = are_exact(event.places, sites)
        self._together: set[int] = set(self._at(points))
        self.found: list[LonLat] = []
        """Where it was found to be that was not tried."""

    def _at(self, points: Sequence[LonLat]) -> Iterable[int]:
        """Return the places that hold together, at each of some points."""
        return different_rows(met_at(self._event.places, self._sites, points).T) if self._is_exact else ()

    def __call__(self, places: int) -> bool:
        """Tell whether it can be where all of some places say."""
        if any(not places & ~some for some in self._together):
            return True
        found = self._place_in(self._event.of(places))
        if found.status != "possible":
            return False
        self._together |= {places, *self._at(found.events)}
        self.found += found.events
        return True


def _shared_centres(events: Sequence[EventQuestion], binding: Sequence[Sequence[int]]) -> Sites:
    """Return the centres of the sites that two or more events hang on."""
    seen: Sites = {}
    shared: Sites = {}
    for event, options in zip(events, binding, strict=True):
        spots = {spot for option in options for place in event.of(option) for spot in place.spots}
        own = {spot.site: (spot.lon, spot.lat) for spot in spots if spot.radius_m != 0}
        shared |= {site: point for site, point in own.items() if site in seen}
        seen |= own
    return dict(sorted(shared.items()))


def linked_events(events: Sequence[EventQuestion], deadline_s: float) -> list[LinkedEvents]:
    """Return events in groups that share sites which they hang on, each searched; single ones are groups, too."""
    binding = [chain(*(event.of(option) for option in event.options if not event.is_free(option))) for event in events]
    sites = ({spot.site for place in places for spot in place.spots if spot.radius_m != 0} for places in binding)
    return [LinkedEvents([events[number] for number in numbers], deadline_s) for numbers in linked(sites)]
