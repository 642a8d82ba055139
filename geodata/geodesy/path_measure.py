"""How far it is along a row of points, and how large what they enclose is.

Each leg is measured as any two places are (:mod:`geodata.geodesy.site_distance`). The bounds of the total are the sums
of the legs': sound, and reached where the legs' extremes can be reached together.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from geodata.core.model import Site
from geodata.geodesy.circles import distance_m
from geodata.geodesy.claim_shapes import anchor
from geodata.geodesy.geodesics import area_and_perimeter
from geodata.geodesy.site_bearing import Direction, direction
from geodata.geodesy.site_distance import Between, between

_MIN_CORNERS: Final = 3


@dataclass(frozen=True, slots=True)
class Leg:
    """One leg of a measurement."""

    start: Site
    end: Site
    between: Between

    towards: Direction
    """From the start, as sure as both uncertainties leave it."""
    back: Direction
    """From the end."""


@dataclass(frozen=True, slots=True)
class EnclosedArea:
    """What a closed path encloses, in square metres, on the ellipsoid."""

    area_m2: float
    half_width_m2: float
    """How much it may be off because the corners are uncertain; infinite where one's uncertainty is not known."""
    perimeter_m: float


@dataclass(frozen=True, slots=True)
class Measurement:
    """A row of points measured."""

    legs: tuple[Leg, ...]
    total: Between
    area: EnclosedArea | None
    """``None`` where the path is not closed, or encloses no area that can be told."""
    why_no_area: str | None
    """In a sentence, for a closed path without one."""


def _total(legs: Sequence[Leg]) -> Between:
    lengths_m = [leg.between.distance_m for leg in legs]
    known_m = [length_m for length_m in lengths_m if length_m is not None]
    unknown = dict.fromkeys(leg.between.reason for leg in legs if not leg.between.is_bounded)
    return Between(
        distance_m=sum(known_m) if len(known_m) == len(legs) else None,
        min_m=sum(leg.between.min_m for leg in legs),
        max_m=sum(leg.between.max_m for leg in legs),
        azimuth_deg=None,
        back_azimuth_deg=None,
        reason=" ".join(reason for reason in unknown if reason) or None,
    )


def _corners(points: Sequence[Site]) -> tuple[list[tuple[float, float]], str | None]:
    """Return the points as corners, or in a sentence which cannot be one."""
    regions = [point.name for point in points if point.is_region]
    if regions:
        return [], f"{', '.join(regions)} is a region, which cannot be a corner."
    corners = [corner for point in points if (corner := anchor(point)) is not None]
    return corners, None if len(corners) == len(points) else "A point without a position cannot be a corner."


def _half_width_m2(points: Sequence[Site], corners: Sequence[tuple[float, float]]) -> float:
    """Return how much the area of a path may be off because its corners are uncertain.

    Corners moved by u_i change the area of a polygon by half the sum of u_i x (p_{i+1} - p_{i-1}) + u_i x u_{i+1}
    (shoelace formula), so with |u_i| <= r_i by half the sum of r_i |p_{i+1} - p_{i-1}| + r_i r_{i+1} or less: in the
    plane, which such lengths are taken for here.
    """
    radii_m = [math.inf if point.uncertainty_m is None else point.uncertainty_m for point in points]
    if math.inf in radii_m:
        return math.inf
    doubled_m2 = 0.0
    for index, radius_m in enumerate(radii_m):
        before, after = corners[index - 1], corners[(index + 1) % len(corners)]
        doubled_m2 += radius_m * distance_m(*before, *after) + radius_m * radii_m[(index + 1) % len(corners)]
    return doubled_m2 / 2


def _area(points: Sequence[Site]) -> tuple[EnclosedArea | None, str | None]:
    """Return what a closed path encloses, or in a sentence why nothing."""
    corners, reason = _corners(points)
    if reason is not None:
        return None, reason
    found = area_and_perimeter(corners)
    if found.area_m2 is None:
        return None, found.reason
    return EnclosedArea(found.area_m2, _half_width_m2(points, corners), found.perimeter_m), None


def _leg(start: Site, end: Site) -> Leg:
    found = between(start, end)
    return Leg(start, end, found, direction(start, end, found), direction(end, start))


def measure(points: Sequence[Site], *, closed: bool = False) -> Measurement:
    """Measure a row of points.

    ``points``: two or more; fewer have no legs. ``closed``: whether the last is joined to the first, and the area asked
    for.
    """
    path = [*points, points[0]] if closed and len(points) >= _MIN_CORNERS else list(points)
    legs = tuple(_leg(start, end) for start, end in pairwise(path))
    if not closed:
        return Measurement(legs, _total(legs), None, None)
    return Measurement(legs, _total(legs), *_area(points))
