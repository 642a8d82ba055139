"""Directions between uncertain places: every placement is within."""

import numpy as np
import pytest
import shapely
from hypothesis import assume, given
from hypothesis import strategies as st

from geodata.geodesy.circles import GEOD
from geodata.geodesy.site_bearing import direction, turned_deg
from tests.sites import point_site, region_site

shares = st.floats(0, 1)
azimuths_deg = st.floats(0, 360)


def moved(lon, lat, azimuth_deg, length_m):
    return GEOD.fwd(lon, lat, azimuth_deg, length_m)[:2]


@given(
    st.floats(-180, 180), st.floats(-88, 88), azimuths_deg, st.floats(1_000, 15_000_000), shares, shares,
    st.integers(0, 2**32 - 1),
)  # fmt: skip
def test_every_placement_is_within(lon, lat, azimuth_deg, length_m, share_a, share_b, seed):
    """Both true points anywhere in their discs, on the edges too, north being where it is at the first of them."""
    total_m = 0.95 * length_m * share_a
    radius_a, radius_b = max(1.0, total_m * share_b), max(1.0, total_m * (1 - share_b))
    a = point_site("A", lon, lat, radius_a)
    b = point_site("B", *moved(lon, lat, azimuth_deg, length_m), radius_b)
    random = np.random.default_rng(seed)
    around, lengths = random.uniform(0, 360, (2, 200)), np.sqrt(random.uniform(0, 1, (2, 200)))
    lengths[:, :100] = 1
    ends = [
        GEOD.fwd(*np.full((200, 2), site.geometry["coordinates"]).T, turn, part * radius)[:2]
        for site, turn, part, radius in zip((a, b), around, lengths, (radius_a, radius_b), strict=True)
    ]
    found = direction(a, b)

    assert turned_deg(GEOD.inv(*ends[0], *ends[1])[0], found.azimuth_deg).max() <= found.half_width_deg + 1e-6


def test_the_width_is_that_of_the_discs():
    """Seen from one, the other, widened by both radii; hardly more."""
    a, b = point_site("A", 40, 35, 2_000), point_site("B", 40.576, 35.104, 7_000)
    length_m = GEOD.inv(40, 35, 40.576, 35.104)[2]

    assert direction(a, b).half_width_deg == pytest.approx(np.degrees(np.arcsin(9_000 / length_m)), rel=0.01)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (point_site("A", 40, 35, 9_000), point_site("B", 40.1, 35, 1_000)),
        (point_site("A", 40, 35, None), point_site("B", 45, 35, 1_000)),
        (point_site("A", 40, 35, 10), point_site("B", None, None, None)),
        (point_site("A", 40, 35, 10), point_site("B", -140, -35, 10)),
        (point_site("A", 40, 89.95, 10), point_site("B", 40, 80, 10)),
        (region_site("A", shapely.box(0, 0, 1, 1)), point_site("B", 5, 5, 10)),
        (point_site("A", 0.5, 0.5, 10), region_site("B", shapely.box(0, 0, 1, 1))),
    ],
)
def test_where_any_direction_is_possible(a, b):
    """Overlapping discs, unknown ones, antipodes, the pole, and regions around."""
    assert not direction(a, b).is_known


@given(st.floats(-170, 170), st.floats(-70, 70), azimuths_deg, st.floats(200_000, 3_000_000), st.floats(1, 30_000))
def test_a_region_is_seen_whole(lon, lat, azimuth_deg, length_m, radius_m):
    """All of it, from anywhere in the disc, across the antimeridian too."""
    west, south = moved(lon, lat, azimuth_deg, length_m)
    assume(abs(south) < 84 and abs(west) < 178)
    region = region_site("R", shapely.box(west, south, west + 1.5, south + 1))
    a = point_site("A", lon, lat, radius_m)
    found = direction(a, region)
    ring = shapely.get_coordinates(shapely.segmentize(shapely.box(west, south, west + 1.5, south + 1).exterior, 0.0111))
    for turn in range(0, 360, 45):
        seen = GEOD.inv(*np.full((len(ring), 2), moved(lon, lat, turn, radius_m)).T, *ring.T)[0]

        assert turned_deg(seen, found.azimuth_deg).max() <= found.half_width_deg + 1e-6
