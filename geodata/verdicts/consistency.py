"""Which claims can be true together: all minimal conflicts, and all maximal sets without one.

A set counts as possible unless it is proved impossible, so what is undecided counts as possible. Every conflict listed
is impossible, and becomes possible without any one of its claims. What claims can be true together falls into
components, which the conflicts connect; a maximal set of all is a maximal set of each, so a case with three separate
quarrels has as many as their product. They are kept by component, and listed as far as anybody asks.

When the time runs out, or conflicts or sets are too many, what is listed still holds, ``is_complete`` is false and
``note`` says what is missing: then there may be more conflicts, and a set that is listed may contain one of those.
"""

from __future__ import annotations

import math
import time
from dataclasses import dataclass, field
from itertools import chain, dropwhile, islice, product, takewhile
from typing import TYPE_CHECKING, Final

import numpy as np

from geodata.constraints.three_valued import CONTRADICTORY
from geodata.verdicts.bitsets import bits, minimal
from geodata.verdicts.maximal_sets import maximal_sets
from geodata.verdicts.pairwise import ASPECTS
from geodata.verdicts.set_search import MOST_CONFLICTS, SetSearch
from geodata.verdicts.verdict_matrix import VerdictMatrix, table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from geodata.verdicts.context import CaseContext
    from geodata.verdicts.pairwise import AspectName
    from geodata.verdicts.set_search import SetStatus

#: How long conflicts and sets are looked for, unless the caller says otherwise.
DEFAULT_BUDGET_S: Final = 10.0
#: Maximal sets have at least this long, whatever the search for conflicts took.
LEAST_S: Final = 2.0
#: So many maximal sets of one component are found at most.
MAX_SETS: Final = 20_000
#: So many conflicts of three claims and more are listed.
_MOST_LISTED: Final = 30_000
_PAIR: Final = 2


@dataclass(frozen=True)
class Consistency:
    """What can be true together among some claims; sets of claims are tuples of ids in the order of the table."""

    table: VerdictMatrix
    conflicts: tuple[tuple[str, ...], ...]
    """Minimal sets that cannot all be true, smallest first."""
    components: tuple[tuple[tuple[str, ...], ...], ...]
    """For claims that conflicts connect: the maximal sets that can be true together."""
    free: tuple[str, ...]
    """Claims in no conflict; they belong to every maximal set."""
    is_complete: bool
    """True if these are all conflicts and all maximal sets."""
    note: str
    """What is missing, in a sentence; empty if nothing is."""
    search: SetSearch | None = field(default=None, compare=False, repr=False)
    """What found it; ``None`` where sets were not looked for."""

    @property
    def count(self) -> int:
        """How many maximal sets there are (at least, if not complete)."""
        return math.prod(len(component) for component in self.components)

    def status(self, claims: Sequence[str]) -> SetStatus:
        """Return whether one of the maximal sets was shown possible, or is only not shown impossible."""
        return "undecided" if self.search is None else self.search.status(claims)

    def aspects(self) -> Iterator[frozenset[AspectName]]:
        """Yield what the two claims of each conflict contradict each other in; nothing for larger conflicts."""
        row = {claim: number for number, claim in enumerate(self.table.claims)}
        contradicted = np.zeros(self.table.codes.shape, np.uint8)
        for number, name in enumerate(ASPECTS):
            contradicted |= (self.table.aspects[name] == CONTRADICTORY).astype(np.uint8) << number
        named = [frozenset(ASPECTS[index] for index in bits(number)) for number in range(1 << len(ASPECTS))]
        for conflict in self.conflicts:
            is_pair = len(conflict) == _PAIR
            yield named[contradicted[row[conflict[0]], row[conflict[1]]]] if is_pair else named[0]

    def consistent_sets(self, limit: int | None = None) -> Iterator[tuple[str, ...]]:
        """Yield maximal sets of all claims that can be true together, at most so many.

        ``limit``: ``None`` for all, which may be more than anybody can read: see ``count``.
        """
        place = {claim: number for number, claim in enumerate(self.table.claims)}
        for chosen in islice(product(*self.components), limit):
            claims = [*self.free, *(claim for part in chosen for claim in part)]
            yield tuple(sorted(claims, key=place.__getitem__))


