"""Verdicts of pairs by aspect: docs/verdicts.md, "Which aspects are compared", row by row."""

import json
from dataclasses import replace

import pytest

from geodata.app.case_store import BUNDLED_CASE
from geodata.casefile.io import read_case
from geodata.constraints.three_valued import VERDICTS
from geodata.core.assumptions import Assumptions
from geodata.core.model import case_from_document
from geodata.core.precision import SetWidth
from geodata.verdicts.consistency import consistency
from geodata.verdicts.context import CaseContext
from geodata.verdicts.pairwise import ASPECTS, pair
from geodata.verdicts.sensitivity import changes_in_words
from geodata.verdicts.verdict_matrix import table
from geodata.verdicts.witness import witness
from tests.cases import CAMP, CITY, PROVINCE, small_case

BUNDLED = read_case(BUNDLED_CASE)[0]
SITES = {"CAMP": CAMP, "CITY": CITY, "PROVINCE": PROVINCE}
AFFIRM = {"polarity": "affirm", "event": "STRIKE", "about_actor": None, "event_time": None, "relation": None}
DENY = AFFIRM | {"polarity": "deny"}
ANY = {"event": None, "about_actor": "COALITION"}
AT_CAMP = {"relation": "at", "site": "CAMP"}
KM_55 = {"relation": "within", "site": "CAMP", "distance": {"value": "55", "unit": "km"}}


def setting(*claims, **assumptions):
    """Return a setting of the small case with claims A, B, ... in place of its own."""
    document = small_case()
    document["case"]["actors"].append({"id": "ELSE", "name": "Somebody else", "part_of": None})
    document["case"]["events"].append({"id": "FLIGHT", "name": "Flight"})
    frame = document["features"][3]
    document["features"] = document["features"][:3] + [
        {
            "type": "Feature",
            "id": chr(ord("A") + number),
            "geometry": SITES.get(members.get("site")),
            "properties": frame["properties"] | {"killed": None, "site": None, "distance": None, **AFFIRM, **members},
        }
        for number, members in enumerate(claims)
    ]
    return CaseContext(case_from_document(document), Assumptions(**assumptions))


def verdicts(*claims, **assumptions):
    """Return the pair's verdict and those of its aspects; the same in either order."""
    found = setting(*claims, **assumptions)
    one, back = pair(found, "A", "B"), pair(found, "B", "A")
    aspects = {name: aspect.verdict for name, aspect in one.aspects.items()}
    assert (one.verdict, aspects) == (back.verdict, {name: aspect.verdict for name, aspect in back.aspects.items()})
    return one.verdict, aspects


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("COALITION", "COALITION", "compatible"),
        ("COALITION", "ENVOY", "compatible"),
        ("COALITION", "ARMY", "contradictory"),
        ("COALITION", None, None),
    ],
)
def test_authors_of_two_affirmations(a, b, expected):
    """Different authors contradict, unless one is part of the other."""
    found = verdicts({"about_actor": a}, {"about_actor": b})
    assert found == ((expected, {"author": expected}) if expected else ("unrelated", {}))


@pytest.mark.parametrize(
    ("affirmed", "denied", "expected"),
    [
        ("COALITION", "COALITION", "contradictory"),
        ("ENVOY", "COALITION", "contradictory"),
        ("COALITION", "ENVOY", "undecided"),
        ("ARMY", "COALITION", "compatible"),
        (None, "COALITION", "unrelated"),
    ],
)
def test_a_denied_author(affirmed, denied, expected):
    """Denying the whole denies its parts; denying a part does not decide on the whole."""
    assert verdicts({"about_actor": affirmed}, DENY | {"about_actor": denied})[0] == expected


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ({"min": 3, "max": 3}, {"min": 4, "max": 4}, "contradictory"),
        ({"min": 3, "max": 5}, {"min": 5, "max": 9}, "compatible"),
        ({"min": 4, "max": None}, {"min": 3, "max": 3}, "contradictory"),
        ({"min": 4, "max": None}, {"min": 9, "max": None}, "compatible"),
    ],
)
@pytest.mark.parametrize("name", ["killed", "wounded"])
def test_counts(name, a, b, expected):
    """Ranges that meet are compatible, others contradict where all is of one moment."""
    assert verdicts({name: a}, {name: b}, counts_as_of_statement=False) == (expected, {name: expected})


