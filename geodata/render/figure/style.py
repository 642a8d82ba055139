"""Colours, dashes and sizes in print: the light theme of the map in the browser (assets/map/20-theme.js), in points.

tests/test_figure.py proves that both have the same colours.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

LAND: Final = "#f6f4ef"
WATER: Final = "#d5e2ea"
COAST: Final = "#b4c5d0"
COUNTRY: Final = "#a69c90"
PROVINCE: Final = "#ddd5ca"
RIVER: Final = "#abc8d8"
TOWN: Final = "#6b665f"
TOWN_DOT: Final = "#9a948b"
COUNTRY_NAME: Final = "#9b9186"
RIVER_NAME: Final = "#6f97ad"
INK: Final = "#1d1b19"
PAPER: Final = "#ffffff"
HALO: Final = "#faf9f6"
SITE: Final = "#3c3832"
#: Of the fill of a place's disc, and of its outline.
SITE_FILL_OPACITY: Final = 0.07
SITE_LINE_OPACITY: Final = 0.65
SMALL_PRINT: Final = "#55504a"

#: A pixel of the browser's map in print: its names of 13 pixels become 7 points.
PT_PER_PX: Final = 7 / 13
#: No line is thinner: what a newspaper's press still holds.
HAIRLINE_PT: Final = 0.25
#: No type is smaller.
SMALLEST_PT: Final = 6.0


def pt(px: float) -> float:
    """Return a length of the browser's map in points."""
    return px * PT_PER_PX


DASHES_PT: Final = {"affirm": (), "deny": (pt(9), pt(5)), "report": (pt(1.5), pt(4.5))}


@dataclass(frozen=True, slots=True)
class Type:
    """Sizes of type, in points."""

    title: float
    subtitle: float
    place: float
    other: float
    """Places without a claim, what bands say, towns."""
    legend: float
    small: float


TYPES: Final = {
    "newspaper-1": Type(10.5, 7.0, 6.8, 6.2, 6.5, 6.0),
    "newspaper-2": Type(13.0, 8.0, 7.2, 6.4, 6.8, 6.0),
    "newspaper-3": Type(15.0, 8.5, 7.5, 6.6, 7.0, 6.0),
    "report": Type(15.0, 8.5, 7.5, 6.6, 7.0, 6.0),
}
