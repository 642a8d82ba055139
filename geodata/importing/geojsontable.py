"""GeoJSON as rows: one for each feature, a column for each property."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from geodata.core.json_path import Json
from geodata.importing.geometry import site_geometry
from geodata.importing.limits import TableError

if TYPE_CHECKING:
    from geodata.importing.mapped import Feature

GEOMETRIES: Final = ("Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon",
                     "GeometryCollection")  # fmt: skip
#: Members of members become columns so deep.
_MAX_DEPTH: Final = 4
#: What programs write for longitude and latitude on WGS84, which GeoJSON has without being told: as a name (OGC's URNs
#: and web addresses, "EPSG:4326"), or as a number.
_WGS84: Final = re.compile(r".*\b(?:CRS84|EPSG.*\b4326)", re.IGNORECASE)
_NO_GEOJSON: Final = "The file is JSON but not a GeoJSON object, and has no list of records. Give a FeatureCollection."


def is_geojson(value: object) -> bool:
    """Tell whether a JSON value says that it is GeoJSON."""
    kinds = ("FeatureCollection", "Feature", *GEOMETRIES)
    return isinstance(value, dict) and value.get("type") in kinds


def features_of(value: Json) -> Iterator[Feature]:
    """Yield the features of a FeatureCollection, a Feature or a bare geometry.

    Raises ``TableError`` if it is in another coordinate system than WGS84, or a collection without a list of features.
    """
    crs = value.get("crs")
    if crs is not None and not _WGS84.fullmatch(_name_of(crs)):
        remedy = "Save it in WGS84 degrees, as RFC 7946 requires."
        raise TableError(f"The file states a coordinate system of its own, which cannot be read. {remedy}")
    if value["type"] == "Feature":
        yield feature_of(value)
    elif value["type"] in GEOMETRIES:
        yield {}, site_geometry(value)
    elif isinstance(features := value.get("features"), list):
        yield from map(feature_of, features)
    else:
        raise TableError(_NO_GEOJSON)


def _name_of(crs: object) -> str:
    """Return what a ``crs`` member names (GeoJSON 2008, section 3); nothing for a link, which is not followed."""
    properties = crs.get("properties") if isinstance(crs, dict) else None
    if not isinstance(crs, dict) or not isinstance(properties, dict) or crs.get("type") == "link":
        return ""
    number = properties.get("code")
    return f"EPSG:{number}" if number is not None else str(properties.get("name", ""))


def feature_of(feature: object) -> Feature:
    """Return a feature as cells and a place; what is none is kept as JSON."""
    if not isinstance(feature, dict):
        return {"feature": cell_of(feature)}, None
    properties = feature.get("properties")
    named = properties if isinstance(properties, dict) else {}
    cells, inner = flattened(named)
    cells |= {name: cell_of(place) for name, place in inner.items()}
    if feature.get("id") is not None:
        cells.setdefault("id", cell_of(feature["id"]))
    geometry = feature.get("geometry")
    return cells, site_geometry(geometry) if isinstance(geometry, dict) else None


def flattened(record: Json, path: str = "", depth: int = _MAX_DEPTH) -> tuple[dict[str, str | None], dict[str, Json]]:
    """Return the members of a record, those of members as ``location.lat``, as cells; and the geometries among them.

    >>> flattened({"id": 1, "casualties": {"killed": 3}, "tags": ["a", "b"]})[0]
    {'id': '1', 'casualties.killed': '3', 'tags': 'a; b'}
    """
    cells: dict[str, str | None] = {}
    places: dict[str, Json] = {}
    for name, value in record.items():
        if isinstance(value, dict) and value.get("type") in GEOMETRIES and value.keys() & {"coordinates", "geometries"}:
            places[f"{path}{name}"] = value
        elif isinstance(value, dict) and value and depth > 1:
            inner, places_inside = flattened(value, f"{path}{name}.", depth - 1)
            cells |= inner
            places |= places_inside
        else:
            cells[f"{path}{name}"] = cell_of(value)
    return cells, places


def cell_of(value: Any) -> str | None:  # noqa: ANN401 - any JSON value
    """Return a JSON value as the text of a cell: what is more than a text, a list of texts or a number stays JSON."""
    if value is None or isinstance(value, str):
        return value
    if type(value) in (int, float):  # nearly all others: as JSON has them, in a tenth of the time
        return repr(value)
    if isinstance(value, list) and value and all(isinstance(one, str) and ";" not in one for one in value):
        return "; ".join(value)
    return json.dumps(value, ensure_ascii=False)