def test_times():
    """Two affirmations; the reasons are in test_times.py."""
    assert verdicts({"event_time": "2015-12-06"}, {"event_time": "2015-12-07"})[1] == {"time": "contradictory"}


@pytest.mark.parametrize(
    ("affirmed", "denied", "expected"),
    [
        (AT_CAMP | {"about_actor": "COALITION"}, DENY | KM_55 | ANY, ("contradictory", {"place": "contradictory"})),
        (AT_CAMP | {"about_actor": "ENVOY"}, DENY | KM_55 | ANY, ("contradictory", {"place": "contradictory"})),
        (AT_CAMP | {"about_actor": "ARMY"}, DENY | KM_55 | ANY, ("unrelated", {})),
        (AT_CAMP, DENY | KM_55 | ANY, ("unrelated", {})),
        (AT_CAMP, DENY | KM_55 | ANY | {"about_actor": None}, ("contradictory", {"place": "contradictory"})),
        (AT_CAMP | ANY, DENY | KM_55 | ANY, ("contradictory", {"place": "contradictory"})),
        ({"about_actor": "COALITION"}, DENY | ANY, ("contradictory", {"author": "contradictory"})),
        ({"about_actor": "COALITION"}, DENY | ANY | KM_55, ("unrelated", {})),
    ],
)
def test_a_denial_of_any_event(affirmed, denied, expected):
    """It speaks of every event by its actor or a part of it, and of no other's."""
    assert verdicts(affirmed, denied) == expected


@pytest.mark.parametrize(
    ("about", "denied", "expected"),
    [
        ("COALITION", None, ("contradictory", {"place": "contradictory"})),
        ("COALITION", "COALITION", ("contradictory", {"place": "contradictory"})),
        (None, "COALITION", ("undecided", {"place": "undecided"})),
        ("ARMY", "COALITION", ("compatible", {"author": "compatible"})),
        ("COALITION", "ENVOY", ("undecided", {"place": "undecided"})),
    ],
)
def test_a_denied_place_of_a_named_event(about, denied, expected):
    """With an author, it denies that author's being there, and no other's."""
    assert verdicts(AT_CAMP | {"about_actor": about}, DENY | KM_55 | {"about_actor": denied}) == expected


@pytest.mark.parametrize(
    ("event_time", "named", "of_any"),
    [
        ("2015-12-06", ("contradictory", "compatible"), ("contradictory", "compatible")),
        ("2015-12-05/2015-12-06", ("contradictory", "compatible"), ("undecided", "undecided")),
        ("2015-12-08", ("contradictory", "contradictory"), ("unrelated", None)),
        (None, ("contradictory", None), ("undecided", "undecided")),
    ],
)
def test_the_time_of_a_denial(event_time, named, of_any):
    """It denies a named event whenever it was, and its time is its own account; of any event it speaks then only."""
    affirmed = AT_CAMP | {"about_actor": "COALITION", "event_time": event_time}
    denial = DENY | KM_55 | {"about_actor": "COALITION", "event_time": "2015-12-06"}
    for denied, expected in ((denial, named), (denial | ANY, of_any)):
        verdict, aspects = verdicts(affirmed, denied)
        assert (verdict, aspects.get("time")) == expected


