"""Files as tables: encodings, delimiters, six kinds of files, and what is refused."""

# ruff: noqa: RUF001 - letters of three scripts

import io
import json
import re
import zipfile

import geopandas
import openpyxl
import pytest
import shapely

from geodata.importing import limits
from geodata.importing.csvtable import read_csv
from geodata.importing.how_to_read import HowToRead
from geodata.importing.limits import TableError
from geodata.importing.reading import read_table

ARABIC = "الاسم;خط العرض\nمعسكر الصاعقة قرب دير الزور;35.396\nقرية عياش على نهر الفرات;35.421\n"
RUSSIAN = "Название;Широта\nЛагерь под городом Дейр-эз-Зор;35.396\nДеревня Айяш на берегу реки;35.421\n"
KML = (
    b'<kml xmlns="http://www.opengis.net/kml/2.2"><Document><Folder><name>F</name>'
    b"<Placemark><name>Camp</name><ExtendedData><Data name='k'><value>3</value></Data></ExtendedData>"
    b"<Point><coordinates>40.056,35.396,0</coordinates></Point></Placemark>"
    b"<Placemark><LineString><coordinates>1,2 3,4</coordinates></LineString></Placemark>"
    b"<Placemark><MultiGeometry><Polygon><outerBoundaryIs><LinearRing><coordinates>0,0 1,0 1,1 0,0</coordinates>"
    b"</LinearRing></outerBoundaryIs></Polygon></MultiGeometry></Placemark></Folder><NetworkLink/></Document></kml>"
)


def workbook(*rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def zipped(**members):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("_", "."), content)
    return data.getvalue()


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (ARABIC, "utf-8"), (ARABIC, "utf-8-sig"), (ARABIC, "utf-16"), (ARABIC, "utf-16-le"), (ARABIC, "cp1256"),
        (RUSSIAN, "cp1251"), (RUSSIAN, "koi8-r"), (RUSSIAN, "utf-32"), (ARABIC, "iso8859-6"),
    ],
)  # fmt: skip
def test_common_encodings_are_found(text, encoding):
    """By a mark, as UTF-8, or by the letters; which one is noted."""
    table = read_table(text.encode(encoding), "a.csv")

    assert [*table.columns, table.rows[0][0]] == text.replace("\n", ";").split(";")[:3]
    assert table.notes[0].startswith("Read as ")


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("nombre;nota\nMálaga;El año pasado llegó la señora Núñez, ¿verdad?\n", "cp1252"),
        ("nom;note\nOrléans;Le père a été blessé près de la forêt, à l´est, où ça s'arrête\n", "cp1252"),
        ("nazwa;uwagi\nŁódź;Wczoraj był wybuch w mieście, zginęły trzy osoby, także żołnierz\n", "cp1250"),
        ("jméno;poznámka\nPlzeň;Při výbuchu ve městě zahynuli tři lidé, říká svědek\n", "cp1250"),
    ],
)
def test_western_and_central_europe_are_told_apart(text, encoding):
    """By letters that words of only one of them have."""
    assert read_table(text.encode(encoding), "a.csv").rows[0] == tuple(text.split("\n")[1].split(";"))


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("place,killed\nŞanlıurfa,3\nİzmir,0\n", "cp1254"),
        ("place,killed\nإدلب,3\nحمص,0\n", "iso8859-6"),
        ("place,killed\nВитязь,3\nOmsk,0\n", "koi8-r"),
        ("place,killed\nחיפה,3\nעכו,0\n", "cp1255"),
        ("BMI;note\nMálaga;el año pasado\n", "cp1252"),
        ("MZ;note\nMálaga;el año pasado\n", "cp1252"),
    ],
)
def test_a_few_names_are_enough(text, encoding):
    """Of a table with English headings; and headings that programs and pictures begin with are text."""
    table = read_table(text.encode(encoding), "a.csv")
    rows = [re.split("[,;]", line) for line in text.splitlines()]

    assert [list(table.columns), *map(list, table.rows)] == rows


@pytest.mark.parametrize("delimiter", ["ab", "", "\n", '"'])
def test_what_cannot_divide_cells_is_refused(delimiter):
    """By whatever way it came here."""
    with pytest.raises(TableError, match="cannot divide cells"):
        read_csv(b"a,b\n1,2\n", "a.csv", delimiter=delimiter)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_any_delimiter_is_found(delimiter):
    """Also where another one stands inside the cells."""
    text = f'name{delimiter}note\nA{delimiter}"x, y; z"\nB{delimiter}"1, 2; 3"\n'

    assert read_table(text.encode(), "a.csv").rows == (("A", "x, y; z"), ("B", "1, 2; 3"))


