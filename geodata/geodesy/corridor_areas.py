"""Between two places: the points from which the ways to both are together no longer than some times the way between.

With the places A and B that is an ellipse on the ellipsoid, whose foci they are. Where A and B are themselves known
to a disc only, the ellipse moves with them, and two areas are told: one that holds it wherever they are, and one that
is in it wherever they are. (lon, lat) in degrees, metres, edges straight in longitude and latitude.

What moves: in a plane, X = A + w (B - A), w a complex number, is in the ellipse of A and B wherever these are, if it is
for one of their positions. So while A moves by r and B by s, X moves by no more than r |1 - w| + s |w|, and these
factors are the distances of X from B and from A, as shares of the way between. On the ellipsoid this is so but for a
share of the order of (length / radius of the Earth)², by which it is widened here. Where lengths are too great for
that, or the discs meet, the triangle inequality alone is used.
"""

from __future__ import annotations

import math
from typing import Final, NamedTuple

import numpy as np
import shapely

from geodata.core.result_cache import remembered
from geodata.geodesy import circles
from geodata.geodesy.antimeridian import cut_at_antimeridian, polygon_left_of
from geodata.geodesy.circles import GEOD
from geodata.geodesy.geodesics import Floats, midpoint
from geodata.geodesy.sure_discs import WORLD, along

_VERTICES: Final = 720
#: Vertices of the discs that an outline moves in, and how many of the outline's points have one.
_DISC_VERTICES: Final = 48
_DISC_STEP: Final = 2
_RADIUS_M: Final = 6_356_752.0
#: Up to here the outline is followed as in a plane; beyond the second length nothing is told.
_LOCAL_M: Final = 1_000_000.0
_FARTHEST_M: Final = 9_000_000.0
#: Nor is it farther north or south than this.
_LAST_LAT_DEG: Final = 88.0
#: Nearer than this, two places are one point.
_ONE_POINT_M: Final = 0.01
_ROUNDING_M: Final = 0.001
_TRIES: Final = 6


class CorridorAreas(NamedTuple):
    """What is between two places, as far as their positions are known."""

    possible: shapely.Geometry
    """Holds every point that is between them for some of their positions."""
    sure: shapely.Geometry
    """Only points that are between them for all of their positions; empty if there may be none."""


NOTHING_KNOWN: Final = CorridorAreas(WORLD, shapely.Polygon())


class _Foci(NamedTuple):
    """Both places, their middle, and how far they are apart."""

    lon_a: float
    lat_a: float
    lon_b: float
    lat_b: float
    lon: float
    lat: float
    apart_m: float

    @classmethod
    def of(cls, lon_a: float, lat_a: float, lon_b: float, lat_b: float) -> _Foci:
        apart_m = circles.distance_m(lon_a, lat_a, lon_b, lat_b)
        return cls(lon_a, lat_a, lon_b, lat_b, *midpoint(lon_a, lat_a, lon_b, lat_b), apart_m)

    def seen_from(self, lons: Floats, lats: Floats) -> tuple[Floats, Floats, Floats, Floats]:
        """Return azimuth and distance of A from points, and of B."""
        ones = np.ones(len(lons))
        azimuth_a, _, away_a = GEOD.inv(lons, lats, self.lon_a * ones, self.lat_a * ones)
        azimuth_b, _, away_b = GEOD.inv(lons, lats, self.lon_b * ones, self.lat_b * ones)
        return azimuth_a, away_a, azimuth_b, away_b

    def ways_m(self, lons: Floats, lats: Floats) -> Floats:
        """Return the ways from points to A and to B together."""
        _, away_a, _, away_b = self.seen_from(lons, lats)
        return np.asarray(away_a + away_b)

    def outline(self, sum_m: float) -> tuple[Floats, Floats]:
        """Return points from which both ways are together so long, all around, longitudes counted from the middle's."""
        azimuths = -np.arange(_VERTICES) * (360.0 / _VERTICES)
        start = np.full(_VERTICES, self.lon), np.full(_VERTICES, self.lat)
        # From the ellipse of a plane. On a line from the middle the sum grows, and ever faster, so after the first of
        # Newton's steps none passes by.
        towards = np.radians(azimuths - GEOD.inv(self.lon, self.lat, self.lon_b, self.lat_b)[0])
        flat = 1 - (self.apart_m / sum_m * np.cos(towards)) ** 2
        lengths = np.sqrt((sum_m**2 - self.apart_m**2) / np.maximum(flat, 1e-12)) / 2
        for _ in range(60):
            lons, lats, back = GEOD.fwd(*start, azimuths, lengths)
            azimuth_a, away_a, azimuth_b, away_b = self.seen_from(lons, lats)
            slope = np.cos(np.radians(back - azimuth_a)) + np.cos(np.radians(back - azimuth_b))
            beyond = away_a + away_b - sum_m
            if np.abs(beyond).max() < _ROUNDING_M / 10:
                break
            lengths = np.clip(lengths - beyond / np.maximum(slope, 0.1), 0.0, sum_m)
        return np.asarray((lons - self.lon + 180.0) % 360.0 - 180.0 + self.lon), np.asarray(lats)


