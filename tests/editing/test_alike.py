"""An edit is judged by what it can change, against the whole document judged before and after it."""

import random
import re
from collections import Counter
from copy import deepcopy

import pytest

from geodata.casefile.io import find_problems
from geodata.editing.checking import judged_alike, new_problems
from tests.benchmarks.cases import enlarged
from tests.cases import small_case

LON_LAT = {"type": "Point", "coordinates": [40.2, 35.1]}
#: What a record is changed to have: in order, odd, and wrong in each way that hangs on other records.
CLAIM_MEMBERS = (
    {"summary": "Said otherwise."}, {"polarity": "yes"}, {"sources": []}, {"sources": ["TRT", "NONE"]},
    {"site": "CITY"}, {"site": "NONE"}, {"site": None}, {"site": 7}, {"relation": "in"}, {"relation": None},
    {"actor": "NOBODY"}, {"actor": "ARMY"}, {"about_actor": ["ARMY"]}, {"event": "NONE"},
    {"derived_from": ["ARMY-IN"]}, {"derived_from": ["ARMY-AT", "ENVOY-SE"]}, {"derived_from": "ARMY-AT"},
    {"derived_from": [{"claim": "ARMY-IN", "kind": "quotes"}]}, {"quantity": "all"}, {"statement": "Briefing"},
)  # fmt: skip
GEOMETRIES = (None, LON_LAT, {"type": "Point", "coordinates": [400, 35]}, {"type": "Polygon", "coordinates": []}, 5)
IDS = ("NEW", "CAMP", "CITY", "ARMY-AT", "ENVOY", "odd id", 5, None)


def edited(document, choose):
    """Return a document with a record changed, gone, moved, come twice or under another id; the others are its own."""
    features, case = list(document["features"]), dict(document["case"])
    table = choose.choice(["actors", "events", "sources"])
    records = features if choose.random() < 0.8 else list(case[table])
    what, index = choose.randrange(7), choose.randrange(len(records))
    record = deepcopy(records[index])
    if what == 0:
        del records[index]
    elif what == 1:
        records.insert(0, records.pop(index))
    elif what == 2:
        records.insert(choose.randrange(len(records)), record | {"id": choose.choice(IDS)})
    elif what == 3:
        records[index] = record | {"id": choose.choice(IDS)}
    elif what == 4 and records is features:
        records[index] = record | {"geometry": choose.choice(GEOMETRIES)}
    elif what == 5:
        records[index] = choose.choice([record | {"part_of": choose.choice(["ARMY", "ENVOY", "NONE"])}, 5, {}])
    elif records is features and isinstance(record.get("properties"), dict):
        records[index] = record | {"properties": record["properties"] | choose.choice(CLAIM_MEMBERS)}
    return {**document, "features": features, "case": case if records is features else case | {table: records}}


def newly_wrong(before, after):
    """Return what whole checks find in the one and not in the other; counted, as records may be told twice."""
    return Counter(map(_said, find_problems(after))) - Counter(map(_said, find_problems(before)))


def _said(problem):
    return re.sub(r"(features|actors|events|sources)\[\d+\]", r"\1", problem.where), problem.rule, problem.message


@pytest.mark.many
def test_what_an_edit_makes_wrong_is_what_whole_checks_say():
    """Over random edits, one after the other, of which most break something that hangs on other records."""
    for seed in range(40):
        choose, document = random.Random(seed), small_case()
        for _ in range(25):
            after = edited(document, choose)
            assert Counter(map(_said, new_problems(document, after))) == newly_wrong(document, after)
            is_gone_on_with = choose.random() < 0.7 and after["features"] and all(after["case"].values())
            document = after if is_gone_on_with else small_case()


def test_one_change_of_many_claims_leaves_all_others_alone():
    """Its cost is that of what it can change: a claim's site and what is derived from it are checked with it."""
    document = enlarged(400)
    index = next(at for at, one in enumerate(document["features"]) if one["id"] == "US-OFFICIALS-AFP-MOZDOK-C1")
    features = list(document["features"])
    features[index] = {**features[index], "properties": {**features[index]["properties"], "summary": "Otherwise."}}

    alike = judged_alike(document, {**document, "features": features})

    assert len(document["features"]) - sum(id(one) in alike for one in features) < 10
