"""Columns that say a part of what stands in another: the hemisphere, the half of the day, the weekday."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from geodata.core.numbers import with_ascii_numbers
from geodata.core.text import fold
from geodata.importing.axes import axis_of
from geodata.importing.contents import SAMPLE_ROWS
from geodata.importing.headings import ZONE_WORDS
from geodata.importing.members import KEEP
from geodata.parsing.languages import numbers_by_name, words_for

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
#: How far a time is from UTC.
ZONE: Final = "time_zone"
#: The year of a date, which may also be another's, as that of a report: it is where half of the dates have it.
YEAR: Final = "year"
_YEARS: Final = frozenset(map(fold, words_for("year_of_date")))
YEAR_OF_NEWS: Final = re.compile("(?:19|20)[0-9]{2}")
_SOUTH_WEST: Final = {"S": frozenset({"s", "south", "sud", "sur"}), "W": frozenset({"w", "west", "ouest", "oeste"})}
_LONG: Final = len("latitud")
_MINUS: Final = "-\u2212\u2013"
_SIDES: Final = {"lat": "north", "lon": "east"}


def beside_columns(table: TextTable, mapping: Mapping) -> dict[str, str]:
    """Return the heading of the column beside that of a member, where there is one.

    ``"lat"``, ``"lon"``: hemispheres. ``"event_clock"``: AM and PM. ``"event_time"``: weekdays. ``"year"``: the year
    of the date. ``"time_zone"``: the zone of its time of day.
    """
    found: dict[str, str] = {}
    for heading in (heading for heading, member in mapping.columns if member == KEEP and heading in table.columns):
        index = table.column(heading)
        words = {fold(text) for row in table.rows if (text := row[index]) is not None}
        member = next((member for member, all_words in _WORDS.items() if words and words <= all_words), None)
        if member is not None and _is_headed(heading, member) and mapping.column_of(member) is not None:
            found.setdefault(member, heading)
        if fold(heading) in ZONE_WORDS:
            found.setdefault(ZONE, heading)
        if fold(heading) in _YEARS and (date := mapping.column_of("event_time")) and _has_years(table, date, index):
            found.setdefault(YEAR, heading)
    return found


def hemispheres(table: TextTable, mapping: Mapping) -> dict[str, str]:
    """Return "S" or "W" by axis, where its heading says it ("Longitude (W)") and no number below zero does."""
    found: dict[str, str] = {}
    for member, letter in (("lat", "S"), ("lon", "W")):
        heading = mapping.column_of(member)
        words = set(fold(heading or "").split())
        # "lat_s" may be seconds, or a side of a box.
        is_said = bool(words & _SOUTH_WEST[letter]) and max(map(len, words)) >= _LONG
        if heading is not None and heading in table.columns and is_said:
            index = table.column(heading)
            if not any((row[index] or "")[:1] in _MINUS for row in table.rows if row[index]):
                found[member] = letter
    return found


def _has_years(table: TextTable, date: str, year_index: int) -> bool:
    """Tell whether a column of years has those of half of the dates that show one."""
    date_index = table.column(date)
    pairs = [
        (YEAR_OF_NEWS.findall(with_ascii_numbers(row[date_index] or "")), with_ascii_numbers(row[year_index] or ""))
        for row in table.rows[:SAMPLE_ROWS]
    ]
    shown = [year in years for years, year in pairs if years and YEAR_OF_NEWS.fullmatch(year)]
    return bool(shown) and sum(shown) * 2 >= len(shown)


def _is_headed(heading: str, member: str) -> bool:
    """Tell whether a heading may be of it: "N" may also be a satellite."""
    words, axis = set(fold(heading).split()), axis_of(heading)
    is_axis = axis is not None and axis.is_named and axis.side == _SIDES.get(member)
    is_letters = words in ({"n", "s"}, {"e", "w"}) or not words.isdisjoint(_HEMISPHERE)
    return member not in _SIDES or is_axis or is_letters
