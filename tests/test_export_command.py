"""``export`` on the command line: docs/command-line.md, "Export and import"."""

import json
import os
import stat

import pytest

from geodata.__main__ import main
from geodata.casefile.io import check_bytes
from geodata.core.problems import UnreadableError
from geodata.core.user_dirs import state_folder
from geodata.exporting.blur_secret import user_key
from geodata.exporting.case_csv import read_csv_case
from geodata.exporting.geopackage_reader import read_gpkg_case
from tests.cases import small_case


@pytest.fixture
def case_path(tmp_path):
    path = tmp_path / "case.geojson"
    path.write_text(json.dumps(small_case()))
    return path


@pytest.fixture(autouse=True)
def state(tmp_path, monkeypatch):
    monkeypatch.setenv("CROSSBEARING_STATE", str(tmp_path / "state"))
    return tmp_path / "state"


def run(case_path, name, *words):
    """Return exit status and the bytes written, if any were."""
    target = case_path.parent / name
    status = main(["export", str(case_path), "-o", str(target), *words])
    return status, target.read_bytes() if target.exists() else None


@pytest.mark.parametrize(
    ("name", "read"), [("a.CSV", read_csv_case), ("a.gpkg", read_gpkg_case), ("a.geojson", json.loads)]
)
def test_what_can_be_read_back_is_the_case(case_path, name, read):
    """By the ending, upper case or lower."""
    status, data = run(case_path, name)
    assert (status, read(data)) == (0, small_case())


def test_it_says_what_was_written(case_path, capsys):
    """How many of how many, by which filters, how large."""
    status, data = run(case_path, "a.geojson", "--filter", "?actors=ARMY&relations=in")
    assert (status, check_bytes(data).valid) == (0, True)
    first, second = capsys.readouterr().out.splitlines()
    assert first.endswith(f"a.geojson: 1 of 6 claims, and 1 more that they are derived from, {len(data):,} bytes.")
    assert second == "  Filters: according to Army; in a region."


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--extent", "1,2,3"], "'1,2,3' is not four numbers. Write west"),
        (["--extent", "a,b,c,d"], "'a,b,c,d' is not four numbers. Write west"),
        (["--date", "yesterday"], "'yesterday' is not a date. Write year"),
        (["--rule", "2021"], "'2021' is not a rule. Use 2020"),
    ],
)
def test_an_option_that_is_wrong_is_answered_with_how_to_write_it(case_path, capsys, words, message):
    """And never with the name of a function of ours."""
    assert main(["export", str(case_path), "-o", "a.svg", *words]) == 2
    assert message in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "words"), [("a.shapes.geojson", []), ("a.geojson", ["--shapes"]), ("a.json", ["--shapes"])]
)
def test_shapes_by_ending_or_option(case_path, name, words):
    """The rule widens what is drawn."""
    status, data = run(case_path, name, *words, "--claims", "envoy-se", "--rule", "2 km")
    widths = {feature["properties"].get("half_width_km") for feature in json.loads(data)["features"]}
    assert (status, widths) == (0, {None, 2.0})


def test_a_case_is_written_as_it_stood(case_path):
    """What had not been said by then is left out, and it is said of which moment the file is."""
    document = json.loads(case_path.read_text())
    dates = dict(zip(["ARMY-AT", "ARMY-IN"], ["2015-12-06", "2015-12-09"], strict=True))
    for feature in document["features"][3:]:
        feature["properties"] |= {"stated": dates.get(feature["id"]), "sources": [], "derived_from": []}
    case_path.write_text(json.dumps(document))
    _, data = run(case_path, "a.geojson", "--filter", "said_by=2015-12-07")
    written = json.loads(data)["features"]
    assert [one["id"] for one in written if one["properties"]["record"] == "claim"] == ["ARMY-AT"]


def test_claims_and_filter_together_are_what_passes_both(case_path):
    """A claim named that the filter leaves out is left out."""
    _, data = run(case_path, "a.geojson", "--claims", "ARMY-AT,ENVOY-SE", "--filter", "actors=ENVOY&words=envoy se")
    assert json.loads(data)["case"]["extract"]["claims"] == ["ENVOY-SE"]


