"""The paper of a figure: projection, fit, and shapes of the globe as paths."""

from __future__ import annotations

import math
import re

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.core.model import case_from_document
from geodata.geodesy import circles
from geodata.render.basemap.files import read_labels
from geodata.render.figure.compose import compose
from geodata.render.figure.countries import _faces, countries, wider
from geodata.render.figure.furniture import bar_lengths_m, corner, locator, locator_plane, scale_bar
from geodata.render.figure.items import Words
from geodata.render.figure.label_placement import Room
from geodata.render.figure.options import FigureOptions, FigureOptionsError
from geodata.render.figure.paths import flat_area, rings
from geodata.render.figure.projection import Plane, fitted, outline_of
from tests.cases import small_case

PLACES = [(40.0, 35.4), (179.9, -17.0), (-179.95, 66.0), (10.0, 89.5), (0.0, -90.0), (0.0, 0.0), (-70.0, -55.0)]


def around(lon: float, lat: float, radius_m: float, width_pt: float = 300.0):
    return fitted(circles.circle(lon, lat, radius_m), width_pt)


@given(lon=st.floats(-180, 180), lat=st.floats(-90, 90), radius_m=st.floats(5_000, 3_000_000))
@settings(max_examples=30, deadline=None)
def test_a_geodesic_circle_about_the_middle_is_a_circle_on_paper(lon, lat, radius_m):
    """Its middle is found, and all its points are as far from it as the scale says: anywhere on the globe."""
    plane = around(lon, lat, radius_m)
    xs, ys = plane.points(circles.circle(lon, lat, radius_m)).T
    radii = np.hypot(xs - plane.width_pt / 2, ys - plane.height_pt / 2)

    assert radii == pytest.approx(radius_m / plane.m_per_pt, rel=2e-3)
    assert (xs.min() > 0) & (xs.max() < plane.width_pt) & (ys.min() > 0) & (ys.max() < plane.height_pt)


@pytest.mark.parametrize(("lon", "lat"), PLACES)
def test_a_band_is_one_area_with_one_hole_wherever_it_lies(lon, lat):
    """What was cut at the antimeridian and up to a pole is whole again on paper."""
    plane = around(lon, lat, 100_000)
    flat = flat_area(plane, circles.band(lon, lat, 60_000, 100_000))

    assert len(rings(flat)) == 2
    assert flat.area == pytest.approx(math.pi * (100_000**2 - 60_000**2) / plane.m_per_pt**2, rel=2e-3)


def test_a_map_reaches_across_the_antimeridian():
    """West is greater than east in the extent, and the map is as narrow as the extent."""
    plane = fitted(outline_of((170, -10, -170, 10)), 300, margin=0.0)
    assert abs(plane.lon) == pytest.approx(180)
    assert plane.m_per_pt * 300 == pytest.approx(circles.distance_m(170, 0, 190, 0), rel=0.2)


@pytest.mark.parametrize("spread", [np.empty((0, 2)), np.array([[0.0, 0.0], [120.0, 10.0], [-120.0, -10.0]])])
def test_what_lies_all_around_the_globe_is_a_map_of_the_world(spread):
    """And so is nothing at all."""
    plane = fitted(spread, 300)
    assert plane.is_world
    assert plane.height_pt < plane.width_pt / 2


@pytest.mark.parametrize(("lon", "lat"), PLACES)
def test_the_scale_bar_is_true_in_the_middle(lon, lat):
    """Measured along the paper, from west to east."""
    plane = around(lon, lat, 50_000)
    (length_m, unit), _ = bar_lengths_m(plane, "km")
    half = plane.length_pt(length_m) / 2
    ends = plane.lonlat(np.array([[150 - half, plane.height_pt / 2], [150 + half, plane.height_pt / 2]]))

    assert unit == "km"
    assert circles.distance_m(*ends[0], *ends[1]) == pytest.approx(length_m, rel=1e-4)


@pytest.mark.parametrize(
    ("unit", "lengths"), [("km", (20_000, 32_186.88)), ("mi", (32_186.88, 20_000)), ("nmi", (18_520, 20_000))]
)
def test_a_scale_bar_has_round_lengths(unit, lengths):
    """In the unit chosen and in its companion."""
    assert tuple(length for length, _ in bar_lengths_m(around(40, 35, 50_000), unit)) == pytest.approx(lengths)


def test_each_length_stands_behind_the_end_of_its_own_bar():
    """Kilometres and miles are two bars, so that it is seen which length is which."""
    items = scale_bar(around(40, 35, 50_000), Room(300, 300), "km")
    _, first, second = [item for item in items if isinstance(item, Words)]
    [*_, bars] = [item.data for item in items if not isinstance(item, Words)]
    ends = [
        (float(x) + float(long), float(y)) for x, y, long in re.findall(r"M([\d.]+),([\d.]+)v4m0,-2h([\d.]+)", bars)
    ]

    assert [(words.text, round(words.x - end_x)) for words, (end_x, _) in zip((first, second), ends, strict=True)] == [
        ("20 km", 3), ("20 mi", 3)
    ]  # fmt: skip
    assert ends[0][1] < first.y < ends[1][1] < second.y


