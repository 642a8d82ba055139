"""Whether several events can happen together where claims say, with each shared site at one place, and where.

Within one event a site's own point drops out (:mod:`geodata.constraints.point_search`). Events that share a site share
that point: it is one unknown more. First each event by itself, and all of their distances together
(:mod:`geodata.constraints.triangles`); then the shared points are tried at their centres, where
one event alone would have them. If neither will do, what is possible is cut until no part has points, or points are
found that meet all (:mod:`geodata.constraints.joint_arcs`). Impossible is proved, possible has a witness, the rest is
undecided.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from itertools import chain
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from geodata.constraints.joint_arcs import network, points_left, points_near
from geodata.constraints.point_search import CommonPoint, Status, demands, find_common_point, settle
from geodata.constraints.triangles import are_excluded

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from geodata.constraints.joint_arcs import Floats, Network
    from geodata.constraints.place_constraints import PlaceConstraint, SiteDisc

EventPlaces = frozenset["PlaceConstraint"]
LonLat = tuple[float, float]

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


def jointly(events: Sequence[EventPlaces], near: Mapping[str, LonLat] | None = None) -> JointResult:
    """Return whether all events can happen, each where all of its places say.

    ``events``: the places of each event. ``near``: where the shared sites may well be, by id: then little is tried,
    positions that all pull to from there, and distances.

    >>> from geodata.constraints.place_constraints import PlaceConstraint, SiteDisc
    >>> camp, town = SiteDisc("CAMP", 0.0, 0.0, 3000.0), SiteDisc("TOWN", 0.1, 0.0, 1.0)
    >>> at_camp = PlaceConstraint("at", camp)
    >>> def event(km):
    ...     return frozenset([at_camp, PlaceConstraint("ring", town, km * 1e3, km * 1e3 - 100, km * 1e3 + 100)])
    >>> [jointly(some).status for some in ([event(10)], [event(12)], [event(10), event(12)])]
    ['possible', 'possible', 'impossible']
    """
    # Those at one site are at one point, and asked as one.
    points = linked([{place.spot.site for place in event if place.kind == "at"} for event in events])
    found = _jointly([frozenset().union(*(events[number] for number in numbers)) for numbers in points], near)
    where = {number: at for at, numbers in zip(found.events, points, strict=False) for number in numbers}
    return replace(found, events=tuple(where[number] for number in sorted(where)))


def linked(keys: Iterable[Collection[str]]) -> list[list[int]]:
    """Return the numbers of what shares keys, directly or over others, in groups that share none.

    >>> linked(["a", "b", "ac", "", "cd"])
    [[1], [3], [0, 2, 4]]
    """
    groups: list[tuple[set[str], list[int]]] = []
    for number, own in enumerate(map(set, keys)):
        touched = [group for group in groups if group[0] & own]
        groups = [group for group in groups if not group[0] & own]
        groups.append((own.union(*(of for of, _ in touched)), [*chain(*(numbers for _, numbers in touched)), number]))
    return [numbers for _, numbers in groups]


def _jointly(events: Sequence[EventPlaces], near: Mapping[str, LonLat] | None) -> JointResult:
    alone = [find_common_point(event) for event in events]
    shared = _shared(events)
    if any(found.status == "impossible" for found in alone) or (shared and are_excluded(events)):
        return JointResult("impossible")
    if any(found.status == "undecided" for found in alone):
        return _cut(events, alone, shared) if near is None else JointResult("undecided")
    if not shared:
        return _standing(events, alone, {})
    if near is None:
        for guess in _guesses(events, alone, shared):
            found = _at_points(events, guess)
            if found.status == "possible":
                return found
        if len(events) <= MAX_EVENTS:
            return _cut(events, alone, shared)
    said, starts = network(events), [(found.lon, found.lat) for found in alone]
    return _at_points(events, _on_earth(said, points_near(said, said.points_at(near or {}, starts)), starts, shared))


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
    """Yield positions of the shared points: where each event alone would have them, and their centres."""
    centres = _centres(shared)
    starts = tuple((found.lon, found.lat) for found in alone)
    for event, found in zip(events, alone, strict=True):
        own = settle(*demands(event), found.lon, found.lat) or {}
        wanted = {site: point for site, point in own.items() if site in shared}
        yield _Guess(centres | wanted, starts)
    yield _Guess(centres, starts)


def _on_earth(said: Network, points: Floats, starts: Sequence[LonLat], shared: Mapping[str, SiteDisc]) -> _Guess:
    """Return points of the plane as they are on the Earth; what has none there, where it was at first."""
    at = [said.placed(point) for point in points]
    events = tuple(start if place is None else at[place] for place, start in zip(said.events, starts, strict=True))
    return _Guess(_centres(shared) | {site: at[of] for site, of in said.sites.items() if site in shared}, events)


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


def _cut(events: Sequence[EventPlaces], alone: Sequence[CommonPoint], shared: Mapping[str, SiteDisc]) -> JointResult:
    """Cut what is possible until no part has points, or points are found to meet all."""
    said = network(events)
    guesses = points_left(said)
    for points in guesses:
        guess = _on_earth(said, points, [(found.lon, found.lat) for found in alone], shared)
        if any(math.isnan(lon) for lon, _ in guess.events):  # nothing says where to begin
            break
        outcome = _at_points(events, guess)
        if outcome.status == "possible":
            return outcome
    return JointResult("undecided" if guesses else "impossible")
