"""Free room on the map: words are tried at several places around what they name, and the first free one is taken.

Greedy, the most important first, as in Imhof 1975, *Positioning Names on Maps* (doi:10.1559/152304075784313304): to the
right of a point and a little above it is best.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from geodata.render.figure import typesetting
from geodata.render.figure.items import Words
from geodata.render.figure.style import draw_look
from geodata.render.text.map_style import COLORS, LOOKS

if TYPE_CHECKING:
    from geodata.render.figure.items import Anchor, Box, Item

#: To which side, and how far up or down in heights of the words.
AROUND: Final = (
    (1, -0.35), (1, 0.6), (-1, -0.35), (-1, 0.6), (0, -1), (0, 1.25), (1, -1), (-1, -1), (1, 1.5), (-1, 1.5),
    (1, -1.7), (-1, -1.7),
)  # fmt: skip
CENTRED: Final = ((0, 0.0),)
_CELL_PT: Final = 24.0
_LINE_HEIGHT: Final = 1.18
_BASE_LINE: Final = 0.86
_INSIDE_PT: Final = 1.5
_TAKEN_WEIGHT: Final = 30
_PAD_X_PT: Final = 1.0
_PAD_Y_PT: Final = 0.5
_ANCHORS: Final[dict[int, Anchor]] = {1: "start", -1: "end", 0: "middle"}


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line to be placed."""

    text: str
    size_pt: float
    weight: int = 400
    color: str = COLORS.ink
    is_italic: bool = False

    @property
    def width_pt(self) -> float:
        """How wide it is."""
        return typesetting.width_pt(self.text, self.size_pt, self.weight)


class Room:
    """What of a map is taken: boxes in a grid of cells."""

    def __init__(self, width_pt: float, height_pt: float) -> None:
        self._frame = (_INSIDE_PT, _INSIDE_PT, width_pt - _INSIDE_PT, height_pt - _INSIDE_PT)
        self._cells: dict[tuple[int, int], list[Box]] = defaultdict(list)
        self._shunned: dict[tuple[int, int], list[Box]] = defaultdict(list)

    def take(self, box: Box) -> None:
        """Keep a box from others."""
        for cell in _cells_of(box):
            self._cells[cell].append(box)

    def shun(self, points: Iterable[tuple[float, float]]) -> None:
        """Keep an outline free of words, as long as there is other room for them."""
        for x, y in points:
            box = (x - 1.0, y - 1.0, x + 1.0, y + 1.0)
            for cell in _cells_of(box):
                self._shunned[cell].append(box)

    def is_free(self, box: Box) -> bool:
        """Tell whether a box lies in the frame and covers nothing that is taken."""
        left, top, right, bottom = box
        west, north, east, south = self._frame
        if left < west or top < north or right > east or bottom > south:
            return False
        return not _covers(self._cells, box)

    def taken(self, box: Box) -> int:
        """Count what a box covers of what is taken."""
        return _covered(self._cells, box)

    def crowded(self, box: Box) -> int:
        """Weigh what a box covers: what is taken far more than the outlines that words avoid."""
        return _TAKEN_WEIGHT * self.taken(box) + _covered(self._shunned, box)

    def place(
        self,
        lines: Sequence[TextLine],
        at: tuple[float, float],
        gap_pt: float,
        around: Sequence[tuple[int, float]] = AROUND,
    ) -> tuple[Item, ...]:
        """Set lines at the first free place around a point; nothing where all are taken.

        ``lines``: one below the other. ``at``: the point, in points of the map. ``gap_pt``: how far they stay away from
        it. ``around``: places to try, the best first.
        """
        places = [(_box(lines, at, gap_pt, place), place[0]) for place in around]
        free = [(box, side) for box, side in places if self.is_free(box)]
        if not free:
            return ()
        box, side = min(free, key=lambda one: _covers(self._shunned, one[0]))
        self.take(box)
        return tuple(_set(lines, box, side))

    def place_led(
        self, lines: Sequence[TextLine], at: tuple[float, float], gaps_pt: Sequence[float]
    ) -> tuple[Item, ...]:
        """Set lines farther from a point each time, with a line that leads there and crosses nothing that is taken.

        The point is in the middle of what is taken for it, as far as the first gap reaches.
        """
        for gap_pt in gaps_pt:
            for place in AROUND:
                box = _box(lines, at, gap_pt, place)
                end = _nearest(box, at)
                if self.is_free(box) and self._is_clear(at, end, gaps_pt[0]):
                    self.take(box)
                    data = f"M{at[0]:.2f},{at[1]:.2f}L{end[0]:.2f},{end[1]:.2f}"
                    return (*draw_look(LOOKS["name_leader"], data), *_set(lines, box, place[0]))
        return ()

    def _is_clear(self, start: tuple[float, float], end: tuple[float, float], own_pt: float) -> bool:
        length = math.dist(start, end)
        for step in range(int(own_pt), int(length)):
            x, y = (a + (b - a) * step / length for a, b in zip(start, end, strict=True))
            if _covers(self._cells, (x - 0.5, y - 0.5, x + 0.5, y + 0.5)):
                return False
        return True


