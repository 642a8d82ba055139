"""The point-radius method against the rows and the worked examples that its authors published.

The eight examples are those of the Georeferencing Calculator's own tests (VertNet/georefcalculator, auto-tests.js; all
near Bakersfield, California): inputs and results only. Where the datum was not recorded the Calculator of 2015 looked
up 79 m for that place.
"""

import math

import pytest

from geodata.core.model import METRES_PER_UNIT
from geodata.geodesy.point_radius import (
    CLARKE_1866,
    DATUM_UNKNOWN_M,
    Errors,
    along_path_m,
    at_heading_m,
    coordinate_precision_m,
    coordinates_only_m,
    distance_only_m,
    heading_half_width_deg,
    map_error_m,
    named_place_m,
    orthogonal_m,
)

MILE = METRES_PER_UNIT["mi"]
SECOND = 1 / 3600
CITY_M = 2 * MILE
BAKERSFIELD_DATUM_M = 79.0


def to_second_wgs84(lat):
    return coordinate_precision_m(lat, SECOND)


@pytest.mark.parametrize(
    ("precision_deg", "expected_m"),
    [(1, 143_671), (0.1, 14_367), (0.01, 1_437), (0.001, 144), (1 / 60, 2_395), (SECOND, 39.9)],
)
def test_coordinates_at_the_latitude_of_the_case(precision_deg, expected_m):
    """From whole degrees to seconds, at 35 degrees north."""
    assert coordinate_precision_m(35, precision_deg) == pytest.approx(expected_m, abs=0.5)


@pytest.mark.parametrize(
    ("lat", "precision_deg", "expected_m"), [(60, 0.01, 1_247), (85, 0.01, 1_122), (85, 0.001, 113)]
)
def test_rows_of_the_paper(lat, precision_deg, expected_m):
    """Table 2 of Wieczorek, Guo & Hijmans 2004 rounds up; Best Practices reprints these three a metre short."""
    assert math.ceil(coordinate_precision_m(lat, precision_deg)) == expected_m


def test_the_two_parts_at_10_degrees():
    """Best Practices 2020: 77.87 km for half a degree; the parts that it prints for it are misprinted."""
    assert coordinate_precision_m(10, 0.5) == pytest.approx(77_870, abs=5)


def test_coordinates_only():
    """Seconds on an unknown datum: 118.837 m; two decimals from a USGS map on NAD27: 1,446.325 m."""
    unknown_datum = Errors(datum_m=BAKERSFIELD_DATUM_M, coordinates_m=to_second_wgs84(35.3733333))
    from_map = Errors(map_m=map_error_m(24_000), coordinates_m=coordinate_precision_m(35.37, 0.01, CLARKE_1866))

    assert round(coordinates_only_m(unknown_datum), 3) == 118.837
    assert round(coordinates_only_m(from_map), 3) == 1_446.325


def test_named_place():
    """Bakersfield, 3 km from its centre to the farthest limit: 3.119 km."""
    errors = Errors(datum_m=BAKERSFIELD_DATUM_M, extent_m=3_000, coordinates_m=to_second_wgs84(35.3733333))

    assert round(named_place_m(errors) / 1000, 3) == 3.119


def test_distance_only():
    """5 mi from Bakersfield: 7.589 mi."""
    precision_m = coordinate_precision_m(35.373, 0.001, CLARKE_1866)
    errors = Errors(extent_m=CITY_M, distance_m=MILE / 2, coordinates_m=precision_m)

    assert round(distance_only_m(errors, 5 * MILE) / MILE, 3) == 7.589


def test_along_a_path():
    """13 mi E (by road) Bakersfield, to 0.1 minute from a 1:100,000 map: 2.711 mi."""
    errors = Errors(
        extent_m=CITY_M,
        measurement_m=0.03107 * MILE,
        map_m=map_error_m(100_000),
        distance_m=MILE / 2,
        coordinates_m=coordinate_precision_m(35.435, 1 / 600, CLARKE_1866),
    )

    assert round(along_path_m(errors) / MILE, 3) == 2.711


def test_in_two_directions():
    """2 mi E and 3 mi N of Bakersfield: 2.781 mi."""
    precision_m = to_second_wgs84(35.4177778)
    errors = Errors(BAKERSFIELD_DATUM_M, extent_m=CITY_M, distance_m=MILE / 2, coordinates_m=precision_m)

    assert round(orthogonal_m(errors) / MILE, 3) == 2.781


def test_at_a_heading():
    """10 mi E (by air) Bakersfield, to ten miles: 12.254 mi; ENE, from a 1:24,000 map on NAD27: 7.491 mi."""
    precision_m = to_second_wgs84(35.3733333)
    east = Errors(BAKERSFIELD_DATUM_M, extent_m=CITY_M, distance_m=5 * MILE, coordinates_m=precision_m)
    east_north_east = Errors(
        extent_m=CITY_M,
        measurement_m=0.007 * MILE,
        map_m=map_error_m(24_000),
        distance_m=5 * MILE,
        coordinates_m=coordinate_precision_m(35.4058333, SECOND, CLARKE_1866),
    )

    assert round(at_heading_m(east, 10 * MILE, heading_half_width_deg("E")) / MILE, 3) == 12.254
    assert round(at_heading_m(east_north_east, 10 * MILE, heading_half_width_deg("ENE")) / MILE, 3) == 7.491


def test_the_unknown_datum_of_2020():
    """The largest shift that Best Practices found."""
    assert DATUM_UNKNOWN_M == 5_359


@pytest.mark.parametrize(
    ("scale", "expected_m"), [(24_000, 12.192), (100_000, 50.9016), (250_000, 127.1016), (50_000, 50), (1_000, 1)]
)
def test_maps(scale, expected_m):
    """The US standards, else a millimetre on paper."""
    assert map_error_m(scale) == pytest.approx(expected_m)


@pytest.mark.parametrize(("point", "expected_deg"), [("W", 45), ("SW", 22.5), ("WSW", 11.25), ("WbN", 5.625)])
def test_headings(point, expected_deg):
    """Half way to the neighbour of its kind."""
    assert heading_half_width_deg(point) == expected_deg


@pytest.mark.parametrize("point", ["", "B", "NNN", "north", "n"])
def test_what_is_no_heading(point):
    """Is refused by name."""
    with pytest.raises(ValueError, match="is no compass point"):
        heading_half_width_deg(point)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: coordinate_precision_m(91, 1), "not on the Earth"),
        (lambda: coordinate_precision_m(10, 0), "one unit of the last digit"),
        (lambda: coordinate_precision_m(math.nan, 1), "not on the Earth"),
        (lambda: map_error_m(0), "scale"),
        (lambda: Errors(datum_m=-1), "datum_m is -1"),
        (lambda: Errors(extent_m=math.nan), "extent_m is nan"),
    ],
)
def test_impossible_numbers_are_refused(call, words):
    """With their name and value."""
    with pytest.raises(ValueError, match=words):
        call()
