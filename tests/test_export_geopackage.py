"""A case as GeoPackage: what other programs see, and what comes back when it was changed there."""

import json
import sqlite3
import tempfile
from datetime import date

import geopandas
import pyogrio
import pytest

from geodata.core.model import case_from_document
from geodata.core.problems import CaseProblemsError, UnreadableError
from geodata.exporting.extract import cut
from geodata.exporting.geopackage import geopackage
from geodata.exporting.geopackage_reader import read_gpkg_case
from tests.cases import small_case


def package(document=None):
    document, chosen = cut(case_from_document(document or small_case()))
    return geopackage(document, chosen, "2020", date(2026, 11, 22))


@pytest.fixture(scope="module")
def data():
    return package()


@pytest.fixture
def path(data, tmp_path):
    (tmp_path / "case.gpkg").write_bytes(data)
    return tmp_path / "case.gpkg"


def test_a_folder_without_room_is_said(monkeypatch, tmp_path):
    """By whichever of the two notices it: Python, which makes the folder, or SQLite, which fills it."""
    with monkeypatch.context() as patched:
        patched.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
        with pytest.raises(UnreadableError, match="make room in that folder"):
            package()

    def full(*_, **__):
        raise pyogrio.errors.DataLayerError("sqlite3_exec(...) failed: database or disk is full")

    monkeypatch.setattr(pyogrio, "write_dataframe", full)
    with pytest.raises(UnreadableError, match="disk is full"):
        package()


def edited(path, sql):
    """Return the file's bytes after a change made by another program."""
    with sqlite3.connect(path) as database:
        database.create_function("ST_IsEmpty", 1, lambda _: 0)
        for name in ("ST_MinX", "ST_MaxX", "ST_MinY", "ST_MaxY"):
            database.create_function(name, 1, lambda _: 0.0)
        database.executescript(sql)
    database.close()
    return path.read_bytes()


def test_layers_are_of_one_type_each(path):
    """A program that opens it asks nothing."""
    layers = {str(name): kind for name, kind in pyogrio.list_layers(path)}
    points = dict.fromkeys(("claims", "sites"), "Point")
    areas = dict.fromkeys(("claim_areas", "site_areas"), "MultiPolygon")
    assert layers == points | areas | dict.fromkeys(("sources", "actors", "events", "case", "file"))
    assert {pyogrio.read_info(path, layer=layer)["crs"] for layer in points | areas} == {"EPSG:4326"}


def test_a_claim_has_its_facts(path):
    """Numbers are numbers, what is not stated is null."""
    claims = geopandas.read_file(path, layer="claims").set_index("id")
    claim = claims.loc["ENVOY-BEYOND"]
    assert (claim.min_km, claim.site_uncertainty_m, claim.source_urls) == (55.522368, 2000.0, "https://example.org/1")
    assert (claim.geometry.x, claim.geometry.y, claims.killed_min.dtype) == (40.056, 35.396, "float64")
    assert claims.killed_min.isna().sum() == 5


def test_areas_are_valid_and_hold_their_point(path):
    """A claim's zone is around its place."""
    areas = geopandas.read_file(path, layer="claim_areas")
    points = geopandas.read_file(path, layer="claims").set_index("id").geometry
    zones = areas[areas["shape"].isin(["zone", "zone_beyond"])]
    assert areas.is_valid.all()
    holds = [area.contains(points[claim]) for claim, area in zip(zones["claim"], zones.geometry, strict=True)]
    assert holds == [True, True]


@pytest.mark.parametrize(
    ("sql", "record", "member", "value"),
    [
        ("UPDATE claims SET summary = 'New.' WHERE id = 'ARMY-AT'", "ARMY-AT", "summary", "New."),
        ("UPDATE claims SET killed_max = NULL WHERE id = 'ARMY-AT'", "ARMY-AT", "killed", {"min": 3, "max": None}),
        ("UPDATE sites SET kind = 'base' WHERE id = 'CAMP'", "CAMP", "kind", "base"),
    ],
)
def test_a_changed_column_counts(path, sql, record, member, value):
    """As another program saved it."""
    found = {feature["id"]: feature["properties"] for feature in read_gpkg_case(edited(path, sql))["features"]}
    assert found[record][member] == value


