"""What is asked of the verdicts, in an address and back."""

import pytest

from geodata.app.case_store import BUNDLED_CASE
from geodata.casefile.io import read_case
from geodata.view.verdict_query import VerdictQuery, from_query, to_query

CASE, _ = read_case(BUNDLED_CASE)


@pytest.mark.parametrize(
    "inquiry",
    [
        VerdictQuery(),
        VerdictQuery(judged=("MCGURK-55-KM", "CJTF-35-MILES")),
        VerdictQuery(by_side=True, together=("COALITION", "SOHR"), drawn="together"),
        VerdictQuery(event="CAMP-STRIKE", word=("SOHR",), drawn="where"),
        VerdictQuery(by_claim=True),
        VerdictQuery(topic="how many"),
        VerdictQuery(card="KHAN-STRIKE", opposed=("SYRIA", "others")),
    ],
)
def test_an_address_says_what_is_asked(inquiry):
    """All of it comes back."""
    assert from_query(to_query(inquiry), CASE) == (inquiry, ())


@pytest.mark.parametrize(
    ("query", "unread"),
    [
        ({"judged": "MCGURK-55-KM;NOBODY"}, ("judged NOBODY",)),
        (
            {"judged": "MCGURK-55-KM;MCGURK-55-KM"},
            ("judged MCGURK-55-KM;MCGURK-55-KM (two claims are compared)",),
        ),
        ({"judged": "MCGURK-55-KM"}, ("judged MCGURK-55-KM (two claims are compared)",)),
        ({"together": "NOBODY"}, ("together NOBODY",)),
        ({"where": "NOWHERE", "word": "NOBODY"}, ("word NOBODY", "where NOWHERE")),
        ({"card": "NOWHERE", "opposed": "SYRIA"}, ("card NOWHERE", "opposed SYRIA")),
        ({"opposed": "SYRIA;NOBODY"}, ("opposed SYRIA;NOBODY",)),
        ({"opposed": "SYRIA;SYRIA"}, ("opposed SYRIA;SYRIA",)),
        ({"drawn": "all", "sides": "no", "parts": "1"}, ("drawn all", "sides no", "parts 1")),
    ],
)
def test_what_cannot_be_read_is_said(query, unread):
    """And nothing of it is asked."""
    assert from_query(query, CASE) == (VerdictQuery(), unread)


def test_whose_account_a_claim_is():
    """Its actor's, or that of the side it is a part of."""
    claim = CASE.claim_by_id["MCGURK-55-KM"]
    assert [CASE.speaker(claim, by_side=by_side) for by_side in (False, True)] == ["US-ENVOY", "COALITION"]
