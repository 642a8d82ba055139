"""What each record looks like on the ellipsoid: marks, discs, bands, sectors, zones and corridors, as geometry.

A shape here is what is drawn, vertex for vertex; what is *measured* goes through :mod:`geodata.geodesy.circles`
directly.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import shapely

from geodata.core.assumptions import DEFAULT_BETWEEN_FACTOR
from geodata.core.model import Bearing, Case, Claim, Site
from geodata.core.precision import DEFAULT_PRECISION_RULE, Precision, bounds
from geodata.core.result_cache import remembered
from geodata.core.vocabulary import DISTANCE_RELATIONS, RELATIONS, ShapeKind
from geodata.geodesy import circles
from geodata.geodesy.corridor_areas import NOTHING_KNOWN, corridor, corridor_areas
from geodata.geodesy.flat_shape import flat_shape
from geodata.geodesy.point_radius import compass_heading


@dataclass(frozen=True, slots=True)
class ClaimShape:
    """How one claim is drawn.

    ``anchor`` is the point it is measured from or stands at, or the first of two; ``area`` the place it speaks of;
    ``edge`` the band its stated distance is known to, where ``area`` does not show that already; ``reach`` how far
    ``area`` can be off when the site's own uncertainty is counted too. ``None`` = nothing to draw.
    """

    kind: ShapeKind
    anchor: tuple[float, float]
    area: shapely.Geometry | None = None
    edge: shapely.Geometry | None = None
    reach: shapely.Geometry | None = None


@dataclass(frozen=True, slots=True)
class Unlocated:
    """Why a claim is not on the map."""

    reason: str


def azimuth_and_half_width(bearing: Bearing) -> tuple[float, float]:
    """Return a bearing as azimuth and half-width, both in degrees.

    >>> from geodata.core.model import Bearing
    >>> azimuth_and_half_width(Bearing("SE", None, None))
    (135.0, 22.5)
    """
    if bearing.point is not None:
        return compass_heading(bearing.point)
    return float(bearing.degrees or 0.0), float(bearing.half_width_deg or 0.0)


@remembered
def _sector(
    lon: float, lat: float, inner_m: float, outer_m: float, azimuth_deg: float, half_width_deg: float
) -> shapely.Geometry:
    return circles.sector(lon, lat, inner_m, min(outer_m, circles.MAX_GEODESIC_M), azimuth_deg, half_width_deg)


@remembered
def _ring(lon: float, lat: float, inner_m: float, outer_m: float) -> shapely.Geometry:
    return circles.band(lon, lat, inner_m, min(outer_m, circles.MAX_GEODESIC_M))


def _band(lon: float, lat: float, inner_m: float, outer_m: float, bearing: Bearing | None) -> shapely.Geometry:
    if bearing is None:
        return _ring(lon, lat, inner_m, outer_m)
    return _sector(lon, lat, inner_m, outer_m, *azimuth_and_half_width(bearing))


def _reach(
    lon: float, lat: float, inner_m: float, outer_m: float, bearing: Bearing | None, radius_m: float
) -> shapely.Geometry:
    """Return the band widened by the site's own radius.

    The angle of a sector widens by the one under which the site's disc is seen from the near side of the band: an
    outer bound, used for drawing only.
    """
    nearest_m, farthest_m = max(0.0, inner_m - radius_m), outer_m + radius_m
    if bearing is None:
        return _ring(lon, lat, nearest_m, farthest_m)
    azimuth_deg, half_width_deg = azimuth_and_half_width(bearing)
    wider_deg = 180.0 if inner_m <= radius_m else math.degrees(math.asin(radius_m / inner_m))
    return _sector(lon, lat, nearest_m, farthest_m, azimuth_deg, half_width_deg + wider_deg)


def anchor(site: Site) -> tuple[float, float] | None:
    """Return the point that stands for a site: its own, or one surely inside its region; (lon, lat) in degrees."""
    if site.geometry is None:
        return None
    if site.is_region:
        point = shapely.point_on_surface(flat_shape(site.geometry))
        return point.x, point.y
    lon, lat = site.geometry["coordinates"][:2]
    return float(lon), float(lat)


def site_area(site: Site) -> shapely.Geometry | None:
    """Return where a site may be: its region, or the disc of its uncertainty; ``None`` where that is unknown."""
    point = anchor(site)
    if point is None:
        return None
    if site.is_region:
        return flat_shape(site.geometry)
    return None if site.uncertainty_m is None else _band(*point, 0.0, site.uncertainty_m, None)


def _distance_shape(claim: Claim, site: Site, point: tuple[float, float], rule: Precision) -> ClaimShape:
    assert claim.relation is not None and claim.distance is not None  # noqa: PT018, S101 - in a checked case
    word = RELATIONS[claim.relation]
    kind = word.shape
    # Beyond a distance in a direction has no end to be drawn: its words say the direction.
    bearing = claim.bearing if word.takes_bearing and kind != "outside" else None
    stated = bounds(claim.distance, rule)
    band = _band(*point, stated.min_m, stated.max_m, bearing)
    radius_m = site.uncertainty_m
    reach = None
    if radius_m is not None:
        reach = _reach(*point, stated.min_m, stated.max_m, bearing, radius_m)
    if kind == "band":
        return ClaimShape(kind, point, area=band, reach=reach)
    disc = _band(*point, 0.0, stated.value_m, bearing)
    # To deny that something is beyond a distance is to say that it is within, and the other way round; a zone is
    # drawn for what the words speak of, and its style says whether that is affirmed or denied.
    return ClaimShape(kind, point, area=disc, edge=band, reach=reach)


def _between(sites: Sequence[Site]) -> shapely.Geometry | None:
    """Return what is between the points of two sites; ``None`` where they are too far apart."""
    points = [point for site in sites if (point := anchor(site)) is not None]
    return corridor(*points[0], *points[1], DEFAULT_BETWEEN_FACTOR)


def _corridor_shape(sites: Sequence[Site], point: tuple[float, float]) -> ClaimShape:
    first, second = ((*(anchor(site) or point), site.uncertainty_m) for site in sites)
    possible = corridor_areas(first, second, DEFAULT_BETWEEN_FACTOR).possible
    return ClaimShape(
        "corridor", point, _between(sites), reach=None if possible is NOTHING_KNOWN.possible else possible
    )


def claim_shape(case: Case, claim: Claim, rule: Precision = DEFAULT_PRECISION_RULE) -> ClaimShape | Unlocated:
    """Return how a claim is drawn, or why it is not.

    ``rule``: what gives a stated distance its half-width.
    """
    unlocated = why_unlocated(case, claim)
    if unlocated is not None:
        return unlocated
    sites = [case.site_by_id[site] for site in claim.sites]
    site, point = sites[0], anchor(sites[0])
    assert point is not None  # noqa: S101 - else it would be unlocated
    if _is_between(claim):
        return _corridor_shape(sites, point)
    return _distance_shape(claim, site, point, rule) if _is_measured(claim) else ClaimShape("mark", point)


def unlocated_claims(case: Case) -> dict[str, Unlocated]:
    """Return why each claim that is not on the map is not, by id, in the order of the file."""
    found = {claim.id: why_unlocated(case, claim) for claim in case.claims}
    return {claim: reason for claim, reason in found.items() if reason is not None}


def why_unlocated(case: Case, claim: Claim) -> Unlocated | None:
    """Return why a claim is not on the map; ``None`` where it is. No rule of precision changes that."""
    if claim.relation is None or claim.site is None:
        return Unlocated("states no place")
    sites = [case.site_by_id[site] for site in (claim.sites if _is_between(claim) else (claim.site,))]
    for site in sites:
        if site.geometry is None:
            return Unlocated(f"its place, {site.name}, has no known position")
        if site.is_region and (_is_measured(claim) or _is_between(claim)):
            what = "states a distance from a region" if _is_measured(claim) else "is between a region and another place"
            return Unlocated(f"{what}, {site.name}, which has no one point to measure from")
    if _is_between(claim) and _between(sites) is None:
        return Unlocated(f"is between two places that are too far apart, {sites[0].name} and {sites[1].name}")
    return None


def _is_between(claim: Claim) -> bool:
    return claim.relation is not None and RELATIONS[claim.relation].needs_second_site


def _is_measured(claim: Claim) -> bool:
    return claim.relation in DISTANCE_RELATIONS
