"""How far apart two uncertain places are, at least and at most.

A site is one unknown point in its disc, or in its region as drawn. The distance between the points that stand for two
discs is D; the unknown points are then between D - r1 - r2 and D + r1 + r2 apart. The bounds are sound by the triangle
inequality, and attained on the geodesic through both centres. An uncertainty that nobody stated is unknown, not zero:
then nothing bounds the distance, and the answer says so in words.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, combinations_with_replacement

import numpy as np
import shapely
from numpy.typing import NDArray

from geodata.core.model import Site
from geodata.core.result_cache import remembered
from geodata.geodesy import region_distance
from geodata.geodesy.circles import MAX_GEODESIC_M
from geodata.geodesy.flat_shape import flat_shape
from geodata.geodesy.geodesics import shortest_line, shortest_lines

_Places = NDArray[np.int_] | int


@dataclass(frozen=True, slots=True)
class Between:
    """The geodesic distance between two sites, with its bounds."""

    distance_m: float | None
    """Between the points that stand for the sites; ``None`` where a region or a site without position takes part:
    no one point stands for it."""
    min_m: float
    """The sites are at least this far apart, metres."""
    max_m: float
    """The sites are at most this far apart, metres; infinite where nothing bounds it."""
    azimuth_deg: float | None
    """Direction at the first site towards the second, degrees from north by east, 0 to below 360; ``None`` where there
    is no distance, or none or several directions. At a pole, as seen along the longitude that the point was given."""
    back_azimuth_deg: float | None
    """Direction at the second site back towards the first, in the same way."""
    reason: str | None
    """A sentence that says why something is missing, zero or unbounded; ``None`` where nothing is."""

    @property
    def is_bounded(self) -> bool:
        """True if there is an upper bound."""
        return math.isfinite(self.max_m)


def _unknown(site: Site) -> str | None:
    """Say what is not known of a site's position; ``None`` where it has bounds."""
    if site.geometry is None:
        return f"The position of {site.name} is not known."
    if site.uncertainty_m is None and not site.is_region:
        return f"The uncertainty of {site.name} is not known."
    return None


def radius_m(site: Site) -> float:
    """Return how far a site may be from its geometry: a region is as drawn, and an unknown point has no bound."""
    if site.is_region:
        return 0.0
    return math.inf if site.geometry is None or site.uncertainty_m is None else site.uncertainty_m


def _unbounded_reason(a: Site, b: Site) -> str | None:
    unknown = [words for words in (_unknown(a), _unknown(b)) if words is not None]
    return f"{' '.join(unknown)} Nothing bounds the distance." if unknown else None


@remembered
def _extremes_m(a: bytes, b: bytes) -> tuple[float, float]:
    """Return the nearest and the farthest distance of two geometries; a page asks for the same ones again."""
    shapes = shapely.from_wkb(a), shapely.from_wkb(b)
    return region_distance.nearest_m(*shapes), region_distance.farthest_m(*shapes)


def _between_regions(a: Site, b: Site) -> Between:
    """Measure where at least one of both is a region; both have a geometry."""
    assert a.geometry is not None  # noqa: S101 - asked by the caller
    assert b.geometry is not None  # noqa: S101 - as above
    names = " and ".join(site.name for site in (a, b) if site.is_region)
    both = a.is_region and b.is_region
    verb, whose, them = ("are regions", "their", "them") if both else ("is a region", "its", "it")
    unbounded = _unbounded_reason(a, b)
    if unbounded is not None:
        return Between(None, 0.0, math.inf, None, None, unbounded)
    nearest_m, farthest_m = _extremes_m(*(shapely.to_wkb(flat_shape(site.geometry)) for site in (a, b)))
    radii_m = radius_m(a) + radius_m(b)
    return Between(
        distance_m=None,
        min_m=max(0.0, nearest_m - radii_m),
        max_m=min(MAX_GEODESIC_M, farthest_m + radii_m),
        azimuth_deg=None,
        back_azimuth_deg=None,
        reason=f"{names} {verb}: the bounds are {whose} nearest and farthest points; no one point stands for {them}.",
    )


