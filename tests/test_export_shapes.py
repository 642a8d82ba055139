"""Drawn shapes as plain GeoJSON."""

import json

import pytest
import shapely
from shapely.geometry import shape

from geodata.app.case_store import BUNDLED_CASE
from geodata.core.model import case_from_document
from geodata.exporting.extract import cut
from geodata.exporting.map_shapes import MEANINGS
from geodata.exporting.shapes_geojson import shape_collection
from geodata.geodesy.circles import distance_m
from geodata.geojson.rfc7946 import check_geojson
from tests.cases import small_case


def collection(document, claim_ids=None, rule="2020"):
    part, chosen = cut(case_from_document(document), claim_ids)
    return json.loads(shape_collection(part, chosen, rule))


def by_id(document, **given):
    return {feature["id"]: feature for feature in collection(document, **given)["features"]}


@pytest.mark.parametrize("document", [small_case(), json.loads(BUNDLED_CASE.read_text(encoding="utf-8"))])
def test_it_is_geojson_and_right_handed(document):
    """No problem by RFC 7946, not even a warning; ids are given once."""
    found = collection(document)
    assert check_geojson(found) == ()
    polygons = [shape(feature["geometry"]) for feature in found["features"]]
    assert all(
        part.exterior.is_ccw for area in polygons for part in shapely.get_parts(area) if part.geom_type == "Polygon"
    )
    ids = [feature["id"] for feature in found["features"]]
    assert len(ids) == len(set(ids))


def test_every_located_claim_has_its_own_point():
    """Where its site is, though many claims share one shape."""
    document = json.loads(BUNDLED_CASE.read_text(encoding="utf-8"))
    features = by_id(document)
    claims = [claim for claim in document["features"] if claim["properties"]["record"] == "claim"]
    points = {
        claim["id"]: claim["geometry"]["coordinates"]
        for claim in claims
        if (claim["geometry"] or {}).get("type") == "Point"
    }
    assert points
    assert points == {claim: features[f"{claim}-POINT"]["geometry"]["coordinates"] for claim in points}


@pytest.mark.parametrize(("rule", "inner_m", "outer_m"), [("2020", 58_500, 59_500), ("2004", 58_000, 60_000)])
def test_a_sector_is_as_wide_as_its_digits(rule, inner_m, outer_m):
    """Nearest and farthest vertex from the camp."""
    area = shape(by_id(small_case(), rule=rule)["ENVOY-SE-SECTOR"]["geometry"])
    distances = [distance_m(40.056, 35.396, lon, lat) for lon, lat in shapely.get_coordinates(area)]
    assert (min(distances), max(distances)) == (pytest.approx(inner_m, abs=0.1), pytest.approx(outer_m, abs=0.1))


def test_each_kind_of_shape_says_what_it_is():
    """And whose, from where, how sure."""
    features = by_id(small_case())
    assert {feature["properties"]["shape"] for feature in features.values()} == set(MEANINGS) - {"band", "corridor"}
    found = features["ENVOY-WITHIN-ZONE"]["properties"]
    wanted = {
        "claim": "ENVOY-WITHIN", "actor_name": "Envoy", "polarity": "deny", "distance": "55 km", "half_width_km": 0.5,
        "min_km": 54.5, "max_km": 55.5, "rule": "2020", "site_uncertainty_m": 2000.0, "source_titles": "Report",
        "source_urls": "https://example.org/1",
    }  # fmt: skip
    assert {name: found[name] for name in wanted} == wanted
    assert not any(
        isinstance(value, (dict, list)) for feature in features.values() for value in feature["properties"].values()
    )


def test_a_shape_on_the_antimeridian_is_cut():
    """RFC 7946, section 3.1.9."""
    document = small_case()
    for feature in document["features"]:
        if feature["geometry"]["type"] == "Point":
            feature["geometry"] = {"type": "Point", "coordinates": [179.9, 0.0]}
    zone = by_id(document)["ENVOY-WITHIN-ZONE"]["geometry"]
    assert (zone["type"], check_geojson(zone)) == ("MultiPolygon", ())


def test_only_the_claims_asked_for_are_drawn():
    """One that they derive from is not; its site is a place like the others."""
    assert set(by_id(small_case(), claim_ids={"ARMY-IN"})) == {
        "CAMP-POINT", "CAMP-DISC", "PROVINCE-POINT", "PROVINCE-REGION", "ARMY-IN-POINT"
    }  # fmt: skip


def test_it_says_what_it_is_made_of():
    """Title, claims, rule, and the licences of the data."""
    document = small_case()
    document["case"]["credits"] = [{"name": "GeoNames", "license": "CC BY 4.0"}]
    found = collection(document)
    assert (found["about"]["claims"], found["about"]["rule"]) == ("6 of 6 claims", "2020")
    assert found["credits"] == [{"name": "GeoNames", "license": "CC BY 4.0"}]
