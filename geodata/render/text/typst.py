"""Typst, which sets documents as PDF and draws them as PNG. The one module that imports it.

The wheel carries the compiler, and the fonts come with three packages under the SIL Open Font License 1.1: no font and
no library of the machine counts, nothing is fetched, and the same document gives the same bytes anywhere. A template
is ours; what comes from a case reaches it as input, and is never read as code.

Of the fonts, each letter of IBM Plex Sans Arabic is one glyph, so that text copied from a PDF is the text that was set;
fonts that build a letter and its dots from two glyphs give the letter twice.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Final, Literal

import fontpkg
import typst
from fontTools.ttLib import TTFont

from geodata import PROGRAM

#: In this order: the first that has the letters of a text sets it.
FAMILIES: Final = ("IBM Plex Sans", "IBM Plex Sans Arabic", "Noto Sans")
#: Shape or separate what stands beside them and need no glyph: tab, line feed, joiners, variation selectors.
_NO_GLYPH: Final = frozenset({0x09, 0x0A, 0x200C, 0x200D, *range(0xFE00, 0xFE10)})


def typeset(
    template: Path,
    inputs: Mapping[str, str],
    *,
    kind: Literal["pdf", "png"] = "pdf",
    dpi: float | None = None,
    made: dt.datetime | None = None,
    is_tagged: bool = True,
) -> bytes:
    """Return a document of one file.

    ``template``: a file of ours in typst's language. ``inputs``: what it finds in ``sys.inputs``, beside ``made_with``,
    a sentence that names this program and its version. ``kind``, ``dpi``: PDF, or PNG with so many pixels per inch.
    ``made``: the time that the document bears. ``is_tagged``: whether a PDF is tagged for readers of screens; that
    takes a time that grows faster than its pages do.
    Raises ``typst.TypstError`` if the inputs are not what the template needs, such as a picture that is none.
    """
    compiler = typst.Compiler(
        template, root=template.parent, font_paths=_fonts(), sys_inputs={**inputs, "made_with": f"Made with {PROGRAM}."}
    )
    result = compiler.compile(format=kind, ppi=dpi, timestamp=made, pdf_tags=is_tagged)
    assert isinstance(result, bytes)  # noqa: S101 - one document, and no file to write it to
    return result


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    folders = [str(fontpkg.path(family).parent) for family in FAMILIES]
    return typst.Fonts(include_system_fonts=False, font_paths=folders)


@cache
def code_points(*families: str) -> frozenset[int]:
    """Return the Unicode code points that at least one of the families can show (OpenType, table ``cmap``)."""
    found = set(_NO_GLYPH)
    for family in families:
        with TTFont(fontpkg.path(family), lazy=True) as font:
            found |= set(font.getBestCmap())
    return frozenset(found)
