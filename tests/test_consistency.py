"""Conflicts and maximal sets: minimal, maximal, and more than pairs."""

import itertools
import time

import pytest

from geodata.app.case_store import BUNDLED_CASE
from geodata.casefile.io import read_case
from geodata.core.assumptions import Assumptions
from geodata.core.model import case_from_document
from geodata.core.precision import PRECISION_RULES, SetWidth
from geodata.verdicts.consistency import consistency
from geodata.verdicts.context import CaseContext
from tests.cases import small_case
from tests.test_verdicts import AFFIRM, ANY, AT_CAMP, DENY, KM_55, setting
from tests.test_verdicttable import random_document

BUNDLED = read_case(BUNDLED_CASE)[0]
COALITION = {"about_actor": "COALITION"}
ON_THE_6TH = {"event_time": "2015-12-06"}


def conflicts(*claims, **assumptions):
    """Return the conflicts of claims A, B, ... as words of letters."""
    found = consistency(setting(*claims, **assumptions))
    assert found.is_complete
    return ["".join(conflict) for conflict in found.conflicts]


def ring(site, km, **members):
    return {"relation": "at_distance", "site": site, "distance": {"value": str(km), "unit": "km"}, **members}


def test_author_place_and_denial_exclude_each_other_only_together():
    """One claim names the author, another the place, a third denies that author everything near."""
    claims = [COALITION, AT_CAMP, DENY | KM_55 | ANY]
    assert conflicts(*claims) == ["ABC"]


def test_a_time_may_be_the_missing_link():
    """A denial with a window binds only an event whose time is known to be inside."""
    denial = DENY | KM_55 | ANY | ON_THE_6TH
    assert conflicts(COALITION, AT_CAMP, denial) == []
    assert conflicts(COALITION, AT_CAMP, denial, ON_THE_6TH) == ["ABCD"]
    halves = [{"event_time": "2015-12-05/2015-12-06"}, {"event_time": "2015-12-06/2015-12-07"}]
    assert conflicts(COALITION, AT_CAMP, denial, *halves) == ["ABCDE"]


@pytest.mark.parametrize(
    ("times", "expected"),
    [
        (["[2015-12-05,2015-12-06]", "[2015-12-06,2015-12-07]", "[2015-12-05,2015-12-07]"], ["ABC"]),
        (["[2015-12-05,2015-12-09]", "2015-12-05/2015-12-08", "2015-12-07/2015-12-10"], ["ABC"]),
        (["{2015-11,2015-12}", "[2015-11-05,2015-12-05]", "[2015-11-09,2015-12-05]"], ["ABC"]),
        (["{2015-11,2015-12}", "[2015-11-05,2015-12-05]", "[2015-11-05,2015-12-05]"], []),
        (["2015-12-0X", "[2015-12-05,2015-12-16]", "[2015-12-05,2015-12-17]", "[2015-12-16,2015-12-17]"],
         ["AD", "BCD"]),
        (["2015-12-05/2015-12-07", "2015-12-06/2015-12-09", "2015-12-07~"], []),
        (["[2015-12-05T12:00Z,2015-12-09T12:00Z]", "[2015-12-05T15:00,2015-12-12]", "[2015-12-09T15:00,2015-12-12]"],
         ["ABC"]),
    ],
)  # fmt: skip
def test_times_may_leave_nothing_together(times, expected):
    """Each choice of what may be meant is tried."""
    assert conflicts(*({"event_time": time} for time in times)) == expected


def test_a_denied_number_counts_where_the_author_is_named_by_somebody_else():
    """Of any event of that author; of one somewhere it is denied only there."""
    three, nobody = {"killed": {"min": 3, "max": 3}}, DENY | ANY | {"killed": {"min": 1, "max": None}}
    one_moment = {"counts_as_of_statement": False}
    assert conflicts(COALITION, three, nobody, **one_moment) == ["ABC"]
    assert conflicts(COALITION, three, nobody | AT_CAMP, **one_moment) == []
    assert conflicts(COALITION, three | {"certainty": "probable"}, nobody, **one_moment) == []
    assert conflicts(COALITION, three, nobody) == []


def test_events_that_share_a_site_share_its_position():
    """The camp cannot be nearer than 9 km to the city for one event and farther than 11 for another."""
    near = [AT_CAMP, {"relation": "within", "site": "CITY", "distance": {"value": "9", "unit": "km"}}]
    far = [AT_CAMP, {"relation": "beyond", "site": "CITY", "distance": {"value": "11", "unit": "km"}}]
    narrow = {"uncertainties_m": (("CITY", 1.0), ("CAMP", 2000.0)), "rule": SetWidth(1.0)}
    assert conflicts(*near, *(claim | {"event": "FLIGHT"} for claim in far), **narrow) == ["ABCD"]
    assert conflicts(*near, **narrow) == conflicts(*far, **narrow) == []


def test_updates_are_never_a_conflict_and_may_both_be_kept():
    """Whoever disagrees with either version still does."""
    counts = [{"killed": {"min": number, "max": number}} for number in (3, 4)]
    versions = counts[0], counts[1] | {"derived_from": ["A"]}, counts[0] | {"actor": "ENVOY"}
    assumed = {"counts_as_of_statement": False, "all_versions": True}
    found = consistency(setting(*versions, **assumed))
    assert found.conflicts == (("B", "C"),)
    assert list(found.consistent_sets()) == [("A", "B"), ("A", "C")]
    latest = consistency(setting(*versions, counts_as_of_statement=False))
    assert (latest.table.claims, latest.conflicts) == (("B", "C"), (("B", "C"),))


