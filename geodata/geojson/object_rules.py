"""Tell what any GeoJSON object may not do: lack a type, hold members of another type, name its own CRS."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from geodata.core.json_path import JsonPath
from geodata.core.problems import Problem, Severity, quoted
from geodata.geojson.position_rules import is_finite, is_number, range_problems

_LENGTHS: Final = (4, 6)


def canonical_type(holder: dict[str, Any], allowed: Sequence[str]) -> str | None:
    """Return the type an object means, upper and lower case apart, or None.

    >>> canonical_type({"type": "linestring"}, ("Point", "LineString"))
    'LineString'
    """
    written = holder.get("type")
    if not isinstance(written, str):
        return None
    return next((kind for kind in allowed if kind.lower() == written.lower()), None)


def type_problems(holder: dict[str, Any], spot: JsonPath, allowed: Sequence[str]) -> Iterator[Problem]:
    """Yield the problem of a ``type`` that is missing, misspelled or not allowed here.

    RFC 7946 section 1.4: "the case-sensitive strings".
    """
    if holder.get("type") in allowed:
        return
    one_of = quoted(allowed[0]) if len(allowed) == 1 else "one of " + ", ".join(map(quoted, allowed))
    if "type" not in holder:
        yield spot.problem("geojson.type", "The member 'type' is missing.", f"Add it: {one_of}.")
        return
    written = holder["type"]
    meant = canonical_type(holder, allowed)
    remedy = f"Write {quoted(meant)}: types are case-sensitive." if meant else f"Write {one_of}."
    yield spot.member("type").problem("geojson.type", f"{quoted(written)} is not a type allowed here.", remedy)


def forbidden_problems(holder: dict[str, Any], spot: JsonPath, names: Sequence[str]) -> Iterator[Problem]:
    """Yield a problem for each member that belongs to another type of object (RFC 7946 section 7.1)."""
    for name in names:
        if name in holder:
            yield spot.member(name).problem(
                "geojson.changed-semantics",
                f"An object of type {quoted(holder.get('type'))} may not have a member {quoted(name)}.",
                "Rename it, or move it into the object it belongs to: readers tell objects apart by it.",
            )


def crs_problems(holder: dict[str, Any], spot: JsonPath) -> Iterator[Problem]:
    """Warn of the member ``crs``, which RFC 7946 removed (section 4 and appendix B.1)."""
    if "crs" in holder:
        yield spot.member("crs").problem(
            "geojson.crs",
            f"The coordinate system {quoted(holder['crs'])} is ignored: GeoJSON is always WGS84.",
            "Take it out if the coordinates are WGS84 degrees; transform them if they are not.",
            "warning",
        )


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
        yield spot.problem(
            "geojson.bbox",
            f"The bounding box {quoted(bbox)} is not an array of 4 or 6 numbers.",
            "Write [west, south, east, north], or leave it out.",
        )
    elif not all(is_number(edge) and is_finite(edge) for edge in bbox):
        yield spot.problem(
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
        yield spot.problem(
            "geojson.bbox",
            f"The bounding box {quoted(bbox)} has its south, {quoted(south)}, north of its north, {quoted(north)}.",
            "Write [west, south, east, north].",
        )
