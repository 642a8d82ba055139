"""Geodesics against Karney's test set, and shapes against the distance they are to have, sampled everywhere."""

from pathlib import Path

import numpy as np
import pytest
import shapely
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from geodata.geodesy.circles import CIRCLE_VERTICES, GEOD, band, circle, disc, distance_m, sector

GEODTEST = Path(__file__).parent / "data" / "geodtest" / "geodtest-2000.dat"
WORLD = (-180, -90, 180, 90)
#: Longitudes and latitudes where shapes break: the antimeridian from both sides, the poles, the equator.
lons = st.sampled_from([180.0, -180.0, 179.99, -179.9, 0.0]) | st.floats(-180, 180)
lats = st.sampled_from([90.0, -90.0, 89.99, -89.99, 89.9, -89.9, 0.0]) | st.floats(-90, 90)
radii_m = st.sampled_from([55_000.0, 500_000.0, 10_000_000.0, 18_000_000.0]) | st.floats(50, 18_000_000)
azimuths_deg = st.integers(0, 15).map(lambda point: point * 22.5) | st.floats(0, 360)
seeds = st.integers(0, 2**32 - 1)


def polar(lon, lat, around, max_m, count=60):
    """Points around a place, up to a distance, with their true azimuth and distance from it."""
    random = np.random.default_rng(around)
    azimuths = random.uniform(0, 360, count)
    lengths = random.uniform(0, max_m, count)
    point_lons, point_lats, _ = GEOD.fwd(np.full(count, lon), np.full(count, lat), azimuths, lengths)
    azimuths, _, lengths = GEOD.inv(np.full(count, lon), np.full(count, lat), point_lons, point_lats)
    return point_lons, point_lats, azimuths, lengths


def is_clear(lengths, *edges_m):
    """Which points are farther from every edge than its chords are: 0.1 % and 0.2 m."""
    return np.all([np.abs(lengths - edge) > 0.2 + 1e-3 * edge for edge in edges_m], axis=0)


def assert_on_the_globe(area):
    west, south, east, north = area.bounds

    assert area.is_valid
    assert west >= -180
    assert south >= -90
    assert east <= 180
    assert north <= 90


def test_distances_are_karneys():
    """2,000 geodesics of GeodTest (doi:10.5281/zenodo.32156), antipodal and polar ones too, to 20 nanometres."""
    rows = np.loadtxt(GEODTEST)
    found = [distance_m(lon_a, lat_a, lon_b, lat_b) for lat_a, lon_a, _, lat_b, lon_b, *_ in rows]

    assert len(rows) == 2_000
    assert np.abs(found - rows[:, 6]).max() <= 20e-9


def test_the_ellipsoid_is_that_of_wgs84():
    """A quarter of a meridian and of the equator, to ten micrometres: GRS 80 is off by 80, a sphere by kilometres."""
    assert distance_m(40, 0, 40, 90) == pytest.approx(10_001_965.729_313, abs=1e-5)
    assert distance_m(0, 0, 90, 0) == pytest.approx(6_378_137 * np.pi / 2, abs=1e-5)


@settings(deadline=None)
@given(lons, st.floats(-90, 90), azimuths_deg, st.floats(1_000, 500_000))
def test_there_and_measured_back(lon, lat, azimuth_deg, length_m):
    """A point at a distance is at that distance, from 1 to 500 km, in every direction, everywhere."""
    there_lon, there_lat, _ = GEOD.fwd(lon, lat, azimuth_deg, length_m)

    assert distance_m(lon, lat, there_lon, there_lat) == pytest.approx(length_m, abs=1e-7)


@settings(deadline=None)
@given(lons, lats, radii_m)
def test_vertices_of_a_circle_are_at_the_radius(lon, lat, radius_m):
    """All of them, to a micrometre, and there are 360 or more."""
    vertices = circle(lon, lat, radius_m)
    count = len(vertices)
    lengths = GEOD.inv(np.full(count, lon), np.full(count, lat), *vertices.T)[2]

    assert count >= 360
    assert np.abs(lengths - radius_m).max() <= 1e-6


