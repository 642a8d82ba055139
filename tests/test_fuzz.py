"""The commands on case files that nobody would write; others, and more of them, by ``python -m tests.fuzz N``."""

from tests import fuzz


def test_no_file_breaks_a_command():
    """The same files each time: what a run finds is a fault of what was changed."""
    assert fuzz.run(60, seed=1) == []


def test_a_seed_repeats_its_file():
    """Whatever was made before it."""
    files = [fuzz.made(seed) for seed in range(40)]
    assert [fuzz.made(seed) for seed in range(40)] == files
