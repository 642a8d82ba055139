"""What the browser is given, read back from the bytes."""

import base64
import json
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.core.model import case_from_document
from geodata.geodesy.circles import GEOD
from geodata.geodesy.claim_shapes import unlocated_claims
from geodata.render.map.payload import draw, encode_bits
from geodata.render.map.ring_encoding import COORDINATE_STEP_DEG, encode_ring
from geodata.render.text.map_labels import ClaimLabel
from tests.cases import small_case
from tests.rings import decode_ring

HOSTILE = "</script>\u202e\u2028\x00\ud800`${1}`"
SHOWN = "</script>[U+202E][U+2028][U+0000]\ufffd`${1}`"
lons = st.floats(-180, 180)
lats = st.floats(-90, 90)
SMALL = draw(case_from_document(small_case()))
#: Columns of a row of ``claims``.
KIND, SITE, TITLE, LABEL, AREA, EDGE, REACH = range(4, 11)


def drawn(document=None, rule="2020"):
    """Return a drawing with its payload read."""
    drawing = draw(case_from_document(document or small_case()), rule)
    return drawing, json.loads(drawing.payload)


def claim_row(payload, claim_id):
    return next(row for row in payload["claims"] if row[0] == claim_id)


@settings(deadline=None)
@given(st.lists(st.tuples(lons, lats), min_size=1, max_size=30))
def test_a_ring_comes_back_to_half_a_step(positions):
    """Steps do not add up their rounding."""
    ring = np.array(positions)

    assert np.abs(decode_ring(encode_ring(ring)) - ring).max() <= COORDINATE_STEP_DEG / 2 + 1e-9


def test_a_ring_travels_as_whole_numbers():
    """First position, then steps; what JSON has for them is short."""
    ring = encode_ring(np.array([[40.0, 35.0], [40.1, 35.0], [40.0, 35.0]]))

    assert json.dumps(ring) == "[40000000, 35000000, 100000, 0, -100000, 0]"


@pytest.mark.parametrize(
    ("claim_id", "column", "rule", "expected"),
    [
        ("ENVOY-WITHIN", AREA, "2020", {55_000}),
        ("ENVOY-WITHIN", EDGE, "2020", {54_500, 55_500}),
        ("ENVOY-WITHIN", EDGE, "2004", {54_000, 56_000}),
        ("ENVOY-WITHIN", REACH, "2020", {52_500, 57_500}),
        ("ENVOY-BEYOND", AREA, "2020", {56_327.04}),
        ("ENVOY-BEYOND", EDGE, "2020", {55_522.368, 57_131.712}),
    ],
)
def test_what_is_drawn_is_at_the_stated_distance(claim_id, column, rule, expected):
    """Each vertex that the browser gets is at one of the distances, to 0.2 m, and each distance is there."""
    _, payload = drawn(rule=rule)
    vertices = np.vstack([decode_ring(ring) for ring in payload["shapes"][claim_row(payload, claim_id)[column]]])
    camp = np.broadcast_to([[40.056], [35.396]], vertices.T.shape)
    lengths = GEOD.inv(*camp, *vertices.T)[2]
    off = np.abs(lengths[:, np.newaxis] - sorted(expected))

    assert off.min(axis=1).max() < 0.2
    assert off.min(axis=0).max() < 0.2


def test_every_record_has_its_row():
    """Actors, sites and claims in the order of the file, and claims point at rows."""
    drawing, payload = drawn()
    case = case_from_document(small_case())

    assert [row[0] for row in payload["actors"]] == [actor.id for actor in case.actors]
    assert [row[0] for row in payload["sites"]] == [site.name for site in case.sites]
    assert [row[0] for row in payload["claims"]] == [claim.id for claim in case.claims] == list(drawing.order)
    assert [payload["actors"][row[1]][0] for row in payload["claims"]] == [claim.actor for claim in case.claims]
    assert [payload["sites"][row[SITE]][0].upper() for row in payload["claims"]] == [
        claim.site for claim in case.claims
    ]


def test_a_site_has_its_arabic_name_its_point_and_its_shape():
    """The point is (lon, lat); a region says that it is one."""
    _, payload = drawn()
    camp, _, province = payload["sites"]

    assert camp == ["Camp", "معسكر", 40.056, 35.396, 0, 0, "CAMP"]
    assert province[5] == 1
    assert len(payload["shapes"][province[4]]) == 1


def test_claims_that_say_the_same_share_a_shape():
    """Fifty claims of one distance and one direction add not one shape."""
    document = small_case()
    _, once = drawn(document)
    models = [document["features"][index] for index in (5, 6, 7)]
    document["features"] += [model | {"id": f"{model['id']}-{copy}"} for model in models for copy in range(50)]
    _, often = drawn(document)

    assert often["shapes"] == once["shapes"]
    assert len(often["claims"]) == 156


def test_a_site_without_a_known_position_draws_nothing():
    """No point, no shape, and its claims are listed with the reason."""
    document = small_case()
    document["features"][1]["geometry"] = None
    _, payload = drawn(document)

    assert payload["sites"][1] == ["City", "معسكر", None, None, -1, 0, "CITY"]
    assert (
        unlocated_claims(case_from_document(document))["ENVOY-REPORT"].reason
        == "its place, City, has no known position"
    )


