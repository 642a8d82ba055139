"""Whether sites' own points and events can all be where is said of each other: what is said, cut until it is convex.

On a plane of directions and distances from one centre, a distance that is not too long, and a direction that is not too
wide, are convex: the least that all points together miss is soon found, and proved by how each miss pulls (the dual of
a convex problem; Boyd and Vandenberghe, Convex Optimization, section 5.8). A distance that is not too short is not
convex, but its part within a narrow range of directions nearly is: it ends at the chord of its inner circle. So ranges
of directions are cut where points came to stand, until every part is proved to have no points, or points meet all.

Points of the Earth are never farther apart than their images on the plane (Rauch), and by no more than what is added to
lengths and directions nearer, or turned. Regions that events are outside of, and what nothing bounds, prove nothing and
are left out. Points that may meet all are shifted until they do so on the Earth, too: a proposal, to be checked.
Metres; (lon, lat) in degrees.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
import shapely

from geodata.constraints.annuli import AnnularSector
from geodata.constraints.point_search import demands
from geodata.constraints.sectors import ELLIPSOID, RADIUS_M, steepest
from geodata.geodesy.circles import GEOD

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from geodata.constraints.annuli import Arc, SiteAnnuli
    from geodata.constraints.place_constraints import PlaceConstraint, SiteDisc
    from geodata.constraints.point_search import RegionConstraint

    Floats = NDArray[np.float64]
    Flags = NDArray[np.bool_]

LonLat = tuple[float, float]
#: Farther from the middle, nothing is proved here.
_MAX_REACH_M: Final = 400_000.0
#: What is missed by less is met: rounding.
_ROUNDING_M: Final = 0.01
#: Directions of geodesics and of their images differ by less than this share of (distance from the centre / radius)^2.
_BENT: Final = 0.3
#: So many parts are looked at, all in all, and so many at first.
_MAX_PARTS: Final = 1_500
_MAX_FIRST: Final = 64
_MAX_STEPS: Final = 40
#: Edges of regions are cut to this, and bend, on the way, by at most this times tan(latitude) / radius.
_STEP_DEG: Final = 0.05
_MOST_BENT: Final = 1.12
_FULL_TURN_DEG: Final = 360.0
#: A range of directions is cut where a point stands, but no nearer to its ends than this share.
_LEAST_SHARE: Final = 0.2
#: Half of a range of directions that is wider than this is taken for all around until it is cut.
_WIDEST_DEG: Final = 89.0
#: Points that are too near by less are tried; so many at most, and so many of these once more from anywhere.
_MET_M: Final = 0.05
_MAX_GUESSES: Final = 8
_MAX_MENDED: Final = 2
#: What is aimed at is a little inside of what is allowed: this share of the width, and metres at most.
_INSIDE: Final = 0.02
_INSIDE_M: Final = 20.0
#: Half of the sum of the squares of what is missed, square metres, that counts as nothing.
_MET: Final = 1e-10
#: So often tangents are laid anew; they allow this much to both sides.
_TANGENTS: Final = 4
_WIDE_DEG: Final = 80.0
_DAMPING: Final = 1e-7
#: Half of the sum of the squares of what is missed, square metres: less is near enough to be tried.
_LEAST: Final = 1e-3
_STIFF: Final = 1e4


class _Link(NamedTuple):
    """What is said between a site's own point and an event's, by their numbers."""

    site: int
    event: int
    pieces: tuple[AnnularSector, ...]
    """As they are on the plane, at least: lengths times ``stretch``, directions wider by ``off_deg`` on both sides."""
    stretch: float
    off_deg: float
    north_deg: float
    """Where north is at the site, on the plane."""


@dataclass(frozen=True)
class Network:
    """Points, and what is said of each and between two, a row each, on a plane around one of the sites."""

    lon: float
    lat: float
    middles: Floats
    """Of the discs that points are in."""
    radii_m: Floats
    rows: Floats
    """For each link, then for each point: the points that take part, one less the other."""
    origins: Floats
    links: tuple[_Link, ...]
    stretches: Floats
    """How many times as far apart images are as points, for each row, at most."""
    hulls: tuple[tuple[int, Floats, Floats], ...]
    """By row of a point: a convex area that it is in, by directions and how far the area goes in each."""
    sites: Mapping[str, int]
    events: tuple[int | None, ...]
    """The point of each event; ``None`` if it is left out."""

    @cached_property
    def products(self) -> Floats:
        """Of the rows, each two numbers of one multiplied, a row each."""
        return (self.rows[:, :, None] * self.rows[:, None, :]).reshape(len(self.rows), -1)

    def points_at(self, sites: Mapping[str, LonLat], events: Sequence[LonLat]) -> Floats:
        """Return points of the plane where sites, by id, and events are on the Earth; others where their discs are."""
        points = self.middles.copy()
        known = [(number, sites[site]) for site, number in self.sites.items() if site in sites]
        placed = [*((of, at) for of, at in zip(self.events, events, strict=True) if of is not None), *known]
        for number, (lon, lat) in placed:
            points[number] = _on_plane(self.lon, self.lat, np.array([lon]), np.array([lat]))[0]
        return points

    def bent(self, points: Floats) -> tuple[Floats, Floats]:
        """Return how many times as long as on the Earth each row is on the plane, and by what it is turned, degrees."""
        count = len(points)
        middles = np.broadcast_to(self.middles, points.shape)
        sites, events = ([link.site for link in self.links], [link.event for link in self.links])
        ends = np.concatenate([points[:, sites], middles, points[:, events], points], axis=1)
        start = np.full(ends.size // 2, self.lon), np.full(ends.size // 2, self.lat)
        azimuths, lengths = np.degrees(np.arctan2(ends[..., 0], ends[..., 1])), np.hypot(ends[..., 0], ends[..., 1])
        lons, lats, _ = GEOD.fwd(*start, azimuths.ravel(), lengths.ravel())
        ways = np.stack([lons, lats]).reshape(2, count, 2, -1)
        (lon, lat), (lon_to, lat_to) = ways[:, :, 0].reshape(2, -1), ways[:, :, 1].reshape(2, -1)
        found = GEOD.inv(lon, lat, lon_to, lat_to)
        azimuths_deg, _, lengths_m = (column.reshape(count, -1) for column in found)
        flat = self.rows @ points - self.origins
        longer = np.where(lengths_m > 1, np.hypot(flat[..., 0], flat[..., 1]) / np.maximum(lengths_m, 1), 1.0)
        return longer, np.degrees(np.arctan2(flat[..., 0], flat[..., 1])) - azimuths_deg

    def placed(self, point: Floats) -> LonLat:
        """Return a point of the plane, (lon, lat) in degrees."""
        azimuth_deg = math.degrees(math.atan2(point[0], point[1]))
        lon, lat, _ = GEOD.fwd(self.lon, self.lat, azimuth_deg, math.hypot(point[0], point[1]))
        return lon, lat


def network(events: Sequence[frozenset[PlaceConstraint]]) -> Network:
    """Return what is said of some events and their sites."""
    asked = [demands(event) for event in events]
    bounded = [[around for around in some if around.spot.radius_m is not None] for some, _ in asked]
    discs = {around.spot.site: around.spot for some in bounded for around in some}
    sites = {site: number for number, site in enumerate(discs)}
    lon, lat = _centre(list(discs.values()))
    middles = [_on_plane(lon, lat, np.array([spot.lon]), np.array([spot.lat]))[0] for spot in discs.values()]
    radii_m = [(spot.radius_m or 0.0) for spot in discs.values()]
    places: list[int | None] = []
    links: list[_Link] = []
    areas_around: list[tuple[int, Floats, Floats]] = []
    for some, (_, areas) in zip(bounded, asked, strict=True):
        reaches = [(max(piece.high_m for piece in around.pieces), around.spot) for around in some if around.pieces]
        reach_m, spot = min(reaches, key=lambda one: one[0] + (one[1].radius_m or 0.0), default=(math.inf, None))
        if spot is None or reach_m + np.hypot(*middles[sites[spot.site]]) + (spot.radius_m or 0.0) > _MAX_REACH_M:
            places.append(None)
            continue
        if reach_m > 0:  # or it is at the site's own point
            middles.append(middles[sites[spot.site]])
            radii_m.append(reach_m + (spot.radius_m or 0.0))
        place = len(middles) - 1 if reach_m > 0 else sites[spot.site]
        places.append(place)
        for around in some:
            site = sites[around.spot.site]
            farthest_m = max(math.hypot(*middles[one]) + radii_m[one] for one in (place, site))
            if site != place and farthest_m <= _MAX_REACH_M:
                links.append(_flattened(site, place, around, (lon, lat), farthest_m))
        around_place = [hull for area in areas if (hull := _hull(area, lon, lat)) is not None]
        if around_place:
            outward, reach = (np.concatenate(column) for column in zip(*around_place, strict=True))
            areas_around.append((place, outward, reach))
    count = len(middles)
    rows = np.zeros((len(links) + count, count))
    rows[len(links) :] = np.eye(count)
    for number, link in enumerate(links):
        rows[number, link.event], rows[number, link.site] = 1.0, -1.0
    at, radii = np.reshape(middles, (-1, 2)), np.array(radii_m)
    stretches = [_stretched(math.hypot(*point) + radius_m) for point, radius_m in zip(at, radii, strict=True)]
    radii *= stretches
    stretches = [*(link.stretch for link in links), *stretches]
    origins = np.concatenate([np.zeros((len(links), 2)), at])
    hulls = [(len(links) + place, outward, reach_m - outward @ at[place]) for place, outward, reach_m in areas_around]
    return Network(
        lon, lat, at, radii, rows, origins, tuple(links), np.array(stretches), tuple(hulls), sites, tuple(places)
    )


def _centre(spots: Sequence[SiteDisc]) -> LonLat:
    """Return the site that is in the middle of all."""
    if not spots:
        return 0.0, 0.0
    lons, lats = np.array([(spot.lon, spot.lat) for spot in spots]).T
    count = len(spots)
    lengths = GEOD.inv(np.repeat(lons, count), np.repeat(lats, count), np.tile(lons, count), np.tile(lats, count))[2]
    middle = int(lengths.reshape(count, count).max(axis=1).argmin())
    return float(lons[middle]), float(lats[middle])


def _on_plane(lon: float, lat: float, lons: Floats, lats: Floats) -> Floats:
    azimuths, _, lengths = GEOD.inv(np.full(len(lons), lon), np.full(len(lats), lat), lons, lats)
    turned = np.radians(azimuths)
    return np.column_stack([lengths * np.sin(turned), lengths * np.cos(turned)])


def _stretched(farthest_m: float) -> float:
    """Return how many times as far apart images are as points, at most, no farther than this from the centre."""
    turn = min(farthest_m / GEOD.b, 1.0)
    return turn / math.sin(turn) if turn > 0 else 1.0


def _flattened(site: int, event: int, around: SiteAnnuli, centre: LonLat, farthest_m: float) -> _Link:
    """Return what is said around a site as it is on the plane; ends no farther than this from its centre."""
    spot, radius_m = around.spot, around.spot.radius_m or 0.0
    leaving_deg, back_deg, length_m = GEOD.inv(*centre, spot.lon, spot.lat)
    north_deg = leaving_deg - back_deg - 180 if length_m > 0 else 0.0
    turn = farthest_m / GEOD.b
    tilt = ELLIPSOID * radius_m / RADIUS_M * (steepest(spot.lat, radius_m) + turn) if radius_m else 0.0
    off_deg = min(math.degrees(tilt + _BENT * turn**2), _FULL_TURN_DEG)

    def flat(arc: Arc | None) -> Arc | None:
        if arc is None or arc[1] + 2 * off_deg >= _FULL_TURN_DEG:
            return None
        return arc[0] + north_deg - off_deg, arc[1] + 2 * off_deg

    long = _stretched(farthest_m)
    pieces = tuple(AnnularSector(one.low_m, one.high_m * long, flat(one.arc)) for one in around.pieces)
    return _Link(site, event, pieces, long, off_deg, north_deg)


def _hull(area: RegionConstraint, lon: float, lat: float) -> tuple[Floats, Floats] | None:
    """Return a convex area that holds a region, as it is on the plane; ``None`` for what bounds nothing near."""
    if not area.is_inside or not area.says_something or area.region.is_empty:
        return None
    step_m = math.radians(_STEP_DEG) * ELLIPSOID * RADIUS_M
    ends, points = (
        _on_plane(lon, lat, *shapely.get_coordinates(shape).T)
        for shape in (area.region, shapely.segmentize(area.region, _STEP_DEG))
    )
    farthest_m = float(np.hypot(*points.T).max()) + step_m
    tilt = steepest(max(map(abs, area.region.bounds[1::2])), 0.0)
    hull = shapely.orient_polygons(shapely.convex_hull(shapely.multipoints(ends)))
    if farthest_m > _MAX_REACH_M or math.isinf(tilt) or hull.geom_type != "Polygon":
        return None
    along = np.diff(shapely.get_coordinates(hull), axis=0)
    outward = along[:, ::-1] * [1, -1] / np.hypot(*along.T)[:, None]
    sag_m = step_m**2 / 8 * (_MOST_BENT * tilt + farthest_m / GEOD.b) / GEOD.b
    return outward, (outward @ points.T).max(axis=1) + sag_m


class _Parts(NamedTuple):
    """Parts of what is possible: for each, and each row of a network, a range of distances and of directions."""

    low_m: Floats
    high_m: Floats
    start_deg: Floats
    width_deg: Floats
    """A full turn: all around."""

    def of(self, chosen: NDArray[np.intp]) -> _Parts:
        return _Parts(*(column[chosen] for column in self))


def _first_parts(said: Network) -> _Parts:
    """Return one part for each way to choose a piece for each link; of too many, what is around them."""
    pieces: list[tuple[AnnularSector, ...]] = [*(link.pieces for link in said.links)]
    while math.prod(map(len, pieces)) > _MAX_FIRST:
        most = max(range(len(pieces)), key=lambda one: len(pieces[one]))
        lows, highs = zip(*((piece.low_m, piece.high_m) for piece in pieces[most]), strict=True)
        pieces[most] = (AnnularSector(min(lows), max(highs)),)
    discs = [(AnnularSector(0.0, radius_m),) for radius_m in said.radii_m]
    ways = product(*pieces, *discs)
    rows = [[(one.low_m, one.high_m, *(one.arc or (0.0, _FULL_TURN_DEG))) for one in way] for way in ways]
    return _Parts(*np.array(rows, dtype=np.float64).reshape(len(rows), -1, 4).transpose(2, 0, 1))


class _Pull(NamedTuple):
    """How what is missed pulls at points, for each part."""

    total: Floats
    """Half of the sum of the squares of what is missed."""
    force: Floats
    """How it changes with shifts of each point east and north."""
    bend: Floats
    """How that changes with shifts of all of them."""
    is_proof: Flags
    """True where no points at all miss nothing."""


class _Walls(NamedTuple):
    """What parts are bounded by beside circles: for each part and row, a chord and two sides, as straight lines."""

    outward: Floats
    beyond_m: Floats
    """How far the middle is beyond each; minus infinity for what bounds nothing."""

    def of(self, chosen: NDArray[np.intp]) -> _Walls:
        return _Walls(*(column[chosen] for column in self))


def _walls(parts: _Parts) -> _Walls:
    half_deg = parts.width_deg / 2
    beyond_m = np.zeros((*half_deg.shape, 3))
    beyond_m[..., 0] = parts.low_m * np.cos(np.radians(half_deg))
    beyond_m[half_deg >= _WIDEST_DEG] = -np.inf
    return _straight(parts.start_deg + half_deg, parts.start_deg, parts.start_deg + parts.width_deg, beyond_m)


def _straight(middle_deg: Floats, first_deg: Floats, last_deg: Floats, beyond_m: Floats) -> _Walls:
    middle, first, last = np.radians([middle_deg, first_deg, last_deg])
    outward = np.stack(
        [-np.sin(middle), -np.cos(middle), -np.cos(first), np.sin(first), np.cos(last), -np.sin(last)], axis=-1
    )
    return _Walls(outward.reshape(*beyond_m.shape, 2), beyond_m)


def _pull(said: Network, parts: _Parts, walls: _Walls, points: Floats, spare_m: float = _ROUNDING_M) -> _Pull:
    ways = said.rows @ points - said.origins
    lengths = np.hypot(ways[..., 0], ways[..., 1])
    away = np.where(lengths > 0, lengths, 1.0)
    unit = ways / away[..., None]
    outward, beyond_m = walls.outward, walls.beyond_m + (walls.outward @ ways[..., None])[..., 0]
    if said.hulls:
        outward = outward.copy()
    for row, towards, reach_m in said.hulls:
        past_m = ways[:, row] @ towards.T - reach_m
        beyond_m[:, row, 0], outward[:, row, 0] = past_m.max(axis=1), towards[past_m.argmax(axis=1)]
    too_far_m = np.maximum(lengths - parts.high_m - spare_m, 0.0)
    beyond_m = np.maximum(beyond_m - spare_m, 0.0)
    pulls = too_far_m[..., None] * unit + (beyond_m[..., None, :] @ outward)[..., 0, :]
    round_ = too_far_m / away
    bends = (outward * (beyond_m > 0)[..., None]).swapaxes(-1, -2) @ outward
    bends += ((too_far_m > 0) - round_)[..., None, None] * unit[..., :, None] * unit[..., None, :]
    bends += round_[..., None, None] * np.eye(2)
    force = said.rows.T @ pulls
    count, size = len(points), points.shape[1]
    bend = bends.reshape(count, -1, 4).swapaxes(1, 2) @ said.products
    bend = bend.reshape(count, 2, 2, size, size).transpose(0, 3, 1, 4, 2).reshape(count, 2 * size, 2 * size)
    squares = np.square(too_far_m).sum(axis=1) + np.square(beyond_m).sum(axis=(1, 2))
    # No points are farther from these than across their discs, so what is missed in all, each by its weight, stays.
    away_m = lengths[:, len(said.links) :] + said.radii_m
    least = squares - (np.hypot(force[..., 0], force[..., 1]) * away_m).sum(axis=1)
    return _Pull(squares / 2, force.reshape(count, -1), bend, least > _ROUNDING_M**2)


def _relaxed(
    said: Network, parts: _Parts, walls: _Walls, points: Floats, spare_m: float = _ROUNDING_M, least: float = _LEAST
) -> tuple[Floats, Floats, Flags]:
    """Return points that miss least, what they miss, and which parts are proved to have none that miss nothing.

    By Newton's method: until what is missed by more than ``spare_m``, half of the sum of the squares, is ``least``.
    """
    points = points.copy()
    now = _pull(said, parts, walls, points, spare_m)
    is_empty, damping = now.is_proof, np.full(len(points), _DAMPING)
    for _ in range(_MAX_STEPS):
        going = np.flatnonzero(~is_empty & (now.total > least) & (damping < _STIFF))
        if not len(going):
            break
        stiff = now.bend[going] + damping[going, None, None] * np.eye(now.force.shape[1])
        shifts = np.linalg.solve(stiff, -now.force[going, :, None])
        tried = points[going] + shifts.reshape(len(going), -1, 2)
        found = _pull(said, parts.of(going), walls.of(going), tried, spare_m)
        is_empty[going] |= found.is_proof
        is_less = found.total < now.total[going]
        damping[going] = np.where(is_less, np.maximum(damping[going] / 10, _DAMPING), damping[going] * 100)
        better = going[is_less]
        points[better] = tried[is_less]
        for before, after in zip(now, found, strict=True):
            before[better] = after[is_less]
    return points, now.total, is_empty


def points_left(said: Network) -> list[Floats]:
    """Return points that may meet all that is said, a few guesses; none if it is proved that there are none.

    Claim: where the list is empty, no points of the Earth meet all that is said. Conditions: every part of a cut is
    proved empty by its own pull, a bound that holds for all points in their discs (:class:`_Pull`); cuts leave out no
    direction. Source: weak duality, Boyd and Vandenberghe, Convex Optimization, section 5.2.2; comparison of triangles
    by Rauch for lengths on the plane.
    """
    if not len(said.middles):  # nothing bounds anything
        return [said.middles]
    parts = _first_parts(said)
    points = np.broadcast_to(said.middles, (len(parts.low_m), *said.middles.shape))
    looked_at = 0
    while True:
        points, _, is_empty = _relaxed(said, parts, _walls(parts), points)
        left = np.flatnonzero(~is_empty)
        if not len(left):
            return []
        looked_at += len(parts.low_m)
        parts, points = parts.of(left), points[left]
        short_m, azimuths_deg = _short(said, parts, points)
        worst = short_m.argmax(axis=1)
        missed_m = short_m[np.arange(len(left)), worst]
        if missed_m.min() <= _MET_M or looked_at > _MAX_PARTS:
            nearest = missed_m.argsort()[:_MAX_GUESSES]
            found, is_met = _inside(said, parts.of(nearest), points[nearest])
            return [found] if is_met else [points_near(said, points[one]) for one in nearest[:_MAX_MENDED]]
        parts, of = _cut(parts, worst, azimuths_deg[np.arange(len(left)), worst])
        points = points[of]


def points_near(said: Network, points: Floats) -> Floats:
    """Return points that meet all that is said, from some to begin with; what comes nearest where none are found."""
    if not len(points):
        return points
    parts = _first_parts(said)
    return _inside(said, parts, np.broadcast_to(points, (len(parts.low_m), *points.shape)))[0]


def _inside(said: Network, parts: _Parts, points: Floats) -> tuple[Floats, bool]:
    """Return points that meet all of some part also on the Earth, or miss least; and whether they do: to be checked.

    What is aimed at is a little inside of what is allowed, or its edge, where that is all there is: lengths and
    directions as the plane has them where points stand, and what is not too near beyond a tangent there.
    """
    low_m, high_m = parts.low_m, parts.high_m / said.stretches
    room_m = np.clip(high_m - low_m, 0.0, _MAX_REACH_M)
    room_m[:, len(said.links) :] = 0.0
    off_deg, north_deg = np.zeros((2, len(said.rows)))
    for number, link in enumerate(said.links):
        off_deg[number], north_deg[number] = link.off_deg, link.north_deg
    middle_deg, is_all = parts.start_deg + parts.width_deg / 2 - north_deg, parts.width_deg >= _FULL_TURN_DEG
    half_deg = np.maximum(parts.width_deg / 2 - off_deg, 0.0)
    for share in (_INSIDE, 0.0):
        inside_m = np.minimum(share * room_m, _INSIDE_M)
        for turn in range(_TANGENTS):
            longer, turned_deg = said.bent(points)
            aim = _Parts(
                np.where(low_m > 0, (low_m + inside_m) * longer, 0.0),
                (high_m - inside_m) * longer,
                middle_deg + turned_deg,
                np.where(is_all, _FULL_TURN_DEG, 2 * half_deg * (1 - share)),
            )
            points, missed, _ = _relaxed(said, aim, _tangents(said, aim, points), points, 0.0, _MET)
            best = int(missed.argmin())
            if missed[best] <= _MET and turn:  # once more from where they stand now
                return points[best], True
    return points[best], False


def _tangents(said: Network, aim: _Parts, points: Floats) -> _Walls:
    """Return straight lines that allow less than is aimed at, where points stand; directions begin at the middle."""
    ways = said.rows @ points - said.origins
    aside_deg = (np.degrees(np.arctan2(ways[..., 0], ways[..., 1])) - aim.start_deg + 180) % 360 - 180
    half_deg, is_all = aim.width_deg / 2, aim.width_deg >= _FULL_TURN_DEG
    at_deg = np.clip(aside_deg, -half_deg, half_deg)
    beyond_m = np.zeros((*half_deg.shape, 3))
    beyond_m[..., 0] = np.where(aim.low_m > 0, aim.low_m, -np.inf)
    beyond_m[..., 1:] = np.where(is_all, -np.inf, 0.0)[..., None]
    first_deg, last_deg = np.maximum(-half_deg, at_deg - _WIDE_DEG), np.minimum(half_deg, at_deg + _WIDE_DEG)
    return _straight(aim.start_deg + at_deg, aim.start_deg + first_deg, aim.start_deg + last_deg, beyond_m)


def _short(said: Network, parts: _Parts, points: Floats) -> tuple[Floats, Floats]:
    """Return by how much points are too near, or beside what is too wide to be convex; and in which direction."""
    ways = said.rows @ points - said.origins
    lengths, azimuths_deg = np.hypot(ways[..., 0], ways[..., 1]), np.degrees(np.arctan2(ways[..., 0], ways[..., 1]))
    aside_deg = (azimuths_deg - parts.start_deg - parts.width_deg / 2 + 180) % 360 - 180
    beside_deg = np.clip(np.abs(aside_deg) - parts.width_deg / 2, 0, 90)
    beside_m = np.where(parts.width_deg >= 2 * _WIDEST_DEG, lengths * np.sin(np.radians(beside_deg)), 0.0)
    return np.maximum(parts.low_m - lengths, beside_m), azimuths_deg


def _cut(parts: _Parts, rows: NDArray[np.intp], azimuths_deg: Floats) -> tuple[_Parts, NDArray[np.intp]]:
    """Return parts with the directions of one row each cut where a point stands, and which part each is of."""
    numbers = np.arange(len(rows))
    start, width = parts.start_deg[numbers, rows], parts.width_deg[numbers, rows]
    is_all = width >= _FULL_TURN_DEG
    at_deg = np.clip((azimuths_deg - start) % _FULL_TURN_DEG, _LEAST_SHARE * width, (1 - _LEAST_SHARE) * width)
    ways = np.where(is_all, 4, 2)
    of = np.repeat(numbers, ways)
    which = np.arange(len(of)) - np.repeat(ways.cumsum() - ways, ways)
    cut = parts.of(of)
    here = np.arange(len(of)), rows[of]
    cut.start_deg[here] = np.where(is_all[of], azimuths_deg[of] + 90 * which, start[of] + at_deg[of] * which)
    cut.width_deg[here] = np.where(is_all[of], 90.0, np.where(which == 1, (width - at_deg)[of], at_deg[of]))
    return cut, of
