"""All stated distances on one axis: bands where they are, places at their measured range, all of it in words, too."""

import re

from geodata.app.html.distance_axis import distance_axis
from geodata.render.text.palette import colors
from tests.pages import CASE


def drawn(unit="km", rule="2020"):
    return distance_axis(CASE, CASE.claims, rule, colors(CASE), unit)


def spans(html, css):
    return [
        tuple(map(float, found)) for found in re.findall(rf'class="{css}" style="--from:([0-9.]+);--to:([0-9.]+)', html)
    ]


def test_the_gap_between_55_km_and_35_miles_is_on_it():
    """The bands do not touch by the 2020 rule, and do by the 2004 one; what is drawn is written beside it."""
    assert "35 mi" in drawn()
    assert "54.5 to 55.5 km" in drawn()
    assert len(spans(drawn(), "band")) == len(spans(drawn(rule="2004"), "band"))
    assert spans(drawn(), "band") != spans(drawn(rule="2004"), "band")


def test_everything_is_on_the_axis_in_order():
    """From nothing to beyond the farthest distance, in any unit."""
    for unit in ("km", "mi", "nmi"):
        for css in ("band", "reach", "stripe"):
            found = spans(drawn(unit), css)
            assert found
            assert all(0 <= start <= end <= 1 for start, end in found)


def test_the_main_events_place_comes_first():
    """What most claims about it name, whichever claims are drawn: a reader of the map looks for the same there."""
    for claims in (CASE.claims, [claim for claim in CASE.claims if claim.distance is not None]):
        html = distance_axis(CASE, claims, "2020", colors(CASE), "km")
        assert "Saeqa camp" in re.search(r"<h3>.*?</bdi>", html)[0]


def test_a_case_without_distances_has_none():
    """Nothing is drawn."""
    claims = [claim for claim in CASE.claims if claim.distance is None]
    assert distance_axis(CASE, claims, "2020", colors(CASE), "km") is None
