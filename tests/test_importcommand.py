"""``import`` on the command line: what is written, exit statuses, the JSON document."""

import errno
import functools
import json
import os
import sys
from pathlib import Path

import pytest

from geodata.__main__ import main
from geodata.casefile.io import read_case
from geodata.cli import importing
from geodata.gazetteer.world import CACHE_VARIABLE
from geodata.importing.templates import samples
from geodata.sandbox.process import apart
from geodata.sandbox.worker import JOBS
from tests.benchmarks.serving import ROOT
from tests.test_geocode import WORLD
from tests.worlds import keep_index

BAD = "place,lat,lon,killed,date,summary\nAyyash,35.421,40.055,3,05/12/2015,A\nCamp,95.1,40,x,,B\n,,,,,\nX,35,40,2,,C\n"


@pytest.fixture
def files(tmp_path):
    """Write the samples and a file with bad rows; return their folder."""
    for name, data in samples().items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "bad.csv").write_text(BAD)
    (tmp_path / "empty.csv").write_text("")
    (tmp_path / "even.csv").write_text("actor,summary\nA,B\n")
    return tmp_path


@pytest.fixture(autouse=True)
def _small_world(monkeypatch, tmp_path):
    """Stand in for building the index over the world, which takes its time."""
    monkeypatch.setenv(CACHE_VARIABLE, str(tmp_path / "cache"))
    monkeypatch.setattr(importing, "open_world", lambda _: keep_index(WORLD, tmp_path / "cache"))


@pytest.fixture(autouse=True)
def _in_this_process(request, monkeypatch):
    """Have files read here, by the same job, but for tests of who reads them: another process takes two seconds."""

    def here(name, *arguments, max_s):
        assert max_s == importing._MAX_S
        return JOBS[name](*arguments)

    if request.function not in APART:
        monkeypatch.setattr(importing, "apart", here)


@pytest.mark.parametrize(
    ("words", "status", "positions"),
    [(["--country", "SY"], 0, [[39.00788, 35.95283]]), ([], 1, []), (["--no-lookup"], 0, [])],
)
def test_a_place_that_has_only_a_name_is_looked_up(files, words, status, positions):
    """In the country that is told, which is asked for; if no look-up is wanted, it comes in without a position."""
    (files / "named.csv").write_text("summary,actor,place\nA strike,A,Raqqa\n")
    assert main(["import", str(files / "named.csv"), "-o", str(files / "out.geojson"), *words]) == status

    case, _ = read_case(files / "out.geojson")
    assert [site.geometry["coordinates"] for site in case.sites if site.geometry] == positions


def test_an_index_that_cannot_be_kept_is_said(files, monkeypatch, capsys):
    """With what to do; nothing is written."""
    (files / "named.csv").write_text("summary,actor,place\nA strike,A,Raqqa\n")
    monkeypatch.setattr(importing, "open_world", lambda _: None)

    assert main(["import", str(files / "named.csv"), "-o", str(files / "out.geojson")]) == 2
    assert "or do not look up names" in capsys.readouterr().err
    assert not (files / "out.geojson").exists()


@pytest.mark.parametrize(
    ("limits", "max_s", "words"),
    [
        pytest.param({"max_bytes": 2 * 1024**2}, 60, "took more than 2 MB of memory",
                     marks=pytest.mark.skipif(sys.platform != "linux", reason="where memory is limited")),
        ({"command": (sys.executable, "-c", "import time; time.sleep(600)")}, 1, "took more than 1 seconds"),
        ({"command": (sys.executable, "-c", "import os; os.abort()")}, 60, "was cut short"),
    ],
)  # fmt: skip
def test_time_and_memory_are_limited_as_on_the_page(files, monkeypatch, capsys, limits, max_s, words):
    """One sentence, the exit code of other files that cannot be read, and nothing is written."""
    (files / "large.csv").write_text("summary,lat,lon\n" + "S,35.1,40.1\n" * 5_000)
    monkeypatch.setattr(importing, "apart", functools.partial(apart, **limits))
    monkeypatch.setattr(importing, "_MAX_S", max_s)
    outputs = ["-o", str(files / "out"), "--bad", str(files / "bad"), "--mapping", str(files / "mapping")]

    assert main(["import", str(files / "large.csv"), *outputs, "--json"]) == 2
    captured = capsys.readouterr()
    assert words in json.loads(captured.out)["error"]
    assert "Nothing of it was imported." in captured.err
    assert captured.err.count("\n") == 1
    assert not any((files / name).exists() for name in ("out", "bad", "mapping"))


