"""A case as KML 2.2 (OGC 07-147r2) for globe programs: a folder for each actor, the shapes of the map as polygons.

A claim without a known place is in its actor's folder too, without geometry. Nothing in it asks for a file from
another machine: icons are the program's own. The edges and reaches of the map are left out, for they would lie over
the shapes; their bounds are in the data. The whole case file is in it as well, as data of the document:
:mod:`geodata.exporting.kml_case`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Final
from xml.etree.ElementTree import Element, SubElement, indent, tostring

import shapely

from geodata import PROGRAM
from geodata.core.assumptions import Assumptions
from geodata.core.json_path import Json
from geodata.core.model import Case, Claim, Site, case_from_document
from geodata.core.precision import Precision
from geodata.core.text import visible
from geodata.core.units import DEFAULT_UNIT
from geodata.exporting.kml_case import case_data, sealed
from geodata.exporting.map_shapes import claim_properties, drawn_claims, drawn_sites, site_properties
from geodata.exporting.shapes_geojson import outline
from geodata.parsing.edtf import parse
from geodata.parsing.instants import DAY_US, moment_of
from geodata.render.html.templating import render
from geodata.render.text.claim_view import claim_view, credits_of, site_view
from geodata.render.text.map_labels import mark_name, short_name
from geodata.render.text.map_style import DOCUMENT

if TYPE_CHECKING:
    from geodata.exporting.claim_facts import Fact
    from geodata.exporting.extract import Chosen
    from geodata.parsing.edtf import EdtfInterval

_NAMESPACE: Final = "http://www.opengis.net/kml/2.2"
_STYLE: Final = DOCUMENT["other_programs"]
#: Alpha of a line and of a fill, as two hexadecimal digits; a denial is an outline alone.
_LINE_ALPHA, _FILL_ALPHA, _NO_FILL = "ff", f"{round(255 * _STYLE['globe_fill']):02x}", "00"
#: Code points that are not characters, which XML 1.0 has no way to hold.
_NO_XML: Final = re.compile("[\ufffe\uffff]")


def kml(document: Json, chosen: Chosen, rule: Precision) -> bytes:
    """Return the claims asked for, and their places, as the bytes of a KML file."""
    case = case_from_document(document)
    root = Element("kml", xmlns=_NAMESPACE)
    top = SubElement(root, "Document")
    told = render(
        "case_balloon.html", summary=case.summary, claims=chosen.asked(), filters=chosen.words, credits=credits_of(case)
    )
    _named(top, case.title, told)
    for style_id, color, fill in _styles(chosen.colors):
        top.append(_style(style_id, color, fill))
    top.append(_data({"made_with": PROGRAM, **case_data(document)}))
    areas: dict[str, list[shapely.Geometry]] = {}
    for shape in drawn_claims(case, chosen.claims, rule):
        if shape.part not in ("edge", "reach"):
            areas.setdefault(shape.id, []).append(shape.geometry)
    for actor in case.actors:
        said = [case.claim_by_id[claim] for claim in chosen.claims if case.claim_by_id[claim].actor == actor.id]
        if said:
            top.append(_folder(actor.name, [_claim(case, claim, rule, areas.get(claim.id, ())) for claim in said]))
    top.append(_folder("Places", [_site(site) for site in case.sites]))
    indent(root, " ")
    return sealed(bytes(tostring(root, encoding="UTF-8", xml_declaration=True)))


def _styles(colors: Mapping[str, str]) -> Iterable[tuple[str, str, str]]:
    """Yield id, colour and alpha of the fill of each style."""
    yield "place", _STYLE["place"], _FILL_ALPHA
    for actor, color in colors.items():
        yield f"says-{actor}", color, _FILL_ALPHA
        yield f"denies-{actor}", color, _NO_FILL


def _style(style_id: str, color: str, fill_alpha: str) -> Element:
    style = Element("Style", id=style_id)
    red, green, blue = color[1:3], color[3:5], color[5:7]
    for part, alpha in (("IconStyle", _LINE_ALPHA), ("LineStyle", _LINE_ALPHA), ("PolyStyle", fill_alpha)):
        SubElement(SubElement(style, part), "color").text = f"{alpha}{blue}{green}{red}".lower()
    return style


def _text(words: str) -> str:
    return _NO_XML.sub(lambda match: f"[U+{ord(match[0]):04X}]", visible(words))


def _named(element: Element, name: str, description: str | None = None) -> None:
    SubElement(element, "name").text = _text(short_name(name))
    if description is not None:
        SubElement(element, "description").text = _text(description)


def _folder(name: str, placemarks: Sequence[Element]) -> Element:
    folder = Element("Folder")
    _named(folder, name)
    folder.extend(placemarks)
    return folder


def _claim(case: Case, claim: Claim, rule: Precision, shapes: Sequence[shapely.Geometry]) -> Element:
    placemark = Element("Placemark", id=f"claim-{claim.id}")
    view = claim_view(case, claim, Assumptions(rule=rule), DEFAULT_UNIT)
    _named(placemark, mark_name(case, claim), render("claim_balloon.html", view=view))
    when = time_element(claim.event_time)
    if when is not None:
        placemark.append(when)
    verb = "denies" if claim.polarity == "deny" else "says"
    SubElement(placemark, "styleUrl").text = f"#{verb}-{claim.actor}"
    placemark.append(_data(claim_properties(case, claim, rule)))
    _place(placemark, shapes)
    return placemark


def _site(site: Site) -> Element:
    placemark = Element("Placemark", id=f"site-{site.id}")
    _named(placemark, site.name, render("site_balloon.html", site=site_view(site, DEFAULT_UNIT)))
    SubElement(placemark, "styleUrl").text = "#place"
    placemark.append(_data(site_properties(site)))
    _place(placemark, [shape.geometry for shape in drawn_sites([site])])
    return placemark


def _data(properties: Mapping[str, Fact]) -> Element:
    """Return every member that is stated, and what is worked out, by name."""
    extended = Element("ExtendedData")
    for name, value in properties.items():
        if value is not None:
            SubElement(SubElement(extended, "Data", name=name), "value").text = _text(str(value))
    return extended


def _place(placemark: Element, shapes: Sequence[shapely.Geometry]) -> None:
    parts = [part for shape in shapes for part in shapely.get_parts(shape)]
    holder = placemark if len(parts) == 1 else SubElement(placemark, "MultiGeometry") if parts else None
    if holder is not None:
        holder.extend([_geometry(outline(part)) for part in parts])


def _geometry(part: shapely.Geometry) -> Element:
    element = Element(part.geom_type)
    if part.geom_type == "Point":
        SubElement(element, "coordinates").text = _coordinates(part)
        return element
    SubElement(element, "tessellate").text = "1"
    for name, rings in (("outerBoundaryIs", [part.exterior]), ("innerBoundaryIs", part.interiors)):
        for ring in rings:
            SubElement(SubElement(SubElement(element, name), "LinearRing"), "coordinates").text = _coordinates(ring)
    return element


def _coordinates(line: shapely.Geometry) -> str:
    return " ".join(f"{lon!r},{lat!r}" for lon, lat in shapely.get_coordinates(line).tolist())


def time_element(edtf: str | None) -> Element | None:
    """Return a TimeStamp for one whole day, a TimeSpan for anything else; ``None`` where no time is stated.

    What is approximate or uncertain has no place there, nor have years that XML cannot write, which are those before 1
    and after 9999; it stays in the member ``event_time``, as written. A time without a zone gets none: programs then
    show it as it was said.

    >>> from xml.etree.ElementTree import tostring
    >>> tostring(time_element("2015-12-06")).decode()
    '<TimeStamp><when>2015-12-06</when></TimeStamp>'
    >>> tostring(time_element("2015-12-06T19:40/..")).decode()
    '<TimeSpan><begin>2015-12-06T19:40:00</begin></TimeSpan>'
    """
    if edtf is None:
        return None
    interval = parse(edtf)
    stated = {"begin": interval.earliest, "end": interval.latest}
    moments = {name: moment_of(instant) for name, instant in stated.items() if instant is not None}
    if not moments or None in moments.values():
        return None
    written = {name: moment.isoformat(timespec="seconds") for name, moment in moments.items() if moment is not None}
    if _is_one_day(interval):
        element = Element("TimeStamp")
        SubElement(element, "when").text = written["begin"].partition("T")[0]
        return element
    element = Element("TimeSpan")
    zone = "" if interval.utc_offset_min is None else "Z"
    for name, text in written.items():
        SubElement(element, name).text = text + zone
    return element


def _is_one_day(interval: EdtfInterval) -> bool:
    first, last = interval.earliest, interval.latest
    if first is None or last is None or interval.utc_offset_min is not None:
        return False
    return first % DAY_US == 0 and last - first == DAY_US - 1
