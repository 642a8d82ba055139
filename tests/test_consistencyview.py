"""What the consistency page draws: blocks, bars over one axis, a small map, the claims beside one."""

import math
import re
from dataclasses import replace

import numpy as np
import pytest

from geodata.app.case_store import BUNDLED_CASE
from geodata.casefile.io import read_case
from geodata.core.assumptions import Assumptions
from geodata.core.model import case_from_document
from geodata.render.html import pair_figures, sets
from geodata.render.html.pair_axis import axis
from geodata.render.html.pair_map import HEIGHT_PX, WIDTH_PX, pair_map
from geodata.render.map.result_overlay import region_marks
from geodata.render.text.joint_view import region_view
from geodata.verdicts.context import CaseContext
from geodata.verdicts.feasible_region import remaining
from geodata.verdicts.ordering import in_blocks
from geodata.verdicts.pairwise import pair, related
from geodata.verdicts.text_report import VERDICT_COLUMNS, to_csv
from geodata.verdicts.verdict_matrix import table
from tests.cases import small_case

CASE, _ = read_case(BUNDLED_CASE)
SETTING = CaseContext(CASE)
TABLE = table(SETTING)


def test_every_claim_stands_once_in_the_matrix_or_beside_it():
    """Those that were compared with no other stand beside it."""
    groups, alone = in_blocks(TABLE)
    order = [row for group in groups for row in group]

    assert sorted([*order, *alone]) == list(range(len(TABLE.claims)))
    assert not TABLE.codes[alone].any()
    assert TABLE.codes[order].any(axis=1).all()


def test_accounts_that_agree_form_blocks():
    """In order, neighbours contradict each other less often than claims far apart do."""
    order = in_blocks(TABLE)[0][0]
    ordered = TABLE.codes[np.ix_(order, order)]
    near = np.mean(np.diag(ordered, 1) == 3)

    assert near < np.mean(ordered[ordered > 0] == 3)


def test_what_is_assumed_moves_no_claim():
    """Who tries an assumption finds each claim where it was; what only then is compared is in a group, too."""
    other = table(CaseContext(CASE, Assumptions(rule="2004")))
    assert in_blocks(TABLE, other) == in_blocks(TABLE)
    assert in_blocks(other) != in_blocks(TABLE)
    none = replace(TABLE, codes=np.zeros_like(TABLE.codes))
    groups, alone = in_blocks(none, TABLE)
    assert sorted(map(sorted, groups)) == sorted(map(sorted, in_blocks(TABLE)[0]))
    assert alone == in_blocks(TABLE)[1]


def test_the_slack_of_35_miles_and_55_km_is_drawn_as_a_length():
    """From the one's upper bound to the other's lower one: 22.4 m."""
    found = axis(SETTING, pair(SETTING, "MCGURK-55-KM", "CJTF-35-MILES"))

    assert found.gap_m == pytest.approx((55_500.0, 55_522.368))
    assert ">less than 0.1 km<" in pair_figures.allowed_distances(
        found, {"MCGURK-55-KM": "#000000", "CJTF-35-MILES": "#ffffff"}, "km"
    )


@pytest.mark.parametrize("other", ["WARREN-55-KM-SE", "CJTF-RELEASE-NINE-STRIKES", "WARREN-IN-THE-PROVINCE"])
def test_claims_about_different_sites_share_no_axis(other):
    """Nor do claims without a place, or of a region."""
    assert axis(SETTING, pair(SETTING, "CJTF-35-MILES", other)) is None


@pytest.mark.parametrize("claim", [claim.id for claim in CASE.claims])
def test_every_claim_has_its_place_on_the_small_map(claim):
    """Within the figure; a claim without a place has none."""
    found = pair_map(CASE, [CASE.claim_by_id[claim]], "2020")
    if CASE.claim_by_id[claim].site is None:
        assert found is None
        return
    points = [point for drawn in found.claims for ring in drawn.areas for point in ring]
    points += [(x, y) for _, x, y in found.sites]
    assert all(0 <= x <= WIDTH_PX and 0 <= y <= HEIGHT_PX for x, y in points)
    assert 0 < found.scale_px <= WIDTH_PX / 2


