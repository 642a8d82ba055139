"""Headings, months, yes and no in ten languages: data, held to be in order, and a table in each."""

import pytest

from geodata.core.text import fold
from geodata.importing.import_rows import import_rows
from geodata.importing.languages import languages, numbers_by_name, words_for
from geodata.importing.members import MEMBERS
from geodata.importing.reading import read_table
from geodata.importing.suggesting import suggest_mapping

# ruff: noqa: RUF001 - letters of five scripts

#: A table in each language: place, latitude, longitude, date, killed, wounded, summary, source.
TABLES = {
    "en": ("Location,Latitude,Longitude,Date,Killed,Injured,Description,Source", "6 December 2022"),
    "ar": ("المكان,خط العرض,خط الطول,التاريخ,عدد القتلى,عدد الجرحى,الوصف,المصدر", "6 كانون الأول 2022"),
    "uk": ("Назва,Широта,Довгота,Дата,Загинуло,Поранено,Опис,Джерело", "6 грудня 2022 р."),
    "ru": ("Место,Широта,Долгота,Дата,Погибло,Ранено,Описание,Источник", "6 декабря 2022 г."),
    "fr": ("Lieu,Latitude,Longitude,Date de l'incident,Morts,Blessés,Résumé,Référence", "6 décembre 2022"),
    "es": ("Lugar,Latitud,Longitud,Fecha,Muertos,Heridos,Descripción,Fuente", "6 de diciembre de 2022"),
    "de": ("Ort,Breitengrad,Längengrad,Datum,Tote,Verletzte,Beschreibung,Quelle", "6. Dezember 2022"),
    "tr": ("Yer,Enlem,Boylam,Tarih,Ölü sayısı,Yaralı sayısı,Açıklama,Kaynak", "6 Aralık 2022"),
    "he": ("מקום,קו רוחב,קו אורך,תאריך,הרוגים,פצועים,תיאור,מקור", "6 בדצמבר 2022"),
    "fa": ("محل,عرض جغرافیایی,طول جغرافیایی,تاریخ,کشته,زخمی,شرح,منبع", "۶ دسامبر ۲۰۲۲"),
}
MEMBERS_OF_A_TABLE = ["place", "lat", "lon", "event_time", "killed", "wounded", "summary", "source"]


@pytest.mark.parametrize("code", TABLES)
def test_a_table_in_any_language_is_read(code):
    """Its headings, and a month by its name."""
    head, day = TABLES[code]
    table = read_table(f"{head}\nAlpha,35.396,40.056,{day},3,14,What was said.,Agency One\n".encode(), "a.csv")
    mapping = suggest_mapping(table).mapping
    imported = import_rows(table, mapping)
    claim = imported.document["features"][-1]["properties"]

    assert [member for _, member in mapping.columns] == MEMBERS_OF_A_TABLE
    assert (claim["event_time"], claim["killed"]["min"], claim["wounded"]["min"]) == ("2022-12-06", 3, 14)
    assert imported.counts.bad == 0


def test_every_language_is_tried():
    """One that is added has a table above."""
    assert languages().keys() == TABLES.keys()


@pytest.mark.parametrize("code", TABLES)
def test_the_data_of_a_language_are_in_order(code):
    """Members that there are, twelve months, lists of words that are known."""
    language = languages()[code]
    known = {
        "any_name",
        "clock",
        "day",
        "months",
        "weekdays",
        "islamic_months",
        "persian_months",
        "islamic_years",
        "persian_years",
        "our_years",
        "affirm",
        "deny",
        "not_stated",
        "between",
        "behind_day",
        "behind_year",
    }

    assert language["headings"].keys() <= MEMBERS["claim"].keys() | MEMBERS["site"].keys()
    assert language["words"].keys() <= known
    assert [len(language["words"][names]) for names in ("months", "weekdays")] == [12, 7]
    assert {len(language["words"].get(f"{calendar}_months", [0] * 12)) for calendar in ("islamic", "persian")} == {12}


def test_no_heading_means_two_things():
    """Nor a month or a weekday two numbers: a table may be in two languages."""
    headings = {(fold(heading), member) for language in languages().values()
                for member, words in language["headings"].items() for heading in words}  # fmt: skip

    assert len(headings) == len(dict(headings))


def test_no_name_is_of_two_months_or_weekdays():
    """Nor of two calendars."""
    kinds = ("months", "islamic_months", "persian_months", "weekdays")
    named = {(fold(name), (kind, number)) for language in languages().values() for kind in kinds
             for number, names in enumerate(language["words"].get(kind, ()), start=1) for name in names}  # fmt: skip

    assert len(named) == len(dict(named)) == sum(len(numbers_by_name(kind)) for kind in kinds)


@pytest.mark.parametrize("pair", [("так", "ні"), ("да", "нет"), ("نعم", "لا"), ("oui", "non"), ("evet", "hayır")])
def test_yes_and_no_are_known(pair):
    """As a stance: that it was so, and that it was not."""
    table = read_table(f"actor,stance,summary\nA,{pair[0]},x\nB,{pair[1]},y\n".encode(), "a.csv")
    claims = [feature["properties"]["polarity"] for feature in
              import_rows(table, suggest_mapping(table).mapping).document["features"]]  # fmt: skip

    assert claims == ["affirm", "deny"]
    assert {pair[0]} <= words_for("affirm")