@pytest.mark.parametrize("name", list(samples()))
def test_what_is_written_passes_the_check(files, name, capsys):
    """As any case file."""
    assert main(["import", str(files / name), "-o", str(files / "out.geojson")]) == 0
    assert main(["check", "--json", str(files / "out.geojson")]) == 0

    out = capsys.readouterr().out
    assert json.loads(out[out.index("{") :])["valid"] is True


def test_bad_rows_are_named_and_good_ones_are_written(files, capsys):
    """Exit status 1, each fault on standard error, one JSON document on standard output."""
    status = main(["import", str(files / "bad.csv"), "-o", str(files / "out.geojson"), "--json"])
    captured = capsys.readouterr()
    found = json.loads(captured.out)

    assert (status, found["rows"], found["imported"], found["bad"], found["blank"]) == (1, 4, 2, 1, 1)
    assert [(problem["row"], problem["column"]) for problem in found["problems"]] == [
        (2, "date"),
        (3, "lat"),
        (3, "killed"),
    ]
    assert {"row", "column", "value", "rule", "message", "remedy", "is_in"} == set(found["problems"][0])
    assert "Row 3, column killed: 'x' is not a number of people." in captured.err
    assert len(read_case(files / "out.geojson")[0].claims) == 2


def test_the_text_says_counts_and_columns(files, capsys):
    """And where it was written."""
    assert main(["import", str(files / "bad.csv"), "-o", str(files / "out.geojson"), "--day-first"]) == 1

    out = capsys.readouterr().out
    assert "4 rows read: 2 imported, 1 bad, 1 blank." in out
    assert "  date: event_time" in out


def test_records_go_into_a_case_that_is_left_as_it_is(files):
    """Into the bundled one, with its own places."""
    before = (ROOT / "incidents.geojson").read_bytes()
    out = files / "out.geojson"
    assert main(["import", str(files / "claims.csv"), "-o", str(out), "--into", str(ROOT / "incidents.geojson")]) == 0

    case, _ = read_case(out)
    assert (ROOT / "incidents.geojson").read_bytes() == before
    assert case.claim_by_id["WARREN-55-KM"].site == "AYYASH"


def test_a_mapping_is_written_and_used_again(files, capsys):
    """One for other headings is refused, and so is what is none."""
    mapping, out = files / "mapping.json", str(files / "out.geojson")
    assert main(["import", str(files / "claims.csv"), "-o", out, "--mapping", str(mapping)]) == 0
    mapping.write_text(mapping.read_text().replace('"wounded": "wounded"', '"wounded": "keep"'))

    assert main(["import", str(files / "claims.csv"), "-o", out, "--mapping", str(mapping)]) == 0
    assert "imported:wounded" in (files / "out.geojson").read_text()
    assert main(["import", str(files / "bad.csv"), "-o", out, "--mapping", str(mapping)]) == 2
    assert "other headings" in capsys.readouterr().err


