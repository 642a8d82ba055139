"""A georeference: a point, the radius of the circle that holds the place, what the radius is made of and why."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from geodata.core.precision import Precision, StatedBounds, cited
from geodata.core.text import shortened, visible
from geodata.geodesy.point_radius import KINDS, Errors, cell_diagonal_m, terms
from geodata.geojson.position_rules import USEFUL_DECIMALS
from geodata.parsing.georeference_words import NOT_RECORDED, WGS84

if TYPE_CHECKING:
    from geodata.geodesy.point_radius import Kind, TermName
    from geodata.parsing.coordinates import ReadPosition
    from geodata.parsing.georeference_words import CoordinateSource, Datum, Heading

TERM_WORDS: Final[Mapping[TermName, str]] = {
    "datum": "Datum",
    "extent": "Extent of the place",
    "measurement": "Measuring",
    "source": "Source of the coordinates",
    "distance_precision": "Rounding of the distance",
    "direction": "Direction",
    "distance": "Distance",
    "coordinate_precision": "Rounding of the coordinates",
}
_QUOTED_CHARS: Final = 60


@dataclass(frozen=True, slots=True)
class Term:
    """One of what adds to the uncertainty."""

    name: TermName
    length_m: float
    why: str

    @property
    def words(self) -> str:
        """What it is called."""
        return TERM_WORDS[self.name]


@dataclass(frozen=True, slots=True)
class Georeference:
    """A point, and the radius of the circle around it that holds the place."""

    kind: Kind
    lon: float
    lat: float
    """Degrees, on ``datum``."""
    terms: tuple[Term, ...]
    protocol: str
    source: str
    datum: str
    locality: str
    """What was located, as written."""

    @property
    def uncertainty_m(self) -> float:
        """The sum of the terms."""
        return math.fsum(term.length_m for term in self.terms)

    @property
    def radius_m(self) -> int:
        """The same in whole metres, rounded up: its circle holds the place, and is never one of 0 metres."""
        return math.ceil(self.uncertainty_m)

    @property
    def is_on_wgs84(self) -> bool:
        """Whether its coordinates may stand in a case: of an unknown datum they may, since the uncertainty has it."""
        return self.datum in (WGS84, NOT_RECORDED)


@dataclass(frozen=True, slots=True)
class Stated:
    """What was typed of it, read; ``None`` where it was not given or is not in order."""

    position: ReadPosition | None
    precision_deg: float | None
    source: CoordinateSource | None
    datum: Datum
    extent_m: float | None
    measurement_m: float | None
    distances: tuple[StatedBounds, ...]
    headings: tuple[Heading, ...]
    distance_precision_m: float | None
    rule: Precision


def made(
    given: Mapping[str, str], kind: Kind, stated: Stated, position: ReadPosition, source: CoordinateSource
) -> Georeference:
    """Return the georeference that is made of what was typed (``given``, by option) and read."""
    precision_deg, datum = stated.precision_deg, stated.datum
    errors = Errors(
        datum_m=datum.shift_m,
        extent_m=stated.extent_m or 0.0,
        measurement_m=stated.measurement_m or 0.0,
        source_m=source.error_m,
        distance_m=_distance_m(stated),
        coordinates_m=position.uncertainty_m
        if precision_deg is None
        else cell_diagonal_m(position.lat, precision_deg, precision_deg, datum.ellipsoid),
    )
    offset_m = stated.distances[0].value_m if stated.distances else 0.0
    half_width_deg = stated.headings[0].half_width_deg if stated.headings else 0.0
    why = _why(given, stated, source)
    lon, lat = _moved(stated, position)
    return Georeference(
        kind=kind,
        lon=lon,
        lat=lat,
        terms=tuple(Term(name, m, why[name]) for name, m in terms(kind, errors, offset_m, half_width_deg).items()),
        protocol=_protocol(kind, stated),
        source=source.name,
        datum=datum.name,
        locality=_locality(given, stated),
    )


def _distance_m(stated: Stated) -> float:
    if stated.distance_precision_m is not None:
        return stated.distance_precision_m / 2
    return max((one.half_width_m for one in stated.distances), default=0.0)


def _moved(stated: Stated, position: ReadPosition) -> tuple[float, float]:
    """Return (lon, lat) at the distances in the directions: of two at once, in whichever order they were said."""
    if not stated.headings:
        return position.lon, position.lat
    pairs = list(zip(stated.distances, stated.headings, strict=True))
    east_m = math.fsum(one.value_m * math.sin(math.radians(to.azimuth_deg)) for one, to in pairs)
    north_m = math.fsum(one.value_m * math.cos(math.radians(to.azimuth_deg)) for one, to in pairs)
    azimuth_deg, length_m = math.degrees(math.atan2(east_m, north_m)), math.hypot(east_m, north_m)
    lon, lat, _ = stated.datum.ellipsoid.fwd(position.lon, position.lat, azimuth_deg, length_m)
    return round(float(lon), USEFUL_DECIMALS), round(float(lat), USEFUL_DECIMALS)


def _why(given: Mapping[str, str], stated: Stated, source: CoordinateSource) -> dict[TermName, str]:
    """Return where each term comes from, as a reader is told."""
    said = {name: shortened(visible(text), _QUOTED_CHARS) for name, text in given.items()}
    datum = stated.datum
    distance = " and ".join(said[name] for name in ("distance", "second-distance") if name in said)
    by = (
        f"half of the precision stated, {said['distance-precision']}"
        if stated.distance_precision_m is not None
        else f"{distance}, {cited(stated.rule)}"
    )
    first = stated.headings[0] if stated.headings else None
    return {
        "datum": f"{datum.name}{': how far it may be from WGS84' if datum.shift_m else ''}",
        "extent": f"from its centre to its farthest point: {said.get('extent')}",
        "measurement": said.get("measurement-error", "none was stated"),
        "source": f"{source.name}: {source.why}",
        "distance_precision": f"{by}{'; the diagonal of two' if len(stated.headings) > 1 else ''}",
        "direction": f"{first.words}: ± {first.half_width_deg:g}°" if first else "",
        "distance": f"{distance}: all of it, as no direction is stated",
        "coordinate_precision": f"to {said.get('precision', 'one unit of the last digit as written')}",
    }


def _protocol(kind: Kind, stated: Stated) -> str:
    method = "Point-radius method, Georeferencing Best Practices (doi:10.15468/doc-gg7h-s853)"
    by = "precision stated" if stated.distance_precision_m is not None else cited(stated.rule)
    parts = (KINDS[kind], *([f"distance {by}"] if stated.distances else []), f"datum {stated.datum.name}")
    return f"{method}: {'; '.join(parts)}; errors added up"


def _locality(given: Mapping[str, str], stated: Stated) -> str:
    at = given.get("coordinates") or f"{given['lat']}, {given['lon']}"
    distances = [given[name] for name in ("distance", "second-distance") if name in given]
    directions = [one.words for one in stated.headings] or [""] * len(distances)
    offsets = [f"{one} {to}".strip() for one, to in zip(distances, directions, strict=True)]
    return f"{' and '.join(offsets)} from {at}" if offsets else at
