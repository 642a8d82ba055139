"""How times of two claims go together."""

import pytest

from geodata.constraints.three_valued import VERDICTS
from geodata.verdicts.time_windows import INSIDE, OUTSIDE, PARTLY, in_scope, judge_times, window

DAY = "2015-12-06"


def both(a, b, tolerance_h=1.0):
    found = judge_times(window(a, tolerance_h), window(b, tolerance_h))
    back = judge_times(window(b, tolerance_h), window(a, tolerance_h))
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
    ],
)
def test_two_affirmations(a, b, verdict):
    """Apart, one inside the other, or neither; in either order."""
    assert both(a, b) == verdict


def test_the_tolerance_is_the_callers():
    """About eight and half past meet within half an hour, and not within ten minutes."""
    assert both("2015-12-06T20:00~", "2015-12-06T20:30", 0.5) == "undecided"
    assert both("2015-12-06T20:00~", "2015-12-06T20:30", 0.15) == "contradictory"


@pytest.mark.parametrize(
    ("event", "denial", "scope"),
    [
        (DAY, DAY, INSIDE),
        ("2015-12-06T21:00~", DAY, INSIDE),
        (DAY, "2015-12-06T19:40/2015-12-06T19:55", PARTLY),
        ("2015-12-06T23:30~", DAY, PARTLY),
        ("2015-12-06T21:00~", "2015-12-06T19:40/2015-12-06T19:55", OUTSIDE),
        ("2015-12-07", DAY, OUTSIDE),
        (DAY, "2015-12-06~", INSIDE),
        ("2015-12-06T20:00Z", DAY, PARTLY),
    ],
)
def test_what_a_denial_speaks_of(event, denial, scope):
    """Surely inside, surely outside, or neither."""
    assert int(in_scope(window(event, 1.0), window(denial, 1.0)).scope) == scope
