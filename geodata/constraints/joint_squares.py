"""What is left for sites' own points and for events when all that is said between them holds: squares, or nothing.

Each point has squares that it may be in: a site's those of its disc, an event's those within reach of a site. A square
is given up when nothing that is left for the other point lies, from there, where a claim says; smaller squares follow
where there is room for them. Where none is left for a point, there are no such points: proved. Whoever is at a site is
that site's point. Sites of which nothing bounds where they are, and events that may be anywhere, prove nothing and are
left out. Metres; (lon, lat) in degrees.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from geodata.constraints import regions
from geodata.constraints.point_search import around_tested, demands
from geodata.constraints.sectors import RADIUS_M
from geodata.constraints.squares import placed, quartered
from geodata.geodesy.circles import GEOD

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from geodata.constraints.annuli import SiteAnnuli
    from geodata.constraints.place_constraints import PlaceConstraint, SiteDisc
    from geodata.constraints.point_search import RegionConstraint

    Floats = NDArray[np.float64]
    Flags = NDArray[np.bool_]

LonLat = tuple[float, float]
#: So many squares one point has at most, and squares as small as this are not cut.
_MAX_SQUARES: Final = 100
_SMALLEST_M: Final = 0.5
#: Beyond this, nothing is proved here: lengths are told from chords.
_MAX_REACH_M: Final = 300_000.0
#: Geodesics are told from chords, and their directions from those of chords, to better than this share of
#: length^3 / radius^2, and this angle.
_BENT: Final = 1e-3
_ROUNDING_M: Final = 0.01
_TURNED_DEG: Final = 1e-3


@dataclass(frozen=True)
class Squares:
    """Squares around a point in which another may be."""

    lon: float
    lat: float
    east: Floats
    north: Floats
    half_m: float
    most_m: float
    """No farther from the middle."""
    is_whole: bool = False
    """True for a disc that is not cut: whatever is in it will do."""

    @property
    def off_m(self) -> float:
        """How far from a square's middle the point may be."""
        return self.most_m if self.is_whole else self.half_m * math.sqrt(2)

    @cached_property
    def at(self) -> tuple[Floats, Floats]:
        """The middles, (lon, lat) in degrees."""
        return placed(self.lon, self.lat, self.east, self.north)

    @cached_property
    def axes(self) -> Floats:
        """Of each middle, the directions east, north and up, and its position from the centre of the Earth."""
        lon, lat = np.radians(self.at)
        zero, sin, cos = np.zeros_like(lon), np.sin(lat), np.cos(lat)
        east = [-np.sin(lon), np.cos(lon), zero]
        north = [-sin * np.cos(lon), -sin * np.sin(lon), cos]
        up = np.array([cos * np.cos(lon), cos * np.sin(lon), sin])
        curved_m = GEOD.a / np.sqrt(1 - GEOD.es * sin**2)
        position = curved_m * up * np.array([[1.0], [1.0], [1 - GEOD.es]])
        return np.array([east, north, up, position]).transpose(0, 2, 1)

    def some(self, is_left: Flags) -> Squares:
        """Return the squares that are left."""
        return self if is_left.all() else replace(self, east=self.east[is_left], north=self.north[is_left])

    @property
    def can_be_cut(self) -> bool:
        """True if there is room for smaller squares."""
        return not self.is_whole and 3 * len(self.east) <= _MAX_SQUARES and self.half_m > _SMALLEST_M

    def cut(self) -> Squares:
        """Return the quarters of all squares, but for those outside of the disc."""
        half_m = self.half_m / 2
        east, north = quartered(self.east, self.north, half_m)
        squares = replace(self, east=east, north=north, half_m=half_m)
        return squares.some(np.hypot(east, north) - squares.off_m <= self.most_m)

    @property
    def extent_m(self) -> float:
        """How far squares that can be cut or parted reach; 0 where nothing comes of that."""
        reach_m = max(np.ptp(self.east), np.ptp(self.north)) + 2 * self.half_m
        return 0.0 if self.is_whole or reach_m < _SMALLEST_M else float(reach_m)

    @property
    def halves(self) -> list[Squares]:
        """Both halves, along what is longer; fewer where the rest is outside of the disc."""
        squares = self if len(self.east) > 1 else self.cut()
        if not len(squares.east):
            return []
        axis = squares.east if np.ptp(squares.east) >= np.ptp(squares.north) else squares.north
        is_first = axis <= (axis.min() + axis.max()) / 2
        return [half for half in (squares.some(is_first), squares.some(~is_first)) if len(half.east)]

    @property
    def middle(self) -> LonLat:
        """The middle of the square that is most in the middle."""
        index = np.hypot(self.east - self.east.mean(), self.north - self.north.mean()).argmin()
        return float(self.at[0][index]), float(self.at[1][index])


class _Link(NamedTuple):
    site: int
    event: int
    around: SiteAnnuli


class Network(NamedTuple):
    """Points, and what is said between them; ``places`` has for each event its point, ``None`` if it is left out."""

    links: tuple[_Link, ...]
    areas: tuple[tuple[int, RegionConstraint], ...]
    sites: Mapping[str, int]
    places: tuple[int | None, ...]


