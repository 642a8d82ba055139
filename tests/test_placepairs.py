"""Verdicts on two places against placements of sites and events on the ellipsoid, by geodesic distance."""

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.constraints.pair_feasibility import compare_places
from geodata.constraints.place_constraints import PlaceConstraint, SiteDisc
from geodata.constraints.three_valued import COMPATIBLE, CONTRADICTORY, UNDECIDED
from geodata.geodesy.circles import GEOD, distance_m

pytestmark = pytest.mark.many

#: Where the map is awkward: the case's latitude, both sides of the antimeridian, near a pole, the equator.
CENTRES = [(40.0, 35.0), (179.95, -17.0), (-179.99, 65.0), (20.0, 88.5), (0.0, 0.0)]
RANDOM = np.random.default_rng(20151206)


@st.composite
def places(draw, spot, *, is_denial):
    kinds = ["not_at", "beyond", "within", "off_ring"] if is_denial else ["at", "within", "beyond", "ring"]
    kind = draw(st.sampled_from(kinds))
    if kind in ("at", "not_at"):
        return PlaceConstraint(kind, spot, is_denial=is_denial)
    value = draw(st.sampled_from([5_000.0, 20_000.0, 40_000.0, 55_000.0, 56_327.04, 80_000.0]))
    width = draw(st.sampled_from([50.0, 500.0, 5_000.0]))
    sector = None
    if kind in ("ring", "off_ring") and draw(st.booleans()):
        sector = draw(st.sampled_from([0.0, 90.0, 135.0, 292.5])), draw(st.sampled_from([11.25, 45.0, 100.0]))
    return PlaceConstraint(kind, spot, value, value - width, value + width, sector, is_denial)


@st.composite
def pairs(draw):
    lon, lat = draw(st.sampled_from(CENTRES))
    here = SiteDisc("HERE", lon, lat, draw(st.sampled_from([1.0, 500.0, 4_000.0])))
    there = here
    if draw(st.booleans()):
        length, azimuth = draw(st.sampled_from([2_000.0, 15_000.0, 60_000.0])), draw(st.integers(0, 359))
        lon, lat, _ = GEOD.fwd(lon, lat, azimuth, length)
        there = SiteDisc("THERE", lon, lat, draw(st.sampled_from([1.0, 500.0, 4_000.0])))
    return draw(places(here, is_denial=False)), draw(places(there, is_denial=draw(st.booleans())))


def scattered(spot, count):
    """Return points of a site's disc, its edge among them."""
    azimuths = RANDOM.uniform(0, 360, count)
    lengths = spot.radius_m * np.where(np.arange(count) % 2, 1.0, np.sqrt(RANDOM.uniform(0, 1, count)))
    return GEOD.fwd(np.full(count, spot.lon), np.full(count, spot.lat), azimuths, lengths)[:2]


def measured(lon, lat, lons, lats):
    """Return azimuths and distances from one point to many."""
    azimuths, _, lengths = GEOD.inv(np.full(len(lons), lon), np.full(len(lons), lat), lons, lats)
    return azimuths, lengths


def misses_m(place, reading_m, lon, lat, lons, lats):
    """Return by how much each point misses what a claim says, in one reading; 0 or less is met."""
    azimuths, lengths = measured(lon, lat, lons, lats)
    off = np.abs((azimuths - (place.sector or (0.0,))[0] + 180) % 360 - 180) - (place.sector or (0, 180.0))[1]
    beside = np.sin(np.radians(np.clip(off, 0, 90))) * lengths
    low, high = reading_m
    out = np.maximum(low - lengths, lengths - high)
    if place.kind == "off_ring":
        return np.minimum(
            -np.maximum(place.near_m - lengths, lengths - place.far_m),
            np.where((off > 1e-6) & (lengths > 1), -1.0, np.inf),
        )
    return np.where(place.sector is None, out, np.maximum(out, beside))


def readings_of(place, other):
    """Return corner readings of a claim's bounds on the distance."""
    near, far = place.near_m, place.far_m
    exact = [(near, near), (far, far)] if place.is_threshold is False and other.is_threshold else [(near, far)]
    return {
        "at": [(0.0, 0.0)], "not_at": [(0.1, np.inf)], "within": [(0.0, near), (0.0, far)],
        "beyond": [(near, np.inf), (far, np.inf)], "ring": exact, "off_ring": [(0.0, 0.0)],
    }[place.kind]  # fmt: skip


