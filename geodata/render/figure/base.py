"""The base map on the paper: land, borders, provinces and rivers of Natural Earth as paths."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import shapely
from numpy.typing import NDArray

from geodata.core.units import HALF_TURN_DEG
from geodata.render.basemap.files import read_layer
from geodata.render.figure.items import Path
from geodata.render.figure.paths import area_data, in_windows, line_data
from geodata.render.figure.style import draw_look
from geodata.render.text.map_style import COLORS, DOCUMENT, LOOKS, Look

if TYPE_CHECKING:
    from geodata.render.basemap.files import BasemapLayer
    from geodata.render.figure.projection import Floats, Plane

#: The coarsest level whose simplification (build_basemap_levels: 4.5, 1.2 and 0.16 km) is not seen, by metres a point.
_LEVELS: Final = ((11_000.0, "world"), (2_800.0, "low"), (380.0, "mid"), (0.0, "full"))
#: Highest rank of the rivers shown, by level.
_RIVER_RANKS: Final = {"world": 1, "low": 3, "mid": 7, "full": 99}
_STRAY_PT: Final = 0.06
_SPECK_PT2: Final = 0.15
_GRID_PT: Final = 1 / 128
_CUT_PT: Final = 0.04
_RIVER: Final = DOCUMENT["river"]
_SEAM_DEG: Final = 179.999


def level_of(plane: Plane) -> str:
    """Return the level of detail that a map of this scale needs."""
    return next(name for least, name in _LEVELS if plane.m_per_pt >= least)


@lru_cache(maxsize=8)
def base_map(plane: Plane) -> tuple[tuple[Path, ...], frozenset[str]]:
    """Draw the base map.

    Returns paths, the lowest first, and which kinds of line are in the frame: country, unsettled, province, river.
    """
    level = level_of(plane)
    lines = (*_provinces(plane, level), *_rivers(plane, level), *_countries(plane, level))
    drawn = (*_ground(plane, level), *(path for _, path in lines))
    return drawn, frozenset(kind for kind, _ in lines)


@lru_cache(maxsize=8)
def borders_only(plane: Plane) -> tuple[Path, ...]:
    """Draw land and countries alone, for a map as small as a stamp."""
    level = level_of(plane)
    return (*_ground(plane, level), *(path for _, path in _countries(plane, level)))


def _ground(plane: Plane, level: str) -> Iterator[Path]:
    yield Path(f"M0,0H{plane.width_pt:.2f}V{plane.height_pt:.2f}H0Z", fill=COLORS.water)
    yield from _land(plane, level)


def _land(plane: Plane, level: str) -> Iterator[Path]:
    joined = land_areas(plane, level)
    large = joined[shapely.area(joined) > _SPECK_PT2]
    if len(large):
        land = shapely.GeometryCollection(list(shapely.simplify(large, _STRAY_PT)))
        yield from draw_look(LOOKS["coast"], area_data(land))


def land_areas(plane: Plane, level: str) -> NDArray[Any]:
    """Return the land near the frame as polygons, joined where the files cut it."""
    layer = read_layer(f"land_{level}")
    rows, shapes = in_windows(plane, layer.geometries, layer.tree)
    parts, origin = shapely.get_parts(shapes, return_index=True)
    is_area = shapely.get_type_id(parts) == shapely.GeometryType.POLYGON
    parts, origin = parts[is_area], origin[is_area]
    is_cut = _cut(plane, level, layer.geometries[rows[origin]])
    valid = shapely.make_valid(
        shapely.simplify(parts[~is_cut], _STRAY_PT / 2), method="structure", keep_collapsed=False
    )
    return np.concatenate([shapely.get_parts(valid), _joined(parts[is_cut])])


def _cut(plane: Plane, level: str, land: NDArray[Any]) -> NDArray[np.bool_]:
    """Tell which land is cut in the frame: of the full level, all; of others, what reaches the antimeridian there."""
    if level == "full":
        return np.ones(len(land), dtype=np.bool_)
    if all(west >= -HALF_TURN_DEG and east <= HALF_TURN_DEG for west, _, east, _ in plane.windows()):
        return np.zeros(len(land), dtype=np.bool_)
    touching: NDArray[np.bool_] = np.abs(shapely.bounds(land)[:, [0, 2]]).max(axis=1, initial=0) > _SEAM_DEG
    return touching


def _joined(parts: NDArray[Any]) -> NDArray[Any]:
    """Return polygons joined along their cuts, which the projection bends: they meet to a fraction of a hairline."""
    valid = shapely.make_valid(parts, method="structure", keep_collapsed=False)
    grown = shapely.buffer(valid, _CUT_PT, join_style="mitre")
    united = shapely.buffer(shapely.union_all(grown, grid_size=_GRID_PT), -_CUT_PT, join_style="mitre")
    joined: NDArray[Any] = shapely.get_parts(united)
    return joined


def _lines(plane: Plane, layer: BasemapLayer, keep: NDArray[Any]) -> Iterator[tuple[int, list[Floats]]]:
    """Yield the lines of the rows that are kept, on the paper, by row number."""
    kept = np.flatnonzero(keep)
    rows, shapes = in_windows(plane, layer.geometries, layer.tree)
    wanted = np.isin(rows, kept)
    parts, origin = shapely.get_parts(shapely.simplify(shapes[wanted], _STRAY_PT), return_index=True)
    inside = shapely.intersects(parts, shapely.box(0, 0, plane.width_pt, plane.height_pt))
    by_row: dict[int, list[Floats]] = {}
    for part, row in zip(parts[inside], rows[wanted][origin[inside]].tolist(), strict=True):
        by_row.setdefault(row, []).append(shapely.get_coordinates(part))
    yield from by_row.items()


def _provinces(plane: Plane, level: str) -> Iterator[tuple[str, Path]]:
    if level in ("world", "low"):
        return
    layer = read_layer(f"province_{level}")
    lines = [line for _, found in _lines(plane, layer, layer.columns["min_zoom"] <= plane.zoom + 2) for line in found]
    if lines:
        yield from _kind("province", lines)


def _kind(name: str, lines: list[Floats]) -> Iterator[tuple[str, Path]]:
    yield from ((name, path) for path in draw_look(LOOKS[name], line_data(lines)))


def _rivers(plane: Plane, level: str) -> Iterator[tuple[str, Path]]:
    layer = read_layer(f"river_{level}")
    ranks = layer.columns["scalerank"]
    by_rank: dict[int, list[Floats]] = {}
    for row, lines in _lines(plane, layer, ranks <= _RIVER_RANKS[level]):
        by_rank.setdefault(int(ranks[row]), []).extend(lines)
    for rank, lines in sorted(by_rank.items(), reverse=True):
        width = max(_RIVER["least"], _RIVER["width"] - rank * _RIVER["less_by_rank"])
        yield from (("river", path) for path in draw_look(Look("river", width=width), line_data(lines)))


def _countries(plane: Plane, level: str) -> Iterator[tuple[str, Path]]:
    layer = read_layer(f"country_{level}")
    unsettled = layer.columns["unsettled"].astype(bool)
    lines = [line for _, found in _lines(plane, layer, ~unsettled) for line in found]
    if lines:
        yield from _kind("country", lines)
    lines = [line for _, found in _lines(plane, layer, unsettled) for line in found]
    if lines:
        # Lines that Natural Earth calls disputed are dashed, as is usual on maps.
        yield from _kind("unsettled", lines)
