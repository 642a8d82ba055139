"""Whether points are left that meet all that is said between them, against points that are known."""

from __future__ import annotations

import random
import time
from itertools import count

import numpy as np
import pytest
from shapely import box

from geodata.constraints.joint_arcs import _cut as cut
from geodata.constraints.joint_arcs import _Parts as Parts
from geodata.constraints.joint_arcs import network, points_left
from geodata.constraints.joint_search import jointly
from geodata.constraints.place_constraints import PlaceConstraint, SiteDisc
from geodata.core.assumptions import Assumptions
from geodata.core.model import case_from_document
from geodata.geodesy.circles import GEOD
from geodata.verdicts.consistency import consistency
from geodata.verdicts.context import CaseContext
from geodata.verdicts.witness import witness
from tests import chains
from tests.random_runs import fresh_seed, run_seeds

pytestmark = pytest.mark.many

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


def test_distances_without_room_are_met_to_a_millimetre():
    """Two bands that end at one distance leave that alone, and lengths on a plane are not those on the Earth."""
    far = SiteDisc("FAR", *GEOD.fwd(CITY.lon, CITY.lat, 300.0, 13_000.0)[:2], 2_000.0)
    bands = [PlaceConstraint("ring", far, km * 1e3, km * 1e3 - 500, km * 1e3 + 500, (135.0, 22.5)) for km in (11, 12)]
    from_city = frozenset([*bands, at(CITY)])
    for others in ([frozenset([ring(CITY, 11.5, (300.0, 45.0)), at(far)])], [frozenset([beyond(far, 9.0), at(BASE)])]):
        found = jointly([from_city, *others])
        assert found.status == "possible"
        assert GEOD.inv(*found.sites["FAR"], *found.sites["CITY"])[2] == pytest.approx(11_500, abs=0.002)
    assert jointly([from_city, frozenset([ring(CITY, 11.3), at(far)])]).status == "impossible"


def test_what_nothing_bounds_is_left_undecided():
    """Two regions that touch, and no site: there is no plane to look at."""
    west, east = (PlaceConstraint("inside", SiteDisc("W", 0, 0, None), region=box(at, 0, at + 1, 1)) for at in (0, 1))
    assert jointly([frozenset([west, east])]).status in ("possible", "undecided")
    assert len(points_left(network([frozenset([west, east])]))) == 1


@pytest.mark.parametrize("seed", range(25))
def test_points_that_are_known_are_never_given_up(seed):
    """Said of points that exist, all is possible, and they miss nothing on the plane."""
    chance = random.Random(seed)
    events, sites, points = story(chance)
    assert chains.missed_on_plane(events, sites, points) == 0
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


@pytest.mark.parametrize("lat", [0.0, 35.0, -17.0, 45.0, 68.0, 84.0, 88.0, -88.5, 89.9, -89.99, 90.0])
@pytest.mark.parametrize("scale_m", [5e3, 60e3, 190e3])
def test_what_is_so_on_the_earth_is_so_on_the_plane(lat, scale_m):
    """Exact lengths and directions from anywhere in a disc, around other discs, across poles and the antimeridian."""
    chance = random.Random(f"{lat} {scale_m}")
    for radius_m in (1.0, scale_m / 50, scale_m / 5):
        centres = [GEOD.fwd(179.99, lat, chance.uniform(0, 360), scale_m * chance.random())[:2] for _ in range(3)]
        spots = [SiteDisc(name, *centre, radius_m) for name, centre in zip("ABC", centres, strict=True)]
        sites = {spot.site: GEOD.fwd(spot.lon, spot.lat, chance.uniform(0, 360), radius_m)[:2] for spot in spots}
        event = GEOD.fwd(179.99, lat, chance.uniform(0, 360), scale_m * chance.random())[:2]
        ways = {spot: GEOD.inv(*sites[spot.site], *event) for spot in spots}
        said = [
            PlaceConstraint("ring", spot, way[2], way[2], way[2], (way[0] % 360, 1e-9)) for spot, way in ways.items()
        ]
        assert chains.missed_on_plane([frozenset(said)], sites, [event]) == 0


@pytest.mark.parametrize("width_deg", [360.0, 200.0, 90.0, 1.0])
def test_parts_are_cut_into_all_of_their_directions(width_deg):
    """Wherever the point stands: what is cut begins where the whole does, and ends there, without a gap."""
    for azimuth_deg in range(-180, 180, 7):
        whole = Parts(*(np.full((1, 1), value) for value in (5.0, 9.0, 300.0, width_deg)))
        parts, of = cut(whole, np.zeros(1, dtype=int), np.array([float(azimuth_deg)]))
        assert parts.width_deg.sum() == pytest.approx(width_deg)
        assert (of == 0).all()
        first = azimuth_deg if width_deg == 360 else 300.0
        begins = first + np.concatenate([[0.0], parts.width_deg[:-1, 0].cumsum()])
        assert parts.start_deg[:, 0] == pytest.approx(begins)
        assert parts.width_deg.max() < width_deg


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
