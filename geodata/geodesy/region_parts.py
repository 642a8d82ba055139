"""A region as it lies on the Earth, and what is left of the Earth outside of it: each in connected parts.

On a map that ends at the antimeridian and the poles, the antimeridian is no edge of a region that lies on both sides of
it, and the upper end of the map is one point. Areas are (lon, lat) in degrees, edges straight in these (RFC 7946,
section 3.1.1), -180 to 180.
"""

from __future__ import annotations

import math
from typing import Final

import shapely
import shapely.affinity

from geodata.core.result_cache import remembered
from geodata.core.units import FULL_TURN_DEG
from geodata.geodesy.antimeridian import WORLD

_WEST, _EAST = (shapely.LineString([(lon, -90), (lon, 90)]) for lon in (-180, 180))
_POLES: Final = tuple(shapely.LineString([(-180, lat), (180, lat)]) for lat in (-90, 90))


@remembered
def in_map_range(region: shapely.Geometry) -> shapely.Geometry:
    """Return a region with its longitudes in -180 to 180, whichever turn of the globe they were counted from.

    >>> sorted(part.bounds for part in in_map_range(shapely.box(170, 0, 190, 10)).geoms)
    [(-180.0, 0.0, -170.0, 10.0), (170.0, 0.0, 180.0, 10.0)]
    """
    if region.is_empty:
        return region
    west, _, east, _ = region.bounds
    first, last = (math.floor((lon + 180) / FULL_TURN_DEG) for lon in (west, east))
    if region.geom_type == "Polygon" and west >= -180 and east <= 180:  # noqa: PLR2004 - degrees
        return region
    turned = [shapely.affinity.translate(region, -turn * FULL_TURN_DEG) for turn in range(first, last + 1)]
    return _polygons(shapely.intersection(shapely.union_all(turned), WORLD))


@remembered
def outside_of(region: shapely.Geometry) -> shapely.Geometry:
    """Return all of the Earth that is outside of a region, holes among it; empty if nothing is."""
    return _polygons(shapely.difference(WORLD, in_map_range(region)))


def _polygons(area: shapely.Geometry) -> shapely.Geometry:
    # Where areas only touch, a line or a point is left between them.
    parts = [part for part in shapely.get_parts(area) if part.geom_type == "Polygon"]
    return parts[0] if len(parts) == 1 else shapely.MultiPolygon(parts)


@remembered
def connected_parts(area: shapely.Geometry) -> tuple[shapely.Geometry, ...]:
    """Return the parts of an area on the map that hang together: over the antimeridian, or at a pole, too.

    >>> belt = shapely.box(-180, -10, 180, 10)
    >>> [part.bounds for part in connected_parts(outside_of(belt))]
    [(-180.0, -90.0, 180.0, -10.0), (-180.0, 10.0, 180.0, 90.0)]
    >>> len(connected_parts(in_map_range(shapely.box(170, 0, 190, 10))))
    1
    """
    parts = [part for part in shapely.get_parts(area) if not part.is_empty]  # outside of the whole Earth is nothing
    if len(parts) <= 1:
        return tuple(parts)
    group = list(range(len(parts)))

    def join(numbers: list[int]) -> None:
        for number in numbers:
            before, now = group[number], group[numbers[0]]
            group[:] = [now if one == before else one for one in group]

    for pole in _POLES:
        join([number for number, part in enumerate(parts) if shapely.intersection(part, pole).length > 0])
    east, west = ([shapely.intersection(part, edge) for part in parts] for edge in (_EAST, _WEST))
    west = [shapely.affinity.translate(edge, FULL_TURN_DEG) for edge in west]
    for one, edge in enumerate(east):
        if edge.length > 0:
            join([one, *(other for other, across in enumerate(west) if shapely.intersection(edge, across).length > 0)])
    numbers = dict.fromkeys(group)
    return tuple(shapely.MultiPolygon([parts[i] for i, one in enumerate(group) if one == number]) for number in numbers)


def turned_copies(area: shapely.Geometry) -> shapely.Geometry:
    """Return an area on the map with its copies one turn to the west and to the east, those that meet made one."""
    turns = (-FULL_TURN_DEG, 0.0, FULL_TURN_DEG)
    return shapely.union_all([shapely.affinity.translate(area, turn) for turn in turns])
