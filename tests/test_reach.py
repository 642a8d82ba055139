"""The speed that two claims about one mover imply."""

import math

import pytest

from geodata.verdicts.implied_speed import reaches
from tests.test_verdicts import setting

FLIGHT = {"event": "FLIGHT", "event_time": "2015-12-06T20:00", "relation": "over", "site": "CAMP"}
LATER = FLIGHT | {"event_time": "2015-12-06T20:10", "site": "CITY"}


def judged(*claims, limit=None):
    return reaches(setting(*claims, max_speed_kmh=limit))


@pytest.mark.parametrize(
    ("limit", "verdict"), [(None, "unrelated"), (20.0, "contradictory"), (60.0, "undecided"), (2_000.0, "compatible")]
)
def test_a_limit_decides(limit, verdict):
    """Camp and city are 6.2 to 14.2 km apart, the times 9 to 11 minutes."""
    [found] = judged(FLIGHT | {"about_actor": "ARMY"}, LATER | {"about_actor": "ARMY"}, limit=limit)
    assert (found.mover, found.verdict) == ("ARMY", verdict)
    assert (found.min_kmh, found.max_kmh) == (pytest.approx(33.8, abs=0.5), pytest.approx(94.6, abs=0.5))


def test_a_time_that_may_be_the_same_bounds_no_speed_from_above():
    """About eight and ten past eight may be one moment."""
    about = FLIGHT | {"about_actor": "ARMY", "event_time": "2015-12-06T20:00~"}
    [found] = judged(about, LATER | {"about_actor": "ARMY"}, limit=1_000.0)
    assert (found.max_kmh, found.verdict) == (math.inf, "undecided")


def test_only_movers_are_asked():
    """Not two places of different actors, nor claims without a time, nor updates."""
    army = {"about_actor": "ARMY"}
    assert judged(FLIGHT | army, LATER | {"about_actor": "ENVOY"}) == ()
    assert judged(FLIGHT | army, LATER | army | {"event_time": None}) == ()
    assert judged(FLIGHT | army, LATER | army | {"derived_from": ["A"]}) == ()
