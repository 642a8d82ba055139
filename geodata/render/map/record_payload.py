"""One record as the map is given it: its words and rings as JSON, made once while the record stays what it is."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import shapely

from geodata.core.text import shortened, visible
from geodata.core.vocabulary import RELATIONS
from geodata.geodesy.claim_shapes import ClaimShape, anchor, claim_shape, site_area
from geodata.render.map.ring_encoding import rings_of
from geodata.render.text.claim_view import claim_line

if TYPE_CHECKING:
    from geodata.core.model import Case, Claim, Site
    from geodata.core.precision import Precision

#: Most characters of a text on the map itself; the card has the whole.
MAX_TITLE_CHARS: Final = 160
MAX_LABEL_CHARS: Final = 60
MAX_SPEAKER_CHARS: Final = 34


def short_name(text: str) -> str:
    """Return a name as a map shows it: cut to a length, with nothing unseen in it."""
    return shown(text, MAX_LABEL_CHARS)


def shown(text: str, limit_chars: int) -> str:
    """Return a text as a map shows it: cut to a length, with nothing unseen in it."""
    return visible(shortened(text, limit_chars))


def arabic_label(site: Site) -> str | None:
    """Return a site's Arabic name as the map shows it; ``None`` where it has none."""
    return short_name(site.arabic_name.name) if site.arabic_name else None


def _short_name(name: str) -> str:
    """Return a speaker's name for the map: of a long one, what stands before the last comma that fits."""
    if len(name) <= MAX_SPEAKER_CHARS:
        return visible(name)
    head = name[:MAX_SPEAKER_CHARS].rpartition(",")[0] or name[:MAX_SPEAKER_CHARS]
    return visible(head) + "…"


def claim_label(case: Case, claim: Claim) -> str:
    """Return what a ring says beside itself: who, and the distance as spoken, or between which places."""
    name = _short_name(case.actor_by_id[claim.actor].name)
    word, is_denial = RELATIONS[claim.relation] if claim.relation else None, claim.polarity == "deny"
    if word is not None and word.before_names is not None:
        names = " and ".join(shown(case.site_by_id[site].name, MAX_SPEAKER_CHARS) for site in claim.sites)
        return f"{name}: {word.before_names[is_denial]}{names}"
    if claim.distance is None:
        return name
    words = word.before_distance[is_denial] if word is not None and word.before_distance else ""
    return f"{name}: {words}{claim.distance.value} {claim.distance.unit}"


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
    words = as_json([title, claim_label(case, claim) if is_drawn else ""])[1:-1]
    if not isinstance(shape, ClaimShape):
        return MapClaim(claim, as_json(claim.id), says, words, (None, None, None), ())
    area, edge, reach = (None if part is None else encoded(part) for part in (shape.area, shape.edge, shape.reach))
    parts = () if shape.area is None else tuple(part.bounds for part in shapely.get_parts(shape.area))
    boxes = (*parts, (*shape.anchor, *shape.anchor))
    return MapClaim(claim, as_json(claim.id), says, words, (area, edge, reach), boxes)
