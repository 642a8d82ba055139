"""Nearest and farthest points of areas as drawn, against dense sampling of their edges."""

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.geodesy.circles import GEOD, MAX_GEODESIC_M
from geodata.geodesy.region_distance import TOLERANCE_M, farthest_m, nearest_m, of_points_m

pytestmark = pytest.mark.many


@st.composite
def areas(draw, most_deg=20.0):
    """Triangles to heptagons around a point: not convex, at any latitude, some with a hole."""
    lon, lat = draw(st.floats(-180 + most_deg, 180 - most_deg)), draw(st.floats(-90 + most_deg, 90 - most_deg))
    radii = draw(st.lists(st.floats(most_deg / 10, most_deg), min_size=3, max_size=7))
    angles = np.linspace(0, 2 * np.pi, len(radii), endpoint=False)
    ring = np.column_stack([lon + np.cos(angles) * radii, lat + np.sin(angles) * radii])
    hole = shapely.Point(lon, lat).buffer(min(radii) / 5) if draw(st.booleans()) else shapely.Polygon()
    return shapely.Polygon(ring).difference(hole)


def sampled(area, count):
    """Points of the outlines, equally spaced in lon/lat, and all vertices."""
    rings = shapely.get_rings(shapely.get_parts(area))
    spots = [shapely.line_interpolate_point(ring, np.linspace(0, ring.length, count)) for ring in rings]
    return np.vstack([*map(shapely.get_coordinates, spots), *map(shapely.get_coordinates, rings)])


def distances_m(a, b):
    first, second = np.repeat(a, len(b), axis=0), np.tile(b, (len(a), 1))
    return GEOD.inv(*first.T, *second.T)[2]


@settings(max_examples=60)
@given(st.floats(-180, 180), st.floats(-90, 90), areas())
def test_a_point_and_an_area(lon, lat, area):
    """No sampled point is nearer than the nearest or farther than the farthest, and some come close."""
    point = shapely.Point(lon, lat)
    lengths_m = distances_m(np.array([[lon, lat]]), sampled(area, 10_000))
    nearest, farthest = nearest_m(point, area), farthest_m(point, area)

    assert nearest <= lengths_m.min() + 1e-6
    assert farthest >= lengths_m.max() - 1e-6
    assert nearest == 0 or nearest >= lengths_m.min() - 2_000
    assert farthest == MAX_GEODESIC_M or farthest <= lengths_m.max() + 2_000


@settings(max_examples=25)
@given(areas(5.0), areas(10.0))
def test_two_areas(a, b):
    """The same for two outlines."""
    lengths_m = distances_m(sampled(a, 150), sampled(b, 150))
    nearest, farthest = nearest_m(a, b), farthest_m(a, b)

    assert nearest <= lengths_m.min() + 1e-6
    assert farthest >= lengths_m.max() - 1e-6
    assert nearest == 0 or nearest >= lengths_m.min() - 100_000
    assert farthest == MAX_GEODESIC_M or farthest <= lengths_m.max() + 100_000


def refined_m(a, b, sign):
    """Find the extreme of two outlines by sampling again and again around the best pair."""
    starts, widths = [0.0, 0.0], [a.exterior.length, b.exterior.length]
    for _ in range(9):
        places = [start + np.linspace(0, width, 120) for start, width in zip(starts, widths, strict=True)]
        points = [
            shapely.get_coordinates(shapely.line_interpolate_point(area.exterior, place % area.exterior.length))
            for area, place in zip((a, b), places, strict=True)
        ]
        lengths_m = sign * distances_m(*points).reshape(120, 120)
        best = np.unravel_index(lengths_m.argmin(), lengths_m.shape)
        starts = [place[index] - 3 * width / 119 for place, index, width in zip(places, best, widths, strict=True)]
        widths = [6 * width / 119 for width in widths]
    return sign * lengths_m.min()


@pytest.mark.parametrize("seed", range(12))
def test_two_areas_to_the_centimetre(seed):
    """Two triangles anywhere: what another search comes down to is what is found."""
    random = np.random.default_rng(seed)
    a, b = (
        shapely.Polygon(random.uniform([west, south], [west + 8, south + 8], (3, 2)))
        for west, south in random.uniform([-170, -80], [160, 72], (2, 2))
    )

    assert nearest_m(a, b) == pytest.approx(refined_m(a, b, 1), abs=TOLERANCE_M + 1e-3)
    assert farthest_m(a, b) == pytest.approx(refined_m(a, b, -1), abs=TOLERANCE_M + 1e-3)


