"""Where an event could have been: areas, sites, and what leaves nothing."""

import numpy as np
import pytest
import shapely
from hypothesis import given, settings

from geodata.app.case_store import BUNDLED_CASE
from geodata.casefile.io import read_case
from geodata.geodesy.circles import GEOD
from geodata.verdicts.context import CaseContext
from geodata.verdicts.feasible_region import area_km2, area_of, remaining
from tests.test_meeting import gatherings, misses_m

BUNDLED = CaseContext(read_case(BUNDLED_CASE)[0])


def test_the_wells():
    """By the statement of 35 miles alone: a ring; with that of 59 km, less of it."""
    ring = remaining(BUNDLED, ["CJTF-35-MILES"])
    both = remaining(BUNDLED, ["CJTF-35-MILES", "COOK-59-KM-SE"])
    assert ring.outer_km2 == pytest.approx(np.pi * (59.1317**2 - 53.5224**2), rel=0.002)
    assert both.outer_km2 < ring.outer_km2
    assert ring.inner_km2 == 0.0
    assert "AL-OMAR-FIELD" in ring.sites_possible
    assert not ring.sites_sure
    assert ring.outer.intersects(shapely.Point(ring.witness.lon, ring.witness.lat))


def test_a_wide_zone_has_a_sure_inside():
    """Outside of the denied 55 km of the camp there is room, and sites in it."""
    found = remaining(BUNDLED, ["CJTF-RELEASE-NEAR-AL-HAWL", "MCGURK-55-KM"])
    assert found.sites_sure == ("AL-HAWL",)
    assert found.conflict == ()


def test_nothing_left_names_the_smallest_conflict():
    """Where, by whom, and a denial of both; and one that does not matter."""
    three = ["SOHR-FIRST-GUARD-POST", "SYRIA-MFA-LETTERS", "MCGURK-55-KM"]
    found = remaining(BUNDLED, ["SYRIAN-PRESS-CENTER-COUNT", *three])
    assert (found.outer.is_empty, found.outer_km2, found.conflict) == (True, 0.0, tuple(three))
    assert found.why.startswith("No location is possible: Syrian Observatory for Human Rights (SOHR)")


def test_no_claim_leaves_the_earth():
    """510 million square kilometres."""
    assert remaining(BUNDLED, []).outer_km2 == pytest.approx(510_065_622, rel=1e-6)


@settings(max_examples=40)
@given(gatherings())
def test_areas_hold_what_they_should(found):
    """What fits is in the outer area; what is in the inner area fits."""
    (lon, lat), places = found
    outer, inner = area_of(places, is_outer=True), area_of(places, is_outer=False)
    random = np.random.default_rng(1)
    count = 400
    lons, lats, _ = GEOD.fwd(
        np.full(count, lon),
        np.full(count, lat),
        random.uniform(0, 360, count),
        25e3 * np.sqrt(random.uniform(0, 1, count)),
    )
    fits = np.max([misses_m(place, lons, lats) for place in places], axis=0) < 0
    assert shapely.intersects_xy(outer, lons, lats)[fits].all()
    inside = shapely.contains_xy(inner, lons, lats)
    assert (np.max([misses_m(place, lons, lats) for place in places], axis=0)[inside] < 1e-6).all()
    assert area_km2(inner) <= area_km2(outer) + 0.01


@pytest.mark.parametrize("claims", [["SYRIAN-GENERAL-STAFF-COUNT"], ["MCGURK-55-KM"], []])
def test_claims_that_state_no_place_of_an_event_leave_it_anywhere(claims):
    """A count has none, and a denial alone speaks of no event that anybody affirms: no area is to be shown for it."""
    found = remaining(BUNDLED, claims)

    assert found.is_anywhere
    assert found.why == "Nothing is ruled out: none of these claims states a place of this event."
