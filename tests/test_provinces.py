"""Provinces by their names in the languages that tables are read in."""

# ruff: noqa: RUF001 - letters that look alike

from __future__ import annotations

import pytest

from geodata.gazetteer.provinces import provinces_called
from geodata.gazetteer.sources import country_code

#: What reports of each country call its provinces.
NAMES = {
    "UA": "Запорізька|Запорізька область|у Запорізькій області|Волинська обл.|Закарпатська|Donetska|Donetsk Oblast"
    "|Luhanska oblast|Khersonska|Zaporizka|Запорожская область|Херсонской области|Oblast de Zaporijia"
    "|Oblast Saporischschja|Óblast de Donetsk|Автономна Республіка Крим|Odesa|Kyiv Oblast",
    "SY": "Hasakah Governorate|Al-Hasakah|محافظة الحسكة|Deir ez-Zor|دير الزور|Rif Dimashq|ريف دمشق|Gouvernorat d’Alep"
    "|Idlib ili|Gobernación de Alepo|Халеб|Daraa",
    "IQ": "Nineveh|نينوى|Al-Anbar Governorate|صلاح الدين",
    "IR": "استان خوزستان|Khuzestan",
    "ES": "provincia de Almería|provincia de Madrid",
    "TR": "Şanlıurfa ili|Hatay",
    "RU": "Белгородская область|Курская обл.|Республика Дагестан|Краснодарский край",
    "PS": "Khan Yunis|North Gaza",
    "MM": "Sagaing Region|Rakhine State",
}


@pytest.mark.parametrize(("country", "names"), NAMES.items())
def test_a_province_is_known_by_the_names_that_reports_give_it(country, names):
    """In no other country than its own."""
    assert {name: {spot.country for spot in provinces_called(name)} for name in names.split("|")} == {
        name: {country} for name in names.split("|")
    }


@pytest.mark.parametrize("name", ["", "область", "Province of", "Atlantis", "?"])
def test_what_names_no_province_names_none(name):
    """A word for a kind of area alone is no name."""
    assert provinces_called(name) == ()


def test_a_name_of_several_provinces_is_that_of_each():
    """Central is one in many countries."""
    assert len({spot.country for spot in provinces_called("Central Region")}) > 5


@pytest.mark.parametrize(
    "name", ["Україна", "Украина", "أوكرانيا", "اوکراین", "אוקראינה", "Ukrayna", "Ucrania", "UKR", "ua"]
)
def test_a_country_is_known_by_its_name_in_each_language(name):
    """As in a column of countries."""
    assert country_code(name) == "UA"
