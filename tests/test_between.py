"""Distances between uncertain places: bounds that hold every placement, and are attained."""

import math

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geodata.geodesy import region_distance
from geodata.geodesy.circles import GEOD, MAX_GEODESIC_M
from geodata.geodesy.site_distance import between, matrix
from tests.sites import point_site, region_site

lons = st.floats(-180, 180) | st.sampled_from([-180.0, 180.0, 179.99])
lats = st.floats(-90, 90) | st.sampled_from([-90.0, 90.0, 0.0])
radii_m = st.floats(1, 200_000)
azimuths_deg = st.floats(0, 360)
shares = st.floats(0, 1)
CAMP = point_site("CAMP", 40.056, 35.396, 2_000)
CITY = point_site("CITY", 40.14084, 35.33588, 4_000)
PROVINCE = region_site("PROVINCE", shapely.box(39, 34, 41, 36))


def moved(site, azimuth_deg, length_m):
    lon, lat, _ = GEOD.fwd(*site.geometry["coordinates"], azimuth_deg, length_m)
    return lon, lat


def test_camp_and_city_of_the_case():
    """Numbers of the case: 10.2 km apart, each side widened by its disc."""
    found = between(CAMP, CITY)

    assert found.distance_m == pytest.approx(10_195, abs=0.5)
    assert (found.max_m, found.min_m) == (found.distance_m + 6_000, found.distance_m - 6_000)
    assert found.azimuth_deg == pytest.approx(130.839, abs=0.001)
    assert found.back_azimuth_deg == pytest.approx(310.888, abs=0.001)
    assert found.reason is None


@given(lons, lats, radii_m, lons, lats, radii_m, st.tuples(azimuths_deg, azimuths_deg, shares, shares))
def test_bounds_hold_every_placement(lon_a, lat_a, radius_a, lon_b, lat_b, radius_b, placement):
    """Wherever in their discs the two points are, across the antimeridian and at the poles too."""
    a, b = point_site("A", lon_a, lat_a, radius_a), point_site("B", lon_b, lat_b, radius_b)
    azimuth_a, azimuth_b, share_a, share_b = placement
    placed_m = GEOD.inv(*moved(a, azimuth_a, share_a * radius_a), *moved(b, azimuth_b, share_b * radius_b))[2]
    found = between(a, b)

    assert found.min_m - 1e-6 <= placed_m <= found.max_m + 1e-6
    assert found.min_m <= found.distance_m <= found.max_m


@given(lons, st.floats(-89, 89), st.floats(0, 360), st.floats(500_000, 15_000_000), radii_m, radii_m)
def test_bounds_are_attained(lon, lat, azimuth_deg, length_m, radius_a, radius_b):
    """By the placements on the geodesic through both centres."""
    a = point_site("A", lon, lat, radius_a)
    b = point_site("B", *moved(a, azimuth_deg, length_m), radius_b)
    found = between(a, b)
    near = GEOD.inv(*moved(a, found.azimuth_deg, radius_a), *moved(b, found.back_azimuth_deg, radius_b))[2]
    far = GEOD.inv(*moved(a, found.azimuth_deg, -radius_a), *moved(b, found.back_azimuth_deg, -radius_b))[2]

    assert (found.min_m, found.max_m) == pytest.approx((near, far), abs=1e-6)


@given(lons, lats, lons, lats, radii_m, radii_m)
def test_there_is_as_far_as_back(lon_a, lat_a, lon_b, lat_b, radius_a, radius_b):
    """Only the azimuths change places."""
    a, b = point_site("A", lon_a, lat_a, radius_a), point_site("B", lon_b, lat_b, radius_b)
    there, back = between(a, b), between(b, a)

    assert (there.min_m, there.distance_m, there.max_m) == pytest.approx(
        (back.min_m, back.distance_m, back.max_m), abs=1e-6
    )


@given(lons, lats, lons, lats, radii_m, st.floats(0, 100_000))
def test_less_certainty_never_narrows(lon_a, lat_a, lon_b, lat_b, radius_m, more_m):
    """A wider disc gives wider bounds, and an unknown one the widest."""
    b = point_site("B", lon_b, lat_b, 1_000)
    narrow, wide, widest = (
        between(point_site("A", lon_a, lat_a, uncertainty), b) for uncertainty in (radius_m, radius_m + more_m, None)
    )

    assert widest.min_m <= wide.min_m <= narrow.min_m
    assert narrow.max_m <= wide.max_m <= widest.max_m


def test_unknown_uncertainty_has_no_bound():
    """It is not zero: the dots have a distance, the places have none."""
    found = between(CAMP, point_site("SOMEWHERE", 41, 36, None))

    assert (found.min_m, found.max_m, found.is_bounded) == (0, math.inf, False)
    assert found.distance_m == pytest.approx(108_584, abs=1)
    assert found.reason == "The uncertainty of Somewhere is not known. Nothing bounds the distance."


def test_unknown_position_has_no_distance():
    """There is nothing to measure, and it is said."""
    found = between(CAMP, point_site("NOWHERE", None, None, None))

    assert (found.distance_m, found.min_m, found.max_m, found.azimuth_deg) == (None, 0, math.inf, None)
    assert found.reason == "The position of Nowhere is not known. Nothing bounds the distance."


