"""How times of two claims go together."""

import pytest

from geodata.constraints.three_valued import VERDICTS
from geodata.verdicts.time_windows import (
    INSIDE,
    OUTSIDE,
    PARTLY,
    Tolerance,
    in_scope_of,
    judge_two_times,
    stated_time,
)

DAY = "2015-12-06"


def both(a, b, time_h=1.0, day_h=24.0):
    first, second = (stated_time(text, tolerance=Tolerance(time_h, day_h)) for text in (a, b))
    found, back = judge_two_times(first, second), judge_two_times(second, first)
    assert (found.code, found.slack_s) == (back.code, back.slack_s)
    return VERDICTS[int(found.code)]


@pytest.mark.parametrize(
    ("a", "b", "verdict"),
    [
        (DAY, DAY, "compatible"),
        (DAY, "2015-12-06T19:40/2015-12-06T19:55", "compatible"),
        (DAY, "2015-12-07", "contradictory"),
        (DAY, "2015-12", "compatible"),
        (DAY, "2015-12-06/..", "compatible"),
        (DAY, "2015-12-05T12:00/2015-12-06T12:00", "undecided"),
        ("2015-12-06/..", "../2015-12-07", "undecided"),
        ("2015-12-06/..", "../2015-12-05", "contradictory"),
        ("2015-12-06/..", "2015-12-07/..", "compatible"),
        # About: by the house rule, an hour for a time of day.
        ("2015-12-06T20:00~", "2015-12-06T20:30", "undecided"),
        ("2015-12-06T20:00~", "2015-12-06T21:01", "contradictory"),
        ("2015-12-06T20:00", "2015-12-06T20:30", "contradictory"),
        ("2015-12-06T20:00~", DAY, "compatible"),
        ("2015-12-06T20:00~", "2015-12-06T20:00~", "compatible"),
        ("2015-12-06T23:30~", DAY, "undecided"),
        ("2015-12-06~", "2015-12-07", "undecided"),
        ("2015-12-06?", "2015-12-08", "contradictory"),
        # Zones: a time without one may be any that is in use.
        ("2015-12-06T20:00Z", "2015-12-06T22:00+02:00", "compatible"),
        ("2015-12-06T20:00Z", "2015-12-06T20:00+02:00", "contradictory"),
        ("2015-12-06T20:00Z", "2015-12-06T22:00", "undecided"),
        ("2015-12-06T20:00Z", "2015-12-07T12:00", "contradictory"),
        ("2015-12-06T12:00Z", "2015-12-05/2015-12-07", "compatible"),
        ("2015-12-06T20:00Z", DAY, "undecided"),
        # One of several, each by itself.
        ("[2015-12-05,2015-12-09]", "2015-12-07", "contradictory"),
        ("[2015-12-05,2015-12-09]", "2015-12-05", "compatible"),
        ("[2015-12-05,2015-12-09]", "2015-12-05/2015-12-06", "undecided"),
        ("[2015-12-05,2015-12-09]", "2015-12-05/2015-12-09", "compatible"),
        ("[2015-12-05,2015-12-09]", "[2015-12-05,2015-12-09]", "compatible"),
        ("[2015-12-05,2015-12-09]", "[2015-12-06,2015-12-09]", "undecided"),
        ("[2015-12-05~,2015-12-09]", "2015-12-06", "undecided"),
        ("[2015-12-05..2015-12-09]", "2015-12-07", "compatible"),
        ("201X-12", "2015-06", "contradictory"),
        ("201X-12", "2015-12-06", "compatible"),
        ("201X", "2015-06", "compatible"),
        ("2015-XX-06", "2015-12-05/2015-12-07", "undecided"),
        ("2015-1X-06", "2015", "compatible"),
        # All of several: each is said.
        ("{2015-12-05,2015-12-09}", "2015-12-07", "contradictory"),
        ("{2015-12-05,2015-12-09}", "2015-12", "compatible"),
        ("{2015-12-05,2015-12-09}", "2015-12-05", "contradictory"),
        ("{2015-12-05,2015-12-09}", "{2015-12-05,2015-12-09}", "compatible"),
        ("{2015-12-05,2015-12-09}", "[2015-12-05,2015-12-09]", "compatible"),
        # More than anybody lists: the interval that covers them, which decides less.
        ("XXXX-12", "2015-12-06", "undecided"),
        ("XXXX-12", "XXXX-12", "undecided"),
        # Any year, and any part of a second.
        ("Y-170000002", "-9999/..", "contradictory"),
        ("Y170000002", "2015/..", "compatible"),
        ("-0043-03-15", "-0043", "compatible"),
        ("20", DAY, "compatible"),
        ("../..", DAY, "compatible"),
        ("2015-12-06T24:00", "2015-12-07", "compatible"),
        ("2015-12-06T19:40:05.25", "2015-12-06T19:40:05.26", "contradictory"),
        ("2015-12-06T19:40:05.25", "2015-12-06T19:40:05.2", "compatible"),
    ],
)
def test_two_affirmations(a, b, verdict):
    """Apart, one inside the other, or neither; in either order."""
    assert both(a, b) == verdict


