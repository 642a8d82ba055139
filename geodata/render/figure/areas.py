"""What claims say of distances, and where places may be, as paths: bands, zones, sectors, discs.

The same looks as on the map in the browser: denied is hatched and dashed, relayed dotted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely

from geodata.core.model import Claim, Site
from geodata.geodesy.claim_shapes import site_area
from geodata.render.figure.paths import area_data, flat_area, rings
from geodata.render.figure.style import CROWD, draw_look, pt
from geodata.render.text.map_style import DOCUMENT, LOOKS, look_of

if TYPE_CHECKING:
    from geodata.geodesy.claim_shapes import ClaimShape
    from geodata.render.figure.items import Path
    from geodata.render.figure.projection import Floats, Plane

#: Up to so many areas show how far each can be off when its place's own uncertainty is counted.
MOST_REACHES: Final = 6
_DOT_PT: Final = pt(6)
_TICK_PT: Final = pt(DOCUMENT["tick_length"])
_TICK_STEP_PT: Final = 6.0


def discs(plane: Plane, sites: Sequence[Site]) -> Iterator[Path]:
    """Yield where each place may be: its disc, or its region."""
    for site in sites:
        area = site_area(site)
        if area is None:
            continue
        flat = flat_area(plane, area)
        left, top, right, bottom = shapely.bounds(flat)
        if site.is_region:
            yield from draw_look(LOOKS["region"], area_data(flat))
        elif max(right - left, bottom - top) >= _DOT_PT:
            yield from draw_look(LOOKS["disc"], area_data(flat))


def areas(
    plane: Plane, claims: Sequence[Claim], shapes: Mapping[str, ClaimShape], colors: Mapping[str, str]
) -> Iterator[Path]:
    """Yield what claims say of distances.

    ``claims``: those that have an area, the first one lowest. ``colors``: ``#rrggbb`` by actor.
    """
    is_crowd, few = len(claims) > CROWD, len(claims) <= MOST_REACHES
    for claim in claims:
        shape, color = shapes[claim.id], colors[claim.actor]
        if few and shape.reach is not None:
            yield from draw_look(LOOKS["reach"], area_data(flat_area(plane, shape.reach)), color)
        assert shape.area is not None  # noqa: S101 - only claims with an area come here
        area = flat_area(plane, shape.area)
        look = look_of(shape.kind, claim.polarity)
        # In a crowd the dashed or dotted outline says it alone: hatchings on hatchings say nothing.
        yield from draw_look(replace(look, texture=None) if is_crowd else look, area_data(area), color)
        if shape.edge is not None and not is_crowd:
            yield from draw_look(LOOKS["edge"], area_data(flat_area(plane, shape.edge)), color)
        if shape.kind == "outside":
            yield from draw_look(LOOKS["tick"], ticks(area), color)


def ticks(area: shapely.Geometry) -> str:
    """Return short strokes on the outside of an area's outline: "beyond"."""
    return "".join(_ticks(shapely.get_coordinates(ring)) for ring in rings(area)[:1])


def _ticks(ring: Floats) -> str:
    line = shapely.LineString(ring)
    if line.length == 0:
        return ""
    at = np.linspace(0, line.length, max(8, int(line.length / _TICK_STEP_PT)), endpoint=False)
    roots = shapely.get_coordinates(shapely.line_interpolate_point(line, at))
    ahead = shapely.get_coordinates(shapely.line_interpolate_point(line, at + line.length * 1e-3))
    steps = ahead - roots
    steps /= np.maximum(np.hypot(*steps.T), 1e-9)[:, np.newaxis]
    outwards = 1.0 if shapely.is_ccw(line) else -1.0
    tips = roots + outwards * _TICK_PT * np.column_stack([steps[:, 1], -steps[:, 0]])
    return "".join(f"M{x:.2f},{y:.2f}L{u:.2f},{v:.2f}" for (x, y), (u, v) in zip(roots, tips, strict=True))