def candidates(place, reading_m, lon, lat):
    """Return points that meet an affirmation in one reading, close together, and how close."""
    low, high = reading_m[0], min(reading_m[1], reading_m[0] + 200_000.0)
    azimuths = np.linspace(0, 360, 361)
    if place.sector is not None:
        azimuths = np.linspace(place.sector[0] - place.sector[1], place.sector[0] + place.sector[1], 361)
    lengths = np.linspace(low, high, 1 if high == low else 13)
    grid = np.meshgrid(azimuths, lengths)
    count = grid[0].size
    lons, lats, _ = GEOD.fwd(np.full(count, lon), np.full(count, lat), grid[0].ravel(), grid[1].ravel())
    return lons, lats, (high - low) / 12 + high * np.radians(azimuths[1] - azimuths[0]) + 1.0


@settings(max_examples=300)
@given(pairs())
def test_no_placement_says_otherwise(found):
    """Compatible: each placement and reading has an event; contradictory: none has; circles of one site are decided."""
    one, other = found
    code = compare_places(one, other).code
    places_one = np.transpose(scattered(one.spot, 3))
    places_other = places_one if one.spot == other.spot else np.transpose(scattered(other.spot, 3))
    for (lon, lat), (lon_other, lat_other) in zip(places_one, places_other, strict=True):
        for reading in readings_of(one, other):
            lons, lats, step_m = candidates(one, reading, lon, lat)
            for reading_other in readings_of(other, one):
                least = misses_m(other, reading_other, lon_other, lat_other, lons, lats).min()
                assert not (code == COMPATIBLE and least > step_m), (least, step_m)
                assert not (code == CONTRADICTORY and least < -0.01), least


@pytest.mark.parametrize(("width_m", "code", "slack_m"), [(0.5, COMPATIBLE, 22.368), (1.0, UNDECIDED, -1_282.304)])
def test_35_miles_and_55_km(width_m, code, slack_m):
    """The pair that the rule decides, to the centimetre."""
    camp = SiteDisc("CAMP", 40.056, 35.396, 2_000.0)
    miles = PlaceConstraint("ring", camp, 35 * 1_609.344, (35 - width_m) * 1_609.344, (35 + width_m) * 1_609.344)
    km = PlaceConstraint("beyond", camp, 55_000.0, 55_000 - 1_000 * width_m, 55_000 + 1_000 * width_m, is_denial=True)
    found = compare_places(miles, km)
    assert (found.code, found.slack_m) == (code, pytest.approx(slack_m, abs=0.01))


SQUARE = shapely.box(39.0, 34.0, 41.0, 36.0)
SEAM = shapely.MultiPolygon([shapely.box(178.0, -18.0, 180.0, -16.0), shapely.box(-180.0, -18.0, -178.0, -16.0)])


def region(kind, area, site="REGION"):
    return PlaceConstraint(kind, SiteDisc(site, 0.0, 0.0, None), is_denial=kind == "outside", region=area)


_claim = PlaceConstraint


def _site(lon, lat, uncertainty_m):
    return SiteDisc("P", lon, lat, uncertainty_m)


@pytest.mark.parametrize(
    ("place", "kind", "code"),
    [
        (_claim("at", _site(40.0, 35.0, 2_000.0)), "inside", COMPATIBLE),
        (_claim("at", _site(40.0, 35.0, 2_000.0)), "outside", CONTRADICTORY),
        (_claim("at", _site(41.0, 35.0, 2_000.0)), "inside", UNDECIDED),
        (_claim("at", _site(41.5, 35.0, 2_000.0)), "inside", CONTRADICTORY),
        (_claim("at", _site(41.5, 35.0, 2_000.0)), "outside", COMPATIBLE),
        (_claim("at", _site(40.0, 35.0, None)), "inside", UNDECIDED),
        (_claim("ring", _site(40.0, 35.0, 100.0), 3e5, 29e4, 31e4), "inside", CONTRADICTORY),
        (_claim("ring", _site(40.0, 35.0, 100.0), 3e5, 29e4, 31e4), "outside", COMPATIBLE),
        (_claim("ring", _site(40.0, 35.0, 100.0), 5e4, 49e3, 51e3), "outside", CONTRADICTORY),
        (_claim("ring", _site(40.0, 35.0, 100.0), 5e4, 49e3, 51e3, (90.0, 10.0)), "inside", COMPATIBLE),
        (_claim("ring", _site(41.2, 35.0, 100.0), 5e4, 49e3, 51e3, (90.0, 10.0)), "inside", CONTRADICTORY),
        (_claim("ring", _site(41.2, 35.0, 100.0), 5e4, 49e3, 51e3, (270.0, 10.0)), "inside", COMPATIBLE),
        (_claim("within", _site(41.2, 35.0, 100.0), 1e4, 9e3, 11e3), "inside", CONTRADICTORY),
        (_claim("beyond", _site(40.0, 35.0, 100.0), 3e5, 29e4, 31e4), "inside", CONTRADICTORY),
        (_claim("off_ring", _site(40.0, 35.0, 9.0), 1e4, 9e3, 11e3, None, is_denial=True), "inside", COMPATIBLE),
    ],
)  # fmt: skip
def test_points_and_a_region(place, kind, code):
    """Inside, outside, across its edge, and all that unknown is."""
    assert compare_places(place, region(kind, SQUARE)).code == compare_places(region(kind, SQUARE), place).code == code


