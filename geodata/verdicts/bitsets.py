"""Sets as the bits of integers: which are minimal, what goes with what, and what hangs together."""

from __future__ import annotations

from bisect import bisect_right
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from numpy.typing import NDArray


def bits(number: int) -> Iterator[int]:
    """Yield the elements of a set, smallest first.

    >>> list(bits(0b1011))
    [0, 1, 3]
    """
    while number:
        lowest = number & -number
        yield lowest.bit_length() - 1
        number ^= lowest


def holds_any(chosen: int, sets: Iterable[int]) -> bool:
    """Tell whether a set contains any of some.

    >>> holds_any(0b110, [0b101, 0b010]), holds_any(0b110, [0b101])
    (True, False)
    """
    for one in sets:  # noqa: SIM110 - asked millions of times, and `any` takes twice as long
        if one & chosen == one:
            return True
    return False


def minimal(sets: Iterable[int]) -> list[int]:
    """Return the sets that contain no other of them, smallest first.

    >>> minimal([0b111, 0b011, 0b100])
    [4, 3]
    """
    singles, pairs, larger = by_size(sets)
    single = sum(singles)
    pairs = [pair for pair in pairs if not pair & single]
    return [*singles, *pairs, *_minimal_larger(larger, single, partners(pairs))]


class Minimal(NamedTuple):
    """Sets that contain no other of them; those of two as what goes with what, since there may be a great many."""

    single: int
    """Elements that are sets by themselves."""
    beside: dict[int, int]
    """What each element is paired with, either way round; elements without a pair are not in here."""
    larger: list[int]
    """Sets of three or more, smallest first."""


def minimal_of(sets: Iterable[int], beside: Mapping[int, int]) -> Minimal:
    """Return the minimal ones of some sets and of pairs, which are given as what each element is paired with."""
    singles, pairs, larger = by_size(sets)
    single, paired = sum(singles), partners(pairs)
    joined = {element: paired.get(element, 0) | beside.get(element, 0) for element in {**paired, **beside}}
    rest = {element: others & ~single for element, others in joined.items() if not single >> element & 1}
    kept = {element: others for element, others in rest.items() if others}
    return Minimal(single, kept, _minimal_larger(larger, single, kept))


def _minimal_larger(larger: Iterable[int], single: int, beside: Mapping[int, int]) -> list[int]:
    """Return the sets of three or more, given smaller ones first, that contain no other, no pair and no single one."""
    kept: list[int] = []
    # A set that another contains has its lowest element in that one, and is smaller.
    by_lowest: dict[int, list[int]] = {}
    for _, of_one_size in groupby(larger, int.bit_count):
        new: list[tuple[int, int]] = []
        for candidate in of_one_size:
            elements = list(bits(candidate))
            if candidate & single or any(beside.get(element, 0) & candidate for element in elements):
                continue
            if not any(holds_any(candidate, by_lowest.get(element, ())) for element in elements):
                new.append((elements[0], candidate))
        for lowest, candidate in new:
            by_lowest.setdefault(lowest, []).append(candidate)
            kept.append(candidate)
    return kept


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


def rows(table: NDArray[np.bool_]) -> dict[int, int]:
    """Return for each row of a table in which columns it is true, but for rows in which it never is."""
    packed = np.packbits(table, axis=1, bitorder="little")
    found = ((index, int.from_bytes(row.tobytes(), "little")) for index, row in enumerate(packed))
    return {index: columns for index, columns in found if columns}


def different_rows(table: NDArray[np.bool_]) -> list[int]:
    """Return in which columns a row of a table is true, each once, of many rows that are alike.

    >>> different_rows(np.array([[True, False], [True, True], [True, False]]))
    [1, 3]
    """
    packed = np.packbits(table, axis=1, bitorder="little")
    once = np.unique(np.ascontiguousarray(packed).view(np.dtype((np.void, packed.shape[1]))))
    return [int.from_bytes(row.tobytes(), "little") for row in once]


def components(sets: Minimal) -> list[int]:
    """Return the elements of each component that sets connect, the one with the smallest element first."""
    beside = dict(sets.beside)
    for conflict in sets.larger:
        for element in bits(conflict):
            beside[element] = beside.get(element, 0) | conflict
    found = [1 << element for element in bits(sets.single)]
    left = sum(1 << element for element in beside)
    while left:
        reached = waiting = left & -left
        while waiting:
            lowest = waiting & -waiting
            more = beside[lowest.bit_length() - 1] & ~reached
            reached, waiting = reached | more, waiting & ~lowest | more
        found.append(reached)
        left &= ~reached
    return sorted(found, key=lambda elements: elements & -elements)
