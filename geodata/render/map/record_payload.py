"""One record as the map is given it: its words and rings as JSON, made once while the record stays what it is."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Final

import shapely

from geodata.core.model import Case, Claim, Site
from geodata.core.precision import Precision
from geodata.geodesy.claim_shapes import ClaimShape, anchor, claim_shape, site_area
from geodata.render.map.ring_encoding import rings_of
from geodata.render.text.claim_view import claim_line
from geodata.render.text.map_labels import arabic_label, claim_label, short_name, shown

#: Most characters of a text on the map itself; the card has the whole.
MAX_TITLE_CHARS: Final = 160


def as_json(value: object) -> bytes:
    """Return a value as compact JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


@dataclass(frozen=True, slots=True)
class DrawnSite:
    """A site as it is drawn."""

    site: Site
    words: bytes
    """Name, Arabic name, longitude and latitude, as JSON without its brackets."""
    end: bytes
    """Whether it is a region, and its id, likewise."""
    shape: bytes | None
    """Rings as JSON."""
    point: tuple[float, float] | None
    """(lon, lat) in degrees."""


@dataclass(frozen=True, slots=True)
class MapClaim:
    """A claim as it is drawn; drawings of two states of a case share what is the same in both."""

    claim: Claim
    id: bytes
    """As JSON, like what follows."""
    says: bytes
    """Polarity, relation and kind of shape."""
    words: bytes
    """Title and label."""
    shapes: tuple[bytes | None, bytes | None, bytes | None]
    """Rings of area, edge and reach."""
    boxes: tuple[tuple[float, float, float, float], ...]
    """West, south, east and north of each part of its area and of its anchor; empty if it is not on the map."""


class Encoded:
    """Rings as JSON: each different geometry once, and of two that come out alike one."""

    def __init__(self) -> None:
        self._by_id: dict[int, tuple[shapely.Geometry, bytes]] = {}
        self._alike: dict[bytes, bytes] = {}

    def __call__(self, area: shapely.Geometry) -> bytes:
        """Return the rings of a geometry."""
        # shapes.py hands out one object for one shape; keeping it keeps its id taken.
        if id(area) not in self._by_id:
            made = as_json(rings_of(area))
            self._by_id[id(area)] = area, self._alike.setdefault(made, made)
        return self._by_id[id(area)][1]


def draw_site(site: Site) -> DrawnSite:
    """Draw a site."""
    point, area = anchor(site), site_area(site)
    lon, lat = point if point is not None else (None, None)
    words = as_json([short_name(site.name), arabic_label(site), lon, lat])[1:-1]
    end = as_json([int(site.is_region), site.id])[1:-1]
    return DrawnSite(site, words, end, None if area is None else as_json(rings_of(area)), point)


def draw_claim(case: Case, claim: Claim, rule: Precision, encoded: Encoded) -> MapClaim:
    """Draw a claim, its distances by a rule."""
    said = claim_line(case, claim)
    title = [short_name(said.speaker), said.polarity.signed, shown(said.summary, MAX_TITLE_CHARS)]
    shape = claim_shape(case, claim, rule)
    is_drawn, kind = (True, shape.kind) if isinstance(shape, ClaimShape) else (False, "none")
    says = as_json([claim.polarity, claim.relation, kind])[1:-1]
    words = as_json([title, claim_label(case, claim) if is_drawn else None])[1:-1]
    if not isinstance(shape, ClaimShape):
        return MapClaim(claim, as_json(claim.id), says, words, (None, None, None), ())
    area, edge, reach = (None if part is None else encoded(part) for part in (shape.area, shape.edge, shape.reach))
    parts = () if shape.area is None else tuple(part.bounds for part in shapely.get_parts(shape.area))
    boxes = (*parts, (*shape.anchor, *shape.anchor))
    return MapClaim(claim, as_json(claim.id), says, words, (area, edge, reach), boxes)
