"""Coordinates as people write them: where they are, and how precisely they were written."""

# ruff: noqa: RUF001 - digits and signs of other scripts

import csv
import io
import re

import pytest
import streamlit
from hypothesis import example, given
from hypothesis import strategies as st

from geodata.__main__ import main
from geodata.app import assumption_controls, tool_panel
from geodata.cli import geocode
from geodata.core.adhoc_sites import site_from_lat_lon
from geodata.core.assumptions import Assumptions
from geodata.core.model import case_from_document
from geodata.core.problems import InputError
from geodata.editing.parsing import read_value
from geodata.geodesy.circles import distance_m
from geodata.importing.import_rows import import_rows
from geodata.importing.mapping import Mapping
from geodata.importing.reading import read_table
from geodata.parsing.angles import PositionError
from geodata.parsing.coordinates import read_coordinates, read_pair
from geodata.parsing.georeferencing import GeoreferenceError, read_georeference
from geodata.parsing.plus_codes import plus_code
from geodata.view.measure_tools import Tools
from tests.cases import small_case

CAMP = (35.396, 40.056)
OSM, GOOGLE = "https://www.openstreetmap.org", "https://www.google.com/maps"
#: One place, as people write and copy it.
SPELLINGS = (
    "35.396, 40.056", " 35.396,40.056 ", "35.396 40.056", "35.396 , 40.056", "35.396，40.056", "35,396 40,056",
    "35,396; 40,056",
    "35,396, 40,056", "+35.396;+40.056", "35.396°, 40.056°", "35.396/40.056", "+35.396+40.056/",
    "(35.396, 40.056)",
    "35.396\t40.056", "35.396N, 40.056E", "E 40.056 N 35.396", "35.396° N 40.056° E", "40.056E, 35.396N",
    "35°23'46\"N 40°3'22\"E", "35°23'45.6\"N, 40°3'21.6\"E", "35° 23' 45.6'' N 40° 3' 21.6'' E",
    "35°23′45.6″N 40°03′21.6″E", "35º23’45.6”N / 40º03’21.6”E", "N35 23 45.6 E40 03 21.6",
    "35 23 45.6 N 40 03 21.6 E",
    "35:23:45.6N 40:03:21.6E", "35-23-46N 040-03-22E", "40°3'21.6\"E 35°23'45.6\"N", "35°23.76'N 40°3.36'E",
    "35°23'45.6\" 40°3'21.6\"", "35 deg 23 min 45.6 sec N 40 deg 3 min 21.6 sec E",
    "35 degrees 23 minutes 46 seconds north, 40 degrees 3 minutes 22 seconds east",
    "٣٥٫٣٩٦، ٤٠٫٠٥٦", "۳۵٫۳۹۶، ۴۰٫۰۵۶", "35°23′45.6″ شمالا ٤٠°٣′21.6″ شرقا", "٣٥٫٣٩٦° ش، ٤٠٫٠٥٦° ق",
    "۳۵٫۳۹۶ شمالی ۴۰٫۰۵۶ شرقی", "35°23.76′ с.ш. 40°03.36′ в.д.", "35°23′46″ с. ш. 40°3′22″ в. д.",
    "35.396° С, 40.056° В",
    "lat: 35.396 lon: 40.056", "Latitude 35.396, Longitude 40.056", "lon=40.056&lat=35.396",
    "Lng: 40.056; Lat: 35.396",
    "Latitude: 35°23'46\" N, longitude: 40°3'22\" E", "خط العرض ٣٥٫٣٩٦ خط الطول ٤٠٫٠٥٦",
    "широта 35,396 долгота 40,056",
    "POINT (40.056 35.396)", "POINT Z (40.056 35.396 210)", "SRID=4326;POINT(40.056 35.396)",
    "pointz(40.056 35.396 0)",
    "37SEV9589717471", "37S EV 95897 17471", "MGRS: 37S EV 958 174", "37S 595897 3917471",
    "37 north 595897 3917471",
    "UTM 37S 595897mE 3917471mN", "8H7293W4+CC", "8h7293w4+cc", "8H7293W4+CC Camp", "8H7293W4+CC, Camp",
    "8H7293W4+",
    "geo:35.396,40.056", "geo:35.396,40.056,210;crs=wgs84;u=35", "geo:0,0?q=35.396,40.056(The camp)",
    "GEO:35.396,40.056?z=12",
    f"{OSM}/#map=15/35.396/40.056", f"{OSM}/?mlat=35.396&mlon=40.056#map=12/35.41/40.1",
    "osm.org/#map=15/35.396/40.056&layers=N",
    f"{OSM}/node/1#map=15/35.396/40.056", f"{GOOGLE}/@35.396,40.056,15z", f"{GOOGLE}?q=35.396,40.056",
    f"{GOOGLE}/place/Camp/@35.41,40.1,12z/data=!3m1!4b1!4m6!3m5!1s0x0:0x0!8m2!3d35.396!4d40.056!16s",
    f"{GOOGLE}/place/35%C2%B023'46.0%22N+40%C2%B003'22.0%22E/@35.41,40.1,12z/data=!4m4!3m3!8m2!3d35.396!4d40.056",
    f"{GOOGLE}/search/35.396,+40.056?sa=X", f"{GOOGLE}/search/?api=1&query=35.396%2C40.056",
    "maps.google.com/?ll=35.396,40.056&z=9",
    "https://maps.google.co.uk/maps?q=loc:35.396,40.056", "https://www.bing.com/maps?cp=35.396~40.056&lvl=15",
    "https://bing.com/maps/?sp=point.35.396_40.056_The%20camp&cp=35.4~40.1",
    "https://maps.apple.com/?ll=35.396,40.056&q=Camp",
    "https://maps.apple.com/place?coordinate=35.396,40.056&name=Camp",
)  # fmt: skip


