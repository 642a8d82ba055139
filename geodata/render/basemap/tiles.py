"""What a tile shows, as compact JSON in integer tile coordinates, y down.

A ring or line is a flat list, the first point and then steps: ``x0, y0, dx, dy, ...``. Rings repeat their first point;
a polygon's lakes follow its outer ring.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import shapely

from geodata.core.problems import InputError
from geodata.core.result_cache import remembered
from geodata.render.basemap.files import near, read_labels, read_layer
from geodata.render.basemap.frame import EXTENT, MAX_ZOOM, TileFrame, deltas, inside, tolerance_units

if TYPE_CHECKING:
    from geodata.render.basemap.files import BasemapLayer
    from geodata.render.basemap.frame import Array

#: Zoom up to which a level of detail is read.
LEVELS: Final = ((1, "world"), (3, "low"), (6, "mid"), (MAX_ZOOM, "full"))

#: Smallest country labelled, in km2, by zoom; all from zoom 5.
LABEL_MIN_KM2: Final = (2_000_000, 1_000_000, 300_000, 50_000, 5_000)
#: Highest town rank by zoom (Natural Earth's scalerank, 0 the largest); all from zoom 9.
PLACE_MAX_RANK: Final = (0, 0, 1, 2, 3, 4, 6, 7, 8)
#: Rivers are shown up to the rank that equals the zoom; all from zoom 9.
ALL_FROM_ZOOM: Final = 9
#: Province lines start here, and those that Natural Earth shows from a later zoom follow two zooms early.
PROVINCE_MIN_ZOOM: Final = 5
PROVINCE_ZOOM_LEAD: Final = 2.0


#: Of 80 towns near the case that both have, Natural Earth's dot is off by 1.1 km in the median, 7 km at most.
EXACTNESS: Final = "generalised, in places off by several km"
#: From here land is read from the full level, which is cut into small pieces.
SUBDIVIDED_MIN_ZOOM: Final = 7
#: Up to here islands and lakes that would be specks are left out, not only those below a unit.
OVERVIEW_MAX_ZOOM: Final = 3
#: Land is joined across the antimeridian from here; further out that takes a third of a second for one outline.
SEAM_MIN_ZOOM: Final = 2
#: A ring with fewer points has no area.
MIN_RING_POINTS: Final = 4


def licences() -> str:
    """Return whose data the base map is, and under which licences."""
    return "Natural Earth 1:10m (public domain), GeoNames (CC BY 4.0)"


def attribution() -> str:
    """Return what must be said beside the map: sources, licences, and how far it may be off."""
    return f"{licences()}: {EXACTNESS}"


@remembered
def tile(z: int, x: int, y: int) -> bytes:
    """Return a Web Mercator tile as compact JSON in UTF-8.

    ``z``, ``x``, ``y``: zoom 0 to 14, and column and row as usual for tiles: x from 180 degrees west, y from the north.
    Returns ``bytes``: ``{"e": 4096, "land": [[ring, ...], ...], "country": [line, ...], "unsettled": [line, ...],
    "province": [line, ...], "river": [[name or null, rank, line], ...], "place": [[name, lon, lat, rank, population,
    capital, source], ...], "label": [[name, lon, lat, km2], ...]}``. ``unsettled`` repeats the lines of ``country``
    that Natural Earth calls disputed, indefinite or a line of control. Shapes reach 64 units over the tile's edge;
    places and labels are those inside it.
    Raises ``InputError`` if there is no such tile.

    >>> tile(6, 8, 32)
    b'{"e":4096,"land":[],"country":[],"unsettled":[],"province":[],"river":[],"place":[],"label":[]}'
    """
    if not 0 <= z <= MAX_ZOOM:
        raise InputError(f"The zoom {z} is not between 0 and {MAX_ZOOM}.", f"{z}/{x}/{y}")
    if not (0 <= x < 2**z and 0 <= y < 2**z):
        raise InputError(f"On zoom {z}, tiles run from 0 to {2**z - 1}: there is no {x}, {y}.", f"{z}/{x}/{y}")
    frame = TileFrame(z, x, y)
    level = next(name for last, name in LEVELS if z <= last)
    country = list(_lines(frame, read_layer(f"country_{level}")))
    content = {
        "e": EXTENT,
        "land": land_polygons(frame, read_layer(f"land_{level}")),
        "country": [line for _, line in country],
        "unsettled": [line for row, line in country if row["unsettled"]],
        "province": _provinces(frame, level),
        "river": _rivers(frame, level),
        "place": _places(frame),
        "label": _labels(frame),
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def _lines(
    frame: TileFrame, layer: BasemapLayer, keep: Array | None = None
) -> Iterator[tuple[dict[str, Any], list[int]]]:
    """Yield the lines of a layer in the tile, each with its row's columns; ``keep`` masks the layer's rows."""
    rows, shapes = near(frame, layer)
    if keep is not None:
        rows, shapes = rows[keep[rows]], shapes[keep[rows]]
    parts, origin = shapely.get_parts(shapely.simplify(shapes, tolerance_units(frame)), return_index=True)
    for part, index in zip(parts, origin, strict=True):
        line = deltas(shapely.get_coordinates(part))
        if len(line) > 2:  # noqa: PLR2004 - one point is what remains of a line shorter than a unit
            yield {name: values[rows[index]] for name, values in layer.columns.items()}, line


def _provinces(frame: TileFrame, level: str) -> list[list[int]]:
    if frame.z < PROVINCE_MIN_ZOOM:
        return []
    layer = read_layer(f"province_{level}")
    keep = layer.columns["min_zoom"] <= frame.z + PROVINCE_ZOOM_LEAD
    return [line for _, line in _lines(frame, layer, keep)]


def _rivers(frame: TileFrame, level: str) -> list[list[Any]]:
    layer = read_layer(f"river_{level}")
    keep = layer.columns["scalerank"] <= (frame.z if frame.z < ALL_FROM_ZOOM else MAX_ZOOM)
    return [[row["name"] or None, int(row["scalerank"]), line] for row, line in _lines(frame, layer, keep)]


def _places(frame: TileFrame) -> list[list[Any]]:
    """Return the towns inside the tile, most important first."""
    layer = read_layer("places")
    window = (frame.lon_deg(0), frame.lat_deg(EXTENT), frame.lon_deg(EXTENT), frame.lat_deg(0))
    found = np.sort(layer.tree.query(shapely.box(*window)))  # the file is in order of rank, then population
    found = found[layer.columns["rank"][found] <= (PLACE_MAX_RANK[frame.z] if frame.z < ALL_FROM_ZOOM else MAX_ZOOM)]
    places = []
    for row, (lon, lat) in zip(found, shapely.get_coordinates(layer.geometries[found]).tolist(), strict=True):
        if inside(frame, lon, lat):
            name, source = layer.columns["name"][row], layer.columns["source"][row]
            rank, population, capital = (int(layer.columns[key][row]) for key in ("rank", "population", "capital"))
            places.append([name, round(lon, 5), round(lat, 5), rank, population, capital, source])
    return places


def _labels(frame: TileFrame) -> list[list[Any]]:
    least_km2 = LABEL_MIN_KM2[frame.z] if frame.z < len(LABEL_MIN_KM2) else 0
    return [list(row) for row in read_labels() if row[3] >= least_km2 and inside(frame, row[1], row[2])]


def land_polygons(frame: TileFrame, layer: BasemapLayer) -> list[list[list[int]]]:
    """Return the tile's land as polygons of rings, without islands and lakes too small to draw."""
    _, shapes = near(frame, layer)
    tolerance = tolerance_units(frame)
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
        ring = deltas(shapely.get_coordinates(line))
        if len(ring) >= 2 * MIN_RING_POINTS:
            land.setdefault(polygon, []).append(ring)
    return list(land.values())


def _at_antimeridian(frame: TileFrame, polygons: Array) -> Array:
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


def _extent(shapes: Array) -> Array:
    """Return the longer side of each shape's bounding box; NaN for an empty one."""
    bounds = shapely.bounds(shapes)
    longer: Array = np.maximum(bounds[:, 2] - bounds[:, 0], bounds[:, 3] - bounds[:, 1])
    return longer
