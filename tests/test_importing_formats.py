"""Kinds of files that people have: each is read as a table, and what is wrong with one costs a sentence."""

import io
import json
import math
import re
import struct
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import geopandas
import openpyxl
import pytest
import shapely

from geodata.core.problems import InputError
from geodata.geodesy.circles import GEOD
from geodata.importing import limits
from geodata.importing.cell_readers import uncertainty_m
from geodata.importing.dbf import rows_of_dbf
from geodata.importing.how_to_read import HowToRead
from geodata.importing.import_result import ImportOptions
from geodata.importing.import_rows import import_rows
from geodata.importing.limits import TableError
from geodata.importing.reading import read_table
from geodata.importing.suggesting import suggest_mapping
from tests.test_importing_reading import workbook

POINT = {"type": "Point", "coordinates": [40.056, 35.396]}
SQUARE = [[[39.0, 34.0], [41.0, 34.0], [41.0, 36.0], [39.0, 36.0], [39.0, 34.0]]]
UTM_37N = 32637


def as_zip(members, **options):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED, **options) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return data.getvalue()


def a_map(*geometries, **members):
    features = [{"type": "Feature", "properties": {"name": "A"}, "geometry": geometry} for geometry in geometries]
    return json.dumps({"type": "FeatureCollection", "features": features, **members}).encode()


# -- GeoJSON ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "crs",
    [
        {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}},
        {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::4326"}},
        {"type": "name", "properties": {"name": "EPSG:4326"}},
        {"type": "name", "properties": {"name": "http://www.opengis.net/def/crs/EPSG/0/4326"}},
        {"type": "EPSG", "properties": {"code": 4326}},
    ],
)
def test_wgs84_by_any_name_is_read(crs):
    """GeoJSON has longitude first whatever the name says."""
    assert read_table(a_map(POINT, crs=crs), "a.geojson").geometries == (POINT,)


@pytest.mark.parametrize(
    "crs",
    [
        {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3857"}},
        {"type": "name", "properties": {"name": "EPSG:43260"}},
        {"type": "link", "properties": {"name": "EPSG:4326", "href": "https://example.org/crs"}},
        {"type": "EPSG", "properties": {"code": 32637}},
        "EPSG:4326",
    ],
)
def test_another_coordinate_system_is_refused(crs):
    """And a link to one is not followed."""
    with pytest.raises(TableError, match="Save it in WGS84 degrees"):
        read_table(a_map(POINT, crs=crs), "a.geojson")


def test_several_points_are_one_place_as_large_as_they_are_apart():
    """One row stays one row: three would say three times how many were killed."""
    points = [[40.056, 35.396], [40.14, 35.33], [40.1, 35.4]]
    table = read_table(a_map({"type": "MultiPoint", "coordinates": points}), "a.geojson")
    centre, radius_m = table.geometries[0]["coordinates"], int(table.rows[0][table.column("radius (m)")])
    apart_m = [GEOD.inv(*centre, *point)[2] for point in points]

    assert max(apart_m) <= radius_m <= max(apart_m) + 2
    assert table.notes[-1].endswith("the smallest circle around them: 1 place.")
    site = import_rows(table, suggest_mapping(table).mapping).document["features"][0]["properties"]
    assert site["coordinateUncertaintyInMeters"] == radius_m


@pytest.mark.parametrize(
    ("parts", "kind"),
    [
        ([POINT], "Point"), ([{"type": "Polygon", "coordinates": SQUARE}] * 2, "MultiPolygon"),
        ([{"type": "GeometryCollection", "geometries": [POINT]}, POINT], "Point"),
        ([{"type": "MultiPolygon", "coordinates": [SQUARE]}], "Polygon"),
    ],
)  # fmt: skip
def test_a_collection_of_one_kind_is_one_place(parts, kind):
    """Also one inside another."""
    table = read_table(a_map({"type": "GeometryCollection", "geometries": parts}), "a.geojson")

    assert ([place["type"] for place in table.geometries], table.faults) == ([kind], {})


@pytest.mark.parametrize(
    ("geometry", "words"),
    [
        ([POINT, {"type": "LineString", "coordinates": [[1, 2], [3, 4]]}], "'Point and LineString'"),
        ([], "GeometryCollection of nothing"), ("x", "GeometryCollection of nothing"),
        ([POINT, {"type": "Point", "coordinates": [1]}], "position"),
        ([{"type": "Point"}, {"type": "Point", "coordinates": 3}], "geometry|position|coordinates"),
    ],
)  # fmt: skip
def test_what_a_collection_cannot_be_is_a_fault_of_its_row(geometry, words):
    """Other rows come in."""
    table = read_table(a_map({"type": "GeometryCollection", "geometries": geometry}, POINT), "a.geojson")

    assert list(table.faults) == [0]
    assert any(word in table.faults[0].message for word in words.split("|"))


def test_collections_in_collections_end_at_a_limit():
    """JSON is not read deeper than 200 levels."""
    geometry = POINT
    for _ in range(150):
        geometry = {"type": "GeometryCollection", "geometries": [geometry]}
    with pytest.raises(TableError, match="200"):
        read_table(a_map(geometry), "a.geojson")


# -- other JSON ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "data",
    [
        [{"id": 1, "place": {"name": "A", "lat": 35.5}, "tags": ["x", "y"]}],
        {"count": 1, "incidents": [{"id": 1, "place": {"name": "A", "lat": 35.5}, "tags": ["x", "y"]}], "none": []},
        {"response": {"rows": [{"id": 1, "place": {"name": "A", "lat": 35.5}, "tags": ["x", "y"]}]}},
    ],
)
def test_a_list_of_records_is_a_table(data):
    """Wherever in the file it is; members of members are columns, a list of texts is one with semicolons between."""
    table = read_table(json.dumps(data).encode(), "a.json")

    assert table.columns == ("id", "place.name", "place.lat", "tags")
    assert table.rows == (("1", "A", "35.5", "x; y"),)


