"""Claims on a small map: positions on a plane, in pixels, for a figure without a browser map.

Equirectangular about the middle: at the size of a figure, true to less than a pixel within some hundred kilometres.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import shapely

from geodata.core.model import Case, Claim
from geodata.core.precision import Precision
from geodata.geodesy.circles import distance_m
from geodata.geodesy.claim_shapes import ClaimShape, anchor, claim_shape, site_area
from geodata.render.basemap.files import read_layer

if TYPE_CHECKING:
    from geodata.render.basemap.frame import Array

WIDTH_PX: Final = 420
HEIGHT_PX: Final = 300
_MARGIN: Final = 0.12
_LEAST_SPAN_DEG: Final = 0.02
#: At a pole, east and west are no length.
_FARTHEST_LAT_DEG: Final = 89.4
_SCALE_SHARE: Final = 0.35
#: Around the outermost candidates: so much that a coast or a border near them is seen, and two near ones apart.
_LEAST_ROOM_DEG, _MOST_ROOM_DEG = 0.05, 1.0
#: From so many metres a pixel on, the coarsest level of the base map shows all that can be seen.
_COARSE_M: Final = 2_000.0
Ring = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class DrawnClaim:
    """What one claim draws; rings and points in pixels, y downwards."""

    claim: str
    areas: tuple[Ring, ...]
    """Outer and inner rings, filled by the even-odd rule."""
    edges: tuple[Ring, ...]
    """The band a threshold is known to."""


@dataclass(frozen=True, slots=True)
class PairMap:
    """The figure."""

    claims: tuple[DrawnClaim, ...]
    discs: tuple[Ring, ...]
    """Where the sites may be."""
    sites: tuple[tuple[str, float, float], ...]
    """Name and point of each site."""
    scale_m: float
    scale_px: float


def pair_map(case: Case, claims: Sequence[Claim], rule: Precision) -> PairMap | None:
    """Draw claims on a small map; ``None`` where none of them has a place."""
    shapes = {claim.id: claim_shape(case, claim, rule) for claim in claims}
    located = {claim: shape for claim, shape in shapes.items() if isinstance(shape, ClaimShape)}
    sites = {site: case.site_by_id[site] for claim in claims if claim.id in located for site in claim.sites}
    areas = [area for shape in located.values() for area in (shape.area, shape.edge) if area is not None]
    discs = [area for site in sites.values() if (area := site_area(site)) is not None]
    points = [point for site in sites.values() if (point := anchor(site)) is not None]
    everything = [*areas, *discs, *(shapely.Point(point) for point in points)]
    if not everything:
        return None
    plane = _Plane(shapely.total_bounds(everything).tolist())
    return PairMap(
        claims=tuple(
            DrawnClaim(claim, plane.rings(shape.area), plane.rings(shape.edge)) for claim, shape in located.items()
        ),
        discs=tuple(ring for disc in discs for ring in plane.rings(disc)),
        sites=tuple((site.name, *plane.at(*point)) for site in sites.values() if (point := anchor(site)) is not None),
        scale_m=plane.scale_m,
        scale_px=plane.scale_px,
    )


@dataclass(frozen=True, slots=True)
class CandidateMap:
    """What a name of a place may mean, as a figure: land, borders of countries, and numbered places."""

    land: tuple[Ring, ...]
    borders: tuple[Ring, ...]
    """Lines, of which the ends are not joined."""
    sites: tuple[tuple[str, float, float], ...]
    """Number and point of each."""
    scale_m: float
    scale_px: float


def candidate_map(places: Mapping[str, tuple[float, float]]) -> CandidateMap:
    """Draw places by their numbers over the base map that the program carries: nothing is fetched.

    ``places``: (lon, lat) in degrees by number, one at least.
    """
    west, south, east, north = shapely.total_bounds([shapely.Point(point) for point in places.values()]).tolist()
    room_deg = min(_MOST_ROOM_DEG, max(_LEAST_ROOM_DEG, east - west, north - south))
    plane = _Plane((west - room_deg, south - room_deg, east + room_deg, north + room_deg))
    level = "world" if plane.metres_per_px > _COARSE_M else "low"
    land, borders = (plane.cut(read_layer(f"{name}_{level}").geometries) for name in ("land", "country"))
    return CandidateMap(
        land=tuple(ring for area in land for ring in plane.rings(area)),
        borders=tuple(line for one in borders for line in plane.lines(one)),
        sites=tuple((number, *plane.at(*point)) for number, point in places.items()),
        scale_m=plane.scale_m,
        scale_px=plane.scale_px,
    )


class _Plane:
    """Pixels of the figure for a box of longitudes and latitudes."""

    def __init__(self, box: Sequence[float]) -> None:
        west, south, east, north = box
        self._lon, self._lat = (west + east) / 2, (south + north) / 2
        lat = max(-_FARTHEST_LAT_DEG, min(_FARTHEST_LAT_DEG, self._lat))
        self._squeeze = math.cos(math.radians(lat))
        width = max((east - west) * self._squeeze, _LEAST_SPAN_DEG) * (1 + 2 * _MARGIN)
        height = max(north - south, _LEAST_SPAN_DEG) * (1 + 2 * _MARGIN)
        self._px_per_deg = min(WIDTH_PX / width, HEIGHT_PX / height)
        span_deg = 1 / self._px_per_deg
        self.metres_per_px = distance_m(self._lon, lat, self._lon + span_deg / self._squeeze, lat)
        self.scale_m = round_length(self.metres_per_px * WIDTH_PX * _SCALE_SHARE)
        self.scale_px = self.scale_m / self.metres_per_px

    def at(self, lon: float, lat: float) -> tuple[float, float]:
        """Return a position in pixels."""
        x = WIDTH_PX / 2 + (lon - self._lon) * self._squeeze * self._px_per_deg
        return round(x, 1), round(HEIGHT_PX / 2 - (lat - self._lat) * self._px_per_deg, 1)

    def cut(self, shapes: Array) -> list[shapely.Geometry]:
        """Return what of some shapes is within the figure."""
        half_lat, half_lon = HEIGHT_PX / 2 / self._px_per_deg, WIDTH_PX / 2 / self._px_per_deg / self._squeeze
        window = (self._lon - half_lon, self._lat - half_lat, self._lon + half_lon, self._lat + half_lat)
        found = shapely.simplify(shapely.clip_by_rect(shapes, *window), 1 / self._px_per_deg)
        return [shape for shape in found.tolist() if not shape.is_empty]

    def lines(self, shape: shapely.Geometry) -> tuple[Ring, ...]:
        """Return the lines of a shape in pixels."""
        parts = [part for part in shapely.get_parts(shape) if part.geom_type == "LineString"]
        return tuple(tuple(self.at(*point) for point in part.coords) for part in parts)

    def rings(self, area: shapely.Geometry | None) -> tuple[Ring, ...]:
        """Return the rings of an area in pixels."""
        if area is None:
            return ()
        polygons = [part for part in shapely.get_parts(area) if part.geom_type == "Polygon"]
        rings = [ring for polygon in polygons for ring in (polygon.exterior, *polygon.interiors)]
        return tuple(tuple(self.at(*point) for point in ring.coords) for ring in rings)


def round_length(length_m: float) -> float:
    """Return the longest of 1, 2 and 5 times a power of ten metres that is not longer."""
    power = 10 ** math.floor(math.log10(length_m))
    return max(float(step * power) for step in (1, 2, 5) if step * power <= length_m)