def test_rows_are_counted_as_a_spreadsheet_counts():
    """Blank rows are counted apart, a cell may have line breaks, and white space goes."""
    table = read_table(b'sep=,\n\nname,note\n A ,"1\n2"\n\n,,\nB,\n', "C:\\folder\\a.csv")

    assert (table.name, table.rows, table.numbers) == ("a.csv", (("A", "1\n2"), ("B", None)), (4, 7))
    assert table.blank == 2


@pytest.mark.parametrize(
    ("text", "line"),
    [('a,b\n1,2\n3,"x\n4,y\n', 3), ('a,b\n1,"x\n2,"y"\n3,z\n', 2), ('sep=,\na,b\n"x\ny",1\n2,"z\n3,w\n', 5)],
)
def test_a_stray_quotation_mark_swallows_no_rows(text, line):
    """The file is refused, with the line on which the row begins."""
    with pytest.raises(TableError, match=f"row on line {line} has"):
        read_table(text.encode(), "a.csv")


def test_folders_and_names_of_placemarks_stay():
    """A folder has those around it before its name; data called "name" stand beside the placemark's own."""
    data = b"<ExtendedData><Data name='name'><value>d</value></Data></ExtendedData><name>Camp</name>"
    inner = b"<Folder><name>In</name><Placemark>" + data + b"</Placemark></Folder><Placemark><name>B</name></Placemark>"
    table = read_table(b"<kml><Folder><name>Out</name>" + inner + b"</Folder></kml>", "a.kml")

    assert table.columns == ("folder", "name", "name (data)")
    assert table.rows == (("Out / In", "Camp", "d"), ("Out", "B", None))


def test_nothing_of_a_placemark_is_lost_that_stands_twice():
    """Names, data, positions, and placemarks inside placemarks."""
    data = (
        b"<kml><Placemark><name>A</name><name>B</name><ExtendedData><Data name='k'><value>1</value></Data>"
        b"<Data name='k'><value>2<i>3</i></value></Data><SimpleArrayData name='l'><value>4</value></SimpleArrayData>"
        b"</ExtendedData><Point><coordinates>1,2 3,4</coordinates></Point><Placemark><name>C</name><Point>"
        b"<coordinates>1,2</coordinates><coordinates>3,4</coordinates></Point></Placemark></Placemark></kml>"
    )
    table = read_table(data, "a.kml")

    assert table.columns == ("name", "name (2)", "k", "k (2)", "l")
    assert table.rows == (("A", "B", "1", "23", "4"), ("C", None, None, None, None))
    assert [fault.message for fault in table.faults.values()] == ["The point has 2 positions."] * 2


def test_the_other_files_of_a_kmz_are_named():
    """Only one is read."""
    table = read_table(zipped(doc_kml=KML, other_kml=KML), "a.kmz")

    assert "Not read: 'other.kml'." in table.notes


@pytest.mark.parametrize(
    ("rows", "header_row", "is_sure"),
    [
        ([["Our list"], ["name", "lat"], ["A", 35]], 2, True),
        ([["Our list"], ["colour", "size", "weight"], ["red", "S", "x"]], 2, False),
        ([["name", "lat"], ["A", 35]], 1, True),
        ([["colour", "size"], ["red", "S"]], 1, True),
        ([["Alpha", 35.396], ["Beta", 35.421]], 0, False),
    ],
)
def test_headings_below_a_title_are_found_and_told(rows, header_row, is_sure):
    """What nobody can be sure of is asked."""
    table = read_table(workbook(*rows), "a.xlsx")
    set_by_hand = read_table(workbook(*rows), "a.xlsx", HowToRead(header_row=1))

    assert (table.header_row, table.is_header_sure) == (header_row, is_sure)
    assert len(table.rows) == len(rows) - header_row
    assert (set_by_hand.header_row, set_by_hand.is_header_sure) == (1, True)


def test_headings_become_different_and_long_rows_are_faults():
    """Nothing is dropped: the row is held back, with the cells that are over."""
    table = read_table(b"name,,name\nA,B,C,D\nE\n", "a.csv")

    assert table.columns == ("name", "column 2", "name (2)")
    assert (list(table.faults), "over: 'D'" in table.faults[0].message) == ([0], True)
    assert "Rows with fewer cells than there are headings: 1." in table.notes


