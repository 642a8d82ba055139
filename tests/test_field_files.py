"""Small files as the trade has them: each comes in right or is asked about, never wrong (tests/data/field)."""

# ruff: noqa: RUF001 - figures of several scripts

from __future__ import annotations

import json
from pathlib import Path

import pytest

from geodata.__main__ import main
from geodata.casefile import validate
from geodata.gazetteer.candidate import Candidate
from geodata.geojson import rfc7946
from geodata.importing.dates import DateError, read_date
from geodata.importing.import_result import ImportOptions
from geodata.importing.import_rows import import_rows
from geodata.importing.reading import read_table
from geodata.importing.suggesting import suggest_mapping
from geodata.parsing.counts import CountError, read_count
from geodata.parsing.locality_offsets import read_offset
from tests.benchmarks.fieldfiles import MEANT, judged

FOLDER = Path(__file__).parent / "data" / "field"


def come_in(name, *, case=None, answers=None, data=None, order=None):
    """Import a file of the folder, or text under its name, as the command does."""
    table = read_table((FOLDER / name).read_bytes() if data is None else data.encode(), name)
    mapping = suggest_mapping(table).mapping.with_date_order(order)
    return import_rows(table, mapping, case, options=ImportOptions(answers or {}))


def records(imported, kind):
    """Return the properties of the records of a kind that came in, in the order of the file."""
    features = imported.document["features"]
    return [feature["properties"] for feature in features if feature["properties"]["record"] == kind]


def points(imported):
    """Return the coordinates of the claims, or of the sites where the file has only these, in the order of the file."""
    features = [feature for feature in imported.document["features"] if feature["id"] in imported.records.values()]
    return [feature["geometry"] and feature["geometry"]["coordinates"] for feature in features]


def times(imported):
    """Return when the claims say that it happened."""
    return [claim["event_time"] for claim in records(imported, "claim")]


def asked(imported):
    """Return the keys of the questions about more than who and which event."""
    return [question.key for question in imported.questions if question.key not in ("actor", "event")]


@pytest.mark.parametrize("path", sorted(FOLDER.iterdir()), ids=lambda path: path.name)
def test_every_file_gives_a_case_in_order(path):
    """Whatever is asked, and every row is counted."""
    imported = come_in(path.name)
    problems = (*rfc7946.check_geojson(imported.document), *validate.check_case(imported.document))

    assert [problem for problem in problems if problem.severity == "error"] == []
    assert imported.counts.read == imported.counts.imported + imported.counts.bad + imported.counts.blank


@pytest.mark.parametrize("name", MEANT)
def test_nothing_of_a_field_file_comes_in_wrong(name):
    """Each position and each time is right, or asked about; no file of the folder is left out."""
    assert judged(name)["wrong"] == 0
    assert {path.name for path in FOLDER.iterdir()} == MEANT.keys()


AXES = [
    ("POINT_X", "POINT_Y"), ("xcoord", "ycoord"), ("longitud", "latitud"), ("long_dd", "lat_dd"),
    ("x_coord", "y_coord"), ("Längengrad", "Breitengrad"), ("incident longitude", "incident latitude"),
    ("geo_lon", "geo_lat"), ("LONGITUDE_DD", "LATITUDE_DD"), ("centroid_lon", "centroid_lat"),
    ("Longitude E", "Latitude N"), ("incidentLongitude", "incidentLatitude"), ("X", "Y"), ("E", "N"),
    ("خط الطول", "خط العرض"), ("долгота", "широта"), ("lng", "lat"), ("Boylam", "Enlem"),
]  # fmt: skip


@pytest.mark.parametrize(("east", "north"), AXES)
@pytest.mark.parametrize("is_east_first", [True, False])
def test_x_is_east_in_any_order_and_naming(east, north, is_east_first):
    """Nothing is asked, for the headings say it."""
    heads, cells = ((east, north), ("40.056", "35.396")) if is_east_first else ((north, east), ("35.396", "40.056"))
    imported = come_in("a.csv", data=f"name,{','.join(heads)}\nAlpha,{','.join(cells)}\n")

    assert (points(imported), asked(imported)) == ([[40.056, 35.396]], [])


def test_longitude_first():
    """As GIS programs write it."""
    assert points(come_in("lon_first.csv")) == [[40.056, 35.396], [40.055, 35.421]]


@pytest.mark.parametrize("heads", ["X,Y", "lon,lat", "easting,northing", "POINT_X,POINT_Y"])
def test_metres_are_never_read_as_degrees(heads):
    """Their zone is asked for, and gives the position."""
    text = f"name,{heads}\nAlpha,595897,3917471\nBeta,595800,3920244\n"
    imported = come_in("a.csv", data=text)
    answered = come_in("a.csv", data=text, answers={"zone": "37N"})

    assert (asked(imported), points(imported)) == (["zone"], [None, None])
    assert [round(point[0], 3) for point in points(answered)] == [40.056, 40.055]


def test_a_swap_is_asked_about_the_file_and_answered_for_all_of_it():
    """Half of the rows alone look far enough from the others."""
    base = come_in("swap_base.csv").document
    imported = come_in("swap_all.csv", case=base)
    answered = come_in("swap_all.csv", case=base, answers={"axes": "swap"})

    assert [(question.key, len(question.rows)) for question in imported.questions] == [("axes", 40)]
    assert answered.questions == ()
    assert all(33 < lon < 39 and 47 < lat < 50 for lon, lat in points(answered))


