"""The three-valued test against plain enumeration of readings."""

import itertools
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.constraints.pair_feasibility import ring_judged
from geodata.constraints.place_constraints import PlaceConstraint, SiteDisc
from geodata.constraints.three_valued import COMPATIBLE, CONTRADICTORY, UNDECIDED, Bounds, judge, margins

HERE, THERE = SiteDisc("HERE", 0.0, 0.0, 100.0), SiteDisc("THERE", 1.0, 0.0, 100.0)
KINDS = ["at", "not_at", "within", "beyond", "ring", "off_ring"]
#: Whole numbers, so that edges meet exactly and often.
LENGTH = st.integers(1, 12)


@st.composite
def places(draw, spot):
    kind = draw(st.sampled_from(KINDS))
    value, width = draw(LENGTH), draw(st.integers(0, 3))
    if kind in ("at", "not_at"):
        return PlaceConstraint(kind, spot, is_denial=kind == "not_at")
    is_denial = kind == "off_ring" or (kind != "ring" and draw(st.booleans()))
    return PlaceConstraint(kind, spot, value, max(0, value - width), value + width, is_denial=is_denial)


def readings(place, other):
    """Return what a claim may mean: for each reading the open or closed ranges of dist(X, P), as (low, high, open)."""
    values = np.arange(place.near_m, place.far_m + 0.1, 0.5)
    exact = place.kind == "ring" and other.is_threshold
    return {
        "at": [[(0, 0, False)]],
        "not_at": [[(0, math.inf, True)]],
        "within": [[(0, value, False)] for value in values],
        "beyond": [[(value, math.inf, False)] for value in values],
        "ring": [[(value, value, False)] for value in values] if exact else [[(place.near_m, place.far_m, False)]],
        "off_ring": [[(-1, place.near_m, True), (place.far_m, math.inf, True)]],
    }[place.kind]


def has(low, high, is_open, value):
    return low < value < high if is_open else low <= value <= high


def can_meet(one, other, d):
    """Tell whether a distance in one reading has, on its circle, a distance in the other; d is that of the sites."""
    ends = {low for low, *_ in (*one, *other) if low >= 0} | {high for _, high, _ in (*one, *other) if high < 99}
    radii = sorted({0.0, *ends, *(abs(d - end) for end in ends), *(d + end for end in ends), d, 60.0})
    radii += [(low + high) / 2 for low, high in itertools.pairwise(radii)]
    for radius in (radius for radius in radii if any(has(*piece, radius) for piece in one)):
        around = sorted({abs(d - radius), d + radius, *(end for end in ends if abs(d - radius) <= end <= d + radius)})
        around += [(low + high) / 2 for low, high in itertools.pairwise(around)]
        if any(has(*piece, value) for piece in other for value in around):
            return True
    return False


@st.composite
def pairs(draw):
    same_site = draw(st.booleans())
    first, second = draw(places(HERE)), draw(places(HERE if same_site else THERE))
    low = 0 if same_site else draw(st.integers(0, 14))
    return first, second, low, low if same_site else low + draw(st.integers(0, 4))


@pytest.mark.many
@settings(max_examples=3000)
@given(pairs())
def test_against_every_reading(found):
    """Never wrong, and undecided only where some reading can be met and another cannot."""
    first, second, low, high = found
    if first.is_denial and second.is_denial:
        return
    judged = int(ring_judged(first, second, low, high).code)
    distances = np.arange(low, high + 0.1, 0.5)
    met = {
        can_meet(one, other, d)
        for one in readings(first, second)
        for other in readings(second, first)
        for d in distances
    }
    expected = {frozenset([True]): COMPATIBLE, frozenset([False]): CONTRADICTORY}.get(frozenset(met), UNDECIDED)
    assert judged == expected


@pytest.mark.parametrize(("width_m", "code"), [(19_000_000.0, CONTRADICTORY), (9_000_000.0, COMPATIBLE)])
def test_the_earth_is_round(width_m, code):
    """Nothing is 19,000 km from both of two antipodes, and much is 9,000 km from them."""
    beyond = Bounds(width_m, width_m, np.inf, np.inf)
    antipodes_m = 20_003_931.0
    found = judge(margins(beyond, beyond, antipodes_m, antipodes_m))
    assert int(found.code) == code


@given(pairs())
def test_the_order_of_two_claims_changes_nothing(found):
    """A table of pairs is symmetric."""
    first, second, low, high = found
    if not (first.kind == second.kind == "off_ring"):
        one, other = ring_judged(first, second, low, high), ring_judged(second, first, low, high)
        assert (int(one.code), float(one.slack)) == (int(other.code), float(other.slack))
