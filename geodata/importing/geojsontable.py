"""Read a plain GeoJSON file as a table: a row for each feature, a column for each property."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from geodata.geojson.strict_json import read_json
from geodata.importing.geometry import site_geometry
from geodata.importing.limits import TableError, check_values
from geodata.importing.mapped import mapped_table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geodata.importing.mapped import Feature
    from geodata.importing.table import TextTable

_PLACES = ("Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon", "GeometryCollection")


def read_geojson(data: bytes, name: str) -> TextTable:
    """Read a FeatureCollection, a Feature or a bare geometry.

    Raises ``TableError`` if it is not strict JSON, not a GeoJSON object, a case already, or has more in it than is
    read.
    """
    check_values(data)
    reading = read_json(data)
    errors = [problem for problem in reading.problems if problem.severity == "error"]
    if errors:
        raise TableError(
            f"The file is not JSON that can be read. {errors[0].where}: {errors[0].message} {errors[0].remedy}"
        )
    value = reading.value
    if isinstance(value, dict) and isinstance(value.get("case"), dict):
        raise TableError("This is a case file already: open it as it is, or check it with: python -m geodata check.")
    if isinstance(value, dict) and value.get("crs") is not None and "CRS84" not in str(value["crs"]):
        remedy = "Save it in WGS84 degrees, as RFC 7946 requires."
        raise TableError(f"The file states a coordinate system of its own, which cannot be read. {remedy}")
    return mapped_table(name, data, _features(value))


def _features(value: Any) -> Iterator[Feature]:  # noqa: ANN401 - any JSON value
    if not isinstance(value, dict) or not isinstance(value.get("type"), str):
        raise TableError("The file is JSON but not a GeoJSON object. Give a FeatureCollection.")
    features = value.get("features")
    if value["type"] == "FeatureCollection" and isinstance(features, list):
        for feature in features:
            yield _feature(feature)
    elif value["type"] == "Feature":
        yield _feature(value)
    elif value["type"] in _PLACES:
        yield {}, site_geometry(value)
    else:
        raise TableError("The file is JSON but not a GeoJSON object. Give a FeatureCollection.")


def _feature(feature: Any) -> Feature:  # noqa: ANN401 - any JSON value
    if not isinstance(feature, dict):
        return {"feature": json.dumps(feature, ensure_ascii=False)}, None
    properties = feature.get("properties")
    named = properties if isinstance(properties, dict) else {}
    cells = {key: _text(value) for key, value in named.items()}
    if feature.get("id") is not None:
        cells.setdefault("id", _text(feature["id"]))
    geometry = feature.get("geometry")
    return cells, site_geometry(geometry) if isinstance(geometry, dict) else None


def _text(value: Any) -> str | None:  # noqa: ANN401 - any JSON value
    if value is None or isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False)
