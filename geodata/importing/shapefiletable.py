"""Read a zipped shapefile as a table: the parts of one layer that lie in the zip, and nothing outside of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from geodata.core.problems import quoted, some
from geodata.core.text import counted
from geodata.importing.dbf import rows_of_dbf
from geodata.importing.geopackageshapes import Projection, projected_place
from geodata.importing.layers import check_layer, not_read
from geodata.importing.limits import TableError
from geodata.importing.mapped import mapped_table
from geodata.importing.opening.zipped import unzipped
from geodata.importing.shp import shapes_of
from geodata.importing.table import Fault, headings

if TYPE_CHECKING:
    import zipfile

    import shapely

    from geodata.importing.mapped import Feature
    from geodata.importing.table import Row, TextTable


def names_of_shapefiles(archive: zipfile.ZipFile) -> list[str]:
    """Return the layers of a zip: the name of each .shp without its ending."""
    return list(_paths(archive))


def _paths(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return the path of each .shp without its ending, by its name, or by that path where two have one name."""
    paths = [name[:-4] for name in archive.namelist() if name.lower().endswith(".shp") and not is_shadow(name)]
    names = Counter(PurePosixPath(path).name for path in paths)
    return {name if names[name := PurePosixPath(path).name] == 1 else path: path for path in paths}


def is_shadow(name: str) -> bool:
    """Tell whether macOS put a file into a zip beside the one of its name."""
    return PurePosixPath(name).name.startswith("._") or name.startswith("__MACOSX/")


def read_shapefile(
    archive: zipfile.ZipFile, data: bytes, name: str, *, encoding: str | None = None, layer: str | None = None
) -> TextTable:
    """Read one layer: the first in the zip, or the one that is named.

    Raises ``TableError`` if there is none of that name, a part of it is missing or damaged, or its coordinate system is
    not known.
    """
    paths = _paths(archive)
    check_layer("layer", paths, layer)
    chosen = layer or next(iter(paths))

    def part(ending: str) -> bytes | None:
        return _part(archive, paths[chosen], ending)

    table, described = part(".dbf"), (part(".prj") or b"").decode("utf-8", "replace")
    projection = Projection.described(described)
    code_page = (part(".cpg") or b"").decode("ascii", "replace")
    names, rows, note = ([], None, "") if table is None else rows_of_dbf(table, code_page, encoding)
    shapes = list(shapes_of(part(".shp") or b"", part(".shx")))
    if rows is not None and len(rows) != len(shapes):
        message = (
            f"The layer has {len(shapes):,} shapes and {len(rows):,} rows, so which belongs to which is not clear."
        )
        raise TableError(f"{message} Export it again.")
    notes = [f"Read the layer {quoted(chosen)}.", note, projection.note or ""]
    deleted = sum(row is None for row in rows or ())
    notes += [f"Not read: {counted(deleted, 'row')} marked as deleted."] if deleted else []
    notes += not_read(paths, chosen)
    features = _features(headings(names), rows or [()] * len(shapes), shapes, projection)
    found = mapped_table(name, data, features, list(filter(None, notes)))
    return replace(found, encoding=note or None, layers=tuple(paths), layer=chosen)


def _part(archive: zipfile.ZipFile, path: str, ending: str) -> bytes | None:
    """Return one part of a layer, however its ending is written; ``None`` where it is not there.

    Raises ``TableError`` if there are two, or it is damaged.
    """
    alike = [name for name in archive.namelist() if name.lower() == f"{path}{ending}".lower()]
    members = [name for name in alike if name.startswith(path)] or alike
    if len(members) > 1:
        raise TableError(f"The zip holds {some(members)}, of which one would be ignored. Zip one layer's files alone.")
    return unzipped(archive, members[0]) if members else None


def _features(
    names: Sequence[str],
    rows: Sequence[Row | None],
    shapes: Sequence[shapely.Geometry | Fault | None],
    projection: Projection,
) -> Iterator[Feature]:
    for row, shape in zip(rows, shapes, strict=True):
        if row is not None:
            place = shape if isinstance(shape, Fault) else projected_place(shape, projection)
            yield dict(zip(names, row, strict=True)), place
