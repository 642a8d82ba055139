"""Points of a measurement as they stand in an address."""

import pytest

from geodata.core import adhoc_sites
from geodata.core.model import case_from_document
from tests.cases import small_case

CASE = case_from_document(small_case())


@pytest.mark.parametrize(("text", "lon", "lat"), [("35.123456,40.5", 40.5, 35.123456), ("-35,-170.25", -170.25, -35)])
def test_bare_coordinates_are_an_exact_point(text, lon, lat):
    """Latitude first, as people say it; the text comes back."""
    site = adhoc_sites.from_text(text, CASE)

    assert site.geometry["coordinates"] == [lon, lat]
    assert (site.uncertainty_m, site.id) == (0.0, text)


def test_an_id_is_its_site():
    """With its own uncertainty."""
    assert adhoc_sites.from_text("CAMP", CASE) is CASE.site_by_id["CAMP"]


@pytest.mark.parametrize("text", ["", "NOWHERE", "91,0", "0,181", "1e3,4", "35;40", "nan,nan", "35.1234567890123,40"])
def test_what_is_no_point_is_none(text):
    """Not guessed at."""
    assert adhoc_sites.from_text(text, CASE) is None
