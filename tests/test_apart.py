"""Heavy work in a process of its own: however that ends, it costs a sentence, and nothing here grows."""

import importlib
import os
import pickle
import pkgutil
import sys
import threading
import time
from pathlib import Path

import pytest

import geodata
from geodata.importing.apart import MAX_AT_ONCE, apart
from geodata.importing.limits import TableError
from geodata.problems import CaseProblemsError, GeodataError, InputError, Problem

CSV = b"place,lat,lon\nAyyash,35.421,40.055\n"
#: Room for a process to start on a machine that does much else.
START_S = 60


def python(code):
    """Return a command in place of the worker."""
    return (sys.executable, "-c", code)


def own_bytes():
    """Return how much memory this process has."""
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")


def test_a_table_comes_back():
    """As it would be read here, and so does what its columns may become."""
    table, suggested = apart("read", CSV, "a.csv")

    assert table.rows == (("Ayyash", "35.421", "40.055"),)
    assert [one.member for one in suggested.columns] == ["place", "lat", "lon"]


def test_what_is_wrong_with_a_file_comes_back():
    """The same error with the same words; a case that is not in order with all its problems."""
    with pytest.raises(TableError, match="no GeoPackage, whatever its name says"):
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
        "killed": (kill("KILL"), START_S, "broken off (-9)"),
        "crashed": (kill("SEGV"), START_S, "broken off (-11)"),
        "raised": ("raise ValueError", START_S, "broken off (1)"),
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
    assert "A file may have up to" in str(caught.value)
    assert "Split the file" in str(caught.value)


@pytest.mark.skipif(sys.platform != "linux", reason="where the system keeps to a limit of memory")
def test_too_much_memory_is_a_sentence_and_none_of_ours():
    """A file that takes a hundred megabytes where there are twenty."""
    data = b"a,b,c,d\n" + b"1,2,3,4\n" * 150_000
    before = own_bytes()
    with pytest.raises(TableError, match="took more than 20 MB of memory"):
        apart("read", data, "a.csv", max_bytes=20 * 1024**2)

    assert own_bytes() - before < 10 * 1024**2
    assert len(apart("read", data, "a.csv")[0].rows) == 150_000


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
    with pytest.raises(TableError, match="2 other files are being read"):
        apart("read", CSV, "a.csv", max_s=1)
    for thread in threads:
        thread.join()
    assert apart("read", CSV, "a.csv")


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
    assert (str(again), again.problems) == ("f has 1 problem", (problem,))
    assert pickle.loads(pickle.dumps(InputError("said", "typed"))).text == "typed"  # noqa: S301 - our own
