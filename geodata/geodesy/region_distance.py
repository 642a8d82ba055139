"""How near to each other, and how far apart, can points of two drawn areas be.

Edges are what RFC 7946, section 3.1.1, makes them: straight in longitude and latitude. Distances are geodesics on the
ellipsoid, so no projection is good enough, and neither are the vertices alone. The search is branch and bound over
pairs of pieces of the two outlines. A pair is given up when no two of its points can beat the best distance found by
more than :data:`TOLERANCE_M`; that is decided by three bounds, of which the sharpest counts:

- a distance changes by no more than the points move (the triangle inequality);
- between two stretches of parallels it grows with the difference of longitudes alone, so its ends are exact: around a
  pole, and along two sides of the Earth, nothing else tells one point from another;
- a distance is nearly straight over short edges: its slope at their middles is known from the azimuths, its second
  derivative bounded by the ellipsoid's curvature (Jacobi fields between the curvatures of equator and pole) and by how
  much an edge itself bends away from a geodesic.

Longitudes and latitudes are degrees in this order, distances metres.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

import numpy as np
import shapely
from numpy.typing import NDArray

from geodata.core.result_cache import remembered
from geodata.core.units import FULL_TURN_DEG, HALF_TURN_DEG
from geodata.geodesy.circles import GEOD, MAX_GEODESIC_M

if TYPE_CHECKING:
    from geodata.geodesy.geodesics import Floats

#: How much too small a nearest, or too large a farthest distance may be: never the other way round.
TOLERANCE_M: Final = 0.01

#: Longer edges are cut, so that one latitude may stand for all of an edge.
_MAX_EDGE_DEG: Final = 1.0
#: An area may count its longitudes a turn further or less than another.
_TURNS_DEG: Final = (-360.0, 0.0, 360.0)
#: Largest and smallest radius of curvature of the ellipsoid: square root of the product of both radii, at the pole
#: and at the equator.
_FLATTEST_RADIUS_M: Final = GEOD.a**2 / GEOD.b
_ROUNDEST_RADIUS_M: Final = GEOD.b
#: Any two points nearer than this have one shortest geodesic, which turns smoothly as they move.
_SMOOTH_M: Final = np.pi * _ROUNDEST_RADIUS_M
#: A line that is straight in lon/lat bends by at most this times tan(latitude) / a: sin x (1 + 1.02 cos² x) at its
#: largest, over all azimuths x.
_MOST_BENT: Final = 1.12
#: Stands for a second derivative without bound: with it the triangle inequality is always the sharper, and, other than
#: infinity, it may be multiplied by a length of zero.
_ANY_TURN_PER_M: Final = 1e9


@dataclass(frozen=True, slots=True)
class _Outline:
    """All rings of an area one after the other, walked by a parameter that is ``i`` at vertex ``i``."""

    lons: Floats
    lats: Floats
    lengths_m: Floats
    """Length walked at each vertex, never too short."""
    runs: Floats
    """First and last vertex of each ring, one row for each."""
    stretches: Floats
    """For each edge the number of its stretch: edges along one parallel, walked one way, are one, others each one."""

    def at(self, places: Floats) -> tuple[Floats, Floats]:
        lons, lats = self._between(places, self.lons, self.lats)
        return lons, lats

    def walked_m(self, places: Floats) -> Floats:
        [found] = self._between(places, self.lengths_m)
        return found

    def _between(self, places: Floats, *columns: Floats) -> list[Floats]:
        before = places.astype(np.intp)
        after, share = np.minimum(before + 1, len(self.lons) - 1), places - before
        return [(column[after] - column[before]) * share + column[before] for column in columns]


def _radii_m(lats: Floats) -> tuple[Floats, Floats]:
    """Return the ellipsoid's radius of curvature along a meridian, and the radius of the parallel."""
    sine = np.sin(np.radians(lats))
    root = np.sqrt(1 - GEOD.es * sine**2)
    return GEOD.a * (1 - GEOD.es) / root**3, GEOD.a * np.cos(np.radians(lats)) / root


