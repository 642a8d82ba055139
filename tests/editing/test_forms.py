"""Records in forms, tables and words, and back."""

import json
from copy import deepcopy
from functools import partial

import pytest

from geodata.app.case_store import BUNDLED_CASE
from geodata.core.problems import InputError
from geodata.core.vocabulary import CREDIBILITIES, POLARITIES, RECORD_KINDS, RELATIONS
from geodata.editing.changes import Change, changes_since
from geodata.editing.checking import apply
from geodata.editing.edits import Add, Delete, Replace, replace
from geodata.editing.fields import FIELDS, fields, form_fields, record_choices
from geodata.editing.forms import blank, from_form, to_form
from geodata.editing.parsing import read_value
from geodata.editing.records import find_record, records, with_members
from geodata.editing.rows import KEY, from_rows, to_rows
from geodata.editing.wording import value_text
from tests.cases import small_case

CASE = small_case()
BUNDLED = json.loads(BUNDLED_CASE.read_bytes())
NEW_CLAIM = {
    "id": "NEW", "actor": "ARMY", "summary": "What the army says.", "polarity": "affirm", "event": "STRIKE",
    "about_actor": "", "relation": "at_distance", "site": "CAMP", "distance": "35.0 miles", "bearing": "126±10",
    "event_time": " 2015-12-06 ", "stated": "", "killed": "3", "wounded": "٣-١٣", "sources": ("TRT", "WIRE"),
    "derived_from": (), "credibility": "2",
}  # fmt: skip


def test_a_form_asks_for_every_member_of_the_format():
    """Every member of the bundled case that the format has, each once."""
    for kind in RECORD_KINDS:
        asked = [field.member for field in FIELDS[kind]]
        used = {
            name for one in records(BUNDLED, kind) for name in (one["properties"] if kind in ("claim", "site") else one)
        }
        assert used - set(asked) <= {"id", "record", "geodeticDatum", "verbatimLocality", "disputed", "locator"}
        assert len(asked) == len(set(asked))
        assert all(field.label and field.help for field in fields(kind))


#: By member: what is typed, and what the record then has.
RARELY_FILLED = {
    "certainty": ("probable", "probable"),
    "quantity": ("all", "all"),
    "event_kinds": ("air strike, shelling", ["air strike", "shelling"]),
    "event_time_words": ("in the evening", "in the evening"),
    "statement": ("Briefing", "Briefing"),
    "about_actor": (("ARMY", "ENVOY"), ["ARMY", "ENVOY"]),
    "killed": ("about 40, so far", {"min": 40, "max": 40, "about": True, "so_far": True}),
    "wounded": ("1 or more", {"min": 1, "max": None}),
    "distance": ("about 35 mi", {"value": "35", "unit": "mi", "about": True}),
}


@pytest.mark.parametrize("member", RARELY_FILLED)
def test_what_the_format_has_gained_is_filled_in_and_emptied(member):
    """What was filled in is shown again, and stays as it is where it is not touched."""
    typed, value = RARELY_FILLED[member]
    before = find_record(CASE, "claim", "ENVOY-SE")
    formed = from_form("claim", {member: typed}, before)
    assert formed.problems == ()
    assert formed.record["properties"][member] == value
    shown = to_form("claim", formed.record)
    assert from_form("claim", shown, formed.record).record is formed.record
    assert from_form("claim", {member: shown[member]}, before).record["properties"][member] == value
    emptied = from_form("claim", {member: () if isinstance(typed, tuple) else ""}, formed.record)
    assert emptied.record["properties"][member] is None
    assert not apply(CASE, replace("claim", "ENVOY-SE", formed.record)).problems or member in (
        "quantity",
        "event_kinds",
    )


def test_of_a_link_is_said_what_it_does():
    """Of all links of a claim at once; what else they have stays, and one of which nothing is said is an id."""
    record = with_members(
        find_record(CASE, "claim", "ENVOY-SE"),
        "claim",
        {"derived_from": ["ARMY-AT", {"claim": "ARMY-IN", "note": "n"}]},
    )
    assert to_form("claim", record)["derived_from.kind"] == ""
    said = from_form("claim", {"derived_from.kind": "quotes"}, record).record
    assert said["properties"]["derived_from"] == [
        {"claim": "ARMY-AT", "kind": "quotes"}, {"claim": "ARMY-IN", "note": "n", "kind": "quotes"},
    ]  # fmt: skip
    assert to_form("claim", said)["derived_from.kind"] == "quotes"
    two = from_form("claim", {"derived_from": ("ARMY-AT", "ARMY-IN", "ENVOY-BEYOND")}, said).record
    assert to_form("claim", two)["derived_from.kind"] == "different for each"
    assert from_form("claim", to_form("claim", two), two).record is two
    bare = from_form("claim", {"derived_from.kind": ""}, said).record
    assert bare["properties"]["derived_from"] == ["ARMY-AT", {"claim": "ARMY-IN", "note": "n"}]


