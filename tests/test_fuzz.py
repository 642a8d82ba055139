"""The commands on case files that nobody would write; more of them by ``python -m tests.fuzz N``."""

import time

from tests import fuzz

#: So many files, and no longer than this: others work on this machine, too.
COUNT, SECONDS = 300, 20.0


def test_no_file_breaks_a_command(capsys):
    """Other files every time; the seed is printed and repeats them."""
    seed = time.time_ns() % 1_000_000_000
    with capsys.disabled():
        print(f"\nrandom files from seed {seed}")  # noqa: T201 - it repeats them
    done, wrong = fuzz.run(COUNT, seed, SECONDS)
    assert done > 5
    assert wrong == []


def test_a_seed_repeats_its_file():
    """Whatever was made before it."""
    files = [fuzz.made(seed) for seed in range(40)]
    assert [fuzz.made(seed) for seed in range(40)] == files
