"""Whether several events can happen together where claims say, with each shared site at one place, and where.

Within one event a site's own point drops out (:mod:`geodata.constraints.point_search`). Events that share a site share
that point: it is one unknown more. First each event by itself, and all of their distances together
(:mod:`geodata.constraints.triangles`); then the shared points are tried at their centres, where
one event alone would have them, and where all pull them (:mod:`geodata.constraints.relaxation`). If none of these will
do, the discs of up to three shared points are halved, giving up what no event can have: branch and prune, as far as the
budget goes. Impossible is proved, possible has a witness, the rest is undecided.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from geodata.constraints.point_search import CommonPoint, Status, demands, find_common_point, settle
from geodata.constraints.relaxation import relaxed
from geodata.constraints.triangles import are_excluded
from geodata.geodesy.circles import GEOD

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from geodata.constraints.place_constraints import PlaceConstraint, SiteDisc

EventPlaces = frozenset["PlaceConstraint"]
LonLat = tuple[float, float]
_Box = dict[str, tuple[float, float, float]]

#: How many boxes of shared points are looked at, and of how many points at once.
MAX_BOXES: Final = 20
MAX_SITES: Final = 3


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
    alone = [find_common_point(event) for event in events]
    shared = _shared(events)
    if any(found.status == "impossible" for found in alone) or (shared and are_excluded(events)):
        return JointResult("impossible")
    if any(found.status == "undecided" for found in alone):
        return JointResult("undecided")
    if not shared:
        return _standing(events, alone, {})
    for guess in _guesses(events, alone, shared):
        found = _at_points(events, guess)
        if found.status == "possible":
            return found
    # What is between two sites is drawn anew for each of their positions: too slow for boxes of them.
    is_quick = len(shared) <= MAX_SITES and all(place.corridor is None for event in events for place in event)
    return _halved(events, shared) if is_quick else JointResult("undecided")


def jointly_near(events: Sequence[EventPlaces], sites: Mapping[str, LonLat]) -> JointResult:
    """Return the same, but that little is tried: positions that all pull to from some, and distances.

    ``events``: the places of each event; possible by itself. ``sites``: where the shared sites may well be, by id.
    """
    shared = _shared(events)
    if shared and are_excluded(events):
        return JointResult("impossible")
    alone = [find_common_point(event) for event in events]
    if any(found.status != "possible" for found in alone):
        return JointResult("undecided")
    if not shared:
        return _standing(events, alone, {})
    starts = tuple((found.lon, found.lat) for found in alone)
    moved, places = relaxed([demands(event)[0] for event in events], starts, sites)
    centres = {site: (spot.lon, spot.lat) for site, spot in shared.items()}
    return _at_points(events, _Guess({site: moved.get(site, centres[site]) for site in shared}, places))


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
    centres = {site: (spot.lon, spot.lat) for site, spot in shared.items()}
    starts = tuple((found.lon, found.lat) for found in alone)
    for event, found in zip(events, alone, strict=True):
        own = settle(*demands(event), found.lon, found.lat) or {}
        wanted = {site: point for site, point in own.items() if site in shared}
        yield _Guess(centres | wanted, starts)
    yield _Guess(centres, starts)
    sites, places = relaxed([demands(event)[0] for event in events], starts)
    yield _Guess({site: sites.get(site, centres[site]) for site in shared}, places)


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


def _halved(events: Sequence[EventPlaces], shared: Mapping[str, SiteDisc]) -> JointResult:
    """Halve the discs of shared points until an event has no place left in each box, or one box has all."""
    known = {site: spot for site, spot in shared.items() if spot.radius_m}
    boxes = [{site: (0.0, 0.0, spot.radius_m or 0.0) for site, spot in known.items()}]
    is_proved = len(known) == len(shared)
    looked_at = 0
    while boxes:
        looked_at += 1
        if looked_at > MAX_BOXES or not known:
            return JointResult("undecided")
        box = boxes.pop(0)
        spots = {site: _cell(known[site], *cell) for site, cell in box.items()}
        moved = [_moved(event, spots) for event in events]
        if are_excluded(moved) or any(find_common_point(event).status == "impossible" for event in moved):
            continue
        points = {site: (spot.lon, spot.lat) for site, spot in spots.items()}
        if all(_is_in(known[site], *cell) for site, cell in box.items()):
            outcome = _at_points(events, _Guess(points))
            if outcome.status == "possible":
                return outcome
        boxes += _cut(known, box)
    return JointResult("impossible" if is_proved else "undecided")


def _cell(spot: SiteDisc, east_m: float, north_m: float, half_m: float) -> SiteDisc:
    """Return the disc around a square of a site's disc, the square given from its centre."""
    azimuth_deg = math.degrees(math.atan2(east_m, north_m))
    lon, lat, _ = GEOD.fwd(spot.lon, spot.lat, azimuth_deg, math.hypot(east_m, north_m))
    return replace(spot, lon=lon, lat=lat, radius_m=half_m * math.sqrt(2))


def _is_in(spot: SiteDisc, east_m: float, north_m: float, _: float) -> bool:
    return math.hypot(east_m, north_m) <= (spot.radius_m or 0.0)


def _cut(known: Mapping[str, SiteDisc], box: _Box) -> list[_Box]:
    """Cut the widest square of a box in four, leaving out what is outside of the site's disc."""
    widest = max(box, key=lambda site: box[site][2])
    east_m, north_m, half_m = box[widest]
    half_m /= 2
    corners = [(east_m + x * half_m, north_m + y * half_m) for x in (-1, 1) for y in (-1, 1)]
    radius_m = known[widest].radius_m or 0.0
    return [
        {**box, widest: (east, north, half_m)}
        for east, north in corners
        if math.hypot(east, north) - half_m * math.sqrt(2) <= radius_m
    ]
