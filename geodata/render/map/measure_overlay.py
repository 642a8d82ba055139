"""A measurement as the map is given it: vertices computed on the ellipsoid, and what to write beside them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from geodata.core.model import Site
from geodata.core.precision import StatedBounds
from geodata.core.text import visible
from geodata.core.units import Unit, length
from geodata.core.vocabulary import METRES_PER_UNIT
from geodata.geodesy import circles
from geodata.geodesy.claim_shapes import anchor
from geodata.geodesy.geodesics import track
from geodata.render.map.ring_encoding import encode_ring, rings_of
from geodata.render.text.map_labels import short_name
from geodata.render.text.phrases import measured
from geodata.view.measure_tools import CENTER, PICKED

if TYPE_CHECKING:
    from geodata.geodesy.path_measure import Measurement


#: What the key of a handle begins with that puts a place on trial; its id follows.
_TRIED: Final = "try:"
LonLat = tuple[float, float]
"""(lon, lat) in degrees."""


def geodesic_vertices(start: LonLat, end: LonLat) -> NDArray[np.float64]:
    """Return a geodesic as vertices, shape (n, 2), (lon, lat) in degrees, longitudes counted on beyond 180.

    ``start``, ``end``: (lon, lat) in degrees.
    """
    vertices = np.vstack(track(*start, *end))
    vertices[:, 0] = np.unwrap(vertices[:, 0], period=360.0)
    return vertices


def _point(site: Site) -> list[Any] | None:
    point = anchor(site)
    return None if point is None else [*point, short_name(site.name)]


def draw_measurement(
    points: Sequence[Site],
    measurement: Measurement,
    center: Site | None,
    ring: tuple[Site, StatedBounds, str] | None,
    unit: Unit,
    tried: Sequence[tuple[Site, LonLat]] = (),
    picked: Site | None = None,
) -> dict[str, Any] | None:
    """Return what the map's script draws of a ruler and a ring; ``None`` for nothing.

    ``points``: the ruler's points. ``measurement``: :func:`geodata.geodesy.path_measure.measure` of them. ``center``:
    the middle of a ring, with or without one around it yet. ``ring``: its middle, its bounds and its distance as
    spoken. ``tried``: places of the case with the position they are tried at. ``picked``: a point picked for a place to
    be kept.
    """
    legs = []
    for leg in measurement.legs:
        ends = anchor(leg.start), anchor(leg.end)
        if ends[0] is not None and ends[1] is not None:
            label = measured(leg.between, unit)
            legs.append([encode_ring(geodesic_vertices(ends[0], ends[1])), label])
    legs += [_moved(site, position, unit) for site, position in tried]
    rings = [] if ring is None else _ring(*ring)
    keyed = [(str(number), site) for number, site in enumerate(points)]
    keyed += [(CENTER, center)] if center is not None else []
    handles = [[*point, key] for key, site in keyed if (point := _point(site)) is not None]
    handles += [] if picked is None or (point := _point(picked)) is None else [[*point, PICKED]]
    handles += [[*position, short_name(site.name), f"{_TRIED}{site.id}"] for site, position in tried]
    if not (handles or rings):
        return None
    return {
        "points": handles, "legs": legs, "area": _enclosed(points, measurement), "rings": rings,
        "unit": [unit, METRES_PER_UNIT[unit]],
    }  # fmt: skip


def tried_site(key: str) -> str | None:
    """Return the id of the place that a handle on the map puts on trial; ``None`` for other handles."""
    return key.removeprefix(_TRIED) if key.startswith(_TRIED) else None


def _moved(site: Site, position: LonLat, unit: Unit) -> list[Any]:
    start = anchor(site)
    assert start is not None  # noqa: S101 - only places with a position are tried
    away = length(circles.distance_m(*start, *position), unit, 2)
    name = short_name(site.name)
    return [encode_ring(geodesic_vertices(start, position)), f"{name}, hypothetical, {away} away"]


def _ring(center: Site, stated: StatedBounds, spoken: str) -> list[list[Any]]:
    point = anchor(center)
    if point is None:
        return []
    outer_m = min(stated.max_m, circles.MAX_GEODESIC_M)
    return [[rings_of(circles.band(*point, stated.min_m, outer_m)), visible(spoken)]]


def _enclosed(points: Sequence[Site], measurement: Measurement) -> list[list[int]] | None:
    corners = [anchor(point) for point in points]
    if measurement.area is None or None in corners:
        return None
    sides = [
        geodesic_vertices(start, end)[:-1]
        for start, end in zip(corners, [*corners[1:], corners[0]], strict=True)
        if start and end
    ]
    ring = np.vstack(sides)
    ring[:, 0] = np.unwrap(ring[:, 0], period=360.0)
    return [encode_ring(np.vstack([ring, ring[:1]]))]
