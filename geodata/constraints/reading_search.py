"""Whether two places can be one in every reading: wherever both sites are, and whatever one exact distance is.

Two claims about two sites hold or fail by how the one site's point lies from the other's, which is two numbers, and by
one more where a distance is exact and unknown. That space of readings is halved into boxes. For a box one place, or one
way between places, is looked for that the first claim allows and that is carried along with its site:

- A place serves if it is deeper inside of what the second claim allows than anything in the box moves it.
- A way serves if all of it is in the second claim's direction, it begins surely not too far and ends surely not too
  near: the distance takes all values between, so somewhere on it is right.

If every box is served, all readings are: proved. A reading for which nothing is found ends the search, undecided. What
moves a place is bounded on the ellipsoid: when a site moves by r, a point at a fixed azimuth and distance moves by at
most r (1 + tan |latitude| sin(distance / R)), since meridians converge. (lon, lat) and azimuths in degrees, metres.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

import numpy as np

from geodata.constraints import regions, sectors
from geodata.constraints.annuli import AnnularSector, pieces_of
from geodata.constraints.place_constraints import strictest
from geodata.constraints.sectors import ELLIPSOID, RADIUS_M
from geodata.constraints.squares import placed, quartered
from geodata.core.result_cache import remembered
from geodata.geodesy.circles import GEOD

if TYPE_CHECKING:
    import shapely
    from numpy.typing import NDArray

    from geodata.constraints.place_constraints import PlaceConstraint

    Floats = NDArray[np.float64]
    Flags = NDArray[np.bool_]

Found = Literal["always", "sometimes", "unknown"]

#: Which of two claims is carried along: an exact place first, then what is narrow.
_ORDER: Final = ("at", "ring", "within", "beyond", "off_ring", "not_at")
#: Places along a way: at first, and around the best of them.
_ALONG: Final = 49
_NEARER: Final = 9
_ZOOMS: Final = 3
#: So many boxes are looked at.
_MAX_BOXES: Final = 800
#: Boxes smaller than this share of all readings are left; and smaller than what rounding does.
_SMALLEST: Final = 1 / 100
#: Directions in which the ends of all readings are tried.
_ENDS: Final = 8
_ROUNDING_M: Final = 1e-5
#: By how much the best place that is found must miss a reading to end the search.
_MISS_M: Final = 0.5
#: How far beyond a least distance places are tried, metres.
_BEYOND_M: Final = (1.0, 1e3, 3e4, 1e6)
#: The curvature changes along the ellipsoid by less than this share of itself in one radius, nine times over for what
#: it does to a triangle that is carried along.
_UNLIKE: Final = 0.02


@remembered
def in_every_reading(a: PlaceConstraint, b: PlaceConstraint) -> Found:
    """Return whether one place fits both claims in every reading, as far as it is proved; else whether in some.

    ``a`` and ``b`` are measured from different sites, with known radii; one of them may be a region.
    """
    first, second = sorted((a, b), key=_order)
    question = _question(first, second)
    half_more_m = (first.far_m - first.near_m) / 2 if question.is_exact else 0.0
    boxes = _Boxes(np.zeros(1), np.zeros(1), np.zeros(1), question.radius_m, half_more_m)
    is_served, is_met, _ = _looked_at(question, boxes)
    if not is_met[0]:
        return "unknown"
    smallest_m = max(_ROUNDING_M, (boxes.half_m + half_more_m) * _SMALLEST)
    count = 1
    if not is_served[0] and (not question.is_bounded or _is_missed(question, _extremes(question, half_more_m)).any()):
        return "sometimes"
    while not is_served.all():
        boxes = _halved(boxes, ~is_served, question.radius_m)
        count += len(boxes.east)
        if count > _MAX_BOXES or boxes.half_m + boxes.half_more_m < smallest_m:
            return "sometimes"
        is_served, is_met, depths = _looked_at(question, boxes)
        is_real = np.hypot(boxes.east, boxes.north) <= question.known_m
        if (is_real & ~is_met & (depths < -_MISS_M)).any():
            return "sometimes"
    return "always"


class _Boxes(NamedTuple):
    """Readings: where the first site is from its centre, and how far an exact distance is from its middle."""

    east: Floats
    north: Floats
    more_m: Floats
    half_m: float
    half_more_m: float


@dataclass(frozen=True, slots=True)
class _Question:
    first: PlaceConstraint
    second: PlaceConstraint
    is_exact: bool
    """True if the first claim's distance is one exact unknown distance."""
    pieces: tuple[AnnularSector, ...]
    """What the first claim allows; of an exact distance, anywhere in its band."""
    allowed: tuple[AnnularSector, ...]
    """What the second claim allows around its site's centre; nothing for a region."""
    radius_m: float
    """The first site is this near to its centre, at most, with the second's carried to its centre."""
    known_m: float
    """It surely can be this far off."""
    steepest: float
    turned: float
    """How much directions turn when the second site is carried to its centre, radians at most."""
    shared_m: float
    apart_m: float

    @property
    def is_bounded(self) -> bool:
        return math.isfinite(self.turned) and (self.radius_m == 0 or math.isfinite(self.radius_m + self.steepest))

    def moved_m(self, boxes: _Boxes, lengths: Floats) -> Floats:
        """Return how far places of the first claim move within a box, at most."""
        if not self.is_bounded:
            return np.full(lengths.shape, np.inf)
        cell_m = boxes.half_m * math.sqrt(2)
        moved = np.full(lengths.shape, boxes.half_more_m + _ROUNDING_M)
        if cell_m > 0:
            moved += ELLIPSOID * cell_m * (1 + self.steepest * np.sin(np.minimum(lengths / RADIUS_M, math.pi / 2)))
        if self.shared_m > 0:
            size = (lengths + self.apart_m) / RADIUS_M
            moved += _UNLIKE * self.shared_m * size**3 + self.turned * lengths
        return moved


