"""Which known file a table is, and what that makes of it: columns added, rows that are none taken out, all told."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from geodata.core.text import counted
from geodata.importing.column_parts import with_whole_values
from geodata.importing.derived_columns import derive
from geodata.importing.known_files import KnownFile, known_files
from geodata.importing.limits import check_cells, check_columns
from geodata.importing.own_placemarks import claims_with_places
from geodata.importing.table import headings

if TYPE_CHECKING:
    from geodata.importing.table import Row, TextTable

#: Enough cells to tell, and how many of them must agree.
_SAMPLE_ROWS: Final = 50
_SHARE: Final = 0.5
#: The row of hashtags stands below the headings, and below others that say the same in other languages.
_MAX_TAG_ROW: Final = 5
_LEAST_TAGS: Final = 2
_TAG: Final = re.compile(r"#[a-z][a-z0-9_]*(?: *\+ *[a-z][a-z0-9_]*)*", re.IGNORECASE)


def headings_of_headless(row: Sequence[str | None]) -> tuple[str, ...] | None:
    """Return the headings of a known file that has none, if its first row looks like one of it."""
    forms = (known.headless for known in known_files() if known.headless is not None)
    return next((form.headings for form in forms if form.fits(row)), None)


def known_file(table: TextTable) -> KnownFile | None:
    """Return what is known of a table; ``None`` for one like any other."""
    lowered = frozenset(column.casefold() for column in table.columns)
    return next((known for known in known_files() if known.has_headings(lowered) and _looks(known, table)), None)


def _looks(known: KnownFile, table: TextTable) -> bool:
    """Tell whether most cells of the columns that are to look in some way do."""
    by_lower = {column.casefold(): index for index, column in enumerate(table.columns)}
    for heading, form in known.cells.items():
        given = [text for row in table.rows[:_SAMPLE_ROWS] if (text := row[by_lower[heading]])]
        if not given or sum(form.fullmatch(text) is not None for text in given) < _SHARE * len(given):
            return False
    return True


def recognised(table: TextTable) -> TextTable:
    """Return a table with what is known of its kind: hashtags read, columns derived, and a note of it."""
    table = _with_tags(table)
    known = known_file(table)
    if known is None:
        return with_whole_values(table)
    note = f"Known on sight: {known.name}. {known.notes}".strip()
    table = replace(table, notes=(*table.notes, note))
    return _with_derived(claims_with_places(table) if known.is_ours else table, known)


def _with_derived(table: TextTable, known: KnownFile) -> TextTable:
    lowered = [column.casefold() for column in table.columns]
    wanted = [one for one in known.derived if one.heading.casefold() not in lowered and one.needs.issubset(lowered)]
    columns = headings([*table.columns, *(column.heading for column in wanted)])
    check_columns(len(columns))
    check_cells(len(table.rows) * len(columns))

    def extended(row: Row) -> Row:
        cells = dict(zip(lowered, row, strict=True))
        return (*row, *(derive(column, cells) for column in wanted))

    return replace(table, columns=columns, rows=tuple(map(extended, table.rows))) if wanted else table


# -- hashtags --------------------------------------------------------------------------------------------------------


@cache
def _tags() -> Mapping[tuple[str, ...], str]:
    """Return members by hashtag and attributes, those with most attributes first."""
    text = files("geodata").joinpath("data", "hxl_tags.toml").read_text(encoding="utf-8")
    found = {tuple(_parts(tag)): member for tag, member in tomllib.loads(text).items()}
    return dict(sorted(found.items(), key=lambda one: -len(one[0])))


def _parts(tag: str) -> list[str]:
    return [part.strip().casefold() for part in tag.split("+")]


def _member_of_tag(tag: str) -> str | None:
    base, *attributes = _parts(tag)
    fitting = (member for (wanted, *needed), member in _tags().items() if wanted == base and {*needed} <= {*attributes})
    return next(fitting, None)


def _with_tags(table: TextTable) -> TextTable:
    """Return a table without its row of hashtags (HXL), if it has one, and with what they say of its columns."""
    if _is_tags(table.columns):
        return replace(table, hints=_hints(zip(table.columns, table.columns, strict=True)))
    # More than one such row are texts of people, who tag what they write.
    found = [index for index, row in enumerate(table.rows[:_SAMPLE_ROWS]) if _is_tags(row)]
    if len(found) != 1 or found[0] >= _MAX_TAG_ROW:
        return table
    at = found[0]
    hints = _hints(zip(table.columns, table.rows[at], strict=True))
    above = f" and {counted(at, 'row')} above it" if at else ""
    note = f"Row {table.numbers[at]:,} has hashtags (HXL): left out{above}, and used to match the columns."
    geometries = None if table.geometries is None else table.geometries[at + 1 :]
    faults = {index - at - 1: fault for index, fault in table.faults.items() if index > at}
    return replace(table, rows=table.rows[at + 1 :], numbers=table.numbers[at + 1 :], geometries=geometries,
                   faults=faults, hints=hints, notes=(*table.notes, note))  # fmt: skip


def _hints(tagged: Iterable[tuple[str, str | None]]) -> tuple[tuple[str, str], ...]:
    return tuple((column, member) for column, tag in tagged if tag and (member := _member_of_tag(tag)) is not None)


def _is_tags(row: Row) -> bool:
    given = [cell for cell in row if cell]
    are_tags = len(given) >= _LEAST_TAGS and all(_TAG.fullmatch(cell) for cell in given)
    return are_tags and any(_member_of_tag(cell) is not None for cell in given)