def test_a_latitude_beyond_90_is_no_reason_to_swap():
    """Where it would land in another country; if all rows together are the other way round, that is asked once."""
    typing_error = come_in("a.csv", data="name,lat,lon\nA,35.4,40.1\nB,35.5,40.2\nC,95.4,40.1\n")
    bengal = come_in("a.csv", data="name,lat,lon\nA,88.4,24.1\nB,89.5,24.2\nC,92.4,24.1\n")

    assert (asked(typing_error), [problem.value for problem in typing_error.problems]) == ([], ["95.4"])
    assert "swap" not in typing_error.problems[0].message.lower()
    assert [(question.key, question.rows) for question in bengal.questions] == [("axes", (2, 3, 4))]


def test_two_columns_of_degrees_without_headings_are_asked_about():
    """Unless one of them can only be longitude."""
    imported = come_in("a.csv", data="name,first,second\nA,40.056,35.396\n")
    told = come_in("a.csv", data="name,first,second\nA,140.056,35.396\n")

    assert asked(imported) == ["axes"]
    assert points(come_in("a.csv", data="name,first,second\nA,40.056,35.396\n", answers={"axes": "swap"})) == [
        [40.056, 35.396]
    ]
    assert (asked(told), points(told)) == ([], [[140.056, 35.396]])


def test_a_column_of_pairs_is_asked_about_like_two_columns():
    """Once for the file, whatever the column is called: in Santiago both orders are on the Earth."""
    for heading in ("gps", "coords", "location", "place"):
        text = f"summary,actor,{heading}\nA,X,-70.65 -33.45\nB,X,-70.66 -33.46\nC,X,51.5N 0.12W\n"
        imported, swapped = (come_in("a.csv", data=text, answers=answers) for answers in ({}, {"axes": "swap"}))

        assert asked(imported) == ["axes"]
        assert "'-70.65 -33.45' is read as latitude -70.65, longitude -33.45" in str(imported.questions)
        assert {question.rows for question in imported.questions if question.key == "axes"} == {(2, 3)}
        assert points(swapped) == [[-70.65, -33.45], [-70.66, -33.46], [-0.12, 51.5]]
        assert asked(swapped) == asked(come_in("a.csv", data=text, answers={"axes": "as-written"})) == []


@pytest.mark.parametrize(
    ("text", "lon"),
    [
        ('name,"GPS (lat, lon)"\nA,"35.33, 40.14"\n', 40.14), ("name,lon lat\nA,40.14 35.33\n", 40.14),
        ("name,gps\nA,35.33N 40.14E\n", 40.14), ("name,gps\nA,POINT (40.14 35.33)\n", 40.14),
        ("name,gps\nA,lat: 35.33 lon: 40.14\n", 40.14),
        ('name,gps,country\nA,"35.33, 40.14",Syria\n', 40.14), ('name,gps,country\nA,"40.14, 35.33",SY\n', 40.14),
        ('name,gps,governorate\nA,"39.01, 35.95",Raqqa\n', 39.01),
        ('name,gps\nA,"121.5, 24.1"\nB,"88.5, 24.1"\nC,"121.6, 24.1"\n', 121.5),
        ('name,gps\nA,"24.1, 121.5"\nB,"24.1, 88.5"\nC,"24.1, 121.6"\n', 121.5),
        ("name,first,second,country\nA,40.056,35.396,Syria\n", 40.056),
        ('name,gps\nA,"35.33, 40.14"\nB,35.4N 40.2E\n', 40.14),
        ('name,gps\nA,"40.14, 35.33"\nB,35.4N 40.2E\n', 40.14),
    ],
)  # fmt: skip
def test_which_number_is_latitude_is_not_asked_where_something_tells_it(text, lon):
    """A heading, letters, the form, a country or a province; or numbers beyond 90, if more than one slip."""
    imported = come_in("a.csv", data=text)

    assert (asked(imported), points(imported)[0][0]) == ([], lon)
    is_lon_first = f"{lon}, " in text or "40.056,35" in text
    assert any("Longitude is read first" in note for note in imported.notes) == is_lon_first


@pytest.mark.parametrize(
    "text",
    [
        'name,gps\nA,"95.5, 24.1"\nB,"35.5, 24.1"\nC,"35.4, 24.1"\n',
        'name,gps,country\nA,"39.0, 41.0",Turkey\n', 'name,gps,country\nA,"39.0, 41.0",Atlantis\n',
        'name,gps,country\nA,"35.33, 40.14",Syria\nB,"40.14, 35.33",Syria\n',
    ],
)  # fmt: skip
def test_what_speaks_for_both_orders_tells_neither(text):
    """One number beyond 90 may be a slip, and a country may hold both."""
    assert asked(come_in("a.csv", data=text)) == ["axes"]