@settings(deadline=None)
@given(st.floats(-170, 170), st.floats(-80, 80), st.floats(50, 500_000))
def test_circles_go_counter_clockwise(lon, lat, radius_m):
    """As RFC 7946, section 3.1.6, has outer rings."""
    vertices = circle(lon, lat, radius_m)
    assume(np.ptp(vertices[:, 0]) < 180)

    assert shapely.LinearRing(vertices).is_ccw
    assert shapely.Polygon(vertices).exterior.is_ccw


@pytest.mark.parametrize(
    ("lat", "radius_m", "most_m"),
    [
        (0.0, 55_000, 2.2), (35.396, 55_000, 2.2), (60.0, 55_000, 2.3), (-70.0, 55_000, 3),
        (0.0, 500_000, 19.5), (35.396, 500_000, 20.5), (60.0, 500_000, 23), (-70.0, 500_000, 34),
    ],
)  # fmt: skip
def test_drawn_edges_are_near_the_radius(lat, radius_m, most_m):
    """Between two vertices a straight line in lon/lat falls short by metres, more towards the poles."""
    vertices = circle(40.056, lat, radius_m)
    middles = (vertices + np.roll(vertices, -1, axis=0)) / 2
    lengths = GEOD.inv(np.full(CIRCLE_VERTICES, 40.056), np.full(CIRCLE_VERTICES, lat), *middles.T)[2]

    assert np.abs(lengths - radius_m).max() < most_m


@settings(max_examples=120, deadline=None)
@given(lons, lats, radii_m, seeds)
@example(180.0, 0.0, 55_000.0, 0)
@example(-180.0, 90.0, 55_000.0, 0)
@example(0.0, -90.0, 18_000_000.0, 0)
def test_a_disc_holds_what_is_nearer(lon, lat, radius_m, seed):
    """Inside and outside agree with the true distance, across the antimeridian, around poles, up to 18,000 km."""
    area = disc(lon, lat, radius_m)
    point_lons, point_lats, _, lengths = polar(lon, lat, seed, min(2 * radius_m, 19.9e6))
    clear = is_clear(lengths, radius_m)

    assert_on_the_globe(area)
    assert (shapely.contains_xy(area, point_lons, point_lats) == (lengths < radius_m))[clear].all()


@settings(max_examples=60, deadline=None)
@given(lons, lats, radii_m, st.floats(0.1, 0.98), seeds)
def test_a_band_holds_what_is_between(lon, lat, outer_m, share, seed):
    """Between two circles, and nowhere else."""
    inner_m = outer_m * share
    area = band(lon, lat, inner_m, outer_m)
    point_lons, point_lats, _, lengths = polar(lon, lat, seed, min(2 * outer_m, 19.9e6))
    clear = is_clear(lengths, inner_m, outer_m)
    expected = (inner_m < lengths) & (lengths < outer_m)

    assert_on_the_globe(area)
    assert (shapely.contains_xy(area, point_lons, point_lats) == expected)[clear].all()


def test_a_band_has_no_centre():
    """Nobody said that it was there; from 0 metres on, it is a disc."""
    centre = shapely.Point(40.056, 35.396)

    assert not band(40.056, 35.396, 55_522.4, 57_131.7).intersects(centre)
    assert band(40.056, 35.396, 0, 500).contains(centre)


