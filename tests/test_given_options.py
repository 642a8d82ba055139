"""What a person gives on the command line takes effect or is refused in a sentence, by any option of any command."""

import json

import pytest

from geodata.__main__ import COMMANDS, add_command, main
from geodata.cli import geocode, importing
from geodata.cli.arguments import Arguments
from geodata.importing.templates import samples
from geodata.sandbox.read_back import import_file
from tests.benchmarks.serving import ROOT
from tests.test_geocode import WORLD

CASE = str(ROOT / "incidents.geojson")
#: What a command needs beside the option that is tried.
NEEDED = {
    "check": [CASE], "distance": ["--points", "35,40", "36,41"], "precision": ["35 miles"], "geocode": ["Raqqa"],
    "georeference": [], "verdicts": [CASE, "--claims", "ARMY-AT,MCGURK-55-KM"], "export": [CASE, "-o", "out.csv"],
    "timeline": [CASE], "changes": [CASE, "2015-12-07", "2015-12-08"],
    "sun": ["--points", "35,40", "--time", "2015-12-06T19:40"],
    "import": ["claims.csv", "-o", "out.geojson", "--no-lookup"],
}  # fmt: skip
#: Names of files, and words that are anybody's own: some of what is odd elsewhere is in order there.
FREE = {("import", "--bad"), ("import", "--mapping"), ("export", "--output")}
#: Options that may be given several times, and one of two values.
GATHERED = ("--points", "--column", "--gazetteer", "--calendar", "--days", "--decimal", "--names")
ODD = ["", "nope", "-1", "\0", "9" * 30, "\u202e\U0001f600"]


def options():
    """Return (command, option) of all options that take a value."""
    commands = Arguments().add_subparsers()
    for name in COMMANDS:
        add_command(commands, name)
    return [
        (name, action.option_strings[-1])
        for name, parser in commands.choices.items()
        for action in parser._actions
        if action.option_strings and action.nargs != 0
    ]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Go to a folder with a table, without an index of places."""
    (tmp_path / "claims.csv").write_bytes(samples()["claims.csv"])
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(geocode, "open_world", lambda _: WORLD)
    monkeypatch.setattr(importing, "apart", lambda _name, *job, **_: import_file(*job))  # in no process of its own
    return tmp_path


@pytest.mark.parametrize(("command", "option"), [pair for pair in options() if pair not in FREE])
def test_an_odd_value_is_refused_in_a_sentence(folder, capsys, command, option):
    """Never ignored, never a traceback; nothing is written."""
    for value in ODD:
        words = [word for word in NEEDED[command] if word != "--points" or option != "--points"]
        try:
            status = main([command, *words, *([option, value] if option != "--points" else [option, value, value])])
        except SystemExit as stop:
            status = int(stop.code or 0)
        said = capsys.readouterr().err

        assert status in (1, 2), (value, said)
        assert len(said) > 20
        assert "Traceback" not in said
    assert not [path for path in folder.iterdir() if path.name.startswith("out")]


@pytest.mark.parametrize(("command", "option"), [pair for pair in options() if pair[1] not in GATHERED])
@pytest.mark.usefixtures("folder")
def test_an_option_is_given_once(capsys, command, option):
    """Two values of one option contradict each other, unless it gathers them."""
    value = "2004" if option == "--rule" else "1"
    assert main([command, *NEEDED[command], option, value, option, value]) == 2 or "first" in option
    said = capsys.readouterr().err
    assert "given twice" in said or "no column '1'" in said


@pytest.fixture
def unclear(folder):
    """Write a table that asks; return the words that import it."""
    (folder / "asks.csv").write_text(
        "first,second,seen,summary\n35.396,40.056,05/12/2015,A strike\n0.000,0.000,06/12/2015,B\n"
    )
    return ["import", "asks.csv", "-o", "out.geojson", "--no-lookup"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--country", "XX"], ["--country: 'XX' is not a country. Give two letters of ISO 3166-1, such as SY."]),
        (["--zone", "99N"], ["--zone: '99N' is not a UTM zone. Write 1 to 60 and N or S, such as 37N."]),
        (["--zone", "37N"], ["--zone: The file asks no such question, so '37N' would do nothing. Leave it"]),
        (["--day-first", "nope"],
         ["--day-first 'nope': There is no column 'nope'. Columns are: 'first', 'second', 'seen', 'summary'."]),
        (["--axes", "up"], ["--axes: 'up' is not one of its values. Give swap or as-written."]),
        (["--sheet", "two"], ["--sheet: 'asks.csv' has no sheets, layers or lists to choose from, so 'two' changes"]),
        (["--encoding", "nope"], ["--encoding: The encoding 'nope' is not known."]),
        (["--delimiter", "|"], ["The sign '|' divides nothing here."]),
        (["--precision-codes", "acled"], ["--precision-codes: The file asks no such question"]),
        (["--actor", "column:Who"], ["--actor: There is no column 'Who'. Columns are: 'first'"]),
        (["--column", "summary=actor", "--actor", "A"], ["--actor: Column 'summary' says it already"]),
        (["--column", "seen=stated", "--column", "seen=keep"], ["--column 'seen=keep': --column 'seen=stated' says"]),
        (["--answers", "answers.json", "--axes", "swap"],
         ["answers.json, 'axes': It is 'as-written' here, and 'swap' by --axes. Give one of them."]),
        (["--answers", "answers.json"],
         ["answers.json, 'axis': The file asks no such", "answers.json, 'zero': 'maybe' is none of the answers"]),
        (["--country", "XX", "--day-first", "nope", "--axes", "up", "--header-row", "x"],
         ["--country: ", "--day-first 'nope': ", "--axes: ", "--header-row: 'x' is not a whole", "has 4 problems"]),
    ],
)  # fmt: skip
def test_what_is_given_to_an_import_is_used_or_refused(unclear, folder, capsys, words, said):
    """With value, rule and remedy, all at once, and nothing is written."""
    (folder / "answers.json").write_text(json.dumps({"axis": "swap", "zero": "maybe", "axes": "as-written"}))

    assert main([*unclear, *words]) == 2
    err = capsys.readouterr().err
    assert [sentence for sentence in said if sentence not in err] == []
    assert not (folder / "out.geojson").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--country", "SY"], "No row has a place by its name alone"),
        (["--month-first", "--day-first", "seen"], "No date is unclear"),
    ],
)
def test_what_holds_for_all_and_changes_nothing_is_told(unclear, capsys, words, said):
    """It may be set for many files: it is no mistake in one."""
    assert main([*unclear, *words]) == 1
    assert said in capsys.readouterr().out


def test_a_wrong_call_is_json_too(capsys):
    """One document on standard output, where that is asked for."""
    with pytest.raises(SystemExit, match="2"):
        main(["check", "--json", "--wrong", "x"])
    captured = capsys.readouterr()
    assert "Standard error says" in json.loads(captured.out)["error"]
    assert "--wrong" in captured.err


@pytest.mark.usefixtures("folder")
def test_an_option_that_a_file_shows_nothing_of_is_refused(capsys):
    """A title of a table, a size of a web page."""
    assert main(["export", CASE, "-o", "out.csv", "--title", "T", "--size", "report", "--short"]) == 2
    err = capsys.readouterr().err
    assert "--title: A .csv file shows nothing of 'T'. Leave it out, or write" in err
    assert "--size: " in err
    assert (
        "--short: A .csv file shows nothing of 'two pages'. Leave it out, or write .report.html or .report.pdf" in err
    )