@pytest.mark.parametrize(
    "event_time", [None, "2015", "2015-12-06", "2015-12-06T20:00", "2015-12-07", "[2015-12-05,2015-12-06]"]
)
@pytest.mark.parametrize("denied", [DENY | KM_55 | ANY, DENY | ANY, DENY | ANY | {"killed": {"min": 1, "max": None}}])
def test_less_said_never_gives_a_harder_verdict(event_time, denied):
    """Of a denial of any event: with a time left out, of the event or of the denial, nothing becomes contradictory."""
    affirmed = AT_CAMP | {"about_actor": "COALITION", "killed": {"min": 3, "max": 3}, "event_time": event_time}
    denied = denied | {"event_time": "2015-12-06"}
    plain = {"counts_as_of_statement": False}
    said, left_out = (
        verdicts(affirmed, denied, **plain)[0],
        verdicts(affirmed | {"event_time": None}, denied, **plain)[0],
    )
    assert left_out == "undecided"
    assert said in ("contradictory", "undecided", "unrelated")


@pytest.mark.parametrize(
    ("kinds", "event", "expected"),
    [
        (["air strike"], "STRIKE", "contradictory"),
        ([" Air Strike ", "shelling"], "STRIKE", "contradictory"),
        (["flight"], "STRIKE", "unrelated"),
        (["flight"], "FLIGHT", "undecided"),
        (["flight"], None, "undecided"),
        ([], "STRIKE", "contradictory"),
        (None, None, "contradictory"),
    ],
)
@pytest.mark.parametrize("denied", [DENY | KM_55 | ANY, DENY | ANY])
def test_a_denial_of_kinds_of_events(kinds, event, expected, denied):
    """No strike is no denial of a flight; of an event whose kind is not said it is not certain."""
    affirmed = AT_CAMP | {"about_actor": "COALITION", "event": event}
    if denied == DENY | ANY:
        affirmed |= {"relation": None, "site": None}
    assert verdicts(affirmed, denied | {"event_kinds": kinds})[0] == expected


def test_a_denial_of_another_kind_excludes_nothing_in_sets():
    """An author, a place, and no flight near the camp."""
    claims = [{"about_actor": "COALITION"}, AT_CAMP, DENY | KM_55 | ANY]
    other = [*claims[:2], claims[2] | {"event_kinds": ["flight"]}]
    assert [consistency(setting(*some)).conflicts for some in (claims, other)] == [(("A", "B", "C"),), ()]


def test_it_did_not_happen():
    """Against an affirmation of the event, whatever else that says; whenever the denial has it."""
    for said in (AFFIRM, AT_CAMP, {"killed": {"min": 3, "max": 3}}, {"event_time": "2015-12-06"}):
        verdict, aspects = verdicts(said, DENY | {"event_time": "2015-12-07"})
        assert (verdict, aspects["occurrence"]) == ("contradictory", "contradictory")
    assert verdicts(AFFIRM, DENY | {"event": "FLIGHT"}) == ("unrelated", {})
    assert consistency(setting(AFFIRM, AT_CAMP, DENY)).conflicts == (("A", "C"), ("B", "C"))


NOBODY = {"killed": {"min": 1, "max": None}}


@pytest.mark.parametrize(
    ("affirmed", "denied", "expected"),
    [
        ({"killed": {"min": 3, "max": 3}}, NOBODY, "contradictory"),
        ({"killed": {"min": 0, "max": 3}}, NOBODY, "compatible"),
        ({"killed": {"min": 0, "max": 0}}, NOBODY, "compatible"),
        ({"killed": {"min": 3, "max": 5}}, {"killed": {"min": 3, "max": 9}}, "contradictory"),
        ({"killed": {"min": 3, "max": 12}}, {"killed": {"min": 3, "max": 9}}, "compatible"),
        ({"killed": {"min": 3, "max": None}}, {"killed": {"min": 3, "max": 9}}, "compatible"),
        ({"wounded": {"min": 3, "max": 3}}, NOBODY, "unrelated"),
        ({"killed": {"min": 3, "max": 3}}, NOBODY | AT_CAMP, "contradictory"),
        ({"killed": {"min": 3, "max": 3}}, NOBODY | {"about_actor": "COALITION"}, "undecided"),
        (
            {"killed": {"min": 3, "max": 3}, "about_actor": "ENVOY"},
            NOBODY | {"about_actor": "COALITION"},
            "contradictory",
        ),
        ({"killed": {"min": 3, "max": 3}, "about_actor": "ARMY"}, NOBODY | {"about_actor": "COALITION"}, "compatible"),
        ({"killed": {"min": 3, "max": 3}, "about_actor": "COALITION"}, NOBODY | ANY, "contradictory"),
        ({"killed": {"min": 3, "max": 3}, "about_actor": "COALITION"}, NOBODY | ANY | AT_CAMP, "undecided"),
    ],
)
def test_a_denied_count(affirmed, denied, expected):
    """It denies that number and nothing else: neither the place nor the author, which say of what it speaks."""
    assert verdicts(affirmed, DENY | denied, counts_as_of_statement=False)[0] == expected


