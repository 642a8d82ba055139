"""A figure as SVG, PDF and PNG.

Typst sets the PDF and draws the PNG, with the fonts of three packages and none of the machine's: text in the PDF is
text, with the letters used embedded, Arabic is shaped, and the wheel needs no library of the system.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal

import typst

from geodata import markup
from geodata.figure import fonts
from geodata.figure.compose import compose

if TYPE_CHECKING:
    from geodata.figure.items import Figure
    from geodata.figure.options import FigureOptions
    from geodata.model import Case

DEFAULT_DPI: Final = 300
#: The whole document; what comes from a file reaches it as input, never as its text.
_DOCUMENT: Final = b"""
#set document(title: sys.inputs.title, date: none)
#set page(width: float(sys.inputs.width) * 1pt, height: float(sys.inputs.height) * 1pt, margin: 0pt)
#image(bytes(sys.inputs.svg), format: "svg", width: 100%, height: 100%, alt: sys.inputs.description)
"""


def figure_svg(case: Case, options: FigureOptions) -> str:
    """Return a figure as an SVG document.

    Parameters
    ----------
    case
        The case.
    options
        What to show, and how wide.

    Raises
    ------
    ClaimIdError
        If ids are asked for that the case does not have.
    """
    return markup.svg(compose(case, options))


def figure_pdf(case: Case, options: FigureOptions) -> bytes:
    """Return a figure as a PDF of one page of its size; all of it vectors, all text selectable.

    Parameters and errors are those of :func:`figure_svg`.
    """
    return _typeset(compose(case, options), "pdf", None)


def figure_png(case: Case, options: FigureOptions, dpi: float = DEFAULT_DPI) -> bytes:
    """Return a figure as a PNG.

    Parameters
    ----------
    case, options
        As for :func:`figure_svg`.
    dpi
        Pixels per inch: 300 for newsprint, 144 for a screen.
    """
    return _typeset(compose(case, options), "png", dpi)


def _typeset(figure: Figure, kind: Literal["pdf", "png"], dpi: float | None) -> bytes:
    inputs = {
        "svg": markup.svg(figure),
        "title": figure.title,
        "description": figure.description,
        "width": f"{figure.width_pt:.3f}",
        "height": f"{figure.height_pt:.3f}",
    }
    return typst.compile(_DOCUMENT, format=kind, ppi=dpi, font_paths=_fonts(), sys_inputs=inputs)


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, font_paths=fonts.folders())
