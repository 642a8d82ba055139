"""``geocode`` on the command line: members, words, exit statuses; never online."""

import json

import pytest

from geodata.__main__ import main
from geodata.cli import geocode as command
from geodata.gazetteer import nominatim
from geodata.gazetteer.answer import decide_meaning
from geodata.gazetteer.geocoder import Gazetteer
from tests.benchmarks.serving import ROOT
from tests.worlds import made_up, place

CASE = str(ROOT / "incidents.geojson")
WORLD = made_up(
    place("GeoNames 172955", "Ar Raqqah", "Raqqa", "الرقة", lon=39.00788, lat=35.95283, population=531_952),
    place("GeoNames 1", "Tripoli", lon=35.85, lat=34.43, population=229_398),
    place("GeoNames 2", "Tripoli", lon=13.19, lat=32.89, population=1_302_947),
    place("GeoNames 3", "Iraq"),
)


def test_what_is_certain_is_one_place():
    """Raqqa is; Tripoli is asked about."""
    gazetteer = Gazetteer(WORLD)
    found = {name: decide_meaning(name, gazetteer.candidates(name)) for name in ("Raqqa", "Tripoli", "Nowhere")}

    assert [one.place is not None for one in found.values()] == [True, False, False]
    assert [len(one.candidates) for one in list(found.values())[1:]] == [2, 0]


@pytest.fixture(autouse=True)
def _small_world(monkeypatch, tmp_path):
    monkeypatch.setenv("CROSSBEARING_CACHE", str(tmp_path))
    monkeypatch.setattr(command, "open_world", lambda _: WORLD)


@pytest.fixture
def answer(capsys):
    """Run the command with ``--json``; return its status, its document and its messages."""

    def run(*arguments):
        status = main(["geocode", *arguments, "--json"])
        captured = capsys.readouterr()
        return status, json.loads(captured.out), captured.err

    return run


def test_the_members_are_those_that_design_fixes(answer):
    """And nothing is said where there is nothing to ask."""
    status, found, messages = answer("الرقة")

    assert (status, messages) == (0, "")
    assert found == [
        {
            "name": "Ar Raqqah", "lat": 35.95283, "lon": 39.00788, "uncertainty_m": None, "source": "GeoNames 172955",
            "matched": "الرقة", "score": found[0]["score"],
        }
    ]  # fmt: skip
    assert list(found[0]) == ["name", "lat", "lon", "uncertainty_m", "source", "matched", "score"]


def test_sites_of_a_case_come_first(answer):
    """With their uncertainty; words of a name need no quotes."""
    status, found, _ = answer("Deir", "Ezzor", "--case", CASE)

    assert (status, found[0]["source"], found[0]["uncertainty_m"]) == (0, "case DEIR-EZ-ZOR-CITY", 4000)


@pytest.mark.parametrize(("near", "source"), [("34.4,35.8", "GeoNames 1"), ("-32,-13", "GeoNames 2")])
def test_near_is_latitude_first(answer, near, source):
    """And may be negative."""
    assert answer("Tripoli", "--near", near)[1][0]["source"] == source


def test_an_unknown_name_is_no_error(answer):
    """An empty list, and a sentence."""
    status, found, messages = answer("Xqzwvq")

    assert (status, found) == (0, [])
    assert messages.startswith("No place called 'Xqzwvq' is known")


def test_a_country_is_no_place_in_another(answer):
    """Unless the other is asked for."""
    _, found, messages = answer("Iraq")

    assert found == []
    assert messages.startswith("'Iraq' is a country")
    assert answer("Iraq", "--country", "SY")[1][0]["source"] == "GeoNames 3"


def test_what_is_ambiguous_is_said(answer):
    """On standard error; the list has all of them."""
    status, found, messages = answer("Tripoli")

    assert (status, len(found)) == (0, 2)
    assert "may be" in messages


def test_a_distance_from_a_place_gives_the_place(answer):
    """And says distance and direction apart."""
    status, found, messages = answer("35 miles SE of Raqqa")

    assert (status, found[0]["source"]) == (0, "GeoNames 172955")
    assert messages == (
        "Distance and direction: 35 mi SE. The candidates are for the place it is from; no point is computed.\n"
    )


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["Raqqa", "--country", "ZZ"], "is not a country"), (["Raqqa", "--near", "95,200"], "not on the Earth"),
        (["?!"], "is not the name of a place"), (["Raqqa", "--case", "missing.geojson"], "There is no file"),
    ],
)  # fmt: skip
def test_wrong_words_exit_with_2(answer, arguments, words):
    """On standard error, and as one JSON document."""
    status, found, messages = answer(*arguments)

    assert (status, list(found)) == (2, ["error"])
    assert words in messages


def test_the_text_says_where_and_why(capsys):
    """Position, radius, score, source, reason, and what the licence asks for."""
    assert main(["geocode", "Ayyaxh", "--case", CASE]) == 0

    captured = capsys.readouterr()
    for words in (
        "No place is spelled 'Ayyaxh'. Did you mean Ayyash (AYYASH)",
        "35.42100, 40.05500 ± 2,000 m",
        "[case AYYASH]",
        "one typing error away; a place of the case (village).",
    ):
        assert words in captured.out
    assert main(["geocode", "Raqqa"]) == 0
    assert capsys.readouterr().out.endswith("Place names: GeoNames (geonames.org, CC BY 4.0).\n")
    assert captured.err == ""


def test_nothing_is_asked_online_unless_told_to(answer, monkeypatch):
    """And then it is said before."""
    found = nominatim.NominatimPlace(
        "Ayyash, Syria", 40.0, 35.4, "OpenStreetMap node 1", "village", 0.3, "SY", ("Ayyash",)
    )
    asked = []
    monkeypatch.setattr(
        nominatim, "nominatim", lambda: lambda name, country: (asked.append((name, country)), (found,))[1]
    )

    answer("Ayyash")
    assert asked == []
    _, candidates, messages = answer("Ayyash", "--online")
    assert (asked, candidates[0]["source"]) == ([("Ayyash", None)], "OpenStreetMap node 1")
    assert messages.startswith("Sending 'Ayyash' and this machine's address to nominatim.openstreetmap.org")
