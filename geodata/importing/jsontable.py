"""Read JSON as a table: GeoJSON, a uMap, a list of records, or a record on each line.

A record's own members are its columns; members of members are too, named ``location.lat``. A list inside a record is
its texts with semicolons between, or stays JSON in its cell.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from geodata.core.json_path import Json
from geodata.core.problems import quoted, some
from geodata.geojson.strict_json import JsonReading, read_json
from geodata.importing.geojsontable import cell_of, feature_of, features_of, flattened, is_geojson
from geodata.importing.geometry import site_geometry
from geodata.importing.layers import check_layer, not_read
from geodata.importing.limits import TableError, check_rows, check_values
from geodata.importing.mapped import mapped_table
from geodata.importing.table import Fault

if TYPE_CHECKING:
    from geodata.importing.mapped import Feature
    from geodata.importing.table import TextTable

#: Between the lines of GeoJSON text sequences (RFC 8142) stands a record separator, too.
_SEPARATOR: Final = b"\x1e"
#: Lists of records are looked for so deep: SPARQL has its rows in ``results.bindings``.
_MAX_LIST_DEPTH: Final = 2
_NO_RECORDS: Final = (
    "The file is JSON but not a GeoJSON object, and has no list of records. Give a FeatureCollection or a list."
)


def read_json_table(data: bytes, name: str, *, layer: str | None = None) -> TextTable:
    """Read JSON whose kind is told by what is in it.

    ``data``, ``name``: the whole file and its name. ``layer``: which list of records to read where the file has
    several; without this ``"features"``, else the longest.
    Raises ``TableError`` if it is not strict JSON, has no records, is a case already, or has more in it than is read.
    """
    check_values(data)
    reading = read_json(data)
    if not reading.has_value and _is_lines(data):
        return mapped_table(name, data, _lines(data), ["Read a record from each line."])
    value = _value(reading)
    if isinstance(value, dict) and isinstance(value.get("case"), dict):
        raise TableError("This is a case file already: open it as it is, or check it with: python -m geodata check.")
    if isinstance(value, dict) and value.get("type") == "umap":
        listed = value.get("layers")
        if not isinstance(listed, list):
            raise TableError("The uMap has no list of layers. Export it again, with all of its data.")
        layers = [one for one in listed if isinstance(one, dict)]
        return mapped_table(name, data, _of_umap(layers), _umap_notes(layers))
    if is_geojson(value):
        return mapped_table(name, data, features_of(value))
    lists = _lists_of_records(value)
    # Map servers state the columns in a list too, and the records under this name.
    likeliest = max(lists, key=lambda one: (one == "features", len(lists[one])))
    chosen = layer if layer is not None else likeliest
    check_layer("list", lists, layer)
    read = [f"Read the list {quoted(chosen)}."] if chosen else []
    table = mapped_table(name, data, map(_record, lists[chosen]), [*read, *not_read(lists, chosen)])
    return replace(table, layers=tuple(lists), layer=chosen) if chosen else table


def _value(reading: JsonReading) -> Any:  # noqa: ANN401 - any JSON value
    problem = next((problem for problem in reading.problems if problem.severity == "error"), None)
    if problem is not None:
        raise TableError(f"The file is not JSON that can be read. {problem.where}: {problem.message} {problem.remedy}")
    return reading.value


# -- a record on each line -------------------------------------------------------------------------------------------


def _is_lines(data: bytes) -> bool:
    """Tell whether the first line with text is an object of JSON by itself, and another one follows."""
    lines = [line for line in data[: data.find(b"\n", 100_000) + 1 or None].splitlines() if line.strip(b" \t\x1e")]
    return len(lines) > 1 and isinstance(read_json(lines[0].strip(_SEPARATOR)).value, dict)


def _lines(data: bytes) -> Iterator[Feature]:
    """Yield the record of each line; one that is none is a fault of its own."""
    for count, line in enumerate(data.split(b"\n"), start=1):
        check_rows(count)
        text = line.strip(b" \t\r\x1e")
        reading = read_json(text)
        problem = next((problem for problem in reading.problems if problem.severity == "error"), None)
        if problem is not None and text:
            fault = Fault("json", f"The line is not JSON: {problem.message}", problem.remedy)
            yield {"line": text.decode("utf-8", "replace")}, fault
        elif text:
            yield _record(reading.value)


# -- a uMap ----------------------------------------------------------------------------------------------------------


def _options(layer: Json) -> Json:
    """Return what a layer says of itself, under the names that uMap has had for it."""
    found = (layer.get(name) for name in ("properties", "_umap_options", "_storage"))
    return next((options for options in found if isinstance(options, dict)), {})


def _of_umap(layers: list[Json]) -> Iterator[Feature]:
    for layer in layers:
        features = layer.get("features")
        for feature in features if isinstance(features, list) else ():
            cells, place = feature_of(feature)
            yield {"layer": cell_of(_options(layer).get("name")), **cells}, place


def _umap_notes(layers: list[Json]) -> list[str]:
    remote = [one.get("url") for layer in layers if isinstance(one := _options(layer).get("remoteData"), dict)]
    links = some([str(url) for url in remote if url])
    return [f"Not read: layers that lie elsewhere, which are never fetched: {links}."] if links else []


# -- lists of records ------------------------------------------------------------------------------------------------


def _lists_of_records(value: object) -> dict[str, list[Any]]:
    """Return the lists that have records, by where they are; a file that is one list has it under no name."""
    lists = {"": value} if isinstance(value, list) else dict(_lists(value, "", _MAX_LIST_DEPTH))
    found = {name: records for name, records in lists.items() if any(isinstance(one, dict) for one in records)}
    if not found:
        raise TableError(_NO_RECORDS)
    return found


def _lists(value: object, path: str, depth: int) -> Iterator[tuple[str, list[Any]]]:
    for name, member in value.items() if isinstance(value, dict) else ():
        if isinstance(member, list):
            yield f"{path}{name}", member
        elif depth > 1:
            yield from _lists(member, f"{path}{name}.", depth - 1)


def _record(record: Any) -> Feature:  # noqa: ANN401 - any JSON value
    if isinstance(record, dict) and record.get("type") == "Feature":
        return feature_of(record)
    if not isinstance(record, dict):
        return {"record": cell_of(record)}, None
    cells, places = flattened(record)
    if len(places) == 1:
        return cells, site_geometry(*places.values())
    # Which of several is meant, nobody says: they stay as they are.
    return {**cells, **{name: cell_of(place) for name, place in places.items()}}, None
