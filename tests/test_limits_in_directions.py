"""Distances that are limits, within a direction: what is denied beside it is not denied at all."""

import pytest
import shapely

from geodata.constraints.annuli import pieces_of
from geodata.constraints.place_constraints import PlaceConstraint, SiteDisc
from geodata.geodesy.circles import GEOD
from geodata.geodesy.claim_shapes import claim_shape
from geodata.render.text.map_labels import claim_label
from geodata.verdicts.feasible_region import remaining
from geodata.verdicts.pairwise import pair
from geodata.verdicts.verdict_matrix import table
from tests.test_known_answers import claim, stated

SA, SB = (40.0, 35.0, 1), (40.5, 35.0, 1)
NE, SE, E, W = ({"value": point} for point in ("NE", "SE", "E", "W"))


def verdict(one, other, **sites):
    setting = stated({"SA": SA, "SB": SB, **sites}, one, other)
    found = pair(setting, "A", "B").aspects["place"]
    assert table(setting).verdict(0, 1) == pair(setting, "A", "B").verdict
    return found.verdict


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        # Denied: only there, and so far.
        (("deny", "within", "55 km", SE), ("affirm", "at_distance", "20 km", None), "compatible"),
        (("deny", "within", "55 km", SE), ("affirm", "at_distance", "20 km", SE), "contradictory"),
        (("deny", "within", "55 km", SE), ("affirm", "at_distance", "20 km", NE), "compatible"),
        (("deny", "within", "55 km", SE), ("affirm", "at_distance", "70 km", SE), "compatible"),
        (("deny", "within", "55 km", SE), ("affirm", "within", "20 km", SE), "contradictory"),
        (("deny", "within", "55 km", None), ("affirm", "at_distance", "20 km", NE), "contradictory"),
        (("deny", "beyond", "55 km", SE), ("affirm", "at_distance", "70 km", SE), "contradictory"),
        (("deny", "beyond", "55 km", SE), ("affirm", "at_distance", "70 km", None), "compatible"),
        (("deny", "beyond", "55 km", SE), ("affirm", "at_distance", "20 km", SE), "compatible"),
        # Affirmed: there, and so far.
        (("affirm", "within", "55 km", SE), ("affirm", "at_distance", "20 km", NE), "contradictory"),
        (("affirm", "within", "55 km", SE), ("affirm", "at_distance", "20 km", SE), "compatible"),
        (("affirm", "within", "55 km", SE), ("affirm", "within", "55 km", NE), "undecided"),
        (("affirm", "beyond", "55 km", SE), ("affirm", "beyond", "55 km", NE), "contradictory"),
        (("affirm", "beyond", "55 km", SE), ("affirm", "beyond", "55 km", E), "compatible"),
        (("affirm", "beyond", "55 km", SE), ("affirm", "within", "20 km", None), "contradictory"),
    ],
)
def test_from_one_site(first, second, expected):
    one, other = (claim(word, relation, "SA", far, bearing=way) for word, relation, far, way in (first, second))
    assert verdict(one, other) == expected


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (("affirm", "within", "60 km", E), ("affirm", "at", None, None), "compatible"),
        (("affirm", "within", "60 km", W), ("affirm", "at", None, None), "contradictory"),
        (("deny", "within", "60 km", E), ("affirm", "at", None, None), "contradictory"),
        (("deny", "within", "60 km", W), ("affirm", "at", None, None), "compatible"),
        (("deny", "within", "30 km", E), ("affirm", "at", None, None), "compatible"),
        (("affirm", "beyond", "30 km", E), ("affirm", "at", None, None), "compatible"),
        (("affirm", "beyond", "60 km", E), ("affirm", "at", None, None), "contradictory"),
        (("deny", "beyond", "30 km", E), ("affirm", "within", "5 km", None), "contradictory"),
        (("deny", "beyond", "30 km", W), ("affirm", "within", "5 km", None), "compatible"),
        (("affirm", "within", "30 km", W), ("affirm", "within", "30 km", None), "contradictory"),
    ],
)
def test_from_two_sites(first, second, expected):
    """The second one is 46 km east of the first."""
    one, other = (
        claim(word, relation, site, far, bearing=way)
        for site, (word, relation, far, way) in (("SA", first), ("SB", second))
    )
    assert verdict(one, other) == expected


def test_pieces_of_a_denial_are_beyond_it_or_beside():
    spot = SiteDisc("SA", 40.0, 35.0, 1.0)
    none_within = PlaceConstraint("beyond", spot, 55e3, 54e3, 56e3, (135.0, 22.5), is_denial=True)
    none_beyond = PlaceConstraint("within", spot, 55e3, 54e3, 56e3, (135.0, 22.5), is_denial=True)
    inf = float("inf")
    assert pieces_of([none_within]) == ((54e3, inf, None), (0.0, 54e3, (157.5, 315.0)))
    assert pieces_of([none_beyond]) == ((0.0, 56e3, None), (56e3, inf, (157.5, 315.0)))


def test_what_is_left_of_a_place():
    """Half of the disc is gone with half of the directions; nothing outside of them is sure."""
    inside = claim("affirm", "within", "SA", "20.0 km", bearing={"degrees": 90, "half_width": 90})
    left = remaining(stated({"SA": SA}, inside), ["A"])
    around = remaining(stated({"SA": SA}, claim("affirm", "within", "SA", "20.0 km")), ["A"])
    assert left.outer_km2 == pytest.approx(around.outer_km2 / 2, rel=0.02)
    far = remaining(stated({"SA": SA}, claim("affirm", "beyond", "SA", "20.0 km", bearing=E)), ["A"])
    west = GEOD.fwd(40.0, 35.0, 270.0, 50_000)[:2]
    assert not far.inner.covers(shapely.Point(west))


def test_it_is_drawn_where_it_is():
    """A sector of a zone; beyond a distance all around, with the direction in its words."""
    setting = stated({"SA": SA}, claim("affirm", "within", "SA", "20 km", bearing=E),
                     claim("affirm", "beyond", "SA", "20 km", bearing=E))  # fmt: skip
    within, beyond = (claim_shape(setting.case, one) for one in setting.case.claims)
    assert within.area.bounds[0] == pytest.approx(40.0, abs=1e-6)
    assert beyond.area.bounds[0] < 39.9
    assert str(claim_label(setting.case, setting.case.claims[1])).endswith("beyond 20 km E")
