"""Heavy work in a process of its own: however that ends, it costs a sentence, and nothing here grows."""

import importlib
import json
import os
import pickle
import pkgutil
import sys
import threading
import time
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

import geodata
from geodata.casefile.serialize import case_text
from geodata.core.problems import CaseProblemsError, GeodataError, InputError, Problem
from geodata.gazetteer.world import IndexMissingError
from geodata.importing.import_result import bad_rows_csv
from geodata.importing.import_rows import import_rows
from geodata.importing.limits import TableError, limits
from geodata.importing.members import RECORDS
from geodata.importing.reading import read_table
from geodata.importing.suggesting import suggest_mapping
from geodata.sandbox.outcome import outcome_of
from geodata.sandbox.packed import PackedCase, unpacked
from geodata.sandbox.process import MAX_AT_ONCE, apart
from geodata.sandbox.read_back import Choices
from tests.cases import small_case
from tests.test_geocode import WORLD
from tests.worlds import keep_index

CSV = b"place,lat,lon\nAyyash,35.421,40.055\n"
#: Room for a process to start on a machine that does much else.
START_S = 60


def python(code):
    """Return a command in place of the worker."""
    return (sys.executable, "-c", code)


def own_bytes(process_id="self"):
    """Return how much memory a process has, this one or another."""
    return int(Path(f"/proc/{process_id}/statm").read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")


def test_a_table_comes_back():
    """Its first rows at hand and all of it packed, with what its columns may become, whatever its rows are."""
    data = CSV + b"B,1,2\n" * 200
    found, here = apart("read", data, "a.csv"), read_table(data, "a.csv")

    assert (found.head.columns, found.head.rows, found.row_count) == (here.columns, here.rows[:6], 201)
    assert unpacked(found.packed) == here
    assert (found.record, found.suggested) == ("site", {one: suggest_mapping(here, one) for one in RECORDS})


def chosen(table, places=None, mended=(), **answers):
    """Return the likeliest choices for a table."""
    return Choices(table.suggested[table.record].mapping, answers, mended, places)


def test_rows_are_taken_in_as_here():
    """Into a case: the same document, counts, problems, questions, duplicates, notes and bad rows."""
    data = b"actor,place,lat,lon,killed,date,summary\nA,X,35,40,3,05/12/2015,S\nA,X,95.1,40,x,,S\n,,,,,,\n" + (
        b"A,Y,36,41,2,2015-12-06,S\n" * 2 + "A,معسكر,,,,,T\n".encode()
    )
    table, here = apart("read", data, "a.csv"), read_table(data, "a.csv")
    imported = import_rows(here, suggest_mapping(here).mapping, small_case())
    found = apart("take rows", table.packed, chosen(table), small_case(), 50)

    assert found == outcome_of(imported)
    assert (found.case.document(), found.bad_rows) == (imported.document, bad_rows_csv(imported))
    assert found.case.claims == sum(one["properties"]["record"] == "claim" for one in imported.document["features"])
    assert (found.problem_count, found.question_count, found.duplicate_count) == (3, 3, 1)
    assert found.case.text() == case_text(imported.document).encode()


def test_answers_and_mended_cells_are_taken_along():
    """The file is not read anew for them."""
    data = "actor,event,summary,place,lat,lon\nA,E,X,,95.1,40\nB,E,Y,معسكر,,\n".encode()
    table = apart("read", data, "a.csv")
    *_, question = apart("take rows", table.packed, chosen(table), small_case(), 50).questions
    choices = Choices(table.suggested["claim"].mapping, {question.key: "CITY"}, ((2, "lat", "35.1"),), None)
    found = apart("take rows", table.packed, choices, small_case(), 50)

    assert (found.counts.imported, found.questions) == (2, ())
    assert found.case.document()["features"][-1]["properties"]["site"] == "CITY"


def test_lists_are_cut_and_counts_are_not():
    """Of a thousand bad rows the first are told, and the file to mend has them all."""
    table = apart("read", b"summary,lat,lon\n" + b"S,95.1,40\n" * 1000, "a.csv")
    found = apart("take rows", table.packed, chosen(table), None, 7)

    assert (found.counts.bad, found.problem_count, len(found.problems), len(found.mendable)) == (1000, 1000, 7, 7)
    assert len(found.bad_rows.splitlines()) == 1001


def test_of_what_nobody_can_read_at_once_the_first_is_handed_on():
    """A cell, a heading or a value of megabytes would be in the server for each who brought one, and on the page."""
    long = "y" * 3_000_000
    found = apart("read", json.dumps([{"lat": 35.4, "lon": 40.1, "a" + long: long, "killed": long}]).encode(), "a.json")
    assert len(pickle.dumps(replace(found, packed=b""))) < 100_000
    mapping = found.suggested["claim"].mapping
    told = apart("take rows", found.packed, Choices(mapping, {}, (), None), None, 50)
    assert len(pickle.dumps(replace(told, case=PackedCase(b"", 0, 0, 0, 0), packed_bad_rows=None))) < 100_000
    assert (told.counts.read, told.problem_count) == (1, 1)

    rows = "lat,lon\n" + "35.4,40.1\n" * 1_000
    table = apart("read", rows.encode(), "a.csv")
    told = apart("take rows", table.packed, Choices(table.suggested["site"].mapping, {}, (), None), None, 50)
    assert [(len(one.rows), one.reason) for one in told.duplicates] == [
        (50, "All cells are the same. They are 1,000 rows.")
    ]


def test_names_are_looked_up_there(tmp_path):
    """In an index that is there already: nothing is built in the time of a file, which says that it is missing."""
    table = apart("read", b"actor,summary,place,country\nA,X,Raqqa,SY\n", "a.csv")
    with pytest.raises(IndexMissingError, match="There is no index of place names in"):
        apart("take rows", table.packed, chosen(table, str(tmp_path)), None, 50)
    keep_index(WORLD, tmp_path)
    found = apart("take rows", table.packed, chosen(table, str(tmp_path)), None, 50).case.document()

    assert found["features"][0]["geometry"]["coordinates"] == [39.00788, 35.95283]


def test_what_is_wrong_with_a_file_comes_back():
    """The same error with the same words; a case that is not in order with all its problems."""
    with pytest.raises(TableError, match="not a GeoPackage, whatever its name says"):
        apart("read", CSV, "a.gpkg")
    with pytest.raises(CaseProblemsError) as caught:
        apart("read", b'{"type": "FeatureCollection", "case": 3}', "a.geojson")

    assert [problem.rule for problem in caught.value.problems] == ["geojson.features", "case.document"]


def endings():
    """Return every way to end that we could think of: what is run, how long it may take, and what is said."""
    kill = "import os, signal; os.kill(os.getpid(), signal.SIG{})".format
    sleep = "import time; time.sleep(600)"
    write = "import sys; sys.stdout.buffer.write({})".format
    call = pickle.dumps(("result", print))
    return {
        "killed": (kill("KILL"), START_S, "cut short (-9)"),
        "crashed": (kill("SEGV"), START_S, "cut short (-11)"),
        "raised": ("raise ValueError", START_S, "cut short (1)"),
        "slow": (sleep, 1, "took more than 1 seconds"),
        "nothing": ("", START_S, "gave no answer"),
        "rubbish": (write(b"\x80\x05rubbish" * 1000), START_S, "gave no answer"),
        "cut": (write(pickle.dumps(("result", "long" * 100))[:50]), START_S, "gave no answer"),
        "number": (write(pickle.dumps(7)), START_S, "gave no answer"),
        "function": (write(call), START_S, "gave no answer"),
        "flood": (write("b'x' * 3_000_000"), START_S, "gave more than 1 MB"),
    }


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
@pytest.mark.parametrize("how", endings())
def test_every_ending_is_a_sentence(how):
    """With what happened, the limits and what to do; the next file is read as ever."""
    code, max_s, words = endings()[how]
    with pytest.raises(TableError) as caught:
        apart("read", CSV, "a.csv", command=python(code), max_s=max_s, max_bytes=1024**2)

    assert words in str(caught.value)
    assert str(caught.value).endswith("Split the file, or simplify it.")


@pytest.mark.skipif(sys.platform != "linux", reason="where the system keeps to a limit of memory")
def test_too_much_memory_is_a_sentence_and_none_of_ours():
    """A file that takes a hundred megabytes where there are twenty."""
    data = b"a,b,c,d\n" + b"1,2,3,4\n" * 150_000
    before = own_bytes()
    with pytest.raises(TableError, match="took more than 20 MB of memory"):
        apart("read", data, "a.csv", max_bytes=20 * 1024**2)

    assert own_bytes() - before < 10 * 1024**2
    assert apart("read", data, "a.csv").row_count == 150_000


@pytest.mark.skipif(sys.platform != "linux", reason="where the system keeps to a limit of memory")
def test_taking_rows_in_is_held_to_the_limits():
    """As reading is."""
    table = apart("read", b"summary,lat,lon\n" + b"S,35.1,40\n" * 20_000, "a.csv")
    with pytest.raises(TableError, match="took more than 20 MB of memory"):
        apart("take rows", table.packed, chosen(table), None, 50, max_bytes=20 * 1024**2)


@pytest.mark.parametrize(("platform", "is_told"), [("linux", True), ("darwin", False), ("win32", False)])
def test_no_more_is_claimed_than_is_enforced(platform, is_told):
    """Only Linux keeps to a limit of memory."""
    assert (("memory for the same", "2,048 MB each") in limits(platform)) == is_told
    assert ("time to read a file, and to import its rows", "60 seconds each") in limits(platform)


def test_a_third_file_waits_and_is_told():
    """No more processes than seats; a seat is given back however its process ended."""
    slow = python("import time; time.sleep(600)")

    def busy():
        with pytest.raises(TableError, match="took more than"):
            apart("read", CSV, "a.csv", command=slow, max_s=8)

    threads = [threading.Thread(target=busy) for _ in range(MAX_AT_ONCE)]
    for thread in threads:
        thread.start()
    time.sleep(1)
    with pytest.raises(TableError, match="Other files are being worked on, as many"):
        apart("read", CSV, "a.csv", max_s=1)
    for thread in threads:
        thread.join()
    assert apart("read", CSV, "a.csv")


def test_nobody_takes_all_seats():
    """Six windows with files that take a minute each kept everybody else from importing; now they wait in one line."""
    slow, ended = python("import time; time.sleep(2)"), []

    def busy():
        with pytest.raises(TableError):
            apart("read", CSV, "a.csv", taker="A", command=slow, max_s=60)
        ended.append(time.monotonic())

    threads = [threading.Thread(target=busy) for _ in range(4)]
    for thread in threads:
        thread.start()
    time.sleep(0.2)
    assert apart("read", CSV, "a.csv", taker="B", max_s=30)
    theirs = time.monotonic()
    for thread in threads:
        thread.join()
    assert sum(one > theirs for one in ended) >= 2
    assert all(later - one > 1.9 for one, later in pairwise(sorted(ended)))


def test_the_worker_has_nothing_else_of_the_server(monkeypatch):
    """No secret of its environment, and none of its open files."""
    monkeypatch.setenv("SECRET", "x")
    code = "import os, sys, pickle; sys.stdout.buffer.write(pickle.dumps(('result', dict(os.environ))))"

    assert "SECRET" not in apart("read", command=python(code))


def errors():
    """Return every class of error that we raise."""
    for found in pkgutil.walk_packages(geodata.__path__, "geodata."):
        if not found.name.endswith("__main__"):
            importlib.import_module(found.name)
    classes = [GeodataError]
    for kind in classes:
        classes += [one for one in kind.__subclasses__() if one not in classes and one.__module__.startswith("geodata")]
    return classes


def test_every_error_of_ours_survives_pickling():
    """With its words and all that it carries, however it is made."""
    for kind in errors():
        made = kind.__new__(kind)
        made.args = ("said",)
        made.__dict__.update(text="x", problems=(1, 2))
        again = pickle.loads(pickle.dumps(made))  # noqa: S301 - our own
        assert (type(again), again.args, again.__dict__) == (kind, ("said",), {"text": "x", "problems": (1, 2)})
    problem = Problem("a", "b", "c", "d")
    again = pickle.loads(pickle.dumps(CaseProblemsError("f", [problem])))  # noqa: S301 - our own
    assert (str(again), again.problems) == ("f has 1 problem.", (problem,))
    assert pickle.loads(pickle.dumps(InputError("said", "typed"))).text == "typed"  # noqa: S301 - our own
