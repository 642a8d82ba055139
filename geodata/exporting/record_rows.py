"""A case as rows of cells and back: nothing is lost, and what is changed in a cell is changed in the case.

Each record is a row. Its members stand in cells that people read (:mod:`geodata.exporting.record_cells`); members
without a cell, and those of which a cell says less than the record, stand as JSON in ``other_members``, those of a
feature itself in ``feature_members``; ``absent_members`` names what is left out rather than null. On the way back a
cell counts if it no longer says what was written for the JSON beside it: it was changed.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from geodata.core.json_path import Json
from geodata.core.problems import GeodataError
from geodata.exporting.record_cells import MEMBERS, read_number, same, write_number
from geodata.geojson.strict_json import read_json

CellsByColumn = dict[str, str]

#: The tables of a case by the kind of their records.
TABLES: Final = {"actor": "actors", "event": "events", "source": "sources"}
#: The same for all that a GeoPackage has, the features among it.
LAYERS: Final = {
    "claim": "claims", "site": "sites", "source": "sources", "actor": "actors", "event": "events",
    "case": "case", "file": "file",
}  # fmt: skip
FEATURES: Final = ("claim", "site")
#: In the cell ``geometry_member``: the point of the cells ``lat`` and ``lon``; the geometry of the claim's site.
POINT: Final = "point"
AS_SITE: Final = "as site"


class RowsError(GeodataError, ValueError):
    """Rows that cannot be a case again; the message is one sentence that names the row."""


def columns(kind: str) -> tuple[str, ...]:
    """Return the columns of one kind of record, in order, that :func:`rows_of_records` fills."""
    own = tuple(column for member in MEMBERS[kind] for column in member.columns)
    end = ("other_members", "absent_members")
    return (
        ("number", "id", *own, "lat", "lon", "geometry_member", *end, "feature_members")
        if kind in FEATURES
        else own + end
    )


def rows_of_records(document: Json) -> Iterator[tuple[str, CellsByColumn]]:
    """Yield each record of a case document as its kind and its cells; empty cells are left out.

    Claims come first, for they are what is read; ``number`` is a feature's place in the file.
    """
    features = list(enumerate(document["features"], start=1))
    sites = {site["id"]: site["geometry"] for _, site in features if site["properties"]["record"] == "site"}
    for kind in FEATURES:
        for number, feature in features:
            if feature["properties"]["record"] == kind:
                yield kind, _feature_row(kind, number, feature, sites)
    head = document["case"]
    for kind, table in TABLES.items():
        yield from ((kind, cells(kind, record)) for record in head[table])
    yield "case", cells("case", {name: value for name, value in head.items() if name not in TABLES.values()})
    yield "file", cells("file", {name: value for name, value in document.items() if name not in _FILE_MEMBERS})


_FILE_MEMBERS: Final = ("type", "case", "features")
_FEATURE_MEMBERS: Final = ("type", "id", "geometry", "properties")


def cells(kind: str, record: Json) -> CellsByColumn:
    """Return the cells of a record's members; a feature's are those of its properties, ``record`` left out."""
    row: CellsByColumn = {}
    known = {member.name for member in MEMBERS[kind]}
    other = {name: value for name, value in record.items() if name not in known}
    for member in MEMBERS[kind]:
        if member.name in record:
            encoded = member.encode(record[member.name])
            row.update(zip(member.columns, encoded, strict=True))
            if not same(member.decode(encoded), record[member.name]):
                other[member.name] = record[member.name]
    row["absent_members"] = " ".join(member.name for member in MEMBERS[kind] if member.name not in record)
    row["other_members"] = _json(other)
    return {column: cell for column, cell in row.items() if cell}


def _json(members: Json) -> str:
    return json.dumps(members, ensure_ascii=False) if members else ""


def _feature_row(kind: str, number: int, feature: Json, sites: Mapping[str, Json | None]) -> CellsByColumn:
    properties = {name: value for name, value in feature["properties"].items() if name != "record"}
    rest = {name: value for name, value in feature.items() if name not in _FEATURE_MEMBERS}
    place = _place_cells(feature["geometry"])
    site = properties.get("site")
    if kind == "claim" and feature["geometry"] is not None and same(feature["geometry"], sites.get(site or "")):
        place = {"geometry_member": AS_SITE}
    row = {"number": str(number), "id": feature["id"], **place, "feature_members": _json(rest)}
    return {column: cell for column, cell in row.items() if cell} | cells(kind, properties)


def _place_cells(geometry: Json | None) -> CellsByColumn:
    if geometry is None:
        return {}
    if geometry["type"] == "Point":
        lon, lat = (write_number(degrees) for degrees in geometry["coordinates"][:2])
        if same(_point(lon, lat), geometry):
            return {"lat": lat, "lon": lon, "geometry_member": POINT}
    return {"geometry_member": json.dumps(geometry)}


def _point(lon: str, lat: str) -> Json:
    return {"type": "Point", "coordinates": [read_number(lon), read_number(lat)]}


# -- and back --------------------------------------------------------------------------------------------------------


def document_of(found: Iterable[tuple[str, CellsByColumn]]) -> Json:
    """Return the case document that :func:`rows_of_records` made rows of, with what was changed in them.

    ``found``: kind and cells of each row; rows that were added have no ``number`` and come last.
    Raises ``RowsError`` if a cell that holds JSON holds none any more, or there is no row for the case.
    """
    records: dict[str, list[CellsByColumn]] = {kind: [] for kind in MEMBERS}
    for kind, row in found:
        records[kind].append(row)
    if len(records["case"]) != 1:
        raise RowsError(f"There are {len(records['case'])} rows of the kind 'case', and there must be one.")
    features = sorted((*records["site"], *records["claim"]), key=_number)
    sites = {row.get("id", ""): _geometry(row, {}) for row in records["site"]}
    kinds = {id(row): kind for kind in FEATURES for row in records[kind]}
    tables = {table: [_record(kind, row) for row in records[kind]] for kind, table in TABLES.items()}
    rest = _record("file", records["file"][0]) if records["file"] else {}
    case = {**_record("case", records["case"][0]), **tables}
    made = [_feature(kinds[id(row)], row, sites) for row in features]
    return {**rest, "type": "FeatureCollection", "case": case, "features": made}


def _number(row: CellsByColumn) -> float:
    number = read_number(row.get("number", ""))
    return float("inf") if number is None or isinstance(number, str) else number


def _record(kind: str, row: CellsByColumn) -> Json:
    other, absent = _object(row, "other_members"), row.get("absent_members", "").split()
    record: Json = {}
    for member in MEMBERS[kind]:
        found = tuple(row.get(column, "") for column in member.columns)
        if member.name in other and member.encode(other[member.name]) == found:
            record[member.name] = other[member.name]
        elif any(found) or member.name not in absent:
            record[member.name] = member.decode(found)
    known = {member.name for member in MEMBERS[kind]}
    return record | {name: value for name, value in other.items() if name not in known}


def _object(row: CellsByColumn, column: str) -> Json:
    value = parsed(row, column) if row.get(column) else {}
    if not isinstance(value, dict):
        raise RowsError(f"The cell {column!r} of the row {row.get('id', '')!r} does not hold a JSON object.")
    return value


def parsed(row: CellsByColumn, column: str) -> Any:  # noqa: ANN401 - any JSON value
    """Return what a cell of JSON holds.

    Raises ``RowsError`` if it holds none.
    """
    # As strictly as a case file is: two readers must not disagree about what stands there.
    reading = read_json(row[column].encode())
    if reading.problems or not reading.has_value:
        message = f"The cell {column!r} of the row {row.get('id', '')!r} does not hold JSON."
        raise RowsError(f"{message} A spreadsheet may have cut it off.")
    return reading.value


def _geometry(row: CellsByColumn, sites: Mapping[str, Json | None]) -> Json | None:
    """Return a geometry; a row that was added need not say that it is a point, or at its site."""
    cell, is_added = row.get("geometry_member", "").strip(), not row.get("number")
    if cell == POINT or (is_added and row.get("lat") and row.get("lon")):
        return _point(row.get("lon", ""), row.get("lat", ""))
    if cell == AS_SITE or (is_added and not cell):
        return copy.deepcopy(sites.get(row.get("site", "")))
    return parsed(row, "geometry_member") if cell else None


def _feature(kind: str, row: CellsByColumn, sites: Mapping[str, Json | None]) -> Json:
    return {
        **_object(row, "feature_members"),
        "type": "Feature",
        "id": row.get("id"),
        "geometry": _geometry(row, sites),
        "properties": {**_record(kind, row), "record": kind},
    }
