"""Tell what is wrong with a bounding box (RFC 7946 section 5)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from geodata.core.problems import Problem, Severity, quoted
from geodata.geojson.position_rules import is_finite, is_number, range_problems

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geodata.core.json_path import JsonPath

_LENGTHS: Final = (4, 6)


def bbox_problems(holder: dict[str, Any], spot: JsonPath, range_severity: Severity) -> Iterator[Problem]:
    """Yield what is wrong with the ``bbox`` of a GeoJSON object, if it has one.

    West may be greater than east: the box then crosses the antimeridian (section 5.2).

    ``holder``: the object; its ``bbox`` is (west, south, east, north) or (west, south, lowest, east, north, highest).
    ``spot``: where the object stands. ``range_severity``: how bad a coordinate beyond 180 or 90 degrees is.
    """
    if "bbox" not in holder:
        return
    bbox, spot = holder["bbox"], spot.member("bbox")
    if not isinstance(bbox, list) or len(bbox) not in _LENGTHS:
        yield Problem(
            str(spot),
            "geojson.bbox",
            f"The bounding box {quoted(bbox)} is not an array of 4 or 6 numbers.",
            "Write [west, south, east, north], or leave it out.",
        )
    elif not all(is_number(edge) and is_finite(edge) for edge in bbox):
        yield Problem(
            str(spot),
            "geojson.bbox",
            f"The bounding box {quoted(bbox)} holds something other than numbers.",
            "Write each edge as a number, without quotation marks.",
        )
    else:
        yield from _edge_problems(bbox, spot, range_severity)


def _edge_problems(bbox: list[float], spot: JsonPath, range_severity: Severity) -> Iterator[Problem]:
    half = len(bbox) // 2
    west, south, east, north = bbox[0], bbox[1], bbox[half], bbox[half + 1]
    yield from range_problems(west, south, spot, range_severity)
    yield from range_problems(east, north, spot, range_severity)
    if south > north:
        yield Problem(
            str(spot),
            "geojson.bbox",
            f"The bounding box {quoted(bbox)} has its south, {quoted(south)}, north of its north, {quoted(north)}.",
            "Write [west, south, east, north].",
        )
