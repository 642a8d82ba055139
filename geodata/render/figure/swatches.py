"""The small pictures of the legend, one for each thing that can be on the map."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from geodata.render.figure import style
from geodata.render.figure.items import Path
from geodata.render.figure.rosettes import arc_data
from geodata.render.figure.style import pt

if TYPE_CHECKING:
    from collections.abc import Callable

    from geodata.render.figure.items import Texture

WIDTH_PT: Final = pt(30)
HEIGHT_PT: Final = pt(18)
#: Part of a ring, in radians clockwise from the right: as in the browser's legend (assets/map/60-legend.js).
_TURN: Final = (-0.9, 2.2)
_LINE_PT: Final = pt(1.6)

Paths = tuple[Path, ...]


def chip(x: float, y: float, color: str) -> Path:
    """Return a spot of a colour in the middle of a swatch's place."""
    side, left, top = pt(12), x + (WIDTH_PT - pt(12)) / 2, y + (HEIGHT_PT - pt(12)) / 2
    return Path(f"M{left:.2f},{top:.2f}h{side:.2f}v{side:.2f}h-{side:.2f}Z", fill=color)


def swatch(key: str, x: float, y: float) -> Paths:
    """Return the picture of one kind of thing; ``x``, ``y`` is its upper left corner."""
    return _DRAWN[key](x, y)


def _ring(low_px: float, fill: str | None) -> Callable[[float, float], Paths]:
    def drawn(x: float, y: float) -> Paths:
        data = arc_data(x + pt(15), y + pt(9), pt(low_px), pt(8), _TURN)
        return (Path(data, fill=fill, stroke=style.INK, width_pt=_LINE_PT),)

    return drawn


def _denial(x: float, y: float) -> Paths:
    stroke = f"M{x + pt(17):.2f},{y + pt(11):.2f}L{x + pt(20.5):.2f},{y + pt(14):.2f}"
    return (*_ring(3, None)(x, y), Path(stroke, stroke=style.INK, width_pt=_LINE_PT))


def _chevron(x: float, y: float) -> Paths:
    points = [(9, 12), (15, 5), (21, 12)]
    data = "M" + "L".join(f"{x + pt(u):.2f},{y + pt(v):.2f}" for u, v in points)
    return (Path(data, stroke=style.INK, width_pt=_LINE_PT),)


def _block(solid: float, dash: tuple[float, ...], texture: Texture | None = None) -> Callable[[float, float], Paths]:
    def drawn(x: float, y: float) -> Paths:
        data = _rectangle(x + pt(3), y + pt(3), pt(24), pt(12))
        filled = Path(data, style.INK, solid, style.INK, _LINE_PT, dash)
        return (filled,) if texture is None else (filled, Path(data, style.INK, texture=texture))

    return drawn


def _rectangle(x: float, y: float, width: float, height: float) -> str:
    return f"M{x:.2f},{y:.2f}h{width:.2f}v{height:.2f}h-{width:.2f}Z"


def _ticked(x: float, y: float) -> Paths:
    ticks = "".join(f"M{x + pt(u):.2f},{y + pt(13):.2f}v-{pt(7):.2f}" for u in range(5, 27, 5))
    data = f"M{x + pt(3):.2f},{y + pt(13):.2f}h{pt(24):.2f}{ticks}"
    return (Path(data, stroke=style.INK, width_pt=_LINE_PT),)


def _disc(x: float, y: float) -> Paths:
    middle = (x + pt(15), y + pt(9))
    around = arc_data(*middle, 0, pt(7.5), (0, 2 * math.pi))
    dot = arc_data(*middle, 0, pt(1.6), (0, 2 * math.pi))
    line = (style.SITE, style.SITE_FILL_OPACITY, style.SITE, pt(1), (), style.SITE_LINE_OPACITY)
    return (Path(around, *line), Path(dot, fill=style.INK))


def _segments(x: float, y: float) -> Paths:
    turns = [(third * math.tau / 3, (third + 1) * math.tau / 3) for third in range(3)]
    return tuple(
        Path(arc_data(x + pt(15), y + pt(9), pt(4), pt(8), turn), style.INK, stroke=style.PAPER, width_pt=pt(0.8))
        for turn in turns
    )


def _town(x: float, y: float) -> Paths:
    return (Path(arc_data(x + pt(15), y + pt(9), 0, pt(2.2), (0, math.tau)), fill=style.TOWN_DOT),)


def _framed(dash: tuple[float, ...], *, reach: bool = False) -> Callable[[float, float], Paths]:
    def drawn(x: float, y: float) -> Paths:
        data = _rectangle(x + pt(4), y + pt(3), pt(22), pt(12))
        fill, opacity = (style.INK, 0.1) if reach else (None, 1.0)
        return (Path(data, fill, opacity, style.INK, pt(1) if reach else _LINE_PT, dash, 0.7),)

    return drawn


def _line(color: str, width_pt: float, dash: tuple[float, ...] = ()) -> Callable[[float, float], Paths]:
    def drawn(x: float, y: float) -> Paths:
        data = f"M{x + pt(2):.2f},{y + pt(9):.2f}h{pt(26):.2f}"
        return (Path(data, stroke=color, width_pt=width_pt, dash_pt=dash),)

    return drawn


_DRAWN: Final[dict[str, Callable[[float, float], Paths]]] = {
    "affirm": _ring(3, style.INK),
    "deny": _denial,
    "report": _ring(5.8, style.INK),
    "over": _chevron,
    "band": _block(0.3, ()),
    "zone": _block(0.07, ()),
    "denied": _block(0.04, style.DASHES_PT["deny"], "hatch"),
    "passed": _block(0.04, style.DASHES_PT["report"], "dots"),
    "outside": _ticked,
    "reach": _framed((pt(2), pt(4)), reach=True),
    "disc": _disc,
    "region": _framed((pt(2), pt(3))),
    "country": _line(style.COUNTRY, 0.7),
    "unsettled": _line(style.COUNTRY, 0.7, (2.7, 2.2)),
    "province": _line(style.PROVINCE, 0.7),
    "ring": _segments,
    "town": _town,
}