class State(dict):
    """What a page keeps, by name and as members."""

    __getattr__ = dict.__getitem__
    __setattr__ = dict.__setitem__


class Opened:
    """A case as the boxes beside the map need it."""

    case = case_from_document(small_case())


def in_box(tool, text, monkeypatch):
    """Type into the box of the ruler or the ring."""
    state = State(w_place=text, tools=Tools(tool))
    monkeypatch.setattr(streamlit, "session_state", state)
    tool_panel._place_typed(Opened)
    point = state.tools.center or "".join(state.tools.points)
    return tuple(map(float, point.split(",")))[::-1] if point else state.refused[0]


def in_trial(text, monkeypatch):
    """Try a place of the case elsewhere."""
    state = State({"w_trial CAMP": text, "assumptions": Assumptions()})
    monkeypatch.setattr(streamlit, "session_state", state)
    assumption_controls._trial_typed(Opened, "CAMP")
    return state.trial_refused or state.assumptions.positions[0][1]


def _told(problems):
    return " ".join(f"{problem.message} {problem.remedy}" for problem in problems)


def in_form(text, _):
    """Fill in a form."""
    try:
        return tuple(read_value("place", text)["coordinates"])
    except InputError as error:
        return str(error)


def in_table(text, _):
    """Import a cell."""
    sheet = io.StringIO()
    csv.writer(sheet).writerows([["actor", "summary", "place", "at"], ["A", "X", "Y", text]])
    members = (("actor", "actor"), ("summary", "summary"), ("place", "place"), ("at", "coordinates"))
    imported = import_rows(read_table(sheet.getvalue().encode(), "a.csv"), Mapping(members), None)
    sites = [one for one in imported.document["features"] if one["properties"]["record"] == "site"]
    return tuple(sites[0]["geometry"]["coordinates"]) if sites else _told(imported.problems)


def in_georeference(text, _):
    """Work out a place and its uncertainty."""
    try:
        found = read_georeference({"kind": "coordinates", "coordinates": text, "source": "gazetteer"})
    except GeoreferenceError as error:
        return _told(error.problems)
    return found.lon, found.lat


