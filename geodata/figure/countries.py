"""Which country is where on the paper, so that both sides of a border can be named."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import shapely

from geodata.basemap.files import read_labels, read_layer
from geodata.figure.base import level_of
from geodata.figure.paths import in_windows
from geodata.figure.plane import Plane

if TYPE_CHECKING:
    from collections.abc import Iterator

#: The label point of a country may lie far outside the map: countries are found on paper that reaches this far.
_REACH_M: Final = (2_000_000.0, 8_000_000.0)
_WIDER: Final = 1.6
_WIDE_PT: Final = 900.0
#: Borders and coasts of a level are simplified each by itself, so that their ends need not meet: gaps up to twice this
#: are closed.
_GAP_PT: Final = 1.0
_LEAST_SHARE: Final = 0.012


def countries(plane: Plane, taken: shapely.Geometry | None = None) -> tuple[tuple[str, float, float], ...]:
    """Return the countries in the frame, the largest part first, each with the middle of its free part.

    Parameters
    ----------
    plane
        The paper.
    taken
        Where no name shall stand, in points of the map.

    Returns
    -------
    Name, x and y in points of the map.
    """
    frame = shapely.box(0, 0, plane.width_pt, plane.height_pt)
    free = frame if taken is None else frame.difference(taken)
    found = []
    for name, face in _faces(plane):
        part = max(shapely.get_parts(face.intersection(free)), key=shapely.area, default=None)
        if part is not None and part.area > _LEAST_SHARE * frame.area and part.geom_type == "Polygon":
            middle = shapely.get_point(shapely.maximum_inscribed_circle(part, tolerance=1.0), 0)
            found.append((part.area, name, middle.x, middle.y))
    return tuple((name, x, y) for _, name, x, y in sorted(found, reverse=True))


def _faces(plane: Plane) -> Iterator[tuple[str, shapely.Geometry]]:
    """Yield the land of each country whose label point is on the wider paper, in points of the map."""
    wide = _wide(plane)
    level = level_of(wide)
    land = _united(wide, f"land_{level}")
    borders = _united(wide, f"country_{level}").buffer(_GAP_PT, quad_segs=1)
    faces = shapely.get_parts(land.difference(borders))
    tree = shapely.STRtree(faces)
    scale = wide.m_per_pt / plane.m_per_pt
    named: set[int] = set()
    for name, lon, lat, _ in read_labels():
        for index in tree.query(shapely.Point(wide.at(lon, lat)), predicate="within").tolist():
            if index not in named:
                named.add(index)
                middle, mapped = (np.array([p.width_pt / 2, p.height_pt / 2]) for p in (wide, plane))
                yield name, shapely.transform(faces[index], lambda xy, m=middle, n=mapped: (xy - m) * scale + n)


def _wide(plane: Plane) -> Plane:
    if plane.is_world:
        return plane
    reach_m = min(_REACH_M[1], max(_REACH_M[0], plane.half_diagonal_m * _WIDER))
    return Plane(plane.lon, plane.lat, _WIDE_PT, _WIDE_PT, 2 * reach_m / _WIDE_PT, is_world=False)


def _united(plane: Plane, layer_name: str) -> shapely.Geometry:
    layer = read_layer(layer_name)
    _, shapes = in_windows(plane, layer.geometries, layer.tree)
    return shapely.union_all(shapely.make_valid(shapes), grid_size=1 / 64)
