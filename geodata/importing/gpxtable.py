"""Read GPX (1.0 and 1.1) as a table: a row for each waypoint, and for each point of a route or a track."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from geodata.core.json_path import Json
from geodata.core.numbers import plain_number
from geodata.core.problems import quoted
from geodata.core.text import counted
from geodata.importing.geometry import site_geometry
from geodata.importing.limits import TableError, check_rows
from geodata.importing.mapped import mapped_table
from geodata.importing.opening.tree import child_text, parse_xml, put_text, tag_of
from geodata.importing.table import Fault

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from geodata.importing.mapped import Feature
    from geodata.importing.table import TextTable

#: What a point is, by its tag.
_POINTS: Final = {"wpt": "waypoint", "rtept": "route point", "trkpt": "track point"}
_LINES: Final = ("rte", "trk")


def read_gpx(data: bytes, name: str) -> TextTable:
    """Read the points of a GPX file; what a device adds (``extensions``) is read too, links are not followed.

    Raises ``TableError`` if it is none, is damaged, or declares entities.
    """
    root = parse_xml(data)
    if tag_of(root) != "gpx":
        raise TableError(f"The file is XML, and its {quoted(tag_of(root))} is not GPX. Export it as GPX.")
    counts = Counter(tag_of(element) for element in root.iter())
    check_rows(sum(counts[tag] for tag in _POINTS))
    read = [counted(counts[tag], words) for tag, words in _POINTS.items() if counts[tag]]
    return mapped_table(name, data, _points(root), [f"Read {', '.join(read)}."] if read else [])


def _points(root: Element) -> Iterator[Feature]:
    waiting: list[tuple[Element, dict[str, str | None]]] = [(root, {})]
    while waiting:
        element, line = waiting.pop()
        if tag_of(element) in _POINTS:
            yield {"point": _POINTS[tag_of(element)], **line, **_members(element)}, _place(element)
            continue
        if tag_of(element) in _LINES:
            line = {"line": child_text(element, "name")}
        waiting += [(child, line) for child in reversed(element)]


def _members(point: Element) -> dict[str, str | None]:
    members: dict[str, str | None] = {}
    for child in point:
        if tag_of(child) == "link":
            put_text(members, "link", child.get("href"))
            put_text(members, "link text", child_text(child, "text"))
        elif tag_of(child) == "extensions":
            for part in child.iter():
                if not len(part):
                    put_text(members, tag_of(part), part.text)
        else:
            put_text(members, tag_of(child), "".join(child.itertext()))
    return members


def _place(point: Element) -> Json | Fault:
    try:
        coordinates = [plain_number(point.get(axis, "")) for axis in ("lon", "lat")]
    except ValueError:
        return Fault("geometry", "The point has no lon and lat that are numbers.", "Correct the two, in degrees.")
    return site_geometry({"type": "Point", "coordinates": coordinates})
