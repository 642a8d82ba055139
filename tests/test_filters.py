"""Which claims are shown: each condition, all together, and in words."""

from dataclasses import replace

import pytest

from geodata.core.model import case_from_document
from geodata.view.filters import (
    NOT_STATED,
    Filter,
    Selection,
    filter_in_words,
    searchable,
    select,
)
from tests.cases import small_case

#: What is changed in the small case, so that every condition has something to tell apart.
CHANGES = {
    "ARMY-AT": {"event_time": "2015-12-06T19:40/2015-12-06T19:55"},
    "ARMY-IN": {"event": None, "event_time": None},
    "ENVOY-WITHIN": {"event_time": "2015-12-07/.."},
    "ENVOY-BEYOND": {"event_time": "../2015-12-05"},
    "ENVOY-SE": {"event_time": "2015-12-08"},
    "ENVOY-REPORT": {"relation": None, "site": None, "event_time": "2015-12", "sources": []},
}


def changed_case():
    document = small_case()
    for feature in document["features"]:
        feature["properties"] |= CHANGES.get(feature["id"], {})
    document["features"][1]["properties"]["names"] = [{"name": "عَيّاش", "lang": "ar"}, {"name": "ʿAyyāsh", "lang": "en"}]
    document["features"][8]["properties"] |= {"summary": "Three killed in al-Ḥasakah, says ٣٥.", "site": "CITY"}
    document["features"][8]["properties"]["relation"] = "over"
    document["case"]["sources"][0]["publisher"] = "TRT World"
    return case_from_document(document)


CASE = changed_case()
INDEX = {claim.id: searchable(CASE, claim) for claim in CASE.claims}
ALL = [claim.id for claim in CASE.claims]
NOTHING = frozenset()


def at(day, hour=0, minute=0):
    return f"2015-12-{day:02d}T{hour:02d}:{minute:02d}"


def shown(**conditions):
    return [claim.id for claim in select(CASE, Filter(**conditions), INDEX).shown]


def test_every_claim_passes_the_empty_filter():
    """In the order of the file, with their number."""
    selection = select(CASE, Filter(), INDEX)

    assert selection == Selection(CASE.claims, 6)
    assert Filter().is_empty


@pytest.mark.parametrize(
    ("conditions", "expected"),
    [
        ({"actors": {"ARMY"}}, ["ARMY-AT", "ARMY-IN"]),
        ({"actors": {"ARMY", "ENVOY"}}, ALL),
        ({"actors": {"COALITION"}}, []),
        ({"actors": NOTHING}, []),
        ({"events": {"STRIKE"}}, [claim for claim in ALL if claim != "ARMY-IN"]),
        ({"events": {NOT_STATED}}, ["ARMY-IN"]),
        ({"events": {"STRIKE", NOT_STATED}}, ALL),
        ({"relations": {"within", "beyond"}}, ["ENVOY-WITHIN", "ENVOY-BEYOND"]),
        ({"relations": {NOT_STATED}}, []),
        ({"polarities": {"deny"}}, ["ENVOY-WITHIN"]),
        ({"polarities": {"deny", "report"}}, ["ENVOY-WITHIN", "ENVOY-REPORT"]),
        ({"polarities": NOTHING}, []),
        ({"actors": {"ENVOY"}, "polarities": {"affirm"}, "relations": {"beyond"}}, ["ENVOY-BEYOND"]),
        ({"actors": {"ARMY"}, "polarities": {"deny"}}, []),
    ],
)
def test_a_claim_passes_if_all_conditions_do(conditions, expected):
    """Of one condition any value will do; an empty choice lets nothing through."""
    choices = {name: frozenset(values) for name, values in conditions.items()}

    assert shown(**choices) == expected
    assert not Filter(**choices).is_empty


