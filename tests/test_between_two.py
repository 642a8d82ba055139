"""What is said to be between two places: by hand, by many tried positions, and in everything that shows it."""

import math
import random

import numpy as np
import pytest
import shapely

from geodata.casefile.validate import check_case
from geodata.core.assumptions import Assumptions
from geodata.core.model import case_from_document
from geodata.editing.references import repointed
from geodata.exporting.map_shapes import drawn_claims
from geodata.exporting.record_rows import document_of, rows_of_records
from geodata.geodesy.circles import GEOD
from geodata.geodesy.claim_shapes import ClaimShape, Unlocated, claim_shape
from geodata.geodesy.corridor_areas import NOTHING_KNOWN, corridor, corridor_areas
from geodata.importing.import_rows import import_rows
from geodata.importing.reading import read_table
from geodata.importing.suggesting import suggest_mapping
from geodata.render.text.claim_view import claim_view
from geodata.render.text.map_labels import claim_label
from geodata.verdicts.consistency import consistency
from geodata.verdicts.feasible_region import remaining
from geodata.verdicts.pairwise import pair
from geodata.verdicts.sensitivity import flips
from geodata.verdicts.witness import witness
from tests.cases import small_case
from tests.test_known_answers import claim, stated

P, Q = (40.0, 35.0, 1), (41.0, 35.0, 1)
SITES = {"SP": P, "SQ": Q}


def between(polarity="affirm", first="SP", second="SQ", **members):
    return claim(polarity, "between", first, None, site2=second, **members)


def verdict(sites, one, other, **assumed):
    """Return the verdict of two claims' places, by any assumption."""
    setting = stated(sites, one, other, **assumed)
    return pair(setting, "A", "B").aspects["place"]


def beside(metres, azimuth_deg=270.0, lon=P[0], lat=P[1], radius_m=1):
    """Return a site at a distance from P; behind it, as seen from Q, unless told otherwise."""
    return (*GEOD.fwd(lon, lat, azimuth_deg, metres)[:2], radius_m)


def test_the_pair_worked_by_hand():
    """In docs/verdicts.md: P and Q are 91.3 km apart."""
    near, far = ({**SITES, "SR": beside(metres)} for metres in (5_000, 15_000))
    assert GEOD.inv(*P[:2], *Q[:2])[2] == pytest.approx(91_288, abs=1)
    assert verdict(near, between(), claim("affirm", "at", "SR")).verdict == "compatible"
    apart = verdict(far, between(), claim("affirm", "at", "SR"))
    assert apart.verdict == "contradictory"
    assert apart.slack_m == pytest.approx(-5_871, abs=10)
    assert "between" in apart.why


@pytest.mark.parametrize(("metres", "sign"), [(15_000, 1), (5_000, -1)])
def test_what_would_change_it_by_the_factor(metres, sign):
    """Whoever is so far behind P is between P and Q from (2 metres + 91.3 km) / 91.3 km times the way on."""
    sites = {**SITES, "SR": beside(metres)}
    [flip] = [
        one
        for one in flips(stated(sites, between(), claim("affirm", "at", "SR")), "A", "B")
        if one.assumption == "between-factor"
    ]
    factor = 1.2 + sign * flip.change
    assert factor == pytest.approx(1 + 2 * metres / 91_288, abs=0.001)
    assert flip.why == (
        "As to where, it would depend on what is not known exactly if between two places the ways to both might be "
        f"together {factor:.3f} times the way between them, not 1.2 times."
    )
    before, after = (
        verdict(sites, between(), claim("affirm", "at", "SR"), between_factor=factor + sign * by).verdict
        for by in (-0.001, 0.001)
    )
    assert before == verdict(sites, between(), claim("affirm", "at", "SR")).verdict != after


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (claim("affirm", "at", "SP"), "compatible"),
        (claim("affirm", "within", "SQ", "1 km"), "compatible"),
        (claim("affirm", "beyond", "SP", "99 km"), "compatible"),
        (claim("affirm", "beyond", "SP", "102 km"), "contradictory"),
        (claim("affirm", "at_distance", "SQ", "99 km"), "compatible"),
        (claim("affirm", "at_distance", "SQ", "110.0 km"), "contradictory"),
        (claim("deny", "at", "SP"), "compatible"),
        (claim("deny", "within", "SP", "102 km"), "contradictory"),
        (between("deny"), "contradictory"),
        (between("deny", "SQ", "SP"), "contradictory"),
    ],
)
def test_against_one_of_the_two(other, expected):
    """The way between both decides, however badly their positions are known where that says it all."""
    assert verdict(SITES, between(), other).verdict == expected


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (claim("affirm", "at", "SP"), "contradictory"),
        (claim("affirm", "within", "SP", "8 km"), "contradictory"),
        (claim("affirm", "within", "SP", "10 km"), "compatible"),
        (claim("affirm", "at_distance", "SP", "50 km"), "compatible"),
        (claim("affirm", "beyond", "SP", "1 km"), "compatible"),
    ],
)
def test_not_between_against_one_of_the_two(other, expected):
    assert verdict(SITES, between("deny"), other).verdict == expected


