"""Read placemarks of KML and KMZ as a table; nothing that a file links to is ever fetched."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from geodata.core.json_path import Json
from geodata.core.numbers import plain_number
from geodata.core.problems import quoted, some
from geodata.geojson.strict_json import read_json
from geodata.importing.geometry import site_geometry, too_large
from geodata.importing.layers import check_layer, not_read
from geodata.importing.limits import TableError, check_points, check_values
from geodata.importing.mapped import mapped_table
from geodata.importing.opening.tree import child_text, parse_xml, put_text, tag_of
from geodata.importing.opening.zipped import open_zip, unzipped
from geodata.importing.table import Fault

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from geodata.importing.mapped import Feature
    from geodata.importing.table import TextTable

_ZIP: Final = b"PK"
_LEFT_OUT: Final = ("NetworkLink", "GroundOverlay", "PhotoOverlay", "ScreenOverlay", "Tour")
_GEOMETRIES: Final = ("Point", "Polygon", "LineString", "LinearRing", "Model", "Track", "MultiTrack", "MultiGeometry")
_MIN_NUMBERS: Final = 2
#: Name of the data in which a KML file of ours has its case.
CASE_DATA: Final = "case_file"
#: And that in which a placemark of a claim has its id.
CLAIM_DATA: Final = "claim"
_CHANGED: Final = (
    "This program exported the file, and it was changed or packed since: its placemarks are read, not the case in it."
)


def read_kml(data: bytes, name: str, *, layer: str | None = None) -> TextTable:
    """Read KML; of a KMZ, the file that is named, or its main one.

    Raises ``TableError`` if it is none, is damaged, or declares entities, or there is no file of that name.
    """
    text, chosen, files = main_kml(data, layer)
    root = _parsed(text)
    counts = Counter(tag_of(element) for element in root.iter())
    check_points(sum(_least_positions(element) for element in root.iter() if tag_of(element) == "coordinates"))
    left_out = [f"{counts[kind]:,} {kind}" for kind in _LEFT_OUT if counts[kind]]
    if counts["NetworkLink"] and not counts["Placemark"]:
        raise TableError(_only_links(root))
    notes = [f"Not read: {', '.join(left_out)}. Links are not followed."] if left_out else []
    notes += [*_changes(root), *([] if chosen is None else not_read(files, chosen))]
    return replace(mapped_table(name, data, _placemarks(root, {}), notes), layers=tuple(files), layer=chosen)


def _changes(root: Element) -> list[str]:
    """Say of a file of ours that it was changed, and which claims of the case in it are no longer drawn."""
    texts: dict[str, list[str]] = {CASE_DATA: [], CLAIM_DATA: []}
    for data in (element for element in root.iter() if tag_of(element) == "Data"):
        if data.get("name") in texts:
            texts[data.get("name", "")].append(_text(next((one for one in data if tag_of(one) == "value"), None)) or "")
    if not texts[CASE_DATA]:
        return []
    check_values(texts[CASE_DATA][0].encode())
    value = read_json(texts[CASE_DATA][0].encode()).value
    features = value.get("features") if isinstance(value, dict) else None
    claims = [str(one.get("id")) for one in features or () if isinstance(one, dict) and _is_claim(one)]
    missing = [claim for claim in claims if claim not in texts[CLAIM_DATA]]
    said = f"Claims of that case without a placemark, which are not read: {some(missing)}."
    return [_CHANGED, *([said] if missing else [])]


def _is_claim(feature: Json) -> bool:
    properties = feature.get("properties")
    return isinstance(properties, dict) and properties.get("record") == "claim"


def _only_links(root: Element) -> str:
    """Say what to do with a file that has no placemark and names other files: they are somebody else's to fetch."""
    links = [link.text or "" for link in root.iter() if tag_of(link) == "href"]
    remedy = "Open it in a globe program, save the placemarks there as KML, and import that."
    return f"The file has no placemark and only links to other files, which are not fetched: {some(links)}. {remedy}"


def main_kml(data: bytes, layer: str | None = None) -> tuple[bytes, str | None, list[str]]:
    """Return a KML file of a KMZ, its name and the names of all: the main one, or the one that is named; KML as it is.

    Raises ``TableError`` if there is none in it, or none of that name, or it is damaged.
    """
    if not data.startswith(_ZIP):
        return data, None, []
    with open_zip(data) as archive:
        names = [name for name in archive.namelist() if name.lower().endswith(".kml")]
        if not names:
            raise TableError("There is no KML in this KMZ. Export it again.")
        check_layer("file", names, layer)
        chosen = layer or min(names, key=lambda name: (name.count("/"), name != "doc.kml"))
        return unzipped(archive, chosen), chosen, names


def _parsed(text: bytes) -> Element:
    root = parse_xml(text)
    if tag_of(root) not in ("kml", "Document", "Folder", "Placemark"):
        raise TableError(f"The file is XML, and its {quoted(tag_of(root))} is not KML. Export it as KML.")
    return root


