"""What a page works out has an end, whatever makes it long."""

import time

import pytest

from geodata.app import work_limit
from geodata.app.work_limit import TooMuchWorkError, limited


def work(seconds):
    """Work in Python, as a loop over pairs does."""
    end_s = time.monotonic() + seconds
    while time.monotonic() < end_s:
        sum(range(1000))


def test_long_work_is_stopped_and_said():
    """In a sentence that says how to go on; what comes after it runs."""
    began_s = time.monotonic()
    with pytest.raises(TooMuchWorkError, match="Show fewer claims"), limited(most_s=0.3):
        work(30)
    assert time.monotonic() - began_s < 10
    work(0.5)


def test_work_that_takes_memory_is_stopped():
    """Before the whole server is ended for it."""
    kept = []

    def fill():
        while len(kept) < 3_000:
            kept.append(bytearray(b"x" * 1_000_000))
            time.sleep(0.002)

    with pytest.raises(TooMuchWorkError), limited(most_bytes=100_000_000):
        fill()
    assert len(kept) < 3_000


def test_short_work_is_left_alone():
    """Also where its time ends right behind it."""
    for _ in range(20):
        with limited(most_s=0.05):
            work(0.04)
        work(0.05)


def test_an_error_of_the_work_is_its_own():
    """And nothing follows it."""
    with pytest.raises(KeyError), limited(most_s=0.1):
        raise KeyError
    work(0.4)


def test_two_that_are_stopped_do_not_stop_each_other(monkeypatch):
    """Nor one inside another."""
    monkeypatch.setattr(work_limit, "_LOOKS_EVERY_S", 0.02)
    with limited(most_s=20):
        with pytest.raises(TooMuchWorkError), limited(most_s=0.1):
            work(10)
        work(0.2)
