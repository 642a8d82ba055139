"""How far directions carry: what moves, and what turns, while a site is anywhere in its disc.

When a site moves by r, a point at a fixed azimuth and distance moves by at most r (1 + tan |latitude| sin(distance /
R)), since meridians converge. Azimuths are degrees clockwise from north, lengths metres.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geodata.constraints.place_constraints import SiteDisc

    Floats = NDArray[np.float64]

#: The ellipsoid's radii of curvature differ from the mean radius by less than this factor.
ELLIPSOID: Final = 1.02
RADIUS_M: Final = 6_371_000.0
_LAST_LAT_DEG: Final = 89.0
#: Beyond this nothing is claimed of directions.
MAX_LENGTH_M: Final = 5_000_000.0


def angle_between(a_deg: float, b_deg: float) -> float:
    """Return the angle between two azimuths, 0 to 180 degrees.

    >>> angle_between(350.0, 10.0)
    20.0
    """
    return abs((a_deg - b_deg + 180.0) % 360.0 - 180.0)


def steepest(lat: float, radius_m: float) -> float:
    """Return the largest tan(latitude) within a distance of a latitude; infinite near a pole."""
    lat_deg = abs(lat) + math.degrees(ELLIPSOID * radius_m / RADIUS_M)
    return math.inf if lat_deg > _LAST_LAT_DEG else math.tan(math.radians(lat_deg))


def carried_m(spot: SiteDisc, length_m: float) -> float:
    """Return how far a point at a fixed azimuth and distance moves, at most, while the site is anywhere in its disc."""
    if not spot.radius_m:
        return 0.0 if spot.radius_m == 0 else math.inf
    turning = steepest(spot.lat, spot.radius_m) * math.sin(min(length_m / RADIUS_M, math.pi / 2))
    return ELLIPSOID * spot.radius_m * (1 + turning)


def swung_deg(spot: SiteDisc, lengths_m: Floats | float, moved_m: float) -> Floats:
    """Return how much the azimuth from a site to a point changes, at most, while both are anywhere they may be.

    ``lengths_m``: from the site's centre to the point, or to many. ``moved_m``: how far the point may be off.
    """
    lengths = np.asarray(lengths_m, dtype=np.float64)
    if spot.radius_m is None or math.isinf(steepest(spot.lat, spot.radius_m)):
        return np.full(lengths.shape, 180.0)
    off_m = moved_m + spot.radius_m
    nearest_m = np.clip(lengths - off_m, 1e-3, MAX_LENGTH_M)
    turned = off_m / (RADIUS_M * np.sin(nearest_m / RADIUS_M))
    turned += spot.radius_m / RADIUS_M * steepest(spot.lat, spot.radius_m)
    is_free = (lengths <= off_m) | (lengths + off_m > MAX_LENGTH_M)
    return np.where(is_free, 180.0, np.minimum(180.0, np.degrees(ELLIPSOID * turned)))
