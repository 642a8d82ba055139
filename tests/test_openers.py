"""Files that others made: who opens them, what they cannot reach, and how much of them is read."""

import ast
import contextlib
import http.server
import io
import json
import re
import sqlite3
import struct
import subprocess
import sys
import threading
import zipfile

import geopandas
import openpyxl
import pytest
import shapely

from geodata.casefile.io import case_from_bytes
from geodata.core.problems import CaseProblemsError, UnreadableError
from geodata.exporting.exports import Wanted, exported
from geodata.exporting.writers import ExportOptions
from geodata.importing.limits import TableError
from geodata.importing.opening.workbook import _Parser
from geodata.importing.reading import ENDINGS, read_table
from geodata.sandbox.read_back import as_case
from tests.cases import small_case
from tests.test_architecture import MODULES, ROOT, imported

LIBRARIES = {"pyogrio", "geopandas", "fiona", "osgeo", "rasterio", "openpyxl", "zipfile", "tarfile", "defusedxml",
             "lxml", "xml", "sqlite3", "pickle", "shelve", "marshal"}  # fmt: skip
#: Every module that has one of them; those that only write what we make say so.
OPENERS = {
    "importing.opening.database": {"sqlite3"},
    "importing.opening.gdal": {"geopandas", "pyogrio"},
    "importing.opening.tree": {"defusedxml", "xml"},
    "importing.opening.workbook": {"defusedxml", "openpyxl", "xml"},
    "importing.opening.zipped": {"zipfile"},
    "sandbox.packed": {"pickle"},  # what we and our own worker write: values and classes of ours, no functions
    "importing.kmltable": {"xml"},  # the name of a type
    "importing.gpxtable": {"xml"},  # the name of a type
    "importing.odstable": {"xml"},  # the name of a type
    "importing.shapefiletable": {"zipfile"},  # the name of a type
    "importing.reading": {"zipfile"},  # the name of a type
    "exporting.geopackage_reader": {"sqlite3"},  # the name of a type
    "importing.gpkgtable": {"sqlite3"},  # the name of a type
    "importing.templates": {"openpyxl"},  # writes
    "exporting.kml": {"xml"},  # writes
    "editing.drafts.draft_database": {"sqlite3"},  # our own drafts
    "editing.drafts.draft_room": {"sqlite3"},  # our own drafts
    "editing.drafts.draft_rows": {"sqlite3"},  # our own drafts
    "editing.drafts.draft": {"sqlite3"},  # our own drafts
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
        "import dashboard, geodata.app, pyogrio, pyproj.network, os; "
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


@pytest.mark.parametrize("ending", sorted(set(ENDINGS) - {".csv", ".tsv", ".txt"}))
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
    """It is named, and so is what to do; run, it would not end."""
    with pytest.raises(TableError, match="'v' is a view, which is a program and is not run"):
        read_table(package(tmp_path / "a.gpkg", OFF, ENDLESS, LISTED), "a.gpkg")


def test_triggers_and_odd_names_are_harmless(tmp_path):
    """They are names; nothing of them runs."""
    odd = 'ALTER TABLE sites ADD COLUMN "a""; DROP TABLE sites; --" TEXT DEFAULT \'x\''
    trigger = "CREATE TRIGGER t AFTER INSERT ON sites BEGIN DELETE FROM sites; END"
    table = read_table(package(tmp_path / "a.gpkg", odd, trigger), "a.gpkg")

    assert table.columns == ("name", 'a"; DROP TABLE sites; --')
    assert table.rows == (("A", "x"),)


WRITABLE = "PRAGMA writable_schema = ON"
#: As a file may write a virtual table down: of other words or blanks than SQLite's own, with a page of its own.
VIRTUAL = (
    "CREATE /* */ VIRTUAL TABLE v USING fts5(a)",
    "CREATE  VIRTUAL TABLE v USING dbstat",
    "create virtual table v using rtree(a, b, c)",
)


@pytest.mark.parametrize("written", VIRTUAL)
def test_a_virtual_table_is_not_run_however_it_is_written(tmp_path, written):
    """It is named like a view."""
    entry = f"INSERT INTO sqlite_master VALUES('table', 'v', 'v', 3, '{written}')"
    with pytest.raises(TableError, match="'v' is a view, which is a program and is not run"):
        read_table(package(tmp_path / "a.gpkg", OFF, LISTED, WRITABLE, entry), "a.gpkg")


#: Of a column that is not stored: an error wherever it is worked out.
COMPUTED = "AS (CASE WHEN abs(-9223372036854775808) THEN {0} ELSE {0} END)"


def test_a_computed_column_that_is_run_is_noticed():
    """What the next two tests rely on."""
    with contextlib.closing(sqlite3.connect(":memory:")) as database:
        database.execute("CREATE TABLE a (old TEXT)")
        database.execute("INSERT INTO a (old) VALUES ('x')")
        database.execute(f"ALTER TABLE a ADD COLUMN more TEXT {COMPUTED.format('old')}")
        assert database.execute("SELECT old FROM a").fetchall() == [("x",)]
        with pytest.raises(sqlite3.OperationalError, match="integer overflow"):
            database.execute("SELECT more FROM a").fetchall()


@pytest.mark.parametrize(
    ("table", "column", "said"),
    [
        ("gpkg_contents", "table_name", "no layer"), ("gpkg_geometry_columns", "column_name", None),
        ("gpkg_spatial_ref_sys", "organization", "coordinate system that is not known"),
        ("sites", "geom", "not there, or is computed"),
    ],
)  # fmt: skip
def test_no_computed_column_is_run(tmp_path, table, column, said):
    """SQLite's clock does not stop one: not in the tables either that say what is in the file."""
    computed = f"ALTER TABLE {table} ADD COLUMN more TEXT {COMPUTED.format('old')}"
    renamed = f"ALTER TABLE {table} RENAME COLUMN {column} TO old"
    as_column = f"ALTER TABLE {table} RENAME COLUMN more TO {column}"
    data = package(tmp_path / "a.gpkg", renamed, computed, as_column)
    if said is None:
        assert read_table(data, "a.gpkg").geometries == (None,)
    else:
        with pytest.raises(TableError, match=said):
            read_table(data, "a.gpkg")


def test_no_computed_column_of_our_own_export_is_run(tmp_path):
    """Changed by somebody else, and opened as a case."""
    document = small_case()
    case, _ = case_from_bytes(json.dumps(document).encode(), "a")
    path = tmp_path / "a.gpkg"
    path.write_bytes(exported(case, "a.gpkg", Wanted(), ExportOptions(), lambda _: b"")[0])
    with sqlite3.connect(path) as database:
        database.execute(f"ALTER TABLE actors ADD COLUMN color_2 TEXT {COMPUTED.format('name')}")
        database.execute("ALTER TABLE actors RENAME COLUMN name TO old")
        database.execute("ALTER TABLE actors RENAME COLUMN color_2 TO name")
    database.close()
    with pytest.raises(CaseProblemsError):
        as_case(path.read_bytes(), "a.gpkg")


@pytest.mark.parametrize("column", ["'nope'", "x'4142'", "'sites'"])
def test_a_column_of_places_that_is_none_is_named(tmp_path, column):
    """SQLite would take its name for a text."""
    stated = f"UPDATE gpkg_geometry_columns SET column_name = {column}"  # noqa: S608
    with pytest.raises(TableError, match="places should be in the column"):
        read_table(package(tmp_path / "a.gpkg", stated), "a.gpkg")


def nested(kind, levels):
    return struct.pack("<BII", 1, kind, 1) * levels + shapely.Point(1, 2).wkb


SQUARE = shapely.box(0, 0, 1, 1)


@pytest.mark.parametrize(
    ("wkb", "said"),
    [
        (nested(7, 1_000_000), "GeometryCollection"), (nested(6, 1_000_000), "a part of it is of type 6"),
        (nested(4, 1_000_000), "a part of it is of type 4"), (nested(11, 1_000_000), "MultiCurve"),
        (struct.pack("<BII6d", 1, 8, 3, 0, 0, 1, 1, 2, 0), "CircularString"), (b"\1\6", "ends before"), (b"", "begin"),
        (struct.pack("<BII", 1, 6, 2**32 - 1), "4,294,967,295 parts"), (struct.pack("<BII", 1, 6, 9), "ends before"),
        (shapely.MultiPolygon([SQUARE, shapely.box(2, 2, 3, 3)]).wkb, None), (shapely.MultiPoint([(1, 2)]).wkb, None),
        (shapely.to_wkb(shapely.MultiPolygon([SQUARE]), byte_order=0), None),
        (shapely.to_wkb(shapely.force_3d(shapely.MultiPolygon([SQUARE])), flavor="iso"), None),
        (shapely.to_wkb(shapely.force_3d(shapely.MultiPolygon([SQUARE])), include_srid=True), None),
        (shapely.to_wkb(shapely.set_srid(shapely.MultiPolygon([SQUARE]), 4326), include_srid=True), None),
    ],
)  # fmt: skip
def test_geometries_are_looked_at_before_they_are_followed(tmp_path, wkb, said):
    """Nested without end they would end the process; curves are none that is read."""
    blob = (b"GP\0\1" + struct.pack("<i", 4326) + wkb).hex()
    table = read_table(package(tmp_path / "a.gpkg", f"UPDATE sites SET geom = x'{blob}'"), "a.gpkg")  # noqa: S608

    assert said in table.faults[0].message if said else table.geometries[0]["coordinates"]


@pytest.mark.parametrize("number", [5773, 4978])
def test_a_system_without_longitudes_is_refused(tmp_path, number):
    """Of heights above the sea, or from the Earth's centre: it would give places, and wrong ones."""
    stated = f"UPDATE gpkg_spatial_ref_sys SET organization_coordsys_id = {number} WHERE srs_id = 4326"  # noqa: S608
    with pytest.raises(TableError, match="coordinate system that is not known"):
        read_table(package(tmp_path / "a.gpkg", stated), "a.gpkg")


def test_any_number_of_other_layers_is_said_in_a_line(tmp_path):
    """The first few, and how many more."""
    count = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n LIMIT 9999)"
    listed = f"{count} INSERT INTO gpkg_contents(table_name, data_type) SELECT 'v' || x, 'features' FROM n"  # noqa: S608
    more = (OFF, "CREATE TABLE c AS SELECT * FROM gpkg_contents", "DROP TABLE gpkg_contents",
            "ALTER TABLE c RENAME TO gpkg_contents", listed)  # fmt: skip
    table = read_table(package(tmp_path / "a.gpkg", *more), "a.gpkg")

    assert table.notes[1].endswith("'v4', 'v5' and 9,994 more.")