def _points_outline(lons: Floats, lats: Floats) -> _Outline:
    """Return points as rings of one vertex and no length."""
    index = np.arange(len(lons), dtype=np.float64)
    return _Outline(lons, lats, np.zeros(len(lons)), np.column_stack([index, index]), index[1:])


def _outline(area: shapely.Geometry) -> _Outline:
    """Return the outline of points or polygons, one or several, in lon/lat."""
    if area.geom_type in ("Point", "MultiPoint"):
        return _points_outline(*shapely.get_coordinates(area).T)
    rings = shapely.get_rings(shapely.get_parts(area))
    chains = [shapely.get_coordinates(ring) for ring in shapely.segmentize(rings, _MAX_EDGE_DEG)]
    lons, lats = np.vstack(chains).T
    ends = np.cumsum([len(chain) for chain in chains])
    steps = np.radians(np.diff([lons, lats], axis=1))
    nearest_equator = np.where(lats[1:] * lats[:-1] < 0, 0, np.minimum(np.abs(lats[1:]), np.abs(lats[:-1])))
    edges_m = np.hypot(_FLATTEST_RADIUS_M * steps[1], _radii_m(nearest_equator)[1] * steps[0])
    runs = np.column_stack([ends - [len(chain) for chain in chains], ends - 1]).astype(np.float64)
    is_level, ways = steps[1] == 0, np.sign(steps[0])
    begins = np.concatenate([[True], ~(is_level[1:] & is_level[:-1] & (ways[1:] == ways[:-1]))])
    return _Outline(lons, lats, np.concatenate([[0.0], np.cumsum(edges_m)]), runs, np.cumsum(begins).astype(float))


@dataclass(frozen=True, slots=True)
class _Pieces:
    """Pieces of an outline, each seen from its middle."""

    lons: Floats
    lats: Floats
    middles: Floats
    halves_m: Floats
    """How far the piece reaches from its middle, along itself."""
    azimuths_deg: Floats
    """Its direction in the middle."""
    bends_per_m: Floats
    """How much it turns away from a geodesic; without bound for a piece of more than one edge."""


def _pieces(outline: _Outline, first: Floats, last: Floats) -> _Pieces:
    is_edge = last - first <= 1
    middles = np.where(is_edge, (first + last) / 2, np.rint((first + last) / 2))
    lons, lats = outline.at(middles)
    walked_m = outline.walked_m(middles)
    halves_m = np.maximum(walked_m - outline.walked_m(first), outline.walked_m(last) - walked_m)
    edge = np.minimum(np.floor(middles).astype(int), max(0, len(outline.lons) - 2))
    following = np.minimum(edge + 1, len(outline.lons) - 1)
    meridian_m, parallel_m = _radii_m(lats)
    azimuths_deg = np.degrees(
        np.arctan2(
            (outline.lons[following] - outline.lons[edge]) * parallel_m,
            (outline.lats[following] - outline.lats[edge]) * meridian_m,
        )
    )
    farthest_lat = np.maximum(np.abs(outline.at(first)[1]), np.abs(outline.at(last)[1]))
    bends = _MOST_BENT * np.abs(np.tan(np.radians(farthest_lat))) / GEOD.a
    return _Pieces(lons, lats, middles, halves_m, azimuths_deg, np.where(is_edge, bends, _ANY_TURN_PER_M))


