"""Small cases whose answers are plain, each of which was once answered wrongly."""

import json
import math

import numpy as np
import pytest

from geodata.constraints.pair_feasibility import compare_places
from geodata.core.assumptions import Assumptions
from geodata.core.model import case_from_document
from geodata.core.precision import SetWidth
from geodata.verdicts.consistency import consistency
from geodata.verdicts.context import CaseContext
from geodata.verdicts.explanations import length_rounded
from geodata.verdicts.explanations import place as place_reason
from geodata.verdicts.feasible_region import remaining
from geodata.verdicts.pairwise import pair
from geodata.verdicts.sensitivity import apart_in_words, flips
from geodata.verdicts.witness import witness
from tests.cases import small_case

SA = {"SA": (40.0, 35.0, 100)}
BOX = {"type": "Polygon", "coordinates": [[[-10, -10], [10, -10], [10, 10], [-10, 10], [-10, -10]]]}


def claim(polarity, relation=None, site=None, distance=None, **members):
    """Return the members of a claim about event E."""
    stated = dict(zip(("value", "unit"), distance.split(), strict=True)) if distance else None
    own = {"polarity": polarity, "relation": relation, "site": site, "distance": stated}
    return {"event": "E", "about_actor": None, "event_time": None, "killed": None, **own, **members}


def stated(sites, *claims, **assumptions):
    """Return a setting of sites, (lon, lat, radius in metres) or a geometry each, and of claims A, B, ..."""
    document = json.loads(json.dumps(small_case()))
    document["case"]["events"] = [{"id": event, "name": event} for event in "EFG"]
    site, _, _, frame = document["features"][:4]
    document["features"] = []
    geometries = {}
    for name, place in sites.items():
        lon, lat, radius_m = place if isinstance(place, tuple) else (0, 0, None)
        geometries[name] = {"type": "Point", "coordinates": [lon, lat]} if isinstance(place, tuple) else place
        members = site["properties"] | {"name": name, "names": [], "coordinateUncertaintyInMeters": radius_m}
        document["features"].append(site | {"id": name, "geometry": geometries[name], "properties": members})
    for number, members in enumerate(claims):
        properties = frame["properties"] | members
        geometry = geometries.get(members["site"])
        document["features"].append(frame | {"id": chr(65 + number), "geometry": geometry, "properties": properties})
    return CaseContext(case_from_document(document), Assumptions(**assumptions))


def by_assumption(setting):
    return {(flip.assumption, flip.subject): flip for flip in flips(setting, "A", "B")}


def test_a_denied_region_around_null_island_leaves_the_rest_of_the_earth():
    """Somewhere else is a place, too."""
    denial = claim("deny", "in", "BOX", event=None, about_actor="COALITION")
    found = consistency(stated({"BOX": BOX}, denial, claim("affirm", about_actor="COALITION")))
    assert (found.conflicts, found.is_complete) == ((), True)


def test_three_events_may_exclude_each_other_only_all_together():
    """Each event needs the shared site near another corner of a triangle; it can be near two, and not near three."""
    corners = {"T0": (40.0, 35.046836, 1), "T1": (40.049279, 34.976572, 1), "T2": (39.950721, 34.976572, 1)}
    claims = []
    for event, corner in zip("EFG", corners, strict=True):
        claims += [claim("affirm", "at", "SA", event=event)]
        claims += [claim("affirm", "within", corner, "4.90 km", event=event)]
    found = consistency(stated({"SA": (40.0, 35.0, 3000), **corners}, *claims))
    assert found.conflicts == (tuple("ABCDEF"),)
    assert len(list(found.consistent_sets())) == 6
    assert found.is_complete


def test_a_witness_is_not_where_it_is_denied():
    """Within 10 km of a point, and not at it."""
    found = witness(stated(SA, claim("affirm", "within", "SA", "10 km"), claim("deny", "at", "SA")), ["A", "B"])
    lengths_m = [check.length_m for event in found.events for check in event.checks if check.claim == "B"]
    assert lengths_m
    assert min(lengths_m) > 0.001


@pytest.mark.parametrize(("radius_m", "left_m"), [(2_000, 7_500), (6_000, 3_500)])
def test_within_leaves_a_whole_disc_for_sure(radius_m, left_m):
    """What is stated, less its half-width and the site's uncertainty; no hole in the middle."""
    found = remaining(stated({"SA": (40.0, 35.0, radius_m)}, claim("affirm", "within", "SA", "10 km")), ["A"])
    assert found.inner_km2 == pytest.approx(np.pi * left_m**2 / 1e6, rel=0.002)


def test_what_was_not_compared_cannot_change():
    """A denial about somebody else has no say on the place; one that may be about somebody else only weakens it."""
    ring = {"relation": "at_distance", "site": "SA"}
    other = claim("deny", "within", "SA", "55 km", about_actor="COALITION")
    assert by_assumption(stated(SA, claim("affirm", distance="35 mi", about_actor="ARMY", **ring), other)) == {}
    found = flips(stated(SA, claim("affirm", distance="54 km", **ring), other), "A", "B")
    assert all(flip.verdict != "contradictory" for flip in found)


