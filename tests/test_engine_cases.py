"""Cases that were once judged wrong, in tests/data/engine: each as it is judged now."""

import json
from itertools import combinations
from pathlib import Path

import pytest

from geodata.casefile.io import case_from_bytes
from geodata.core.assumptions import Assumptions
from geodata.core.model import case_from_document
from geodata.geodesy.claim_shapes import claim_shape, site_area
from geodata.verdicts.consistency import consistency
from geodata.verdicts.context import CaseContext
from geodata.verdicts.feasible_region import remaining
from geodata.verdicts.implied_speed import reaches
from geodata.verdicts.pairwise import pair
from geodata.verdicts.sensitivity import changes_in_words, flips
from geodata.verdicts.witness import witness
from tests.cases import small_case

pytestmark = pytest.mark.many

FOLDER = Path(__file__).parent / "data" / "engine"


def setting(name, **assumptions):
    data = (FOLDER / f"{name}.json").read_bytes()
    return CaseContext(case_from_bytes(data, name)[0], Assumptions(**assumptions))


def made(sites, claims, **assumptions):
    """Return a setting of sites (id: geometry, uncertainty) and claims (id: members)."""
    document = small_case()
    site, claim = document["features"][0], document["features"][3]["properties"]
    empty = dict.fromkeys(("killed", "wounded", "event_time", "stated", "distance", "bearing", "about_actor"))
    document["features"] = [
        {**site, "id": name, "geometry": geometry}
        | {"properties": site["properties"] | {"coordinateUncertaintyInMeters": radius_m}}
        for name, (geometry, radius_m) in sites.items()
    ]
    document["features"] += [
        {"type": "Feature", "id": name, "geometry": sites[members["site"]][0], "properties": claim | empty | members}
        for name, members in claims.items()
    ]
    return CaseContext(case_from_document(document), Assumptions(**assumptions))


def point(lon, lat):
    return {"type": "Point", "coordinates": [lon, lat]}


def box(west, south, east, north):
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def everything(found):
    """Ask for all that is computed of a case, which never ends in an error."""
    ids = [claim.id for claim in found.case.claims]
    for a, b in combinations(ids, 2):
        changes_in_words(found, pair(found, a, b))
    witness(found, ids)
    remaining(found, ids)
    for claim in found.case.claims:
        claim_shape(found.case, claim)
    for site in found.case.sites:
        site_area(site)
    return consistency(found)


@pytest.mark.parametrize("name", sorted(path.stem for path in FOLDER.glob("*.json")))
def test_whatever_is_valid_is_judged(name):
    """All that is computed of it."""
    assert everything(setting(name)).is_complete


@pytest.mark.parametrize(
    ("name", "verdict"),
    [
        ("j1_in_with_unused_distance_traceback", "compatible"),
        ("j2_at_region_with_unused_distance_wrong", "contradictory"),
        ("j4_mixed_dimensions_traceback", "contradictory"),
        ("d1_one_of_two_days", "contradictory"),
        ("d3_december_of_some_year", "contradictory"),
        ("d5_denial_about_hour", "undecided"),
        ("d6_sixth_of_some_month_denial", "unrelated"),
    ],
)
def test_the_first_two_claims(name, verdict):
    """A distance that a relation does not use, positions with and without a height, sets of times."""
    found = setting(name)
    assert pair(found, "A", "B").verdict == verdict


def test_how_far_a_point_is_from_a_region_with_an_unused_distance():
    """As without it."""
    found = pair(setting("j2_at_region_with_unused_distance_wrong"), "A", "B").aspects["place"]
    assert found.slack_m == pytest.approx(-45_544, abs=1)


def test_a_second_witness_of_the_same_is_in_a_conflict_of_its_own():
    """A union that holds a known conflict is asked again with that one taken out."""
    assert consistency(setting("c4_second_witness_of_same_place")).conflicts == (
        ("E1-AT", "E1-10KM", "E2-AT", "E2-12KM"),
        ("E1-AT", "E1-10KM", "E2-AT-TOO", "E2-12KM"),
    )


def test_two_distances_conflict_with_one_event_each():
    """Neither is alike the other, so the second is found by asking again."""
    found = setting("c4_second_witness_of_same_place")
    document = json.loads(json.dumps(found.case.document))
    other = document["features"][-1]
    nearly = json.loads(json.dumps(other))
    nearly["id"], nearly["properties"]["distance"]["value"] = "E2-NEARLY", "12.04"
    document["features"].append(nearly)
    conflicts = consistency(CaseContext(case_from_document(document))).conflicts
    assert {conflict[-1] for conflict in conflicts} == {"E2-12KM", "E2-NEARLY"}
    assert len(conflicts) == 4