def test_a_point_that_was_moved_is_where_it_was_moved_to(path):
    """And takes the claims of its site along."""
    data = edited(path, "UPDATE sites SET geom = (SELECT geom FROM sites WHERE id = 'CITY') WHERE id = 'CAMP'")
    places = {feature["id"]: feature["geometry"]["coordinates"] for feature in read_gpkg_case(data)["features"]}
    assert places["CAMP"] == places["ARMY-AT"] == [40.14084, 35.33588]


def kept_as_json(tmp_path, coordinates, sql):
    """Return the geometry of a site that no cells of numbers keep, and its claim's, after a change."""
    document = small_case()
    for feature in document["features"]:
        if feature["geometry"]["coordinates"] == [40.056, 35.396]:
            feature["geometry"]["coordinates"] = coordinates
    path = tmp_path / "case.gpkg"
    path.write_bytes(package(document))
    places = {feature["id"]: feature["geometry"] for feature in read_gpkg_case(edited(path, sql))["features"]}
    assert places["CAMP"] == places["ARMY-AT"]
    return json.dumps(places["CAMP"])


@pytest.mark.parametrize("coordinates", [[40.0, 35.0], [40.056, 35.396, 210.5]])
def test_a_point_that_cells_cannot_keep_is_moved_too(tmp_path, coordinates):
    """Unmoved it is as written; moved it has no height, which was that of the old place."""
    move = "UPDATE sites SET geom = (SELECT geom FROM sites WHERE id = 'CITY') WHERE id = 'CAMP'"
    assert kept_as_json(tmp_path, coordinates, "SELECT 1") == json.dumps({"type": "Point", "coordinates": coordinates})
    assert kept_as_json(tmp_path, coordinates, move) == '{"type": "Point", "coordinates": [40.14084, 35.33588]}'


@pytest.mark.parametrize("cell", ["[1]", "7", '{"type": "Point"}', '{"type": "Point", "coordinates": {}}', "null"])
def test_a_geometry_changed_by_hand_is_left_for_the_check(tmp_path, cell):
    """Whatever it holds, as JSON: no traceback."""
    change = "UPDATE sites SET geometry_member = 'CELL' WHERE id = 'CAMP'".replace("CELL", cell)
    assert kept_as_json(tmp_path, [40.0, 35.0], change) == cell


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE sites SET geom = x'00' WHERE id = 'CAMP'",
        "UPDATE sites SET geom = x'4750000100000000ff' WHERE id = 'CAMP'",
        "UPDATE sites SET geom = (SELECT geom FROM claim_areas) WHERE id = 'CAMP'",
        "UPDATE sites SET geometry_member = '{' WHERE id = 'CAMP'",
        "UPDATE claims SET other_members = '[' WHERE id = 'ARMY-AT'",
        'DELETE FROM "case"',
    ],
)
def test_what_was_spoiled_is_named(path, sql):
    """One problem, no traceback."""
    with pytest.raises(CaseProblemsError) as caught:
        read_gpkg_case(edited(path, sql))
    assert caught.value.problems[0].message.startswith("The GeoPackage cannot be turned back into a case: ")


def test_other_files_are_not_ours(path, data):
    """A view in place of a table is a program, and is not run."""
    endless = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x FROM n"
    assert [read_gpkg_case(other) for other in (b"", b"{}", data[:20], small_database(path))] == [
        None,
        None,
        None,
        None,
    ]
    assert read_gpkg_case(edited(path, f"DROP TABLE events; CREATE VIEW events AS {endless}")) is None


def small_database(path):
    """Return an SQLite file without any layer."""
    other = path.with_name("other.gpkg")
    return edited(other, "CREATE TABLE claims (x)")


@pytest.mark.parametrize("part", range(16))
def test_a_damaged_file_is_never_another_case(data, part):
    """Rubbish anywhere in it: named, not ours, or in what is not read."""
    size = len(data) // 16
    damaged = data[: part * size] + b"\xff" * size + data[(part + 1) * size :]
    try:
        found = read_gpkg_case(damaged)
    except CaseProblemsError as error:
        found = error.problems[0].rule
    assert found in (None, small_case(), "gpkg.case")


def test_the_file_may_be_named(path):
    """In place of its bytes."""
    assert read_gpkg_case(path) == small_case()


def test_a_case_without_records_can_be_written():
    """Empty layers are layers."""
    document = small_case() | {"features": []}
    document["case"] |= {"actors": [], "events": [], "sources": []}
    assert read_gpkg_case(package(document)) == document
