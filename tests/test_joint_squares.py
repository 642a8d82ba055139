"""What squares are left for points when all that is said between them holds, against points that are known."""

from __future__ import annotations

import random

import pytest
from shapely import box

from geodata.constraints.joint_search import jointly
from geodata.constraints.joint_squares import narrowed, network
from geodata.constraints.place_constraints import PlaceConstraint, SiteDisc
from geodata.geodesy.circles import GEOD

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
