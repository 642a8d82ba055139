"""What the map is given: every shape of a case, once, as compact JSON.

The browser gets a case's drawing one time and keeps it; a filter then sends which claims are shown, one bit each.
That, and not the drawing, is what a click costs.
"""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import shapely

from geodata.palette import colors
from geodata.shapes import ClaimShape, Unlocated, anchor, claim_shape, site_area
from geodata.stated import DEFAULT_RULE, Precision
from geodata.text import shortened, visible

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from numpy.typing import NDArray

    from geodata.model import Case, Claim, Site

#: A ring travels as integers of this many degrees: 0.11 m or less on the ground.
COORDINATE_STEP_DEG: Final = 1e-6
#: Most characters of a text on the map itself; the card has the whole.
MAX_TITLE_CHARS: Final = 160
MAX_LABEL_CHARS: Final = 60
MAX_SPEAKER_CHARS: Final = 34
_HALF_TURN_DEG: Final = 180.0


@dataclass(frozen=True, slots=True)
class Drawing:
    """A case as it is drawn."""

    payload: bytes
    """JSON for the map's own script; see :func:`draw`."""
    bounds: tuple[tuple[float, float], tuple[float, float]]
    """South-west and north-east corner, each (lat, lon) in degrees as Leaflet has it, of what speaks of an event."""
    order: tuple[str, ...]
    """Claim ids in the order of the bits of :func:`bits`."""


def encode_ring(coordinates: NDArray[np.float64]) -> list[int]:
    """Code a ring as first position and steps, in :data:`COORDINATE_STEP_DEG`.

    Parameters
    ----------
    coordinates
        Array of shape (n, 2), (lon, lat) in degrees.

    Examples
    --------
    >>> encode_ring(np.array([[40.0, 35.0], [40.1, 35.0]]))
    [40000000, 35000000, 100000, 0]
    """
    integers = np.rint(coordinates / COORDINATE_STEP_DEG).astype(np.int64)
    steps = np.diff(integers, axis=0, prepend=np.zeros((1, 2), dtype=np.int64))
    return [int(step) for step in steps.ravel()]


def decode_ring(steps: Sequence[int]) -> NDArray[np.float64]:
    """Return the coordinates that :func:`encode_ring` coded, shape (n, 2), (lon, lat) in degrees."""
    integers = np.cumsum(np.array(steps, dtype=np.int64).reshape(-1, 2), axis=0)
    return integers.astype(np.float64) * COORDINATE_STEP_DEG


def rings_of(area: shapely.Geometry) -> list[list[int]]:
    """Return the rings of an area, coded, outer ones counter-clockwise."""
    polygons = [part for part in shapely.get_parts(area) if part.geom_type == "Polygon"]
    oriented = [shapely.geometry.polygon.orient(polygon) for polygon in polygons]
    return [
        encode_ring(shapely.get_coordinates(ring)) for part in oriented for ring in (part.exterior, *part.interiors)
    ]


class _Shelf:
    """Each different shape once: claims that say the same of one place share it."""

    def __init__(self) -> None:
        self.rings: list[list[list[int]]] = []
        self._index_by_id: dict[int, int] = {}
        self._kept: list[shapely.Geometry] = []

    def put(self, area: shapely.Geometry | None) -> int:
        """Return the number of a shape on the shelf; -1 for none."""
        if area is None:
            return -1
        # shapes.py hands out one object for one shape, so identity is enough; keeping it keeps its id taken.
        if id(area) not in self._index_by_id:
            self._index_by_id[id(area)] = len(self.rings)
            self.rings.append(rings_of(area))
            self._kept.append(area)
        return self._index_by_id[id(area)]


def label(text: str) -> str:
    """Return a name as a map shows it: cut to a length, with nothing unseen in it."""
    return _shown(text, MAX_LABEL_CHARS)


def _shown(text: str, limit_chars: int) -> str:
    return visible(shortened(text, limit_chars))


def arabic_name(site: Site) -> str | None:
    """Return a site's first Arabic name as the map shows it; ``None`` where it has none."""
    names = [name.name for name in site.names if (name.lang or "").split("-")[0] == "ar"]
    return label(names[0]) if names else None


def _short_name(name: str) -> str:
    """Return a speaker's name for the map: of a long one, what stands before the last comma that fits."""
    if len(name) <= MAX_SPEAKER_CHARS:
        return visible(name)
    head = name[:MAX_SPEAKER_CHARS].rpartition(",")[0] or name[:MAX_SPEAKER_CHARS]
    return visible(head) + "…"