@remembered
def corridor(lon_a: float, lat_a: float, lon_b: float, lat_b: float, factor: float) -> shapely.Geometry | None:
    """Return what is between two points, as it is drawn; ``None`` where they are too far apart.

    >>> corridor(40.0, 35.0, 41.0, 35.0, 1.2).bounds[0] < 40.0 < 41.0 < corridor(40.0, 35.0, 41.0, 35.0, 1.2).bounds[2]
    True
    """
    foci = _Foci.of(lon_a, lat_a, lon_b, lat_b)
    sum_m = factor * foci.apart_m
    if sum_m > _FARTHEST_M:
        return None
    if foci.apart_m <= _ONE_POINT_M:
        return circles.disc(foci.lon, foci.lat, _ONE_POINT_M)
    return polygon_left_of(np.column_stack(foci.outline(sum_m)))


@remembered
def corridor_areas(
    a: tuple[float, float, float | None], b: tuple[float, float, float | None], factor: float
) -> CorridorAreas:
    """Return what is between two places that are somewhere in discs.

    ``a`` and ``b`` are longitude, latitude and radius of each; the radius is ``None`` where nothing bounds it.
    ``factor``: how many times the way between both the two ways together may be, above 1.

    >>> areas = corridor_areas((40.0, 35.0, 2e3), (41.0, 35.0, 4e3), 1.2)
    >>> areas.possible.contains(corridor(40.0, 35.0, 41.0, 35.0, 1.2)), areas.possible.contains(areas.sure)
    (True, True)
    """
    if a[2] is None or b[2] is None:
        return NOTHING_KNOWN
    foci, off_m = _Foci.of(*a[:2], *b[:2]), a[2] + b[2]
    sum_m = factor * foci.apart_m
    # By the triangle inequality: each way changes by no more than the places move.
    most_m, least_m = sum_m + (1 + factor) * off_m, sum_m - (1 + factor) * off_m
    if most_m > _FARTHEST_M or foci.ways_m(np.zeros(2), np.array([90.0, -90.0])).min() < most_m:
        return NOTHING_KNOWN  # around a pole longitudes tell nothing
    if off_m >= foci.apart_m or sum_m > _LOCAL_M:
        found = CorridorAreas(_covering(foci, most_m), _covered(foci, least_m))
    elif not off_m:
        found = CorridorAreas(_covering(foci, sum_m), _covered(foci, sum_m))
    else:
        strip = _strip(foci, sum_m, a[2], b[2])
        found = CorridorAreas(
            shapely.union(_covering(foci, sum_m), strip), shapely.difference(_covered(foci, sum_m), strip)
        )
    _, south, _, north = found.possible.bounds
    if max(north, -south) > _LAST_LAT_DEG:
        return NOTHING_KNOWN
    return CorridorAreas(*map(cut_at_antimeridian, found))


