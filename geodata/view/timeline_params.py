"""Which stretch a timeline shows, and in which zone its hours are told: as a value, and as query parameters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Final

from geodata.core.problems import InputError
from geodata.core.zones import zone
from geodata.timeline.typed_times import is_reversed

#: The parameters of :func:`to_query`.
PARAMETERS: Final = frozenset({"since", "until", "axis", "changed_from", "changed_by"})


@dataclass(frozen=True, slots=True)
class TimelineView:
    """What is looked at; nothing of it decides which claims are shown elsewhere."""

    since: str = ""
    """EDTF: where the axis begins; empty, as ``until``, for the main event's hours."""
    until: str = ""
    axis: str = ""
    """Name of a zone; empty for the usual one."""
    changed_from: str = ""
    """EDTF: two moments between which is asked what changed; both empty where nothing is."""
    changed_by: str = ""


def to_query(view: TimelineView) -> dict[str, str]:
    """Return it as query parameters; what is usual is left out.

    >>> to_query(TimelineView(axis="UTC"))
    {'axis': 'UTC'}
    """
    return {name: value for name, value in asdict(view).items() if value}


def from_query(query: Mapping[str, str]) -> tuple[TimelineView, tuple[str, ...]]:
    """Read it from query parameters; also return, in words, what could not be read.

    An axis and a comparison have both ends, the first before the second, or none.
    """
    axis, unread = query.get("axis", ""), []
    if axis and zone(axis) is None:
        unread, axis = [f"axis {axis}"], ""
    ends: dict[str, str] = {}
    for names in (("since", "until"), ("changed_from", "changed_by")):
        told = {name: query[name] for name in names if name in query}
        if told and _is_stretch(*(told.get(name, "") for name in names)):
            ends |= told
        else:
            unread += [f"{name} {text}" for name, text in told.items()]
    return TimelineView(**ends, axis=axis), tuple(unread)


def _is_stretch(first: str, last: str) -> bool:
    try:
        return not is_reversed(first, last)
    except InputError:
        return False
