"""Verdicts of random cases against what trying finds; others, and more of them, by ``python -m tests.brute N``."""

from tests import brute


def test_no_verdict_is_broken_by_trying():
    """The same cases each time: what a run finds is a fault of what was changed."""
    assert brute.run(60, seed=1) == []
