"""Whether several events can happen together where claims say, with each shared site at one place, and where.

Within one event a site's own point drops out (:mod:`geodata.constraints.point_search`). Events that share a site share
that point: it is one unknown more. First each event by itself, and all of their distances together
(:mod:`geodata.constraints.triangles`); then the shared points are tried at their centres, where
one event alone would have them, and where all pull them (:mod:`geodata.constraints.relaxation`). If none of these will
do, it is given up where points cannot be (:mod:`geodata.constraints.joint_squares`), and what is left is halved, as far
as the budget goes. Impossible is proved, possible has a witness, the rest is undecided.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import chain
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from geodata.constraints.joint_squares import narrowed, network
from geodata.constraints.point_search import CommonPoint, Status, demands, find_common_point, settle
from geodata.constraints.relaxation import relaxed
from geodata.constraints.triangles import are_excluded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from geodata.constraints.place_constraints import PlaceConstraint, SiteDisc

EventPlaces = frozenset["PlaceConstraint"]
LonLat = tuple[float, float]

#: So many parts of what is left are looked at, and in so many of them it is tried whether all can be met.
MAX_PARTS: Final = 4
MAX_GUESSES: Final = 2
#: Of more events, what excludes what is found out of fewer at once.
MAX_EVENTS: Final = 6


@dataclass(frozen=True, slots=True)
class JointResult:
    """What came of it; positions are (lon, lat) in degrees."""

    status: Status
    events: tuple[LonLat, ...] = ()
    """Where each event is, in the order asked; only if possible."""
    sites: Mapping[str, LonLat] = field(default_factory=lambda: MappingProxyType({}))
    """Where each site's own point is, by site id; only if possible."""


def jointly(events: Sequence[EventPlaces]) -> JointResult:
    """Return whether all events can happen, each where all of its places say.

    ``events``: the places of each event.

    >>> from geodata.constraints.place_constraints import PlaceConstraint, SiteDisc
    >>> camp, town = SiteDisc("CAMP", 0.0, 0.0, 3000.0), SiteDisc("TOWN", 0.1, 0.0, 1.0)
    >>> at_camp = PlaceConstraint("at", camp)
    >>> def event(km):
    ...     return frozenset([at_camp, PlaceConstraint("ring", town, km * 1e3, km * 1e3 - 100, km * 1e3 + 100)])
    >>> [jointly(some).status for some in ([event(10)], [event(12)], [event(10), event(12)])]
    ['possible', 'possible', 'impossible']
    """
    return _of_each(events, _jointly)


def _of_each(events: Sequence[EventPlaces], search: Callable[[Sequence[EventPlaces]], JointResult]) -> JointResult:
    """Return what a search finds of events; those at one site are at one point, and asked as one."""
    points: list[tuple[set[str], EventPlaces, list[int]]] = []
    for number, event in enumerate(events):
        sites = {place.spot.site for place in event if place.kind == "at"}
        touched = [point for point in points if point[0] & sites]
        points = [point for point in points if point not in touched]
        points.append((
            sites.union(*(point[0] for point in touched)),
            event.union(*(point[1] for point in touched)),
            [number, *chain(*(point[2] for point in touched))],
        ))  # fmt: skip
    found = search([places for _, places, _ in points])
    where = {number: at for at, (_, _, of) in zip(found.events, points, strict=False) for number in of}
    return replace(found, events=tuple(where[number] for number in sorted(where)))


def _jointly(events: Sequence[EventPlaces]) -> JointResult:
    alone = [find_common_point(event) for event in events]
    shared = _shared(events)
    if any(found.status == "impossible" for found in alone) or (shared and are_excluded(events)):
        return JointResult("impossible")
    if any(found.status == "undecided" for found in alone):
        return _narrowed(events, alone, shared, guesses=0)
    if not shared:
        return _standing(events, alone, {})
    for guess in _guesses(events, alone, shared):
        found = _at_points(events, guess)
        if found.status == "possible":
            return found
    return _narrowed(events, alone, shared) if len(events) <= MAX_EVENTS else JointResult("undecided")


def jointly_near(events: Sequence[EventPlaces], sites: Mapping[str, LonLat]) -> JointResult:
    """Return the same, but that little is tried: positions that all pull to from some, and distances.

    ``events``: the places of each event; possible by itself. ``sites``: where the shared sites may well be, by id.
    """
    return _of_each(events, lambda points: _jointly_near(points, sites))


def _jointly_near(events: Sequence[EventPlaces], sites: Mapping[str, LonLat]) -> JointResult:
    shared = _shared(events)
    alone = [find_common_point(event) for event in events]
    if any(found.status == "impossible" for found in alone) or (shared and are_excluded(events)):
        return JointResult("impossible")
    if any(found.status == "undecided" for found in alone):
        return JointResult("undecided")
    if not shared:
        return _standing(events, alone, {})
    return _at_points(events, _mended(events, [(found.lon, found.lat) for found in alone], shared, sites))


def place_at(event: EventPlaces, sites: Mapping[str, LonLat]) -> JointResult:
    """Return whether, and where, one event can be with some sites exactly at positions, by id."""
    moved, spots = _at_exactly(event, sites)
    at = next((place.spot for place in moved if place.kind == "at" and place.spot.site in spots), None)
    if at is None:
        return jointly([moved])
    if not _is_met(moved, at.lon, at.lat):
        return JointResult("undecided")
    return _standing([moved], [CommonPoint("possible", at.lon, at.lat)], {})