def _covers(cells: Mapping[tuple[int, int], Sequence[Box]], box: Box) -> bool:
    """Tell whether a box covers one of a grid."""
    left, top, right, bottom = box
    return any(
        left < other[2] and right > other[0] and top < other[3] and bottom > other[1]
        for cell in _cells_of(box)
        for other in cells.get(cell, ())
    )


def _covered(cells: Mapping[tuple[int, int], Sequence[Box]], box: Box) -> int:
    """Count the boxes of a grid that a box covers."""
    left, top, right, bottom = box
    others = {other for cell in _cells_of(box) for other in cells.get(cell, ())}
    return sum(left < o[2] and right > o[0] and top < o[3] and bottom > o[1] for o in others)


def _box(lines: Sequence[TextLine], at: tuple[float, float], gap_pt: float, place: tuple[int, float]) -> Box:
    """Return what lines would cover at one of the places around a point."""
    side, up = place
    width = max(line.width_pt for line in lines)
    height = sum(line.size_pt * _LINE_HEIGHT for line in lines)
    left = at[0] + (gap_pt if side > 0 else -gap_pt - width if side < 0 else -width / 2)
    top = at[1] - height / 2 + up * (height / 2 if side else height / 2 + gap_pt)
    return left - _PAD_X_PT, top - _PAD_Y_PT, left + width + _PAD_X_PT, top + height + _PAD_Y_PT


def _nearest(box: Box, at: tuple[float, float]) -> tuple[float, float]:
    """Return the point of a box that is nearest to another."""
    left, top, right, bottom = box
    return min(max(at[0], left), right), min(max(at[1], top), bottom)


def _cells_of(box: Box) -> Iterator[tuple[int, int]]:
    left, top, right, bottom = (int(side // _CELL_PT) for side in box)
    for column in range(left, right + 1):
        for row in range(top, bottom + 1):
            yield column, row


def _set(lines: Sequence[TextLine], box: Box, side: int) -> Iterator[Words]:
    left, top, right = box[0] + _PAD_X_PT, box[1] + _PAD_Y_PT, box[2] - _PAD_X_PT
    x = {1: left, -1: right, 0: (left + right) / 2}[side]
    for line in lines:
        yield words(line, x, top + line.size_pt * _BASE_LINE, _ANCHORS[side], halo=COLORS.halo)
        top += line.size_pt * _LINE_HEIGHT


def words(line: TextLine, x: float, y: float, anchor: Anchor = "start", *, halo: str | None = None) -> Words:
    """Return a line at its place, in the family that has its letters."""
    family = typesetting.family_of(line.text)
    is_rtl = typesetting.is_rtl(line.text)
    return Words(line.text, x, y, line.size_pt, family, line.weight, line.color, anchor, halo, is_rtl, line.is_italic)
