"""Witnesses, and that each is verified by geodesic distance."""

import pytest

from geodata.app.case_store import BUNDLED_CASE
from geodata.casefile.io import read_case
from geodata.core.model import case_from_document
from geodata.geodesy.circles import distance_m
from geodata.verdicts.consistency import consistency
from geodata.verdicts.context import CaseContext
from geodata.verdicts.witness import witness
from tests.test_verdicts import ANY, AT_CAMP, DENY, KM_55, setting
from tests.test_verdicttable import random_document

BUNDLED = CaseContext(read_case(BUNDLED_CASE)[0])


def test_where_the_wells_can_have_been():
    """35 miles from the camp, 55 km from it or from near it, none of the coalition's within 55 km of the camp."""
    claims = ["CJTF-35-MILES", "MCGURK-55-KM", "US-OFFICIALS-AP-COALITION-55-KM"]
    found = witness(BUNDLED, claims)
    [wells] = found.events
    camp, around = found.sites["SAEQA-CAMP"], found.sites["DEIR-EZ-ZOR-AND-THE-CAMP"]

    assert (found.status, found.is_verified, wells.authors) == ("possible", True, ("COALITION",))
    assert 55_522.36 <= distance_m(*camp, *wells.position) <= 57_131.72
    assert 54_499.99 <= distance_m(*around, *wells.position) <= 55_500.01
    assert distance_m(*camp, 40.056, 35.396) <= 2_000.01


def test_every_maximal_set_of_the_case_is_possible():
    """The first fifty: none is proved impossible, and nearly all have a verified witness."""
    found = [witness(BUNDLED, claims) for claims in consistency(BUNDLED).consistent_sets(50)]
    assert "impossible" not in {one.status for one in found}
    assert all(one.is_verified for one in found if one.status == "possible")
    assert sum(one.status == "possible" for one in found) >= 40


@pytest.mark.parametrize("seed", range(5))
def test_every_conflict_is_impossible(seed):
    """And possible, or undecided, without any one claim."""
    random = CaseContext(case_from_document(random_document(seed, 25)))
    for conflict in consistency(random).conflicts[:40]:
        assert witness(random, conflict).status == "impossible"
        for left_out in conflict:
            assert witness(random, [claim for claim in conflict if claim != left_out]).status != "impossible"


def test_the_later_of_two_versions_counts():
    """The earlier one is named as left out."""
    found = witness(
        setting({"killed": {"min": 3, "max": 3}}, {"killed": {"min": 4, "max": 4}, "derived_from": ["A"]}), "AB"
    )
    assert (found.updated, found.events[0].killed) == (("A",), 4)


def test_what_is_not_stated_is_not_made_up():
    """No place, no author, no count."""
    [event] = witness(setting({}), "A").events
    assert (event.position, event.authors, event.killed, event.checks) == (None, (), None, ())


def test_an_impossible_set_has_no_witness():
    """Three claims that fail together."""
    found = witness(setting({"about_actor": "COALITION"}, AT_CAMP, DENY | KM_55 | ANY), "ABC")
    assert (found.status, found.events) == ("impossible", ())
