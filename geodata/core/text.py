"""Text as people write it: folded for comparing, made visible for showing."""

# ruff: noqa: RUF001, RUF003 - signs that look alike are what this module is about

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final
from urllib.parse import SplitResult, urlsplit

#: Letters that writers of Arabic use for one another, folded to one of them; and signs inside transliterated names
#: ("Sa'iqa", "Mar‘a") that many writers leave out.
_FOLDS: Final = str.maketrans({
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ئ": "ي", "ؤ": "و", "ة": "ه", "ک": "ك", "ـ": "",
    **dict.fromkeys("'’‘`´ʿʾʼʹʺʻʽˈ′″", ""),
})  # fmt: skip
#: Latin letters with a stroke or a missing dot, which Unicode does not take apart as it does accents.
_LATIN_FOLDS: Final = str.maketrans({
    "ı": "i", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ħ": "h", "Ħ": "H", "ŧ": "t", "Ŧ": "T",
    "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ə": "e", "Ə": "E",
})  # fmt: skip
_NOT_A_WORD: Final = re.compile(r"[\W_]+")

#: Characters that cannot be seen, or that change how *others* are shown: C0, C1, soft hyphen, combining grapheme
#: joiner, Mongolian vowel separator, bidi controls, line and paragraph separators, invisible tags, and U+FFFE and
#: U+FFFF, which no XML may hold. Joiners (U+200C, U+200D) and variation selectors shape words and signs, and stay.
_UNSEEN: Final = re.compile(
    "[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u034f\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)
#: The one of them that Python takes for printable.
_JOINER: Final = "\u034f"
_SURROGATES: Final = re.compile("[\ud800-\udfff]")

#: A rest of so many characters is shown: to say how long it is takes nearly as many.
_NOT_CUT_CHARS: Final = 40
_FIRST_IDEOGRAPH: Final = 0x2E80
#: A name has at most 253 (RFC 1035); before it there may be a user, behind it a port.
_MAX_HOST_CHARS: Final = 300


class _Bare(dict[int, str]):
    """What becomes of each character taken apart: marks go, digits become ASCII; worked out when first met."""

    def __missing__(self, code: int) -> str:
        kept = "".join(map(_kept, decomposed(chr(code).translate(_FOLDS))))
        # Alphabets are few; a text of all ideographs there are would fill the memory.
        if code < _FIRST_IDEOGRAPH:
            self[code] = kept
        return kept


def _kept(character: str) -> str:
    if unicodedata.combining(character):
        return ""
    plain = str(unicodedata.digit(character)) if unicodedata.category(character) == "Nd" else character
    # Apostrophes of other signs than the plain one come apart into one, too.
    return plain.translate(_LATIN_FOLDS).translate(_FOLDS)


def decomposed(text: str) -> str:
    """Return text with what is compatible made plain and accents after their letters (NFKD), marks in their order.

    A sign at a time: to sort a run of marks, as the standard wants it, takes Python the square of its length.
    """
    return text if text.isascii() else "".join(unicodedata.normalize("NFKD", character) for character in text)


_BARE: Final = _Bare()


def fold(text: str) -> str:
    """Return text in the form in which two spellings of one word are equal.

    Case, accents, strokes, Arabic vowel marks, apostrophes and punctuation go; Arabic letters that stand for one
    another become one; digits of any script become ASCII.

    >>> fold("Al-Ḥasakah") == fold("al hasakah"), fold("عيّاش") == fold("عياش"), fold("Sa'iqa") == fold("Saiqa")
    (True, True, True)
    """
    folded = text.translate(_FOLDS if text.isascii() else _BARE).casefold()
    return folded if folded.isalnum() else _NOT_A_WORD.sub(" ", folded).strip()


def name_key(name: str) -> str:
    """Return what two spellings of one name have in common; a name without letters or digits is like itself alone.

    >>> name_key("Ayyash!") == name_key("AYYASH"), name_key("☺") == name_key("☹")
    (True, False)
    """
    return fold(name) or name


def visible(text: str) -> str:
    """Return text with every character that hides or reorders others spelled out.

    A right-to-left override would make a claim read as something else; shown as ``[U+202E]`` it is what it is.

    >>> visible("3\u202e killed")
    '3[U+202E] killed'
    """
    if text.isprintable() and _JOINER not in text:  # nearly all: a tenth of the time
        return text
    named = _UNSEEN.sub(lambda match: f"[U+{ord(match[0]):04X}]", text)
    return _SURROGATES.sub("\ufffd", named)


def shortened(text: str, limit_chars: int) -> str:
    """Cut text to a length, saying how much is left out; not where that would save next to nothing.

    >>> shortened("a" * 50, 4), shortened("abcdefghij", 4)
    ('aaaa… (46 more characters)', 'abcdefghij')
    """
    if len(text) <= limit_chars + _NOT_CUT_CHARS:
        return text
    return f"{text[:limit_chars]}… ({counted(len(text) - limit_chars, 'more character')})"


def told_apart(named: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return names by id as they are chosen from: those that several have, with the id behind.

    >>> told_apart([("A", "Camp"), ("B", "City"), ("C", "Camp")])
    {'A': 'Camp (A)', 'B': 'City', 'C': 'Camp (C)'}
    """
    names = dict(named)
    had = Counter(names.values())
    return {one: f"{name} ({one})" if had[name] > 1 else name for one, name in names.items()}


def counted(count: int, noun: str, plural: str | None = None) -> str:
    """Return a number with its noun: ``"1 claim"``, ``"1,200 claims"``."""
    return f"{count:,} {noun if count == 1 else plural or noun + 's'}"


def all_in_words(words: Sequence[str]) -> str:
    """Return words as a list, nothing of none; those that hold commas are parted by semicolons.

    >>> all_in_words(["A", "B", "C"]), all_in_words(["A, north", "B"]), all_in_words([])
    ('A, B and C', 'A, north; and B', '')
    """
    comma = ";" if any("," in word for word in words) else ","
    last = f"{comma} and " if comma == ";" else " and "
    return f"{f'{comma} '.join(words[:-1])}{last}{words[-1]}" if words[1:] else "".join(words)


def first_few(words: Sequence[str], most: int) -> str:
    """Return words in a sentence, so many of them, and how many more there are: a file may have any number.

    >>> first_few(["A", "B"], 2), first_few(["A", "B", "C", "D"], 2)
    ('A, B', 'A, B and 2 more')
    """
    rest = f" and {len(words) - most:,} more" if len(words) > most else ""
    return ", ".join(words[:most]) + rest


def any_of(*words: str) -> str:
    """Return words, one at least, as a choice: ``"m, km or mi"``."""
    *others, last = words
    return f"{', '.join(others)} or {last}" if others else last


def address_parts(url: str) -> SplitResult:
    """Return the parts of an address.

    Raises ``ValueError`` if it is none, or has a longer host than there can be: a run of marks in one, which is made
    plain (NFKC), would take Python the square of its length.
    """
    _, _, behind = re.sub("[\t\r\n]", "", url).partition("//")
    if len(re.split("[/?#]", behind, maxsplit=1)[0]) > _MAX_HOST_CHARS:
        raise ValueError("The host of this address is too long.")
    return urlsplit(url)


def is_web_address(url: str) -> bool:
    """Tell whether an address leads to a web page, and not to a script or a file, whatever a browser drops of it.

    >>> is_web_address("https://example.org/1"), is_web_address("javascript:alert(1)")
    (True, False)
    """
    # urlsplit drops tabs and line breaks, as browsers do: "java\nscript:" must not pass by that.
    if " " in url or not url.isprintable():
        return False
    try:
        parts = address_parts(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def home_page_of(url: str | None) -> str:
    """Return the host of an address that leads to its first page only; empty for any other.

    >>> home_page_of("https://www.example.org/"), home_page_of("https://example.org/1")
    ('www.example.org', '')
    """
    if url is None or not is_web_address(url):
        return ""
    parts = address_parts(url)
    return "" if parts.path.strip("/") or parts.query or parts.fragment else parts.hostname or ""


#: What makes a spreadsheet take a text for a formula: a sign that is one in Unicode's compatible form too (a full-width
#: equals sign), after blanks and unseen characters or not; a tab or a line break. OWASP, "CSV Injection".
_SIGN: Final = (
    r"(?:[^\S\t\r\n]|[\u0000-\u0008\u000e-\u001b\u00ad\u200b-\u200f\u2060\ufeff])*[=+\-@＝＋－＠﹦﹢﹣﹫⁼⁺₌₊﬩]"
)
#: Where a cell begins: where it does, and, for a spreadsheet that divides cells by semicolons or tabs and so takes no
#: quotation mark behind a comma for one, behind each of them and at each line.
_FORMULA: Final = re.compile(rf"\A(?='*(?:[\t\r\n]|{_SIGN}))|(?<=[;\t\r\n])(?='*{_SIGN})")
_MARKED: Final = re.compile(rf"\A'(?='*(?:[\t\r\n]|{_SIGN}))|(?<=[;\t\r\n])'(?='*{_SIGN})")


def harmless(text: str) -> str:
    """Return a text that no spreadsheet runs: what looks like a formula in it gets an apostrophe before it.

    >>> harmless("=1+1"), harmless("al-Omar"), harmless("'Ayyash"), harmless("a;=1+1;b")
    ("'=1+1", 'al-Omar', "'Ayyash", "a;'=1+1;b")
    """
    return _FORMULA.sub("'", text)


def as_written(cell: str) -> str:
    """Return the text that :func:`harmless` made a cell of.

    >>> as_written("'=1+1"), as_written(harmless("'=1+1")), as_written("'Ayyash")
    ('=1+1', "'=1+1", "'Ayyash")
    """
    return _MARKED.sub("", cell)