def test_one_of_several_lists_is_read_and_the_others_named():
    """The longest, or the one that is asked for."""
    data = json.dumps({"events": [{"a": 1}, {"a": 2}], "sources": [{"b": 3}]}).encode()

    table = read_table(data, "a.json")
    assert table.notes == ("Read the list 'events'.", "Not read: 'sources'.")
    assert (table.layer, table.layers) == ("events", ("events", "sources"))
    assert read_table(data, "a.json", HowToRead(layer="sources")).rows == (("3",),)
    with pytest.raises(TableError, match=r"no list 'x'[.] Name one of 'events', 'sources'"):
        read_table(data, "a.json", HowToRead(layer="x"))


@pytest.mark.parametrize("name", ["a.ndjson", "a.jsonl", "a.geojsonl", "a.json"])
def test_a_record_on_each_line_is_a_row(name):
    """A feature among them has its place; a line that is none is a fault of its own."""
    feature = {"type": "Feature", "properties": {"a": 2}, "geometry": POINT}
    lines = [b'{"a": 1}', b"", b"\x1e" + json.dumps(feature).encode(), b"{bad", b"[1]"]
    table = read_table(b"\n".join(lines), name)

    assert (table.columns, table.rows) == (
        ("a", "line", "record"), (("1", None, None), ("2", None, None), (None, "{bad", None), (None, None, "[1]"))
    )  # fmt: skip
    assert (table.geometries[1], list(table.faults)) == (POINT, [2])


def test_layers_of_a_umap_are_groups():
    """Those that lie on another machine are named and not fetched."""
    layers = [
        {
            "type": "FeatureCollection",
            "features": json.loads(a_map(POINT))["features"],
            "_umap_options": {"name": "Old"},
        },
        {"features": json.loads(a_map(POINT))["features"], "properties": {"name": "New"}},
        {"features": [], "properties": {"name": "Far", "remoteData": {"url": "https://example.org/d.json"}}},
    ]
    table = read_table(json.dumps({"type": "umap", "properties": {}, "layers": layers}).encode(), "a.umap")

    assert (table.columns, table.rows) == (("layer", "name"), (("Old", "A"), ("New", "A")))
    assert table.notes == (
        "Not read: layers that lie elsewhere, which are never fetched: 'https://example.org/d.json'.",
    )


# -- KML and GPX -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("layers", [None, True, 5, "abc", {"a": 1}])
def test_a_umap_without_a_list_of_layers_is_refused(layers):
    """And is not read as a map of nothing."""
    assert "no list of layers" in refused(json.dumps({"type": "umap", "layers": layers}).encode(), "a.umap")


def test_a_file_that_only_links_to_others_says_so():
    """They are never fetched: a reader of the file would tell its makers who reads it."""
    data = b"<kml><Document><NetworkLink><Link><href>https://example.org/a.kml</href></Link></NetworkLink></Document></kml>"
    with pytest.raises(TableError, match=r"which are not fetched: 'https://example.org/a.kml'[.] Open it in a globe"):
        read_table(data, "a.kml")


def test_several_points_of_a_placemark_are_one_place():
    """With the circle around them."""
    points = b"".join(b"<Point><coordinates>%d,35</coordinates></Point>" % lon for lon in (40, 41))
    table = read_table(b"<kml><Placemark><MultiGeometry>" + points + b"</MultiGeometry></Placemark></kml>", "a.kml")

    assert (table.columns, table.geometries[0]["type"]) == (("radius (m)",), "Point")


GPX = """<gpx xmlns="http://www.topografix.com/GPX/1/1"><metadata><name>M</name></metadata>
<wpt lat="35.396" lon="40.056"><name>Camp</name><time>2015-12-06T19:40:00Z</time>
<link href="https://example.org/p"><text>Picture</text></link></wpt>
<rte><name>R</name><rtept lat="35.4" lon="40.1"/></rte>
<trk><name>T</name><trkseg><trkpt lat="35.5" lon="40.2"><ele>210</ele><extensions><x:s xmlns:x="u">3</x:s></extensions>
</trkpt><trkpt lat="95" lon="40.2"/><trkpt lon="40.2"/></trkseg></trk></gpx>"""


