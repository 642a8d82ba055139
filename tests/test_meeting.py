"""Whether one point can be where many claims say, against a grid of points."""

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.constraints.pair_feasibility import compare_places
from geodata.constraints.place_constraints import PlaceConstraint, SiteDisc
from geodata.constraints.point_search import find_common_point
from geodata.constraints.three_valued import CONTRADICTORY
from geodata.geodesy.circles import GEOD

CENTRES = [(40.0, 35.0), (179.97, -17.0), (20.0, 88.0)]
GRID_M = 500.0


@st.composite
def gatherings(draw):
    """Return two to four claims about sites within some kilometres of a centre."""
    lon, lat = draw(st.sampled_from(CENTRES))
    found = []
    for number in range(draw(st.integers(2, 4))):
        azimuth, length = draw(st.integers(0, 359)), draw(st.sampled_from([0.0, 5e3, 12e3]))
        site_lon, site_lat, _ = GEOD.fwd(lon, lat, azimuth, length)
        spot = SiteDisc(f"S{number}", site_lon, site_lat, draw(st.sampled_from([0.0, 300.0, 2000.0])))
        kind = draw(st.sampled_from(["within", "beyond", "ring", "off_ring"]))
        value, width = draw(st.sampled_from([3e3, 8e3, 15e3])), draw(st.sampled_from([200.0, 1500.0]))
        sector = (float(draw(st.integers(0, 359))), 30.0) if kind == "ring" and draw(st.booleans()) else None
        found.append(
            PlaceConstraint(kind, spot, value, value - width, value + width, sector, is_denial=kind == "off_ring")
        )
    return (lon, lat), frozenset(found)


def on_grid(lon, lat):
    axis = np.arange(-30e3, 30e3, GRID_M)
    east, north = (values.ravel() for values in np.meshgrid(axis, axis))
    start = np.full(len(east), lon), np.full(len(east), lat)
    return GEOD.fwd(*start, np.degrees(np.arctan2(east, north)), np.hypot(east, north))[:2]


def misses_m(place, lons, lats):
    """Return by how much points miss a claim, its site at the centre or, without a direction, anywhere."""
    azimuths, _, lengths = GEOD.inv(np.full(len(lons), place.spot.lon), np.full(len(lons), place.spot.lat), lons, lats)
    low = {"within": 0.0, "beyond": place.near_m, "ring": place.near_m}.get(place.kind, place.far_m)
    high = {"within": place.far_m, "beyond": np.inf, "ring": place.far_m}.get(place.kind, np.inf)
    radius = place.spot.radius_m if place.sector is None else 0.0
    out = np.maximum(low - radius - lengths, lengths - high - radius)
    if place.kind == "off_ring":
        return np.minimum(out, lengths - place.near_m - radius)
    if place.sector is None:
        return out
    off = np.abs((azimuths - place.sector[0] + 180) % 360 - 180) - place.sector[1]
    return np.maximum(out, np.where(off > 0, np.inf, -np.inf))


@pytest.mark.many
@settings(max_examples=200)
@given(gatherings())
def test_against_a_grid(found):
    """Where the grid has a point, nothing is proved impossible; a witness meets every claim."""
    centre, places = found
    outcome = find_common_point(places)
    lons, lats = on_grid(*centre)
    worst = np.max([misses_m(place, lons, lats) for place in places], axis=0).min()
    assert not (outcome.status == "impossible" and worst < 0)
    if outcome.status == "possible":
        at = np.array([outcome.lon]), np.array([outcome.lat])
        assert all(misses_m(place, *at)[0] < 0.001 for place in places if place.sector is None)
    if all(place.sector is None for place in places):
        assert outcome.status != "undecided" or worst < GRID_M
        assert not (outcome.status == "possible" and worst > GRID_M)


@settings(max_examples=250)
@given(gatherings())
def test_two_claims_are_impossible_just_where_the_pair_is_contradictory(found):
    """The search of squares and the three inequalities say the same."""
    first, second = list(found[1])[:2]
    if first.is_denial and second.is_denial:
        return
    status, code = find_common_point(frozenset((first, second))).status, compare_places(first, second).code
    assert (status == "impossible") == (code == CONTRADICTORY) or status == "undecided"


def test_three_rings_that_meet_in_pairs_only():
    """Every two of three discs have a common point, and all three have none."""
    towns = [SiteDisc("A", 0.0, 0.0, 1.0), SiteDisc("B", 0.9, 0.0, 1.0), SiteDisc("C", 0.45, 0.8, 1.0)]
    discs = [PlaceConstraint("within", town, 51e3, 51e3, 51e3) for town in towns]
    assert [find_common_point(frozenset(discs[:2])).status, find_common_point(frozenset(discs)).status] == [
        "possible",
        "impossible",
    ]


@pytest.mark.parametrize(("kind", "status"), [("inside", "possible"), ("outside", "impossible")])
def test_regions_take_part(kind, status):
    """A ring well inside a region is not outside of it."""
    square = PlaceConstraint(
        kind, SiteDisc("R", 0.0, 0.0, None), region=shapely.box(39, 34, 41, 36), is_denial=kind == "outside"
    )
    ring = PlaceConstraint("ring", SiteDisc("P", 40.0, 35.0, 100.0), 3e4, 29e3, 31e3)
    assert find_common_point(frozenset((square, ring))).status == status


@pytest.mark.parametrize("radius_m", [0.0, 1e-6, 1.0, None])
def test_at_a_place_is_possible_however_exact(radius_m):
    """The place itself is where it was."""
    assert (
        find_common_point(frozenset([PlaceConstraint("at", SiteDisc("CAMP", 40.0, 35.0, radius_m))])).status
        == "possible"
    )


def test_what_has_no_bound_is_possible():
    """Only farther than: the search begins anywhere on Earth."""
    far = [PlaceConstraint("beyond", SiteDisc(str(lon), float(lon), 0.0, 10.0), 9e6, 9e6, 9e6) for lon in (0, 180)]
    nowhere = [
        PlaceConstraint("beyond", SiteDisc(str(lon), float(lon), 0.0, 10.0), 11e6, 11e6, 11e6) for lon in (0, 180)
    ]
    assert [find_common_point(frozenset(far)).status, find_common_point(frozenset(nowhere)).status] == [
        "possible",
        "impossible",
    ]