def _question(first: PlaceConstraint, second: PlaceConstraint) -> _Question:
    is_exact = first.is_exact_beside(second)
    spot, other = first.spot, second.spot
    own_m, shared_m, apart_m, turned, carried = spot.radius_m or 0.0, 0.0, 0.0, 0.0, 0.0
    if second.region is None:
        shared_m = other.radius_m or 0.0
        apart_m = GEOD.inv(spot.lon, spot.lat, other.lon, other.lat)[2] + own_m + shared_m
        carried = sectors.carried_m(other, apart_m)
    steepest = sectors.steepest(spot.lat, own_m + carried)
    if shared_m > 0:
        steep = max(steepest, sectors.steepest(other.lat, shared_m))
        turned = 3 * ELLIPSOID * shared_m * apart_m / RADIUS_M**2 * (1 + steep**2)
    return _Question(
        first,
        second,
        is_exact,
        pieces_of([first if is_exact else strictest(first)]),
        () if second.region is not None else _allowed(second),
        own_m + carried,
        own_m + shared_m,
        steepest,
        turned,
        shared_m,
        apart_m,
    )


def _order(place: PlaceConstraint) -> tuple[object, ...]:
    """Return what says which of two claims is carried along: the same, whichever is named first."""
    if place.region is not None:
        return (len(_ORDER),)
    spot = place.spot
    kind = "off_ring" if place.is_off else place.kind
    narrow = _ORDER.index(kind), place.sector is None, place.far_m - place.near_m
    return *narrow, place.far_m, place.sector or (), spot.site, spot.lon, spot.lat


def _extremes(question: _Question, half_more_m: float) -> _Boxes:
    """Return readings at the ends of all: what is missed is missed there first."""
    around = np.radians(np.arange(0.0, 360.0, 360.0 / _ENDS))
    east, north = (np.tile(question.known_m * axis, 2) for axis in (np.sin(around), np.cos(around)))
    return _Boxes(east, north, np.repeat([-half_more_m, half_more_m], _ENDS), 0.0, 0.0)


def _is_missed(question: _Question, boxes: _Boxes) -> Flags:
    _, is_met, depths = _looked_at(question, boxes)
    missed: Flags = ~is_met & (depths < -_MISS_M)
    return missed


def _allowed(place: PlaceConstraint) -> tuple[AnnularSector, ...]:
    """Return what a claim allows, in pieces that overlap: what is off a sector is so at any distance."""
    pieces = pieces_of([strictest(place)])
    if place.is_off:
        pieces = tuple(piece._replace(low_m=0.0, high_m=math.inf) if piece.arc else piece for piece in pieces)
    return pieces


