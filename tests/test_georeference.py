"""``georeference`` on the command line, against the worked examples of the Georeferencing Calculator.

The eight examples are those of the Calculator's own tests (VertNet/georefcalculator, auto-tests.js; all near
Bakersfield, California): inputs and results only. Where the datum was not recorded the Calculator of 2015 looked up
79 m for that place. The paper's 5.918 km is a misprint, and so no anchor.
"""

# ruff: noqa: RUF001 - coordinates in Arabic signs

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.__main__ import main
from geodata.core.vocabulary import METRES_PER_UNIT
from geodata.geodesy.circles import distance_m
from geodata.parsing.georeference_options import NEEDED, OPTIONS, options_of
from geodata.parsing.georeferencing import GeoreferenceError, read_georeference

SECONDS = {"precision": "nearest second", "source": "other", "datum": "unknown 79 m"}
NAD27 = {"datum": "NAD27"}
CITY = {"extent": "2 mi"}
PLACE = {"kind": "place", "coordinates": "35.37, -119.01", "source": "gazetteer", "extent": "3 km"}
HEADING = PLACE | {"kind": "heading", "distance": "10 mi", "heading": "E"}
#: Options by example, the unit and the number that the Calculator printed.
EXAMPLES = [
    ({"kind": "coordinates", "lat": "35.3733333", **SECONDS}, "m", 118.837),
    ({"kind": "coordinates", "lat": "35.37", "precision": "0.01 degrees", "source": "USGS 1:24000", **NAD27},
     "m", 1446.325),
    ({"kind": "place", "lat": "35.3733333", "extent": "3 km", **SECONDS}, "km", 3.119),
    ({"kind": "distance", "lat": "35.373", "precision": "0.001", "source": "gazetteer", "distance": "5 mi", **CITY,
      **NAD27}, "mi", 7.589),
    ({"kind": "path", "lat": "35.435", "precision": "0.1 minutes", "source": "USGS 1:100000", "distance": "13 mi",
      "measurement-error": "0.03107 mi", **CITY, **NAD27}, "mi", 2.711),
    ({"kind": "orthogonal", "lat": "35.4177778", "distance": "2 mi", "heading": "E", "second-distance": "3 mi",
      "second-heading": "N", **CITY, **SECONDS}, "mi", 2.781),
    ({"kind": "heading", "lat": "35.3733333", "distance": "10 mi", "distance-precision": "10 mi", "heading": "E",
      **CITY, **SECONDS}, "mi", 12.254),
    ({"kind": "heading", "lat": "35.4058333", "precision": "nearest second", "source": "USGS 1:24000",
      "distance": "10 mi", "distance-precision": "nearest 10 miles", "heading": "ENE", "measurement-error": "0.007 mi",
      **CITY, **NAD27}, "mi", 7.491),
]  # fmt: skip


def typed(words):
    return [part for name, value in words.items() for part in (f"--{name}", value)]


@pytest.fixture
def answer(capsys):
    """Run the command with ``--json``; return its status, its document and its messages."""

    def run(words):
        status = main(["georeference", *typed(words), "--json"])
        captured = capsys.readouterr()
        return status, json.loads(captured.out), captured.err

    return run


def problems(words):
    with pytest.raises(GeoreferenceError) as refused:
        read_georeference(words)
    return [(problem.where, problem.rule.removeprefix("georeference.")) for problem in refused.value.problems]


@pytest.mark.parametrize(("words", "unit", "printed"), EXAMPLES)
def test_worked_examples_of_the_calculator(answer, words, unit, printed):
    """To the last digit that it printed."""
    status, found, _ = answer({"lon": "-119.01", **words})

    assert status == 0
    assert round(found["uncertainty_m"] / METRES_PER_UNIT[unit], 3) == printed


def test_the_document_has_fixed_members(answer):
    """Its terms add up to the radius; nothing is said beside it."""
    status, found, messages = answer(HEADING)

    assert (status, messages) == (0, "")
    assert list(found) == ["lat", "lon", "uncertainty_m", "terms", "protocol"]
    assert list(found["terms"]) == [
        "datum", "extent", "measurement", "source", "distance_precision", "direction", "coordinate_precision"
    ]  # fmt: skip
    assert sum(found["terms"].values()) == pytest.approx(found["uncertainty_m"])
    assert (
        "distance in a direction; distance ± half of the last digit (Chapman & Wieczorek 2020); datum WGS84"
        in found["protocol"]
    )


