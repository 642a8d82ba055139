"""What would change a verdict, against the verdict itself."""

from dataclasses import replace

import pytest

from geodata.app.case_store import BUNDLED_CASE
from geodata.casefile.io import read_case
from geodata.core.assumptions import Assumptions
from geodata.verdicts.context import CaseContext
from geodata.verdicts.pairwise import pair
from geodata.verdicts.sensitivity import apart_in_words, changes_in_words, flips
from geodata.verdicts.threshold_search import smallest_change

BUNDLED = CaseContext(read_case(BUNDLED_CASE)[0])
MILES, NONE_NEAR = "CJTF-35-MILES", "MCGURK-55-KM"


def test_the_pair_that_the_rule_decides():
    """22.368 m more on either half-width, and no more; the smallest change comes first."""
    found = {(flip.assumption, flip.subject): flip for flip in flips(BUNDLED, MILES, NONE_NEAR)}
    assert set(found) == {("wider", MILES), ("wider", NONE_NEAR)}
    assert all(flip.change == pytest.approx(22.368, abs=0.001) for flip in found.values())
    assert found["wider", MILES].why == (
        "As to where, it would depend on what is not known exactly if “35 mi” (Combined Joint Task Force, Operation "
        "Inherent Resolve) were off by less than 100 m more than ± 810 m."
    )


def test_how_far_apart_the_speakers_points_may_be():
    """Some place fits both however far apart; every place that fits the one only up to the slack."""
    found, contradictory = (
        apart_in_words(BUNDLED, *pair) for pair in ((MILES, NONE_NEAR), (NONE_NEAR, "SYRIA-MFA-CAMP-STRIKE"))
    )
    start = "If the two mean different points of Saeqa camp, the verdict stands"
    every = "less than 20 m apart, every place that fits the one fits the other"
    assert (found, contradictory) == (
        f"{start} however far apart; {every}.", f"{start} while they are less than 54.5 km apart."
    )  # fmt: skip
    assert apart_in_words(BUNDLED, MILES, "COOK-59-KM-SE") is None


def assumed(flip, margin):
    """Return assumptions with a flip's change made, and a margin more."""
    change = flip.change + margin
    sign = -1 if flip.assumption in ("narrower", "more-certain") else 1
    if flip.assumption in ("wider", "narrower"):
        stated = Assumptions().stated(BUNDLED.case.claim_by_id[flip.subject])
        width = (stated.far_m - stated.near_m) / 2
        return Assumptions(half_widths_m=((flip.subject, width + sign * change),))
    radius_m = BUNDLED.case.site_by_id[flip.subject].uncertainty_m
    return Assumptions(uncertainties_m=((flip.subject, radius_m + sign * change),))


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (MILES, NONE_NEAR),
        ("SHAM-FM-AYYASH", "SYRIA-MFA-CAMP-STRIKE"),
        ("SOHR-FIRST-COUNT", "RUSSIA-MOD-2-KM-WEST-OF-THE-CITY"),
        ("US-OFFICIALS-AP-COALITION-55-KM", MILES),
        ("WARREN-55-KM-SE", "COOK-59-KM-SE"),
    ],
)
def test_each_change_changes_the_verdict_and_no_smaller_one_does(a, b):
    """Made as an assumption, a millimetre less leaves it and a millimetre more does not."""
    before = pair(BUNDLED, a, b).aspects["place"].verdict
    tried = [flip for flip in flips(BUNDLED, a, b) if flip.assumption not in ("nearer", "farther", "time-tolerance")]
    assert tried
    for flip in tried:
        less, more = (
            pair(replace(BUNDLED, assumptions=assumed(flip, margin)), a, b).aspects["place"].verdict
            for margin in (-0.01, 0.01)
        )
        assert (less, more) == (before, flip.verdict)


def test_what_would_change_it_names_places_and_people():
    """Not ids; that the one place is moved or the other is one sentence."""
    a, b = "SHAM-FM-AYYASH", "SYRIA-MFA-CAMP-STRIKE"
    said = changes_in_words(BUNDLED, pair(BUNDLED, a, b))
    assert "As to where, they could not both be true if Ayyash and Saeqa camp were about 1 km farther apart." in said
    assert sum(sentence.endswith("apart.") for sentence in said) == 1
    assert not any(a in sentence or b in sentence for sentence in said)


def test_where_a_verdict_takes_long_few_are_asked_for():
    """What is found changes the verdict, and is no more than a ten-thousandth too large."""
    asked = []

    def judge(change):
        asked.append(change)
        return int(change > 22_368.123)

    change, code = smallest_change(judge, 1e6, is_slow=True)
    assert code == 1
    assert 22_368.123 < change <= 22_368.123 * 1.0001
    assert len(asked) <= 32


def test_nothing_to_flip():
    """Claims without a place or a time have no such assumption."""
    assert flips(BUNDLED, "SOHR-LATER-3-AND-13", "SYRIAN-PRESS-CENTER-COUNT") == ()


@pytest.mark.parametrize(("edge", "most", "found"), [(5.0, 10.0, 5.0), (20.0, 10.0, None), (0.0, 10.0, 0.0)])
def test_smallest_change(edge, most, found):
    """None where the verdict stands to the end."""
    change = smallest_change(lambda tried: int(tried > edge), most)
    assert (change and pytest.approx(change[0], abs=0.001)) == found


def test_time_tolerance():
    """About nine o'clock reaches ten to eight with another quarter of an hour."""
    found = flips(BUNDLED, "US-OFFICIALS-AP-2100", "RUSSIA-MOD-NO-AIRCRAFT")
    [flip] = [flip for flip in found if flip.assumption == "time-tolerance"]
    assert (flip.change, flip.verdict) == (pytest.approx(4 / 60, abs=0.001), "undecided")
