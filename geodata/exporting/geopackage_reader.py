"""A case out of a GeoPackage that :mod:`geodata.exporting.geopackage` wrote, changed in QGIS or not.

The file is hostile like any other: it is read as a database in memory, without extensions, and only tables are read,
never views, which are programs.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import shapely

from geodata.casefile.io import MAX_BYTES
from geodata.core.json_path import Json
from geodata.core.problems import CaseProblemsError, Problem
from geodata.exporting.record_cells import write_number
from geodata.exporting.record_rows import AS_SITE, LAYERS, POINT, RowsError, columns, document_of, parsed
from geodata.importing.geopackageshapes import geometry_of
from geodata.importing.limits import TableError
from geodata.importing.opening.database import columns_of, is_geopackage, name_in_sql, open_geopackage, plain_tables

if TYPE_CHECKING:
    from geodata.exporting.record_rows import CellsByColumn

#: The column of a layer that has the places.
_GEOMETRY: Final = "geom"


def read_gpkg_case(source: bytes | Path) -> Json | None:
    """Return the case document of a GeoPackage; not yet checked.

    A point that was moved is where it was moved to; a column that was changed counts; areas are passed over.

    ``source``: the whole file, or where it is; at most 256 MB.
    Returns the document, or ``None`` if it is no GeoPackage of a case.
    Raises ``CaseProblemsError`` if it is one of ours and cannot be a case again. Raises ``OSError`` if the file cannot
    be read.
    """
    data = source.read_bytes() if isinstance(source, Path) else source
    if not is_geopackage(data) or len(data) > MAX_BYTES:
        return None
    is_ours = False
    try:
        with open_geopackage(data) as database:
            is_ours = plain_tables(database) >= set(LAYERS.values())
            return document_of(_rows(database)) if is_ours else None
    except (RowsError, shapely.errors.ShapelyError, TableError) as error:
        if not is_ours:
            return None  # damaged: whoever imports it as a table says so
        remedy = "Export the case again, and change cells and points only."
        message = f"The GeoPackage cannot be turned back into a case: {error}"
        raise CaseProblemsError("the GeoPackage", [Problem("the tables", "gpkg.case", message, remedy)]) from error


def _rows(database: sqlite3.Connection) -> Iterator[tuple[str, CellsByColumn]]:
    for kind, table in LAYERS.items():
        # Names are ours, in tables of others; a computed column is a program, and is not read.
        wanted = {*columns(kind), _GEOMETRY}
        names = [
            column.name for column in columns_of(database, table) if column.name in wanted and not column.is_computed
        ]
        listed = ", ".join([*map(name_in_sql, names), "NULL"])
        for values in database.execute(f"SELECT {listed} FROM {name_in_sql(table)}"):  # noqa: S608 - quoted
            cells = dict(zip(names, values, strict=False))
            blob = cells.pop(_GEOMETRY, None)
            row = {name: _text(value) for name, value in cells.items() if value is not None}
            yield kind, row | _moved(kind, row, blob)


def _text(value: object) -> str:
    if isinstance(value, (int, float)):
        return write_number(value)
    return value if isinstance(value, str) else ""


def _moved(kind: str, row: CellsByColumn, blob: object) -> CellsByColumn:
    """Return where the point of a site is, if a point is what the site is; nothing for any other row."""
    cell = row.get("geometry_member", "").strip()
    is_added = not row.get("number") and not cell and "site" not in row
    written = _written_point(row) if kind == "site" and cell not in ("", POINT, AS_SITE) else None
    if not isinstance(blob, bytes) or not (cell == POINT or is_added or written is not None):
        return {}
    point = _point(row, blob)
    # Not moved: as it was written, to the last digit. Moved: what else was written of it was of the old place.
    if written is not None and [point.x, point.y] == written[:2]:
        return {}
    return {"lon": write_number(point.x), "lat": write_number(point.y), "geometry_member": POINT}


def _written_point(row: CellsByColumn) -> list[Any] | None:
    """Return the position of a point that stands as JSON, for a height or digits that the cells would not keep."""
    geometry = parsed(row, "geometry_member")
    is_point = isinstance(geometry, dict) and geometry.get("type") == "Point"
    coordinates = geometry.get("coordinates") if is_point else None
    return coordinates if isinstance(coordinates, list) else None


def _point(row: CellsByColumn, blob: bytes) -> shapely.Point:
    try:
        point = geometry_of(blob)
    except ValueError:
        raise RowsError(f"The geometry of the row {row.get('id', '')!r} is not a GeoPackage geometry.") from None
    if point is None or point.geom_type != "Point" or point.is_empty:
        raise RowsError(f"The geometry of the row {row.get('id', '')!r} is not a point.")
    return point
