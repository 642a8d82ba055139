"""Which stretch a timeline shows, and in which zone its hours are told: as a value, and as query parameters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from geodata.core.problems import InputError
from geodata.core.zones import zone
from geodata.timeline.typed_times import checked_moment, is_reversed

#: The parameters of :func:`to_query`.
PARAMETERS: Final = frozenset({"since", "until", "axis"})


@dataclass(frozen=True, slots=True)
class TimelineView:
    """What is looked at; nothing of it decides which claims are shown elsewhere."""

    since: str = ""
    """EDTF: where the axis begins; empty, as ``until``, for the main event's hours."""
    until: str = ""
    axis: str = ""
    """Name of a zone; empty for the usual one."""


def to_query(view: TimelineView) -> dict[str, str]:
    """Return it as query parameters; what is usual is left out.

    >>> to_query(TimelineView(axis="UTC"))
    {'axis': 'UTC'}
    """
    found = {"since": view.since, "until": view.until, "axis": view.axis}
    return {name: value for name, value in found.items() if value}


def from_query(query: Mapping[str, str]) -> tuple[TimelineView, tuple[str, ...]]:
    """Read it from query parameters; also return, in words, what could not be read.

    An axis has both ends, the first before the second, or none.
    """
    ends = (query.get("since", ""), query.get("until", ""))
    told = [f"{name} {query[name]}" for name in ("since", "until") if name in query]
    try:
        is_read = not told or not is_reversed(*map(checked_moment, ends))
    except InputError:
        is_read = False
    axis = query.get("axis", "")
    is_known = not axis or zone(axis) is not None
    unread = (*(told if not is_read else ()), *([] if is_known else [f"axis {axis}"]))
    return TimelineView(*(ends if is_read else ("", "")), axis=axis if is_known else ""), unread
