"""A figure as SVG, PDF and PNG.

Typst sets the PDF and draws the PNG, with the fonts of three packages and none of the machine's: text in the PDF is
text, with the letters used embedded, Arabic is shaped, and the wheel needs no library of the system.
"""

from __future__ import annotations

import struct
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from geodata import PROGRAM
from geodata.render.figure import svg
from geodata.render.figure.compose import compose
from geodata.render.text.typst import typeset

if TYPE_CHECKING:
    from geodata.core.model import Case
    from geodata.render.figure.items import PrintFigure
    from geodata.render.figure.options import FigureOptions

DEFAULT_DPI: Final = 300
#: A PNG's signature and first chunk, IHDR, which are always as long (PNG, third edition, 5.2 and 11.2.1).
_PNG_HEAD_BYTES: Final = 33
_TEMPLATE: Final = Path(__file__).parents[2] / "assets" / "figure.typ"


def figure_svg(case: Case, options: FigureOptions) -> str:
    """Return a figure as an SVG document; parameters and errors are those of :func:`compose`, as of all here."""
    return svg.svg(compose(case, options))


def figure_pdf(case: Case, options: FigureOptions) -> bytes:
    """Return a figure as a PDF of one page of its size; all of it vectors, all text selectable."""
    return _typeset(compose(case, options), "pdf", None)


def figure_png(case: Case, options: FigureOptions, dpi: float = DEFAULT_DPI) -> bytes:
    """Return a figure as a PNG, which says what made it, as the keyword ``Software`` (PNG, third edition, 11.3.3).

    ``dpi``: pixels per inch, 300 for newsprint, 144 for a screen.
    """
    png = _typeset(compose(case, options), "png", dpi)
    chunk = b"tEXt" + b"Software\0" + PROGRAM.encode("latin-1")
    framed = struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk))
    return png[:_PNG_HEAD_BYTES] + framed + png[_PNG_HEAD_BYTES:]


def _typeset(figure: PrintFigure, kind: Literal["pdf", "png"], dpi: float | None) -> bytes:
    inputs = {
        "svg": svg.svg(figure),
        "title": figure.title,
        "description": figure.description,
        "width": f"{figure.width_pt:.3f}",
        "height": f"{figure.height_pt:.3f}",
    }
    return typeset(_TEMPLATE, inputs, kind=kind, dpi=dpi)