THREE, FOUR = {"min": 3, "max": 3}, {"min": 4, "max": 4}
EARLY, LATE = {"stated": "2015-12-07"}, {"stated": "2015-12-08"}


@pytest.mark.parametrize(
    ("a", "b", "killed", "wounded"),
    [
        (EARLY, LATE, "undecided", "undecided"),
        (LATE, EARLY, "contradictory", "undecided"),
        (EARLY, EARLY, "undecided", "undecided"),
        (EARLY, {"stated": None}, "undecided", "undecided"),
        ({"stated": "2015-12-07T12:00"}, {"stated": "2015-12-07T11:00"}, "contradictory", "undecided"),
        ({"stated": "2015-12-08~"}, EARLY, "undecided", "undecided"),
    ],
)
def test_counts_are_as_of_when_they_were_said(a, b, killed, wounded):
    """Three by the one, four by the other: the dead may have become more, and do not become fewer."""
    for name, expected in (("killed", killed), ("wounded", wounded)):
        one, other = a | {name: THREE}, b | {name: FOUR}
        assert verdicts(one, other) == (expected, {name: expected})
        assert verdicts(one, other, counts_as_of_statement=False)[0] == "contradictory"
    assert verdicts(a | {"killed": THREE}, b | {"killed": THREE})[0] == "compatible"


def test_nobody_was_killed_as_of_when_it_was_said():
    """Denied first and told later, both may be right; told first, they may not."""
    told, denied = {"killed": THREE}, DENY | NOBODY
    assert verdicts(told | LATE, denied | EARLY)[0] == "undecided"
    assert verdicts(told | EARLY, denied | LATE)[0] == "contradictory"


def test_so_far_is_as_of_when_it_was_said_whatever_is_assumed():
    """Three so far, then four."""
    so_far = {"killed": THREE | {"so_far": True}}
    assert verdicts(so_far | EARLY, {"killed": FOUR} | LATE, counts_as_of_statement=False)[0] == "undecided"
    assert verdicts(so_far | LATE, {"killed": FOUR} | EARLY, counts_as_of_statement=False)[0] == "contradictory"


@pytest.mark.parametrize(
    ("about", "other", "expected"),
    [(40, 44, "compatible"), (40, 45, "contradictory"), (40, 36, "compatible"), (40, 35, "contradictory"),
     (3, 4, "compatible"), (3, 5, "contradictory"), (0, 1, "compatible")],
)  # fmt: skip
def test_about_a_number(about, other, expected):
    """A tenth, and one at least."""
    one, two = {"killed": {"min": about, "max": about, "about": True}}, {"killed": {"min": other, "max": other}}
    assert verdicts(one, two, counts_as_of_statement=False)[0] == expected


