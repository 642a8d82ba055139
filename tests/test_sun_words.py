"""How the sun stood when and where a claim says that something was."""

from dataclasses import replace

import pytest

from geodata.app.case_store import BUNDLED_CASE
from geodata.casefile.io import read_case
from geodata.core.assumptions import Assumptions
from geodata.core.units import DEFAULT_UNIT
from geodata.render.text.claim_view import claim_view

CASE = read_case(BUNDLED_CASE)[0]
STRIKE = CASE.claim_by_id["SYRIA-MFA-CAMP-STRIKE"]


def sun(event_time, assumptions=None, **changed):
    """Return what is said of the sun at the camp; empty for nothing."""
    claim = replace(STRIKE, event_time=event_time, **changed)
    view = claim_view(CASE, claim, assumptions or Assumptions(), DEFAULT_UNIT, is_single=True)
    told = [run.text for row in view.content if row.term == "Event time" for one in row.lines for run in one]
    return told[-1] if told and "sun " in told[-1] else ""


@pytest.mark.parametrize(
    ("event_time", "words"),
    [
        ("2015-12-06T19:40", "night; sun 43° below the horizon, direction 271°"),
        ("2015-12-06T12:00", "day; sun 31° above the horizon, direction 193° to 194°"),
        ("2015-12-06T17:40Z", "night; sun 43° below the horizon, direction 271°"),
        ("2015-12-06T16:00/2015-12-06T16:10",
         "day, civil twilight; sun 2° below to level with the horizon, direction 242° to 243°"),
        ("2015-12-06", ""), ("2015-12-06T19:40/2015-12-08T19:40", ""), ("2015-12-06T19:40/..", ""), (None, ""),
    ],
)  # fmt: skip
def test_the_sun_is_told_of_a_time_to_the_hour(event_time, words):
    """With both bounds; of a day alone it would say nothing."""
    assert sun(event_time) == words


def test_an_approximate_time_and_another_clock_are_as_wide_as_verdicts_take_them():
    """An hour more or less; read as UTC it is two hours later; of any zone, it says nothing."""
    assert "direction 263° to 281°" in sun("2015-12-06T19:40~")
    assert sun("2015-12-06T17:40", Assumptions(zone="utc")) == sun("2015-12-06T19:40")
    assert sun("2015-12-06T19:40", Assumptions(zone="any")) == ""


def test_what_is_not_at_a_point_has_no_sun():
    """A region, a place that is not known, somewhere beyond; and a view that did not ask."""
    assert sun("2015-12-06T19:40", relation="beyond") == ""
    assert sun("2015-12-06T19:40", relation=None, site=None) == ""
    region = next(site.id for site in CASE.sites if site.is_region)
    assert sun("2015-12-06T19:40", relation="in", site=region) == ""
    asked = replace(STRIKE, event_time="2015-12-06T19:40")
    assert "sun " not in str(claim_view(CASE, asked, Assumptions(), DEFAULT_UNIT).content)
