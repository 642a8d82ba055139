"""Shortest lines on the WGS84 ellipsoid: how long, in which direction, through which points, and what they enclose.

Coordinates are (lon, lat) in degrees, azimuths degrees clockwise from north, 0 to below 360, lengths metres, areas
square metres. All goes through :data:`geodata.geodesy.circles.GEOD` (Karney 2013, doi:10.1007/s00190-012-0578-z).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import Proj

from geodata.core.units import FULL_TURN_DEG, HALF_TURN_DEG
from geodata.geodesy.circles import GEOD

Floats = NDArray[np.float64]

#: Points this near, or this near to each other's antipodes, have no direction from one to the other.
SAME_POINT_M: Final = 0.001
#: Spacing of the points of a drawn line: between two of them a straight line in lon/lat is off by metres only.
STEP_M: Final = 10_000.0

_ANTIPODES_M: Final = float(GEOD.inv(0, 90, 0, -90)[2]) - SAME_POINT_M
_MIN_CORNERS: Final = 3
_NEAR_POLE_DEG: Final = 89.0
#: Two longitudes this far apart beside a pole are two sides of it.
_OVER_POLE_DEG: Final = 179.9
_HALVINGS: Final = 60


@dataclass(frozen=True, slots=True)
class Geodesic:
    """The shortest line between two points."""

    distance_m: float
    azimuth_deg: float | None
    """At the first point towards the second; ``None`` where there is no direction, or more than one. At a pole it
    counts from the meridian of the longitude that the point was given."""
    back_azimuth_deg: float | None
    """At the second point back towards the first."""
    reason: str | None
    """A sentence that says why there is no direction; ``None`` where there is."""


def shortest_line(lon_a: float, lat_a: float, lon_b: float, lat_b: float) -> Geodesic:
    """Return length and directions of the shortest line between two points.

    >>> there = shortest_line(40.056, 35.396, 40.14084, 35.33588)
    >>> round(there.distance_m), round(there.azimuth_deg, 1), round(there.back_azimuth_deg, 1)
    (10195, 130.8, 310.9)
    >>> shortest_line(0, 0, 180, 0).reason
    'They are antipodes: shortest lines lead there in more than one direction.'
    """
    there_deg, back_deg, distance_m = GEOD.inv(lon_a, lat_a, lon_b, lat_b)
    if distance_m <= SAME_POINT_M:
        return Geodesic(
            distance_m, None, None, "Both are at the same point: there is no direction from one to the other."
        )
    if distance_m >= _ANTIPODES_M:
        words = "They are antipodes: shortest lines lead there in more than one direction."
        return Geodesic(distance_m, None, None, words)
    return Geodesic(distance_m, there_deg % FULL_TURN_DEG, back_deg % FULL_TURN_DEG, None)


def shortest_lines(lons_a: Floats, lats_a: Floats, lons_b: Floats, lats_b: Floats) -> tuple[Floats, Floats, Floats]:
    """Return what :func:`shortest_line` does for many pairs of points at once.

    Returns distances, azimuths and back azimuths; an azimuth is NaN where :func:`shortest_line` has none.
    """
    there_deg, back_deg, distances_m = GEOD.inv(lons_a, lats_a, lons_b, lats_b)
    undirected = (distances_m <= SAME_POINT_M) | (distances_m >= _ANTIPODES_M)
    there_deg, back_deg = (np.where(undirected, np.nan, angle % FULL_TURN_DEG) for angle in (there_deg, back_deg))
    return distances_m, there_deg, back_deg


def end(lon: float, lat: float, azimuth_deg: float, length_m: float) -> tuple[float, float]:
    """Return the point at a distance in a direction, as (lon, lat); a negative length leads backwards.

    >>> tuple(round(degrees, 4) for degrees in end(40.055, 35.421, 135, 55_000))
    (40.4814, 35.0697)
    """
    end_lon, end_lat, _ = GEOD.fwd(lon, lat, azimuth_deg, length_m)
    return float(end_lon), float(end_lat)


def midpoint(lon_a: float, lat_a: float, lon_b: float, lat_b: float) -> tuple[float, float]:
    """Return the middle of the shortest line between two points, as (lon, lat).

    >>> midpoint(10.0, 0.0, 12.0, 0.0)
    (11.0, 0.0)
    """
    there_deg, _, length_m = GEOD.inv(lon_a, lat_a, lon_b, lat_b)
    return end(lon_a, lat_a, there_deg, length_m / 2)


def track(lon_a: float, lat_a: float, lon_b: float, lat_b: float, step_m: float = STEP_M) -> tuple[Floats, ...]:
    """Return the points of the shortest line between two points, to be drawn.

    ``lon_a``, ``lat_a``, ``lon_b``, ``lat_b``: ends, degrees. ``step_m``: points are equally spaced, by this at most,
    metres.
    Returns ``tuple of arrays of shape (points, 2)``: (lon, lat), longitudes -180 to 180; one array, or two where the
    line is cut at the antimeridian. Between antipodes, one of the shortest lines.

    >>> [piece.round(2).tolist() for piece in track(179.9, 0, -179.9, 0, 50_000)]
    [[[179.9, 0.0], [180.0, 0.0]], [[-180.0, 0.0], [-179.9, 0.0]]]
    """
    azimuth_deg, _, length_m = GEOD.inv(lon_a, lat_a, lon_b, lat_b)
    count = max(1, math.ceil(length_m / step_m))
    lengths_m = np.linspace(0, length_m, count + 1)
    starts = np.tile([[lon_a], [lat_a], [azimuth_deg]], count + 1)
    lons, lats, _ = GEOD.fwd(starts[0], starts[1], starts[2], lengths_m)
    points = np.column_stack([lons, lats])
    # The ends as they were given, to the last digit: what is drawn meets the marks it is drawn between.
    points[0], points[-1] = (_in_range(lon_a), lat_a), (_in_range(lon_b), lat_b)
    points[:, 0] = _on_one_side(points[:, 0])
    jumps_deg = np.abs(np.diff(points[:, 0]))
    last = int(np.argmax(jumps_deg))
    if abs(points[last, 1]) > _NEAR_POLE_DEG and jumps_deg[last] >= _OVER_POLE_DEG:
        pole_lat = math.copysign(90.0, points[last, 1])
        return _parts(points, last, (points[last, 0], pole_lat), (points[last + 1, 0], pole_lat))
    if jumps_deg[last] <= HALF_TURN_DEG:
        return (points,)
    seam_lon = math.copysign(HALF_TURN_DEG, points[last, 0])
    # A shortest line crosses a meridian once; it is found by halving.
    near_m, far_m = lengths_m[last : last + 2]
    for _ in range(_HALVINGS):
        middle_m = (near_m + far_m) / 2
        is_near = (end(lon_a, lat_a, azimuth_deg, middle_m)[0] > 0) == (seam_lon > 0)
        near_m, far_m = (middle_m, far_m) if is_near else (near_m, middle_m)
    seam_lat = end(lon_a, lat_a, azimuth_deg, near_m)[1]
    return _parts(points, last, (seam_lon, seam_lat), (-seam_lon, seam_lat))


def _in_range(lon: float) -> float:
    return lon if abs(lon) <= HALF_TURN_DEG else (lon + HALF_TURN_DEG) % FULL_TURN_DEG - HALF_TURN_DEG


def _on_one_side(lons: Floats) -> Floats:
    """Return longitudes, those on the antimeridian itself with the sign of the last, else the next one beside it."""
    beside = np.flatnonzero(np.abs(lons) < HALF_TURN_DEG)
    if not len(beside):
        return np.abs(lons)
    nearest = beside[np.maximum(np.searchsorted(beside, np.arange(len(lons)), side="right") - 1, 0)]
    return np.where(np.abs(lons) < HALF_TURN_DEG, lons, np.copysign(HALF_TURN_DEG, lons[nearest]))


def _parts(
    points: Floats, last: int, last_of_first: tuple[float, float], first_of_second: tuple[float, float]
) -> tuple[Floats, Floats]:
    return np.vstack([points[: last + 1], last_of_first]), np.vstack([first_of_second, points[last + 1 :]])


@dataclass(frozen=True, slots=True)
class Enclosed:
    """What a closed path encloses."""

    area_m2: float | None
    """Of the smaller side; ``None`` where that has no meaning."""
    perimeter_m: float
    reason: str | None
    """A sentence that says why there is no area; ``None`` where there is."""


def area_and_perimeter(points: Sequence[tuple[float, float]]) -> Enclosed:
    """Return area and perimeter of a path of shortest lines, closed from its last point to its first.

    ``points``: (lon, lat) in degrees, in order, the first not repeated. Either way round.

    >>> square = area_and_perimeter([(0, 0), (1, 0), (1, 1), (0, 1)])
    >>> round(square.area_m2 / 1e6), round(square.perimeter_m / 1e3)
    (12309, 444)
    >>> area_and_perimeter([(0, 0), (1, 1), (1, 0), (0, 1)]).reason
    'The path crosses itself: its parts would cancel each other. Measure each part alone.'
    """
    if not points:
        return Enclosed(None, 0.0, "There is no point.")
    lons, lats = np.array(points, dtype=np.float64).T
    area_m2, perimeter_m = GEOD.polygon_area_perimeter(lons, lats)
    if len(set(points)) < _MIN_CORNERS:
        return Enclosed(None, perimeter_m, "Fewer than three different points enclose nothing.")
    if not _is_simple(points):
        words = "The path crosses itself: its parts would cancel each other. Measure each part alone."
        return Enclosed(None, perimeter_m, words)
    return Enclosed(abs(area_m2), perimeter_m, None)


def _is_simple(points: Sequence[tuple[float, float]]) -> bool:
    """Tell whether a closed path crosses itself nowhere, on a plane that shows the lines as they are."""
    plane = Proj(proj="aeqd", lon_0=points[0][0], lat_0=points[0][1], ellps="WGS84")
    parts = [part for a, b in pairwise([*points, points[0]]) for part in track(*a, *b)]
    xs, ys = plane(*np.vstack(parts).T)
    ring = np.column_stack([xs, ys])
    moved = np.concatenate([[True], np.hypot(*np.diff(ring, axis=0).T) > SAME_POINT_M])
    ring = ring[moved][:-1] if moved[-1] else ring[moved]
    return bool(shapely.is_simple(shapely.LinearRing(ring)))