def test_the_point_is_found_by_geodesics():
    """At the distance, on the ellipsoid; of two distances in whichever order they are said."""
    found = read_georeference(HEADING | {"heading": "126±10"})
    two = HEADING | {"kind": "orthogonal", "second-distance": "20 mi", "second-heading": "N"}
    swapped = two | {"distance": "20 mi", "heading": "N", "second-distance": "10 mi", "second-heading": "E"}
    corner, other = read_georeference(two), read_georeference(swapped)

    assert distance_m(-119.01, 35.37, found.lon, found.lat) == pytest.approx(16_093.44, abs=0.02)
    assert (corner.lon, corner.lat) == (other.lon, other.lat)
    assert distance_m(-119.01, 35.37, corner.lon, corner.lat) == pytest.approx(500**0.5 * 1609.344, abs=0.02)
    assert corner.uncertainty_m == other.uncertainty_m


@pytest.mark.parametrize("kind", ["coordinates", "place", "distance", "path"])
def test_without_a_direction_the_point_is_the_one_given(kind):
    """A distance in no direction moves nothing."""
    words = {name: text for name, text in HEADING.items() if name in options_of(kind)}
    found = read_georeference(words | {"kind": kind})

    assert (found.lon, found.lat) == (-119.01, 35.37)


@pytest.mark.parametrize(
    "coordinates", ["35°22'12\"N 119°0'36\"W", "119°0'36\"W; 35°22'12\"N", "11S LV 17401 15930", "٣٥٫٣٧، -١١٩٫٠١"]
)
def test_coordinates_in_any_spelling(coordinates):
    """The same as those that are read elsewhere."""
    found = read_georeference(PLACE | {"coordinates": coordinates})
    assert distance_m(-119.01, 35.37, found.lon, found.lat) < 60


@pytest.mark.parametrize(
    ("source", "error_m"),
    [
        ("GPS", 30), ("gps before 2000", 100), ("gps 8 m", 8), ("1:50,000", 50), ("map 1:50.000", 50),
        ("1:100000", 100), ("USGS 1:24000", 12.192), ("usgs 1:100 000", 50.9016), ("USGS 1:250,000", 127.1016),
        ("Google Earth", 7.8), ("google before 2008", 89.7), ("gazetteer", 0), ("other", 0),
    ],
)  # fmt: skip
def test_sources(source, error_m):
    """The US standards are of US maps: a map of others is good to a millimetre on paper."""
    found = read_georeference(PLACE | {"source": source, "datum": "WGS84"})
    assert {term.name: term.length_m for term in found.terms}["source"] == pytest.approx(error_m)


@pytest.mark.parametrize(
    ("precision", "degrees"),
    [
        ("0.01", 0.01), ("0.01 degrees", 0.01), ("1°", 1), ("nearest degree", 1), ("to the nearest minute", 1 / 60),
        ("10 minutes", 1 / 6), ("nearest second", 1 / 3600), ("0,1 min", 1 / 600),
    ],
)  # fmt: skip
def test_precisions(precision, degrees):
    """In degrees, minutes and seconds."""
    assert read_georeference(PLACE | {"precision": precision}).uncertainty_m == pytest.approx(
        read_georeference(PLACE | {"precision": f"{degrees:.12f}"}).uncertainty_m
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("kind", "town"), ("coordinates", "35.37"), ("coordinates", "95, 190"), ("precision", "fine"),
        ("precision", "0"), ("precision", "-1"), ("precision", "5 m"), ("precision", ". minutes"), ("source", "a map"),
        ("source", "1:0"), ("source", "USGS 1:50000"), ("source", "gps far"), ("datum", "mine"),
        ("datum", "unknown far"), ("extent", "-3 km"), ("extent", "3"), ("extent", "big"),
        ("measurement-error", "50 furlongs"), ("distance", "0 mi"), ("distance", "ten miles"), ("heading", "up"),
        ("heading", "126"), ("heading", "400±10"), ("heading", "10±200"), ("distance-precision", "0 mi"),
        ("unit", "ell"), ("rule", "1999"),
    ],
)  # fmt: skip
def test_a_bad_value_is_refused_at_its_option(name, value):
    """Once, with what to write."""
    assert (name, name) in problems(HEADING | {name: value})


