"""Opening a case: whatever the file is, there is a case to show, and what is wrong is said."""

import json
import os

import pytest

from geodata.app import case_store
from geodata.app.case_store import BUNDLED_CASE, CASE_VARIABLE, case_path, open_case, prepare
from geodata.app.server.drawings import drawings
from geodata.render.map.payload import draw
from geodata.render.text.palette import colors
from geodata.view.filters import searchable
from tests.cases import small_case


@pytest.fixture
def path(tmp_path):
    """Return the path of a file that is not there yet."""
    return tmp_path / "case.geojson"


def write(path, document):
    path.write_text(document if isinstance(document, str) else json.dumps(document), encoding="utf-8")
    return path


def renamed(title):
    document = small_case()
    document["case"]["title"] = title
    return document


def without_actor():
    document = small_case()
    document["features"][3]["properties"]["actor"] = "NOBODY"
    document["features"][4]["properties"]["polarity"] = "maybe"
    return document


def test_a_good_file_is_shown(path):
    """With no problem, and nothing older in its place."""
    opening = open_case(write(path, small_case()))

    assert (opening.path, opening.opened.case.id, opening.problems, opening.is_last_good) == (path, "SMALL", (), False)


def test_an_opened_case_has_what_its_pages_need(path):
    """Made once: the same object as long as the file stays as it is."""
    found = open_case(write(path, small_case())).opened

    assert found.drawing.payload == draw(found.case).payload
    assert found.colors == colors(found.case)
    assert found.counts == {"ARMY": 2, "ENVOY": 4}
    assert found.index == {claim.id: searchable(found.case, claim) for claim in found.case.claims}
    assert found.rule == "2020"
    # By its bytes: another test may have an equal case open, whose drawing has the same address.
    _, drawn = drawings.get(found.data_address)
    assert drawn.payload == found.drawing.payload
    assert open_case(path).opened is found


def test_warnings_do_not_keep_a_case_from_being_shown(path):
    """They come with it."""
    document = small_case()
    document["features"][3]["properties"]["sources"] = []
    opening = open_case(write(path, document))

    assert opening.problems == ()
    assert [warning.rule for warning in opening.opened.warnings] == ["case.unsourced"]


@pytest.mark.parametrize(
    ("document", "rules"),
    [
        ("{", ["json.syntax"]),
        ("", ["json.syntax"]),
        ({"type": "FeatureCollection", "features": []}, ["case.required"]),
        (without_actor(), ["case.reference", "case.vocabulary"]),
        ("a\0b", ["file.readable"]),
    ],
)
def test_a_file_that_is_no_case_has_its_problems_listed(path, document, rules):
    """All of them; what is shown is an empty case, not an error."""
    opening = open_case(write(path, document))

    assert sorted(problem.rule for problem in opening.problems) == rules
    assert (opening.opened.case.title, opening.opened.case.claims, opening.is_last_good) == ("No case", (), False)


@pytest.mark.parametrize(
    ("name", "reason"), [("missing.geojson", "No such file or directory"), (".", "is a folder, not a file")]
)
def test_a_file_that_cannot_be_read_says_why(tmp_path, name, reason):
    """In one sentence with a remedy."""
    [problem] = open_case(tmp_path / name).problems

    assert problem.rule == "file.readable"
    assert reason in problem.message
    assert CASE_VARIABLE in problem.remedy


def test_a_pipe_in_the_place_of_a_case_holds_nobody_up(path):
    """Whoever opens it waits for who writes into it, and all readers for whoever opens it."""
    open_case(write(path, small_case()))
    path.unlink()
    os.mkfifo(path)
    opening = open_case(path)
    assert opening.is_last_good
    assert "it is a pipe" in opening.problems[0].message


def test_a_file_that_breaks_keeps_its_last_good_state(path):
    """And says so, until it is good again."""
    titles, flags = [], []
    for document in (renamed("First"), "{", without_actor(), None, renamed("Second")):
        if document is None:
            path.unlink()
        else:
            write(path, document)
        opening = open_case(path)
        titles.append(opening.opened.case.title)
        flags.append((bool(opening.problems), opening.is_last_good))

    assert titles == ["First", "First", "First", "First", "Second"]
    assert flags == [(False, False), (True, True), (True, True), (True, True), (False, False)]


def test_a_file_put_in_its_place_is_read_whatever_its_time_and_size(path, tmp_path):
    """A copy that keeps times, of a version that is as long, was never seen."""
    open_case(write(path, renamed("Version A")))
    other = write(tmp_path / "other.geojson", renamed("Version B"))
    times = path.stat()
    os.utime(other, ns=(times.st_atime_ns, times.st_mtime_ns))
    other.replace(path)
    assert (path.stat().st_size, path.stat().st_mtime_ns) == (times.st_size, times.st_mtime_ns)
    assert open_case(path).opened.case.title == "Version B"


def test_a_broken_file_takes_nothing_from_another(tmp_path):
    """The last good state is that of the same file."""
    open_case(write(tmp_path / "good.geojson", small_case()))

    assert open_case(write(tmp_path / "bad.geojson", "{")).opened.case.title == "No case"


def test_a_broken_file_is_read_once(path, monkeypatch):
    """A click on a page with problems does not read it again."""
    first = open_case(write(path, "{"))
    monkeypatch.setattr(case_store, "read_bytes", None)

    assert open_case(path) == first


def test_an_empty_case_can_be_drawn():
    """It has no claims and no colours, and a first view."""
    found = prepare(case_store._EMPTY)

    assert (found.counts, found.index, found.colors) == ({}, {}, {})
    assert found.drawing.bounds == ((-60, -180), (75, 180))


@pytest.mark.parametrize(
    ("asked", "variable", "expected"),
    [
        ("a.geojson", "c.geojson", "a.geojson"),
        ("a.geojson", None, "a.geojson"),
        (None, "c.geojson", "c.geojson"),
        (None, "", str(BUNDLED_CASE)),
        (None, None, str(BUNDLED_CASE)),
    ],
)
def test_which_file_is_opened(monkeypatch, asked, variable, expected):
    """The one asked for, else the environment's, else the bundled one."""
    if variable is None:
        monkeypatch.delenv(CASE_VARIABLE, raising=False)
    else:
        monkeypatch.setenv(CASE_VARIABLE, variable)

    assert str(case_path(asked)) == expected


def test_the_bundled_case_opens():
    """It is where it is looked for, without problems."""
    opening = open_case(BUNDLED_CASE)

    assert opening.problems == ()
    assert len(opening.opened.case.claims) > 0
