"""A KML file of this program that another one saved anew: claims in words, and the places that they name.

The placemark of a claim draws what the claim leaves possible, and no place: its point and radius stand in its data. The
outline of a region stands in the placemark of the region alone, so each claim is given that of the place it names. What
cannot be brought back is said, with the places that it is about.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import shapely

from geodata.casefile.reference_rules import REGIONS
from geodata.core.json_path import Json
from geodata.core.problems import quoted, some
from geodata.core.text import counted
from geodata.geojson.strict_json import read_json
from geodata.importing.cell_readers import OPEN_RADIUS

if TYPE_CHECKING:
    from geodata.importing.table import TextTable

Cells = dict[str, str | None]

_CLAIM: Final = "claim"
_OTHERS: Final = "other_members"
_KINDS: Final = "event_kinds"
_POINT: Final = ("site_lat", "site_lon")
_RADIUS: Final = "site_uncertainty_m"
#: What a claim has of its place beside where it is.
_OF_PLACES: Final = ("kind", "names", "georeferencesources", "georeferenceremarks")
#: A tenth of a metre: a program that saves anew may round.
_MOVED_DEG: Final = 1e-6


def claims_with_places(table: TextTable) -> TextTable:
    """Return the rows of claims alone, each with what the file says of its place, and notes of what is lost."""
    columns = tuple(dict.fromkeys((*table.columns, _KINDS)))
    names = [column.casefold() for column in columns]
    rows: list[Cells] = [{_KINDS: None, **dict(zip(names, row, strict=False))} for row in table.rows]
    drawn = table.geometries or (None,) * len(rows)
    places = {
        row["site"]: (row, geometry)
        for row, geometry in zip(rows, drawn, strict=True)
        if row[_CLAIM] is None and row.get("site") is not None
    }
    lost, moved = dict[str, None](), dict[str, None]()
    kept: list[tuple[int, Cells, Json | None]] = []
    for number, row in zip(table.numbers, rows, strict=True):
        if row[_CLAIM] is None:
            continue
        row.update(_hedged(row))
        place, geometry = places.get(row.get("site"), ({}, None))
        for name in _OF_PLACES:
            if name in row:
                row[name] = place.get(name)
        is_region = (
            geometry is not None and geometry["type"] in REGIONS and place.get("coordinateuncertaintyinmeters") is None
        )
        if is_region:
            row.update(dict.fromkeys(_POINT))
        elif row.get("site_lat") is not None:
            if row.get(_RADIUS) is None:
                row[_RADIUS] = OPEN_RADIUS
            called = row.get("site_name") or ""
            lost |= {called: None} if row.get("relation") == "in" else {}
            moved |= {called: None} if geometry is not None and _is_elsewhere(row, geometry) else {}
        kept.append((number, row, geometry if is_region else None))
    notes = (*table.notes, *_notes(len(rows) - len(kept), lost, moved))
    return replace(
        table,
        columns=columns,
        rows=tuple(tuple(row[name] for name in names) for _, row, _ in kept),
        numbers=tuple(number for number, _, _ in kept),
        geometries=tuple(geometry for _, _, geometry in kept),
        faults={},
        notes=notes,
    )


def _hedged(row: Cells) -> Cells:
    """Return the cells that say less than the record did, with what stands as JSON beside them: "about", "so far"."""
    value = read_json((row.get(_OTHERS) or "{}").encode()).value
    others = value if isinstance(value, dict) else {}
    kinds = others.get(_KINDS)
    found: Cells = {_KINDS: ", ".join(map(str, kinds))} if isinstance(kinds, list) else {}
    for member, name in (("distance", "distance"), ("killed", "killed_min"), ("wounded", "wounded_min")):
        said, text = others.get(member), row.get(name)
        if isinstance(said, dict) and text is not None:
            found[name] = f"{'about ' * bool(said.get('about'))}{text}{', so far' * bool(said.get('so_far'))}"
    return found


def _is_elsewhere(row: Cells, geometry: Json) -> bool:
    """Tell whether a place is drawn away from the point that its claims have in words."""
    try:
        point = shapely.Point(float(row["site_lon"] or ""), float(row["site_lat"] or ""))
    except ValueError:
        return False
    return bool(shapely.distance(shapely.geometry.shape(geometry), point) > _MOVED_DEG)


def _notes(without_claim: int, lost: Iterable[str], moved: Iterable[str]) -> list[str]:
    said = []
    if without_claim:
        rows = counted(without_claim, "row")
        said.append(f"Left out: {rows} without {quoted(_CLAIM)}: places, which their claims name.")
    if lost := list(lost):
        remedy = "Draw them anew, or give a radius."
        said.append(f"Regions without their outline, read as points of unknown uncertainty: {some(lost)}. {remedy}")
    if moved := list(moved):
        said.append(f"Places that were moved on the drawing; where their claims have them counts: {some(moved)}.")
    return said
