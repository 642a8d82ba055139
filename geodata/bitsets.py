"""Sets as the bits of integers: which are minimal, what goes with what, and what hangs together."""

from __future__ import annotations

from bisect import bisect_right
from itertools import takewhile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


def bits(number: int) -> Iterator[int]:
    """Yield the elements of a set, smallest first.

    Examples
    --------
    >>> list(bits(0b1011))
    [0, 1, 3]
    """
    while number:
        lowest = number & -number
        yield lowest.bit_length() - 1
        number ^= lowest


def minimal(sets: Iterable[int]) -> list[int]:
    """Return the sets that contain no other of them, smallest first.

    Examples
    --------
    >>> minimal([0b111, 0b011, 0b100])
    [4, 3]
    """
    singles, pairs, larger = by_size(sets)
    single = sum(singles)
    pairs = [pair for pair in pairs if not pair & single]
    beside = partners(pairs)
    kept: list[int] = []
    for candidate in larger:  # smaller ones come first
        if candidate & single or any(beside.get(element, 0) & candidate for element in bits(candidate)):
            continue
        size = candidate.bit_count()
        shorter = takewhile(lambda other, size=size: other.bit_count() < size, kept)  # type: ignore[misc]
        if not any(other & candidate == other for other in shorter):
            kept.append(candidate)
    return [*singles, *pairs, *kept]


def by_size(sets: Iterable[int]) -> tuple[list[int], list[int], list[int]]:
    """Return the sets of one element or none, those of two, and larger ones, smallest first, each once."""
    ordered = sorted(_once(sets), key=int.bit_count)
    sizes = [number.bit_count() for number in ordered]
    singles, pairs = bisect_right(sizes, 1), bisect_right(sizes, 2)
    return ordered[:singles], ordered[singles:pairs], ordered[pairs:]


def _once(sets: Iterable[int]) -> list[int]:
    """Return each number once, in the order of first sight.

    An integer's hash is its remainder by 2^61 - 1: all pairs of two thousand elements have but 1,900 different ones.
    """
    numbers = list(sets)
    size = max(numbers, default=0).bit_length() // 8 + 1
    return list({number.to_bytes(size, "little"): number for number in numbers}.values())


def partners(pairs: Iterable[int]) -> dict[int, int]:
    """Return what each element is paired with."""
    beside: dict[int, int] = {}
    for pair in pairs:
        for element in bits(pair):
            beside[element] = beside.get(element, 0) | pair & ~(1 << element)
    return beside


def components(conflicts: Sequence[int]) -> list[int]:
    """Return the elements of each component that conflicts connect."""
    found: list[int] = []
    for conflict in conflicts:
        joined = conflict
        apart = []
        for elements in found:
            if elements & conflict:
                joined |= elements
            else:
                apart.append(elements)
        found = [*apart, joined]
    return sorted(found, key=lambda elements: elements & -elements)