@pytest.mark.parametrize(("text", "questions"), [("35.4, 40.1", []), ("40.1, 35.4", []), ("-33.4, -70.6", ["axes"])])
def test_the_other_places_of_the_case_tell_which_number_is_latitude(text, questions):
    """Where only one order is among them."""
    case = come_in("lon_first.csv").document
    imported = come_in("a.csv", case=case, data=f'name,gps\nA,"{text}"\n')

    assert (asked(imported), points(imported)) == (questions, [[-70.6, -33.4] if questions else [40.1, 35.4]])


def test_places_by_name_tell_which_number_is_latitude():
    """Where most of them have a place of their name; one of three may be chance."""

    def geocode(name, *_):
        place = Candidate(name, 40.14, 35.33, None, "", "", name, 1.0, 0.5, "", "SY", "village", None, is_exact=True)
        return (place,) if name == "Mayadin" else ()

    def come(*names):
        rows = "".join(f'{name},"40.14, 35.33",X\n' for name in names)
        table = read_table(f"place,gps,actor\n{rows}".encode(), "a.csv")
        return import_rows(table, suggest_mapping(table).mapping, geocode=geocode)

    told, open_ = come("Mayadin"), come("Mayadin", "Nowhere", "Elsewhere")
    assert (asked(told), points(told)) == ([], [[40.14, 35.33]])
    assert asked(open_) == ["axes"]


def test_a_column_of_midnights_is_one_of_days(tmp_path, capsys):
    """Nothing is contradictory, and the time that is one stays."""
    out = tmp_path / "case.geojson"
    assert times(come_in("midnight_z.csv")) == ["2015-12-06", "2015-12-06T14:30", *["2015-12-06"] * 3]
    assert main(["import", str(FOLDER / "midnight_z.csv"), "-o", str(out), "--no-lookup"]) == 0
    capsys.readouterr()
    assert main(["verdicts", str(out), "--json"]) == 0
    assert {pair["verdict"] for pair in json.loads(capsys.readouterr().out)["pairs"]} == {"compatible"}


def test_a_satellite_is_no_direction():
    """And the time of day stands in a column of its own: 113 is 01:13."""
    imported = come_in("firms.csv")

    assert times(imported) == ["2026-08-28T01:13Z", "2026-08-28T00:01Z"]
    assert times(come_in("a.csv", data="summary,acq_date,acq_time\nA,2026-08-28,113\n")) == ["2026-08-28T01:13"]
    assert all(claim["bearing"] is None for claim in records(imported, "claim"))


def test_words_that_are_no_direction_are_kept():
    """No row is refused for them."""
    imported = come_in("direction_words.csv")

    assert imported.counts.imported == 3
    assert [claim["imported:direction"] for claim in records(imported, "claim")] == ["left", "top", "right"]


@pytest.mark.parametrize(("answer", "radius_m"), [(None, 144), ("acled", 5_144), ("ucdp", 5_144), ("none", 144)])
def test_codes_of_a_list_that_nobody_names_are_asked_about(answer, radius_m):
    """The rows are in, and the column is kept."""
    imported = come_in("geo_precision.csv", answers={} if answer is None else {"precision_codes": answer})

    assert asked(imported) == (["precision_codes"] if answer is None else [])
    assert records(imported, "site")[0]["coordinateUncertaintyInMeters"] == radius_m
    assert records(imported, "claim")[0]["imported:geo precision"] == "1"


def test_a_name_takes_no_other_rows_point():
    """It is asked about; the radius of another row's digits is not that of the place."""
    imported = come_in("name_only.csv")

    assert points(imported) == [[40.102511, 35.361834], None, None]
    assert [(question.key, question.rows) for question in imported.questions][-1] == ("name:deir ez zor", (3, 4))


def test_several_dates_and_dates_with_midnight_of_ucdp():
    """Each source has its own; what may be two is asked."""
    imported = come_in("ucdp_multi.csv")
    sources = {source["title"]: source for source in imported.document["case"]["sources"]}

    assert times(imported) == ["2014-01-22", None, "2014-02-18/2014-02-20"]
    assert [sources[f"{title} headline"]["published"] for title in ("First", "Second")] == ["2014-01-22", "2014-01-23"]
    assert records(imported, "claim")[0]["ucdp:source_date"] == "2014-01-22;2014-01-23"
    assert asked(imported) == ["date_order:date_start", "date_order:date_end"]


@pytest.mark.parametrize("order", [None, "month-first", "day-first"])
def test_each_column_has_the_order_that_it_shows(order):
    """Whatever is set for others."""
    imported = come_in("two_orders.csv", order=order)

    assert times(imported) == ["2014-01-25", "2014-02-01"]
    assert [source["published"] for source in imported.document["case"]["sources"][1:]] == ["2014-01-27", "2014-02-03"]


@pytest.mark.parametrize("heads", ["time,date", "date,time", "hour,day of event", "event time,event date"])
def test_date_and_time_in_columns_of_any_order(heads):
    """They are one time."""
    cells = {"time": "19:40", "hour": "7:40 PM", "event time": "19:40"}
    row = ",".join(cells.get(head, "2015-12-06") for head in heads.split(","))

    assert times(come_in("time_then_date.csv")) == ["2015-12-06T19:40"]
    assert times(come_in("a.csv", data=f"summary,{heads}\nA,{row}\n")) == ["2015-12-06T19:40"]


