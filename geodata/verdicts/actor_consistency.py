"""Which actors' accounts are consistent: all that one actor says, compared by each of its claims.

An account is every claim of an actor; a side's account is every claim of an actor and of all its parts. Accounts
exclude each other if claims of theirs do, all of them needed for it. An account whose own claims exclude each other is
said to clash with itself and stays among those compared: one slip of the tongue takes nobody out of a dispute.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice, product
from typing import TYPE_CHECKING, Final

from geodata.verdicts.bitsets import bits, minimal
from geodata.verdicts.maximal_sets import maximal_sets
from geodata.verdicts.pairwise import TOPICS

if TYPE_CHECKING:
    from geodata.core.model import Case
    from geodata.verdicts.consistency import Consistency
    from geodata.verdicts.pairwise import AspectName, Topic

#: So many largest groups of accounts are listed.
MAX_GROUPS: Final = 1_000


@dataclass(frozen=True, slots=True)
class Clash:
    """Accounts that cannot all be true; one alone, where its own claims cannot."""

    actors: tuple[str, ...]
    aspects: frozenset[AspectName]
    """What two of the claims contradict each other in; none where it takes three claims or more."""


@dataclass(frozen=True, slots=True)
class Accounts:
    """What accounts are to each other; groups are tuples of actor ids, in the order in which they first speak."""

    actors: tuple[str, ...]
    """Whoever has a claim among those compared."""
    inner: tuple[Clash, ...]
    """Accounts whose own claims cannot all be true."""
    conflicts: tuple[Clash, ...]
    """Smallest groups of accounts that exclude each other, whatever is in :attr:`inner`."""
    together: tuple[tuple[str, ...], ...]
    """Largest groups in which no account excludes others."""
    is_complete: bool
    """False if conflicts were not all found, or there are more groups."""
    by_side: bool = False
    """Whether an actor stands for all its parts."""

    @property
    def broken(self) -> tuple[str, ...]:
        """Accounts whose own claims cannot all be true, by their actors."""
        return tuple(actor for clash in self.inner for actor in clash.actors)


def compare_accounts(case: Case, found: Consistency, *, by_side: bool = False, topic: Topic | None = None) -> Accounts:
    """Return which accounts are consistent with each other.

    ``case``: who is part of whom. ``found``: what can be true together. ``by_side``: True to take an actor and all its
    parts as one, named by the actor that is part of no other. ``topic``: asked of this alone, which only two claims can
    exclude each other on; ``None`` for all, and for what takes three claims or more.
    """
    speakers = {claim: case.speaker(case.claim_by_id[claim], by_side=by_side) for claim in found.table.claims}
    actors = tuple(dict.fromkeys(speakers.values()))
    place = {actor: number for number, actor in enumerate(actors)}
    aspects: dict[int, frozenset[AspectName]] = {}
    for conflict, all_aspects in zip(found.conflicts, found.aspects(), strict=True):
        of_conflict = all_aspects if topic is None else all_aspects & TOPICS[topic]
        if topic is not None and not of_conflict:
            continue
        group = 0
        for claim in conflict:
            group |= 1 << place[speakers[claim]]
        aspects[group] = aspects.get(group, of_conflict) | of_conflict
    inner = [group for group in aspects if group.bit_count() == 1]
    between = minimal(group for group in aspects if group.bit_count() > 1)
    components = maximal_sets(between, MAX_GROUPS)
    free = (1 << len(actors)) - 1 & ~sum(component.elements for component in components)

    def named(number: int) -> tuple[str, ...]:
        return tuple(actors[index] for index in bits(number))

    groups = list(islice(product(*(component.sets for component in components)), MAX_GROUPS + 1))
    return Accounts(
        actors=actors,
        inner=tuple(Clash(named(group), aspects[group]) for group in sorted(inner)),
        conflicts=tuple(Clash(named(group), aspects[group]) for group in between),
        together=tuple(named(free | sum(group)) for group in groups[:MAX_GROUPS]),
        is_complete=found.is_complete
        and len(groups) <= MAX_GROUPS
        and all(component.is_complete for component in components),
        by_side=by_side,
    )