def test_a_workbook_gives_values_as_they_would_be_typed():
    """Days without a time, times to the minute, whole numbers without a point."""
    import datetime as dt

    day = dt.datetime(2015, 12, 6, 19, 40)  # noqa: DTZ001 - as Excel has it
    table = read_table(workbook(["a", "b", "c", "d"], [dt.date(2015, 12, 6), day, 3.0, 35.4], [None] * 4), "a.xlsx")

    assert table.rows == (("2015-12-06", "2015-12-06T19:40", "3", "35.4"),)
    assert table.blank == 1


@pytest.mark.parametrize("name", ["a.kml", "a.kmz"])
def test_kml_has_rows_for_placemarks(name):
    """Points and polygons are places, a line is a fault, a link is counted and not followed."""
    table = read_table(KML if name == "a.kml" else zipped(doc_kml=KML), name)

    assert table.columns == ("folder", "name", "k")
    assert table.rows[0] == ("F", "Camp", "3")
    assert [geometry and geometry["type"] for geometry in table.geometries] == ["Point", None, "Polygon"]
    assert "1 LineString" in table.faults[1].message
    assert table.notes == ("Not read: 1 NetworkLink. Links are not followed.",)


def test_geojson_has_rows_for_features():
    """Values are kept as they are written; a place that cannot be is a fault of its row alone."""
    features = [
        {"type": "Feature", "geometry": {"type": "Point", "coordinates": [40.1, 35.2, 7]}, "properties": {"a": [1, 2]}},
        {"type": "Feature", "geometry": {"type": "Point", "coordinates": [35.2, 140.1]}, "properties": {"b": True}},
    ]
    table = read_table(json.dumps({"type": "FeatureCollection", "features": features}).encode(), "a.geojson")

    assert table.rows == (("[1, 2]", None), (None, "true"))
    assert table.geometries == ({"type": "Point", "coordinates": [40.1, 35.2]}, None)
    assert table.faults[1].rule == "geojson.range"


def test_a_geopackage_is_transformed_to_wgs84(tmp_path):
    """And says so."""
    frame = geopandas.GeoDataFrame({"name": ["A"]}, geometry=[shapely.Point(40.056, 35.396)], crs=4326)
    frame.to_crs(3857).to_file(tmp_path / "a.gpkg", layer="sites")
    table = read_table((tmp_path / "a.gpkg").read_bytes(), "a.gpkg")

    assert (table.rows, table.geometries[0]["coordinates"]) == ((("A",),), [40.056, 35.396])
    assert table.notes == ("Read the layer 'sites'.", "Transformed from WGS 84 / Pseudo-Mercator to WGS84.")