def test_several_strikes_are_one_event():
    """A tick, and its absence."""
    event = find_record(CASE, "event", "STRIKE")
    ticked = from_form("event", {"plural": "yes"}, event).record
    assert ticked["plural"] is True
    assert to_form("event", ticked)["plural"] == "yes"
    assert from_form("event", {"plural": ""}, ticked).record["plural"] is None
    assert from_form("event", {"plural": ""}, event).record is event


def test_choices_are_the_vocabularies_and_the_records_of_the_case():
    """By name, and by id where two are called the same; a name that reorders text is made visible."""
    document = deepcopy(CASE)
    sites = [one for one in document["features"] if one["properties"]["record"] == "site"]
    sites[1]["properties"]["name"] = "Camp"
    document["case"]["actors"][0]["name"] = "a\u202eb" + "c" * 100
    asked = {field.member: field for field in form_fields("claim", partial(record_choices, document=document))}

    assert [choice.value for choice in asked["polarity"].choices] == list(POLARITIES)
    assert [choice.value for choice in asked["relation"].choices] == list(RELATIONS)
    assert [choice.label for choice in asked["credibility"].choices] == [
        ": ".join(one) for one in CREDIBILITIES.items()
    ]
    assert [choice.label for choice in asked["site"].choices][:3] == [
        "Camp (CAMP)",
        "Camp (CITY)",
        "Province",
    ]
    assert asked["actor"].choices[0].label.startswith("a[U+202E]bccc")
    assert asked["derived_from"].choices[0].label == "What ARMY-AT says."


def test_choices_are_made_once_for_all_drafts_of_a_case():
    """Of 10,000 claims they take some megabytes, and each change of a draft asks for them."""
    before, after = record_choices("claim", CASE), record_choices("claim", deepcopy(CASE))

    assert before
    assert all(one is other for one, other in zip(before, after, strict=True))


def test_a_new_claim_is_made_of_a_form():
    """As the format has it, and its place is its site's when it is added."""
    formed = from_form("claim", NEW_CLAIM)
    changed = apply(CASE, Add("claim", formed.record))
    claim = find_record(changed.document, "claim", "NEW")

    assert (formed.problems, changed.problems) == ((), ())
    assert list(claim["properties"]) == list(find_record(CASE, "claim", "ARMY-AT")["properties"])
    assert claim["geometry"] == find_record(CASE, "site", "CAMP")["geometry"]
    stated = {name: claim["properties"][name] for name in ("distance", "bearing", "wounded", "event_time", "stated")}
    assert stated == {
        "distance": {"value": "35.0", "unit": "mi"},
        "bearing": {"degrees": 126, "half_width": 10},
        "wounded": {"min": 3, "max": 13},
        "event_time": "2015-12-06",
        "stated": None,
    }


@pytest.mark.parametrize("document", [CASE, BUNDLED], ids=["small", "bundled"])
@pytest.mark.parametrize("kind", RECORD_KINDS)
def test_a_form_that_is_not_touched_gives_the_record_itself(kind, document):
    """And what it says makes the same record anew, as far as the format knows it."""
    for record in records(document, kind):
        values = to_form(kind, record)
        assert from_form(kind, values, record).record is record
        anew = from_form(kind, values)
        assert (to_form(kind, anew.record), anew.problems) == (values, ())
        assert from_form(kind, values, anew.record).record is anew.record


def test_members_that_a_form_does_not_know_stay():
    """Beside those that are changed, and within them."""
    record = deepcopy(find_record(CASE, "claim", "ENVOY-SE")) | {"x": 1}
    record["properties"] |= {"remarks": "r", "distance": {"value": "59", "unit": "km", "words": "some 59"}}
    record["properties"]["killed"] = {"min": 1, "max": 2, "of": "soldiers"}
    kept = deepcopy(record)

    formed = from_form("claim", {"distance": "60 km", "killed": "4+"}, record).record

    assert formed["properties"]["distance"] == {"value": "60", "unit": "km", "words": "some 59"}
    assert formed["properties"]["killed"] == {"min": 4, "max": None, "of": "soldiers"}
    assert (formed["x"], formed["properties"]["remarks"], record) == (1, "r", kept)


