"""Two public lists of hostile texts through every kind of file: what the case says is what the file said.

How a case shows them is tried in tests/test_browser_corpus.py.
"""

import csv
import io
import json
import re
import zipfile
from xml.sax.saxutils import escape

import geopandas
import openpyxl
import pytest
import shapely
from openpyxl.cell import WriteOnlyCell

from geodata.core.text import harmless, name_key
from geodata.importing.import_result import ImportOptions
from geodata.importing.import_rows import import_rows
from geodata.importing.mapping import Mapping
from geodata.importing.reading import read_table
from geodata.parsing.languages import is_not_stated
from tests.corpus import corpus

#: Columns that have a text of the list each, and what they become. ``note`` is kept as it is.
MEMBERS = ("summary", "actor", "about_actor", "event", "place", "kind", "source", "publisher", "note")
COLUMNS = ("id", "lat", "lon", "source_url", *MEMBERS)
#: What no XML can hold (XML 1.0, 2.2).
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
#: What a format cannot hold: KML is XML, and GDAL ends a text at NUL. A workbook has its own way around XML.
NOT_IN = {**dict.fromkeys(("kml", "kmz", "ods"), NOT_IN_XML), **dict.fromkeys(("gpkg", "fgb"), re.compile("\x00"))}
#: What GDAL writes, by its driver.
DRIVERS = {"gpkg": "GPKG", "fgb": "FlatGeobuf"}


def position(number):
    """Return (lon, lat) in degrees of a place of its own for each text."""
    return 40 + number // 100 / 100, 30 + number % 100 / 100


def rows(texts):
    """Yield a row for each text, which is in all of its columns."""
    for number, text in enumerate(texts):
        lon, lat = position(number)
        yield {
            "id": f"N{number}", "lat": f"{lat:.2f}", "lon": f"{lon:.2f}",
            "source_url": f"https://example.org/{number}", **dict.fromkeys(MEMBERS, text),
        }  # fmt: skip


def as_csv(texts):
    """Return what a program writes that lets no spreadsheet run a cell."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerows([COLUMNS, *([harmless(row[column]) for column in COLUMNS] for row in rows(texts))])
    return text.getvalue().encode("utf-8-sig")


def as_xlsx(texts):
    """Return a workbook of texts, formulas among them as texts, with the escapes that Excel writes."""

    def written(text):
        return re.sub("[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)", lambda it: f"_x{ord(it[0]):04X}_", text)

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(COLUMNS)
    for row in rows(texts):
        cells = [WriteOnlyCell(sheet, written(row[column])) for column in COLUMNS]
        for cell in cells:
            cell.data_type = "s"
        sheet.append(cells)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def as_geojson(texts):
    """Return a plain map."""
    features = [
        {"type": "Feature", "properties": row, "geometry": {"type": "Point", "coordinates": position(number)}}
        for number, row in enumerate(without_position(texts))
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def as_json(texts):
    """Return a list of records inside of an object."""
    return json.dumps({"count": len(texts), "records": list(rows(texts))}).encode()


def as_ndjson(texts):
    """Return a record on each line."""
    return "".join(f"{json.dumps(row)}\n" for row in rows(texts)).encode()


def as_ods(texts):
    """Return an OpenDocument spreadsheet, with every cell a text; a carriage return is written as a reference."""

    def cell(text):
        words = escape(text, {"\r": "&#13;"})
        return f'<t:table-cell o:value-type="string"><x:p>{words}</x:p></t:table-cell>'

    lines = [COLUMNS, *([row[column] for column in COLUMNS] for row in rows(texts))]
    content = "".join(f"<t:table-row>{''.join(map(cell, line))}</t:table-row>" for line in lines)
    head = '<o:document-content xmlns:o="o" xmlns:t="t" xmlns:x="x"><o:body><o:spreadsheet><t:table t:name="S">'
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("content.xml", f"{head}{content}</t:table></o:spreadsheet></o:body></o:document-content>")
    return data.getvalue()


def as_map(texts, path, driver):
    """Return a GeoPackage or a FlatGeobuf, as GDAL writes it."""
    points = [shapely.Point(position(number)) for number in range(len(texts))]
    frame = geopandas.GeoDataFrame(list(without_position(texts)), geometry=points, crs="EPSG:4326")
    frame.to_file(path, layer="a", driver=driver)
    return path.read_bytes()


def as_kml(texts):
    """Return placemarks with every column as data; a carriage return is written as a reference, or it is none."""

    def written(text):
        return escape(text, {"\r": "&#13;"})

    marks = [
        "<Placemark><ExtendedData>"
        + "".join(f"<Data name='{name}'><value>{written(text)}</value></Data>" for name, text in row.items())
        + f"</ExtendedData><Point><coordinates>{','.join(map(str, position(number)))}</coordinates></Point></Placemark>"
        for number, row in enumerate(without_position(texts))
    ]
    head = '<kml xmlns="http://www.opengis.net/kml/2.2"><Document>'
    return f"{head}{''.join(marks)}</Document></kml>".encode()


def as_kmz(texts):
    """Return the KML, zipped."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("doc.kml", as_kml(texts))
    return data.getvalue()


