"""Tell whether a GeoJSON document is a case that can be shown (docs/case-format.md), and what is wrong with it.

The document's GeoJSON problems are :mod:`geodata.geojson.rfc7946`'s; nothing here repeats them, and nothing here raises
on any JSON value. The rules for one member are in :mod:`geodata.casefile.field_rules`, those for what a claim says of
where in
:mod:`geodata.casefile.place_rules`; here are the tuples of rules for each kind of record, and what ties records
together.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Iterator
from typing import Final

from geodata.casefile.field_rules import (
    FieldRule,
    Record,
    color,
    count_rule,
    edtf,
    flag_rule,
    missing,
    names,
    one_of,
    record_id,
    sha256,
    text_rule,
    texts_rule,
    timezone,
    uncertainty,
    web_address,
    wrong_type,
)
from geodata.casefile.place_rules import check_bearing, check_distance, check_relation
from geodata.casefile.reference_rules import (
    Links,
    account_problems,
    feature_links,
    repeated_ids,
    shared_statements,
    table_links,
)
from geodata.core.json_path import JsonPath
from geodata.core.problem_list import listed
from geodata.core.problems import Problem, quoted
from geodata.core.vocabulary import CERTAINTIES, CREDIBILITIES, POLARITIES, QUANTITIES, RELATIONS, RELIABILITIES
from geodata.geojson.position_rules import is_number

SCHEMA: Final = 1
_RECORD_KIND: Final = one_of("record", ("site", "claim"), required=True)
_SITE_GEOMETRIES: Final = ("Point", "Polygon", "MultiPolygon")


def schema(case: Record, spot: JsonPath) -> Iterator[Problem]:
    """Check the version of the format."""
    value = case.get("schema")
    if value is None:
        yield missing(spot, "schema", f"the number {SCHEMA}")
    elif isinstance(value, bool) or value != SCHEMA:
        remedy = f"Write {SCHEMA}; a file of a later version needs a later program."
        yield spot.member("schema").problem(
            "case.schema", f"{quoted(value)} is not a version of the format that can be read.", remedy
        )


def about_something(claim: Record, spot: JsonPath) -> Iterator[Problem]:
    """Warn of a claim that names neither event nor actor: nothing can be compared with it."""
    if claim.get("polarity") != "report" and claim.get("event") is None and claim.get("about_actor") is None:
        remedy = "Name the event, or the actor it is about."
        yield spot.problem(
            "case.about-nothing", "The claim names neither an event nor an actor that it is about.", remedy, "warning"
        )


def event_kinds_used(claim: Record, spot: JsonPath) -> Iterator[Problem]:
    """Warn of kinds of event beside anything but a denial of any event: they change nothing there."""
    if claim.get("event_kinds") and not (claim.get("polarity") == "deny" and claim.get("event") is None):
        message = "Kinds of event are for a denial of any event, and this is none."
        remedy = "Leave them out, or make it a denial without an event."
        yield spot.member("event_kinds").problem("case.event-kinds-unused", message, remedy, "warning")


def sourced(claim: Record, spot: JsonPath) -> Iterator[Problem]:
    """Warn of a claim without a source."""
    if claim.get("sources") in (None, []):
        remedy = "Name a source that says where it can be read."
        yield spot.member("sources").problem("case.unsourced", "The claim has no source.", remedy, "warning")


CASE_RULES: Final[tuple[FieldRule, ...]] = (
    schema,
    record_id,
    text_rule("title", required=True),
    text_rule("summary"),
    timezone,
)
TABLE_RULES: Final[dict[str, tuple[FieldRule, ...]]] = {
    "actors": (record_id, text_rule("name", required=True), color),
    "events": (record_id, text_rule("name", required=True), text_rule("kind"), flag_rule("plural")),
    "sources": (
        record_id,
        text_rule("title", required=True),
        text_rule("publisher"),
        edtf("published"),
        web_address("url"),
        web_address("archived_url"),
        edtf("archived"),
        sha256,
        one_of("reliability", RELIABILITIES),
    ),
}
FEATURE_RULES: Final[dict[str, tuple[FieldRule, ...]]] = {
    "site": (
        text_rule("name", required=True),
        names,
        text_rule("kind"),
        uncertainty,
        text_rule("georeferenceSources"),
        text_rule("georeferenceRemarks"),
    ),
    "claim": (
        text_rule("summary", required=True),
        one_of("polarity", POLARITIES, required=True),
        one_of("relation", RELATIONS),
        check_distance,
        check_bearing,
        check_relation,
        edtf("event_time"),
        edtf("stated"),
        count_rule("killed"),
        count_rule("wounded"),
        one_of("credibility", CREDIBILITIES),
        one_of("certainty", CERTAINTIES),
        one_of("quantity", QUANTITIES),
        texts_rule("event_kinds"),
        event_kinds_used,
        text_rule("statement"),
        text_rule("event_time_words"),
        about_something,
        sourced,
    ),
}


def check_case(document: object, broken_features: Collection[int] = ()) -> tuple[Problem, ...]:
    """Return everything that keeps a document from being a case, and what is odd about it.

    ``broken_features``: index of each feature that is not in order as GeoJSON; its geometry is not judged again.

    >>> [problem] = check_case({"type": "FeatureCollection", "features": []})
    >>> problem.where, problem.rule
    ('$.case', 'case.required')
    """
    return listed(find_case_problems(document, broken_features))


def find_case_problems(
    document: object, broken_features: Collection[int] = (), passed: Container[int] = ()
) -> Iterator[Problem]:
    """Yield what :func:`check_case` lists, without end.

    ``document``, ``broken_features``: as for :func:`check_case`. ``passed``: identities (:func:`id`) of records that
    are passed over, but for what ties all of them together.
    """
    spot = JsonPath()
    if not isinstance(document, dict) or not isinstance(document.get("features"), list):
        remedy = 'Make it a FeatureCollection with a member "case".'
        yield spot.problem("case.document", "This is not a collection of features.", remedy)
        return
    case = document.get("case")
    if case is None:
        yield missing(spot, "case", 'an object with "schema", "id", "title", "actors", "events" and "sources"')
        return
    if not isinstance(case, dict):
        yield wrong_type(spot.member("case"), case, "an object")
        return
    links, here = Links.of(case, document["features"], broken_features), spot.member("features")
    yield from _case_problems(case, spot.member("case"), links, passed)
    for index, feature in enumerate(document["features"]):
        if id(feature) not in passed:
            yield from _feature_problems(feature, index, here.element(index), links)
    yield from account_problems(case.get("accounts"), spot.member("case").member("accounts"), links)
    yield from repeated_ids(document["features"], here)
    yield from shared_statements(document["features"], here)
    yield from links.cycles()
    yield from links.depths()


def _case_problems(case: Record, spot: JsonPath, links: Links, passed: Container[int]) -> Iterator[Problem]:
    for rule in CASE_RULES:
        yield from rule(case, spot)
    for table, rules in TABLE_RULES.items():
        records, here = case.get(table), spot.member(table)
        if records is None:
            yield missing(spot, table, "an array, empty if there are none")
            continue
        if not isinstance(records, list):
            yield wrong_type(here, records, f"an array of {table}")
            continue
        for index, record in enumerate(records):
            if id(record) not in passed:
                yield from _record_problems(record, here.element(index), rules)
        yield from repeated_ids(records, here)
        yield from table_links(table, records, here, links)


def _record_problems(record: object, spot: JsonPath, rules: tuple[FieldRule, ...]) -> Iterator[Problem]:
    if not isinstance(record, dict):
        yield wrong_type(spot, record, "an object")
        return
    for rule in rules:
        yield from rule(record, spot.of_record(record.get("id")))


def _feature_problems(feature: object, index: int, spot: JsonPath, links: Links) -> Iterator[Problem]:
    if not isinstance(feature, dict):
        return  # reported as GeoJSON
    spot = spot.of_record(feature.get("id"))
    if "id" not in feature or isinstance(feature["id"], str) or is_number(feature["id"]):
        yield from record_id(feature, spot)
    properties, here = feature.get("properties"), spot.member("properties")
    if not isinstance(properties, dict):
        if properties is None and index not in links.broken_features:
            yield missing(spot, "properties", 'an object that begins with "record": "claim"')
        return
    yield from _RECORD_KIND(properties, here)
    kind = properties.get("record")
    if not isinstance(kind, str) or kind not in FEATURE_RULES:
        return
    for rule in FEATURE_RULES[kind]:
        yield from rule(properties, here)
    if kind == "claim":
        yield from feature_links(feature, index, spot, links)
    elif index not in links.broken_features:
        yield from _site_geometry(feature.get("geometry"), spot.member("geometry"))


def _site_geometry(geometry: object, spot: JsonPath) -> Iterator[Problem]:
    if not isinstance(geometry, dict):
        remedy = "Give it a point with an uncertainty, or a polygon; until then its claims are listed but not drawn."
        yield spot.problem("case.site-geometry", "The place has no position.", remedy, "warning")
    elif geometry.get("type") not in _SITE_GEOMETRIES:
        remedy = "Make it a Point with an uncertainty, a Polygon or a MultiPolygon."
        yield spot.problem("case.site-geometry", f"A place cannot be a {quoted(geometry.get('type'))}.", remedy)
    elif geometry.get("coordinates") == []:
        message = "The geometry of this place is empty: its coordinates are []."
        yield spot.problem("case.site-geometry", message, "Make the geometry null, or draw it.")
