"""Distances in words: what is understood, and what each refusal says."""

# ruff: noqa: RUF001 - the words are those of three scripts

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.core.model import StatedDistance
from geodata.core.precision import bounds, half_width
from geodata.core.vocabulary import METRES_PER_UNIT
from geodata.parsing.distances import SpokenDistanceError, read_distance
from geodata.render.text.phrases import stated_span


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("35 miles", "35", "mi"), ("about 55 km", "55", "km"), ("30 nautical miles", "30", "nmi"),
        ("٥٥ كم", "55", "km"), ("1,000 m", "1000", "m"), ("10 1/4 mi", "10.25", "mi"), ("٣٥ ميلا", "35", "mi"),
        ("55km", "55", "km"), ("0.5 nmi", "0.5", "nmi"), ("35.0 mi.", "35.0", "mi"), ("½ mile", "0.5", "mi"),
        ("10½ miles", "10.5", "mi"), ("35-mile", "35", "mi"), ("12 ft", "12", "ft"), ("100 yards", "100", "yd"),
        (".5 mi", "0.5", "mi"), ("30 ميلاً بحرياً", "30", "nmi"), ("١٠ أمتار", "10", "m"),
        ("٥٥٫٥ كيلومتر", "55.5", "km"), ("١٬٠٠٠ متر", "1000", "m"), ("55 километров", "55", "km"),
        ("30 морских миль", "30", "nmi"), ("1 миля", "1", "mi"), ("200 м", "200", "m"),
        ("1\u202f500 км", "1500", "km"), ("\u200f٥٥ كم\u200f", "55", "km"), ("１２ ｋｍ", "12", "km"),
        ("२० km", "20", "km"), ("35 KILOMETRES", "35", "km"), ("10-1/2 mi", "10.5", "mi"),
        ("3/4 mile", "0.75", "mi"), ("10 ⅓ mi", "10.33", "mi"),
    ],
)  # fmt: skip
def test_distances_as_people_write_them(text, value, unit):
    """Digits of any script, units in three languages; the digits stay as spoken."""
    assert read_distance(text) == StatedDistance(value, unit, about="about" in text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,500 km", "1500"), ("1,5 km", "1.5"), ("1.500 km", "1.500"), ("0,500 km", "0.500"),
        ("1,234,567 m", "1234567"), ("1.234,5 m", "1234.5"), ("1.234.567 m", "1234567"),
        ("1 234,5 m", "1234.5"), ("1500,25 m", "1500.25"),
    ],
)  # fmt: skip
def test_commas_are_read_by_what_stands_around_them(text, value):
    """Three digits after it make a thousands mark of a comma, as in English."""
    assert read_distance(text).value == value


@pytest.mark.parametrize(
    "adverb",
    ["about", "some", "roughly", "approx.", "c.", "ca.", "~", "≈", "an estimated", "حوالي", "نحو", "около", "примерно"],
)
def test_about_changes_no_width(adverb):
    """Best Practices 2020, section 3.4: the adverb does not widen the distance; that there was one is kept."""
    found, plain = read_distance(f"{adverb} 35 km"), read_distance("35 km")
    assert bounds(found) == bounds(plain)
    assert (found.about, plain.about) == (True, False)
    # A reader is told, beside the width.
    assert stated_span(found, "2020", "km") == f"{stated_span(plain, '2020', 'km')}; “about” adds nothing"


@pytest.mark.parametrize("fraction", ["1/2", "1/3", "2/3", "1/4", "3/4", "1/8", "3/8", "5/8", "7/8"])
def test_a_fraction_keeps_its_denominator(fraction):
    """Its half-width is half of one part, and what rounding to decimals changes is far below it."""
    value = read_distance(f"10 {fraction} mi").value
    numerator, denominator = map(int, fraction.split("/"))

    assert half_width(value) * 2 * denominator == 1
    assert abs(float(value) - 10 - numerator / denominator) < float(half_width(value)) / 25


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "no number"), ("five miles", "Write it in digits"), ("\u202e\u0000", "no number"), ("35", "no unit"),
        ("35 parsecs", "'parsecs'"), ("5 M", "metres or nautical miles"), ("-5 km", "negative"), ("−5 km", "negative"),
        ("0 km", "not a distance"), ("0.00 mi", "not a distance"), ("40000 km", "farther than any two places"),
        ("35 or 40 km", "more than one number"), ("35–40 km", "more than one number"),
        ("35 ± 2 km", "more than one number"), ("5 km 300 m", "more than one number"),
        ("1e5 km", "more than one number"), ("more than 35 km", "limit"), ("within 5 mi", "limit"),
        ("أكثر من ٥ كم", "limit"), ("не более 5 км", "limit"), ("1,00,000 m", "one number"),
        ("10 1/5 mi", "one number"), ("10 1/0 mi", "one number"), ("3.5.2 km", "one number"),
        ("9" * 50 + " m", "one number"), ("1,500 км", "1500 or 1.500"), ("35 km of road", "not a known unit"),
        ("5 " + "k" * 5_000, "not a known unit"), ("1/" * 9 + "2 m", "more than one"),
    ],
)  # fmt: skip
def test_what_is_refused_is_refused_in_words(text, words):
    """One sentence or two that say what is wrong and what to do; the text goes with the error."""
    with pytest.raises(SpokenDistanceError, match=words) as error:
        read_distance(text)

    assert error.value.text == text
    assert len(str(error.value)) < 300


@given(st.text() | st.from_regex(r"[0-9 .,/½٥-]{0,12} ?(km|mi|ميل|м)?", fullmatch=True))
def test_any_text_is_a_distance_or_refused(text):
    """Nothing else comes out of it, and what is a distance has bounds."""
    with suppress(SpokenDistanceError):
        stated = bounds(read_distance(text))

        assert 0 <= stated.min_m <= stated.max_m


@given(st.from_regex(r"[1-9][0-9]{0,3}(\.[0-9]{1,3})?", fullmatch=True), st.sampled_from(list(METRES_PER_UNIT)))
def test_what_a_case_file_holds_is_read_back(value, unit):
    """A value and a unit as the file has them are words too."""
    assert read_distance(f"{value} {unit}") == StatedDistance(value, unit)
