"""Where an event could have been: what chosen claims leave of the Earth.

Two areas. The outer one holds every place that is possible: wherever in its disc each site is, and however distances
were rounded. The inner one holds only places that fit in every such reading; it is often empty, since a disc wider
than a band leaves no place sure. Neither is wrong at its edge: what is drawn is a little larger or smaller than what is
meant (:mod:`geodata.geodesy.sure_discs`). That nothing is left is said only where it is proved
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
from geodata.constraints.place_constraints import PlaceConstraint, spot_of, strictest
from geodata.constraints.point_search import IMPOSSIBLE, UNDECIDED, find_common_point
from geodata.constraints.three_valued import COMPATIBLE
from geodata.core.text import all_in_words
from geodata.geodesy.circles import GEOD, MAX_GEODESIC_M
from geodata.geodesy.region_parts import in_map_range, outside_of
from geodata.geodesy.sure_discs import WORLD, covered_disc, covering_disc
from geodata.geodesy.sure_sectors import widened_sector
from geodata.verdicts.bitsets import bits
from geodata.verdicts.event_constraints import asked_of_event, occurrences
from geodata.verdicts.minimal_sets import smallest_part

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geodata.constraints.annuli import AnnularSector
    from geodata.constraints.place_constraints import SiteDisc
    from geodata.constraints.point_search import CommonPoint
    from geodata.verdicts.context import CaseContext

#: Surface of the WGS84 ellipsoid.
EARTH_KM2: Final = 510_065_621.724


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

    @property
    def is_anywhere(self) -> bool:
        """True if no place is ruled out: the claims ask nothing of it."""
        return self.outer_km2 == EARTH_KM2


def remaining(setting: CaseContext, claim_ids: Sequence[str]) -> Remaining:
    """Return where an event could have been.

    ``claim_ids``: affirmations of one event, and denials; a denial counts as far as it surely speaks of the event.
    """
    parts = occurrences(setting, claim_ids)
    if len(parts) > 1:  # of several events under one name: only what is said of each
        claim_ids = [claim_id for claim_id in parts[0] if claim_id in parts[1]]
    asked = asked_of_event(setting, claim_ids)
    if asked is None or find_common_point(asked).status == "impossible":
        conflict = _smallest(setting, claim_ids)
        empty = shapely.Polygon()
        claims = [setting.case.claim_by_id[claim] for claim in conflict]
        names = list(dict.fromkeys(setting.case.actor_by_id[claim.actor].name for claim in claims))
        exclude = "exclude each other" if len(names) > 1 else "cannot all be true"
        why = f"No location is possible: {'' if len(names) > 1 else 'claims of '}{all_in_words(names)} {exclude}."
        return Remaining(empty, empty, 0.0, 0.0, IMPOSSIBLE, (), (), conflict, why)
    if not asked:
        why = "Nothing is ruled out: none of these claims states a place of this event."
        return Remaining(WORLD, shapely.Polygon(), EARTH_KM2, 0.0, UNDECIDED, (), (), (), why)
    outer, inner = area_of(asked, is_outer=True), area_of(asked, is_outer=False)
    sure, possible = _sites(setting, asked)
    outer_km2, inner_km2 = area_km2(outer), area_km2(inner)
    why = f"{outer_km2:,.0f} km² are possible, {inner_km2:,.0f} km² of these in every reading."
    return Remaining(outer, inner, outer_km2, inner_km2, find_common_point(asked), sure, possible, (), why)


def _smallest(setting: CaseContext, claim_ids: Sequence[str]) -> tuple[str, ...]:
    """Return a part of claims that leaves nothing, and something without any one of it."""

    def named(numbers: int) -> tuple[str, ...]:
        return tuple(claim_ids[number] for number in bits(numbers))

    def leaves_nothing(numbers: int) -> bool:
        asked = asked_of_event(setting, named(numbers))
        return asked is None or find_common_point(asked).status == "impossible"

    return named(smallest_part((1 << len(claim_ids)) - 1, leaves_nothing))


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
    area = WORLD
    for place in places if is_outer else (place.surely for place in places):
        if place.region is None:
            by_spot.setdefault(place.spot, []).append(place)
        else:
            area = shapely.intersection(area, (in_map_range if place.kind == "inside" else outside_of)(place.region))
    for spot, said in by_spot.items():
        if spot.radius_m is None:
            area = area if is_outer else shapely.Polygon()
            continue
        pieces = pieces_of(said if is_outer else map(strictest, said))
        area = shapely.intersection(
            area, shapely.union_all([_drawn(spot, piece, is_outer=is_outer) for piece in pieces])
        )
    return area


def _drawn(spot: SiteDisc, piece: AnnularSector, *, is_outer: bool) -> shapely.Geometry:
    """Draw a piece around a site, wider by what the site's own radius carries for the outer area, else narrower."""
    radius_m = (spot.radius_m or 0.0) * (1 if is_outer else -1)
    near_m, far_m = piece.low_m - radius_m, piece.high_m + radius_m
    if piece.low_m <= 0:
        near_m = 0.0  # nothing is too near, wherever the site is
    if far_m < max(0.0, near_m) or (far_m <= 0 and not is_outer):
        return shapely.Polygon()
    whole, hole = (covering_disc, covered_disc) if is_outer else (covered_disc, covering_disc)
    area = WORLD if far_m >= MAX_GEODESIC_M else whole(spot.lon, spot.lat, far_m)
    if near_m > 0:
        area = shapely.difference(area, hole(spot.lon, spot.lat, near_m))
    if piece.arc is None:
        return area
    widened = None
    carried_m = sectors.carried_m(spot, piece.high_m)
    if far_m < sectors.MAX_LENGTH_M and math.isfinite(carried_m):
        whole_m = piece.low_m, piece.high_m
        widened = widened_sector(spot.lon, spot.lat, whole_m, piece.arc, carried_m, is_outer=is_outer)
    if widened is None:
        return area if is_outer else shapely.Polygon()
    return shapely.intersection(area, widened)


def area_km2(area: shapely.Geometry) -> float:
    """Return the geodesic area of polygons, in square kilometres.

    >>> from geodata.geodesy.circles import disc
    >>> round(area_km2(disc(40.056, 35.396, 55_000)))
    9503
    """
    if area.bounds == WORLD.bounds:
        # From pole to pole its sides are no geodesics that could be measured: what is left out can be.
        return EARTH_KM2 - area_km2(shapely.difference(WORLD, area))
    polygons = [part for part in shapely.get_parts(area) if part.geom_type == "Polygon" and not part.is_empty]
    return sum(abs(GEOD.geometry_area_perimeter(shapely.orient_polygons(part))[0]) for part in polygons) / 1e6
