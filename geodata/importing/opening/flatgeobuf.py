"""A FlatGeobuf that others made, through GDAL: the one file of others that reaches it.

GDAL has two drivers here (:mod:`geodata.importing.opening.gdal`), of which the other begins otherwise: a file that
begins as a FlatGeobuf is opened by that one, which reads the bytes that it is given and no file beside them. It checks
each offset of the file before it goes there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from geodata.importing.limits import MAX_ROWS, TableError, check_cells, check_columns, check_rows

_MAGIC: Final = b"fgb\x03fgb"
_DAMAGED: Final = "The FlatGeobuf is damaged. Export it again."


@dataclass(frozen=True, slots=True)
class FlatGeobuf:
    """What a FlatGeobuf holds."""

    names: tuple[str, ...]
    columns: tuple[Sequence[object], ...]
    """The values of each name, one for each feature."""
    shapes: tuple[bytes | None, ...]
    """Well-known binary, not yet looked at."""
    system: str | None
    """``"EPSG:4326"``, or a description (WKT); ``None`` where the file has none."""


def open_flatgeobuf(data: bytes) -> FlatGeobuf:
    """Return what is in a FlatGeobuf.

    Raises ``TableError`` if it is none, is damaged, or has more features, columns or cells than are read.
    """
    if not data.startswith(_MAGIC):
        raise TableError("The file is not a FlatGeobuf, whatever its name says. Export it again.")
    # Not with the others: it takes a second, which each file that is read would wait for.
    from geodata.importing.opening.gdal import pyogrio

    try:
        stated = pyogrio.read_info(data)["features"]
        about, _, shapes, columns = pyogrio.raw.read(data, max_features=MAX_ROWS + 1, datetime_as_string=True)
    except (RuntimeError, ValueError, LookupError, TypeError) as error:  # pyogrio's own are of the first two
        raise TableError(_DAMAGED) from error
    names = tuple(str(name) for name in about["fields"])
    count = len(columns[0]) if columns else 0 if shapes is None else len(shapes)
    check_rows(count)
    if stated > count:  # GDAL gives what there is, or nothing; it counts those itself of which the file does not say
        raise TableError(f"The FlatGeobuf says that it has {stated:,} features, and has {count:,}. Export it again.")
    check_columns(len(names))
    check_cells(count * len(names))
    drawn = (None,) * count if shapes is None else tuple(shapes)
    return FlatGeobuf(names, tuple(columns), drawn, about["crs"])
