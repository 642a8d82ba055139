"""What a name sounds like, whatever the script: its consonants in Latin letters.

Newsrooms transliterate by ear. Vowels are what they disagree about most (Deir, Dayr, Der), then doubled letters, then
pairs of letters for one sound (kh, gh, dh). What is left when these are made one is the same for most spellings of a
name; it is a way to find candidates, never a proof.

The tables go by the romanisations of the United Nations (Arabic, resolution X/3 of 2017) and of BGN/PCGN (Russian
1947, Ukrainian 2019), with one letter where these write two, and one where they differ only by a mark.
"""

# ruff: noqa: RUF001 - letters that look alike are what this module is about

from __future__ import annotations

import re
from typing import Final

#: Folded Arabic letters (:func:`geodata.core.text.fold`), with those of Persian and Kurdish. The signs that most
#: transliterations drop become "a", which counts at the beginning of a name only.
_ARABIC: Final = {
    "ا": "a", "ب": "b", "ت": "t", "ث": "t", "ج": "j", "ح": "h", "خ": "h", "د": "d", "ذ": "d", "ر": "r", "ز": "z",
    "س": "s", "ش": "s", "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "ع": "a", "غ": "g", "ف": "f", "ق": "k", "ك": "k",
    "ل": "l", "م": "m", "ن": "n", "ه": "h", "و": "w", "ي": "y", "ء": "a",
    "پ": "p", "چ": "s", "ژ": "z", "گ": "g", "ڤ": "v", "ڕ": "r", "ڵ": "l", "ۆ": "o", "ێ": "e", "ە": "a", "ھ": "h",
    "ہ": "h", "ٹ": "t", "ڈ": "d", "ڑ": "r", "ں": "n", "ے": "e",
}  # fmt: skip
#: Folded Cyrillic letters: short i and yo have lost their marks.
_CYRILLIC: Final = {
    "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "є": "e", "ж": "z", "з": "z", "и": "i",
    "і": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u",
    "ф": "f", "х": "h", "ц": "s", "ч": "s", "ш": "s", "щ": "s", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu",
    "я": "ya", "ј": "j", "љ": "l", "њ": "n", "ћ": "s", "ђ": "j", "џ": "j", "қ": "k", "ғ": "g", "ә": "e", "ө": "o",
    "ү": "u", "ұ": "u", "һ": "h", "ң": "n",
}  # fmt: skip
_LETTERS: Final = str.maketrans({**_ARABIC, **_CYRILLIC})
#: Letters, single or in pairs, for sounds that others write otherwise.
_SOUNDS: Final = {
    "sch": "s", "tch": "s", "dzh": "j", "dj": "j", "ch": "s", "sh": "s", "kh": "h", "gh": "g", "th": "t", "dh": "d",
    "zh": "z", "ph": "f", "ts": "s", "tz": "s", "ck": "k", "q": "k", "c": "k", "x": "ks", "дж": "j", "тс": "s",
}  # fmt: skip
_SOUND: Final = re.compile("|".join(_SOUNDS))
_VOWELS: Final = "aeiouyw"
_NO_VOWELS: Final = str.maketrans("", "", _VOWELS)
#: One letter of the Arabic script.
ARABIC_LETTER: Final = re.compile("[\u0620-\u06ff]")
_DOUBLED: Final = re.compile(r"(.)\1+")


def sounded(folded: str) -> str:
    """Return a folded name with one Latin letter for each sound of Latin, Arabic and Cyrillic letters.

    Other scripts stay as they are.

    >>> sounded("деир эз зор"), sounded("خان"), sounded("qamishli")
    ('deir ez zor', 'han', 'kamisli')
    """
    return _DOUBLED.sub(r"\1", _one_letter_each(folded))


def _one_letter_each(folded: str) -> str:
    single = _SOUND.sub(_sound, folded)
    return single if single.isascii() else single.translate(_LETTERS)


def _sound(match: re.Match[str]) -> str:
    return _SOUNDS[match[0]]


def skeleton(folded: str) -> str:
    """Return the consonants of a name, the same for most ways to transliterate it.

    ``folded``: without its article and without spaces (:mod:`geodata.gazetteer.spelling`).
    Returns lower case letters; a name that begins with a vowel begins with "a". Empty for other scripts.

    >>> [skeleton(word) for word in ("hasakah", "hassake", "heseke", "حسكه", "хасеке")]
    ['hsk', 'hsk', 'hsk', 'hsk', 'hsk']
    >>> skeleton("deirzor"), skeleton("dayrzawr"), skeleton("ديرزور"), skeleton("عمر"), skeleton("umar")
    ('drzr', 'drzr', 'drzr', 'amr', 'amr')
    """
    latin = _one_letter_each(folded)
    if not (latin.isascii() and latin.isalpha()):
        return ""
    start = "a" if latin[0] in _VOWELS else ""
    # A final h is a ta marbuta, or a vowel drawn out, and often left out.
    return start + _DOUBLED.sub(r"\1", latin.translate(_NO_VOWELS)).removesuffix("h")
