"""The rules of a case: break a small valid one, and find exactly what was broken."""

import json
from functools import reduce

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.casefile.io import check_bytes
from geodata.casefile.validate import check_case
from tests.cases import PROVINCE, small_case

DELETE = object()
ARMY_AT = ("features", 3, "properties")
SE = ("features", 7, "properties")
REPORT = ("features", 8, "properties")
RADIUS = ("features", 0, "properties", "coordinateUncertaintyInMeters")
RADIUS_PLACE = "CAMP $.features[0].properties.coordinateUncertaintyInMeters"


def put(document, path, value):
    """Set or delete the member at a path, in place."""
    holder = reduce(lambda node, key: node[key], path[:-1], document)
    if value is DELETE:
        del holder[path[-1]]
    else:
        holder[path[-1]] = value
    return document


def found(document):
    return [(problem.severity, problem.rule.removeprefix("case."), problem.where) for problem in check_case(document)]


def test_the_small_case_has_no_problem():
    """What the other tests break is whole."""
    assert found(small_case()) == []


@pytest.mark.parametrize(
    ("path", "value", "rule", "where"),
    [
        (("case",), DELETE, "required", "$.case"),
        (("case",), [], "type", "$.case"),
        (("case", "schema"), 2, "schema", "$.case.schema"),
        (("case", "schema"), True, "schema", "$.case.schema"),
        (("case", "id"), "small", "id-form", "$.case.id"),
        (("case", "title"), "", "required", "$.case.title"),
        (("case", "events", 0, "name"), DELETE, "required", "STRIKE $.case.events[0].name"),
        (("case", "actors", 0, "color"), "red", "color", "COALITION $.case.actors[0].color"),
        (("case", "actors", 1, "part_of"), "NATO", "reference", "ENVOY $.case.actors[1].part_of"),
        (("case", "actors", 0, "part_of"), "COALITION", "cycle", "COALITION $.case.actors[0].part_of"),
        (("case", "sources", 1), 7, "type", "$.case.sources[1]"),
        (("case", "sources", 0, "url"), "javascript:alert(1)", "url", "TRT $.case.sources[0].url"),
        (("case", "sources", 0, "url"), "java\nscript:alert(1)", "url", "TRT $.case.sources[0].url"),
        (("case", "sources", 0, "url"), "http://[", "url", "TRT $.case.sources[0].url"),
        (("case", "sources", 0, "published"), "8/12/2015", "edtf", "TRT $.case.sources[0].published"),
        (("case", "sources", 0, "reliability"), "c", "vocabulary", "TRT $.case.sources[0].reliability"),
        (("case", "sources", 1, "sha256"), "abc", "sha256", "WIRE $.case.sources[1].sha256"),
        (("case", "sources", 1, "id"), "TRT", "id-unique", "TRT $.case.sources[1].id"),
        (("features", 8, "id"), "CAMP", "id-unique", "CAMP $.features[8].id"),
        (("features", 8, "id"), 12, "type", "$.features[8].id"),
        (("features", 8, "id"), DELETE, "required", "$.features[8].id"),
        (("features", 8, "properties"), None, "required", "ENVOY-REPORT $.features[8].properties"),
        ((*ARMY_AT, "summary"), " ", "required", "ARMY-AT $.features[3].properties.summary"),
        ((*ARMY_AT, "summary"), ["a"], "type", "ARMY-AT $.features[3].properties.summary"),
        ((*ARMY_AT, "actor"), None, "required", "ARMY-AT $.features[3].properties.actor"),
        ((*ARMY_AT, "actor"), "NAVY", "reference", "ARMY-AT $.features[3].properties.actor"),
        ((*ARMY_AT, "sources"), ["TRT", "BBC"], "reference", "ARMY-AT $.features[3].properties.sources[1]"),
        ((*ARMY_AT, "derived_from"), "ARMY-IN", "type", "ARMY-AT $.features[3].properties.derived_from"),
        ((*ARMY_AT, "polarity"), "Affirm", "vocabulary", "ARMY-AT $.features[3].properties.polarity"),
        ((*ARMY_AT, "relation"), "near", "vocabulary", "ARMY-AT $.features[3].properties.relation"),
        ((*ARMY_AT, "relation"), "in", "region-needed", "ARMY-AT $.features[3].properties.relation"),
        ((*ARMY_AT, "relation"), "within", "distance-needed", "ARMY-AT $.features[3].properties"),
        ((*ARMY_AT, "relation"), "between", "site2-needed", "ARMY-AT $.features[3].properties"),
        ((*ARMY_AT, "credibility"), 2, "type", "ARMY-AT $.features[3].properties.credibility"),
        ((*ARMY_AT, "event_time"), "2015-02-30", "edtf", "ARMY-AT $.features[3].properties.event_time"),
        ((*ARMY_AT, "killed"), {"min": 4, "max": 3}, "count", "ARMY-AT $.features[3].properties.killed"),
        ((*ARMY_AT, "killed"), {"min": -1, "max": 3}, "count", "ARMY-AT $.features[3].properties.killed.min"),
        ((*ARMY_AT, "killed"), {"min": 1.5, "max": 3}, "count", "ARMY-AT $.features[3].properties.killed.min"),
        ((*ARMY_AT, "killed"), 3, "type", "ARMY-AT $.features[3].properties.killed"),
        (("features", 3, "geometry"), PROVINCE, "claim-geometry", "ARMY-AT $.features[3].geometry"),
        (("features", 3, "geometry"), None, "claim-geometry", "ARMY-AT $.features[3].geometry"),
        ((*SE, "distance", "value"), 59, "type", "ENVOY-SE $.features[7].properties.distance.value"),
        ((*SE, "distance", "value"), "1,000", "distance", "ENVOY-SE $.features[7].properties.distance.value"),
        ((*SE, "distance", "value"), "٥٩", "distance", "ENVOY-SE $.features[7].properties.distance.value"),
        ((*SE, "distance", "value"), "0.0", "distance", "ENVOY-SE $.features[7].properties.distance.value"),
        ((*SE, "distance", "value"), "20005", "distance", "ENVOY-SE $.features[7].properties.distance.value"),
        ((*SE, "distance", "unit"), "miles", "vocabulary", "ENVOY-SE $.features[7].properties.distance.unit"),
        ((*SE, "bearing"), {"value": "se"}, "vocabulary", "ENVOY-SE $.features[7].properties.bearing.value"),
        ((*SE, "bearing"), {}, "bearing", "ENVOY-SE $.features[7].properties.bearing"),
        ((*SE, "bearing", "degrees"), 360, "bearing", "ENVOY-SE $.features[7].properties.bearing"),
        ((*SE, "bearing"), {"degrees": 10}, "type", "ENVOY-SE $.features[7].properties.bearing.half_width"),
        (RADIUS, 0, "uncertainty", RADIUS_PLACE),
        (RADIUS, 3e7, "uncertainty", RADIUS_PLACE),
        (RADIUS, "2 km", "type", RADIUS_PLACE),
        (("features", 0, "properties", "names"), ["x"], "type", "CAMP $.features[0].properties.names[0]"),
        ((*REPORT, "record"), "place", "vocabulary", "ENVOY-REPORT $.features[8].properties.record"),
    ],
)  # fmt: skip
def test_one_broken_member_is_the_error_that_is_found(path, value, rule, where):
    """The rule and the place are those of the member; a message quotes and a remedy helps."""
    document = put(small_case(), path, value)

    assert [("error", rule, where)] == found(document)
    assert all(problem.message and problem.remedy for problem in check_case(document))


