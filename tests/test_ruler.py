"""A row of points measured, with bounds."""

import math

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geodata.core import adhoc_sites
from geodata.geodesy.circles import GEOD
from geodata.geodesy.path_measure import measure
from tests.sites import point_site, region_site

CAMP = point_site("CAMP", 40.056, 35.396, 2_000.0)
CITY = point_site("CITY", 40.14084, 35.33588, 1_000.0)
OMAR = point_site("OMAR", 40.576, 35.104, 7_000.0)
REGION = region_site("REGION", shapely.box(39, 34, 41, 36))


def test_the_total_is_the_sum_of_the_legs():
    """With the bounds of each."""
    measured = measure([CAMP, CITY, OMAR])

    assert [leg.end.id for leg in measured.legs] == ["CITY", "OMAR"]
    assert measured.total.distance_m == pytest.approx(sum(leg.between.distance_m for leg in measured.legs))
    assert measured.total.max_m - measured.total.min_m == pytest.approx(2 * (3_000 + 8_000))


@pytest.mark.parametrize("points", [[], [CAMP]])
def test_fewer_than_two_points_have_no_leg(points):
    """And no length but zero."""
    assert measure(points).legs == ()
    assert measure(points).total.distance_m == 0


def test_an_unknown_uncertainty_leaves_the_total_unbounded():
    """Said once, however many legs it touches."""
    nowhere = point_site("NOWHERE", 40.3, 35.2, None)
    total = measure([CAMP, nowhere, CITY]).total

    assert math.isinf(total.max_m)
    assert total.reason.count("uncertainty of Nowhere") == 1


def test_a_closed_path_of_exact_points_has_an_exact_area():
    """That of pyproj, whichever way round."""
    corners = [adhoc_sites.site_from_lat_lon(lat, lon) for lat, lon in ((35, 40), (35, 41), (36, 41), (36, 40))]
    area = measure(corners, closed=True).area
    expected, perimeter_m = GEOD.polygon_area_perimeter([40, 41, 41, 40], [35, 35, 36, 36])

    assert (area.area_m2, area.half_width_m2) == (pytest.approx(abs(expected)), 0)
    assert area.perimeter_m == pytest.approx(perimeter_m)
    assert measure(corners[::-1], closed=True).area.area_m2 == pytest.approx(area.area_m2)


@given(st.lists(st.floats(0, 2 * math.pi), min_size=3, max_size=3), st.floats(0.1, 1.0))
def test_the_area_of_moved_corners_lies_within_its_bounds(angles, share):
    """Wherever in their discs the corners are."""
    corners = [CAMP, CITY, OMAR]
    area = measure(corners, closed=True).area
    moved = [
        GEOD.fwd(*site.geometry["coordinates"], math.degrees(angle), share * site.uncertainty_m)[:2]
        for site, angle in zip(corners, angles, strict=True)
    ]
    lons, lats = zip(*moved, strict=True)
    moved_m2 = GEOD.polygon_area_perimeter(lons, lats)[0]

    assert min(abs(moved_m2 - area.area_m2), abs(-moved_m2 - area.area_m2)) <= area.half_width_m2 * 1.001


@pytest.mark.parametrize(
    ("points", "words"),
    [
        ([CAMP, CITY], "Fewer than three different points"),
        ([CAMP, CITY, REGION], "Region is a region"),
        ([CAMP, CITY, point_site("LOST", None, None, None)], "without a position"),
        ([adhoc_sites.site_from_lat_lon(*at) for at in ((0, 0), (1, 1), (0, 1), (1, 0))], "crosses itself"),
    ],
)
def test_what_has_no_area_says_why(points, words):
    """In a sentence."""
    measured = measure(points, closed=True)

    assert measured.area is None
    assert words in measured.why_no_area


def test_an_unknown_corner_leaves_the_area_without_bounds():
    """Not with none to spare."""
    points = [CAMP, CITY, point_site("NOWHERE", 40.3, 35.2, None)]

    assert math.isinf(measure(points, closed=True).area.half_width_m2)


def test_a_leg_has_both_directions():
    """As sure as the discs leave them; discs that meet leave any."""
    leg = measure([CAMP, OMAR]).legs[0]
    near = measure([CAMP, point_site("AYYASH", 40.055, 35.421, 2_000.0)]).legs[0]

    assert (round(leg.towards.azimuth_deg), round(leg.back.azimuth_deg)) == (124, 305)
    assert not near.towards.is_known