def test_addresses_are_read_without_what_stands_around_them():
    """Two of a cell are two sources."""
    imported = come_in("urls.csv")
    urls = [source["url"] for source in imported.document["case"]["sources"] if source["url"]]

    assert (imported.problems, [len(claim["sources"]) for claim in records(imported, "claim")]) == ((), [1, 2, 1])
    assert urls == [
        f"https://{host}/{page}" for host, page in zip(["example.org"] * 3 + ["www.example.org"], "abcd", strict=True)
    ]


def test_a_form_of_kobotoolbox():
    """Parts of a second, and the receiver's accuracy; 0 is none."""
    imported = come_in("kobo_ms.csv")
    radii_m = [site["coordinateUncertaintyInMeters"] for site in records(imported, "site")]

    assert records(imported, "claim")[0]["stated"] == "2023-05-14T09:12:33.123+03:00"
    assert radii_m == [5, None]
    assert imported.counts.bad == 0


def test_a_file_without_headings_is_told_and_asked():
    """No record becomes headings."""
    imported = come_in("no_headings.csv")

    assert imported.counts.imported == 3
    assert "header_row" in asked(imported)
    assert any("first row is read as a record" in note for note in imported.notes)


def test_a_crs_that_is_wgs_84_is_read():
    """In the order of GeoJSON, whatever the name of the system says."""
    assert points(come_in("crs_4326.geojson")) == [[40.056, 35.396]]


def test_wkt_as_databases_write_it():
    """With a height, without a space, with an SRID."""
    assert points(come_in("wkt_mixed.csv")) == [[40.056, 35.396], [40.0551, 35.4213], [40.0551, 35.4213]]


