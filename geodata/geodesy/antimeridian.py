"""What a closed way around the globe encloses, on a map from 180 degrees west to 180 east.

Areas that cross the antimeridian are cut there, and areas around a pole reach up to it (RFC 7946, section 3.1.9).
"""

from __future__ import annotations

from typing import Final

import numpy as np
import shapely
from numpy.typing import NDArray

from geodata.core.units import FULL_TURN_DEG

_POLE_LAT_DEG: Final = 90.0
WORLD: Final = shapely.box(-180, -90, 180, 90)


def polygon_left_of(way: NDArray[np.float64]) -> shapely.Geometry:
    """Return what lies to the left of a closed way, as a Polygon or MultiPolygon.

    ``way``: array of shape (n, 2), (lon, lat) in degrees, the first point not repeated; a step is taken the shorter way
    around the globe.

    >>> polygon_left_of(np.array([[179.0, 0.0], [-179.0, 0.0], [-179.0, 1.0], [179.0, 1.0]])).bounds
    (-180.0, 0.0, 180.0, 1.0)
    >>> polygon_left_of(np.array([[0.0, 60.0], [120.0, 60.0], [-120.0, 60.0]])).bounds
    (-180.0, 60.0, 180.0, 90.0)
    """
    closed = np.vstack([way, way[:1]])
    lons = np.unwrap(closed[:, 0], period=FULL_TURN_DEG)
    followed = np.column_stack([lons, closed[:, 1]])[:-1]
    turns = round((lons[-1] - lons[0]) / FULL_TURN_DEG)
    if turns:
        return _around_a_pole(followed, turns)
    area = shapely.Polygon(followed)
    west, east = lons.min(), lons.max()
    if not shapely.is_valid(area) or west < -FULL_TURN_DEG / 2 or east > FULL_TURN_DEG / 2:
        worlds = range(round(west / FULL_TURN_DEG), round(east / FULL_TURN_DEG) + 1)
        area = _joined([part for world in worlds for part in _parts(area, world)])
    # Clockwise on paper: to the left is all the rest of the globe, with both poles.
    return shapely.difference(WORLD, area) if _is_clockwise(followed) else area


def cut_at_antimeridian(area: shapely.Geometry) -> shapely.Geometry:
    """Return an area whose longitudes may run beyond 180 degrees within them, cut there.

    >>> cut_at_antimeridian(shapely.box(179, 0, 181, 1)).bounds
    (-180.0, 0.0, 180.0, 1.0)
    """
    if area.is_empty or (area.bounds[0] >= -FULL_TURN_DEG / 2 and area.bounds[2] <= FULL_TURN_DEG / 2):
        return area
    worlds = range(round(area.bounds[0] / FULL_TURN_DEG), round(area.bounds[2] / FULL_TURN_DEG) + 1)
    return _joined([part for world in worlds for one in shapely.get_parts(area) for part in _parts(one, world)])


def _is_clockwise(ring: NDArray[np.float64]) -> bool:
    # By the signed area: the turn at one corner, which GEOS goes by, is noise where that corner is a pole.
    x, y = (ring - ring[0]).T
    return bool(np.sum(x * np.roll(y, -1) - np.roll(x, -1) * y) < 0)


def _around_a_pole(followed: NDArray[np.float64], turns: int) -> shapely.Geometry:
    """Return what a way that turns around the globe encloses: 1 turn east, the north pole; -1, west, the south pole."""
    # Twice around on both sides, and closed far from what is kept: a way may turn back where it began.
    around = np.vstack([_shifted(followed, turns * count) for count in (-2, -1, 0, 1)])
    pole_lat_deg = turns * _POLE_LAT_DEG
    ring = shapely.Polygon(np.vstack([around, (around[-1, 0], pole_lat_deg), (around[0, 0], pole_lat_deg)]))
    return _joined(_parts(ring, 0))


def _parts(area: shapely.Polygon, world: int) -> list[shapely.Polygon]:
    """Return the parts of an area within one turn of longitudes, 0 being that from -180 to 180, moved into that."""
    valid = area if shapely.is_valid(area) else _joined(_polygons(shapely.make_valid(area)))
    return _polygons(shapely.intersection(shapely.transform(valid, lambda points: _shifted(points, -world)), WORLD))


def _polygons(area: shapely.Geometry) -> list[shapely.Polygon]:
    # Where an area only touches the antimeridian, a line or a point lies on the other side: nothing to draw. Mending
    # may give a collection of several polygons and a line.
    return [part for part in shapely.get_parts(shapely.get_parts(area)) if part.geom_type == "Polygon"]


def _shifted(points: NDArray[np.float64], turns: int) -> NDArray[np.float64]:
    shifted: NDArray[np.float64] = points + np.array([turns * FULL_TURN_DEG, 0.0])
    return shifted


def _joined(parts: list[shapely.Polygon]) -> shapely.Geometry:
    return parts[0] if len(parts) == 1 else shapely.MultiPolygon(parts)