def on_command_line(text, monkeypatch):
    """Measure with ``distance --points``."""
    points = []
    kept = lambda lat, lon: points.append((lon, lat)) or site_from_lat_lon(lat, lon)  # noqa: E731 - what is measured
    monkeypatch.setattr("geodata.cli.distance.site_from_lat_lon", kept)
    return points[0] if main(["distance", "--points", text, "0,0"]) == 0 else "refused"


def near(text, monkeypatch):
    """``geocode --near``."""
    asked = []
    monkeypatch.setattr(geocode, "open_world", lambda _: None)
    monkeypatch.setattr(geocode.Gazetteer, "candidates", lambda *_, near, **__: asked.append(near) or ())
    return asked[0] if main(["geocode", "Camp", "--near", text]) == 0 else "refused"


DOORS = {
    "ruler": lambda *asked: in_box("ruler", *asked), "ring": lambda *asked: in_box("ring", *asked), "what-if": in_trial,
    "form": in_form, "table": in_table, "georeference": in_georeference, "distance": on_command_line, "near": near,
}  # fmt: skip


@pytest.mark.parametrize("text", SPELLINGS)
def test_one_place_in_many_forms(text):
    """Within what the digits leave open, and to some 50 m where they are that fine."""
    position = read_coordinates(text)

    assert distance_m(position.lon, position.lat, CAMP[1], CAMP[0]) <= min(position.uncertainty_m + 1, 220)
    assert position.remark.endswith(".")


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("text", SPELLINGS)
def test_every_door_reads_the_same(door, text, monkeypatch):
    """There is one reader."""
    assert DOORS[door](text, monkeypatch) == pytest.approx(read_coordinates(text).lon_lat, abs=1e-7)


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize(
    "text", ["95, 40", "35,40,5", "[40.056, 35.396]", "93W4+CC", "geo:1,2;crs=nad27", "maps.app.goo.gl/x1"]
)
def test_every_door_refuses_the_same(door, text, monkeypatch, capsys):
    """With the reader's sentence."""
    with pytest.raises(PositionError) as error:
        read_coordinates(text)
    said = DOORS[door](text, monkeypatch)

    assert isinstance(said, str)
    assert str(error.value) in (said if said != "refused" else capsys.readouterr().err)


@pytest.mark.parametrize(
    ("text", "lon", "lat"),
    [
        ("-35.1;-40", -40, -35.1), ("−35.1,+40", 40, -35.1), ("90,180", 180, 90), ("-90,-180", -180, -90),
        (".5,-.5", -0.5, 0.5), ("35 , 40", 40, 35), ("35.5S 40.5W", -40.5, -35.5), ("٣٥ ج، ٤٠ غ", -40, -35),
        ("-33.5 \u221270.6", -70.6, -33.5), ("SRID=4326;POINT(-70.6 -33.5)", -70.6, -33.5),
        ("geo:-33.5,-70.6", -70.6, -33.5),
        (f"{GOOGLE}/@-33.5,-70.6,9z", -70.6, -33.5), ("6FG22222+22", 0.0000625, 0.0000625),
        ("4VCPPQGP+Q9", 174.7859375, -41.2730625),
    ],
)  # fmt: skip
def test_other_quarters_of_the_earth(text, lon, lat):
    """By signs and letters."""
    assert read_coordinates(text).lon_lat == pytest.approx((lon, lat), abs=1e-7)


@pytest.mark.parametrize(
    ("text", "uncertainty_m"),
    [
        ("35, 40", 143_671), ("35.0, 40.0", 14_367), ("35.00, 40.00", 1_437), ("35°0'N 40°0'E", 2_395),
        ("35°0'0\"N 40°0'0\"E", 39.9), ("37S EV 95897 17471", 0.7), ("37S EV 958 174", 70.7),
        ("37S 595897 3917471", 1.4), ("37S 595900 3917500", 141.4), ("37S 595897.5 3917471.2", 0.1414),
    ],
)  # fmt: skip
def test_digits_become_uncertainty(text, uncertainty_m):
    """docs/geodesy.md, "Precision of coordinates"; half a diagonal of a named square, a diagonal of a cell."""
    assert read_coordinates(text).uncertainty_m == pytest.approx(uncertainty_m, rel=0.03)


