"""The small pictures of the legend: those of the browser (assets/map_style.json), set in points."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from geodata.render.figure.items import Path
from geodata.render.figure.style import draw_look, pt
from geodata.render.text.map_style import SIGNS

if TYPE_CHECKING:
    from collections.abc import Iterator

WIDTH_PT: Final = pt(30)
HEIGHT_PT: Final = pt(18)
#: A command of a path with its numbers (SVG 1.1, section 8.3): M, L, A or Z.
_COMMAND: Final = re.compile("([MLAZ])([^MLAZ]*)")


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
