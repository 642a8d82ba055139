"""Gazetteers of the user's own: three formats, bad rows, whose records they are, and where they are searched."""

import json

import pytest

from geodata.__main__ import main
from geodata.app import shared_gazetteer
from geodata.core.problems import UnreadableError
from geodata.gazetteer.answer import decide_meaning
from geodata.gazetteer.candidate import gazetteers_named
from geodata.gazetteer.geocoder import Gazetteer
from geodata.gazetteer.world import CACHE_VARIABLE, as_world, cache_folder, world_arrays
from geodata.importing import place_files
from geodata.importing.import_rows import import_rows
from geodata.importing.limits import TableError
from geodata.importing.place_files import read_place_file
from geodata.importing.reading import read_table
from geodata.importing.suggesting import suggest_mapping
from geodata.sandbox import own_gazetteers
from geodata.sandbox.own_gazetteers import VARIABLE, kept_gazetteers, named_gazetteers, open_gazetteer
from tests.test_gazetteer import CASE
from tests.test_openers import package
from tests.worlds import keep_index, made_up, place

CSV = (
    "id,name,alternatenames,lat,lon,country,population,kind,uncertainty_m,source,licence\n"
    "C1,Ayyash,عياش; Aiyash,35.421,40.055,SY,450,village,800,OCHA Syria,CC BY-IGO\n"
    "C2,Ayn,,95.1,40.1,SY,,,,,\n"
)


def geonames(number=1, name="Ayyash", lat="35.421", lon="40.055", **changed):
    """Return a line as GeoNames writes it."""
    cells = [str(number), name, name, "Aiyash,عياش", lat, lon, "P", "PPL", "SY", "", "", "", "", "", "120", "", "200",
             "Asia/Damascus", "2020-01-01"]  # fmt: skip
    for at, value in changed.items():
        cells[int(at[1:])] = value
    return "\t".join(cells) + "\n"


def test_a_table_says_what_it_says_of_a_place():
    """Every column that is known: spellings, country, people, kind, uncertainty, and whose the record is."""
    found = read_place_file(CSV.encode(), "villages.csv").places[0]

    assert (found.record, found.lon_deg, found.lat_deg) == ("villages.csv row 2", 40.055, 35.421)
    assert found.spellings == ("Ayyash", "عياش", "Aiyash")
    assert (found.country, found.population, found.kind, found.uncertainty_m) == ("SY", 450, "village", 800)
    assert found.credit == "villages.csv: OCHA Syria, CC BY-IGO"


def test_what_a_table_does_not_say_is_not_made_up():
    """No source, no country, no radius: digits of coordinates are no extent of a village."""
    found = read_place_file(b"name,lat,lon\nAyyash,35.42,40.05\n", "a.csv").places[0]

    assert (found.country, found.population, found.kind, found.uncertainty_m) == ("", 0, "place", None)
    assert found.credit == "a.csv, which names no source"


def test_a_gazetteer_without_names_is_refused():
    """Coordinates would else be what its places are called."""
    with pytest.raises(TableError, match="has no column of names"):
        read_place_file(b"code,lat,lon\n7,35.42,40.05\n", "a.csv")


def test_a_place_without_a_name_is_left_out_and_told():
    """One row of many."""
    found = read_place_file(b"name,lat,lon\n,35.42,40.05\nHole,35.5,40.1\n", "a.csv")

    assert [place.spellings for place in found.places] == [("Hole",)]
    assert [(problem.row, problem.message) for problem in found.problems] == [(2, "The place has no name.")]


def test_the_text_format_of_geonames_is_known_by_its_columns():
    """Whatever the name of the file; a record of GeoNames is one wherever it is from."""
    lines = geonames() + geonames(2, "Wadi", c6="H") + geonames(3, "Tall", c6="T")
    found = read_place_file(lines.encode(), "SY.txt")

    assert [one.kind for one in found.places] == ["populated place", "water", "mountain or rock"]
    assert found.places[0].record == "GeoNames 1"
    assert found.places[0].spellings == ("Ayyash", "Aiyash", "عياش")
    assert found.places[0].credit == "SY.txt: GeoNames (geonames.org, CC BY 4.0)"
    assert found.problems == ()


