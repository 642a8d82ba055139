"""How far a georeferenced point may be from the true place: the point-radius method.

Sources: Wieczorek, Guo & Hijmans 2004 (doi:10.1080/13658810412331280211); Chapman & Wieczorek 2020, *Georeferencing
Best Practices* (doi:10.15468/doc-gg7h-s853); Bloom, Wieczorek & Zermoglio 2020, *Georeferencing Calculator Manual*
(doi:10.35035/gdwq-3v93). Errors add up linearly: the result is the largest error possible, not the usual one.

Lengths are metres, angles degrees.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Final, Literal

from geodata.core.model import COMPASS_POINTS
from geodata.core.problems import InputError, quoted
from geodata.geodesy.circles import GEOD

if TYPE_CHECKING:
    from pyproj import Geod

#: What a locality is, after the Calculator's six locality types.
Kind = Literal["coordinates", "place", "distance", "path", "orthogonal", "heading"]
KINDS: Final[Mapping[Kind, str]] = {
    "coordinates": "coordinates only",
    "place": "named place",
    "distance": "distance from a place, without direction",
    "path": "distance along a path",
    "orthogonal": "distances in two directions at right angles",
    "heading": "distance in a direction",
}
#: What adds to the uncertainty.
TermName = Literal[
    "datum", "extent", "measurement", "source", "distance_precision", "direction", "distance", "coordinate_precision"
]
#: Largest shift between WGS84 and any datum that coordinates may be on: Best Practices 2020; 3,552 m in 2004.
DATUM_UNKNOWN_M: Final = 5_359.0
#: A GPS reading whose accuracy was not noted, after and before selective availability was switched off on 2000-05-01.
GPS_UNKNOWN_M: Final = 30.0
GPS_BEFORE_MAY_2000_M: Final = 100.0
#: Google's imagery, after and before 2008.
GOOGLE_IMAGERY_M: Final = 7.8
GOOGLE_IMAGERY_BEFORE_2008_M: Final = 89.7
#: US National Map Accuracy Standards, by the denominator of the scale, as the Calculator has them.
USGS_MAP_M: Final[Mapping[int, float]] = {24_000: 40 * 0.3048, 100_000: 167 * 0.3048, 250_000: 417 * 0.3048}

#: Those that lie between the other sixteen, clockwise from north.
BY_POINTS: Final = (
    "NbE", "NEbN", "NEbE", "EbN", "EbS", "SEbE", "SEbS", "SbE", "SbW", "SWbS", "SWbW", "WbS", "WbN", "NWbW",
    "NWbN", "NbW",
)  # fmt: skip
_MAX_LAT_DEG: Final = 90.0


def cell_diagonal_m(
    lat_deg: float, lat_precision_deg: float, lon_precision_deg: float, ellipsoid: Geod = GEOD
) -> float:
    """Return how far coordinates may be off because they were rounded.

    ``lat_precision_deg``, ``lon_precision_deg``: one unit of the last digit of each: 0.01 for two decimals, 1/60 for
    whole minutes. All of it counts, not half: nobody knows whether the digits were rounded or cut. ``ellipsoid``: that
    of the coordinates' datum.
    Returns the diagonal of a cell of that size: equations 1 to 5 of Wieczorek, Guo & Hijmans 2004.
    Raises ``ValueError`` if the latitude is beyond 90 degrees or a precision not above 0.

    >>> round(cell_diagonal_m(35, 0.01, 0.01)), round(cell_diagonal_m(35, 0.1, 0.001))
    (1437, 11094)
    """
    if not -_MAX_LAT_DEG <= lat_deg <= _MAX_LAT_DEG:
        raise ValueError(f"A latitude of {lat_deg} degrees is not on the Earth.")
    for precision_deg in (lat_precision_deg, lon_precision_deg):
        if not 0 < precision_deg < math.inf:
            raise ValueError(
                f"A precision of {precision_deg} degrees is not possible: give one unit of the last digit."
            )
    root = math.sqrt(1 - ellipsoid.es * math.sin(math.radians(lat_deg)) ** 2)
    meridian_m = ellipsoid.a * (1 - ellipsoid.es) / root**3
    parallel_m = ellipsoid.a * math.cos(math.radians(lat_deg)) / root
    return math.hypot(math.radians(lat_precision_deg) * meridian_m, math.radians(lon_precision_deg) * parallel_m)


def compass_heading(point: str) -> tuple[float, float]:
    """Return the azimuth of a compass point, and half of the angle it speaks for: half way to the next of its kind.

    ``point``: one of the 32 points in English letters: "N", "NE", "NNE", "NbE".
    Raises ``InputError`` if it is none of them.

    >>> [compass_heading(point) for point in ("E", "SE", "ENE", "NbE")]
    [(90.0, 45.0), (135.0, 22.5), (67.5, 11.25), (11.25, 5.625)]
    """
    if point in COMPASS_POINTS:
        return COMPASS_POINTS.index(point) * 22.5, 90.0 / float(2 ** len(point))
    if point in BY_POINTS:
        return BY_POINTS.index(point) * 22.5 + 11.25, 5.625
    raise InputError(f"{quoted(point)} is not a compass point. Write one such as N, SE, ENE or NbE.", point)


@dataclass(frozen=True, slots=True)
class Errors:
    """Everything by which a georeference may be off, metres; 0 is known to be none, not unknown.

    Raises ``ValueError`` if one is negative or not finite.
    """

    datum_m: float = 0.0
    extent_m: float = 0.0
    """From the centre of the named place to its farthest point: :mod:`geodata.geodesy.enclosing_circle`."""
    measurement_m: float = 0.0
    """By which a distance on the map, or a GPS, was read wrongly."""
    source_m: float = 0.0
    """By which the map, the pictures or the GPS may be off itself."""
    distance_m: float = 0.0
    """Half-width of the stated distance, of the less precise of two: :mod:`geodata.core.precision`."""
    coordinates_m: float = 0.0
    """:func:`cell_diagonal_m`."""

    def __post_init__(self) -> None:
        """Refuse what is not an error."""
        for member in fields(self):
            value = getattr(self, member.name)
            if not 0 <= value < math.inf:
                raise ValueError(f"{member.name} is {value}: an error is 0 metres or more.")


def terms(kind: Kind, errors: Errors, offset_m: float = 0.0, half_width_deg: float = 0.0) -> dict[TermName, float]:
    """Return what adds to the uncertainty of a georeference, metres; their sum is its radius.

    ``kind``: of locality. Bare coordinates have no extent; these and a named place have no distance. ``errors``: by
    which it may be off. ``offset_m``: the distance as stated, of a distance in one direction or in none. In no
    direction all of it counts, since the circle holds the whole disc: whether claims agree is asked of the ring instead
    (:mod:`geodata.geodesy.candidate_sites`). ``half_width_deg``: how far the direction may be off to either side:
    :func:`compass_heading`.

    >>> terms("place", Errors(extent_m=3_000, coordinates_m=39.9))
    {'datum': 0.0, 'extent': 3000, 'measurement': 0.0, 'source': 0.0, 'coordinate_precision': 39.9}
    >>> round(terms("heading", Errors(extent_m=1_000), offset_m=10_000, half_width_deg=22.5)["direction"])
    3213
    """
    found: dict[TermName, float] = {"datum": errors.datum_m}
    if kind != "coordinates":
        found["extent"] = errors.extent_m
    found |= {"measurement": errors.measurement_m, "source": errors.source_m}
    if kind not in ("coordinates", "place"):
        # Along two sides of a square its corner is off by the diagonal.
        found["distance_precision"] = errors.distance_m * (math.sqrt(2) if kind == "orthogonal" else 1)
    if kind == "heading":
        near_m, angle = math.fsum(found.values()), math.radians(half_width_deg)
        # Equation 8 of the paper: to the far corner of the sector; what goes beyond the other terms is the direction's.
        far_m = math.hypot(offset_m + near_m - offset_m * math.cos(angle), offset_m * math.sin(angle))
        found["direction"] = far_m - near_m
    if kind == "distance":
        found["distance"] = offset_m
    return {**found, "coordinate_precision": errors.coordinates_m}
