"""A figure for print as SVG 1.1: its items become elements here, each value escaped."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geodata.render.figure.items import Path
from geodata.render.figure.style import pt
from geodata.render.html.templating import escaped
from geodata.render.text.map_style import COLORS, DOCUMENT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from geodata.render.figure.items import FigureLayer, Item, PrintFigure, Words
    from geodata.render.text.map_style import Texture

MM_PER_PT: Final = 25.4 / 72
#: Unicode's isolates (UAX 9): all renderers tried heed them, while ``direction`` moves the anchor in some only.
_RTL_ISOLATE: Final = "\u2067"
_LTR_ISOLATE: Final = "\u2066"
_END_ISOLATE: Final = "\u2069"
#: After the family that has all letters: what other machines have.
_FALLBACKS: Final = "'Noto Sans', 'Noto Sans Arabic', 'Segoe UI', Arial, sans-serif"
_TEXTURES: Final = DOCUMENT["textures"]
_HALO_PT: Final = pt(DOCUMENT["halo"]["width"])


def svg(figure: PrintFigure) -> str:
    """Return a figure as an SVG document of its width and height in millimetres."""
    width, height = figure.width_pt, figure.height_pt
    textures = sorted({
        (item.texture, item.fill)
        for layer in figure.layers
        for item in layer.items
        if isinstance(item, Path) and item.texture and item.fill
    })  # fmt: skip
    inside = [
        element("title", {}, escaped(figure.title)),
        element("desc", {}, escaped(figure.description)),
        element("defs", {}, *(_pattern(*texture) for texture in textures), *_clips(figure)),
        element("rect", {"width": _number(width), "height": _number(height), "fill": COLORS.paper}),
        *(_layer(number, layer) for number, layer in enumerate(figure.layers)),
    ]
    size = {"width": f"{width * MM_PER_PT:.2f}mm", "height": f"{height * MM_PER_PT:.2f}mm"}
    box = {"viewBox": f"0 0 {_number(width)} {_number(height)}", "role": "img"}
    return element("svg", {"xmlns": "http://www.w3.org/2000/svg", "version": "1.1", **size, **box}, *inside)


def element(name: str, attributes: Mapping[str, str], *content: str) -> str:
    """Return an element of XML.

    Parameters
    ----------
    name
        Its name: a word of the program, never of a file.
    attributes
        By name, not escaped yet.
    content
        Markup, escaped already.

    Examples
    --------
    >>> element("text", {"x": "1", "fill": "'"}, escaped("<b>"))
    '<text x="1" fill="&#39;">&lt;b&gt;</text>'
    """
    inside = "".join(f' {key}="{escaped(value)}"' for key, value in attributes.items())
    return f"<{name}{inside}>{''.join(content)}</{name}>" if content else f"<{name}{inside}/>"


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _clips(figure: PrintFigure) -> Iterator[str]:
    for number, layer in enumerate(figure.layers):
        if layer.clip is not None:
            left, top, right, bottom = layer.clip
            corner = {"x": _number(left), "y": _number(top)}
            box = element("rect", {**corner, "width": _number(right - left), "height": _number(bottom - top)})
            yield element("clipPath", {"id": f"clip-{number}"}, box)


def _layer(number: int, layer: FigureLayer) -> str:
    attributes = {"id": layer.name, "transform": f"translate({_number(layer.x)},{_number(layer.y)})"}
    if layer.clip is not None:
        attributes["clip-path"] = f"url(#clip-{number})"
    return element("g", {**attributes, "stroke-linejoin": "round"}, *map(_item, layer.items))


def _item(item: Item) -> str:
    return _path(item) if isinstance(item, Path) else _words(item)


def _texture_id(texture: Texture, color: str) -> str:
    return f"{texture}-{color.removeprefix('#')}"


def _pattern(texture: Texture, color: str) -> str:
    sizes = {name: pt(px) for name, px in _TEXTURES[texture].items()}
    side = sizes["side"]
    attributes = {"id": _texture_id(texture, color), "patternUnits": "userSpaceOnUse"}
    if texture == "hatch":
        less, same, more = (_number(side + step) for step in (-1, 0, 1))
        data = f"M-1,1L1,-1M0,{same}L{same},0M{less},{more}L{more},{less}"
        marks = [element("path", {"d": data, "stroke": color, "stroke-width": _number(sizes["width"]), "fill": "none"})]
    else:
        marks = [
            element("circle", {"cx": _number(at), "cy": _number(at), "r": _number(sizes["radius"]), "fill": color})
            for at in (side / 4, side * 3 / 4)
        ]
    return element("pattern", {**attributes, "width": _number(side), "height": _number(side)}, *marks)


def _path(path: Path) -> str:
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
    return element("path", attributes)


def _words(words: Words) -> str:
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
    if words.halo:
        # Beneath the letters: the outline is drawn first.
        attributes |= {"paint-order": "stroke", "stroke": words.halo, "stroke-width": _number(_HALO_PT)}
    return element("text", attributes, _isolated(escaped(words.text), is_rtl=words.is_rtl))


_REGULAR: Final = 400


def _isolated(escaped: str, *, is_rtl: bool) -> str:
    """Return text between marks that keep its direction, where it has a letter that may need one."""
    if escaped.isascii():
        return escaped
    return f"{_RTL_ISOLATE if is_rtl else _LTR_ISOLATE}{escaped}{_END_ISOLATE}"
