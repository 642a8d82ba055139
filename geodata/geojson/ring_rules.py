"""Tell what is wrong with the shape of a polygon whose positions are each in order.

RFC 7946 section 3.1.6 wants rings that are closed, have four or more positions and follow the right-hand rule; what
it calls the surface bounded by them is only defined if they do not cross (OGC Simple Features, which shapely tests).

Lines are straight between the coordinates as written (section 3.1.1). Where a polygon makes no sense that way but
does when its longitudes are followed across the antimeridian, it is taken that way, with a warning.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final, cast

import numpy as np
import shapely

from geodata.core.json_path import JsonPath
from geodata.core.problems import Problem, quoted
from geodata.core.text import counted
from geodata.core.units import FULL_TURN_DEG, HALF_TURN_DEG

#: Positions a ring needs: three corners and the first again.
MIN_RING_POSITIONS: Final = 4

_Positions = list[list[float]]


def ring_problems(ring: Sequence[object], spot: JsonPath) -> Iterator[Problem]:
    """Yield what is wrong with one ring by itself: its length and its end.

    ``ring``: positions, (lon, lat) or (lon, lat, height). ``spot``: where the ring stands.
    """
    if len(ring) < MIN_RING_POSITIONS:
        yield spot.problem(
            "geojson.ring-length",
            f"This ring has {counted(len(ring), 'position')}.",
            "A ring needs four or more: its corners, then the first again.",
        )
    if ring and ring[0] != ring[-1]:
        yield spot.problem(
            "geojson.ring-closed",
            f"This ring starts at {quoted(ring[0])} and ends at {quoted(ring[-1])}.",
            "Repeat the first position, digit by digit, as the last.",
        )


def polygon_problems(rings: Sequence[_Positions], spot: JsonPath) -> Iterator[Problem]:
    """Yield what is wrong with a polygon: crossing itself or the antimeridian, or winding the wrong way.

    ``rings``: the outer ring, then the holes; each closed, positions finite, (lon, lat) in degrees. ``spot``: where the
    polygon's coordinates stand.
    """
    as_written = [np.array([position[:2] for position in ring], dtype=float) for ring in rings]
    judged = as_written
    fault = _fault(as_written)
    followed = _across_antimeridian(as_written) if _jumps(as_written) else None
    if fault and followed is not None and not _fault(followed):
        fault, judged = "", followed
    if fault:
        yield _crossing(fault, spot)
    if followed is not None:
        yield _antimeridian(spot)
    if not fault:
        yield from _winding(judged, spot)


def _fault(rings: list[np.ndarray[Any, Any]]) -> str:
    """Return why the rings bound no surface, or an empty string."""
    polygon = shapely.Polygon(rings[0], rings[1:])
    # The reason is asked of a bad polygon only: nobody else is served until it is there.
    return "" if shapely.is_valid(polygon) else cast("str", shapely.is_valid_reason(polygon))


def _jumps(rings: list[np.ndarray[Any, Any]]) -> bool:
    """Tell whether an edge spans more than half a turn; one of a whole turn is the edge of a map of the world."""
    spans = [np.abs(np.diff(ring[:, 0])) for ring in rings]
    return any(bool(((span > HALF_TURN_DEG) & (span < FULL_TURN_DEG)).any()) for span in spans)


def _across_antimeridian(rings: list[np.ndarray[Any, Any]]) -> list[np.ndarray[Any, Any]]:
    """Follow each ring the short way round, holes beside their outer ring."""
    followed: list[np.ndarray[Any, Any]] = []
    for ring in rings:
        lons = np.unwrap(ring[:, 0], period=FULL_TURN_DEG)
        if followed:
            lons += FULL_TURN_DEG * np.round((followed[0][:, 0].mean() - lons.mean()) / FULL_TURN_DEG)
        followed.append(np.column_stack([lons, ring[:, 1]]))
    return followed


def _crossing(reason: str, spot: JsonPath) -> Problem:
    # An error, though RFC 7946 does not say so: such a ring has no inside, and whether a place lies in a province
    # would depend on the program that is asked.
    return spot.problem(
        "geojson.polygon-valid",
        f"This polygon bounds no area: {quoted(reason)}, longitude first.",
        "Redraw it so that its rings neither cross nor overlap, with holes inside the outer ring.",
    )


def _antimeridian(spot: JsonPath) -> Problem:
    return spot.problem(
        "geojson.antimeridian",
        "An edge of this polygon spans more than 180 degrees of longitude.",
        "If it crosses the antimeridian, cut it in two there (RFC 7946 section 3.1.9).",
        "warning",
    )


def _winding(rings: list[np.ndarray[Any, Any]], spot: JsonPath) -> Iterator[Problem]:
    # Section 3.1.6: "exterior rings are counterclockwise, and holes are clockwise"; and: "parsers SHOULD NOT reject
    # Polygons that do not follow the right-hand rule", hence a warning.
    for index, ring in enumerate(rings):
        if bool(shapely.is_ccw(shapely.LinearRing(ring))) != (index == 0):
            name, wanted = ("outer ring", "counterclockwise") if index == 0 else ("hole", "clockwise")
            yield spot.element(index).problem(
                "geojson.right-hand-rule",
                f"This {name} does not run {wanted}.",
                "Reverse the order of its positions.",
                "warning",
            )
