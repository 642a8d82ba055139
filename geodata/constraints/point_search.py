"""Whether one point can be where any number of claims say, and which point.

Everything said of one site is put together first (:mod:`geodata.constraints.annuli`). The site's own point P is used
once for one event, so it drops out exactly: some P in a disc of radius r is between l and h from X just when X is
between l - r and h + r from the disc's centre. What is left is a search for X in the plane of directions and distances
from one centre, halving squares:

* A square is given up when no point of it can meet some claim. Points of the Earth are never farther apart than their
  images in that plane, since the ellipsoid bends outward everywhere (Rauch), so a square's half-diagonal bounds all
  distances in it. If every square is given up, no point meets all claims: proved.
* A square whose middle meets all claims, by geodesic distance, is a witness.

Neither may come before the squares are 1 cm or too many: then it is not decided, and said so. (lon, lat) in degrees,
metres.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

import numpy as np
import shapely

from geodata.constraints import regions, sectors
from geodata.constraints.annuli import SiteAnnuli, pieces_of
from geodata.constraints.site_points import points_between, standing_point
from geodata.constraints.squares import placed, quartered
from geodata.core.result_cache import remembered
from geodata.geodesy import region_distance
from geodata.geodesy.circles import GEOD, MAX_GEODESIC_M

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from geodata.constraints.annuli import AnnularSector, Arc
    from geodata.constraints.place_constraints import Corridor, PlaceConstraint, SiteDisc

    Floats = NDArray[np.float64]
    Flags = NDArray[np.bool_]

LonLat = tuple[float, float]
Status = Literal["possible", "impossible", "undecided"]

#: Squares smaller than this are no places.
_SMALLEST_M: Final = 0.01
#: More squares than this, over all sizes, take longer than anybody waits.
MAX_SQUARES: Final = 20_000
#: So many points of one size are tried as witnesses.
_MAX_TRIED: Final = 3
#: Distances are right to nanometres; this is what "exactly at the edge" means.
_EDGE_M: Final = 1e-5


@dataclass(frozen=True, slots=True)
class RegionConstraint:
    """A region that X is in, or outside of; between two sites, for some positions of these."""

    region: shapely.Geometry
    is_inside: bool
    corridor: Corridor | None = None
    says_something: bool = True
    """False for what is everywhere, as far as is known."""

    def holds(self, lons: Floats, lats: Floats) -> Flags:
        """Tell of points whether they are where X must be."""
        return regions.are_there(lons, lats, self.region, is_outside=not self.is_inside)

    def has(self, lon: float, lat: float) -> bool:
        """Tell the same of one point."""
        return bool(self.holds(np.array([lon]), np.array([lat]))[0])


@dataclass(frozen=True, slots=True)
class CommonPoint:
    """What the search came to; ``lon`` and ``lat`` are those of a witness."""

    status: Status
    lon: float = math.nan
    lat: float = math.nan


IMPOSSIBLE: Final = CommonPoint("impossible")
UNDECIDED: Final = CommonPoint("undecided")


@remembered
def demands(places: frozenset[PlaceConstraint]) -> tuple[tuple[SiteAnnuli, ...], tuple[RegionConstraint, ...]]:
    """Return what places ask of X, put together by site."""
    by_site: dict[SiteDisc, list[PlaceConstraint]] = {}
    areas: dict[RegionConstraint, None] = {}
    for place in sorted(places, key=_order):
        if place.region is None:
            by_site.setdefault(place.spot, []).append(place)
        else:
            areas[RegionConstraint(place.region, place.kind == "inside", place.corridor, place.says_something)] = None
    return tuple(SiteAnnuli(spot, pieces_of(said)) for spot, said in by_site.items()), tuple(areas)


@remembered
def find_common_point(places: frozenset[PlaceConstraint]) -> CommonPoint:
    """Return whether one point can be where all places say, in some reading of the words.

    >>> from geodata.constraints.place_constraints import PlaceConstraint, SiteDisc
    >>> towns = [SiteDisc("A", 0.0, 0.0, 1.0), SiteDisc("B", 0.9, 0.0, 1.0), SiteDisc("C", 0.45, 0.8, 1.0)]
    >>> near = [PlaceConstraint("within", town, 50e3, 51e3, 52e3) for town in towns]
    >>> [find_common_point(frozenset(some)).status for some in (near[:2], near[1:], near)]
    ['possible', 'possible', 'impossible']
    """
    around, areas = demands(places)
    if any(not site.pieces for site in around):
        return IMPOSSIBLE
    return search(tuple(site for site in around if site.spot.radius_m is not None), areas)


def _has_points(around: tuple[SiteAnnuli, ...], areas: tuple[RegionConstraint, ...], lon: float, lat: float) -> bool:
    """Tell whether the sites of sectors and corridors have points from which X is where it should be."""
    if any(area.corridor is not None for area in areas):
        return settle(around, areas, lon, lat) is not None
    sites = [site for site in around if any(piece.arc for piece in site.pieces)]
    return all(standing_point(site, lon, lat) is not None for site in sites)


def settle(
    around: tuple[SiteAnnuli, ...],
    areas: tuple[RegionConstraint, ...],
    lon: float,
    lat: float,
    fixed: Mapping[str, LonLat] | None = None,
) -> dict[str, LonLat] | None:
    """Return where the sites' own points are, by id, when X is at (lon, lat); ``None`` where none were found.

    ``around`` and ``areas`` are what is said (:func:`demands`); ``fixed``: sites whose points are settled, by id.
    """
    corridors = [area for area in areas if area.corridor is not None]
    # What is between two sites takes the points that distances leave, or the other way round.
    for distances_first in (True, False):
        sites = dict(fixed or {})
        steps = (_settle_around, _settle_between) if distances_first else (_settle_between, _settle_around)
        if all(step(around, corridors, (lon, lat), sites) for step in steps):
            return sites
        if not corridors:
            break
    return None


def _settle_around(
    around: Sequence[SiteAnnuli], _: Sequence[RegionConstraint], event: LonLat, sites: dict[str, LonLat]
) -> bool:
    for site in around:
        point = standing_point(site, *event, sites.get(site.spot.site))
        if point is None:
            return False
        sites[site.spot.site] = point
    return True


def _settle_between(
    _: Sequence[SiteAnnuli], corridors: Sequence[RegionConstraint], event: LonLat, sites: dict[str, LonLat]
) -> bool:
    for area in corridors:
        assert area.corridor is not None  # noqa: S101 - these have one
        points = points_between(area.corridor, event, sites, is_inside=area.is_inside)
        if points is None:
            return False
        sites.update(points)
    return True


def _order(place: PlaceConstraint) -> tuple[object, ...]:
    return (
        place.spot.site,
        [spot.site for spot in place.spots],
        place.kind,
        place.near_m,
        place.far_m,
        place.sector or (),
        place.is_denial,
    )


def search(around: tuple[SiteAnnuli, ...], areas: tuple[RegionConstraint, ...]) -> CommonPoint:
    """Search X; every site has pieces, and a radius that is known."""
    bounding = tuple(area for area in areas if area.says_something)
    lon, lat, reach_m = _start(around, bounding)
    if math.isinf(reach_m):
        lon, lat = (around[0].spot.lon, around[0].spot.lat) if around else (0.0, 0.0)
        reach_m = MAX_GEODESIC_M
    count, smallest_m = 0, _smallest_m(around)
    # At an exact place X has no room at all: that one point is tried, too.
    east, north, half_m = np.zeros(1), np.zeros(1), max(reach_m, smallest_m)
    while half_m > smallest_m / 2:
        lons, lats = placed(lon, lat, east, north)
        is_possible, is_met = _tested(around, bounding, lons, lats, half_m * math.sqrt(2) + _EDGE_M)
        for index in np.flatnonzero(is_met)[:_MAX_TRIED]:
            if _has_points(around, areas, float(lons[index]), float(lats[index])):
                return CommonPoint("possible", float(lons[index]), float(lats[index]))
        east, north, half_m = east[is_possible], north[is_possible], half_m / 2
        if not len(east):
            return IMPOSSIBLE
        east, north = quartered(east, north, half_m)
        count += len(east)
        if count > MAX_SQUARES:
            break
    return UNDECIDED


def _smallest_m(around: tuple[SiteAnnuli, ...]) -> float:
    """Return how small squares get: where a sector's own site is uncertain, much smaller ones decide nothing."""
    sizes = [site.spot.radius_m or 0.0 for site in around if any(piece.arc for piece in site.pieces)]
    return max(_SMALLEST_M, min(sizes, default=0.0) / 1_000)


