"""All pairs at once are the pairs one by one."""

import random

import numpy as np
import pytest

from geodata.app.case_store import BUNDLED_CASE
from geodata.casefile.io import read_case
from geodata.constraints.three_valued import VERDICTS
from geodata.core.assumptions import Assumptions
from geodata.core.model import COMPASS_POINTS, case_from_document
from geodata.core.vocabulary import DISTANCE_RELATIONS, RELATIONS
from geodata.verdicts.context import CaseContext
from geodata.verdicts.pairwise import pair
from geodata.verdicts.verdict_matrix import table
from tests.cases import small_case

TIMES = [None, "2015-12-06", "2015-12-06T20:00~", "2015-12-07/..", "2015-12-06T20:00Z", "2015-12~"]


def random_document(seed, count):
    """Return the small case with claims made of anything."""
    chance = random.Random(seed)
    document = small_case()
    document["case"]["events"].append({"id": "FLIGHT", "name": "Flight", "plural": seed % 2 == 1})
    document["features"][1]["properties"]["coordinateUncertaintyInMeters"] = chance.choice([None, 500, 4000])
    if seed % 3 == 2:
        document["features"][1]["geometry"] = None
    frame = document["features"][3]
    document["features"] = document["features"][:3] + [
        {**frame, "id": f"C-{number}", "geometry": None, "properties": frame["properties"] | _claim(chance, number)}
        for number in range(count)
    ]
    return document


def _claim(chance, number):
    site = chance.choice(["CAMP", "CAMP", "CITY", "PROVINCE"])
    words = [word for word, row in RELATIONS.items() if site == "PROVINCE" or not row.needs_region]
    relation = chance.choice([None, *words, "at_distance"])
    is_between = relation is not None and RELATIONS[relation].needs_second_site
    has_distance = relation in DISTANCE_RELATIONS
    count = chance.randrange(6)
    return {
        "actor": chance.choice(["ARMY", "ENVOY"]),
        "polarity": chance.choice(["affirm", "affirm", "affirm", "deny", "deny", "report"]),
        "event": chance.choice(["STRIKE", "STRIKE", "FLIGHT", None]),
        "about_actor": chance.choice([None, "COALITION", "ENVOY", "ARMY", ["COALITION", "ARMY"], ["ENVOY", "ARMY"]]),
        "relation": relation,
        "site": site if relation else None,
        "site2": chance.choice([one for one in ("CAMP", "CITY", "PROVINCE") if one != site]) if is_between else None,
        "distance": {"value": chance.choice(["5", "10", "55", "100", "5.5"]), "unit": "km"} if has_distance else None,
        "bearing": {"value": chance.choice(COMPASS_POINTS)}
        if relation and RELATIONS[relation].takes_bearing and chance.random() < 0.5
        else None,
        "event_time": chance.choice(TIMES),
        "stated": chance.choice([None, "2015-12-07", "2015-12-08", "2015-12-07T12:00Z"]),
        "quantity": chance.choice([None, "some", "all"]),
        "certainty": chance.choice([None, None, None, "possible", "certain"]),
        "event_kinds": chance.choice([None, None, ["air strike"], ["flight"]]),
        "killed": chance.choice([None, {"min": count, "max": chance.choice([None, count, count + 2])}]),
        "wounded": chance.choice([None, {"min": count, "max": None}]),
        "derived_from": [f"C-{chance.randrange(number)}"] if number and chance.random() < 0.2 else [],
    }


def check_all_pairs(setting):
    found = table(setting)
    for row, a in enumerate(found.claims):
        for column, b in enumerate(found.claims):
            one = pair(setting, a, b)
            aspects = {
                name: VERDICTS[codes[row, column]] for name, codes in found.aspects.items() if codes[row, column]
            }
            assert found.verdict(row, column) == one.verdict, (a, b)
            assert aspects == {name: aspect.verdict for name, aspect in one.aspects.items()}, (a, b)
            slack_m = one.aspects["place"].slack_m if "place" in one.aspects else None
            assert found.slack_m[row, column] == pytest.approx(np.nan if slack_m is None else slack_m, nan_ok=True)


@pytest.mark.many
@pytest.mark.parametrize("seed", range(6))
def test_random_claims(seed):
    """Every kind of claim against every other."""
    check_all_pairs(
        CaseContext(
            case_from_document(random_document(seed, 60)),
            Assumptions(rule=["2020", "2004"][seed % 2], all_versions=True),
        )
    )


def test_the_bundled_case():
    """By the rule of 2004."""
    check_all_pairs(CaseContext(read_case(BUNDLED_CASE)[0], Assumptions(rule="2004", all_versions=True)))


@pytest.mark.parametrize("count", [0, 1, 2])
def test_few_claims(count):
    """None, one, two."""
    setting = CaseContext(case_from_document(random_document(1, count)))
    found = table(setting)
    assert (found.codes.shape, sum(found.counts().values())) == ((count, count), count * (count - 1) // 2)


def test_chosen_claims_keep_their_order():
    """The table is of the claims asked for."""
    setting = CaseContext(read_case(BUNDLED_CASE)[0])
    found = table(setting, ["CJTF-35-MILES", "MCGURK-55-KM"])
    assert found.claims == ("CJTF-35-MILES", "MCGURK-55-KM")
    assert found.verdict(0, 1) == "compatible"