def test_a_spelling_that_stays_keeps_what_else_its_object_has():
    """Others are read as a name with its language."""
    site = deepcopy(find_record(CASE, "site", "CAMP"))
    site["properties"]["names"] = [{"name": "معسكر", "lang": "ar", "source": "GeoNames"}]

    formed = from_form("site", {"names": "Kamp\nمعسكر [ar]\n"}, site).record

    assert formed["properties"]["names"] == [{"name": "Kamp", "lang": None}, site["properties"]["names"][0]]


@pytest.mark.parametrize(
    ("kind", "text", "message"),
    [
        ("distance", "35", "has no unit"),
        ("distance", "far", "has no number"),
        ("bearing", "SEE", "not a direction.*compass points"),
        ("bearing", "1.2.3±4", "is not a number"),
        ("count", "some", "not a number of people"),
        ("count", "-3", "not a number of people"),
        ("metres", "2 km", "is not a number"),
        ("metres", "1/x", "is not a number"),
        ("metres", "/", "is not a number"),
        ("metres", "1" * 5_000, "is not a number"),
        ("place", "200, 40", "Latitude 200 is not on the Earth"),
        ("place", "{", "not a GeoJSON geometry"),
        ("names", "[ar]", "not a spelling"),
    ],
)
def test_what_cannot_be_read_is_said_with_what_to_write(kind, text, message):
    """In a sentence."""
    with pytest.raises(InputError, match=message):
        read_value(kind, text)


def test_every_field_that_cannot_be_read_is_a_problem():
    """By record and member; the others are taken over."""
    formed = from_form("claim", NEW_CLAIM | {"distance": "far", "killed": "some", "summary": "x" * 100_001})

    assert [problem.where for problem in formed.problems] == ["NEW summary", "NEW distance", "NEW killed"]
    assert formed.problems[0].message.startswith("The text has 100,001 characters")
    assert formed.problems[1].message == "'far' has no number."
    assert formed.problems[1].remedy == "Write it in digits, such as 35 miles."
    assert formed.record["properties"]["wounded"] == {"min": 3, "max": 13}


@pytest.mark.parametrize(
    "value",
    [
        None, True, 0, -1.5, "", "x", [], [None], [{}], ["a", 7], {}, {"value": 1}, {"value": [], "unit": {}},
        {"degrees": "N", "half_width": []}, {"min": {}, "max": "3"}, {"min": 1}, [{"name": 7}],
        [{"name": "a", "lang": 7}], {"type": "Point", "coordinates": 7}, {"type": "Point", "coordinates": []},
        {"type": "Point", "coordinates": ["a", None]}, {"type": [], "coordinates": [[[]]]},
    ],
)  # fmt: skip
def test_any_value_has_a_text(value):
    """Also one that the checker would refuse; and left as it is, it stays."""
    for kind in RECORD_KINDS:
        for field in fields(kind):
            assert isinstance(value_text(field.type, value), str)
            record = (
                with_members(blank(kind), kind, {field.member: value}) if field.member != "geometry" else blank(kind)
            )
            assert from_form(kind, to_form(kind, record), record).record is record


@pytest.mark.parametrize("document", [CASE, BUNDLED], ids=["small", "bundled"])
@pytest.mark.parametrize("kind", RECORD_KINDS)
def test_a_table_that_is_not_touched_gives_no_edits(kind, document):
    """Its cells are texts, one a member."""
    rows = to_rows(kind, document)

    assert from_rows(kind, document, rows) == from_rows(kind, document, ()).__class__((), ())
    assert {tuple(row) for row in rows} == {(KEY, *(field.member for field in fields(kind)))}
    assert all(isinstance(cell, str) for row in rows for cell in row.values())


def test_a_table_gives_the_edits_that_make_it_so():
    """Cells changed, a row taken out, one added without an id; empty rows of an editor are none."""
    rows = [dict(row) for row in to_rows("source", CASE)]
    rows[0] |= {"title": "Changed", "id": "TRT-2"}
    table = [rows[0], {"title": "Third wire", "url": None, KEY: None}, {KEY: None, "title": " ", "url": float("nan")}]

    made = from_rows("source", CASE, table)
    document = apply(CASE, *made.edits).document

    assert [type(edit) for edit in made.edits] == [Replace, Delete, Add]
    assert [(one["id"], one["title"]) for one in records(document, "source")] == [
        ("TRT-2", "Changed"),
        ("THIRD-WIRE", "Third wire"),
    ]
    assert {tuple(claim["properties"]["sources"]) for claim in records(document, "claim")} == {("TRT-2",)}