def _start(around: tuple[SiteAnnuli, ...], areas: tuple[RegionConstraint, ...]) -> tuple[float, float, float]:
    """Return centre and radius of the smallest disc that X must be in; the radius is infinite where there is none."""
    found = [
        (max(piece.high_m for piece in site.pieces) + (site.spot.radius_m or 0.0), site.spot.lon, site.spot.lat)
        for site in around
    ]
    for area in (area for area in areas if area.is_inside):
        middle = shapely.point_on_surface(area.region)
        found.append((region_distance.farthest_of_m(middle.x, middle.y, area.region), middle.x, middle.y))
    reach_m, lon, lat = min(found, default=(math.inf, 0.0, 0.0))
    return lon, lat, min(reach_m, MAX_GEODESIC_M) if math.isfinite(reach_m) else math.inf


def _tested(
    around: tuple[SiteAnnuli, ...], areas: tuple[RegionConstraint, ...], lons: Floats, lats: Floats, off_m: float
) -> tuple[Flags, Flags]:
    """Return which points may, within ``off_m`` around them, and which do themselves meet everything."""
    is_possible, is_met = np.ones((2, len(lons)), dtype=bool)
    for site in around:
        azimuths, _, lengths = GEOD.inv(
            np.full(len(lons), site.spot.lon), np.full(len(lons), site.spot.lat), lons, lats
        )
        is_possible &= _may_meet(site, azimuths, lengths, off_m)
        is_met &= are_met(site.pieces, azimuths, lengths, site.spot.radius_m or 0.0)
    for area in areas:
        away_m = regions.away_m(lons, lats, area.region, is_outside=not area.is_inside)
        is_possible &= away_m <= off_m
        is_met &= away_m <= 0
    return is_possible, is_met


