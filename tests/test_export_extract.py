"""A case cut to chosen claims is a case."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.app.case_store import BUNDLED_CASE
from geodata.casefile.io import read_case
from geodata.casefile.validate import check_case
from geodata.core.model import case_from_document
from geodata.exporting.extract import cut
from geodata.render.text.palette import colors
from tests.cases import small_case

CASE = read_case(BUNDLED_CASE)[0]
IDS = [claim.id for claim in CASE.claims]


@settings(max_examples=25, deadline=None)
@given(st.sets(st.sampled_from(IDS), max_size=10))
def test_every_part_passes_the_check(claim_ids):
    """Whatever is chosen, nothing in it refers to something that is not there."""
    document, chosen = cut(CASE, claim_ids)
    assert [problem for problem in check_case(document) if problem.severity == "error"] == []
    written = {feature["id"] for feature in document["features"] if feature["properties"]["record"] == "claim"}
    assert (set(chosen.claims), written) == (claim_ids, {*chosen.claims, *chosen.also})


def test_all_of_a_case_is_the_case():
    """With what no claim refers to, and no note that it is a part."""
    assert cut(CASE)[0] is CASE.document


def test_a_part_has_what_it_refers_to_and_says_that_it_is_one():
    """The claim that it derives from comes along and is named as such."""
    document, chosen = cut(case_from_document(small_case() | {"bbox": [39, 34, 41, 36]}), {"ARMY-IN"}, "said by Army")
    assert [feature["id"] for feature in document["features"]] == ["CAMP", "PROVINCE", "ARMY-AT", "ARMY-IN"]
    assert [actor["id"] for actor in document["case"]["actors"]] == ["COALITION", "ARMY"]
    assert [source["id"] for source in document["case"]["sources"]] == ["TRT"]
    note = {"claims": ["ARMY-IN"], "of": 6, "also": ["ARMY-AT"], "filters": "said by Army"}
    assert (document["case"]["extract"], "bbox" in document) == (note, False)
    assert chosen.sentence() == "1 of 6 claims, and 1 more that they are derived from"


@pytest.mark.parametrize("claim_ids", [set(IDS[:1]), None])
def test_colours_are_those_of_the_whole_case(claim_ids):
    """A side does not change its colour because another is filtered out."""
    assert cut(CASE, claim_ids)[1].colors == colors(CASE)


def test_accounts_go_with_the_claims_that_they_rest_on():
    """Words for a claim that is left out would say what it does; a case without accounts gets no such member."""
    document = small_case()
    document["case"]["accounts"] = [
        {"actor": "ARMY", "words": "At the camp.", "claims": ["ARMY-AT"]},
        {"actor": "ENVOY", "words": "Not within 55 km.", "claims": ["ENVOY-WITHIN", "ENVOY-SE"]},
    ]
    part, _ = cut(case_from_document(document), {"ARMY-IN", "ENVOY-SE"})
    assert [account["actor"] for account in part["case"]["accounts"]] == ["ARMY"]
    assert "accounts" not in cut(case_from_document(small_case()), {"ARMY-IN"})[0]["case"]