def test_bad_rows_can_be_had_as_a_file(files):
    """With what is wrong behind them."""
    main(["import", str(files / "bad.csv"), "-o", str(files / "out.geojson"), "--bad", str(files / "mend.csv")])

    lines = (files / "mend.csv").read_text(encoding="utf-8-sig").splitlines()
    assert (len(lines), lines[0].endswith(",what is wrong")) == (2, True)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["missing.csv", "-o", "out"], "There is no file"), (["empty.csv", "-o", "out"], "The file is empty"),
        (["claims.csv", "-o", "no/folder/out"], "cannot be written"),
        (["claims.csv", "-o", "o", "--into", "x"], "no file"),
        (["claims.csv", "-o", "out", "--encoding", "x"], "'x' is not known"),
        (["even.csv", "-o", "out", "--encoding", "utf-16"], "The file is not UTF-16. Leave the encoding out"),
        (["even.csv", "-o", "out", "--encoding", "utf-16-be"], "The file is not utf-16-be"),
        (["", "-o", "out"], "'' names no file"), (["claims.csv", "-o", ""], "'' names no file"),
        (["claims.csv", "-o", "out", "--mapping", ""], "'' names no file"),
        (["claims.csv", "-o", "out", "--into", ""], "'' names no file"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_or_written_exits_with_2(files, monkeypatch, capsys, arguments, words):
    """One sentence on standard error, one document on standard output."""
    monkeypatch.chdir(files)

    assert main(["import", *arguments, "--json"]) == 2

    captured = capsys.readouterr()
    assert words in json.loads(captured.out)["error"]
    assert captured.err.count("\n") == 1


def test_a_format_is_not_written_under_the_ending_of_another(files, monkeypatch, capsys):
    """A program would open it as what its name says; an ending that says nothing is nobody's business."""
    monkeypatch.chdir(files)
    for arguments, words in (
        (
            ["-o", "a.csv"],
            "-o writes a case file, and 'a.csv' ends in .csv. Give it a name that ends in .geojson or .json.",
        ),
        (["-o", "a.gpkg"], "ends in .gpkg. Give it"),
        (
            ["-o", "a.json", "--bad", "a.xlsx"],
            "--bad writes a table, and 'a.xlsx' ends in .xlsx. Give it a name that ends in .csv.",
        ),
        (["-o", "a.json", "--mapping", "a.CSV"], "--mapping writes a mapping, and 'a.CSV' ends in .csv."),
    ):
        assert main(["import", "claims.csv", *arguments]) == 2
        assert words in capsys.readouterr().err
    assert not list(files.glob("a.*"))


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["-o", "bad.csv"], "What to import and -o are one file, 'bad.csv'. Give -o another name."),
        (["-o", "./a/../bad.csv"], "What to import and -o"), (["-o", "link.csv"], "What to import and -o"),
        (["-o", "hard.csv"], "What to import and -o"), (["-o", "out", "--bad", "bad.csv"], "What to import and --bad"),
        (["-o", "out", "--mapping", "bad.csv"], "What to import and --mapping are one file"),
        (["-o", "out", "--bad", "./out"], "-o and --bad are one file"),
        (["-o", "out", "--mapping", "out"], "-o and --mapping are one file"),
        (["-o", "out", "--bad", "m", "--mapping", "m"], "--bad and --mapping are one file"),
        (["-o", "own.geojson", "--into", "own.geojson"], "--into and -o are one file"),
    ],
)  # fmt: skip
def test_nothing_is_written_over_what_is_read_or_written(files, monkeypatch, capsys, arguments, words):
    """Under whatever name: the folder is as it was."""
    monkeypatch.chdir(files)
    (files / "link.csv").symlink_to("bad.csv")
    os.link("bad.csv", "hard.csv")
    (files / "a").mkdir()
    main(["import", "claims.csv", "-o", "own.geojson"])
    before = {path: path.read_bytes() for path in files.iterdir() if path.is_file()}

    assert main(["import", "bad.csv", *arguments]) == 2

    assert words in capsys.readouterr().err
    assert {path: path.read_bytes() for path in files.iterdir() if path.is_file()} == before


def test_a_name_that_begins_like_a_negative_number_is_kept(files, monkeypatch, capsys):
    """Read and written under the name that was given, which no space comes before."""
    monkeypatch.chdir(files)
    Path("claims.csv").rename("-1.csv")

    assert main(["import", "-1.csv", "-o", "-5 km", "--bad", "-1"]) == 0
    assert {path.name for path in files.iterdir()} >= {"-5 km", "-1.csv"}
    assert main(["check", "-5 km"]) == 0
    assert "\n-5 km: valid as a case" in "\n" + capsys.readouterr().out


def test_a_bad_row_file_that_cannot_be_written_is_left_whole(files, monkeypatch, capsys):
    """As the case is: what was there stays until all of the new is on the disk."""
    monkeypatch.chdir(files)
    (files / "mend.csv").write_text("old")
    replace = Path.replace

    def refused(path, target):
        if Path(target).name == "mend.csv":
            raise OSError(errno.ENOSPC, "No space left on device")
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", refused)

    assert main(["import", "bad.csv", "-o", "out", "--bad", "mend.csv"]) == 2
    assert "'mend.csv' cannot be written: No space left on device." in capsys.readouterr().err
    assert (files / "mend.csv").read_text() == "old"
    assert list(files.glob(".*.tmp")) == []


def test_a_case_with_problems_is_not_added_to(files, capsys):
    """They are named."""
    (files / "broken.geojson").write_text('{"type": "FeatureCollection", "features": []}')

    assert (
        main(["import", str(files / "claims.csv"), "-o", str(files / "o"), "--into", str(files / "broken.geojson")])
        == 1
    )
    assert "case" in capsys.readouterr().err