def test_dates_of_all_kinds_cost_no_row():
    """Each is read as EDTF, or named, or asked about."""
    imported = come_in("dates_mixed.csv")
    found = dict(zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", times(imported), strict=True))

    assert imported.counts.bad == 0
    assert {"A": "1814-10-17", "C": "2014-10-17", "E": "2015-12-06", "F": "2015-12-06T19:40", "G": "2015",
            "H": "2015-12-06", "I": "2015-12-06/2015-12-07", "J": "2015-12-06/2015-12-07", "S": "2015-11-30/2015-12-06",
            "T": "2015-24", "U": "2015~", "V": "2015-12-06T22:40", "X": "2015", "Y": "2015-12",
            }.items() <= found.items()  # fmt: skip
    assert {problem.value for problem in imported.problems} >= {"42344", "06/12/15", "1449430800", "1394/09/15"}
    assert asked(imported) == ["century", "date_order:date", "calendar:date"]
    answers = {"century": "20", "date_order:date": "day-first", "calendar:date": "persian"}
    answered = dict(zip(found, times(come_in("dates_mixed.csv", answers=answers)), strict=True))
    asked_about = {letter for letter in found if answered[letter] != found[letter]}
    assert {letter: answered[letter] for letter in asked_about} == {
        "K": "2015-12-04/2015-12-08", "M": "2015-12-06", "Z": "2015-12-06",
    }  # fmt: skip
    named = {row for question in imported.questions for row in question.rows}
    assert named == {"ABCDEFGHIJKLMNOPQRSTUVWXYZ".index(letter) + 2 for letter in asked_about}


#: What is no position, or not clear, is refused by name.
ODD = {"DMS", "DMSnosym", "DM", "hem_prefix", "MGRS", "MGRS2", "UTM", "plus", "gmaps2", "geo", "paren", "latlab",
       "arab", "deg", "garmin", "iso6709", "UTM2"}  # fmt: skip


def test_coordinates_of_odd_kinds_are_read_or_named():
    """None comes in without a position."""
    imported = come_in("coords_odd.csv")
    names = {site["name"] for site in records(imported, "site")}

    assert names == ODD
    assert len({problem.row for problem in imported.problems}) == 21 - len(ODD)
    assert None not in points(imported)


def test_zeros_that_json_drops_change_no_precision():
    """One radius for the whole map, and it is told."""
    imported = come_in("trailing_zeros.geojson")

    assert {site["coordinateUncertaintyInMeters"] for site in records(imported, "site")} == {2}
    assert any("to 5 decimals" in note for note in imported.notes)


@pytest.mark.parametrize(("answer", "there"), [(None, None), ("none", None), ("there", [0.0, 0.0])])
def test_latitude_0_longitude_0_is_asked_about(answer, there):
    """Until then, the rows have no position."""
    imported = come_in("null_island.csv", answers={} if answer is None else {"zero": answer})

    assert points(imported) == [[40.056, 35.396], there, there]
    assert asked(imported) == (["zero"] if answer is None else [])


def test_rows_that_share_an_id_are_told():
    """With the id and the rows."""
    assert any("A1 of rows 2, 3, 4" in note for note in come_in("same_ids.csv").notes)


def test_titles_above_the_headings():
    """The row with the headings is found and told; a sum is no place."""
    imported = come_in("title_rows.xlsx")

    assert imported.table.header_row == 3
    assert imported.table.columns[:6] == ("Name", "Lat", "Lon", "Date", "Killed", "Wounded")
    assert [site["name"] for site in records(imported, "site")] == ["Alpha", "Beta", "Gamma"]
    assert [problem.rule for problem in imported.problems if not problem.is_in] == ["import.sum"]


def test_the_row_of_tags_of_hxl_is_no_record():
    """It says what the columns are."""
    imported = come_in("hxl.csv")

    assert (points(imported), times(imported), imported.problems) == ([[40.056, 35.396]], ["2015-12-06"], ())


def test_ukrainian_headings_and_months():
    """As in other languages of the trade."""
    imported = come_in("ukrainian.csv")

    assert points(imported) == [[38.0006, 48.5947], [35.1396, 47.8388]]
    assert (times(imported), asked(imported)) == (["2022-12-06", None], ["date_order:Дата"])
    assert times(come_in("ukrainian.csv", answers={"date_order:Дата": "day-first"}))[1] == "2022-12-07"
    assert [claim["killed"]["min"] for claim in records(imported, "claim")] == [2, 1]
    assert records(imported, "claim")[0]["summary"] == "Обстріл"


def test_a_length_is_no_distance_from_the_place_without_a_heading():
    """It may be the range of a weapon."""
    imported = come_in("a.csv", data="actor,event,place,range\nA,E,Alpha,35 miles\n")

    assert records(imported, "claim")[0]["distance"] is None
    assert records(imported, "claim")[0]["imported:range"] == "35 miles"


def test_two_pairs_of_columns_are_asked_about():
    """Where something came from, and where it went."""
    text = "actor,event,from_lat,from_lon,to_lat,to_lon\nA,E,35.1,40.1,36.1,41.1\n"
    imported = come_in("a.csv", data=text)
    answered = come_in("a.csv", data=text, answers={"position": "to_lat"})

    assert (asked(imported), asked(answered)) == (["position"], [])
    assert answered.document["features"][-1]["geometry"]["coordinates"] == [41.1, 36.1]


def test_a_letter_of_a_hemisphere_in_the_other_column_is_asked_about():
    """And named as what it is."""
    imported = come_in("a.csv", data="name,lat,lon\nA,40.056E,35.396N\n")

    assert asked(imported) == ["axes"]
    assert "longitude where latitude should be" in imported.problems[0].message


def test_rows_without_any_time_are_told():
    """A year alone may be that of anything."""
    imported = come_in("a.csv", data="actor,event,year\nA,E,2015\n")

    assert "No column says when it happened: no row has a time." in imported.notes


@pytest.mark.parametrize(("clock", "day"), [("21:00:00Z", "2015-12-06"), ("05:00:00.000Z", "2015-12-05")])
def test_days_written_as_midnight_of_another_zone_are_asked_about(clock, day):
    """As programs write the days of a place east or west of Greenwich."""
    text = "actor,event,date\n" + "".join(f"A,E,2015-12-0{number}T{clock}\n" for number in (5, 6, 7))
    imported = come_in("a.csv", data=text)

    assert asked(imported) == ["days:date"]
    assert times(come_in("a.csv", data=text, answers={"days:date": "days"}))[0] == day
    assert times(come_in("a.csv", data=text, answers={"days:date": "as-written"}))[0].startswith("2015-12-05T")


def test_an_answer_changes_the_dates_that_were_asked_about_and_no_other():
    """Whose order other dates of their kind show is not among them."""
    rows = ["10/17/1814", "9/10/2017", "17.10.2014", "9.11.2014", "06-12-2015", "9/10/2017; 05-06-2015"]
    text = "actor,event,summary,date\n" + "".join(f"A,E,{index},{row}\n" for index, row in enumerate(rows))
    before = come_in("a.csv", data=text)
    after = come_in("a.csv", data=text, answers={"date_order:date": "day-first"})

    assert [question.rows for question in before.questions] == [(6, 7)]
    assert times(before) == ["1814-10-17", "2017-09-10", "2014-10-17", "2014-11-09", None, None]
    assert times(after) == [*times(before)[:4], "2015-12-06", "2015-06-05/2017-09-10"]


def dates(*cells, answers=None):
    """Import a column of dates."""
    quoted = (f'"{cell}"' for cell in cells)
    return come_in("a.csv", data="actor,event,date\n" + "".join(f"A,E,{cell}\n" for cell in quoted), answers=answers)


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("2015; 2015-12-06", "2015"), ("2014~; 2014-06", "2014~"), ("2015-12; 2015-11-30", "2015-11-30/2015-12"),
        ("2015-12-09; 2015-12-06; 2015-12-07", "2015-12-06/2015-12-09"), ("2015-12-06/..; 2014", "2014/.."),
        ("2015-12-06T23:00+05:00; 2015-12-06T22:00-05:00", "2015-12-06T23:00+05:00/2015-12-06T22:00-05:00"),
        ("2015-12-06T22:00-05:00; 2015-12-07T01:00+05:00", "2015-12-07T01:00+05:00/2015-12-06T22:00-05:00"),
        ("2015-12-06T10:00Z; 2015-12-07T10:00", None), ("9-6 December 2015", None), ("2016 to 2015", None),
        ("about 2015-12-06 19:40", "2015-12-06T19:40~"), ("about 2015-12-06/2015-12-09", "2015-12-06~/2015-12-09~"),
    ],
)  # fmt: skip
def test_several_dates_of_a_cell_are_the_time_from_the_first_to_the_last(text, edtf):
    """As time goes, not as their letters sort; one that cannot be is told, and what is about stays so."""
    imported = dates(text)

    assert times(imported) == [edtf]
    assert [problem.value for problem in imported.problems] == ([] if edtf else [text])
    assert ";" not in text or records(imported, "claim")[0]["imported:date"] == text


