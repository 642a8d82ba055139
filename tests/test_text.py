"""Text folded for comparing, and made visible for showing."""

# ruff: noqa: RUF001 - signs that look alike are what is tested

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.core.text import _JOINER, _UNSEEN, counted, fold, shortened, visible

BIDI_CONTROLS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
C0_AND_C1 = "".join(map(chr, [*range(0x20), *range(0x7F, 0xA0)])).translate({0x09: None, 0x0A: None})
OTHERS_UNSEEN = "\u00ad\u034f\u180e\u200b\u2028\u2029\u2060\ufeff\ufff9\U000e0041"
any_text = st.text(st.characters(categories=None, exclude_categories=()))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("al-Ḥasakah", "al hasakah"),
        ("AL HASAKAH", "al-Ḥasakah"),
        ("عيّاش", "عياش"),
        ("أحمد", "احمد"),
        ("إدلب", "ادلب"),
        ("آل", "ال"),
        ("الرقة", "الرقه"),
        ("مصطفى", "مصطفي"),
        ("ديـــر الزور", "دير الزور"),
        ("ایران", "ايران"),
        ("کرکوک", "كركوك"),
        ("٣٥", "35"),
        ("۳۵", "35"),
        ("３５", "35"),
        ("Sa'iqa", "Saiqa"),
        ("Sa’iqa", "Saiqa"),
        ("Saʿiqa", "Saiqa"),
        ("Sa`iqa", "Saiqa"),
        ("Sa´iqa", "Saiqa"),
        ("Sa＇iqa", "Saiqa"),
        ("STRASSE", "Straße"),
        ("İstanbul", "istanbul"),
        ("  Deir   ez-Zor. ", "deir ez zor"),
        ("ﻋﻴﺎﺵ", "عياش"),
    ],
)
def test_spellings_of_one_word_are_equal(one, other):
    """Case, accents, vowel marks, signs, digits and letters that stand for one another do not count."""
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Deir ez-Zor", "Dayr az-Zawr"), ("عياش", "عباس"), ("Sa'iqa", "Sa iqa"), ("دير", "Deir"), ("35", "3 5")],
)
def test_different_words_stay_different(one, other):
    """Two transliterations are two words; so are two scripts, and what a space parts."""
    assert fold(one) != fold(other)


@settings(deadline=None)
@given(any_text)
def test_folded_text_is_plain_words(text):
    """Words with one space between, nothing that marks or hides; whatever the text."""
    folded = fold(text)

    assert folded == " ".join(folded.split())
    assert not any(unicodedata.category(character) in ("Cc", "Cf") for character in folded)


@pytest.mark.parametrize("unseen", BIDI_CONTROLS + C0_AND_C1 + OTHERS_UNSEEN, ids=ascii)
def test_what_cannot_be_seen_is_spelled_out(unseen):
    """Every control of direction, C0 and C1 but tab and line feed, and what breaks lines or hides."""
    assert visible(f"3{unseen}killed") == f"3[U+{ord(unseen):04X}]killed"


@pytest.mark.parametrize(
    "plain",
    ["می\u200cخواهم", "👩\u200d🚀", "\u2764\ufe0f", "tab\there", "line\nbreak", "Ḥasakah", "دير الزور", "[U+202E]", ""],
)
def test_what_can_be_seen_stays(plain):
    """Joiners shape words and stay; text without controls is untouched."""
    assert visible(plain) == plain


def test_a_text_that_is_let_through_at_once_has_nothing_to_spell_out():
    """What Python calls printable, but for one joiner: tried with every character there is."""
    printable = "".join(filter(str.isprintable, map(chr, range(0x110000))))

    assert set(_UNSEEN.findall(printable)) == {_JOINER}


@pytest.mark.parametrize("code", [0xD800, 0xDBFF, 0xDC00, 0xDFFF], ids=hex)
def test_half_a_character_is_replaced(code):
    """What UTF-8 cannot carry becomes the sign for that."""
    assert visible(f"a{chr(code)}b") == "a\ufffdb"


@settings(deadline=None)
@given(any_text)
def test_visible_text_can_be_sent_and_is_stable(text):
    """It has a UTF-8 form, no control of direction is left, and made visible twice it is the same."""
    shown = visible(text)

    assert shown.encode().decode() == shown
    assert not set(shown) & set(BIDI_CONTROLS + C0_AND_C1)
    assert visible(shown) == shown


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        ("", 4, ""),
        ("abcd", 4, "abcd"),
        ("a" * 44, 4, "a" * 44),
        ("a" * 45, 4, "aaaa… (41 more characters)"),
        ("a" * 100_000, 1, "a… (99,999 more characters)"),
    ],
)
def test_shortened_says_how_much_is_left_out(text, limit, expected):
    """Text that fits is whole."""
    assert shortened(text, limit) == expected


@pytest.mark.parametrize(
    ("count", "noun", "plural", "expected"),
    [
        (0, "claim", None, "0 claims"),
        (1, "claim", None, "1 claim"),
        (1_200, "claim", None, "1,200 claims"),
        (1, "country", "countries", "1 country"),
        (2, "country", "countries", "2 countries"),
    ],
)
def test_numbers_with_their_noun(count, noun, plural, expected):
    """One of it is singular, none and many are plural."""
    assert counted(count, noun, plural) == expected
