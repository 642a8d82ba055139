"""Read placemarks of KML and KMZ as a table; nothing that a file links to is ever fetched."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from geodata.core.problems import quoted, some
from geodata.importing.geometry import site_geometry, too_large
from geodata.importing.limits import TableError, check_points
from geodata.importing.mapped import mapped_table
from geodata.importing.opening.tree import parse_xml
from geodata.importing.opening.zipped import open_zip, unzipped
from geodata.importing.table import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from geodata.importing.mapped import Feature
    from geodata.importing.table import Json, TextTable

_ZIP: Final = b"PK"
_LEFT_OUT: Final = ("NetworkLink", "GroundOverlay", "PhotoOverlay", "ScreenOverlay", "Tour")
_GEOMETRIES: Final = ("Point", "Polygon", "LineString", "LinearRing", "Model", "Track", "MultiTrack", "MultiGeometry")
_MIN_NUMBERS: Final = 2


def read_kml(data: bytes, name: str) -> TextTable:
    """Read KML, or the main KML file of a KMZ; the others in it are noted.

    Raises ``TableError`` if it is none, is damaged, or declares entities.
    """
    text, unread = _kml_of(data) if data.startswith(_ZIP) else (data, [])
    root = _parsed(text)
    counts = Counter(_tag(element) for element in root.iter())
    check_points(sum(_least_positions(element) for element in root.iter() if _tag(element) == "coordinates"))
    left_out = [f"{counts[kind]:,} {kind}" for kind in _LEFT_OUT if counts[kind]]
    notes = [f"Not read: {', '.join(left_out)}. Links are not followed."] if left_out else []
    notes += [f"Not read of the KMZ: {some(unread)}. Import each on its own."] if unread else []
    return mapped_table(name, data, _placemarks(root, {}), notes)


def _kml_of(data: bytes) -> tuple[bytes, list[str]]:
    """Return the main KML file of a KMZ, and the names of the others."""
    with open_zip(data) as archive:
        names = [name for name in archive.namelist() if name.lower().endswith(".kml")]
        if not names:
            raise TableError("There is no KML in this KMZ. Export it again.")
        chosen = min(names, key=lambda name: (name.count("/"), name != "doc.kml"))
        return unzipped(archive, chosen), [name for name in names if name != chosen]


def _parsed(text: bytes) -> Element:
    root = parse_xml(text)
    if _tag(root) not in ("kml", "Document", "Folder", "Placemark"):
        raise TableError(f"The file is XML, and its {quoted(_tag(root))} is not KML. Export it as KML.")
    return root


def _tag(element: Element) -> str:
    """Return the name of an element without its namespace, of which KML has had four."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _placemarks(parent: Element, folder: dict[str, str | None]) -> Iterator[Feature]:
    waiting = [(parent, folder)]
    while waiting:
        element, inherited = waiting.pop()
        if _tag(element) == "Placemark":
            yield {**inherited, **_members(element)}, _place(element)
            # None should be inside; one that is there is not lost.
            waiting += [(inner, inherited) for inner in reversed(element) if _tag(inner) == "Placemark"]
            continue
        if _tag(element) == "Folder":
            names = (inherited.get("folder"), _child_text(element, "name"))
            inherited = {"folder": " / ".join(filter(None, names)) or None}
        waiting += [(child, inherited) for child in reversed(element)]


def _child_text(element: Element, tag: str) -> str | None:
    return next((child.text for child in element if _tag(child) == tag), None)


def _members(placemark: Element) -> dict[str, str | None]:
    members: dict[str, str | None] = {}
    extended: dict[str, str | None] = {}
    for child in placemark:
        tag = _tag(child)
        if tag in ("name", "description", "address"):
            _put(members, tag, child)
        elif tag in ("TimeStamp", "TimeSpan"):
            for part in child:
                _put(members, _tag(part), part)
        elif tag == "ExtendedData":
            _extend(extended, child)
    # A placemark's own name stays its name.
    return {**members, **{f"{name} (data)" if name in members else name: text for name, text in extended.items()}}


def _extend(members: dict[str, str | None], data: Element) -> None:
    for part in data.iter():
        if _tag(part) == "Data":
            _put(members, part.get("name", "data"), next((child for child in part if _tag(child) == "value"), None))
        elif _tag(part) == "SimpleData":
            _put(members, part.get("name", "data"), part)
        elif _tag(part) == "SimpleArrayData":
            for value in part:
                _put(members, part.get("name", "data"), value)


def _put(members: dict[str, str | None], name: str, element: Element | None) -> None:
    """Add the text of an element, under another name where there is one of its name already."""
    free, times = name, 2
    while free in members:
        free, times = f"{name} ({times})", times + 1
    members[free] = None if element is None else "".join(element.itertext())


def _place(placemark: Element) -> Json | Fault | None:
    shapes = [shape for child in placemark if _tag(child) in _GEOMETRIES for shape in _simple(child)]
    kinds = Counter(map(_tag, shapes))
    if not shapes:
        return None
    points = sum(_least_positions(part) for shape in shapes for part in shape.iter() if _tag(part) == "coordinates")
    if (fault := too_large(points, len(shapes))) is not None:
        return fault
    try:
        if set(kinds) == {"Polygon"}:
            rings = [_rings(shape) for shape in shapes]
            one = {"type": "Polygon", "coordinates": rings[0]}
            return site_geometry(one if len(rings) == 1 else {"type": "MultiPolygon", "coordinates": rings})
        if kinds == {"Point": 1}:
            return _point(_positions(shapes[0]))
    except (ValueError, IndexError):
        remedy = "Write longitude,latitude, with spaces between positions."
        return Fault("geometry", "The coordinates of the placemark are not numbers.", remedy)
    named = ", ".join(f"{count} {kind}" for kind, count in kinds.items())
    return Fault("geometry", f"A place in a case cannot be {named}.", "Draw it as one point or as polygons.")


def _point(positions: list[list[float]]) -> Json | Fault:
    if len(positions) > 1:
        return Fault("geometry", f"The point has {len(positions):,} positions.", "Write one, or draw polygons.")
    return site_geometry({"type": "Point", "coordinates": positions[0]})


def _simple(shape: Element) -> Iterator[Element]:
    """Yield the geometries of a geometry, taking MultiGeometry apart."""
    if _tag(shape) != "MultiGeometry":
        yield shape
        return
    yield from (part for part in shape.iter() if _tag(part) in _GEOMETRIES and _tag(part) not in _INSIDE)


#: Parts of the geometry that holds them, or taken apart already.
_INSIDE: Final = ("LinearRing", "MultiGeometry")


def _rings(polygon: Element) -> list[list[list[float]]]:
    outer = [ring for border in polygon if _tag(border) == "outerBoundaryIs" for ring in border]
    inner = [ring for border in polygon if _tag(border) == "innerBoundaryIs" for ring in border]
    return [_positions(ring) for ring in (*outer, *inner)]


def _least_positions(coordinates: Element) -> int:
    """Return how many positions there are at least, without reading them: each has one comma, or two with a height."""
    return (coordinates.text or "").count(",") // 2


def _positions(shape: Element) -> list[list[float]]:
    text = " ".join(child.text or "" for child in shape if _tag(child) == "coordinates")
    found = [[float(number) for number in position.split(",")[:_MIN_NUMBERS]] for position in text.split()]
    if any(len(position) < _MIN_NUMBERS for position in found):
        raise ValueError(text)
    return found
