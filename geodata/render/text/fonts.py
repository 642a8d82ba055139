"""The fonts that figures and reports are set in, and which characters each of them has.

They come as PyPI packages under the SIL Open Font License 1.1: fonts of the machine are left aside, so that the same
case gives the same pages anywhere. Each letter of IBM Plex Sans Arabic is one glyph, so that text copied from a PDF is
the text that was set; fonts that build a letter and its dots from two glyphs give the letter twice.
"""

from __future__ import annotations

from functools import cache
from typing import Final

import fontpkg
from fontTools.ttLib import TTFont

#: In this order: the first that has the letters of a text sets it.
FAMILIES: Final = ("IBM Plex Sans", "IBM Plex Sans Arabic", "Noto Sans")
#: Shape or separate what stands beside them and need no glyph: tab, line feed, joiners, variation selectors.
_NO_GLYPH: Final = frozenset({0x09, 0x0A, 0x200C, 0x200D, *range(0xFE00, 0xFE10)})


@cache
def code_points(*families: str) -> frozenset[int]:
    """Return the Unicode code points that at least one of the families can show (OpenType, table ``cmap``)."""
    found = set(_NO_GLYPH)
    for family in families:
        with TTFont(fontpkg.path(family), lazy=True) as font:
            found |= set(font.getBestCmap())
    return frozenset(found)
