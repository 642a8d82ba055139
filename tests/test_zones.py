"""How a time without a zone is read: by which clock, and what that changes."""

import json

import pytest

from geodata.__main__ import main
from geodata.app.case_store import BUNDLED_CASE
from geodata.verdicts.pairwise import pair
from geodata.verdicts.sensitivity import flips
from tests.test_verdicts import setting

#: The camp is in Syria, two hours ahead of UTC that day.
LOCAL = {"event": "STRIKE", "event_time": "2015-12-06T20:00", "relation": "at", "site": "CAMP"}
IN_UTC = LOCAL | {"event_time": "2015-12-06T18:00Z"}


@pytest.mark.parametrize(
    ("zone", "verdict", "slack_h"),
    [
        ("local", "compatible", 0.0),
        ("Asia/Damascus", "compatible", 0.0),
        ("any", "undecided", None),
        ("utc", "contradictory", -2.0),
        ("America/Denver", "contradictory", -9.0),
    ],
)
def test_a_time_without_a_zone_is_read_as_assumed(zone, verdict, slack_h):
    """Eight in the evening there is six in UTC; the gap is from the end of a minute to the start of the other."""
    found = pair(setting(LOCAL, IN_UTC, zone=zone), "A", "B").aspects["time"]
    assert found.verdict == verdict
    assert slack_h is None or found.slack_h == pytest.approx(slack_h, abs=0.02)


def test_what_another_zone_would_change_is_listed():
    """Each reading that gives another verdict, once."""
    found = {
        flip.condition: flip.verdict for flip in flips(setting(LOCAL, IN_UTC), "A", "B") if flip.assumption == "zone"
    }
    assert found == {
        "times without a zone were read as UTC": "contradictory",
        "times without a zone were read as of any zone, from 12 hours behind UTC to 14 ahead": "undecided",
    }
    assert not [flip for flip in flips(setting(LOCAL, LOCAL), "A", "B") if flip.assumption == "zone"]


@pytest.mark.parametrize(("zone", "verdict"), [("local", "undecided"), ("utc", "contradictory")])
def test_statements_are_ordered_by_the_same_clock(zone, verdict):
    """Fewer dead, said later for sure only where both clocks are known."""
    earlier = LOCAL | {"killed": {"min": 5, "max": 5}, "stated": "2015-12-07T10:00"}
    later = LOCAL | {"killed": {"min": 4, "max": 4}, "stated": "2015-12-07T11:00Z"}
    assert pair(setting(earlier, later, zone=zone), "A", "B").aspects["killed"].verdict == verdict


def test_the_command_line_takes_a_zone(capsys):
    """And says in the document what was assumed; what is no zone is refused."""
    assert (
        main(["verdicts", str(BUNDLED_CASE), "--zone", "any", "--claims", "CJTF-35-MILES,MCGURK-55-KM", "--json"]) == 0
    )
    assert json.loads(capsys.readouterr().out)["assumptions"] == {"all_versions": True, "zone": "any"}
    assert main(["verdicts", str(BUNDLED_CASE), "--zone", "Damascus"]) == 2
    assert (
        "'Damascus' is not a time zone of the IANA data base. Use local, utc, any or a name" in capsys.readouterr().err
    )
