"""The point-radius method against the rows that its authors published; the worked examples: test_georeference.py."""

import math
from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.core.model import COMPASS_POINTS
from geodata.geodesy.point_radius import (
    BY_POINTS,
    DATUM_UNKNOWN_M,
    KINDS,
    Errors,
    cell_diagonal_m,
    compass_heading,
    terms,
)

SECOND = 1 / 3600
LENGTH_M = st.floats(0, 100_000)
ERRORS = st.builds(Errors, *[LENGTH_M] * 6)
MEMBERS = [member.name for member in fields(Errors)]


@pytest.mark.parametrize(
    ("precision_deg", "expected_m"),
    [(1, 143_671), (0.1, 14_367), (0.01, 1_437), (0.001, 144), (1 / 60, 2_395), (SECOND, 39.9)],
)
def test_coordinates_at_the_latitude_of_the_case(precision_deg, expected_m):
    """From whole degrees to seconds, at 35 degrees north."""
    assert cell_diagonal_m(35, precision_deg, precision_deg) == pytest.approx(expected_m, abs=0.5)


@pytest.mark.parametrize(
    ("lat", "precision_deg", "expected_m"), [(60, 0.01, 1_247), (85, 0.01, 1_122), (85, 0.001, 113)]
)
def test_rows_of_the_paper(lat, precision_deg, expected_m):
    """Table 2 of Wieczorek, Guo & Hijmans 2004 rounds up; Best Practices reprints these three a metre short."""
    assert math.ceil(cell_diagonal_m(lat, precision_deg, precision_deg)) == expected_m


def test_the_two_parts_at_10_degrees():
    """Best Practices 2020: 77.87 km for half a degree; the parts that it prints for it are misprinted."""
    assert cell_diagonal_m(10, 0.5, 0.5) == pytest.approx(77_870, abs=5)


def test_the_unknown_datum_of_2020():
    """The largest shift that Best Practices found."""
    assert DATUM_UNKNOWN_M == 5_359


def test_the_32_points_are_evenly_spaced():
    """Each half way to its neighbours of its kind; the half-widths of a kind fill the circle."""
    points = {point: compass_heading(point) for point in (*COMPASS_POINTS, *BY_POINTS)}

    assert sorted(azimuth for azimuth, _ in points.values()) == [11.25 * number for number in range(32)]
    assert [points[point] for point in ("W", "SW", "WSW", "WbN")] == [
        (270, 45), (225, 22.5), (247.5, 11.25), (281.25, 5.625)
    ]  # fmt: skip


@pytest.mark.parametrize("point", ["", "B", "NNN", "north", "n"])
def test_what_is_no_heading(point):
    """Is refused by name."""
    with pytest.raises(ValueError, match="is not a compass point"):
        compass_heading(point)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: cell_diagonal_m(91, 1, 1), "not on the Earth"),
        (lambda: cell_diagonal_m(10, 0, 1), "one unit of the last digit"),
        (lambda: cell_diagonal_m(10, 1, math.inf), "one unit of the last digit"),
        (lambda: cell_diagonal_m(math.nan, 1, 1), "not on the Earth"),
        (lambda: Errors(datum_m=-1), "datum_m is -1"),
        (lambda: Errors(extent_m=math.nan), "extent_m is nan"),
    ],
)
def test_impossible_numbers_are_refused(call, words):
    """With their name and value."""
    with pytest.raises(ValueError, match=words):
        call()


def radius_m(*arguments):
    return math.fsum(terms(*arguments).values())


@pytest.mark.parametrize("kind", KINDS)
@given(errors=ERRORS, offset_m=LENGTH_M, half_width_deg=st.floats(0, 180))
def test_each_term_only_ever_adds(kind, errors, offset_m, half_width_deg):
    """None is below 0, and the radius is at least what the errors of the kind add up to."""
    found = terms(kind, errors, offset_m, half_width_deg)
    left_out = {"coordinates": errors.extent_m + errors.distance_m, "place": errors.distance_m}.get(kind, 0)

    assert all(length_m >= -1e-9 for length_m in found.values())
    assert math.fsum(found.values()) >= math.fsum(getattr(errors, name) for name in MEMBERS) - left_out - 1e-6


@pytest.mark.parametrize("kind", KINDS)
@given(
    errors=ERRORS,
    member=st.sampled_from(MEMBERS),
    less=st.floats(0, 1),
    offset_m=LENGTH_M,
    half_width_deg=st.floats(0, 180),
)
def test_more_precise_never_increases(kind, errors, member, less, offset_m, half_width_deg):
    """Whichever error shrinks, and so does a narrower direction."""
    before_m = radius_m(kind, errors, offset_m, half_width_deg)
    smaller = replace(errors, **{member: getattr(errors, member) * less})

    assert radius_m(kind, smaller, offset_m, half_width_deg) <= before_m + 1e-6
    assert radius_m(kind, errors, offset_m, half_width_deg * less) <= before_m + 1e-6
