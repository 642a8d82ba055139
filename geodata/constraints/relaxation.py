"""Where the points of sites may stand so that several events find a place: a guess, by the least moves that mend it.

Each statement that is not met asks for a shift of its event and its site against each other, each site that is outside
of its disc for a shift back. All of these at once are linear in small shifts, and the smallest ones that satisfy them
are made, again and again (Gauss and Newton's method), until nothing is missed by more than a tenth of a millimetre or
patience ends. Lengths and directions are geodesic. What comes out is a proposal: whoever uses it checks it.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from geodata.geodesy.circles import GEOD

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from geodata.constraints.annuli import SiteAnnuli

    Floats = NDArray[np.float64]
    Numbers = NDArray[np.intp]

LonLat = tuple[float, float]
_STEPS: Final = 60
#: After so many steps without this much of what was missed most, no more will come of it.
_PATIENCE: Final = 8
_LESS: Final = 0.9
#: What is aimed at first is a little inside of what is allowed: this share of the width, and metres at most.
_INSIDE: Final = 0.02
_INSIDE_M: Final = 20.0
#: Within this of what is allowed, all is met.
_MET_M: Final = 1e-4
#: No shift is longer: directions are only of use near where they were taken.
_MAX_SHIFT_M: Final = 20_000.0
_DAMPING: Final = 1e-6


class _Pieces(NamedTuple):
    """What is allowed between sites and events, a piece each; a statement is met where one of its pieces is."""

    statement: Numbers
    first: Numbers
    """The first piece of each statement."""
    event: Numbers
    site: Numbers
    low_m: Floats
    high_m: Floats
    middle_deg: Floats
    half_deg: Floats
    inside_m: Floats


def relaxed(
    events: Sequence[Sequence[SiteAnnuli]], starts: Sequence[LonLat], near: Mapping[str, LonLat] | None = None
) -> tuple[Mapping[str, LonLat], tuple[LonLat, ...]]:
    """Return a position for each site and for each event, (lon, lat) in degrees.

    ``events``: what is said around each site, for each event. ``starts``: where each event is at first, (lon, lat) in
    degrees. ``near``: where sites are at first, by id; others at their centres.
    """
    discs = {around.spot.site: around.spot for event in events for around in event}
    if not discs:
        return {}, tuple(starts)
    homes = np.array([(spot.lon, spot.lat) for spot in discs.values()])
    radii_m = np.array([math.inf if spot.radius_m is None else spot.radius_m for spot in discs.values()])
    first = [(near or {}).get(site, (spot.lon, spot.lat)) for site, spot in discs.items()]
    points = np.array([*first, *starts], dtype=np.float64)
    pieces = _listed(events, {site: number for number, site in enumerate(discs)})
    # At the edge of what is allowed, where that is all there is.
    for is_inside in (True, False):
        points, is_met = _mended(points, pieces, homes, radii_m, is_inside=is_inside)
        if is_met:
            break
    found = [(float(lon), float(lat)) for lon, lat in points]
    return dict(zip(discs, found, strict=False)), tuple(found[len(discs) :])


def _mended(points: Floats, pieces: _Pieces, homes: Floats, radii_m: Floats, *, is_inside: bool) -> tuple[Floats, bool]:
    """Return points shifted until nothing is missed, or no more comes of it; and whether nothing is."""
    least_m, since = math.inf, 0
    count = len(pieces.first) + len(homes)
    was_missed, kept = np.zeros(count, dtype=bool), np.zeros((count, points.size))
    for step in range(_STEPS):
        missed_m, slopes, is_met = _missed(points, pieces, is_inside=is_inside)
        outside_m, back = _outside(points, homes, radii_m)
        if is_met and outside_m.max() <= _MET_M:
            return points, True
        missed_m, slopes = np.concatenate([missed_m, outside_m]), np.concatenate([slopes, back])
        worst_m = float(missed_m.max())
        if worst_m < _LESS * least_m:
            least_m, since = worst_m, step
        elif step - since > _PATIENCE:
            break
        # What was mended last stays so, to first order: or two that pull against each other take turns.
        is_missed = missed_m > 0
        is_held = was_missed & ~is_missed
        kept, was_missed = np.where(is_held[:, None], kept, slopes), is_missed
        slopes, missed_m = kept[is_missed | is_held], missed_m[is_missed | is_held]
        damped = slopes @ slopes.T + _DAMPING * np.eye(len(missed_m))
        points = _shifted(points, -(slopes.T @ np.linalg.solve(damped, missed_m)).reshape(-1, 2))
    return points, False


def _listed(events: Sequence[Sequence[SiteAnnuli]], sites: Mapping[str, int]) -> _Pieces:
    rows = []
    statement = 0
    for number, event in enumerate(events):
        for around in event:
            for piece in around.pieces:
                start, width = piece.arc or (0.0, 360.0)
                room_m = piece.high_m - piece.low_m
                rows.append((
                    statement, len(sites) + number, sites[around.spot.site], piece.low_m, piece.high_m,
                    start + width / 2, width / 2, min(_INSIDE * room_m, _INSIDE_M),
                ))  # fmt: skip
            statement += 1
    statements, ends, starts, *rest = zip(*rows, strict=True)
    low_m, high_m, middle_deg, half_deg, inside_m = np.array(rest, dtype=np.float64)
    which, event, site = np.array([statements, ends, starts], dtype=np.intp)
    first = np.flatnonzero(np.diff(which, prepend=-1))
    return _Pieces(which, first, event, site, low_m, high_m, middle_deg, half_deg, inside_m)


def _missed(points: Floats, pieces: _Pieces, *, is_inside: bool) -> tuple[Floats, Floats, bool]:
    """Return by how much each statement is missed, and how that changes with shifts of all points east and north.

    ``is_inside`` aims a little inside of what is allowed. Last, whether all is met.
    """
    sites, events = points[pieces.site], points[pieces.event]
    leaving_deg, back_deg, lengths = GEOD.inv(*sites.T, *events.T)
    aside_deg = (leaving_deg - pieces.middle_deg + 180) % 360 - 180
    off_m, *_ = found = _off(pieces, lengths, aside_deg, 0.0, 0.0)
    # Where there is no room to be inside, the edge itself will do.
    spare_m = _MET_M * (pieces.inside_m <= 0) if is_inside else _MET_M
    is_met = bool((np.minimum.reduceat(off_m - spare_m, pieces.first) <= 0).all())
    if is_inside:
        off_m, *_ = found = _off(pieces, lengths, aside_deg, pieces.inside_m, _INSIDE * np.sign(pieces.inside_m))
    chosen = np.lexsort((off_m, pieces.statement))[pieces.first]
    off_m, radial, across = (each[chosen] for each in found)
    unit = np.where(off_m > 0, off_m, 1.0)
    slopes = np.zeros((len(chosen), len(points), 2))
    rows = np.arange(len(chosen))
    for ends, azimuth_deg, sign in ((pieces.event, back_deg + 180, 1.0), (pieces.site, leaving_deg, -1.0)):
        turned = np.radians(azimuth_deg[chosen])
        sin, cos = np.sin(turned), np.cos(turned)
        slopes[rows, ends[chosen], 0] = sign * (radial * sin + across * cos) / unit
        slopes[rows, ends[chosen], 1] = sign * (radial * cos - across * sin) / unit
    return off_m, slopes.reshape(len(chosen), -1), is_met


def _off(
    pieces: _Pieces, lengths: Floats, aside_deg: Floats, inside_m: Floats | float, inside_share: Floats | float
) -> tuple[Floats, Floats, Floats]:
    """Return how far events are from pieces: in all, along the way from the site, and across."""
    # Seen from the site: beyond the nearer edge of what directions are allowed, by so much.
    turned = np.radians(np.maximum(np.abs(aside_deg) - pieces.half_deg * (1 - inside_share), 0))
    cos, sin = np.cos(turned), np.sin(turned)
    wanted_m = np.minimum(np.maximum(lengths * cos, pieces.low_m + inside_m), pieces.high_m - inside_m)
    radial, across = lengths - wanted_m * cos, np.sign(aside_deg) * wanted_m * sin
    return np.hypot(radial, across), radial, across


def _outside(points: Floats, homes: Floats, radii_m: Floats) -> tuple[Floats, Floats]:
    """Return by how much each site is outside of its disc, and how that changes with shifts of all points."""
    sites = points[: len(homes)]
    _, back_deg, lengths = GEOD.inv(*homes.T, *sites.T)
    slopes = np.zeros((len(homes), len(points), 2))
    rows, outward = np.arange(len(homes)), np.radians(back_deg + 180)
    slopes[rows, rows, 0], slopes[rows, rows, 1] = np.sin(outward), np.cos(outward)
    return np.maximum(lengths - radii_m * (1 - 1e-9), 0), slopes.reshape(len(homes), -1)


def _shifted(points: Floats, shifts: Floats) -> Floats:
    azimuth_deg = np.degrees(np.arctan2(*shifts.T))
    lons, lats, _ = GEOD.fwd(points[:, 0], points[:, 1], azimuth_deg, np.minimum(np.hypot(*shifts.T), _MAX_SHIFT_M))
    return np.stack([lons, lats], axis=1)