@pytest.mark.parametrize(("maybe", "expected"), [(False, ALL[:2]), (True, ALL[:4])])
def test_what_had_been_said_by_a_moment_passes(maybe, expected):
    """For sure, or perhaps, too; what nobody dates never does."""
    known = dict(zip(ALL, ["surely", "surely", "possibly", "possibly", "later", "unknown"], strict=True))
    wanted = Filter(said_by="2015-12-07", maybe_said=maybe)
    assert [claim.id for claim in select(CASE, wanted, INDEX, known).shown] == expected
    assert not wanted.is_empty


def test_a_claim_that_states_no_place_is_found_by_that():
    """No relation is a value of its own."""
    document = small_case()
    document["features"][3]["properties"] |= {"relation": None, "site": None}
    case = case_from_document(document)
    index = {claim.id: searchable(case, claim) for claim in case.claims}

    assert [claim.id for claim in select(case, Filter(relations=frozenset({NOT_STATED})), index).shown] == ["ARMY-AT"]


@pytest.mark.parametrize(
    ("conditions", "expected"),
    [
        ({"after": at(6, 19, 55)}, ["ARMY-AT", "ARMY-IN", "ENVOY-WITHIN", "ENVOY-SE", "ENVOY-REPORT"]),
        ({"after": at(6, 19, 56)}, ["ARMY-IN", "ENVOY-WITHIN", "ENVOY-SE", "ENVOY-REPORT"]),
        ({"before": at(6, 19, 40)}, ["ARMY-AT", "ARMY-IN", "ENVOY-BEYOND", "ENVOY-REPORT"]),
        ({"before": at(6, 19, 39)}, ["ARMY-IN", "ENVOY-BEYOND", "ENVOY-REPORT"]),
        ({"before": at(6, 19, 39), "undated": False}, ["ENVOY-BEYOND", "ENVOY-REPORT"]),
        ({"after": "2015-12-06T17:55Z", "before": "2015-12-06"}, ["ARMY-AT", "ARMY-IN", "ENVOY-REPORT"]),
        ({"after": "2015-12-06T17:56Z", "before": "2015-12-06"}, ["ARMY-IN", "ENVOY-REPORT"]),
        ({"after": "2015-12-06", "before": "2015-12-08", "surely_within": True}, ["ARMY-AT", "ARMY-IN", "ENVOY-SE"]),
        ({"after": at(9), "before": at(10)}, ["ARMY-IN", "ENVOY-WITHIN", "ENVOY-REPORT"]),
        ({"after": at(8, 23), "before": at(8, 23)}, ["ARMY-IN", "ENVOY-WITHIN", "ENVOY-SE", "ENVOY-REPORT"]),
        ({"undated": False}, ALL),
    ],
)
def test_times_pass_if_they_overlap(conditions, expected):
    """Open intervals go on; claims without a time stay unless they are sent away, and only by a time."""
    assert shown(**conditions) == expected


@pytest.mark.parametrize("words", ["عياش", "عيّاش", "عَيّاش", "ayyash", "'Ayyash", "AYYĀSH"])
def test_words_find_a_place_by_any_spelling(words):
    """With vowel marks and without, in both scripts."""
    assert shown(words=words) == ["ENVOY-REPORT"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("al hasakah", ["ENVOY-REPORT"]),
        ("35", ["ENVOY-REPORT"]),
        ("hasakah 35 killed", ["ENVOY-REPORT"]),
        ("hasakah 36", []),
        ("army", ["ARMY-AT", "ARMY-IN"]),
        ("envoy-beyond", ["ENVOY-BEYOND"]),
        ("trt world", [claim for claim in ALL if claim != "ENVOY-REPORT"]),
        ("strike", [claim for claim in ALL if claim != "ARMY-IN"]),
        ("معسكر", [claim for claim in ALL if claim != "ENVOY-REPORT"]),
        ("", ALL),
        (" - ", ALL),
    ],
)
def test_words_find_a_claim_by_what_it_refers_to(words, expected):
    """Its id, summary, speaker, place, event and sources; all the words, in any order."""
    assert shown(words=words) == expected


def test_filters_change_no_case():
    """A selection has the claims themselves."""
    assert all(claim in CASE.claims for claim in select(CASE, Filter(words="envoy"), INDEX).shown)
    assert changed_case() == CASE


