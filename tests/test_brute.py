"""Verdicts of random cases against what trying finds; more of them by ``python -m tests.brute N``."""

import pytest

from tests import brute
from tests.random_runs import fresh_seed

pytestmark = pytest.mark.many


@pytest.mark.parametrize("cases", [25, pytest.param(60, marks=pytest.mark.long)])
@pytest.mark.parametrize("part", range(4))
def test_no_verdict_is_broken_by_trying(part, cases):
    """Other cases in each run, whose seed is in the summary; in parts, so that several processes share them."""
    assert brute.run(cases, seed=fresh_seed() + cases * part) == []
