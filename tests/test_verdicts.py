"""Verdicts of pairs by aspect: docs/verdicts.md, "Which aspects are compared", row by row."""

import json

import pytest

from geodata.app.case_store import BUNDLED_CASE
from geodata.casefile.io import read_case
from geodata.core.assumptions import Assumptions
from geodata.core.model import case_from_document
from geodata.core.precision import SetWidth
from geodata.verdicts.context import CaseContext
from geodata.verdicts.pairwise import ASPECTS, pair
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
        ("COALITION", None, "unrelated"),
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
    """Ranges that meet are compatible, others contradict."""
    assert verdicts({name: a}, {name: b}) == (expected, {name: expected})


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
        ("2015-12-05/2015-12-06", ("undecided", "undecided"), ("undecided", "undecided")),
        ("2015-12-08", ("unrelated", None), ("unrelated", None)),
        (None, ("contradictory", None), ("undecided", "undecided")),
    ],
)
def test_a_denial_speaks_of_its_time_only(event_time, named, of_any):
    """Surely outside: unrelated. Partly: undecided. Not stated: the named event is meant, any event perhaps."""
    affirmed = AT_CAMP | {"about_actor": "COALITION", "event_time": event_time}
    denial = DENY | KM_55 | {"about_actor": "COALITION", "event_time": "2015-12-06"}
    for denied, expected in ((denial, named), (denial | ANY, of_any)):
        verdict, aspects = verdicts(affirmed, denied)
        assert (verdict, aspects.get("time")) == expected


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
    found = setting(*chain, counts[3] | {"derived_from": ["A"], "actor": "ENVOY"})
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
    """One sentence, the numbers that decided, what is to spare."""
    found = pair(CaseContext(BUNDLED), "CJTF-35-MILES", "MCGURK-55-KM")
    assert found.why == "At least 55,522 m by the first, at most 55,500 m by the second: 22 m to spare."


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
        ({"uncertainties_m": (("NOWHERE", 1.0),)}, "no site 'NOWHERE'"),
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