def test_bytes_in_a_cell_are_counted_and_not_read(tmp_path):
    """As their number."""
    more = ("ALTER TABLE sites ADD COLUMN picture BLOB", "UPDATE sites SET picture = zeroblob(500000)")
    assert read_table(package(tmp_path / "a.gpkg", *more), "a.gpkg").rows == (("A", "binary, 500000 bytes"),)


def coordinates(count):
    return " ".join(f"{index / count * 90:.5f},{index % 80}" for index in range(count)).encode()


def ring(count, west=0):
    return [[[west + index / count, index % 2], [west + 1, 5]][index == count] for index in range(count)]


def polygon(count):
    """Return a KML file of one outline of so many points."""
    return (
        b"<kml><Placemark><Polygon><outerBoundaryIs><LinearRing><coordinates>" + coordinates(count)
        + b"</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark></kml>"
    )  # fmt: skip


SQUARE_RINGS = [[[0, 0], [1, 0], [1, 1], [0, 0]]]
#: The files that took a minute or gigabytes, a tenth as large: how each is made, and what is said of it.
LARGE = {
    "coordinates-5M.kml": (lambda: polygon(2_000_000), "points or more"),
    "polygon.geojson": (lambda: json.dumps({"type": "Polygon", "coordinates": [ring(200_000)]}).encode(),
                        "200,000 points"),
    "multipolygon.geojson": (lambda: json.dumps({"type": "MultiPolygon",
                                                 "coordinates": [SQUARE_RINGS] * 10_001}).encode(), "10,001 parts"),
    "commas.csv": (lambda: b"," * 12_000_000, "columns or more"),
    "headings.csv": (lambda: b"a," * 130_000 + b"\n1\n", "columns or more"),
    "names.kml": (lambda: b"<kml><Placemark><ExtendedData>" + b'<Data name="x"/>' * 40_000
                  + b"</ExtendedData></Placemark></kml>", "columns or more"),
    "nested.kml": (lambda: b"<kml>" + b"<Folder>" * 3000 + b"</Folder>" * 3000 + b"</kml>", "deeper than 200"),
    "lists.json": (lambda: b"[" + b"[]," * 4_000_000 + b"[]]", "objects and lists"),
}  # fmt: skip