@pytest.mark.parametrize("site", [CAMP, PROVINCE, point_site("X", 1, 2, None), point_site("Y", None, None, None)])
def test_a_site_is_no_distance_from_itself(site):
    """Two claims that name one site mean one point, however uncertain."""
    found = between(site, site)

    assert (found.distance_m, found.min_m, found.max_m, found.azimuth_deg) == (0, 0, 0, None)
    assert "one and the same position" in found.reason


def test_two_sites_at_the_same_coordinates():
    """They may still be apart by both radii; no direction leads from one to the other."""
    found = between(CAMP, point_site("TENTS", 40.056, 35.396, 500))

    assert (found.distance_m, found.min_m, found.max_m) == (0, 0, 2_500)
    assert (found.azimuth_deg, found.back_azimuth_deg) == (None, None)
    assert "same point" in found.reason


@pytest.mark.parametrize(("lon", "lat"), [(0, 0), (40.056, 35.396), (-180, 12.5), (10, 90)])
def test_antipodes_have_no_direction(lon, lat):
    """Shortest paths lead there in several directions, and nothing is farther."""
    found = between(point_site("A", lon, lat, 10), point_site("B", lon + 180, -lat, 10))

    assert found.distance_m == pytest.approx(20_003_931.4586, abs=1e-3)
    assert (found.max_m, found.azimuth_deg, found.back_azimuth_deg) == (MAX_GEODESIC_M, None, None)
    assert "antipodes" in found.reason


@pytest.mark.parametrize(
    ("b", "distance_m"),
    [((-179.9, 0), 22_263.898), ((180, 0), 11_131.949), ((-180, 0), 11_131.949), ((179.9, 90), 10_001_965.729)],
)
def test_across_the_antimeridian_and_to_a_pole(b, distance_m):
    """The short way round, by either name of the antimeridian."""
    assert between(point_site("A", 179.9, 0, 1), point_site("B", *b, 1)).distance_m == pytest.approx(
        distance_m, abs=1e-3
    )


def test_the_pole_is_one_point():
    """Whatever longitude it is given."""
    found = between(point_site("A", 0, 90, 5), point_site("B", 135, 90, 5))

    assert (found.distance_m, found.azimuth_deg, found.max_m) == pytest.approx((0, None, 10), abs=1e-6)


def test_a_point_in_a_region_may_be_anywhere_from_it():
    """0 to the farthest corner, plus the point's own radius; no one point stands for the region."""
    found = between(CAMP, PROVINCE)
    corner_m = max(GEOD.inv(40.056, 35.396, lon, lat)[2] for lon in (39, 41) for lat in (34, 36))

    assert (found.distance_m, found.azimuth_deg, found.min_m) == (None, None, 0)
    assert found.max_m == pytest.approx(corner_m + 2_000, abs=0.011)
    assert found.reason.startswith("Province is a region")


def test_a_point_outside_a_region():
    """Nearest to a side, not to a corner: the side is a parallel, and bends away from the geodesic."""
    found = between(point_site("A", 40.3, 37, 2_000), PROVINCE)
    side = GEOD.inv(np.full(2_001, 40.3), np.full(2_001, 37.0), np.linspace(39, 41, 2_001), np.full(2_001, 36.0))[2]

    assert found.min_m == pytest.approx(side.min() - 2_000, abs=0.011)


def test_a_region_and_an_unknown_uncertainty():
    """Still nothing bounds it."""
    found = between(PROVINCE, point_site("A", 40.3, 37, None))

    assert (found.distance_m, found.min_m, found.max_m) == (None, 0, math.inf)


def test_the_matrix_says_what_each_pair_says():
    """Points at once or one by one, regions, unknown positions and a site named twice."""
    sites = [
        CAMP, CITY, PROVINCE, point_site("U", 41, 36, None), point_site("N", None, None, 5), CAMP,
        point_site("TENTS", 40.056, 35.396, 500), region_site("OTHER", shapely.box(42, 34, 43, 36)),
        point_site("ANTIPODES", -139.944, -35.396, 5),
    ]  # fmt: skip
    found = matrix(sites)

    for row, a in enumerate(sites):
        for column, b in enumerate(sites):
            one = between(a, b)
            expected = [math.nan if value is None else value for value in (one.distance_m, one.azimuth_deg)]
            np.testing.assert_allclose(
                [found.distance_m[row, column], found.azimuth_deg[row, column]], expected, atol=1e-8
            )
            assert (found.min_m[row, column], found.max_m[row, column]) == pytest.approx(
                (one.min_m, one.max_m), abs=0.011
            )


@pytest.mark.parametrize("count", [0, 1])
def test_the_matrix_of_few(count):
    """None and one are sizes too."""
    assert matrix([CAMP][:count]).distance_m.tolist() == [[0.0]][:count]


def test_nothing_is_changed():
    """Sites are values."""
    before = repr(CAMP), repr(PROVINCE.geometry)
    between(CAMP, PROVINCE)

    assert (repr(CAMP), repr(PROVINCE.geometry)) == before


def test_regions_to_a_centimetre_on_the_safe_side():
    """The case of a tolerance: the bounds are outside what is true."""
    near = region_distance.nearest_m(shapely.Point(0, 0), shapely.box(1, 0, 2, 1))
    true_m = GEOD.inv(0, 0, 1, 0)[2]

    assert true_m - region_distance.TOLERANCE_M <= near <= true_m
