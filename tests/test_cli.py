"""The command line: exit status, and what goes to which stream."""

import argparse
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from geodata.__main__ import COMMANDS, add_command, main
from tests.cases import small_case

ROOT = Path(__file__).parents[1]


@pytest.fixture
def case_path(tmp_path):
    path = tmp_path / "case.geojson"
    path.write_text(json.dumps(small_case()))
    return path


def test_a_valid_case_exits_with_0(case_path, capsys):
    """One line says what it is valid as."""
    assert main(["check", str(case_path)]) == 0
    assert capsys.readouterr().out.endswith("valid as a case; no errors, no warnings.\n")


@pytest.mark.parametrize(("text", "status"), [("{", 1), ('{"type": "Point", "coordinates": [1, 2]}', 1), ("", 1)])
def test_problems_exit_with_1_and_json_has_the_fixed_members(tmp_path, capsys, text, status):
    """Standard output is one JSON document, standard error empty."""
    (tmp_path / "a").write_text(text)

    assert status == main(["check", "--json", str(tmp_path / "a")])

    captured = capsys.readouterr()
    report = json.loads(captured.out)
    assert ({"valid", "level", "problems"}, "") == (set(report), captured.err)
    assert {"where", "rule", "message", "severity"} == set(report["problems"][0])


def test_geojson_stops_after_the_standard(tmp_path, capsys):
    """A plain geometry is no case, and need not be."""
    (tmp_path / "a").write_text('{"type": "Point", "coordinates": [1, 2]}')

    assert main(["check", "--geojson", "--json", str(tmp_path / "a")]) == 0
    assert json.loads(capsys.readouterr().out) == {"valid": True, "level": "geojson", "problems": []}


@pytest.mark.parametrize("name", ["missing", ".", "binary"])
def test_unreadable_input_exits_with_2_and_one_sentence(tmp_path, capsys, name):
    """With --json there still is one document."""
    (tmp_path / "binary").write_bytes(b"\0\1\2")

    assert main(["check", "--json", str(tmp_path / name)]) == 2

    captured = capsys.readouterr()
    assert (json.loads(captured.out)["valid"], json.loads(captured.out)["level"]) == (False, None)
    assert captured.err.count("\n") == 1


@pytest.mark.parametrize("words", [["check", ""], ["verdicts", ""], ["export", "", "-o", "a.csv"]])
def test_an_empty_name_is_no_folder(words, capsys):
    """It is quoted as it was given."""
    assert main(words) == 2
    assert capsys.readouterr().err == "'' names no file. Give its name.\n"


@pytest.mark.parametrize("arguments", [[], ["check"], ["nonsense"], ["check", "--wrong", "x"]])
def test_wrong_usage_exits_with_2(arguments, capsys):
    """The usage goes to standard error."""
    with pytest.raises(SystemExit, match="2"):
        main(arguments)
    assert ((captured := capsys.readouterr()).out, captured.err.startswith("usage")) == ("", True)


@pytest.mark.parametrize("name", COMMANDS)
def test_help_is_for_who_types_not_for_who_reads_the_code(name):
    """No command tells what its function does in the code."""
    commands = argparse.ArgumentParser().add_subparsers()
    add_command(commands, name)

    [command] = commands.choices.values()
    assert command.description
    assert "``" not in command.format_help()


def test_a_command_imports_nothing_of_other_commands():
    """Tables, workbooks and pages take longer to import than verdicts take to find."""
    code = "import sys; from geodata.__main__ import main; main(['verdicts', 'incidents.geojson']); print(*sys.modules)"
    found = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    imported = set(found.stdout.splitlines()[-1].split())
    assert not imported & {"pandas", "geopandas", "pyogrio", "openpyxl", "jinja2", "streamlit", "folium", "rapidfuzz"}


def test_errors_come_before_warnings_and_hostile_values_are_escaped(tmp_path, capsys):
    """No value can move the terminal's cursor or turn its direction."""
    document = small_case()
    document["features"][3]["properties"]["sources"] = []
    document["features"][4]["properties"]["polarity"] = "\x1b[31m\u202e"
    (tmp_path / "a").write_text(json.dumps(document))

    assert main(["check", str(tmp_path / "a")]) == 1

    out = capsys.readouterr().out
    assert out.index("Error at") < out.index("Warning at")
    assert out.endswith("not valid; 1 error, 1 warning. It is in order as GeoJSON (RFC 7946).\n")
    assert out.replace("\n", "").isprintable()


def test_a_dash_reads_standard_input(monkeypatch, capsys):
    """The check is the same."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(json.dumps(small_case()).encode())))

    assert main(["check", "-"]) == 0
    assert capsys.readouterr().out.startswith("-: valid")


def test_a_closed_pipe_leaves_no_traceback(tmp_path):
    """The reader may go away, as head does."""
    (tmp_path / "a").write_text(json.dumps({"type": "FeatureCollection", "features": [None] * 5000}))
    command = f"{sys.executable} -m geodata check {tmp_path / 'a'} | head -1"
    done = subprocess.run(["bash", "-c", command], cwd=ROOT, capture_output=True, text=True, check=True)

    assert (done.stderr, done.stdout.count("\n")) == ("", 1)


@pytest.mark.parametrize(
    ("to", "status", "said"),
    [("> /dev/full", 2, "Standard output cannot be written: No space left"), (">&-", 0, ""), (">&- 2>&-", 0, "")],
)  # fmt: skip
def test_an_output_that_takes_nothing_leaves_no_traceback(case_path, to, status, said):
    """A full disk, and streams that were closed by who called."""
    if "/dev/full" in to and not Path("/dev/full").exists():
        pytest.skip("this system has no disk that is always full")
    command = f"{sys.executable} -m geodata check --json {case_path} {to}"
    done = subprocess.run(["bash", "-c", command], cwd=ROOT, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr.startswith(said), done.stderr.count("\n")) == (status, True, bool(said))
