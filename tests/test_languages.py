"""Headings, months, yes and no in ten languages: data, held to be in order, and a table in each."""

import pytest

from geodata.core.text import fold
from geodata.importing.denials import is_denial
from geodata.importing.headings import meaning_of
from geodata.importing.import_rows import import_rows
from geodata.importing.members import MEMBERS
from geodata.importing.reading import read_table
from geodata.importing.suggesting import suggest_mapping
from geodata.parsing.languages import is_not_stated, languages, numbers_by_name, words_for

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
        "at_clock",
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
        "of_event",
        "between",
        "behind_day",
        "behind_year",
        "year_of_date",
        "month_of_date",
        "day_of_date",
        "sum",
        "other_days",
        "part_of_day",
        "record_made",
        "part_of_night",
        "daylight",
        "or",
        "and",
        "not",
        "doubt",
        "nobody",
        "of_people",
        "of_area",
        "until_date",
        "since_date",
        "until_now",
        "as_above",
        "verdict",
        "refuted",
    }
    around = {"at_least", "at_least_behind", "more", "more_behind", "at_most", "between", "to", "about", "so_far"}
    around |= {"less", "including", "of_them", "by_age_or_sex", "one_of", "numbers", "dozen", "maybe_nobody"}

    assert language["headings"].keys() <= MEMBERS["claim"].keys() | MEMBERS["site"].keys()
    assert language["words"].keys() <= known
    assert {"at_least", "at_most", "about", "people"} <= language["counts"].keys() <= around | {"people"}
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


#: Three denials and more in each language.
DENIALS = {
    "en": ["No strikes were carried out in the area.", "The ministry denied responsibility for the attack.",
           "Our aircraft did not target the camp.", "That is a lie, the minister said.",
           "We are not aware of any such strike.", "The inquiry found no evidence of an air strike."],
    "uk": ["Міноборони заперечує удар по лікарні.", "Генштаб спростував повідомлення про обстріл.",
           "Українська авіація не завдавала ударів по селу.", "Міноборони заперечило удар.",
           "Командування спростувало обстріл.", "Ударів по селу того дня не було."],
    "ru": ["Минобороны опровергло сообщения об ударе.", "Представитель отрицает причастность к обстрелу.",
           "Самолёты не наносили ударов по лагерю.", "Авиация не работала по лагерю.",
           "Ударов по лагерю в тот день не было."],
    "ar": ["نفت وزارة الدفاع الروسية تنفيذ الغارات.", "ونفى الناطق باسم الجيش قصف المخيم.",
           "لم تستهدف طائراتنا المدنيين."],
    "fr": ["L'armée dément avoir frappé le camp.", "Le porte-parole a nié toute implication.",
           "Aucune frappe n'a été menée dans la zone."],
    "es": ["El ejército negó haber bombardeado el hospital.", "El portavoz desmintió la noticia.",
           "No hubo ataques en la zona."],
    "de": ["Das Ministerium dementierte den Angriff.", "Die Armee bestreitet, das Lager getroffen zu haben.",
           "Es gab keine Luftangriffe in dem Gebiet."],
    "tr": ["Bakanlık saldırıyı yalanladı.", "Sözcü iddiaları kesin bir dille reddetti.",
           "Bölgede hava saldırısı düzenlenmedi."],
    "he": ['צה"ל הכחיש את התקיפה.', "דובר הצבא מכחיש כי תקף את המחנה.", "חיל האוויר לא תקף באזור."],
    "fa": ["وزارت دفاع این حمله را تکذیب کرد.", "سخنگو این ادعاها را رد کرد.", "هیچ حمله‌ای در این منطقه انجام نشد."],
}  # fmt: skip
#: Three and more that only look like it: nobody hurt, somebody not let in, neither confirmed nor denied.
NO_DENIALS = {
    "en": ["Aid workers were denied access to the town after the strike.",
           "A strike hit the camp; no injuries were reported.",
           "The army neither confirmed nor denied the attack.", "No one was hurt in the strike.",
           "There is no evidence of injuries after the strike.",
           "There was no power. Strikes continued all night.", "The army did not comment on the strike."],
    "uk": ["Внаслідок удару постраждалих немає.", "Гуманітарній колоні відмовили у доступі після обстрілу.",
           "Генштаб не заперечує удар.", "Після ударів по селу постраждалих не було."],
    "ru": ["В результате удара пострадавших нет.", "Колонне отказали в доступе после обстрела.",
           "Минобороны не опровергло сообщения об ударе.", "Атака не нанесла ущерба.", "Отрицательный результат.",
           "После ударов по лагерю пострадавших не было."],
    "ar": ["لم تسفر الغارة عن إصابات.", "منعت القوات وصول المساعدات بعد القصف.", "لم ينف الجيش وقوع الغارة."],
    "fr": ["La frappe n'a fait aucun blessé.", "L'accès au camp a été refusé après l'attaque.",
           "L'armée n'a ni confirmé ni démenti la frappe."],
    "es": ["El ataque no causó heridos.", "Le negaron el acceso al campamento tras el bombardeo.",
           "El ejército no negó el ataque.", "El comandante se negó a comentar."],
    "de": ["Bei dem Angriff gab es keine Verletzten.", "Der Zugang wurde nach dem Angriff verweigert.",
           "Die Armee hat den Angriff weder bestätigt noch dementiert."],
    "tr": ["Saldırıda ölen olmadı.", "Saldırının ardından yardım konvoyunun geçişine izin verilmedi.",
           "Bakanlık saldırıyı yalanlamadı."],
    "he": ["לא היו נפגעים בתקיפה.", "נמנעה גישה למחנה לאחר ההפצצה.", 'צה"ל לא אישר ולא הכחיש את התקיפה.'],
    # The last but one: oil, which Arabic reads as "she denied".
    "fa": ["در این حمله کسی کشته نشد.", "پالایشگاه نفت ایران هدف حمله قرار گرفت.", "ارتش این حمله را تکذیب نکرد."],
}  # fmt: skip


