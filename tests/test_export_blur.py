"""Blurred places: they hold the true one, and the true one is nowhere."""

import json
import math
import re
import struct

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import shape

from geodata.app.case_store import BUNDLED_CASE
from geodata.casefile.io import read_case
from geodata.casefile.validate import check_case
from geodata.core.model import case_from_document
from geodata.core.problems import CaseProblemsError, InputError
from geodata.exporting import position_traces
from geodata.exporting.blurring import MIN_RADIUS_M, blur_sites
from geodata.exporting.exact_place import exact
from geodata.exporting.exports import Wanted, choose_and_blur, exported
from geodata.exporting.leaks import leaks
from geodata.exporting.position_traces import MAX_SEARCHED_CHARS, tells
from geodata.exporting.writers import WRITERS, ExportOptions
from geodata.geodesy.circles import circle, distance_m
from geodata.parsing.plus_codes import plus_code
from tests.cases import small_case

# ruff: noqa: RUF001 - signs that look alike are what people write for minutes and seconds
KEY = bytes(32)


def blurred(document, radius_m=5_000.0, site="CAMP", key=KEY):
    return blur_sites(document, {site: radius_m}, lambda _: key)


def site_of(document, site="CAMP"):
    return next(feature for feature in document["features"] if feature["id"] == site)


def moved_m(document):
    lon, lat = site_of(document)["geometry"]["coordinates"]
    return distance_m(40.056, 35.396, lon, lat)


def at(lon, lat, uncertainty_m):
    document = small_case()
    for feature in document["features"]:
        if feature["geometry"]["type"] == "Point":
            feature["geometry"] = {"type": "Point", "coordinates": [lon, lat]}
    site_of(document)["properties"]["coordinateUncertaintyInMeters"] = uncertainty_m
    return document


@settings(max_examples=30, deadline=None)
@given(
    st.floats(-180, 180),
    st.floats(-90, 90),
    st.floats(0.1, 50_000),
    st.floats(MIN_RADIUS_M, 1e6),
    st.binary(max_size=4),
)
def test_the_new_disc_holds_the_true_one(lon, lat, uncertainty_m, radius_m, key):
    """Anywhere on the Earth, at the poles and the antimeridian too, for any key."""
    found = site_of(blurred(at(lon, lat, uncertainty_m), radius_m, key=key))
    new_lon, new_lat = found["geometry"]["coordinates"]
    apart_m = distance_m(lon, lat, new_lon, new_lat)

    assert apart_m + uncertainty_m <= found["properties"]["coordinateUncertaintyInMeters"]
    assert apart_m >= radius_m * 0.09


@settings(max_examples=15, deadline=None)
@given(st.floats(1_000, 300_000), st.binary(max_size=4))
def test_a_region_is_held_by_a_new_one(radius_m, key):
    """And its claims, which need a region, have one."""
    document = blurred(small_case(), radius_m, "PROVINCE", key)
    old, new = (shape(site_of(one, "PROVINCE")["geometry"]) for one in (small_case(), document))
    assert shapely.contains_properly(new, old)
    assert site_of(document, "ARMY-IN")["geometry"] == site_of(document, "PROVINCE")["geometry"]
    assert [problem for problem in check_case(document) if problem.severity == "error"] == []


def test_the_offset_is_even_over_the_ring():
    """By 500 keys: as many within 1/sqrt(2) of the radius as outside, and as many north as south."""
    shifts = [
        site_of(blurred(small_case(), key=index.to_bytes(2, "big")))["geometry"]["coordinates"] for index in range(500)
    ]
    far = sum(distance_m(40.056, 35.396, lon, lat) > 5_000 * math.sqrt(0.505) for lon, lat in shifts)
    north = sum(lat > 35.396 for _, lat in shifts)
    assert abs(far - 250) < 50
    assert abs(north - 250) < 50


def test_the_offset_is_drawn_once():
    """The same for each export of a case, another for another key, case or site."""
    document = small_case()
    renamed = small_case()
    renamed["case"]["id"] = "OTHER"
    others = [blurred(document, key=b"x"), blurred(renamed), blurred(document, 50_000)]
    assert blurred(document) == blurred(document)
    assert len({moved_m(one) for one in (blurred(document), *others)}) == 4