@pytest.mark.parametrize(
    ("lon", "lat", "box"),
    [(40.3, 37, (39, 34, 41, 36)), (60, 35, (39, 34, 41, 36)), (0, 89, (-60, 10, 30, 70)), (10, -20, (-5, 0, 55, 1))],
)
def test_to_the_centimetre(lon, lat, box):
    """Against 300,000 points of each outline."""
    lengths_m = distances_m(np.array([[lon, lat]]), sampled(shapely.box(*box), 300_000))
    point = shapely.Point(lon, lat)

    assert lengths_m.min() - TOLERANCE_M - 1e-3 <= nearest_m(point, shapely.box(*box)) <= lengths_m.min()
    assert lengths_m.max() <= farthest_m(point, shapely.box(*box)) <= lengths_m.max() + TOLERANCE_M + 1e-3


def test_two_parallels_facing_each_other():
    """The distance along a meridian, all along the edges."""
    expected = GEOD.inv(0, 35, 0, 40)[2]

    assert nearest_m(shapely.box(0, 30, 10, 35), shapely.box(0, 40, 10, 45)) == pytest.approx(expected, abs=0.011)


def test_a_parallel_around_the_pole_is_everywhere_as_far():
    """Nothing tells one of its points from another, and the search ends all the same."""
    expected = GEOD.inv(0, 90, 0, 80)[2]

    assert nearest_m(shapely.Point(12, 90), shapely.box(-180, -60, 180, 80)) == pytest.approx(expected, abs=0.011)


def test_a_hole_is_outside():
    """A place in a lake is not in the province around it."""
    ring = shapely.box(0, 0, 4, 4).difference(shapely.box(1, 1, 3, 3))

    assert nearest_m(shapely.Point(2, 2), ring) == pytest.approx(110_573, abs=700)
    assert nearest_m(shapely.Point(0.5, 2), ring) == 0


@pytest.mark.parametrize("lon", [179.5, -180.5, -179.5, 180.0, -180.0])
def test_across_the_antimeridian(lon):
    """An area cut there is whole: both its parts hold points, by either longitude."""
    area = shapely.MultiPolygon([shapely.box(179, -1, 180, 1), shapely.box(-180, -1, -179, 1)])

    assert nearest_m(shapely.Point(lon, 0), area) == 0


def test_the_near_side_may_be_across_the_antimeridian():
    """15 degrees over it, not 345 the other way."""
    expected = GEOD.inv(170, 0, -175, 0)[2]
    far = shapely.box(-175, -1, -174, 1)

    assert nearest_m(shapely.box(169, -1, 170, 1), far) == pytest.approx(GEOD.inv(170, 1, -175, 1)[2], abs=0.011)
    assert nearest_m(shapely.Point(170, 0), far) == pytest.approx(expected, abs=0.011)


def test_what_holds_the_antipodes_is_farthest():
    """Nothing on its outline is as far as a point within."""
    assert farthest_m(shapely.Point(40, 35), shapely.box(-150, -40, -130, -30)) == MAX_GEODESIC_M


def test_touching_areas_are_not_apart():
    """They share a border."""
    assert nearest_m(shapely.box(0, 0, 1, 1), shapely.box(1, 0, 2, 1)) == 0


@settings(max_examples=30)
@given(st.lists(st.tuples(st.floats(-180, 180), st.floats(-90, 90)), min_size=0, max_size=20), areas())
def test_many_points_at_once_are_the_same(points, area):
    """To the tolerance that each search is allowed."""
    lons, lats = np.array(points, dtype=float).reshape(-1, 2).T
    nearest, farthest = of_points_m(lons, lats, area)

    assert nearest == pytest.approx([nearest_m(shapely.Point(point), area) for point in points], abs=TOLERANCE_M)
    assert farthest == pytest.approx([farthest_m(shapely.Point(point), area) for point in points], abs=TOLERANCE_M)