def test_what_is_not_drawn_is_counted():
    """Every claim of kind "none" has its reason, and no other claim has one."""
    document = small_case()
    document["features"][3]["properties"] |= {"relation": None, "site": None}
    document["features"][5]["properties"]["site"] = "PROVINCE"
    _, payload = drawn(document)
    unlocated = unlocated_claims(case_from_document(document))

    assert [row[0] for row in payload["claims"] if row[KIND] == "none"] == list(unlocated)
    assert list(unlocated) == ["ARMY-AT", "ENVOY-WITHIN"]
    assert [claim_row(payload, claim)[AREA:] for claim in unlocated] == [[-1, -1, -1]] * 2
    assert claim_row(payload, "ARMY-AT")[SITE] == -1


def test_a_case_is_drawn_the_same_twice():
    """Its address names its content: other bytes would be another address."""
    assert drawn()[0].payload == drawn()[0].payload


@pytest.mark.parametrize(
    ("polarity", "expected"),
    [
        ("affirm", ["Envoy: within 55 km", "Envoy: beyond 35 mi", "Envoy: 59 km", "Envoy"]),
        ("deny", ["Envoy: none within 55 km", "Envoy: none beyond 35 mi", "Envoy: not at 59 km", "Envoy"]),
    ],
)
def test_a_label_says_who_and_the_distance_as_spoken(polarity, expected):
    """A denial is a denial on the map too."""
    document = small_case()
    for feature in document["features"][5:]:
        feature["properties"]["polarity"] = polarity

    assert [str(ClaimLabel(*row[LABEL])) for row in drawn(document)[1]["claims"][2:]] == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Envoy", "Envoy"),
        ("Unnamed officials of the United States, to the AFP agency", "Unnamed officials of the United States"),
        ("An unnamed official (of the United States of America)", "An unnamed official"),
        (
            "A name of fifty signs that has no place to cut it at",
            "A name of fifty signs that has no place to cut it at",
        ),
    ],
)
def test_a_long_speaker_loses_what_explains_the_name(name, expected):
    """On the map there is no room; the title and the card have the name."""
    document = small_case()
    document["case"]["actors"][1]["name"] = name

    assert claim_row(drawn(document)[1], "ENVOY-REPORT")[LABEL][0] == expected


def test_hostile_names_are_text_that_is_seen():
    """Actor, site and summary: nothing in them is a control when it arrives, and the bytes are UTF-8."""
    document = small_case()
    document["case"]["actors"][2]["name"] = HOSTILE
    for feature in document["features"]:
        feature["properties"] |= {"name": HOSTILE, "names": [{"name": HOSTILE, "lang": "ar-SY"}], "summary": HOSTILE}
    drawing, payload = drawn(document)

    assert payload["actors"][2][1] == SHOWN
    assert payload["sites"][0][:2] == [SHOWN, SHOWN]
    assert claim_row(payload, "ARMY-AT")[TITLE] == [SHOWN, "● says", SHOWN]
    assert "\u202e" not in drawing.payload.decode()


def test_long_texts_are_cut_and_say_so():
    """A summary of 100 kB is not sent to be a tooltip."""
    document = small_case()
    document["features"][3]["properties"]["summary"] = "x" * 100_000
    title = claim_row(drawn(document)[1], "ARMY-AT")[TITLE][2]

    assert title == "x" * 160 + "… (99,840 more characters)"


# -- which are shown -------------------------------------------------------------------------------------------------


@settings(deadline=None)
@given(st.lists(st.booleans(), max_size=70))
def test_bits_are_the_ids(flags):
    """Lowest bit first, as the map's script reads them."""
    order = tuple(f"C-{number}" for number in range(len(flags)))
    chosen = {claim_id for claim_id, is_shown in zip(order, flags, strict=True) if is_shown}
    sent = base64.b64decode(encode_bits(replace(SMALL, order=order), chosen))

    assert {claim_id for at, claim_id in enumerate(order) if sent[at >> 3] >> (at & 7) & 1} == chosen
    assert len(sent) == (len(flags) + 7) // 8


def test_bits_of_claims_that_are_not_there_are_none():
    """An id of another case sets no bit."""
    assert encode_bits(SMALL, {"OTHER"}) == encode_bits(SMALL, set()) == "AA=="


# -- the first view --------------------------------------------------------------------------------------------------


def test_bounds_are_those_of_what_is_drawn():
    """South-west and north-east, (lat, lon): 59.5 km to the south-east, 56 km elsewhere, not the whole province."""
    (south, west), (north, east) = drawn()[0].bounds

    assert (west, north) == pytest.approx((39.436, 35.904), abs=0.01)
    assert (south, east) == pytest.approx((34.888, 40.676), abs=0.01)


def test_bounds_leave_out_what_is_said_of_no_event():
    """A ring around half the world in passing does not push the event into a corner."""
    document = small_case()
    for feature in document["features"][4:]:
        feature["properties"]["event"] = None

    assert drawn(document)[0].bounds == ((35.396, 40.056), (35.396, 40.056))


def test_bounds_of_a_case_that_draws_nothing_are_the_world():
    """There is always a first view."""
    document = small_case()
    sites_only = document | {"features": document["features"][:2]}
    nothing = document | {"features": []}

    assert drawn(sites_only)[0].bounds == ((35.33588, 40.056), (35.396, 40.14084))
    assert drawn(nothing)[0].bounds == ((-60, -180), (75, 180))


def test_bounds_of_a_ring_across_the_antimeridian_are_narrow():
    """A camp at 179.9 east is shown with what its ring reaches beyond 180, not the other way round the world."""
    document = small_case()
    for feature in document["features"]:
        if feature["geometry"] and feature["geometry"]["type"] == "Point":
            feature["geometry"]["coordinates"] = [179.9, -17.0]

    (_, west), (_, east) = drawn(document)[0].bounds

    assert west < 180 < east
    assert east - west < 180
