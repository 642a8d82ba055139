"""The document on security names tests that there are."""

import re

import pytest

from tests.app import ROOT

NAMED = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", (ROOT / "docs" / "security.md").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("file", "test"), sorted(set(NAMED)))
def test_there_is_the_test_that_holds_a_line(file, test):
    """Under the name that the line gives it."""
    assert f"\ndef {test}(" in (ROOT / file).read_text(encoding="utf-8")


def test_lines_name_their_tests():
    """So many that none of the list above was read over."""
    assert len(set(NAMED)) > 30