def test_uncertain_places_are_undecided_where_they_decide():
    """5.9 km off by the middles; each place may be off by more, and nothing is known of one."""
    for radius_m, expected in (
        (1, "contradictory"),
        (2_000, "contradictory"),
        (8_000, "undecided"),
        (None, "undecided"),
    ):
        sites = {"SP": (*P[:2], radius_m), "SQ": Q, "SR": beside(15_000)}
        assert verdict(sites, between(), claim("affirm", "at", "SR")).verdict == expected
    sites = {"SP": (*P[:2], None), "SQ": Q}
    assert verdict(sites, between(), claim("affirm", "at", "SP")).verdict == "compatible"


def test_the_factor_is_an_assumption():
    sites = {**SITES, "SR": beside(15_000)}
    assert verdict(sites, between(), claim("affirm", "at", "SR"), between_factor=1.4).verdict == "compatible"
    with pytest.raises(ValueError, match="not a valid factor"):
        verdict(sites, between(), claim("affirm", "at", "SR"), between_factor=1.0)


def test_two_corridors():
    """Sharing an end, crossing, and far apart."""
    sites = {**SITES, "SN": (40.5, 35.4, 1), "SS": (40.5, 34.6, 1), "SF": (45.0, 40.0, 1), "SG": (46.0, 40.0, 1)}
    assert verdict(sites, between(), between(first="SQ", second="SF")).verdict == "compatible"
    assert verdict(sites, between(), between(first="SN", second="SS")).verdict == "compatible"
    assert verdict(sites, between(), between(first="SF", second="SG")).verdict == "contradictory"
    assert verdict(sites, between("deny"), between(first="SF", second="SG")).verdict == "compatible"


@pytest.mark.parametrize("seed", range(40))
def test_areas_hold_what_they_should(seed):
    """Wherever both places are: the edge of what is between them is in the one area, and the other area is inside."""
    chance = random.Random(seed)
    length_m = chance.choice([300, 5e3, 3e4, 1e5, 4e5, 8e5, 2e6, 5e6])
    a = chance.uniform(-180, 180), chance.choice([0.0, 35.0, -50.0, 65.0])
    b = GEOD.fwd(*a, chance.uniform(0, 360), length_m)[:2]
    factor = chance.choice([1.05, 1.2, 1.2, 2.0])
    radii_m = [chance.choice([0.0, 1e-3, 0.05, 0.3, 0.6]) * length_m for _ in range(2)]
    areas = corridor_areas((*a, radii_m[0]), (*b, radii_m[1]), factor)
    # Around a pole, or too long: nothing is claimed, so nothing can be wrong.
    for _ in range(0 if areas is NOTHING_KNOWN else 6):
        ends = [GEOD.fwd(*point, chance.uniform(0, 360), radius_m * chance.choice([0, 1, 1, 0.5]))[:2]
                for point, radius_m in zip((a, b), radii_m, strict=True)]  # fmt: skip
        apart_m = GEOD.inv(*ends[0], *ends[1])[2]
        edge = shapely.get_coordinates(corridor(*ends[0], *ends[1], factor))
        off_m = shapely.distance(areas.possible, shapely.points(edge)).max() * 111e3
        assert off_m < 1e-3 + apart_m * 1e-6
        for lon, lat in shapely.get_coordinates(areas.sure)[::7]:
            ways_m = sum(GEOD.inv(lon, lat, *end)[2] for end in ends)
            assert ways_m <= factor * apart_m + 1e-3


def test_sets_and_the_possible_locations():
    """Between P and Q, 60 km from both, and north: two places are left, then one; a witness names all points."""
    sites = {"SP": (*P[:2], 500), "SQ": (*Q[:2], 500), "SN": (40.5, 35.6, 500)}
    rings = [claim("affirm", "at_distance", site, "52 km") for site in ("SP", "SQ")]
    setting = stated(sites, between(), *rings)
    found = witness(setting, ["A", "B", "C"])
    assert found.is_verified
    assert set(found.sites) == {"SP", "SQ"}
    lon, lat = found.events[0].position
    ways_m = sum(GEOD.inv(lon, lat, *found.sites[site])[2] for site in ("SP", "SQ"))
    assert ways_m <= 1.2 * GEOD.inv(*found.sites["SP"], *found.sites["SQ"])[2] + 0.01
    left = remaining(setting, ["A", "B", "C"])
    assert 0 < left.outer_km2 < remaining(setting, ["B", "C"]).outer_km2 + 1
    assert remaining(setting, ["A"]).inner_km2 < remaining(setting, ["A"]).outer_km2

    far = stated({**sites, "SN": (40.5, 35.6, 500)}, between(), claim("affirm", "within", "SN", "40.0 km"),
                 claim("affirm", "within", "SP", "50.0 km"), claim("affirm", "within", "SQ", "50.0 km"))  # fmt: skip
    together = consistency(far)
    assert together.is_complete
    assert [far for far in together.conflicts if len(far) < 2] == []


