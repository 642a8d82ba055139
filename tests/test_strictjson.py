"""Strict JSON: what Python's reader lets through, and where it falls over."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.geojson.strict_json import MAX_DEPTH, read_json


@pytest.mark.parametrize("text", ["null", " [1, -0.5e3, true] ", '{"a": {"b": "\\ud83d\\ude00 é"}}', "1" * 300])
def test_json_is_read_as_python_reads_it(text):
    """A strict text gives the value that the standard reader gives, and no problem."""
    reading = read_json(text.encode())

    assert (json.loads(text), ()) == (reading.value, reading.problems)


@pytest.mark.parametrize(
    ("data", "where", "rule"),
    [
        (b"", "line 1, column 1", "json.syntax"),
        (b"[1,]", "line 1, column 4", "json.syntax"),
        (b'{"a": 1\n "b": 2}', "line 2, column 2", "json.syntax"),
        (b'"a\nb"', "line 1, column 3", "json.syntax"),
        (b'["\xe9"]', "line 1, column 3", "json.utf-8"),
        (b"\xff\xfe[\0]\0", "line 1, column 1", "json.utf-8"),
        (b"[NaN]", "$[0]", "json.number"),
        (b'{"a b": [0, -Infinity]}', '$["a b"][1]', "json.number"),
        (b'{"a": 1e999}', "$.a", "json.number"),
        (b"[-" + b"9" * 5000 + b"]", "$[0]", "json.number"),
        (b"[" + b"9" * 250 + b"e90]", "$[0]", "json.number"),
        (b'{"a": [{"b": 1, "b": 1}]}', "$.a[0].b", "json.unique-names"),
        (rb'{"a": "\ud800"}', "$.a", "json.surrogate"),
        (rb'{"\udc00": 1}', '$["\\udc00"]', "json.surrogate"),
        (b"[" * (MAX_DEPTH + 1) + b"]" * (MAX_DEPTH + 1), f"line 1, column {MAX_DEPTH + 1}", "json.depth"),
        (b"[" * 100_000, f"line 1, column {MAX_DEPTH + 1}", "json.depth"),
        (b'{"a":' * 100_000, f"line 1, column {5 * MAX_DEPTH + 1}", "json.depth"),
    ],
)
def test_what_is_not_strict_json_is_one_problem_with_a_place(data, where, rule):
    """Each fault is found where it is."""
    assert [(where, rule)] == [(problem.where, problem.rule) for problem in read_json(data).problems]


def test_faults_that_leave_a_value_are_reported_together():
    """A repeated name, a lone surrogate and NaN do not hide each other, nor the value."""
    reading = read_json(rb'{"a": NaN, "b": "\ud800", "b": "\ud800"}')

    assert reading.has_value
    assert [problem.where for problem in reading.problems] == ["$.b", "$.a", "$.b"]


def test_a_byte_order_mark_is_ignored_with_a_warning():
    """RFC 8259 section 8.1 lets a reader ignore it."""
    reading = read_json(b"\xef\xbb\xbf[1]")

    assert (reading.value, [problem.severity for problem in reading.problems]) == ([1], ["warning"])


def test_the_deepest_nesting_allowed_is_read():
    """The limit itself is no problem."""
    assert read_json(b"[" * MAX_DEPTH + b"]" * MAX_DEPTH).problems == ()


@given(st.binary(max_size=60))
def test_any_bytes_give_a_value_or_an_error(data):
    """Reading never raises, and never gives up without a reason."""
    reading = read_json(data)

    assert reading.has_value or reading.problems
