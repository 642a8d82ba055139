"""Answer which part of the carried base map a tile shows.

``tile`` answers with compact JSON in integer tile coordinates, y down. A ring or line is a flat list, the first
point and then steps: ``x0, y0, dx, dy, ...``. Rings repeat their first point; a polygon's lakes follow its outer ring.
The files in ``data/basemap`` are written by ``geodata.build.build_basemap``. Each is read once, when a tile first
needs it, and then asked by window through an R-tree: inflating one takes tens of milliseconds, asking under one.
"""

from __future__ import annotations

import csv
import json
import math
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pyogrio
import shapely
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER: Final = Path(__file__).parent / "data" / "basemap"
EXTENT: Final = 4096
BUFFER: Final = 64
MAX_ZOOM: Final = 14
#: Zoom up to which a level of detail is read.
LEVELS: Final = ((1, "world"), (3, "low"), (6, "mid"), (MAX_ZOOM, "full"))

#: From here land is read from the full level, which is cut into small pieces.
SUBDIVIDED_MIN_ZOOM: Final = 7
#: Up to here islands and lakes that would be specks are left out, not only those below a unit.
OVERVIEW_MAX_ZOOM: Final = 3

#: Smallest country labelled, in km2, by zoom; all from zoom 5.
LABEL_MIN_KM2: Final = (2_000_000, 1_000_000, 300_000, 50_000, 5_000)
#: Highest town rank by zoom (Natural Earth's scalerank, 0 the largest); all from zoom 9.
PLACE_MAX_RANK: Final = (0, 0, 1, 2, 3, 4, 6, 7, 8)
#: Rivers are shown up to the rank that equals the zoom; all from zoom 9.
ALL_FROM_ZOOM: Final = 9
#: Province lines start here, and those that Natural Earth shows from a later zoom follow two zooms early.
PROVINCE_MIN_ZOOM: Final = 5
PROVINCE_ZOOM_LEAD: Final = 2.0
#: Land is joined across the antimeridian from here; further out that takes a third of a second for one outline.
SEAM_MIN_ZOOM: Final = 2
#: How far a line may stray in units, by zoom, 1 from zoom 5; 16 units are a pixel of a 256-pixel tile.
TOLERANCE_UNITS: Final = (8.0, 6.0, 4.0, 2.0, 2.0)
#: A ring with fewer points has no area.
MIN_RING_POINTS: Final = 4

Array = NDArray[Any]


@dataclass(frozen=True, slots=True, eq=False)
class _Layer:
    """A file in memory; geometries are WGS 84, columns by name."""

    geometries: Array
    columns: dict[str, Array]
    tree: shapely.STRtree


@dataclass(frozen=True, slots=True)
class _Frame:
    """A tile's place in the world, and how lon/lat turn into its units."""

    z: int
    x: int
    y: int

    def lon_deg(self, units: float) -> float:
        return (self.x + units / EXTENT) / 2.0**self.z * 360 - 180

    def lat_deg(self, units: float) -> float:
        return math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * (self.y + units / EXTENT) / 2.0**self.z))))

    def project(self, lonlat: Array) -> Array:
        """Turn an (n, 2) array of degrees into tile units."""
        scale = EXTENT * 2**self.z
        x = (lonlat[:, 0] + 180) / 360 * scale - EXTENT * self.x
        y = (1 - np.arcsinh(np.tan(np.radians(lonlat[:, 1]))) / math.pi) / 2 * scale - EXTENT * self.y
        return np.column_stack([x, y])


def attribution() -> str:
    """Return what must be said beside the map: sources, licences, and how far it may be off."""
    # Of 80 towns near the case that both have, Natural Earth's dot is off by 1.1 km in the median, 7 km at most.
    return "Natural Earth 1:10m (public domain), GeoNames (CC BY 4.0): generalised, in places off by several km"