def test_gpx_has_rows_for_points():
    """Of a waypoint, a route and a track; a point that is nowhere is a fault of its own."""
    table = read_table(GPX.encode(), "a.gpx")
    named = dict(zip(table.columns, table.rows[0], strict=True))

    assert {named["point"], named["name"], named["time"], named["link"], named["link text"]} == {
        "waypoint", "Camp", "2015-12-06T19:40:00Z", "https://example.org/p", "Picture"
    }  # fmt: skip
    assert [row[table.column("line")] for row in table.rows] == [None, "R", "T", "T", "T"]
    assert (table.rows[2][table.column("ele")], table.rows[2][table.column("s")]) == ("210", "3")
    assert (table.geometries[0], list(table.faults)) == (POINT, [3, 4])
    assert table.notes == ("Read 1 waypoint, 1 route point, 3 track points.",)


# -- workbooks -------------------------------------------------------------------------------------------------------

ODS_HEAD = (
    '<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x" xmlns:xlink="l"><office:body>'
    "<office:spreadsheet>"
)
ODS_TAIL = "</office:spreadsheet></office:body></office:document-content>"


def ods(*sheets, **more):
    content = "".join(f'<table:table table:name="{name}">{rows}</table:table>' for name, rows in sheets)
    return as_zip({"mimetype": "application/vnd.oasis.opendocument.spreadsheet",
                   "content.xml": ODS_HEAD + content + ODS_TAIL, **more})  # fmt: skip


def row(*cells, **attributes):
    said = "".join(f' table:{name.replace("_", "-")}="{value}"' for name, value in attributes.items())
    return f"<table:table-row{said}>{''.join(cells)}</table:table-row>"


def words(*texts, more=""):
    paragraphs = "".join(f"<text:p>{text}</text:p>" for text in texts)
    return f'<table:table-cell office:value-type="string"{more}>{paragraphs}</table:table-cell>'


def value(kind, name, written, shown="?"):
    said = f'office:value-type="{kind}" office:{name}="{written}"'
    return f"<table:table-cell {said}><text:p>{shown}</text:p></table:table-cell>"


EMPTY = '<table:table-cell table:number-columns-repeated="16000"/>'


def test_an_ods_gives_values_as_they_would_be_typed():
    """Not as they are shown; notes are none of a cell's text, and empty rows at the end take no time."""
    cells = [
        value("float", "value", "3.0"), value("date", "date-value", "2015-12-06T00:00:00"),
        value("date", "date-value", "2015-12-06T19:40:00"), value("time", "time-value", "PT09H05M00S"),
        value("boolean", "boolean-value", "true"),
        words("a<text:s text:c='2'/>b<office:annotation><text:p>note</text:p></office:annotation>", "c"),
    ]  # fmt: skip
    heading = row(*map(words, "abcdef"), EMPTY)
    group = f"<table:table-row-group>{row(*cells)}</table:table-row-group>"
    last = row(EMPTY, number_rows_repeated=1_000_000)
    table = read_table(
        ods(("Notes", row(EMPTY)), ("Data", heading + row(EMPTY, number_rows_repeated=3) + group + last)), "a.ods"
    )

    assert table.rows == (("3", "2015-12-06", "2015-12-06T19:40:00", "09:05", "true", "a  b\nc"),)
    assert (table.numbers, table.blank) == ((5,), 3)
    assert re.fullmatch("Read the sheet 'Data'.*Not read: 'Notes'.", table.notes[0])


def test_a_list_and_a_table_in_a_cell_of_an_ods_are_of_its_text():
    """They were passed over, and the cell counted as empty; a note's paragraphs are not of it."""
    inner = f"<table:table table:is-sub-table='true'>{row(words('Raqqa'), words('Ayyash'))}</table:table>"
    listed = "<text:list><text:list-item><text:p>one</text:p></text:list-item></text:list><text:h>two</text:h>"
    note = f"<office:annotation>{listed}</office:annotation>"
    cells = [f"<table:table-cell>{part}</table:table-cell>" for part in (inner, listed + note)]
    table = read_table(ods(("S", row(words("place"), words("n")) + row(*cells))), "a.ods")
    assert table.rows == (("Raqqa\nAyyash", "one\ntwo"),)


