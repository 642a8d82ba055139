"""What verdicts put on the map."""

import pytest

from geodata.app.case_store import BUNDLED_CASE
from geodata.casefile.io import read_case
from geodata.geodesy.circles import distance_m
from geodata.render.map.result_overlay import region_marks, witness_marks
from geodata.verdicts.context import CaseContext
from geodata.verdicts.feasible_region import remaining
from geodata.verdicts.witness import witness
from tests.rings import decode_ring

SETTING = CaseContext(read_case(BUNDLED_CASE)[0])
WELLS = ("CJTF-35-MILES", "MCGURK-55-KM", "US-OFFICIALS-AP-COALITION-55-KM")


def test_a_region_comes_with_a_place_in_it():
    """Where 35 miles from the camp, 55 km from it or from the city and none within 55 km of the camp meet."""
    left = remaining(SETTING, WELLS)
    found = region_marks(left, "Strikes")
    [[lon, lat, label]] = found["marks"]
    west, south, east, north = left.outer.bounds

    assert label == "Strikes: a place that fits"
    assert west <= lon <= east
    assert south <= lat <= north
    lons, lats = zip(*(point for ring in found["outer"] for point in decode_ring(ring)), strict=True)
    assert (min(lons), max(lats)) == (pytest.approx(west, abs=1e-5), pytest.approx(north, abs=1e-5))


def test_nearly_all_of_the_earth_is_not_drawn():
    """A denial alone leaves the rest of the Earth: nothing to look at."""
    left = remaining(SETTING, ["MCGURK-55-KM"])
    assert region_marks(left, "Strikes")["outer"] == []


def test_the_lengths_of_a_witness_are_those_of_its_lines():
    """From each site's own point in it to the event."""
    drawn = witness_marks(SETTING.case, witness(SETTING, WELLS), "km")
    assert len(drawn["legs"]) == 2
    for line, label in drawn["legs"]:
        track = decode_ring(line)
        assert label == f"{distance_m(*track[0], *track[-1]) / 1000:.2f} km"