def test_no_file_of_others_is_read_in_this_process(files, monkeypatch):
    """Nor a case to add to, nor a mapping: each is held to the limits of time and memory as what is imported is."""
    out, mapping = str(files / "out.geojson"), str(files / "mapping.json")
    assert main(["import", str(files / "claims.csv"), "-o", out, "--mapping", mapping]) == 0
    for module in ("casefile.io", "importing.mapping"):
        monkeypatch.delattr(f"geodata.{module}.read_json")

    words = ["-o", str(files / "o"), "--mapping", mapping, "--into", str(ROOT / "incidents.geojson")]

    assert main(["import", str(files / "claims.csv"), *words]) == 0


@pytest.mark.parametrize(
    ("data", "words"), [(b"[" * 4_000_001, "4,000,001 objects and lists"), (b" " * (129 * 2**20), "has 129 MB")]
)
def test_a_case_to_add_to_is_held_to_the_limits_of_a_file(files, capsys, data, words):
    """They are said, and nothing is written."""
    (files / "large.geojson").write_bytes(data)
    out = files / "out.geojson"
    assert main(["import", str(files / "claims.csv"), "-o", str(out), "--into", str(files / "large.geojson")]) == 2
    assert words in capsys.readouterr().err
    assert not out.exists()


def test_two_orders_of_day_and_month_are_refused(files, capsys):
    """Neither wins silently."""
    words = ["import", str(files / "bad.csv"), "-o", str(files / "out.geojson")]
    assert main([*words, "--day-first", "--month-first"]) == 2
    assert main([*words, "--day-first", "date", "--month-first", "date"]) == 2
    said = "--month-first 'date': It is 'month-first' here, and 'day-first' by --day-first 'date'. Give one of them."
    assert said in capsys.readouterr().err


@pytest.mark.parametrize("as_json", [["--json"], []])
def test_what_is_for_tables_and_does_nothing_is_said(files, capsys, as_json):
    """A file that is a case already is copied, whatever its encoding, layer or columns are said to be."""
    words = ["--encoding", "utf-16", "--layer", "x", "--mapping", str(files / "m.json"), "--month-first", *as_json]
    assert main(["import", str(ROOT / "incidents.geojson"), "-o", str(files / "out.geojson"), *words]) == 0
    captured = capsys.readouterr()
    said = "What is for tables alone did nothing: --mapping, --layer, --encoding, --month-first."
    assert captured.err == f"{said}\n"
    assert said in json.loads(captured.out)["notes"] if as_json else said not in captured.out


def test_a_wrong_encoding_that_reads_something_is_refused(files, capsys):
    """Bytes of UTF-16 are letters and zeros in any other."""
    (files / "wide.csv").write_bytes("actor,summary\nA,B\n".encode("utf-16"))
    out = str(files / "out.geojson")
    assert main(["import", str(files / "wide.csv"), "-o", out, "--encoding", "cp1252"]) == 2
    assert "The file is not Windows-1252" in capsys.readouterr().err
    assert main(["import", str(files / "wide.csv"), "-o", out, "--encoding", "utf-16"]) == 0


@pytest.mark.parametrize(
    "words",
    [["--encoding", "punycode"], ["--encoding", "undefined"], ["--encoding", "\udcff"], ["--encoding", "a\0"],
     ["--mapping", "m" * 5_000], ["--bad", "b" * 5_000], ["--bad", "\0"], ["--mapping", "\0"], ["--into", "i" * 5_000]],
)  # fmt: skip
def test_odd_words_of_the_command_line_cost_a_sentence(files, words, capsys):
    """Encodings that read nothing, names that no file can have."""
    assert main(["import", str(files / "bad.csv"), "-o", str(files / "out.geojson"), *words]) == 2

    assert len(capsys.readouterr().err.splitlines()[-1]) > 20


ASKS = """first,second,posted,seen,geo precision,summary,place
35.396,40.056,05/12/2015,2015-12-06,1,No strikes were carried out.,
0.000,0.000,06/12/15,2015-12-06,2,A strike,
"""
#: Every option that answers a question, by the key of that.
OPTIONS = {
    "actor": ["--actor", "SOHR"], "event": ["--event", "Strike"], "axes": ["--axes", "as-written"],
    "zero": ["--zero", "none"], "precision_codes": ["--precision-codes", "acled"], "denials": ["--denials", "deny"],
    "event_time": ["--column", "posted=event_time"], "century": ["--century", "20"],
    "date_order:posted": ["--day-first", "posted"],
}  # fmt: skip