def test_repeated_cells_and_rows_of_an_ods_stand_for_each():
    """And are held to the limits."""
    twice = words("x", more=' table:number-columns-repeated="2"')
    heading = row(words("a"), words("b"))

    assert read_table(ods(("S", heading + row(twice, number_rows_repeated=2))), "a.ods").rows == (("x", "x"),) * 2
    with pytest.raises(TableError, match="more than 200,000 rows"):
        read_table(ods(("S", heading + row(twice, number_rows_repeated=900_000))), "a.ods")
    far = row(EMPTY, number_rows_repeated=999_999_999)
    with pytest.raises(TableError, match="more than 1,048,576 rows"):
        read_table(ods(("S", heading + far + row(twice))), "a.ods")
    many = twice.replace('"2"', '"999999999"')
    assert "301 cells" in read_table(ods(("S", heading + row(many))), "a.ods").faults[0].message


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (as_zip({"a.txt": "x"}), "damaged, or is not .ods"), (b"x", "not what its name says"),
        (ods(("S", ""), **{"META-INF/manifest.xml": "<m:encryption-data xmlns:m='m'/>"}), "locked with a password"),
        (ods(("S", "")), "has no text"), (ods(("S", row(words("a"), number_rows_repeated="x"))), "damaged"),
        (ods(*[("S", "")] * 1_001), "1,001 sheets"),
        (as_zip({"content.xml": '<!DOCTYPE x [<!ENTITY a "a">]><x>&a;</x>'}), "document type"),
        (as_zip({"content.xml": "<x>" * 300 + "</x>" * 300}), "deeper than 200"),
    ],
)  # fmt: skip
def test_what_is_no_ods_is_refused_with_a_sentence(data, said):
    """Locked, damaged and hostile ones."""
    with pytest.raises(TableError, match=said):
        read_table(data, "a.ods")


def test_numbers_of_an_ods_that_only_ask_for_room_get_none():
    """Of spaces, and of links of cells that stand for a row of millions."""
    spaces = words(f'a<text:s text:c="{"9" * 5000}"/>b')
    assert read_table(ods(("S", row(words("place"), words("n")) + row(spaces))), "a.ods").rows == (("a b", None),)
    link = words('<text:a xlink:href="http://a.example">a</text:a>', more=' table:number-columns-repeated="300"')
    with pytest.raises(TableError, match="30,000,000 cells or more"):
        read_table(ods(("S", row(words("place")) + row(link, number_rows_repeated="100000"))), "a.ods")


def linked(target, text="Report"):
    book = openpyxl.Workbook()
    book.active.append(["source", "n"])
    book.active.append([text, 1])
    book.active.append(["Other", 2])
    book.active["A2"].hyperlink = target
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def test_links_of_cells_are_read():
    """As a column of their own beside what the cells show, which becomes the address of the source."""
    in_ods = words('<text:a xlink:href="https://example.org/1">Report</text:a>')
    other = row(words("Other"), words("2"))
    files = {
        "a.xlsx": linked("https://example.org/1"),
        "b.xlsx": workbook(["source", "n"], ['=HYPERLINK("https://example.org/1","Report")', "1"], ["Other", "2"]),
        "a.ods": ods(("S", row(words("source"), words("n")) + row(in_ods, words("1")) + other)),
    }
    for name, data in files.items():
        table = read_table(data, name)
        assert table.columns == ("source", "n", "source (link)"), name
        assert [one[2] for one in table.rows] == ["https://example.org/1", None]
        assert dict(suggest_mapping(table, "claim").mapping.columns)["source (link)"] == "source_url"


def test_links_that_lead_to_no_page_are_counted():
    """A file, a mail or a script; and a cell that shows its own address has no second one."""
    table = read_table(linked("file:///etc/passwd"), "a.xlsx")

    assert table.columns == ("source", "n")
    assert "Links of cells that lead to no web page, not read: 1 link." in table.notes
    shown = read_table(linked("https://example.org/1", "https://example.org/1"), "a.xlsx")
    assert shown.columns == ("source", "n")


def test_a_link_over_millions_of_cells_is_refused():
    """Before they are gone through."""
    with zipfile.ZipFile(io.BytesIO(linked("https://example.org/1"))) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    members[sheet] = members[sheet].replace(b'ref="A2"', b'ref="A1:XFD1048576"')
    with pytest.raises(TableError, match="cells or more"):
        read_table(as_zip(members), "a.xlsx")


# -- shapefiles and FlatGeobuf ---------------------------------------------------------------------------------------


def layer(folder, name, frame, **options):
    """Return the parts of a shapefile as GDAL writes it, in a process that has all of its drivers."""
    frame.to_file(folder / f"{name}.gpkg", layer=name)
    code = (
        "import pyogrio, sys; source, target = sys.argv[1:3]; "
        "pyogrio.write_dataframe(pyogrio.read_dataframe(source), target, **eval(sys.argv[3]))"
    )
    command = [
        sys.executable,
        "-W",
        "ignore",
        "-c",
        code,
        folder / f"{name}.gpkg",
        folder / f"{name}.shp",
        repr(options),
    ]
    subprocess.run(command, check=True, capture_output=True)
    (folder / f"{name}.gpkg").unlink()
    return {path.name: path.read_bytes() for path in folder.glob(f"{name}.*")}


HOLE = shapely.Polygon(SQUARE[0], [[(39.5, 34.5), (40, 34.5), (40, 35), (39.5, 35), (39.5, 34.5)]])


