"""Whether X can be in a sector, a band narrowed to a direction, and where a claim about another site says.

For one site both claims are ranges of distance and of direction, and nothing here is needed. For two sites the sector
is sampled: X stands at some azimuth and distance from its site, and each sample stands for what is around it, widened
by all that is not known. What moves a sample is bounded on the ellipsoid: when the site moves by r, a point at a fixed
azimuth and distance moves by at most r (1 + tan |latitude| sin(distance / R)), since meridians converge. So what is
said here is proved; the rest stays undecided.

Azimuths are degrees clockwise from north, lengths metres.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from geodata.constraints.place_constraints import SiteDisc
from geodata.constraints.regions import away_m, depth_m, parts_of
from geodata.constraints.three_valued import COMPATIBLE, CONTRADICTORY, UNDECIDED
from geodata.core.result_cache import remembered
from geodata.geodesy import circles, region_distance
from geodata.geodesy.circles import GEOD

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geodata.constraints.place_constraints import PlaceConstraint

    Floats = NDArray[np.float64]

#: The ellipsoid's radii of curvature differ from the mean radius by less than this factor.
_ELLIPSOID: Final = 1.02
_RADIUS_M: Final = 6_371_000.0
_LAST_LAT_DEG: Final = 89.0
#: Beyond this nothing is claimed of directions.
MAX_LENGTH_M: Final = 5_000_000.0
#: Samples across and along the sector, at first and where these do not decide.
_COARSE: Final = (13, 1)
_FINE: Final = (361, 3)
#: So many samples are measured closely where a quick bound does not decide.
_CLOSELY: Final = 2


def angle_between(a_deg: float, b_deg: float) -> float:
    """Return the angle between two azimuths, 0 to 180 degrees.

    >>> angle_between(350.0, 10.0)
    20.0
    """
    return abs((a_deg - b_deg + 180.0) % 360.0 - 180.0)


def _steepest(spot: SiteDisc) -> float:
    """Return the largest tan(latitude) within a site's disc; infinite near a pole."""
    lat_deg = abs(spot.lat) + math.degrees(_ELLIPSOID * (spot.radius_m or 0.0) / _RADIUS_M)
    return math.inf if lat_deg > _LAST_LAT_DEG else math.tan(math.radians(lat_deg))


def carried_m(spot: SiteDisc, length_m: float) -> float:
    """Return how far a point at a fixed azimuth and distance moves, at most, while the site is anywhere in its disc."""
    if not spot.radius_m:
        return 0.0 if spot.radius_m == 0 else math.inf
    return _ELLIPSOID * spot.radius_m * (1 + _steepest(spot) * math.sin(min(length_m / _RADIUS_M, math.pi / 2)))


def swung_deg(spot: SiteDisc, lengths_m: Floats | float, moved_m: float) -> Floats:
    """Return how much the azimuth from a site to a point changes, at most, while both are anywhere they may be.

    ``lengths_m``: from the site's centre to the point, or to many. ``moved_m``: how far the point may be off.
    """
    lengths = np.asarray(lengths_m, dtype=np.float64)
    if spot.radius_m is None or math.isinf(_steepest(spot)):
        return np.full(lengths.shape, 180.0)
    off_m = moved_m + spot.radius_m
    nearest_m = np.clip(lengths - off_m, 1e-3, MAX_LENGTH_M)
    turned = off_m / (_RADIUS_M * np.sin(nearest_m / _RADIUS_M)) + spot.radius_m / _RADIUS_M * _steepest(spot)
    is_free = (lengths <= off_m) | (lengths + off_m > MAX_LENGTH_M)
    return np.where(is_free, 180.0, np.minimum(180.0, np.degrees(_ELLIPSOID * turned)))


class _Samples(NamedTuple):
    lons: Floats
    lats: Floats
    around_m: float
    """Every point of the sector is this near to a sample, for the site at its centre."""


@remembered(16 * 2**20)
def _samples(place: PlaceConstraint, across: int, along: int) -> _Samples:
    """Return samples with the middle of the band among them."""
    assert place.sector is not None  # noqa: S101 - only sectors are sampled
    azimuth_deg, half_width_deg = place.sector
    middle_m, half_m = (place.near_m + place.far_m) / 2, (place.far_m - place.near_m) / 2
    lengths, azimuths = np.meshgrid(
        middle_m + half_m * (np.linspace(-1, 1, along) if along > 1 else np.zeros(1)),
        np.linspace(azimuth_deg - half_width_deg, azimuth_deg + half_width_deg, across),
    )
    start = np.full(lengths.size, place.spot.lon), np.full(lengths.size, place.spot.lat)
    lons, lats, _ = GEOD.fwd(*start, azimuths.ravel(), lengths.ravel())
    across_m = _ELLIPSOID * math.radians(half_width_deg / (across - 1)) * place.far_m
    return _Samples(lons, lats, across_m + half_m / max(1, along - 1))


def _slack_of_reading_m(place: PlaceConstraint, other: PlaceConstraint) -> float:
    """Return how far the sector's distance may be from its middle where it is one exact unknown distance."""
    return (place.far_m - place.near_m) / 2 if other.is_threshold else 0.0


def is_surely_in(place: PlaceConstraint, spot: SiteDisc, moved_m: float) -> bool:
    """Tell whether a point is in a sector wherever its own site, ``moved_m`` around ``spot``, and the sector's are."""
    assert place.sector is not None  # noqa: S101 - asked of sectors only
    azimuth_deg, _, length_m = GEOD.inv(place.spot.lon, place.spot.lat, spot.lon, spot.lat)
    if spot.radius_m is None or place.spot.radius_m is None:
        return False
    around_m = spot.radius_m + moved_m
    off_m = around_m + place.spot.radius_m
    is_at_distance = place.near_m <= length_m - off_m and length_m + off_m <= place.far_m
    off_deg = angle_between(azimuth_deg, place.sector[0]) + float(swung_deg(place.spot, length_m, around_m))
    return bool(is_at_distance and off_deg <= place.sector[1])


