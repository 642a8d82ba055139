"""Whether distances that are said between points contradict each other by the triangle inequality alone.

The points are the events, each site's own point, and the centres of the sites' discs, whose distances are known.
Geodesic distance obeys the triangle inequality, so each distance is at most the sum of two others and at least their
difference; bounds are drawn tighter by these until none changes (path consistency). Where a lower bound comes to lie
above an upper one, no points exist: proved. Directions and regions are left out. Metres.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from geodata.constraints.point_search import demands
from geodata.geodesy.circles import GEOD, MAX_GEODESIC_M

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from geodata.constraints.place_constraints import PlaceConstraint, SiteDisc

    Floats = NDArray[np.float64]

#: A contradiction by less than this may be rounding.
_ROUNDING_M: Final = 0.01
_MAX_ROUNDS: Final = 8


def are_excluded(events: Sequence[frozenset[PlaceConstraint]]) -> bool:
    """Tell whether no positions of events and sites have the distances that places say.

    Claim: where it is true, there are none; where it is false, nothing is said. Conditions: every bound holds for each
    point that a place allows, and one is missed by more than a centimetre. Source: path consistency, Dechter, Meiri and
    Pearl 1991, doi:10.1016/0004-3702(91)90006-6, with the triangle inequality of geodesic distance.

    >>> from geodata.constraints.place_constraints import PlaceConstraint, SiteDisc
    >>> camp, town = SiteDisc("CAMP", 0.0, 0.0, 2000.0), SiteDisc("TOWN", 0.06, 0.0, 2000.0)
    >>> at_camp = PlaceConstraint("at", camp)
    >>> def event(km):
    ...     return frozenset([at_camp, PlaceConstraint("ring", town, km * 1e3, km * 1e3 - 50, km * 1e3 + 50)])
    >>> are_excluded([event(5)]), are_excluded([event(5), event(8)])
    (False, True)
    """
    arounds = [demands(event)[0] for event in events]
    spots: dict[str, SiteDisc] = {around.spot.site: around.spot for some in arounds for around in some}
    if not spots:
        return False
    place = {site: len(events) + number for number, site in enumerate(spots)}
    count = len(events) + 2 * len(spots)
    low, high = np.zeros((count, count)), np.full((count, count), MAX_GEODESIC_M)
    np.fill_diagonal(high, 0.0)

    def narrow(one: int, other: int, least_m: float, most_m: float) -> None:
        low[one, other] = low[other, one] = max(low[one, other], least_m)
        high[one, other] = high[other, one] = min(high[one, other], most_m)

    for event, some in enumerate(arounds):
        for around in some:
            if not around.pieces:
                return True
            least_m, most_m = min(one.low_m for one in around.pieces), max(one.high_m for one in around.pieces)
            narrow(event, place[around.spot.site], least_m, most_m)
    _place_centres(list(spots.values()), len(events), narrow)
    return _has_no_points(low, high)


def _place_centres(spots: Sequence[SiteDisc], first: int, narrow: Callable[[int, int, float, float], None]) -> None:
    """Bound how far each site's own point is from its centre, and say how far the centres are apart."""
    centre = first + len(spots)
    for number, spot in enumerate(spots):
        if spot.radius_m is None:
            continue
        narrow(first + number, centre + number, 0.0, spot.radius_m)
        for other, another in enumerate(spots[:number]):
            if another.radius_m is not None:
                length_m = GEOD.inv(spot.lon, spot.lat, another.lon, another.lat)[2]
                narrow(centre + number, centre + other, length_m, length_m)


def _has_no_points(low: Floats, high: Floats) -> bool:
    """Draw bounds tighter by every third point; tell whether a lower one comes to lie above an upper one."""
    for _ in range(_MAX_ROUNDS):
        before = low.sum(), high.sum()
        for through in range(len(high)):
            np.minimum(high, high[:, through, None] + high[None, through, :], out=high)
        for through in range(len(high)):
            np.maximum(low, low[:, through, None] - high[None, through, :], out=low)
            np.maximum(low, low[None, through, :] - high[:, through, None], out=low)
        if (low > high + _ROUNDING_M).any():
            return True
        if (low.sum(), high.sum()) == before:
            return False
    return False
