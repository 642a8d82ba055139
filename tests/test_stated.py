"""How wide a stated distance is, by the tables that were published."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.core.model import StatedDistance
from geodata.core.precision import DEFAULT_PRECISION_RULE, PRECISION_RULES, SetWidth, bounds, described, half_width
from geodata.core.vocabulary import METRES_PER_UNIT

MILES_35 = StatedDistance("35", "mi")
KM_55 = StatedDistance("55", "km")
spoken = st.builds(
    StatedDistance, st.from_regex(r"[0-9]{1,6}(\.[0-9]{1,4})?", fullmatch=True), st.sampled_from(list(METRES_PER_UNIT))
)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("10.1", "0.05"), ("10.25", "0.125"), ("10.5", "0.25"), ("10.6", "0.05"), ("10.75", "0.125"), ("10", "0.5"),
        ("15", "0.5"), ("30", "0.5"), ("33", "0.5"), ("100", "5"), ("140", "5"), ("200", "5"), ("1000", "50"),
        ("2000", "50"),
    ],
)  # fmt: skip
def test_the_14_rows_of_2020(value, expected):
    """Georeferencing Best Practices 2020, section 3.4."""
    assert half_width(value, "2020") == Fraction(expected)


@pytest.mark.parametrize(
    ("value", "expected"),
    [("9", "1"), ("9.5", "0.5"), ("9.75", "0.25"), ("9.6", "0.1"), ("140", "5"), ("100", "50"), ("2000", "500")],
)
def test_the_7_rows_of_2004(value, expected):
    """Wieczorek, Guo & Hijmans 2004, section 3.3.3.1."""
    assert half_width(value, "2004") == Fraction(expected)


@pytest.mark.parametrize(
    ("distance", "rule", "expected"),
    [
        (MILES_35, "2020", (55_522.4, 57_131.7)),
        (MILES_35, "2004", (54_717.7, 57_936.4)),
        (KM_55, "2020", (54_500, 55_500)),
        (KM_55, "2004", (54_000, 56_000)),
    ],
)
def test_the_two_distances_of_the_case(distance, rule, expected):
    """35 miles and 55 km, in metres, under each rule."""
    stated = bounds(distance, rule)

    assert (stated.min_m, stated.max_m) == pytest.approx(expected, abs=0.1)
    assert stated.rule == rule


@pytest.mark.parametrize(("rule", "gap_m"), [("2020", 22.4), ("2004", -1_282.3)])
def test_the_rule_decides_whether_35_miles_and_55_km_meet(rule, gap_m):
    """By the rule of 2020 they stay apart by 22 m, by that of 2004 they overlap."""
    assert bounds(MILES_35, rule).min_m - bounds(KM_55, rule).max_m == pytest.approx(gap_m, abs=0.1)


def test_the_rule_of_2020_is_the_one_unless_said():
    """A caller that names no rule gets the recommended one."""
    assert bounds(MILES_35) == bounds(MILES_35, "2020")
    assert DEFAULT_PRECISION_RULE == "2020"


@pytest.mark.parametrize(
    ("value", "expected"),
    [("35", "0.5"), ("35.0", "0.05"), ("35.00", "0.005"), ("35.33", "1/6"), ("35.125", "1/16"), ("007", "0.5")],
)
def test_digits_are_read_as_spoken(value, expected):
    """A zero after the point narrows the distance, one before it does not."""
    assert half_width(value) == Fraction(expected)


@pytest.mark.parametrize(("value", "expected"), [("0", 0), ("0.5", 250), ("1", 500)])
def test_no_distance_is_below_zero(value, expected):
    """The lower bound stops at the place itself."""
    assert bounds(StatedDistance(value, "km")).min_m == expected


@settings(deadline=None)
@given(spoken, st.sampled_from(PRECISION_RULES))
def test_bounds_hold_the_value(distance, rule):
    """Whatever is said, zero <= min <= value < max, and the width is read in the unit spoken."""
    stated = bounds(distance, rule)
    expected_m = float(half_width(distance.value, rule)) * METRES_PER_UNIT[distance.unit]

    assert 0 <= stated.min_m <= stated.value_m < stated.max_m
    assert stated.half_width_m == expected_m


@settings(deadline=None)
@given(st.from_regex(r"[0-9]{1,6}(\.[0-9]{1,4})?", fullmatch=True))
def test_the_rule_of_2004_is_never_the_narrower(value):
    """2020 halved what 2004 took whole."""
    assert half_width(value, "2004") >= half_width(value, "2020")


@pytest.mark.parametrize(
    ("width_m", "expected"), [(0, (55_000, 55_000)), (2_000, (53_000, 57_000)), (1e6, (0, 1_055_000))]
)
def test_the_user_may_set_the_width(width_m, expected):
    """In metres, whatever the digits say, and the answer says whose width it is."""
    stated = bounds(KM_55, SetWidth(width_m))

    assert (stated.min_m, stated.max_m) == expected
    assert stated.rule == SetWidth(width_m)
    assert described(stated.rule) == "set by the user"


@pytest.mark.parametrize("width_m", [-1, float("nan"), float("inf")])
def test_a_width_is_a_finite_length(width_m):
    """Less than nothing is no width."""
    with pytest.raises(ValueError, match="give 0 m or more"):
        SetWidth(width_m)
