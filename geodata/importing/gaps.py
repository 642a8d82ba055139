"""Rows that leave out what the row above says, as merged cells do once they are saved as text: asked about.

A cell that says so in words ("same as above", "ditto", "〃") is no question: it is read as the cell above, and told.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from geodata.core.problems import quoted
from geodata.core.text import counted, first_few
from geodata.importing.members import KEEP, LEAVE_OUT
from geodata.importing.questions import NONE, Answer, ImportQuestion
from geodata.parsing.languages import words_for

if TYPE_CHECKING:
    from geodata.importing.mapping import Mapping
    from geodata.importing.questions import Inquiry
    from geodata.importing.table import Row, TextTable

GAPS: Final = "gaps"
ABOVE: Final = "above"
#: What a group of rows has in common, by what it is; the columns of one kind tell no more together than one alone.
_KINDS: Final = {
    "event_time": "day", "event": "event", "place": "place", "coordinates": "position", "lat": "position",
    "lon": "position", "country": "country", "province": "province", "actor": "speaker", "source_url": "source",
    "source": "source",
}  # fmt: skip
_LEAST_KINDS: Final = 2
_AGAIN: Final = words_for("as_above") | {"\u2033", "\u3003", '"', "''", "\u201d", '-"-', "-//-", "\u201e"}
_LONGEST: Final = max(map(len, _AGAIN))
_TOLD: Final = 10


def settled_gaps(table: TextTable, mapping: Mapping, inquiry: Inquiry) -> TextTable:
    """Return a table with what rows above say where it is left out, if somebody said so; asks where it seems so.

    It seems so where two columns or more of a group, as of day and place, are empty in the very same rows, below rows
    that have them.
    Cells that say in words that they are as the one above are read as that, and told.
    """
    table = _said_again(table, mapping)
    columns = _left_out(table, mapping)
    if not columns:
        return table
    rows = tuple(
        number
        for place, (row, number) in enumerate(zip(table.rows, table.numbers, strict=True))
        if row[columns[0]] is None and place not in table.faults
    )
    named = ", ".join(quoted(table.columns[index]) for index in columns)
    text = (
        f"In {counted(len(rows), 'row')} {named} are empty together, below rows that have them, as merged cells are "
        "once they are saved as text. Does what stands above hold for them? Until it is answered, they say nothing of "
        "it."
    )
    choices = (Answer(ABOVE, "What stands above holds"), Answer(NONE, "They say nothing of it"))
    question = ImportQuestion(GAPS, text, choices, f"--gaps {ABOVE} or --gaps {NONE}", rows)
    return _filled(table, columns) if inquiry.ask(question) == ABOVE else table


def _said_again(table: TextTable, mapping: Mapping) -> TextTable:
    """Return a table with what stands above in each cell that says it is the same."""
    columns = [table.column(heading) for heading, member in mapping.columns
               if heading in table.columns and member not in (KEEP, LEAVE_OUT, "id")]  # fmt: skip
    if not any(text and _is_again(text) for index in columns for text in {row[index] for row in table.rows}):
        return table
    rows: list[Row] = []
    told: list[str] = []
    above: Row | None = None
    for place, row in enumerate(table.rows):
        filled = row
        if above is not None and place not in table.faults:
            filled = tuple(
                before if index in columns and text and _is_again(text) else text
                for index, (text, before) in enumerate(zip(row, above, strict=True))
            )
        if filled != row:
            told.append(str(table.numbers[place]))
        rows.append(filled)
        above = above if place in table.faults else filled
    if not told:
        return table
    said = f"Cells that say the same as the one above are read as that, in rows {first_few(told, _TOLD)}."
    return replace(table, rows=tuple(rows), notes=(*table.notes, said))


def _is_again(text: str) -> bool:
    return len(text) <= _LONGEST and text.casefold() in _AGAIN


def _left_out(table: TextTable, mapping: Mapping) -> list[int]:
    """Return the columns that are empty in the very same rows, those of most kinds; none where the first row is one."""
    alike: dict[tuple[int, ...], list[tuple[int, str]]] = {}
    for heading, member in mapping.columns:
        if member in _KINDS and heading in table.columns:
            index = table.column(heading)
            empty = tuple(
                place for place, row in enumerate(table.rows) if row[index] is None and place not in table.faults
            )
            if empty and empty[0] > 0:
                alike.setdefault(empty, []).append((index, _KINDS[member]))
    most = max(alike.values(), key=lambda found: len({kind for _, kind in found}), default=[])
    return [index for index, _ in most] if len({kind for _, kind in most}) >= _LEAST_KINDS else []


def _filled(table: TextTable, columns: list[int]) -> TextTable:
    rows: list[Row] = []
    for row in table.rows:
        above = rows[-1] if rows else row
        is_left_out = row[columns[0]] is None
        rows.append(tuple(above[index] if is_left_out and index in columns else text for index, text in enumerate(row)))
    return replace(table, rows=tuple(rows))
