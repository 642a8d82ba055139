"""Shortest lines against a second implementation, and lines as they are drawn."""

import math
from pathlib import Path

import numpy as np
import pytest
from geographiclib.geodesic import Geodesic
from hypothesis import assume, example, given
from hypothesis import strategies as st

from geodata.geodesy.circles import GEOD
from geodata.geodesy.geodesics import STEP_M, area_and_perimeter, end, shortest_line, shortest_lines, track

lons = st.floats(-180, 180) | st.sampled_from([-180.0, 180.0, 179.99, 0.0])
lats = st.floats(-90, 90) | st.sampled_from([-90.0, 90.0, 0.0])
KARNEY = Geodesic.WGS84
GEODTEST = Path(__file__).parent / "data" / "geodtest" / "geodtest-2000.dat"


def off_deg(a, b):
    return abs((a - b + 180) % 360 - 180)


@given(lons, lats, lons, lats)
@example(0.0, 0.0, 179.7, 0.3)
@example(12.0, 90.0, -30.0, 45.0)
def test_a_second_opinion(lon_a, lat_a, lon_b, lat_b):
    """geographiclib, written apart from PROJ: the same length to 10 nm, the same directions where there is one."""
    found, other = shortest_line(lon_a, lat_a, lon_b, lat_b), KARNEY.Inverse(lat_a, lon_a, lat_b, lon_b)

    assert found.distance_m == pytest.approx(other["s12"], abs=2e-8)
    if found.azimuth_deg is not None and 100 < found.distance_m < 19.9e6 and max(abs(lat_a), abs(lat_b)) < 89.999:
        assert off_deg(found.azimuth_deg, other["azi1"]) < 1e-7
        assert off_deg(found.back_azimuth_deg, other["azi2"] + 180) < 1e-7


def test_karneys_test_set():
    """2,000 geodesics: lengths and ends to 20 nm; directions where the set's own are sharp, away from antipodes."""
    rows = np.loadtxt(GEODTEST)
    lat_a, lon_a, azimuth, lat_b, lon_b, azimuth_b, length = rows[:, :7].T
    distances, there, back = shortest_lines(lon_a, lat_a, lon_b, lat_b)
    ends = np.array([end(*row) for row in zip(lon_a, lat_a, azimuth, length, strict=True)])
    sharp = (length > 1_000) & (length < 19e6) & (np.abs(lat_a) < 89.9) & (np.abs(lat_b) < 89.9)

    assert np.abs(distances - length).max() <= 20e-9
    assert GEOD.inv(*ends.T, lon_b, lat_b)[2].max() <= 20e-9
    assert sharp.sum() > 700
    assert off_deg(there, azimuth)[sharp].max() < 1e-9
    assert off_deg(back, azimuth_b + 180)[sharp].max() < 1e-9


def test_closure_over_the_range_of_a_case():
    """1 to 500 km, every 5 degrees of latitude and azimuth, both poles too: there and measured, to 10 nanometres."""
    grid = np.meshgrid(
        np.arange(-90, 91, 5.0), np.arange(0, 360, 5.0), np.array([1, 2, 5, 10, 20, 35, 55, 100, 200, 500])
    )
    lat, azimuth, length = (values.ravel() for values in grid)
    start_lon = np.full_like(lat, 40.056)
    end_lon, end_lat, _ = GEOD.fwd(start_lon, lat, azimuth, length * 1000)
    distances, there, _ = shortest_lines(start_lon, lat, end_lon, end_lat)

    assert len(lat) == 26_640
    assert np.abs(distances - length * 1000).max() <= 10e-9
    assert off_deg(there, azimuth)[np.abs(lat) < 90].max() < 1e-8


@given(lons, st.floats(-90, 90), st.floats(0, 360), st.floats(1_000, 500_000))
def test_an_end_is_as_far_as_it_was_set(lon, lat, azimuth_deg, length_m):
    """1 to 500 km, in every direction, from everywhere: 10 nanometres and, away from poles, a millionth of a degree."""
    back = shortest_line(lon, lat, *end(lon, lat, azimuth_deg, length_m))

    assert back.distance_m == pytest.approx(length_m, abs=1e-7)
    if abs(lat) < 89:
        assert off_deg(back.azimuth_deg, azimuth_deg) < 1e-6


@given(lons, lats, lons, lats)
def test_many_at_once_are_the_same(lon_a, lat_a, lon_b, lat_b):
    """Arrays say what single numbers say, with NaN for what is missing."""
    one = shortest_line(lon_a, lat_a, lon_b, lat_b)
    many = [values[0] for values in shortest_lines(*(np.array([value]) for value in (lon_a, lat_a, lon_b, lat_b)))]
    expected = [
        math.nan if value is None else value for value in (one.distance_m, one.azimuth_deg, one.back_azimuth_deg)
    ]

    np.testing.assert_array_equal(many, expected)


