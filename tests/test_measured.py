"""What the map draws of a measurement is what was measured: its vertices are taken back out of it."""

import json
import math
import re
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.core import adhoc_sites
from geodata.core.model import StatedDistance
from geodata.core.precision import bounds
from geodata.geodesy.circles import GEOD, distance_m
from geodata.geodesy.path_measure import measure
from geodata.render.map import measure_overlay
from geodata.render.map.folium_map import ClaimLayer, View
from geodata.render.map.ring_encoding import COORDINATE_STEP_DEG
from tests.rings import decode_ring
from tests.sites import point_site

CAMP = point_site("CAMP", 40.056, 35.396, 2_000.0)
OMAR = point_site("OMAR", 40.576, 35.104, 7_000.0)
FIJI = adhoc_sites.site_from_lat_lon(-17, 179.5)
SAMOA = adhoc_sites.site_from_lat_lon(-14, -171.5)
#: A vertex is rounded to this, metres.
_ROUNDING_M = COORDINATE_STEP_DEG * 111_320


def taken_back(points, center=None, ring=None, **options):
    """Return what the script of the map's layer says is to be drawn."""
    drawing = measure_overlay.draw_measurement(points, measure(points, **options), center, ring, "km")
    view = View("/x.json", "", "", 0, None, "light", "", measure=drawing)
    return json.loads(re.search(r"layer\((.*)\)", ClaimLayer(view).message_json.join(["layer(", ")"]))[1])["measure"]


@pytest.mark.parametrize(
    "points",
    [[CAMP, OMAR], [FIJI, SAMOA], [adhoc_sites.site_from_lat_lon(89, 0), adhoc_sites.site_from_lat_lon(89, 180)]],
)
def test_a_drawn_leg_is_as_long_as_the_measured_one(points):
    """Along its vertices; also over the antimeridian and a pole."""
    vertices = decode_ring(taken_back(points)["legs"][0][0])
    along_m = sum(distance_m(*start, *end) for start, end in pairwise(vertices))

    assert along_m == pytest.approx(measure(points).total.distance_m, abs=_ROUNDING_M * len(vertices))


def test_a_leg_counts_on_beyond_the_antimeridian():
    """So that it is one line on the map."""
    vertices = decode_ring(taken_back([FIJI, SAMOA])["legs"][0][0])

    assert np.abs(np.diff(vertices[:, 0])).max() < 1
    assert vertices[-1, 0] == pytest.approx(188.5)


def test_the_middle_of_a_drawn_leg_lies_on_the_geodesic():
    """Between vertices too: straight on the map, it is off by metres only."""
    vertices = decode_ring(taken_back([CAMP, adhoc_sites.site_from_lat_lon(35, 45)])["legs"][0][0])
    azimuth_deg, _, _ = GEOD.inv(40.056, 35.396, 45, 35)
    for lon, lat in (vertices[:-1] + vertices[1:]) / 2:
        away_deg, _, length_m = GEOD.inv(40.056, 35.396, lon, lat)
        assert abs(math.sin(math.radians(away_deg - azimuth_deg))) * length_m < 5


@given(st.floats(-80, 80), st.floats(-180, 180), st.sampled_from(["35 mi", "55 km", "1000 m", "200 nmi"]))
def test_a_drawn_ring_is_the_band_that_was_typed(lat, lon, words):
    """Every vertex lies on its inner or outer edge, to the rounding, or on a cut."""
    value, unit = words.split()
    stated = bounds(StatedDistance(value, unit))
    center = adhoc_sites.site_from_lat_lon(round(lat, 5), round(lon, 5))
    for ring in taken_back([], center, (center, stated, words))["rings"][0][0]:
        vertices = decode_ring(ring)
        vertices = vertices[np.abs(np.abs(vertices[:, 0]) - 180) > 1e-6]
        lengths_m = np.array([distance_m(*center.geometry["coordinates"], *vertex) for vertex in vertices])
        off_m = np.minimum(np.abs(lengths_m - stated.min_m), np.abs(lengths_m - stated.max_m))
        assert off_m.max(initial=0) < 2 * _ROUNDING_M


def test_the_area_of_a_closed_path_is_drawn():
    """As the legs are; open, it is not."""
    points = [CAMP, OMAR, adhoc_sites.site_from_lat_lon(35.1, 40.2)]
    ring = decode_ring(taken_back(points, closed=True)["area"][0])
    area_m2 = abs(GEOD.polygon_area_perimeter(*ring.T)[0])

    assert taken_back(points)["area"] is None
    assert area_m2 == pytest.approx(measure(points, closed=True).area.area_m2, rel=1e-4)


def test_handles_have_the_keys_that_move_them():
    """The middle of the ring too; what has no position has no handle."""
    points = [CAMP, point_site("LOST", None, None, None), OMAR]

    assert [row[3] for row in taken_back(points, center=CAMP)["points"]] == ["0", "2", "ring"]


def test_nothing_measured_is_nothing_drawn():
    """Not an empty drawing."""
    assert taken_back([]) is None


@pytest.mark.parametrize(
    ("radius_m", "expected"),
    [(2_000.0, "57 km (48 to 67 km)"), (0.0, "57 km (50 to 65 km)"), (None, "57.4 km, bounds not known")],
)
def test_a_leg_is_labelled_with_its_bounds(radius_m, expected):
    """Or that they are not known."""
    label = taken_back([point_site("CAMP", 40.056, 35.396, radius_m), OMAR])["legs"][0][1]

    assert label == expected
