"""Columns that say a part of what stands in another: the hemisphere, the half of the day, the weekday."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geodata.core.text import fold
from geodata.importing.axes import axis_of
from geodata.importing.members import KEEP
from geodata.parsing.languages import numbers_by_name

if TYPE_CHECKING:
    from geodata.importing.mapping import Mapping
    from geodata.importing.table import TextTable

_NORTH_SOUTH: Final = frozenset({"n", "s", "north", "south"})
_EAST_WEST: Final = frozenset({"e", "w", "east", "west"})
_HEMISPHERE: Final = frozenset({"ns", "ew", "hemisphere", "hem"})
#: By what they belong to, all that cells of such a column may be, folded.
_WORDS: Final = {
    "lat": _NORTH_SOUTH,
    "lon": _EAST_WEST,
    "event_clock": frozenset(map(fold, ("am", "pm", "a.m.", "p.m.", "\u0635", "\u0645"))),
    "event_time": frozenset(numbers_by_name("weekdays")),
}
_SIDES: Final = {"lat": "north", "lon": "east"}


def beside_columns(table: TextTable, mapping: Mapping) -> dict[str, str]:
    """Return the heading of the column beside that of a member, where there is one.

    ``"lat"``, ``"lon"``: hemispheres. ``"event_clock"``: AM and PM. ``"event_time"``: weekdays.
    """
    found: dict[str, str] = {}
    for heading in (heading for heading, member in mapping.columns if member == KEEP and heading in table.columns):
        index = table.column(heading)
        words = {fold(text) for row in table.rows if (text := row[index]) is not None}
        member = next((member for member, all_words in _WORDS.items() if words and words <= all_words), None)
        if member is not None and _is_headed(heading, member) and mapping.column_of(member) is not None:
            found.setdefault(member, heading)
    return found


def _is_headed(heading: str, member: str) -> bool:
    """Tell whether a heading may be of it: "N" may also be a satellite."""
    words, axis = set(fold(heading).split()), axis_of(heading)
    is_axis = axis is not None and axis.is_named and axis.side == _SIDES.get(member)
    is_letters = words in ({"n", "s"}, {"e", "w"}) or not words.isdisjoint(_HEMISPHERE)
    return member not in _SIDES or is_axis or is_letters
