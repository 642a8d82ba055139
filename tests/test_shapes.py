"""What each claim and site looks like, measured back from the vertices that are drawn."""

import numpy as np
import pytest
import shapely

from geodata.core.model import Bearing, case_from_document
from geodata.geodesy.circles import GEOD
from geodata.geodesy.claim_shapes import ClaimShape, Unlocated, anchor, azimuth_and_half_width, claim_shape, site_area
from tests.cases import small_case

CAMP = (40.056, 35.396)
MI_35 = (55_522.4, 57_131.7)


def case_with(claim_id="ARMY-AT", site_id="CAMP", of_site=None, geometry="", **members):
    """Return the small case with a claim and a site changed."""
    document = small_case()
    for feature in document["features"]:
        if feature["id"] == claim_id:
            feature["properties"] |= members
        if feature["id"] == site_id:
            feature["properties"] |= of_site or {}
            feature["geometry"] = feature["geometry"] if geometry == "" else geometry
    return case_from_document(document)


def shape_of(case, claim_id="ARMY-AT", rule="2020"):
    return claim_shape(case, case.claim_by_id[claim_id], rule)


def polar(area, lon=CAMP[0], lat=CAMP[1]):
    """Return azimuth and distance of each vertex, from the camp."""
    lons, lats = shapely.get_coordinates(area).T
    azimuths, _, lengths = GEOD.inv(np.full(len(lons), lon), np.full(len(lons), lat), lons, lats)
    return azimuths % 360, lengths


@pytest.mark.parametrize("relation", ["at", "over", "in"])
def test_a_claim_at_a_place_is_a_mark(relation):
    """It stands at its site and draws nothing of its own: the site's disc is there already."""
    assert shape_of(case_with(relation=relation)) == ClaimShape("mark", CAMP)


@pytest.mark.parametrize(
    ("claim_id", "polarity", "kind"),
    [
        ("ENVOY-WITHIN", "affirm", "zone"),
        ("ENVOY-WITHIN", "deny", "zone"),
        ("ENVOY-BEYOND", "affirm", "outside"),
        ("ENVOY-BEYOND", "deny", "outside"),
        ("ENVOY-SE", "affirm", "band"),
        ("ENVOY-SE", "deny", "band"),
        ("ARMY-IN", "deny", "mark"),
    ],
)
def test_what_is_drawn_is_what_the_words_speak_of(claim_id, polarity, kind):
    """A denial draws the zone it denies: its kind does not turn round."""
    assert shape_of(case_with(claim_id, polarity=polarity), claim_id).kind == kind


@pytest.mark.parametrize(("rule", "expected"), [("2020", MI_35), ("2004", (54_717.7, 57_936.4))])
def test_35_miles_is_a_band_of_its_bounds(rule, expected):
    """Every vertex is at the lower or the upper bound, and both are there."""
    case = case_with("ENVOY-BEYOND", relation="at_distance")
    _, lengths = polar(shape_of(case, "ENVOY-BEYOND", rule).area)

    assert (lengths.min(), lengths.max()) == pytest.approx(expected, abs=0.1)
    assert np.minimum(abs(lengths - expected[0]), abs(lengths - expected[1])).max() < 0.1


def test_a_zone_ends_at_the_distance_with_its_bounds_as_edge():
    """Within 55 km: a disc of 55 km, and a band of 54.5 to 55.5 km around its border."""
    shape = shape_of(case_with(), "ENVOY-WITHIN")

    assert polar(shape.area)[1] == pytest.approx(55_000, abs=1e-3)
    assert (polar(shape.edge)[1].min(), polar(shape.edge)[1].max()) == pytest.approx((54_500, 55_500), abs=1e-3)


def test_a_band_is_its_own_edge():
    """The bounds are what is drawn: a second edge would only repeat them."""
    assert shape_of(case_with(), "ENVOY-SE").edge is None


def test_south_east_is_a_sector_of_45_degrees():
    """From 112.5 to 157.5 degrees, 58.5 to 59.5 km, and no vertex elsewhere."""
    azimuths, lengths = polar(shape_of(case_with(), "ENVOY-SE").area)

    assert (azimuths.min(), azimuths.max()) == pytest.approx((112.5, 157.5), abs=1e-6)
    assert (lengths.min(), lengths.max()) == pytest.approx((58_500, 59_500), abs=1e-3)


