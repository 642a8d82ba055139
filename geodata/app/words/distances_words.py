"""What the distances page says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

from geodata.core.text import counted
from geodata.render.text import terms

STATED: Final = terms.STATED
NOTHING_STATED: Final = "None of the claims shown states a distance or a direction from a place."
FITS: Final = terms.FITS
FIT_HEADS: Final = (
    "Place",
    "Measured",
    "Direction",
    "Margin",
    "Decided by",
    "Distance of its point from the stated one",
)
NO_PLACE_FITS: Final = "no place"
PAIR_HEADS: Final = terms.PAIR_HEADS


# -- one axis --------------------------------------------------------------------------------------------------------

AXIS_STATED: Final = "Stated, as wide as its digits allow"
AXIS_MEASURED: Final = "Measured, as wide as both positions are uncertain; the stated distances as stripes behind"
NO_PLACE_IN_REACH: Final = "No known place is about as far away as any of these."
TABLES: Final = "Each statement beside every place"
TABLE: Final = "Table of all pairs"


def measured_from(site: str) -> str:
    """Head what is measured from one place."""
    return f"Distance from {site}"


def denied(words: str) -> str:
    """Say that a distance is denied."""
    return f"{words}, denied"


def more_actors(count: int) -> str:
    """Say how many state the same beside those named."""
    return f"{count:,} more"


def more_in_reach(count: int) -> str:
    """Say how many places of the case are on the axis, too, and not listed."""
    return f"{counted(count, 'more place')} in reach of the axis, farther from what is stated: in the tables below."


def page_of(pages: int) -> str:
    """Label the number of a page."""
    return f"Page (of {pages})"


def more_places(count: int) -> str:
    """Say how many places a group has beside those listed."""
    return f"and {counted(count, 'more place')} with larger margins"


MATRIX: Final = "Distance matrix"
MATRIX_CAPTION: Final = "The distance of each place from every other."
PLACES: Final = terms.PLACES
Which = Literal["shown", "all", "chosen"]
WHICH: Final[Mapping[Which, str]] = {"shown": "Of the claims shown", "all": "All", "chosen": "Selected"}
SELECTED_PLACES: Final = "Selected places"
TOO_FEW_PLACES: Final = "Choose at least two places."


def too_many_places(count: int, most: int) -> str:
    """Say that so many places are not measured here."""
    return (
        f"These are {count:,} places; at most {most:,} are measured against each other. Choose some of them, or narrow "
        "the claims with the filters on the map."
    )


SORT: Final = "Sort by"
FROM: Final = "From"
TO: Final = "To"
AZIMUTH: Final = "Direction, °"
BACK_AZIMUTH: Final = "Direction back, °"
CSV: Final = "All pairs as CSV"
ON_MAP: Final = "Measure on the map"


def distance(unit: str) -> str:
    """Head the column of distances."""
    return f"Distance, {unit}"


def at_least(unit: str) -> str:
    """Head the column of least distances."""
    return f"Minimum, {unit}"


def at_most(unit: str) -> str:
    """Head the column of greatest distances."""
    return f"Maximum, {unit}"


def heat_picture(count: int) -> str:
    """Say what the picture of many distances is."""
    return f"Distances between {count:,} places: one pixel for each pair, darker is nearer"
