"""The shapes of a .shp file (ESRI Shapefile Technical Description, 1998), by ourselves: nothing is followed or run."""

from __future__ import annotations

import math
import struct
from collections.abc import Iterator
from itertools import pairwise
from typing import Final, NamedTuple

import shapely

from geodata.importing.geometry import too_large
from geodata.importing.limits import TableError, check_rows
from geodata.importing.table import Fault

#: Least byte first, as all numbers of shapes are.
_LITTLE: Final = "<"
_FILE_CODE: Final = struct.pack(">i", 9994)
_HEADER_BYTES: Final = 100
_DAMAGED: Final = "The shapefile's .shp is damaged. Export it again."
_MISFIT: Final = "The shapefile's .shx does not fit its .shp. Export the layer again, or leave the .shx out of the zip."
_UNCLEAR: Final = "Which row of the table belongs to which shape is not clear: {} Export the layer again."
_NULL: Final = 0
#: Types of shape without height and measure, with both, with a measure: what comes after the positions is not read.
_POINTS: Final = (1, 11, 21)
_MULTIPOINTS: Final = (8, 18, 28)
_POLYGONS: Final = (5, 15, 25)
_LINES: Final = (3, 13, 23)
_BOX_BYTES: Final = 32
_LEAST_RING: Final = 4
#: Of a record, in units of two bytes: its type alone.
_LEAST_WORDS: Final = 2


def is_shp(data: bytes) -> bool:
    """Tell by the file's own signature whether it is a .shp.

    >>> is_shp(b"PK")
    False
    """
    return data.startswith(_FILE_CODE)


def shapes_of(data: bytes, index: bytes | None = None) -> Iterator[shapely.Geometry | Fault | None]:
    """Yield the shape of each row of the table, in the file's own coordinates; ``None`` for one without.

    ``index``: the .shx, which tells where each row's record lies; without it, the records' own numbers do.
    Raises ``TableError`` if this is no .shp, ends inside a record, or has more records than are read; or if it is not
    clear which row a record belongs to.
    """
    if not is_shp(data):
        raise TableError("The zip's .shp is not a shapefile, whatever its name says. Export it again.")
    for record in _numbered(data) if index is None else _indexed(data, index):
        try:
            yield _shape(data[record.start : record.end])
        except (struct.error, ValueError, IndexError, shapely.errors.ShapelyError):
            yield Fault("geometry", "The shape cannot be read: its positions are none.", "Export the layer again.")


class _Record(NamedTuple):
    number: int
    """As the record has it; from 1."""
    start: int
    """Of its shape, behind the number and the length, in bytes."""
    end: int


def _numbered(data: bytes) -> list[_Record]:
    at, records = _HEADER_BYTES, list[_Record]()
    while at < len(data):
        records.append(_record(data, at))
        check_rows(len(records))
        at = records[-1].end
    in_order = sorted(records)
    if in_order != records and not _are_rows(in_order):
        raise TableError(_UNCLEAR.format("the zip has no .shx, and the numbers in the .shp are not those of rows."))
    return in_order


def _indexed(data: bytes, index: bytes) -> list[_Record]:
    count = max(0, len(index) - _HEADER_BYTES) // 8
    check_rows(count)
    starts = struct.unpack_from(f">{2 * count}i", index, _HEADER_BYTES)[::2] if count else ()
    if not is_shp(index) or any(not _HEADER_BYTES <= 2 * start <= len(data) - 8 for start in starts):
        raise TableError(_MISFIT)
    records = [_record(data, 2 * start) for start in starts]
    # Of one shape a thousand could be made.
    if any(one.end + 8 > after.start for one, after in pairwise(sorted(records, key=lambda record: record.start))):
        raise TableError(_MISFIT)
    in_order = sorted(records)
    if in_order != records and _are_rows(in_order):  # else the numbers are none of rows
        raise TableError(_UNCLEAR.format("the .shp numbers them in another order than the .shx."))
    return records


def _are_rows(in_order: list[_Record]) -> bool:
    return all(record.number == row for row, record in enumerate(in_order, 1))


def _record(data: bytes, at: int) -> _Record:
    if at + 8 > len(data):
        raise TableError(_DAMAGED)
    number, words = struct.unpack_from(">2i", data, at)
    end = at + 8 + 2 * words
    if words < _LEAST_WORDS or end > len(data):
        raise TableError(_DAMAGED)
    return _Record(number, at + 8, end)


def _shape(record: bytes) -> shapely.Geometry | Fault | None:
    (kind,) = struct.unpack_from(f"{_LITTLE}i", record)
    if kind == _NULL:
        return None
    if kind in _POINTS:
        lon, lat = struct.unpack_from(f"{_LITTLE}2d", record, 4)
        return shapely.Point(lon, lat) if math.isfinite(lon) and math.isfinite(lat) else None
    if kind in _MULTIPOINTS:
        (count,) = struct.unpack_from(f"{_LITTLE}i", record, 4 + _BOX_BYTES)
        return too_large(count) or shapely.MultiPoint(_positions(record, 8 + _BOX_BYTES, count))
    if kind in _POLYGONS:
        return _polygons(record)
    named = "line" if kind in _LINES else f"shape of type {kind}"
    return Fault("geometry", f"A place in a case cannot be a {named}.", "Draw the place as points or as polygons.")


def _positions(record: bytes, at: int, count: int) -> list[tuple[float, float]]:
    numbers = struct.unpack_from(f"{_LITTLE}{2 * count}d", record, at)
    if not all(map(math.isfinite, numbers)):
        raise ValueError("a coordinate is not a number")
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def _polygons(record: bytes) -> shapely.Geometry | Fault:
    """Return the polygons of rings: clockwise ones are borders, others holes in the smallest that is around them."""
    parts, points = struct.unpack_from(f"{_LITTLE}2i", record, 4 + _BOX_BYTES)
    if (fault := too_large(points, parts)) is not None:
        return fault
    starts = struct.unpack_from(f"{_LITTLE}{parts}i", record, 12 + _BOX_BYTES)
    positions = _positions(record, 12 + _BOX_BYTES + 4 * parts, points)
    limits = list(pairwise((*starts, points)))
    if starts[:1] != (0,) or any(start >= end for start, end in limits):
        raise ValueError("a ring does not begin where the one before it ends")
    rings = [positions[start:end] for start, end in limits]
    areas = sorted((shapely.Polygon(ring) for ring in rings if len(ring) >= _LEAST_RING), key=lambda area: -area.area)
    borders: list[tuple[shapely.Polygon, list[shapely.LinearRing]]] = []
    for area in areas:
        is_hole = area.exterior.is_ccw
        around = next(
            (holes for border, holes in reversed(borders) if is_hole and shapely.contains(border, area)), None
        )
        if around is not None:
            around.append(area.exterior)
        else:
            shapely.prepare(area)  # else each hole would cost as much as the border has points
            borders.append((area, []))
    made = [shapely.Polygon(border.exterior, holes) for border, holes in borders]
    return made[0] if len(made) == 1 else shapely.MultiPolygon(made)
