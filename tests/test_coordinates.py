"""Coordinates as people write them: where they are, and how precisely they were written."""

# ruff: noqa: RUF001 - digits and signs of other scripts

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.geodesy.circles import distance_m
from geodata.parsing.coordinates import read_coordinates, read_pair
from geodata.parsing.lat_lon import PositionError

CAMP = (35.396, 40.056)


@pytest.mark.parametrize(
    "text",
    [
        "35.396, 40.056", "35.396,40.056", "35.396 40.056", "35,396 40,056", "35,396; 40,056", "35,396, 40,056",
        "35°23'45.6\"N, 40°3'21.6\"E", "35° 23' 45.6'' N 40° 3' 21.6'' E", "N35 23 45.6 E40 03 21.6",
        "35 23 45.6 N 40 03 21.6 E", "35:23:45.6N 40:03:21.6E", "40°3'21.6\"E 35°23'45.6\"N", "٣٥٫٣٩٦، ٤٠٫٠٥٦",
        "35°23′45.6″ شمالا ٤٠°٣′21.6″ شرقا", "35°23.76′ с.ш. 40°03.36′ в.д.", "POINT (40.056 35.396)",
        "35.396N, 40.056E", "E 40.056 N 35.396", "37SEV9589717471", "37S EV 95897 17471", "37S 595897 3917471",
        "37 north 595897 3917471", "35 deg 23 min 45.6 sec N 40 deg 3 min 21.6 sec E", "+35.396;+40.056",
    ],
)  # fmt: skip
def test_one_place_in_many_forms(text):
    """All within a metre of the camp: to that the grids were written."""
    position = read_coordinates(text)

    assert distance_m(position.lon, position.lat, CAMP[1], CAMP[0]) < 1


@pytest.mark.parametrize(
    ("text", "uncertainty_m"),
    [
        ("35, 40", 143_671), ("35.0, 40.0", 14_367), ("35.00, 40.00", 1_437), ("35°0'N 40°0'E", 2_395),
        ("35°0'0\"N 40°0'0\"E", 39.9), ("37S EV 95897 17471", 0.7), ("37S EV 958 174", 70.7),
        ("37S 595897 3917471", 1.4), ("37S 595900 3917500", 141.4), ("37S 595897.5 3917471.2", 0.1414),
    ],
)  # fmt: skip
def test_digits_become_uncertainty(text, uncertainty_m):
    """docs/geodesy.md, "Precision of coordinates"; half a diagonal of a named square, a diagonal of a cell."""
    assert read_coordinates(text).uncertainty_m == pytest.approx(uncertainty_m, rel=0.03)


def test_each_axis_counts_with_its_own_digits():
    """A latitude of one decimal beside a longitude of three is not a square cell."""
    wide, narrow = read_pair("35.4", "40.056").uncertainty_m, read_pair("35.4", "40.1").uncertainty_m

    assert (round(wide), round(narrow)) == (11_095, 14_339)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("95, 40", "Latitude 95 is not on the Earth"), ("140.05 35.3", "These look swapped"), ("35 40 50", "no pair"),
        ("35.396N 40.056N", "no pair"), ("35°75'N 40°E", "no pair"), ("-35N 40E", "no pair"), ("here", "no pair"),
        ("37S 5 1", "no pair"), ("UTM 37S 5 1", "no pair"),
        ("35d23m45sN 40d3m21sE", "no pair"), ("", "no pair"), ("1" * 300, "too long"),
        ("37S GG 11 22", "no MGRS square"), ("37S ZZ 11 22", "no MGRS square|no pair"),
    ],
)  # fmt: skip
def test_what_is_no_place_is_refused(text, words):
    """With what to do; a square that is not in its band among them."""
    with pytest.raises(PositionError, match=words):
        read_coordinates(text)


@pytest.mark.parametrize("text", ["3-13", "35.396-40.056", "35 23 40 03", "35 23 45 40 03"])
def test_numbers_that_may_be_cut_in_two_ways_are_refused(text):
    """A range among them."""
    with pytest.raises(PositionError):
        read_coordinates(text)


@pytest.mark.parametrize("text", ["+35.4+40.05", "35°24' 40°3'0\"", "35 24, 40 3 0", "35.4 40.05"])
def test_numbers_that_are_clearly_two_are_read(text):
    """By their signs, marks, separators, or by having as many parts."""
    assert (round(read_coordinates(text).lat, 2), round(read_coordinates(text).lon, 2)) == (35.4, 40.05)


@pytest.mark.parametrize(("text", "lat_deg"), [("37S 595897 3917471", 35.4), ("37S 595897 6000000", -36.1)])
def test_the_letter_s_is_a_band_where_it_can_be(text, lat_deg):
    """What was decided is said."""
    position = read_coordinates(text)

    assert position.lat == pytest.approx(lat_deg, abs=0.1)
    assert "S was read as" in position.remark


@pytest.mark.parametrize(
    ("lat", "lon", "words"),
    [("40°E", "35", "Swap the two columns"), ("x", "1", "no latitude"), ("1", "x", "longitude")],
)
def test_two_columns_are_refused_apart(lat, lon, words):
    """The message names the one that is wrong."""
    with pytest.raises(PositionError, match=words):
        read_pair(lat, lon)


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_any_position_is_read_back_to_a_centimetre(lat, lon):
    """However the computer prints it."""
    position = read_coordinates(f"{lat:.9f}, {lon:.9f}")

    assert (position.lat, position.lon) == pytest.approx((lat, lon), abs=1e-7)


@given(st.text(max_size=60))
def test_any_text_is_a_position_or_refused(text):
    """Nothing else happens."""
    try:
        position = read_coordinates(text)
    except PositionError:
        return
    assert (abs(position.lat) <= 90, abs(position.lon) <= 180, position.uncertainty_m > 0) == (True, True, True)
