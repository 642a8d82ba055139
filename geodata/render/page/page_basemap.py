"""The base map that a page carries: the whole world from afar, a window in detail.

Where the page has no tile, its script draws the nearest one above it larger: coarser, never empty.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import product
from typing import Final

import numpy as np

from geodata.render import basemap
from geodata.render.basemap.frame import EXTENT, TileFrame

MapWindow = tuple[float, float, float, float]
TileAddress = tuple[int, int, int]

#: Of all tiles together; a zoom that would go over it is left out whole.
MAX_BYTES: Final = 1_200_000
#: Up to here the whole world is carried.
WORLD_MAX_ZOOM: Final = 2
#: Natural Earth has nothing finer: deeper tiles show the same, larger.
MAX_ZOOM: Final = 12
#: A zoom of more tiles is not tried.
_MAX_TILES: Final = 200
#: Room around the window, of its longer side: a screen is seldom as long as what it shows.
_MARGIN: Final = 0.5
_MAX_LAT_DEG: Final = 85.0


def carried_tiles(window: MapWindow) -> dict[TileAddress, bytes]:
    """Return the tiles for a window, by zoom, column and row: whole zooms, the coarsest first.

    ``window``: west, south, east and north, in degrees; east may count on beyond 180.
    """
    carried = {(z, x, y): basemap.tile(z, x, y) for z in range(WORLD_MAX_ZOOM + 1) for x, y in _world(z)}
    total_bytes = sum(map(len, carried.values()))
    for z in range(WORLD_MAX_ZOOM + 1, MAX_ZOOM + 1):
        columns, rows = _touched(window, z)
        if len(columns) * len(rows) > _MAX_TILES:
            break
        # Columns beyond 180 degrees come round again.
        level = {(z, x % 2**z, y): basemap.tile(z, x % 2**z, y) for x in columns for y in rows}
        total_bytes += sum(map(len, level.values()))
        if total_bytes > MAX_BYTES:
            break
        carried |= level
    return carried


def _world(z: int) -> Iterator[tuple[int, int]]:
    return product(range(2**z), range(2**z))


def _touched(window: MapWindow, z: int) -> tuple[range, range]:
    """Return the columns and rows of tiles that a window with its margin touches; columns may count on."""
    west, south, east, north = window
    corners = np.array([[west, min(north, _MAX_LAT_DEG)], [east, max(south, -_MAX_LAT_DEG)]])
    (left, top), (right, bottom) = (TileFrame(z, 0, 0).project(corners) / EXTENT).tolist()
    margin, size = _MARGIN * max(right - left, bottom - top), 2**z
    first = math.floor(left - margin)
    columns = range(first, min(math.floor(right + margin), first + size - 1) + 1)
    return columns, range(max(0, math.floor(top - margin)), min(size - 1, math.floor(bottom + margin)) + 1)
