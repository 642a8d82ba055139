"""The search over all readings of two places: what its bounds must hold, and what it settles."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.constraints.pair_feasibility import compare_places
from geodata.constraints.place_constraints import PlaceConstraint, SiteDisc
from geodata.constraints.reading_search import _Boxes, _question, in_every_reading
from geodata.constraints.three_valued import COMPATIBLE, CONTRADICTORY, UNDECIDED
from geodata.geodesy.circles import GEOD


def ring(spot, value_m, width_m, sector=None):
    return PlaceConstraint("ring", spot, value_m, value_m - width_m, value_m + width_m, sector)


@settings(max_examples=400)
@given(
    st.floats(-75, 75), st.sampled_from([10.0, 2_500.0, 50_000.0]), st.sampled_from([10.0, 2_500.0, 50_000.0]),
    st.sampled_from([1e3, 3e4, 5e5, 3e6]), st.sampled_from([1e3, 3e4, 5e5, 3e6]), st.integers(0, 2**32 - 1),
)  # fmt: skip
def test_nothing_moves_farther_than_the_bounds_say(lat, own_m, shared_m, apart_m, length_m, seed):
    """A triangle carried from the second site's own point to its centre, and a place carried along with the first."""
    chance = np.random.default_rng(seed)
    lon_b, lat_b, _ = GEOD.fwd(20.0, lat, chance.uniform(0, 360), apart_m)
    if abs(lat_b) > 80:
        return
    one, other = SiteDisc("A", 20.0, lat, own_m), SiteDisc("B", lon_b, lat_b, shared_m)
    question = _question(ring(one, length_m, 0.0), ring(other, length_m, 0.0))
    own = GEOD.fwd(one.lon, one.lat, chance.uniform(0, 360), own_m * chance.uniform(0, 1))[:2]
    shared = GEOD.fwd(other.lon, other.lat, chance.uniform(0, 360), shared_m * chance.uniform(0, 1))[:2]
    azimuth = chance.uniform(0, 360)
    place = GEOD.fwd(*own, azimuth, length_m)[:2]

    seen, _, seen_m = GEOD.inv(*shared, *own)
    carried = GEOD.fwd(other.lon, other.lat, seen, seen_m)[:2]
    assert GEOD.inv(*carried, one.lon, one.lat)[2] <= question.radius_m + 1e-6

    there, _, there_m = GEOD.inv(*shared, *place)
    as_seen = GEOD.fwd(other.lon, other.lat, there, there_m)[:2]
    as_carried = GEOD.fwd(*carried, azimuth, length_m)[:2]
    point = _Boxes(np.zeros(1), np.zeros(1), np.zeros(1), 0.0, 0.0)
    assert GEOD.inv(*as_seen, *as_carried)[2] <= question.moved_m(point, np.array([[length_m]]))[0, 0]

    # Within a box around the first site's centre a place moves by no more than is said, either.
    box = point._replace(half_m=question.radius_m)
    from_centre = GEOD.fwd(one.lon, one.lat, azimuth, length_m)[:2]
    assert GEOD.inv(*from_centre, *as_carried)[2] <= question.moved_m(box, np.array([[length_m]]))[0, 0]


CAMP, TOWN = SiteDisc("CAMP", 40.0, 35.0, 2_000.0), SiteDisc("TOWN", 40.3, 35.0, 2_000.0)


@pytest.mark.parametrize(
    ("one", "other", "code"),
    [
        # 20 km east of the camp, which is 27 km west of the town: about 7 km from there.
        (ring(CAMP, 20e3, 500.0, (90.0, 10.0)), ring(TOWN, 7.4e3, 4_800.0), COMPATIBLE),
        (ring(CAMP, 20e3, 500.0, (90.0, 10.0)), ring(TOWN, 7.4e3, 500.0), UNDECIDED),
        (ring(CAMP, 20e3, 500.0, (270.0, 10.0)), ring(TOWN, 7.4e3, 500.0), CONTRADICTORY),
        # North-east of the one and north-west of the other: the directions cross, wherever both are.
        (ring(CAMP, 20e3, 2_000.0, (45.0, 40.0)), ring(TOWN, 20e3, 50.0, (315.0, 40.0)), COMPATIBLE),
        (ring(CAMP, 20e3, 2_000.0, (225.0, 40.0)), ring(TOWN, 20e3, 50.0, (315.0, 40.0)), CONTRADICTORY),
    ],
)
def test_sectors_at_two_sites(one, other, code):
    """Thin bands that cross are found to cross in every reading, by a way that leads from one side to the other."""
    assert compare_places(one, other).code == compare_places(other, one).code == code


def test_what_is_missed_in_the_middle_is_not_looked_for_in_boxes():
    """Whether it is missed everywhere is another question."""
    assert in_every_reading(ring(CAMP, 5e3, 500.0, (270.0, 10.0)), ring(TOWN, 1e3, 500.0)) == "unknown"