@pytest.mark.parametrize("code", TABLES)
def test_words_of_denial_are_known_in_each_language(code):
    """Pointed out, in whole words."""
    assert [text for text in DENIALS[code] if not is_denial(text)] == []
    assert len(DENIALS[code]) >= 3


@pytest.mark.parametrize("code", TABLES)
def test_words_that_only_look_like_a_denial_are_none(code):
    """Who always hears a false alarm hears none in the end."""
    assert [text for text in NO_DENIALS[code] if is_denial(text)] == []
    assert len(NO_DENIALS[code]) >= 3


@pytest.mark.parametrize("code", TABLES)
def test_the_phrases_of_denials_are_in_order(code):
    """Every list that a phrase names is there, and a first word that is cut is long enough to be found by."""
    lists = languages()[code]["denials"]
    words = {word for phrase in (*lists["phrases"], *lists["no_denials"]) for part in phrase.split()
             for word in part.split("|")}  # fmt: skip

    assert {word[1:-1] for word in words if word.startswith("{")} | {"phrases", "no_denials", "glued"} >= lists.keys()
    for phrase in lists["phrases"]:
        firsts = [one for word in phrase.split()[0].split("|") for one in lists.get(word.strip("{}"), [word])]
        assert all(len(word.rstrip("*")) >= 4 for word in firsts if word.endswith("*"))


@pytest.mark.parametrize("code", TABLES)
@pytest.mark.parametrize("kind", ["not_stated", "affirm", "deny"])
def test_each_language_says_yes_no_and_nothing(code, kind):
    """And what says nothing is no name of a speaker."""
    words = languages()[code]["words"][kind]

    assert words
    assert kind != "not_stated" or all(map(is_not_stated, words))


#: What a table of the trade has in any language.
USUAL = {
    "id", "place", "lat", "lon", "coordinates", "uncertainty", "country", "province", "summary", "actor", "polarity",
    "district", "event",
    "about_actor", "distance", "bearing", "event_time", "event_clock", "event_end", "stated", "killed", "killed_max",
    "wounded", "wounded_max", "source", "source_url", "publisher", "published",
}  # fmt: skip


@pytest.mark.parametrize("code", TABLES)
def test_each_language_has_the_usual_headings(code):
    """Who, what, where, when, how many and from where."""
    assert languages()[code]["headings"].keys() >= USUAL


@pytest.mark.parametrize(("code", "heading"), [
    ("en", "Incident description"), ("uk", "Опис інциденту"), ("ru", "Описание удара"), ("ar", "وصف الهجوم"),
    ("fr", "Description de l'attaque"), ("es", "Descripción del ataque"), ("de", "Beschreibung des Angriffs"),
    ("tr", "Saldırının özeti"), ("he", "תיאור התקיפה"), ("fa", "شرح حمله"),
])  # fmt: skip
def test_a_heading_that_says_of_what_it_is_means_the_same(code, heading):
    """What nobody reads, nobody asks about either: words of denial among them."""
    assert (meaning_of(heading), languages()[code]["words"]["of_event"] != []) == ("summary", True)


@pytest.mark.parametrize("heading", ["Event type", "Incident category", "Attack name", "Strike", "of"])
def test_words_of_events_alone_give_a_heading_no_meaning(heading):
    """A kind of attack is no kind of place, and the name of an attack no name of a place."""
    assert meaning_of(heading) is None


@pytest.mark.parametrize("code", TABLES)
def test_headings_of_latitude_and_longitude_are_told_apart(code):
    """And nobody is asked whether they are swapped, in any language."""
    head = ",".join(TABLES[code][0].split(",")[1:3])
    table = read_table(f"{head}\n35.396,40.056\n35.421,40.055\n".encode(), "a.csv")

    assert import_rows(table, suggest_mapping(table, "site").mapping).questions == ()
