"""A GeoJSON geometry as a shape in the plane, without the heights that some of its positions may have and others not.

RFC 7946 section 3.1.1 counts the numbers of each position by itself; shapely's own reading wants as many in all.
"""

from __future__ import annotations

from typing import Any

import shapely.geometry

from geodata.core.json_path import Json


def flat_shape(geometry: Json | None) -> shapely.Geometry:
    """Return the shape of a checked geometry, which is there; (lon, lat) in degrees.

    >>> ring = [[0, 0, 210.0], [1, 0], [1, 1], [0, 0, 210.0]]
    >>> flat_shape({"type": "Polygon", "coordinates": [ring]}).wkt
    'POLYGON ((0 0, 1 0, 1 1, 0 0))'
    """
    assert geometry is not None  # noqa: S101 - asked for places that have one
    return shapely.geometry.shape({"type": geometry["type"], "coordinates": _flat(geometry["coordinates"])})


def _flat(node: Any) -> list[Any]:  # noqa: ANN401 - positions nested to any depth
    if node and not isinstance(node[0], (list, tuple)):
        return list(node[:2])
    return [_flat(child) for child in node]
