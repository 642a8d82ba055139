"""Assumptions as a value and as an address."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.core.assumptions import Assumptions
from geodata.core.model import MAX_DISTANCE_M, case_from_document
from geodata.view import assumption_params
from tests.cases import small_case

CASE = case_from_document(small_case())
SITES = st.sampled_from(["CAMP", "CITY"])
DEGREES = st.integers(-80_000, 80_000).map(lambda thousandths: thousandths / 1000)


@given(
    st.dictionaries(SITES, st.none() | st.integers(0, 100_000).map(float)),
    st.dictionaries(SITES, st.tuples(DEGREES, DEGREES)),
    st.integers(0, 48).map(float),
    st.none() | st.integers(1, 3_000).map(float),
    st.integers(0, 800).map(float),
    st.integers(0, 100).map(lambda percent: percent / 100),
    st.tuples(st.booleans(), st.booleans(), st.booleans()),
    st.sampled_from(["local", "utc", "any", "Asia/Damascus"]),
)
def test_an_address_brings_back_what_was_assumed(radii, positions, tolerance_h, speed_kmh, days_h, share, flags, zone):
    """Nothing is unread."""
    assumed = Assumptions(
        uncertainties_m=tuple(radii.items()),
        positions=tuple(positions.items()),
        time_tolerance_h=tolerance_h,
        max_speed_kmh=speed_kmh,
        day_tolerance_h=days_h,
        about_share=share,
        counts_as_of_statement=flags[0],
        takes_hedged_at_word=flags[1],
        all_versions=flags[2],
        zone=zone,
    )
    assert assumption_params.from_query(assumption_params.to_query(assumed), CASE) == (assumed, ())


def test_every_radius_that_a_case_may_have_can_be_assumed():
    """The field of the page has the same bound: a case with a larger one could not be drawn."""
    assumed, unread = assumption_params.from_query({"radius": f"CAMP:{MAX_DISTANCE_M:.10g}"}, CASE)
    assert (assumed.uncertainties_m, unread) == ((("CAMP", MAX_DISTANCE_M),), ())


@pytest.mark.parametrize(
    ("query", "unread"),
    [
        ({"radius": "NOWHERE:5"}, ("radius NOWHERE:5",)),
        ({"radius": "CAMP:-5"}, ("radius CAMP:-5",)),
        ({"radius": "CAMP"}, ("radius CAMP",)),
        ({"try": "CAMP:91,0"}, ("try CAMP:91,0",)),
        ({"try": "CAMP:CITY"}, ("try CAMP:CITY",)),
        ({"try": "PROVINCE:35,40"}, ("try PROVINCE:35,40",)),
        ({"tolerance": "nan"}, ("tolerance nan",)),
        ({"speed": "fast"}, ("speed fast",)),
        # What no field of the page takes.
        ({"tolerance": "49"}, ("tolerance 49",)),
        ({"day_tolerance": "-1"}, ("day_tolerance -1",)),
        ({"about": "101"}, ("about 101",)),
        ({"speed": "1e9"}, ("speed 1e9",)),
        ({"radius": "CAMP:20004001"}, ("radius CAMP:20004001",)),
        ({"as_of": "false"}, ("as_of false",)),
        ({"zone": "Damascus"}, ("zone Damascus",)),
        ({"zone": "../../etc/passwd"}, ("zone ../../etc/passwd",)),
        ({"zone": ""}, ("zone ",)),
        ({"hedged": ""}, ("hedged ",)),
        ({"versions": "all"}, ("versions all",)),
        # What Python takes for a number, and nobody writes.
        ({"about": "1_0"}, ("about 1_0",)),
        ({"about": "+10"}, ("about +10",)),
        ({"tolerance": "٣"}, ("tolerance ٣",)),
        ({"speed": " 900 "}, ("speed  900 ",)),
        ({"radius": "CAMP:1_0"}, ("radius CAMP:1_0",)),
        # Which of the two is meant?
        ({"radius": "CAMP:5;CAMP:7"}, ("radius CAMP:5", "radius CAMP:7")),
        ({"try": "CAMP:35,40;CAMP:36,40"}, ("try CAMP:35,40", "try CAMP:36,40")),
    ],
)
def test_what_cannot_be_assumed_is_said(query, unread):
    """And nothing is assumed instead."""
    assert assumption_params.from_query(query, CASE) == (Assumptions(), unread)
