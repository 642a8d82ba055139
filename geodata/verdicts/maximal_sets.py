"""Which sets contain none of given conflicts and cannot be made larger: plain combinatorics over small numbers.

Sets are the bits of an integer. Elements that share a conflict, directly or along a chain, form a component; each
component has its maximal sets, and a maximal set of all is one of each. For conflicts of two they are the maximal
independent sets of a graph, found by the algorithm of Bron & Kerbosch 1973 with pivots (Tomita et al. 2006,
doi:10.1016/j.tcs.2006.06.015); larger conflicts split what that gives.
"""

from __future__ import annotations

import time
from functools import reduce
from itertools import islice
from operator import or_
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from geodata.verdicts.bitsets import Minimal, bits, components, minimal_of

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence

NO_DEADLINE: Final = float("inf")


class Component(NamedTuple):
    """Elements that conflicts connect, and the maximal sets of them that contain no conflict."""

    elements: int
    sets: tuple[int, ...]
    is_complete: bool
    """False if there were more sets, or no more time."""


def maximal_sets(
    conflicts: Iterable[int],
    limit: int,
    deadline_s: float = NO_DEADLINE,
    beside: Mapping[int, int] = MappingProxyType({}),
) -> list[Component]:
    """Return the components of elements in conflict, with the maximal sets of each.

    ``conflicts``: sets that must not be contained; elements in none of them belong to every maximal set and are left
    out. ``limit``: so many sets of one component are found at most. ``deadline_s``: on the clock of
    :func:`time.monotonic`; what is not found by then is not listed. Each component has its share. ``beside``: further
    conflicts of two: what each element is in conflict with, either way round. Where nearly every two elements are in
    conflict, this is a great deal less than a list of them.

    >>> [bin(found) for found in maximal_sets([0b011, 0b110], 10)[0].sets]
    ['0b101', '0b10']
    """
    smallest = minimal_of(conflicts, beside)
    alike = _alike(smallest)
    smallest = _among(smallest, sum(group & -group for group in alike.values()))
    parts = components(smallest)
    found = []
    for number, elements in enumerate(parts):
        now_s = time.monotonic()
        share_s = now_s + (deadline_s - now_s) / (len(parts) - number)
        found.append(_with_twins(_component(elements, _among(smallest, elements), limit, share_s), alike))
    return found


def _among(conflicts: Minimal, elements: int) -> Minimal:
    """Return the conflicts that some elements have among themselves."""
    beside = {element: conflicts.beside[element] & elements for element in conflicts.beside if elements >> element & 1}
    return Minimal(
        conflicts.single & elements,
        {element: others for element, others in beside.items() if others},
        [conflict for conflict in conflicts.larger if not conflict & ~elements],
    )


def _alike(conflicts: Minimal) -> dict[int, int]:
    """Return, for the first of each group of elements that have the same conflicts, the whole group.

    They may stand for each other in any conflict, so a maximal set has all of them or none.
    """
    single, beside, larger = conflicts
    rest: dict[int, set[int]] = {}
    for conflict in larger:
        for element in bits(conflict):
            rest.setdefault(element, set()).add(conflict & ~(1 << element))
    groups: dict[Hashable, int] = {}
    for element in sorted({*bits(single), *beside, *rest}):
        key = (single >> element & 1, beside.get(element, 0), frozenset(rest.get(element, ())))
        groups[key] = groups.get(key, 0) | 1 << element
    return {(group & -group).bit_length() - 1: group for group in groups.values()}


def _with_twins(component: Component, alike: dict[int, int]) -> Component:
    def whole(number: int) -> int:
        return sum(alike[element] for element in bits(number))

    # In the order of their elements: read from the lowest bit, the set that has it first.
    sets = sorted(map(whole, component.sets), key=lambda number: f"{number:b}"[::-1], reverse=True)
    return Component(whole(component.elements), tuple(sets), component.is_complete)


def _component(elements: int, conflicts: Minimal, limit: int, deadline_s: float) -> Component:
    single, apart, larger = conflicts
    possible = elements & ~single
    beside = {element: possible & ~apart.get(element, 0) & ~(1 << element) for element in bits(possible)}
    cliques = _cliques(0, possible, 0, beside, deadline_s)
    parts = _split(cliques, apart, larger, deadline_s) if larger else cliques
    found = list(islice(parts, limit + 1))
    is_complete = len(found) <= limit and time.monotonic() < deadline_s
    if not found:
        found = [_first(possible, apart, larger)]
    return Component(elements, tuple(found[:limit]), is_complete)


