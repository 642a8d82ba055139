"""Text as people write it: folded for comparing, made visible for showing."""

# ruff: noqa: RUF001, RUF003 - signs that look alike are what this module is about

from __future__ import annotations

import re
import unicodedata
from typing import Final

#: Letters that writers of Arabic use for one another, folded to one of them.
_ARABIC_FOLDS: Final = str.maketrans({
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ئ": "ي", "ؤ": "و", "ة": "ه", "ک": "ك", "ـ": "",
})  # fmt: skip
#: Signs inside transliterated names ("Sa'iqa", "Mar‘a") that many writers leave out.
_APOSTROPHES: Final = re.compile("['’‘`´ʿʾʼ]")
_NOT_A_WORD: Final = re.compile(r"[\W_]+")

#: Characters that cannot be seen, or that change how *others* are shown: C0, C1, soft hyphen, combining grapheme
#: joiner, Mongolian vowel separator, bidi controls, line and paragraph separators, invisible tags, and U+FFFE and
#: U+FFFF, which no XML may hold. Joiners (U+200C, U+200D) and variation selectors shape words and signs, and stay.
_UNSEEN: Final = re.compile(
    "[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u034f\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)
_SURROGATES: Final = re.compile("[\ud800-\udfff]")


def fold(text: str) -> str:
    """Return text in the form in which two spellings of one word are equal.

    Case, accents, Arabic vowel marks, apostrophes and punctuation go; Arabic letters that stand for one another
    become one; digits of any script become ASCII.

    Examples
    --------
    >>> fold("Al-Ḥasakah") == fold("al hasakah"), fold("عيّاش") == fold("عياش"), fold("Sa'iqa") == fold("Saiqa")
    (True, True, True)
    """
    # Before and after: NFKD makes a space of an acute accent written as an apostrophe, and apostrophes of other signs.
    decomposed = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", text.translate(_ARABIC_FOLDS)))
    bare = "".join(character for character in decomposed if not unicodedata.combining(character))
    bare = "".join(
        str(unicodedata.digit(character)) if unicodedata.category(character) == "Nd" else character
        for character in _APOSTROPHES.sub("", bare).translate(_ARABIC_FOLDS)
    )
    return _NOT_A_WORD.sub(" ", bare.casefold()).strip()


def visible(text: str) -> str:
    """Return text with every character that hides or reorders others spelled out.

    A right-to-left override would make a claim read as something else; shown as ``[U+202E]`` it is what it is.

    Examples
    --------
    >>> visible("3\u202e killed")
    '3[U+202E] killed'
    """
    named = _UNSEEN.sub(lambda match: f"[U+{ord(match[0]):04X}]", text)
    return _SURROGATES.sub("\ufffd", named)


def shortened(text: str, limit_chars: int) -> str:
    """Cut text to a length, saying how much is left out.

    Examples
    --------
    >>> shortened("abcdefghij", 4)
    'abcd… (6 more characters)'
    """
    if len(text) <= limit_chars:
        return text
    return f"{text[:limit_chars]}… ({counted(len(text) - limit_chars, 'more character')})"


def counted(count: int, noun: str, plural: str | None = None) -> str:
    """Return a number with its noun: ``"1 claim"``, ``"1,200 claims"``."""
    return f"{count:,} {noun if count == 1 else plural or noun + 's'}"


#: What makes a spreadsheet take a text for a formula.
_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r")


def harmless(text: str) -> str:
    """Return a text that no spreadsheet runs: one that looks like a formula gets an apostrophe before it.

    Examples
    --------
    >>> harmless("=1+1"), harmless("al-Omar")
    ("'=1+1", 'al-Omar')
    """
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text