def test_events_share_the_two_places():
    """At the camp, and between it and the city: one point of the camp serves both, and it is checked."""
    sites = {"SP": (*P[:2], 3_000), "SQ": (*Q[:2], 3_000)}
    setting = stated(sites, between(event="E"), claim("affirm", "at_distance", "SP", "2.0 km", event="F"),
                     claim("affirm", "at", "SQ", event="F"))  # fmt: skip
    found = consistency(setting)
    assert found.conflicts == (("B", "C"),)
    way = witness(setting, ["A", "C"])
    assert way.is_verified


def document(**members):
    made = small_case()
    said = next(one for one in made["features"] if one["id"] == "ARMY-AT")["properties"]
    said.update({"relation": "between", "site2": "CITY", **members})
    return made


@pytest.mark.parametrize(
    ("members", "rule", "severity"),
    [
        ({"site2": "NOWHERE"}, "case.reference", "error"), ({"site2": "CAMP"}, "case.site2-same", "error"),
        ({"site2": None}, "case.site2-needed", "error"), ({"relation": "at"}, "case.site2-unused", "warning"),
        ({"site2": 7}, "case.type", "error"),
    ],
)  # fmt: skip
def test_the_check_names_what_is_wrong(members, rule, severity):
    assert [(one.rule, one.severity) for one in check_case(document(**members))] == [(rule, severity)]


def test_it_is_drawn_and_told():
    """With both places, and wider where these are uncertain."""
    assert check_case(document()) == ()
    case = case_from_document(document())
    said = case.claim_by_id["ARMY-AT"]
    shape = claim_shape(case, said)
    assert isinstance(shape, ClaimShape)
    assert shape.kind == "corridor"
    assert shape.reach.contains(shape.area)
    assert not shape.area.equals(shape.reach)
    [row] = [row for row in claim_view(case, said, Assumptions(), "km").content if row.term == "Location"]
    words = "".join(run.text for run in row.lines[0])
    assert words.startswith("between ")
    assert all(case.site_by_id[site].name in words for site in said.sites)
    assert " between " in f" {claim_label(case, said)}"
    assert math.isclose(sum(len(line) > 0 for line in row.lines), len(row.lines))


def test_what_cannot_be_drawn_says_why():
    case = case_from_document(document(site2="PROVINCE"))
    found = claim_shape(case, case.claim_by_id["ARMY-AT"])
    assert isinstance(found, Unlocated)
    assert "region" in found.reason


def test_a_second_place_that_goes_takes_the_relation_along():
    changed = repointed(document(), "site", {"CITY": None})
    said = next(one for one in changed["features"] if one["id"] == "ARMY-AT")["properties"]
    assert (said["relation"], said["site"], said["site2"]) == (None, "CAMP", None)


def test_the_outline_is_where_the_ways_are_as_long_as_they_may_be():
    outline = shapely.get_coordinates(corridor(40.0, 35.0, 41.0, 35.0, 1.2))
    ways = [np.hypot(0, GEOD.inv(lon, lat, 40, 35)[2]) + GEOD.inv(lon, lat, 41, 35)[2] for lon, lat in outline]
    assert np.ptp(ways) < 1e-2
    assert ways[0] == pytest.approx(1.2 * GEOD.inv(40, 35, 41, 35)[2], abs=0.01)


def imported(text):
    table = read_table(text.encode(), "a.csv")
    features = import_rows(table, suggest_mapping(table).mapping, None).document["features"]
    sites = {one["id"]: one["properties"]["name"] for one in features if one["properties"]["record"] == "site"}
    [said] = [one["properties"] for one in features if one["properties"]["record"] == "claim"]
    return said["relation"], sites[said["site"]], sites.get(said.get("site2"))


@pytest.mark.parametrize(
    "text",
    [
        'actor,summary,place\nA,X,"between Ayyash and Raqqa"\n',
        "actor,summary,place,second place\nA,X,Ayyash,Raqqa\n",
        "actor,summary,place,second place,relation\nA,X,Ayyash,Raqqa,between\n",
    ],
)
def test_a_table_says_it_in_words_or_in_two_columns(text):
    assert imported(text) == ("between", "Ayyash", "Raqqa")


def test_a_row_with_one_place_is_refused():
    table = read_table(b"actor,summary,place,relation\nA,X,Ayyash,between\n", "a.csv")
    [problem] = import_rows(table, suggest_mapping(table).mapping, None).problems
    assert problem.rule.endswith("site2-needed")


def test_a_table_of_the_case_has_it_in_a_cell_of_its_own():
    """And it comes back."""
    rows = [row for kind, row in rows_of_records(document()) if row.get("id") == "ARMY-AT"]
    assert [row["site2"] for row in rows] == ["CITY"]
    assert document_of(rows_of_records(document())) == document()


def test_shapes_for_other_programs_have_the_corridor_and_no_point():
    case = case_from_document(document())
    shapes = {shape.part for shape in drawn_claims(case, ["ARMY-AT"], "2020")}
    assert shapes == {"corridor", "reach"}