@pytest.mark.parametrize("name", LARGE)
def test_large_files_are_refused_unread(name):
    """By what can be counted before anything is made of them; the limit is in the sentence."""
    make, words = LARGE[name]
    data = make()
    said = ""
    try:
        as_case(data, name)
        said = " ".join(fault.message for fault in read_table(data, name).faults.values())
    except TableError as error:
        said = str(error)

    assert words in said
    assert re.search("at most|the most", said)


def test_rows_of_coloured_empty_cells_are_not_taken_apart(monkeypatch):
    """A sheet may have millions of them between two values; those beside a value stay where they are."""
    book, data = openpyxl.Workbook(), io.BytesIO()
    for row in range(1, 501):
        for column in range(1, 11):
            book.active.cell(row, column).fill = openpyxl.styles.PatternFill("solid", "FFFF00")
    for place, text in (("A1", "name"), ("C1", "lat"), ("C500", "35")):
        book.active[place] = text
    book.save(data)
    taken, parse_cell = [], _Parser.parse_cell
    monkeypatch.setattr(_Parser, "parse_cell", lambda *words: taken.append(1) or parse_cell(*words))

    table = read_table(data.getvalue(), "colours.xlsx")

    assert (table.columns, table.rows) == (("name", "column 2", "lat"), ((None, None, "35"),))
    assert (table.numbers, table.blank, len(taken)) == ((500,), 498, 20)