def _placemarks(parent: Element, folder: dict[str, str | None]) -> Iterator[Feature]:
    waiting = [(parent, folder)]
    while waiting:
        element, inherited = waiting.pop()
        if tag_of(element) == "Placemark":
            yield {**inherited, **_members(element)}, _place(element)
            # None should be inside; one that is there is not lost.
            waiting += [(inner, inherited) for inner in reversed(element) if tag_of(inner) == "Placemark"]
            continue
        if tag_of(element) == "Folder":
            names = (inherited.get("folder"), child_text(element, "name"))
            inherited = {"folder": " / ".join(filter(None, names)) or None}
        waiting += [(child, inherited) for child in reversed(element)]


def _members(placemark: Element) -> dict[str, str | None]:
    members: dict[str, str | None] = {}
    extended: dict[str, str | None] = {}
    for child in placemark:
        tag = tag_of(child)
        if tag in ("name", "description", "address"):
            put_text(members, tag, _text(child))
        elif tag in ("TimeStamp", "TimeSpan"):
            for part in child:
                put_text(members, tag_of(part), _text(part))
        elif tag == "ExtendedData":
            _extend(extended, child)
    # A placemark's own name stays its name.
    return {**members, **{f"{name} (data)" if name in members else name: text for name, text in extended.items()}}


def _extend(members: dict[str, str | None], data: Element) -> None:
    for part in data.iter():
        if tag_of(part) == "Data":
            put_text(
                members, part.get("name", "data"), _text(next((one for one in part if tag_of(one) == "value"), None))
            )
        elif tag_of(part) == "SimpleData":
            put_text(members, part.get("name", "data"), _text(part))
        elif tag_of(part) == "SimpleArrayData":
            for value in part:
                put_text(members, part.get("name", "data"), _text(value))


def _text(element: Element | None) -> str | None:
    return None if element is None else "".join(element.itertext())


def _place(placemark: Element) -> Json | Fault | None:
    shapes = [shape for child in placemark if tag_of(child) in _GEOMETRIES for shape in _simple(child)]
    kinds = Counter(map(tag_of, shapes))
    if not shapes:
        return None
    points = sum(_least_positions(part) for shape in shapes for part in shape.iter() if tag_of(part) == "coordinates")
    if (fault := too_large(points, len(shapes))) is not None:
        return fault
    try:
        if kinds["Polygon"] and set(kinds) <= {"Polygon", "Point"}:  # a point beside an outline holds its label
            outlines = [shape for shape in shapes if tag_of(shape) == "Polygon"]
            return _of_parts([{"type": "Polygon", "coordinates": _rings(shape)} for shape in outlines])
        if set(kinds) == {"Point"}:
            return _of_points([_positions(shape) for shape in shapes])
    except (ValueError, IndexError):
        remedy = "Write longitude,latitude, with spaces between positions."
        return Fault("geometry", "The coordinates of the placemark are not numbers.", remedy)
    named = ", ".join(f"{count} {kind}" for kind, count in kinds.items())
    return Fault("geometry", f"A place in a case cannot be {named}.", "Draw it as one point or as polygons.")


def _of_parts(parts: list[Json]) -> Json | Fault:
    return site_geometry(parts[0] if len(parts) == 1 else {"type": "GeometryCollection", "geometries": parts})


def _of_points(points: list[list[list[float]]]) -> Json | Fault:
    longest = max(map(len, points))
    if longest > 1:
        return Fault("geometry", f"The point has {longest:,} positions.", "Write one, or draw polygons.")
    return _of_parts([{"type": "Point", "coordinates": positions[0]} for positions in points])


def _simple(shape: Element) -> Iterator[Element]:
    """Yield the geometries of a geometry, taking MultiGeometry apart."""
    if tag_of(shape) != "MultiGeometry":
        yield shape
        return
    yield from (part for part in shape.iter() if tag_of(part) in _GEOMETRIES and tag_of(part) not in _INSIDE)


#: Parts of the geometry that holds them, or taken apart already.
_INSIDE: Final = ("LinearRing", "MultiGeometry")


def _rings(polygon: Element) -> list[list[list[float]]]:
    outer = [ring for border in polygon if tag_of(border) == "outerBoundaryIs" for ring in border]
    inner = [ring for border in polygon if tag_of(border) == "innerBoundaryIs" for ring in border]
    return [_positions(ring) for ring in (*outer, *inner)]


def _least_positions(coordinates: Element) -> int:
    """Return how many positions there are at least, without reading them: each has one comma, or two with a height."""
    return (coordinates.text or "").count(",") // 2


def _positions(shape: Element) -> list[list[float]]:
    text = " ".join(child.text or "" for child in shape if tag_of(child) == "coordinates")
    found = [[plain_number(number) for number in position.split(",")[:_MIN_NUMBERS]] for position in text.split()]
    if any(len(position) < _MIN_NUMBERS for position in found):
        raise ValueError(text)
    return found
