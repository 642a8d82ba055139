"""What a verdict that is not decided depends on: named by what is not known, and by nobody's id."""

import pytest

from geodata.core.assumptions import Assumptions
from geodata.render.text.depends_on import depends_on
from geodata.render.text.pair_view import pair_view
from geodata.verdicts.context import CaseContext
from geodata.verdicts.pairwise import pair
from geodata.verdicts.verdict_matrix import table
from tests.pages import CASE
from tests.test_verdicts import ANY, AT_CAMP, DENY, KM_55, setting

KM_50 = {"relation": "at_distance", "site": "CITY", "distance": {"value": "10", "unit": "km"}}
COALITION = {"about_actor": "COALITION"}


@pytest.mark.parametrize("rule", ["2020", "2004"])
def test_every_open_pair_of_the_bundled_case_says_on_what(rule):
    """And none that is decided."""
    found = CaseContext(CASE, Assumptions(rule=rule))
    pairs = table(found)
    ids = {*CASE.claim_by_id, *CASE.site_by_id}
    for row, a in enumerate(pairs.claims):
        for column in range(row + 1, len(pairs.claims)):
            words = depends_on(found, pair(found, a, pairs.claims[column]))
            assert bool(words) == (pairs.verdict(row, column) == "undecided")
            assert not any(one in words for one in ids)


@pytest.mark.parametrize(
    ("claims", "words"),
    [
        ((AT_CAMP, KM_50), "where exactly Camp and City lie and how exact “10 km” is"),
        ((COALITION, {"about_actor": "ARMY", "certainty": "probable"}), "probable"),
        (
            ({"killed": {"min": 3, "max": 3}}, {"killed": {"min": 4, "max": 4}}),
            "when each number of killed was counted",
        ),
        (
            (COALITION | AT_CAMP, DENY | KM_55 | ANY | {"event_time": "2015-12-06"}),
            "whether the denial is about that time",
        ),
    ],
)
def test_what_it_depends_on(claims, words):
    """Where places lie, how distances are rounded, what is hedged, when people were counted, what a denial is about."""
    view = pair_view(setting(*claims), "A", "B")
    assert view.verdict == "undecided"
    assert words in view.depends
    assert view.title.startswith("Possible, depends on ")