def network(events: Sequence[frozenset[PlaceConstraint]]) -> tuple[Network, tuple[Squares, ...]]:
    """Return what is said of some events and their sites, and where each point may be at first."""
    discs: dict[str, SiteDisc] = {}
    asked = [demands(event) for event in events]
    bounded = [[around for around in some if around.spot.radius_m is not None] for some, _ in asked]
    for some in bounded:
        discs |= {around.spot.site: around.spot for around in some}
    sites = {site: number for number, site in enumerate(discs)}
    squares = [_disc(spot.lon, spot.lat, spot.radius_m or 0.0) for spot in discs.values()]
    places: list[int | None] = []
    links: list[_Link] = []
    areas: list[tuple[int, RegionConstraint]] = []
    for some, (_, regions_) in zip(bounded, asked, strict=True):
        reaches = [(max(piece.high_m for piece in around.pieces), around.spot) for around in some]
        reach_m, spot = min(reaches, key=lambda one: one[0] + (one[1].radius_m or 0.0), default=(math.inf, None))
        if spot is None or reach_m > _MAX_REACH_M:
            places.append(None)
            continue
        if reach_m > 0:
            squares.append(_disc(spot.lon, spot.lat, reach_m + (spot.radius_m or 0.0)))
        place = len(squares) - 1 if reach_m > 0 else sites[spot.site]
        places.append(place)
        links += [_Link(sites[around.spot.site], place, around) for around in some if sites[around.spot.site] != place]
        areas += [(place, area) for area in regions_ if area.says_something]
    often = Counter(link.site for link in links)
    for site in set(sites.values()) - set(places):
        # A site's own point that nothing else is measured from drops out.
        squares[site] = replace(squares[site], is_whole=often[site] <= 1)
    return Network(tuple(map(_widened, links)), tuple(areas), sites, tuple(places)), tuple(squares)


def _disc(lon: float, lat: float, radius_m: float) -> Squares:
    return Squares(lon, lat, np.zeros(1), np.zeros(1), max(radius_m, _ROUNDING_M), radius_m)


def _widened(link: _Link) -> _Link:
    pieces = (
        piece if piece.arc is None else piece._replace(arc=(piece.arc[0] - _TURNED_DEG, piece.arc[1] + 2 * _TURNED_DEG))
        for piece in link.around.pieces
    )
    return link._replace(around=replace(link.around, pieces=tuple(pieces)))


def narrowed(said: Network, squares: Sequence[Squares]) -> tuple[Squares, ...] | None:
    """Return the squares that are left for each point; ``None`` if there are none for one of them."""
    left = list(squares)
    changed = set(range(len(left)))
    while True:
        while changed:
            now, changed = changed, set()
            for place, area in said.areas:
                if place in now:
                    away_m = regions.away_m(*left[place].at, area.region, is_outside=not area.is_inside)
                    _keep(left, place, away_m <= left[place].off_m, changed)
                if not len(left[place].east):
                    return None
            for link in said.links:
                if link.site in now or link.event in now or link.site in changed or link.event in changed:
                    is_near = _fits(link.around, left[link.site], left[link.event])
                    _keep(left, link.site, np.any(is_near, axis=1), changed)
                    _keep(left, link.event, np.any(is_near, axis=0), changed)
                if not len(left[link.site].east) or not len(left[link.event].east):
                    return None
        can_be_cut = [one for one, of in enumerate(left) if of.can_be_cut]
        if not can_be_cut:
            return tuple(left)
        largest = max(can_be_cut, key=lambda one: left[one].half_m)
        left[largest] = left[largest].cut()
        changed = {largest}


def _keep(left: list[Squares], place: int, is_left: Flags, changed: set[int]) -> None:
    if not is_left.all():
        left[place] = left[place].some(is_left)
        changed.add(place)


def _fits(around: SiteAnnuli, site: Squares, event: Squares) -> Flags:
    """Tell for each square of a site, and each of an event, whether the one may be as is said from the other."""
    east, north, up, start = site.axes
    ways = [axis @ event.axes[3].T - np.sum(axis * start, axis=1)[:, None] for axis in (east, north, up)]
    chords = np.sqrt(ways[0] ** 2 + ways[1] ** 2 + ways[2] ** 2)
    lengths = 2 * RADIUS_M * np.arcsin(np.minimum(chords / (2 * RADIUS_M), 1.0))
    longest_m = float(lengths.max(initial=0.0))
    rounding_m = _ROUNDING_M + _BENT * longest_m**3 / RADIUS_M**2
    if longest_m > 2 * _MAX_REACH_M:
        return np.ones(lengths.shape, dtype=bool)
    azimuths = np.degrees(np.arctan2(ways[0], ways[1]))
    steepest = float(site.at[1][np.abs(site.at[1]).argmax()])
    spot = replace(around.spot, lat=steepest, radius_m=site.off_m)
    near, _ = around_tested(replace(around, spot=spot), azimuths.ravel(), lengths.ravel(), event.off_m + rounding_m)
    return near.reshape(lengths.shape)
