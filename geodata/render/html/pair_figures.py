"""Figures as SVG: two claims on a small map, and the distances that two claims allow."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from geodata.core.units import length
from geodata.render.html.elements import attribute, label
from geodata.render.html.pair_map import HEIGHT_PX, WIDTH_PX
from geodata.render.text.map_style import DOCUMENT, LOOKS, look_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from geodata.core.units import Unit
    from geodata.render.html.pair_axis import Bar, DistanceAxis
    from geodata.render.html.pair_map import PairMap, RegionMap, Ring
    from geodata.render.text.map_style import Look

_LINE_WIDTH_PX: Final = 640
_ROW_PX: Final = 34
_LEFT_PX: Final = 10
_END_SHARE: Final = 0.18
#: Two areas that lie over each other without textures: an outline as on the large map, and fills of their own.
_SAID: Final = replace(look_of("zone"), fill=DOCUMENT["pair_figure"]["fill"])
_DENIED: Final = replace(look_of("zone", "deny"), fill=DOCUMENT["pair_figure"]["fill_denied"])


def _path(rings: Sequence[Ring]) -> str:
    return "".join(f"M{' '.join(f'{x},{y}' for x, y in ring)}Z" for ring in rings)


def _attributes(look: Look) -> str:
    dash = f" stroke-dasharray='{' '.join(f'{px:g}' for px in look.dash)}'" if look.dash else ""
    return f"fill-opacity='{look.fill:g}' fill-rule='evenodd' stroke-width='{look.width:g}'{dash}"


def pair_map(figure: PairMap, colors: Mapping[str, str], denied: frozenset[str]) -> str:
    """Return two claims on a small map.

    Parameters
    ----------
    figure
        What to draw.
    colors
        ``#rrggbb`` by claim.
    denied
        Claims that deny: dashed, with less fill.
    """
    parts = [f"<path class='disc' d='{_path(figure.discs)}'/>"]
    for drawn in figure.claims:
        color = attribute(colors[drawn.claim])
        look = _DENIED if drawn.claim in denied else _SAID
        parts.append(
            f"<path d='{_path(drawn.areas)}' fill='{color}' stroke='{color}' {_attributes(look)}/>"
            f"<path d='{_path(drawn.edges)}' fill='{color}' {_attributes(LOOKS['edge'])}/>"
        )
    parts.append(_sites(figure.sites))
    parts.append(_scale(figure.scale_m, figure.scale_px))
    words = "Both claims on a small map"
    box = f"0 0 {WIDTH_PX} {HEIGHT_PX}"
    return f"<svg class='figure map' viewBox='{box}' role='img' aria-label='{words}'>{''.join(parts)}</svg>"


def _sites(sites: Sequence[tuple[str, float, float]]) -> str:
    return "".join(
        f"<circle class='dot' cx='{x}' cy='{y}' r='3'/><text x='{x + 6}' y='{y - 5}'>{label(name)}</text>"
        for name, x, y in sites
    )


def _scale(scale_m: float, scale_px: float) -> str:
    left, bottom = 10, HEIGHT_PX - 12
    return (
        f"<path class='scale' d='M{left},{bottom - 5}V{bottom}H{left + scale_px:.1f}V{bottom - 5}'/>"
        f"<text x='{left + 4}' y='{bottom - 7}'>{scale_m / 1000:g} km</text>"
    )


def region_map(figure: RegionMap) -> str:
    """Return what claims leave for one event: possible pale, sure in every reading dark, a place that fits a cross."""
    parts = [
        f"<path class='left' d='{_path(figure.outer)}' {_attributes(LOOKS['left'])}/>",
        f"<path class='left' d='{_path(figure.inner)}' {_attributes(LOOKS['left_surely'])}/>",
    ]
    parts.append(_sites(figure.sites))
    if figure.witness is not None:
        x, y = figure.witness
        parts.append(f"<path class='cross' d='M{x - 6},{y}H{x + 6}M{x},{y - 6}V{y + 6}'/>")
    parts.append(_scale(figure.scale_m, figure.scale_px))
    words = "Where it could have been: possible pale, in every reading dark; the cross is one place that fits"
    box = f"0 0 {WIDTH_PX} {HEIGHT_PX}"
    return f"<svg class='figure map' viewBox='{box}' role='img' aria-label='{words}'>{''.join(parts)}</svg>"


def allowed_distances(axis: DistanceAxis, colors: Mapping[str, str], unit: Unit) -> str:
    """Return the distances that two claims allow, as bars over one axis, with the slack as a length.

    Parameters
    ----------
    axis
        :func:`geodata.render.html.pair_axis.axis` of a pair.
    colors
        ``#rrggbb`` by claim.
    unit
        Of the labels.
    """
    rows, gap = axis.bars, axis.gap_m
    finite = [number for bar in rows for number in bar.bounds if math.isfinite(number)]
    low, high = min(finite), max(finite)
    room = (high - low) * _END_SHARE or max(1.0, high * _END_SHARE)
    low, high = max(0.0, low - room), high + room

    def x(metres: float) -> float:
        share = (min(metres, high) - low) / (high - low)
        return float(_LEFT_PX + share * (_LINE_WIDTH_PX - 2 * _LEFT_PX))

    bottom = len(rows) * _ROW_PX + 18
    parts = []
    if gap is not None:
        left, right = sorted(map(x, gap))
        words = length(abs(gap[1] - gap[0]), unit, 3) if abs(gap[1] - gap[0]) >= _IN_UNIT_M else _metres(gap)
        parts.append(
            f"<rect class='gap' x='{left:.2f}' y='8' width='{max(right - left, 1):.2f}' height='{bottom - 8}'/>"
            f"<text class='gap' x='{(left + right) / 2:.1f}' y='{bottom + 14}' text-anchor='middle'>{words}</text>"
        )
    parts += [_bar(number, bar, colors[bar.claim], x) for number, bar in enumerate(rows)]
    for end, anchor in ((low, "start"), (high, "end")):
        parts.append(f"<text x='{x(end):.1f}' y='{bottom + 14}' text-anchor='{anchor}'>{length(end, unit, 1)}</text>")
    parts.append(f"<path class='scale' d='M{_LEFT_PX},{bottom}H{_LINE_WIDTH_PX - _LEFT_PX}'/>")
    words = "Distances that each claim allows"
    box = f"0 0 {_LINE_WIDTH_PX} {bottom + 22}"
    return f"<svg class='figure' viewBox='{box}' role='img' aria-label='{words}'>{''.join(parts)}</svg>"


_IN_UNIT_M: Final = 1_000.0


def _metres(gap: tuple[float, float]) -> str:
    return f"{abs(gap[1] - gap[0]):,.1f} m"


def _bar(number: int, bar: Bar, color: str, x: Callable[[float], float]) -> str:
    l_min, l_max, h_min, h_max = bar.bounds
    top, shade = number * _ROW_PX + 20, attribute(color)

    def part(start_m: float, end_m: float, opacity: float) -> str:
        left, right = x(start_m), x(end_m)
        size = f"x='{left:.2f}' y='{top}' width='{max(right - left, 1.5):.2f}' height='10'"
        return f"<rect {size} fill='{shade}' fill-opacity='{opacity}'/>"

    # In every reading of the words, as far as there is such a part; in some reading, paler.
    sure = part(l_max, h_min, 1) if l_max <= h_min else ""
    return f"{part(l_min, h_max, 0.35)}{sure}<text x='{_LEFT_PX}' y='{top - 4}'>{label(bar.words)}</text>"