@pytest.fixture(scope="module")
def shapefiles():
    """Give two layers: points in UTM with Cyrillic names, and polygons with a hole and an island."""
    with tempfile.TemporaryDirectory() as folder:
        names = {"name": ["Бахмут", "B"], "killed": [3, None], "day": ["2015-12-06", None]}
        points = geopandas.GeoDataFrame(names, geometry=[shapely.Point(40.056, 35.396)] * 2, crs=4326)
        points["day"] = points["day"].astype("datetime64[ms]").dt.date
        areas = geopandas.GeoDataFrame(
            {"name": ["Hole", "Two"]}, crs=4326,
            geometry=[HOLE, shapely.MultiPolygon([shapely.box(0, 0, 1, 1), shapely.box(2, 2, 3, 3)])],
        )  # fmt: skip
        place = Path(folder)
        return {**layer(place, "points", points.to_crs(UTM_37N), encoding="UTF-8"), **layer(place, "areas", areas)}


def test_a_zipped_shapefile_is_read(shapefiles):
    """In degrees, with texts in their encoding, whole numbers and days."""
    parts = {f"folder/{name}": data for name, data in shapefiles.items() if name.startswith("points")}
    table = read_table(as_zip({**parts, "__MACOSX/._points.shp": b"x"}), "a.zip")

    assert table.rows[0][:2] == ("Бахмут", "3")
    assert table.geometries[0]["coordinates"] == pytest.approx([40.056, 35.396], abs=1e-6)
    assert "Transformed from WGS 84 / UTM zone 37N to WGS84." in table.notes


def test_a_layer_of_several_is_chosen(shapefiles):
    """And polygons keep their holes and parts."""
    data = as_zip(dict(sorted(shapefiles.items())))
    table = read_table(data, "a.zip")

    assert (table.notes[0], table.notes[-1]) == ("Read the layer 'areas'.", "Not read: 'points'.")
    assert shapely.geometry.shape(table.geometries[0]).equals(HOLE)
    assert (table.geometries[1]["type"], len(table.geometries[1]["coordinates"])) == ("MultiPolygon", 2)
    assert read_table(data, "a.zip", HowToRead(layer="points")).rows[0][0] == "Бахмут"
    with pytest.raises(TableError, match="no layer 'x'"):
        read_table(data, "a.zip", HowToRead(layer="x"))


def test_a_shapefile_without_its_other_parts_is_read(shapefiles):
    """And it is said that nobody says where its zero is."""
    table = read_table(as_zip({"areas.shp": shapefiles["areas.shp"]}), "a.zip")

    assert (table.columns, len(table.rows)) == ((), 2)
    assert "does not say in which coordinate system it is" in table.notes[-1]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"areas.shp": b"PK"}, "not a shapefile"), ({"areas.dbf": b"\3" * 40}, "dbf is damaged"),
        ({"areas.prj": b'LOCAL_CS["x"]'}, "coordinate system that is not known"),
        ({"areas.prj": b"A" * 30_000}, "coordinate system that is not known"),
        ({"areas.dbf": None}, None),
    ],
)  # fmt: skip
def test_a_broken_shapefile_is_refused_with_a_sentence(shapefiles, changes, said):
    """Each part by itself."""
    parts = {name: data for name, data in {**shapefiles, **changes}.items() if name.startswith("areas") and data}
    if said is None:
        assert len(read_table(as_zip(parts), "a.zip").rows) == 2
        return
    with pytest.raises(TableError, match=said):
        read_table(as_zip(parts), "a.zip")


def refused(data, name):
    """Return how a file was refused; a full stop for one that was read."""
    try:
        read_table(data, name)
    except TableError as error:
        return str(error)
    return "."


@pytest.mark.parametrize("length", [*range(0, 400, 37)])
def test_a_shapefile_that_ends_anywhere_is_refused_or_read(shapefiles, length):
    """With a sentence, never a traceback; nor does a number in it that is a lie do more."""
    areas = {one: part for one, part in shapefiles.items() if one.startswith("areas")}
    for name in ("areas.shp", "areas.dbf"):
        whole = shapefiles[name]
        for data in (whole[:length], whole[:length] + b"\xff" * 8 + whole[length + 8 :]):
            assert refused(as_zip(areas | {name: data}), "a.zip").endswith(".")


@pytest.mark.parametrize("written", ["4_0", "inf", "0x28"])
def test_a_number_is_what_a_person_takes_for_one(written):
    """Not what Python alone does: 4_0 is a typing error, and is not read as 40."""
    point = f"<Placemark><Point><coordinates>{written},35</coordinates></Point></Placemark>"
    assert "not numbers" in read_table(f"<kml>{point}</kml>".encode(), "a.kml").faults[0].message
    table = read_table(f'<gpx version="1.1"><wpt lat="35" lon="{written}"/></gpx>'.encode(), "a.gpx")
    assert "no lon and lat that are numbers" in table.faults[0].message
    with pytest.raises(InputError):
        uncertainty_m(written)


def test_of_two_sheets_of_one_name_one_is_told_to_be_left():
    """They are in one file, whatever wrote it."""
    head = row(words("place"), words("lat"))
    table = read_table(ods(("S", head + row(words("a"))), ("S", head + row(words("b")))), "a.ods")
    assert "Not read: 'S'." in table.notes[0]


