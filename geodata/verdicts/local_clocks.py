"""By which clock a time without a zone is told: as assumed, that of the place that the claim states, else the case's.

Zones are those of the IANA data base; where each applies is the data of timezone-boundary-builder, in the package
tzfpy, on this machine. Its borders are simplified, so every zone counts that comes within some kilometres of where the
event may have been; sites whose position is not known, or not how well, have no zone.
"""

from __future__ import annotations

import math
from datetime import datetime, timedelta
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely
import tzfpy

from geodata.core.zones import ANY_ZONE, LOCAL_TIME, UTC_TIME, zone
from geodata.geodesy.circles import GEOD, MAX_GEODESIC_M
from geodata.verdicts.time_windows import LOCAL, UTC, Clock, clock_number

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geodata.constraints.place_constraints import PlaceConstraint
    from geodata.core.model import Case

#: The borders of zones are not better known than this.
_BORDER_M: Final = 5_000.0
_RINGS: Final = 9
_AROUND: Final = 24
_GRID: Final = 10
_EPOCH: Final = datetime(1970, 1, 1)  # noqa: DTZ001 - local times come without a zone
_DAY_S: Final = 86_400.0
#: Offsets change twice a year at most, but for decrees; of a longer time so many instants are looked at.
_MAX_INSTANTS: Final = 300
#: Where a time is open, offsets of these years count.
_FIRST_S: Final = (datetime(1900, 1, 1) - _EPOCH).total_seconds()  # noqa: DTZ001 - as above
_LAST_S: Final = (datetime(2037, 12, 31) - _EPOCH).total_seconds()  # noqa: DTZ001 - as above
#: No zone has rules from before, or other rules from then on.
_EARLIEST_S: Final = (datetime(1800, 1, 1) - _EPOCH).total_seconds()  # noqa: DTZ001 - as above
_LATEST_S: Final = (datetime(2099, 12, 31) - _EPOCH).total_seconds()  # noqa: DTZ001 - as above


def assumed_clock(reading: str) -> Clock | None:
    """Return the clock that all times without a zone are told by; ``None`` if each is local to its place.

    ``reading``: as :attr:`geodata.core.assumptions.Assumptions.zone` has it.
    """
    return None if reading == LOCAL_TIME else {UTC_TIME: UTC, ANY_ZONE: LOCAL}.get(reading) or _clock((reading,))


def local_clock(case: Case, place: PlaceConstraint | None) -> Clock:
    """Return the clock that a claim's times are told by if they are local.

    ``case``: which sites are known, and the zone of the case. ``place``: where the claim says that it was; ``None``
    where it does not.
    """
    fallback = LOCAL if case.timezone is None else _clock((case.timezone,))
    if place is None or case.site_by_id[place.spot.site].geometry is None:
        return fallback
    if any(spot.radius_m is None for spot in place.spots):
        return fallback
    zones = _zones_of(place)
    return _clock(zones) if zones else fallback


def clock_at(lat: float, lon: float, radius_m: float = 0.0) -> Clock:
    """Return the clock of a disc around a point, in degrees: of all zones that come within some kilometres of it."""
    zones = _zones_around(lon, lat, _BORDER_M + radius_m)
    return _clock(zones) if zones else LOCAL


def _zones_of(place: PlaceConstraint) -> tuple[str, ...]:
    """Return the zones of points all over where an event may have been."""
    region = place.region if place.region is not None else place.spot.region
    if place.corridor is not None:
        region = place.corridor.areas.possible
    if region is not None:
        west, south, east, north = region.bounds
        grid = np.array(np.meshgrid(np.linspace(west, east, _GRID), np.linspace(south, north, _GRID))).reshape(2, -1).T
        inside = grid[shapely.contains_xy(region, *grid.T)]
        return _zones(np.vstack([shapely.get_coordinates(region), inside]))
    reaches = place.kind in ("within", "ring") or place.is_denial
    reach_m = (place.spot.radius_m or 0.0) + _BORDER_M + (place.far_m if reaches else 0.0)
    return _zones_around(place.spot.lon, place.spot.lat, reach_m)


@lru_cache(maxsize=4_096)
def _zones_around(lon: float, lat: float, reach_m: float) -> tuple[str, ...]:
    """Return the zones of points all over a circle about one, in degrees; many claims speak of one place."""
    lengths, azimuths = np.meshgrid(
        np.linspace(0, min(reach_m, MAX_GEODESIC_M), _RINGS), np.arange(_AROUND) * (360.0 / _AROUND)
    )
    start = np.full(lengths.size, lon), np.full(lengths.size, lat)
    lons, lats, _ = GEOD.fwd(*start, azimuths.ravel(), lengths.ravel())
    return _zones(np.column_stack([lons, lats]))


def _zones(points: Iterable[Iterable[float]]) -> tuple[str, ...]:
    return tuple(sorted({name for lon, lat in points for name in tzfpy.get_tzs(lon, lat) if zone(name)}))


def _clock(zones: tuple[str, ...]) -> Clock:
    return Clock(clock_number(frozenset(zones)), partial(_offsets_s, zones))


@lru_cache(maxsize=16_384)
def _offsets_s(zones: tuple[str, ...], first_s: float, last_s: float) -> tuple[float, float]:
    """Return what has to be added to local times to have UTC, at least and at most."""
    start_s, end_s = sorted(
        open_s if math.isinf(time_s) else min(max(time_s, _EARLIEST_S), _LATEST_S)
        for time_s, open_s in ((first_s, _FIRST_S), (last_s, _LAST_S))
    )
    count = 2 + min(_MAX_INSTANTS, math.ceil((end_s - start_s) / (30 * _DAY_S)))
    found = {
        -offset.total_seconds()
        for instant_s in np.linspace(start_s, end_s, count)
        for name in zones
        if (clock := zone(name)) is not None
        for fold in (0, 1)
        if (offset := (_EPOCH + timedelta(seconds=float(instant_s))).replace(tzinfo=clock, fold=fold).utcoffset())
        is not None
    }
    return (min(found), max(found)) if found else LOCAL.offsets_s(first_s, last_s)
