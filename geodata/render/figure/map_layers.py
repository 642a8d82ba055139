"""The map itself: its layers from the water up to the frame, with what the legend has to explain of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geodata.core.model import Case, Claim, Site
from geodata.geodesy.claim_shapes import anchor, site_area
from geodata.render.figure import style
from geodata.render.figure.areas import MOST_REACHES, areas, discs
from geodata.render.figure.base import base_map
from geodata.render.figure.basenames import base_names
from geodata.render.figure.furniture import corner, locator, locator_plane, scale_bar
from geodata.render.figure.items import FigureLayer, Path
from geodata.render.figure.label_placement import Room
from geodata.render.figure.names import case_names
from geodata.render.figure.paths import outline_points
from geodata.render.figure.rosettes import wheel_items, wheels
from geodata.render.figure.scene import holds_whole
from geodata.render.text.map_style import LOOKS

if TYPE_CHECKING:
    from geodata.render.figure.items import Item
    from geodata.render.figure.options import FigureOptions
    from geodata.render.figure.projection import Plane
    from geodata.render.figure.rosettes import Wheel
    from geodata.render.figure.scene import DrawnCase


@dataclass(frozen=True, slots=True)
class Sheet:
    """A map that is drawn."""

    layers: tuple[FigureLayer, ...]
    kinds: frozenset[str]
    """Which kinds of line and sign that stand for places are in it: keys of the legend."""
    notes: tuple[str, ...]
    """What it does not name."""


def sheet(case: Case, drawn: DrawnCase, options: FigureOptions, y: float) -> Sheet:
    """Draw the map.

    ``y``: of the map's upper edge in the figure, points.
    """
    plane = drawn.plane
    ground, kinds = base_map(plane)
    placed = wheels(_places(drawn, may_cut=options.extent is not None), (plane.width_pt, plane.height_pt))
    places = tuple(discs(plane, [wheel.site for wheel in placed] + _regions(drawn, placed)))
    room = _room(drawn, placed)
    used, inset = _locator(drawn, room, y)
    bar = scale_bar(plane, room, options.unit, used)
    named = case_names(case, drawn, room, placed, style.TYPES[options.size])
    base = tuple(base_names(plane, room, placed, style.TYPES[options.size]))
    clipped: tuple[tuple[str, tuple[Item, ...]], ...] = (
        ("base-map", ground),
        ("places", places),
        ("distances", tuple(areas(plane, drawn.measured, drawn.shapes, drawn.colors))),
        ("base-names", base),
        ("claims", tuple(item for wheel in placed for item in wheel_items(wheel, drawn.colors))),
        ("names", (*named.items, *bar)),
    )
    box = (0.0, 0.0, plane.width_pt, plane.height_pt)
    layers = (*(FigureLayer(name, items, y=y, clip=box) for name, items in clipped), *inset, _frame(plane, y))
    return Sheet(layers, kinds | _kinds(drawn, places, placed) | _town_kind(base), named.notes())


def _frame(plane: Plane, y: float) -> FigureLayer:
    right, bottom = plane.width_pt - 0.25, plane.height_pt - 0.25
    paths = style.draw_look(LOOKS["frame"], f"M.25,.25H{right:.2f}V{bottom:.2f}H.25Z")
    return FigureLayer("frame", tuple(paths), y=y)


def _room(drawn: DrawnCase, placed: Sequence[Wheel]) -> Room:
    """Return the free room of the map: rings are taken, outlines avoided."""
    room = Room(drawn.plane.width_pt, drawn.plane.height_pt)
    for wheel in placed:
        room.take((wheel.x - wheel.radius, wheel.y - wheel.radius, wheel.x + wheel.radius, wheel.y + wheel.radius))
    for claim in drawn.measured[: style.CROWD]:
        room.shun(outline_points(drawn.plane, drawn.shapes[claim.id].area))
    return room


def _town_kind(base: Sequence[Item]) -> frozenset[str]:
    return frozenset({"town"} if any(isinstance(item, Path) for item in base) else ())


def _places(drawn: DrawnCase, *, may_cut: bool) -> list[tuple[Site, tuple[Claim, ...], float, float]]:
    """Return the sites in the frame with the claims that stand at each and where it is on the paper.

    ``may_cut``: whether the frame may cut the disc of a place that no claim stands at; else such a place is left out.
    """
    standing: dict[str, list[Claim]] = {}
    for claim in drawn.claims:
        if claim.site is not None and claim.id in drawn.shapes and drawn.shapes[claim.id].kind == "mark":
            standing.setdefault(claim.site, []).append(claim)
    spoken_of = {site for claim in drawn.claims if claim.id in drawn.shapes for site in claim.sites}
    return [
        (site, tuple(standing.get(site.id, ())), *drawn.plane.at(*point))
        for site in drawn.sites
        if (point := anchor(site)) is not None
        and drawn.plane.holds(*point)
        and (may_cut or site.is_region or site.id in spoken_of or _is_whole(drawn.plane, site))
    ]


def _is_whole(plane: Plane, site: Site) -> bool:
    area = site_area(site)
    return area is None or holds_whole(plane, area)


def _regions(drawn: DrawnCase, placed: Sequence[Wheel]) -> list[Site]:
    """Return regions whose point is outside the frame: their edge may be in it."""
    inside = {wheel.site.id for wheel in placed}
    return [site for site in drawn.sites if site.is_region and site.id not in inside]


def _kinds(drawn: DrawnCase, sites: Sequence[Path], placed: Sequence[Wheel]) -> frozenset[str]:
    kinds = set()
    if any(path.fill for path in sites):
        kinds.add("disc")
    if any(wheel.site.is_region and site_area(wheel.site) is not None for wheel in placed):
        kinds.add("region")
    if any(len(wheel.claims) > 1 for wheel in placed):
        kinds.add("ring")
    measured = [drawn.shapes[claim.id] for claim in drawn.measured]
    if len(measured) <= MOST_REACHES and any(shape.reach is not None for shape in measured):
        kinds.add("reach")
    return frozenset(kinds)


def _locator(drawn: DrawnCase, room: Room, y: float) -> tuple[str, tuple[FigureLayer, ...]]:
    """Return the corner that the small map stands in, and its layers."""
    if drawn.plane.is_world:
        return "", ()
    around = locator_plane(drawn.plane)
    size = (around.width_pt, around.height_pt)
    name, (left, top, _, _) = corner(drawn.plane, room, size, ("ne", "se", "nw", "sw"))
    box = (0.0, 0.0, around.width_pt, around.height_pt)
    edge = tuple(style.draw_look(LOOKS["frame"], f"M0,0H{around.width_pt:.2f}V{around.height_pt:.2f}H0Z"))
    return name, (
        FigureLayer("locator", locator(drawn.plane, around), left, y + top, box),
        FigureLayer("locator-frame", edge, left, y + top),
    )