def test_a_geopackage_is_read(tmp_path):
    """As an import reads it."""
    found = read_place_file(package(tmp_path / "a.gpkg"), "a.gpkg").places

    assert [(one.spellings, one.lon_deg, one.lat_deg) for one in found] == [(("A",), 40.0, 35.0)]


@pytest.mark.parametrize(
    ("data", "row", "value", "words"),
    [
        (CSV, 3, "95.1", "not on the Earth|-90 to 90|latitude"),
        (geonames() + geonames(2, lat="95"), 2, "95, 40.055", "not on the Earth|-90"),
        (geonames() + geonames(2, lat="x"), 2, "x", ""),
        (geonames() + "1\tshort\n", 2, "short", "19 columns, and this one 2"),
        (geonames() + geonames(2, "?", c3=""), 2, "2", "has no name"),
        ("name,lat,lon\nA,1,2\nB,,\n", 3, "B", "no position"),
    ],
)
def test_a_bad_row_is_told_and_costs_no_other(data, row, value, words):
    """With row, value, rule and remedy."""
    found = read_place_file(data.encode(), "a.csv")
    (problem,) = found.problems

    assert len(found.places) == 1
    assert (problem.row, value in problem.value, bool(problem.rule), bool(problem.remedy)) == (row, True, True, True)
    assert any(word in problem.message for word in words.split("|"))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"), (b"a,b\n1,2\n", "columns name, lat and lon"), (b"\x00" * 99, "a.csv|binary|is not"),
        (b"name,lat,lon\n" + b"".join(b"P%d,%d.5,%d.5\n" % (i, 30 + i % 3, 120 + i) for i in range(9)) , None),
    ],
)  # fmt: skip
def test_a_file_that_is_no_gazetteer_is_refused_in_a_sentence(data, words):
    """One without names and positions, an empty one; one in order is not."""
    if words is None:
        assert len(read_place_file(data, "a.csv").places) == 9
        return
    with pytest.raises(TableError, match=words):
        read_place_file(data, "a.csv")


def test_too_many_places_are_refused(monkeypatch):
    """Counted before any is read, with what to take instead."""
    monkeypatch.setattr(place_files, "MAX_PLACES", 2)
    with pytest.raises(TableError, match="3 places; at most 2 are read"):
        read_place_file((geonames() * 3).encode(), "SY.txt")


def world_of(data, name):
    return as_world(world_arrays(read_place_file(data.encode(), name).places))


def test_it_is_searched_with_the_world_and_says_whose_it_is():
    """A village that the world lacks; its attribution is with every list that has it."""
    gazetteer = Gazetteer(made_up(place("GeoNames 9", "Homs", population=700_000)), own=[world_of(CSV, "villages.csv")])
    found = gazetteer.candidates("Aiyash")

    assert (found[0].source, found[0].country, found[0].uncertainty_m) == ("villages.csv row 2", "SY", 800)
    assert gazetteers_named(found) == "Place names: villages.csv: OCHA Syria, CC BY-IGO."
    assert gazetteer.candidates("Homs")[0].source == "GeoNames 9"
    assert gazetteer.candidates("Ayyash", country="IQ") == ()


