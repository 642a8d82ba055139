"""One fact, one wording: words of the format, which name is Arabic, numbers of people, what a verdict is not."""

import ast
import functools
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import geodata
from geodata.core.model import Count, Name, case_from_document
from geodata.core.vocabulary import (
    CERTAINTIES,
    CREDIBILITIES,
    DISTANCE_UNITS,
    LINK_BASES,
    LINK_KINDS,
    POLARITIES,
    QUANTITIES,
    RELATIONS,
    RELIABILITIES,
)
from geodata.editing.parsing import read_value
from geodata.editing.wording import value_text
from geodata.parsing.counts import read_count
from geodata.render.html.tables import place_table
from geodata.render.text.claim_view import place_name
from geodata.render.text.map_labels import arabic_label
from geodata.render.text.phrases import NOT_TRUE
from geodata.verdicts.explanations import explain_counts
from tests.cases import small_case

PACKAGE = Path(geodata.__file__).parent
MODULES = [path for path in sorted(PACKAGE.rglob("*.py")) if path.name != "vocabulary.py"]
CASE = case_from_document(small_case())


WORDS = (RELATIONS, POLARITIES, RELIABILITIES, CREDIBILITIES, DISTANCE_UNITS)
WORDS += (CERTAINTIES, QUANTITIES, LINK_KINDS, LINK_BASES)


def is_text(node):
    return isinstance(node, ast.JoinedStr) or isinstance(getattr(node, "value", None), str)


@functools.cache
def tables():
    """Return the keys of every dict of each module, and of every call with names, that has texts for them."""
    found = {path.name: [] for path in MODULES}
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Dict) and all(map(is_text, node.values)):
                found[path.name].append({one.value for one in node.keys if isinstance(one, ast.Constant)})
            if isinstance(node, ast.Call):
                found[path.name].append({one.arg for one in node.keywords if is_text(one.value)})
    return found


@pytest.mark.parametrize("words", WORDS, ids=len)
def test_nobody_else_has_a_table_of_words(words):
    """Two tables begin alike and part: who reads "confirmed by others" here and another thing there asks which."""
    assert [name for name, found in tables().items() if any(set(words) <= keys for keys in found)] == []


@pytest.mark.parametrize(
    ("lang", "is_arabic"),
    [("ar", True), ("ar-SY", True), ("AR", True), ("arc", False), ("arn", False), ("x-ar", False), ("", False),
     (None, False)],
)  # fmt: skip
def test_an_arabic_name_is_one_everywhere(lang, is_arabic):
    """In words, in tables and on the map: by the language's own part of the tag, however it is spelled (BCP 47)."""
    site = replace(CASE.sites[0], names=(Name("Camp", "en"), Name("X", lang), Name("Y", "ar")))
    arabic = "X" if is_arabic else "Y"

    assert [run.text for run in place_name(site)] == ["Camp", " ", arabic]
    assert f">{arabic}</bdi>" in place_table(replace(CASE, sites=(site,)), "km")
    assert arabic_label(site) == arabic
    assert replace(site, names=site.names[:1]).arabic_name is None


@given(st.integers(0, 10**20), st.none() | st.integers(0, 10**20))
def test_a_number_of_people_is_read_as_it_is_said(least, more):
    """By the importer and by the forms, which say it alike; verdicts do, too."""
    count = Count(least, None if more is None else least + more)
    member = {"min": count.min, "max": count.max}

    assert read_count(count.in_words) == count
    assert value_text("count", member) == count.in_words
    assert read_value("count", count.in_words) == member
    assert explain_counts(count, count, 1).count(count.in_words) == 2


@pytest.mark.parametrize("value", [{"min": 3.0, "max": None}, {"min": True}, {"min": "3"}, {"max": 3}, [3]])
def test_what_is_no_number_of_people_is_shown_as_it_is(value):
    """In a form, as the JSON that the file has."""
    assert value_text("count", value).startswith(("{", "["))


def test_what_a_verdict_is_not_is_said_in_one_sentence():
    """Beside every list of verdicts, from one place."""
    said = [
        path.name for path in MODULES if re.search("not mean(?: that it is)? true", path.read_text(encoding="utf-8"))
    ]
    assert said == ["phrases.py"]
    assert "does not mean true" in NOT_TRUE
