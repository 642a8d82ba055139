"""Looks and sizes in print: those of the map in the browser (assets/map_style.json), in points."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from geodata.render.figure.items import Path
from geodata.render.text.map_style import COLORS, DOCUMENT

if TYPE_CHECKING:
    from geodata.render.text.map_style import Look

#: A pixel of the browser's map in print: its names of 13 pixels become 7 points.
PT_PER_PX: Final = 7 / 13
#: No line is thinner: what a newspaper's press still holds.
HAIRLINE_PT: Final = 0.25
#: No type is smaller.
SMALLEST_PT: Final = 6.0
#: More areas, or places, than this are drawn with less detail.
CROWD: Final[int] = DOCUMENT["crowd"]


def pt(px: float) -> float:
    """Return a length of the browser's map in points."""
    return px * PT_PER_PX


def draw_look(look: Look, data: str, own: str = COLORS.ink) -> Iterator[Path]:
    """Yield a shape as it looks: its fill with its outline, and a texture upon it if it has one.

    ``data``: SVG's path data, in points. ``own``: ``#rrggbb`` where the look leaves the colour to the shape.
    """
    color = _color(look.color, own)
    yield Path(
        data,
        fill=color if look.fill else None,
        fill_opacity=look.fill_under if look.is_textured else look.fill,
        stroke=_color(look.line_color or look.color, own) if look.width else None,
        width_pt=max(HAIRLINE_PT, pt(look.width)) if look.width else 0.0,
        dash_pt=tuple(map(pt, look.dash)),
        opacity=look.line,
    )
    if look.is_textured:
        yield Path(data, fill=color, fill_opacity=look.texture_opacity, texture=look.texture)


def _color(name: str, own: str) -> str:
    return str(getattr(COLORS, name, own))


@dataclass(frozen=True, slots=True)
class Type:
    """Sizes of type, in points."""

    title: float
    subtitle: float
    place: float
    other: float
    """Places without a claim, what bands say, towns."""
    legend: float
    small: float


TYPES: Final = {
    "newspaper-1": Type(10.5, 7.0, 6.8, 6.2, 6.5, 6.0),
    "newspaper-2": Type(13.0, 8.0, 7.2, 6.4, 6.8, 6.0),
    "newspaper-3": Type(15.0, 8.5, 7.5, 6.6, 7.0, 6.0),
    "report": Type(15.0, 8.5, 7.5, 6.6, 7.0, 6.0),
}
