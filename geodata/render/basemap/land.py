"""Which land a tile shows: polygons joined where the files cut them, without specks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import shapely

from geodata.render.basemap.files import near
from geodata.render.basemap.frame import EXTENT, deltas, tolerance_units

if TYPE_CHECKING:
    from geodata.render.basemap.files import BasemapLayer
    from geodata.render.basemap.frame import Array, TileFrame

#: From here land is read from the full level, which is cut into small pieces.
SUBDIVIDED_MIN_ZOOM: Final = 7
#: Up to here islands and lakes that would be specks are left out, not only those below a unit.
OVERVIEW_MAX_ZOOM: Final = 3
#: Land is joined across the antimeridian from here; further out that takes a third of a second for one outline.
SEAM_MIN_ZOOM: Final = 2
#: A ring with fewer points has no area.
MIN_RING_POINTS: Final = 4


def land_polygons(frame: TileFrame, layer: BasemapLayer) -> list[list[list[int]]]:
    """Return the tile's land as polygons of rings, without islands and lakes too small to draw."""
    _, shapes = near(frame, layer)
    tolerance = tolerance_units(frame)
    least = 2 * tolerance if frame.z <= OVERVIEW_MAX_ZOOM else 1.0
    polygons = shapely.get_parts(shapes)
    if frame.z >= SUBDIVIDED_MIN_ZOOM:
        polygons = _joined(polygons, np.ones(len(polygons), dtype=bool))
    elif frame.z >= SEAM_MIN_ZOOM:
        polygons = _joined(polygons, _at_antimeridian(frame, polygons))
    # Holes wound against the outer ring, so that both of the usual fill rules leave a lake open.
    polygons = shapely.orient_polygons(polygons[_extent(polygons) >= least])
    rings, owner = shapely.get_rings(polygons, return_index=True)
    large = _extent(rings) >= least
    points, ring_of = shapely.get_coordinates(rings[large], return_index=True)
    # As lines: the polygon form of the same call mends crossings smaller than can be seen, at ten times the cost.
    lines = shapely.simplify(shapely.linestrings(points, indices=ring_of), tolerance, preserve_topology=False)
    land: dict[int, list[list[int]]] = {}
    for polygon, line in zip(owner[large].tolist(), lines, strict=True):
        ring = deltas(shapely.get_coordinates(line))
        if len(ring) >= 2 * MIN_RING_POINTS:
            land.setdefault(polygon, []).append(ring)
    return list(land.values())


def _at_antimeridian(frame: TileFrame, polygons: Array) -> Array:
    """Return which polygons touch the line where the world ends, as far as that is an edge of the tile."""
    west, _, east, _ = shapely.bounds(polygons).T
    touching = np.zeros(len(polygons), dtype=np.bool_)
    if frame.x == 0:
        touching |= (west < 1) & (east > -1)
    if frame.x == 2**frame.z - 1:
        touching |= (west < EXTENT + 1) & (east > EXTENT - 1)
    return touching


def _joined(polygons: Array, cut: Array) -> Array:
    """Return the polygons with those joined that are pieces of one land, so that no cut shows.

    The full level is cut into small pieces, and every level at the antimeridian.
    """
    union = shapely.union_all(shapely.make_valid(polygons[cut]), grid_size=1.0)
    parts = shapely.get_parts(union)
    joined: Array = np.concatenate([polygons[~cut], parts[shapely.get_type_id(parts) == shapely.GeometryType.POLYGON]])
    return joined


def _extent(shapes: Array) -> Array:
    """Return the longer side of each shape's bounding box; NaN for an empty one."""
    bounds = shapely.bounds(shapes)
    longer: Array = np.maximum(bounds[:, 2] - bounds[:, 0], bounds[:, 3] - bounds[:, 1])
    return longer
