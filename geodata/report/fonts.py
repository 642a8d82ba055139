"""The fonts of a report on paper, and which characters they have.

IBM Plex Sans, and IBM Plex Sans Arabic beside it, come as PyPI packages under the Open Font License. Each Arabic letter
is one glyph in it, so that text copied from the PDF is the text that was set; fonts that build a letter and its dots
from two glyphs give the letter twice. Fonts of the machine are left aside: the same case gives the same pages anywhere.
"""

from __future__ import annotations

from functools import cache
from itertools import groupby
from typing import Final

import fontpkg
from fontTools.ttLib import TTFont

from geodata.typesetting import FAMILIES

#: Comes with typst itself.
CODE_FAMILY: Final = "DejaVu Sans Mono"
#: Shape or separate what stands beside them and need no glyph: tab, line feed, joiners, variation selectors.
_NO_GLYPH: Final = frozenset({0x09, 0x0A, 0x200C, 0x200D, *range(0xFE00, 0xFE10)})


@cache
def covered() -> frozenset[int]:
    """Return the code points that the fonts can show."""
    found = set(_NO_GLYPH)
    for family in FAMILIES:
        with TTFont(fontpkg.path(family), lazy=True) as font:
            found |= set(font.getBestCmap())
    return frozenset(found)


def spelled(text: str, known: frozenset[int]) -> str:
    """Return text with characters that no font has as their Unicode numbers, so that none is lost as an empty box.

    Examples
    --------
    >>> spelled("日本 TV", frozenset(map(ord, " TV")))
    '[U+65E5 U+672C] TV'
    """
    if known.issuperset(map(ord, set(text))):
        return text
    parts = groupby(text, key=lambda character: ord(character) in known)
    return "".join(
        "".join(part) if is_known else f"[{' '.join(f'U+{ord(character):04X}' for character in part)}]"
        for is_known, part in parts
    )