@pytest.mark.parametrize(
    ("path", "value", "rule"),
    [
        ((*ARMY_AT, "sources"), [], "unsourced"),
        ((*ARMY_AT, "distance"), {"value": "5", "unit": "km"}, "distance-unused"),
        ((*ARMY_AT, "bearing"), {"value": "N"}, "bearing-unused"),
        ((*ARMY_AT, "derived_from"), ["ARMY-IN"], "cycle"),
        ((*ARMY_AT, "summary"), "x" * 10_001, "long-text"),
        ((*ARMY_AT, "killed"), {"min": 3}, "count"),
    ],
)
def test_what_is_odd_is_a_warning(path, value, rule):
    """Nothing here keeps a case from being shown."""
    assert [("warning", rule)] == [(severity, name) for severity, name, _ in found(put(small_case(), path, value))]


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ((*ARMY_AT, "summary"), "<script>\x00\u202e"),
        ((*ARMY_AT, "killed"), {"min": 0, "max": None}),
        ((*SE, "distance", "value"), "59.0"),
        ((*SE, "distance", "value"), "59."),
        ((*SE, "distance", "value"), ".5"),
        ((*ARMY_AT, "event_time"), "Y-17000/.."),
        ((*SE, "bearing"), {"degrees": 0, "half_width": 180}),
        (RADIUS, None),
        ((*ARMY_AT, "unknown"), {"kept": True}),
    ],
)
def test_unusual_values_are_allowed(path, value):
    """Hostile text, open counts, unknown uncertainty and unknown members are all in order."""
    assert found(put(small_case(), path, value)) == []


