"""Files that others made: who opens them, what they cannot reach, and how much of them is read."""

import ast
import http.server
import io
import json
import re
import sqlite3
import subprocess
import sys
import threading
import time
import zipfile

import geopandas
import openpyxl
import pytest
import shapely

from geodata.bringing import as_case
from geodata.importing.limits import TableError
from geodata.importing.reading import read_table
from geodata.problems import UnreadableError
from tests.test_architecture import MODULES, ROOT, imported

LIBRARIES = {"pyogrio", "geopandas", "fiona", "osgeo", "rasterio", "openpyxl", "zipfile", "tarfile", "defusedxml",
             "lxml", "xml", "sqlite3", "pickle", "shelve", "marshal"}  # fmt: skip
#: Every module that has one of them; those that only write what we make say so.
OPENERS = {
    "importing.opening.database": {"sqlite3"},
    "importing.opening.gdal": {"geopandas", "pyogrio"},
    "importing.opening.tree": {"defusedxml", "xml"},
    "importing.opening.workbook": {"defusedxml", "openpyxl", "xml", "zipfile"},
    "importing.opening.zipped": {"zipfile"},
    "importing.packed": {"pickle"},  # what we and our own worker write: values and classes of ours, no functions
    "importing.kmltable": {"xml"},  # the name of a type
    "exporting.geopackageread": {"sqlite3"},  # the name of a type
    "importing.gpkgtable": {"sqlite3"},  # the name of a type
    "importing.templates": {"openpyxl"},  # writes
    "exporting.kml": {"xml"},  # writes
    "exporting.kmltime": {"xml"},  # writes
    "editing.draftbase": {"sqlite3"},  # our own drafts
    "editing.draftroom": {"sqlite3"},  # our own drafts
    "editing.draftrows": {"sqlite3"},  # our own drafts
    "editing.drafts": {"sqlite3"},  # our own drafts
    "editing.locking": {"sqlite3"},  # a lock of our own, with nothing in it
}


def test_nobody_else_opens_files_of_others():
    """A new opener is added here, after somebody thought of what it reaches."""
    found = {name: {part.split(".")[0] for part in imported(path)} & LIBRARIES for name, path in MODULES.items()}
    found = {name: names for name, names in found.items() if names}

    assert found == OPENERS


def test_no_name_is_one_of_gdals_virtual_files():
    """Nowhere in the source is there a path that GDAL takes for a server or an archive."""
    texts = [node.value for path in MODULES.values() for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
             if isinstance(node, ast.Constant) and isinstance(node.value, str)]  # fmt: skip

    assert not [text for text in texts if "/vsi" in text]


def test_the_server_has_two_drivers_and_no_network():
    """Asked in a process that has loaded all of the app."""
    code = (
        "import dashboard, geodata.ui, pyogrio, pyproj.network, os; "
        "print(sorted(pyogrio.list_drivers()), pyproj.network.is_network_enabled(), os.environ['PROJ_NETWORK'])"
    )
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code], check=False, cwd=ROOT, capture_output=True, text=True
    )

    assert done.stdout.split("\n")[-2] == "['FlatGeobuf', 'GPKG'] False OFF"


@pytest.fixture
def server():
    """Give the address of a server on this machine, and the requests that it got."""
    asked = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_response(404)
            self.end_headers()

        do_HEAD = do_POST = do_GET  # noqa: N815 - names of the library

        def log_message(self, *_):
            pass

    listening = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=listening.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{listening.server_port}", asked
    listening.shutdown()
    listening.server_close()


