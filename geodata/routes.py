"""How long a way over several uncertain places is: each leg, and all of it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from geodata.between import Between, between
from geodata.model import Site

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Route:
    """A way from site to site."""

    legs: tuple[Between, ...]
    distance_m: float | None
    """Along the points that stand for the sites; ``None`` where a leg has none."""
    min_m: float
    """It is at least this long."""
    max_m: float
    """It is at most this long. Sound, but not always attained: a place between two others cannot be far from both."""
    reasons: tuple[str, ...]
    """What the legs have to say, each sentence once."""


def route(sites: Sequence[Site]) -> Route:
    """Return the legs of a way over sites, in order, and their sums; one site or none is a way of no legs.

    Examples
    --------
    >>> way = route([bare_point(40.056, 35.396), bare_point(40.055, 35.421), bare_point(40.576, 35.104)])
    >>> [round(leg.distance_m) for leg in way.legs], round(way.distance_m)
    ([2775, 59029], 61805)
    """
    legs = tuple(between(a, b) for a, b in pairwise(sites))
    lengths_m = [leg.distance_m for leg in legs if leg.distance_m is not None]
    return Route(
        legs=legs,
        distance_m=sum(lengths_m, 0.0) if len(lengths_m) == len(legs) else None,
        min_m=sum((leg.min_m for leg in legs), 0.0),
        max_m=sum((leg.max_m for leg in legs), 0.0),
        reasons=tuple(dict.fromkeys(leg.reason for leg in legs if leg.reason is not None)),
    )


def bare_point(lon: float, lat: float, name: str | None = None) -> Site:
    """Return bare coordinates as a site to measure with.

    Nobody stated an uncertainty for them, and they stand for nothing but themselves: their radius is 0, which no site
    of a case has. Its id cannot be that of a record.

    Parameters
    ----------
    lon, lat
        Degrees.
    name
        What to call it; by default the coordinates, latitude first, as people write them.
    """
    words = f"{lat:.10g},{lon:.10g}"
    point = {"type": "Point", "coordinates": [lon, lat]}
    return Site(
        id=f"point {words}",
        name=name or words,
        names=(),
        kind=None,
        geometry=point,
        uncertainty_m=0.0,
        georeference_sources=None,
        georeference_remarks=None,
        record={"type": "Feature", "geometry": point, "properties": None},
    )
