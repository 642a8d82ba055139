"""How often verdicts on two places are undecided where trying knows, and never wrong: the benchmark's own cases."""

import pytest

from tests.benchmarks.rates import FAMILIES, rate_of, rate_of_events

pytestmark = pytest.mark.many

SEED = 4_711


@pytest.mark.parametrize("count", [20, pytest.param(60, marks=pytest.mark.long)])
@pytest.mark.parametrize("family", FAMILIES)
def test_few_are_undecided_and_none_is_wrong(family, count):
    """Before there was a search over readings it was every one of some families."""
    found = rate_of(family, count, SEED)
    assert found.wrong == []
    assert found.known >= count // 4
    assert found.undecided <= 0.05 * found.known


def test_two_events_at_two_uncertain_sites():
    """Settled by distances alone."""
    found = rate_of_events(60, SEED)
    assert (found.wrong, found.undecided) == ([], 0)