def between(a: Site, b: Site) -> Between:
    """Return how far apart two sites are.

    ``a``, ``b``: sites; the same site twice is one unknown position, and 0 from itself. A region is its polygon as
    drawn, with edges straight in lon/lat: ``coordinateUncertaintyInMeters`` is the circle around it, and adds nothing.
    A point's position is anywhere in its disc.

    >>> from geodata.core.model import Site
    >>> def site(name, lon, lat, radius_m):
    ...     point = {"type": "Point", "coordinates": [lon, lat]}
    ...     return Site(name.upper(), name, (), None, point, radius_m, None, None, {})
    >>> camp, city = site("camp", 40.056, 35.396, 2000.0), site("city", 40.14084, 35.33588, 4000.0)
    >>> measured = between(camp, city)
    >>> round(measured.distance_m), round(measured.min_m), round(measured.max_m), round(measured.azimuth_deg)
    (10195, 4195, 16195, 131)
    >>> between(camp, site("somewhere", 40, 35, None)).reason
    'The uncertainty of somewhere is not known. Nothing bounds the distance.'
    """
    if a.id == b.id:
        return Between(0.0, 0.0, 0.0, None, None, f"Both are {a.name}: one and the same position, however well known.")
    if a.geometry is None or b.geometry is None:
        return Between(None, 0.0, math.inf, None, None, _unbounded_reason(a, b))
    if a.is_region or b.is_region:
        return _between_regions(a, b)
    measured = shortest_line(*a.geometry["coordinates"][:2], *b.geometry["coordinates"][:2])
    unbounded = _unbounded_reason(a, b)
    radii_m = radius_m(a) + radius_m(b)
    reasons = [words for words in (measured.reason, unbounded) if words is not None]
    return Between(
        distance_m=measured.distance_m,
        min_m=max(0.0, measured.distance_m - radii_m),
        max_m=math.inf if unbounded is not None else min(MAX_GEODESIC_M, measured.distance_m + radii_m),
        azimuth_deg=measured.azimuth_deg,
        back_azimuth_deg=measured.back_azimuth_deg,
        reason=" ".join(reasons) or None,
    )


@dataclass(frozen=True, slots=True)
class Matrix:
    """Every site against every other: ``[row, column]`` is what :func:`between` says of them, NaN for its ``None``."""

    distance_m: NDArray[np.float64]
    min_m: NDArray[np.float64]
    max_m: NDArray[np.float64]
    azimuth_deg: NDArray[np.float64]
    """Direction at the row's site towards the column's."""


def matrix(sites: Sequence[Site]) -> Matrix:
    """Return distance, bounds and azimuth of every pair of sites.

    Points are measured all at once, and against each region all at once; regions pair by pair.
    """
    count = len(sites)
    distance_m, azimuth_deg = np.full((2, count, count), np.nan)
    min_m, max_m = np.zeros((count, count)), np.full((count, count), np.inf)
    points = np.array(
        [index for index, site in enumerate(sites) if site.geometry is not None and not site.is_region], dtype=int
    )
    first, second = np.triu_indices(len(points), 1)
    rows, columns = points[first], points[second]
    lons, lats = np.array([(sites[index].geometry or {})["coordinates"][:2] for index in points]).reshape(-1, 2).T
    lengths_m, there_deg, back_deg = shortest_lines(lons[first], lats[first], lons[second], lats[second])
    radii_m = np.array([radius_m(sites[index]) for index in points])
    widths_m = radii_m[first] + radii_m[second]
    farthest_m = np.where(np.isinf(widths_m), np.inf, np.minimum(MAX_GEODESIC_M, lengths_m + widths_m))
    _put_both_ways(distance_m, rows, columns, lengths_m)
    _put_both_ways(min_m, rows, columns, np.maximum(0, lengths_m - widths_m))
    _put_both_ways(max_m, rows, columns, farthest_m)
    azimuth_deg[rows, columns] = there_deg
    azimuth_deg[columns, rows] = back_deg
    for region in (index for index, site in enumerate(sites) if site.is_region):
        nearest_m, farthest_m = region_distance.of_points_m(lons, lats, flat_shape(sites[region].geometry))
        _put_both_ways(min_m, points, region, np.maximum(0, nearest_m - radii_m))
        known_m = np.where(np.isinf(radii_m), np.inf, np.minimum(MAX_GEODESIC_M, farthest_m + radii_m))
        _put_both_ways(max_m, points, region, known_m)
    for row, column in _unlike_others(sites):
        found = between(sites[row], sites[column])
        _put_both_ways(distance_m, row, column, np.nan if found.distance_m is None else found.distance_m)
        _put_both_ways(min_m, row, column, found.min_m)
        _put_both_ways(max_m, row, column, found.max_m)
        _put_both_ways(azimuth_deg, row, column, np.nan)
    return Matrix(distance_m, min_m, max_m, azimuth_deg)


def _unlike_others(sites: Sequence[Site]) -> Iterator[tuple[int, int]]:
    """Yield each pair that is measured by itself: of two regions, or one site twice."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for index, site in enumerate(sites):
        places[site.id].append(index)
    for same in places.values():
        yield from combinations_with_replacement(same, 2)
    regions = [index for index, site in enumerate(sites) if site.is_region]
    yield from ((row, column) for row, column in combinations(regions, 2) if sites[row].id != sites[column].id)


def _put_both_ways(
    table: NDArray[np.float64], rows: _Places, columns: _Places, values: NDArray[np.float64] | float
) -> None:
    table[rows, columns] = table[columns, rows] = values