@lru_cache(maxsize=2_048)
def tile(z: int, x: int, y: int) -> bytes:
    """Return a Web Mercator tile as compact JSON in UTF-8.

    Parameters
    ----------
    z, x, y
        Zoom 0 to 14, and column and row as usual for tiles: x from 180 degrees west, y from the north.

    Returns
    -------
    bytes
        ``{"e": 4096, "land": [[ring, ...], ...], "country": [line, ...], "unsettled": [line, ...],
        "province": [line, ...], "river": [[name or null, rank, line], ...],
        "place": [[name, lon, lat, rank, population, capital, source], ...], "label": [[name, lon, lat, km2], ...]}``.
        ``unsettled`` repeats the lines of ``country`` that Natural Earth calls disputed, indefinite or a line of
        control. Shapes reach 64 units over the tile's edge; places and labels are those inside it.

    Raises
    ------
    ValueError
        If there is no such tile.

    Examples
    --------
    >>> tile(6, 8, 32)
    b'{"e":4096,"land":[],"country":[],"unsettled":[],"province":[],"river":[],"place":[],"label":[]}'
    """
    if not 0 <= z <= MAX_ZOOM:
        raise ValueError(f"zoom {z} is not between 0 and {MAX_ZOOM}")
    if not (0 <= x < 2**z and 0 <= y < 2**z):
        raise ValueError(f"tile {x}, {y} is not on zoom {z}, where both run from 0 to {2**z - 1}")
    frame = _Frame(z, x, y)
    level = next(name for last, name in LEVELS if z <= last)
    country = list(_lines(frame, _layer(f"country_{level}")))
    content = {
        "e": EXTENT,
        "land": _land(frame, _layer(f"land_{level}")),
        "country": [line for _, line in country],
        "unsettled": [line for row, line in country if row["unsettled"]],
        "province": _provinces(frame, level),
        "river": _rivers(frame, level),
        "place": _places(frame),
        "label": _labels(frame),
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


@lru_cache(maxsize=16)
def _layer(name: str) -> _Layer:
    """Read a whole file."""
    meta, _, wkb, values = pyogrio.raw.read(f"/vsizip/{{{FOLDER / name}.fgb.zip}}/{name}.fgb")
    geometries = shapely.from_wkb(wkb)
    tree = shapely.STRtree(geometries)
    tree.query(shapely.Point(0, 0))  # the tree is built by its first question: here, not in two threads at once
    return _Layer(geometries, dict(zip(meta["fields"], values, strict=True)), tree)


@lru_cache(maxsize=1)
def _label_rows() -> tuple[tuple[str, float, float, int], ...]:
    """Read the country labels, largest country first."""
    with (FOLDER / "labels.csv").open(encoding="utf-8", newline="") as stream:
        rows = csv.DictReader(stream)
        return tuple((row["name"], float(row["lon"]), float(row["lat"]), int(row["area_km2"])) for row in rows)


def _near(frame: _Frame, layer: _Layer) -> tuple[Array, Array]:
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


def _land(frame: _Frame, layer: _Layer) -> list[list[list[int]]]:
    """Return the tile's land as polygons of rings, without islands and lakes too small to draw."""
    _, shapes = _near(frame, layer)
    tolerance = _tolerance(frame)
    least = 2 * tolerance if frame.z <= OVERVIEW_MAX_ZOOM else 1.0
    polygons = shapely.get_parts(shapes)
    if frame.z >= SUBDIVIDED_MIN_ZOOM:
        polygons = _joined(polygons, np.ones(len(polygons), dtype=bool))
    elif frame.z >= SEAM_MIN_ZOOM:
        polygons = _joined(polygons, _at_antimeridian(frame, polygons))
    # Holes wound against the outer ring, so that both of the usual fill rules leave a lake open.
    polygons = shapely.orient_polygons(polygons[_extent(polygons) >= least])
    rings, owner = shapely.get_rings(polygons, return_index=True)
    large = _extent(rings) >= least
    points, ring_of = shapely.get_coordinates(rings[large], return_index=True)
    # As lines: the polygon form of the same call mends crossings smaller than can be seen, at ten times the cost.
    lines = shapely.simplify(shapely.linestrings(points, indices=ring_of), tolerance, preserve_topology=False)
    land: dict[int, list[list[int]]] = {}
    for polygon, line in zip(owner[large].tolist(), lines, strict=True):
        ring = _deltas(shapely.get_coordinates(line))
        if len(ring) >= 2 * MIN_RING_POINTS:
            land.setdefault(polygon, []).append(ring)
    return list(land.values())


def _at_antimeridian(frame: _Frame, polygons: Array) -> Array:
    """Return which polygons touch the line where the world ends, as far as that is an edge of the tile."""
    west, _, east, _ = shapely.bounds(polygons).T
    touching = np.zeros(len(polygons), dtype=np.bool_)
    if frame.x == 0:
        touching |= (west < 1) & (east > -1)
    if frame.x == 2**frame.z - 1:
        touching |= (west < EXTENT + 1) & (east > EXTENT - 1)
    return touching


def _joined(polygons: Array, cut: Array) -> Array:
    """Return the polygons with those joined that are pieces of one land, so that no cut shows.

    The full level is cut into small pieces, and every level at the antimeridian.
    """
    union = shapely.union_all(shapely.make_valid(polygons[cut]), grid_size=1.0)
    parts = shapely.get_parts(union)
    joined: Array = np.concatenate([polygons[~cut], parts[shapely.get_type_id(parts) == shapely.GeometryType.POLYGON]])
    return joined


def _lines(frame: _Frame, layer: _Layer, keep: Array | None = None) -> Iterator[tuple[dict[str, Any], list[int]]]:
    """Yield the lines of a layer in the tile, each with its row's columns; ``keep`` masks the layer's rows."""
    rows, shapes = _near(frame, layer)
    if keep is not None:
        rows, shapes = rows[keep[rows]], shapes[keep[rows]]
    parts, origin = shapely.get_parts(shapely.simplify(shapes, _tolerance(frame)), return_index=True)
    for part, index in zip(parts, origin, strict=True):
        line = _deltas(shapely.get_coordinates(part))
        if len(line) > 2:  # noqa: PLR2004 - one point is what remains of a line shorter than a unit
            yield {name: values[rows[index]] for name, values in layer.columns.items()}, line


def _provinces(frame: _Frame, level: str) -> list[list[int]]:
    if frame.z < PROVINCE_MIN_ZOOM:
        return []
    layer = _layer(f"province_{level}")
    keep = layer.columns["min_zoom"] <= frame.z + PROVINCE_ZOOM_LEAD
    return [line for _, line in _lines(frame, layer, keep)]


def _rivers(frame: _Frame, level: str) -> list[list[Any]]:
    layer = _layer(f"river_{level}")
    keep = layer.columns["scalerank"] <= (frame.z if frame.z < ALL_FROM_ZOOM else MAX_ZOOM)
    return [[row["name"] or None, int(row["scalerank"]), line] for row, line in _lines(frame, layer, keep)]


def _places(frame: _Frame) -> list[list[Any]]:
    """Return the towns inside the tile, most important first."""
    layer = _layer("places")
    window = (frame.lon_deg(0), frame.lat_deg(EXTENT), frame.lon_deg(EXTENT), frame.lat_deg(0))
    found = np.sort(layer.tree.query(shapely.box(*window)))  # the file is in order of rank, then population
    found = found[layer.columns["rank"][found] <= (PLACE_MAX_RANK[frame.z] if frame.z < ALL_FROM_ZOOM else MAX_ZOOM)]
    places = []
    for row, (lon, lat) in zip(found, shapely.get_coordinates(layer.geometries[found]).tolist(), strict=True):
        if _inside(frame, lon, lat):
            name, source = layer.columns["name"][row], layer.columns["source"][row]
            rank, population, capital = (int(layer.columns[key][row]) for key in ("rank", "population", "capital"))
            places.append([name, round(lon, 5), round(lat, 5), rank, population, capital, source])
    return places


def _labels(frame: _Frame) -> list[list[Any]]:
    least_km2 = LABEL_MIN_KM2[frame.z] if frame.z < len(LABEL_MIN_KM2) else 0
    return [list(row) for row in _label_rows() if row[3] >= least_km2 and _inside(frame, row[1], row[2])]


def _inside(frame: _Frame, lon_deg: float, lat_deg: float) -> bool:
    """Return whether a point belongs to the tile; a point on an edge belongs to one tile alone."""
    ((x, y),) = frame.project(np.array([[lon_deg, lat_deg]]))
    return bool(0 <= x < EXTENT and 0 <= y < EXTENT)


def _tolerance(frame: _Frame) -> float:
    return TOLERANCE_UNITS[frame.z] if frame.z < len(TOLERANCE_UNITS) else 1.0


def _extent(shapes: Array) -> Array:
    """Return the longer side of each shape's bounding box; NaN for an empty one."""
    bounds = shapely.bounds(shapes)
    longer: Array = np.maximum(bounds[:, 2] - bounds[:, 0], bounds[:, 3] - bounds[:, 1])
    return longer


def _deltas(points: Array) -> list[int]:
    """Return points rounded to units as one flat list: the first, then steps, none of them zero.

    Examples
    --------
    >>> _deltas(np.array([[1.2, 1.0], [3.0, 1.0], [3.1, 1.2], [3.0, 0.0]]))
    [1, 1, 2, 0, 0, -1]
    """
    whole = np.round(points).astype(np.int64)
    steps = np.diff(whole, axis=0, prepend=0)
    moved: Array = np.asarray(steps.any(axis=1))
    moved[:1] = True
    flat: list[int] = steps[moved].ravel().tolist()
    return flat