def _first(possible: int, apart: Mapping[int, int], larger: Iterable[int]) -> int:
    """Return one maximal set: elements in order, each unless it completes a conflict."""
    by_element: dict[int, list[int]] = {}
    for conflict in larger:
        by_element.setdefault(conflict.bit_length() - 1, []).append(conflict)
    chosen = 0
    for element in bits(possible):
        tried = chosen | 1 << element
        is_apart = apart.get(element, 0) & chosen
        if not is_apart and not any(conflict & tried == conflict for conflict in by_element.get(element, ())):
            chosen = tried
    return chosen


def _cliques(chosen: int, open_: int, done: int, beside: dict[int, int], deadline_s: float) -> Iterator[int]:
    """Yield every maximal set of elements that all go beside each other, by branching around a pivot."""
    if not open_:
        if not done:
            yield chosen
        return
    if time.monotonic() > deadline_s:
        return
    pivot = max(bits(open_ | done), key=lambda element: (open_ & beside[element]).bit_count())
    for element in bits(open_ & ~beside[pivot]):
        bit = 1 << element
        yield from _cliques(chosen | bit, open_ & beside[element], done & beside[element], beside, deadline_s)
        open_ &= ~bit
        done |= bit


def _split(sets: Iterable[int], apart: dict[int, int], larger: Sequence[int], deadline_s: float) -> Iterator[int]:
    """Yield the maximal parts of sets that contain none of the larger conflicts, each once."""
    rest: dict[int, list[int]] = {}
    for conflict in larger:
        for element in bits(conflict):
            rest.setdefault(element, []).append(conflict & ~(1 << element))
    seen: set[int] = set()
    for number in sets:
        inside = [conflict for conflict in larger if conflict & number == conflict]
        for hitting in hitting_sets(inside, deadline_s):
            part = number & ~hitting
            if part not in seen and _is_maximal(part, hitting, apart, rest):
                seen.add(part)
                yield part
        if time.monotonic() > deadline_s:
            return


def _is_maximal(part: int, hitting: int, apart: dict[int, int], rest: dict[int, list[int]]) -> bool:
    """Tell whether nothing can be added to what is left of a maximal clique without completing a conflict.

    ``hitting``: what was taken out, each of it as the only one to hit some conflict: so none of that fits back in, and
    only what is in conflict with it may. ``rest`` has, for each element, what else is in its larger conflicts.
    """
    freed = reduce(or_, (apart.get(element, 0) for element in bits(hitting)), 0)
    for element in bits(freed & ~hitting):
        if not apart[element] & part and not any(other & part == other for other in rest.get(element, ())):
            return False
    return True


def hitting_sets(conflicts: Sequence[int], deadline_s: float = NO_DEADLINE) -> Iterator[int]:
    """Yield the smallest sets that have an element in common with each conflict, each once.

    An element is taken only where each one taken before is still the only one to hit some conflict (Murakami & Uno
    2014, doi:10.1016/j.dam.2014.01.012).

    ``deadline_s``: on the clock of :func:`time.monotonic`; nothing is yielded after it.

    >>> sorted(hitting_sets([0b011, 0b110]))
    [2, 5]
    """
    hits: dict[int, int] = {}
    for number, conflict in enumerate(conflicts):
        for element in bits(conflict):
            hits[element] = hits.get(element, 0) | 1 << number
    everything, may_be_taken = (1 << len(conflicts)) - 1, sum(1 << element for element in hits)
    to_do: list[tuple[int, int, int, tuple[int, ...]]] = [(0, everything, may_be_taken, ())]
    while to_do and time.monotonic() <= deadline_s:
        chosen, open_, may_be_taken, alone = to_do.pop()
        if not open_:
            yield chosen
            continue
        ways = conflicts[(open_ & -open_).bit_length() - 1] & may_be_taken
        may_be_taken &= ~ways
        for element in bits(ways):
            # What each element taken before hits alone, once this one hits too.
            left = (*(own & ~hits[element] for own in alone), open_ & hits[element])
            if all(left):
                to_do.append((chosen | 1 << element, open_ & ~hits[element], may_be_taken, left))
            may_be_taken |= 1 << element
