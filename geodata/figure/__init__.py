"""A figure for print: ``figure_svg``, ``figure_pdf`` and ``figure_png`` of a case and :class:`FigureOptions`.

Within it: options, items, look -> fonts -> plane -> paths -> base, areas, wheels, room -> countries, names, basenames,
swatches -> legend, furniture, wording, scene -> compose -> output.
"""

from geodata.figure.compose import compose
from geodata.figure.options import SIZES, WIDTHS_MM, FigureOptions, FigureOptionsError
from geodata.figure.output import DEFAULT_DPI, figure_pdf, figure_png, figure_svg

__all__ = [
    "DEFAULT_DPI",
    "SIZES",
    "WIDTHS_MM",
    "FigureOptions",
    "FigureOptionsError",
    "compose",
    "figure_pdf",
    "figure_png",
    "figure_svg",
]
