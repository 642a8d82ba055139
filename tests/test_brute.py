"""Verdicts of random cases against what trying finds; more of them by ``python -m tests.brute N``."""

import time

from tests import brute

#: So many cases, and no longer than this: others work on this machine, too.
COUNT, SECONDS = 300, 15.0


def test_no_verdict_is_broken_by_trying(capsys):
    """Another few hundred cases every time; the seed is printed and repeats them."""
    seed = time.time_ns() % 1_000_000_000
    with capsys.disabled():
        print(f"\nrandom cases from seed {seed}")  # noqa: T201 - it repeats them
    done, wrong = brute.run(COUNT, seed, SECONDS)
    assert done > 10
    assert wrong == []
