"""What of a case is in a figure: the claims chosen, their shapes, the places, and the paper that holds them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

from geodata.core.claim_ids import find_claims
from geodata.core.model import Case, Claim, Site
from geodata.geodesy.claim_shapes import ClaimShape, Unlocated, anchor, claim_shape, site_area
from geodata.render.figure.areas import MOST_REACHES
from geodata.render.figure.paths import flat_area
from geodata.render.figure.projection import MARGIN, Plane, fitted, outline_of
from geodata.render.text.palette import colors

if TYPE_CHECKING:
    from geodata.render.figure.options import FigureOptions
    from geodata.render.figure.projection import Floats


@dataclass(frozen=True, slots=True)
class DrawnCase:
    """What is to be drawn."""

    claims: tuple[Claim, ...]
    """All that were chosen, in the order of the file."""
    shapes: Mapping[str, ClaimShape]
    """Of those that have a place, by id."""
    unlocated: tuple[Unlocated, ...]
    sites: tuple[Site, ...]
    """Those drawn that have a position."""
    colors: Mapping[str, str]
    """``#rrggbb`` by actor: the same in every figure of a case."""
    plane: Plane

    @property
    def measured(self) -> tuple[Claim, ...]:
        """Claims that draw an area."""
        return tuple(
            claim for claim in self.claims if claim.id in self.shapes and self.shapes[claim.id].area is not None
        )

    def outside(self) -> frozenset[str]:
        """Return the ids of the claims whose place on the map is beyond the frame."""
        frame = shapely.box(0, 0, self.plane.width_pt, self.plane.height_pt)
        inside = {
            claim_id
            for claim_id, shape in self.shapes.items()
            if (
                self.plane.holds(*shape.anchor)
                if shape.area is None
                else shapely.intersects(flat_area(self.plane, shape.area), frame)
            )
        }
        return frozenset(self.shapes) - inside


def scene(case: Case, options: FigureOptions, width_pt: float) -> DrawnCase:
    """Choose what is drawn.

    Raises ``ClaimIdError`` if ids are asked for that the case does not have.
    """
    claims = _chosen(case, options.claims)
    found = {claim.id: claim_shape(case, claim, options.rule) for claim in claims}
    shapes = {claim: shape for claim, shape in found.items() if isinstance(shape, ClaimShape)}
    sites = _sites(case, options, [claim for claim in claims if claim.id in shapes])
    positions = outline_of(options.extent) if options.extent else _positions(claims, shapes, sites)
    margin = 0.0 if options.extent else MARGIN
    plane = fitted(positions, width_pt, tallest=options.tallest, margin=margin)
    if not options.extent and (cut := _cut_discs(plane, [claim for claim in claims if claim.id in shapes], sites)):
        plane = fitted(np.vstack([positions, *cut]), width_pt, tallest=options.tallest, margin=margin)
    unlocated = tuple(reason for reason in found.values() if isinstance(reason, Unlocated))
    return DrawnCase(claims, shapes, unlocated, sites, colors(case), plane)


def _chosen(case: Case, ids: tuple[str, ...] | None) -> tuple[Claim, ...]:
    """Return the claims asked for, in the order of the file; a filter may leave none."""
    if ids is None:
        return case.claims
    return tuple(case.claim_by_id[claim_id] for claim_id in find_claims(case, ids)) if ids else ()


def _sites(case: Case, options: FigureOptions, located: Sequence[Claim]) -> tuple[Site, ...]:
    """Return the places to draw: all of the case, or those that the chosen claims speak of."""
    placed = [site for site in case.sites if site.geometry is not None]
    spoken_of = {site for claim in located for site in claim.sites}
    if options.claims is None or not spoken_of:
        return tuple(placed)
    return tuple(site for site in placed if site.id in spoken_of)


def _cut_discs(plane: Plane, located: Sequence[Claim], sites: Sequence[Site]) -> list[Floats]:
    """Return where the places are that claims speak of and that the frame would cut: (lon, lat) in degrees."""
    spoken_of = {site for claim in located for site in claim.sites}
    discs = [
        area
        for site in sites
        if site.id in spoken_of
        and not site.is_region
        and (area := site_area(site)) is not None
        and (point := anchor(site)) is not None
        and plane.holds(*point)
    ]
    return [shapely.get_coordinates(area) for area in discs if not holds_whole(plane, area)]


def holds_whole(plane: Plane, area: shapely.Geometry) -> bool:
    """Tell whether an area lies in the frame; ``area`` is in (lon, lat), degrees."""
    return bool(shapely.contains(shapely.box(0, 0, plane.width_pt, plane.height_pt), flat_area(plane, area)))


def _positions(claims: Sequence[Claim], shapes: Mapping[str, ClaimShape], sites: Sequence[Site]) -> Floats:
    """Return what the paper has to hold, (lon, lat) in degrees: what is said about events, else all that is drawn.

    The same as the map in the browser shows first, with the discs of the places that are spoken of. Regions count with
    one point: a province named in passing would push the rest into a corner. Without claims, the places count.
    """
    located = [claim for claim in claims if claim.id in shapes]
    telling = [claim for claim in located if claim.event is not None] or located
    drawn = [shapes[claim.id] for claim in telling]
    points = [shape.anchor for shape in drawn] or [point for site in sites if (point := anchor(site)) is not None]
    found = [shape.area for shape in drawn]
    if len(drawn) <= MOST_REACHES:
        found += [shape.reach for shape in drawn]
    spoken_of = {site for claim in telling for site in claim.sites}
    found += [
        site_area(site) for site in sites if not site.is_region and (len(drawn) <= MOST_REACHES or site.id in spoken_of)
    ]
    areas = {id(area): area for area in found if area is not None}
    return np.vstack([np.array(points).reshape(-1, 2), *(shapely.get_coordinates(area) for area in areas.values())])