def _may_meet(site: SiteAnnuli, azimuths: Floats, lengths: Floats, off_m: float) -> Flags:
    """Tell which points may, within ``off_m`` around them, be where is said of a site.

    ``azimuths``, ``lengths``: from the centre of the site's disc to the points.
    """
    found = np.zeros(len(lengths), dtype=bool)
    more_m = off_m + (site.spot.radius_m or 0.0)
    for piece in site.pieces:
        is_near = (lengths >= piece.low_m - more_m) & (lengths <= piece.high_m + more_m)
        if piece.arc is not None:
            beside_deg = _beside_deg(piece.arc, azimuths)
            is_near &= beside_deg <= sectors.swung_deg(site.spot, lengths, off_m)
            least_m = _least_m(piece, _gaps_m(piece, beside_deg, lengths), lengths)
            is_near &= least_m <= sectors.carried_m(site.spot, piece.high_m) + off_m
        found |= is_near
    return found


def are_met(pieces: Iterable[AnnularSector], azimuths: Floats, lengths: Floats, radius_m: float) -> Flags:
    """Tell which points are themselves in any of some pieces, or no farther from it than a radius.

    ``azimuths``, ``lengths``: from the middle to the points. As on a plane: whether there is such a point of an
    uncertain site from which they are is tried for the witness.
    """
    found = np.zeros(len(lengths), dtype=bool)
    for piece in pieces:
        if piece.arc is None:
            found |= (lengths >= piece.low_m - radius_m) & (lengths <= piece.high_m + radius_m)
        else:
            found |= _gaps_m(piece, _beside_deg(piece.arc, azimuths), lengths) <= radius_m
    return found


def _beside_deg(arc: Arc, azimuths: Floats) -> Floats:
    """Return by what angle directions are beyond the nearer side of a range; negative within it."""
    start, width = arc
    return np.abs((azimuths - start - width / 2 + 180) % 360 - 180) - width / 2


def _gaps_m(piece: AnnularSector, beside_deg: Floats, lengths: Floats) -> Floats:
    """Return how far points are from a sector of a plane, given by distance and by angle beyond its nearer side."""
    turned = np.radians(np.clip(beside_deg, 0, None))
    along = lengths * np.cos(turned)
    return np.hypot(lengths * np.sin(turned), along - np.clip(along, piece.low_m, piece.high_m))


def _least_m(piece: AnnularSector, gaps_m: Floats, lengths: Floats) -> Floats:
    """Return how far points are from a sector on the Earth, at least, by how far they are in its plane.

    The plane widens what is around its middle by no more than the roundest sphere's does; so far off that geodesics
    may leave for the other side nothing is claimed.
    """
    reach = np.minimum((lengths + piece.high_m) / GEOD.b, math.pi)
    return np.where(reach < math.pi / 2, gaps_m * np.sinc(reach / math.pi), 0.0)