@pytest.mark.parametrize(
    "text",
    ["Monday 6 December 2015", "6 December 2015 (Monday)", "Mon 2015-12-06 19:40", "понедельник, 6 декабря 2015",
     "lundi 6 décembre 2015", "الاثنين 6 كانون الأول 2015", "2015-12-01; Monday 2015-12-06"],
)  # fmt: skip
def test_a_weekday_that_it_was_not_is_told(text):
    """With the row, and the date is taken."""
    imported = dates(text, text.replace("6", "7"))
    problem = imported.problems[0]

    assert (len(imported.problems), problem.row, problem.value, problem.rule) == (1, 2, text, "import.weekday")
    assert "was a Sunday" in problem.message
    assert problem.remedy == "Correct one of the two; the date is taken."
    assert "2015-12-06" in (times(imported)[0] or "")


@pytest.mark.parametrize(
    ("text", "by_answer"),
    [
        ("1394/9/15", {"persian": "2015-12-06", "islamic": "1974-09-29/1974-10-03", "ours": "1394-09-15"}),
        ("15/9/1394", {"persian": "2015-12-06", "islamic": "1974-09-29/1974-10-03", "ours": "1394-09-15"}),
        ("1394", {"persian": "2015-03-21/2016-03-19", "islamic": "1974-01-22/1975-01-14", "ours": "1394"}),
        ("1394-09-15 19:40", {"persian": "2015-12-06T19:40", "ours": "1394-09-15T19:40"}),
        ("24 Safar 1437", {"as-named": "2015-12-04/2015-12-08"}),
        ("1437/02/24 AH", {"as-named": "2015-12-04/2015-12-08"}),
        ("٢٤ صفر ١٤٣٧ هـ", {"as-named": "2015-12-04/2015-12-08"}),
        ("30 Safar 1437", {"as-named": "2015-12-10/2015-12-14"}),
        ("۱۵ آذر ۱۳۹۴", {"as-named": "2015-12-06"}), ("1394/02/31 ش", {"as-named": "2015-05-21"}),
    ],
)  # fmt: skip
def test_the_calendar_of_a_year_is_asked_with_the_day_by_each(text, by_answer):
    """It may be long past, or of another calendar; a day of the Islamic one is known to within two days."""
    imported = dates(text, "2015-12-06")
    question = next(question for question in imported.questions if question.key == "calendar:date")
    offered = {choice.key: choice.words.rpartition(" is ")[2] for choice in question.choices if choice.key != "none"}

    assert (times(imported), question.rows) == ([None, "2015-12-06"], (2,))
    assert offered == by_answer
    for answer, edtf in by_answer.items():
        order = {"date_order:date": "day-first"}
        assert times(dates(text, "2015-12-06", answers={"calendar:date": answer, **order}))[0] == edtf


@pytest.mark.parametrize("text", ["6 December 1394", "1394-09-15 AD", "6 ديسمبر 1437 م"])
def test_a_date_that_says_it_is_ours_is_no_question(text):
    """By its month, or by words behind it."""
    assert asked(dates(text)) == []
    assert times(dates(text))[0].startswith("1")


@pytest.mark.parametrize("text", ["2558-12-06", "6/12/2558", "5776-03-24", "6 December 1437 AH", "1 Ramadan 1250"])
def test_what_cannot_be_converted_is_named(text):
    """Of other calendars, or of two."""
    imported = dates(text, answers={"calendar:date": "islamic", "date_order:date": "day-first"})

    assert (times(imported), [problem.value for problem in imported.problems]) == ([None], [text])


@pytest.mark.parametrize(
    "text",
    ["before 6 December 2015", "after 6 December 2015", "до 6 декабря 2015", "not 6 December 2015",
     "2015-12-06 05:00-07:30"],
)  # fmt: skip
def test_a_word_before_a_date_is_not_passed_over(text):
    """Only the name of a weekday is; hours from and to are no offset from UTC."""
    with pytest.raises(DateError):
        read_date(text, None)


@pytest.mark.parametrize("text", ["Sunday, December 6, 2015", "воскресенье, 6 декабря 2015", "يوم الأحد 6 ديسمبر 2015"])
def test_the_name_of_a_weekday_is(text):
    """In each of the languages whose months are read."""
    assert read_date(text, None) == "2015-12-06"


def test_a_point_before_three_digits_is_no_number_of_people():
    """To most of Europe "3.000" is three thousand, and to the rest it is three."""
    with pytest.raises(CountError):
        read_count("3.000")
    assert read_count("3.0").min == 3


@pytest.mark.parametrize("clock", ["19:40-20:10", "19:40 +2000", "19:40 -0000"])
def test_a_time_of_day_that_there_is_none_of_costs_the_time_alone(clock):
    """The day beside it stays, and all other rows."""
    rows = "".join(f"A,E,x,P,35.1234,40.2345,2015-12-06,{one}\n" for one in ("10:00", clock, "11:00"))
    found = come_in("a.csv", data=f"actor,event,summary,place,lat,lon,date,time\n{rows}")
    assert times(found) == ["2015-12-06T10:00", "2015-12-06", "2015-12-06T11:00"]
    assert [(problem.value, problem.is_in) for problem in found.problems] == [(clock, True)]