def test_two_things_never_share_a_corner():
    """However crowded the others are."""
    plane, room = around(40, 35, 50_000), Room(300, 300)
    for x, y in ((20, 280), (280, 280), (280, 20)):
        for _ in range(9):
            room.take((x - 9, y - 9, x + 9, y + 9))
    name, (left, top, right, bottom) = corner(plane, room, (50, 50), ("ne", "se", "nw", "sw"))
    words = [item for item in scale_bar(plane, room, "km", name) if isinstance(item, Words)]

    assert name == "nw"
    assert not any(left < word.x < right and top < word.y < bottom for word in words)


def test_north_is_up_in_the_middle():
    """So that one arrow can say so."""
    plane = around(40, 35, 500_000)
    assert plane.at(40, 36)[0] == pytest.approx(plane.at(40, 35)[0], abs=1e-6)
    assert plane.at(40, 36)[1] < plane.at(40, 35)[1]


def test_what_the_projection_distorts_is_measured():
    """Nearly nothing over 100 km; at 30 degrees from the middle 4.7 %, as (angle / sine) says of a sphere."""
    far = fitted(circles.circle(0, 0, 3_335_000), 300, margin=0.0)
    corner = math.radians(math.hypot(300, far.height_pt) / 2 * far.m_per_pt / 111_195)

    assert around(40, 35, 50_000).distortion()[0] < 1e-4
    assert far.distortion()[0] == pytest.approx(corner / math.sin(corner) - 1, rel=0.02)


BORDER = fitted(outline_of((40.5, 34.0, 42.0, 35.5)), 300)


def test_both_sides_of_a_border_are_named():
    """Iraq's label point is far outside a map of its border with Syria."""
    found = {name: (x, y) for name, x, y in countries(BORDER, wider(BORDER))}

    assert set(found) == {"Syria", "Iraq"}
    assert found["Syria"][0] < found["Iraq"][0]


@pytest.mark.parametrize("step", range(6))
def test_a_country_never_has_the_name_of_another(step):
    """Where the files leave a border open, two label points are in one face: a map of Syria said Kazakhstan."""
    wide = wider(fitted(outline_of((38.2 + step / 8, 34.6, 42.2 + step / 8, 36.6)), 482, tallest=0.36))
    of_point = {name: wide.at(lon, lat) for name, lon, lat, _ in read_labels()}
    for name, face in _faces(wide):
        assert [other for other, point in of_point.items() if shapely.Point(point).within(face)] == [name]


def test_a_taken_part_of_the_map_holds_no_name():
    """The locator's box of the extent stays free."""
    box = shapely.box(0, 0, 150, BORDER.height_pt)
    assert all(x > 150 for _, x, _ in countries(BORDER, wider(BORDER), box))


@pytest.mark.parametrize(
    ("members", "words"),
    [
        ({"extent": (40, 36, 41, 35)}, "give the southern one first"),
        ({"extent": (40, 35, 40, 36)}, "give two from -180 to 180"),
        ({"extent": (200, 35, 40, 36), "size": "poster"}, "no size 'poster'.*200° to 40°"),
    ],
)
def test_a_figure_that_cannot_be_drawn_is_refused(members, words):
    """With every reason at once."""
    with pytest.raises(FigureOptionsError, match=words):
        FigureOptions(**members)


@pytest.mark.parametrize(("lon_shift", "lat_shift"), [(139.8, -52.0), (0.0, 54.4), (-40.0, -123.9)])
def test_a_case_anywhere_on_the_globe_is_drawn(lon_shift, lat_shift):
    """At the antimeridian and around both poles all claims stay in the frame."""
    document = small_case()
    document["features"] = [
        feature | {"geometry": _moved(feature["geometry"], lon_shift, lat_shift)} for feature in document["features"]
    ]
    figure = compose(case_from_document(document), FigureOptions(size="newspaper-2"))
    assert not [note for note in figure.notes if "outside" in note]


@pytest.mark.parametrize("lat", [-90.0, 90.0])
def test_the_small_map_beside_one_of_half_the_globe_around_a_pole_is_drawn(lat):
    """Some points of the large one's edge are on no map of the world: they were no numbers, and the report a fault."""
    plane = Plane(63.213494228107805, lat, 481.9, 173.5, 106_811.6, is_world=False)
    assert locator(plane, locator_plane(plane))


def _moved(geometry, lon_shift, lat_shift):
    def moved(point):
        return [(point[0] + lon_shift + 180) % 360 - 180, point[1] + lat_shift]

    # A polygon would have to be cut at the antimeridian: the province becomes a point.
    point = geometry["coordinates"] if geometry["type"] == "Point" else geometry["coordinates"][0][0]
    return {"type": "Point", "coordinates": moved(point)}
