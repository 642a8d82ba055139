"""Which font sets a text, and how wide the text is in it.

A text is set in the first family that has all its letters: renderers differ in what they do where letters are missing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

import fontpkg
from PIL import ImageFont

from geodata.core.result_cache import remembered
from geodata.core.text import visible
from geodata.render.text.typst import FAMILIES, code_points

#: Fonts are measured at this size, in pixels; widths grow in proportion.
_MEASURED_PX: Final = 100
_WIDTH_PERCENT: Final = 100
#: In the name of a font that holds all weights of its family (OpenType, axis of variation).
_ALL_WEIGHTS: Final = "wght"
_RTL: Final = ("R", "AL")
#: Where a line may be broken: not at a space that forbids it.
_BREAKS: Final = re.compile(r"[ \t\n]+")


@lru_cache(maxsize=16)
def _font(family: str, weight: int) -> ImageFont.FreeTypeFont:
    path = fontpkg.path(family, weight)
    # The plain layout is the same on every machine; it gives Arabic a little more room than it takes.
    font = ImageFont.truetype(str(path), _MEASURED_PX, layout_engine=ImageFont.Layout.BASIC)
    if _ALL_WEIGHTS in path.name:
        font.set_variation_by_axes([weight, _WIDTH_PERCENT])
    return font


def _lacking(family: str, text: str) -> frozenset[str]:
    known = code_points(family)
    return frozenset(character for character in text if ord(character) not in known)


@remembered
def family_of(text: str) -> str:
    """Return the first family that has all letters of a text; where none has, the one that lacks fewest.

    >>> family_of("Deir ez-Zor"), family_of("دير الزور 5 km"), family_of("Ḥamāh")
    ('IBM Plex Sans', 'IBM Plex Sans Arabic', 'Noto Sans')
    """
    return min(FAMILIES, key=lambda family: len(_lacking(family, text)))


def without_glyph(texts: Iterable[str]) -> frozenset[str]:
    """Return the characters that the family chosen for their text has no glyph for."""
    return frozenset().union(*(_lacking(family_of(text), text) for text in texts))


@remembered
def width_pt(text: str, size_pt: float, weight: int = 400) -> float:
    """Return how wide a line is, in points.

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
