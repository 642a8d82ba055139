"""Names of the base map: countries, rivers and towns that find room beside those of the case."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely

from geodata.render.basemap.files import read_layer
from geodata.render.basemap.tiles import ALL_FROM_ZOOM, PLACE_MAX_RANK
from geodata.render.figure.base import level_of
from geodata.render.figure.countries import countries, wider
from geodata.render.figure.label_placement import AROUND, CENTRED, TextLine
from geodata.render.figure.paths import in_windows
from geodata.render.figure.rosettes import arc_data
from geodata.render.figure.style import SMALLEST_PT, draw_look, pt
from geodata.render.text.map_labels import short_name
from geodata.render.text.map_style import COLORS, LOOKS

if TYPE_CHECKING:
    from geodata.render.figure.items import Item
    from geodata.render.figure.label_placement import Room
    from geodata.render.figure.projection import Floats, Plane
    from geodata.render.figure.rosettes import Wheel
    from geodata.render.figure.style import Type

_NEAR_PT: Final = pt(14)
_BIG_TOWN: Final = 300_000
#: Of the map's area for each town that is named.
_PT2_PER_TOWN: Final = 3_500.0
_MOST_RIVERS: Final = 3
_LEAST_RIVER_PT: Final = 60.0


def base_names(plane: Plane, room: Room, wheels: Sequence[Wheel], sizes: Type) -> Iterator[Item]:
    """Yield names of countries, rivers and towns that find room; these are never missed."""
    yield from _countries(plane, room, sizes)
    yield from _rivers(plane, room, sizes)
    yield from _towns(plane, room, wheels, sizes)


def _countries(plane: Plane, room: Room, sizes: Type) -> Iterator[Item]:
    for name, x, y in countries(plane, wider(plane)):
        line = TextLine(name.upper(), sizes.other, 500, COLORS.country_name)
        yield from room.place([line], (x, y), 0, (*CENTRED, *((0, step) for step in (-1, 1, -3, 3, -5, 5))))


def _rivers(plane: Plane, room: Room, sizes: Type) -> Iterator[Item]:
    layer = read_layer(f"river_{level_of(plane)}")
    rows, shapes = in_windows(plane, layer.geometries, layer.tree)
    by_name: dict[str, Floats] = {}
    for row, shape in zip(rows.tolist(), shapes, strict=True):
        name = layer.columns["name"][row]
        inside = shapely.clip_by_rect(shape, 0, 0, plane.width_pt, plane.height_pt)
        if name and inside.length > _LEAST_RIVER_PT:
            by_name[name] = np.vstack([by_name.get(name, np.empty((0, 2))), shapely.get_coordinates(inside)])
    for name, points in sorted(by_name.items(), key=lambda item: -len(item[1]))[:_MOST_RIVERS]:
        line = TextLine(short_name(name), sizes.other, 400, COLORS.river_name, is_italic=True)
        for share in (0.2, 0.5, 0.8, 0.35, 0.65, 0.1, 0.9):
            x, y = points[int(share * (len(points) - 1))].tolist()
            placed = room.place([line], (x, y), 3.0, AROUND[:4])
            if placed:
                yield from placed
                break


def _towns(plane: Plane, room: Room, wheels: Sequence[Wheel], sizes: Type) -> Iterator[Item]:
    layer = read_layer("places")
    rows, points = in_windows(plane, layer.geometries, layer.tree)
    zoom = int(plane.zoom)
    most_rank = PLACE_MAX_RANK[max(0, zoom)] if zoom < ALL_FROM_ZOOM else np.inf
    middles = np.array([(wheel.site_x, wheel.site_y) for wheel in wheels]).reshape(-1, 2)
    left = int(plane.width_pt * plane.height_pt / _PT2_PER_TOWN)
    columns = layer.columns
    # The file is in order of rank, then population.
    for row, point in sorted(zip(rows.tolist(), points, strict=True), key=lambda pair: pair[0]):
        if left <= 0 or columns["rank"][row] > most_rank:
            break
        if point.is_empty or bool((np.hypot(*(middles - (point.x, point.y)).T) < _NEAR_PT).any()):
            continue  # the case names this place itself
        placed = _town(room, (point.x, point.y), {key: columns[key][row] for key in columns}, sizes)
        left -= bool(placed)
        yield from placed


def _town(room: Room, at: tuple[float, float], row: Mapping[str, object], sizes: Type) -> tuple[Item, ...]:
    is_capital = bool(row["capital"])
    is_big = is_capital or int(str(row["population"])) > _BIG_TOWN
    name = short_name(str(row["name"]))
    line = TextLine(name, sizes.other + 0.3 if is_big else SMALLEST_PT, 500 if is_big else 400, COLORS.town)
    placed = room.place([line], at, pt(5), AROUND[:4])
    if not placed:
        return ()
    radius = pt(2.6 if is_capital else 1.8)
    room.take((at[0] - radius, at[1] - radius, at[0] + radius, at[1] + radius))
    return (*draw_look(LOOKS["town"], arc_data(*at, 0, radius, (0, 2 * np.pi))), *placed)