@pytest.mark.parametrize(
    ("name", "words", "message"),
    [
        ("case.geojson", [], "The case and -o are one file"),
        (
            "a.doc",
            [],
            "is not that of a format. Use one of .shapes.geojson, .geojson, .gpkg, .kml, .csv, .report.html,",
        ),
        ("a.csv", ["--shapes"], "'a.csv' should end in .shapes.geojson"),
        ("no/a.csv", [], "cannot be written: No such file or directory."),
        ("a.csv", ["--claims", "NOBODY"], "There is no claim 'NOBODY'"),
        ("a.csv", ["--filter", "actors=NOBODY"], "'actor NOBODY', which is not known. Give one of 'COALITION', "),
        (
            "a.csv",
            ["--filter", "said_by=yesterday"],
            "'said_by yesterday': write its value as 2015-12-07 or 2015-12-",
        ),
        ("a.csv", ["--filter", "actor=ARMY"], "'actor', which is not known. Use actors, events"),
        ("a.csv", ["--filter", "ARMY"], "'ARMY', which is not known"),
        ("a.csv", ["--filter", "?actors=ARMY&actors=ENVOY"], "'actors' 2 times: give it once, with commas between"),
        ("a.csv", ["--filter", "words=a&words=b"], "'words' 2 times: give it once."),
        ("a.csv", ["--filter", "after=7/12/2015"], "'after 7/12/2015': write its value as 2015-12-07 or 2015-12-"),
        (
            "a.csv",
            ["--filter", "undated=never&actor=A"],
            "'undated never': write its value as yes or no. The",
        ),
        ("a.csv", ["--filter", "words=nowhere"], "No claim matches the filters"),
        ("a.csv", ["--blur", "NOWHERE"], "No place of the case is called 'NOWHERE'"),
        ("a.csv", ["--blur", "CAMP", "--blur-radius", "5"], "has no unit"),
        ("a.csv", ["--blur", ""], "--blur names no place. Give ids or names, with commas between."),
        ("a.csv", ["--blur", " , ", "--blur-radius", "5 km"], "--blur names no place."),
        ("a.csv", ["--blur-radius", "5 km"], "--blur-radius is given without --blur"),
    ],
)
def test_wrong_usage_is_one_sentence(case_path, capsys, name, words, message):
    """Exit 2, nothing written, the case as it was."""
    before = case_path.read_bytes()
    status, _ = run(case_path, name, *words)
    assert (status, case_path.read_bytes()) == (2, before)
    assert message in capsys.readouterr().err
    assert [path.name for path in case_path.parent.glob("*.*")] == ["case.geojson"]


def test_the_case_is_refused_under_another_name(case_path, capsys):
    """A link to it is it."""
    os.link(case_path, case_path.with_name("link.geojson"))
    assert (
        run(case_path, "link.geojson")[0],
        "The case and -o are one file" in capsys.readouterr().err,
    ) == (2, True)


def test_a_case_with_problems_exits_with_1(case_path, capsys):
    """Each named; nothing written."""
    document = small_case()
    document["features"][4]["properties"]["polarity"] = "maybe"
    case_path.write_text(json.dumps(document))
    assert run(case_path, "a.csv") == (1, None)
    assert "'maybe' is not a valid polarity" in capsys.readouterr().err


def test_a_blurred_export(case_path, capsys):
    """By a spelling of the site; the key is made once, for the user alone."""
    status, data = run(case_path, "a.geojson", "--blur", "camp, City", "--blur-radius", "10 km")
    again = run(case_path, "b.geojson", "--blur", "CAMP,CITY", "--blur-radius", "10 km")[1]
    assert (status, data, check_bytes(data).valid) == (0, again, True)
    assert "Blurred: CAMP, by up to 10.000 km." in capsys.readouterr().out
    assert stat.S_IMODE((state_folder() / "blur.key").stat().st_mode) == 0o600


def test_what_would_give_a_blurred_place_away_exits_with_1(case_path, capsys):
    """Named with what to do; nothing written."""
    document = small_case()
    document["features"][7]["properties"]["summary"] = "At 35.396, 40.056."
    case_path.write_text(json.dumps(document))
    assert run(case_path, "a.kml", "--blur", "CAMP") == (1, None)
    assert (
        "ENVOY-SE $.features[7].properties.summary: 'At 35.396, 40.056.' says where CAMP is." in capsys.readouterr().err
    )


@pytest.mark.parametrize("spoiled", [lambda path: path.write_bytes(b"short"), lambda path: path.mkdir()])
def test_a_key_that_is_none_is_named(state, spoiled):
    """Not replaced: another key would make another shift."""
    state.mkdir()
    spoiled(state / "blur.key")
    with pytest.raises(UnreadableError, match="key for blurring"):
        user_key()


@pytest.mark.parametrize(
    ("variables", "folder"),
    [
        ({"XDG_STATE_HOME": "/x"}, "/x/crossbearing"),
        ({"CROSSBEARING_STATE": "/y"}, "/y"),
        ({"HOME": "/h"}, "/h/.local/state/crossbearing"),
    ],
)
def test_where_the_key_is_kept(monkeypatch, variables, folder):
    """On Linux, beside the user's other state."""
    for name in ("CROSSBEARING_STATE", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert str(state_folder()) == folder