def test_each_axis_counts_with_its_own_digits():
    """A latitude of one decimal beside a longitude of three is not a square cell."""
    wide, narrow = read_pair("35.4", "40.056").uncertainty_m, read_pair("35.4", "40.1").uncertainty_m

    assert (round(wide), round(narrow)) == (11_095, 14_339)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("95, 40", "Latitude 95 is not on the Earth"), ("140.05 35.3", "These look swapped"),
        ("35 40 50", "not a pair"),
        ("35.396N 40.056N", "not a pair"), ("35°75'N 40°E", "not a pair"), ("-35N 40E", "not a pair"),
        ("here", "not a pair"),
        ("37S 5 1", "not a pair"), ("UTM 37S 5 1", "not a pair"), ("35", "not a pair"), ("35,40,5", "not a pair"),
        ("35,39 40", "not a pair"), ("BAD", "not a pair"), (f"{OSM}/directions?route=1,2;3,4#map=9/1/2", "2 points"),
        (f"{OSM}/directions?from=1,2&to=3,4#map=9/1/2", "2 points"),
        ("35.396,40,056", "not a pair"), ("nan,1", "not a pair"), ("1e1,5", "not a pair"), ("\u202e1,2", "not a pair"),
        ("9" * 400 + ",1", "too long"), ("139.69,35.68", "These look swapped: did you mean 35.68,139.69[?]"),
        ("95,170", "Write latitude and longitude"), ("35,200", "Did you mean 35,-160[?]"),
        ("35,-190.5", "Did you mean 35,169.5[?]"), ("35,400", "Write latitude"), ("35-40", "not a pair"),
        ("48°51'N 2°21'O", "not a pair"), ("lat 35 lat 40", "not a pair"), ("(35, 40", "not a pair"),
        ("35, 40]", "not a pair"),
        ("[40.056, 35.396]", "does not say which is latitude.* lat: 35.396 lon: 40.056"),
        ("POINT (40.056, 35.396)", "not a pair"), ("POINT EMPTY", "not a pair"), ("SRID=3857;POINT (1 2)", "SRID 4326"),
        ("POINT (35.396 140.056)", "Latitude 140.056"), ("93W4+CC", "short plus code"),
        ("33 south 500000 1000000", "from 80 degrees south to 84 degrees north"), ("33S 500000 1000000", "80 deg"),
        ("33C 500000 1100000", "80 degrees"), ("33N 500000 9350000", "84 degrees"), ("33X 500000 9340000", "84 deg"),
        ("37T 595897 3917471", "not in latitude band T.* 37 north"), ("37G 595897 3917471", "not in latitude band G"),
        ("FFFFFFFF+FF", "does not exist"),
        ("8H7293W4+C", "not a pair"), ("8H720000+CC", "not a pair"), ("35+40", "not a pair"),
        ("geo:35.396", "not a geo: address"),
        ("geo:1,2;crs=nad27", "not on WGS84"), ("geo:1,2;u=far", "number of metres"), ("geo:0,0?q=Camp", "words"),
        ("geo:95,2", "Latitude 95"), (f"{GOOGLE}/place/Camp", "no coordinates"), (f"{OSM}/node/1", "no coordinates"),
        (f"{GOOGLE}/dir/35.396,40.056/35.3,40.1/", "2 points"),
        ("https://yandex.com/maps/?ll=40.056,35.396", "not a known kind of address"),
        ("https://maps.app.goo.gl/x1", "not a known kind of address.*nothing is requested"),
        (f"{OSM}/#map=2/99/0", "Latitude"),
        ("https://google.com.evil.example/maps/@1,2,3z", "not a known kind of address"),
        ("https://www.google.com/" + "1" * 3000, "too long"),
        ("35d23m45sN 40d3m21sE", "not a pair"), ("", "not a pair"), ("1" * 300, "too long"),
        ("37S GG 11 22", "does not exist"), ("37S ZZ 11 22", "does not exist|not a pair"),
    ],
)  # fmt: skip
def test_what_is_no_place_is_refused(text, words):
    """With what to do, in a sentence or two: what is ambiguous is asked about, and never guessed."""
    with pytest.raises(PositionError, match=words) as error:
        read_coordinates(text)

    assert len(str(error.value)) < 300