def test_a_place_of_both_is_one():
    """The same record, or a point of another gazetteer within two kilometres; beyond that it is asked."""
    world = made_up(place("GeoNames 1", "Ayyash", lon=40.055, lat=35.421))
    same = Gazetteer(world, own=[world_of(geonames(), "SY.txt")]).candidates("Ayyash")
    near = Gazetteer(world, own=[world_of("name,lat,lon\nAyyash,35.43,40.055\n", "a.csv")]).candidates("Ayyash")
    far = Gazetteer(world, own=[world_of("name,lat,lon\nAyyash,35.45,40.055\n", "a.csv")]).candidates("Ayyash")

    assert [one.source for one in same] == ["GeoNames 1"]
    assert [decide_meaning("Ayyash", found).certainty for found in (near, far)] == ["certain", "ambiguous"]


OF_TWO = "name,lat,lon,country\nSafa,35.51,40.2,\nJazra,35.55,39.9,SY\n"


def test_what_is_spelled_so_in_it_comes_first():
    """Before larger places of the same name, and those that are a letter off, which are no rivals of the only one."""
    world = made_up(
        place("GeoNames 1", "Al Safa", "Safa", lon=55.2, lat=25.2, population=900_000),
        place("GeoNames 2", "Safi", lon=-9.2, lat=32.3, population=300_000),
        place("GeoNames 3", "Jazrah", lon=44.8, lat=32.9, population=900_000),
    )
    gazetteer = Gazetteer(world, own=[world_of(OF_TWO, "villages.csv")])
    shared, only = (gazetteer.candidates(name) for name in ("Safa", "Jazra"))

    assert [found[0].source for found in (shared, only)] == ["villages.csv row 2", "villages.csv row 3"]
    assert len(only) == 2
    assert [decide_meaning("Safa", shared).certainty, decide_meaning("Jazra", only).certainty] == [
        "ambiguous",
        "certain",
    ]
    assert Gazetteer(world, CASE, [world_of("name,lat,lon\nRaqqa,1,2\n", "a.csv")]).candidates("Raqqa")[0].site_id


@pytest.mark.parametrize(
    ("row", "taken"), [("A,Camp,35.396,40.056\n", True), ("A,Camp,5.396,40.056\n", False), ("", False)]
)
def test_a_row_that_names_its_place_takes_it_where_it_is_near_the_others(row, taken):
    """With whose it is; far from them, or with none, it is asked about, and no country is offered that is none."""
    gazetteer = Gazetteer(made_up(place("GeoNames 3", "Jazrah", lat=32.9)), own=[world_of(OF_TWO, "villages.csv")])
    table = read_table(f"actor,place,lat,lon\n{row}A,Jazra,,\nB,Safa,,\n".encode(), "a.csv")
    imported = import_rows(
        table, suggest_mapping(table).mapping,
        geocode=lambda name, near, country: gazetteer.candidates(name, near=near, country=country),
    )  # fmt: skip
    asked = {question.key: question for question in imported.questions}
    sites = [one["properties"] for one in imported.document["features"] if one["properties"]["record"] == "site"]
    cited = {one["name"]: one.get("georeferenceSources") for one in sites}

    assert ("name:jazra" in asked, "name:safa" in asked) == (not taken, not taken)
    assert (cited["Jazra"] == "villages.csv row 3; villages.csv, which names no source") == taken
    offered = [
        choice.key for question in imported.questions if question.key == "country" for choice in question.choices
    ]
    assert offered in ([], ["SY", "none"])


@pytest.fixture
def own(tmp_path, monkeypatch):
    """Give the file of a gazetteer, with a world of its own in the cache."""
    monkeypatch.setenv(CACHE_VARIABLE, str(tmp_path / "cache"))
    keep_index(made_up(place("GeoNames 9", "Homs", population=700_000)), tmp_path / "cache")
    file = tmp_path / "villages.csv"
    file.write_text(CSV, encoding="utf-8")
    return file