def test_a_cell_in_the_last_row_is_there():
    """The million rows above it are counted, not made."""
    book, data = openpyxl.Workbook(), io.BytesIO()
    book.active["A1"], book.active["A1048576"] = "a", "b"
    book.save(data)
    table = read_table(data.getvalue(), "last.xlsx")

    assert (table.rows, table.numbers, table.blank) == ((("b",),), (1_048_576,), 1_048_574)


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


def sheet(*rows):
    """Return a workbook with these rows as they would stand in its file, after one of headings."""
    head = "<row r='1'><c r='A1' t='str'><v>a</v></c><c r='B1' t='str'><v>b</v></c></row>"
    data = f"<sheetData>{head}{''.join(rows)}</sheetData>".encode()
    return workbook("xl/worksheets/sheet1.xml", lambda old: re.sub(rb"<sheetData>.*</sheetData>", lambda _: data, old))


def row(number, **cells):
    written = "".join(f"<c r='{place}' t='str'><v>{text}</v></c>" for place, text in cells.items())
    return f"<row r='{number}'>{written}</row>"


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([row(1_000_000_000, A1000000000="x"), row(3, A3="y")], "1,048,576 is the last"),
        ([row(10**19), row(3, A3="y")], "1,048,576 is the last"),
        ([row(0, A0="x")], "row 0 .* after row 1"), ([row(-1, B2="x")], "row -1 .* after row 1"),
        ([row(2, A2="x"), row(2, A2="y")], "row 2 .* after row 2"),
        ([row(5, A5="x"), row(3, A3="y")], "row 3 .* after row 5"),
        ([row(2, B2="x", A2="y")], "column 1 in row 2, after column 2"),
        ([row(2, A2="x"), "</sheetData><sheetData>", row(2, A2="y")], "row 2 .* after row 2"),
        ([row(2, A9="x")], "says that it is of row 9"), ([row(2, ZZZ2="x")], "16,384 is the last"),
    ],
)  # fmt: skip
def test_no_row_and_no_cell_of_a_workbook_is_passed_over(rows, said):
    """What openpyxl passes over: what does not stand in order. Such a workbook is refused."""
    with pytest.raises(TableError, match=said):
        read_table(sheet(*rows), "a.xlsx")


def test_cells_far_to_the_right_are_not_lost():
    """They are over, and said."""
    table = read_table(sheet(row(2, A2="x", XFC2="far", XFD2="farther")), "a.xlsx")

    assert "over: 'far', 'farther'" in table.faults[0].message


MERGED = "<mergeCell ref='A1:B1'/>"