def test_two_versions_of_a_place_are_not_put_together():
    """The camp and the city at once are impossible, unless one claim updates the other."""
    at_city = {"relation": "at", "site": "CITY"}
    assert conflicts(AT_CAMP, at_city) == ["AB"]
    assert conflicts(AT_CAMP, at_city | {"derived_from": ["A"]}) == []


@pytest.mark.parametrize("count", [0, 1, 2])
def test_few_claims(count):
    """None: one empty set. One: itself."""
    found = consistency(CaseContext(case_from_document(random_document(3, count))))
    assert found.count >= 1
    assert len(next(found.consistent_sets())) == count or count == 2


def check_definition(found):
    """Each conflict minimal, each set maximal and without a conflict; by the definition, on sets of ids."""
    known = [frozenset(conflict) for conflict in found.conflicts]
    assert not any(one < other for one, other in itertools.permutations(known, 2))
    everything = set(found.table.claims)
    for claims in found.consistent_sets(50):
        chosen = set(claims)
        assert not any(conflict <= chosen for conflict in known)
        assert all(any(conflict <= chosen | {other} for conflict in known) for other in everything - chosen)


@pytest.mark.parametrize("rule", PRECISION_RULES)
def test_the_bundled_case(rule):
    """Conflicts of two are the contradictory pairs; where, by whom and a denial of both fail together by three."""
    found = consistency(CaseContext(BUNDLED, Assumptions(rule=rule)))
    pairs = [conflict for conflict in found.conflicts if len(conflict) == 2]
    assert len(pairs) == found.table.counts()["contradictory"]
    assert ("SOHR-FIRST-GUARD-POST", "SYRIA-MFA-LETTERS", "MCGURK-55-KM") in found.conflicts
    assert found.is_complete
    check_definition(found)


@pytest.mark.many
@pytest.mark.parametrize("seed", range(6))
def test_random_claims(seed):
    """The definition holds for claims of any kind."""
    check_definition(consistency(CaseContext(case_from_document(random_document(seed, 25)))))


def triangle(count, **members):
    """Return a setting of three places, two of which each event can be at, and the claims of as many for each.

    ``members``: of a claim, by its number.
    """
    document = small_case()
    places = {"P1": [40.0, 35.0], "P2": [41.1, 35.0], "P3": [40.55, 35.78]}
    point = {name: {"type": "Point", "coordinates": at} for name, at in places.items()}
    site = next(one for one in document["features"] if one["properties"]["record"] == "site")
    sites = [
        site | {"id": name, "geometry": point[name]}
        | {"properties": site["properties"] | {"name": name, "names": [], "coordinateUncertaintyInMeters": 1}}
        for name in places
    ]  # fmt: skip
    frame = document["features"][3]
    claims = [
        frame | {"id": f"{name}-{number}", "geometry": point[name]}
        | {"properties": frame["properties"] | AFFIRM | {
            "relation": "within", "site": name, "distance": {"value": "51", "unit": "km"}, "bearing": None,
            "event_time": None, "killed": None, "wounded": None, "derived_from": [],
            **{key: value(number) for key, value in members.items()},
        }}
        for name in places for number in range(count)
    ]  # fmt: skip
    return CaseContext(case_from_document(document | {"features": sites + claims}))


def test_claims_in_the_same_conflicts_are_told_each():
    """The search asks one of them; the answer names all, in each way to take one of each place."""
    found = consistency(triangle(5))
    assert found.is_complete
    assert set(found.conflicts) == set(
        itertools.product(*([f"{name}-{number}" for number in range(5)] for name in ("P1", "P2", "P3")))
    )
    assert sorted(len(one) for one in found.consistent_sets()) == [10, 10, 10]


@pytest.mark.parametrize(
    "members",
    [
        {},
        {"killed": lambda number: {"min": 0, "max": 1000 + number}},
        {"event_time": lambda number: f"2015-12-06T00:{number // 60:02}:{number % 60:02}/2015-12-07"},
        {"distance": lambda number: {"value": f"51.{number:03}", "unit": "km"}},
    ],
    ids=["alike", "numbers", "times", "distances"],
)
def test_conflicts_without_end_are_cut_and_said(members):
    """A million conflicts of three, out of 300 claims, took all memory; with as many places the time had no end."""
    began = time.monotonic()
    found = consistency(triangle(100, **members), budget_s=1)
    assert time.monotonic() - began < 30  # in a few seconds, on a machine that does nothing else
    assert len(found.conflicts) <= 30_000
    assert not found.is_complete
    assert "not every" in found.note


def test_out_of_time_is_said_and_what_is_listed_holds():
    """Without any time there are the pairs, and sets without these."""
    found = consistency(CaseContext(BUNDLED), budget_s=0.0)
    assert (found.is_complete, found.note) == (
        False,
        "The time limit was reached: not every set of three or more claims was examined.",
    )
    check_definition(found)


def test_more_sets_than_are_listed_leave_every_conflict_known(monkeypatch):
    """Which of both is missing is said: a list of sets that is cut says nothing against the conflicts."""
    everything = consistency(CaseContext(BUNDLED))
    monkeypatch.setattr("geodata.verdicts.consistency.MAX_SETS", 1)
    found = consistency(CaseContext(BUNDLED))
    assert (found.conflicts, found.is_complete, found.note) == (
        everything.conflicts,
        False,
        "Every conflict is listed, but not every maximal set: more than 1 hang together.",
    )
