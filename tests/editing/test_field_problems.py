"""What is wrong in a form is told by its fields: every rule that a form can break is broken."""

import json
import re

import pytest

from geodata.app.html import notices
from geodata.core.problems import Problem
from geodata.core.vocabulary import RECORD_KINDS
from geodata.editing.checking import apply
from geodata.editing.edits import Add, Delete, replace
from geodata.editing.field_problems import in_form
from geodata.editing.fields import FIELDS, label_of
from geodata.editing.forms import from_form
from geodata.editing.records import find_record
from geodata.editing.rows import from_rows, to_rows
from tests.cases import small_case
from tests.rings import comb
from tests.test_architecture import ROOT

CASE = small_case()
find_record(CASE, "claim", "ENVOY-SE")["properties"]["statement"] = "Briefing"
HAPPENED = label_of("claim", "event_time")
RING = [[40, 35], [41, 35], [41, 36], [40, 36], [40, 35]]


def geometry(kind, coordinates, **others):
    """Return the form of a site whose place is pasted as GeoJSON."""
    text = json.dumps({"type": kind, "coordinates": coordinates} | others)
    return ("site", "CITY", {"geometry": text})


def claim(**values):
    return ("claim", "ENVOY-SE", values)


#: By rule: kind, record and what is typed into its form.
TYPED = {
    "case.required": ("actor", "ARMY", {"name": ""}),
    "case.id-form": ("actor", "ARMY", {"id": "army 1"}),
    "case.id-unique": ("actor", "ARMY", {"id": "ENVOY"}),
    "case.reference": claim(actor="NOBODY"),
    "case.vocabulary": claim(relation="nearby"),
    "case.edtf": claim(event_time="6.12"),
    "case.url": ("source", "TRT", {"url": "javascript:x"}),
    "case.sha256": ("source", "TRT", {"sha256": "12"}),
    "case.color": ("actor", "ARMY", {"color": "blue"}),
    "case.uncertainty": ("site", "CITY", {"coordinateUncertaintyInMeters": "0"}),
    "case.bearing": claim(bearing="400±10"),
    "case.site-needed": claim(site=""),
    "case.distance-needed": claim(distance=""),
    "case.site2-needed": claim(relation="between"),
    "case.site2-same": claim(relation="between", site2="CAMP"),
    "case.site2-unused": claim(site2="CITY"),
    "case.region-needed": claim(relation="in"),
    "case.site-geometry": geometry("LineString", [[40, 35], [41, 35]]),
    "case.cycle": ("actor", "COALITION", {"part_of": "ENVOY"}),
    "case.distance-unused": claim(relation="at"),
    "case.bearing-unused": claim(relation="at"),
    "case.quantity-unused": claim(quantity="all"),
    "case.event-kinds-unused": claim(event_kinds="air strike"),
    "case.statement-speaker": ("claim", "ARMY-AT", {"statement": "Briefing"}),
    "case.about-nothing": claim(event="", about_actor=""),
    "case.unsourced": claim(sources=()),
    "case.long-text": claim(summary="x" * 10_001),
    "json.surrogate": claim(remarks="\ud800"),
    "geojson.type": geometry("Spot", [40, 35]),
    "geojson.changed-semantics": geometry("Point", [40, 35], properties={}),
    "geojson.coordinates": ("site", "CITY", {"geometry": '{"type": "Point"}'}),
    "geojson.geometries": ("site", "CITY", {"geometry": '{"type": "GeometryCollection", "geometries": 1}'}),
    "geojson.geometry-collection": (
        "site", "CITY", {"geometry": '{"type": "GeometryCollection", "geometries": [{"type": "Point", '
                                     '"coordinates": [40, 35]}]}'}),
    "geojson.nesting": geometry("Polygon", [5]),
    "geojson.position": geometry("Polygon", [[1, 2, 3, 4]]),
    "geojson.number": geometry("Point", [40, "35"]),
    "geojson.position-length": geometry("Point", [40]),
    "geojson.range": geometry("Point", [40, 95]),
    "geojson.line-length": geometry("LineString", [[40, 35]]),
    "geojson.ring-length": geometry("Polygon", [[[40, 35], [41, 35]]]),
    "geojson.ring-closed": geometry("Polygon", [[*RING[:4], [40, 35.1]]]),
    "geojson.polygon-valid": geometry("Polygon", [[[40, 35], [41, 36], [41, 35], [40, 36], [40, 35]]]),
    "geojson.polygon-intricate": geometry("Polygon", [comb(1_600)]),
    "geojson.bbox": geometry("Point", [40, 35], bbox=[1]),
    "geojson.precision": geometry("Point", [40.0123456789012, 35]),
    "geojson.right-hand-rule": geometry("Polygon", [RING[::-1]]),
    "geojson.antimeridian": geometry("Polygon", [[[-170, 35], [170, 35], [170, 36], [-170, 36], [-170, 35]]]),
    "geojson.empty": geometry("MultiPolygon", []),
    "geojson.crs": geometry("Point", [40, 35], crs={}),
}  # fmt: skip
#: Rules that nothing typed breaks, and why.
NOT_TYPED = {
    "case.account-claims": "tests/editing/test_edits.py has it",
    **dict.fromkeys(("case.document", "case.schema", "case.timezone", "geojson.object",
                     "geojson.feature", "geojson.features", "geojson.geometry", "geojson.properties", "geojson.id"),
                    "no form has what it is about"),
    **dict.fromkeys(("case.type", "case.count", "case.distance", "geojson.finite", "json.number"),
                    "the form is read into its type"),
    **dict.fromkeys(("json.syntax", "json.utf-8", "json.depth", "json.unique-names", "json.byte-order-mark"),
                    "what is pasted is refused before, by rule edit.place"),
    "case.claim-geometry": "an edit gives a claim the geometry of its site",
    "case.depth": "takes 101 actors; tests/test_updating.py has them",
}  # fmt: skip
#: What stands in a file and in no form.
OF_FILES = re.compile(r"\$|properties\b|features\[|\bnull\b|event_time|about_actor|part_of|derived_from")


