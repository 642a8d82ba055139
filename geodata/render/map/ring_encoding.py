"""Code rings as whole numbers, as the map's script reads them: first position, then steps."""

from __future__ import annotations

from typing import Final

import numpy as np
import shapely
from numpy.typing import NDArray

#: A ring travels as integers of this many degrees: 0.11 m or less on the ground.
COORDINATE_STEP_DEG: Final = 1e-6


def encode_ring(coordinates: NDArray[np.float64]) -> list[int]:
    """Code a ring as first position and steps, in :data:`COORDINATE_STEP_DEG`.

    ``coordinates``: array of shape (n, 2), (lon, lat) in degrees.

    >>> encode_ring(np.array([[40.0, 35.0], [40.1, 35.0]]))
    [40000000, 35000000, 100000, 0]
    """
    integers = np.rint(coordinates / COORDINATE_STEP_DEG).astype(np.int64)
    steps: list[int] = np.diff(integers, axis=0, prepend=np.zeros((1, 2), dtype=np.int64)).ravel().tolist()
    return steps


def rings_of(area: shapely.Geometry) -> list[list[int]]:
    """Return the rings of an area, coded, outer ones counter-clockwise."""
    polygons = [part for part in shapely.get_parts(area) if part.geom_type == "Polygon"]
    oriented = [shapely.geometry.polygon.orient(polygon) for polygon in polygons]
    return [
        encode_ring(shapely.get_coordinates(ring)) for part in oriented for ring in (part.exterior, *part.interiors)
    ]
