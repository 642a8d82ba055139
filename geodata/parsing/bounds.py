"""What part of the Earth a map is asked to show: west, south, east and north, in degrees."""

from __future__ import annotations

from geodata.core.units import FULL_TURN_DEG
from geodata.geojson.position_rules import MAX_LAT_DEG, MAX_LON_DEG

MapExtent = tuple[float, float, float, float]
"""West, south, east, north; west is greater than east across the antimeridian."""


def faults(extent: MapExtent) -> list[str]:
    """Return why an extent is none on the globe, a sentence for each reason.

    >>> faults((170, -20, -170, 20)), faults((40, 95, 41, 99))
    ([], ['The extent runs from 95° to 99° of latitude: give the southern one first, from -90 to 90.'])
    """
    west, south, east, north = extent
    found = []
    # Asked so that what is not a number is a fault, too.
    if not -MAX_LAT_DEG <= south < north <= MAX_LAT_DEG:
        found.append(
            f"The extent runs from {south:g}° to {north:g}° of latitude: give the southern one first, from -90 to 90."
        )
    if not (abs(west) <= MAX_LON_DEG and abs(east) <= MAX_LON_DEG and west != east):
        found.append(f"The extent runs from {west:g}° to {east:g}° of longitude: give two from -180 to 180.")
    return found


def counted_on(extent: MapExtent) -> MapExtent:
    """Return an extent with east greater than west: beyond 180 degrees across the antimeridian.

    >>> counted_on((170.0, -20.0, -170.0, 20.0))
    (170.0, -20.0, 190.0, 20.0)
    """
    west, south, east, north = extent
    return west, south, east if east > west else east + FULL_TURN_DEG, north