def test_a_layer_and_its_parts_are_what_their_names_say(shapefiles):
    """Of two of one name in two folders both are named; of two parts of one layer none is taken in silence."""
    parts = {name: data for name, data in shapefiles.items() if name.startswith("areas")}
    twice = {f"{folder}/{name}": data for folder in "xy" for name, data in parts.items()}
    table = read_table(as_zip(twice), "a.zip")
    assert (table.notes[0], table.notes[-1]) == ("Read the layer 'x/areas'.", "Not read: 'y/areas'.")
    both = {"a.shp": parts["areas.shp"], "A.SHP": parts["areas.shp"], "a.dbf": parts["areas.dbf"]}
    assert read_table(as_zip(both), "a.zip").notes[-1] == "Not read: 'A'."
    assert "'a.dbf', 'a.DBF'" in refused(as_zip({**both, "a.DBF": parts["areas.dbf"]}), "a.zip")


@pytest.mark.parametrize("encoding", ["cp037", "utf-7"])
def test_no_name_of_a_column_and_no_encoding_divides_cells(shapefiles, encoding):
    """A line break in a heading is a blank; an encoding whose line break is another costs a sentence."""
    parts = {name: data for name, data in shapefiles.items() if name.startswith("areas")}
    parts["areas.dbf"] = parts["areas.dbf"].replace(b"name", b"n\nme")
    parts["areas.cpg"] = b"cp1252\0"
    assert read_table(as_zip(parts), "a.zip").columns == ("n me",)
    assert "Traceback" not in refused(as_zip(parts), "a.zip")
    try:
        read_table(as_zip(parts), "a.zip", HowToRead(encoding=encoding))
    except TableError as error:
        assert "Leave the encoding out" in str(error)  # noqa: PT017 - not every one is refused


