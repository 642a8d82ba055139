"""What a reader wants to know of a claim beside its own members: names for ids, bounds in km, sources with addresses.

All of it is worked out from the case, flat, and the same in each table and each format.
"""

from __future__ import annotations

from collections.abc import Iterable

from geodata.core.model import Case, Claim
from geodata.core.precision import Precision, bounds
from geodata.geodesy.claim_shapes import anchor, azimuth_and_half_width

Fact = str | float | None

#: Between the parts of a list in one cell.
SEPARATOR = "; "
_METRES_PER_KM = 1000.0


def claim_facts(case: Case, claim: Claim, rule: Precision) -> dict[str, Fact]:
    """Return what is worked out for a claim, by name of column; ``None`` is not stated.

    ``case``, ``claim``: the claim and where its actors, site and sources are. ``rule``: what gives a stated distance
    its half-width.
    """
    event = None if claim.event is None else case.event_by_id[claim.event].name
    about = _joined(case.actor_by_id[actor].name for actor in claim.about_actors)
    names: dict[str, Fact] = {
        "actor_name": case.actor_by_id[claim.actor].name,
        "about_actor_name": about,
        "event_name": event,
    }
    return {**names, **_place(case, claim), **_distance(claim, rule), **_sources(case, claim)}


def _place(case: Case, claim: Claim) -> dict[str, Fact]:
    site = None if claim.site is None else case.site_by_id[claim.site]
    other = None if claim.site2 is None else case.site_by_id[claim.site2]
    point = None if site is None else anchor(site)
    return {
        "site_name": None if site is None else site.name,
        "site2_name": None if other is None else other.name,
        "site_lat": None if point is None else point[1],
        "site_lon": None if point is None else point[0],
        "site_uncertainty_m": None if site is None else site.uncertainty_m,
    }


def _distance(claim: Claim, rule: Precision) -> dict[str, Fact]:
    stated = None if claim.distance is None else bounds(claim.distance, rule)
    azimuth_deg, half_width_deg = (None, None) if claim.bearing is None else azimuth_and_half_width(claim.bearing)
    return {
        "distance_km": None if stated is None else _km(stated.value_m),
        "half_width_km": None if stated is None else _km(stated.half_width_m),
        "min_km": None if stated is None else _km(stated.min_m),
        "max_km": None if stated is None else _km(stated.max_m),
        "rule": None if stated is None else str(rule),
        "azimuth_deg": azimuth_deg,
        "azimuth_half_width_deg": half_width_deg,
    }


def _km(length_m: float) -> float:
    return round(length_m / _METRES_PER_KM, 6)


def _sources(case: Case, claim: Claim) -> dict[str, Fact]:
    sources = [case.source_by_id[source] for source in claim.sources]
    return {
        "source_titles": _joined(source.title for source in sources),
        "source_publishers": _joined(source.publisher or "" for source in sources),
        "source_urls": _joined(source.url or source.archived_url or "" for source in sources),
        "source_reliability": _joined(source.reliability or "" for source in sources),
    }


def _joined(parts: Iterable[str]) -> str | None:
    """Return parts in their order, an empty one kept where others are given; ``None`` if none says anything."""
    parts = list(parts)
    return SEPARATOR.join(parts) if any(parts) else None


#: The names that :func:`claim_facts` gives, in order, and which of them are numbers.
FACT_NAMES = (
    "actor_name", "about_actor_name", "event_name", "site_name", "site2_name", "site_lat", "site_lon",
    "site_uncertainty_m", "distance_km", "half_width_km", "min_km", "max_km", "rule", "azimuth_deg",
    "azimuth_half_width_deg", "source_titles", "source_publishers", "source_urls", "source_reliability",
)  # fmt: skip
NUMBERS = frozenset(
    {"site_lat", "site_lon", "site_uncertainty_m", "distance_km", "half_width_km", "min_km", "max_km", "azimuth_deg",
     "azimuth_half_width_deg"}
)  # fmt: skip
