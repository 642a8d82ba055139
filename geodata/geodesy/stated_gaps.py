"""How far apart two stated distances are: the numbers, and the bands that their digits make of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from itertools import islice, pairwise
from math import comb

from geodata.core.model import Claim, StatedDistance
from geodata.core.precision import DEFAULT_PRECISION_RULE, Precision, StatedBounds, bounds


@dataclass(frozen=True, slots=True)
class StatedPair:
    """Two stated distances, each as spoken, the nearer first."""

    first: str
    second: str
    difference_m: float
    """Between the numbers, metres."""
    gap_m: float
    """Between the bands, metres; below 0 they overlap by so much."""
    uncertainty_m: float
    """The larger of their half-widths, metres."""


def stated_pairs(
    claims: Iterable[Claim], most: int, rule: Precision = DEFAULT_PRECISION_RULE
) -> tuple[list[StatedPair], int]:
    """Return so many pairs of different distances that claims state, the least different first, and how many there are.

    >>> from geodata.casefile.io import read_case
    >>> from geodata.app.case_store import BUNDLED_CASE
    >>> claims = [claim for claim in read_case(BUNDLED_CASE)[0].claims if claim.distance is not None]
    >>> [found], _ = stated_pairs(claims, 1)
    >>> found.first, found.second, round(found.difference_m), round(found.gap_m, 1)
    ('55 km', '35 mi', 1327, 22.4)
    """
    spoken: dict[str, StatedDistance] = {
        claim.distance.words: claim.distance for claim in claims if claim.distance is not None
    }
    stated = sorted(
        ((words, bounds(distance, rule)) for words, distance in spoken.items()), key=lambda one: one[1].value_m
    )
    places = islice(_nearest([one.value_m for _, one in stated]), most)
    return [_pair(stated[near], stated[far]) for near, far in places], comb(len(stated), 2)


def _nearest(values_m: Sequence[float]) -> Iterator[tuple[int, int]]:
    """Yield two of some values, smallest first, by their places, the least different two first."""
    # Of each value, the next one above it that was not taken yet: thousands have millions of pairs.
    waiting = [(above - value, near, near + 1) for near, (value, above) in enumerate(pairwise(values_m))]
    heapify(waiting)
    while waiting:
        _, near, far = heappop(waiting)
        yield near, far
        if far + 1 < len(values_m):
            heappush(waiting, (values_m[far + 1] - values_m[near], near, far + 1))


def _pair(near: tuple[str, StatedBounds], far: tuple[str, StatedBounds]) -> StatedPair:
    uncertainty_m = max(near[1].half_width_m, far[1].half_width_m)
    return StatedPair(near[0], far[0], far[1].value_m - near[1].value_m, far[1].min_m - near[1].max_m, uncertainty_m)
