"""Names to places: candidates, their order and reasons, and whether to ask."""

import math
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.casefile.io import read_case
from geodata.core.model import case_from_document
from geodata.gazetteer.answer import decide_meaning
from geodata.gazetteer.candidate import gazetteers_named
from geodata.gazetteer.geocoder import Gazetteer, PlaceNameError
from geodata.gazetteer.sources import country_names
from geodata.geodesy.enclosing_circle import extent
from tests.benchmarks.casenames import CASE_NAMES
from tests.benchmarks.serving import ROOT
from tests.cases import small_case
from tests.worlds import made_up, place, real_world

CASE, _ = read_case(ROOT / "incidents.geojson")
#: What the real part of the world cannot know: records that are airports elsewhere, or one kind of place by another.
DOUBTFUL = {"OSLK", "LCRA", "Dayr az-Zawr governorate", "провинция Хасака", "Моздок", "Mosdok", "موزدوك"}


@pytest.fixture(scope="module")
def world():
    """Give larger cities and airports of some countries."""
    return Gazetteer(real_world())


@pytest.fixture(scope="module")
def with_case():
    """Give the same with the bundled case."""
    return Gazetteer(real_world(), CASE)


@pytest.mark.parametrize(("name", "site"), [pair for pair in CASE_NAMES if pair[0] not in DOUBTFUL])
def test_spellings_of_the_case_find_its_sites(with_case, name, site):
    """In Latin, Arabic and Cyrillic letters."""
    assert with_case.candidates(name)[0].site_id == site


@pytest.mark.parametrize(
    ("name", "country", "record"),
    [
        ("Damascus", None, "GeoNames 170654"), ("دمشق", None, "GeoNames 170654"),
        ("Dimashk", "SY", "GeoNames 170654"),
        ("damascus airport", None, "OurAirports OSDI"), ("OSDI", None, "OurAirports OSDI"),
        ("Мосул", None, "GeoNames 99072"), ("الموصلل", "IQ", "GeoNames 99072"), ("Tripoli", "lb", "GeoNames 266826"),
        ("Tripoli", "LY", "GeoNames 2210247"), ("Alhasakah", None, "GeoNames 173811"),
        ("Damscus", None, "GeoNames 170654"),
    ],
)  # fmt: skip
def test_places_of_the_world(world, name, country, record):
    """By any spelling, with a typing error, by code, and kept to a country."""
    assert world.candidates(name, country=country)[0].source == record


def test_a_candidate_says_everything(with_case):
    """Of a site: its id and its own uncertainty."""
    found = with_case.candidates("معسكر الصاعقة")[0]

    assert (found.site_id, found.lon_deg, found.lat_deg, found.uncertainty_m) == ("SAEQA-CAMP", 40.056, 35.396, 2000)
    assert (found.source, found.matched, found.score, found.is_exact) == ("case SAEQA-CAMP", "معسكر الصاعقة", 1.0, True)
    assert found.reason == "spelled so; a place of the case (military camp)."


def test_a_place_of_the_world_has_no_uncertainty(world):
    """The gazetteers do not state one, and none is made up."""
    found = world.candidates("Raqqa")[0]

    assert (found.uncertainty_m, found.country, found.kind) == (None, "SY", "populated place")
    assert found.reason == "spelled so; populated place of 531,952 inhabitants in Syria."


def test_a_region_is_the_disc_around_it(with_case):
    """Centre and radius, computed from its outline."""
    site = CASE.site_by_id["DEIR-EZ-ZOR-GOVERNORATE"]
    disc = extent(site.geometry)
    found = with_case.candidates("محافظة دير الزور")[0]

    assert (found.lon_deg, found.lat_deg, found.uncertainty_m) == (disc.lon, disc.lat, disc.radial_m)


def test_nearness_orders_what_is_spelled_alike(world):
    """To a point that was given, or to the case; the distance is in the reason."""
    far = world.candidates("Tripoli")[0]
    near = world.candidates("Tripoli", near=(36.0, 34.5))[0]

    assert (far.country, near.country) == ("LY", "LB")
    assert "km from the given point" in near.reason


def test_the_case_counts_as_near(with_case, world):
    """The same name without it is elsewhere."""
    assert world.candidates("Tripoli")[0].country == "LY"
    assert with_case.candidates("Tripoli")[0].country == "LB"


def test_sites_of_the_case_are_ordered_by_nearness_to_a_point():
    """Three sites of the small case share a name."""
    gazetteer = Gazetteer(None, case_from_document(small_case()))
    found = gazetteer.candidates("معسكر", near=(40.14, 35.34))

    assert [candidate.site_id for candidate in found] == ["CITY", "CAMP", "PROVINCE"]


def test_a_spelling_of_a_gazetteer_finds_the_site_at_that_place():
    """One of the site's names is there, and within its uncertainty; elsewhere it is another place."""
    here = place("GeoNames 1", "Camp", "Lager", lon=40.06, lat=35.4)
    there = place("GeoNames 2", "Camp", "Kamp", lon=41.0, lat=36.0)
    gazetteer = Gazetteer(made_up(here, there), case_from_document(small_case()))

    assert [gazetteer.candidates(name)[0].source for name in ("Lager", "Kamp")] == ["case CAMP", "GeoNames 2"]