DESCRIPTIONS = {
    "vrt": "<OGRVRTDataSource><OGRVRTLayer name='secret'><SrcDataSource>{secret}</SrcDataSource></OGRVRTLayer>"
           "</OGRVRTDataSource>",
    "vrt of a server": "<OGRVRTDataSource><OGRVRTLayer name='a'><SrcDataSource>/vsicurl/{url}/a.csv</SrcDataSource>"
                       "</OGRVRTLayer></OGRVRTDataSource>",
    "wfs": "<OGRWFSDataSource><URL>{url}/wfs</URL></OGRWFSDataSource>",
    "gml": "<gml:FeatureCollection xmlns:gml='http://www.opengis.net/gml' xmlns:xsi='http://www.w3.org/2001/"
           "XMLSchema-instance' xmlns:xlink='http://www.w3.org/1999/xlink' xsi:schemaLocation='x {url}/x.xsd'>"
           "<gml:featureMember xlink:href='{url}/f'/></gml:FeatureCollection>",
    "network link": "<kml><Document><NetworkLink><Link><href>{url}/l.kml</href></Link></NetworkLink><Placemark>"
                    "<name>A</name></Placemark></Document></kml>",
    "mapinfo": '!table\n!version 300\nDefinition Table\n File "{secret}"\n Type NATIVE Charset "Neutral"\n',
    "address": "{url}/a.geojson", "virtual": "/vsicurl/{url}/a.gpkg",
    "esri": '{{"displayFieldName": "", "fields": [], "features": [], "url": "{url}"}}',
    "gdalg": '{{"type": "gdal_streamed_alg", "command_line": "gdal vector pipeline ! read {url}/a.csv"}}',
}  # fmt: skip


@pytest.mark.parametrize("ending", [".gpkg", ".kml", ".xlsx", ".geojson", ".kmz"])
@pytest.mark.parametrize("kind", DESCRIPTIONS)
def test_a_file_reads_no_other_file_and_asks_no_server(server, tmp_path, kind, ending):
    """Whatever its name says: it is refused, or what it says itself comes in."""
    url, asked = server
    secret = tmp_path / "secret.csv"
    secret.write_text("name\nTOP-SECRET-WORDS\n")
    data, said = DESCRIPTIONS[kind].format(url=url, secret=secret).encode(), ""
    try:
        said = repr(as_case(data, f"x{ending}")) + repr(read_table(data, f"x{ending}"))
    except UnreadableError as error:
        said = str(error)

    assert "TOP-SECRET" not in said
    assert asked == []


def package(path, *statements):
    """Return a GeoPackage with one layer of a point, after SQL was run on it."""
    frame = geopandas.GeoDataFrame({"name": ["A"]}, geometry=[shapely.Point(40, 35)], crs=4326)
    frame.to_file(path, layer="sites")
    with sqlite3.connect(path) as database:
        for function in ("ST_IsEmpty", "ST_MinX", "ST_MaxX", "ST_MinY", "ST_MaxY"):  # its triggers call them
            database.create_function(function, 1, lambda _: 0)
        for statement in statements:
            database.execute(statement)
    database.close()
    return path.read_bytes()


ENDLESS = "CREATE VIEW v AS WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x FROM c) SELECT x AS fid FROM c"
LISTED = "UPDATE gpkg_contents SET table_name = 'v' WHERE table_name = 'sites'"
OFF = "PRAGMA foreign_keys = OFF"


def test_an_endless_view_is_not_run(tmp_path):
    """It is named, and so is what to do."""
    began_s = time.monotonic()
    with pytest.raises(TableError, match="'v' is a view, which is a program and is not run"):
        read_table(package(tmp_path / "a.gpkg", OFF, ENDLESS, LISTED), "a.gpkg")
    assert time.monotonic() - began_s < 10


def test_triggers_and_odd_names_are_harmless(tmp_path):
    """They are names; nothing of them runs."""
    odd = 'ALTER TABLE sites ADD COLUMN "a""; DROP TABLE sites; --" TEXT DEFAULT \'x\''
    trigger = "CREATE TRIGGER t AFTER INSERT ON sites BEGIN DELETE FROM sites; END"
    table = read_table(package(tmp_path / "a.gpkg", odd, trigger), "a.gpkg")

    assert table.columns == ("name", 'a"; DROP TABLE sites; --')
    assert table.rows == (("A", "x"),)


def test_bytes_in_a_cell_are_counted_and_not_read(tmp_path):
    """As their number."""
    more = ("ALTER TABLE sites ADD COLUMN picture BLOB", "UPDATE sites SET picture = zeroblob(500000)")
    assert read_table(package(tmp_path / "a.gpkg", *more), "a.gpkg").rows == (("A", "binary, 500000 bytes"),)


def coordinates(count):
    return " ".join(f"{index / count * 90:.5f},{index % 80}" for index in range(count)).encode()


