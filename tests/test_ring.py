"""What lies inside a ring, on it and outside."""

from pathlib import Path

import pytest

from geodata.casefile.io import read_case
from geodata.core import adhoc_sites
from geodata.core.model import StatedDistance
from geodata.core.precision import SetWidth, bounds
from geodata.geodesy.ring_query import compare_with_ring
from tests.sites import point_site

CENTER = adhoc_sites.site_from_lat_lon(0, 0)
TEN_KM = bounds(StatedDistance("10", "km"), SetWidth(1_000))


@pytest.mark.parametrize(
    ("north_m", "radius_m", "expected"),
    [
        (5_000, 3_900, "inside"),
        (5_000, 4_100, "may be on"),
        (10_000, 900, "on"),
        (10_000, 1_100, "may be on"),
        (15_000, 3_900, "outside"),
        (15_000, 4_100, "may be on"),
        (5_000, None, "may be on"),
    ],
)
def test_a_place_lies_where_it_surely_does(north_m, radius_m, expected):
    """Its whole disc counts; of unknown uncertainty it may be anywhere."""
    site = point_site("SITE", 0, north_m / 110_574.4, radius_m)

    assert [one.where for one in compare_with_ring(CENTER, TEN_KM, [site])] == [expected]


def test_the_middle_is_left_out_and_the_nearest_come_first():
    """A site of unknown position stands last."""
    sites = [point_site("LOST", None, None, None), point_site("FAR", 1, 1, 10.0), point_site("NEAR", 0.1, 0, 10.0)]

    assert [one.site.id for one in compare_with_ring(sites[2], TEN_KM, sites)] == ["FAR", "LOST"]


def test_35_miles_from_the_camp_may_be_al_omar_alone():
    """Of the fields that the case lists no other lies near the ring."""
    case, _ = read_case(Path(__file__).parent.parent / "incidents.geojson")
    found = compare_with_ring(case.site_by_id["SAEQA-CAMP"], bounds(StatedDistance("35", "mi")), case.sites)

    assert [one.site.id for one in found if one.where == "may be on" and not one.site.is_region] == ["AL-OMAR-FIELD"]