def test_the_tolerance_is_the_callers():
    """About eight and half past meet within half an hour, and not within ten minutes."""
    assert both("2015-12-06T20:00~", "2015-12-06T20:30", 0.5) == "undecided"
    assert both("2015-12-06T20:00~", "2015-12-06T20:30", 0.15) == "contradictory"
    assert both("2015-12-06~", "2015-12-08", day_h=48.0) == "undecided"
    assert both("2015-12-06~", "2015-12-08") == "contradictory"


@pytest.mark.parametrize(
    ("event", "denial", "scope"),
    [
        (DAY, DAY, INSIDE),
        ("2015-12-06T21:00~", DAY, INSIDE),
        (DAY, "2015-12-06T19:40/2015-12-06T19:55", PARTLY),
        ("2015-12-06T23:30~", DAY, PARTLY),
        ("2015-12-06T21:00~", "2015-12-06T19:40/2015-12-06T19:55", OUTSIDE),
        ("2015-12-07", DAY, OUTSIDE),
        ("2015-12-06T20:00Z", DAY, PARTLY),
        # Of a denial's time that may be off, or is one of several, nothing is sure.
        (DAY, "2015-12-06~", PARTLY),
        (DAY, "2015-12-06?", PARTLY),
        ("2015-12-06T20:00", "2015-12-06T20:00~", PARTLY),
        ("2015-12-06T20:00", "2015-12-06T22:00~", OUTSIDE),
        (DAY, "[2015-12-06,2015-12-09]", PARTLY),
        (DAY, "2015-1X-06", PARTLY),
        ("2015-12-05T15:07", "2015-1X-06", OUTSIDE),
        (DAY, "[2015-12-01..2015-12-31]", PARTLY),
        (DAY, "201X", PARTLY),
        (DAY, "{2015-12-06,2015-12-09}", INSIDE),
        ("2015-12-07", "{2015-12-06,2015-12-09}", OUTSIDE),
        ("[2015-12-06,2015-12-09]", "{2015-12-06,2015-12-09}", INSIDE),
        # Each of several times of an event, or any.
        ("[2015-12-06,2015-12-09]", DAY, PARTLY),
        ("[2015-12-06,2015-12-09]", "2015-12", INSIDE),
        ("[2015-12-06,2015-12-09]", "2015-12-07", OUTSIDE),
        ("{2015-12-06,2015-12-09}", DAY, INSIDE),
    ],
)
def test_what_a_denial_speaks_of(event, denial, scope):
    """Surely inside, surely outside, or neither."""
    assert int(in_scope_of(stated_time(event), stated_time(denial)).scope) == scope
