"""What squares are left for points when all that is said between them holds, against points that are known."""

from __future__ import annotations

import random
import time
from itertools import count

import numpy as np
import pytest
from shapely import box

from geodata.constraints.annuli import AnnularSector, SiteAnnuli
from geodata.constraints.joint_search import jointly
from geodata.constraints.joint_squares import _TURNED_DEG as TURNED_DEG
from geodata.constraints.joint_squares import Squares, narrowed, network
from geodata.constraints.joint_squares import _fits as fits
from geodata.constraints.place_constraints import PlaceConstraint, SiteDisc
from geodata.core.assumptions import Assumptions
from geodata.core.model import case_from_document
from geodata.geodesy.circles import GEOD
from geodata.verdicts.consistency import consistency
from geodata.verdicts.context import CaseContext
from geodata.verdicts.witness import witness
from tests import chains
from tests.random_runs import fresh_seed, run_seeds

CITY, BASE = SiteDisc("CITY", 40.14084, 35.33588, 4_000.0), SiteDisc("BASE", 40.176, 35.2854, 500.0)


def ring(spot, km, sector=None):
    return PlaceConstraint("ring", spot, km * 1e3, km * 1e3 - 50, km * 1e3 + 50, sector)


def beyond(spot, km):
    return PlaceConstraint("beyond", spot, km * 1e3, km * 1e3 - 250, km * 1e3 + 250, is_denial=True)


def away(spot, azimuth_deg, length_m, radius_m=1_000.0):
    return SiteDisc("AWAY", *GEOD.fwd(spot.lon, spot.lat, azimuth_deg, length_m)[:2], radius_m)


def at(spot):
    return PlaceConstraint("at", spot)


@pytest.mark.parametrize(("km", "status"), [(6.0, "possible"), (9.9, "possible"), (10.6, "impossible")])
def test_far_from_both_ends(km, status):
    """7 km east and 7 km north of a disc of 4 km: its point that is as far as can be from both is 10.2 km off."""
    first, second = away(CITY, 90.0, 7_000.0, 10.0), away(CITY, 0.0, 7_000.0, 10.0)
    other = SiteDisc("OTHER", second.lon, second.lat, 10.0)
    events = [frozenset([at(CITY), beyond(first, km)]), frozenset([at(other), beyond(CITY, km)])]
    assert jointly(events).status == status


def test_events_at_one_site_are_at_one_point():
    """Each is where the other is, so what is said of either holds of both."""
    north, south = (frozenset([at(CITY), ring(BASE, 6.0, (azimuth, 40.0))]) for azimuth in (0.0, 180.0))
    assert [jointly([one]).status for one in (north, south)] == ["possible", "impossible"]
    east = frozenset([at(CITY), ring(BASE, 8.0, (330.0, 60.0))])
    assert jointly([east]).status == "possible"
    assert jointly([north, east]).status == "impossible"
    found = jointly([north, north])
    assert found.status == "possible"
    assert found.events[0] == found.events[1] == found.sites["CITY"]


def test_what_nothing_bounds_is_left_undecided():
    """Two regions that touch, and no site: there are no squares to give up."""
    west, east = (PlaceConstraint("inside", SiteDisc("W", 0, 0, None), region=box(at, 0, at + 1, 1)) for at in (0, 1))
    assert jointly([frozenset([west, east])]).status in ("possible", "undecided")
    said, squares = network([frozenset([west, east])])
    assert narrowed(said, squares) == ()


@pytest.mark.parametrize("seed", range(25))
def test_points_that_are_known_are_never_given_up(seed):
    """Said of points that exist, all is possible, and each point stays in one of its squares."""
    chance = random.Random(seed)
    events, sites, points = story(chance)
    said, squares = network(events)
    left = narrowed(said, squares)
    assert left is not None
    for number, point in [
        *((said.sites[site], at_) for site, at_ in sites.items() if site in said.sites),
        *((place, at_) for place, at_ in zip(said.places, points, strict=True) if place is not None),
    ]:
        lons, lats = left[number].at
        assert min(GEOD.inv(*point, lon, lat)[2] for lon, lat in zip(lons, lats, strict=True)) <= left[number].off_m
    assert jointly(events).status != "impossible"