def _halved(boxes: _Boxes, is_left: Flags, radius_m: float) -> _Boxes:
    """Cut the boxes that are left in two or in four, along what is longest."""
    east, north, more_m = boxes.east[is_left], boxes.north[is_left], boxes.more_m[is_left]
    half_m, half_more_m = boxes.half_m, boxes.half_more_m
    if half_more_m > half_m:
        half_more_m /= 2
        more_m = np.concatenate([more_m - half_more_m, more_m + half_more_m])
        return _Boxes(np.tile(east, 2), np.tile(north, 2), more_m, half_m, half_more_m)
    half_m /= 2
    east, north = quartered(east, north, half_m)
    is_in = np.hypot(east, north) - half_m * math.sqrt(2) <= radius_m
    return _Boxes(east[is_in], north[is_in], np.tile(more_m, 4)[is_in], half_m, half_more_m)


class _Way(NamedTuple):
    """Places, as directions and distances from the first site, each a step from the one before; a row for each box."""

    azimuths: Floats
    lengths: Floats
    step_m: float
    """From one place to the next, at most."""
    span_deg: float
    span_m: float
    """How far the next place is, in direction and in distance."""


def _way(azimuths: Floats, levels: Floats) -> tuple[Floats, Floats]:
    """Return a way through all directions at one distance, then back at the next; the last axis is along it."""
    there = np.concatenate([azimuths[:, :: -1 if number % 2 else 1] for number in range(levels.shape[1])], axis=1)
    return there, np.repeat(levels, azimuths.shape[1], axis=1)


def _first_way(piece: AnnularSector, exact_m: Floats | None, count: int) -> _Way:
    """Return a way all through a piece, or, at exact distances, all along each."""
    start_deg, width_deg = piece.arc or (0.0, 360.0)
    azimuths = np.tile(np.linspace(start_deg, start_deg + width_deg, _ALONG if piece.high_m > 0 else 1), (count, 1))
    if exact_m is not None:
        levels = exact_m[:, None]
    elif math.isinf(piece.high_m):
        levels = np.tile(piece.low_m + np.array(_BEYOND_M), (count, 1))
    else:
        levels = np.tile(np.unique([piece.low_m, (piece.low_m + piece.high_m) / 2, piece.high_m]), (count, 1))
    span_deg, span_m = width_deg / (_ALONG - 1), float(np.diff(levels[0]).max(initial=0.0))
    return _stepped(*_way(azimuths, levels), span_deg, span_m)


def _nearer_way(piece: AnnularSector, azimuths: Floats, lengths: Floats, before: _Way) -> _Way:
    """Return a way around places, within what was between them and the next."""
    spread = np.linspace(-1.0, 1.0, _NEARER)
    around = azimuths[:, None] + before.span_deg * spread
    if piece.arc is not None:
        around = np.clip(around, piece.arc[0], piece.arc[0] + piece.arc[1])
    levels = lengths[:, None]
    if before.span_m > 0:
        levels = np.clip(levels + before.span_m * np.array([-1.0, 0.0, 1.0]), piece.low_m, piece.high_m)
    return _stepped(*_way(around, levels), before.span_deg * float(spread[1] - spread[0]), before.span_m / 2)


def _stepped(azimuths: Floats, lengths: Floats, span_deg: float, span_m: float) -> _Way:
    step_m = max(2 * span_m, ELLIPSOID * math.radians(span_deg) * float(lengths.max()))
    return _Way(azimuths, lengths, step_m, span_deg, span_m)


def _looked_at(question: _Question, boxes: _Boxes) -> tuple[Flags, Flags, Floats]:
    """Return which boxes are served, in which the reading in the middle is met, and how deep its best place is."""
    count = len(boxes.east)
    is_served, is_met, depths = np.zeros(count, bool), np.zeros(count, bool), np.full(count, -np.inf)
    spot = question.first.spot
    lons, lats = placed(spot.lon, spot.lat, boxes.east, boxes.north)
    for piece in question.pieces:
        left = np.flatnonzero(~is_served)
        if not len(left):
            break
        exact_m = None
        if question.is_exact:
            exact_m = (question.first.near_m + question.first.far_m) / 2 + boxes.more_m[left]
        way = _first_way(piece, exact_m, len(left))
        for _ in range(_ZOOMS + 1):
            tests = _tested(question, *_places(lons[left], lats[left], way))
            moved_m = question.moved_m(boxes, way.lengths)
            now = np.any([_serves(test, moved_m, way.step_m) for test in tests], axis=0)
            is_served[left] |= now
            is_met[left] |= now
            if not now.all():
                is_met[left] |= np.any([_serves(test, np.zeros(1), way.step_m) for test in tests], axis=0)
            found = np.max([test.depths for test in tests], axis=0)
            best = found.argmax(axis=1)
            rows = np.arange(len(left))
            depths[left] = np.maximum(depths[left], found[rows, best])
            left, rows, best = left[~now], rows[~now], best[~now]
            if not len(left):
                break
            way = _nearer_way(piece, way.azimuths[rows, best], way.lengths[rows, best], way)
    return is_served, is_met, depths