#: How an .xls or a locked .xlsx begins, and the stream that only the second has.
STREAMS = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 504
LOCKED = "EncryptedPackage".encode("utf-16-le")
ENTITIES = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><kml>&b;</kml>'


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"", "a.csv", "empty"), (b"\n\n", "a.csv", "no text"), (b"\0\1\2\3" * 9, "a.csv", "binary|no text"),
        (b'a,b\n"x,1\n' + b"y" * 140_000, "a.csv", "never ends"), (b"x", "a.doc", "not of a kind"),
        (STREAMS, "a.xlsx", "Office before 2007"), (STREAMS + LOCKED, "a.xlsx", "locked with a password"),
        (b"a,b\n1,2\n", "a.xlsx", "not what its name says"),
        (zipped(a_txt="x"), "a.xlsx", "damaged"), (b"x", "a.gpkg", "not a GeoPackage"),
        (b"{", "a.geojson", "line 1, column 2"), (b'{"type": "X"}', "a.json", "not a Geo"),
        (b"[]", "a.json", "not a GeoJSON"),
        (b'{"type": "FeatureCollection", "case": {}, "features": []}', "a.geojson", "case file already"),
        (b"<a", "a.kml", "not XML that can be read"), (b"<a/>", "a.kml", "is not KML"),
        (zipped(a_txt="x"), "a.kmz", "no KML in this"),
        (ENTITIES, "a.kml", "document type"), (ENTITIES.decode().encode("utf-16"), "a.kml", "document type"),
        (zipped(doc_kml=ENTITIES), "a.kmz", "document type|entities"),
        (zipped(x_xml=ENTITIES), "a.xlsx", "document type"),
        (zipped(doc_kml=b"\0" * 30_000_000), "a.kmz", "unpacks to 29 MB"),
        (zipped(x_xml=b" " * 30_000_000), "a.xlsx", "unpacks to 29 MB"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_with_a_sentence(data, name, words):
    """Bombs among it, before they are unpacked."""
    with pytest.raises(TableError, match=words):
        read_table(data, name)


@pytest.mark.parametrize(
    ("limit", "data", "words"),
    [
        ("MAX_ROWS", b"a\n" + b"1\n" * 6, r"^The file has more than 5 rows, the most that are read\. Split it\.$"),
        ("MAX_COLUMNS", b"a,b,c,d,e,f\n", r"^The file has 6 columns or more; at most 5 are read\. Take out"),
        ("MAX_BYTES", b"a\n1\n2\n", r"^The file has 0 MB; at most 0 MB are read\. Split it\.$"),
    ],
)
def test_limits_are_stated_and_kept(monkeypatch, limit, data, words):
    """No row is left out silently: the file is refused, and the sentence has the one limit that it is over."""
    monkeypatch.setattr(limits, limit, 5)

    with pytest.raises(TableError, match=words):
        read_table(data, "a.csv")
    read_table(b"a\n1", "a.csv")


def test_a_name_that_nobody_can_read_is_cut_or_refused():
    """A heading is cut, whatever it was; by its name a sheet is chosen."""
    assert [len(column) for column in read_table(f"{'a' * 9_000},{'a' * 8_000}\n1,2\n".encode(), "a.csv").columns] == [
        2_000,
        2_004,
    ]
    lists = {"x" * 9_000: [{"a": 1}], "y": [{"a": 1}]}
    with pytest.raises(TableError, match="a name of 9,000 characters; at most 2,000 are read"):
        read_table(json.dumps(lists).encode(), "a.json")


def test_a_wrong_guess_can_be_corrected():
    """An encoding that cannot be is refused."""
    assert read_table("café".encode("cp1252"), "a.csv", HowToRead(encoding="cp1252")).columns == ("café",)
    with pytest.raises(TableError, match="not UTF-8"):
        read_table("café".encode("cp1252"), "a.csv", HowToRead(encoding="utf-8"))
    with pytest.raises(TableError, match="The encoding 'x' is not known"):
        read_table(b"a", "a.csv", HowToRead(encoding="x"))


@pytest.mark.parametrize(("data", "name"), [(workbook(["a"]), "a.xlsx")])
def test_a_sheet_that_is_not_there_is_named(data, name):
    """With those that are."""
    with pytest.raises(TableError, match=r"no sheet 'b'[.] Name one of 'Sheet'"):
        read_table(data, name, HowToRead(layer="b"))


def test_a_cell_is_mended_in_a_new_table():
    """The old one is as it was."""
    table = read_table(b"a,b\n1,2\n", "a.csv")

    assert table.with_cell(2, "b", " 3 ").rows == (("1", "3"),)
    assert table.rows == (("1", "2"),)
    with pytest.raises(KeyError, match="row 9"):
        table.with_cell(9, "b", "3")


def test_an_apostrophe_before_a_formula_is_taken_off_and_said():
    """It may have been meant: the note names the first such cell. Others keep theirs."""
    table = read_table("a,b\n'=1,'Ayyash\n''-2,'\uff1d3\n".encode(), "a.csv")

    assert table.rows == (("=1", "'Ayyash"), ("'-2", "\uff1d3"))
    assert table.notes[-1].endswith('Taken off: 3 cells, first "\'=1".')
    assert "Taken off" not in " ".join(read_table(b"a\n'Ayyash\n", "a.csv").notes)


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("a_x000D_\nb", "a\r\nb"), ("_x005F_x000D_", "_x000D_"), ("_xD83D__xDE00_", "\U0001f600"),
        ("a_xD83D_", "a\ufffd"), ("_x00_", "_x00_"),
    ],
)  # fmt: skip
def test_what_a_workbook_writes_around_xml_is_read(written, text):
    """As Excel means it; half a character is none."""
    assert read_table(workbook(["a"], [written]), "a.xlsx").rows == ((text,),)


JAPANESE = "場所,日付,説明\n東京,2015-12-06,爆発があった\n"


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("shift_jis", JAPANESE), ("euc_jp", JAPANESE),
        ("gb2312", "地点,日期,描述\n北京,2015-12-06,发生爆炸\n"),
        ("big5", "地點,日期,描述\n臺北,2015-12-06,發生爆炸\n"),
        ("euc_kr", "장소,날짜,설명\n서울,2015-12-06,폭발이 발생했다\n"),
    ],
)  # fmt: skip
def test_tables_of_east_asia_are_read_in_their_letters(encoding, text):
    """And not as Cyrillic or Arabic ones, which any bytes are letters of."""
    table = read_table(text.encode(encoding), "a.csv")

    assert table.rows[0] == tuple(text.splitlines()[1].split(","))
