"""How far from one point a place can be that is no nearer to another point than said: beyond half the Earth.

As long as two distances together are shorter than every geodesic that is cut short, their sum is the answer. Beyond,
geodesics from both sides meet, and the ellipsoid is no sphere: what is farthest depends on where the points are, by up
to 67 km. It is searched on the circle of the least distance, whose points' distances are geodesics, right to
nanometres; directions are given up when no place in them can beat the best one by more than :data:`TOLERANCE_M`. That
is decided by slope and by bending, which the ellipsoid's curvature bounds. (lon, lat) in degrees, metres.
"""

from __future__ import annotations

import math
from typing import Final

import numpy as np

from geodata.core.result_cache import remembered
from geodata.geodesy.circles import GEOD

#: How much too large what is found may be: never too small.
TOLERANCE_M: Final = 0.1
#: A geodesic that is shorter than this is the shortest: half a turn of a sphere as round as the ellipsoid's equator.
SURELY_SHORTEST_M: Final = math.pi * GEOD.b
#: From one pole to the other on WGS 84 (20,003,931.4586 m), and from each point to its antipode: none is farther off.
FARTHEST_M: Final = 20_003_931.458
#: The ellipsoid's largest radius of curvature, at the poles.
_FLATTEST_M: Final = GEOD.a**2 / GEOD.b
_FIRST: Final = 64
_MOST_AT_ONCE: Final = 20_000
#: How much longer or shorter a circle's degree may become from one direction to another, as a share of the radius.
_UNEVEN: Final = 0.04


@remembered
def round_the_globe_m(lon: float, lat: float, least_m: float, lon_to: float, lat_to: float) -> tuple[float, float]:
    """Return bounds on the greatest distance to a point of what is at least ``least_m`` from the first.

    >>> low, high = round_the_globe_m(0.0, 0.0, 11e6, 179.0, 0.0)
    >>> round(low / 1000), high - low <= TOLERANCE_M + 1e-4
    (9149, True)
    """
    if least_m <= farthest_from_m(lon, lat, lon_to, lat_to):
        return FARTHEST_M, FARTHEST_M
    return on_circle_m(lon, lat, least_m, lon_to, lat_to)


def farthest_from_m(lon: float, lat: float, lon_to: float, lat_to: float) -> float:
    """Return how far from the first point what is farthest from the second is: its antipode."""
    return float(GEOD.inv(lon, lat, (lon_to % 360.0) - 180.0, -lat_to)[2])


@remembered
def on_circle_m(lon: float, lat: float, radius_m: float, lon_to: float, lat_to: float) -> tuple[float, float]:
    """Return bounds on the greatest distance to a point of what is ``radius_m`` from the first."""
    # How far a point of the circle moves with its direction: no farther than on the flattest sphere.
    turning_m = _FLATTEST_M * math.sin(min(radius_m / _FLATTEST_M, math.pi))
    middles = np.arange(_FIRST) * (360.0 / _FIRST)
    half = math.pi / _FIRST
    best_m = -math.inf
    while True:
        start = np.full(len(middles), lon), np.full(len(middles), lat)
        lons, lats, back = GEOD.fwd(*start, middles, np.full(len(middles), radius_m))
        there, _, found_m = GEOD.inv(lons, lats, np.full(len(middles), lon_to), np.full(len(middles), lat_to))
        # Beyond the shortest geodesics a direction may lead to what is nearer.
        is_there = GEOD.inv(*start, lons, lats)[2] >= radius_m - 1e-6
        best_m = max(best_m, float(found_m[is_there].max(initial=-math.inf)))
        slope_m = turning_m * np.abs(np.sin(np.radians(there - back)))
        bending_m = turning_m**2 / np.maximum(found_m - turning_m * half, 1.0) + 1.02 * turning_m + _UNEVEN * GEOD.a
        limits_m = found_m + np.minimum(slope_m * half + bending_m * half**2 / 2, turning_m * half)
        left = limits_m > best_m + TOLERANCE_M
        if not left.any() or 2 * left.sum() > _MOST_AT_ONCE:
            return best_m, min(FARTHEST_M, max(best_m + TOLERANCE_M, float(limits_m[left].max(initial=best_m))))
        half /= 2
        middles = np.add.outer(middles[left], np.degrees([-half, half])).ravel()