@pytest.mark.parametrize("kind", NEEDED)
def test_what_a_kind_needs_is_asked_for(kind):
    """All of it at once: what is not known is not 0."""
    found = problems({"kind": kind})
    assert set(found) == {(name, "needed") for name in ("coordinates", "source", *NEEDED[kind])}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ({}, ("kind", "needed")),
        (PLACE | {"lat": "35"}, ("coordinates", "once")),
        ({"kind": "coordinates", "source": "gps", "lat": "35"}, ("lat", "pair")),
        ({"kind": "coordinates", "source": "gps", "lon": "35"}, ("lon", "pair")),
        (PLACE | {"distance": "5 km"}, ("distance", "unused")),
        (PLACE | {"kind": "coordinates"}, ("extent", "unused")),
        (PLACE | {"source": "1:50000"}, ("datum", "needed")),
        (PLACE | {"source": "other"}, ("datum", "needed")),
        (HEADING | {"rule": "2004", "distance-precision": "1 mi"}, ("rule", "once")),
        (PLACE | {"coordinates": "11S LV 17401 15930", "datum": "NAD27"}, ("coordinates", "grid")),
        (HEADING | {"kind": "orthogonal", "second-distance": "1 mi", "second-heading": "W"},
         ("second-heading", "right-angle")),
        (PLACE | {"extent": "20000 km", "measurement-error": "20000 km"}, ("kind", "sum")),
    ],
)  # fmt: skip
def test_what_does_not_go_together_is_refused(words, expected):
    """Nothing is left out in silence."""
    assert expected in problems(words)


def test_a_unit_is_of_lengths_that_have_none():
    """And only of these."""
    bare = HEADING | {"distance": "10", "extent": "2", "distance-precision": "10", "unit": "miles"}
    full = HEADING | {"distance": "10 mi", "extent": "2 mi", "distance-precision": "10 mi"}
    mixed = full | {"unit": "km"}

    radius_m = read_georeference(full).uncertainty_m
    assert read_georeference(bare).uncertainty_m == read_georeference(mixed).uncertainty_m == radius_m


def test_the_rule_reads_the_digits():
    """By that of 2004 the whole mile counts, by that of 2020 half of it; a width may be set."""
    path = HEADING | {"kind": "path", "distance": "13 mi"}
    del path["heading"]
    found = {
        rule: {term.name: term.length_m for term in read_georeference(path | {"rule": rule}).terms}
        for rule in ("2020", "2004", "500 m")
    }
    assert [one["distance_precision"] for one in found.values()] == [804.672, 1609.344, 500]


def test_every_problem_is_told_at_once(capsys):
    """Each at its option as typed, and as one document; the status is that of words nobody understands."""
    bad = HEADING | {"source": "hearsay", "heading": "up", "rule": "1999"}
    assert main(["georeference", *typed(bad)]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    for words in (
        "--source: 'hearsay' is not a known source",
        "--heading: 'up' is not a direction",
        "--rule: '1999' is not a rule",
    ):
        assert words in captured.err

    assert main(["georeference", *typed(bad), "--json"]) == 2
    found = json.loads(capsys.readouterr().out)
    assert sorted(problem["where"] for problem in found["problems"]) == ["--heading", "--rule", "--source"]


def test_the_table_says_each_term_and_the_sum(capsys):
    """In plain words, with where each comes from."""
    assert main(["georeference", *typed(HEADING | {"extent": "2 mi", "distance-precision": "10 mi"})]) == 0

    out = capsys.readouterr().out
    for words in (
        "10 mi E from 35.37, -119.01",
        "Extent of the place           3,218.7 m  from its centre to its farthest point: 2 mi",
        "Rounding of the distance      8,046.7 m  half of the precision stated, 10 mi",
        "E: ± 45°",
        "Together",
    ):
        assert words in out


def test_another_datum_is_told(answer):
    """A case has WGS84; the point is not moved to it in silence."""
    _, found, messages = answer(PLACE | {"datum": "NAD27"})

    assert "datum NAD27" in found["protocol"]
    assert messages == "The point is on NAD27. A case has WGS84: convert it before it is put into one.\n"


def test_help_names_every_option(capsys):
    """And says what each kind needs."""
    with pytest.raises(SystemExit):
        main(["georeference", "--help"])
    out = capsys.readouterr().out
    assert all(f"--{name}" in out for name in OPTIONS)
    assert "needs --distance, --heading, --extent" in out


@given(st.dictionaries(st.sampled_from(list(OPTIONS)), st.text(max_size=30)))
def test_any_words_are_answered(words):
    """With a point or with problems."""
    try:
        read_georeference(words)
    except GeoreferenceError as error:
        assert error.problems  # noqa: PT017 - a point is an answer as well
