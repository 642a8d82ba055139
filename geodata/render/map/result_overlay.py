"""What verdicts put on the map: contradictions, what is left for an event, a place that fits, one way to be true."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from geodata.constraints.three_valued import CONTRADICTORY
from geodata.core.model import Case, Claim
from geodata.core.units import Unit, length
from geodata.geodesy.claim_shapes import anchor
from geodata.geodesy.geodesics import midpoint
from geodata.render.map.measure_overlay import LonLat, geodesic_vertices
from geodata.render.map.ring_encoding import encode_ring, rings_of
from geodata.render.text.claim_view import located_by
from geodata.render.text.map_labels import short_name

if TYPE_CHECKING:
    import shapely

    from geodata.verdicts.feasible_region import Remaining
    from geodata.verdicts.verdict_matrix import VerdictMatrix
    from geodata.verdicts.witness import EventWitness, Witness

#: Of a larger region only the place that fits is drawn: it is nearly all of the Earth.
MOST_KM2: Final = 5_000_000.0
_DIGITS: Final = 2
#: So many contradictions of a line are told; all are counted.
_MOST_PAIRS: Final = 12


def region_marks(left: Remaining, event: str) -> dict[str, Any]:
    """Return what claims leave for an event, as the map's script draws it.

    ``event``: name of the event.
    """
    is_drawn = not left.outer.is_empty and left.outer_km2 <= MOST_KM2
    marks = []
    if left.witness.status == "possible":
        marks.append([left.witness.lon, left.witness.lat, short_name(f"{event}: a place that fits")])
    return {
        "outer": _rings(left.outer) if is_drawn else [],
        "inner": _rings(left.inner) if is_drawn else [],
        "marks": marks,
        "legs": [],
    }


def witness_marks(case: Case, found: Witness, unit: Unit) -> dict[str, Any]:
    """Return one way for claims to be all true: where each event was, and how far from where its claims count."""
    placed = [(event, event.position) for event in found.events if event.position is not None]
    names = {event.id: event.name for event in case.events}
    return {
        "outer": [],
        "inner": [],
        "marks": [[*position, short_name(names.get(event.name, event.name))] for event, position in placed],
        "legs": [leg for event, position in placed for leg in _legs(case, found, event, position, unit)],
    }


def _legs(case: Case, found: Witness, event: EventWitness, end: LonLat, unit: Unit) -> Iterator[list[Any]]:
    """Yield a line from each site's point to the event, with its length; none where they are one place."""
    lengths = ((check.claim, check.length_m) for check in event.checks if check.length_m is not None)
    checked = {case.claim_by_id[claim].site: length_m for claim, length_m in lengths}
    for site, length_m in checked.items():
        if site is not None and site in found.sites and length_m >= 1:
            yield [encode_ring(geodesic_vertices(found.sites[site], end)), length(length_m, unit, _DIGITS)]


def _rings(area: shapely.Geometry) -> list[list[int]]:
    return [] if area.is_empty else rings_of(area)


@dataclass(frozen=True, slots=True)
class ConflictLine:
    """Two places, or one twice, whose claims contradict each other."""

    start: tuple[float, float]
    """(lon, lat) in degrees."""
    end: tuple[float, float]
    count: int
    """Contradictory pairs of claims."""
    pairs: tuple[tuple[str, str], ...]
    """The first of these, by id."""


def conflict_lines(case: Case, table: VerdictMatrix, selected: str | None) -> tuple[ConflictLine, ...]:
    """Return the contradictions between claims that have a place.

    ``selected``: a claim of the table, to return what contradicts it alone; ``None`` for all.
    """
    found: dict[tuple[tuple[float, float], tuple[float, float]], list[tuple[str, str]]] = {}
    for row, column in zip(*np.nonzero(np.triu(table.codes == CONTRADICTORY)), strict=True):
        pair = [case.claim_by_id[table.claims[index]] for index in (row, column)]
        ends = sorted((claim.sites, point) for claim in pair if (point := _stands_at(case, claim)) is not None)
        if len(ends) == len(pair) and (selected is None or selected in {claim.id for claim in pair}):
            found.setdefault((ends[0][1], ends[1][1]), []).append((pair[0].id, pair[1].id))
    return tuple(ConflictLine(*ends, len(pairs), tuple(pairs[:_MOST_PAIRS])) for ends, pairs in found.items())


def _stands_at(case: Case, claim: Claim) -> tuple[float, float] | None:
    """Return the point that a claim's line ends at: its site's, or the middle between its two."""
    sites = located_by(case, claim) or [case.site_by_id[site] for site in claim.sites[:1]]
    points = [anchor(site) for site in sites]
    known = [point for point in points if point is not None]
    if not known or len(known) < len(points):
        return None
    return known[0] if len(known) == 1 else midpoint(*known[0], *known[1])
