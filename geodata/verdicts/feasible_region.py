"""Where an event could have been: what chosen claims leave of the Earth.

Two areas. The outer one holds every place that is possible: wherever in its disc each site is, and however distances
were rounded. The inner one holds only places that fit in every such reading; it is often empty, since a disc wider
than a band leaves no place sure. Circles are drawn with 360 vertices, outside of the true circle for the outer area and
inside of it for the inner one. That nothing is left is said only where it is proved
(:mod:`geodata.constraints.point_search`).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import shapely

from geodata.constraints import sectors
from geodata.constraints.annuli import pieces_of
from geodata.constraints.pair_feasibility import compare_places
from geodata.constraints.place_constraints import PlaceConstraint, spot_of
from geodata.constraints.point_search import IMPOSSIBLE, find_common_point
from geodata.constraints.three_valued import COMPATIBLE
from geodata.geodesy import circles
from geodata.geodesy.circles import CIRCLE_VERTICES, GEOD, MAX_GEODESIC_M
from geodata.verdicts.event_constraints import asked_of_event

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geodata.constraints.annuli import AnnularSector
    from geodata.constraints.place_constraints import SiteDisc
    from geodata.constraints.point_search import CommonPoint
    from geodata.verdicts.context import CaseContext
    from geodata.verdicts.event_constraints import PlacesAsked

_WORLD: Final = shapely.box(-180, -90, 180, 90)
#: Surface of the WGS84 ellipsoid.
EARTH_KM2: Final = 510_065_621.724
#: A polygon of so many vertices around a circle must be so much larger to hold it.
_GROWTH: Final = 1 / math.cos(math.pi / CIRCLE_VERTICES)


@dataclass(frozen=True, slots=True)
class Remaining:
    """What claims leave for one event; areas are (lon, lat) in degrees, cut at the antimeridian."""

    outer: shapely.Geometry
    """Possible."""
    inner: shapely.Geometry
    """Sure, for the claims chosen."""
    outer_km2: float
    inner_km2: float
    witness: CommonPoint
    """A place that fits; impossible if it is proved that there is none."""
    sites_sure: tuple[str, ...]
    """Ids of sites that fit wherever in their disc they are."""
    sites_possible: tuple[str, ...]
    """Ids of other sites that may fit."""
    conflict: tuple[str, ...]
    """If nothing is left: a smallest set of the claims that leaves nothing."""
    why: str


def remaining(setting: CaseContext, claim_ids: Sequence[str]) -> Remaining:
    """Return where an event could have been.

    Parameters
    ----------
    setting
        The case and what is assumed.
    claim_ids
        Affirmations of one event, and denials; a denial counts as far as it surely speaks of the event.
    """
    asked = _asked(setting, claim_ids)
    if asked is None or find_common_point(asked).status == "impossible":
        conflict = _smallest(setting, claim_ids)
        empty = shapely.Polygon()
        why = f"No location is possible: {' and '.join(conflict)} exclude each other."
        return Remaining(empty, empty, 0.0, 0.0, IMPOSSIBLE, (), (), conflict, why)
    outer, inner = area_of(asked, is_outer=True), area_of(asked, is_outer=False)
    sure, possible = _sites(setting, asked)
    outer_km2, inner_km2 = area_km2(outer), area_km2(inner)
    why = f"{outer_km2:,.0f} km² are possible, {inner_km2:,.0f} km² of these in every reading."
    return Remaining(outer, inner, outer_km2, inner_km2, find_common_point(asked), sure, possible, (), why)


def _asked(setting: CaseContext, claim_ids: Iterable[str]) -> PlacesAsked:
    found = asked_of_event(setting, claim_ids)
    return found[0] if found else frozenset()


def _smallest(setting: CaseContext, claim_ids: Sequence[str]) -> tuple[str, ...]:
    """Return a part of claims that leaves nothing, and something without any one of it."""
    left = list(claim_ids)
    for claim in claim_ids:
        smaller = [other for other in left if other != claim]
        asked = _asked(setting, smaller)
        if asked is None or find_common_point(asked).status == "impossible":
            left = smaller
    return tuple(left)


def _sites(setting: CaseContext, asked: frozenset[PlaceConstraint]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the sites that surely fit, and those that may; a site without bound is left out."""
    sure, possible = [], []
    for site in setting.case.sites:
        spot = spot_of(site)
        if site.is_region or spot.radius_m is None:
            continue
        here = PlaceConstraint("at", spot)
        if all(compare_places(here, place).code == COMPATIBLE for place in asked):
            sure.append(site.id)
        elif find_common_point(asked | {here}).status != "impossible":
            possible.append(site.id)
    return tuple(sure), tuple(possible)


