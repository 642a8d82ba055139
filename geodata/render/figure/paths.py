"""Shapes of the globe as paths on the paper."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import shapely
from numpy.typing import NDArray

from geodata.core.result_cache import remembered

if TYPE_CHECKING:
    from geodata.render.figure.projection import Floats, Plane

#: How far an outline may stray from the projected one, in points: a tenth of a hairline.
_STRAY_PT: Final = 0.025
#: Kept beyond the frame, so that lines along a cut are not seen.
_BEYOND_PT: Final = 24.0
#: Positions this near to each other are one: what is cut on the globe joins again.
_GRID_PT: Final = 1 / 512
_SEAM_DEG: Final = 1e-6


def numbers(points: Floats) -> str:
    """Return points as the numbers of a path."""
    return " ".join(f"{x:.2f},{y:.2f}" for x, y in points.tolist())


def line_data(lines: Iterable[Floats]) -> str:
    """Return open lines as the data of a path."""
    return "".join(f"M{numbers(line)}" for line in lines)


def area_data(area: shapely.Geometry) -> str:
    """Return the rings of an area on the paper as the data of a path."""
    return "".join(f"M{numbers(shapely.get_coordinates(ring)[:-1])}Z" for ring in rings(area))


def rings(area: shapely.Geometry) -> list[shapely.Geometry]:
    """Return the rings of an area, outer ones first."""
    polygons = [part for part in shapely.get_parts(shapely.get_parts(area)) if part.geom_type == "Polygon"]
    return [ring for polygon in polygons for ring in (polygon.exterior, *polygon.interiors) if not ring.is_empty]


def outline_points(plane: Plane, area: shapely.Geometry) -> list[tuple[float, float]]:
    """Return points along the outlines of an area, 3 pt apart on the paper."""
    points: list[tuple[float, float]] = []
    for ring in rings(flat_area(plane, area)):
        at = np.arange(0, ring.length, 3.0)
        points += map(tuple, shapely.get_coordinates(shapely.line_interpolate_point(ring, at)).tolist())
    return points


@remembered
def flat_area(plane: Plane, area: shapely.Geometry) -> shapely.Geometry:
    """Return an area on the paper, near the frame, joined where it was cut on the globe.

    ``area``: Polygon or MultiPolygon, (lon, lat) in degrees, cut at the antimeridian and reaching up to the poles.
    """
    flat = shapely.transform(_turned(plane, area), plane.points)
    if _is_cut(plane, area) or not shapely.is_valid(flat):
        parts = [part for part in shapely.get_parts(flat) if part.geom_type == "Polygon"]
        valid = [shapely.make_valid(part, method="structure", keep_collapsed=False) for part in parts]
        flat = shapely.union_all(valid, grid_size=_GRID_PT)
        # Closes what is left of a cut that runs into a pole.
        flat = flat.buffer(2 * _GRID_PT, join_style="mitre").buffer(-2 * _GRID_PT, join_style="mitre")
    return shapely.simplify(_framed(plane, flat), _STRAY_PT)


def _framed(plane: Plane, flat: shapely.Geometry) -> shapely.Geometry:
    far = (-_BEYOND_PT, -_BEYOND_PT, plane.width_pt + _BEYOND_PT, plane.height_pt + _BEYOND_PT)
    west, north, east, south = shapely.bounds(flat)
    if west >= far[0] and north >= far[1] and east <= far[2] and south <= far[3]:
        return flat
    return shapely.intersection(flat, shapely.box(*far))


def _is_cut(plane: Plane, area: shapely.Geometry) -> bool:
    """Tell whether an area ends at an edge of a map from -180 to 180 degrees, or is cut for this one."""
    west, south, east, north = area.bounds
    return bool(
        plane.is_world
        or west <= -180 + _SEAM_DEG
        or east >= 180 - _SEAM_DEG
        or abs(south) >= 90 - _SEAM_DEG
        or abs(north) >= 90 - _SEAM_DEG
    )


def _turned(plane: Plane, area: shapely.Geometry) -> shapely.Geometry:
    """Return an area with its longitudes within half a turn of the middle of a map of the world."""
    if not plane.is_world:
        return area
    window = (plane.lon - 180 + _SEAM_DEG, -90, plane.lon + 180 - _SEAM_DEG, 90)
    pieces = [
        shapely.intersection(
            shapely.transform(area, lambda xy, by=turn: xy + np.array([by, 0.0])), shapely.box(*window)
        )
        for turn in (-360.0, 0.0, 360.0)
    ]
    polygons = [part for piece in pieces for part in shapely.get_parts(piece) if part.geom_type == "Polygon"]
    return shapely.segmentize(shapely.MultiPolygon(polygons), 1.0)


def in_windows(plane: Plane, geometries: NDArray[Any], tree: shapely.STRtree) -> tuple[NDArray[Any], NDArray[Any]]:
    """Return which geometries of the base map come near the frame, and their shapes on the paper.

    ``geometries``, ``tree``: a layer of the base map and its tree, (lon, lat) in degrees.
    Returns row numbers, and as many shapes, clipped near the frame; a geometry may come twice, from both sides of the
    antimeridian.
    """
    rows, shapes = [], []
    for west, south, east, north in plane.windows():
        for turn_deg in (-360.0, 0.0, 360.0):
            window = (west + turn_deg, south, east + turn_deg, north)
            if window[0] >= 180 or window[2] <= -180:  # noqa: PLR2004 - the antimeridian
                continue
            found = np.sort(tree.query(shapely.box(*window)))
            rows.append(found)
            shapes.append(_projected(plane, geometries[found], window, turn_deg))
    if not rows:
        return np.empty(0, dtype=np.int64), np.empty(0, dtype=object)
    return np.concatenate(rows), np.concatenate(shapes)


def _projected(
    plane: Plane, found: NDArray[Any], window: tuple[float, float, float, float], turn_deg: float
) -> NDArray[Any]:
    # An edge of the window is straight in degrees and bent on the paper; on a map of the world, points at its very edge
    # would fall on the other side.
    steps_deg = max(0.01, max(window[2] - window[0], window[3] - window[1]) / 90)
    inner = (window[0] - turn_deg + _SEAM_DEG, window[2] - turn_deg - _SEAM_DEG)

    def to_paper(lonlat: Floats) -> Floats:
        return plane.points(np.column_stack([np.clip(lonlat[:, 0] - turn_deg, *inner), lonlat[:, 1]]))

    dense = found.copy()
    # Points, and lines without length, which rounding leaves in the files, cannot be cut up.
    long = shapely.length(found) > 0
    dense[long] = shapely.segmentize(found[long], steps_deg)
    clipped = shapely.clip_by_rect(dense, *window)
    flat = shapely.transform(clipped, to_paper)
    far = (-_BEYOND_PT, -_BEYOND_PT, plane.width_pt + _BEYOND_PT, plane.height_pt + _BEYOND_PT)
    framed: NDArray[Any] = shapely.clip_by_rect(flat, *far)
    return framed
