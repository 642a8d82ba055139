"""What the carried files hold: each is read once, when a tile first needs it, and then asked by window.

The files in ``data/basemap`` are written by ``python -m tools.basemap``. Inflating one takes tens of milliseconds,
asking it through its R-tree under one.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely

from geodata.importing.opening.gdal import pyogrio
from geodata.importing.opening.zipped import open_zip, unzipped
from geodata.render.basemap.frame import BUFFER, EXTENT

if TYPE_CHECKING:
    from geodata.render.basemap.frame import Array, TileFrame

FOLDER: Final = Path(__file__).parents[2] / "data" / "basemap"


@dataclass(frozen=True, slots=True, eq=False)
class BasemapLayer:
    """A file in memory; geometries are WGS 84, columns by name."""

    geometries: Array
    columns: dict[str, Array]
    tree: shapely.STRtree


@lru_cache(maxsize=16)
def read_layer(name: str) -> BasemapLayer:
    """Read a whole file."""
    with open_zip((FOLDER / f"{name}.fgb.zip").read_bytes()) as archive:
        meta, _, wkb, values = pyogrio.raw.read(unzipped(archive, f"{name}.fgb"))
    geometries = shapely.from_wkb(wkb)
    tree = shapely.STRtree(geometries)
    tree.query(shapely.Point(0, 0))  # the tree is built by its first question: here, not in two threads at once
    return BasemapLayer(geometries, dict(zip(meta["fields"], values, strict=True)), tree)


@lru_cache(maxsize=1)
def read_labels() -> tuple[tuple[str, float, float, int], ...]:
    """Read the country labels, largest country first."""
    with (FOLDER / "labels.csv").open(encoding="utf-8", newline="") as stream:
        rows = csv.DictReader(stream)
        return tuple((row["name"], float(row["lon"]), float(row["lat"]), int(row["area_km2"])) for row in rows)


def near(frame: TileFrame, layer: BasemapLayer) -> tuple[Array, Array]:
    """Return the row numbers and shapes in the tile and its buffer, clipped, in units.

    A buffer that crosses the antimeridian is filled from the other side of the world.
    """
    west, east = frame.lon_deg(-BUFFER), frame.lon_deg(EXTENT + BUFFER)
    south, north = frame.lat_deg(EXTENT + BUFFER), frame.lat_deg(-BUFFER)
    rows, shapes = [], []
    for turn_deg in (-360.0, 0.0, 360.0):
        window = (west + turn_deg, south, east + turn_deg, north)
        if window[0] >= 180 or window[2] <= -180:  # noqa: PLR2004 - the antimeridian
            continue
        found = np.sort(layer.tree.query(shapely.box(*window)))
        clipped = shapely.clip_by_rect(layer.geometries[found], *window)
        rows.append(found)
        shapes.append(shapely.transform(clipped, lambda xy, by=turn_deg: frame.project(xy - (by, 0.0))))
    return np.concatenate(rows), np.concatenate(shapes)
