"""Forms of names: what counts when two spellings are compared, and what they sound like."""

# ruff: noqa: RUF001 - letters that look alike are what is tested

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.gazetteer.likeness import EXACT, likeness
from geodata.gazetteer.romanised import skeleton, sounded
from geodata.gazetteer.spelling import is_code, spelling, unglued

NO_KIND = frozenset()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("al-Hasakah", "Hasakah"), ("الحسكة", "حسكة"),
        ("مُعَسْكَر الصاعقة", "معسكر صاعقه"), ("Deir ez-Zor", "DEIR AZ ZOR"),
        ("Эль-Хасака", "Хасака"), ("Sa‘īdābād", "Saidabad"), ("ديرالزور", "دير ال زور"), ("Diyarbakır", "diyarbakir"),
    ],
)  # fmt: skip
def test_articles_marks_and_spaces_do_not_count(one, other):
    """Whichever of the two is in the gazetteer."""
    forms = {*spelling(one).forms}

    assert forms & {*spelling(other).forms}


@pytest.mark.parametrize(
    ("name", "bare", "kind"),
    [
        ("al-Omar oil field", "omar", "field"), ("حقل العمر", "عمر", "field"),
        ("авиабаза Хмеимим", "хмеимим", "air base"), ("смт. Велика Новосілка", "великановосілка", "settlement"),
        ("м. Бахмут", "бахмут", "settlement"), ("пос. Саханка", "саханка", "settlement"),
        ("محافظة دير الزور", "ديرزور", "region"), ("City", "city", "settlement"),
    ],
)  # fmt: skip
def test_words_for_kinds_of_place_are_set_apart(name, bare, kind):
    """Unless there is nothing else."""
    found = spelling(name)

    assert (found.bare, kind in found.kinds) == (bare, True)


@pytest.mark.parametrize("name", ["el", "ال", "Al Al", "الع"])
def test_a_name_that_is_an_article_stays(name):
    """There is an airport called Al Al."""
    assert spelling(name).core != ""


@pytest.mark.parametrize(
    ("names", "sound"),
    [
        (("deirzor", "dayrzawr", "deirezzour", "ديرزور", "деирзор"), "drzr"), (("hasakah", "heseke", "حسكه"), "hsk"),
        (("omar", "umar", "عمر", "омар"), "amr"), (("khan", "خان", "хан"), "hn"), (("jarabulus", "джараблус"), "jrbls"),
        (("東京", "한국", ""), ""),
    ],
)  # fmt: skip
def test_transliterations_sound_alike(names, sound):
    """Vowels, doubled letters and the ways to write one sound do not count; unknown scripts have no sound."""
    assert {skeleton(name) for name in names} == {sound}


def test_a_second_guess_takes_a_glued_article_off():
    """And leaves short words alone."""
    assert [unglued(name) for name in ("Alhasakah", "Ash Shaddadi", "Ali", "Homs")] == ["hasakah", None, None, None]


@pytest.mark.parametrize(("name", "expected"), [("OSDZ", True), ("DEZ", True), ("Homs", False), ("HASAKAH", False)])
def test_codes_are_told_from_names(name, expected):
    """By their capitals and length."""
    assert is_code(name) is expected


def test_likeness_falls_with_what_differs():
    """The same, but for the article, for a word, for a letter, and by ear only."""
    others = ("al-Raqqa", "Raqqa", "Raqqa city", "al-Raqqe", "Rukkah")
    shares = [likeness(spelling("al-Raqqa"), spelling(other), NO_KIND).share for other in others]

    assert shares == sorted(shares, reverse=True)
    assert len(set(shares)) == len(shares)
    assert [share >= EXACT for share in shares] == [True, True, True, False, False]


def test_another_kind_of_place_is_less_alike():
    """An airport is asked for, and a city is found."""
    asked, city = spelling("Damascus airport"), spelling("Damascus")

    assert likeness(asked, city, frozenset({"settlement"})).share < likeness(asked, city, frozenset({"air base"})).share


@given(st.text(max_size=40))
def test_any_text_has_forms_and_a_sound(text):
    """Without spaces, whatever it is."""
    found = spelling(text)

    assert not any(set(form) & set(" \t\n") for form in found.forms)
    assert set(found.sound) <= set("abcdefghijklmnopqrstuvwxyz")
    assert sounded("") == ""