def test_every_question_has_an_option_that_answers_it(files, capsys):
    """Each is named on standard error, and none is left when all are given; as a file of answers too."""
    (files / "asks.csv").write_text(ASKS)
    start = ["import", str(files / "asks.csv"), "-o", str(files / "out.geojson"), "--no-lookup"]
    assert main([*start, *OPTIONS["event_time"]]) == 1
    said = capsys.readouterr().err
    assert [key for key, option in OPTIONS.items() if f"Answer it with {option[0]}" not in said] == ["event_time"]

    assert main([*start, *(word for option in OPTIONS.values() for word in option)]) == 0
    claims = [feature["properties"] for feature in json.loads((files / "out.geojson").read_bytes())["features"]
              if feature["properties"]["record"] == "claim"]  # fmt: skip
    assert [(claim["event_time"], claim["polarity"]) for claim in claims] == [
        ("2015-12-05", "deny"),
        ("2015-12-06", "affirm"),
    ]


def test_questions_are_printed_and_answered_by_a_file(files, capsys):
    """With the keys and choices; nothing is written by asking."""
    (files / "asks.csv").write_text(ASKS)
    words = ["import", str(files / "asks.csv"), "--no-lookup"]
    answers = {key: option[1] for key, option in OPTIONS.items()} | {"date_order:posted": "day-first"}
    answers["event_time"] = "posted"
    (files / "answers.json").write_text(json.dumps(answers))

    assert main([*words, "--questions"]) == 1
    keys = [question["key"] for question in json.loads(capsys.readouterr().out)]
    assert {"actor", "event", "axes", "event_time"} <= set(keys)
    assert main([*words, "-o", str(files / "out.geojson"), "--answers", str(files / "answers.json")]) == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "Give -o CASE, or --questions"),
        (["--column", "posted"], "has no ="),
        (["--delimiter", "ab"], "is not one sign"),
        (["--column", "nothing=actor"], "There is no column 'nothing'"),
        (["--answers", "FILE"], "is not a JSON object of texts"),
        (["--header-row", "99"], "Row 99 has no text, or is far down"),
    ],
)
def test_wrong_options_are_refused_with_a_sentence(files, capsys, words, said):
    """And nothing is written."""
    (files / "asks.csv").write_text(ASKS)
    words = [str(files / "asks.csv") if word == "FILE" else word for word in words]
    out = [] if not words else ["-o", str(files / "out.geojson")]

    assert main(["import", str(files / "asks.csv"), *out, *words]) == 2
    assert said in capsys.readouterr().err
    assert not (files / "out.geojson").exists()


@pytest.mark.parametrize(
    ("table", "option", "answer", "found"),
    [
        ("summary,date\nA,1437-02-24\nB,1437-02-25\n", "--calendar", "date=islamic", "2015-12-04/2015-12-08"),
        (
            "summary,date\nA,2015-12-05T21:00Z\nB,2015-12-06T21:00Z\nC,2015-12-07T21:00Z\n",
            "--days", "date=days", '"2015-12-06"',
        ),
        (
            "summary,place,distance,date\nA,Raqqa,1.500 km,2015-12-06\nB,Raqqa,,2015\n",
            "--decimal", "distance=point", '"value": "1.500"',
        ),
    ],
)  # fmt: skip
def test_a_question_of_one_column_has_an_option(files, capsys, table, option, answer, found):
    """Which the question names, and which settles it."""
    (files / "odd.csv").write_text(table)
    arguments = ["import", str(files / "odd.csv"), "-o", str(files / "out.geojson"), "--actor", "A", "--event", "E"]
    arguments.append("--no-lookup")
    assert main(arguments) == 1
    assert f"{option} {answer!r}" in capsys.readouterr().err

    assert main([*arguments, option, answer]) == 0
    assert found in (files / "out.geojson").read_text()


#: Whoever reads a file for these is another process.
APART = {
    test_time_and_memory_are_limited_as_on_the_page,
    test_what_is_written_passes_the_check,
    test_an_index_that_cannot_be_kept_is_said,
    test_no_file_of_others_is_read_in_this_process,
}
