"""One value in several columns: degrees, minutes and seconds; year, month and day. A column with the whole is added."""

# ruff: noqa: RUF001 - signs that look alike are those of minutes and seconds

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from geodata.core.problems import quoted
from geodata.core.text import fold
from geodata.importing.axes import CAMEL, axis_of
from geodata.importing.headings import OF_EVENT, meaning_of
from geodata.importing.limits import check_cells, check_columns
from geodata.parsing.languages import words_for

if TYPE_CHECKING:
    from geodata.importing.table import Row, TextTable

    #: Index of the column of each part, by the name of the part.
    _Parts = dict[str, int]
    #: Heading, member, parts, and what writes a cell.
    _Whole = tuple[str, str, _Parts, Callable[[Row, _Parts], str | None]]

#: Words for the parts of an angle in headings; "m" and "s" alone only beside "d".
_ANGLE_WORDS: Final = {
    **dict.fromkeys(("deg", "degree", "degrees", "d", "grad", "градусы", "градуси", "grados", "degres"), "deg"),
    **dict.fromkeys(("min", "minute", "minutes", "m", "minuten", "минуты", "хвилини", "minutos"), "min"),
    **dict.fromkeys(("sec", "second", "seconds", "s", "sekunden", "секунды", "секунди", "segundos"), "sec"),
}
_SIGNS: Final = {"°": " deg ", "º": " deg ", "'": " min ", "′": " min ", "’": " min ", '"': " sec ", "″": " sec "}
_GLUED: Final = re.compile(r"\b(lat|latitude|lon|long|lng|longitude)(deg|min|sec|d|m|s)\b", re.IGNORECASE)
_MARKS: Final = {"deg": "°", "min": "'", "sec": '"'}
_CALENDAR: Final = ("year", "month", "day")
_CALENDAR_WORDS: Final = {fold(word): part for part in _CALENDAR for word in words_for(f"{part}_of_date")}


def with_whole_values(table: TextTable) -> TextTable:
    """Return a table with a column more for each value whose parts stand in several.

    Raises ``TableError`` if there are then more columns or cells than are read.
    """
    made = [*_angles(table), *_days(table)]
    if not made:
        return table
    kept = [index for index, name in enumerate(table.columns) if name not in {name for name, *_ in made}]
    columns = (*(table.columns[index] for index in kept), *(name for name, *_ in made))
    check_columns(len(columns))
    check_cells(len(table.rows) * len(columns))

    def extended(row: Row) -> Row:
        return (*(row[index] for index in kept), *(write(row, parts) for _, _, parts, write in made))

    hints = (*table.hints, *((name, member) for name, member, *_ in made))
    told = tuple(f"Column {quoted(name)} was made of the columns that it names." for name, *_ in made)
    return replace(
        table, columns=columns, rows=tuple(map(extended, table.rows)), hints=hints, notes=(*table.notes, *told)
    )


def _angles(table: TextTable) -> list[_Whole]:
    groups: dict[tuple[str, ...], dict[str, _Parts]] = {}
    for index, heading in enumerate(table.columns):
        found = _part_of_angle(heading)
        if found is not None:
            side, part, rest = found
            groups.setdefault(rest, {}).setdefault(side, {}).setdefault(part, index)
    for sides in groups.values():
        if len(sides) == 2 and all({"deg", "min"} <= parts.keys() for parts in sides.values()):  # noqa: PLR2004 - both
            members = (("lat", sides["north"]), ("lon", sides["east"]))
            return [(_named(table, parts), member, parts, _angle) for member, parts in members]
    return []


def _part_of_angle(heading: str) -> tuple[str, str, tuple[str, ...]] | None:
    """Return the axis and the part of an angle that a heading names, and its other words; ``None`` for no part."""
    plain = heading
    for sign, word in _SIGNS.items():
        plain = plain.replace(sign, word)
    words = fold(_GLUED.sub(r"\1 \2", CAMEL.sub(" ", plain))).split()
    parts = [word for word in words if word in _ANGLE_WORDS]
    axis = axis_of(" ".join(word for word in words if word not in _ANGLE_WORDS))
    if len(parts) != 1 or axis is None or not axis.is_named:
        return None
    return axis.side, _ANGLE_WORDS[parts[0]], axis.pair


def _named(table: TextTable, parts: _Parts) -> str:
    return " + ".join(table.columns[index] for index in sorted(parts.values()))


def _angle(row: Row, parts: _Parts) -> str | None:
    """Return an angle of its parts; a letter of its hemisphere stands beside it (:mod:`geodata.importing.beside`)."""
    cells = {part: text for part in _MARKS if part in parts and (text := row[parts[part]]) is not None}
    return "".join(f"{text}{_MARKS[part]}" for part, text in cells.items()) or None


def _days(table: TextTable) -> list[_Whole]:
    """Return the day that year, month and day are, where no column has it whole."""
    if any(meaning_of(heading) == "event_time" for heading in table.columns):
        return []
    parts: _Parts = {}
    for index, heading in enumerate(table.columns):
        part = _part_of_date(heading)
        if part is not None:
            parts.setdefault(part, index)
    # A year alone may be of anything, as when a place was built.
    return [(_named(table, parts), "event_time", parts, _day)] if {"year", "month"} <= parts.keys() else []


def _part_of_date(heading: str) -> str | None:
    words = [word for word in fold(heading).split() if word not in OF_EVENT]
    return _CALENDAR_WORDS.get(" ".join(words))


def _day(row: Row, parts: _Parts) -> str | None:
    year, month, day = (row[parts[part]] if part in parts else None for part in _CALENDAR)
    if month is None and day is None:
        return year
    if month is not None and not month.isdigit():
        return " ".join(text for text in (day, month, year) if text)
    return "-".join(text.zfill(2) for text in (year or "", month or "", day) if text is not None)
