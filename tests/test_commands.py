"""``distance`` and ``precision`` on the command line: members, words, exit statuses."""

import json
import subprocess
import sys

import pytest

from geodata.__main__ import main
from tests.benchmarks.serving import ROOT
from tests.cases import small_case

CASE = str(ROOT / "incidents.geojson")


@pytest.fixture
def answer(capsys):
    """Run a command with ``--json``; return its status, its document and its messages."""

    def run(*arguments):
        status = main([*arguments, "--json"])
        captured = capsys.readouterr()
        return status, json.loads(captured.out), captured.err

    return run


@pytest.mark.parametrize(
    ("a", "b", "distance_m", "radius_m"),
    [
        ("SAEQA-CAMP", "AYYASH", 2_775, 4_000), ("SAEQA-CAMP", "DEIR-EZ-ZOR-CITY", 10_195, 6_000),
        ("Saeqa", "al-Omar oil field", 57_351, 9_000), ("عياش", "حقل العمر", 59_029, 9_000),
    ],
)  # fmt: skip
def test_distances_of_the_case(answer, a, b, distance_m, radius_m):
    """By id or spelling; the members are those of docs/command-line.md, "Distances"."""
    status, found, messages = answer("distance", CASE, a, b)

    assert (status, messages) == (0, "")
    assert list(found) == ["distance_m", "min_m", "max_m", "azimuth_deg", "back_azimuth_deg"]
    assert found["distance_m"] == pytest.approx(distance_m, abs=1)
    assert found["max_m"] == pytest.approx(found["distance_m"] + radius_m)
    assert found["min_m"] == pytest.approx(max(0, found["distance_m"] - radius_m))


@pytest.mark.parametrize(
    ("points", "distance_m", "azimuth_deg"),
    [
        (("35.396,40.056", "35.33588,40.14084"), 10_195.03, 130.84), (("-35.1,40", "-35.1,41"), 91_176.3, 90.29),
        (("0,179.5", "0,-179.5"), 111_319.49, 90), (("-.5,-0.5", "-90,0"), 9_946_678.6, 180.0),
    ],
)  # fmt: skip
def test_distances_of_bare_points(answer, points, distance_m, azimuth_deg):
    """Negative numbers are no options; nothing is uncertain that nobody called so."""
    status, found, _ = answer("distance", "--points", *points)

    assert status == 0
    assert found["distance_m"] == found["min_m"] == found["max_m"] == pytest.approx(distance_m, abs=0.5)
    assert found["azimuth_deg"] == pytest.approx(azimuth_deg, abs=0.6)


def test_json_has_no_infinity(answer, tmp_path):
    """Unbounded is null, and standard error says why."""
    document = small_case()
    document["features"][1]["properties"]["coordinateUncertaintyInMeters"] = None
    (tmp_path / "case").write_text(json.dumps(document))
    status, found, messages = answer("distance", str(tmp_path / "case"), "CAMP", "CITY")

    assert (status, found["min_m"], found["max_m"]) == (0, 0, None)
    assert messages == "The uncertainty of City is not known. Nothing bounds the distance.\n"


@pytest.mark.parametrize(
    ("points", "distance_m", "words"),
    [
        (("0,0", "0,0"), 0, "same position"),
        (("0,180", "0,-180"), 0, "same point"),
        (("10,20", "-10,-160"), 20_003_931.46, "antipodes"),
    ],
)
def test_where_there_is_no_direction(answer, points, distance_m, words):
    """The distance is right, the azimuths are null, and it is said."""
    status, found, messages = answer("distance", "--points", *points)

    assert (status, found["azimuth_deg"], found["back_azimuth_deg"]) == (0, None, None)
    assert found["distance_m"] == pytest.approx(distance_m, abs=0.01)
    assert words in messages


def test_the_text_says_bounds_azimuths_and_where_they_come_from(capsys):
    """In kilometres, miles and nautical miles."""
    assert main(["distance", CASE, "SAEQA-CAMP", "DEIR-EZ-ZOR-CITY"]) == 0

    out = capsys.readouterr().out
    for words in (
        "10.195 km (6.335 mi, 5.505 nmi)",
        "4.195 km",
        "16.195 km",
        "130.84° there, 310.89° back",
        "within 2,000 m",
    ):
        assert words in out


def test_the_text_says_that_bare_points_are_exact(capsys):
    """A certainty that is not silent."""
    assert main(["distance", "--points", "1,2", "3,4"]) == 0
    assert "taken as exact" in capsys.readouterr().out