@pytest.mark.parametrize(
    ("time", "kept"), [("Y-17000", ["ARMY-IN"]), ("2015-12-06", ["ARMY-AT", "ARMY-IN"]), ("Y17000", ["ARMY-IN"])]
)
def test_years_that_python_has_no_date_for(time, kept):
    """They are compared like any other."""
    claims = (replace(CASE.claims[0], event_time=time), replace(CASE.claims[1], event_time="../.."))
    case = replace(CASE, claims=claims)
    wanted = Filter(after="2015", before="2016-01-01")

    assert [claim.id for claim in select(case, wanted, INDEX).shown] == kept


# -- in words --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "total", "unlocated", "expected"),
    [
        (12, 41, 3, "12 of 41 claims shown, 3 of them without a place"),
        (12, 41, 0, "12 of 41 claims shown"),
        (1, 41, 1, "1 of 41 claims shown, without a place"),
        (1, 1, 0, "1 of 1 claim shown"),
        (0, 41, 0, "0 of 41 claims shown"),
        (0, 0, 0, "0 of 0 claims shown"),
        (1_200, 10_000, 1_100, "1,200 of 10,000 claims shown, 1,100 of them without a place"),
    ],
)
def test_a_selection_says_what_is_shown(number, total, unlocated, expected):
    """Shown and total, and how many of those shown are not on the map."""
    assert Selection(CASE.claims[:1] * number, total).sentence(unlocated) == expected


@pytest.mark.parametrize(
    ("conditions", "expected"),
    [
        ({}, ""),
        ({"undated": False}, ""),
        ({"actors": {"ARMY"}}, "according to Army"),
        ({"actors": {"ARMY", "ENVOY"}}, "according to Envoy or Army"),
        ({"actors": NOTHING}, "according to nobody"),
        ({"events": {"STRIKE", NOT_STATED}}, "about Strike on the camp or no single event"),
        ({"events": NOTHING}, "about no event"),
        ({"relations": {"within", NOT_STATED}}, "within a distance or no place stated"),
        ({"relations": NOTHING}, "of no type"),
        ({"polarities": {"deny", "report"}}, "denies or relays what others say"),
        ({"after": at(6, 19, 40)}, "perhaps or surely from 19:40 on 6 December 2015, or without a time"),
        (
            {"before": at(6), "undated": False},
            "perhaps or surely until 00:00 on 6 December 2015",
        ),
        (
            {"after": "2015-12-06", "before": "2015-12-07T18:00Z", "surely_within": True},
            "surely from 6 December 2015 until 18:00 on 7 December 2015 (UTC), or without a time",
        ),
        ({"words": "عياش"}, "matching “عياش”"),
        ({"said_by": "2015-12-07"}, "surely said by the end of 7 December 2015"),
        ({"said_by": "2015-12", "maybe_said": True}, "perhaps or surely said by the end of December 2015"),
        (
            {"actors": {"ARMY"}, "polarities": {"deny"}, "words": "x"},
            "according to Army; denies; matching “x”",
        ),
    ],
)
def test_a_filter_in_words(conditions, expected):
    """Each condition once, joined by semicolons; the empty filter says nothing."""
    choices = {name: frozenset(value) if isinstance(value, set) else value for name, value in conditions.items()}

    assert filter_in_words(CASE, Filter(**choices)) == expected


def test_many_actors_are_counted_in_words():
    """More than three names are no longer read."""
    actors = tuple(replace(CASE.actors[0], id=f"A-{number}", name=f"A {number}") for number in range(5))
    claims = tuple(replace(CASE.claims[0], actor=actor.id) for actor in actors)
    case = replace(CASE, actors=actors, claims=claims)

    assert (
        filter_in_words(case, Filter(actors=frozenset(f"A-{number}" for number in range(3))))
        == "according to A 0 or A 1 or A 2"
    )
    assert (
        filter_in_words(case, Filter(actors=frozenset(f"A-{number}" for number in range(4))))
        == "according to 4 of 5 actors"
    )
