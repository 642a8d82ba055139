"""What lies inside a ring around a place, on it, and outside.

A stated distance is a band, and so is the ring that is drawn for it. A place is surely inside, on or outside only if it
is so wherever in its disc it, and wherever in its own the middle of the ring, may be.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from geodata.core.model import Site
from geodata.core.precision import StatedBounds
from geodata.geodesy.site_distance import Between, between

Where = Literal["inside", "on", "outside", "may be on"]
WHERES: Final[tuple[Where, ...]] = ("inside", "on", "may be on", "outside")


@dataclass(frozen=True, slots=True)
class PlaceAndRing:
    """Where a place lies towards a ring."""

    site: Site
    between: Between
    where: Where


def _where(found: Between, stated: StatedBounds) -> Where:
    if found.max_m < stated.min_m:
        return "inside"
    if found.min_m > stated.max_m:
        return "outside"
    if found.min_m >= stated.min_m and found.max_m <= stated.max_m:
        return "on"
    return "may be on"


def compare_with_ring(center: Site, stated: StatedBounds, sites: Iterable[Site]) -> tuple[PlaceAndRing, ...]:
    """Return where each other site lies, the nearest first; a site of unknown position may be anywhere.

    ``center``: the middle of the ring; left out of the answer. ``stated``: the ring, as wide as its digits make it.
    """
    found = [
        PlaceAndRing(site, measured, _where(measured, stated))
        for site in sites
        if site.id != center.id
        for measured in (between(center, site),)
    ]
    return tuple(
        sorted(found, key=lambda one: (one.between.distance_m is None, one.between.distance_m or one.between.min_m))
    )
