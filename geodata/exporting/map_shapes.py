"""The shapes of the map one by one, each with what it shows and whose it is."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

import shapely

from geodata.core.assumptions import DEFAULT_BETWEEN_FACTOR
from geodata.core.json_path import Json
from geodata.core.model import Case, Claim, Site
from geodata.core.precision import Precision
from geodata.exporting.claim_facts import claim_facts
from geodata.exporting.record_cells import NUMBER_COLUMNS, read_number
from geodata.exporting.record_rows import cells
from geodata.geodesy.claim_shapes import ClaimShape, anchor, claim_shape, site_area
from geodata.render.text.phrases import between_words

if TYPE_CHECKING:
    from geodata.exporting.claim_facts import Fact

ShapePart = Literal["point", "band", "sector", "zone", "zone_beyond", "corridor", "edge", "reach", "disc", "region"]

#: What each shape shows, in a sentence that stands beside it in other programs.
MEANINGS: Final[Mapping[ShapePart, str]] = {
    "point": "The place named in the claim.",
    "band": "Where the stated distance is met, within the precision of its digits.",
    "sector": "Where the stated distance and direction are met, within the precision they were stated with.",
    "zone": "All that is within the stated distance.",
    "zone_beyond": "The part that is not beyond the stated distance: the claim is about everything outside it.",
    "corridor": f"Between the two places named, {between_words(DEFAULT_BETWEEN_FACTOR)}.",
    "edge": "The precision of the stated distance, from its digits.",
    "reach": "The shape enlarged by the uncertainty of the place, or places, that it is measured from.",
    "disc": "Where the place may be: a disc with its uncertainty as radius.",
    "region": "The place, which is a region.",
}


@dataclass(frozen=True, slots=True)
class MapShape:
    """One shape of a claim or a site."""

    id: str
    """Of the claim or the site."""
    part: ShapePart
    geometry: shapely.Geometry
    """Point, Polygon or MultiPolygon, (lon, lat) in degrees, cut at the antimeridian."""

    @property
    def is_area(self) -> bool:
        """True unless it is a point."""
        return self.part != "point"


def drawn_claims(case: Case, claim_ids: Collection[str], rule: Precision) -> Iterator[MapShape]:
    """Yield every shape of claims, in the order of the file; a claim without a known place has none."""
    for claim_id in claim_ids:
        claim = case.claim_by_id[claim_id]
        shape = claim_shape(case, claim, rule)
        if isinstance(shape, ClaimShape):
            yield from _parts(claim, shape)


def _parts(claim: Claim, shape: ClaimShape) -> Iterator[MapShape]:
    if shape.kind != "corridor":  # no one point is named
        yield MapShape(claim.id, "point", shapely.Point(shape.anchor))
    names: dict[str, ShapePart] = {
        "corridor": "corridor",
        "zone": "zone",
        "outside": "zone_beyond",
        "band": "sector" if claim.bearing else "band",
    }
    parts: tuple[tuple[ShapePart, shapely.Geometry | None], ...] = (
        (names.get(shape.kind, "zone"), shape.area), ("edge", shape.edge), ("reach", shape.reach)
    )  # fmt: skip
    yield from (MapShape(claim.id, part, area) for part, area in parts if area is not None)


def drawn_sites(sites: Collection[Site]) -> Iterator[MapShape]:
    """Yield every shape of sites: a point, and its disc or region where that is known."""
    for site in sites:
        point, area = anchor(site), site_area(site)
        if point is not None:
            yield MapShape(site.id, "point", shapely.Point(point))
        if area is not None:
            yield MapShape(site.id, "region" if site.is_region else "disc", area)


def claim_properties(case: Case, claim: Claim, rule: Precision) -> dict[str, Fact]:
    """Return a claim's members and what is worked out for it, flat; what is not stated is ``None`` or left out."""
    return {"claim": claim.id, **_flat("claim", claim.record), **claim_facts(case, claim, rule)}


def site_properties(site: Site) -> dict[str, Fact]:
    """Return a site's members, flat; what is not stated is left out."""
    return {"site": site.id, **_flat("site", site.record)}


def _flat(kind: str, feature: Json) -> dict[str, Fact]:
    members = {name: value for name, value in feature["properties"].items() if name != "record"}
    return {
        column: read_number(cell) if column in NUMBER_COLUMNS else cell
        for column, cell in cells(kind, members).items()
        if column != "absent_members"
    }