def area_of(places: Iterable[PlaceConstraint], *, is_outer: bool) -> shapely.Geometry:
    """Return where X may be (outer), or surely fits (inner), as an area in degrees."""
    by_spot: dict[SiteDisc, list[PlaceConstraint]] = {}
    area = _WORLD
    for place in places:
        if place.region is None:
            by_spot.setdefault(place.spot, []).append(place)
        else:
            area = area.intersection(place.region) if place.kind == "inside" else area.difference(place.region)
    for spot, said in by_spot.items():
        if spot.radius_m is None:
            area = area if is_outer else shapely.Polygon()
            continue
        pieces = pieces_of(said if is_outer else map(_narrowest, said))
        area = area.intersection(shapely.union_all([_drawn(spot, piece, is_outer=is_outer) for piece in pieces]))
    return area


def _narrowest(place: PlaceConstraint) -> PlaceConstraint:
    """Return a threshold at its strictest reading; other places as they are."""
    strictest = {"within": place.near_m, "beyond": place.far_m}.get(place.kind)
    if strictest is None:
        return place
    return PlaceConstraint(place.kind, place.spot, strictest, strictest, strictest, place.sector, place.is_denial)


def _drawn(spot: SiteDisc, piece: AnnularSector, *, is_outer: bool) -> shapely.Geometry:
    """Draw a piece around a site, wider by the site's own radius for the outer area, narrower for the inner."""
    radius_m = (spot.radius_m or 0.0) * (1 if is_outer else -1)
    near_m, far_m = piece.low_m - radius_m, min(piece.high_m + radius_m, MAX_GEODESIC_M)
    near_m, far_m = (near_m, far_m * _GROWTH) if is_outer else (near_m * _GROWTH, far_m)
    if piece.low_m <= 0:
        near_m = 0.0  # nothing is too near, wherever the site is
    if far_m <= max(0.0, near_m):
        return shapely.Polygon()
    area = _WORLD if far_m >= MAX_GEODESIC_M else circles.disc(spot.lon, spot.lat, far_m)
    if near_m > 0:
        area = area.difference(circles.disc(spot.lon, spot.lat, near_m))
    if piece.arc is None or math.isinf(piece.high_m):
        return area
    swing = float(sectors.swung_deg(spot, max(piece.low_m, 1.0), 0.0)) * (1 if is_outer else -1)
    half_deg = piece.arc[1] / 2 + swing
    if half_deg <= 0:
        return shapely.Polygon()
    middle_deg = piece.arc[0] + piece.arc[1] / 2
    return area.intersection(circles.sector(spot.lon, spot.lat, 0.0, far_m * _GROWTH, middle_deg, half_deg))


def area_km2(area: shapely.Geometry) -> float:
    """Return the geodesic area of polygons, in square kilometres.

    Examples
    --------
    >>> round(area_km2(circles.disc(40.056, 35.396, 55_000)))
    9503
    """
    if area.bounds == _WORLD.bounds:
        # From pole to pole its sides are no geodesics that could be measured: what is left out can be.
        return EARTH_KM2 - area_km2(_WORLD.difference(area))
    polygons = [part for part in shapely.get_parts(area) if part.geom_type == "Polygon" and not part.is_empty]
    return sum(abs(GEOD.geometry_area_perimeter(shapely.orient_polygons(part))[0]) for part in polygons) / 1e6
