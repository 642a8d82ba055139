"""Distances that reach round the Earth: what is farthest, and what two of them leave."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.constraints.antipodes import FARTHEST_M, TOLERANCE_M, round_the_globe_m
from geodata.constraints.pair_feasibility import compare_places
from geodata.constraints.place_constraints import PlaceConstraint, SiteDisc
from geodata.constraints.three_valued import COMPATIBLE, CONTRADICTORY, UNDECIDED
from geodata.geodesy.circles import GEOD

HERE, THERE = SiteDisc("HERE", 0.0, 10.0, 1_000.0), SiteDisc("THERE", 179.0, -10.5, 1_000.0)
#: Between their centres, less both radii.
APART_M = GEOD.inv(0.0, 10.0, 179.0, -10.5)[2]


@given(
    st.floats(-90, 90), st.floats(-180, 180), st.floats(-90, 90), st.floats(1e6, 1.997e7), st.booleans()
)  # fmt: skip
def test_the_farthest_place_against_a_circle_of_places(lat, lon_to, lat_to, least_m, is_opposite):
    """Of 7,200 directions none leads farther, and one leads nearly as far."""
    if is_opposite:
        lon_to, lat_to = 180.0, -lat
    low, high = round_the_globe_m(0.0, lat, least_m, lon_to, lat_to)
    directions = np.linspace(0, 360, 7_200)
    start = np.zeros(7_200), np.full(7_200, lat)
    lons, lats, _ = GEOD.fwd(*start, directions, np.full(7_200, least_m))
    best = GEOD.inv(lons, lats, np.full(7_200, lon_to), np.full(7_200, lat_to))[2].max()
    assert low <= high
    assert best <= high + 1e-3
    assert low == FARTHEST_M or (low >= best - TOLERANCE_M and high - low <= 2 * TOLERANCE_M)


def said(kind, spot, value_m, width_m):
    return PlaceConstraint(kind, spot, value_m, value_m - width_m, value_m + width_m)


@pytest.mark.parametrize("short_m", [1_000.0, 100_000.0, 240_000.0])
def test_far_apart_is_as_exact_round_the_earth_as_anywhere(short_m):
    """Between nearly antipodal sites, two discs that overlap by a kilometre do, and the slack says so."""
    reach_m = (APART_M + 2_000 + short_m) / 2
    found = compare_places(said("within", HERE, reach_m, 0.0), said("within", THERE, reach_m, 0.0))
    assert (found.code, found.inequality) == (COMPATIBLE, "far-apart")
    assert found.slack_m == pytest.approx(short_m, abs=0.01)


def test_round_the_globe_is_measured_where_the_sites_are():
    """Within what the sites' own discs leave open."""
    most_m = round_the_globe_m(0.0, 10.0, 9.8e6, 179.0, -10.5)[0]
    for off_m, code in ((-2_001.0, COMPATIBLE), (0.0, UNDECIDED), (2_001.0, CONTRADICTORY)):
        found = compare_places(said("beyond", HERE, 9.8e6, 0.0), said("beyond", THERE, most_m + off_m, 0.0))
        swapped = compare_places(said("beyond", THERE, most_m + off_m, 0.0), said("beyond", HERE, 9.8e6, 0.0))
        assert (found.code, found.inequality) == (code, "round-the-globe")
        assert found.slack_m == pytest.approx(min(-off_m - 2_000, 0) if code != CONTRADICTORY else -1.0, abs=2.2)
        assert (swapped.code, swapped.slack_m) == (found.code, found.slack_m)


@pytest.mark.parametrize(("near_m", "far_m", "code"), [(9.6e6, 10.6e6, CONTRADICTORY), (8.9e6, 9.1e6, COMPATIBLE)])
def test_what_is_denied_round_the_globe(near_m, far_m, code):
    """Nothing is beyond a band that reaches past the farthest place."""
    off = PlaceConstraint("off_ring", THERE, (near_m + far_m) / 2, near_m, far_m, is_denial=True)
    assert compare_places(said("ring", HERE, 9.8e6, 5e4), off).code == code
    everywhere = PlaceConstraint("off_ring", THERE, 1.1e7, 5e3, 2.01e7, is_denial=True)
    assert compare_places(said("within", HERE, 1.2e7, 1e5), everywhere).code == CONTRADICTORY


def test_beside_the_antipode_of_one_site():
    """Two least distances from one site are no triangle."""
    one, other = (said("beyond", HERE, at_m, 1e3) for at_m in (1.999e7, 1.9985e7))
    assert compare_places(one, other).code == COMPATIBLE