@pytest.mark.parametrize("name", ["h1_anonymous_event_shares_site", "h1_control_named_event"])
def test_an_event_without_a_name_shares_sites(name):
    """Like one with a name."""
    assert consistency(setting(name)).conflicts == (("E1-AT", "E1-NEAR", "E2-AT", "DENY"),)


def test_a_superseded_claim_keeps_its_conflict_across_events():
    """Its update is another claim, and takes part beside it."""
    document = json.loads((FOLDER / "h1_control_named_event.json").read_text())
    near = next(one for one in document["features"] if one["id"] == "E1-NEAR")
    later = json.loads(json.dumps(near))
    later["id"] = "E1-LATER"
    later["properties"] |= {"derived_from": ["E1-NEAR"], "distance": {"value": "12.0", "unit": "km"}}
    document["features"].append(later)
    latest, all_versions = (
        CaseContext(case_from_document(document), Assumptions(all_versions=each)) for each in (False, True)
    )
    assert consistency(all_versions).conflicts == (("E1-AT", "E1-NEAR", "E2-AT", "DENY"),)
    assert consistency(latest).conflicts == ()


def test_a_superseded_claim_keeps_its_conflict_within_an_event():
    """The same in one event."""
    counts = {"A": {"killed": {"min": 3, "max": 3}}, "B": {"killed": {"min": 4, "max": 4}}}
    claims = {name: {"relation": "at", "site": "P", "actor": "ARMY"} | members for name, members in counts.items()}
    claims["LATER"] = claims["A"] | {"killed": {"min": 4, "max": 4}, "derived_from": ["A"]}
    claims["B"]["actor"] = "ENVOY"
    found = made({"P": (point(40, 35), 10.0)}, claims, counts_as_of_statement=False, all_versions=True)
    assert consistency(found).conflicts == (("A", "B"),)


@pytest.mark.parametrize(
    "radius_m", [1e-9, None, *(pytest.param(one, marks=pytest.mark.long) for one in (1e-6, 1e-3, 20_004_000.0))]
)
def test_uncertainties_from_a_nanometre_to_the_whole_globe(radius_m):
    """Each is a verdict, and drawn."""
    sites = {"TINY": (point(40, 35), radius_m), "P": (point(40.1, 35), 100.0), "R": (box(39, 34, 41, 36), None)}
    ring = {"relation": "at_distance", "distance": {"value": "9", "unit": "km"}, "bearing": {"value": "E"}}
    claims = {
        "A": {"relation": "at", "site": "TINY"},
        "B": {"relation": "within", "site": "P", "distance": {"value": "10", "unit": "km"}},
        "C": ring | {"site": "TINY"},
        "D": {"relation": "in", "site": "R"},
    }
    everything(made(sites, claims))


@pytest.mark.parametrize(("lon", "point_of"), [(-179.9, "E"), (179.9, "W")])
def test_what_flips_a_sector_against_a_region_at_the_antimeridian(lon, point_of):
    """A sector as narrow as a line is still a sector."""
    parts = [box(178, -2, 180, 2)["coordinates"], box(-180, -2, -178, 2)["coordinates"]]
    region = {"type": "MultiPolygon", "coordinates": parts}
    ring = {"relation": "at_distance", "distance": {"value": "300", "unit": "km"}, "bearing": {"value": point_of}}
    found = made(
        {"P": (point(lon, 0), 500.0), "R": (region, None)},
        {"A": ring | {"site": "P"}, "B": {"relation": "in", "site": "R"}},
    )
    # 295 km to the north-east, or north-west, are just inside, wherever in its disc the site is.
    assert pair(found, "A", "B").verdict == "compatible"
    assert isinstance(flips(found, "A", "B"), tuple)


def test_opposite_directions_meet_where_both_distances_may_be_none():
    """At no distance there is no direction: the site's own point satisfies both."""
    surely_off, perhaps_none = (setting("h4_near_zero_directions", rule=rule) for rule in ("2020", "2004"))
    assert {pair(surely_off, *two).verdict for two in combinations(["N", "S", "AT"], 2)} == {"contradictory"}
    assert {pair(perhaps_none, *two).verdict for two in combinations(["N", "S", "AT"], 2)} == {"undecided"}
    assert consistency(perhaps_none).conflicts == ()
    assert witness(perhaps_none, ["N", "S", "AT"]).is_verified


