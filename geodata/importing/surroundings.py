"""Where most of some places are, and how far one is from there: what rows and names are judged by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from geodata.gazetteer.around import EARTH_RADIUS_M, unit_vectors
from geodata.geodesy.circles import GEOD

#: So many radii from the centre is far from the others.
FAR_RADII: Final = 3.0


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Where places are expected."""

    centre: tuple[float, float]
    """(lon, lat) in degrees, the medians."""
    radius_m: float
    """So far from the centre, a place is where the others are."""

    @classmethod
    def of(cls, points: Sequence[tuple[float, float]], least_m: float, spreads: float = 1.0) -> Surroundings:
        """Return where points are, one at least, (lon, lat) in degrees.

        ``least_m``: the least radius. ``spreads``: else it is so many times the median distance from the centre.

        >>> Surroundings.of([(40.0, 35.0), (40.1, 35.1), (40.2, 35.0)], 300_000.0)
        Surroundings(centre=(40.1, 35.0), radius_m=300000.0)
        """
        lon, lat = np.median(np.array(points), axis=0)
        centre = float(lon), float(lat)
        return cls(centre, max(least_m, spreads * float(np.median(_apart_m(centre, points)))))

    def radii(self, points: Sequence[tuple[float, float]]) -> list[float]:
        """Return how far points are from the centre, in radii."""
        return [float(apart_m) / self.radius_m for apart_m in _apart_m(self.centre, points)] if points else []


def are_in_any(points: Sequence[tuple[float, float]], discs: Sequence[tuple[float, float, float]]) -> list[bool]:
    """Tell of each point whether it is in one of some discs; on a sphere, so to half a percent of a radius.

    ``points``: (lon, lat) in degrees. ``discs``: (lon, lat) in degrees and radius in metres, at most a quarter of the
    way around the Earth.

    >>> are_in_any([(40.0, 35.0), (35.0, 40.0)], [(40.1, 35.1, 50_000.0)])
    [True, False]
    """
    lons, lats, radii_m = np.array(discs).T
    is_in = unit_vectors(*np.array(points).T) @ unit_vectors(lons, lats).T >= np.cos(radii_m / EARTH_RADIUS_M)
    return [bool(one) for one in is_in.any(axis=1)]


def _apart_m(centre: tuple[float, float], points: Sequence[tuple[float, float]]) -> NDArray[np.float64]:
    lons, lats = np.broadcast_to(centre, (len(points), 2)).T
    return np.asarray(GEOD.inv(lons, lats, *np.array(points).T)[2])