def _polygon(lons: Floats, lats: Floats) -> shapely.Polygon:
    return shapely.Polygon(np.column_stack([lons, lats]))


def _covering(foci: _Foci, sum_m: float) -> shapely.Geometry:
    """Return an area that holds every point whose two ways are no longer together, and little more."""
    drawn_m = max(sum_m, foci.apart_m) + _ROUNDING_M
    for _ in range(_TRIES):
        lons, lats = foci.outline(drawn_m)
        missing_m = sum_m + _ROUNDING_M / 2 - _ends(foci, lons, lats)[0]
        if missing_m <= 0:
            return _polygon(lons, lats)
        drawn_m += 1.1 * missing_m
    return WORLD


def _covered(foci: _Foci, sum_m: float) -> shapely.Geometry:
    """Return an area of points whose two ways are no longer together, and nearly of all; empty for a line."""
    drawn_m = sum_m - _ROUNDING_M
    for _ in range(_TRIES):
        if drawn_m <= foci.apart_m + _ROUNDING_M:
            break
        lons, lats = foci.outline(drawn_m)
        excess_m = _ends(foci, lons, lats)[1] - sum_m
        if excess_m <= 0:
            return _polygon(lons, lats)
        drawn_m -= 1.1 * excess_m + _ROUNDING_M
    return shapely.Polygon()


def _ends(foci: _Foci, lons: Floats, lats: Floats) -> tuple[float, float]:
    """Return the least and the greatest sum of ways all along an outline."""
    sums = foci.ways_m(*along(np.column_stack([np.append(lons, lons[0]), np.append(lats, lats[0])])))
    return float(sums.min()), float(sums.max())


def _strip(foci: _Foci, sum_m: float, radius_a_m: float, radius_b_m: float) -> shapely.Geometry:
    """Return an area that holds the outline wherever both places are in their discs."""
    lons, lats = foci.outline(sum_m)
    lons, lats = lons[::_DISC_STEP], lats[::_DISC_STEP]
    _, away_a, _, away_b = foci.seen_from(lons, lats)
    curved = 1.0005 + ((sum_m + radius_a_m + radius_b_m) / _RADIUS_M) ** 2
    moved_m = curved * (away_b * radius_a_m + away_a * radius_b_m) / foci.apart_m
    # Between two points the outline bends away from the line, by less than an eighth of its step.
    steps_m = GEOD.inv(lons, lats, np.roll(lons, -1), np.roll(lats, -1))[2]
    moved_m += steps_m**2 / (8 * _least_bend_m(foci, sum_m)) + _ROUNDING_M
    moved_m /= math.cos(math.pi / _DISC_VERTICES)
    azimuths = np.arange(_DISC_VERTICES) * (360.0 / _DISC_VERTICES)
    mesh = np.repeat(lons, _DISC_VERTICES), np.repeat(lats, _DISC_VERTICES)
    around_lons, around_lats, _ = GEOD.fwd(*mesh, np.tile(azimuths, len(lons)), np.repeat(moved_m, _DISC_VERTICES))
    around_lons = (around_lons - mesh[0] + 180.0) % 360.0 - 180.0 + mesh[0]
    discs = np.stack([around_lons, around_lats], axis=-1).reshape(len(lons), _DISC_VERTICES, 2)
    both = np.concatenate([discs, np.roll(discs, -1, axis=0)], axis=1)
    return shapely.union_all(shapely.convex_hull(shapely.linestrings(both)))


def _least_bend_m(foci: _Foci, sum_m: float) -> float:
    """Return the smallest radius of curvature of an ellipse, which is at its ends."""
    return (sum_m**2 - foci.apart_m**2) / (2 * sum_m)