@settings(max_examples=60, deadline=None)
@given(
    lons, lats, radii_m, st.just(0.0) | st.floats(0.1, 0.98), azimuths_deg,
    st.sampled_from([1.0, 11.25, 22.5, 45.0, 90.0, 135.0, 179.0]), seeds,
)  # fmt: skip
@example(180.0, 48.6, 5_566_000.0, 0.0, 303.7, 179.0, 0)
@example(180.0, 35.0, 55_000.0, 0.0, 45.0, 45.0, 0)
@example(-180.0, 35.0, 55_000.0, 0.5, 315.0, 45.0, 0)
@example(0.0, 89.99, 1_116.9397954771944, 0.0, 90.0, 90.0, 0)  # a side and the arc meet at the pole
@example(179.99, -90.0, 16_578.7, 0.0, 337.5, 179.0, 0)
def test_a_sector_holds_what_is_in_its_direction(lon, lat, outer_m, share, azimuth_deg, half_width_deg, seed):
    """Within the band and the angle, around the poles and over them too."""
    inner_m = outer_m * share
    area = sector(lon, lat, inner_m, outer_m, azimuth_deg, half_width_deg)
    point_lons, point_lats, azimuths, lengths = polar(lon, lat, seed, min(2 * outer_m, 19.9e6))
    off_deg = np.abs((azimuths - azimuth_deg + 180) % 360 - 180)
    aside_m = np.minimum(lengths, 19e6) * np.radians(np.abs(off_deg - half_width_deg))
    clear = is_clear(lengths, inner_m, outer_m) & (aside_m > 2 + 0.005 * outer_m)
    expected = (inner_m < lengths) & (lengths < outer_m) & (off_deg < half_width_deg)

    assert_on_the_globe(area)
    assert (shapely.contains_xy(area, point_lons, point_lats) == expected)[clear].all()


@pytest.mark.parametrize("lat", [90.0, 89.99, 0.0, -89.99, -90.0])
@pytest.mark.parametrize("lon", [0.0, 179.99, 180.0, -180.0])
@pytest.mark.parametrize(("azimuth_deg", "half_width_deg"), [(0, 22.5), (45, 45), (180, 90), (270, 11.25), (33, 179)])
@pytest.mark.parametrize(("inner_m", "outer_m"), [(0, 500), (0, 55_000), (1_000, 1_500), (30_000, 55_000)])
def test_a_sector_holds_the_point_at_its_azimuth_and_distance(lon, lat, azimuth_deg, half_width_deg, inner_m, outer_m):
    """One a little within each edge, and none a little beyond, at poles and beside them, across the antimeridian."""
    area = sector(lon, lat, inner_m, outer_m, azimuth_deg, half_width_deg)
    asides = np.array([-1.05, -0.95, 0.01, 0.95, 1.05]) * half_width_deg
    lengths = np.array([0.95 * inner_m + 5, 1.05 * inner_m + 5, 0.99 * outer_m, 1.01 * outer_m])
    aside, length = (grid.ravel() for grid in np.meshgrid(asides[np.abs(asides) < 180], lengths))
    count = len(aside)
    point_lons, point_lats, _ = GEOD.fwd(np.full(count, lon), np.full(count, lat), azimuth_deg + aside, length)
    expected = (np.abs(aside) < half_width_deg) & (inner_m < length) & (length < outer_m)

    assert_on_the_globe(area)
    assert shapely.contains_xy(area, point_lons, point_lats).tolist() == expected.tolist()


@pytest.mark.parametrize("half_width_deg", [180.0, 200.0])
def test_a_sector_of_all_directions_is_the_band(half_width_deg):
    """No side is drawn through it."""
    assert sector(40, 35, 5_000, 6_000, 135, half_width_deg).equals(band(40, 35, 5_000, 6_000))


@pytest.mark.parametrize("half_width_deg", [1e-12, 1e-9, 1e-3])
@pytest.mark.parametrize(("inner_m", "outer_m"), [(0, 1.8), (1e-4, 1.5e-3), (0, 5e6), (1.7, 1.9)])
@pytest.mark.parametrize(("lon", "lat"), [(40, 35), (180, 90)])
def test_a_sector_is_an_area_however_narrow(lon, lat, inner_m, outer_m, half_width_deg):
    """A direction may be stated with any half-width above zero; a line of no width could not be drawn."""
    assert sector(lon, lat, inner_m, outer_m, 30, half_width_deg).area > 0


def test_a_sector_beside_the_antimeridian_stays_on_its_side():
    """From a place on it towards the north-east, with one side along it: nothing is on the other side, or a line."""
    area = sector(180, 35, 0, 55_000, 45, 45)

    assert area.geom_type == "Polygon"
    assert area.bounds == pytest.approx((-180, 35, -179.4, 35.5), abs=0.01)
