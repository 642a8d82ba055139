"""Lengths as they are read: in the chosen unit, with no more digits than they deserve."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.core.units import UNITS, at_least, at_most, decimals, length, span
from geodata.core.vocabulary import METRES_PER_UNIT


@pytest.mark.parametrize(
    ("width_m", "unit", "expected"),
    [
        (0, "km", 3),
        (1, "km", 3),
        (500, "km", 1),
        (1_000, "km", 1),
        (4_000, "km", 0),
        (50_000, "km", 0),
        (1_609.344, "mi", 1),
        (804.672, "mi", 1),
        (math.inf, "km", 1),
    ],
)
def test_digits_follow_the_width(width_m, unit, expected):
    """Never finer than a tenth of the half-width, a metre at most."""
    assert decimals(width_m, unit) == expected


@pytest.mark.parametrize(
    ("min_m", "max_m", "unit", "expected"),
    [
        (54_500, 55_500, "km", "54.5 to 55.5 km"),
        (55_522.4, 57_131.7, "mi", "34.5 to 35.5 mi"),
        (0, math.inf, "km", "not known"),
        (12_345, math.inf, "km", "12.3 km or more"),
        (2_000, 2_000, "km", "2.000 to 2.000 km"),
    ],
)
def test_bounds_in_words(min_m, max_m, unit, expected):
    """Round numbers stay round; no upper bound is said."""
    assert span(min_m, max_m, unit) == expected


def test_no_upper_bound_is_said_in_words():
    """Never as infinity."""
    assert at_most(math.inf, "km", 1) == "any distance"


@given(st.floats(0, 2e7), st.sampled_from(UNITS), st.integers(0, 3))
def test_bounds_are_rounded_outwards(length_m, unit, digits):
    """What is printed never promises more than is known, but for a millionth of its last digit."""
    value, slip = length_m / METRES_PER_UNIT[unit], 1.1e-6 * 10**-digits
    assert float(at_least(length_m, unit, digits).replace(",", "")) <= value + slip
    assert float(at_most(length_m, unit, digits).replace(",", "")) >= value - slip


def test_a_length_has_its_unit():
    """Thousands parted."""
    assert length(12_345_678, "km", 2) == "12,345.68 km"
