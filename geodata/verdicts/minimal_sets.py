"""Which smallest sets a question is answered "no" for, when every larger one is, too.

A question is asked of the largest sets that no known answer forbids. If one is impossible, a smallest part of it is
new; if none is, there are no more (Reiter's hitting sets, as in Liffiton et al. 2016,
doi:10.1007/s10601-015-9183-0).
"""

from __future__ import annotations

import time
from itertools import islice, product
from typing import TYPE_CHECKING, Final, NamedTuple

from geodata.verdicts.bitsets import bits
from geodata.verdicts.maximal_sets import maximal_sets

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

#: So many largest sets are asked about at once, and so many in all.
_MAX_ASKED: Final = 5_000


class Smallest(NamedTuple):
    """The smallest impossible sets, as bits, without those known before; and whether these are all."""

    sets: list[int]
    is_complete: bool


def smallest_impossible(
    elements: int,
    is_possible: Callable[[int], bool],
    known: Iterable[int],
    beside: Mapping[int, int],
    deadline_s: float,
) -> Smallest:
    """Return every smallest set of some elements that is impossible.

    ``is_possible``: answers for a set; whatever is impossible is so with more elements, too. ``known``: sets that are
    not asked about, nor any larger one. ``beside``: the same for sets of two: by element, what it does not go with.
    ``deadline_s``: when to stop, on the clock of :func:`time.monotonic`.
    """
    found: list[int] = []
    forbidden = list(known)
    asked: set[int] = set()
    while True:
        parts = maximal_sets([*forbidden, *found], _MAX_ASKED, deadline_s, beside)
        is_complete = all(part.is_complete for part in parts)
        free = elements & ~sum(part.elements for part in parts)
        is_settled = True
        for count, chosen in enumerate(islice(product(*(part.sets for part in parts)), _MAX_ASKED + 1)):
            candidate = (free | sum(chosen)) & elements
            if candidate in asked:
                continue
            if count == _MAX_ASKED or time.monotonic() > deadline_s:
                return Smallest(found, is_complete=False)
            while not is_possible(candidate := _without(candidate, found)):
                part = _smallest_in_time(candidate, is_possible, deadline_s)
                if part is None:
                    return Smallest(found, is_complete=False)
                found.append(part)
                is_settled = False
            asked.add(candidate)
        if is_settled or not is_complete:
            return Smallest(found, is_complete)


def _without(chosen: int, conflicts: Iterable[int]) -> int:
    """Return a set without the first element of each conflict that it contains."""
    for conflict in conflicts:
        if conflict & chosen == conflict:
            chosen &= ~(conflict & -conflict)
    return chosen


def _smallest_in_time(chosen: int, is_possible: Callable[[int], bool], deadline_s: float) -> int | None:
    """Return a smallest impossible part of a set; ``None`` where the time ends before it is known to be one."""
    found = smallest_part(chosen, lambda part: time.monotonic() <= deadline_s and not is_possible(part), _runs(chosen))
    return None if time.monotonic() > deadline_s else found


def smallest_part(chosen: int, is_so: Callable[[int], bool], groups: Iterable[int] = ()) -> int:
    """Return a part of a set of which something is so, and no longer without any one element.

    ``groups``: elements to do without at once, before single ones.
    """
    for less in (*groups, *(1 << element for element in bits(chosen))):
        part = chosen & ~less
        if part != chosen and is_so(part):
            chosen = part
    return chosen


def _runs(chosen: int) -> Iterator[int]:
    """Yield elements that follow each other, halves first: of hundreds that are in no conflict most go at once.

    >>> [bin(run) for run in _runs(0b11011)]
    ['0b11000', '0b11']
    """
    elements = list(bits(chosen))
    size = len(elements) // 2
    while size > 1:
        for end in range(len(elements), 0, -size):
            yield sum(1 << element for element in elements[max(0, end - size) : end])
        size //= 2
