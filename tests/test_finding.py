"""What is meant by what somebody typed."""

import pytest

from geodata.core.model import case_from_document
from geodata.gazetteer.resolve import find_place
from tests.cases import small_case


@pytest.fixture(scope="module")
def case():
    """Return the small case, its city written in two more ways."""
    document = small_case()
    document["features"][1]["properties"]["names"] = [{"name": "Dayr az-Zawr", "lang": "en"}, {"name": "دير الزور"}]
    document["features"][2]["geometry"] = None
    return case_from_document(document)


@pytest.mark.parametrize("typed", ["CITY", "city", "City", "dayr az zawr", "دَير الزور", " City "])
def test_any_spelling_is_the_place(case, typed):
    """By id too."""
    assert find_place(typed, case).site.id == "CITY"


@pytest.mark.parametrize(
    ("typed", "lon", "lat"),
    [
        ("35.396, 40.056", 40.056, 35.396),
        ("٣٥.٣٩٦ ٤٠.٠٥٦", 40.056, 35.396),
        ("35.396;40.056", 40.056, 35.396),
        ("-33.5 \u221270.6", -70.6, -33.5),
    ],
)
def test_coordinates_are_latitude_first(case, typed, lon, lat):
    """In digits of any script, with or without degree signs."""
    assert find_place(typed, case).site.geometry["coordinates"] == [lon, lat]


@pytest.mark.parametrize(
    ("typed", "words", "offers"),
    [
        ("Cit", "Did you mean City (CITY)?", ["CITY"]),
        ("Dayr az-Zavr", "Did you mean City (CITY)?", ["CITY"]),
        ("Atlantis", "The places are CAMP, CITY, PROVINCE", []),
        ("معسكر", "may be Camp (CAMP)", ["CAMP", "PROVINCE"]),
        ("Province", "position of Province is not known", []),
        ("95.5, 35", "did you mean 35,95.5?", ["35,95.5"]),
        ("40.056, 35.396", "far from every place of this case", ["35.396,40.056", "40.056,35.396"]),
        ("200, 100", "is not on the Earth", []),
        ("<b>", "No place of the case is called '<b>'", []),
    ],
)
def test_what_is_not_clear_is_asked_about(case, typed, words, offers):
    """In a sentence, with what may have been meant; nothing is taken in silence."""
    found = find_place(typed, case)

    assert found.site is None
    assert words in found.problem
    assert [offer.value for offer in found.suggestions] == offers


def test_far_coordinates_that_fit_neither_way_are_taken(case):
    """Somebody may measure to another continent."""
    assert find_place("-35, 150", case).site is not None
