"""What a claim can mean: the case's own questions, and every placement of places against the answer."""

from dataclasses import replace

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geodata.casefile.io import read_case
from geodata.core.model import Bearing, StatedDistance, case_from_document
from geodata.core.precision import SetWidth, bounds
from geodata.geodesy.candidate_sites import compare_sites
from geodata.geodesy.circles import GEOD
from geodata.geodesy.claim_shapes import azimuth_and_half_width
from geodata.geodesy.site_bearing import turned_deg
from tests.benchmarks.serving import ROOT
from tests.cases import small_case
from tests.sites import point_site, region_site

CASE, _ = read_case(ROOT / "incidents.geojson")


def candidate_sites(case, sites=None):
    """Compare every claim that states a distance or a direction with every site but the one it measures from."""
    for claim in case.claims:
        if claim.site is not None:
            tried = [site for site in sites or case.sites if site.geometry is not None and site.id != claim.site]
            rows = [compare_sites(claim, case.site_by_id[claim.site], site) for site in tried]
            yield from (row for row in rows if row is not None)


ROWS = {(row.claim, row.site): row for row in candidate_sites(CASE)}
FIELDS = {
    site.id for site in CASE.sites if (site.kind or "") in {"oil field", "oil plant", "gas plant", "gathering station"}
}
CLAIM = replace(CASE.claim_by_id["CJTF-35-MILES"], polarity="affirm", bearing=None)
CAMP = point_site("CAMP", 40.056, 35.396, 2_000)


def fields_that(claim_id, *fits):
    return {site for (claim, site), row in ROWS.items() if claim == claim_id and site in FIELDS and row.fit in fits}


@pytest.mark.parametrize(
    ("claim_id", "expected"),
    [
        ("CJTF-35-MILES", {"AL-OMAR-FIELD"}),
        ("WARREN-55-KM-SE", {"AL-OMAR-FIELD"}),
        ("COOK-59-KM-SE", {"AL-OMAR-FIELD"}),
        ("US-OFFICIALS-AP-COALITION-55-KM", {"AL-OMAR-FIELD", "SIJAN-FIELD"}),
    ],
)
def test_which_known_fields_can_be_the_wells(claim_id, expected):
    """35 miles from the camp, 55 or 59 km south-east of Ayyash, 55 km from any of these and the city: none is sure."""
    assert len(FIELDS) == 10
    assert fields_that(claim_id, "may fit") == expected
    assert fields_that(claim_id, "fits") == set()


def test_al_omar_is_a_kilometre_from_35_miles_and_nine_from_south_east():
    """Its dot, that is; the field's seven kilometres bridge both."""
    assert ROWS["CJTF-35-MILES", "AL-OMAR-FIELD"].off_m == pytest.approx(1_024, abs=1)
    assert ROWS["WARREN-55-KM-SE", "AL-OMAR-FIELD"].off_m == pytest.approx(9_430, abs=1)
    assert ROWS["WARREN-55-KM-SE", "AL-OMAR-FIELD"].measured_direction.azimuth_deg == pytest.approx(126.4, abs=0.1)


@pytest.mark.parametrize(
    ("claim_id", "off_m"),
    [("RUSSIA-MOD-2-KM-WEST-OF-THE-CITY", 8_781), ("RUSSIA-MOD-2-KM-WEST-OF-THE-AIRFIELD", 15_165)],
)
def test_two_kilometres_west_is_not_the_camp(claim_id, off_m):
    """Its dot is 8.8 km from there, 15.2 km by the other version; no uncertainty of the two places bridges that."""
    row = ROWS[claim_id, "SAEQA-CAMP"]

    assert (row.fit, row.decided_by) == ("does not fit", "distance")
    assert row.off_m == pytest.approx(off_m, abs=1)
    assert row.slack_m < -1_600


def test_35_miles_and_55_km_differ_by_1327_metres():
    """Both rows say it with their numbers and their rule."""
    miles, km = ROWS["CJTF-35-MILES", "AL-OMAR-FIELD"].stated, ROWS["WARREN-55-KM-SE", "AL-OMAR-FIELD"].stated

    assert miles.value_m - km.value_m == pytest.approx(1_327.04)
    assert miles.min_m - km.max_m == pytest.approx(22.368)
    assert "± half of the last digit" in ROWS["CJTF-35-MILES", "AL-OMAR-FIELD"].why


def test_a_denial_leaves_what_is_outside():
    """None within 55 km: Tanak was possible, the camp's neighbours were not, al-Omar may have been."""
    fits = {site: ROWS["MCGURK-55-KM", site].fit for site in ("TANAK-PLANT", "AYYASH", "AL-OMAR-FIELD")}

    assert fits == {"TANAK-PLANT": "fits", "AYYASH": "does not fit", "AL-OMAR-FIELD": "may fit"}
    assert ROWS["MCGURK-55-KM", "AYYASH"].off_m == pytest.approx(55_000 - 2_775, abs=1)