def test_an_approximate_time_is_settled_where_it_is_surely_inside():
    """An hour either way leaves 20:30 to 21:30 of a named event; half an hour does not."""
    affirmed = claim("affirm", about_actor="ARMY", event_time="2015-12-06T21:00~")
    denied = claim("deny", about_actor="COALITION", event_time="2015-12-06T20:30/2015-12-06T21:30")
    [change] = by_assumption(stated(SA, affirmed, denied)).values()
    assert (change.assumption, change.verdict) == ("time-tolerance", "compatible")
    assert change.change == pytest.approx(0.5, abs=1e-3)


def test_no_site_comes_nearer_than_to_the_same_point():
    """They are 5,547 m apart."""
    setting = stated(SA | {"SB": (40.0, 35.05, 100)}, claim("affirm", "within", "SA", "10 km"),
                     claim("affirm", "at", "SB"))  # fmt: skip
    assert all(flip.change <= 5_548 for (kind, _), flip in by_assumption(setting).items() if kind == "nearer")


def test_a_half_width_wider_than_the_distance_is_told_whole():
    """1 km by a half-width of 3 km: the near side ends at the site, the width does not change for it."""
    setting = stated(SA | {"SB": (40.0, 35.03, 100)}, claim("affirm", "within", "SA", "1 km"),
                     claim("affirm", "at", "SB"), rule=SetWidth(3_000.0))  # fmt: skip
    first, second = setting.places["A"], setting.places["B"]
    assert "± 3 km" in place_reason(setting.case, first, second, compare_places(first, second))
    assert by_assumption(setting)["narrower", "A"].change == pytest.approx(872, abs=1)


def test_a_window_narrower_than_a_step_is_found():
    """100 m from one site, at another: only 10,987 m nearer does that fit, and no longer 300 m later."""
    setting = stated({"SA": (40.0, 35.0, 1), "SB": (40.0, 35.1, 1)}, claim("affirm", "at_distance", "SA", "100 m"),
                     claim("affirm", "at", "SB"))  # fmt: skip
    assert by_assumption(setting)["nearer", "SA"].change == pytest.approx(10_987.5, abs=1.5)


def test_two_rings_about_one_site_agree_on_how_far_apart_its_points_may_be():
    """In the pair's own number and in the sentence."""
    setting = stated(SA, claim("affirm", "at_distance", "SA", "35 mi"), claim("affirm", "at_distance", "SA", "56 km"))
    apart_m = pair(setting, "A", "B").aspects["place"].sensitivity_m
    assert f" {length_rounded(apart_m, 805, math.floor)} apart" in apart_in_words(setting, "A", "B")


def test_nothing_is_farther_than_half_a_turn():
    """20,000 km by its digits may be 20,500 km, which is nowhere; 20,004 km to the metre is too far."""
    far = claim("affirm", "beyond", "SA", "1 km")
    by_digits = stated(SA, claim("affirm", "at_distance", "SA", "20000 km"), far)
    to_the_metre = stated(SA, claim("affirm", "at_distance", "SA", "20004 km"), far, rule=SetWidth(0.5))
    assert pair(by_digits, "A", "B").verdict == "undecided"
    assert pair(to_the_metre, "A", "B").verdict == "contradictory"


def test_two_uncertain_sites_shared_by_two_events_are_settled_by_distances():
    """The camp is 5 km from the town by one event, and 8 by the other: any two of each are possible."""
    sites = {"SA": (40.0, 35.0, 2000), "SB": (40.07, 35.0, 2000)}
    rings = [
        claim("affirm", "at_distance", "SB", f"{km} km", event=event) for km, event in (("5.0", "E"), ("8.0", "F"))
    ]
    at_camp = [claim("affirm", "at", "SA", event=event) for event in "EF"]
    found = consistency(stated(sites, *at_camp, *rings))
    assert (found.conflicts, found.is_complete) == ((tuple("ABCD"),), True)
    assert [found.status(each) for each in found.consistent_sets()] == ["witnessed"] * 4


def test_events_meet_where_the_bands_of_their_distances_do():
    """11 and 12 km from the town, each at the village: it is 11.5 km from there, and in both directions."""
    sites = {"TOWN": (40.14084, 35.33588, 4000), "VILLAGE": (40.055, 35.421, 2000)}
    said = {"E": ("11 km", {"value": "NW"}), "F": ("12 km", {"degrees": 0, "half_width": 45})}
    claims = [claim("affirm", "at", "VILLAGE", event=event) for event in said]
    claims += [
        claim("affirm", "at_distance", "TOWN", distance, event=event, bearing=bearing)
        for event, (distance, bearing) in said.items()
    ]
    found = consistency(stated(sites, *claims))
    [everything] = found.consistent_sets()
    assert (found.conflicts, found.status(everything)) == ((), "witnessed")
