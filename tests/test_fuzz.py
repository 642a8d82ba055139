"""The commands on case files that nobody would write; more of them by ``python -m tests.fuzz N``."""

from tests import fuzz
from tests.random_runs import fresh_seed


def test_no_file_breaks_a_command():
    """Other files in each run, whose seed is in the summary."""
    assert fuzz.run(30, seed=fresh_seed()) == []


def test_a_seed_repeats_its_file():
    """Whatever was made before it."""
    files = [fuzz.made(seed) for seed in range(40)]
    assert [fuzz.made(seed) for seed in range(40)] == files
