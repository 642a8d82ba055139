"""Contradictions between the claims on the map, as lines between the places that they speak from."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from geodata.constraints.three_valued import CONTRADICTORY
from geodata.geodesy.claim_shapes import anchor

if TYPE_CHECKING:
    from geodata.core.model import Case
    from geodata.verdicts.matrix import VerdictMatrix


@dataclass(frozen=True, slots=True)
class Link:
    """Two places, or one twice, whose claims contradict each other."""

    start: tuple[float, float]
    """(lon, lat) in degrees."""
    end: tuple[float, float]
    count: int
    """Contradictory pairs of claims."""


def links(case: Case, table: VerdictMatrix, selected: str | None) -> tuple[Link, ...]:
    """Return the contradictions between claims that have a place.

    Parameters
    ----------
    case, table
        The claims and their verdicts.
    selected
        A claim of the table, to return what contradicts it alone; ``None`` for all.
    """
    found: Counter[tuple[str, str]] = Counter()
    for row, column in zip(*np.nonzero(np.triu(table.codes == CONTRADICTORY)), strict=True):
        pair = [case.claim_by_id[table.claims[index]] for index in (row, column)]
        sites = sorted(claim.site for claim in pair if claim.site is not None)
        if len(sites) == len(pair) and (selected is None or selected in {claim.id for claim in pair}):
            found[sites[0], sites[1]] += 1
    points = {site.id: point for site in case.sites if (point := anchor(site)) is not None}
    return tuple(
        Link(points[first], points[second], count)
        for (first, second), count in found.items()
        if first in points and second in points
    )
