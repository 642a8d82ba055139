"""Geometries of a GeoPackage: what stands before them, and the coordinate system that they are in."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Final

import shapely

from geodata.core.json_path import Json
from geodata.core.problems import quoted
from geodata.importing.geometry import site_geometry, too_large
from geodata.importing.limits import TableError
from geodata.importing.opening import offline  # noqa: F401 - before pyproj, which reads its settings
from geodata.importing.table import Fault
from geodata.importing.wkb import check_wkb

import pyproj  # isort: skip
import pyproj.network  # isort: skip


pyproj.network.set_network_enabled(active=False)  # type: ignore[attr-defined]

_MAGIC: Final = b"GP"
_HEAD_BYTES: Final = 8
#: Bytes of the envelope after the head, by its code (GeoPackage 1.4, section 2.1.3).
_ENVELOPE_BYTES: Final = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}
_WGS84: Final = ("EPSG", "4326")
#: Whose numbers pyproj knows without asking anybody.
_AUTHORITIES: Final = ("EPSG", "ESRI")
_NO_SYSTEM: Final = (
    "The file does not say in which coordinate system it is: read as WGS84 degrees. Check one place on the map."
)
_REPAIR: Final = "Repair the geometry, or export the layer again."
#: A description of a system has some hundred signs.
_MAX_DESCRIPTION_CHARS: Final = 20_000


@dataclass(frozen=True, slots=True)
class Projection:
    """From the coordinate system of a layer to WGS84 degrees."""

    transformer: pyproj.Transformer | None
    """``None`` where it is WGS84 already."""
    note: str | None

    @classmethod
    def of(cls, authority: object, number: object) -> Projection:
        """Return the projection of a system that somebody numbered.

        Raises ``TableError`` if the system is not stated, or is one that only the file describes: a description may
        name other files.

        >>> Projection.of("EPSG", 3857).note
        'Transformed from WGS 84 / Pseudo-Mercator to WGS84.'
        """
        stated = (str(authority).upper(), str(number))
        if stated == _WGS84:
            return cls(None, None)
        try:
            system = pyproj.CRS.from_authority(*stated) if stated[0] in _AUTHORITIES else None
        except pyproj.exceptions.CRSError:
            system = None
        if system is None or not (
            system.is_geographic or system.is_projected
        ):  # of heights, or from the Earth's centre
            named = "none" if authority is None else quoted(" ".join(stated))
            remedy = "Export the layer in WGS 84 (EPSG:4326)."
            raise TableError(f"The layer states a coordinate system that is not known: {named}. {remedy}")
        transformer = pyproj.Transformer.from_crs(system, ":".join(_WGS84), always_xy=True)
        return cls(transformer, f"Transformed from {system.name} to WGS84.")

    @classmethod
    def described(cls, text: str) -> Projection:
        """Return the projection of a system that a file describes, by the number that it is known under.

        Nothing of the description itself is used: it may name other files. Without one, numbers are taken for degrees.

        Raises ``TableError`` if it is the description of none that is known.
        """
        if not text.strip():
            return cls(None, _NO_SYSTEM)
        if len(text) > _MAX_DESCRIPTION_CHARS:
            return cls.of(None, None)
        try:
            known = pyproj.CRS.from_wkt(text).to_authority()
        except pyproj.exceptions.CRSError:
            known = None
        return cls.of(*(known or ("the description", text[:40])))


def geometry_of(blob: bytes) -> shapely.Geometry | None:
    """Return the geometry of a cell, as it is there.

    Raises ``ValueError`` if it is none. Raises ``shapely.errors.ShapelyError`` if it cannot be read.
    """
    if blob[:2] != _MAGIC or len(blob) <= _HEAD_BYTES or (envelope := blob[3] >> 1 & 0b111) not in _ENVELOPE_BYTES:
        raise ValueError("it does not begin as one")
    wkb = blob[_HEAD_BYTES + _ENVELOPE_BYTES[envelope] :]
    check_wkb(wkb)
    return shapely.from_wkb(wkb)


def read_shape(blob: object, projection: Projection) -> Json | Fault | None:
    """Return the place that a cell of a GeoPackage holds, in WGS84; ``None`` if it is empty."""
    if blob is None:
        return None
    try:
        return projected_place(geometry_of(blob if isinstance(blob, bytes) else b""), projection)
    except (ValueError, shapely.errors.ShapelyError) as error:
        return Fault("geometry", f"The geometry cannot be read: {error}.", _REPAIR)


def projected_place(shape: shapely.Geometry | None, projection: Projection) -> Json | Fault | None:
    """Return a shape in a layer's own system as a place, in WGS84; ``None`` if it is empty."""
    if shape is None or shape.is_empty:
        return None
    if (fault := too_large(shapely.get_num_coordinates(shape), shapely.get_num_geometries(shape))) is not None:
        return fault
    flat = shapely.force_2d(shape)
    if projection.transformer is not None:
        flat = shapely.transform(flat, projection.transformer.transform, interleaved=False)
    try:
        return site_geometry(json.loads(shapely.to_geojson(flat)))
    except ValueError as error:
        return Fault("geometry", f"The geometry cannot be read: {error}.", _REPAIR)
