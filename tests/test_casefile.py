"""Reading and writing case files."""

import json
import os
import stat
from pathlib import Path

import pytest

from geodata.casefile import io
from geodata.casefile.io import case_from_bytes, case_to_bytes, check_bytes, read_bytes, read_case
from geodata.core.atomic_write import replace_file
from geodata.core.problems import CaseProblemsError, UnreadableError
from tests.cases import small_case


def as_bytes(document):
    return json.dumps(document, ensure_ascii=False).encode()


@pytest.mark.parametrize(
    ("data", "level"),
    [
        (b"{", None),
        (b'{"type": "Point"}', "json"),
        (b'{"type": "Point", "coordinates": [1, 2]}', "geojson"),
        (as_bytes(small_case()), "case"),
    ],
)
def test_the_level_is_the_deepest_that_passed(data, level):
    """A file fails at the next level, or not at all."""
    report = check_bytes(data)

    assert (level, level == "case") == (report.level, report.valid)


def test_a_repeated_name_leaves_no_level_and_hides_nothing():
    """Later stages still add their problems."""
    report = check_bytes(b'{"type": "Feature", "type": "Point", "coordinates": [1]}')

    assert report.level is None
    assert {"json.unique-names", "geojson.position-length"} < {problem.rule for problem in report.problems}


def test_a_broken_geometry_is_reported_once():
    """The claims at a broken site are not blamed for it."""
    document = small_case()
    document["features"][0]["geometry"] = {"type": "Point", "coordinates": [35.396, 140.056]}

    assert [problem.rule for problem in check_bytes(as_bytes(document)).problems] == ["geojson.range"]


def test_reading_gives_the_case_and_its_warnings(tmp_path):
    """Warnings do not stop a case from being read."""
    document = small_case()
    document["features"][3]["properties"]["sources"] = []
    (tmp_path / "a.geojson").write_bytes(as_bytes(document))

    case, warnings = read_case(tmp_path / "a.geojson")

    assert (case.id, len(case.sites), len(case.claims)) == ("SMALL", 3, 6)
    assert [warning.rule for warning in warnings] == ["case.unsourced"]


def test_unknown_members_survive_reading_and_writing(tmp_path):
    """Document to case to file to case is the same document, in the same order."""
    document = small_case() | {"name": "layer", "x": [1.0, 1e300, "é\u202e\x00"]}
    document["features"][3] |= {"note": {"b": 1, "a": None}}
    case, _ = case_from_bytes(as_bytes(document), "test")
    replace_file(tmp_path / "a.geojson", case_to_bytes(case))

    written, _ = read_case(tmp_path / "a.geojson")

    assert json.dumps(document) == json.dumps(written.document)
    assert case_to_bytes(case) == case_to_bytes(written) == (tmp_path / "a.geojson").read_bytes()


def test_a_case_that_is_none_carries_all_its_problems(tmp_path):
    """The exception names the file and holds every problem."""
    (tmp_path / "a.geojson").write_bytes(b'{"type": "Point", "coordinates": [1]}')

    with pytest.raises(CaseProblemsError, match="has 2 problems") as caught:
        read_case(tmp_path / "a.geojson")

    assert [problem.rule for problem in caught.value.problems] == ["geojson.position-length", "case.document"]


@pytest.mark.parametrize(
    ("name", "reason"), [("none", "There is no file"), (".", "is a folder"), ("a\0b", "cannot be")]
)
def test_a_file_that_cannot_be_read_is_said_in_a_sentence(tmp_path, name, reason):
    """The system's errors become one kind of ours."""
    with pytest.raises(UnreadableError, match=reason):
        read_bytes(tmp_path / name)


def test_binary_and_huge_files_are_refused(tmp_path, monkeypatch):
    """Neither is read further than needed to know."""
    (tmp_path / "a.png").write_bytes(b"\x89PNG\r\n\0\0")
    with pytest.raises(UnreadableError, match="binary file"):
        read_bytes(tmp_path / "a.png")
    monkeypatch.setattr(io, "MAX_BYTES", 4)
    with pytest.raises(UnreadableError, match="larger than"):
        read_bytes(tmp_path / "a.png")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names on this system")
@pytest.mark.parametrize("name", ["pipe", "/dev/zero"])
def test_what_is_no_file_is_not_read(tmp_path, name):
    """A pipe that nobody writes to would be waited for without end."""
    os.mkfifo(tmp_path / "pipe")

    with pytest.raises(UnreadableError, match="a pipe or a device, not a file"):
        read_bytes(tmp_path / name)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names on this system")
def test_what_is_no_file_is_written_to_and_stays(tmp_path):
    """As root, a file put in place of /dev/null would break the machine."""
    os.mkfifo(tmp_path / "pipe")
    reader = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)

    replace_file(tmp_path / "pipe", b"new")

    assert os.read(reader, 10) == b"new"
    os.close(reader)
    assert (tmp_path / "pipe").is_fifo()
    assert list(tmp_path.iterdir()) == [tmp_path / "pipe"]


def test_writing_replaces_the_file_whole_and_keeps_its_mode(tmp_path, monkeypatch):
    """A failed write leaves the old file, and nothing beside it."""
    path = tmp_path / "a.geojson"
    path.write_text("old")
    path.chmod(0o640)

    def refused(*_):
        raise OSError("no room")

    monkeypatch.setattr(Path, "replace", refused)
    with pytest.raises(OSError, match="no room"):
        replace_file(path, b"new")
    assert ([path], "old") == (list(tmp_path.iterdir()), path.read_text())

    monkeypatch.undo()
    replace_file(path, b"new")

    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert [path] == list(tmp_path.iterdir())