def test_cells_of_ids_and_of_wrong_words_are_read():
    """A list by commas; what cannot be read makes no edit of that member and is said."""
    rows = [dict(row) for row in to_rows("claim", CASE)]
    rows[0] |= {"sources": "TRT, WIRE", "killed": "some"}

    made = from_rows("claim", CASE, rows)

    assert [problem.where for problem in made.problems] == ["ARMY-AT killed"]
    assert made.edits[0].records[0][1]["properties"]["sources"] == ["TRT", "WIRE"]
    assert made.edits[0].records[0][1]["properties"]["killed"] == {"min": 3, "max": 3}


@pytest.mark.parametrize(("keys", "rule"), [(["TRT", "TRT", "WIRE"], "edit.rows"), (["TRT", "X"], "edit.unknown")])
def test_rows_that_are_no_records_of_the_case_are_said(keys, rule):
    """As when a row was copied with its key, or the case was changed elsewhere."""
    made = from_rows("source", CASE, [{**to_rows("source", CASE)[0], KEY: key} for key in keys])

    assert [problem.rule for problem in made.problems] == [rule]


def test_changes_are_said_in_the_words_of_the_forms():
    """By record and member, with what was before and after."""
    army = find_record(CASE, "claim", "ARMY-AT")
    changed = from_form("claim", {"killed": "3+", "sources": ("WIRE",)}, army).record
    event = {"id": "SECOND", "name": "Second strike"}
    document = apply(CASE, replace("claim", "ARMY-AT", changed), Add("event", event)).document
    document = apply(document, Delete("claim", ("ENVOY-REPORT",))).document

    assert changes_since(CASE, document) == (
        Change("claim", "What ARMY-AT says.", "changed", "Killed", "3", "3 or more"),
        Change("claim", "What ARMY-AT says.", "changed", "Sources", "Report", "Wire"),
        Change("claim", "What ENVOY-REPORT says.", "removed"),
        Change("event", "Second strike", "added"),
    )


def test_a_moved_site_is_told_once_and_a_new_id_as_such():
    """Not again for each claim there; references that follow an id are changes of their own."""
    camp = find_record(CASE, "site", "CAMP")
    moved = from_form("site", {"geometry": "35.4, 40.1"}, camp).record
    document = apply(CASE, replace("site", "CAMP", moved)).document
    renamed = apply(CASE, replace("actor", "ARMY", find_record(CASE, "actor", "ARMY") | {"id": "FORCES"})).document

    assert changes_since(CASE, document) == (
        Change("site", "Camp", "changed", "Position", "35.396, 40.056", "35.4, 40.1"),
    )
    assert changes_since(CASE, renamed) == (
        Change("claim", "What ARMY-AT says.", "changed", "According to", "ARMY", "FORCES"),
        Change("claim", "What ARMY-IN says.", "changed", "According to", "ARMY", "FORCES"),
        Change("actor", "Army", "changed", "Id", "ARMY", "FORCES"),
    )


def test_changes_that_no_form_shows_are_said_too():
    """Unknown members, the case's own, the order, and numbers that are written otherwise."""
    theirs = deepcopy(CASE) | {"name": "layer"}
    theirs["case"] |= {"title": "Another title"}
    theirs["case"]["actors"].reverse()
    theirs["case"]["events"][0]["note"] = {"a": 1}
    theirs["features"][0]["properties"]["coordinateUncertaintyInMeters"] = 2000.0

    assert changes_since(CASE, theirs) == (
        Change("case", "", "changed", "title", "A small case", "Another title"),
        Change("case", "", "changed", "name", "", "layer"),
        Change("site", "Camp", "changed", "Uncertainty in metres", "2000", "2000.0"),
        Change("actor", "", "changed", "order"),
        Change("event", "Strike on the camp", "changed", "note", "", '{"a": 1}'),
    )
    assert changes_since(CASE, CASE) == changes_since(CASE, small_case()) == ()


@pytest.mark.parametrize("kind", RECORD_KINDS)
def test_a_blank_record_is_one_of_its_kind_with_nothing_stated(kind):
    """The checker says what it needs."""
    changed = apply(CASE, Add(kind, blank(kind)))

    assert not changed.is_applied
    assert {"case.required", "case.id-form"} == {
        problem.rule for problem in changed.problems if problem.severity == "error"
    }
    assert set(to_form(kind, blank(kind)).values()) <= {"", ()}


def test_a_text_is_kept_without_the_blanks_around_it():
    """A name that is typed with one before it is no other name."""
    assert read_value("text", " Army \n") == "Army"
