"""How near places are to where the reader looks: a point that was given, or the sites of the case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from geodata.geodesy.circles import distance_m

Floats = NDArray[np.float64]

#: Mean radius (IUGG).
EARTH_RADIUS_M: Final = 6_371_008.8
#: At this distance a place counts half as near as one that is there.
_HALF_M: Final = 100_000.0


def unit_vectors(lon_deg: Floats, lat_deg: Floats) -> Floats:
    """Return the directions of points from the centre of the Earth, shape (n, 3)."""
    lon, lat = np.radians(lon_deg), np.radians(lat_deg)
    return np.column_stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])


@dataclass(frozen=True, slots=True, eq=False)
class NearPoints:
    """Points that places may be near to."""

    points: tuple[tuple[float, float], ...]
    """(lon, lat) in degrees; at least one."""
    words: str
    """What the nearest of them is called: ``"the nearest site of the case"``."""
    vectors: Floats
    """Unit vectors of the points, shape (n, 3)."""
    is_given: bool
    """True for a point that the reader gave, False for the case."""

    def closeness(self, lon_deg: Floats, lat_deg: Floats) -> Floats:
        """Return how near places are to the nearest point: 1 there, 0.5 at 100 km, 0 at infinity; shape (n,).

        On a sphere: this orders candidates, and distances that are shown are measured by :meth:`nearest_m`.
        """
        cosines = (unit_vectors(lon_deg, lat_deg) @ self.vectors.T).max(axis=1)
        lengths_m: Floats = EARTH_RADIUS_M * np.arccos(np.clip(cosines, -1, 1))
        return _HALF_M / (_HALF_M + lengths_m)

    def nearest_m(self, lon_deg: float, lat_deg: float) -> float:
        """Return the geodesic distance from a place to the nearest point, in metres."""
        cosines = self.vectors @ unit_vectors(np.array([lon_deg]), np.array([lat_deg]))[0]
        return distance_m(*self.points[int(np.argmax(cosines))], lon_deg, lat_deg)


def around(points: Sequence[tuple[float, float]], words: str, *, is_given: bool = False) -> NearPoints | None:
    """Return what places may be near to; ``None`` without a point.

    >>> camp = around([(40.056, 35.396)], "the camp")
    >>> round(camp.nearest_m(40.14084, 35.33588)), camp.closeness(np.array([41.0]), np.array([36.0])).round(2).tolist()
    (10195, [0.48])
    """
    if not points:
        return None
    lon, lat = np.array(points, dtype=np.float64).T
    return NearPoints(tuple(points), words, unit_vectors(lon, lat), is_given)
