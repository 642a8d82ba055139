"""What claims come to when they are taken together, in plain words: one way for it, what they leave, how fast it was.

Worded once; nothing here is escaped: whoever sets the words does that.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geodata.core import adhoc_sites
from geodata.core.model import Case
from geodata.core.precision import bounds
from geodata.core.units import Unit, decimals, length
from geodata.render.text.claim_view import claim_line, located_by
from geodata.render.text.phrases import WithVerdict
from geodata.render.text.set_view import set_views
from geodata.verdicts.time_windows import window_in_words

if TYPE_CHECKING:
    from geodata.constraints.three_valued import Verdict
    from geodata.render.text.set_view import SetView
    from geodata.verdicts.feasible_region import Remaining
    from geodata.verdicts.implied_speed import ImpliedSpeed
    from geodata.verdicts.witness import Check, EventWitness, Witness


@dataclass(frozen=True, slots=True)
class CheckView:
    """One claim's place, measured again."""

    claim: str
    """Who says what."""
    holds: bool
    where: str
    """How far from the place that it names."""


@dataclass(frozen=True, slots=True)
class EventView:
    """One event, in one way for claims to be all true."""

    name: str
    facts: str
    """Where, when, by whom, and how many it hit."""
    checks: tuple[CheckView, ...]


@dataclass(frozen=True, slots=True)
class WayView:
    """One way for claims to be all true."""

    sentence: str
    """What it shows, or that there is none."""
    events: tuple[EventView, ...]
    points: tuple[tuple[str, str], ...]
    """Where each place's own point is in it: name and position."""
    left_out: tuple[str, ...]
    """The claims that others of them update: who says what."""


@dataclass(frozen=True, slots=True)
class RegionView:
    """What claims leave for one event."""

    sentence: str
    surely: tuple[str, ...]
    """Names of the known places that fit in every reading."""
    possibly: tuple[str, ...]
    """Names of those that may fit."""
    conflict: SetView | None
    """The smallest set that leaves nothing; ``None`` where something is left."""
    has_place: bool
    """True if a place is found that fits all of them."""


@dataclass(frozen=True, slots=True)
class SpeedView(WithVerdict):
    """What two claims imply of one mover's speed."""

    claims: tuple[str, str]
    """By id."""
    said: tuple[str, ...]
    """Who says what in them."""
    mover: str
    """Name of what moves."""
    least: str
    most: str
    verdict: Verdict
    why: str


def way_view(case: Case, found: Witness, unit: Unit) -> WayView:
    """Return one way for claims to be all true, or that there is none; ``unit`` is for lengths."""
    if found.status != "possible":
        why = (
            "It is proved that there is none."
            if found.status == "impossible"
            else "None was found, but none is ruled out either."
        )
        return WayView(why, (), (), _named(case, found.updated))
    checked = (
        "Every distance was measured again." if found.is_verified else "Not every distance holds when measured again."
    )
    return WayView(
        sentence=f"It shows that they can be true together, not that they are; there may be other scenarios. {checked}",
        events=tuple(_event(case, event, unit) for event in found.events),
        points=tuple(
            (case.site_by_id[site].name, adhoc_sites.site_from_lat_lon(lat, lon).name)
            for site, (lon, lat) in found.sites.items()
        ),
        left_out=_named(case, found.updated),
    )


def _named(case: Case, claim_ids: Iterable[str]) -> tuple[str, ...]:
    """Return who says what in claims, in a few words each."""
    lines = (claim_line(case, case.claim_by_id[claim]) for claim in claim_ids)
    return tuple(f"{line.speaker}: {line.brief}" for line in lines)


def _event(case: Case, event: EventWitness, unit: Unit) -> EventView:
    named = case.event_by_id.get(event.name)
    return EventView(
        name=named.name if named else case.claim_by_id[event.name].summary,
        facts="; ".join(_facts(case, event)),
        checks=tuple(_check(case, check, unit) for check in event.checks),
    )


def _facts(case: Case, event: EventWitness) -> Iterator[str]:
    if event.position is None:
        yield "place not stated"
    else:
        lon, lat = event.position
        yield adhoc_sites.site_from_lat_lon(round(lat, 5), round(lon, 5)).name  # to the metre
    yield from map(window_in_words, event.times)
    yield f"attributed to {case.names_of(event.authors)}" if event.authors else "attribution not stated"
    yield from (
        f"{count} {word}" for word, count in (("killed", event.killed), ("wounded", event.wounded)) if count is not None
    )


def _check(case: Case, check: Check, unit: Unit) -> CheckView:
    claim = case.claim_by_id[check.claim]
    sites = located_by(case, claim)
    names = [site.name for site in sites]
    where = f"between {' and '.join(names)}" if len(names) > 1 else "inside the region"
    if check.length_m is not None:
        half_m = bounds(claim.distance).half_width_m if claim.distance else 0.0
        digits = decimals(max(half_m, sites[0].uncertainty_m or 0.0), unit)
        where = f"{length(check.length_m, unit, digits)} from {names[0]}"
    (said,) = _named(case, [check.claim])
    return CheckView(said, check.holds, where)


def region_view(case: Case, left: Remaining) -> RegionView:
    """Return what claims leave for one event."""
    return RegionView(
        sentence=left.why,
        surely=tuple(case.site_by_id[site].name for site in left.sites_sure),
        possibly=tuple(case.site_by_id[site].name for site in left.sites_possible),
        conflict=set_views(case, [left.conflict])[0] if left.conflict else None,
        has_place=left.witness.status == "possible",
    )


def speed_view(case: Case, reach: ImpliedSpeed) -> SpeedView:
    """Return what two claims imply of one mover's speed."""
    mover = case.event_by_id.get(reach.mover) or case.actor_by_id[reach.mover]
    return SpeedView(
        claims=(reach.a, reach.b),
        said=_named(case, (reach.a, reach.b)),
        mover=mover.name,
        least=f"{reach.min_kmh:,.0f} km/h",
        most="any" if math.isinf(reach.max_kmh) else f"{reach.max_kmh:,.0f} km/h",
        verdict=reach.verdict,
        why=reach.why,
    )
