"""The base map: size, content where we know what is there, and tiles a client can draw."""

import json
import math
from itertools import accumulate, pairwise

import pytest
import shapely

from geodata.render import basemap

DEIR_EZ_ZOR = (40.14084, 35.33588)
MID_MEDITERRANEAN = (30.0, 34.0)
LAKE_ASSAD = (38.435, 35.872)
VAN_LAKE = (42.9, 38.65)

TILES = [(0, 0, 0), (1, 1, 0), (2, 0, 1), (3, 4, 3), (4, 15, 4), (5, 19, 12), (6, 39, 25), (7, 68, 32), (9, 313, 202)]


def tile_of(z, lon, lat):
    """Return z, x and y of the tile that holds a point."""
    y = (1 - math.asinh(math.tan(math.radians(lat))) / math.pi) / 2
    return z, int((lon + 180) / 360 * 2**z), int(y * 2**z)


def content(z, x, y):
    return json.loads(basemap.tile(z, x, y))


def points(flat):
    """Undo the delta coding."""
    return list(zip(accumulate(flat[::2]), accumulate(flat[1::2]), strict=True))


def steps(flat):
    return zip(flat[::2], flat[1::2], strict=True)


def is_land(z, lon, lat):
    """Decode the land of the tile that holds the point, and say whether it holds the point."""
    _, x, y = tile_of(z, lon, lat)
    land = [
        shapely.Polygon(points(outer), [points(lake) for lake in lakes]) for outer, *lakes in content(z, x, y)["land"]
    ]
    column = (lon + 180) / 360 * 2**z - x
    row = (1 - math.asinh(math.tan(math.radians(lat))) / math.pi) / 2 * 2**z - y
    return any(polygon.contains(shapely.Point(column * 4096, row * 4096)) for polygon in land)


def flat_lists(tile):
    rings = [ring for polygon in tile["land"] for ring in polygon]
    return [*rings, *tile["country"], *tile["unsettled"], *tile["province"], *(line for _, _, line in tile["river"])]


def test_files_are_small():
    """All files of the base map together stay under 20 MB."""
    assert sum(path.stat().st_size for path in basemap.FOLDER.iterdir()) < 20_000_000


@pytest.mark.parametrize("z", [0, 1, 2, 3, 4, 6, 7, 9, 12, 14])
def test_land_and_sea(z):
    """A city is on land and the open sea is not, at every level of detail."""
    assert is_land(z, *DEIR_EZ_ZOR)
    assert not is_land(z, *MID_MEDITERRANEAN)


@pytest.mark.parametrize("z", [5, 6, 7, 9])
def test_lake_is_water(z):
    """Lake Assad is a hole in the land once it is large enough to be drawn."""
    assert not is_land(z, *LAKE_ASSAD)


def test_ocean_tile_is_empty():
    """Nothing is drawn in the middle of the Pacific."""
    assert not flat_lists(content(*tile_of(6, -130.0, 0.0)))


@pytest.mark.parametrize("z", [3, 4, 6, 8])
def test_lake_is_wound_against_the_shore(z):
    """Lake Van stays open whichever fill rule the client uses: its ring turns the other way."""
    tile = content(*tile_of(z, *VAN_LAKE))

    for outer, *lakes in tile["land"]:
        turns = shapely.is_ccw(shapely.linearrings(points(outer)))
        assert all(shapely.is_ccw(shapely.linearrings(points(lake))) != turns for lake in lakes)


@pytest.mark.parametrize("z", [5, 9])
def test_euphrates_is_named(z):
    """The river at Deir ez-Zor has the name a reader of English looks for."""
    assert "Euphrates" in {name for name, _, _ in content(*tile_of(z, *DEIR_EZ_ZOR))["river"]}


@pytest.mark.parametrize("z", [7, 9])
def test_town_is_there_once(z):
    """Both sources have Deir ez-Zor; the tile has it once, as GeoNames spells and places it."""
    towns = [place for place in content(*tile_of(z, *DEIR_EZ_ZOR))["place"] if place[4] > 200_000]

    assert towns == [["Deir ez-Zor", 40.14084, 35.33588, 7, 271800, 0, "GeoNames"]]


