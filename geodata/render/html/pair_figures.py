"""Figures as SVG: two claims on a small map, what a name may mean, and the distances that two claims allow."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from markupsafe import Markup

from geodata.core.units import Unit, length, margin_in
from geodata.render.html.pair_map import HEIGHT_PX, WIDTH_PX, candidate_map
from geodata.render.html.templating import render
from geodata.render.text.map_style import DOCUMENT, LOOKS, look_of

if TYPE_CHECKING:
    from geodata.render.html.pair_axis import DistanceAxis
    from geodata.render.html.pair_map import CandidateMap, PairMap, Ring

_LINE_WIDTH_PX: Final = 420
_LEFT_PX: Final = 10
_END_SHARE: Final = 0.18
#: About how wide a letter of a name on a small map is, and how high; how far a name is off its dot, and its lines.
_LETTER_PX: Final = 6.4
_HIGH_PX: Final = 10.0
_OFF_PX: Final = 6.0
_LINES_PX: Final = (-5.0, 14.0)
#: Two areas that lie over each other without textures: an outline as on the large map, and fills of their own.
_SAID: Final = replace(look_of("zone"), fill=DOCUMENT["pair_figure"]["fill"])
_DENIED: Final = replace(look_of("zone", "deny"), fill=DOCUMENT["pair_figure"]["fill_denied"])


def _path(rings: Sequence[Ring]) -> str:
    return "".join(f"M{' '.join(f'{x},{y}' for x, y in ring)}Z" for ring in rings)


def pair_picture(figure: PairMap, colors: Mapping[str, str], denied: frozenset[str]) -> Markup:
    """Return two claims on a small map.

    ``colors``: ``#rrggbb`` by claim. ``denied``: claims that deny: dashed, with less fill.
    """
    looks = {drawn.claim: _DENIED if drawn.claim in denied else _SAID for drawn in figure.claims}
    return _small_map("pair_map.html", figure, colors=colors, look_of=looks, edge=LOOKS["edge"])


def candidates_picture(places: Mapping[str, tuple[float, float]]) -> Markup:
    """Return what a name of a place may mean on a small map: (lon, lat) in degrees by the number in its list."""
    return _small_map("candidate_map.html", candidate_map(places), lines=_lines)


def _small_map(template: str, figure: PairMap | CandidateMap, **values: object) -> Markup:
    names = named_sites(figure.sites)
    return render(template, figure=figure, names=names, path=_path, width=WIDTH_PX, height=HEIGHT_PX, **values)


class NamedSite(NamedTuple):
    """A dot on a small map, and where its name stands, in pixels."""

    name: str
    dot: tuple[float, float]
    at: tuple[float, float]
    anchor: str
    """As ``text-anchor`` has it."""


def named_sites(sites: Iterable[tuple[str, float, float]]) -> tuple[NamedSite, ...]:
    """Return sites with a place for each name: one of four around its dot where it covers none that came before.

    A name that has none of them stands where the first one would.
    """
    taken: list[tuple[float, float, float, float]] = []
    found = []
    for name, x, y in sites:
        width = len(name) * _LETTER_PX
        spots = [(side, y + down) for down in _LINES_PX for side in (1, -1)]
        boxes = [(min(x, x + side * (width + _OFF_PX)), base - _HIGH_PX, max(x, x + side * (width + _OFF_PX)), base + 3)
                 for side, base in spots]  # fmt: skip
        free = (at for at, box in enumerate(boxes) if box[0] >= 0 and box[2] <= WIDTH_PX and not _meets(box, taken))
        chosen = next(free, 0)
        taken.append(boxes[chosen])
        side, base = spots[chosen]
        found.append(NamedSite(name, (x, y), (x + side * _OFF_PX, base), "start" if side > 0 else "end"))
    return tuple(found)


def _meets(box: tuple[float, float, float, float], taken: Iterable[tuple[float, float, float, float]]) -> bool:
    left, top, right, bottom = box
    return any(left < other[2] and other[0] < right and top < other[3] and other[1] < bottom for other in taken)


def _lines(lines: Sequence[Ring]) -> str:
    return "".join(f"M{' '.join(f'{x},{y}' for x, y in line)}" for line in lines)


class _Span(NamedTuple):
    """From where to where on the axis, in pixels."""

    left: str
    width: str


class _Bar(NamedTuple):
    words: str
    color: str
    possible: _Span
    """In some reading of the words."""
    sure: _Span | None
    """In every reading; ``None`` where there is no such part."""


class _Gap(NamedTuple):
    left: str
    width: str
    middle: str
    words: str


def allowed_distances(axis: DistanceAxis, colors: Mapping[str, str], unit: Unit) -> Markup:
    """Return the distances that two claims allow, as bars over one axis, with the slack as a length.

    ``axis``: :func:`geodata.render.html.pair_axis.axis` of a pair. ``colors``: ``#rrggbb`` by claim.
    """
    finite = [number for bar in axis.bars for number in bar.bounds if math.isfinite(number)]
    low, high = min(finite), max(finite)
    room = (high - low) * _END_SHARE or max(1.0, high * _END_SHARE)
    low, high = max(0.0, low - room), high + room

    def x(metres: float) -> float:
        share = (min(metres, high) - low) / (high - low)
        return float(_LEFT_PX + share * (_LINE_WIDTH_PX - 2 * _LEFT_PX))

    def span(start_m: float, end_m: float, least_px: float = 1.5) -> _Span:
        return _Span(f"{x(start_m):.2f}", f"{max(x(end_m) - x(start_m), least_px):.2f}")

    bars = []
    for bar in axis.bars:
        l_min, l_max, h_min, h_max = bar.bounds
        sure = span(l_max, h_min) if l_max <= h_min else None
        bars.append(_Bar(bar.words, colors[bar.claim], span(l_min, h_max), sure))
    gap = None
    if axis.gap_m is not None:
        start_m, end_m = axis.gap_m
        words = margin_in(end_m - start_m, axis.uncertainty_m, unit)
        gap = _Gap(*span(start_m, end_m, 1), f"{(x(start_m) + x(end_m)) / 2:.1f}", words)
    return render(
        "allowed_distances.html",
        bars=bars,
        gap=gap,
        low=length(low, unit, 1),
        high=length(high, unit, 1),
        width=_LINE_WIDTH_PX,
        margin=_LEFT_PX,
    )
