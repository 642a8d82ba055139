"""When something was against when it was said: what one says of an evening on the next day is above that evening."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from markupsafe import Markup

from geodata.render.html.templating import render
from geodata.render.html.timeline_plot import TimeHead, on_picture, percent
from geodata.timeline.time_axis import time_axis

if TYPE_CHECKING:
    from geodata.render.text.claim_view import ClaimLine
    from geodata.timeline.claim_spans import ClaimSpans
    from geodata.timeline.time_axis import TimeAxis

_HEIGHT_PX: Final = 300
_MOST_TICKS: Final = 8
#: So much above the last statement, and below the first.
_ROOM: Final = 0.06
#: So many of all ends of statements are on it.
_SHOWN_SHARE: Final = 0.85
#: No rectangle is thinner.
_LEAST_SHARE: Final = 0.004


class StatementPlot(NamedTuple):
    """The picture, and how many claims were said after its end and are not on it."""

    html: Markup
    later: int


class _Rectangle(NamedTuple):
    """All that the time of a claim and of its statement may be; shares of the picture."""

    line: ClaimLine
    color: str
    left: str
    width: str
    top: str
    height: str
    is_open: bool
    """Whether it may have been said any time before."""


def statement_plot(
    lines: Sequence[ClaimLine],
    spans: ClaimSpans,
    said_s: Mapping[str, tuple[float, float]],
    axis: TimeAxis,
    colors: Mapping[str, str],
    selected: str | None,
) -> StatementPlot | None:
    """Return claims as rectangles, event time across and time of statement upward; ``None`` where none has both.

    It ends with most of the statements: what is said a year later would leave no room for the first days.

    ``said_s``: :func:`geodata.timeline.as_of.said_ends_s`. ``axis``: of the event times. ``colors``: ``#rrggbb`` by
    actor.
    """
    both = [
        (line, span)
        for line in lines
        if line.id in said_s and spans.ends_of(line.id)
        for span in spans.time(line.id).spans
        if axis.first_s <= span.last_wide_s and span.first_wide_s <= axis.last_s
    ]
    ends = sorted(end for line, _ in both for end in said_s[line.id] if math.isfinite(end))
    if not ends:
        return None
    last_s = ends[math.ceil(len(ends) * _SHOWN_SHARE) - 1]
    room_s = (last_s - ends[0]) * _ROOM
    upward = time_axis(ends[0] - room_s, last_s + room_s, axis.zone)
    later = {line.id for line, _ in both if said_s[line.id][0] > upward.last_s}
    drawn = [
        _Rectangle(
            line,
            colors[line.actor],
            *on_picture(axis.share(span.first_wide_s), axis.share(span.last_wide_s), _LEAST_SHARE)[:2],
            *on_picture(1 - upward.share(said_s[line.id][1]), 1 - upward.share(said_s[line.id][0]), _LEAST_SHARE)[:2],
            math.isinf(said_s[line.id][0]),
        )
        for line, span in both
        if line.id not in later
    ]
    html = render(
        "statement_times.html",
        drawn=sorted(drawn, key=lambda one: -float(one.width[:-1])),
        across=TimeHead(axis, None).ticks,
        upward=[(percent(1 - tick.share), tick) for tick in upward.ticks(_MOST_TICKS)],
        diagonal=[percent(one) for one in (axis.share(upward.first_s), axis.share(upward.last_s))],
        height=_HEIGHT_PX,
        selected=selected,
    )
    return StatementPlot(html, len(later))
