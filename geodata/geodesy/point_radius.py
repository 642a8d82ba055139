"""How far a georeferenced point may be from the true place: the point-radius method.

Sources: Wieczorek, Guo & Hijmans 2004 (doi:10.1080/13658810412331280211); Chapman & Wieczorek 2020, *Georeferencing
Best Practices* (doi:10.15468/doc-gg7h-s853); Bloom, Wieczorek & Zermoglio 2020, *Georeferencing Calculator Manual*
(doi:10.35035/gdwq-3v93). Errors add up linearly: the result is the largest error possible, not the usual one.

Lengths are metres, angles degrees.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Final

from pyproj import Geod

from geodata.core.model import COMPASS_POINTS
from geodata.geodesy.circles import GEOD

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Ellipsoid of maps on the North American Datum of 1927, for the coordinates read from them.
CLARKE_1866: Final = Geod(ellps="clrk66")
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

_BY_POINTS: Final = (
    "NbE", "NEbN", "NEbE", "EbN", "EbS", "SEbE", "SEbS", "SbE", "SbW", "SWbS", "SWbW", "WbS", "WbN", "NWbW",
    "NWbN", "NbW",
)  # fmt: skip
_MAX_LAT_DEG: Final = 90.0


def coordinate_precision_m(lat_deg: float, precision_deg: float, ellipsoid: Geod = GEOD) -> float:
    """Return how far coordinates may be off because they were rounded.

    Parameters
    ----------
    lat_deg
        Latitude.
    precision_deg
        One unit of the last digit: 0.01 for two decimals, 1/60 for whole minutes. All of it counts, not half: nobody
        knows whether the digits were rounded or cut.
    ellipsoid
        That of the coordinates' datum.

    Returns
    -------
    The diagonal of a cell of that size: equations 1 to 5 of Wieczorek, Guo & Hijmans 2004.

    Raises
    ------
    ValueError
        If the latitude is beyond 90 degrees or the precision not above 0.

    Examples
    --------
    >>> [round(coordinate_precision_m(35, precision)) for precision in (1, 0.01, 1 / 60)]
    [143671, 1437, 2395]
    """
    return cell_diagonal_m(lat_deg, precision_deg, precision_deg, ellipsoid)


def cell_diagonal_m(
    lat_deg: float, lat_precision_deg: float, lon_precision_deg: float, ellipsoid: Geod = GEOD
) -> float:
    """Return the same where latitude and longitude were written with different precision.

    Raises
    ------
    ValueError
        If the latitude is beyond 90 degrees or a precision not above 0.

    Examples
    --------
    >>> round(cell_diagonal_m(35, 0.01, 0.01)), round(cell_diagonal_m(35, 0.1, 0.001))
    (1437, 11094)
    """
    if not -_MAX_LAT_DEG <= lat_deg <= _MAX_LAT_DEG:
        raise ValueError(f"A latitude of {lat_deg} degrees is not on the Earth.")
    for precision_deg in (lat_precision_deg, lon_precision_deg):
        if not 0 < precision_deg < math.inf:
            raise ValueError(f"A precision of {precision_deg} degrees is none: give one unit of the last digit.")
    root = math.sqrt(1 - ellipsoid.es * math.sin(math.radians(lat_deg)) ** 2)
    meridian_m = ellipsoid.a * (1 - ellipsoid.es) / root**3
    parallel_m = ellipsoid.a * math.cos(math.radians(lat_deg)) / root
    return math.hypot(math.radians(lat_precision_deg) * meridian_m, math.radians(lon_precision_deg) * parallel_m)


def map_error_m(scale: int) -> float:
    """Return how far a point of a paper map may be off, for the denominator of its scale.

    The US standard where there is one, else a millimetre on the map.

    Examples
    --------
    >>> round(map_error_m(24_000), 1), map_error_m(50_000)
    (12.2, 50.0)
    """
    if scale <= 0:
        raise ValueError(f"A map of scale 1:{scale} is none.")
    return USGS_MAP_M.get(scale, scale / 1000)


def heading_half_width_deg(point: str) -> float:
    """Return half of the angle that a compass point speaks for: half way to the next one of its kind.

    Parameters
    ----------
    point
        One of the 32 points in English letters: "N", "NE", "NNE", "NbE".

    Raises
    ------
    ValueError
        If it is none of them.

    Examples
    --------
    >>> [heading_half_width_deg(point) for point in ("E", "SE", "ENE", "NbE")]
    [45.0, 22.5, 11.25, 5.625]
    """
    if point in COMPASS_POINTS:
        return 90.0 / float(2 ** len(point))
    if point in _BY_POINTS:
        return 5.625
    raise ValueError(f"{point!r} is no compass point: write one such as N, SE, ENE or NbE.")


@dataclass(frozen=True, slots=True)
class Errors:
    """Everything by which a georeference may be off, metres; 0 is known to be none, not unknown.

    Raises
    ------
    ValueError
        If one is negative or not finite.
    """

    datum_m: float = 0.0
    extent_m: float = 0.0
    """From the centre of the named place to its farthest point: :mod:`geodata.geodesy.enclosing_circle`."""
    measurement_m: float = 0.0
    """By which a distance on the map, or a GPS, was read wrongly."""
    map_m: float = 0.0
    coordinates_m: float = 0.0
    """:func:`coordinate_precision_m`."""
    distance_m: float = 0.0
    """Half-width of the stated distance: :mod:`geodata.core.precision`."""

    def __post_init__(self) -> None:
        """Refuse what is no error."""
        for member in fields(self):
            value = getattr(self, member.name)
            if not 0 <= value < math.inf:
                raise ValueError(f"{member.name} is {value}: an error is 0 metres or more.")

    @property
    def at_the_start_m(self) -> float:
        """What does not depend on the stated distance, but for the coordinates' precision."""
        return self.datum_m + self.extent_m + self.measurement_m + self.map_m


