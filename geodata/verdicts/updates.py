"""Which claims update which: those by one actor that are derived from each other, directly or along a chain.

A chain of claims has as many pairs as the square of its length, so they are kept as one set of bits a claim.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from geodata.verdicts.bitsets import bits

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from geodata.core.model import Claim


@dataclass(frozen=True, eq=False)
class Updates:
    """Pairs of a claim and one of the same actor that it is derived from; in a cycle each updates the others."""

    _ids: tuple[str, ...]
    _number: Mapping[str, int]
    _earlier: tuple[int, ...]
    """By the number of a claim, the numbers of those that it updates."""
    _replaced: tuple[int, ...]
    """The same without those that update it, too."""

    def __contains__(self, pair: tuple[str, str]) -> bool:
        """Tell whether the first claim updates the second."""
        later, earlier = pair
        return bool(self._earlier[self._number[later]] >> self._number[earlier] & 1)

    def either(self, a: str, b: str) -> bool:
        """Tell whether one of two claims updates the other."""
        return (a, b) in self or (b, a) in self

    def involved(self) -> frozenset[str]:
        """Return the claims that update another or are updated."""
        numbers = 0
        for later, earlier in enumerate(self._earlier):
            numbers |= earlier | (1 << later if earlier else 0)
        return frozenset(self._ids[number] for number in bits(numbers))

    def replaced(self, chosen: Collection[str]) -> frozenset[str]:
        """Return those of some claims that another of them updates, unless it is updated by it, too."""
        numbers = [self._number[claim] for claim in chosen]
        found = 0
        for number in numbers:
            found |= self._replaced[number]
        return frozenset(self._ids[number] for number in numbers if found >> number & 1)

    def table(self, claims: Sequence[str]) -> NDArray[np.bool_]:
        """Return for each pair of claims whether one updates the other."""
        numbers = np.array([self._number[claim] for claim in claims], dtype=np.intp)
        found = np.zeros((len(claims), len(claims)), dtype=bool)
        for row, number in enumerate(numbers):
            if earlier := self._earlier[number]:
                octets = earlier.to_bytes(len(self._ids) // 8 + 1, "little")
                found[row] = np.unpackbits(np.frombuffer(octets, np.uint8), bitorder="little")[numbers]
        return found | found.T


def updates_of(claims: Sequence[Claim]) -> Updates:
    """Return which claims of a case update which."""
    number = {claim.id: index for index, claim in enumerate(claims)}
    by_actor: dict[str, int] = {}
    for index, claim in enumerate(claims):
        by_actor[claim.actor] = by_actor.get(claim.actor, 0) | 1 << index
    origins = _all_origins([[number[origin] for origin in _revised(claim)] for claim in claims])
    # Those in a cycle with a claim are derived from the same as it, itself among it.
    in_cycle: dict[int, int] = {}
    for index, found in enumerate(origins):
        if found >> index & 1:
            in_cycle[found] = in_cycle.get(found, 0) | 1 << index
    earlier = tuple(
        found & by_actor[claim.actor] & ~(1 << index)
        for index, (claim, found) in enumerate(zip(claims, origins, strict=True))
    )
    replaced = tuple(
        some & ~in_cycle[found] if found >> index & 1 else some
        for index, (some, found) in enumerate(zip(earlier, origins, strict=True))
    )
    return Updates(tuple(number), number, earlier, replaced)


def _revised(claim: Claim) -> Iterator[str]:
    """Yield the claims that a claim may replace: those it is derived from, but for what is said to be another link."""
    return (link.claim for link in claim.links if link.may_revise)


def _all_origins(direct: Sequence[Sequence[int]]) -> list[int]:
    """Return everything that each claim is derived from, itself among it in a cycle."""
    found = [0] * len(direct)
    order = [number for number in _origins_first(direct) if direct[number]]
    is_settled = False
    while not is_settled:  # once without cycles, and once to see it
        is_settled = True
        for number in order:
            more = found[number]
            for origin in direct[number]:
                more |= 1 << origin | found[origin]
            if more != found[number]:
                found[number], is_settled = more, False
    return found


def _origins_first(direct: Sequence[Sequence[int]]) -> Iterator[int]:
    """Yield numbers, each behind those that it is derived from, unless it is in a cycle with them."""
    seen = [False] * len(direct)
    for start in range(len(direct)):
        waiting = [(start, iter(direct[start]))] if not seen[start] else []
        seen[start] = True
        while waiting:
            number, rest = waiting[-1]
            origin = next((one for one in rest if not seen[one]), None)
            if origin is None:
                waiting.pop()
                yield number
            else:
                seen[origin] = True
                waiting.append((origin, iter(direct[origin])))