def _distances_m(a: _Pieces, b: _Pieces, *, farthest: bool) -> tuple[Floats, Floats]:
    """Return the distance of the middles of each pair of pieces, and the most extreme that any two points have."""
    there_deg, back_deg, middle_m = GEOD.inv(a.lons, a.lats, b.lons, b.lats)
    moved_m = a.halves_m + b.halves_m
    slope_m = a.halves_m * np.abs(np.cos(np.radians(there_deg - a.azimuths_deg)))
    slope_m = slope_m + b.halves_m * np.abs(np.cos(np.radians(back_deg - b.azimuths_deg)))
    if farthest:
        # cot(x) <= 1/x. Where the pieces may touch, there is no bound.
        turning = 2 / np.maximum(middle_m - moved_m, 2 / _ANY_TURN_PER_M)
    else:
        half_angle = np.minimum(middle_m + moved_m, _SMOOTH_M) / (2 * _ROUNDEST_RADIUS_M)
        is_smooth = middle_m + moved_m < _SMOOTH_M
        turning = np.where(is_smooth, np.tan(half_angle) / _ROUNDEST_RADIUS_M, _ANY_TURN_PER_M)
    change_m = slope_m + (turning + a.bends_per_m) * a.halves_m**2 / 2 + (turning + b.bends_per_m) * b.halves_m**2 / 2
    change_m = np.minimum(change_m, moved_m)
    return middle_m, middle_m + change_m if farthest else middle_m - change_m


def _ends(outline: _Outline, first: Floats, last: Floats) -> tuple[NDArray[np.bool_], Floats, Floats, Floats]:
    """Return which pieces are stretches of a parallel, their latitudes, and their longitudes from west to east."""
    lons, lats = outline.at(first)
    last_lons, last_lats = outline.at(last)
    is_stretch = first == last
    if len(outline.stretches):
        edges = (np.clip(at, 0, len(outline.stretches) - 1).astype(int) for at in (np.floor(first), np.ceil(last) - 1))
        first_stretch, last_stretch = (outline.stretches[edge] for edge in edges)
        is_stretch = is_stretch | ((first_stretch == last_stretch) & (lats == last_lats))
    return is_stretch, lats, np.minimum(lons, last_lons), np.maximum(lons, last_lons)


def _of_parallels_m(a: _Outline, b: _Outline, pairs: Floats, *, farthest: bool) -> tuple[NDArray[np.bool_], Floats]:
    """Return which pairs of pieces are two stretches of parallels, and the extreme distance of these."""
    is_a, lats_a, west_a, east_a = _ends(a, *pairs[:, :2].T)
    is_b, lats_b, west_b, east_b = _ends(b, *pairs[:, 2:].T)
    both = is_a & is_b
    if not both.any():
        return both, np.zeros(0)
    low, high = (west_a - east_b)[both], (east_a - west_b)[both]
    wanted = HALF_TURN_DEG if farthest else 0.0
    turns = np.ceil((low - wanted) / FULL_TURN_DEG)
    has_it = turns * FULL_TURN_DEG + wanted <= high
    folded = [np.abs((end + HALF_TURN_DEG) % FULL_TURN_DEG - HALF_TURN_DEG) for end in (low, high)]
    apart_deg = np.where(has_it, wanted, (np.maximum if farthest else np.minimum)(*folded))
    return both, GEOD.inv(np.zeros(len(low)), lats_a[both], apart_deg, lats_b[both])[2]


def _search_m(a: _Outline, b: _Outline, *, farthest: bool, each_run: bool = False) -> Floats:
    """Return the extreme distance of two outlines, on the safe side by the tolerance.

    With ``each_run``, return one for each run of the first outline, all searched at once; else one for all of it.
    """
    # One row for each pair: first and last place on one outline, first and last on the other.
    pairs = np.hstack([np.repeat(a.runs, len(b.runs), axis=0), np.tile(b.runs, (len(a.runs), 1))])
    groups = np.repeat(np.arange(len(a.runs)) if each_run else np.zeros(len(a.runs), dtype=int), len(b.runs))
    # What is farthest is searched as what is nearest, with all signs turned.
    sign = -1.0 if farthest else 1.0
    best_m = np.full(len(a.runs) if each_run else 1, np.inf)
    while len(pairs):
        piece_a, piece_b = _pieces(a, *pairs[:, :2].T), _pieces(b, *pairs[:, 2:].T)
        found_m, limits_m = _distances_m(piece_a, piece_b, farthest=farthest)
        both, exact_m = _of_parallels_m(a, b, pairs, farthest=farthest)
        found_m[both] = limits_m[both] = exact_m
        np.minimum.at(best_m, groups, sign * found_m)
        beats = sign * limits_m < best_m[groups] - TOLERANCE_M
        cuts_a = (piece_a.halves_m >= piece_b.halves_m)[beats]
        pairs = _halved(pairs[beats], cuts_a, piece_a.middles[beats], piece_b.middles[beats])
        groups = np.tile(groups[beats], 2)
    return sign * (best_m - TOLERANCE_M)