def test_a_region_is_measured_to_its_nearest_and_farthest_point(answer):
    """No one point stands for it."""
    status, found, messages = answer("distance", CASE, "SAEQA-CAMP", "Deir ez-Zor province")

    assert (status, found["distance_m"], found["min_m"]) == (0, None, 0)
    assert found["max_m"] > 100_000
    assert "is a region" in messages


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["distance", CASE, "SAEQA-CAMP", "Nowhere at all"], "No place of the case is called"),
        (["distance", CASE, "SAEQA-CAMP", "Ayyyash"], "Did you mean"),
        (["distance", CASE, "SAEQA-CAMP"], "Give a file and two places"),
        (["distance", CASE, "A", "B", "--points", "1,2", "3,4"], "Give a file and two places"),
        (["distance"], "Give a file and two places"),
        (["distance", "missing.geojson", "A", "B"], "There is no file"),
        (["distance", "--points", "139.69,35.68", "35.3,40"], "These look swapped: did you mean 35.68,139.69?"),
        (["distance", "--points", "nan,0", "0,0"], "is not a pair of coordinates"),
        (["precision", "35 parsecs"], "is not a known unit"),
        (["precision", "-5 km"], "negative"),
        (["precision", "-5km"], "negative"),
        (["precision", "0 km"], "is not a distance"),
        (["precision", "99999 km"], "farther than any two places"),
        (["precision", ""], "no number"),
        (["precision", "five miles"], "no number"),
        (["precision", "\u202e\u0007 km"], "no number"),
    ],
)  # fmt: skip
def test_wrong_words_exit_with_2_and_say_what_to_do(answer, arguments, words):
    """On standard error, and as one JSON document on standard output."""
    status, found, messages = answer(*arguments)

    assert (status, list(found)) == (2, ["error"])
    assert words in found["error"]
    assert messages.count("\n") == 1
    assert words in messages


def test_a_file_with_problems_exits_with_1_and_names_them(answer, tmp_path):
    """The same problems that ``check`` names."""
    document = small_case()
    document["features"][0]["geometry"]["coordinates"] = [40, 135]
    (tmp_path / "case").write_text(json.dumps(document))
    status, found, messages = answer("distance", str(tmp_path / "case"), "CAMP", "CITY")

    assert status == 1
    assert "geojson.range" in {problem["rule"] for problem in found["problems"]}
    assert "135" in messages


@pytest.mark.parametrize(
    ("words", "rule", "expected"),
    [
        (["35 miles"], "2020", (56_327.04, 804.672, 55_522.368, 57_131.712)),
        (["35", "miles"], "2004", (56_327.04, 1_609.344, 54_717.696, 57_936.384)),
        (["about 55 km"], "2020", (55_000, 500, 54_500, 55_500)), (["55 كم"], "2004", (55_000, 1_000, 54_000, 56_000)),
        (["55 km"], "2 km", (55_000, 2_000, 53_000, 57_000)), (["1,000 m"], "2020", (1_000, 50, 950, 1_050)),
        (["10 1/4 mi"], "2020", (16_495.776, 201.168, 16_294.608, 16_696.944)),
        (["1 km"], "5 km", (1_000, 5_000, 0, 6_000)),
    ],
)  # fmt: skip
def test_precision(answer, words, rule, expected):
    """The members of docs/command-line.md, "Precision", by either rule and by a width that the user sets."""
    status, found, messages = answer("precision", *words, "--rule", rule)

    assert (status, messages) == (0, "")
    assert list(found) == ["value_m", "half_width_m", "min_m", "max_m", "rule"]
    assert tuple(found.values())[:4] == pytest.approx(expected)
    assert found["rule"] == {"2 km": "2000 m", "5 km": "5000 m"}.get(rule, rule)


def test_the_rule_is_2020_unless_said(answer, capsys):
    """And the text names it."""
    assert answer("precision", "35 miles")[1]["rule"] == "2020"
    assert main(["precision", "35 miles"]) == 0
    assert (
        "0.805 km (0.500 mi, 0.434 nmi), ± half of the last digit (Chapman & Wieczorek 2020)" in capsys.readouterr().out
    )


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["precision", "35 km", "--rule", "1999"], "'1999' is not a rule"),
        (["precision", "35 km", "--rule", "-1"], "'-1' is not a rule"),
        (["export", CASE, "-o", "a.svg", "--extent", "-1,2"], "'-1,2' is not four numbers"),
        (["export", CASE, "-o", "a.svg", "--date", "-2015"], "'-2015' is not a date"),
    ],
)
def test_wrong_usage_exits_with_2(arguments, words, capsys):
    """With what was written."""
    assert main(arguments) == 2
    assert words in capsys.readouterr().err


def test_it_runs_as_a_program():
    """With a negative first word, in a process of its own."""
    command = [sys.executable, "-m", "geodata", "distance", "--points", "-35,-40", "-36,-41", "--json"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)

    assert (json.loads(done.stdout)["distance_m"] > 0, done.stderr) == (True, "")
