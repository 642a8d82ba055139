"""Read one layer of a GeoPackage (OGC 12-128r19) as a table: plain tables only, without GDAL."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Final

from geodata.core.problems import quoted, some
from geodata.importing.geopackageshapes import Projection, read_shape
from geodata.importing.layers import check_layer, not_read
from geodata.importing.limits import TableError, check_cells, check_columns, check_rows
from geodata.importing.mapped import mapped_table
from geodata.importing.opening.database import columns_of, name_in_sql, open_geopackage, plain_tables, stores

if TYPE_CHECKING:
    from geodata.importing.mapped import Feature
    from geodata.importing.table import TextTable

#: Of gpkg_contents: what has rows of its own (the others are tiles).
_KINDS: Final = ("features", "attributes")


@dataclass(frozen=True, slots=True)
class _Layer:
    """What is read of a table."""

    name: str
    columns: tuple[tuple[str, str], ...]
    """Name and declared type, in upper case; without the key, the geometry and what is computed."""
    computed: tuple[str, ...]
    geometry: str | None
    projection: Projection | None


def read_gpkg(data: bytes, name: str, *, layer: str | None = None) -> TextTable:
    """Read the named layer, or the first that has rows; other coordinate systems are transformed to WGS84.

    A cell that holds bytes is read as how many they are.

    Raises ``TableError`` if it is no GeoPackage, has no such layer, too many rows, or a coordinate system that nothing
    knows.
    """
    with open_geopackage(data) as database:
        layers, views = _layers(database)
        if not layers:
            named = f" {quoted(views[0])} is a view, which is a program and is not run." if views else ""
            raise TableError(f"The GeoPackage has no layer that is a plain table.{named} Export the layer anew.")
        if layer in views:
            raise TableError(f"{quoted(layer)} is a view, which is not run. Name one of {some(layers)}.")
        check_layer("layer", layers, layer)
        with_rows = (name for name in layers if _count(database, name))
        chosen = _layer(database, layer or next(with_rows, layers[0]))
        rows = _count(database, chosen.name)
        check_rows(rows)
        check_columns(len(chosen.columns))
        check_cells(rows * len(chosen.columns))
        found = mapped_table(name, data, _features(database, chosen), _notes(chosen, layers, views))
        return replace(found, layers=tuple(layers), layer=chosen.name)


def _layers(database: sqlite3.Connection) -> tuple[list[str], list[str]]:
    """Return the layers that are plain tables, and those that are views or virtual tables, as the file lists them."""
    tables = plain_tables(database)
    if not stores(database, "gpkg_contents", "table_name", "data_type"):
        return [], []
    listed = database.execute("SELECT table_name, data_type FROM gpkg_contents")
    names = list(dict.fromkeys(name for name, kind in listed if kind in _KINDS and isinstance(name, str)))
    return [name for name in names if name in tables], [name for name in names if name not in tables]


def _count(database: sqlite3.Connection, name: str) -> int:
    """Return how many rows a table has."""
    return int(database.execute(f"SELECT count(*) FROM {name_in_sql(name)}").fetchone()[0])  # noqa: S608 - quoted


def _layer(database: sqlite3.Connection, name: str) -> _Layer:
    geometry, srs = None, None
    if stores(database, "gpkg_geometry_columns", "table_name", "column_name", "srs_id"):
        found = database.execute("SELECT column_name, srs_id FROM gpkg_geometry_columns WHERE table_name = ?", (name,))
        geometry, srs = found.fetchone() or (None, None)
    columns = columns_of(database, name)
    stored = [column for column in columns if not column.is_computed]
    place = None if geometry is None else _geometry_column(str(geometry), [column.name for column in stored])
    own = [(column.name, column.kind) for column in stored
           if column.name != place and not (column.is_key and column.kind == "INTEGER")]  # fmt: skip
    computed = tuple(column.name for column in columns if column.is_computed)
    return _Layer(name, tuple(own), computed, place, None if place is None else _projection(database, srs))


def _geometry_column(stated: str, stored: list[str]) -> str:
    """Return the column that a file says has the geometry: SQLite takes a name that no column has for a text."""
    found = next((name for name in stored if name.lower() == stated.lower()), None)
    if found is None:
        message = f"The layer's places should be in the column {quoted(stated)}, which is not there, or is computed."
        raise TableError(f"{message} Export the layer again.")
    return found


def _projection(database: sqlite3.Connection, srs: object) -> Projection:
    row = None
    if stores(database, "gpkg_spatial_ref_sys", "srs_id", "organization", "organization_coordsys_id"):
        row = database.execute(
            "SELECT organization, organization_coordsys_id FROM gpkg_spatial_ref_sys WHERE srs_id = ?", (srs,)
        ).fetchone()
    return Projection.of(*(row or (None, None)))


def _notes(layer: _Layer, layers: list[str], views: list[str]) -> list[str]:
    left_out = some(views)
    moved = layer.projection.note if layer.projection is not None else None
    return [
        f"Read the layer {quoted(layer.name)}.",
        *not_read(layers, layer.name),
        *([f"Not read, since they are views, which are programs: {left_out}."] if left_out else []),
        *([f"Columns that are computed, not read: {some(layer.computed)}."] if layer.computed else []),
        *([moved] if moved else []),
    ]


def _features(database: sqlite3.Connection, layer: _Layer) -> Iterator[Feature]:
    # Bytes are measured where they lie: a picture in a cell is not loaded to be left out.
    wanted = [f"CASE typeof({column}) WHEN 'blob' THEN 'binary, ' || length({column}) || ' bytes' ELSE {column} END"
              for column in (name_in_sql(name) for name, _ in layer.columns)]  # fmt: skip
    wanted += [name_in_sql(layer.geometry)] if layer.geometry is not None else ["NULL"]
    names = [name for name, _ in layer.columns]
    for *values, blob in database.execute(f"SELECT {', '.join(wanted)} FROM {name_in_sql(layer.name)}"):  # noqa: S608 - quoted
        cells = (_text(value, kind) for value, (_, kind) in zip(values, layer.columns, strict=True))
        place = None if layer.projection is None else read_shape(blob, layer.projection)
        yield dict(zip(names, cells, strict=True)), place


def _text(value: float | str | None, kind: str) -> str | None:
    """Return a cell as it would be typed: whole numbers without a point, times to the minute."""
    if isinstance(value, int) and kind == "BOOLEAN":
        return str(bool(value)).lower()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, str) and kind == "DATETIME":
        return _time(value)
    return None if value is None else str(value)


def _time(written: str) -> str:
    try:
        time = datetime.fromisoformat(written)
    except ValueError:
        return written  # then it is judged like any other cell
    return time.isoformat(timespec="minutes").removesuffix("T00:00")
