"""Whether X can be between two sites, or not, and where another claim says.

"Between" is inside of a region that moves with its two sites. What is possible is asked of the area that holds it
wherever they are, what is sure of the area that is in it wherever they are (:mod:`geodata.geodesy.corridors`); each
site is itself between both. A claim about one of the two sites shares that site's point: then the distance of both
decides alone. Between P and Q, D apart, with the factor k, X is at most (k + 1) D / 2 from P, straight beyond Q;
outside, at least (k - 1) D / 2, straight behind P. All distances up to there, or from there on, are met.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geodata.constraints import regions
from geodata.constraints.place_constraints import PlaceConstraint, apart_m
from geodata.constraints.regions import DistanceRange
from geodata.constraints.three_valued import COMPATIBLE, CONTRADICTORY, UNDECIDED
from geodata.geodesy.circles import MAX_GEODESIC_M, distance_m

if TYPE_CHECKING:
    from collections.abc import Iterator

    import shapely

    from geodata.constraints.place_constraints import Corridor, SiteDisc
    from geodata.constraints.three_valued import Bounds

#: Up to here a way goes on straight beyond a site.
_STRAIGHT_M: Final = 19_900_000.0


def share_a_site(a: PlaceConstraint, b: PlaceConstraint) -> bool:
    """Tell whether one of two places is between sites of which the other one speaks."""
    if a.corridor is None and b.corridor is None:
        return False
    return not {spot.site for spot in a.spots}.isdisjoint(spot.site for spot in b.spots)


def reach(spot: SiteDisc, corridor: Corridor, way: Bounds, *, is_outside: bool) -> DistanceRange:
    """Return how far what is between two sites, or what is not, is from a site.

    Parameters
    ----------
    spot
        The site; it may be one of the two.
    corridor
        The two.
    way
        The bound to be compared: an end that it cannot miss is not measured.
    is_outside
        True for what is not between them.
    """
    if spot.site in {one.site for one in corridor.sites}:
        return _reach_from_an_end(corridor, is_outside=is_outside)
    possible, sure = corridor.areas
    if is_outside:
        least_max, most_min = regions.reach_outside(spot, possible)[1:3]
        if sure.is_empty:
            return DistanceRange(0.0, least_max, most_min, MAX_GEODESIC_M)
        return DistanceRange(regions.reach_outside(spot, sure)[0], least_max, most_min, MAX_GEODESIC_M)
    outer, inner = (regions.reaches_inside(spot, area, way) if area else [] for area in (possible, sure))
    ends = [DistanceRange(0.0, most_m, least_m, MAX_GEODESIC_M) for least_m, most_m in _ends_m(spot, corridor)]
    return DistanceRange(
        min(part.least_min for part in outer),
        min(part.least_max for part in (*inner, *ends)),
        max(part.most_min for part in (*inner, *ends)),
        max(part.most_max for part in outer),
    )


def _ends_m(spot: SiteDisc, corridor: Corridor) -> Iterator[tuple[float, float]]:
    """Yield least and greatest distance from a site to each of the two."""
    for end in corridor.sites:
        yield apart_m(spot, end, distance_m(spot.lon, spot.lat, end.lon, end.lat))


def _reach_from_an_end(corridor: Corridor, *, is_outside: bool) -> DistanceRange:
    first, second = corridor.sites
    [(least_m, most_m)] = [apart_m(first, second, distance_m(first.lon, first.lat, second.lon, second.lat))]
    if is_outside:
        behind = (corridor.factor - 1) / 2
        proved_m = MAX_GEODESIC_M - (corridor.factor + 1) * most_m
        return DistanceRange(behind * least_m, behind * most_m, max(0.0, proved_m), MAX_GEODESIC_M)
    beyond = (corridor.factor + 1) / 2
    proved_m = beyond * least_m if beyond * most_m <= _STRAIGHT_M else least_m
    return DistanceRange(0.0, 0.0, proved_m, min(MAX_GEODESIC_M, beyond * most_m))


def judge_with_region(a: PlaceConstraint, b: PlaceConstraint) -> int:
    """Return the verdict of two regions, or the outside of one, of which one at least is between two sites."""
    if share_a_site(a, b) and a.kind == b.kind == "inside":
        return COMPATIBLE  # the site itself
    if a.corridor == b.corridor:
        return CONTRADICTORY
    sure, possible = (a.surely, b.surely), (a, b)
    if all(one.region or one.kind == "outside" for one in sure) and _judged(*sure) == COMPATIBLE:
        return COMPATIBLE
    if any(_is_end_in(one, other) for one, other in (sure, sure[::-1])):
        return COMPATIBLE
    if all(one.says_something for one in possible) and _judged(*possible) == CONTRADICTORY:
        return CONTRADICTORY
    return UNDECIDED


def _judged(a: PlaceConstraint, b: PlaceConstraint) -> int:
    if a.kind == b.kind == "inside":
        return regions.judge_both_inside(a.region, b.region)
    inside, outside = (a, b) if a.kind == "inside" else (b, a)
    return regions.judge_inside_outside(inside.region, outside.region)


def _is_end_in(place: PlaceConstraint, other: PlaceConstraint) -> bool:
    """Tell whether one of the two sites of a place between them is surely where the other place wants X."""
    if place.corridor is None or place.kind == "outside" or not other.region:
        return False
    return any(
        spot.radius_m is not None and _depth_m(spot, other.region, is_outside=other.kind == "outside") >= spot.radius_m
        for spot in place.corridor.sites
    )


def _depth_m(spot: SiteDisc, region: shapely.Geometry, *, is_outside: bool) -> float:
    """Return how far the middle of a site is inside of a region at least, or outside of it."""
    depths = [regions.depth_m(spot.lon, spot.lat, part) for part in regions.parts_of(region)]
    return min(-depth for depth in depths) - 3 * regions.TOLERANCE_M if is_outside else max(depths)
