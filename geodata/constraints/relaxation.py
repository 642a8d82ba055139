"""Where the points of sites may stand so that several events find a place: a guess, by pulling until nothing pulls.

Every event pulls its own point and those of its sites towards distances and directions that claims allow, half the way
each, and every site is held in its disc; this is repeated until all are content or patience ends. It works in one flat
map, so what comes out is a proposal: whoever uses it checks it by geodesic distance.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from geodata.geodesy.circles import GEOD

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geodata.constraints.annuli import AnnularSector, SiteAnnuli

Flat = list[float]
"""East and north of the middle, metres."""

_STEPS: Final = 400
#: After so many steps without this much of what pulled most, no more will come of it.
_PATIENCE: Final = 40
_LESS: Final = 0.98
#: Within this of what is allowed, nothing pulls; a flat map is no better.
_CONTENT_M: Final = 1.0
#: Aim this far inside of what is allowed, as a share of its width.
_INSIDE: Final = 0.02


def relaxed(
    events: Sequence[Sequence[SiteAnnuli]],
    starts: Sequence[tuple[float, float]],
    near: Mapping[str, tuple[float, float]] | None = None,
) -> tuple[Mapping[str, tuple[float, float]], tuple[tuple[float, float], ...]]:
    """Return a position for each site and for each event, (lon, lat) in degrees.

    ``events``: what is said around each site, for each event. ``starts``: where each event is at first, (lon, lat) in
    degrees. ``near``: where sites are at first, by id; others at their centres.
    """
    discs = {around.spot.site: around.spot for event in events for around in event}
    if not discs:
        return {}, tuple(starts)
    middle = next(iter(discs.values()))
    lon, lat = middle.lon, middle.lat

    def flat(at_lon: float, at_lat: float) -> Flat:
        azimuth_deg, _, length_m = GEOD.inv(lon, lat, at_lon, at_lat)
        return [length_m * math.sin(math.radians(azimuth_deg)), length_m * math.cos(math.radians(azimuth_deg))]

    homes = {site: flat(spot.lon, spot.lat) for site, spot in discs.items()}
    sites = {site: flat(*near[site]) if near and site in near else list(home) for site, home in homes.items()}
    points = [flat(*start) for start in starts]
    least_m, since = math.inf, 0
    for step in range(_STEPS):
        worst_m = max(
            (
                _pull(point, sites[around.spot.site], around)
                for point, event in zip(points, events, strict=True)
                for around in event
            ),
            default=0.0,
        )
        for site, spot in discs.items():
            if spot.radius_m is not None:
                _hold(sites[site], homes[site], spot.radius_m)
        if worst_m < _LESS * least_m:
            least_m, since = worst_m, step
        if worst_m <= _CONTENT_M or step - since > _PATIENCE:
            break

    def on_the_globe(east: float, north: float) -> tuple[float, float]:
        azimuth_deg = math.degrees(math.atan2(east, north))
        at_lon, at_lat, _ = GEOD.fwd(lon, lat, azimuth_deg, math.hypot(east, north))
        return at_lon, at_lat

    return {site: on_the_globe(*where) for site, where in sites.items()}, tuple(
        on_the_globe(*where) for where in points
    )


def _pull(point: Flat, site: Flat, around: SiteAnnuli) -> float:
    """Move an event and a site towards what is allowed; return by how much it was not, metres."""
    east, north = point[0] - site[0], point[1] - site[1]
    wanted = min((_nearest(piece, east, north) for piece in around.pieces), key=lambda to: math.dist(to, (east, north)))
    off_m = math.dist(wanted, (east, north))
    if off_m > 0:
        for axis, change in enumerate((wanted[0] - east, wanted[1] - north)):
            point[axis] += change / 2
            site[axis] -= change / 2
    return off_m


def _nearest(piece: AnnularSector, east: float, north: float) -> tuple[float, float]:
    """Return the nearest vector that a piece allows, a little inside of it."""
    length = math.hypot(east, north)
    margin = _INSIDE * (piece.high_m - piece.low_m) if math.isfinite(piece.high_m) else _CONTENT_M
    wanted = min(max(length, piece.low_m + margin), piece.high_m - margin)
    azimuth = math.degrees(math.atan2(east, north)) if length else 0.0
    if piece.arc is not None:
        start, width = piece.arc
        off = (azimuth - start - width / 2 + 180) % 360 - 180
        most = width / 2 * (1 - _INSIDE)
        azimuth += min(max(off, -most), most) - off
    return wanted * math.sin(math.radians(azimuth)), wanted * math.cos(math.radians(azimuth))


def _hold(site: Flat, home: Flat, radius_m: float) -> None:
    """Bring a site back into its disc."""
    off_m = math.dist(site, home)
    if off_m > radius_m * (1 - 1e-6):
        share = radius_m * (1 - 1e-6) / off_m if off_m else 0.0
        site[:] = [start + (now - start) * share for start, now in zip(home, site, strict=True)]