def consistency(
    setting: CaseContext,
    claim_ids: Sequence[str] | None = None,
    *,
    budget_s: float = DEFAULT_BUDGET_S,
    pairs: VerdictMatrix | None = None,
    progress: Callable[[float], None] = lambda _: None,
) -> Consistency:
    """Return which claims can be true together.

    ``claim_ids``: which claims; ``None`` takes all, in the order of the file. ``budget_s``: after so many seconds what
    was found is returned. ``pairs``: the verdicts of these claims by pairs, if they are at hand. ``progress``: is told,
    from 0 to 1, what part of the events has been asked about.

    >>> from geodata.casefile.io import read_case
    >>> from geodata.app.case_store import BUNDLED_CASE
    >>> from geodata.verdicts.context import CaseContext
    >>> setting = CaseContext(read_case(BUNDLED_CASE)[0])
    >>> found = consistency(setting, ["MCGURK-55-KM", "CJTF-35-MILES", "SYRIA-MFA-CAMP-STRIKE"])
    >>> found.conflicts
    (('MCGURK-55-KM', 'SYRIA-MFA-CAMP-STRIKE'),)
    >>> list(found.consistent_sets())
    [('MCGURK-55-KM', 'CJTF-35-MILES'), ('CJTF-35-MILES', 'SYRIA-MFA-CAMP-STRIKE')]
    """
    deadline_s = time.monotonic() + budget_s
    pairs = pairs or table(setting, claim_ids)
    search = SetSearch(setting, pairs, deadline_s, progress)
    return _put_together(pairs, search, deadline_s)


def _put_together(pairs: VerdictMatrix, search: SetSearch, deadline_s: float) -> Consistency:
    first = np.array(list(search.twins), dtype=np.intp)
    rows, columns = np.nonzero(np.triu(pairs.codes[np.ix_(first, first)] == CONTRADICTORY))
    of_two = zip(first[rows].tolist(), first[columns].tolist(), strict=True)
    smallest = minimal(sum(1 << index for index in conflict) for conflict in chain(of_two, search.conflicts))
    # Time for the sets is a part of its own: conflicts without sets would be half an answer.
    components = maximal_sets(smallest, MAX_SETS, max(deadline_s, time.monotonic() + LEAST_S))
    conflicts, all_listed = _of_all_twins(smallest, search.twins)
    alike = {claim: sum(1 << twin for twin in twins) for claim, twins in search.twins.items()}

    def whole(number: int) -> int:
        return sum(alike[index] for index in bits(number))

    def named(number: int) -> tuple[str, ...]:
        return tuple(pairs.claims[index] for index in bits(number))

    in_conflict = sum(whole(component.elements) for component in components)
    is_cut = any(len(component.sets) >= MAX_SETS for component in components)
    all_sets = all(component.is_complete for component in components)
    return Consistency(
        table=pairs,
        conflicts=tuple(tuple(pairs.claims[index] for index in conflict) for conflict in conflicts),
        components=tuple(tuple(named(whole(number)) for number in component.sets) for component in components),
        free=named(((1 << len(pairs.claims)) - 1) & ~in_conflict),
        is_complete=search.is_complete and all_listed and all_sets,
        note=_note(search, all_listed=all_listed, all_sets=all_sets, is_cut=is_cut),
        search=search,
    )


def _of_all_twins(smallest: Sequence[int], twins: Mapping[int, Sequence[int]]) -> tuple[list[tuple[int, ...]], bool]:
    """Return conflicts with each claim replaced by each of its twins, in order; and whether these are all.

    ``smallest``: conflicts of the first of all twins, smaller ones first. Those of two claims are all given.
    """
    pairs = takewhile(lambda number: number.bit_count() <= _PAIR, smallest)
    larger = dropwhile(lambda number: number.bit_count() <= _PAIR, smallest)

    def ways(some: Iterable[int]) -> Iterator[tuple[int, ...]]:
        return chain.from_iterable(product(*(twins[index] for index in bits(number))) for number in some)

    rest = ways(larger)
    listed = [*ways(pairs), *islice(rest, _MOST_LISTED)]
    ordered = sorted((tuple(sorted(conflict)) for conflict in listed), key=lambda one: (len(one), one))
    return ordered, next(rest, None) is None


def _note(search: SetSearch, *, all_listed: bool, all_sets: bool, is_cut: bool) -> str:
    if search.is_cut or not all_listed:
        most = MOST_CONFLICTS if search.is_cut else _MOST_LISTED
        return f"More than {most:,} sets of three or more claims cannot all be true: not every one is listed."
    if not search.is_complete:
        missing = "not every set of three or more claims was examined"
        if not all_sets:
            missing += " and not every maximal set is listed"
        return f"The time limit was reached: {missing}."
    if all_sets:
        return ""
    why = f"more than {MAX_SETS:,} hang together" if is_cut else "the time limit was reached"
    return f"Every conflict is listed, but not every maximal set: {why}."
