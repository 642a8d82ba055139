"""Which font has the letters of a text, and how wide the text is in it.

The fonts come with three packages, all under the SIL Open Font License 1.1, so that no machine needs any of its own.
A text is set in the first family that has all its letters: renderers differ in what they do where letters are missing.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Final, NamedTuple

from PIL import ImageFont

from geodata.text import visible

if TYPE_CHECKING:
    from collections.abc import Iterable


class Family(NamedTuple):
    """A family of fonts and where it is."""

    name: str
    package: str
    file: str
    has_axes: bool
    """Whether one file holds all weights."""


FAMILIES: Final = (
    Family("IBM Plex Sans", "fontpkg_ibm_plex_sans", "IBMPlexSans[wdth,wght].ttf", has_axes=True),
    Family("IBM Plex Sans Arabic", "fontpkg_ibm_plex_sans_arabic", "IBMPlexSansArabic-{}.ttf", has_axes=False),
    Family("Noto Sans", "fontpkg_noto_sans", "NotoSans[wdth,wght].ttf", has_axes=True),
)
_WEIGHT_NAMES: Final = {400: "Regular", 500: "Medium", 600: "SemiBold", 700: "Bold"}
#: Fonts are measured at this size, in pixels; widths grow in proportion.
_MEASURED_PX: Final = 100
_WIDTH_PERCENT: Final = 100
_RTL: Final = ("R", "AL")
#: Where a line may be broken: not at a space that forbids it.
_BREAKS: Final = re.compile(r"[ \t\n]+")


@lru_cache(maxsize=16)
def _font(family: Family, weight: int) -> ImageFont.FreeTypeFont:
    path = resources.files(family.package) / "files" / family.file.format(_WEIGHT_NAMES[weight])
    # The plain layout is the same on every machine; it gives Arabic a little more room than it takes.
    font = ImageFont.truetype(str(path), _MEASURED_PX, layout_engine=ImageFont.Layout.BASIC)
    if family.has_axes:
        font.set_variation_by_axes([weight, _WIDTH_PERCENT])
    return font


@lru_cache(maxsize=4_096)
def _has_glyph(family: Family, character: str) -> bool:
    """Tell whether a font draws a character as something else than the box for a missing one."""
    font = _font(family, 400)
    return bytes(font.getmask(character)) != bytes(font.getmask("\uffff")) or character.isspace()


def _lacking(family: Family, text: str) -> int:
    return sum(not _has_glyph(family, character) for character in set(text))


@lru_cache(maxsize=65_536)
def family_of(text: str) -> Family:
    """Return the first family that has all letters of a text; where none has, the one that lacks fewest.

    Examples
    --------
    >>> family_of("Deir ez-Zor").name, family_of("دير الزور 5 km").name, family_of("Ḥamāh").name
    ('IBM Plex Sans', 'IBM Plex Sans Arabic', 'Noto Sans')
    """
    return min(FAMILIES, key=lambda family: _lacking(family, text))


def without_glyph(texts: Iterable[str]) -> frozenset[str]:
    """Return the characters that the family chosen for their text has no glyph for."""
    return frozenset(
        character
        for text in texts
        for family in (family_of(text),)
        for character in set(text)
        if not _has_glyph(family, character)
    )


@lru_cache(maxsize=65_536)
def width_pt(text: str, size_pt: float, weight: int = 400) -> float:
    """Return how wide a line is, in points.

    Examples
    --------
    >>> 20 < width_pt("Raqqa", 10) < 30
    True
    """
    return float(_font(family_of(text), weight).getlength(text)) * size_pt / _MEASURED_PX


def is_rtl(text: str) -> bool:
    """Tell whether the first letter that has a direction runs from right to left (Unicode UAX 9, P2 and P3)."""
    strong = (unicodedata.bidirectional(character) for character in text)
    return next((kind in _RTL for kind in strong if kind in ("L", *_RTL)), False)


def wrapped(text: str, size_pt: float, room_pt: float, weight: int = 400) -> list[str]:
    """Break a text into lines no wider than the room; a word that is wider than that is broken, too.

    Examples
    --------
    >>> wrapped("as wide as its digits allow", 7, 60)
    ['as wide as its', 'digits allow']
    """
    lines = [""]
    for word in _BREAKS.split(visible(text).strip(" \t\n")):
        longer = f"{lines[-1]} {word}" if lines[-1] else word
        if width_pt(longer, size_pt, weight) <= room_pt:
            lines[-1] = longer
            continue
        pieces = list(_pieces(word, size_pt, room_pt, weight))
        lines += pieces if lines[-1] else []
        if not lines[-1]:
            lines[-1:] = pieces
    return lines


def _pieces(word: str, size_pt: float, room_pt: float, weight: int) -> Iterable[str]:
    """Yield a word, or as much of it as fits at a time."""
    piece = ""
    for character in word:
        if piece and width_pt(piece + character, size_pt, weight) > room_pt:
            yield piece
            piece = ""
        piece += character
    yield piece
