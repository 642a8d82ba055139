"""The edges of what is possible and of what is sure: no point on the wrong side, at any size."""

import numpy as np
import pytest
import shapely

from geodata.constraints.place_constraints import PlaceConstraint, SiteDisc
from geodata.geodesy.circles import GEOD
from geodata.geodesy.sure_discs import covered_disc, covering_disc
from geodata.verdicts.feasible_region import area_km2, area_of

RADII_M = [0.0, 0.01, 1.0, 55e3, 500e3, 2_000e3, 5_000e3, 12_000e3, 19_990e3]
#: Directions of vertices, of middles between them, and others.
AZIMUTHS = np.sort(np.concatenate([np.arange(0, 360, 0.45), np.arange(0.11, 360, 0.9), [0.0, 90.0, 180.0, 270.0]]))


def at(lon, lat, length_m):
    start = np.full(len(AZIMUTHS), lon), np.full(len(AZIMUTHS), lat)
    return GEOD.fwd(*start, AZIMUTHS, np.full(len(AZIMUTHS), length_m))[:2]


@pytest.mark.parametrize("lat", [0.0, 35.0, 60.0, -80.0, 89.9, 90.0])
@pytest.mark.parametrize("radius_m", RADII_M)
def test_a_disc_that_holds_and_one_that_is_held(lat, radius_m):
    """Every point at the distance is in the one, and no point beyond it in the other; their areas are near."""
    outer, inner = covering_disc(179.5, lat, radius_m), covered_disc(179.5, lat, radius_m)
    assert shapely.intersects_xy(outer, *at(179.5, lat, radius_m)).all()
    assert not shapely.intersects_xy(inner, *at(179.5, lat, radius_m + 1e-5)).any()
    if 1e4 < radius_m < 15e6 and abs(lat) < 85:
        assert area_km2(inner) == pytest.approx(area_km2(outer), rel=0.001)


@pytest.mark.parametrize("lat", [0.0, 35.0, 60.0])
@pytest.mark.parametrize(("value_m", "width_m"), [(55e3, 500.0), (500e3, 5e3), (2_000e3, 50e3), (4_500e3, 50e3)])
@pytest.mark.parametrize("radius_m", [0.0, 2_000.0])
@pytest.mark.parametrize("sector", [None, (135.0, 22.5), (0.0, 45.0)])
def test_bands_and_sectors(lat, value_m, width_m, radius_m, sector):
    """What a site's own point and a reading leave possible is in the outer area; what is in the inner one is sure."""
    spot = SiteDisc("S", 20.0, lat, radius_m)
    ring = PlaceConstraint("ring", spot, value_m, value_m - width_m, value_m + width_m, sector)
    outer, inner = area_of([ring], is_outer=True), area_of([ring], is_outer=False)
    random = np.random.default_rng(7)
    count = 2_000
    middle, half = sector or (0.0, 180.0)

    def drawn(low, high):
        return np.concatenate([[low, high], random.uniform(low, high, count - 2)])

    start = np.full(count, 20.0), np.full(count, lat)
    own_lons, own_lats, _ = GEOD.fwd(*start, random.uniform(0, 360, count), np.full(count, radius_m))
    lengths = random.choice([ring.near_m, value_m, ring.far_m], count)
    lons, lats, _ = GEOD.fwd(own_lons, own_lats, drawn(middle - half, middle + half), lengths)
    assert shapely.intersects_xy(outer, lons, lats).all()

    west, south, east, north = inner.bounds if not inner.is_empty else (0, 0, 1, 1)
    lons, lats = random.uniform(west, east, count), random.uniform(south, north, count)
    chosen = shapely.intersects_xy(inner, lons, lats)
    for own_lon, own_lat in zip(own_lons[:50], own_lats[:50], strict=True):
        begin = np.full(chosen.sum(), own_lon), np.full(chosen.sum(), own_lat)
        azimuths, _, lengths = GEOD.inv(*begin, lons[chosen], lats[chosen])
        assert (lengths >= ring.near_m - 1e-6).all()
        assert (lengths <= ring.far_m + 1e-6).all()
        assert (np.abs((azimuths - middle + 180) % 360 - 180) <= half + 1e-9).all()


@pytest.mark.parametrize("lat", [0.0, 35.0, 68.0])
@pytest.mark.parametrize(
    ("radius_m", "value_m", "width_m", "half_deg"),
    [(4_000.0, 5_000.0, 500.0, 45.0), (2_000.0, 1_000.0, 500.0, 10.0), (2_500.0, 30_000.0, 500.0, 22.5)],
)
def test_the_area_of_a_direction_is_hardly_larger_than_what_is_possible(lat, radius_m, value_m, width_m, half_deg):
    """5 km west of a city of 4 km leave 130 km², counted on a grid: at most a tenth more is drawn."""
    ring = PlaceConstraint(
        "ring", SiteDisc("S", 20.0, lat, radius_m), value_m, value_m - width_m, value_m + width_m, (270.0, half_deg)
    )
    reach_m = radius_m + ring.far_m
    steps = np.linspace(-reach_m, reach_m, 301)
    east, north = (axis.ravel() for axis in np.meshgrid(steps, steps))
    # The sector itself, densely, on a plane: at this size it is as good as the Earth.
    across = np.meshgrid(np.linspace(ring.near_m, ring.far_m, 9), np.linspace(-half_deg, half_deg, 81))
    lengths, azimuths = (axis.ravel() for axis in across)
    sector = shapely.MultiPoint(np.column_stack([-lengths * np.cos(np.radians(azimuths)),
                                                 lengths * np.sin(np.radians(azimuths))]))  # fmt: skip
    is_near = shapely.dwithin(sector, shapely.points(east, north), radius_m)
    true_km2 = is_near.mean() * (2 * reach_m / 1e3) ** 2
    assert true_km2 * 0.99 <= area_km2(area_of([ring], is_outer=True)) <= true_km2 * 1.1
