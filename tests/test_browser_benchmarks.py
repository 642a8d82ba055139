"""The benchmark that finds a control by its words, for one short round: words that were changed must not stop it."""

from __future__ import annotations

import pytest

from tests.benchmarks.assuming import assumption
from tests.benchmarks.registry import Settings

pytestmark = [pytest.mark.browser, pytest.mark.long]


def test_the_benchmark_of_assumptions_finds_its_control():
    """Each half-width that it sets changes the matrix."""
    report = assumption(Settings(quick=True))

    assert all(sample > 0 for sample in report.raw["samples_ms"])