@pytest.mark.parametrize("text", ["3-13", "35.396-40.056", "35 23 40 03", "35 23 45 40 03"])
def test_numbers_that_may_be_cut_in_two_ways_are_refused(text):
    """A range among them."""
    with pytest.raises(PositionError):
        read_coordinates(text)


@pytest.mark.parametrize("text", ["+35.4+40.05", "35°24' 40°3'0\"", "35 24, 40 3 0", "35.4 40.05"])
def test_numbers_that_are_clearly_two_are_read(text):
    """By their signs, marks, separators, or by having as many parts."""
    assert (round(read_coordinates(text).lat, 2), round(read_coordinates(text).lon, 2)) == (35.4, 40.05)


@pytest.mark.parametrize(("text", "lat_deg"), [("37S 595897 3917471", 35.4), ("37S 595897 6000000", -36.1)])
def test_the_letter_s_is_a_band_where_it_can_be(text, lat_deg):
    """What was decided is said."""
    position = read_coordinates(text)

    assert position.lat == pytest.approx(lat_deg, abs=0.1)
    assert "S was read as" in position.remark


@pytest.mark.parametrize(
    ("lat", "lon", "words"),
    [("40°E", "35", "Swap the two columns"), ("x", "1", "not a latitude"), ("1", "x", "longitude")],
)
def test_two_columns_are_refused_apart(lat, lon, words):
    """The message names the one that is wrong."""
    with pytest.raises(PositionError, match=words):
        read_pair(lat, lon)


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_any_position_is_read_back_to_a_centimetre(lat, lon):
    """However the computer prints it."""
    position = read_coordinates(f"{lat:.9f}, {lon:.9f}")

    assert (position.lat, position.lon) == pytest.approx((lat, lon), abs=1e-7)


@given(st.text(max_size=60))
def test_any_text_is_a_position_or_refused(text):
    """Nothing else happens."""
    try:
        position = read_coordinates(text)
    except PositionError:
        return
    assert (abs(position.lat) <= 90, abs(position.lon) <= 180, position.uncertainty_m > 0) == (True, True, True)


@pytest.mark.parametrize(
    ("text", "remark", "uncertainty_m"),
    [
        ("35.396, 40.056", "Decimal degrees as written.", 143), (f"{OSM}/#map=9/35.396/40.056", "lie beside", 143),
        (f"{OSM}/?mlat=35.396&mlon=40.056", "Point of a map's address.", 143), ("geo:35.396,40.056;u=35", "added", 178),
        ("8H7293W4+CC", "Middle of the cell of the plus code 8H7293W4[+]CC.", 9), ("8H7293W4+", "8H7293W4", 179),
        ("35°23'46\"N 40°3'22\"E", "Degrees and minutes as written.", 40),
    ],
)  # fmt: skip
def test_what_was_read_is_said_with_how_precise_it_is(text, remark, uncertainty_m):
    """The middle of a map is no point that somebody marked."""
    position = read_coordinates(text)

    assert position.uncertainty_m == pytest.approx(uncertainty_m, abs=1.5)
    assert re.search(remark, position.remark)


@pytest.mark.parametrize(("near", "lon"), [((8.5, 47.4), 8.5249), ((8.9, 47.4), 8.5249), ((9.1, 47.4), 9.5249)])
def test_a_short_plus_code_is_the_nearest(near, lon):
    """Its first signs may be those of the next cell."""
    assert read_coordinates("9G8F+6X", near).lon == pytest.approx(lon, abs=1e-3)


@given(st.floats(-90, 90), st.floats(-180, 179.999))
@example(90.0, 0.0)
@example(0.0, -4.8e-09)
def test_plus_codes_hold_their_places(lat, lon):
    """Two ways through one alphabet."""
    point = read_coordinates(f"{plus_code(lon, lat)}+")

    assert (abs(point.lat - lat) < 0.0013, abs(point.lon - lon) < 0.0013) == (True, True)