@pytest.mark.parametrize("lat", [90, -90, 89.99])
def test_two_claims_at_a_pole_are_drawn_with_a_scale(lat):
    """Where no length goes east or west."""
    document = small_case()
    for feature in document["features"]:
        if "CAMP" in (feature["id"], feature["properties"].get("site")) and feature["geometry"]["type"] == "Point":
            feature["geometry"] = {"type": "Point", "coordinates": [180.0, lat]}
            feature["properties"] |= {"coordinateUncertaintyInMeters": None} if feature["id"] == "CAMP" else {}
    case = case_from_document(document)
    found = pair_map(case, [claim for claim in case.claims if claim.site == "CAMP" and claim.relation == "at"], "2020")
    assert found is not None
    assert 10 < found.scale_px < WIDTH_PX


def test_the_claims_beside_one_are_those_of_the_matrix():
    """Without comparing all pairs."""
    for row, claim in enumerate(TABLE.claims):
        expected = {
            TABLE.claims[column]: TABLE.verdict(row, int(column)) for column in np.flatnonzero(TABLE.codes[row])
        }
        assert dict(related(SETTING, claim)) == expected


def test_the_csv_has_every_aspect_with_its_rule():
    """And the number that decided."""
    lines = to_csv(SETTING, table(SETTING, ["MCGURK-55-KM", "CJTF-35-MILES"])).splitlines()

    assert lines[0] == ",".join(VERDICT_COLUMNS)
    assert re.match(r"MCGURK-55-KM,CJTF-35-MILES,compatible,place,compatible,22\.36\d+,,,.*,2020,$", lines[1])
    assert len(lines) == 3


def test_what_is_left_for_the_wellheads_is_drawn():
    """By the coalition's words: a region with al-Omar in or near it, and a place that fits."""
    claims = [claim.id for claim in CASE.claims if claim.event == "WELLHEAD-STRIKES" and claim.actor == "CJTF-OIR"]
    left = remaining(SETTING, claims)
    marks = region_marks(left, "Strikes")
    words = sets.whereabouts(region_view(CASE, left), len(claims))

    assert marks["outer"]
    assert len(marks["marks"]) == 1
    assert {"AL-OMAR-FIELD"} <= {*left.sites_sure, *left.sites_possible}
    assert f"{len(claims)} claims combined" in words


def test_nothing_left_is_said_with_the_smallest_conflict():
    """No figure, but the claims that exclude each other."""
    claims = ["SYRIA-MFA-CAMP-STRIKE", "MCGURK-55-KM", "SOHR-FIRST-COUNT"]
    left = remaining(SETTING, claims)

    assert region_marks(left, "Strike") == {"outer": [], "inner": [], "marks": [], "legs": []}
    assert left.conflict == ("SYRIA-MFA-CAMP-STRIKE", "MCGURK-55-KM")
    assert "smallest set of claims that leaves no possible location" in sets.whereabouts(region_view(CASE, left), 3)


def test_what_a_name_may_mean_is_drawn_by_its_numbers():
    """Over land and borders that the program carries; near ones stay apart, and nothing is fetched."""
    wide = pair_figures.candidates_picture({"1": (40.1, 35.3), "2": (35.8, 34.4), "4": (13.2, 32.9)})
    near = pair_figures.candidates_picture({"1": (40.1, 35.3), "2": (40.12, 35.32)})
    points = [tuple(map(float, one)) for one in re.findall(r'cx="([0-9.]+)" cy="([0-9.]+)"', near)]

    assert re.findall(r">([0-9])</text>", wide) == ["1", "2", "4"]
    assert re.search(r'class="land" d="M', wide)
    assert re.search(r'class="border" d="M', wide)
    assert math.dist(*points) > 50
    assert "http" not in wide.replace("http://www.w3.org/2000/svg", "")


def test_names_on_a_small_map_do_not_lie_on_each_other():
    """Nor beyond its edge; where all around a dot is taken, the name stands as the first would."""
    near = [("al-Mahash oil field", 180.0, 150.0), ("Deir ez-Zor", 215.0, 148.0), ("Ayyash", 400.0, 60.0)]
    mahash, city, ayyash = pair_figures.named_sites(near)
    assert (mahash.anchor, mahash.at) == ("start", (186.0, 145.0))
    assert (city.anchor, city.at) == ("start", (221.0, 162.0))
    assert (ayyash.anchor, ayyash.at) == ("end", (394.0, 55.0))
    crowd = pair_figures.named_sites([("Camp", 200.0, 100.0)] * 5)
    assert len({one.at for one in crowd}) == 4