@given(lons, lats, lons, lats)
@example(-90.0, 80.0, 90.0, 80.0)
@example(180.0, 10.0, -170.0, 20.0)
@example(-180.0, 10.0, 170.0, 20.0)
@example(180.0, 10.0, -180.0, -20.0)
@example(0.0, 0.0, 180.0, 0.0)
def test_a_drawn_line_is_the_measured_one(lon_a, lat_a, lon_b, lat_b):
    """From end to end, its points together are as long as the line, and no step jumps over the map."""
    assume(max(abs(lat_a), abs(lat_b)) < 89 or lon_a in (0.0, 180.0))
    pieces = track(lon_a, lat_a, lon_b, lat_b)
    points = np.vstack(pieces)
    steps_m = GEOD.inv(*points[:-1].T, *points[1:].T)[2]

    assert len(pieces) <= 2
    assert steps_m.max() <= STEP_M + 1e-6
    assert steps_m.sum() == pytest.approx(shortest_line(lon_a, lat_a, lon_b, lat_b).distance_m, abs=1e-3)
    assert all(np.abs(np.diff(piece[:, 0])).max(initial=0) < 180 for piece in pieces)
    assert np.abs(points[:, 0]).max() <= 180
    assert [*points[0], *points[-1]] == pytest.approx([points[0, 0], lat_a, points[-1, 0], lat_b])


@given(lons, st.floats(-70, 70), lons, st.floats(-70, 70))
def test_the_ends_are_drawn_where_they_are(lon_a, lat_a, lon_b, lat_b):
    """To the last digit, but for the name of the antimeridian."""
    points = np.vstack(track(lon_a, lat_a, lon_b, lat_b))

    assert [abs(points[0, 0]), points[0, 1]] == [abs(lon_a), lat_a]
    assert [abs(points[-1, 0]), points[-1, 1]] == [abs(lon_b), lat_b]


def test_a_line_is_cut_at_the_antimeridian():
    """On both sides at one latitude, which is on the line."""
    first, second = track(170, 40, -150, 60)
    whole = shortest_line(170, 40, -150, 60).distance_m

    assert (first[-1, 0], second[0, 0]) == (180, -180)
    assert first[-1, 1] == second[0, 1]
    assert shortest_line(170, 40, *first[-1]).distance_m + shortest_line(
        *second[0], -150, 60
    ).distance_m == pytest.approx(whole, abs=1e-6)


def test_a_line_over_a_pole_goes_up_to_it():
    """And down again on the other side."""
    first, second = track(-90, 80, 90, 80)

    assert (first[-1].tolist(), second[0].tolist()) == ([-90, 90], [90, 90])


@pytest.mark.parametrize(
    ("a", "b", "words"),
    [((1, 2), (1, 2), "same point"), ((180, 5), (-180, 5), "same point"), ((0, 90), (77, 90), "same point"),
     ((0, 0), (180, 0), "antipodes"), ((0, 90), (5, -90), "antipodes"), ((40, 35), (-140, -35), "antipodes")],
)  # fmt: skip
def test_no_direction_is_said(a, b, words):
    """Neither 0 nor any other number."""
    found = shortest_line(*a, *b)

    assert (found.azimuth_deg, found.back_azimuth_deg) == (None, None)
    assert words in found.reason


def test_the_area_of_a_large_polygon():
    """Karney's example, Antarctica, from the documentation of GeographicLib."""
    points = [
        (-58, -63.1), (-74, -72.9), (-102, -71.9), (-102, -74.9), (-131, -74.3), (-163, -77.5), (163, -77.4),
        (172, -71.7), (140, -65.9), (113, -65.7), (88, -66.6), (59, -66.9), (25, -69.8), (-4, -70.0),
        (-14, -71.0), (-33, -77.3), (-46, -77.9), (-61, -74.7),
    ]  # fmt: skip
    found = area_and_perimeter(points)

    assert found.area_m2 == pytest.approx(13_662_703_680_020.1, abs=1)
    assert found.perimeter_m == pytest.approx(16_831_067.893, abs=1e-3)
    assert area_and_perimeter(points[::-1]).area_m2 == pytest.approx(found.area_m2)


@given(lons, st.floats(-80, 80), st.floats(1_000, 300_000))
def test_areas_against_a_second_opinion(lon, lat, radius_m):
    """A pentagon anywhere, by geographiclib."""
    corners = [end(lon, lat, azimuth_deg, radius_m) for azimuth_deg in range(0, 360, 72)]
    polygon = KARNEY.Polygon()
    for corner_lon, corner_lat in corners:
        polygon.AddPoint(corner_lat, corner_lon)
    _, perimeter_m, area_m2 = polygon.Compute(reverse=True)

    assert (area_and_perimeter(corners).area_m2, area_and_perimeter(corners).perimeter_m) == pytest.approx(
        (area_m2, perimeter_m), rel=1e-9
    )


@pytest.mark.parametrize(
    ("points", "words"),
    [([], "no point"), ([(1, 2)], "three different"), ([(1, 2), (3, 4)], "three different"),
     ([(1, 2), (3, 4), (1, 2)], "three different"), ([(0, 0), (1, 1), (1, 0), (0, 1)], "crosses itself"),
     ([(179, 0), (-179, 1), (-179, 0), (179, 1)], "crosses itself")],
)  # fmt: skip
def test_what_encloses_nothing_has_no_area(points, words):
    """It is said, and the perimeter stays."""
    found = area_and_perimeter(points)

    assert found.area_m2 is None
    assert words in found.reason
