"""Rings as the map's script reads them, for tests that look at what it is given."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from geodata.render.map.ring_encoding import COORDINATE_STEP_DEG

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray


def decode_ring(steps: Sequence[int]) -> NDArray[np.float64]:
    """Return the coordinates that a ring was coded of, shape (n, 2), (lon, lat) in degrees."""
    return np.cumsum(np.array(steps, dtype=np.int64).reshape(-1, 2), axis=0) * COORDINATE_STEP_DEG


def comb(teeth: int) -> list[list[float]]:
    """Return a valid ring, (lon, lat) in degrees, of slanting teeth: each edge's box meets nearly all others'.

    ``teeth``: an even number.
    """
    leans = [(number, lean) for number in range(teeth) for lean in ((0, 1) if number % 2 else (1, 0))]
    points = [[round(40 + lean + number / 100_000, 5), 35 + lean] for number, lean in leans]
    top = [41.0, 37]  # from the last tooth's end to the first's
    return [top, *points, top]
