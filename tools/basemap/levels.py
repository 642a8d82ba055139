"""How much of the full data each range of zooms needs: lines simplified, land simplified and cut into pieces.

Coordinates lie on a grid of 2**-14 degrees, under 4 m of rounding: such numbers end in zero bits, and the zipped files
are a third of the plain ones.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely

if TYPE_CHECKING:
    from tools.basemap.natural_earth import Geometries

GRID_DEG: Final = 2.0**-14
MAX_VERTICES: Final = 512


@dataclass(frozen=True, slots=True)
class Level:
    """How much of the full data a range of zooms needs."""

    name: str
    tolerance_deg: float
    """Simplification; 0 keeps every vertex."""
    min_extent_deg: float
    """Islands and lakes that are smaller both ways are left out."""
    max_river_rank: int
    max_province_zoom: float
    """Province lines that Natural Earth shows only from a later zoom are left out; negative leaves out all."""
    subdivided: bool
    """Land is cut into small pieces, which a reader has to join again; worth it where a tile shows little of it."""


LEVELS: Final = (
    Level("world", 0.04, 0.15, 1, -1.0, subdivided=False),
    Level("low", 0.011, 0.04, 3, -1.0, subdivided=False),
    Level("mid", 0.0014, 0.004, 6, 8.0, subdivided=False),
    Level("full", 0.0, 0.0, 99, 99.0, subdivided=True),
)


def simplified(lines: Geometries, level: Level) -> Geometries:
    """Return lines simplified for the level and rounded to the grid."""
    rounded: Geometries = shapely.transform(
        shapely.simplify(lines, level.tolerance_deg), lambda xy: np.round(xy / GRID_DEG) * GRID_DEG
    )
    return rounded


def land_at(land: Geometries, level: Level) -> Geometries:
    """Return land for the level: simplified, without what is too small, cut into small pieces, on the grid."""
    pieces = [_without_small_holes(polygon, level) for polygon in land if extent_deg(polygon) >= level.min_extent_deg]
    pieces = [shapely.simplify(polygon, level.tolerance_deg) for polygon in pieces]
    if level.subdivided:
        pieces = _subdivided(pieces)
    rounded = shapely.get_parts(shapely.set_precision(np.array(pieces, dtype=object), GRID_DEG))
    oriented: Geometries = shapely.orient_polygons(rounded[~shapely.is_empty(rounded)], exterior_cw=False)
    return oriented


def extent_deg(geometry: shapely.Geometry) -> float:
    """Return the longer side of a geometry's bounding box, in degrees."""
    west, south, east, north = geometry.bounds
    return float(max(east - west, north - south))


def _without_small_holes(polygon: shapely.Polygon, level: Level) -> shapely.Polygon:
    """Return the polygon without lakes too small for the level."""
    holes = [ring for ring in polygon.interiors if extent_deg(ring) >= level.min_extent_deg]
    return shapely.Polygon(polygon.exterior, holes)


def _subdivided(polygons: list[shapely.Polygon]) -> list[shapely.Polygon]:
    """Return polygons halved along grid lines until none has more than ``MAX_VERTICES``."""
    done: list[shapely.Polygon] = []
    stack = polygons[::-1]
    while stack:
        polygon = stack.pop()
        if shapely.get_num_coordinates(polygon) <= MAX_VERTICES:
            done.append(polygon)
            continue
        west, south, east, north = polygon.bounds
        wide = east - west > north - south
        # The cut lies on the grid, so that rounding moves no vertex off it and both sides still meet.
        cut = round(((west + east) if wide else (south + north)) / 2 / GRID_DEG) * GRID_DEG
        halves = (
            (shapely.box(west, south, cut, north), shapely.box(cut, south, east, north))
            if wide
            else (shapely.box(west, south, east, cut), shapely.box(west, cut, east, north))
        )
        for half in halves:
            parts = shapely.get_parts(shapely.intersection(polygon, half))
            stack.extend(part for part in parts if shapely.get_dimensions(part) == 2)  # noqa: PLR2004 - an area
    return done