@pytest.mark.parametrize(
    ("name", "certainty", "words"),
    [
        ("Deir Ezzor", "certain", "'Deir Ezzor' is Deir ez-Zor (DEIR-EZ-ZOR-CITY): spelled so"),
        ("Damascus", "certain", "is Damascus, SY (GeoNames 170654)"),
        ("Tripoli", "ambiguous", "may be Tripoli, SY (GeoNames 266826) or Tripoli, SY"),
        ("Ayyyash", "ambiguous", "No place is spelled 'Ayyyash'. Did you mean Ayyash (AYYASH)"),
        ("Xqzwvq", "unknown", "No place called 'Xqzwvq' is known"),
    ],
)
def test_what_is_not_certain_is_asked(name, certainty, words):
    """Shared by places that count alike, off by a letter, or not known at all."""
    some = made_up(
        place("GeoNames 170654", "Damascus", lon=36.3, lat=33.5, population=1_569_394),
        place("GeoNames 170655", "Damascus", lon=-77.2, lat=39.3, population=20_000),
        place("GeoNames 266826", "Tripoli", lon=35.85, lat=34.43, population=229_398),
        place("GeoNames 2210247", "Tripoli", lon=35.0, lat=34.0, population=1_302_947),
    )
    gazetteer = Gazetteer(some, CASE)
    found = decide_meaning(name, gazetteer.candidates(name))

    assert found.certainty == certainty
    assert words in found.sentence
    assert (found.place is not None) == (certainty == "certain")


@pytest.mark.parametrize(("population", "certainty"), [(1_000_000, "ambiguous"), (5_000, "certain")])
def test_a_name_a_letter_off_that_of_a_much_larger_place_is_asked_about(population, certainty):
    """A village is called so, and somebody who wrote of the city may have swapped two letters."""
    gazetteer = Gazetteer(
        made_up(
            place("GeoNames 1", "Premia", population=500),
            place("GeoNames 2", "Perm", "Permia", lon=56.0, lat=58.0, population=population),
        )
    )

    assert decide_meaning("Premia", gazetteer.candidates("Premia")).certainty == certainty


@pytest.mark.parametrize(("population", "certainty"), [(40_000, "ambiguous"), (20_000, "certain")])
def test_a_short_name_a_letter_off_that_of_a_place_as_large_is_asked_about(population, certainty):
    """Four letters are one error away from many: بيسك is Písek in Arabic, and Birsk with a letter left out."""
    gazetteer = Gazetteer(
        made_up(
            place("GeoNames 1", "Písek", "بيسك", population=30_000),
            place("GeoNames 2", "Birsk", "بيرسك", lon=56.0, lat=58.0, population=population),
        )
    )

    assert decide_meaning("بيسك", gazetteer.candidates("بيسك")).certainty == certainty


def test_an_article_at_the_end_of_a_name_is_none():
    """Хпа is not spelled as Hpa-An is."""
    gazetteer = Gazetteer(
        made_up(place("GeoNames 1", "Hpa-An", "Хпа-Ан"), place("GeoNames 2", "Hopa", "Хопа", lat=1.0))
    )

    assert not any(one.is_exact for one in gazetteer.candidates("Хпа"))


def test_two_sites_of_a_case_that_share_a_name_are_asked_about():
    """As near to each other as they may be."""
    found = decide_meaning("معسكر", Gazetteer(None, case_from_document(small_case())).candidates("معسكر"))

    assert found.certainty == "ambiguous"
    assert "Camp (CAMP), City (CITY) or Province (PROVINCE). Choose one." in found.sentence


def test_the_gazetteers_point_for_a_site_is_no_rival(with_case):
    """The city is in both."""
    found = decide_meaning("Raqqa", with_case.candidates("Raqqa"))

    assert (found.certainty, found.place.site_id) == ("certain", "RAQQA")


@pytest.mark.parametrize("name", ["", "  ", "?!", "x" * 201])
def test_what_is_no_name_is_refused(world, name):
    """In one sentence, with what to do."""
    with pytest.raises(PlaceNameError, match="give 1 to 200 letters"):
        world.candidates(name)


@pytest.mark.parametrize("country", ["", "ZZ", "Syria"])
def test_what_is_no_country_is_refused(world, country):
    """With an example of one."""
    with pytest.raises(PlaceNameError, match="such as SY"):
        world.candidates("Homs", country=country)


def test_at_most_so_many(world):
    """Each place once."""
    found = world.candidates("San", limit=3)

    assert len(found) <= 3
    assert len({candidate.source for candidate in world.candidates("Saint-Denis")}) == len(
        world.candidates("Saint-Denis")
    )


def test_a_site_without_a_position_is_no_candidate():
    """There is nothing to give."""
    document = small_case()
    document["features"][0]["geometry"] = None
    gazetteer = Gazetteer(None, case_from_document(document))

    assert all(candidate.site_id != "CAMP" for candidate in gazetteer.candidates("معسكر"))


def test_neither_case_nor_world_knows_nothing():
    """And says so."""
    assert decide_meaning("Homs", Gazetteer().candidates("Homs")).certainty == "unknown"


def test_the_licence_is_named(world, with_case):
    """Of each gazetteer that a candidate is from; a site of the case is nobody's else."""
    assert gazetteers_named(with_case.candidates("معسكر الصاعقة")[:1]) == ""
    assert gazetteers_named(world.candidates("Damascus")[:1]) == "Place names: GeoNames (geonames.org, CC BY 4.0)."
    assert "airportsdata (OurAirports and others, MIT)" in gazetteers_named(world.candidates("OSDI"))
    assert world.candidates("Raqqa")[0].cited.endswith("; GeoNames (geonames.org, CC BY 4.0)")
    assert country_names()["SY"] == "Syria"


@given(name=st.text(min_size=1, max_size=30))
def test_any_name_has_candidates_in_order_or_is_refused(with_case, name):
    """Scores from 1 down to 0, finite positions."""
    found = ()
    with suppress(PlaceNameError):
        found = with_case.candidates(name)
    scores = [candidate.score for candidate in found]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)
    assert all(math.isfinite(candidate.lon_deg + candidate.lat_deg) for candidate in found)
