"""What is filled into a form: new names are added with it, dates are read as written, all that is wrong is told."""

import json

import pytest

from geodata.app.case_store import BUNDLED_CASE
from geodata.app.record_filling import filled
from geodata.editing.checking import apply
from geodata.editing.field_problems import member_of
from geodata.editing.fields import fields
from geodata.editing.forms import blank, to_form
from geodata.editing.records import records
from geodata.importing.import_rows import new_case

EMPTY = new_case("A fire")


def given(kind="claim", **values):
    """Return the values of a new record's form."""
    form = to_form(kind, blank(kind)) | {"polarity": "affirm"} if kind == "claim" else to_form(kind, blank(kind))
    return {field.member: form[field.member] for field in fields(kind)} | values


def made(shown, **values):
    found = filled(shown, "claim", None, given(**values))
    assert found.problems == ()
    changed = apply(shown, *found.edits)
    assert changed.is_applied, changed.problems
    return changed.document


def test_names_that_are_new_are_added_with_the_claim():
    """Each once, whatever its spelling the next time; an address is a source's."""
    said = {"actor": "Syrian army", "summary": "It burned.", "event": "Fire", "sources": ("https://a.org/b", "Mail")}
    case = made(EMPTY, **said)
    case = made(case, **said | {"actor": "SYRIAN ARMY", "about_actor": ("Rebels",), "summary": "They did it."})
    assert [actor["name"] for actor in records(case, "actor")] == ["Syrian army", "Rebels"]
    assert [event["name"] for event in records(case, "event")] == ["Fire"]
    assert [(one["title"], one["url"]) for one in records(case, "source")] == [
        ("https://a.org/b", "https://a.org/b"), ("Mail", None),
    ]  # fmt: skip
    first, second = (one["properties"] for one in records(case, "claim"))
    assert (first["actor"], first["event"], first["sources"]) == ("SYRIAN-ARMY", "FIRE", ["A-ORG-B", "MAIL"])
    assert (second["actor"], second["about_actor"]) == ("SYRIAN-ARMY", "REBELS")


@pytest.mark.parametrize(
    ("written", "edtf"),
    [
        ("6 December 2015, 19:40", "2015-12-06T19:40"),
        ("2015-12-06/2015-12-07", "2015-12-06/2015-12-07"),
        ("2015-12-07T01:00~", "2015-12-07T01:00~"),
        ("December 2015", "2015-12"),
    ],
)
def test_a_time_is_read_as_it_is_written(written, edtf):
    """As EDTF, or as people write it."""
    case = made(EMPTY, actor="A", summary="S", event="E", event_time=written)
    assert next(records(case, "claim"))["properties"]["event_time"] == edtf


@pytest.mark.parametrize(
    ("written", "edtf", "words"),
    [
        ("evening of 6 December 2015", "2015-12-06T16:06+02:00/2015-12-06T23:59+02:00", "evening"),
        ("dawn on 6 December 2015", "2015-12-06T05:46+02:00/2015-12-06T06:14+02:00", "dawn"),
        ("6 December 2015, at night",
         "[2015-12-05T16:06+02:00..2015-12-06T06:14+02:00,2015-12-06T16:06+02:00..2015-12-07T06:15+02:00]", "at night"),
        ("the night of 6-7 December 2015", "2015-12-06T16:06+02:00/2015-12-07T06:15+02:00", "night"),
    ],
)  # fmt: skip
def test_a_word_of_daylight_is_read_by_the_sun_of_the_place(written, edtf, words):
    """And kept as it was said; the form says how it was read, and by which sun."""
    case = json.loads(BUNDLED_CASE.read_bytes())
    said = given(actor="SYRIA-MFA", summary="S", event="E", site="SAEQA-CAMP", event_time=written)
    found = filled(case, "claim", None, said)
    assert found.problems == ()
    properties = found.record["properties"]
    assert (properties["event_time"], properties["event_time_words"]) == (edtf, words)
    assert found.told.startswith(f"“{written}” was read as ")
    assert "by the sun at Saeqa camp: from " in found.told
    assert apply(case, *found.edits).is_applied


def test_words_that_were_filled_in_stay():
    """The source's own, beside a time that is read."""
    case = json.loads(BUNDLED_CASE.read_bytes())
    said = given(actor="SYRIA-MFA", summary="S", site="SAEQA-CAMP", event_time="evening of 6 December 2015",
                 event_time_words="مساء")  # fmt: skip
    assert filled(case, "claim", None, said).record["properties"]["event_time_words"] == "مساء"


@pytest.mark.parametrize("place", ["", "A place that is new", "NOWHERE"])
def test_a_word_of_daylight_needs_a_place_with_a_position(place):
    """Nothing is made of it without; it says what to do."""
    case = json.loads(BUNDLED_CASE.read_bytes())
    nowhere = {"record": "site", "name": "Nowhere", "names": []}
    case["features"].append({"type": "Feature", "id": "NOWHERE", "geometry": None, "properties": nowhere})
    said = given(actor="SYRIA-MFA", summary="S", event="E", site=place, event_time="evening of 6 December 2015")
    [problem] = filled(case, "claim", None, said).problems
    assert member_of(problem) == "event_time"
    assert "Choose a place that has a position first" in problem.message + problem.remedy


def test_other_parts_of_a_day_are_refused_as_before():
    """Nobody says when a late evening begins."""
    case = json.loads(BUNDLED_CASE.read_bytes())
    for written in ("late evening of 6 December 2015", "evening of December 2015"):
        [problem] = filled(case, "claim", None, given(
            actor="SYRIA-MFA", summary="S", event="E", site="SAEQA-CAMP", event_time=written)).problems  # fmt: skip
        assert member_of(problem) == "event_time"


def test_a_place_alone_is_where_it_was():
    """Chosen without a location type, it was left out of map and verdicts; what says more is left as it is."""
    said = {"actor": "A", "summary": "S", "event": "E", "site": "Camp"}
    assert next(records(made(EMPTY, **said), "claim"))["properties"]["relation"] == "at"
    far = made(EMPTY, **said, relation="at_distance", distance="5 km")
    assert next(records(far, "claim"))["properties"]["relation"] == "at_distance"


def test_a_direction_is_read_as_it_is_written():
    """By its word."""
    case = made(EMPTY, actor="A", summary="S", event="E", relation="at_distance", site="Camp", distance="5 km",
                bearing="north")  # fmt: skip
    assert next(records(case, "claim"))["properties"]["bearing"] == {"value": "N"}


def test_all_that_is_wrong_is_told_at_once_by_field():
    """What cannot be read, and what the check finds in the other fields."""
    found = filled(EMPTY, "claim", None, given(event_time="05/06/2015", killed="some"))
    members = {member_of(problem) for problem in found.problems}
    assert {"event_time", "killed", "actor", "summary"} <= members
    order = next(problem for problem in found.problems if member_of(problem) == "event_time")
    assert order.message
    assert order.remedy
