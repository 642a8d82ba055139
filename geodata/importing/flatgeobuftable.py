"""Read a FlatGeobuf as a table."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import shapely

from geodata.core.json_path import Json
from geodata.importing.geopackageshapes import Projection, projected_place
from geodata.importing.mapped import mapped_table
from geodata.importing.opening.flatgeobuf import open_flatgeobuf
from geodata.importing.table import Fault
from geodata.importing.wkb import check_wkb

if TYPE_CHECKING:
    from geodata.importing.table import TextTable


def read_flatgeobuf(data: bytes, name: str) -> TextTable:
    """Read the one layer of a FlatGeobuf; other coordinate systems than WGS84 are transformed to it.

    Raises ``TableError`` if it is none, is damaged, has more in it than is read, or its coordinate system is not known.
    """
    layer = open_flatgeobuf(data)
    authority, _, number = (layer.system or "").partition(":")
    is_numbered = authority.isalpha() and number.isalnum()
    projection = Projection.of(authority, number) if is_numbered else Projection.described(layer.system or "")
    rows = zip(*layer.columns, strict=True) if layer.columns else ((),) * len(layer.shapes)
    features = (
        (dict(zip(layer.names, map(_text, row), strict=True)), _place(shape, projection))
        for row, shape in zip(rows, layer.shapes, strict=True)
    )
    return mapped_table(name, data, features, [projection.note] if projection.note else [])


def _place(shape: bytes | None, projection: Projection) -> Json | Fault | None:
    if shape is None:
        return None
    try:
        check_wkb(shape)
        return projected_place(shapely.from_wkb(shape), projection)
    except (ValueError, shapely.errors.ShapelyError) as error:
        remedy = "Repair the geometry, or export the layer again."
        return Fault("geometry", f"The geometry cannot be read: {error}.", remedy)


def _text(value: object) -> str | None:
    """Return a value as it would be typed: whole numbers without a point, no number as nothing, times to the minute."""
    if value is None or value != value:  # noqa: PLR0124 - what is not a number is not equal to itself
        return None
    item = value.item() if hasattr(value, "item") else value
    if isinstance(item, bool):
        return str(item).lower()
    if isinstance(item, float) and item.is_integer():
        return str(int(item))
    if isinstance(item, bytes):
        return f"binary, {len(item):,} bytes"
    text = str(item)
    try:
        return (
            datetime.fromisoformat(text).isoformat(timespec="minutes").removesuffix("T00:00") if "T" in text else text
        )
    except ValueError:
        return text