def told(found):
    """Return problems as they are told beside a form, the page's markup taken away."""
    shown = notices.problems("Not changed", [in_form(problem) for problem in found])
    words = " ".join(re.sub("<[^>]*>", " ", shown).split())
    assert not OF_FILES.search(words.replace("member &#39;properties&#39;", "member that was pasted")), words
    return words


def problems_of(kind, record_id, values):
    """Return what comes of a form, as the page has it."""
    formed = from_form(kind, values, find_record(CASE, kind, record_id))
    return formed.problems or apply(CASE, replace(kind, record_id, formed.record)).problems


@pytest.mark.parametrize("rule", TYPED)
def test_each_rule_is_told_by_fields(rule):
    """No path, no member's name and no null: what stands in the file is not what was filled in."""
    found = problems_of(*TYPED[rule])

    assert rule in {problem.rule for problem in found}
    told(found)
    assert all(in_form(problem).message and in_form(problem).remedy for problem in found)


def test_every_rule_is_broken_or_cannot_be():
    """By the list of docs/case-format.md: a new rule is added to one of the two tables above."""
    listed = (ROOT / "docs" / "case-format.md").read_text(encoding="utf-8").partition("## Checking")[2]
    rules = {rule for row in re.findall(r"^\| (`.*?) \|", listed, re.MULTILINE) for rule in re.findall("`(.+?)`", row)}

    assert {rule for rule in rules if "." in rule and not rule.startswith("geodata")} == {*TYPED, *NOT_TYPED}


@pytest.mark.parametrize("kind", RECORD_KINDS)
def test_what_cannot_be_read_is_told_by_fields(kind):
    """In a form, in a table, and where a record is deleted that others need."""
    record = {"claim": "ENVOY-SE", "site": "CITY", "actor": "ENVOY", "event": "STRIKE", "source": "TRT"}[kind]
    for field in FIELDS[kind]:
        for text in ("?", "1 2 3", "{", '{"type": 1, "type": 2}', "x" * 100_001):
            found = problems_of(kind, record, {field.member: text})
            if found:
                assert f"“{field.label}”" in told(found) or found[0].rule.startswith(("case.", "geojson."))
    rows = [dict(row) | {"id": "not an id", "name": ""} for row in to_rows(kind, CASE)]
    told(from_rows(kind, CASE, rows).problems)
    told(apply(CASE, *from_rows(kind, CASE, rows).edits).problems)
    for on_referrers in ("refuse", "null"):
        told(apply(CASE, Delete(kind, (record,), on_referrers)).problems)


def test_a_new_record_is_told_by_fields():
    """All that is missing, at once."""
    found = apply(CASE, Add("claim", from_form("claim", {"id": "NEW"}).record)).problems

    words = told(found)
    for member in ("actor", "summary", "polarity"):
        assert f"Field “{label_of('claim', member)}”: It is empty. Fill it in." in words


@pytest.mark.parametrize(
    ("where", "rule", "where_told", "message"),
    [
        ("A $.features[3].properties.event_time", "case.edtf", "A", f"Field “{HAPPENED}”: No."),
        ("'a b' $.features[3].properties.names[1].name", "case.type", "'a b'",
         "Field “Other spellings”, line 2: It is not what this field holds."),
        ("A $.features[0].geometry.coordinates[0][4]", "geojson.number", "A",
         "Field “Position”, coordinates[0][4]: No."),
        ("ARMY $.case.actors[2].name", "other", "ARMY", "Field “Name”: No."),
        ("TRT $.case.sources[0].published", "other", "TRT", "Field “Published”: No."),
        ("A $.features[3].properties", "case.site-needed", "A", "Field “Place”: No."),
        ("A distance", "edit.distance", "A", "Field “Distance”: No."),
        ("A $.properties.remarks", "json.surrogate", "A", "Field “Remarks”: No."),
        ("a b c", "edit.unknown", "a b c", "No."), ("$", "edit.size", "The case", "No."),
        ("$.features[2].id", "case.required", "The case", "Field “Id”: It is empty."),
    ],
)  # fmt: skip
def test_where_is_the_record_and_the_message_begins_with_the_field(where, rule, where_told, message):
    """Whatever kind of place the check or the form names."""
    found = in_form(Problem(where, rule, "No.", "Correct it."))

    assert (found.where, found.message, found.rule) == (where_told, message, rule)


def test_a_date_is_told_as_a_newcomer_needs_it():
    """What was typed, what is wrong with it, what to write, and the name of the form of writing last."""
    [found] = problems_of("claim", "ENVOY-SE", {"event_time": "6.12"})

    assert f"{in_form(found).message} {in_form(found).remedy}" == (
        f"Field “{HAPPENED}”: '6.12' is not a date that can be read. Write 2015-12-06, or 2015-12 if the day is "
        "not known (EDTF, the library standard for dates)."
    )
