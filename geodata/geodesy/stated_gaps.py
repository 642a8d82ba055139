"""How far apart two stated distances are: the numbers, and the bands that their digits make of them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from geodata.core.precision import DEFAULT_PRECISION_RULE, Precision, StatedBounds, bounds

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geodata.core.model import Claim, StatedDistance


@dataclass(frozen=True, slots=True)
class StatedPair:
    """Two stated distances, each as spoken, the nearer first."""

    first: str
    second: str
    difference_m: float
    """Between the numbers, metres."""
    gap_m: float
    """Between the bands, metres; below 0 they overlap by so much."""


def stated_pairs(claims: Iterable[Claim], rule: Precision = DEFAULT_PRECISION_RULE) -> tuple[StatedPair, ...]:
    """Return each two different distances that claims state, the least different first.

    >>> from geodata.casefile.io import read_case
    >>> from geodata.app.case_store import BUNDLED_CASE
    >>> claims = [claim for claim in read_case(BUNDLED_CASE)[0].claims if claim.distance is not None]
    >>> found = stated_pairs(claims)[0]
    >>> found.first, found.second, round(found.difference_m), round(found.gap_m, 1)
    ('55 km', '35 mi', 1327, 22.4)
    """
    spoken: dict[str, StatedDistance] = {
        claim.distance.words: claim.distance for claim in claims if claim.distance is not None
    }
    stated = [(words, bounds(distance, rule)) for words, distance in spoken.items()]
    found = [_pair(*sorted(both, key=lambda one: one[1].value_m)) for both in combinations(stated, 2)]
    return tuple(sorted(found, key=lambda pair: pair.difference_m))


def _pair(near: tuple[str, StatedBounds], far: tuple[str, StatedBounds]) -> StatedPair:
    return StatedPair(near[0], far[0], far[1].value_m - near[1].value_m, far[1].min_m - near[1].max_m)
