"""What a figure is made of: paths and words at their places, frozen, in points of 1/72 inch with y downwards.

No item holds markup; :mod:`geodata.render.figure.svg` writes it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from geodata.render.text.map_style import COLORS

if TYPE_CHECKING:
    from geodata.render.text.map_style import Texture

Anchor = Literal["start", "middle", "end"]
Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


@dataclass(frozen=True, slots=True)
class Path:
    """Lines or areas, filled by the even-odd rule."""

    data: str
    """As SVG's attribute ``d`` has it (SVG 1.1, section 8.3)."""
    fill: str | None = None
    """``#rrggbb``; ``None`` leaves it open."""
    fill_opacity: float = 1.0
    stroke: str | None = None
    width_pt: float = 0.0
    dash_pt: tuple[float, ...] = ()
    opacity: float = 1.0
    """Of the stroke."""
    texture: Texture | None = None
    """Filled with hatching or dots of the fill's colour instead of the colour itself."""


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text."""

    text: str
    x: float
    y: float
    """Of the base line."""
    size_pt: float
    family: str
    weight: int = 400
    color: str = COLORS.ink
    anchor: Anchor = "start"
    """Which edge ``x`` is: the left one for ``start``, the right one for ``end``, however the text runs."""
    halo: str | None = None
    """Colour of an outline beneath the letters."""
    is_rtl: bool = False
    """Whether the whole line is set from right to left."""
    is_italic: bool = False


Item = Path | Words


@dataclass(frozen=True, slots=True)
class FigureLayer:
    """Items that belong together, the first one lowest."""

    name: str
    items: tuple[Item, ...]
    x: float = 0.0
    y: float = 0.0
    """Where the layer's own corner lies in the figure."""
    clip: Box | None = None
    """What lies outside is cut off; in the layer's own points."""


@dataclass(frozen=True, slots=True)
class PrintFigure:
    """A whole figure."""

    title: str
    description: str
    width_pt: float
    height_pt: float
    layers: tuple[FigureLayer, ...]
    notes: tuple[str, ...]
    """What the figure leaves out, in sentences."""