def test_what_is_written_of_a_blurred_site():
    """It is labelled, and how it was found is withheld; its claims are where it is now."""
    document = small_case() | {"bbox": [39, 34, 41, 36]}
    site_of(document)["properties"] |= {"georeferenceRemarks": "At the gate.", "verbatimCoordinates": "x"}
    found = blurred(document)
    properties = site_of(found)["properties"]
    assert properties.keys() == {
        "record", "name", "names", "coordinateUncertaintyInMeters", "dataGeneralizations", "informationWithheld",
    }  # fmt: skip
    assert (properties["name"], "moved by up to 5.000 km" in properties["dataGeneralizations"]) == (
        "Camp (blurred)",
        True,
    )
    assert properties["informationWithheld"] == "Withheld: exact position, georeferenceRemarks, verbatimCoordinates."
    assert site_of(found, "ARMY-AT")["geometry"] == site_of(found)["geometry"]
    assert ("bbox" in found, site_of(found, "CITY")) == (False, site_of(document, "CITY"))
    assert check_case(found) == ()


def test_nothing_is_changed_in_the_case():
    """The document given is as it was."""
    document = small_case()
    blurred(document)
    assert document == small_case()


@pytest.mark.parametrize("radius_m", [99, 1_000_001, math.nan])
def test_a_radius_out_of_bounds_is_refused(radius_m):
    """Too small hides nothing."""
    with pytest.raises(InputError, match="cannot be blurred by"):
        blurred(small_case(), radius_m)


def test_a_site_without_a_position_is_refused():
    """There is nothing to hide."""
    document = small_case()
    site_of(document)["geometry"] = None
    with pytest.raises(InputError, match="CAMP has no position"):
        blurred(document)


# -- what else says where it is --------------------------------------------------------------------------------------

CAMP = exact(case_from_document(small_case()).site_by_id["CAMP"], 5_000.0)
SPELLINGS = [
    "at 35.396, 40.056", "40.056E 35.396N", "٣٥٫٣٩٦ ٤٠٫٠٥٦", "35,396; 40,056", "lat 35.40 lon 40.06", "35.3960000",
    "https://maps.example/@35.396,40.056,12z", "35°23'45.6\"N 40°03'21.6\"E", "35 23 46 N, 40 03 22 E",
    "N35° 23.76′ E40° 3.36′", "352346N 0400322E", "37S EV 95897 17471", "37SEV9589717471", "595897 E 3917471 N",
    "35d23m45s 40d3m21s", "35º 23’ 45” 40º 3’ 21”",
    "geohash syk3r7x", f"{plus_code(40.056, 35.396)}+XX",
    "-35.396/-40.056", "35.39583 N, 40.05612 E", "35.3962, 40.0562", "35°23'44\"N 40°03'20\"E",
    "37SEV95891747", "37SEV958174", "37S EV 95 17", f"{plus_code(40.056, 35.396)[4:]}+CC Saeqa",
    "35-23-45N 040-03-21E",
    "$GPGGA,,3523.7600,N,04003.3600,E", "3523.76N 04003.36E", "N3523.760 E04003.360", "OSTT/QRTCA/3524N04003E005",
    "E7 353960000 400560000", "35396000,40056000", "EPSG:3857 4459014 4217827", "37 S 595,897 3,917,471",
    "595 897 m E, 3 917 471 m N", "３５．３９６, ４０．０５６", "35%2E396%2C40%2E056", "35&#46;396 40&#46;056",
    "0.69911, 0.61778 rad", "595.897 km E, 3917.471 km N", "596 km, 3 917 km", "37S 595,9 3917,5",
    "GEOREF QJLF0323", "qjlf 033 237", "QJLF 0336 2376",
    "35°24' 40°03'", "35 24 40 03", "35.23.46 N, 40.03.22 E", "35396 40056", "353960 / 400560",
    "35 درجة 24 دقيقة شمالا 40 درجة 3 دقيقة شرقا", "35 градусов 24 минуты, 40 градусов 3 минуты",
    "3\ufe0f\u20e35\ufe0f\u20e3.3\ufe0f\u20e39\ufe0f\u20e36\ufe0f\u20e3, 4\u03320\u0332.0\u03325\u03326\u0332",
    f"35.396{'0' * 25}, 40.056{'0' * 25}", "3.5396e1, 4.0056E+1", "35°.396 40º.056", "352346 0400322",
    "DMS_LAT 352345 DMS_LONG 400321", "+352345+0400321/", "EV 95897 17471", "9589 1747", "35/396 40/056",
    "https://www.openstreetmap.org/#map=15/35.3960/40.0560", "3.5396E+01 4.0056E+01",
    "0101000020E6100000BA490C022B074440A69BC420B0B24140", "(35.0, 23.0, 45.6) (40.0, 3.0, 21.6)",
    "[35, 23, 228/5], [40, 3, 108/5]", "https://example.org/35.40,40.06/10", "https://example.org/35.396/40.056",
    "OSM-MAP-15-35-3960-40-0560",
    "https://geohack.toolforge.org/geohack.php?params=35_23_45.6_N_40_3_21.6_E",
    "{{coord|35|23|45.6|N|40|3|21.6|E}}", "{{coord|35|24|N|40|3|E}}", "35/23/45 40/03/21", "+3523.76+04003.36/",
    r"$35^\circ 23' 45.6''$ N, $40^\circ 3' 21.6''$ E", r"35^{\circ}23.76^{\prime} 40^{\circ}3.36^{\prime}",
    "UTM 38S 50851 3928200", "UTM 36 1141290 3939900", "595.897 O 3.917.471 N", "595_897 E 3_917_471 N",
    "595.897,12 3.917.471,40", "35. 396, 40. 056", "³⁵·³⁹⁶ ⁴⁰·⁰⁵⁶",
    "35·396 40·056", "3\u200b5.\u00ad396, 4\u200b0.0\u200b56",
]  # fmt: skip


