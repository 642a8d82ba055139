"""Ways over several places."""

import math

import pytest

from geodata.routes import bare_point, route
from tests.sites import point_site

CAMP = point_site("CAMP", 40.056, 35.396, 2_000)
CITY = point_site("CITY", 40.14084, 35.33588, 4_000)
SOMEWHERE = point_site("SOMEWHERE", 41, 36, None)


def test_legs_add_up():
    """Each leg with its bounds, and the sums of all three."""
    way = route([CAMP, CITY, CAMP])

    assert way.distance_m == pytest.approx(2 * 10_195, abs=1)
    assert (way.distance_m - way.min_m, way.max_m - way.distance_m) == pytest.approx((12_000, 12_000))
    assert len(way.legs) == 2


@pytest.mark.parametrize("sites", [[], [CAMP]])
def test_one_place_is_no_way(sites):
    """Nothing to walk: 0, not an error."""
    assert (route(sites).legs, route(sites).distance_m, route(sites).max_m) == ((), 0, 0)


def test_one_unknown_leg_makes_the_way_unbounded():
    """And says why, once."""
    way = route([CAMP, SOMEWHERE, CITY])

    assert (way.min_m, way.max_m) == (0, math.inf)
    assert way.reasons == ("The uncertainty of Somewhere is not known. Nothing bounds the distance.",)


def test_bare_coordinates_are_exact():
    """They stand for themselves; two of them with one id are one point."""
    way = route([bare_point(40, 35), bare_point(40, 35), bare_point(40, 36)])

    assert [leg.max_m - leg.min_m for leg in way.legs] == [0, 0]
    assert way.legs[0].distance_m == 0
    assert bare_point(-180, 5).name == "5,-180"
