"""The paper: a map projection about the middle of what is shown, and positions on it in points.

Up to a hemisphere it is the azimuthal equidistant projection about the middle of the extent (Snyder 1987, *Map
Projections: A Working Manual*, USGS Professional Paper 1395, chapter 25): lengths from the middle are true, and neither
a pole nor the antimeridian is an edge. What is wider is drawn in Equal Earth (Savric, Patterson & Jenny 2019,
doi:10.1080/13658816.2018.1504949).
"""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray
from pyproj import Proj

from geodata.core.units import FULL_TURN_DEG
from geodata.geodesy.circles import GEOD
from geodata.parsing.bounds import counted_on
from geodata.render.figure.style import PT_PER_PX

if TYPE_CHECKING:
    from geodata.parsing.bounds import MapExtent

    Floats = NDArray[np.float64]
    Windows = tuple[tuple[float, float, float, float], ...]

#: From the middle to what is farthest: beyond this it is a map of the world.
LOCAL_M: Final = 9_000_000.0
#: Half of the smallest side, so that a single place has surroundings.
_LEAST_HALF_M: Final = 3_000.0
#: Free room beside what is fitted, as a share of the side.
MARGIN: Final = 0.07
#: Height over width of the map, at least.
_LOWEST: Final = 0.62
_ROUNDS: Final = 4
_EDGE_POINTS: Final = 33
_WORLD_ASPECT: Final = 0.487
_MEAN_RADIUS_M: Final = 6_371_000.0
_SIDE_M: Final = 1_000.0


@dataclass(frozen=True)
class Plane:
    """A map of one size about a middle."""

    lon: float
    lat: float
    width_pt: float
    height_pt: float
    m_per_pt: float
    """Metres of the projection, true at the middle of a local map."""
    is_world: bool

    @cached_property
    def _proj(self) -> Proj:
        if self.is_world:
            return Proj(proj="eqearth", lon_0=self.lon, ellps="WGS84")
        return Proj(proj="aeqd", lon_0=self.lon, lat_0=self.lat, ellps="WGS84")

    @property
    def zoom(self) -> float:
        """The zoom at which the browser's map has this scale, a pixel being as large as a pixel in print."""
        return math.log2(40_075_017 / 256 / (self.m_per_pt * PT_PER_PX))

    def points(self, lonlat: Floats) -> Floats:
        """Return positions in points.

        ``lonlat``: shape (n, 2), (lon, lat) in degrees.
        Returns array of shape (n, 2), x to the right and y downwards from the upper left corner.
        """
        x_m, y_m = self._proj(lonlat[:, 0], lonlat[:, 1])
        x, y = np.asarray(x_m) / self.m_per_pt, np.asarray(y_m) / self.m_per_pt
        return np.column_stack([self.width_pt / 2 + x, self.height_pt / 2 - y])

    def at(self, lon: float, lat: float) -> tuple[float, float]:
        """Return one position in points."""
        ((x, y),) = self.points(np.array([[lon, lat]])).tolist()
        return x, y

    def holds(self, lon: float, lat: float) -> bool:
        """Tell whether a position is in the frame."""
        x, y = self.at(lon, lat)
        return 0 <= x <= self.width_pt and 0 <= y <= self.height_pt

    def lonlat(self, points: Floats) -> Floats:
        """Return what :meth:`points` was given; NaN outside the map of the world."""
        x_m = (points[:, 0] - self.width_pt / 2) * self.m_per_pt
        y_m = (self.height_pt / 2 - points[:, 1]) * self.m_per_pt
        found = np.column_stack(self._proj(x_m, y_m, inverse=True))
        return np.where(np.isfinite(found), found, np.nan)

    def edge(self) -> Floats:
        """Return positions along the frame of the map, (lon, lat) in degrees, closed."""
        along = np.linspace(0, 1, _EDGE_POINTS)
        ends = [(0, 0), (1, 0), (1, 1), (0, 1), (0, 0)]
        sides = [np.outer(1 - along, a) + np.outer(along, b) for a, b in itertools.pairwise(ends)]
        return self.lonlat(np.vstack(sides) * (self.width_pt, self.height_pt))

    @property
    def half_diagonal_m(self) -> float:
        """From the middle to a corner, in metres."""
        return math.hypot(self.width_pt, self.height_pt) / 2 * self.m_per_pt

    def windows(self) -> Windows:
        """Return boxes of longitudes and latitudes that together hold the map: west, south, east, north in degrees.

        A box may reach beyond 180 degrees; it goes on there.
        """
        reach_deg = math.degrees(self.half_diagonal_m / _MEAN_RADIUS_M) * 1.02
        south, north = self.lat - reach_deg, self.lat + reach_deg
        if self.is_world:
            return ((self.lon - 180.0, -90.0, self.lon + 180.0, 90.0),)
        if south <= -90 or north >= 90:  # noqa: PLR2004 - a pole
            return ((self.lon - 180.0, max(south, -90.0), self.lon + 180.0, min(north, 90.0)),)
        # The widest a cap of this radius gets, beside its middle (Snyder 1987, equation 5-3, at a right angle).
        ratio = math.sin(math.radians(reach_deg)) / math.cos(math.radians(self.lat))
        half_deg = 180.0 if ratio >= 1 else min(180.0, math.degrees(math.asin(ratio)) * 1.02)
        return ((self.lon - half_deg, south, self.lon + half_deg, north),)

    def length_pt(self, length_m: float) -> float:
        """Return how long a length is at the middle of the map, from west to east, in points."""
        lons, lats, _ = GEOD.fwd([self.lon] * 2, [self.lat] * 2, [270, 90], [_SIDE_M / 2] * 2)
        (west, _), (east, _) = self.points(np.column_stack([lons, lats])).tolist()
        return float(east - west) * length_m / _SIDE_M

    def distortion(self) -> tuple[float, float]:
        """Return by how much lengths at the frame differ from those at the middle at most, and how far north turns.

        Returns a share of the length, and degrees.
        """
        edge = self.edge()
        edge = edge[np.isfinite(edge).all(axis=1)]
        found: Any = self._proj.get_factors(edge[:, 0], edge[:, 1])
        scales = np.concatenate([found.tissot_semimajor, found.tissot_semiminor])
        middle = self.length_pt(_SIDE_M) * self.m_per_pt / _SIDE_M
        turns = np.abs(np.asarray(found.meridian_convergence))
        return float(np.nanmax(np.abs(scales / middle - 1))), float(np.nanmax(turns))