@pytest.mark.parametrize("words", SPELLINGS)
def test_coordinates_in_a_text_are_found(words):
    """However they are spelled; the problem says where and what."""
    document = blurred(small_case())
    site_of(document, "ENVOY-SE")["properties"]["remarks"] = f"The gate ({words})."
    [problem] = leaks(document, CAMP)
    assert problem.where == "ENVOY-SE $.features[7].properties.remarks"


@pytest.mark.parametrize(
    ("words", "near_m", "far_m"),
    [
        ("GARS 441LL14", 4_900, 5_000),
        ("GARS 441LL1", 14_800, 15_000),
        ("geohash syk3r", 2_600, 2_650),
        ("plus code 8H7293", 2_950, 3_000),
        ("8H720000+", 59_500, 59_700),
        ("GEOREF QJLF0323", 990, 1_000),
    ],
)
def test_a_cell_gives_away_what_blurring_moves_farther_than_its_middle_is(words, near_m, far_m):
    """As decimals of the same step do: five minutes of arc are 9.3 km, a geohash of five signs is 4.9 km wide."""
    camp = case_from_document(small_case()).site_by_id["CAMP"]
    assert [bool(tells(words, exact(camp, radius_m))) for radius_m in (near_m, far_m)] == [False, True]


@pytest.mark.parametrize(
    "words", ["8H7293X4+4F", "syk3r7xv", "syk3r7rg", "8H7293V4+X9", "QJLF03392374", "93W5+22 Saeqa", "8H72 93W4 + 99"]
)
def test_a_code_of_a_point_beside_the_place_is_found(words):
    """Up to 250 m off, in another cell: it says the place as well as its own code."""
    assert tells(f"Seen at {words}.", CAMP)


@pytest.mark.parametrize(
    ("words", "lon", "lat"),
    [
        ("GHFF+WJ Idlib", 36.573, 35.526),
        ("geohash svveugsg", 41.7, 33.023),
        ("at svveug", 41.7, 33.023),
    ],
)
def test_a_code_of_letters_alone_is_found(words, lon, lat):
    """A text without a digit is read, too."""
    document = at(lon, lat, 50)
    assert tells(words, exact(case_from_document(document).site_by_id["CAMP"], 5_000.0))
    assert not tells(words, CAMP)


