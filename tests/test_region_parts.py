"""Regions at the poles, across the antimeridian, with holes and around the Earth: what is in, out, and how deep."""

import numpy as np
import pytest
import shapely

from geodata.constraints.pair_feasibility import compare_places
from geodata.constraints.place_constraints import PlaceConstraint, SiteDisc
from geodata.constraints.regions import away_m
from geodata.constraints.three_valued import COMPATIBLE, CONTRADICTORY, UNDECIDED
from geodata.geodesy import region_distance
from geodata.geodesy.circles import GEOD
from geodata.geodesy.region_distance import TOLERANCE_M, farthest_m, nearest_m
from geodata.geodesy.region_parts import connected_parts, in_map_range, outside_of

NORTH, SOUTH = shapely.box(-180, 80, 180, 90), shapely.box(-180, -90, 180, -80)
BOTH = shapely.MultiPolygon([NORTH, SOUTH])
WEDGE = shapely.box(0, 60, 90, 90)
BELT = shapely.box(-180, -10, 180, 10)
SEAM = shapely.MultiPolygon([shapely.box(178, -18, 180, -16), shapely.box(-180, -18, -178, -16)])
HOLE = shapely.box(-10, -10, 10, 10).difference(shapely.box(-2, -2, 2, 2))
#: The hole is at the pole, cut by the antimeridian.
RIM = NORTH.difference(shapely.box(-180, 85, 180, 90))


def region(kind, area):
    return PlaceConstraint(kind, SiteDisc("R", 0.0, 0.0, None), is_denial=kind == "outside", region=area)


def at(lon, lat, radius_m=1_000.0):
    return PlaceConstraint("at", SiteDisc("P", lon, lat, radius_m))


def apart_m(lat, other_lat):
    return GEOD.inv(0, lat, 0, other_lat)[2]


@pytest.mark.parametrize("lon", [-180.0, -37.0, 0.0, 63.5, 180.0])
@pytest.mark.parametrize(
    ("lat", "area", "depth_m"),
    [
        (90.0, NORTH, apart_m(90, 80)),
        (-90.0, SOUTH, apart_m(90, 80)),
        (90.0, BOTH, apart_m(90, 80)),
        (-90.0, BOTH, apart_m(90, 80)),
        (84.0, BOTH, apart_m(84, 80)),
        (0.0, BELT, apart_m(0, 10)),
        (82.0, RIM, apart_m(82, 80)),
        (90.0, RIM, -apart_m(90, 85)),
        (-90.0, NORTH, -apart_m(-90, 80)),
        (90.0, BELT, -apart_m(90, 10)),
    ],
)
def test_what_goes_around_the_earth(lon, lat, area, depth_m):
    """By whatever longitude a pole is given: inside or outside, and by how much."""
    inside, outside = (compare_places(at(lon, lat), region(kind, area)) for kind in ("inside", "outside"))
    expected = (COMPATIBLE, CONTRADICTORY) if depth_m > 0 else (CONTRADICTORY, COMPATIBLE)
    assert (inside.code, outside.code) == expected
    spare_m = abs(depth_m) - 1_000.0
    assert abs(inside.slack_m) == pytest.approx(spare_m, abs=0.1)
    assert abs(outside.slack_m) == pytest.approx(spare_m, abs=0.1)


@pytest.mark.parametrize("lon", [180.0, -180.0, 179.9999, -179.9999, 179.0, -179.5])
def test_the_antimeridian_is_no_edge_of_a_region_on_both_sides(lon):
    """Its two parts meet there: a kilometre of uncertainty is nothing against 100 km to spare."""
    inside, outside = (compare_places(at(lon, -17.0), region(kind, SEAM)) for kind in ("inside", "outside"))
    assert (inside.code, outside.code) == (COMPATIBLE, CONTRADICTORY)
    edge_m = min(apart_m(-17, -16), *(GEOD.inv(lon, -17, side, -17)[2] for side in (178, -178)))
    assert inside.slack_m == pytest.approx(edge_m - 1_000, rel=0.01)
    assert outside.slack_m == pytest.approx(1_000 - edge_m, rel=0.01)


def test_one_half_alone_has_an_edge_there():
    """The other side of the antimeridian is not in it."""
    half = SEAM.geoms[0]
    assert compare_places(at(180.0, -17.0), region("inside", half)).code == UNDECIDED
    assert compare_places(at(-179.9, -17.0), region("inside", half)).code == CONTRADICTORY
    assert compare_places(at(-179.9, -17.0), region("outside", half)).code == COMPATIBLE