def test_what_a_sheet_has_beside_rows_is_not_taken_apart():
    """Rules for colours that openpyxl does not know, a password it cannot read, a hundred thousand merged cells."""
    rule = "<conditionalFormatting sqref='A1'><cfRule type='new' priority='x'/></conditionalFormatting>"
    merged = f"<mergeCells>{MERGED * 100_000}</mergeCells>"
    after = f"<sheetProtection password='zzzz' spinCount='x'/>{rule}{merged}"
    rows = b"</sheetData>"
    book = workbook("xl/worksheets/sheet1.xml", lambda data: data.replace(rows, rows + after.encode()))

    assert read_table(book, "a.xlsx").columns == ("a",)


def test_formulas_without_a_value_are_counted():
    """One that gives an empty text has a value."""
    cells = "<c r='A2'><f>1+1</f></c><c r='B2'><f>2+2</f></c><c r='C2' t='str'><f>T(1)</f><v></v></c>"
    table = read_table(sheet(row(2), f"<row r='3'>{cells.replace('2', '3')}</row>"), "a.xlsx")

    assert "Formulas without a saved value, read as empty: 2, first A3." in table.notes[-1]


def test_pictures_of_a_workbook_are_not_opened(monkeypatch):
    """Those beside a chart openpyxl would give to a library for pictures."""
    book, made = openpyxl.Workbook(), io.BytesIO()
    book.active["A1"] = "a"
    book.create_chartsheet("c").add_chart(openpyxl.chart.BarChart())
    book.save(made)
    opened = []
    monkeypatch.setattr("openpyxl.reader.excel.find_images", lambda *found: opened.append(found) or ([], []))
    read_table(made.getvalue(), "a.xlsx")

    assert not opened


def test_sheets_are_counted_wherever_their_list_is():
    """A workbook may name another part for it."""
    made, moved = (
        workbook("xl/workbook.xml", lambda data: re.sub(rb"<sheet [^>]*>", rb"\g<0>" * 1_001, data)),
        io.BytesIO(),
    )
    with zipfile.ZipFile(io.BytesIO(made)) as before, zipfile.ZipFile(moved, "w") as after:
        for name in before.namelist():
            after.writestr(
                name.replace("workbook.xml", "list.xml"), before.read(name).replace(b"workbook.xml", b"list.xml")
            )
    with pytest.raises(TableError, match="1,001 sheets"):
        read_table(moved.getvalue(), "a.xlsx")


def test_a_document_type_behind_a_long_comment_is_not_read():
    """Nothing that long stands before the first tag of a part of a workbook."""
    late = b"<!--" + b"x" * 5000 + b"--><!DOCTYPE sst SYSTEM 'file:///etc/passwd'>"
    with pytest.raises(TableError, match="before its first tag"):
        read_table(workbook("xl/theme/theme1.xml", lambda data: late + data[data.index(b"?>") + 2 :]), "a.xlsx")


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("name", ["a.kmz", "a.xlsx"])
def test_two_files_of_one_name_are_refused(name):
    """One reader takes the first, another the last."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("doc.kml", b"<kml><Placemark><name>A</name></Placemark></kml>")
        archive.writestr("doc.kml", b"<kml><Placemark><name>B</name></Placemark></kml>")
    with pytest.raises(TableError, match="two files of one name"):
        read_table(made.getvalue(), name)


@pytest.mark.parametrize("name", ["a.kmz", "a.xlsx"])
@pytest.mark.parametrize("kind", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_an_archive_with_any_byte_changed_costs_a_sentence(kind, name):
    """Its places, its names in no encoding, its version, and what it is packed with."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", kind) as archive:
        archive.writestr("doc.kml", b"<kml/>" * 20)
        archive.writestr("\u00e9.xml", b"<kml/>")
    for index in range(len(made.getvalue())):
        for value in (0, 255):
            changed = bytearray(made.getvalue())
            changed[index] = value
            with contextlib.suppress(TableError):
                read_table(bytes(changed), name)


def test_a_column_that_is_computed_makes_no_gigabyte(tmp_path):
    """Not in the tables either by which a GeoPackage says what is in it."""
    computed = "ALTER TABLE gpkg_contents ADD COLUMN more TEXT AS (hex(zeroblob(400000000)))"
    renamed = "ALTER TABLE gpkg_contents RENAME COLUMN data_type TO old"
    as_type = "ALTER TABLE gpkg_contents RENAME COLUMN more TO data_type"
    with pytest.raises(TableError):
        read_table(package(tmp_path / "a.gpkg", computed, renamed, as_type), "a.gpkg")
