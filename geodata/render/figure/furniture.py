"""What a map needs besides itself: scale bar, arrow to the north, and a small map of where in the world it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely

from geodata.core.units import Unit
from geodata.core.vocabulary import METRES_PER_UNIT
from geodata.render.figure.base import borders_only
from geodata.render.figure.countries import countries, wider
from geodata.render.figure.label_placement import Room, TextLine, words
from geodata.render.figure.paths import line_data
from geodata.render.figure.projection import LOCAL_M, Plane, fitted
from geodata.render.figure.style import SMALLEST_PT, draw_look
from geodata.render.html.pair_map import round_length
from geodata.render.text.map_labels import short_name
from geodata.render.text.map_style import COLORS, LOOKS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geodata.render.figure.items import Box, Item

_SCALE_SHARE: Final = 0.3
_SECOND: Final[dict[Unit, Unit]] = {"km": "mi", "mi": "km", "nmi": "km"}
_SIZE_PT: Final = SMALLEST_PT
_INSET_PT: Final = 4.0
#: Where bars begin, beside the arrow, how far they are apart, and where their text begins behind their ends.
_BARS_FROM_PT: Final = 11.0
_BAR_STEP_PT: Final = 9.0
_TEXT_FROM_PT: Final = 3.0
_ARROW_PT: Final = 15.0
#: The small map shows so many times the map's own size, and so much at least.
_WIDER: Final = 7.0
_LEAST_LOCATOR_M: Final = 700_000.0
_LOCATOR_SHARE: Final = 0.165
_LOCATOR_PT: Final = (38.0, 84.0)
_LEAST_BOX_PT: Final = 3.5
_MOST_COUNTRIES: Final = 5
_NEAR: Final = ((0, 0.0), (0, -0.8), (0, 0.8))
_FARTHER: Final = (*_NEAR, *((side, up) for up in (-1.5, 1.5, -2.5, 2.5, -3.5, 3.5, -5.0, 5.0) for side in (0, 1, -1)))


def bar_lengths_m(plane: Plane, unit: Unit) -> tuple[tuple[float, Unit], tuple[float, Unit]]:
    """Return the two lengths of the scale bar, each the longest round one that has room, in metres with its unit."""
    most_m = plane.width_pt * _SCALE_SHARE / plane.length_pt(1.0)
    first, second = (
        (round_length(most_m / METRES_PER_UNIT[one]) * METRES_PER_UNIT[one], one) for one in (unit, _SECOND[unit])
    )
    return first, second


def scale_bar(plane: Plane, room: Room, unit: Unit, used: str = "") -> tuple[Item, ...]:
    """Return scale bar and north arrow in the free corner; nothing on a map of the world, which has no one scale.

    ``plane``: whose scale it is: true at the middle, from west to east. ``room``: what of the map is free; the bar
    takes its part. ``unit``: of the upper bar; the lower one is the usual companion. ``used``: corner that something
    else stands in.
    """
    if plane.is_world:
        return ()
    lengths = [(plane.length_pt(length_m), _said(length_m, unit)) for length_m, unit in bar_lengths_m(plane, unit)]
    width = _BARS_FROM_PT + max(length + _TEXT_FROM_PT + text.width_pt for length, text in lengths)
    free = [name for name in ("sw", "se", "nw", "ne") if name != used]
    _, (left, top, _, _) = corner(plane, room, (width, 2 * _BAR_STEP_PT + 2.0), free)
    return (*_arrow(left + 3.5, top + 2.0), *_bars(lengths, left + _BARS_FROM_PT, top + _BAR_STEP_PT / 2 + 1.0))


def _said(length_m: float, unit: Unit) -> TextLine:
    return TextLine(f"{length_m / METRES_PER_UNIT[unit]:,g} {unit}", _SIZE_PT, 500)


def _bars(lengths: Sequence[tuple[float, TextLine]], x: float, y: float) -> Iterator[Item]:
    """Yield a bar for each length, one below the other, its length written behind its end."""
    rows = [(y + number * _BAR_STEP_PT, *one) for number, one in enumerate(lengths)]
    data = "".join(f"M{x:.2f},{at - 2:.2f}v4m0,-2h{long:.2f}m0,-2v4" for at, long, _ in rows)
    yield from draw_look(LOOKS["scale_halo"], data)
    yield from draw_look(LOOKS["scale"], data)
    for at, long, text in rows:
        yield words(text, x + long + _TEXT_FROM_PT, at + _SIZE_PT * 0.36, halo=COLORS.halo)


def _arrow(x: float, y: float) -> Iterator[Item]:
    """Yield an arrow up: at the middle of the map that is true north."""
    tip, foot = y + 0.5, y + _ARROW_PT - 4
    data = f"M{x:.2f},{tip:.2f}L{x + 3.2:.2f},{foot:.2f}L{x:.2f},{foot - 2.4:.2f}L{x - 3.2:.2f},{foot:.2f}Z"
    yield from draw_look(LOOKS["arrow"], data)
    yield words(TextLine("N", _SIZE_PT, 600), x, foot + 6.2, "middle", halo=COLORS.halo)


def corner(plane: Plane, room: Room, size: tuple[float, float], order: Sequence[str]) -> tuple[str, Box]:
    """Take the corner of the map where least is covered, of equals the first in the order; return its name and box."""
    width, height = size

    def box(name: str) -> Box:
        left = _INSET_PT if "w" in name else plane.width_pt - _INSET_PT - width
        top = _INSET_PT if "n" in name else plane.height_pt - _INSET_PT - height
        return left, top, left + width, top + height

    name = min(order, key=lambda one: room.crowded(box(one)))
    left, top, right, bottom = box(name)
    room.take((left - 2, top - 2, right + 2, bottom + 2))
    return name, (left, top, right, bottom)


def locator_plane(plane: Plane) -> Plane:
    """Return the paper of the small map around a map."""
    side_pt = min(_LOCATOR_PT[1], max(_LOCATOR_PT[0], plane.width_pt * _LOCATOR_SHARE))
    reach_m = max(_LEAST_LOCATOR_M, plane.half_diagonal_m * _WIDER / 2)
    around = Plane(plane.lon, plane.lat, side_pt, side_pt, 2 * reach_m / side_pt, is_world=False)
    return around if around.half_diagonal_m < LOCAL_M else fitted(np.empty((0, 2)), side_pt)


def locator(plane: Plane, around: Plane) -> tuple[Item, ...]:
    """Return the small map: countries, the nearest of them named, and the box of the extent.

    ``around``: paper of the small map.
    """
    edge = plane.edge()
    points = _finite(around.points(_finite(edge)))
    (left, top), (right, bottom) = points.min(axis=0), points.max(axis=0)
    if max(right - left, bottom - top) < _LEAST_BOX_PT:
        x, y = (left + right) / 2, (top + bottom) / 2
        data = f"M{x - 2:.2f},{y - 2:.2f}h4v4h-4Z"
    else:
        data = f"{line_data([points])}Z"
    return (
        *borders_only(around),
        *draw_look(LOOKS["extent"], data),
        *_countries(plane, around, (left, top, right, bottom)),
    )


def _finite(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the points that there are: beside a pole some of one map are on no other."""
    return points[np.isfinite(points).all(axis=1)]


def _countries(plane: Plane, around: Plane, box: Box) -> Iterator[Item]:
    """Yield the names of the largest countries in the small map, first that of the one that is most of the map."""
    room = Room(around.width_pt, around.height_pt)
    room.take(box)
    wide = wider(plane)
    here = {name for name, _, _ in countries(plane, wide)[:1]}
    found = sorted(countries(around, wide, shapely.box(*box)), key=lambda country: country[0] not in here)
    left = _MOST_COUNTRIES
    for name, x, y in found:
        places = _FARTHER if name in here else _NEAR
        placed = room.place(
            [TextLine(short_name(name), _SIZE_PT, 600 if name in here else 500, COLORS.town)], (x, y), 0, places
        )
        left -= bool(placed)
        yield from placed
        if not left:
            return