def _shared(events: Sequence[EventPlaces]) -> dict[str, SiteDisc]:
    """Return the sites that two or more events are measured from."""
    seen: dict[str, SiteDisc] = {}
    shared: dict[str, SiteDisc] = {}
    for event in events:
        spots = {spot.site: spot for place in event for spot in place.spots}
        shared |= {site: spot for site, spot in spots.items() if site in seen}
        seen |= spots
    return dict(sorted(shared.items()))


class _Guess(NamedTuple):
    sites: Mapping[str, LonLat]
    events: tuple[LonLat, ...] = ()
    """Where each event may be; none where only the sites are guessed."""


def _guesses(
    events: Sequence[EventPlaces], alone: Sequence[CommonPoint], shared: Mapping[str, SiteDisc]
) -> Iterator[_Guess]:
    """Yield positions of the shared points: where each event alone would have them, their centres, where all pull."""
    centres = _centres(shared)
    starts = tuple((found.lon, found.lat) for found in alone)
    for event, found in zip(events, alone, strict=True):
        own = settle(*demands(event), found.lon, found.lat) or {}
        wanted = {site: point for site, point in own.items() if site in shared}
        yield _Guess(centres | wanted, starts)
    yield _Guess(centres, starts)
    yield _mended(events, starts, shared)


def _mended(
    events: Sequence[EventPlaces],
    starts: Sequence[LonLat],
    shared: Mapping[str, SiteDisc],
    near: Mapping[str, LonLat] | None = None,
) -> _Guess:
    """Return where all pull shared points and events, from where these are at first; points near some, or centres."""
    sites, places = relaxed([demands(event)[0] for event in events], starts, near)
    return _Guess({site: sites.get(site, centre) for site, centre in _centres(shared).items()}, places)


def _centres(shared: Mapping[str, SiteDisc]) -> dict[str, LonLat]:
    return {site: (spot.lon, spot.lat) for site, spot in shared.items()}


def _moved(event: EventPlaces, spots: Mapping[str, SiteDisc]) -> EventPlaces:
    return frozenset(place.with_sites_at(spots) for place in event)


def _at_exactly(event: EventPlaces, sites: Mapping[str, LonLat]) -> tuple[EventPlaces, dict[str, SiteDisc]]:
    """Return an event's places with some sites exactly at positions, by id, and these sites."""
    spots = {
        spot.site: replace(spot, lon=point[0], lat=point[1], radius_m=0.0)
        for place in event
        for spot in place.spots
        if (point := sites.get(spot.site)) is not None
    }
    return _moved(event, spots), spots


def _at_points(events: Sequence[EventPlaces], guess: _Guess) -> JointResult:
    """Return the outcome with shared sites exactly at points."""
    found: list[CommonPoint] = []
    for number, event in enumerate(events):
        moved, _ = _at_exactly(event, guess.sites)
        if guess.events and _is_met(moved, *guess.events[number]):
            found.append(CommonPoint("possible", *guess.events[number]))
        else:
            found.append(find_common_point(moved))
        if found[-1].status != "possible":
            return JointResult("undecided")
    return _standing(events, found, guess.sites)


def _is_met(event: EventPlaces, lon: float, lat: float) -> bool:
    """Tell whether an event at a position meets all of its places, by geodesic distance."""
    arounds, areas = demands(event)
    return all(area.has(lon, lat) for area in areas) and settle(arounds, areas, lon, lat) is not None


def _standing(events: Sequence[EventPlaces], found: Sequence[CommonPoint], points: Mapping[str, LonLat]) -> JointResult:
    """Return a witness with every site's own point; undecided where none can be named."""
    sites = dict(points)
    for event, meeting in zip(events, found, strict=True):
        settled = settle(*demands(event), meeting.lon, meeting.lat, sites)
        if settled is None:
            return JointResult("undecided")
        sites = settled
    positions = tuple((meeting.lon, meeting.lat) for meeting in found)
    return JointResult("possible", positions, MappingProxyType(sites))


def _narrowed(
    events: Sequence[EventPlaces],
    alone: Sequence[CommonPoint],
    shared: Mapping[str, SiteDisc],
    guesses: int = MAX_GUESSES,
) -> JointResult:
    """Give up where points cannot be, halving what is left, until one has no place in any part, or all are met."""
    said, squares = network(events)
    parts = [squares]
    for looked_at in range(MAX_PARTS):
        left = narrowed(said, parts.pop())
        if left is None and not parts:
            return JointResult("impossible")
        if left is None:
            continue
        if looked_at < guesses:
            starts = [
                (found.lon, found.lat) if place is None else left[place].middle
                for place, found in zip(said.places, alone, strict=True)
            ]
            near = {site: left[number].middle for site, number in said.sites.items()}
            outcome = _at_points(events, _mended(events, starts, shared, near))
            if outcome.status == "possible":
                return outcome
        widest = max(range(len(left)), key=lambda one: left[one].extent_m, default=None)
        if widest is None or left[widest].extent_m <= 0:
            break
        parts += [(*left[:widest], half, *left[widest + 1 :]) for half in left[widest].halves]
        if not parts:
            return JointResult("impossible")
    return JointResult("undecided")
