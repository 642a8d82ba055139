"""Which actors' accounts can stand together: all that one actor says, taken as one.

An account is every claim of an actor; a side's account is every claim of an actor and of all its parts. Accounts
exclude each other if together they hold a conflict. An account that holds one by itself cannot stand at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice, product
from typing import TYPE_CHECKING, Final

from geodata.maximal import bits, maximal_sets, minimal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geodata.consistency import Consistency
    from geodata.model import Case

#: So many largest groups of accounts are listed.
MAX_GROUPS: Final = 1_000


@dataclass(frozen=True, slots=True)
class Accounts:
    """What accounts are to each other; groups are tuples of actor ids, in the order in which they first speak."""

    actors: tuple[str, ...]
    """Whoever has a claim among those compared."""
    broken: tuple[str, ...]
    """Accounts that hold a conflict by themselves; they are in no group below."""
    conflicts: tuple[tuple[str, ...], ...]
    """Smallest groups whose accounts cannot all be true, each account by itself being possible."""
    together: tuple[tuple[str, ...], ...]
    """Largest groups whose accounts can all be true."""
    is_complete: bool
    """False if conflicts were not all found, or there are more groups."""


def accounts(case: Case, found: Consistency, *, by_side: bool = False) -> Accounts:
    """Return which accounts can stand together.

    Parameters
    ----------
    case
        Who is part of whom.
    found
        What can be true together.
    by_side
        True to take an actor and all its parts as one, named by the actor that is part of no other.
    """
    speaker = {claim: case.lineage(case.claim_by_id[claim].actor)[-1 if by_side else 0] for claim in found.table.claims}
    actors = tuple(dict.fromkeys(speaker.values()))
    return _grouped(actors, found.conflicts, speaker, is_complete=found.is_complete)


def _grouped(
    actors: Sequence[str], conflicts: Sequence[Sequence[str]], speaker: Mapping[str, str], *, is_complete: bool
) -> Accounts:
    place = {actor: number for number, actor in enumerate(actors)}
    smallest = minimal(sum({1 << place[speaker[claim]] for claim in conflict}) for conflict in conflicts)
    alone = sum(number for number in smallest if number.bit_count() == 1)
    components = maximal_sets(smallest, MAX_GROUPS)
    free = (1 << len(actors)) - 1 & ~alone & ~sum(component.elements for component in components)

    def named(number: int) -> tuple[str, ...]:
        return tuple(actors[index] for index in bits(number))

    groups = list(islice(product(*(component.sets for component in components)), MAX_GROUPS + 1))
    return Accounts(
        actors=tuple(actors),
        broken=named(alone),
        conflicts=tuple(named(number) for number in smallest if number.bit_count() > 1),
        together=tuple(named(free | sum(group)) for group in groups[:MAX_GROUPS]),
        is_complete=is_complete and len(groups) <= MAX_GROUPS and all(part.is_complete for part in components),
    )


def in_words(case: Case, found: Accounts) -> list[str]:
    """Say in sentences which accounts can stand together and which cannot.

    Accounts that stand with all others come first, then what excludes what; never who is right.
    """
    if len(found.actors) == 1 and not found.broken:
        return [f"All that {_names(case, found.actors)} says can be true together."]
    always = [actor for actor in found.actors if all(actor in group for group in found.together)]
    sentences = []
    if len(always) > 1:
        sentences.append(f"The accounts of {_names(case, always)} can stand together with each other's and any other.")
    elif always:
        sentences.append(f"The account of {_names(case, always)} can stand together with any other.")
    sentences += [f"Not all that {_names(case, [actor])} says can be true together." for actor in found.broken]
    sentences += [
        f"The accounts of {_names(case, group)} cannot {'both' if len(group) == 2 else 'all'} be true."  # noqa: PLR2004 - a pair
        for group in found.conflicts
    ]
    return sentences


def _names(case: Case, actors: Sequence[str]) -> str:
    names = [case.actor_by_id[actor].name for actor in actors]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
