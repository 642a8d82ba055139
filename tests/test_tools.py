"""Ruler and ring as a value and as an address."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.core.model import case_from_document
from geodata.core.precision import SetWidth
from geodata.core.units import UNITS
from geodata.view import measure_tools
from geodata.view.measure_tools import MAX_POINTS, TOOLS, Tools
from tests.cases import small_case

CASE = case_from_document(small_case())
POINTS = st.sampled_from(["CAMP", "CITY", "PROVINCE", "35.5,40.25", "-10,-170"])


@given(
    st.builds(
        Tools,
        tool=st.sampled_from(TOOLS),
        points=st.lists(POINTS, max_size=5).map(tuple),
        closed=st.booleans(),
        links=st.booleans(),
        center=POINTS | st.just(""),
        ring=st.text(max_size=20),
        unit=st.sampled_from(UNITS),
        rule=st.sampled_from(["2020", "2004", SetWidth(0), SetWidth(1609.344)]),
    )
)
def test_an_address_brings_back_what_it_was_made_of(wanted):
    """Nothing is unread."""
    assert measure_tools.from_query(measure_tools.to_query(wanted), CASE) == (wanted, ())


@pytest.mark.parametrize(
    ("query", "unread"),
    [
        ({"ruler": "CAMP;NOWHERE"}, ("ruler NOWHERE",)),
        ({"center": "91,0"}, ("center 91,0",)),
        ({"tool": "hammer"}, ("tool hammer",)),
        ({"unit": "versts"}, ("unit versts",)),
        ({"rule": "2012"}, ("rule 2012",)),
        ({"rule": "-5m"}, ("rule -5m",)),
        ({"rule": "\u0665m"}, ("rule \u0665m",)),
        ({"rule": "1_0m"}, ("rule 1_0m",)),
        ({"rule": "1000001m"}, ("rule 1000001m",)),  # no field of the page takes it
        ({"closed": "perhaps"}, ("closed perhaps",)),
        ({"ruler": ";".join(["CAMP"] * (MAX_POINTS + 1))}, ("ruler CAMP",)),
    ],
)
def test_what_cannot_be_read_is_said(query, unread):
    """And the rest is kept."""
    assert measure_tools.from_query(query, CASE)[1] == unread


def test_points_are_added_moved_and_removed():
    """By the tool at hand, and by the keys of their handles."""
    wanted = Tools("ruler")
    for point in ("CAMP", "CITY", "1,2"):
        wanted = measure_tools.added(wanted, point)

    assert measure_tools.move_point(wanted, "1", "3,4").points == ("CAMP", "3,4", "1,2")
    assert measure_tools.removed(wanted, "0").points == ("CITY", "1,2")
    assert measure_tools.move_point(wanted, "7", "3,4") == measure_tools.removed(wanted, "x") == wanted


def test_the_ring_has_one_middle():
    """A second click moves it."""
    wanted = measure_tools.added(measure_tools.added(Tools("ring"), "CAMP"), "CITY")

    assert wanted.center == "CITY"
    assert measure_tools.move_point(wanted, "ring", "1,2").center == "1,2"
    assert measure_tools.removed(wanted, "ring").center == ""
