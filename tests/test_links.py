"""Contradictions as lines between places."""

from geodata.app.case_store import BUNDLED_CASE
from geodata.casefile.io import read_case
from geodata.render.map.result_overlay import conflict_lines
from geodata.verdicts.context import CaseContext
from geodata.verdicts.verdict_matrix import table

CASE, _ = read_case(BUNDLED_CASE)
TABLE = table(CaseContext(CASE))


def test_every_contradiction_between_places_is_counted_once():
    """Those of claims without a place have no line."""
    located = [row for row, claim in enumerate(TABLE.claims) if CASE.claim_by_id[claim].site is not None]
    expected = sum(TABLE.verdict(a, b) == "contradictory" for a in located for b in located if a < b)

    assert sum(link.count for link in conflict_lines(CASE, TABLE, None)) == expected > 0


def test_a_line_names_the_claims_that_contradict_each_other():
    """The first of them, each a contradiction."""
    number = {claim: row for row, claim in enumerate(TABLE.claims)}
    found = conflict_lines(CASE, TABLE, None)

    assert all(0 < len(link.pairs) <= link.count for link in found)
    assert {TABLE.verdict(number[a], number[b]) for link in found for a, b in link.pairs} == {"contradictory"}


def test_a_selected_claim_has_its_own_alone():
    """Also where both claims speak of one place."""
    camp = (40.056, 35.396)
    found = conflict_lines(CASE, TABLE, "MCGURK-55-KM")

    assert {(link.start, link.end) for link in found} == {(camp, camp)}
    assert conflict_lines(CASE, TABLE, "TRT-RAF-TYPHOONS") == ()
