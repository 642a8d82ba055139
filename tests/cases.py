"""A small valid case that tests break one member at a time."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

CAMP: dict[str, Any] = {"type": "Point", "coordinates": [40.056, 35.396]}
CITY: dict[str, Any] = {"type": "Point", "coordinates": [40.14084, 35.33588]}
PROVINCE: dict[str, Any] = {
    "type": "Polygon",
    "coordinates": [[[39.0, 34.0], [41.0, 34.0], [41.0, 36.0], [39.0, 36.0], [39.0, 34.0]]],
}


def small_case() -> dict[str, Any]:
    """Return a fresh document: 3 actors, 1 event, 2 sources, 3 sites, 6 claims, one for each relation."""
    sites = [_site("CAMP", CAMP), _site("CITY", CITY), _site("PROVINCE", PROVINCE)]
    claims = [
        _claim("ARMY-AT", CAMP, actor="ARMY", relation="at", site="CAMP", killed={"min": 3, "max": 3}),
        _claim("ARMY-IN", PROVINCE, actor="ARMY", relation="in", site="PROVINCE", derived_from=["ARMY-AT"]),
        _claim("ENVOY-WITHIN", CAMP, polarity="deny", relation="within", site="CAMP", distance=_distance("55", "km")),
        _claim("ENVOY-BEYOND", CAMP, relation="beyond", site="CAMP", distance=_distance("35", "mi")),
        _claim(
            "ENVOY-SE",
            CAMP,
            relation="at_distance",
            site="CAMP",
            distance=_distance("59", "km"),
            bearing={"value": "SE"},
        ),
        _claim("ENVOY-REPORT", CITY, polarity="report", relation="over", site="CITY", wounded={"min": 13, "max": None}),
    ]
    case = {
        "schema": 1,
        "id": "SMALL",
        "title": "A small case",
        "summary": "Three actors, six claims.",
        "actors": [
            {"id": "COALITION", "name": "Coalition", "part_of": None, "color": "#1f77b4"},
            {"id": "ENVOY", "name": "Envoy", "part_of": "COALITION", "color": None},
            {"id": "ARMY", "name": "Army", "part_of": None, "color": None},
        ],
        "events": [{"id": "STRIKE", "name": "Strike on the camp", "kind": "air strike"}],
        "sources": [
            {
                "id": "TRT",
                "title": "Report",
                "published": "2015-12-08",
                "url": "https://example.org/1",
                "reliability": "C",
            },
            {"id": "WIRE", "title": "Wire", "published": None, "url": None, "sha256": None},
        ],
    }
    return deepcopy({"type": "FeatureCollection", "case": case, "features": [*sites, *claims]})


def _distance(value: str, unit: str) -> dict[str, str]:
    return {"value": value, "unit": unit}


def _site(site_id: str, geometry: dict[str, Any]) -> dict[str, Any]:
    properties = {
        "record": "site",
        "name": site_id.title(),
        "names": [{"name": "معسكر", "lang": "ar"}],
        "coordinateUncertaintyInMeters": 2000,
    }
    return {"type": "Feature", "id": site_id, "geometry": geometry, "properties": properties}


def _claim(claim_id: str, geometry: dict[str, Any], **members: object) -> dict[str, Any]:
    properties = {
        "record": "claim",
        "actor": "ENVOY",
        "summary": f"What {claim_id} says.",
        "polarity": "affirm",
        "event": "STRIKE",
        "about_actor": "COALITION",
        "relation": None,
        "site": None,
        "distance": None,
        "bearing": None,
        "event_time": "2015-12-06",
        "stated": "2015-12-07T01:00~",
        "killed": None,
        "wounded": None,
        "sources": ["TRT"],
        "derived_from": [],
        "credibility": "2",
    }
    return {"type": "Feature", "id": claim_id, "geometry": geometry, "properties": properties | members}
