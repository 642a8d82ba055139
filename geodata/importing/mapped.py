"""Make a table of features: members by name, each with a geometry or with what is wrong with it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from geodata.core.json_path import Json
from geodata.core.text import counted
from geodata.geodesy.enclosing_circle import extent
from geodata.geojson.position_rules import USEFUL_DECIMALS
from geodata.importing.geometry import points_in
from geodata.importing.limits import check_columns, check_points, check_rows
from geodata.importing.table import Fault, TextTable, make_table

#: Members of a feature, and its place: none, a geometry that a site can have, or why it can have none like that.
Feature = tuple[dict[str, str | None], Json | Fault | None]
#: Column of the radius around several points; headings.py knows it for an uncertainty.
RADIUS: Final = "radius (m)"


def mapped_table(name: str, data: bytes, features: Iterable[Feature], notes: Sequence[str] = ()) -> TextTable:
    """Make a table of features, with a column for every name that one of them has; the first feature is row 1.

    A place of several points is the smallest circle that holds them: a row for each would say everything else of it as
    often as it has points.

    Raises ``TableError`` if there are more features, names or points than are read.
    """
    kept: list[Feature] = []
    columns: dict[str, None] = {}
    points = circles = 0
    for drawn in features:
        feature = _with_circle(drawn)
        circles += feature is not drawn
        kept.append(feature)
        check_rows(len(kept))
        points += points_in(drawn[1]["coordinates"]) if isinstance(drawn[1], dict) else 0
        check_points(points)
        columns.update(dict.fromkeys(feature[0]))
        check_columns(len(columns))
    # A feature that is only a geometry has no text, and is none the less no blank row: a mark keeps it.
    rows = [(number, [*(cells.get(column) for column in columns), "."]) for number, (cells, _) in enumerate(kept, 1)]
    told = f"Of several points each, read as the smallest circle around them: {counted(circles, 'place')}."
    table = make_table(name, data, [*columns, "."], rows, notes=[*notes, *([told] if circles else [])])
    faults = {index: place for index, (_, place) in enumerate(kept) if isinstance(place, Fault)}
    geometries = tuple(None if isinstance(place, Fault) else place for _, place in kept)
    bare = tuple(row[:-1] for row in table.rows)
    return replace(table, columns=table.columns[:-1], rows=bare, faults=faults, geometries=geometries)


def _with_circle(feature: Feature) -> Feature:
    """Return a feature of several points as one of the middle of their smallest circle, with its radius in metres."""
    cells, place = feature
    if not isinstance(place, dict) or place["type"] != "MultiPoint":
        return feature
    circle = extent(place)
    point = {"type": "Point", "coordinates": [round(circle.lon, USEFUL_DECIMALS), round(circle.lat, USEFUL_DECIMALS)]}
    return {RADIUS: str(math.ceil(circle.radial_m) or 1), **cells}, point
