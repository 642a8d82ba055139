"""Sites by id and by any spelling."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.casefile.io import read_case
from geodata.core.model import case_from_document
from geodata.gazetteer.case_lookup import SiteNameError, find_site
from tests.benchmarks.serving import ROOT
from tests.cases import small_case

CASE, _ = read_case(ROOT / "incidents.geojson")
SMALL = case_from_document(small_case())


@pytest.mark.parametrize("site", CASE.sites, ids=lambda site: site.id)
def test_every_site_of_the_case_is_found_by_its_id(site):
    """And by the id as somebody may type it."""
    assert find_site(CASE, site.id) is site
    assert find_site(CASE, site.id.lower().replace("-", " ")) is site


@pytest.mark.parametrize(
    ("words", "site_id"),
    [
        ("Saeqa", "SAEQA-CAMP"), ("al sa'iqa", "SAEQA-CAMP"), ("معسكر الصاعقة", "SAEQA-CAMP"), ("عيّاش", "AYYASH"),
        ("DER ZOR", "DEIR-EZ-ZOR-CITY"), ("الهول", "AL-HAWL"),
    ],
)  # fmt: skip
def test_any_spelling_will_do(words, site_id):
    """In Latin letters and in Arabic, with and without marks."""
    assert find_site(CASE, words).id == site_id


def test_an_unknown_name_is_answered_with_the_nearest():
    """A slip of the finger is asked about, not guessed."""
    with pytest.raises(SiteNameError, match=r"Did you mean .*Ayyash \(AYYASH\)") as error:
        find_site(CASE, "Ayyyash")

    assert error.value.candidates[0].id == "AYYASH"


def test_a_part_of_a_name_is_answered_with_the_whole():
    """Not taken for it: the next case may have two of them."""
    with pytest.raises(SiteNameError, match=r"Did you mean al-Omar oil field \(AL-OMAR-FIELD\)"):
        find_site(CASE, "al-Omar")


def test_a_city_and_its_province_may_share_a_name():
    """Both are named, with their ids, unless it is written exactly as one of them has it."""
    with pytest.raises(SiteNameError, match=r"\(DEIR-EZ-ZOR-CITY\) or .* \(DEIR-EZ-ZOR-GOVERNORATE\)"):
        find_site(CASE, "deir al zor")
    assert find_site(CASE, "Deir al-Zor").id == "DEIR-EZ-ZOR-CITY"


@pytest.mark.parametrize(("site", "spelling"), [(site, spelling) for site in CASE.sites for spelling in site.spellings])
def test_every_spelling_of_the_case_finds_its_site(site, spelling):
    """As the file has it."""
    assert find_site(CASE, spelling) is site


def test_an_ambiguous_name_is_answered_with_all_it_may_be():
    """All three sites of the small case share an Arabic name."""
    with pytest.raises(SiteNameError, match=r"Camp \(CAMP\), City \(CITY\) or Province \(PROVINCE\). Give the id"):
        find_site(SMALL, "معسكر")


@pytest.mark.parametrize("words", ["", "   ", "?!", "zzzzzzzz", "x" * 100_000])
def test_what_is_like_nothing_is_answered_with_the_ids(words):
    """So that there is something to choose from."""
    with pytest.raises(SiteNameError, match="The places are CAMP, CITY, PROVINCE"):
        find_site(SMALL, words)


def test_a_case_without_sites_says_so():
    """Nothing to choose from."""
    document = small_case()
    document["features"] = []
    with pytest.raises(SiteNameError, match="The case has no place"):
        find_site(case_from_document(document), "Camp")


@given(st.text())
def test_any_words_are_a_site_or_refused(words):
    """In any script."""
    with suppress(SiteNameError):
        assert find_site(CASE, words) in CASE.sites
