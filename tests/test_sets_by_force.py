"""Conflicts and sets against all subsets of small cases, each asked of points on grids by another way altogether."""

from __future__ import annotations

import random
from functools import cache
from itertools import combinations

import numpy as np
import pytest

from geodata.core.precision import SetWidth
from geodata.geodesy.circles import GEOD
from geodata.verdicts.consistency import consistency
from geodata.verdicts.witness import witness
from tests.test_known_answers import claim, stated

pytestmark = pytest.mark.many

#: Half of them in CI, not the one that takes as long as all others; all with ``-m long``.
SEEDS = [*range(1, 7), *(pytest.param(seed, marks=pytest.mark.long) for seed in (0, *range(7, 12)))]

SITES = {"SA": (40.0, 35.0, 2000), "SB": (40.06, 35.0, 1500)}
STEP_M = 200.0
#: Whatever is true of some points is true of grid points within this, which is two half diagonals.
LOOSE_M = STEP_M * 2**0.5
BAND_M = 400.0


def grid(site, reach_m):
    """Return points of a square grid within a distance of a site."""
    lon, lat, _ = SITES[site]
    axis = np.arange(-reach_m, reach_m + 1, STEP_M)
    east, north = (values.ravel() for values in np.meshgrid(axis, axis))
    length = np.hypot(east, north)
    kept = length <= reach_m
    start = np.full(kept.sum(), lon), np.full(kept.sum(), lat)
    return np.array(GEOD.fwd(*start, np.degrees(np.arctan2(east, north))[kept], length[kept])[:2])


POINTS = {site: grid(site, radius) for site, (_, _, radius) in SITES.items()}
EVENTS = np.concatenate([grid("SA", 14_000), *POINTS.values()], axis=1)


@cache
def lengths(site):
    """Return distances from each point of a site to each point where an event may be."""
    count = EVENTS.shape[1]
    return np.array([GEOD.inv(np.full(count, lon), np.full(count, lat), *EVENTS)[2] for lon, lat in POINTS[site].T])


def allowed(said, site, slack_m):
    """Return for which points of its site, and of an event, what a claim says is so, give or take."""
    away = lengths(site)
    if said["relation"] == "at":
        return away <= max(slack_m, 1e-6)
    value = float(said["distance"]["value"]) * 1000
    low, high = {"within": (0, value + BAND_M), "at_distance": (value - BAND_M, value + BAND_M),
                 "beyond": (value - BAND_M, np.inf)}[said["relation"]]  # fmt: skip
    if said["polarity"] == "deny":
        low, high = value - BAND_M, np.inf  # only "within" is denied here
    return (away >= low - slack_m) & (away <= high + slack_m)


def positions(said, slack_m):
    """Return for which points of both sites some place of an event has all that is said."""
    by_site = {site: np.ones(lengths(site).shape, dtype=bool) for site in SITES}
    for one in said:
        by_site[one["site"]] &= allowed(one, one["site"], slack_m)
    first, second = (by_site[site].astype(np.float32) for site in SITES)
    return first @ second.T > 0


class Oracle:
    """Answers for sets of claims by the points of grids."""

    def __init__(self, claims):
        self.claims, self.kept = claims, {}

    def asked(self, chosen):
        """Return what is asked of each event; denials count where the author is said."""
        affirmed = [number for number in chosen if self.claims[number]["polarity"] == "affirm"]
        events = {}
        for number in affirmed:
            events.setdefault(self.claims[number]["event"] or number, []).append(number)
        for members in events.values():
            authors = {self.claims[number]["about_actor"] for number in members}
            if len(authors - {None}) > 1:
                return None
            members += [n for n in chosen if self.claims[n]["polarity"] == "deny" and "COALITION" in authors]
        return [tuple(n for n in members if self.claims[n]["relation"]) for members in events.values()]

    def is_possible(self, chosen, slack_m):
        """Tell whether some points of the grids meet a set of claims, give or take."""
        asked = self.asked(chosen)
        if asked is None:
            return False
        both = np.ones([len(POINTS[site].T) for site in SITES], dtype=bool)
        for members in asked:
            if (members, slack_m) not in self.kept:
                self.kept[members, slack_m] = positions([self.claims[number] for number in members], slack_m)
            both &= self.kept[members, slack_m]
        return bool(both.any())


def some_claims(seed):
    """Return up to ten claims about two named events and some without a name, at two uncertain sites."""
    chance = random.Random(seed)
    found = []
    for _ in range(chance.choice([7, 8, 9])):
        site, author = chance.choice(list(SITES)), chance.choice([None, None, "COALITION", "ARMY"])
        event = chance.choice(["E", "E", "F", "F", None])
        relation = chance.choice(["at", "at", "at_distance", "at_distance", "within", "beyond", None])
        distance = f"{chance.choice([1.5, 2.5, 4.0, 5.5, 7.0, 8.5])} km"
        members = (relation, site if relation else None, None if relation in (None, "at") else distance)
        if relation == "within" and chance.random() < 0.5:
            found.append(claim("deny", *members, event=None, about_actor="COALITION"))
        else:
            found.append(claim("affirm", *members, event=event, about_actor=author))
    return found


@pytest.mark.parametrize("seed", SEEDS)
def test_all_subsets(seed):
    """A set that has a place on the grids holds no conflict; one that has none, however loosely, holds one.

    Unless it was left undecided, which is said.
    """
    claims = some_claims(seed)
    setting, oracle = stated(SITES, *claims, rule=SetWidth(BAND_M)), Oracle(claims)
    found = consistency(setting, budget_s=60)
    assert found.is_complete
    conflicts = [frozenset(ord(letter) - 65 for letter in conflict) for conflict in found.conflicts]
    for size in range(1, len(claims) + 1):
        for chosen in combinations(range(len(claims)), size):
            holds = any(conflict <= set(chosen) for conflict in conflicts)
            if holds:
                assert not oracle.is_possible(chosen, 0.0), chosen
            elif not oracle.is_possible(chosen, LOOSE_M):
                assert witness(setting, [chr(65 + number) for number in chosen]).status == "undecided"
    assert not any(one < other for one in conflicts for other in conflicts)


@pytest.mark.parametrize("seed", SEEDS)
def test_every_set_listed_has_its_status(seed):
    """Each has a way to be true, checked by geodesic distance, or is said to be undecided."""
    claims = some_claims(seed)
    setting = stated(SITES, *claims, rule=SetWidth(BAND_M))
    found = consistency(setting, budget_s=60)
    statuses = []
    for each in found.consistent_sets(50):
        statuses.append(found.status(each))
        way = witness(setting, each)
        assert way.status != "impossible"
        if statuses[-1] == "witnessed":
            assert way.status == "undecided" or way.is_verified
    assert statuses.count("witnessed") >= 0.9 * len(statuses)
