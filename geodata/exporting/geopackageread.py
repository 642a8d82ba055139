"""A case out of a GeoPackage that :mod:`geodata.exporting.geopackage` wrote, changed in QGIS or not.

The file is hostile like any other: it is read as a database in memory, without extensions, and only tables are read,
never views, which are programs.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import shapely

from geodata.casefile import MAX_BYTES
from geodata.exporting.geopackage import TABLES
from geodata.exporting.members import spelled
from geodata.exporting.rows import AS_SITE, POINT, RowsError, columns, document_of, parsed
from geodata.problems import CaseProblemsError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geodata.exporting.rows import Row

Json = dict[str, Any]

#: Bytes of the envelope after the head of 8 bytes of a geometry, by its code (GeoPackage 1.4, section 2.1.3).
_ENVELOPE_BYTES: Final = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}
_HEAD_BYTES: Final = 8
_MAGIC: Final = b"SQLite format 3\0"


def read_gpkg_case(source: bytes | Path) -> Json | None:
    """Return the case document of a GeoPackage; not yet checked.

    A point that was moved is where it was moved to; a column that was changed counts; areas are passed over.

    Parameters
    ----------
    source
        The whole file, or where it is; at most 256 MB.

    Returns
    -------
    The document, or ``None`` if it is no GeoPackage of a case.

    Raises
    ------
    CaseProblemsError
        If it is one of ours and cannot be a case again.
    OSError
        If the file cannot be read.
    """
    data = source.read_bytes() if isinstance(source, Path) else source
    if not data.startswith(_MAGIC) or len(data) > MAX_BYTES:
        return None
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(data)
        if not _tables(database) >= set(TABLES.values()):
            return None
        try:
            return document_of(_rows(database))
        except (sqlite3.Error, RowsError, shapely.errors.ShapelyError, UnicodeDecodeError) as error:
            remedy = "Export the case again, and change cells and points only."
            message = f"The GeoPackage cannot be a case again: {error}"
            raise CaseProblemsError("the GeoPackage", [Problem("the tables", "gpkg.case", message, remedy)]) from error


def _tables(database: sqlite3.Connection) -> set[str]:
    """Return the names of the tables; none where the bytes are no database."""
    try:
        database.execute("PRAGMA trusted_schema = OFF")
        return {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    except sqlite3.DatabaseError:
        return set()


def _rows(database: sqlite3.Connection) -> Iterator[tuple[str, Row]]:
    for kind, table in TABLES.items():
        # Names are ours, from a table that does not change.
        cursor = database.execute(f'SELECT * FROM "{table}" ORDER BY rowid')  # noqa: S608
        names = [description[0] for description in cursor.description]
        wanted = set(columns(kind))
        for values in cursor:
            cells = dict(zip(names, values, strict=True))
            row = {name: _text(value) for name, value in cells.items() if name in wanted and value is not None}
            yield kind, row | _moved(kind, row, cells.get("geom"))


def _text(value: object) -> str:
    if isinstance(value, (int, float)):
        return spelled(value)
    return value if isinstance(value, str) else ""


def _moved(kind: str, row: Row, blob: object) -> Row:
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
    return {"lon": spelled(point.x), "lat": spelled(point.y), "geometry_member": POINT}


def _written_point(row: Row) -> list[Any] | None:
    """Return the position of a point that stands as JSON, for a height or digits that the cells would not keep."""
    geometry = parsed(row, "geometry_member")
    is_point = isinstance(geometry, dict) and geometry.get("type") == "Point"
    coordinates = geometry.get("coordinates") if is_point else None
    return coordinates if isinstance(coordinates, list) else None


def _point(row: Row, blob: bytes) -> shapely.Point:
    if blob[:2] != b"GP" or len(blob) <= _HEAD_BYTES:
        raise RowsError(f"The geometry of the row {row.get('id', '')!r} is no GeoPackage geometry.")
    point = shapely.from_wkb(blob[_HEAD_BYTES + _ENVELOPE_BYTES.get(blob[3] >> 1 & 0b111, 0) :])
    if point.geom_type != "Point" or point.is_empty:
        raise RowsError(f"The geometry of the row {row.get('id', '')!r} is no point.")
    return point