def test_the_rule_is_the_callers():
    """It decides, and each row carries it."""
    site = point_site("WELL", *GEOD.fwd(40.056, 35.396, 90, 57_500)[:2], 1)
    reference = replace(CAMP, uncertainty_m=1.0)
    fits = {rule: compare_sites(CLAIM, reference, site, rule).fit for rule in ("2020", "2004", SetWidth(100))}

    assert fits == {"2020": "does not fit", "2004": "fits", SetWidth(100): "does not fit"}
    assert compare_sites(CLAIM, reference, site, SetWidth(100)).stated.rule == SetWidth(100)


@pytest.mark.parametrize("relation", ["at_distance", "within", "beyond"])
@pytest.mark.parametrize("polarity", ["affirm", "deny", "report"])
@pytest.mark.parametrize("unknown", [point_site("X", 40.5, 35.2, None), point_site("X", None, None, None)])
def test_an_unknown_uncertainty_never_fits_for_sure(relation, polarity, unknown):
    """And is never ruled out."""
    row = compare_sites(replace(CLAIM, relation=relation, polarity=polarity), CAMP, unknown)

    assert (row.fit, row.slack_m) == ("may fit", None)
    assert "Nothing bounds the distance" in row.why


def test_a_region_may_fit():
    """Province and camp overlap: something in it is 35 miles away, not all of it."""
    row = compare_sites(CLAIM, CAMP, region_site("R", shapely.box(39, 34, 41, 36)))

    assert (row.fit, row.off_m) == ("may fit", None)


def test_a_direction_alone_decides_too():
    """A claim without a distance, beside a place on the wrong side."""
    claim = replace(CLAIM, relation="at", distance=None, bearing=Bearing("W", None, None))
    row = compare_sites(claim, CAMP, point_site("EAST", 41, 35.396, 100))

    assert (row.fit, row.decided_by, row.stated) == ("does not fit", "direction", None)
    assert row.slack_m == pytest.approx(-GEOD.inv(40.056, 35.396, 41, 35.396)[2])


def test_what_states_neither_is_not_compared():
    """No row, rather than an empty one."""
    assert compare_sites(replace(CLAIM, relation="at", distance=None), CAMP, point_site("X", 41, 35, 1)) is None


def test_every_claim_is_beside_every_site_but_its_own():
    """By default; or those that the caller names."""
    case = case_from_document(small_case())
    rows = list(candidate_sites(case))

    assert {row.claim for row in rows} == {"ENVOY-WITHIN", "ENVOY-BEYOND", "ENVOY-SE"}
    assert [row.site for row in rows] == ["CITY", "PROVINCE"] * 3
    assert [row.site for row in candidate_sites(case, sites=[case.site_by_id["CITY"]])] == ["CITY"] * 3


@given(
    st.sampled_from(["at_distance", "within", "beyond"]), st.sampled_from(["affirm", "deny"]),
    st.none() | st.sampled_from(["N", "SE", "WSW"]), st.floats(1, 9_000), st.floats(1, 9_000),
    st.tuples(st.floats(0, 360), st.floats(500, 120_000)), st.integers(0, 2**32 - 1),
)  # fmt: skip
def test_no_placement_speaks_against_the_answer(relation, polarity, point, radius_a, radius_b, where, seed):
    """100 placements of both places and of an unknown threshold: all hold where it fits, none where it does not."""
    claim = replace(
        CLAIM,
        relation=relation,
        polarity=polarity,
        bearing=None if point is None else Bearing(point, None, None),
        distance=StatedDistance("35", "km"),
    )
    a = point_site("A", 40, 35, radius_a)
    b = point_site("B", *GEOD.fwd(40, 35, *where)[:2], radius_b)
    row, stated, random = compare_sites(claim, a, b), bounds(claim.distance), np.random.default_rng(seed)
    ends = [
        GEOD.fwd(
            *np.full((100, 2), site.geometry["coordinates"]).T,
            random.uniform(0, 360, 100),
            random.uniform(0, radius, 100),
        )
        for site, radius in ((a, radius_a), (b, radius_b))
    ]
    azimuths, _, lengths = GEOD.inv(*ends[0][:2], *ends[1][:2])
    threshold = random.uniform(stated.min_m, stated.max_m, 100)
    holds = {
        "at_distance": (stated.min_m <= lengths) & (lengths <= stated.max_m),
        "within": lengths <= threshold,
        "beyond": lengths >= threshold,
    }[relation]
    if claim.bearing is not None:
        azimuth_deg, half_width_deg = azimuth_and_half_width(claim.bearing)
        holds &= turned_deg(azimuths, azimuth_deg) <= half_width_deg
    holds = ~holds if polarity == "deny" else holds

    assert {"fits": holds.all(), "does not fit": not holds.any(), "may fit": True}[row.fit]
    assert (row.slack_m >= 0) == (row.fit == "fits")
