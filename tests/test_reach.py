"""The speed that two claims about one mover imply."""

import math
from dataclasses import replace

import pytest

from geodata.verdicts.implied_speed import reaches
from tests.test_verdicts import setting

FLIGHT = {"event": "FLIGHT", "event_time": "2015-12-06T20:00", "relation": "over", "site": "CAMP"}
LATER = FLIGHT | {"event_time": "2015-12-06T20:10", "site": "CITY"}


def judged(*claims, limit=None, kind="flight"):
    found = setting(*claims, max_speed_kmh=limit)
    events = tuple(replace(event, kind=kind if event.id == "FLIGHT" else None) for event in found.case.events)
    return reaches(replace(found, stated_case=replace(found.case, events=events)))


@pytest.mark.parametrize(
    ("limit", "verdict"), [(None, "unrelated"), (20.0, "contradictory"), (60.0, "undecided"), (2_000.0, "compatible")]
)
def test_a_limit_decides(limit, verdict):
    """Camp and city are 6.2 to 14.2 km apart, the times 9 to 11 minutes."""
    [found] = judged(FLIGHT, LATER, limit=limit)
    assert (found.mover, found.verdict) == ("FLIGHT", verdict)
    assert (found.min_kmh, found.max_kmh) == (pytest.approx(33.8, abs=0.5), pytest.approx(94.6, abs=0.5))


def test_a_time_that_may_be_the_same_bounds_no_speed_from_above():
    """About eight and ten past eight may be one moment."""
    about = FLIGHT | {"event_time": "2015-12-06T20:00~"}
    [found] = judged(about, LATER, limit=1_000.0)
    assert (found.max_kmh, found.verdict) == (math.inf, "undecided")


@pytest.mark.parametrize("kind", [None, "strike", "air strike on a convoy", "flights"])
def test_only_one_thing_that_moves_is_asked(kind):
    """Not an event of another kind, even one that names a mover; nor an actor, who may have two aircraft."""
    army = {"about_actor": "ARMY"}
    assert judged(FLIGHT | army, LATER | army, kind=kind) == ()


def test_what_implies_no_speed():
    """Two events, a claim without a time, an update."""
    assert judged(FLIGHT, LATER | {"event": "STRIKE"}) == ()
    assert judged(FLIGHT, LATER | {"event_time": None}) == ()
    assert judged(FLIGHT, LATER | {"derived_from": ["A"]}) == ()