def test_a_denied_direction_leaves_the_point_itself():
    """Not 1 km to the north, against 1 km to the north, both known to a kilometre."""
    north = {
        "relation": "at_distance",
        "site": "P",
        "distance": {"value": "1", "unit": "km"},
        "bearing": {"value": "N"},
    }
    found = made({"P": (point(40, 35), 10.0)}, {"A": north, "B": north | {"polarity": "deny"}}, rule="2004")
    assert pair(found, "A", "B").verdict == "undecided"


def test_an_event_and_a_claim_of_one_id_are_two_events():
    """The claim speaks of an event without a name."""
    found = witness(setting("h3_event_id_equals_claim_id"), ["X1", "C2"])
    assert (found.status, len(found.events)) == ("possible", 2)


def test_local_times_are_local_to_their_place():
    """Three hours lie between the clocks of New York and of Los Angeles."""
    [found] = reaches(setting("h1_local_times_two_zones"))
    assert (round(found.min_kmh), round(found.max_kmh)) == (721, 727)
    times = pair(setting("h1_local_times_two_zones"), "DEP", "ARR").aspects["time"]
    assert times.slack_h == pytest.approx(-5.5, abs=0.02)
    assert "by the clock of its place" in times.why


def test_only_an_event_that_moves_is_a_mover():
    """A strike on a convoy is none."""
    assert reaches(setting("h4_strike_on_convoy_counts_as_mover")) == ()


def test_a_sentence_about_two_limits_reads_the_right_way_round():
    """What is ruled out first, then what is allowed; from where, by its name."""
    found = pair(setting("s13_deny_within_and_affirm_at_unknown_place"), "AT", "B")
    assert found.why == (
        "What the second rules out ends 3.5 km from Camp, at most; what the first allows ends 4.5 km from it, "
        "at least: 1 km to spare."
    )


@pytest.mark.parametrize(("relation", "is_drawn"), [("within", True), ("beyond", False)])
def test_a_direction_is_drawn_where_it_is_all_that_is_left(relation, is_drawn):
    """Within a distance in a direction is a sector; beyond one there is no end to draw."""
    said = {"relation": relation, "site": "P", "distance": {"value": "5", "unit": "km"}}
    found = made({"P": (point(40, 35), 10.0)}, {"A": said, "B": said | {"bearing": {"value": "SE"}}})
    plain, directed = (claim_shape(found.case, claim) for claim in found.case.claims)
    assert (plain != directed) == is_drawn


def test_three_times_that_agree_two_by_two_are_a_conflict():
    """No day is in all three."""
    asked = setting("t1_three_times_two_by_two")

    found = consistency(asked)
    assert found.conflicts == (("C1", "C2", "C3"),)
    assert {found.status(claims) for claims in found.consistent_sets()} == {"witnessed"}
    assert witness(asked, ["C1", "C2", "C3"]).status == "impossible"
    assert witness(asked, ["C1", "C2"]).status == "possible"


def test_a_denial_counts_on_the_one_day_that_is_left():
    """One of two days by one, one of two others by another: together the day that the third speaks of."""
    found = consistency(setting("t2_denial_of_the_day_that_is_left"))

    assert found.conflicts == (("C1", "C2", "C3"),)


@pytest.mark.parametrize(("as_of", "status"), [(False, "impossible"), (True, "possible")])
def test_three_numbers_that_agree_two_by_two(as_of, status):
    """One to three, three to five, and not three: no number at one moment; said one after the other, there are some."""
    asked = setting("n1_three_numbers_two_by_two", counts_as_of_statement=as_of)

    found = consistency(asked)
    assert witness(asked, ["C1", "C2", "C3"]).status == status
    assert found.conflicts == (() if as_of else (("C1", "C2", "C3"),))
    assert {found.status(claims) for claims in found.consistent_sets()} == {"witnessed"}


def test_the_dead_do_not_become_fewer():
    """Each two of these can be: what was said last leaves too few for what was said first, and for what was denied."""
    site = point(40, 35)

    def said(hour, least, most, polarity="affirm"):
        count = {"min": least, "max": most}
        return {
            "site": "S",
            "polarity": polarity,
            "event": "STRIKE",
            "killed": count,
            "stated": f"2015-12-07T{hour}:00",
        }

    claims = {"A": said("09", 3, 5), "B": said("12", 1, 4), "C": said("11", 3, 3, "deny"), "D": said("10", 3, 4)}
    asked = made({"S": (site, 1.0)}, claims)
    assert witness(asked, ["A", "B", "C", "D"]).status == "possible"

    claims["B"] = said("12", 1, 3)
    assert witness(made({"S": (site, 1.0)}, claims), ["A", "B", "C", "D"]).status == "impossible"
    assert consistency(made({"S": (site, 1.0)}, claims)).conflicts == (("A", "B", "C"), ("B", "C", "D"))