@pytest.mark.parametrize(
    ("bearing", "expected"),
    [
        (Bearing("N", None, None), (0, 45)),
        (Bearing("SW", None, None), (225, 22.5)),
        (Bearing("NNW", None, None), (337.5, 11.25)),
        (Bearing(None, 126, 10), (126, 10)),
        (Bearing(None, 0, 180), (0, 180)),
    ],
)
def test_compass_points_speak_for_an_angle(bearing, expected):
    """One letter for 45 degrees to each side, two for 22.5, three for 11.25; degrees for what they say."""
    assert azimuth_and_half_width(bearing) == expected


def test_reach_is_wider_by_the_radius_of_the_site():
    """35 miles from somewhere in a camp of 2 km radius: 2 km more, inwards and outwards."""
    _, lengths = polar(shape_of(case_with(), "ENVOY-BEYOND").reach)

    assert (lengths.min(), lengths.max()) == pytest.approx((MI_35[0] - 2_000, MI_35[1] + 2_000), abs=0.1)


def test_reach_of_a_direction_is_wider_in_angle_too():
    """2 km at 58.5 km are seen under 1.96 degrees."""
    azimuths, lengths = polar(shape_of(case_with(), "ENVOY-SE").reach)
    wider = np.degrees(np.arcsin(2_000 / 58_500))

    assert (azimuths.min(), azimuths.max()) == pytest.approx((112.5 - wider, 157.5 + wider), abs=1e-6)
    assert (lengths.min(), lengths.max()) == pytest.approx((56_500, 61_500), abs=1e-3)


def test_reach_of_a_place_larger_than_the_distance_has_no_hole():
    """1.5 km from somewhere in a camp of 2 km radius may be the dot itself."""
    near = case_with("ENVOY-SE", distance={"value": "1.5", "unit": "km"})

    assert shape_of(near, "ENVOY-SE").reach.contains(shapely.Point(CAMP))


@pytest.mark.parametrize("claim_id", ["ENVOY-WITHIN", "ENVOY-BEYOND", "ENVOY-SE"])
def test_claims_that_say_the_same_share_their_shapes(claim_id):
    """The drawing tells shapes apart by identity."""
    first, second = shape_of(case_with(), claim_id), shape_of(case_with(), claim_id)

    assert (first.area is second.area, first.edge is second.edge, first.reach is second.reach) == (True, True, True)


def test_an_unknown_uncertainty_draws_no_disc_and_no_reach():
    """Unknown is not zero: there is nothing to draw, and the band stays."""
    case = case_with(of_site={"coordinateUncertaintyInMeters": None})

    assert site_area(case.site_by_id["CAMP"]) is None
    assert shape_of(case, "ENVOY-SE").reach is None
    assert shape_of(case, "ENVOY-SE").area is not None


def test_a_site_is_the_disc_of_its_uncertainty():
    """Every vertex is 2 km from the dot."""
    assert polar(site_area(case_with().site_by_id["CAMP"]))[1] == pytest.approx(2_000, abs=1e-6)


@pytest.mark.parametrize("bent", [False, True])
def test_a_region_is_its_polygon_with_a_point_inside(bent):
    """Of a bent region the middle may be outside; no disc is drawn, whatever uncertainty is given."""
    hook = [[[39.0, 34.0], [41.0, 34.0], [41.0, 34.1], [39.1, 34.1], [39.1, 36.0], [39.0, 36.0], [39.0, 34.0]]]
    case = case_with(site_id="PROVINCE", geometry={"type": "Polygon", "coordinates": hook} if bent else "")
    region = case.site_by_id["PROVINCE"]

    assert site_area(region).equals(shapely.geometry.shape(region.geometry))
    assert site_area(region).contains(shapely.Point(anchor(region)))
    assert shape_of(case, "ARMY-IN").anchor == anchor(region)


@pytest.mark.parametrize("members", [{"relation": None}, {"site": None}, {"relation": None, "site": None}])
def test_a_claim_without_a_place_says_so(members):
    """It is listed with its reason, never put at a centroid."""
    assert shape_of(case_with(**members)) == Unlocated("states no place")


def test_a_claim_at_a_site_of_unknown_position_says_which():
    """The site is named; nothing of it is drawn."""
    case = case_with(geometry=None)

    assert shape_of(case, "ENVOY-SE") == Unlocated("its place, Camp, has no known position")
    assert (anchor(case.site_by_id["CAMP"]), site_area(case.site_by_id["CAMP"])) == (None, None)


@pytest.mark.parametrize("relation", ["within", "beyond", "at_distance"])
def test_a_distance_from_a_region_is_not_measured(relation):
    """A province has no one point to measure from."""
    case = case_with("ENVOY-BEYOND", relation=relation, site="PROVINCE")

    expected = Unlocated("states a distance from a region, Province, which has no one point to measure from")
    assert shape_of(case, "ENVOY-BEYOND") == expected