@pytest.mark.parametrize("certainty", ["probable", "possible", "certain", None])
def test_what_is_hedged_contradicts_nothing_by_itself(certainty):
    """Neither alone nor in a set, unless it is taken at its word."""
    is_hedged = certainty in ("probable", "possible")
    hedged = {"about_actor": "COALITION", "certainty": certainty}
    assert verdicts(hedged, {"about_actor": "ARMY"})[0] == ("undecided" if is_hedged else "contradictory")
    assert verdicts(hedged, {"about_actor": "ARMY"}, takes_hedged_at_word=True)[0] == "contradictory"
    assert verdicts(hedged, {"about_actor": "ENVOY"})[0] == "compatible"
    together = [hedged, AT_CAMP, DENY | KM_55 | ANY]
    assert consistency(setting(*together)).conflicts == (() if is_hedged else (("A", "B", "C"),))
    assert consistency(setting(*together, takes_hedged_at_word=True)).conflicts == (("A", "B", "C"),)
    assert witness(setting(*together), "ABC").status == ("possible" if is_hedged else "impossible")


def test_a_denial_without_a_time_covers_every_time():
    """And has no aspect of time."""
    denied = DENY | KM_55 | ANY
    assert verdicts(AT_CAMP | {"about_actor": "COALITION", "event_time": "1999"}, denied)[1] == {
        "place": "contradictory"
    }


def test_a_place_that_agrees_stays_so_in_an_undecided_time():
    """The pair is undecided through the time alone."""
    beyond = {"relation": "beyond", "site": "CAMP", "distance": {"value": "70", "unit": "km"}, "about_actor": "ENVOY"}
    found = verdicts(beyond, DENY | KM_55 | ANY | {"event_time": "2015-12-06"})
    assert found == ("undecided", {"place": "compatible", "time": "undecided"})


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (AFFIRM | AT_CAMP | ANY, AFFIRM | AT_CAMP | ANY),
        (AFFIRM | AT_CAMP, AFFIRM | AT_CAMP | {"event": "FLIGHT"}),
        (DENY | AT_CAMP, DENY | KM_55),
        (AFFIRM | AT_CAMP | {"polarity": "report"}, DENY | KM_55),
        (AFFIRM, AFFIRM),
    ],
)
def test_unrelated(a, b):
    """Events without a name, different events, two denials, what is passed on, nothing stated."""
    assert verdicts(a, b) == ("unrelated", {})


def test_updates_are_shown_and_not_judged():
    """Directly or along a chain, by the same actor; cycles end."""
    counts = [{"killed": {"min": number, "max": number}} for number in range(4)]
    chain = [counts[0], counts[1] | {"derived_from": ["A"]}, counts[2] | {"derived_from": ["B"]}]
    later = counts[3] | {"derived_from": ["A"], "actor": "ENVOY"}
    found = setting(*chain, later, counts_as_of_statement=False)
    assert [(pair(found, "A", other).verdict, pair(found, "A", other).is_update) for other in "BCD"] == [
        ("unrelated", True), ("unrelated", True), ("contradictory", False)
    ]  # fmt: skip
    cycle = setting(counts[0] | {"derived_from": ["B"]}, counts[1] | {"derived_from": ["A"]})
    assert pair(cycle, "A", "B").is_update


@pytest.mark.parametrize(
    ("rule", "verdict", "slack_m"), [("2020", "compatible", 22.368), ("2004", "undecided", -1282.304)]
)
def test_the_pair_that_the_rule_decides(rule, verdict, slack_m):
    """35 miles against none within 55 km of the same camp."""
    found = pair(CaseContext(BUNDLED, Assumptions(rule=rule)), "MCGURK-55-KM", "CJTF-35-MILES")
    assert (found.verdict, found.aspects["place"].slack_m) == (verdict, pytest.approx(slack_m, abs=0.005))


@pytest.mark.parametrize(
    ("a", "b", "apart_m"),
    [
        ("CJTF-35-MILES", "MCGURK-55-KM", 22.368),
        ("MCGURK-55-KM", "SYRIA-MFA-CAMP-STRIKE", 54_500.0),
        ("WARREN-55-KM-SE", "CJTF-35-MILES", None),
    ],
)
def test_how_far_apart_the_speakers_points_may_be(a, b, apart_m):
    """Of one site, before the verdict changes."""
    found = pair(CaseContext(BUNDLED), a, b).aspects["place"].sensitivity_m
    assert found == (apart_m if apart_m is None else pytest.approx(apart_m))