def _middle(lonlat: Floats) -> tuple[float, float] | None:
    """Return the middle of positions as seen from it; ``None`` where they lie all around the globe."""
    lons, lats = np.radians(lonlat).T
    vectors = np.column_stack([np.cos(lats) * np.cos(lons), np.cos(lats) * np.sin(lons), np.sin(lats)])
    x, y, z = vectors.mean(axis=0)
    if math.hypot(x, y, z) < 0.05:  # noqa: PLR2004 - they cancel each other
        return None
    lon, lat = math.degrees(math.atan2(y, x)), math.degrees(math.atan2(z, math.hypot(x, y)))
    for _ in range(_ROUNDS):
        flat = Proj(proj="aeqd", lon_0=lon, lat_0=lat, ellps="WGS84")
        xs, ys = flat(lonlat[:, 0], lonlat[:, 1])
        middle_x, middle_y = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
        if math.hypot(middle_x, middle_y) > LOCAL_M:
            return None
        lon, lat = flat(middle_x, middle_y, inverse=True)
    return float(lon), float(lat)


def fitted(lonlat: Floats, width_pt: float, *, tallest: float = 1.0, margin: float = MARGIN) -> Plane:
    """Return the map that shows some positions.

    ``lonlat``: shape (n, 2), (lon, lat) in degrees; without any, the world. ``tallest``: height over width, at most.
    ``margin``: free room beside what is fitted, as a share of the side.

    >>> plane = fitted(np.array([[40.0, 35.0], [41.0, 36.0]]), 300)
    >>> round(plane.lon, 1), round(plane.lat, 1), plane.is_world
    (40.5, 35.5, False)
    """
    middle = _middle(lonlat) if len(lonlat) else None
    if middle is None:
        return _world(lonlat, width_pt)
    lon, lat = middle
    xs, ys = map(np.asarray, Proj(proj="aeqd", lon_0=lon, lat_0=lat, ellps="WGS84")(*lonlat.T))
    if np.hypot(xs, ys).max() > LOCAL_M:
        return _world(lonlat, width_pt)
    half_x, half_y = (max(_LEAST_HALF_M, float(np.abs(side).max()) * (1 + 2 * margin)) for side in (xs, ys))
    aspect = min(tallest, max(_LOWEST, half_y / half_x))
    height_pt = width_pt * aspect
    m_per_pt = max(2 * half_x / width_pt, 2 * half_y / height_pt)
    return Plane(lon, lat, width_pt, height_pt, m_per_pt, is_world=False)


def _world(lonlat: Floats, width_pt: float) -> Plane:
    """Return a map of the world whose edge lies in the widest gap between the positions."""
    lons = np.sort(lonlat[:, 0]) if len(lonlat) else np.array([-180.0, 180.0])
    gaps = np.diff(np.append(lons, lons[0] + FULL_TURN_DEG))
    widest = int(np.argmax(gaps))
    edge_lon = float(lons[widest] + gaps[widest] / 2)
    lon = 0.0 if len(lonlat) == 0 else (edge_lon % FULL_TURN_DEG) - FULL_TURN_DEG / 2
    half_m = float(Proj(proj="eqearth", lon_0=0, ellps="WGS84")(180, 0)[0])
    return Plane(lon, 0.0, width_pt, width_pt * _WORLD_ASPECT, 2 * half_m / width_pt * 1.001, is_world=True)


def outline_of(extent: MapExtent) -> Floats:
    """Return positions along the edge of an extent: west, south, east, north in degrees."""
    west, south, east, north = counted_on(extent)
    lons, lats = np.linspace(west, east, _EDGE_POINTS), np.linspace(south, north, _EDGE_POINTS)
    ends = [(lons, np.full_like(lons, lat)) for lat in (south, north)] + [
        (np.full_like(lats, lon), lats) for lon in (west, east)
    ]
    return np.vstack([np.column_stack(end) for end in ends])