def _halved(pairs: Floats, cuts_a: NDArray[np.bool_], middles_a: Floats, middles_b: Floats) -> Floats:
    """Cut the longer piece of each pair in its middle."""
    first, second = pairs.copy(), pairs.copy()
    first[cuts_a, 1] = second[cuts_a, 0] = middles_a[cuts_a]
    first[~cuts_a, 3] = second[~cuts_a, 2] = middles_b[~cuts_a]
    return np.vstack([first, second])


def _moved(area: shapely.Geometry, lon_deg: float, side: Literal[1, -1] = 1) -> shapely.Geometry:
    return shapely.transform(area, lambda positions: positions * [1, side] + [lon_deg, 0])


def meet(a: shapely.Geometry, b: shapely.Geometry) -> bool:
    """Tell whether two areas have a point in common, whichever turn of the globe their longitudes count."""
    return any(shapely.intersects(a, _moved(b, turn)) for turn in _TURNS_DEG)


def nearest_m(a: shapely.Geometry, b: shapely.Geometry) -> float:
    """Return the distance of the two nearest points of two areas, in metres.

    ``a``, ``b``: valid Point, Polygon or MultiPolygon, (lon, lat) in degrees, cut at the antimeridian as RFC 7946
    wants.
    Returns 0 where they meet, else a distance that is at most :data:`TOLERANCE_M` too small and never too large.

    >>> round(nearest_m(shapely.Point(0, 0), shapely.box(1, -1, 2, 1)))
    111319
    """
    if meet(a, b):
        return 0.0
    return max(0.0, float(_search_m(_outline(a), _outline(b), farthest=False)[0]))


def farthest_m(a: shapely.Geometry, b: shapely.Geometry) -> float:
    """Return the distance of the two points of two areas that are farthest apart, in metres.

    They are on the outlines, unless one area reaches the antipodes of the other.

    Returns a distance that is at most :data:`TOLERANCE_M` too large and never too small.

    >>> round(farthest_m(shapely.Point(0, 0), shapely.box(1, -1, 2, 1)))
    248576
    """
    if meet(a, _moved(b, 180.0, -1)):
        return MAX_GEODESIC_M
    return min(MAX_GEODESIC_M, float(_search_m(_outline(a), _outline(b), farthest=True)[0]))


@remembered
def farthest_of_m(lon: float, lat: float, area: shapely.Geometry) -> float:
    """Return the same of a point."""
    return farthest_m(shapely.Point(lon, lat), area)


def of_points_m(lons: Floats, lats: Floats, area: shapely.Geometry) -> tuple[Floats, Floats]:
    """Return the nearest and the farthest distance of an area from each of many points, searched at once.

    >>> nearest, farthest = of_points_m(np.array([0.0, 1.5]), np.array([0.0, 0.0]), shapely.box(1, -1, 2, 1))
    >>> nearest.round().tolist(), farthest.round().tolist()
    ([111319.0, 0.0], [248576.0, 123792.0])
    """
    points, outline = _points_outline(lons, lats), _outline(area)
    mirrored = _moved(area, 180.0, -1)
    inside, opposite = (
        np.any([shapely.intersects_xy(_moved(whole, turn), lons, lats) for turn in _TURNS_DEG], axis=0)
        for whole in (area, mirrored)
    )
    nearest = np.maximum(0, _search_m(points, outline, farthest=False, each_run=True))
    farthest = np.minimum(MAX_GEODESIC_M, _search_m(points, outline, farthest=True, each_run=True))
    return np.where(inside, 0.0, nearest), np.where(opposite, MAX_GEODESIC_M, farthest)
