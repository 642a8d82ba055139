"""What a geometry of somebody else's file is to a case: rounded to a centimetre, and judged like any other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from geodata.core.json_path import JsonPath
from geodata.core.problems import quoted
from geodata.core.text import counted
from geodata.geojson.geometry_rules import geometry_problems
from geodata.geojson.position_rules import USEFUL_DECIMALS
from geodata.importing.limits import MAX_GEOMETRY_POINTS, MAX_PARTS
from geodata.importing.table import Fault

if TYPE_CHECKING:
    from geodata.importing.table import Json

SITE_TYPES: Final = ("Point", "Polygon", "MultiPolygon")


def rounded(geometry: Json) -> Json:
    """Return a geometry with no more than seven decimals, and without heights or members of its own.

    >>> rounded({"type": "Point", "coordinates": [40.05600000001, 35.396, 210.0]})
    {'type': 'Point', 'coordinates': [40.056, 35.396]}
    """
    return {"type": geometry.get("type"), "coordinates": _rounded(geometry.get("coordinates"))}


def _rounded(node: Any) -> Any:  # noqa: ANN401 - positions nested to any depth
    if isinstance(node, (list, tuple)):
        is_position = bool(node) and not isinstance(node[0], (list, tuple))
        return [_rounded(child) for child in (node[:2] if is_position else node)]
    return round(node, USEFUL_DECIMALS) if isinstance(node, float) else node


def points_in(coordinates: Any) -> int:  # noqa: ANN401 - positions nested to any depth
    """Return how many positions there are.

    >>> points_in([[[0, 0], [1, 0], [1, 1], [0, 0]]])
    4
    """
    level, found = [coordinates], 0
    while level:
        lists = [node for node in level if isinstance(node, (list, tuple)) and node]
        deeper = [node for node in lists if isinstance(node[0], (list, tuple))]
        found += len(lists) - len(deeper)
        level = [child for node in deeper for child in node]
    return found


def too_large(points: int, parts: int = 1) -> Fault | None:
    """Return why a geometry of this size is not read, if it is not: cheap, and asked before anything is made of it."""
    if points <= MAX_GEOMETRY_POINTS and parts <= MAX_PARTS:
        return None
    most = f"at most {MAX_GEOMETRY_POINTS:,} in {MAX_PARTS:,} parts are read"
    message = f"The geometry has {points:,} points in {counted(parts, 'part')}; {most}."
    return Fault("geometry", message, "Simplify the shape, or draw the place as one point.")


def site_geometry(geometry: Json) -> Json | Fault:
    """Return the geometry of a site, or why a case can have none like it.

    >>> site_geometry({"type": "MultiPoint", "coordinates": [[1.0, 2.0]]})
    {'type': 'Point', 'coordinates': [1.0, 2.0]}
    >>> site_geometry({"type": "Point", "coordinates": [35.396, 140.056]}).rule
    'geojson.range'
    """
    kind, coordinates = geometry.get("type"), geometry.get("coordinates")
    if kind == "MultiPoint" and isinstance(coordinates, list) and len(coordinates) == 1:
        geometry = {"type": "Point", "coordinates": coordinates[0]}
    elif kind not in SITE_TYPES:
        remedy = "Draw the place as a point or as a polygon, or leave its geometry out."
        return Fault("geometry", f"A place in a case cannot be a {quoted(kind)}.", remedy)
    parts = len(coordinates) if kind == "MultiPolygon" and isinstance(coordinates, list) else 1
    if (fault := too_large(points_in(coordinates), parts)) is not None:
        return fault
    site = rounded(geometry)
    errors = (
        problem for problem in geometry_problems(site, JsonPath("geometry"), "error") if problem.severity == "error"
    )
    problem = next(errors, None)
    if problem is not None:
        return Fault(problem.rule, problem.message, problem.remedy)
    if site["coordinates"] == []:
        return Fault("geometry", "The geometry is empty: its coordinates are [].", "Draw the place, or leave it out.")
    return site
