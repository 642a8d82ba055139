"""Tell what is wrong with a geometry: its coordinates, nested as its type wants them (RFC 7946 section 3.1)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from geodata.core.json_path import JsonPath
from geodata.core.problems import Problem, Severity, quoted
from geodata.core.text import counted
from geodata.geojson.intricacy import intricacy_problems, may_be_intricate
from geodata.geojson.object_rules import bbox_problems, canonical_type, crs_problems, forbidden_problems, type_problems
from geodata.geojson.position_rules import (
    MAX_NUMBERS,
    is_number,
    is_plain,
    is_sound,
    position_problems,
    precision_problems,
)
from geodata.geojson.ring_rules import MIN_RING_POSITIONS, polygon_problems, ring_problems

#: How deep the positions of each type lie in its coordinates.
POSITION_DEPTH: Final[Mapping[str, int]] = {
    "Point": 0, "MultiPoint": 1, "LineString": 1, "MultiLineString": 2, "Polygon": 2, "MultiPolygon": 3,
}  # fmt: skip
GEOMETRY_TYPES: Final = (*POSITION_DEPTH, "GeometryCollection")

_LINE_TYPES: Final = ("LineString", "MultiLineString")
_POLYGON_TYPES: Final = ("Polygon", "MultiPolygon")
_MIN_LINE_POSITIONS: Final = 2
_POINT_MEMBERS: Final = frozenset({"type", "coordinates"})


def geometry_problems(geometry: dict[str, Any], spot: JsonPath, range_severity: Severity) -> Iterator[Problem]:
    """Yield everything that is wrong with one geometry object.

    ``geometry``: a JSON object; positions are (lon, lat) in degrees. ``spot``: where it stands. ``range_severity``: how
    bad a coordinate beyond 180 or 90 degrees is.
    """
    if geometry.keys() == _POINT_MEMBERS and geometry["type"] == "Point" and is_plain(geometry["coordinates"]):
        return  # nearly every geometry of a large file, and nothing below would find fault with it
    yield from type_problems(geometry, spot, GEOMETRY_TYPES)
    # Section 7.1: a geometry MUST NOT contain the members that make a Feature or a FeatureCollection.
    yield from forbidden_problems(geometry, spot, ("geometry", "properties", "features"))
    yield from crs_problems(geometry, spot)
    yield from bbox_problems(geometry, spot, range_severity)
    kind = canonical_type(geometry, GEOMETRY_TYPES)
    if kind == "GeometryCollection":
        yield from _collection_problems(geometry, spot, range_severity)
    elif kind is not None and "coordinates" not in geometry:
        yield spot.problem(
            "geojson.coordinates",
            f"This {kind} has no member 'coordinates'.",
            "Add it, or make the whole geometry null where the place is not known.",
        )
    elif kind is not None:
        yield from _coordinates_problems(kind, geometry["coordinates"], spot.member("coordinates"), range_severity)


def _collection_problems(collection: dict[str, Any], spot: JsonPath, range_severity: Severity) -> Iterator[Problem]:
    members, spot = collection.get("geometries"), spot.member("geometries")
    if not isinstance(members, list):
        message = f"The geometries of this GeometryCollection are {quoted(members)}."
        yield spot.problem("geojson.geometries", message, "Make 'geometries' an array of geometries.")
        return
    if len(members) == 1:
        yield _avoid(spot, "holds a single geometry", "Write that geometry by itself.")
    for index, member in enumerate(members):
        member_spot = spot.element(index)
        if not isinstance(member, dict):
            message = f"{quoted(member)} stands where a geometry should."
            yield member_spot.problem("geojson.geometries", message, "Write a geometry, or take it out.")
            continue
        if canonical_type(member, GEOMETRY_TYPES) == "GeometryCollection":
            yield _avoid(member_spot, "stands inside another", "Put its geometries into the outer one.")
        yield from geometry_problems(member, member_spot, range_severity)


def _avoid(spot: JsonPath, fault: str, remedy: str) -> Problem:
    return spot.problem("geojson.geometry-collection", f"This GeometryCollection {fault}.", remedy)


def _coordinates_problems(
    kind: str, coordinates: object, spot: JsonPath, range_severity: Severity
) -> Iterator[Problem]:
    depth = POSITION_DEPTH[kind]
    if coordinates == [] and kind not in ("Point", "LineString"):
        # Section 3.1: "GeoJSON processors MAY interpret Geometry objects with empty "coordinates" arrays as null".
        message = f"This {kind} has no positions: its coordinates are []."
        yield spot.problem("geojson.empty", message, "Make the whole geometry null.", "warning")
        return
    yield from _nesting_problems(coordinates, depth, spot, range_severity)
    if kind in _LINE_TYPES:
        for line, line_spot in _lists(coordinates, depth - 1, spot):
            yield from _line_problems(line, line_spot)
    if kind in _POLYGON_TYPES:
        intricate = list(_intricacy_problems([ring for ring, _ in _lists(coordinates, depth - 1, spot)], spot))
        yield from intricate
        for polygon, polygon_spot in _lists(coordinates, depth - 2, spot):
            yield from _polygon_problems(polygon, polygon_spot, is_judged=not intricate)
    yield from precision_problems(_positions(coordinates, depth), spot)


def _nesting_problems(node: object, depth: int, spot: JsonPath, range_severity: Severity) -> Iterator[Problem]:
    """Go down to the positions; a sound position costs no more than being found sound."""
    if depth == 0:
        if not is_sound(node):
            yield from position_problems(node, spot, range_severity)
    elif not isinstance(node, list):
        nesting = " Put more brackets around the numbers." if is_number(node) else ""
        message = f"{quoted(node)} stands where an array of {'positions' if depth == 1 else 'arrays'} should."
        yield spot.problem("geojson.nesting", message, f"Nest the coordinates as the type requires.{nesting}")
    else:
        for index, child in enumerate(node):
            if depth > 1 or not is_sound(child):
                yield from _nesting_problems(child, depth - 1, spot.element(index), range_severity)


def _lists(node: object, depth: int, spot: JsonPath) -> Iterator[tuple[list[Any], JsonPath]]:
    """Yield each array that lies at a depth, with its place; what is not an array has been reported."""
    if not isinstance(node, list):
        return
    if depth == 0:
        yield node, spot
        return
    for index, child in enumerate(node):
        yield from _lists(child, depth - 1, spot.element(index))


def _positions(node: object, depth: int) -> Iterator[object]:
    if depth == 0:
        yield node
    elif isinstance(node, list):
        for child in node:
            yield from _positions(child, depth - 1)


def _line_problems(line: list[Any], spot: JsonPath) -> Iterator[Problem]:
    if len(line) < _MIN_LINE_POSITIONS:
        yield spot.problem(
            "geojson.line-length",
            f"This line has {counted(len(line), 'position')}: {quoted(line)}.",
            "A line needs two or more; a single place is a Point.",
        )


def _polygon_problems(polygon: list[Any], spot: JsonPath, *, is_judged: bool) -> Iterator[Problem]:
    if not polygon:
        yield spot.problem(
            "geojson.ring-length", "The polygon has no ring: its coordinates are [].", "Draw one, or take it out."
        )
        return
    for ring, ring_spot in _lists(polygon, 1, spot):
        yield from ring_problems(ring, ring_spot)
    if is_judged and all(_is_drawable(ring) for ring in polygon):
        yield from polygon_problems(polygon, spot)


def _intricacy_problems(rings: list[list[Any]], spot: JsonPath) -> Iterator[Problem]:
    # First the number, then each position: nearly no shape has so many that this is worth looking at.
    if may_be_intricate(sum(map(len, rings))):
        yield from intricacy_problems([ring for ring in rings if _is_drawable(ring)], spot)


def _is_drawable(ring: object) -> bool:
    """Tell whether a ring is in order by itself; only then can its shape be judged."""
    return (
        isinstance(ring, list)
        and len(ring) >= MIN_RING_POSITIONS
        and all(isinstance(position, list) and is_sound(position[:MAX_NUMBERS]) for position in ring)
        and bool(ring[0] == ring[-1])
    )
