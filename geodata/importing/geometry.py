"""What a geometry of somebody else's file is to a case: rounded to a centimetre, and judged like any other."""

from __future__ import annotations

from typing import Any, Final

from geodata.core.json_path import Json, JsonPath
from geodata.core.problems import quoted
from geodata.core.text import counted
from geodata.geojson.geometry_rules import geometry_problems
from geodata.geojson.position_rules import USEFUL_DECIMALS
from geodata.importing.limits import MAX_GEOMETRY_POINTS, MAX_PARTS
from geodata.importing.table import Fault

#: What a file may draw a place as. Several points become one, with the circle around them: see
#: :func:`geodata.importing.mapped.mapped_table`.
_READ_TYPES: Final = ("Point", "MultiPoint", "Polygon", "MultiPolygon")
#: Each of these in a collection is one or more of the other, and all of them together are one place.
_GATHERED: Final = {"Point": "MultiPoint", "Polygon": "MultiPolygon"}


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
    """Return a geometry as a place is drawn, or why a place of a case can have none like it.

    >>> site_geometry({"type": "MultiPoint", "coordinates": [[1.0, 2.0]]})
    {'type': 'Point', 'coordinates': [1.0, 2.0]}
    >>> site_geometry({"type": "Point", "coordinates": [35.396, 140.056]}).rule
    'geojson.range'
    """
    if geometry.get("type") == "GeometryCollection":
        geometry = _gathered(geometry)
    kind, coordinates = geometry.get("type"), geometry.get("coordinates")
    if kind not in _READ_TYPES:
        remedy = "Draw the place as points or as polygons, or leave its geometry out."
        return Fault("geometry", f"A place in a case cannot be a {quoted(kind)}.", remedy)
    parts = len(coordinates) if kind in _GATHERED.values() and isinstance(coordinates, list) else 1
    if (fault := too_large(points_in(coordinates), parts if kind == "MultiPolygon" else 1)) is not None:
        return fault
    if kind == "MultiPoint" and parts == 1:
        geometry = {"type": "Point", "coordinates": coordinates[0]}  # type: ignore[index]  # a list of one
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


def _gathered(collection: Json) -> Json:
    """Return the one geometry that a collection of points, or of polygons, is; what is mixed names all its kinds."""
    level, simple = [collection], []
    while level:
        inner = [part for node in level for part in _parts(node)]
        simple += [part for part in inner if part.get("type") != "GeometryCollection"]
        level = [part for part in inner if part.get("type") == "GeometryCollection"]
    for one, several in _GATHERED.items():
        if simple and all(part.get("type") in (one, several) for part in simple):
            lists = ([part.get("coordinates")] if part["type"] == one else part.get("coordinates") for part in simple)
            found = [place for places in lists for place in (places if isinstance(places, list) else [places])]
            return (
                {"type": one, "coordinates": found[0]} if len(found) == 1 else {"type": several, "coordinates": found}
            )
    kinds = dict.fromkeys(str(part.get("type")) for part in simple)
    return {"type": " and ".join(kinds) or "GeometryCollection of nothing"}


def _parts(collection: Json) -> list[Json]:
    parts = collection.get("geometries")
    return [part for part in parts if isinstance(part, dict)] if isinstance(parts, list) else []