def test_a_claim_without_a_subject_is_a_warning_unless_it_reports():
    """Only what affirms or denies has to speak of something."""
    document = small_case()
    for index in (3, 8):
        document["features"][index]["properties"] |= {"event": None, "about_actor": None}

    assert found(document) == [("warning", "about-nothing", "ARMY-AT $.features[3].properties")]


ACCOUNT = {"actor": "COALITION", "words": "None within 55 km.", "claims": ["ENVOY-WITHIN"]}


@pytest.mark.parametrize(
    ("accounts", "expected"),
    [
        (None, []),
        ([ACCOUNT], []),
        ({}, [("error", "type", "$.case.accounts")]),
        (["words"], [("error", "type", "$.case.accounts[0]")]),
        ([ACCOUNT | {"words": " "}], [("error", "required", "$.case.accounts[0].words")]),
        ([ACCOUNT | {"claims": "ENVOY-WITHIN"}], [("error", "type", "$.case.accounts[0].claims")]),
        ([ACCOUNT | {"claims": None}], [("warning", "account-claims", "$.case.accounts[0].claims")]),
        ([ACCOUNT | {"claims": ["GONE"]}], [("warning", "account-claims", "$.case.accounts[0].claims")]),
        ([ACCOUNT | {"actor": "ARMY"}], [("warning", "account-claims", "$.case.accounts[0].claims")]),
        ([ACCOUNT | {"actor": "ARMY", "claims": ["ARMY-AT", "ARMY-OTHER"]}],
         [("warning", "account-claims", "$.case.accounts[0].claims")]),
        ([ACCOUNT | {"actor": ["ARMY"]}], [("error", "type", "$.case.accounts[0].actor"),
                                           ("warning", "account-claims", "$.case.accounts[0].claims")]),
    ],
)  # fmt: skip
def test_accounts_rest_on_claims_of_their_actor(accounts, expected):
    """What does not is not shown, and said; what cannot be read is an error."""
    document = small_case()
    document["case"]["accounts"] = accounts
    document["case"]["events"].append({"id": "OTHER", "name": "Other", "kind": None})
    at = next(one for one in document["features"] if one["id"] == "ARMY-AT")
    other = {**at["properties"], "event": "OTHER", "derived_from": []}
    document["features"].append({**at, "id": "ARMY-OTHER", "properties": other})
    assert found(document) == expected


def test_one_statement_by_two_actors_is_a_warning():
    """It counts as two; the parts of one by one actor are as they should be."""
    document = small_case()
    for index in (3, 4, 5, 6):
        document["features"][index]["properties"]["statement"] = "Briefing"

    assert found(document) == [
        ("warning", "statement-speaker", "ENVOY-WITHIN $.features[5].properties.statement"),
    ]


def test_many_broken_members_are_all_found():
    """No problem hides another."""
    document = small_case()
    put(document, ("case", "schema"), "1")
    put(document, ("case", "actors", 0, "color"), "blue")
    put(document, ("features", 0, "properties", "name"), None)
    put(document, (*ARMY_AT, "stated"), "soon")

    assert {"schema", "color", "required", "edtf"} == {rule for _, rule, _ in found(document)}
    assert len(found(document)) == 4


PLACES = [
    ("case",), ("case", "actors"), ("case", "actors", 1), ("case", "actors", 1, "id"), ("case", "sources", 0, "url"),
    ("features",), ("features", 0), ("features", 0, "id"), ("features", 0, "geometry"), ("features", 0, "properties"),
    ("features", 2, "geometry", "coordinates"), ("features", 0, "properties", "names"), (*SE, "distance"),
    *((*SE, name) for name in small_case()["features"][7]["properties"]), (*SE, "distance", "value"),
]  # fmt: skip
ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@pytest.mark.many
@given(path=st.sampled_from(PLACES), value=ANY_JSON)
def test_any_value_anywhere_is_judged_without_an_exception(path, value):
    """Whatever a file holds, the answer is a report."""
    report = check_bytes(json.dumps(put(small_case(), path, value)).encode())

    assert report.valid != any(problem.severity == "error" for problem in report.problems)
    assert report.valid == (report.level == "case")
