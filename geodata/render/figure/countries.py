"""Which country is where on the paper, so that both sides of a border can be named."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import numpy as np
import shapely

from geodata.render.basemap.files import read_labels, read_layer
from geodata.render.figure.base import land_areas, level_of
from geodata.render.figure.paths import in_windows
from geodata.render.figure.projection import Plane

#: The label point of a country may lie far outside the map: countries are found on paper that reaches this far.
_REACH_M: Final = (2_500_000.0, 8_000_000.0)
_WIDER: Final = 9.0
_WIDE_PT: Final = 900.0
_STRAY_PT: Final = 0.25
#: Borders and coasts of a level are simplified each by itself, so that their ends need not meet: gaps up to twice this
#: are closed, the wider ones where two countries are one without.
_GAPS_PT: Final = (1.0, 2.5, 5.0)
_LEAST_SHARE: Final = 0.012


def countries(plane: Plane, wide: Plane, taken: shapely.Geometry | None = None) -> tuple[tuple[str, float, float], ...]:
    """Return the countries in the frame, the largest part first, each with the middle of its free part.

    ``wide``: :func:`wider` of it, or of a map about the same middle. ``taken``: where no name shall stand, in points of
    the map.
    Returns name, x and y in points of the map.
    """
    frame = shapely.box(0, 0, plane.width_pt, plane.height_pt)
    free = frame if taken is None else shapely.difference(frame, taken)
    middle, mapped = (np.array([paper.width_pt / 2, paper.height_pt / 2]) for paper in (wide, plane))
    scale = wide.m_per_pt / plane.m_per_pt
    found = []
    for name, face in _faces(wide):
        on_paper = shapely.transform(face, lambda xy: (xy - middle) * scale + mapped)
        part = max(shapely.get_parts(shapely.intersection(on_paper, free)), key=shapely.area, default=None)
        if part is not None and part.area > _LEAST_SHARE * frame.area and part.geom_type == "Polygon":
            spot = shapely.get_point(shapely.maximum_inscribed_circle(part, tolerance=1.0), 0)
            found.append((part.area, name, spot.x, spot.y))
    return tuple((name, x, y) for _, name, x, y in sorted(found, reverse=True))


def wider(plane: Plane) -> Plane:
    """Return paper about the same middle that reaches far enough to find countries by their label points."""
    if plane.is_world:
        return plane
    reach_m = min(_REACH_M[1], max(_REACH_M[0], plane.half_diagonal_m * _WIDER))
    return Plane(plane.lon, plane.lat, _WIDE_PT, _WIDE_PT, 2 * reach_m / _WIDE_PT, is_world=False)


@lru_cache(maxsize=8)
def _faces(wide: Plane) -> tuple[tuple[str, shapely.Geometry], ...]:
    """Return the land of each country whose label point is on the wider paper."""
    level = level_of(wide)
    layer = read_layer(f"country_{level}")
    _, lines = in_windows(wide, layer.geometries, layer.tree)
    lines = shapely.GeometryCollection(list(shapely.simplify(lines, _STRAY_PT)))
    land = land_areas(wide, level)
    labels = read_labels()
    points = [shapely.Point(wide.at(lon, lat)) for _, lon, lat, _ in labels]
    named: dict[str, shapely.Geometry] = {}
    for gap_pt in _GAPS_PT:
        faces = shapely.get_parts(shapely.difference(land, shapely.buffer(lines, gap_pt, quad_segs=1)))
        within, held = shapely.STRtree(faces).query(points, predicate="within")
        # Of several in one face, a border between them is open: no name is better than that of the neighbour.
        for label, face in zip(within.tolist(), held.tolist(), strict=True):
            if (held == face).sum() == 1:
                named.setdefault(labels[label][0], faces[face])
        if len(named) == len(within):
            break
    return tuple(named.items())
