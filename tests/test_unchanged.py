"""A state of a case that takes over from the one before what is the same, against one that is made from scratch."""

import random

from geodata.app.case_store import open_document
from geodata.app.prepared_case import prepare
from geodata.core.model import case_from_document
from geodata.render.map.payload import draw
from tests.cases import small_case

FIELDS = ("case", "unlocated", "colors", "counts", "index", "rule")


def edited(document, random_edit):
    """Return a document with one record changed, gone, moved to the front or come twice under another id."""
    features, case = list(document["features"]), dict(document["case"])
    claims = [index for index, feature in enumerate(features) if feature["properties"]["record"] == "claim"]
    what, index = random_edit.randrange(6), random_edit.choice(claims)
    claim = features[index]
    if what == 0:
        said = {"summary": f"Said {random_edit.random()}", "polarity": random_edit.choice(["affirm", "deny"])}
        features[index] = {**claim, "properties": {**claim["properties"], **said}}
    elif what == 1 and len(claims) > 2:
        del features[index]
    elif what == 2:
        features.insert(index, {**claim, "id": f"COPY-{random_edit.randrange(10**9)}"})
    elif what == 3:
        site = random_edit.choice([0, 1, 2])
        named = next(one for one in features if one["id"] == ("CAMP", "CITY", "PROVINCE")[site])
        properties = {**named["properties"], "name": f"Place {random_edit.random()}"}
        features[features.index(named)] = {**named, "properties": properties}
    elif what == 4:
        actors = list(case["actors"])
        actors[1] = {**actors[1], "name": f"Envoy {random_edit.random()}"}
        case["actors"] = actors[::-1] if random_edit.random() < 0.5 else actors
    else:
        case["sources"] = [{**source, "title": f"Wire {random_edit.random()}"} for source in case["sources"]]
    return {**document, "case": case, "features": features}


def test_what_is_taken_over_equals_what_is_made_anew(tmp_path):
    """All fields, and the drawing byte for byte, over random edits; now and then no map asks for a drawing."""
    random_edit, document = random.Random(7), small_case()
    kept = open_document(tmp_path, document).opened
    for number in range(150):
        document = edited(document, random_edit)
        kept = open_document(tmp_path, document, before=kept).opened
        anew = prepare(case_from_document(document))

        assert all(getattr(kept, name) == getattr(anew, name) for name in FIELDS)
        if number % 3:
            fresh = draw(anew.case)
            assert (kept.drawing.payload, kept.drawing.bounds) == (fresh.payload, fresh.bounds)