def _places(lons: Floats, lats: Floats, way: _Way) -> tuple[Floats, Floats]:
    shape = way.lengths.shape
    start = np.repeat(lons, shape[1]), np.repeat(lats, shape[1])
    found_lons, found_lats, _ = GEOD.fwd(*start, way.azimuths.ravel(), way.lengths.ravel())
    return found_lons.reshape(shape), found_lats.reshape(shape)


class _Test(NamedTuple):
    """By how much places are inside of what the second claim allows, metres; negative outside."""

    not_too_far: Floats
    not_too_near: Floats
    in_direction: Floats

    @property
    def depths(self) -> Floats:
        return np.minimum(np.minimum(self.not_too_far, self.not_too_near), self.in_direction)


def _tested(question: _Question, lons: Floats, lats: Floats) -> list[_Test]:
    other = question.second
    if other.region is not None:
        depths = _depths_m(other.region, lons, lats, is_outside=other.kind == "outside")
        return [_Test(depths, depths, depths)]
    start = np.full(lons.size, other.spot.lon), np.full(lons.size, other.spot.lat)
    azimuths, _, lengths = (axis.reshape(lons.shape) for axis in GEOD.inv(*start, lons.ravel(), lats.ravel()))
    return [_tested_piece(piece, azimuths, lengths) for piece in question.allowed]


def _depths_m(region: shapely.Geometry, lons: Floats, lats: Floats, *, is_outside: bool) -> Floats:
    """Return how deep places are in a region, or outside of it, a row for each box: of those that are, if any are."""
    is_in = regions.are_there(lons.ravel(), lats.ravel(), region, is_outside=is_outside).reshape(lons.shape)
    depths = np.full(lons.shape, -np.inf)
    is_missed = np.broadcast_to(~is_in.any(axis=1, keepdims=True), lons.shape)
    for chosen, sign, side in ((is_in, 1, not is_outside), (is_missed, -1, is_outside)):
        depths[chosen] = sign * regions.away_m(lons[chosen], lats[chosen], region, is_outside=side)
    return depths


def _tested_piece(piece: AnnularSector, azimuths: Floats, lengths: Floats) -> _Test:
    in_direction = np.full(lengths.shape, np.inf)
    if piece.arc is not None:
        start_deg, width_deg = piece.arc
        within_deg = width_deg / 2 - np.abs((azimuths - start_deg - width_deg / 2 + 180) % 360 - 180)
        # How far it is to the direction's nearer side.
        round_m = GEOD.b * np.sin(np.minimum(lengths / GEOD.b, math.pi))
        in_direction = round_m * np.sin(np.radians(np.clip(within_deg, -90.0, 90.0))) / ELLIPSOID
    too_near = lengths - piece.low_m if piece.low_m > 0 else np.full(lengths.shape, np.inf)
    return _Test(piece.high_m - lengths, too_near, in_direction)


def _serves(test: _Test, moved_m: Floats, step_m: float) -> Flags:
    """Tell of each way whether a place on it, or somewhere between two, is right however it is moved."""
    is_deep: Flags = np.asarray((test.depths >= moved_m).any(axis=1), dtype=bool)
    if is_deep.all():
        return is_deep
    is_right = test.in_direction >= moved_m + step_m / 2
    number = np.broadcast_to(np.arange(is_right.shape[1]), is_right.shape)

    def last(flags: Flags) -> NDArray[np.intp]:
        return np.maximum.accumulate(np.where(flags, number, -1), axis=1)

    wrong = last(~is_right)
    near, far = (last(is_right & (test_m >= moved_m)) for test_m in (test.not_too_far, test.not_too_near))
    return np.asarray(is_deep | ((near > wrong) & (far > wrong)).any(axis=1), dtype=bool)