def lengths(heading, *cells, answers=None, delimiter=";"):
    """Import a column of distances from a place, and return what is stated; ``None`` for a row that stays out."""
    rows = "".join(f"A;E;{index};35.1234;40.2345;{cell}\n" for index, cell in enumerate(cells))
    text = f"actor;event;summary;lat;lon;{heading}\n{rows}".replace(";", delimiter)
    imported = come_in("a.csv", data=text, answers=answers)
    found = {claim["summary"]: claim["distance"] for claim in records(imported, "claim")}
    values = [found.get(str(index)) for index in range(len(cells))]
    return imported, [value and f"{value['value']} {value['unit']}" for value in values]


@pytest.mark.parametrize(
    ("cells", "by_answer"),
    [
        (["1.500 m", "1,500 km"], {"point": ["1.500 m", "1500 km"], "comma": ["1500 m", "1.500 km"]}),
        (["1.500 m"], {"point": ["1.500 m"], "comma": ["1500 m"]}),
        (["1,500 m", "20 m"], {"point": ["1500 m", "20 m"], "comma": ["1.500 m", "20 m"]}),
        (["1,500 m", "1,5 km", "1.5 km"], {"point": ["1500 m", "1.5 km", "1.5 km"],
                                           "comma": ["1.500 m", "1.5 km", "1.5 km"]}),
    ],
)  # fmt: skip
def test_thousands_that_may_be_a_fraction_are_asked_about(cells, by_answer):
    """Where nothing else of the column shows it, or it contradicts itself; the answer changes what was asked about."""
    imported, found = lengths("distance", *cells)
    unclear = {row for question in imported.questions for row in question.rows}

    assert asked(imported) == ["decimal:distance"]
    for answer, values in by_answer.items():
        assert lengths("distance", *cells, answers={"decimal:distance": answer})[1] == values
        assert found == [None if row in unclear else value for row, value in enumerate(values, start=2)]


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        (["1.500 m", "2,5 km"], ["1500 m", "2.5 km"]), (["1.500 m", "1.500.000 m"], ["1500 m", "1500000 m"]),
        (["1,500 m", "2.5 km"], ["1500 m", "2.5 km"]), (["1.500 km", "0.250 km"], ["1.500 km", "0.250 km"]),
        (["1,500 м", "2,5 км"], ["1.500 m", "2.5 km"]), (["١٬٥٠٠ م", "1,500 m"], ["1500 m", "1500 m"]),
    ],
)  # fmt: skip
def test_other_numbers_of_a_column_show_which_sign_is_the_decimal_one(cells, found):
    """And nothing is asked."""
    imported, values = lengths("distance", *cells)

    assert (asked(imported), values) == ([], found)


@pytest.mark.parametrize(
    ("heading", "unit"),
    [
        ("distance (km)", "km"), ("Dist [mi]", "mi"), ("distance_km", "km"), ("distanceKm", "km"), ("DISTANCE_M", "m"),
        ("Distance in miles", "mi"), ("Entfernung (km)", "km"), ("Entfernung in km", "km"), ("distancia, km", "km"),
        ("расстояние, км", "km"), ("расстояние в метрах", "m"), ("المسافة (كم)", "km"), ("מרחק (km)", "km"),
        ("mesafe (km)", "km"), ("offset_ft", "ft"), ("altitude_ft", None), ("Distance (M)", None), ("distance", None),
        ("distance to border (km)", None),
    ],
)  # fmt: skip
def test_the_unit_of_plain_numbers_is_that_of_the_heading(heading, unit):
    """Where it has one, of a distance from the place."""
    assert lengths(heading, "35", "12.5")[1] == ([f"35 {unit}", f"12.5 {unit}"] if unit else [None, None])


def test_a_cell_with_another_unit_than_its_heading_is_refused():
    """With both; one with the same is read."""
    imported, found = lengths("distance (km)", "35", "20 mi", "15 km", "about 7")

    assert found == ["35 km", None, "15 km", "7 km"]
    assert "'20 mi' has another unit than its heading, which says km" in imported.problems[0].message


@pytest.mark.parametrize(("heading", "cell", "radius_m"), [("radius_km", "2.5", 2500), ("accuracy (ft)", "100", 31)])
def test_the_unit_of_a_radius_is_that_of_its_heading(heading, cell, radius_m):
    """Else it is metres."""
    imported = come_in("a.csv", data=f"name,lat,lon,{heading}\nA,35.1234,40.2345,{cell}\n")

    assert [site["coordinateUncertaintyInMeters"] for site in records(imported, "site")] == [radius_m]


