"""A figure for print as SVG 1.1: the attributes of its items, which a template writes, as it does everything else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from geodata.render.figure.items import Path
from geodata.render.figure.style import pt
from geodata.render.figure.typesetting import width_pt
from geodata.render.html.templating import render
from geodata.render.text.map_style import COLORS, DOCUMENT

if TYPE_CHECKING:
    from geodata.render.figure.items import FigureLayer, PrintFigure, Words
    from geodata.render.text.map_style import Texture

MM_PER_PT: Final = 25.4 / 72
#: After the family that has all letters: what other machines have.
_FALLBACKS: Final = "'Noto Sans', 'Noto Sans Arabic', 'Segoe UI', Arial, sans-serif"
_TEXTURES: Final = DOCUMENT["textures"]
_HALO_PT: Final = pt(DOCUMENT["halo"]["width"])
_REGULAR: Final = 400

Attributes = dict[str, str]


class _Texture(NamedTuple):
    """What fills an area: lines, or dots at these places."""

    id: str
    color: str
    side: str
    size: str
    """How wide the lines are, or the radius of the dots."""
    lines: str
    dots: tuple[str, ...]


class _Layer(NamedTuple):
    id: str
    at: tuple[str, str]
    clip: tuple[str, ...] | None
    """Left, top, width and height."""
    drawn: list[tuple[Attributes, Words | None]]
    """Attributes, and the text that has them; ``None`` for a path."""


def svg(figure: PrintFigure) -> str:
    """Return a figure as an SVG document of its width and height in millimetres."""
    width, height = figure.width_pt, figure.height_pt
    textures = sorted({
        (item.texture, item.fill)
        for layer in figure.layers
        for item in layer.items
        if isinstance(item, Path) and item.texture and item.fill
    })  # fmt: skip
    return str(
        render(
            "print_figure.html",
            figure=figure,
            size_mm=(f"{width * MM_PER_PT:.2f}", f"{height * MM_PER_PT:.2f}"),
            width=_number(width),
            height=_number(height),
            paper=COLORS.paper,
            textures=[_texture(*texture) for texture in textures],
            layers=[_layer(layer) for layer in figure.layers],
        )
    )


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _layer(layer: FigureLayer) -> _Layer:
    clip = None
    if layer.clip is not None:
        left, top, right, bottom = layer.clip
        clip = tuple(map(_number, (left, top, right - left, bottom - top)))
    drawn: list[tuple[Attributes, Words | None]] = [
        (_path(item), None) if isinstance(item, Path) else (_words(item), item) for item in layer.items
    ]
    return _Layer(layer.name, (_number(layer.x), _number(layer.y)), clip, drawn)


def _texture_id(texture: Texture, color: str) -> str:
    return f"{texture}-{color.removeprefix('#')}"


def _texture(texture: Texture, color: str) -> _Texture:
    sizes = {name: pt(px) for name, px in _TEXTURES[texture].items()}
    side, name = sizes["side"], _texture_id(texture, color)
    if texture == "hatch":
        less, same, more = (_number(side + step) for step in (-1, 0, 1))
        lines = f"M-1,1L1,-1M0,{same}L{same},0M{less},{more}L{more},{less}"
        return _Texture(name, color, same, _number(sizes["width"]), lines, ())
    dots = (_number(side / 4), _number(side * 3 / 4))
    return _Texture(name, color, _number(side), _number(sizes["radius"]), "", dots)


def _path(path: Path) -> Attributes:
    attributes = {"d": path.data, "fill": path.fill or "none"}
    if path.fill and path.texture:
        attributes["fill"] = f"url(#{_texture_id(path.texture, path.fill)})"
    if path.fill:
        attributes["fill-rule"] = "evenodd"
        if path.fill_opacity < 1:
            attributes["fill-opacity"] = _number(path.fill_opacity)
    if path.stroke:
        attributes |= {"stroke": path.stroke, "stroke-width": _number(path.width_pt)}
        if path.dash_pt:
            attributes["stroke-dasharray"] = " ".join(map(_number, path.dash_pt))
        if path.opacity < 1:
            attributes["stroke-opacity"] = _number(path.opacity)
    return attributes


def _words(words: Words) -> Attributes:
    attributes = {
        "x": _number(words.x),
        "y": _number(words.y),
        "font-family": f"'{words.family}', {_FALLBACKS}",
        "font-size": _number(words.size_pt),
        "fill": words.color,
    }
    if words.weight != _REGULAR:
        attributes["font-weight"] = str(words.weight)
    if words.anchor != "start":
        attributes["text-anchor"] = words.anchor
    if words.is_italic:
        attributes["font-style"] = "italic"
    if not words.is_rtl:
        # A machine without the font sets the line in another one, and no wider: what was placed beside it stays free.
        # Arabic is measured wider than it is set, and would be drawn out.
        attributes["textLength"] = _number(width_pt(words.text, words.size_pt, words.weight))
        attributes["lengthAdjust"] = "spacingAndGlyphs"
    if words.halo:
        # Beneath the letters: the outline is drawn first.
        attributes |= {"paint-order": "stroke", "stroke": words.halo, "stroke-width": _number(_HALO_PT)}
    return attributes