@pytest.mark.parametrize(
    "words",
    [
        "35.4 N, 40.1 E",
        "35 miles, 40 km",
        "0.70 and 0.62 of it",
        "596 of 3917",
        "441LL1",
        "8H7293X9+22",
        "35, 396 of 40, 056",
        "35/23 and 40/3",
        "every spruce, GHFF+WJ",
        "syk3rs9k",
        "in 2015-12-06",
        "35.421, 40.055",
        "40.2, 35.4",
        "3 of 35",
        "+963 35 396 40056",
        "+963 35396000",
        "1200N flights, 4003 E-mails",
        "4459014 people",
        "a" * 9,
        f"{'1' * 400}, 1, 1",
        f"1, 2, {'9' * 5_000}",
        "1/3, 1/0, 2",
    ],
)
def test_other_numbers_are_not(words):
    """Nor coordinates too rough to give away what is blurred by 5 km, nor those of the village beside it."""
    document = blurred(small_case())
    site_of(document, "ENVOY-SE")["properties"]["remarks"] = words
    assert leaks(document, CAMP) == ()


@pytest.mark.parametrize(
    "member",
    [
        {"decimalLatitude": 35.396, "decimalLongitude": 40.056},
        {"latitude": "35.40", "longitude": "40.06"},
        {"seen": [[35.396, 40.056]]},
        {"bbox": [40.056, 35.396, 40.056, 35.396]},
        {"bbox": [39.056, 34.396, 41.056, 36.396]},
        {"bbox": [39.056, 34.396, 0, 41.056, 36.396, 900]},
        {"deep": {"35.396": {"x": None}}},
        {"decimalLatitude": 35.39583, "decimalLongitude": 40.05612},
        {"seen": [40.0562, 35.3962]},
        {"DMS_LAT": "352345", "DMS_LONG": "400321"},
        {"DMS_LAT": 352345, "DMS_LONG": 400321},
        {"GPSLatitude": [35, 23, 45.6], "GPSLongitude": [40, 3, 21.6]},
        {"seen": [[35, 23, 45.6], [40, 3, 21.6]]},
        {"lat": [35.396], "lon": [40.056]},
        {"lat": {"degrees": 35, "minutes": 23.76}, "lon": {"degrees": 40, "minutes": 3.36}},
        {"seen": [35396000, 40056000]},
        {"lat_d": "35", "lat_m": "23", "lat_s": "45.6", "lon_d": "40", "lon_m": "3", "lon_s": "21.6"},
        {"lat_d": 35, "lat_m": 23.76, "lon_d": 40, "lon_m": 3.36},
        {"seen": ["35.40", "40.06"]},
        {"y": 35.4, "x": 40.06},
        {"seen": [35.4, 40.06]},
        {"seen": {"type": "Point", "coordinates": [40.06, 35.4]}},
        {"GPSLatitude": [[35, 1], [23, 1], [456, 10]], "GPSLongitude": [[40, 1], [3, 1], [216, 10]]},
    ],
)
def test_coordinates_in_members_are_found(member):
    """As numbers, in two members, in either order, in a name."""
    document = blurred(small_case())
    site_of(document, "ENVOY-SE")["properties"] |= member
    assert leaks(document, CAMP)[0].where.startswith("ENVOY-SE $.features[7].properties")


def test_claims_at_a_blurred_site_have_only_what_the_format_knows():
    """What an import kept may say the place in ways that nobody looks for; words are looked through."""
    document = small_case()
    own = {"imported:lat": "thirty-five point four", "remarks": "Seen from afar.", "certainty": "probable"}
    for feature in document["features"][3:]:
        feature["properties"] |= own
    site_of(document, "ENVOY-SE")["mine"] = "x"
    found = blurred(document)
    for claim in ("ARMY-AT", "ENVOY-WITHIN", "ENVOY-SE"):
        members = site_of(found, claim)["properties"]
        assert members["informationWithheld"] == "Withheld: what the file has of it beyond the format."
        assert {name: members.get(name) for name in own} == own | {"imported:lat": None}
        assert site_of(found, claim).keys() == {"type", "id", "geometry", "properties"}
    assert site_of(found, "ENVOY-REPORT") == site_of(document, "ENVOY-REPORT")
    # Another end of "between" is a site of the claim, too; what has nothing of its own is as it was.
    document = small_case()
    site_of(document, "ENVOY-REPORT")["properties"] |= {"relation": "between", "site2": "CAMP", "mine": 1}
    found = blurred(document)
    assert "mine" not in site_of(found, "ENVOY-REPORT")["properties"]
    assert "informationWithheld" not in site_of(found, "ARMY-AT")["properties"]