def story(chance):
    """Return what is said, each time rightly, of three sites and three events, and where all of them are."""
    lon, lat = chance.choice([(40.0, 35.0), (179.98, -17.0), (20.0, 68.0)])
    spots, sites = [], {}
    for name in "ABC":
        centre = GEOD.fwd(lon, lat, chance.uniform(0, 360), chance.uniform(0, 25e3))[:2]
        spot = SiteDisc(name, *centre, chance.choice([10.0, 500.0, 3_000.0]))
        spots.append(spot)
        sites[name] = GEOD.fwd(*centre, chance.uniform(0, 360), spot.radius_m * chance.random())[:2]
    events, points = [], []
    for _ in range(3):
        home = chance.choice(spots) if chance.random() < 0.6 else None
        point = sites[home.site] if home else GEOD.fwd(lon, lat, chance.uniform(0, 360), chance.uniform(0, 20e3))[:2]
        others = [spot for spot in chance.sample(spots, 2) if spot is not home]
        events.append(
            frozenset([*([at(home)] if home else []), *(rightly(chance, one, sites, point) for one in others)])
        )
        points.append(point)
    return events, sites, points


def rightly(chance, spot, sites, point):
    azimuth_deg, _, length_m = GEOD.inv(*sites[spot.site], *point)
    width_m = chance.choice([50.0, 500.0])
    off_m = chance.uniform(-width_m, width_m) * 0.99
    sector = (azimuth_deg + chance.uniform(-20, 20)) % 360, chance.choice([22.5, 45.0])
    has_sector = chance.random() < 0.6
    near_m, far_m = max(0.0, length_m + off_m - width_m), length_m + off_m + width_m
    return PlaceConstraint("ring", spot, length_m + off_m, near_m, far_m, sector if has_sector else None)


@pytest.mark.parametrize("lat", [0.0, 35.0, -17.0, 45.0, 68.0, 84.0, 89.9, -89.99, 90.0])
def test_lengths_and_directions_are_told_from_chords_to_what_is_allowed(lat):
    """Up to the greatest length at which anything is claimed, in all directions, across poles and the antimeridian."""
    azimuths, lengths = (
        values.ravel() for values in np.meshgrid(np.arange(0, 360, 5.0), [1.0, 5e3, 60e3, 300e3, 2 * 300e3 - 1])
    )
    lons, lats, _ = GEOD.fwd(np.full(azimuths.shape, 179.99), np.full(azimuths.shape, lat), azimuths, lengths)
    site = Squares(179.99, lat, np.zeros(1), np.zeros(1), 0.0, 0.0)
    for lon_, lat_, azimuth, length in zip(lons, lats, azimuths, lengths, strict=True):
        event = Squares(lon_, lat_, np.zeros(1), np.zeros(1), 0.0, 0.0)
        for low, high, start, width in ((length, length, azimuth, 0.0), (0.0, length, azimuth - 90, 180.0)):
            said = SiteAnnuli(CITY, (AnnularSector(low, high, (start - TURNED_DEG, width + 2 * TURNED_DEG)),))
            assert fits(said, site, event).all()


def test_quarters_that_are_all_outside_of_the_disc_leave_nothing():
    """A square that touches the disc by the circle around it only."""
    square = Squares(40.0, 35.0, np.array([1_350.0]), np.array([0.0]), 250.0, 1_000.0)
    assert len(square.some(np.hypot(square.east, square.north) - square.off_m <= square.most_m).east)
    assert square.halves == []


def test_chains_of_events():
    """Other cases in each run: what is true of points that exist is never a conflict."""
    assert run_seeds(chains.check, 30, fresh_seed()) == []


def test_nothing_is_shown_possible_where_time_ran_out_before_it_was_linked(monkeypatch):
    """Of events whose places were not all looked at it is not known which sites they share; wherever time ends."""
    found = chains.chain(random.Random(143))
    setting = CaseContext(case_from_document(found.document), Assumptions(all_versions=True))
    ticks = count()
    monkeypatch.setattr(time, "monotonic", lambda: float(next(ticks)))
    for budget in range(0, 60, 3):
        ticks = count()
        sets = consistency(setting, budget_s=float(budget))
        for chosen in sets.consistent_sets(2):
            assert sets.status(chosen) == "undecided" or witness(setting, chosen).status != "impossible"
