"""Any file of a case by its ending: what is asked for beside the case gives no blurred place away, and is checked."""

import hashlib
import math
import re
from dataclasses import replace

import pytest

from geodata.core.assumptions import Assumptions
from geodata.core.model import case_from_document
from geodata.core.problems import InputError
from geodata.exporting.exports import Wanted, exported
from geodata.exporting.writers import ExportOptions
from geodata.verdicts import verdict_matrix
from tests.cases import small_case

BLURRED = Wanted(blurred_m={"CAMP": 5_000.0})


def made(name, wanted, **options):
    return exported(case_from_document(small_case()), name, wanted, ExportOptions(**options), lambda _: bytes(32))


@pytest.mark.parametrize("name", ["a.html", "a.report.html", "A.REPORT.PDF"])
@pytest.mark.parametrize(
    ("assumptions", "site"),
    [
        (Assumptions(positions=(("CAMP", (40.1, 35.4)),)), "CAMP"),
        (Assumptions(uncertainties_m=(("CAMP", 10.0),)), "CAMP"),
        (Assumptions(positions=(("CITY", (40.0561, 35.396)),)), "CITY"),
    ],
)
def test_assumptions_that_tell_a_blurred_place_are_refused(name, assumptions, site):
    """Of the site itself, or another on trial where it is: page and report state them."""
    with pytest.raises(InputError, match=f"The assumption about {site}, .* Undo the assumption first"):
        made(name, BLURRED, assumptions=assumptions)


@pytest.mark.parametrize("ending", [".geojson", ".csv", ".html", ".svg", ".report.html"])
@pytest.mark.parametrize(
    "told", [{"title": "Camp, 35.396 N 40.056 E"}, {"words": "words “40.056 35.396”"},
             {"extent": (40.0, 35.34, 40.112, 35.452)}]
)  # fmt: skip
def test_a_file_is_not_told_where_a_blurred_place_is_by_the_way(ending, told):
    """Its title, the filters, and a map around it are written on it, as the texts of the case are."""
    options = {name: value for name, value in told.items() if name != "words"}
    wanted = replace(BLURRED, words=told.get("words", ""))
    with pytest.raises(InputError, match="gives away CAMP, a place that is to be blurred"):
        made(f"a{ending}", wanted, **options)
    elsewhere = {"title": "At 35.3 N 40.2 E"} if "title" in told else {}
    made(f"a{ending}", BLURRED, **elsewhere)


def test_other_assumptions_are_not():
    """Of another site elsewhere; and a table states none at all."""
    elsewhere = Assumptions(positions=(("CITY", (40.2, 35.2)),), uncertainties_m=(("CITY", 10.0),))
    data, _ = made("a.html", BLURRED, assumptions=elsewhere)
    table, _ = made("a.csv", BLURRED, assumptions=Assumptions(uncertainties_m=(("CAMP", 10.0),)))
    assert (b"Camp (blurred)" in data, b"Camp (blurred)" in table) == (True, True)


def test_a_page_across_the_antimeridian_opens_there():
    """East counts on beyond 180 degrees, as the map wants it."""
    page, _ = made("a.html", Wanted(), extent=(170.0, -20.0, -170.0, 20.0))
    assert b'"bounds":[[-20.0,170.0],[20.0,190.0]]' in page.replace(b" ", b"")


@pytest.mark.parametrize("name", ["a.html", "a.svg", "a.report.html"])
@pytest.mark.parametrize(
    ("extent", "message"),
    [
        ((40, 95, 41, 99), "from 95° to 99° of latitude: give the southern one first, from -90 to 90"),
        ((math.nan, 35, 41, 36), "from nan° to 41° of longitude: give two from -180 to 180"),
    ],
)
def test_an_extent_that_is_none_is_refused(name, extent, message):
    """By the page, the figure and the report in the same words."""
    with pytest.raises(InputError, match=message):
        made(name, Wanted(), extent=extent)


@pytest.mark.parametrize(
    ("name", "also"),
    [
        ("a.geojson", True),
        ("a.csv", True),
        ("a.gpkg", True),
        ("a.kml", True),
        ("A.SHAPES.GEOJSON", False),
        ("a.html", False),
        ("a.report.html", False),
        ("a.svg", False),
    ],
)
def test_what_claims_are_derived_from_is_counted_where_it_is_in_the_file(name, also):
    """A case has it for its references; what is drawn or read has the claims asked for alone."""
    data, chosen = made(name, Wanted(("ARMY-IN",)))
    assert (chosen.also, b"more that they are derived from" in data) == (("ARMY-AT",) if also else (), False)


@pytest.mark.parametrize("name", ["a.html", "a.report.html"])
@pytest.mark.parametrize("wanted", [Wanted(), BLURRED])
def test_a_sum_is_said_to_be_of_what_it_is_of(name, wanted):
    """Where no sum of a file is given, as none is of a blurred case, it is that of what a .geojson would hold."""
    own = hashlib.sha256(made("a.geojson", wanted)[0]).hexdigest()
    page = re.sub("<[^>]*>", " ", made(name, wanted)[0].decode())

    assert own in page
    assert "of the case as this program writes it" in page


@pytest.mark.parametrize("name", ["a.report.html", "a.report.pdf"])
def test_a_report_of_more_claims_than_can_be_compared_is_refused(name, monkeypatch):
    """The server made it, and had no memory left for anybody else."""
    monkeypatch.setattr(verdict_matrix, "MOST_CLAIMS", 5)
    with pytest.raises(InputError, match="at most 5, and these are 6"):
        made(name, Wanted())