def test_it_is_read_once_and_bad_rows_are_told_each_time(own, monkeypatch):
    """In a process of its own; a file that was changed is read anew."""
    first, second = [], []
    (index,) = kept_gazetteers([own], first.append)
    monkeypatch.setattr(own_gazetteers, "apart", lambda *_, **__: pytest.fail("read twice"))
    kept_gazetteers([own], second.append)

    assert open_gazetteer(index).place(0).record == "villages.csv row 2"
    assert first[1:] == second
    assert second[0].startswith("villages.csv, row 3, column lat: '95.1': ")
    monkeypatch.undo()
    monkeypatch.setenv(CACHE_VARIABLE, str(index.parent))
    own.write_text(CSV.replace("Ayyash", "Ayash"), encoding="utf-8")
    (changed,) = kept_gazetteers([own])
    assert open_gazetteer(changed).spellings(0)[0] == "Ayash"
    assert list(index.parent.glob("own-*")) == [changed]


def test_a_broken_index_is_made_again(own):
    """Not an error for whoever only wants a name."""
    (index,) = kept_gazetteers([own])
    index.write_bytes(index.read_bytes()[:-1])

    assert open_gazetteer(kept_gazetteers([own])[0]).place(0).record == "villages.csv row 2"


def test_a_file_that_cannot_be_read_is_told_as_it_is(own):
    """Not as an index that cannot be kept."""
    own.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(TableError, match="has no column of names"):
        kept_gazetteers([own])


def test_a_cache_that_cannot_be_written_is_told(own, tmp_path, monkeypatch):
    """With what to set."""
    (tmp_path / "file").write_text("")
    monkeypatch.setenv(CACHE_VARIABLE, str(tmp_path / "file"))
    with pytest.raises(UnreadableError, match=f"cannot be kept.*Set {CACHE_VARIABLE}"):
        kept_gazetteers([own])


def test_geocode_takes_it_by_option_and_by_the_environment(own, monkeypatch, capsys):
    """And names its source below the list."""
    assert main(["geocode", "Ayyash", "--gazetteer", str(own)]) == 0
    said = capsys.readouterr()
    monkeypatch.setenv(VARIABLE, str(own))
    assert main(["geocode", "Ayyash"]) == 0

    assert "[villages.csv row 2]" in said.out
    assert said.out.endswith("Place names: villages.csv: OCHA Syria, CC BY-IGO.\n")
    assert "row 3, column lat: '95.1'" in said.err
    assert capsys.readouterr().out == said.out


def test_a_gazetteer_that_is_not_there_is_an_error(own, capsys):
    """Status 2 and a sentence, as for any file."""
    assert main(["geocode", "Ayyash", "--gazetteer", f"{own}.not"]) == 2
    assert "There is no file" in capsys.readouterr().err


def test_an_import_finds_places_in_it_and_says_so_in_their_source(own, tmp_path):
    """The attribution goes where the position goes."""
    rows = tmp_path / "rows.csv"
    rows.write_text("place,summary,actor,event\nAyyash,S,A,E\n", encoding="utf-8")
    out = tmp_path / "out.geojson"
    main(["import", str(rows), "-o", str(out), "--country", "SY", "--gazetteer", str(own)])
    (site,) = [one for one in json.loads(out.read_text(encoding="utf-8"))["features"]
               if one["properties"]["record"] == "site"]  # fmt: skip

    assert site["geometry"]["coordinates"] == [40.055, 35.421]
    assert site["properties"]["georeferenceSources"] == "villages.csv row 2; villages.csv: OCHA Syria, CC BY-IGO"


def test_pages_take_what_the_environment_named(own, monkeypatch):
    """A browser names no file."""
    monkeypatch.setenv(VARIABLE, str(own))
    shared_gazetteer._own.cache_clear()
    shared_gazetteer._own_indexes.cache_clear()
    try:
        assert named_gazetteers() == (own,)
        assert [world.place(0).record for world in shared_gazetteer._own()] == ["villages.csv row 2"]
        assert [index.parent for index in shared_gazetteer.own_gazetteer_indexes()] == [cache_folder()]
    finally:
        shared_gazetteer._own.cache_clear()
        shared_gazetteer._own_indexes.cache_clear()
