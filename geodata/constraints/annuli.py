"""Where X can be around one site, when all that is said of that site must hold together.

Everything said of one site is a range of distance and of direction from one unknown point P, so what holds together is
a union of pieces of the plane in polar coordinates. Each reading counts that the words admit: a stated distance is
anywhere in its band.

Distances are metres, directions degrees clockwise from north.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from geodata.constraints.place_constraints import OPEN_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geodata.constraints.place_constraints import PlaceConstraint, SiteDisc

_FULL_TURN_DEG: Final = 360.0
#: "Not at" a point is at least so far off: more than a witness may be off by.
_OFF_M: Final = 0.002

Arc = tuple[float, float]
"""First direction and width: from there clockwise."""


class AnnularSector(NamedTuple):
    """A range of distances, in a range of directions."""

    low_m: float
    high_m: float
    arc: Arc | None = None
    """``None`` = all around."""


@dataclass(frozen=True, slots=True)
class SiteAnnuli:
    """All that is said of one site: where it may be, and where X is from it."""

    spot: SiteDisc
    pieces: tuple[AnnularSector, ...]


ANYWHERE: Final = AnnularSector(0.0, float("inf"))


def pieces_of(places: Iterable[PlaceConstraint]) -> tuple[AnnularSector, ...]:
    """Return where X can be around the site that all places speak of; nothing where they exclude each other.

    >>> from geodata.constraints.place_constraints import PlaceConstraint, SiteDisc
    >>> camp = SiteDisc("CAMP", 40.056, 35.396, 2000.0)
    >>> within = PlaceConstraint("within", camp, 55e3, 54e3, 56e3)
    >>> pieces_of([within, PlaceConstraint("off_ring", camp, 9e3, 8e3, 10e3)])
    (AnnularSector(low_m=0.0, high_m=8000.0, arc=None), AnnularSector(low_m=10000.0, high_m=56000.0, arc=None))
    """
    pieces = [ANYWHERE]
    # What is cut out goes last: it takes its own edges with it.
    for place in sorted(places, key=lambda place: place.is_off or place.kind in OPEN_KINDS):
        pieces = [cut for piece in pieces for cut in _cut(piece, place)]
    return tuple(dict.fromkeys(pieces))


def _cut(piece: AnnularSector, place: PlaceConstraint) -> list[AnnularSector]:
    """Return what a statement leaves of a piece."""
    if place.kind == "not_at":
        return [piece._replace(low_m=max(piece.low_m, min(_OFF_M, piece.high_m)))] if piece.high_m > 0 else []
    if place.is_off:
        return _cut_out(piece, place)
    bounds = place.bounds(is_exact=True)
    return _within(piece, bounds.l_min, bounds.h_max, _arc_of(place))


def _arc_of(place: PlaceConstraint) -> Arc | None:
    if place.sector is None:
        return None
    azimuth_deg, half_width_deg = place.sector
    return (azimuth_deg - half_width_deg) % _FULL_TURN_DEG, 2 * half_width_deg


def _within(piece: AnnularSector, low_m: float, high_m: float, arc: Arc | None) -> list[AnnularSector]:
    low_m, high_m = max(piece.low_m, low_m), min(piece.high_m, high_m)
    if low_m > high_m:
        return []
    common = common_arcs(piece.arc, arc)
    if low_m <= 0 and not common:
        return [AnnularSector(0.0, 0.0)]  # at no distance there is no direction, and none is missed
    return [AnnularSector(low_m, high_m, each) for each in common]


def _cut_out(piece: AnnularSector, place: PlaceConstraint) -> list[AnnularSector]:
    """Return what is nearer than what is denied, farther, or beside its sector; a band's own edges are out."""
    left: list[AnnularSector] = []
    near_m, far_m = place.hole_m
    if piece.low_m < near_m:
        left += _within(piece, 0.0, near_m, None)
    if piece.high_m > far_m:
        left += _within(piece, far_m, float("inf"), None)
    arc = _arc_of(place)
    if arc is not None:
        beside = ((arc[0] + arc[1]) % _FULL_TURN_DEG, _FULL_TURN_DEG - arc[1])
        left += _within(piece, near_m, far_m, beside)
    return left


def common_arcs(a: Arc | None, b: Arc | None) -> list[Arc | None]:
    """Return what two ranges of direction have in common: none, one or two ranges.

    >>> common_arcs((350.0, 20.0), (0.0, 90.0)), common_arcs((0.0, 300.0), (200.0, 200.0))
    ([(0.0, 10.0)], [(200.0, 100.0), (0.0, 40.0)])
    """
    if a is None or b is None:
        return [a if b is None else b]
    start = (b[0] - a[0]) % _FULL_TURN_DEG
    found: list[Arc | None] = []
    for first in (start, start - _FULL_TURN_DEG):
        low, high = max(0.0, first), min(a[1], first + b[1])
        if low <= high:
            found.append(((a[0] + low) % _FULL_TURN_DEG, high - low))
    return found
