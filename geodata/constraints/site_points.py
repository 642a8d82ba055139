"""Where a site's own point stands when an event is at a given place, and whether it all holds by geodesic distance."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely

from geodata.constraints.sectors import angle_between
from geodata.geodesy.circles import GEOD

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geodata.constraints.annuli import AnnularSector, SiteAnnuli
    from geodata.constraints.place_constraints import Corridor, SiteDisc

    LonLat = tuple[float, float]

#: By how much a witness may be off: rounding of positions, far below anything that is claimed.
TOLERANCE_M: Final = 0.001
_STEPS: Final = 6
#: A point well inside what is allowed leaves others room; this is the share of the width that is kept from the edge.
_INSIDE: Final = 0.05
_WIDE_M: Final = 1_000.0
#: So many points of a disc's edge are tried for what is between two.
_AROUND: Final = 24


def standing_point(
    around: SiteAnnuli, lon: float, lat: float, fixed: tuple[float, float] | None = None
) -> tuple[float, float] | None:
    """Return a point of a site's disc from which X, at (lon, lat), is where all claims about the site say.

    ``lon``, ``lat``: where X is, degrees. ``fixed``: the only point to try, if the site's own point is settled.
    Returns (lon, lat) in degrees, or ``None`` where none was found: for circles there is none then, for sectors there
    may be.
    """
    for piece in around.pieces:
        tried = [fixed] if fixed is not None else _points(around, piece, lon, lat)
        for point in tried:
            if stands(around, piece, point, (lon, lat)):
                return point
    return None


def _points(around: SiteAnnuli, piece: AnnularSector, lon: float, lat: float) -> list[tuple[float, float]]:
    """Return points worth trying: well inside what is allowed first, at its edge then."""
    along = [_along_the_line(around, piece, lon, lat, share) for share in (_INSIDE, 0.0)]
    return [*along, *_from_direction(around, piece, lon, lat)]


def _along_the_line(
    around: SiteAnnuli, piece: AnnularSector, lon: float, lat: float, share: float
) -> tuple[float, float]:
    """Return the point nearest to the centre, on the line through it and X, that is at an allowed distance."""
    spot = around.spot
    azimuth_deg, _, length_m = GEOD.inv(spot.lon, spot.lat, lon, lat)
    inside_m = share * (piece.high_m - piece.low_m) if math.isfinite(piece.high_m) else share * _WIDE_M
    wanted_m = min(max(length_m, piece.low_m + inside_m), piece.high_m - inside_m)
    found_lon, found_lat, _ = GEOD.fwd(spot.lon, spot.lat, azimuth_deg, length_m - wanted_m)
    return found_lon, found_lat


def _from_direction(around: SiteAnnuli, piece: AnnularSector, lon: float, lat: float) -> list[tuple[float, float]]:
    """Return points from which X is where it is nearest, in the middle or at the edges of a direction, as allowed."""
    if piece.arc is None:
        return []
    spot = around.spot
    azimuth_deg, _, length_m = GEOD.inv(spot.lon, spot.lat, lon, lat)
    wanted_m = min(max(length_m, piece.low_m), piece.high_m)
    start, width = piece.arc
    off_deg = (azimuth_deg - start - width / 2 + 180.0) % 360.0 - 180.0
    # What is nearest to X in the sector around the centre: no point of the site is nearer to that than X carried there.
    most_deg = width / 2 * (1 - 1e-6)
    nearest_deg = min(max(off_deg, -most_deg), most_deg)
    along_m = length_m * math.cos(math.radians(min(abs(off_deg - nearest_deg), 90.0)))
    tried = [(start + width / 2 + nearest_deg, min(max(along_m, piece.low_m), piece.high_m))]
    tried += [(start + width * share, wanted_m) for share in (0.5, 1e-6, 1 - 1e-6)]
    return [_seen_from(lon, lat, *one) for one in tried]


def _seen_from(lon: float, lat: float, azimuth_deg: float, length_m: float) -> tuple[float, float]:
    """Return the point from which (lon, lat) is in a direction, at a distance."""
    back_deg = azimuth_deg + 180.0
    found_lon, found_lat = lon, lat
    for _ in range(_STEPS):
        found_lon, found_lat, seen_deg = GEOD.fwd(lon, lat, back_deg, length_m)
        back_deg += (azimuth_deg - seen_deg + 180.0) % 360.0 - 180.0
    return found_lon, found_lat


def stands(around: SiteAnnuli, piece: AnnularSector, point: tuple[float, float], event: tuple[float, float]) -> bool:
    """Tell whether a point is in a site's disc, and an event where a piece says from there; by geodesic distance."""
    spot = around.spot
    off_m = GEOD.inv(spot.lon, spot.lat, *point)[2]
    if spot.radius_m is not None and off_m > spot.radius_m + TOLERANCE_M:
        return False
    if spot.region is not None and not shapely.intersects(spot.region, shapely.Point(point)):
        return False
    azimuth_deg, _, length_m = GEOD.inv(*point, *event)
    if not piece.low_m - TOLERANCE_M <= length_m <= piece.high_m + TOLERANCE_M:
        return False
    if piece.arc is None or length_m <= TOLERANCE_M:
        return True
    middle_deg = piece.arc[0] + piece.arc[1] / 2
    return angle_between(azimuth_deg, middle_deg) <= piece.arc[1] / 2 + math.degrees(TOLERANCE_M / length_m)


def points_between(
    corridor: Corridor, event: LonLat, fixed: Mapping[str, LonLat], *, is_inside: bool
) -> dict[str, LonLat] | None:
    """Return points of two sites between which X is, or is not, by geodesic distance; ``None`` where none were found.

    ``event``: where X is, (lon, lat) in degrees. ``fixed``: sites whose point is settled, by id. ``is_inside``: False
    for X not to be between them.
    """
    first, second = ([fixed[spot.site]] if spot.site in fixed else _some_of(spot, event) for spot in corridor.sites)
    one, other = (np.array(points) for points in (first, second))
    pairs = np.array([[*a, *b] for a in one for b in other])
    away_m = [GEOD.inv(*pairs[:, at : at + 2].T, *np.broadcast_to(event, (len(pairs), 2)).T)[2] for at in (0, 2)]
    spare_m = corridor.factor * GEOD.inv(*pairs.T)[2] - sum(away_m)
    spare_m = spare_m if is_inside else -spare_m
    # The middles first: they leave most to others.
    best = 0 if spare_m[0] > TOLERANCE_M else int(spare_m.argmax())
    if spare_m[best] < (-TOLERANCE_M if is_inside else 0.0):
        return None
    points = pairs[best].tolist()
    return {spot.site: (points[at], points[at + 1]) for spot, at in zip(corridor.sites, (0, 2), strict=True)}


def _some_of(spot: SiteDisc, event: LonLat) -> list[LonLat]:
    """Return points where a site may be: its middle, those of its edge, and where the event is."""
    azimuths = np.arange(_AROUND) * (360.0 / _AROUND)
    middle = np.full(_AROUND, spot.lon), np.full(_AROUND, spot.lat)
    edge = GEOD.fwd(*middle, azimuths, np.full(_AROUND, spot.radius_m or 0.0))[:2] if spot.radius_m else ([], [])
    points = [(spot.lon, spot.lat), *zip(*edge, strict=True)]
    if spot.radius_m is None or GEOD.inv(spot.lon, spot.lat, *event)[2] <= spot.radius_m:
        points.append(event)
    return [point for point in points if spot.region is None or shapely.intersects(spot.region, shapely.Point(point))]