@pytest.mark.parametrize(
    ("area", "kind", "code"),
    [
        (shapely.box(40.0, 35.0, 42.0, 37.0), "inside", COMPATIBLE),
        (shapely.box(41.0, 34.0, 42.0, 36.0), "inside", UNDECIDED),
        (shapely.box(41.5, 34.0, 42.0, 36.0), "inside", CONTRADICTORY),
        (shapely.box(38.0, 33.0, 42.0, 37.0), "outside", CONTRADICTORY),
        (SQUARE, "outside", CONTRADICTORY),
        (shapely.box(40.0, 35.0, 42.0, 37.0), "outside", COMPATIBLE),
    ],
)
def test_two_regions(area, kind, code):
    """Interiors overlap, edges touch, neither, and one inside the other."""
    assert compare_places(region("inside", SQUARE), region(kind, area, "OTHER")).code == code


def test_the_antimeridian_is_no_edge():
    """A region cut there is one, and two that meet there touch."""
    on_seam = PlaceConstraint("at", SiteDisc("P", 180.0, -17.0, 5_000.0))
    west, east = (region("inside", part, str(number)) for number, part in enumerate(SEAM.geoms))
    assert compare_places(on_seam, region("outside", SEAM)).code == CONTRADICTORY
    assert compare_places(on_seam, region("inside", SEAM)).code in (COMPATIBLE, UNDECIDED)
    assert compare_places(west, east).code == UNDECIDED


@settings(max_examples=50)
@given(
    st.floats(38.5, 41.5), st.floats(33.5, 36.5), st.sampled_from(["inside", "outside"]), st.integers(0, 4),
    st.sampled_from([100.0, 20_000.0]),
)  # fmt: skip
def test_no_placement_says_otherwise_of_a_region(lon, lat, kind, which, radius_m):
    """The same for a region, by sampling the region on a grid."""
    place = [
        PlaceConstraint("at", SiteDisc("P", lon, lat, radius_m)),
        PlaceConstraint("within", SiteDisc("P", lon, lat, radius_m), 3e4, 2e4, 4e4),
        PlaceConstraint("ring", SiteDisc("P", lon, lat, radius_m), 9e4, 8e4, 1e5),
        PlaceConstraint("beyond", SiteDisc("P", lon, lat, radius_m), 15e4, 14e4, 16e4),
        PlaceConstraint("ring", SiteDisc("P", lon, lat, radius_m), 9e4, 8e4, 1e5, (45.0, 22.5)),
    ][which]
    code = compare_places(place, region(kind, SQUARE)).code
    for at_lon, at_lat in np.transpose(scattered(place.spot, 4)):
        for reading in readings_of(place, region(kind, SQUARE)):
            lons, lats, step_m = candidates(place, reading, at_lon, at_lat)
            step = step_m / 80_000.0
            grown = SQUARE.buffer(step if kind == "inside" else -step)
            near, surely = (shapely.contains_xy(area, lons, lats) == (kind == "inside") for area in (grown, SQUARE))
            assert not (code == COMPATIBLE and not near.any())
            assert not (code == CONTRADICTORY and surely.any())


def test_the_slack_of_two_sites_is_the_gap_between_them():
    """Two points that cannot be one miss each other by what is between their discs."""
    one, other = SiteDisc("A", 40.0, 35.0, 300.0), SiteDisc("B", 40.1, 35.0, 200.0)
    gap_m = distance_m(40.0, 35.0, 40.1, 35.0) - 500.0
    found = compare_places(PlaceConstraint("at", one), PlaceConstraint("at", other))
    assert (found.code, found.slack_m) == (CONTRADICTORY, pytest.approx(-gap_m))