def judge_against_distance(place: PlaceConstraint, other: PlaceConstraint) -> int:
    """Return the verdict of a sector and a bound on the distance from another site, as far as it can be proved."""
    if other.kind == "at" and is_surely_in(place, other.spot, 0.0):
        return COMPATIBLE
    code = _by_samples(place, other, *_COARSE)
    return code if code != UNDECIDED else _by_samples(place, other, *_FINE)


def _by_samples(place: PlaceConstraint, other: PlaceConstraint, across: int, along: int) -> int:
    bounds = other.bounds(is_exact=place.is_threshold)
    samples = _samples(place, across, along)
    count = len(samples.lons)
    lengths_m = GEOD.inv(samples.lons, samples.lats, np.full(count, other.spot.lon), np.full(count, other.spot.lat))[2]
    least_m, most_m = float(lengths_m.min()), float(lengths_m.max())
    moved_m = carried_m(place.spot, place.far_m) + (math.inf if other.spot.radius_m is None else other.spot.radius_m)
    around_m = moved_m + samples.around_m
    if least_m - around_m > bounds.h_max or most_m + around_m < bounds.l_min:
        return CONTRADICTORY
    unsure_m = moved_m + _slack_of_reading_m(place, other)
    if other.is_threshold:
        # One exact distance: the samples at the middle of the band stand for it, off by half the band at most.
        least_m, most_m = float(lengths_m[along // 2 :: along].min()), float(lengths_m[along // 2 :: along].max())
    if least_m + unsure_m <= bounds.h_min and most_m - unsure_m >= bounds.l_max:
        return COMPATIBLE
    return UNDECIDED


def judge_two(place: PlaceConstraint, other: PlaceConstraint) -> int:
    """Return the verdict of two sectors of different sites: compatible if one sample of one is surely in the other."""
    as_ring = judge_against_distance(place, other), judge_against_distance(other, place)
    if CONTRADICTORY in as_ring:
        return CONTRADICTORY
    for one, another in ((place, other), (other, place)):
        samples = _samples(one, 31, 1)
        moved_m = carried_m(one.spot, one.far_m)
        for lon, lat in zip(samples.lons, samples.lats, strict=True):
            if is_surely_in(another, SiteDisc("", float(lon), float(lat), 0.0), moved_m):
                return COMPATIBLE
    return UNDECIDED


def judge_against_region(place: PlaceConstraint, other: PlaceConstraint) -> int:
    """Return the verdict of a sector and a region, inside or outside, as far as it can be proved."""
    assert other.region is not None  # noqa: S101 - asked of regions only
    carried = carried_m(place.spot, place.far_m)
    unsure_m = carried + _slack_of_reading_m(place, other)
    samples = _samples(place, *_COARSE)
    is_outside = other.kind == "outside"
    inner_m = away_m(samples.lons, samples.lats, other.region, is_outside=not is_outside)
    if inner_m.max() > unsure_m or _deepest_m(samples, other, np.argsort(inner_m)[-_CLOSELY:]) > unsure_m:
        return COMPATIBLE
    outer_m = away_m(samples.lons, samples.lats, other.region, is_outside=is_outside)
    if outer_m.min() > carried + samples.around_m:
        return CONTRADICTORY
    if not is_outside and math.isfinite(carried):
        assert place.sector is not None  # noqa: S101 - a sector
        drawn = circles.sector(place.spot.lon, place.spot.lat, place.near_m, place.far_m, *place.sector)
        if region_distance.nearest_m(drawn, other.region) > carried + _samples(place, *_FINE).around_m:
            return CONTRADICTORY
    return UNDECIDED


def _deepest_m(samples: _Samples, other: PlaceConstraint, chosen: NDArray[np.intp]) -> float:
    """Return how far the deepest of some samples is where a region wants them, measured closely."""
    depths = [
        max(depth_m(float(samples.lons[index]), float(samples.lats[index]), part) for part in parts_of(other.region))
        for index in chosen
    ]
    return max(depth if other.kind == "inside" else -depth for depth in depths)


def is_surely_possible(place: PlaceConstraint, other: PlaceConstraint) -> bool:
    """Tell whether some point of a sector, its site at the centre, meets the other claim in some reading.

    Over the sector, which is in one piece, the distance from another site runs through all between two samples'.
    """
    samples = _samples(place, *_COARSE)
    if other.region is not None:
        return bool((away_m(samples.lons, samples.lats, other.region, is_outside=other.kind == "outside") <= 0).any())
    if other.sector is not None or other.kind == "off_ring":
        return False
    start = np.full(len(samples.lons), other.spot.lon), np.full(len(samples.lons), other.spot.lat)
    lengths_m = GEOD.inv(*start, samples.lons, samples.lats)[2]
    bounds, radius_m = other.bounds(is_exact=True), other.spot.radius_m or 0.0
    return bool(lengths_m.min() <= bounds.h_max + radius_m and lengths_m.max() >= bounds.l_min - radius_m)


def judge_off(place: PlaceConstraint, other: PlaceConstraint) -> int:
    """Return the verdict of what lies off a sector, and an affirmed place by another site, as far as it is proved."""
    reach_m = {"at": 0.0, "within": other.far_m, "ring": other.far_m}.get(other.kind, math.inf)
    if math.isfinite(reach_m) and is_surely_in(place, other.spot, reach_m):
        return CONTRADICTORY
    return UNDECIDED
