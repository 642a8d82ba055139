"""What verdicts put on the map: what is left for an event, a place that fits, one way for accounts to be true."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from geodata.core.text import shortened, visible
from geodata.core.units import length
from geodata.render.map.measure_overlay import LonLat, geodesic_vertices
from geodata.render.map.record_payload import MAX_LABEL_CHARS
from geodata.render.map.ring_encoding import encode_ring, rings_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    import shapely

    from geodata.core.model import Case
    from geodata.core.units import Unit
    from geodata.verdicts.feasible_region import Remaining
    from geodata.verdicts.witness import EventWitness, Witness

#: Of a larger region only the place that fits is drawn: it is nearly all of the Earth.
MOST_KM2: Final = 5_000_000.0
_DIGITS: Final = 2


def region_marks(left: Remaining, event: str) -> dict[str, Any]:
    """Return what claims leave for an event, as the map's script draws it.

    Parameters
    ----------
    left
        What they leave.
    event
        Name of the event.
    """
    is_drawn = not left.outer.is_empty and left.outer_km2 <= MOST_KM2
    marks = []
    if left.witness.status == "possible":
        marks.append([left.witness.lon, left.witness.lat, _label(f"{event}: a place that fits")])
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
        "marks": [[*position, _label(names.get(event.name, event.name))] for event, position in placed],
        "legs": [leg for event, position in placed for leg in _legs(case, found, event, position, unit)],
    }


def _legs(case: Case, found: Witness, event: EventWitness, end: LonLat, unit: Unit) -> Iterator[list[Any]]:
    """Yield a line from each site's point to the event, with its length; none where they are one place."""
    checked = {case.claim_by_id[check.claim].site: check.length_m for check in event.checks}
    for site, length_m in checked.items():
        if site is not None and site in found.sites and length_m is not None and length_m >= 1:
            yield [encode_ring(geodesic_vertices(found.sites[site], end)), length(length_m, unit, _DIGITS)]


def _rings(area: shapely.Geometry) -> list[list[int]]:
    return [] if area.is_empty else rings_of(area)


def _label(words: str) -> str:
    return visible(shortened(words, MAX_LABEL_CHARS))
