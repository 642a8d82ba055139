"""Which number is meant by digits as people write them: in any script, grouped, with a decimal comma or a fraction.

A number is returned as a decimal text, because the digits that were spoken say how precise it is.

A comma is read by what stands around it: three digits after each and one to three before make it a thousands mark, as
in English ("1,000"); anything else after a single one makes it a decimal comma ("1,5"). A point is a decimal point
("1.500" is one and a half) unless there are several, or a comma follows ("1.500,5").
"""

# ruff: noqa: RUF001, RUF002 - signs that look alike are what this module is about

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Final

#: Fractions that a decimal text can stand for without losing their denominator; :mod:`geodata.core.precision` knows
#: them.
_DECIMALS_OF_FRACTION: Final = {
    (1, 2): "5", (1, 3): "33", (2, 3): "67", (1, 4): "25", (3, 4): "75",
    (1, 8): "125", (3, 8): "375", (5, 8): "625", (7, 8): "875",
}  # fmt: skip
#: A whole number and a fraction with more signs than this are not a statement.
_MAX_FRACTION_CHARS: Final = 20
_VULGAR: Final = re.compile("[¼½¾⅐-⅞]")
#: Marks of direction and spaces without a width, which pages and keyboards leave and nobody sees.
#: Not overrides of direction, which show a text as it is not.
_UNSEEN: Final[dict[int, None]] = dict.fromkeys(
    (0xAD, 0x200B, 0x200E, 0x200F, *range(0x202A, 0x202D), *range(0x2060, 0x206A), 0xFEFF)
)
_SIGNS: Final = {"٫": ".", "٬": ",", "،": ",", "⁄": "/", "∕": "/", "\u00a0": " ", "\u202f": " "}
_SEPARATORS: Final[dict[int, str | None]] = {**_UNSEEN, **{ord(sign): plain for sign, plain in _SIGNS.items()}}


_OTHER_DIGIT: Final = re.compile(r"[^\D0-9]")
_PLAIN: Final = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?")
_SPACED: Final = r"[0-9]{1,3}(?: [0-9]{3})+(?:[.,][0-9]+)?(?![0-9/])"
_MIXED: Final = r"(?:[0-9]+[ -])?[0-9]+ ?/ ?[0-9]+"
NUMBER: Final = re.compile(rf"{_MIXED}|{_SPACED}|[0-9][0-9.,]*[0-9]|[.,]?[0-9]+")

#: How a number may look, and which signs then go or become a point.
_FORMS: Final[tuple[tuple[re.Pattern[str], Mapping[int, int | None]], ...]] = (
    (re.compile(r"[0-9]*\.[0-9]+|[0-9]+"), str.maketrans("", "")),
    (re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?"), str.maketrans("", "", ",")),
    (re.compile(r"[1-9][0-9]{0,2}(?: [0-9]{3})+(?:[.,][0-9]+)?"), str.maketrans(",", ".", " ")),
    (re.compile(r"[1-9][0-9]{0,2}(?:(?:\.[0-9]{3}){2,}|(?:\.[0-9]{3})+,[0-9]+)"), str.maketrans(",", ".", ".")),
    (re.compile(r"[0-9]*,[0-9]+"), str.maketrans(",", ".")),
)


def with_ascii_numbers(text: str) -> str:
    r"""Return a text with digits, separators and fractions of any script in ASCII, without signs that nobody sees.

    >>> with_ascii_numbers("٥٥ كم"), with_ascii_numbers("10½ mi"), with_ascii_numbers("\ufeff35.4\u200f")
    ('55 كم', '10 1/2 mi', '35.4')
    """
    if not text.isascii():
        text = _VULGAR.sub(lambda sign: f" {unicodedata.normalize('NFKC', sign[0])}", text).translate(_SEPARATORS)
        text = _OTHER_DIGIT.sub(lambda digit: str(unicodedata.digit(digit[0])), text)
    return " ".join(text.split())


def decimal_text(number: str) -> str | None:
    """Return a number as digits with at most one point; ``None`` where a text cannot be one.

    >>> [decimal_text(number) for number in ("35.0", "1,000", "1,5", "10 1/4", "1 500", ".5", "1,00,000", "1/5", "a/b")]
    ['35.0', '1000', '1.5', '10.25', '1500', '0.5', None, None, None]
    """
    if "/" in number:
        return _decimal_of_fraction(number)
    for form, signs in _FORMS:
        if form.fullmatch(number):
            plain = number.translate(signs)
            return f"0{plain}" if plain.startswith(".") else plain
    return None


def _decimal_of_fraction(number: str) -> str | None:
    if len(number) > _MAX_FRACTION_CHARS or not re.fullmatch(_MIXED, number):
        return None
    whole, _, fraction = number.replace("-", " ").replace(" /", "/").replace("/ ", "/").rpartition(" ")
    numerator, _, denominator = fraction.partition("/")
    decimals = _DECIMALS_OF_FRACTION.get((int(numerator), int(denominator)))
    return None if decimals is None else f"{whole or 0}.{decimals}"


def plain_number(text: str) -> float:
    """Return the number that programs write so, with a point and without signs between its digits.

    Raises ``ValueError`` if it is none, also for what Python alone takes for one: ``1_0``, ``inf``.

    >>> plain_number("-4.5"), plain_number(" 1e3 ")
    (-4.5, 1000.0)
    """
    if not _PLAIN.fullmatch(text.strip()):
        raise ValueError("This is not a number as programs write it. Write one such as -4.5.")
    return float(text)


def is_comma_unclear(number: str) -> bool:
    """Tell whether a number means one thing to a reader of English and another to a reader of Russian: "1,500"."""
    return re.fullmatch(r"[1-9][0-9]{0,2},[0-9]{3}", number) is not None
