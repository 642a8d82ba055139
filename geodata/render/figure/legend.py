"""The legend: what is in the figure, and nothing else."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from geodata.core.model import Case, Claim
from geodata.core.text import counted
from geodata.render.figure import typesetting
from geodata.render.figure.items import Path
from geodata.render.figure.label_placement import TextLine, words
from geodata.render.figure.style import draw_look, pt
from geodata.render.text.map_labels import short_actor
from geodata.render.text.map_style import COLORS, SIGNS
from geodata.render.text.sides import OTHERS, sides_of

if TYPE_CHECKING:
    from geodata.geodesy.claim_shapes import ClaimShape
    from geodata.render.figure.items import Item

WIDTH_PT: Final = pt(30)
HEIGHT_PT: Final = pt(18)
#: A command of a path with its numbers (SVG 1.1, section 8.3): M, L, A or Z.
_COMMAND: Final = re.compile("([MLAZ])([^MLAZ]*)")
#: More are counted together: a file may give each actor its own.
MOST_COLORS: Final = 12
_COLUMN_PT: Final = 132.0
_GUTTER_PT: Final = 10.0
_GAP_PT: Final = 4.0
_ROW_GAP_PT: Final = 1.6
_LINE_HEIGHT: Final = 1.2
_NO_BREAK: Final = "\u00a0"


@dataclass(frozen=True, slots=True)
class LegendRow:
    """One entry: a picture, or a colour, or a heading without either."""

    text: str
    key: str = ""
    color: str = ""

    @property
    def is_heading(self) -> bool:
        """True if it stands over the rows that follow."""
        return not self.key and not self.color


def kind_rows(shown: Sequence[Claim], shapes: Mapping[str, ClaimShape]) -> Iterator[LegendRow]:
    """Yield what the signs mean that stand for claims."""
    for key, sign in SIGNS.items():
        if sign.is_of_claims and any(sign.stands_for(claim, shapes[claim.id].kind) for claim in shown):
            yield LegendRow(sign.words, key)


def ground_rows(kinds: frozenset[str]) -> Iterator[LegendRow]:
    """Yield what the lines and discs mean that stand for places."""
    yield from (LegendRow(sign.words, key) for key, sign in SIGNS.items() if key in kinds)


def side_rows(case: Case, shown: Sequence[Claim], colors: Mapping[str, str]) -> Iterator[LegendRow]:
    """Yield whose colour each is, with the number of claims on the map: sides before actors alone, the largest first.

    Who speaks for a side is not told apart; a colour that actors of no side share is theirs together.
    """
    counts = Counter(claim.actor for claim in shown)
    by_color: dict[tuple[str, str], list[str]] = {}
    for side in sides_of(case, [actor for actor, _ in counts.most_common()]):
        for actor in side.members:
            by_color.setdefault((side.id, colors[actor]), []).append(actor)
    claims = {key: sum(counts[actor] for actor in actors) for key, actors in by_color.items()}
    ordered = sorted(by_color, key=lambda key: (not key[0], len(by_color[key]) > 1 and not key[0], -claims[key]))
    for side_id, color in ordered[:MOST_COLORS]:
        alone = by_color[side_id, color][0] if len(by_color[side_id, color]) == 1 else ""
        name = case.actor_by_id[side_id or alone].name if side_id or alone else OTHERS
        yield LegendRow(f"{short_actor(name)}{_NO_BREAK}{claims[side_id, color]:,}", color=color)
    if len(ordered) > MOST_COLORS:
        yield LegendRow(f"and {counted(len(ordered) - MOST_COLORS, 'more colour')}")


@dataclass(frozen=True, slots=True)
class Set:
    """A legend that is set: its items, and how high it is."""

    items: tuple[Item, ...]
    height_pt: float


def legend(rows: Sequence[LegendRow], width_pt: float, size_pt: float, *, is_rtl: bool = False) -> Set:
    """Set the rows in as many columns as there is room for.

    ``width_pt``: of all columns. ``size_pt``: of the type. ``is_rtl``: whether pictures stand to the right of their
    words and the first column is the right one.
    """
    count = max(1, int((width_pt + _GUTTER_PT) // (_COLUMN_PT + _GUTTER_PT)))
    column_pt = (width_pt - (count - 1) * _GUTTER_PT) / count
    blocks = [(row, _lines(row, column_pt, size_pt)) for row in rows]
    items: list[Item] = []
    bottom = 0.0
    signs, others = ([block for block in blocks if bool(block[0].key) == has_key] for has_key in (True, False))
    # Whose colour each is stands in a column of its own, where there are several.
    is_apart = bool(signs and others) and count > 1
    columns = [*_columns(signs, count - 1, size_pt), others] if is_apart else _columns(blocks, count, size_pt)
    for number, column in enumerate(columns):
        y = 0.0
        for row, lines in column:
            items += _row(row, lines, (number * (column_pt + _GUTTER_PT), y, width_pt), size_pt, is_rtl=is_rtl)
            y += _height(lines, size_pt)
        bottom = max(bottom, y)
    return Set(tuple(items), bottom)


def _indent(row: LegendRow) -> float:
    return 0.0 if row.is_heading else WIDTH_PT + _GAP_PT


def _lines(row: LegendRow, column_pt: float, size_pt: float) -> list[str]:
    weight = 600 if row.is_heading else 400
    # A twentieth is kept free for a machine that has another font.
    return typesetting.wrapped(row.text, size_pt, (column_pt - _indent(row)) * 0.95, weight)


def _height(lines: Sequence[str], size_pt: float) -> float:
    return max(HEIGHT_PT, len(lines) * size_pt * _LINE_HEIGHT) + _ROW_GAP_PT


LegendBlock = tuple[LegendRow, list[str]]


def _columns(blocks: Sequence[LegendBlock], count: int, size_pt: float) -> list[list[LegendBlock]]:
    """Return the blocks in columns of about one height, no heading last in one."""
    left = sum(_height(lines, size_pt) for _, lines in blocks)
    columns: list[list[LegendBlock]] = [[]]
    room = left / count
    filled = 0.0
    for index, block in enumerate(blocks):
        height = _height(block[1], size_pt)
        ahead = _height(blocks[index + 1][1], size_pt) if block[0].is_heading and index + 1 < len(blocks) else 0.0
        if columns[-1] and filled + ahead + height / 2 > room and len(columns) < count:
            left -= filled
            columns.append([])
            room, filled = left / (count - len(columns) + 1), 0.0
        columns[-1].append(block)
        filled += height
    return columns


def _row(
    row: LegendRow, lines: Sequence[str], at: tuple[float, float, float], size_pt: float, *, is_rtl: bool
) -> Iterator[Item]:
    x, y, width_pt = at
    left = width_pt - x - WIDTH_PT if is_rtl else x
    if row.color:
        yield draw_chip(left, y, row.color)
    elif row.key:
        yield from draw_swatch(row.key, left, y)
    indent = _indent(row)
    text_x = width_pt - x - indent if is_rtl else x + indent
    top = y + max(0.0, HEIGHT_PT - size_pt * _LINE_HEIGHT) / 2
    for number, text in enumerate(lines):
        line = TextLine(text, size_pt, 600 if row.is_heading else 400, COLORS.ink)
        base = top + size_pt * (0.92 + number * _LINE_HEIGHT)
        yield words(line, text_x, base, "end" if is_rtl else "start")


def draw_chip(x: float, y: float, color: str) -> Path:
    """Return a spot of a colour in the middle of a swatch's place."""
    side, left, top = pt(12), x + (WIDTH_PT - pt(12)) / 2, y + (HEIGHT_PT - pt(12)) / 2
    return Path(f"M{left:.2f},{top:.2f}h{side:.2f}v{side:.2f}h-{side:.2f}Z", fill=color)


def draw_swatch(key: str, x: float, y: float) -> Iterator[Path]:
    """Yield the picture of one kind of thing; ``x``, ``y`` is its upper left corner."""
    for look, path in SIGNS[key].picture:
        yield from draw_look(look, in_points(path, x, y))


def in_points(path: str, x: float, y: float) -> str:
    """Return a picture's path, which is in pixels, with its corner at a point of the paper.

    >>> in_points("M0 13L26 13A13 13 0 0 1 0 13Z", 100, 200)
    'M100.00,207.00L114.00,207.00A7.00,7.00,0,0,1,100.00,207.00Z'
    """
    commands = ((command, text.split()) for command, text in _COMMAND.findall(path))
    return "".join(f"{command}{','.join(_moved(command, numbers, x, y))}" for command, numbers in commands)


def _moved(command: str, numbers: list[str], x: float, y: float) -> Iterator[str]:
    """Yield a command's numbers: an arc has its radii, turn and flags before the point that all end with."""
    if command == "A":
        yield from (f"{pt(float(radius)):.2f}" for radius in numbers[:2])
        yield from numbers[2:5]
    yield from (f"{start + pt(float(px)):.2f}" for px, start in zip(numbers[-2:], (x, y), strict=False))
