"""What the map is given: every shape of a case, once, as compact JSON.

The browser gets a case's drawing one time and keeps it; a filter then sends which claims are shown, one bit each.
That, and not the drawing, is what a click costs.
"""

from __future__ import annotations

import base64
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from geodata.core.model import Case
from geodata.core.precision import DEFAULT_PRECISION_RULE, Precision
from geodata.core.unchanged_records import unchanged_claims
from geodata.core.units import HALF_TURN_DEG
from geodata.render.map.record_payload import (
    DrawnSite,
    Encoded,
    MapClaim,
    as_json,
    draw_claim,
    draw_site,
)
from geodata.render.text.map_labels import short_name
from geodata.render.text.palette import colors


@dataclass(frozen=True, eq=False)
class Drawing:
    """A case as it is drawn: in parts, which drawings share; the bytes are made when they are asked for."""

    case: Case
    rule: Precision
    """What gives the stated distances their half-width."""
    actors: bytes
    """Rows as JSON."""
    sites: tuple[DrawnSite, ...]
    claims: tuple[MapClaim, ...]
    bounds: tuple[tuple[float, float], tuple[float, float]]
    """South-west and north-east corner, each (lat, lon) in degrees as Leaflet has it, of what speaks of an event."""
    order: tuple[str, ...]
    """Claim ids in the order of the bits of :func:`encode_bits`."""

    @property
    def payload(self) -> bytes:
        """JSON for the map's own script; see :func:`draw`."""
        return b"".join(self.pieces())

    def pieces(self) -> Iterator[bytes]:
        """Yield the payload piece by piece: each is a record, or a shape."""
        # Each different shape once: claims that say the same of one place share it.
        shelf: dict[bytes, int] = {}

        def put(shape: bytes | None) -> int:
            return -1 if shape is None else shelf.setdefault(shape, len(shelf))

        yield b'{"actors":%b,"sites":[' % self.actors
        yield from _listed(b"[%b,%d,%b]" % (drawn.words, put(drawn.shape), drawn.end) for drawn in self.sites)
        actor_numbers = {actor.id: index for index, actor in enumerate(self.case.actors)}
        site_numbers = {drawn.site.id: index for index, drawn in enumerate(self.sites)}
        yield b'],"claims":['
        yield from _listed(
            b"[%b,%d,%b,%d,%b,%d,%d,%d]"
            % (
                drawn.id,
                actor_numbers[drawn.claim.actor],
                drawn.says,
                -1 if drawn.claim.site is None else site_numbers[drawn.claim.site],
                drawn.words,
                put(drawn.shapes[0]),
                put(drawn.shapes[1]),
                put(drawn.shapes[2]),
            )
            for drawn in self.claims
        )
        yield b'],"shapes":['
        yield from _listed(shelf)
        yield b"]}"


def _listed(rows: Iterable[bytes]) -> Iterator[bytes]:
    """Yield elements of a list in JSON, each with the comma before it."""
    for index, row in enumerate(rows):
        yield b",%b" % row if index else row


def _bounds(sites: Sequence[DrawnSite], claims: Sequence[MapClaim]) -> tuple[tuple[float, float], tuple[float, float]]:
    """Return the corners of what the claims about an event draw; of all claims where none is about one.

    Regions count with their label point only: a province named in passing would push the rest into a corner.
    """
    boxes = [box for drawn in claims if drawn.claim.event is not None for box in drawn.boxes]
    boxes = boxes or [box for drawn in claims for box in drawn.boxes]
    boxes = boxes or [(*drawn.point, *drawn.point) for drawn in sites if drawn.point is not None]
    if not boxes:
        return (-60.0, -180.0), (75.0, 180.0)
    west, south, east, north = np.array(boxes).T
    if east.max() - west.min() > HALF_TURN_DEG:
        # What lies on both sides of the antimeridian is seen together from there: Leaflet counts on beyond 180.
        shift = np.where(west < 0, 360.0, 0.0)
        if (east + shift).max() - (west + shift).min() < east.max() - west.min():
            west, east = west + shift, east + shift
    return (float(south.min()), float(west.min())), (float(north.max()), float(east.max()))


def draw(case: Case, rule: Precision = DEFAULT_PRECISION_RULE, before: Drawing | None = None) -> Drawing:
    """Draw a case.

    ``rule``: what gives the stated distances their half-width. ``before``: the drawing of an earlier state of it, whose
    parts are taken over where they would come out the same.
    Returns ``Drawing``: its payload is a JSON object with ``actors`` [id, name, color, side], ``sites`` [name, Arabic
    name, lon, lat, shape, is region, id], ``claims`` [id, actor, polarity, relation, kind, site, title, parts of
    :class:`~geodata.render.text.map_labels.ClaimLabel`, area, edge,
    reach] and ``shapes``: numbers refer to rows of the other lists, -1 is none; a shape is a list of rings, filled by
    the even-odd rule, each coded by :func:`encode_ring`.
    """
    color_of, encoded = colors(case), Encoded()
    number_of = {actor.id: number for number, actor in enumerate(case.actors)}
    sites_before = {} if before is None else {id(drawn.site): drawn for drawn in before.sites}
    sites = tuple(sites_before.get(id(site)) or draw_site(site) for site in case.sites)
    same = {} if before is None or before.rule != rule else _same(before, case)
    claims = tuple(same.get(claim.id) or draw_claim(case, claim, rule, encoded) for claim in case.claims)
    return Drawing(
        case=case,
        rule=rule,
        actors=as_json(
            [
                [actor.id, short_name(actor.name), color_of[actor.id], number_of[case.lineage(actor.id)[-1]]]
                for actor in case.actors
            ]
        ),
        sites=sites,
        claims=claims,
        bounds=_bounds(sites, claims),
        order=tuple(claim.id for claim in case.claims),
    )


def _same(before: Drawing, case: Case) -> dict[str, MapClaim]:
    """Return what was drawn of claims that did not change, by id."""
    unchanged = unchanged_claims(before.case, case)
    return {drawn.claim.id: drawn for drawn in before.claims if drawn.claim.id in unchanged}


def encode_bits(drawing: Drawing, shown: Collection[str]) -> str:
    """Return which claims are shown as base64 of one bit each, lowest bit first, in the drawing's order.

    ``shown``: ids of the claims shown; a set, where there are many.
    """
    flags = np.fromiter((claim_id in shown for claim_id in drawing.order), dtype=bool, count=len(drawing.order))
    return base64.b64encode(np.packbits(flags, bitorder="little").tobytes()).decode("ascii")
