"""What can be said of a georeference, and which of it each kind of locality has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from geodata.core.text import any_of
from geodata.core.vocabulary import DISTANCE_UNITS
from geodata.geodesy.point_radius import KINDS, Kind
from geodata.parsing.georeference_words import (
    DATUMS_IN_WORDS,
    HEADING_IN_WORDS,
    PRECISION_IN_WORDS,
    SOURCES_IN_WORDS,
)


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that can be said of a georeference."""

    label: str
    help: str
    """What to write."""


OPTIONS: Final[Mapping[str, Option]] = {
    "kind": Option("Kind", f"what is said of the place: {', '.join(KINDS)}"),
    "coordinates": Option(
        "Coordinates",
        "latitude, longitude in any spelling, UTM, MGRS, a plus code or a map's address: of the point itself, of the "
        "place that is named, or of the place that the distance is from",
    ),
    "lat": Option("Latitude", "in any spelling, such as 35.396 or 35°23'46\"N; with the longitude, for coordinates"),
    "lon": Option("Longitude", "in any spelling"),
    "precision": Option(
        "Precision of the coordinates", f"{PRECISION_IN_WORDS}; one unit of the last digit as written if not given"
    ),
    "source": Option("Source of the coordinates", SOURCES_IN_WORDS),
    "datum": Option("Datum", f"{DATUMS_IN_WORDS}; WGS84 if not given, but for a map or another source"),
    "extent": Option("Extent of the place", "from its centre to its farthest point, such as 3 km; 0 for a point"),
    "measurement-error": Option(
        "Measurement error", "of lengths that were read off a map, such as 50 m; none if not given"
    ),
    "distance": Option("Distance", "as stated, such as 10 mi: its digits say how precise it is"),
    "heading": Option("Direction", HEADING_IN_WORDS),
    "second-distance": Option("Second distance", "of distances in two directions: 2 mi E and 3 mi N"),
    "second-heading": Option("Second direction", "at a right angle to the first"),
    "distance-precision": Option(
        "Precision of the distance",
        "such as 10 mi, of which half is counted; from the digits of the distance if not given",
    ),
    "unit": Option("Unit", f"of lengths without one: {any_of(*DISTANCE_UNITS)}"),
    "rule": Option("Rule", "that reads the digits of a distance: 2020 (default), 2004, or a half-width such as 500 m"),
}
_OF_ALL: Final = ("kind", "coordinates", "lat", "lon", "precision", "source", "datum", "measurement-error", "unit")
_OF_DISTANCES: Final = ("distance-precision", "rule")
#: What each kind must have beside coordinates and their source.
NEEDED: Final[Mapping[Kind, tuple[str, ...]]] = {
    "coordinates": (),
    "place": ("extent",),
    "distance": ("distance", "extent"),
    "path": ("distance", "extent"),
    "orthogonal": ("distance", "heading", "second-distance", "second-heading", "extent"),
    "heading": ("distance", "heading", "extent"),
}


def options_of(kind: Kind) -> tuple[str, ...]:
    """Return the options that a kind has, those that it needs among them, in the order to ask for them.

    >>> "extent" in options_of("coordinates"), "second-heading" in options_of("orthogonal")
    (False, True)
    """
    members = {*_OF_ALL, *NEEDED[kind], *(_OF_DISTANCES if "distance" in NEEDED[kind] else ())}
    return tuple(name for name in OPTIONS if name in members)
