"""In which direction one uncertain place is from another, at most this far to either side.

The azimuth is that at the true first place towards the true second one. Both move: the second by its radius, seen from
the first; the first by its own, which turns the view and, away from the equator, north itself. Angles are degrees.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

import numpy as np
import shapely

from geodata.core.model import Site
from geodata.core.units import FULL_TURN_DEG, HALF_TURN_DEG
from geodata.geodesy.circles import GEOD
from geodata.geodesy.flat_shape import flat_shape
from geodata.geodesy.site_distance import Between, between, radius_m

#: Smallest and largest radius of curvature of the ellipsoid: along the meridian at the equator, and at the pole.
_RADII_M: Final = (GEOD.a * (1 - GEOD.es), GEOD.a**2 / GEOD.b)
#: The ellipsoid is not a sphere: angles on it differ by less than its flattening, 0.34 %.
_ELLIPSOID: Final = 1.005
#: Farther than this, directions of neighbouring points may be opposite.
_NEAR_ANTIPODES_M: Final = 19_000_000.0
#: Nearer to a pole than this, north is anywhere.
_NEAR_POLE_DEG: Final = 89.9
#: Outlines of regions are seen from point to point, this far apart.
_OUTLINE_STEP_DEG: Final = 0.02


@dataclass(frozen=True, slots=True)
class Direction:
    """An azimuth, and how far it may be off to either side; 180 is any direction."""

    azimuth_deg: float
    half_width_deg: float

    @property
    def is_known(self) -> bool:
        """False if it may be any direction."""
        return self.half_width_deg < HALF_TURN_DEG


ANY: Final = Direction(0.0, HALF_TURN_DEG)


def turned_deg(a_deg: float, b_deg: float) -> float:
    """Return the angle between two azimuths, 0 to 180.

    >>> turned_deg(350, 10), turned_deg(135, 126)
    (20.0, 9.0)
    """
    return abs((a_deg - b_deg + HALF_TURN_DEG) % FULL_TURN_DEG - HALF_TURN_DEG)


def _half_width_deg(lat_deg: float, length_m: float, radius_a_m: float, radius_b_m: float) -> float:
    """Return by how much the direction over a length turns when its ends move by their radii."""
    if not radius_a_m + radius_b_m < length_m < _NEAR_ANTIPODES_M - radius_a_m - radius_b_m:
        return HALF_TURN_DEG
    farthest_lat = abs(lat_deg) + math.degrees(radius_a_m / _RADII_M[0])
    ratio = _ELLIPSOID * max(
        (math.sin(radius_a_m / radius) + math.sin(radius_b_m / radius)) / math.sin(length_m / radius)
        for radius in _RADII_M
    )
    if ratio >= 1 or farthest_lat >= _NEAR_POLE_DEG:
        return HALF_TURN_DEG
    # Meridians converge, and a triangle on a curved surface has more than 180 degrees.
    convergence = radius_a_m * math.tan(math.radians(farthest_lat)) / GEOD.a
    excess = (radius_a_m + radius_b_m) * length_m / (2 * _RADII_M[0] ** 2)
    return min(HALF_TURN_DEG, math.degrees(math.asin(ratio) + _ELLIPSOID * (convergence + excess)))


def direction(a: Site, b: Site, measured: Between | None = None) -> Direction:
    """Return the direction from one site to another, as sure as their uncertainties leave it.

    ``a``, ``b``: two sites. Of a region, all of it counts; from within it, or where an uncertainty is not known, any
    direction is possible. ``measured``: what :func:`geodata.geodesy.site_distance.between` says of them, where that is
    known already.

    >>> from geodata.core.adhoc_sites import site_from_lat_lon
    >>> direction(site_from_lat_lon(35.421, 40.055), site_from_lat_lon(35.104, 40.576))
    Direction(azimuth_deg=126.41887167810027, half_width_deg=0.0)
    """
    measured = between(a, b) if measured is None else measured
    radius_a_m, radius_b_m = radius_m(a), radius_m(b)
    if a.geometry is None or b.geometry is None or a.is_region or not math.isfinite(radius_a_m + radius_b_m):
        return ANY
    lon, lat = a.geometry["coordinates"][:2]
    if b.is_region:
        return _towards_region(lon, lat, radius_a_m, b, measured.min_m + radius_a_m)
    if measured.azimuth_deg is None or measured.distance_m is None:
        return ANY
    return Direction(measured.azimuth_deg, _half_width_deg(lat, measured.distance_m, radius_a_m, radius_b_m))


def _towards_region(lon: float, lat: float, radius_a_m: float, region: Site, nearest_m: float) -> Direction:
    """Return the angle that holds all of a region's outline, seen from a disc."""
    rings = shapely.get_rings(shapely.get_parts(flat_shape(region.geometry)))
    chains = [shapely.get_coordinates(ring) for ring in shapely.segmentize(rings, _OUTLINE_STEP_DEG)]
    step_m = max(float(GEOD.inv(*chain[:-1].T, *chain[1:].T)[2].max()) for chain in chains)
    outline = np.vstack(chains)
    azimuths_deg, _, lengths_m = GEOD.inv(np.full(len(outline), lon), np.full(len(outline), lat), *outline.T)
    width_deg = _half_width_deg(lat, nearest_m, radius_a_m, step_m)
    if width_deg >= HALF_TURN_DEG or lengths_m.max() > _NEAR_ANTIPODES_M:
        return ANY
    # Around the circle, the widest gap between two azimuths is what the region leaves free.
    ordered = np.sort(azimuths_deg % FULL_TURN_DEG)
    gaps_deg = np.diff(np.append(ordered, ordered[0] + FULL_TURN_DEG))
    widest = int(np.argmax(gaps_deg))
    half_deg = (FULL_TURN_DEG - float(gaps_deg[widest])) / 2
    middle_deg = (float(ordered[widest]) + float(gaps_deg[widest]) + half_deg) % FULL_TURN_DEG
    return Direction(middle_deg, min(HALF_TURN_DEG, half_deg + width_deg))
