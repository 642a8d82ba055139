"""Inside a ring, on it, outside."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.around import around
from geodata.geodesic import GEOD
from geodata.model import StatedDistance
from geodata.stated import StatedBounds, bounds
from tests.sites import point_site

RING = bounds(StatedDistance("55", "km"))


def standing(distance_m, radius_m, centre_radius_m=1.0):
    centre = point_site("CENTRE", 40, 35, centre_radius_m)
    site = point_site("SITE", *GEOD.fwd(40, 35, 70, distance_m)[:2], radius_m)
    (row,) = around(centre, RING, [centre, site])
    return row


@pytest.mark.parametrize(
    ("distance_m", "radius_m", "possible"),
    [
        (30_000, 10, ("inside",)), (55_100, 10, ("on",)), (60_000, 10, ("outside",)), (54_000, 1_000, ("inside", "on")),
        (56_000, 1_000, ("on", "outside")), (55_000, 2_000, ("inside", "on", "outside")),
        (30_000, None, ("inside", "on", "outside")),
    ],
)  # fmt: skip
def test_where_a_site_can_be(distance_m, radius_m, possible):
    """One word where it is sure, more where it is not, all where its uncertainty is not known."""
    assert standing(distance_m, radius_m).possible == possible


def test_the_centre_counts_too():
    """The ring is as uncertain as what it is around."""
    assert standing(57_000, 10).possible == ("outside",)
    assert standing(57_000, 10, 2_000).possible == ("on", "outside")


def test_how_far_from_the_middle_of_the_band():
    """Below zero is nearer."""
    assert standing(54_000, 10).off_m == pytest.approx(-1_000)


@given(st.floats(0, 200_000), st.floats(1, 50_000), st.floats(0, 20_000))
def test_a_site_is_somewhere(distance_m, radius_m, half_width_m):
    """At least one of the three, without a hole between them."""
    centre, site = point_site("C", 40, 35, 1), point_site("S", *GEOD.fwd(40, 35, 10, distance_m)[:2], radius_m)
    (row,) = around(centre, StatedBounds(55_000, half_width_m, "2020"), [site])

    assert row.possible in {
        ("inside",), ("on",), ("outside",), ("inside", "on"), ("on", "outside"), ("inside", "on", "outside"),
    }  # fmt: skip
