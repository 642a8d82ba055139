"""What a page works out has an end, whatever makes it long; each in a process of its own, for it may stand still."""

import subprocess
import sys
from contextlib import contextmanager

import pytest
from streamlit.testing.v1 import AppTest

from geodata.app import work_limit
from geodata.app.work_limit import TooMuchWorkError
from tests.app import ROOT

BEGIN = """
import sys
import time
from geodata.app.work_limit import TooMuchWorkError, limited

def work(seconds):
    end_s = time.monotonic() + seconds
    while time.monotonic() < end_s:
        sum(range(1000))

def is_stopped(does, **limits):
    try:
        with limited(**limits):
            does()
    except TooMuchWorkError as error:
        return "Show fewer claims" in str(error)
    return False
"""
STORIES = {
    "long work is stopped and said, and what comes after it runs": """
began_s = time.monotonic()
assert is_stopped(lambda: work(30), most_s=0.3)
assert time.monotonic() - began_s < 10
work(0.5)
""",
    "work that takes memory is stopped": """
kept = []
def fill():
    while len(kept) < 3_000:
        kept.append(bytearray(b"x" * 1_000_000))
        time.sleep(0.002)
assert is_stopped(fill, most_bytes=100_000_000)
assert len(kept) < 3_000
""",
    "short work is left alone, also where its time ends right behind it": """
for _ in range(20):
    is_stopped(lambda: work(0.04), most_s=0.05)
    work(0.05)
assert not is_stopped(lambda: work(0.1), most_s=20)
""",
    "an error of the work is its own": """
try:
    with limited(most_s=0.1):
        raise KeyError
except KeyError:
    work(0.4)
""",
    "what is traced, as for the coverage, goes on behind it": """
sys.settrace(lambda *_: lambda *_: None)
with limited(most_s=20):
    work(0.1)
work(0.1)
assert is_stopped(lambda: work(30), most_s=0.3)
work(0.1)
""",
    "one that is stopped inside another stops itself alone": """
with limited(most_s=20):
    assert is_stopped(lambda: work(10), most_s=0.1)
    work(0.4)
""",
    "one whose time ends inside another is stopped behind it": """
began_s = time.monotonic()
def nested():
    assert is_stopped(lambda: work(20), most_s=20)
    work(20)
assert is_stopped(nested, most_s=0.3)
assert time.monotonic() - began_s < 10
work(0.5)
""",
    "one that the work answers is stopped again": """
began_s = time.monotonic()
def answering():
    while True:
        try:
            work(20)
        except TooMuchWorkError:
            break
    work(20)
assert is_stopped(answering, most_s=0.3)
assert time.monotonic() - began_s < 10
work(0.5)
""",
}


@pytest.mark.parametrize("story", STORIES.values(), ids=STORIES)
def test_long_work_is_stopped_and_said(story):
    """In a sentence that says how to go on, and nothing else is stopped."""
    subprocess.run([sys.executable, "-c", BEGIN + story], cwd=ROOT, check=True, timeout=120)


@pytest.mark.parametrize("page", ["map", "consistency", "distances", "places_and_sources"])
def test_each_page_says_what_took_too_long(page, monkeypatch):
    """And goes on: on the map, a finding that takes hours keeps nobody from the map itself."""

    @contextmanager
    def stopped():
        yield
        raise TooMuchWorkError

    monkeypatch.setattr(work_limit, "limited", stopped)
    app = AppTest.from_file(str(ROOT / "pages" / f"{page}.py"), default_timeout=60).run()
    assert not app.exception
    assert {error.value.replace("\\", "") for error in app.error} == {str(TooMuchWorkError())}