def test_the_sentence_has_the_numbers():
    """One sentence: the numbers that decided, from where, what is to spare."""
    found = pair(CaseContext(BUNDLED), "CJTF-35-MILES", "MCGURK-55-KM")
    assert found.why == (
        "By the first it was at least 55.522 km from Saeqa camp; what the second rules out ends 55.5 km from it, "
        "at most: 22 m to spare."
    )


def test_every_pair_of_the_case_has_its_members():
    """The JSON has the fixed members, numbers that JSON can hold, and one sentence for each aspect."""
    found = CaseContext(BUNDLED)
    ids = [claim.id for claim in BUNDLED.claims]
    for index, a in enumerate(ids):
        for b in ids[index + 1 :]:
            document = pair(found, a, b).to_json()
            json.dumps(document, allow_nan=False)
            assert list(document) == ["a", "b", "verdict", "aspects"]
            assert set(document["aspects"]) <= set(ASPECTS)
            assert all(aspect["why"].endswith(".") for aspect in document["aspects"].values())


def test_assumptions_are_the_callers():
    """A custom half-width, one claim's own, another uncertainty, a trial position."""
    camp = {"uncertainties_m": (("CITY", 1.0), ("CAMP", 1.0))}
    at_city = {"relation": "at", "site": "CITY"}
    ring = {"relation": "at_distance", "site": "CAMP", "distance": {"value": "10", "unit": "km"}}
    assert verdicts(at_city, ring)[0] == "undecided"
    assert verdicts(at_city, ring, **camp)[0] == "compatible"
    assert verdicts(at_city, ring, rule=SetWidth(100.0), **camp)[0] == "contradictory"
    assert verdicts(at_city, ring, half_widths_m=(("B", 100.0),), **camp)[0] == "contradictory"
    assert verdicts(at_city, ring, positions=(("CITY", (42.0, 35.0)),))[0] == "contradictory"


@pytest.mark.parametrize(
    ("assumptions", "words"),
    [
        ({"uncertainties_m": (("NOWHERE", 1.0),)}, "no place 'NOWHERE'"),
        ({"positions": (("PROVINCE", (40.0, 35.0)),)}, "is a region"),
        ({"positions": (("CAMP", (400.0, 35.0)),)}, "not a longitude"),
        ({"half_widths_m": (("NOBODY", 1.0),)}, "no claim 'NOBODY'"),
        ({"half_widths_m": (("A", -1.0),)}, "0 or more"),
        ({"time_tolerance_h": float("nan")}, "0 or more"),
    ],
)
def test_assumptions_that_fit_no_case(assumptions, words):
    """Each is named, before any verdict."""
    with pytest.raises(ValueError, match=words):
        _ = setting(AFFIRM, **assumptions).case


def test_an_unknown_uncertainty_decides_nothing_between_two_sites():
    """Of one site it does not matter."""
    unknown = {"uncertainties_m": (("CAMP", None),)}
    at_city = {"relation": "at", "site": "CITY"}
    assert verdicts(AT_CAMP, at_city)[0] == "contradictory"
    assert verdicts(AT_CAMP, at_city, **unknown)[0] == "undecided"
    assert verdicts(AT_CAMP, DENY | KM_55, **unknown)[0] == "contradictory"


def plural(*claims, **assumptions):
    """Return a setting whose strikes are several under one name."""
    found = setting(*claims, **assumptions)
    events = tuple(replace(event, plural=event.id == "STRIKE") for event in found.case.events)
    return replace(found, stated_case=replace(found.case, events=events))


AT_CITY = {"relation": "at", "site": "CITY"}
DAYS = {"event_time": "2015-12-06"}, {"event_time": "2015-12-07"}


