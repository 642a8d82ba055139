"""Make a table of features: members by name, each with a geometry or with what is wrong with it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geodata.importing.geometry import points_in
from geodata.importing.limits import check_columns, check_points, check_rows
from geodata.importing.table import Fault, Json, TextTable, make_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

#: Members of a feature, and its place: none, a geometry that a site can have, or why it can have none like that.
Feature = tuple[dict[str, str | None], Json | Fault | None]


def mapped_table(name: str, data: bytes, features: Iterable[Feature], notes: Sequence[str] = ()) -> TextTable:
    """Make a table of features, with a column for every name that one of them has; the first feature is row 1.

    Raises ``TableError`` if there are more features, names or points than are read.
    """
    kept: list[Feature] = []
    columns: dict[str, None] = {}
    points = 0
    for feature in features:
        kept.append(feature)
        check_rows(len(kept))
        points += points_in(feature[1]["coordinates"]) if isinstance(feature[1], dict) else 0
        check_points(points)
        columns.update(dict.fromkeys(feature[0]))
        check_columns(len(columns))
    # A feature that is only a geometry has no text, and is none the less no blank row: a mark keeps it.
    rows = [(number, [*(cells.get(column) for column in columns), "."]) for number, (cells, _) in enumerate(kept, 1)]
    table = make_table(name, data, [*columns, "."], rows, notes=notes)
    faults = {index: place for index, (_, place) in enumerate(kept) if isinstance(place, Fault)}
    geometries = tuple(None if isinstance(place, Fault) else place for _, place in kept)
    bare = tuple(row[:-1] for row in table.rows)
    return replace(table, columns=table.columns[:-1], rows=bare, faults=faults, geometries=geometries)