@pytest.mark.parametrize(
    ("place", "area", "codes"),
    [
        (at(45.0, 90.0), WEDGE, (UNDECIDED, UNDECIDED)),
        (at(-135.0, 90.0), WEDGE, (UNDECIDED, UNDECIDED)),
        (at(0.0, 0.0), HOLE, (CONTRADICTORY, COMPATIBLE)),
        (PlaceConstraint("within", SiteDisc("P", 0.0, 0.0, 9.0), 1e5, 9e4, 1.1e5), HOLE, (CONTRADICTORY, COMPATIBLE)),
        (PlaceConstraint("ring", SiteDisc("P", 0.0, 0.0, 9.0), 5e5, 4.9e5, 5.1e5), HOLE, (COMPATIBLE, CONTRADICTORY)),
        (PlaceConstraint("ring", SiteDisc("P", 0.0, 0.0, 9.0), 2.2e5, 2e5, 3.3e5), HOLE, (COMPATIBLE, UNDECIDED)),
        (PlaceConstraint("ring", SiteDisc("P", 9.0, 90.0, 9.0), 5e5, 4.9e5, 5.1e5), NORTH, (COMPATIBLE, CONTRADICTORY)),
        (PlaceConstraint("ring", SiteDisc("P", 9.0, 90.0, 9.0), 2e6, 1.9e6, 2.1e6), NORTH, (CONTRADICTORY, COMPATIBLE)),
        (PlaceConstraint("beyond", SiteDisc("P", 9.0, 0.0, 9.0), 1.2e7, 1.19e7, 1.21e7), BOTH, (3, 1)),
        (PlaceConstraint("ring", SiteDisc("P", 9.0, 0.0, 9.0), 1.8e7, 1.7e7, 1.9e7), BELT, (COMPATIBLE, UNDECIDED)),
        (PlaceConstraint("within", SiteDisc("P", 9.0, 0.0, 9.0), 1e6, 9e5, 1.1e6), BELT, (COMPATIBLE, CONTRADICTORY)),
    ],
)  # fmt: skip
def test_distances_against_holes_belts_and_caps(place, area, codes):
    """Each part of what is inside and outside counts by itself."""
    found = tuple(compare_places(place, region(kind, area)).code for kind in ("inside", "outside"))
    assert found == codes


def test_parts_hang_together_over_the_edges_of_the_map():
    """Over the antimeridian and at the poles; holes and belts come apart."""
    assert [len(connected_parts(in_map_range(area))) for area in (SEAM, NORTH, BOTH, WEDGE, HOLE)] == [1, 1, 2, 1, 1]
    assert [len(connected_parts(outside_of(area))) for area in (SEAM, BOTH, BELT, HOLE, RIM)] == [1, 1, 2, 2, 2]


@pytest.mark.parametrize("area", [NORTH, BOTH, WEDGE, BELT, SEAM, HOLE, RIM, shapely.box(170, 75, 190, 88)])
@pytest.mark.parametrize("is_outside", [False, True])
def test_the_quick_bound_never_says_more_than_is_measured(area, is_outside):
    """Over the whole Earth, the poles and the antimeridian among it; and near them it is no idle bound."""
    chance = np.random.default_rng(5)
    lons = np.concatenate([chance.uniform(-180, 180, 40), [180.0, -180.0, 179.99, 0.0, 77.0]])
    lats = np.concatenate([np.degrees(np.arcsin(chance.uniform(-1, 1, 40))), [-17.0, 89.0, 84.0, 90.0, -90.0]])
    quick = away_m(lons, lats, area, is_outside=is_outside)
    wanted = outside_of(area) if is_outside else in_map_range(area)
    for lon, lat, found in zip(lons, lats, quick, strict=True):
        measured = nearest_m(shapely.Point(lon, lat), wanted)
        assert found <= measured + TOLERANCE_M + 1e-9
        assert found >= min(measured, 8e5) / 2 - 50.0 or abs(lat) < 70


@pytest.fixture
def measured(monkeypatch):
    """Return a list that gets how many pairs of pieces each round of a search measures."""
    rounds, distances_m = [], region_distance._distances_m
    noted = lambda a, b, **how: rounds.append(len(a.lons)) or distances_m(a, b, **how)  # noqa: E731 - of one line
    monkeypatch.setattr(region_distance, "_distances_m", noted)
    return rounds


#: Five times what the worst of these regions needs.
MOST_PAIRS = 100_000


def test_a_region_drawn_the_long_way_round_is_measured_at_once(measured):
    """Along two parallels opposite each other nothing tells one pair of points from the next."""
    long = shapely.box(-170, -20, 170, -10)
    found = farthest_m(long, long)
    assert sum(measured) < MOST_PAIRS
    assert GEOD.inv(0, -10, 180, -10)[2] <= found <= GEOD.inv(0, -10, 180, -10)[2] + TOLERANCE_M


@pytest.mark.parametrize("lats", [(-20.001, -10.0), (-20.0, -10.3)])
def test_nearly_along_parallels(measured, lats):
    """Edges that lean a little."""
    leaning = shapely.Polygon([(-170, -20), (170, lats[0]), (170, -10), (-170, lats[1])])
    found = farthest_m(leaning, leaning)
    assert sum(measured) < MOST_PAIRS
    dense = shapely.get_coordinates(shapely.segmentize(leaning.exterior, 4.0)).T
    pairs = np.repeat(dense, dense.shape[1], axis=1), np.tile(dense, dense.shape[1])
    assert 0 <= found - GEOD.inv(*pairs[0], *pairs[1])[2].max() < 50_000


def test_outside_of_the_whole_earth_is_nothing():
    """A denial of it fits nowhere, and is no error."""
    world = shapely.box(-180, -90, 180, 90)
    assert connected_parts(outside_of(world)) == ()
    assert compare_places(region("outside", world), at(40, 35)).code == CONTRADICTORY