def test_capital_is_flagged():
    """Damascus carries the capital flag."""
    places = content(*tile_of(9, 36.29, 33.51))["place"]

    assert [place[5] for place in places if place[0] == "Damascus"] == [1]


def test_country_label():
    """Syria is labelled within Syria, once over all tiles of a zoom."""
    labels = [label for x in range(8) for y in range(8) for label in content(3, x, y)["label"] if label[0] == "Syria"]

    assert len(labels) == 1
    assert 180_000 < labels[0][3] < 190_000


def test_unsettled_line_is_also_a_country_line():
    """The ceasefire line on the Golan is drawn, and marked as unsettled."""
    tile = content(*tile_of(8, 35.85, 33.0))

    assert tile["unsettled"]
    assert all(line in tile["country"] for line in tile["unsettled"])


@pytest.mark.parametrize(("z", "drawn"), [(4, False), (5, True), (9, True)])
def test_province_lines_start_at_zoom_5(z, drawn):
    """The line between Raqqa and Deir ez-Zor is left to closer zooms."""
    assert drawn is bool(content(*tile_of(z, 39.5, 35.5))["province"])


def test_world_tile_is_small():
    """The first tile anybody loads is under 60 kB before compression."""
    assert len(basemap.tile(0, 0, 0)) < 60_000


@pytest.mark.parametrize("zxy", TILES)
def test_tile_stays_in_its_buffer(zxy):
    """Every coordinate is a whole number within 64 units of the tile, and no step is (0, 0)."""
    lists = flat_lists(content(*zxy))

    assert lists
    for flat in lists:
        assert all(-64 <= value <= 4160 for point in points(flat) for value in point)
        assert (0, 0) not in list(steps(flat))[1:]


@pytest.mark.parametrize("zxy", TILES)
def test_rings_are_closed(zxy):
    """A ring ends where it starts and has an area's worth of points."""
    for polygon in content(*zxy)["land"]:
        for ring in polygon:
            decoded = points(ring)
            assert decoded[0] == decoded[-1]
            assert len(decoded) >= 4


@pytest.mark.parametrize("zxy", [(-1, 0, 0), (15, 0, 0), (3, 8, 0), (3, 0, 8), (3, -1, 0), (3, 0, -1)])
def test_no_such_tile(zxy):
    """A tile outside the pyramid is refused with a sentence."""
    with pytest.raises(ValueError, match=r"^(The zoom|On zoom) "):
        basemap.tile(*zxy)


@pytest.mark.parametrize(("place", "z"), [("Chukotka", 4), ("Chukotka", 7), ("Fiji", 7), ("Fiji", 9)])
def test_land_on_both_sides_of_the_antimeridian(place, z):
    """Tiles left and right of 180 degrees both have land, and each draws it across the line without a cut."""
    lat = {"Chukotka": 67.5, "Fiji": -16.75}[place]
    last = 2**z - 1
    _, _, y = tile_of(z, 0, lat)

    right = [point for polygon in content(z, 0, y)["land"] for ring in polygon for point in points(ring)]
    left = [point for polygon in content(z, last, y)["land"] for ring in polygon for point in points(ring)]

    assert any(x < 0 for x, _ in right)
    assert any(x > 4096 for x, _ in left)


@pytest.mark.parametrize("z", [5, 8])
def test_no_cut_along_the_antimeridian(z):
    """No edge of Chukotka runs along 180 degrees inside the tile."""
    _, _, y = tile_of(z, 0, 68.0)

    for polygon in content(z, 0, y)["land"]:
        for ring in polygon:
            decoded = points(ring)
            along = [abs(b[1] - a[1]) for a, b in pairwise(decoded) if abs(a[0]) <= 1 and abs(b[0]) <= 1]
            assert max(along, default=0) < 100


def test_attribution_names_sources_and_licence():
    """What GeoNames' licence asks for is there, and nothing that a page would take for markup."""
    text = basemap.attribution()

    assert all(part in text for part in ("Natural Earth", "GeoNames", "CC BY 4.0"))
    assert not set("<>&$`") & set(text)
