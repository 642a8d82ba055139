"""What stands where in a figure: fonts, lines, free room, rings, legend and words."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.core.model import case_from_document
from geodata.geodesy.circles import circle
from geodata.geodesy.claim_shapes import claim_shape
from geodata.render.figure import typesetting
from geodata.render.figure.captions import count_sentence, outside_note, projection_sentence, source_sentence, subtitle
from geodata.render.figure.items import Path, Words
from geodata.render.figure.label_placement import Room, TextLine
from geodata.render.figure.legend import MOST_COLORS, LegendRow, kind_rows, legend, side_rows
from geodata.render.figure.projection import fitted
from geodata.render.figure.rosettes import arc_data, wheel_items, wheels
from geodata.render.text.map_labels import shared_label
from geodata.render.text.palette import colors
from tests.cases import small_case

CASE = case_from_document(small_case())
SHAPES = {claim.id: claim_shape(CASE, claim) for claim in CASE.claims}


@pytest.mark.parametrize(
    ("text", "family"),
    [
        ("Saeqa camp", "IBM Plex Sans"),
        ("Київ", "IBM Plex Sans"),
        ("معسكر الصاعقة", "IBM Plex Sans Arabic"),
        ("Camp (معسكر), 5 km", "IBM Plex Sans Arabic"),
        ("Ḥamāh", "Noto Sans"),
        ("", "IBM Plex Sans"),
    ],
)
def test_a_text_is_set_in_a_family_that_has_its_letters(text, family):
    """The first of them that has all."""
    assert typesetting.family_of(text) == family


def test_letters_that_no_font_has_are_found():
    """So that the figure can say so."""
    assert typesetting.without_glyph(["Київ", "東京 5 km"]) == {"東", "京"}


@pytest.mark.parametrize(("text", "expected"), [("abc", False), ("5 معسكر", True), ("(a معسكر", False), ("12", False)])
def test_the_first_letter_gives_the_direction(text, expected):
    """Digits and brackets have none."""
    assert typesetting.is_rtl(text) == expected


@given(text=st.text(alphabet="ab مع-\u00a0", max_size=80), room_pt=st.floats(12, 200))
def test_lines_fit_their_room_and_lose_nothing(text, room_pt):
    """Broken at spaces, and within a word only where it is too long for a line."""
    lines = typesetting.wrapped(text, 7, room_pt)
    assert all(typesetting.width_pt(line, 7) <= room_pt for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_a_number_stays_with_its_unit():
    """At a space that forbids a break."""
    assert typesetting.wrapped("about 55\u00a0km", 7, typesetting.width_pt("about 55", 7) + 1) == [
        "about",
        "55\u00a0km",
    ]


def boxes(placed):
    return [(w.x, w.y - w.size_pt, w.x + typesetting.width_pt(w.text, w.size_pt, w.weight), w.y) for w in placed]


@given(points=st.lists(st.tuples(st.floats(0, 200), st.floats(0, 200)), max_size=25))
def test_words_cover_neither_each_other_nor_the_frame(points):
    """Whatever they name."""
    room = Room(200, 200)
    found = [item for point in points for item in room.place([TextLine("Saeqa camp", 7)], point, 3)]
    lefts = [box for box, item in zip(boxes(found), found, strict=True) if item.anchor == "start"]

    assert all(x0 >= 0 and y0 >= 0 and x1 <= 200 and y1 <= 200 for x0, y0, x1, y1 in lefts)
    for index, a in enumerate(lefts):
        assert not any(a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3] for b in lefts[:index])


def test_a_name_avoids_an_outline_where_it_can():
    """The second best place is taken where the best one lies on a ring."""
    free, beside = Room(200, 200), Room(200, 200)
    beside.shun([(105.0 + step, 98.0) for step in range(30)])
    (best,), (other,) = (room.place([TextLine("Camp", 7)], (100, 100), 3) for room in (free, beside))
    assert (best.x, best.y) != (other.x, other.y)


def test_a_name_that_finds_no_room_beside_its_place_is_led_to_it():
    """By a line that crosses nothing that is taken."""
    room = Room(200, 200)
    room.take((85, 85, 115, 115))
    leader, words = room.place_led([TextLine("Camp", 7)], (100, 100), (16, 30))
    assert isinstance(leader, Path)
    assert words.text == "Camp"


def test_rings_that_would_cover_each_other_move_apart():
    """And stay in the frame."""
    site, claims = CASE.sites[0], CASE.claims[:3]
    found = wheels([(site, claims, 1.0, 50.0), (site, claims, 2.0, 50.0), (site, claims, 3.0, 50.0)], (120, 100))

    assert all(wheel.x >= wheel.radius for wheel in found)
    for index, a in enumerate(found):
        assert all(math.hypot(a.x - b.x, a.y - b.y) > (a.radius + b.radius) * 0.95 for b in found[:index])


def test_every_claim_at_a_place_has_a_segment():
    """However many there are: none is thinned."""
    (wheel,) = wheels([(CASE.sites[0], CASE.claims * 40, 50.0, 50.0)], (100, 100))
    items = list(wheel_items(wheel, colors(CASE)))
    denied = sum(claim.polarity == "deny" for claim in wheel.claims)
    over = sum(claim.relation == "over" for claim in wheel.claims)

    assert [item.text for item in items if isinstance(item, Words)] == [str(len(wheel.claims))]
    assert sum(isinstance(item, Path) for item in items) == 1 + len(wheel.claims) + denied + over


def test_a_whole_turn_is_two_half_circles():
    """An arc that ends where it begins is nothing in SVG."""
    assert arc_data(0, 0, 0, 1, (0, math.tau)) == "M1.00,0.00A1.00,1.00,0,0,1,-1.00,0.00A1.00,1.00,0,0,1,1.00,0.00Z"


def test_the_legend_has_what_is_in_the_figure_alone():
    """Rows follow the claims shown."""
    affirmed = [claim for claim in CASE.claims if claim.id == "ARMY-AT"]
    assert [row.key for row in kind_rows(affirmed, SHAPES)] == ["affirm"]
    assert [row.key for row in kind_rows([CASE.claim_by_id["ENVOY-WITHIN"]], SHAPES)] == ["denied"]


def test_a_side_has_one_row_whoever_speaks_for_it():
    """With the number of its claims on the map, then who is part of no side; those who share a grey are one row."""
    document = small_case()
    document["case"]["actors"][0]["color"] = None
    document["case"]["actors"] += [{"id": f"X{number}", "name": f"X{number}", "part_of": None} for number in range(9)]
    claims = document["features"][3:]
    document["features"] += [
        {**claims[0], "id": f"X{number}-SAYS", "properties": {**claims[0]["properties"], "actor": f"X{number}"}}
        for number in range(9)
    ]
    document["features"].append(
        {**claims[2], "id": "C", "properties": {**claims[2]["properties"], "actor": "COALITION"}}
    )
    case = case_from_document(document)
    rows = [row.text.replace("\u00a0", " ") for row in side_rows(case, case.claims, colors(case))]

    assert rows == ["Coalition 5", "Army 2", *(f"X{number} 1" for number in range(5)), "Others 4"]


def test_colours_that_a_file_gives_are_told_up_to_a_limit():
    """A file may give every actor of a side its own: no row has two, and the legend does not grow with them."""
    document = small_case()
    document["case"]["actors"] += [
        {"id": f"X{number}", "name": "X", "part_of": "COALITION", "color": f"#0000{number:02x}"} for number in range(40)
    ]
    said = document["features"][3]
    document["features"] += [
        {**said, "id": f"X{number}-SAYS", "properties": {**said["properties"], "actor": f"X{number}"}}
        for number in range(40)
    ]
    case = case_from_document(document)
    rows = list(side_rows(case, case.claims, colors(case)))

    assert len(rows) == MOST_COLORS + 1
    assert rows[-1].text == "and 30 more colours"


def test_rings_that_can_hardly_be_told_apart_say_it_together():
    """Those of one side, with one unit as a range; a denial says something else, and stays by itself."""
    claims = [CASE.claim_by_id["ENVOY-WITHIN"], CASE.claim_by_id["ENVOY-BEYOND"], CASE.claim_by_id["ENVOY-SE"]]
    far = replace(claims[2], distance=replace(claims[2].distance, value="62"))

    assert shared_label(CASE, claims[2:]) == "Envoy: 59 km"
    assert shared_label(CASE, [claims[2], far]) == "Coalition, 2 claims: 59 km to 62 km"
    assert shared_label(CASE, [claims[2], claims[1]]) == "Coalition, 2 claims: 59 km, 35 mi"


@pytest.mark.parametrize("is_rtl", [False, True])
def test_a_legend_keeps_to_its_width(is_rtl):
    """In as many columns as there is room for, from either side."""
    made = legend(
        [LegendRow("Says it was here", "affirm"), LegendRow("Envoy", color="#112233")] * 9, 306, 7, is_rtl=is_rtl
    )
    lines = [item for item in made.items if isinstance(item, Words)]

    assert len({line.x for line in lines}) == 2
    assert all(0 <= line.x <= 306 for line in lines)
    assert {line.anchor for line in lines} == {"end" if is_rtl else "start"}


def test_what_is_counted_is_said():
    """Shown, of how many, without a place, outside the map."""
    assert count_sentence(CASE, CASE.claims[:3], [], 1) == "3 of 6 claims shown, 1 outside the map"
    assert subtitle("3 of 6 claims shown", "said by Envoy\u202e") == "3 of 6 claims shown: said by Envoy[U+202E]"


def test_places_outside_the_map_are_named_once():
    """In the order of the claims."""
    assert outside_note(CASE, ["ARMY-AT", "ENVOY-BEYOND", "ENVOY-REPORT"]) == (
        "Claims outside the map are about Camp, City.",
    )
    assert outside_note(CASE, []) == ()


def test_sources_are_named_once():
    """By title where no publisher is stated."""
    assert source_sentence(CASE, CASE.claims) == "Sources: Report."


@pytest.mark.parametrize(
    ("radius_m", "words"),
    [
        (50_000, "scale and north are true there."),
        (3_000_000, "lengths at the edge off by up to"),
        (15_000_000, "Equal Earth"),
    ],
)
def test_the_projection_says_what_it_distorts(radius_m, words):
    """Where it is more than one in a hundred."""
    spread = circle(40, 35, radius_m) if radius_m < 1e7 else np.array([[0.0, 0.0], [120.0, 0.0], [-120.0, 0.0]])
    assert words in projection_sentence(fitted(spread, 300))
