"""Look at well-known binary (OGC 06-103r4, clause 8) before GEOS reads it.

GEOS follows geometries inside geometries for as long as the stack lasts, and takes the process with it when it ends;
of curves shapely makes no GeoJSON. Neither can be a place of a case.
"""

from __future__ import annotations

import struct
from typing import Final

from geodata.importing.limits import MAX_PARTS

_POINT, _LINE, _POLYGON = 1, 2, 3
#: Of several in one: what each of its parts is.
_PART: Final = {4: _POINT, 5: _LINE, 6: _POLYGON}
_OTHERS: Final = {7: "GeometryCollection", 8: "CircularString", 9: "CompoundCurve", 10: "CurvePolygon",
                  11: "MultiCurve", 12: "MultiSurface"}  # fmt: skip
#: Flags of the older kind with heights, measures and the number of a coordinate system in it (EWKB).
_HEIGHT, _MEASURE, _SYSTEM = 0x8000_0000, 0x4000_0000, 0x2000_0000
_NUMBER_BYTES: Final = 8


def check_wkb(data: bytes) -> None:
    """Refuse what is neither a point, line or polygon nor several of one of them.

    Raises ``ValueError`` if it is, or ends before it should.

    >>> check_wkb(bytes.fromhex("0101000000") + bytes(16))
    """
    try:
        kind, order, _, at = _head(data, 0)
        if kind in (_POINT, _LINE, _POLYGON):
            return
        if kind not in _PART:
            raise ValueError(
                f"it is a {_OTHERS.get(kind, f'geometry of type {kind}')}, which a place of a case cannot be"
            )
        (parts,) = struct.unpack_from(f"{order}I", data, at)
        if parts > MAX_PARTS:
            raise ValueError(f"it has {parts:,} parts, of which at most {MAX_PARTS:,} are read")
        at += 4
        for _ in range(parts):
            found, order, numbers, at = _head(data, at)
            if found != _PART[kind]:
                raise ValueError(f"a part of it is of type {found} where {_PART[kind]} should be")
            at = _end(data, at, found, order, numbers * _NUMBER_BYTES)
    except struct.error:
        raise ValueError("it ends before it should") from None


def _head(data: bytes, at: int) -> tuple[int, str, int, int]:
    """Return the type, the order of bytes, how many numbers a position has, and where the rest begins."""
    order = "<" if data[at : at + 1] == b"\1" else ">"
    (stated,) = struct.unpack_from(f"{order}I", data, at + 1)
    dimensions, kind = divmod(stated & 0xFFFF, 1000)
    more = bool(stated & _HEIGHT) + bool(stated & _MEASURE) + (0, 1, 1, 2)[min(dimensions, 3)]
    return kind, order, 2 + more, at + (9 if stated & _SYSTEM else 5)


def _end(data: bytes, at: int, kind: int, order: str, position_bytes: int) -> int:
    """Return where a point, line or polygon ends that begins behind its head."""
    if kind == _POINT:
        return at + position_bytes
    lines, at = struct.unpack_from(f"{order}I", data, at)[0] if kind == _POLYGON else 1, at + 4 * (kind == _POLYGON)
    for _ in range(lines):
        at += 4 + struct.unpack_from(f"{order}I", data, at)[0] * position_bytes
    return at