@pytest.mark.parametrize("starts", [(0, -5), (0, 99), (5, 5), (5, 0), (0, 0)])
def test_rings_that_overlap_in_the_file_are_no_shape(starts):
    """As 10,000 of 100,000 points each, they would be 8 GB out of 200 KB."""
    square = [0.0, 0, 0, 1, 1, 1, 1, 0, 0, 0] * 2
    record = struct.pack("<i4d2i2i20d", 5, 0, 0, 1, 1, 2, 10, *starts, *square)
    data = struct.pack(">i", 9994) + b"\0" * 96 + struct.pack(">ii", 1, len(record) // 2) + record
    assert "its positions are none" in read_table(as_zip({"a.shp": data}), "a.zip").faults[0].message


def points_of(numbers, rows=None):
    """Return a .shp of points, each at its number east, and a .shx that has those of rows in their order."""
    head = struct.pack(">i", 9994) + b"\0" * 96
    records = [struct.pack(">2i", number, 10) + struct.pack("<i2d", 1, number, 35) for number in numbers]
    starts = {number: (100 + 28 * place) // 2 for place, number in enumerate(numbers)}
    return head + b"".join(records), head + b"".join(struct.pack(">2i", starts[row], 10) for row in rows or ())


@pytest.mark.parametrize(
    ("numbers", "rows", "read"),
    [
        ([3, 1, 2], [1, 2, 3], [1, 2, 3]),
        ([3, 1, 2], None, [1, 2, 3]),
        ([0, 1, 2], [0, 1, 2], [0, 1, 2]),
        ([4, 9, 2], [4, 9, 2], [4, 9, 2]),
        ([1, 7, 2], [1, 2], [1, 2]),  # one was written anew at the end
    ],
)
def test_a_shape_belongs_to_the_row_of_its_number(numbers, rows, read):
    """Wherever it lies in the file: in the file's order, each place had another one's name."""
    shp, shx = points_of(numbers, rows)
    table = read_table(as_zip({"a.shp": shp} if rows is None else {"a.shp": shp, "a.shx": shx}), "a.zip")
    assert [place["coordinates"][0] for place in table.geometries] == read


@pytest.mark.parametrize(
    ("numbers", "rows", "words"),
    [
        ([3, 1, 2], [3, 1, 2], "the .shp numbers them in another order than the .shx"),
        ([4, 9, 2], None, "the zip has no .shx"),
        ([1, 2], [1, 1], "The shapefile's .shx does not fit its .shp"),
    ],
)
def test_shapes_that_may_be_of_other_rows_are_refused(numbers, rows, words):
    """Nor is one shape read for several rows: of one of a million points, these would be gigabytes."""
    shp, shx = points_of(numbers, rows)
    assert words in refused(as_zip({"a.shp": shp} if rows is None else {"a.shp": shp, "a.shx": shx}), "a.zip")


@pytest.mark.parametrize(
    "damage", [lambda data: data[:0], lambda data: data[:100] + b"\xff" * 8, lambda data: data[4:]]
)
def test_an_index_that_is_none_is_refused(damage):
    """With what to do about it."""
    shp, shx = points_of([1, 2], [1, 2])
    assert "leave the .shx out" in refused(as_zip({"a.shp": shp, "a.shx": damage(shx)}), "a.zip")


def test_positions_that_a_shape_only_states_are_not_made():
    """A shape of two thousand million points in forty bytes."""
    record = struct.pack("<i4dii", 5, 0, 0, 0, 0, 1, 2_000_000_000) + b"\0" * 8
    data = struct.pack(">i", 9994) + b"\0" * 96 + struct.pack(">ii", 1, len(record) // 2) + record
    table = read_table(as_zip({"a.shp": data}), "a.zip")

    assert "2,000,000,000 points" in table.faults[0].message


def test_rows_that_were_deleted_are_counted(shapefiles):
    """And not read."""
    table = bytearray(shapefiles["areas.dbf"])
    table[int.from_bytes(table[8:10], "little")] = ord("*")
    parts = {name: data for name, data in shapefiles.items() if name.startswith("areas")} | {"areas.dbf": bytes(table)}
    read = read_table(as_zip(parts), "a.zip")

    assert (read.rows, "Not read: 1 row marked as deleted." in read.notes) == ((("Two",),), True)


def test_an_encoding_is_that_of_the_cpg_of_the_header_or_of_the_letters(shapefiles):
    """Where a person names none."""
    table = shapefiles["points.dbf"]
    cyrillic = table.replace("Бахмут".encode(), "Бахмут".encode("cp1251") + b" " * 6)
    assert rows_of_dbf(cyrillic, "1251")[1][0][0] == "Бахмут"
    assert rows_of_dbf(cyrillic, "", "cp1251")[1][0][0] == "Бахмут"
    assert rows_of_dbf(table, "")[2] == "Read as UTF-8."


def test_the_one_file_in_a_zip_is_read():
    """As data sets are handed out; of several, one is named."""
    table = read_table(as_zip({"b/a.csv": "name,lat\nA,1\n", "notes.pdf": "x"}), "a.zip")

    assert (table.name, table.rows, table.notes[0]) == ("a.zip", (("A", "1"),), "Read 'b/a.csv' out of the zip.")
    with pytest.raises(TableError, match="holds no file that can be imported"):
        read_table(as_zip({"a.zip": "x"}), "a.zip")


TWO = {"a.csv": "place,lat,lon\nA,35,40\n", "b.csv": "place,lat,lon\nB,36,41\nC,36,41\n"}


def test_one_of_several_files_in_a_zip_is_asked_for():
    """The largest until somebody says; what is named is not asked."""
    found = {layer: read_table(as_zip(TWO), "a.zip", HowToRead(layer=layer)) for layer in (None, "a.csv")}
    imported = {
        layer: import_rows(table, suggest_mapping(table).mapping, options=ImportOptions({"layer": "a.csv"}))
        for layer, table in found.items()
    }

    assert [(table.layer, table.layers) for table in found.values()] == [
        ("b.csv", ("a.csv", "b.csv")),
        ("a.csv", ("a.csv", "b.csv")),
    ]
    assert [table.unsure_layers for table in found.values()] == [("a.csv", "b.csv"), ()]
    assert imported["a.csv"].answer_problems == ()
    unasked = import_rows(found[None], suggest_mapping(found[None]).mapping)
    assert [(one.key, one.option) for one in unasked.questions] == [("layer", "--sheet 'b.csv'")]
    with pytest.raises(TableError, match=r"no file 'x'[.] Name one of 'a.csv', 'b.csv'"):
        read_table(as_zip(TWO), "a.zip", HowToRead(layer="x"))


@pytest.mark.parametrize(
    "beside",
    ["README.txt", "readme.csv", "LICENSE.txt", "notes.txt", "Metadata_Country_API_SYR.csv", "datapackage.json",
     "data-dictionary.xlsx", "about this data.csv"],
)  # fmt: skip
def test_what_is_about_the_data_of_a_zip_is_not_asked_about(beside):
    """As portals hand it out: it is named among what is not read, and can be chosen."""
    table = read_table(as_zip({beside: "words, and more\n" * 90, "b/data.csv": TWO["a.csv"]}), "a.zip")

    assert (table.layer, table.unsure_layers, set(table.layers)) == ("b/data.csv", (), {beside, "b/data.csv"})
    assert table.rows == (("A", "35", "40"),)
    assert f"Not read: {beside!r}." in table.notes


def test_a_sheet_of_the_one_file_in_a_zip_is_chosen():
    """What is named is of the workbook, where the zip leaves no choice."""
    data = as_zip({"a.json": json.dumps({"events": [{"a": 1}, {"a": 2}], "sources": [{"b": 3}]})})

    assert read_table(data, "a.zip", HowToRead(layer="sources")).rows == (("3",),)
    assert read_table(data, "a.zip").layers == ("events", "sources")


def test_a_file_of_a_kmz_is_chosen():
    """The main one is read where nobody says."""
    kml = '<kml xmlns="http://www.opengis.net/kml/2.2"><Placemark><name>{}</name></Placemark></kml>'
    data = as_zip({"doc.kml": kml.format("A"), "files/more.kml": kml.format("B")})

    assert [read_table(data, "a.kmz", HowToRead(layer=layer)).rows for layer in (None, "files/more.kml")] == [
        (("A",),),
        (("B",),),
    ]
    with pytest.raises(TableError, match="no file 'x'"):
        read_table(data, "a.kmz", HowToRead(layer="x"))


def test_a_flatgeobuf_is_read(tmp_path):
    """By the driver that its first bytes ask for, transformed to WGS84."""
    frame = geopandas.GeoDataFrame(
        {"name": ["Бахмут", "B"], "killed": [3, 4], "weight": [1.5, math.nan], "sure": [True, False]},
        geometry=[shapely.Point(40.056, 35.396), shapely.MultiPoint([(40, 35), (41, 35)])], crs=4326,
    )  # fmt: skip
    frame.to_crs(UTM_37N).to_file(tmp_path / "a.fgb", driver="FlatGeobuf")
    table = read_table((tmp_path / "a.fgb").read_bytes(), "a.fgb")
    rows = sorted(dict(zip(table.columns, one, strict=True))["name"] for one in table.rows)

    assert rows == ["B", "Бахмут"]
    first = next(index for index, one in enumerate(table.rows) if "Бахмут" in one)
    assert table.rows[first][:4] == ("Бахмут", "3", "1.5", "true")
    assert table.geometries[first]["coordinates"] == pytest.approx([40.056, 35.396], abs=1e-6)
    assert table.notes[0] == "Transformed from WGS 84 / UTM zone 37N to WGS84."


def test_a_damaged_flatgeobuf_costs_a_sentence(tmp_path):
    """Cut anywhere, or with bytes that are lies."""
    frame = geopandas.GeoDataFrame({"name": ["A"]}, geometry=[shapely.Point(40.056, 35.396)], crs=4326)
    frame.to_file(tmp_path / "a.fgb", driver="FlatGeobuf")
    whole = (tmp_path / "a.fgb").read_bytes()
    for at in range(8, len(whole), 23):
        for data in (whole[:at], whole[:at] + b"\xff" * 8 + whole[at + 8 :]):
            assert refused(data, "a.fgb").endswith(".")
    # Where it says how many features it has: GDAL gives none of them, and no error.
    at = whole.find(struct.pack("<Q", 1))
    assert "has 1,000,000 features, and has 0" in refused(
        whole[:at] + struct.pack("<Q", 10**6) + whole[at + 8 :], "a.fgb"
    )
    with pytest.raises(TableError, match="not a FlatGeobuf"):
        read_table(b"SQLite format 3\0", "a.fgb")


def test_limits_hold_for_every_kind(monkeypatch):
    """Of rows, by the one sentence."""
    monkeypatch.setattr(limits, "MAX_ROWS", 2)
    lines = b'{"a": 1}\n' * 5
    track = "<gpx>" + '<wpt lat="1" lon="2"/>' * 5 + "</gpx>"
    for data, name in ((lines, "a.ndjson"), (track.encode(), "a.gpx"), (b'[{"a": 1}, {"a": 2}, {"a": 3}]', "a.json")):
        with pytest.raises(TableError, match="more than 2 rows"):
            read_table(data, name)


@pytest.mark.parametrize("ending", [".geojson", ".fgb", ".zip"])
def test_a_map_in_which_somebody_speaks_is_of_claims(tmp_path, ending):
    """Whatever the format: places alone would lose who says what. Shapefiles cut headings to ten bytes."""
    said = {"Actor": ["A", "B"], "Event": ["E", "E"], "Perpetrato": ["C", None], "Descriptio": ["Hit.", "Denied."]}
    frame = geopandas.GeoDataFrame(
        said, geometry=[shapely.Point(40.056, 35.396), shapely.box(39, 34, 41, 36)], crs=4326
    )
    if ending == ".zip":  # its layer has points alone
        frame = frame.iloc[:1]
        data = as_zip(layer(tmp_path, "said", frame))
    elif ending == ".geojson":
        data = frame.to_json().encode()
    else:
        frame.to_file(tmp_path / "said.fgb", driver="FlatGeobuf")
        data = (tmp_path / "said.fgb").read_bytes()
    table = read_table(data, f"said{ending}")
    imported = import_rows(table, suggest_mapping(table).mapping)
    claims = [one for one in imported.document["features"] if one["properties"]["record"] == "claim"]
    first = next(one["properties"] for one in claims if one["properties"]["actor"] == "A")

    assert len(claims) == len(frame)
    assert (first["actor"], first["event"], first["about_actor"], first["summary"]) == ("A", "E", "C", "Hit.")
    assert {one["properties"]["relation"] for one in claims} == ({"at"} if ending == ".zip" else {"at", "in"})


def test_a_map_of_places_with_days_says_what_it_is_taken_for():
    """A checkpoint has a day too; who knows better is told how to say so."""
    data = a_map(POINT).replace(b'"name": "A"', b'"name": "A", "date": "2015-12-06", "notes": "Seen."')
    table = read_table(data, "a.geojson")
    imported = import_rows(table, suggest_mapping(table).mapping)

    assert imported.mapping.record == "site"
    assert any("Each row is taken for a place, and its 'date' is kept as it is." in note for note in imported.notes)