def ring(count, west=0):
    return [[[west + index / count, index % 2], [west + 1, 5]][index == count] for index in range(count)]


def large():
    """Return the files that took a minute or gigabytes, a tenth as large; and what is said of them."""
    square = [[[0, 0], [1, 0], [1, 1], [0, 0]]]
    parts = {"type": "MultiPolygon", "coordinates": [square] * 10_001}
    line = b"<kml><Placemark><Polygon><outerBoundaryIs><LinearRing><coordinates>" + coordinates(2_000_000)
    return {
        "coordinates-5M.kml": (line + b"</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark></kml>",
                               "points or more"),
        "polygon.geojson": (json.dumps({"type": "Polygon", "coordinates": [ring(200_000)]}).encode(), "200,000 points"),
        "multipolygon.geojson": (json.dumps(parts).encode(), "10,001 parts"),
        "commas.csv": (b"," * 12_000_000, "columns or more"),
        "nested.kml": (b"<kml>" + b"<Folder>" * 3000 + b"</Folder>" * 3000 + b"</kml>", "deeper than 200"),
        "lists.json": (b"[" + b"[]," * 4_000_000 + b"[]]", "objects and lists"),
    }  # fmt: skip


@pytest.mark.parametrize("name", ["coordinates-5M.kml", "polygon.geojson", "multipolygon.geojson", "commas.csv",
                                  "nested.kml", "lists.json"])  # fmt: skip
def test_large_files_are_refused_in_seconds(name):
    """By what can be counted before anything is made of them; the limit is in the sentence."""
    data, words = large()[name]
    began_s = time.monotonic()
    said = ""
    try:
        as_case(data, name)
        said = " ".join(fault.message for fault in read_table(data, name).faults.values())
    except TableError as error:
        said = str(error)

    assert words in said
    assert "A file may have up to" in said
    assert time.monotonic() - began_s < 20


def test_a_cell_in_the_last_row_is_quickly_there():
    """The million rows above it are counted, not made."""
    began_s = time.monotonic()
    book, data = openpyxl.Workbook(), io.BytesIO()
    book.active["A1"], book.active["A1048576"] = "a", "b"
    book.save(data)
    table = read_table(data.getvalue(), "last.xlsx")

    assert (table.rows, table.numbers, table.blank) == ((("b",),), (1_048_576,), 1_048_574)
    assert time.monotonic() - began_s < 20


def workbook(part, change):
    """Return a workbook of one cell, one part of which is another."""
    book, made, changed = openpyxl.Workbook(), io.BytesIO(), io.BytesIO()
    book.active["A1"] = "a"
    book.save(made)
    with zipfile.ZipFile(made) as before, zipfile.ZipFile(changed, "w") as after:
        for name in before.namelist():
            data = before.read(name)
            after.writestr(name, change(data) if name == part else data)
    return changed.getvalue()


@pytest.mark.parametrize(
    ("part", "change", "said"),
    [
        ("xl/workbook.xml", lambda data: re.sub(rb"<sheet [^>]*>", rb"\g<0>" * 1_001, data), "1,001 sheets"),
        ("xl/worksheets/sheet1.xml", lambda data: b'<?xml version="1.0" encoding="zlib"?>' + data, "is damaged"),
        ("xl/worksheets/sheet1.xml", lambda _: b"<", "is damaged"),
    ],
)
def test_a_workbook_of_odd_parts_is_refused(part, change, said):
    """In a sentence, at once."""
    with pytest.raises(TableError, match=said):
        read_table(workbook(part, change), "a.xlsx")


def test_a_column_that_is_computed_makes_no_gigabyte(tmp_path):
    """Not in the tables either by which a GeoPackage says what is in it."""
    computed = "ALTER TABLE gpkg_contents ADD COLUMN more TEXT AS (hex(zeroblob(400000000)))"
    renamed = "ALTER TABLE gpkg_contents RENAME COLUMN data_type TO old"
    as_type = "ALTER TABLE gpkg_contents RENAME COLUMN more TO data_type"
    with pytest.raises(TableError):
        read_table(package(tmp_path / "a.gpkg", computed, renamed, as_type), "a.gpkg")