@pytest.mark.parametrize(("words", "near_m", "far_m"), [("35.4, 40.1", 5_900, 6_100), ("35.40, 40.06", 590, 610)])
def test_a_rounded_place_is_found_where_it_is_nearer_than_the_blurred_one(words, near_m, far_m):
    """Rounded to 0.1 degrees, it is 4.2 km off on average, and one that is blurred by 6 km as much."""
    camp = case_from_document(small_case()).site_by_id["CAMP"]
    assert [bool(tells(words, exact(camp, radius_m))) for radius_m in (near_m, far_m)] == [False, True]


def test_words_for_minutes_are_read_with_the_seconds_after_them():
    """Minutes alone would say too little of a place that is blurred by 1 km."""
    document = small_case()
    document["case"]["summary"] = "35 deg 23 min 45 sec N, 40 deg 3 min 21 sec E"
    near = exact(case_from_document(document).site_by_id["CAMP"], 1_000.0)
    assert [problem.where for problem in leaks(blurred(document), near)] == ["SMALL $.case.summary"]


def test_a_text_that_is_too_long_to_be_searched_is_refused():
    """Once, however many places are blurred, and in a sentence: a million digits took a minute for each place."""
    document = small_case()
    document["case"]["summary"] = "1 " * (MAX_SEARCHED_CHARS // 2)
    site_of(document, "ENVOY-SE")["properties"]["remarks"] = "1 " * (MAX_SEARCHED_CHARS // 2) + "1"
    [problem] = leaks(blurred(document), CAMP, CAMP)
    assert problem.where == "ENVOY-SE $.features[7].properties.remarks"
    assert problem.message == "This text has 100,001 characters, and at most 100,000 are searched for places."
    case = case_from_document(small_case())
    with pytest.raises(InputError, match="100,001"):
        exported(case, "a.svg", Wanted(blurred_m={"CAMP": 5_000.0}), ExportOptions(title="1" * 100_001), lambda _: KEY)


def test_each_text_is_read_once_however_many_places_are_blurred(monkeypatch):
    """The document is not gone through for each of them."""
    read = []
    monkeypatch.setattr(position_traces, "_shown", lambda text: read.append(text) or text)
    sites = case_from_document(small_case()).sites
    leaks(small_case(), exact(sites[0], 5_000.0))
    once = len(read)
    leaks(small_case(), *(exact(site, 5_000.0) for site in sites if site.geometry))
    assert len(read) == 2 * once > 0


def test_another_site_nearby_is_none():
    """It says where itself is: 200 m away, at a place of its own, with its bounding box and its claims."""
    document = small_case()
    for feature in document["features"]:
        if feature["geometry"]["coordinates"] == [40.14084, 35.33588]:
            feature |= {"geometry": {"type": "Point", "coordinates": [40.058, 35.397]}}
    site_of(document, "CITY")["bbox"] = [40.058, 35.397, 40.058, 35.397]
    assert leaks(blurred(document), CAMP) == ()


def test_a_twin_of_the_site_is_found():
    """Another site at the same place, and a copy of a region's outline."""
    document = small_case()
    site_of(document, "CITY")["geometry"] = site_of(document)["geometry"]
    province = exact(case_from_document(document).site_by_id["PROVINCE"], 5_000.0)
    assert [problem.where for problem in leaks(blurred(document), CAMP)] == ["CITY $.features[1].geometry.coordinates"]
    assert len(leaks(document, province)) == 2


def _square(west, south, east, north):
    return shapely.box(40.056 + west, 35.396 + south, 40.056 + east, 35.396 + north)


def _around(points):
    return shapely.Polygon([(40.056 + east, 35.396 + north) for east, north in points])


ZONES = {
    "circle": shapely.Polygon(circle(40.056, 35.396, 30_000.0)),
    "bounds": _around([(-1, -1), (1, -1), (1, 0.6), (-0.9, 1), (-1, 0.2)]),
    "two parts": shapely.MultiPolygon([_square(-2, -1, -1, 1), _square(1, -1, 2, 1)]),
    "one of two parts": shapely.MultiPolygon([_square(-0.1, -0.1, 0.1, 0.1), _square(1, -1, 2, 1)]),
    "hole": shapely.difference(_square(-1, -1, 3, 2), _square(-0.2, -0.2, 0.2, 0.2)),
    "smallest circle": _around([(-1, 0), (0.2, -0.3), (1, 0), (0.1, 0.2)]),
    "mean of corners": _around([(-1, -1), (1, -1), (1, 0.5), (0, 0.75), (-1, 0.75)]),
}


@pytest.mark.parametrize("zone", ZONES)
def test_a_region_around_the_place_is_found(zone):
    """By its middle, whichever anybody works out; blurred too, it is written."""
    document = small_case()
    geometry = json.loads(shapely.to_geojson(shapely.orient_polygons(ZONES[zone], exterior_cw=False)))
    document["features"].append(
        {"type": "Feature", "id": "ZONE", "geometry": geometry, "properties": {"record": "site", "name": "Zone"}}
    )
    case = case_from_document(document)
    with pytest.raises(CaseProblemsError) as caught:
        choose_and_blur(case, blurred_m={"CAMP": 5_000.0}, secret=lambda _: KEY)
    [problem] = caught.value.problems
    assert problem.where == f"ZONE $.features[{len(document['features']) - 1}].geometry"
    assert "says where CAMP is" in problem.message
    assert problem.remedy == "Blur ZONE too, or leave it and the claims at it out."
    away = exact(case_from_document(at(40.5, 35.8, 1)).site_by_id["CAMP"], 5_000.0)
    assert not [one for one in leaks(blurred(document), away) if one.where.startswith("ZONE")]


def test_a_region_that_is_blurred_too_tells_nothing():
    """It is shown around the point of the place."""
    document = small_case()
    zone = json.loads(shapely.to_geojson(shapely.orient_polygons(ZONES["circle"], exterior_cw=False)))
    site_of(document, "CITY")["geometry"] = zone
    both = dict.fromkeys(("CAMP", "CITY"), 5_000.0)
    made, _ = choose_and_blur(case_from_document(document), blurred_m=both, secret=lambda _: KEY)
    lon, lat = site_of(made)["geometry"]["coordinates"]
    middle = shape(site_of(made, "CITY")["geometry"]).centroid
    assert distance_m(lon, lat, middle.x, middle.y) < 100


def test_a_case_that_tells_is_not_written():
    """Every member that does is named."""
    document = small_case()
    document["case"]["summary"] = "The camp, at 35.396 N, 40.056 E."
    document["case"]["sources"][0]["url"] = "https://maps.example/?q=35.396,40.056"
    with pytest.raises(CaseProblemsError) as caught:
        choose_and_blur(case_from_document(document), blurred_m={"CAMP": 5_000.0}, secret=lambda _: KEY)
    assert [problem.where for problem in caught.value.problems] == ["SMALL $.case.summary", "TRT $.case.sources[0].url"]


@pytest.mark.parametrize("ending", WRITERS)
def test_the_exact_place_is_in_no_file(ending):
    """Neither as digits nor as the bytes of a double, in any format; the label is in it."""
    case, _ = read_case(BUNDLED_CASE)
    document, chosen = choose_and_blur(case, blurred_m={"SAEQA-CAMP": 5_000.0}, secret=lambda _: KEY)
    data = WRITERS[ending](document, chosen, ExportOptions())
    doubles = [order.pack(number) for number in (40.056, 35.396) for order in _DOUBLES]
    assert re.search(rb"(?<!\d)(?:40[.,]056|35[.,]396)(?:0*)(?!\d)", data) is None
    assert [double for double in doubles if double in data] == []
    assert b"(blurred)" in data
    assert b"Blurred for publication" in data


_DOUBLES = [struct.Struct(order + "d") for order in "<>"]


def test_the_test_would_find_it():
    """The unblurred file has both."""
    case, _ = read_case(BUNDLED_CASE)
    document, chosen = choose_and_blur(case, secret=lambda _: KEY)
    assert re.search(rb"(?<!\d)40[.,]056(?!\d)", json.dumps(document).encode())
    assert _DOUBLES[0].pack(40.056) in WRITERS[".gpkg"](document, chosen, ExportOptions())


def test_no_secret_is_asked_for_where_nothing_is_blurred():
    """No file is made in anybody's home for a plain export."""
    assert choose_and_blur(case_from_document(small_case()), secret=None)[0] == small_case()