def claim_label(case: Case, claim: Claim) -> str:
    """Return what a ring says beside itself: who, and the distance as spoken."""
    name = _short_name(case.actor_by_id[claim.actor].name)
    if claim.distance is None:
        return name
    spoken = f"{claim.distance.value} {claim.distance.unit}"
    denied = claim.polarity == "deny"
    words = {
        "at_distance": f"not at {spoken}" if denied else spoken,
        "within": f"none within {spoken}" if denied else f"within {spoken}",
        "beyond": f"none beyond {spoken}" if denied else f"beyond {spoken}",
    }
    return f"{name}: {words.get(claim.relation or '', spoken)}"


def _site_row(site: Site, shelf: _Shelf) -> list[Any]:
    point = anchor(site)
    lon, lat = point if point is not None else (None, None)
    name = label(site.name)
    return [name, arabic_name(site), lon, lat, shelf.put(site_area(site)), int(site.is_region), site.id]


def _claim_row(
    case: Case, claim: Claim, shape: ClaimShape | Unlocated, places: Mapping[str, Mapping[str, int]], shelf: _Shelf
) -> list[Any]:
    title = [label(case.actor_by_id[claim.actor].name), _shown(claim.summary, MAX_TITLE_CHARS)]
    site = -1 if claim.site is None else places["site"][claim.site]
    head = [claim.id, places["actor"][claim.actor], claim.polarity, claim.relation]
    if isinstance(shape, Unlocated):
        return [*head, "none", site, title, "", -1, -1, -1]
    drawn = [shelf.put(area) for area in (shape.area, shape.edge, shape.reach)]
    return [*head, shape.kind, site, title, claim_label(case, claim), *drawn]


def _bounds(case: Case, shapes: Mapping[str, ClaimShape]) -> tuple[tuple[float, float], tuple[float, float]]:
    """Return the corners of what the claims about an event draw; of all claims where none is about one.

    Regions count with their label point only: a province named in passing would push the rest into a corner.
    """
    events = [shape for claim in case.claims if claim.event is not None and (shape := shapes.get(claim.id))]
    drawn = events or list(shapes.values())
    points = [shape.anchor for shape in drawn] or [point for site in case.sites if (point := anchor(site)) is not None]
    parts = [part for shape in drawn if shape.area is not None for part in shapely.get_parts(shape.area)]
    boxes = [part.bounds for part in parts] + [(lon, lat, lon, lat) for lon, lat in points]
    if not boxes:
        return (-60.0, -180.0), (75.0, 180.0)
    west, south, east, north = np.array(boxes).T
    if east.max() - west.min() > _HALF_TURN_DEG:
        # What lies on both sides of the antimeridian is seen together from there: Leaflet counts on beyond 180.
        shift = np.where(west < 0, 360.0, 0.0)
        if (east + shift).max() - (west + shift).min() < east.max() - west.min():
            west, east = west + shift, east + shift
    return (float(south.min()), float(west.min())), (float(north.max()), float(east.max()))


def draw(case: Case, rule: Precision = DEFAULT_RULE) -> Drawing:
    """Draw a case.

    Returns
    -------
    Drawing
        Its payload is a JSON object with ``actors`` [id, name, color], ``sites`` [name, Arabic name, lon, lat,
        shape, is region, id], ``claims`` [id, actor, polarity, relation, kind, site, title, label, area, edge, reach]
        and ``shapes``: numbers refer to rows of the other lists, -1 is none; a shape is a list of rings, filled by
        the even-odd rule, each coded by :func:`encode_ring`.
    """
    shelf = _Shelf()
    color_of = colors(case)
    places = {
        "actor": {actor.id: index for index, actor in enumerate(case.actors)},
        "site": {site.id: index for index, site in enumerate(case.sites)},
    }
    shapes = {claim.id: claim_shape(case, claim, rule) for claim in case.claims}
    payload = {
        "actors": [[actor.id, _shown(actor.name, MAX_LABEL_CHARS), color_of[actor.id]] for actor in case.actors],
        "sites": [_site_row(site, shelf) for site in case.sites],
        "claims": [_claim_row(case, claim, shapes[claim.id], places, shelf) for claim in case.claims],
        "shapes": shelf.rings,
    }
    located = {claim_id: shape for claim_id, shape in shapes.items() if isinstance(shape, ClaimShape)}
    return Drawing(
        payload=json.dumps(payload, ensure_ascii=False, separators=(",", ":")).encode(),
        bounds=_bounds(case, located),
        order=tuple(claim.id for claim in case.claims),
    )


def bits(drawing: Drawing, shown: Collection[str]) -> str:
    """Return which claims are shown as base64 of one bit each, lowest bit first, in the drawing's order.

    Parameters
    ----------
    drawing
        The drawing the bits are for.
    shown
        Ids of the claims shown; a set, where there are many.
    """
    flags = np.fromiter((claim_id in shown for claim_id in drawing.order), dtype=bool, count=len(drawing.order))
    return base64.b64encode(np.packbits(flags, bitorder="little").tobytes()).decode("ascii")
