"""Which places hold at which points, with their sites exactly at positions: many at once. (lon, lat) in degrees."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from geodata.constraints.point_search import are_met, demands
from geodata.constraints.site_points import TOLERANCE_M
from geodata.geodesy.circles import GEOD

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from geodata.constraints.annuli import SiteAnnuli
    from geodata.constraints.place_constraints import PlaceConstraint

    Floats = NDArray[np.float64]
    Flags = NDArray[np.bool_]

LonLat = tuple[float, float]


def are_exact(places: Iterable[PlaceConstraint], sites: Iterable[str]) -> bool:
    """Tell whether places leave nothing unknown where some sites are at positions."""
    known = set(sites)
    return all(
        place.corridor is None
        and all(spot.region is None and (spot.site in known or spot.radius_m == 0) for spot in place.spots)
        for place in places
    )


def met_at(places: Sequence[PlaceConstraint], sites: Mapping[str, LonLat], points: Sequence[LonLat]) -> Flags:
    """Return for each place, a row, whether it holds at each of some points; ``sites``: where these are, by id.

    >>> from geodata.constraints.place_constraints import PlaceConstraint, SiteDisc
    >>> camp = SiteDisc("CAMP", 40.0, 35.0, 2000.0)
    >>> said = [PlaceConstraint("at", camp), PlaceConstraint("within", camp, 5e3, 4.5e3, 5.5e3)]
    >>> met_at(said, {"CAMP": (40.01, 35.0)}, [(40.01, 35.0), (40.06, 35.0), (40.08, 35.0)]).tolist()
    [[True, False, False], [True, True, False]]
    """
    lons, lats = np.array(points, dtype=np.float64).reshape(-1, 2).T
    ways: dict[LonLat, tuple[Floats, Floats]] = {}

    def is_met(around: SiteAnnuli) -> Flags:
        at = sites.get(around.spot.site, (around.spot.lon, around.spot.lat))
        if at not in ways:
            azimuths_deg, _, lengths = GEOD.inv(np.full(len(lons), at[0]), np.full(len(lons), at[1]), lons, lats)
            ways[at] = azimuths_deg, lengths
        azimuths_deg, lengths = ways[at]
        return are_met(around.pieces, azimuths_deg, lengths, TOLERANCE_M)

    met = np.ones((len(places), len(lons)), dtype=bool)
    for row, place in enumerate(places):
        arounds, areas = demands(frozenset([place]))
        for around in arounds:
            met[row] &= is_met(around)
        for area in areas:
            met[row] &= area.holds(lons, lats)
    return met