def test_between_three_places_is_told():
    """Two of them would be a guess."""
    imported = come_in("a.csv", data='actor,event,place\nA,E,"between Raqqa, Homs and Hama"\n')

    assert records(imported, "claim")[0].get("site2") is None
    assert [(problem.rule, problem.is_in) for problem in imported.problems] == [("import.between", True)]


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("13.12.2015 19h40", "2015-12-13T19:40"), ("6 Dec 2015 1940hrs", "2015-12-06T19:40"),
        ("2015-12-06 1940Z", "2015-12-06T19:40Z"), ("061940ZDEC2015", "2015-12-06T19:40Z"),
        ("19:40, 6 December 2015", "2015-12-06T19:40"), ("20151206T194000Z", "2015-12-06T19:40:00Z"),
        ("2015-12-06 7pm", "2015-12-06T19:00~"), ("6 December 2015 at 19:40", "2015-12-06T19:40"),
        ("Dec 6, 2015 at 19:40 (UTC+2)", "2015-12-06T19:40+02:00"), ("3-2015", "2015-03"),
        ("12/2015", "2015-12"), ("2015/12", "2015-12"), ("2015/2016", "2015/2016"),
        ("2015-12-06 19:40 UTC+3", "2015-12-06T19:40+03:00"), ("13/12/2015 7:40 م", "2015-12-13T19:40"),
        ("2015-12-06 05:00-07", None), ("2015-12-06 1940", None), ("1970-01-01", None), ("0000-00-00", None),
        ("1900-01-00", None), ("1970-01-01T00:00:00Z", None), ("1 January 1970", "1970-01-01"),
    ],
)  # fmt: skip
def test_times_as_logs_and_other_languages_write_them(text, edtf):
    """And what programs write where there is no date is none."""
    imported = dates(text, "2015-12-07 08:15")

    assert times(imported)[0] == edtf
    assert [problem.value for problem in imported.problems] == ([] if edtf else [text])


@pytest.mark.parametrize(
    ("heads", "cells", "time"),
    [
        ("date,Time (UTC)", "2015-12-06,19:40", "2015-12-06T19:40Z"),
        ("date_utc", "2015-12-06 19:40", "2015-12-06T19:40Z"),
        ("Date (GMT+3)", "2015-12-06 19:40", "2015-12-06T19:40+03:00"), ("date (UTC)", "2015-12-06", "2015-12-06"),
        ("date (UTC)", "2015-12-06 19:40+03:00", "2015-12-06T19:40+03:00"),
        ("date,tz", "2015-12-06 19:40,UTC", "2015-12-06T19:40Z"),
        ("date,tz", "2015-12-06 19:40,EST", "2015-12-06T19:40"),
        ("date,time,am/pm", "2015-12-06,7:40,PM", "2015-12-06T19:40"), ("date,hour", "2015-12-06,19", "2015-12-06"),
        ("date,time", "2015-12-06,0.50", "2015-12-06"), ("date,time", "2015-12-06,113", "2015-12-06T01:13"),
    ],
)  # fmt: skip
def test_what_stands_beside_a_time_of_day_is_read_with_it(heads, cells, time):
    """The zone in a heading or a column, the half of the day; an hour alone is no minute past midnight."""
    assert times(come_in("a.csv", data=f"actor,event,{heads}\nA,E,{cells}\n")) == [time]


@pytest.mark.parametrize("sign", ["<5 km", "≥5 km", "5 km+", "5+ km", "5 km?"])
def test_a_sign_that_makes_a_limit_of_a_distance_is_not_passed_over(sign):
    """In a column, and before a place."""
    imported, found = lengths("distance", sign, "6 km", "7 km", "8 km")

    assert (found, imported.problems[0].value) == ([None, "6 km", "7 km", "8 km"], sign)
    assert read_offset(f"{sign} N of Raqqa") is None


def test_numbers_of_some_of_the_people_are_not_those_of_all():
    """A heading says so in brackets."""
    imported = come_in("a.csv", data="actor,event,Killed (civilians),Killed (max)\nA,E,3,5\n")

    assert records(imported, "claim")[0]["killed"] == {"min": 0, "max": 5}
    assert records(imported, "claim")[0]["imported:Killed (civilians)"] == "3"


@pytest.mark.parametrize(
    ("heads", "cells", "point"),
    [
        ("lat,lat_dir,lon,lon_dir", "35.396,S,40.056,W", [-40.056, -35.396]),
        ("lat,N/S,lon,E/W", "35.396,S,40.056,E", [40.056, -35.396]),
        ("GPSLatitude,GPSLatitudeRef,GPSLongitude,GPSLongitudeRef", "35.396,South,40.056,West", [-40.056, -35.396]),
        ("lat,lat_dir,lon,lon_dir", "-35.396,S,-40.056,W", [-40.056, -35.396]),
        ("lat,satellite,lon,scan", "-35.396,N,40.056,E", [40.056, -35.396]),
    ],
)  # fmt: skip
def test_a_hemisphere_in_a_column_of_its_own_is_read(heads, cells, point):
    """Its heading says that it is one."""
    assert points(come_in("a.csv", data=f"name,{heads}\nA,{cells}\n")) == [point]


def test_a_weekday_in_a_column_of_its_own_is_compared():
    """As one beside the date is."""
    imported = come_in("a.csv", data="actor,event,Datum,Wochentag\nA,E,06.12.2015,Montag\nA,E,13.12.2015,Sonntag\n")

    assert [(problem.row, problem.rule) for problem in imported.problems] == [(2, "import.weekday")]
    assert times(imported) == ["2015-12-06", "2015-12-13"]