def coordinates_only_m(errors: Errors) -> float:
    """Return the radius for bare coordinates, which have no extent and no distance."""
    return errors.datum_m + errors.measurement_m + errors.map_m + errors.coordinates_m


def named_place_m(errors: Errors) -> float:
    """Return the radius for a named place: "Bakersfield"."""
    return errors.at_the_start_m + errors.coordinates_m


def distance_only_m(errors: Errors, offset_m: float) -> float:
    """Return the radius for a distance in no direction: "5 mi from Bakersfield", all of the disc.

    Whether claims agree is asked of the ring instead, which is narrower: :mod:`geodata.geodesy.candidate_sites`.
    """
    return errors.at_the_start_m + errors.distance_m + offset_m + errors.coordinates_m


def along_path_m(errors: Errors) -> float:
    """Return the radius for a distance along a path: "13 mi E (by road) Bakersfield"."""
    return errors.at_the_start_m + errors.distance_m + errors.coordinates_m


def orthogonal_m(errors: Errors) -> float:
    """Return the radius for distances in two directions: "2 mi E and 3 mi N of Bakersfield"."""
    return errors.at_the_start_m + errors.distance_m * math.sqrt(2) + errors.coordinates_m


def at_heading_m(errors: Errors, offset_m: float, half_width_deg: float) -> float:
    """Return the radius for a distance in a direction: "10 mi E (by air) Bakersfield".

    Parameters
    ----------
    errors
        All others.
    offset_m
        The distance as stated.
    half_width_deg
        How far the direction may be off to either side: :func:`heading_half_width_deg`.
    """
    far_m = offset_m + errors.at_the_start_m + errors.distance_m
    angle = math.radians(half_width_deg)
    return math.hypot(far_m - offset_m * math.cos(angle), offset_m * math.sin(angle)) + errors.coordinates_m
