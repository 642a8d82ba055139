"""What docs/how-to-add.md promises: a thing that was added in one place and forgotten in another is noticed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from geodata.app.export_page import _KINDS as OFFERED
from geodata.constraints.place_constraints import _KINDS as CONSTRAINTS
from geodata.core.model import RELATIONS
from geodata.editing.fields import _RELATIONS as ASKED_FOR
from geodata.exporting.exports import ENDINGS as WRITTEN
from geodata.importing.reading import ENDINGS as READ
from geodata.render.text.phrases import RELATIONS as IN_WORDS
from geodata.view.filters import NOT_STATED, RELATION_WORDS

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = sorted((ROOT / "pages").glob("*.py"))


def told_of(command: str) -> set[str]:
    """Return the endings that the README's table of commands names for one of them."""
    [line] = [line for line in README.splitlines() if line.startswith(f"| `{command} ")]
    return set(re.findall(r"(?<!\S)\.[a-z.]*[a-z]", line))


def test_a_relation_is_known_everywhere():
    """What it says of where, its words in reports and filters, and its choice in forms."""
    filtered = set(RELATION_WORDS) - {NOT_STATED}
    assert set(CONSTRAINTS) == set(IN_WORDS) == filtered == {choice.value for choice in ASKED_FOR} == set(RELATIONS)


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.stem)
def test_a_page_is_known_to_the_tests_that_try_them_all(page):
    """By the name in its address; the README tells of it by its title."""
    name = page.stem.partition("_")[2]
    lists = [ROOT / "tests" / f"{test}.py" for test in ("test_sessions", "test_browser_corpus")]
    assert [path.name for path in lists if f'"{name}"' not in path.read_text(encoding="utf-8")] == []
    assert f"“{name.replace('_', ' ')}”" in README


def test_an_export_format_is_offered_and_told():
    """On the page, on the command line, in the README."""
    assert set(OFFERED) == set(WRITTEN) == told_of("export")


def test_an_import_format_is_told():
    """In the README; the page and the help text take the list itself. A .json file is one more name for .geojson."""
    assert told_of("import") == set(READ) - {".json"}
