"""Where a tile is in the world, and how degrees turn into its units."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

#: Units along a tile's side, and how many its shapes reach over the edge.
EXTENT: Final = 4096
BUFFER: Final = 64
MAX_ZOOM: Final = 14
#: How far a line may stray in units, by zoom, 1 from zoom 5; 16 units are a pixel of a 256-pixel tile.
TOLERANCE_UNITS: Final = (8.0, 6.0, 4.0, 2.0, 2.0)

Array = NDArray[Any]


@dataclass(frozen=True, slots=True)
class TileFrame:
    """A tile's place in the world, and how lon/lat turn into its units."""

    z: int
    x: int
    y: int

    def lon_deg(self, units: float) -> float:
        """Return the longitude that many units from the tile's left edge."""
        return (self.x + units / EXTENT) / 2.0**self.z * 360 - 180

    def lat_deg(self, units: float) -> float:
        """Return the latitude that many units from the tile's upper edge."""
        return math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * (self.y + units / EXTENT) / 2.0**self.z))))

    def project(self, lonlat: Array) -> Array:
        """Turn an (n, 2) array of degrees into tile units."""
        scale = EXTENT * 2**self.z
        x = (lonlat[:, 0] + 180) / 360 * scale - EXTENT * self.x
        y = (1 - np.arcsinh(np.tan(np.radians(lonlat[:, 1]))) / math.pi) / 2 * scale - EXTENT * self.y
        return np.column_stack([x, y])


def inside(frame: TileFrame, lon_deg: float, lat_deg: float) -> bool:
    """Return whether a point belongs to the tile; a point on an edge belongs to one tile alone."""
    ((x, y),) = frame.project(np.array([[lon_deg, lat_deg]]))
    return bool(0 <= x < EXTENT and 0 <= y < EXTENT)


def tolerance_units(frame: TileFrame) -> float:
    """Return how far a line may stray in a tile of this zoom."""
    return TOLERANCE_UNITS[frame.z] if frame.z < len(TOLERANCE_UNITS) else 1.0


def deltas(points: Array) -> list[int]:
    """Return points rounded to units as one flat list: the first, then steps, none of them zero.

    >>> deltas(np.array([[1.2, 1.0], [3.0, 1.0], [3.1, 1.2], [3.0, 0.0]]))
    [1, 1, 2, 0, 0, -1]
    """
    whole = np.round(points).astype(np.int64)
    steps = np.diff(whole, axis=0, prepend=0)
    moved: Array = np.asarray(steps.any(axis=1))
    moved[:1] = True
    flat: list[int] = steps[moved].ravel().tolist()
    return flat
