"""How large places are."""

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geodata.geodesy.circles import GEOD, disc
from geodata.geodesy.enclosing_circle import extent


@pytest.mark.parametrize(("lon", "lat"), [(40, 35), (0, 0), (180, 10), (-179.9, -40), (12, 88), (50, -90)])
def test_a_disc_is_as_large_as_its_radius(lon, lat):
    """Anywhere, across the antimeridian and around a pole."""
    found = extent(shapely.geometry.mapping(disc(lon, lat, 55_000)))

    assert GEOD.inv(lon, lat, found.lon, found.lat)[2] < 15
    assert found.radial_m == pytest.approx(55_000, abs=20)


def test_a_point_has_no_extent():
    """Its centre is itself."""
    found = extent({"type": "Point", "coordinates": [40.056, 35.396]})

    assert (found.lon, found.lat) == pytest.approx((40.056, 35.396))
    assert found.radial_m == 0


@given(st.lists(st.tuples(st.floats(30, 34), st.floats(60, 62)), min_size=3, max_size=9))
def test_every_corner_is_within(corners):
    """And no centre that was tried by chance has a shorter radial."""
    hull = shapely.MultiPoint(corners).convex_hull.buffer(0.01)
    found = extent(shapely.geometry.mapping(hull))
    xs, ys = shapely.get_coordinates(hull).T
    tried = np.random.default_rng(0).uniform([30, 60], [34, 62], (50, 2))
    radials = [GEOD.inv(np.full_like(xs, lon), np.full_like(ys, lat), xs, ys)[2].max() for lon, lat in tried]

    assert GEOD.inv(np.full_like(xs, found.lon), np.full_like(ys, found.lat), xs, ys)[2].max() <= found.radial_m
    assert found.radial_m <= min(radials) * 1.001