@pytest.mark.parametrize(
    ("quantities", "expected"),
    [((None, None), "compatible"), (("some", None), "compatible"), (("all", None), "contradictory"),
     (("all", "all"), "contradictory")],
)  # fmt: skip
@pytest.mark.parametrize(
    ("aspect", "a", "b"),
    [("place", AT_CAMP, AT_CITY), ("time", *DAYS), ("author", {"about_actor": "COALITION"}, {"about_actor": "ARMY"})],
)
def test_of_several_events_different_ones_may_be_meant(quantities, expected, aspect, a, b):
    """Unless one claim speaks of all of them."""
    found = plural(a | {"quantity": quantities[0]}, b | {"quantity": quantities[1]})
    one = pair(found, "A", "B")
    assert (one.verdict, one.aspects[aspect].verdict) == (expected, expected)
    assert ("different ones may be meant" in one.why) == (expected == "compatible")
    assert table(found).codes[0, 1] == VERDICTS.index(expected)
    assert changes_in_words(found, one) == () or expected == "contradictory"


def test_several_events_in_sets():
    """Some by the coalition, some at the camp, none of the coalition's there: possible, unless the first is all."""
    claims = [{"about_actor": "COALITION"}, AT_CAMP, DENY | KM_55 | ANY]
    some, every = plural(*claims), plural(claims[0] | {"quantity": "all"}, *claims[1:])
    assert [consistency(found).conflicts for found in (some, every)] == [(), (("A", "B", "C"),)]
    assert (witness(some, "ABC").status, len(witness(some, "ABC").events)) == ("possible", 2)
    assert witness(every, "ABC").status == "impossible"


def test_a_denial_counts_against_each_of_several_events():
    """Each claim about some of them is contradicted by itself."""
    found = plural(AT_CAMP | {"about_actor": "COALITION"}, AT_CITY | {"about_actor": "COALITION"}, DENY | KM_55 | ANY)
    assert consistency(found).conflicts == (("A", "C"), ("B", "C"))


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (["COALITION", "ARMY"], ["ARMY", "COALITION"], "compatible"),
        (["COALITION", "ARMY"], "ARMY", "compatible"),
        (["COALITION", "ARMY"], "ENVOY", "compatible"),
        (["ENVOY", "ARMY"], ["ARMY", "COALITION"], "compatible"),
        (["COALITION", "ARMY"], "ELSE", "contradictory"),
        (["COALITION", "ARMY"], ["ARMY", "ELSE"], "contradictory"),
        (["ENVOY", "ARMY"], "COALITION", "compatible"),
        (["COALITION"], "COALITION", "compatible"),
        ([], "COALITION", None),
    ],
)
def test_joint_authors(a, b, expected):
    """One list holds the other, or the actor; parts count with their whole, whoever names which."""
    found = verdicts({"about_actor": a}, {"about_actor": b})
    assert found == ((expected, {"author": expected}) if expected else ("unrelated", {}))


@pytest.mark.parametrize(
    ("affirmed", "denied", "expected"),
    [
        (["COALITION", "ARMY"], "ARMY", "contradictory"),
        (["COALITION", "ARMY"], ["ARMY", "COALITION"], "contradictory"),
        (["ENVOY", "ARMY"], ["ARMY", "COALITION"], "contradictory"),
        ("ARMY", ["ARMY", "COALITION"], "compatible"),
        (["COALITION", "ARMY"], "ENVOY", "undecided"),
        (["COALITION", "ARMY"], "ELSE", "compatible"),
    ],
)
def test_a_denial_of_joint_authors(affirmed, denied, expected):
    """It denies that all of them did it; of one of several it denies that one."""
    assert verdicts({"about_actor": affirmed}, DENY | {"about_actor": denied})[0] == expected
    said = consistency(setting({"about_actor": affirmed}, AT_CAMP, DENY | KM_55 | ANY | {"about_actor": denied}))
    assert said.conflicts == ((("A", "B", "C"),) if expected == "contradictory" else ())
