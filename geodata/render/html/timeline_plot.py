"""A timeline as markup: a head with a histogram over an axis, and a picture for each side's lane beside its claims.

The pictures are SVG whose widths are shares of theirs, so that they are as wide as there is room. Bars are bounds:
nothing says that an instant is likelier than another, and nothing is drawn that looks like it.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from markupsafe import Markup

from geodata.render.html.templating import render
from geodata.render.text import terms

if TYPE_CHECKING:
    from geodata.render.text.timeline_view import Timeline, TimelineLane, TimelineRow
    from geodata.timeline.claim_spans import ClaimSpans
    from geodata.timeline.time_axis import TimeAxis

#: Heights, in pixels; panel.css has that of a row.
_ROW_PX: Final = 26
_BAR_PX: Final = 12
_HISTOGRAM_PX: Final = 44
_MOST_TICKS: Final = 8
_MOST_BINS: Final = 48
#: A bar is no thinner than this share of the axis.
_LEAST_SHARE: Final = 0.002
#: Words of a tick nearer to an end of the axis stand beside it.
_EDGE_SHARE: Final = 0.05
#: How a stretch is drawn: as stated; as stated where its zone is not known; as wide as may be meant; read otherwise.
Kind = Literal["stated", "zone", "wide", "ghost"]


class _Stretch(NamedTuple):
    """From one place on the axis to another; shares of its width, in percent."""

    kind: Kind
    left: str
    width: str
    right: str
    starts: bool
    """Whether its start is on the axis."""
    ends: bool
    is_open_before: bool
    is_open_after: bool


class _Tick(NamedTuple):
    at: str
    anchor: str
    words: str
    context: str


class _Bin(NamedTuple):
    left: str
    width: str
    surely_top: float
    surely_height: float
    possibly_top: float
    possibly_height: float
    words: str


class _DrawnRow(NamedTuple):
    row: TimelineRow
    color: str
    middle: float
    stretches: tuple[_Stretch, ...]
    order: int
    """Its place among all rows, by when they begin."""
    hour: str
    """The hour that begins with it there, in words; empty where another one has."""


@dataclass(frozen=True, slots=True)
class _DrawnLane:
    lane: TimelineLane
    height: int
    rows: tuple[_DrawnRow, ...]
    ties: tuple[tuple[float, float], ...]
    """From the middle of a claim to that of the one it replaces."""


class TimeHead(NamedTuple):
    """An axis with what is chosen on it."""

    axis: TimeAxis
    chosen_s: tuple[float, float] | None
    """The stretch that claims are chosen by, in seconds of UTC; ``None`` for none."""

    @property
    def ticks(self) -> list[_Tick]:
        """Round moments, each with the words beside it that keep within the picture."""
        return [
            _Tick(
                percent(one.share),
                "start" if one.share < _EDGE_SHARE else "end" if one.share > 1 - _EDGE_SHARE else "middle",
                one.words,
                one.context,
            )
            for one in self.axis.ticks(_MOST_TICKS)
        ]

    @property
    def brush(self) -> tuple[str, str] | None:
        """Where what is chosen begins, and how wide it is."""
        return None if self.chosen_s is None else self.placed(*self.chosen_s)

    def placed(self, first_s: float, last_s: float) -> tuple[str, str]:
        """Return where a stretch begins, and how wide it is on the axis."""
        left, width, _ = on_picture(self.axis.share(first_s), self.axis.share(last_s))
        return left, width


def timeline(
    shown: Timeline,
    head: TimeHead,
    drawn_head: Markup,
    colors: Mapping[str, str],
    *,
    tools: Markup | str = "",
    selected: str | None = None,
    by_hour: bool = True,
) -> Markup:
    """Return a timeline.

    ``drawn_head``: :func:`timeline_head`. ``colors``: ``#rrggbb`` by actor. ``tools``: what stands above it.
    ``selected``: id of the chosen claim. ``by_hour``: whether rows know their order in time, for a narrow window.
    """
    return render(
        "timeline.html",
        axis=head.axis,
        ticks=head.ticks,
        brush=head.brush,
        head=drawn_head,
        told=terms.timed(shown.with_time, head.axis.zone),
        tools=tools,
        lanes=_lanes(shown, head.axis, colors),
        undated=shown.undated,
        without_time=shown.without_time,
        colors=colors,
        selected=selected,
        by_hour=by_hour,
        bar=_BAR_PX,
    )


def timeline_head(head: TimeHead, spans: ClaimSpans, claim_ids: Collection[str]) -> Markup:
    """Return the axis with how many of some claims are surely, and how many possibly, in each of its parts."""
    edges = head.axis.bins(_MOST_BINS)
    counts = spans.counts(edges, claim_ids)
    most = max((surely + possibly for surely, possibly in counts), default=0)
    bins = [_bin(head, ends, count, most) for ends, count in zip(pairwise(edges), counts, strict=True)]
    return render("timeline_head.html", height=_HISTOGRAM_PX, bins=bins, most=most, ticks=head.ticks, brush=head.brush)


def timeline_strip(axis: TimeAxis, drawn_head: Markup, tools: Markup) -> Markup:
    """Return the head of a timeline by itself."""
    return render("timeline_strip.html", axis=axis, head=drawn_head, tools=tools)


def percent(share: float) -> str:
    """Return a share of the width as SVG has it.

    >>> percent(0.25)
    '25%'
    """
    return f"{100 * share:.5g}%"


def on_picture(first: float, last: float, least: float = 0.0) -> tuple[str, str, str]:
    """Return where a stretch begins in a picture, how wide it is there, no less than ``least``, and where it ends.

    All are shares of the picture's width or height; what is beside it is cut off.
    """
    start = min(max(first, 0.0), 1.0)
    length = max(min(last, 1.0) - start, least)
    return percent(start), percent(length), percent(start + length)


def _bin(head: TimeHead, ends_s: tuple[float, float], count: tuple[int, int], most: int) -> _Bin:
    surely, possibly = (_HISTOGRAM_PX * number / most if most else 0.0 for number in count)
    words = terms.counted_between(head.axis.face(ends_s[0]), head.axis.face(ends_s[1]), *count)
    top = _HISTOGRAM_PX - surely
    return _Bin(*head.placed(*ends_s), top, surely, top - possibly, possibly, words)


def _lanes(shown: Timeline, axis: TimeAxis, colors: Mapping[str, str]) -> list[_DrawnLane]:
    by_start = sorted((row for lane in shown.lanes for row in lane.rows), key=lambda row: row.spans[0].first_wide_s)
    order = {row.line.id: number for number, row in enumerate(by_start)}
    hours: dict[str, str] = {}
    for row in by_start:
        hours.setdefault(_hour(row, axis), row.line.id)
    heads = {claim: hour for hour, claim in hours.items()}
    lanes = []
    for lane in shown.lanes:
        middles = {row.line.id: (number + 0.5) * _ROW_PX for number, row in enumerate(lane.rows)}
        rows = tuple(
            _DrawnRow(
                row,
                colors[row.line.actor],
                middles[row.line.id],
                tuple(_stretches(row, axis)),
                order[row.line.id],
                heads.get(row.line.id, ""),
            )
            for row in lane.rows
        )
        ties = tuple((middles[new], middles[old]) for new, old in shown.revisions if new in middles and old in middles)
        lanes.append(_DrawnLane(lane, len(rows) * _ROW_PX, rows, ties))
    return lanes


def _hour(row: TimelineRow, axis: TimeAxis) -> str:
    """Return the hour that a claim's time may begin in, or that it has begun before."""
    return (
        terms.hour_of(axis.face(row.spans[0].first_wide_s))
        if row.spans[0].first_wide_s >= axis.first_s
        else terms.BEFORE
    )


def _stretches(row: TimelineRow, axis: TimeAxis) -> Iterator[_Stretch]:
    for ghost in row.ghosts:
        yield from _stretch("ghost", ghost.first_wide_s, ghost.last_wide_s, axis)
    for span in row.spans:
        is_told = not (math.isnan(span.first_s) or math.isnan(span.last_s))
        yield from _stretch("wide" if is_told else "zone", span.first_wide_s, span.last_wide_s, axis)
        if is_told:
            yield from _stretch("stated", span.first_s, span.last_s, axis)


def _stretch(kind: Kind, first_s: float, last_s: float, axis: TimeAxis) -> Iterator[_Stretch]:
    first, last = axis.share(first_s), axis.share(last_s)
    if last >= 0 and first <= 1:
        places = on_picture(first, last, _LEAST_SHARE)
        yield _Stretch(kind, *places, first >= 0, last <= 1, math.isinf(first_s), math.isinf(last_s))