def without_position(texts):
    """Yield the rows without what the geometry says."""
    for row in rows(texts):
        yield {name: text for name, text in row.items() if name not in ("lat", "lon")}


KINDS = ("csv", "xlsx", "ods", "geojson", "json", "ndjson", "gpkg", "fgb", "kml", "kmz")


@pytest.mark.many
@pytest.mark.parametrize(
    ("kind", "every"),
    [
        ("csv", 1),
        *((kind, 5) for kind in KINDS[1:]),
        *(pytest.param(kind, 1, marks=pytest.mark.long) for kind in KINDS[1:]),
    ],
)
def test_every_text_comes_in_as_it_is(kind, every, tmp_path):
    """In every member that a table can fill; names that are spelled alike are one, as everywhere.

    Where a kind of file has every fifth text, two neighbours of it do not have the same.
    """
    chosen = corpus()[KINDS.index(kind) % every :: every]
    texts = tuple(text for text in chosen if kind not in NOT_IN or not NOT_IN[kind].search(text))
    texts = tuple(text for text in texts if text not in ('"', "''"))  # the cell above
    write = {"csv": as_csv, "xlsx": as_xlsx, "ods": as_ods, "geojson": as_geojson, "json": as_json,
             "ndjson": as_ndjson, "kml": as_kml, "kmz": as_kmz}  # fmt: skip
    data = as_map(texts, tmp_path / f"a.{kind}", DRIVERS[kind]) if kind in DRIVERS else write[kind](texts)
    table = read_table(data, f"a.{kind}")
    columns = tuple((name, "keep" if name == "note" else name) for name in table.columns)

    answers = {f"names:{member}": "as-written" for member in ("actor", "about_actor")}
    imported = import_rows(table, Mapping(columns), options=ImportOptions(answers))

    assert (imported.counts.imported, imported.counts.bad, imported.counts.blank) == (len(texts), 0, 0)
    found = said(imported.document)
    assert len(found) == len(texts)
    differing = {
        number: (text, found[number])
        for number, text in enumerate(texts)
        if found[number] != wanted(text.strip(), found[number])
    }
    assert differing == {}


def said(document):
    """Return what each claim says, by the number of its row, with the names of what it refers to."""
    case = document["case"]
    actors, events, sources = ({one["id"]: one for one in case[kind]} for kind in ("actors", "events", "sources"))
    records = [(feature["id"], feature["properties"]) for feature in document["features"]]
    sites = {site: members for site, members in records if members["record"] == "site"}
    return {
        int(claim[1:]): {
            "summary": members["summary"],
            "actor": actors[members["actor"]]["name"],
            "about_actor": members["about_actor"] and actors[members["about_actor"]]["name"],
            "event": members["event"] and events[members["event"]]["name"],
            "place": sites[members["site"]]["name"],
            "kind": sites[members["site"]]["kind"],
            "source": sources[members["sources"][0]]["title"],
            "publisher": sources[members["sources"][0]]["publisher"],
            "note": members["imported:note"],
        }
        for claim, members in records
        if members["record"] == "claim"
    }


def wanted(text, found):
    """Return what a claim must say: words for "not stated" state nothing, and are kept in ``note`` all the same."""
    if is_not_stated(text):
        nothing = {"actor": "Not stated", "about_actor": None, "event": None, "kind": None, "publisher": None}
        return {**found, **nothing, "note": text}
    names = {
        name: found[name] if name_key(found[name]) == name_key(text) else text
        for name in ("actor", "about_actor", "event")
    }
    return dict.fromkeys(MEMBERS, text) | names
