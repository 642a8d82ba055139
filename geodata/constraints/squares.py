"""Squares of positions around one, which are halved until each is decided: how they are cut, and where they lie."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from geodata.geodesy.circles import GEOD

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


def quartered(east_m: Floats, north_m: Floats, half_m: float) -> tuple[Floats, Floats]:
    """Return the middles of the four quarters of each square; ``half_m``: half the side of a quarter."""
    signs = ((-1, -1, 1, 1), (-1, 1, -1, 1))
    east, north = (
        np.add.outer(np.array(sign) * half_m, axis).ravel() for sign, axis in zip(signs, (east_m, north_m), strict=True)
    )
    return east, north


def placed(lon: float, lat: float, east_m: Floats, north_m: Floats) -> tuple[Floats, Floats]:
    """Return points by their offsets from one, degrees; without an offset that very point, to the last bit."""
    length_m = np.hypot(east_m, north_m)
    start = np.full(length_m.shape, lon), np.full(length_m.shape, lat)
    lons, lats, _ = GEOD.fwd(*start, np.degrees(np.arctan2(east_m, north_m)), length_m)
    return np.where(length_m > 0, lons, lon), np.where(length_m > 0, lats, lat)
