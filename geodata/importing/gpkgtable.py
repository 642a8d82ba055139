"""Read one layer of a GeoPackage as a table, through a temporary file that is gone afterwards."""

from __future__ import annotations

import json
import tempfile
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pyogrio
import pyogrio.errors
import shapely

from geodata.importing.geometry import site_geometry
from geodata.importing.limits import TableError, check_rows
from geodata.importing.mapped import mapped_table
from geodata.problems import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geodata.importing.mapped import Feature
    from geodata.importing.table import Fault, Json, Table

_WGS84: Final = "EPSG:4326"


def read_gpkg(data: bytes, name: str, *, layer: str | None = None) -> Table:
    """Read the named layer, or the first; other coordinate systems are transformed to WGS84.

    Raises
    ------
    TableError
        If it is no GeoPackage, has no such layer, or too many rows.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "table.gpkg"
        path.write_bytes(data)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # of geometries, which are judged one by one below
                return _read(path, data, name, layer)
        except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, pyogrio.errors.FieldError) as error:
            raise TableError("The file is damaged, or is no GeoPackage. Export it again.") from error


def _read(path: Path, data: bytes, name: str, layer: str | None) -> Table:
    layers = [str(found) for found in pyogrio.list_layers(path)[:, 0]]
    if not layers or (layer is not None and layer not in layers):
        raise TableError(f"There is no layer {quoted(layer)}. Name one of {', '.join(map(quoted, layers))}.")
    chosen = layer or layers[0]
    check_rows(pyogrio.read_info(path, layer=chosen, force_feature_count=True)["features"])
    frame = pyogrio.read_dataframe(path, layer=chosen)
    others = ", ".join(quoted(other) for other in layers if other != chosen)
    notes = [f"Read the layer {quoted(chosen)}.", *([f"Not read: {others}."] if others else [])]
    crs = getattr(frame, "crs", None)
    if crs is not None and crs != _WGS84:
        notes.append(f"Transformed from {crs.name} to WGS84.")
        frame = frame.to_crs(_WGS84)
    return mapped_table(name, data, _features(frame), notes)


def _features(frame: Any) -> Iterator[Feature]:  # noqa: ANN401 - pandas or geopandas
    geometry = getattr(frame, "geometry", None) if "geometry" in frame.columns else None
    columns = [column for column in frame.columns if column != "geometry"]
    for index, values in enumerate(frame[columns].itertuples(index=False, name=None)):
        cells = dict(zip(map(str, columns), map(_text, values), strict=True))
        yield cells, None if geometry is None else _place(geometry.iloc[index])


def _place(shape: shapely.Geometry | None) -> Json | Fault | None:
    if shape is None or shape.is_empty:
        return None
    return site_geometry(json.loads(shapely.to_geojson(shapely.force_2d(shape))))


def _text(value: Any) -> str | None:  # noqa: ANN401 - whatever a column holds
    if value is None or value != value:  # noqa: PLR0124 - no number, no time
        return None
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if hasattr(value, "isoformat"):
        text = str(value.isoformat(timespec="minutes"))
        return text.removesuffix("T00:00")
    return str(value)
