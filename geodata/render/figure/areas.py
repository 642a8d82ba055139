"""What claims say of distances, and where places may be, as paths: bands, zones, sectors, discs.

The same looks as on the map in the browser (assets/map/40-overlay.js): denied is hatched and dashed, passed on dotted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import shapely

from geodata.geodesy.claim_shapes import site_area
from geodata.render.figure import style
from geodata.render.figure.items import Path
from geodata.render.figure.paths import area_data, flat_area, rings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from geodata.core.model import Claim, Site
    from geodata.core.vocabulary import Polarity
    from geodata.geodesy.claim_shapes import ClaimShape
    from geodata.render.figure.items import Texture
    from geodata.render.figure.projection import Floats, Plane

#: More areas than this are drawn without hatching: the outlines say it.
CROWD: Final = 150
#: Up to so many areas show how far each can be off when its place's own uncertainty is counted.
MOST_REACHES: Final = 6
_DOT_PT: Final = style.pt(6)
_TICK_PT: Final = style.pt(9)
_TICK_STEP_PT: Final = 6.0
_TEXTURES: Final[dict[Polarity, Texture | None]] = {"affirm": None, "deny": "hatch", "report": "dots"}


def discs(plane: Plane, sites: Sequence[Site]) -> Iterator[Path]:
    """Yield where each place may be: its disc, or its region."""
    for site in sites:
        area = site_area(site)
        if area is None:
            continue
        flat = flat_area(plane, area)
        left, top, right, bottom = shapely.bounds(flat)
        if site.is_region:
            line = {"stroke": style.SITE, "width_pt": style.pt(1.6), "dash_pt": (1.1, 1.6), "opacity": 0.55}
            yield Path(area_data(flat), **line)  # type: ignore[arg-type]
        elif max(right - left, bottom - top) >= _DOT_PT:
            yield Path(
                area_data(flat),
                style.SITE,
                style.SITE_FILL_OPACITY,
                style.SITE,
                style.pt(1),
                (),
                style.SITE_LINE_OPACITY,
            )


def areas(
    plane: Plane, claims: Sequence[Claim], shapes: Mapping[str, ClaimShape], colors: Mapping[str, str]
) -> Iterator[Path]:
    """Yield what claims say of distances.

    Parameters
    ----------
    plane
        The paper.
    claims
        Those that have an area, the first one lowest.
    shapes
        By claim id.
    colors
        ``#rrggbb`` by actor.
    """
    is_crowd, few = len(claims) > CROWD, len(claims) <= MOST_REACHES
    for claim in claims:
        shape, color = shapes[claim.id], colors[claim.actor]
        if few and shape.reach is not None:
            reach = area_data(flat_area(plane, shape.reach))
            yield Path(reach, color, 0.1, color, style.pt(1), (style.pt(2), style.pt(4)), 0.7)
        assert shape.area is not None  # noqa: S101 - only claims with an area come here
        area = flat_area(plane, shape.area)
        yield from _filled(area_data(area), claim.polarity, shape.kind, color, is_crowd=is_crowd)
        if shape.edge is not None and not is_crowd:
            yield Path(area_data(flat_area(plane, shape.edge)), color, 0.3)
        if shape.kind == "outside":
            yield Path(ticks(area), stroke=color, width_pt=style.pt(1.2))


def _filled(data: str, polarity: Polarity, kind: str, color: str, *, is_crowd: bool) -> Iterator[Path]:
    texture = None if is_crowd else _TEXTURES[polarity]
    solid = 0.35 if kind == "band" else 0.06
    line = {"stroke": color, "width_pt": style.pt(1.6), "dash_pt": style.DASHES_PT[polarity]}
    if kind == "outside":
        yield Path(data, **line)  # type: ignore[arg-type]
        return
    yield Path(data, color, solid * 0.35 if texture else solid, **line)  # type: ignore[arg-type]
    if texture:
        yield Path(data, color, 0.75 if kind == "band" else 0.28, texture=texture)


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
