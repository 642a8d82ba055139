"""Which actors' accounts are consistent: all that one actor says, taken as one.

An account is every claim of an actor; a side's account is every claim of an actor and of all its parts. Accounts
exclude each other if together they hold a conflict. An account that holds one by itself cannot stand at all.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import islice, product
from typing import TYPE_CHECKING, Final

from geodata.verdicts.bitsets import bits, minimal
from geodata.verdicts.maximal_sets import maximal_sets

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from geodata.core.model import Case
    from geodata.verdicts.consistency import Consistency

_PAIR: Final = 2
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
    by_side: bool = False
    """Whether an actor stands for all its parts."""


def compare_accounts(case: Case, found: Consistency, *, by_side: bool = False) -> Accounts:
    """Return which accounts are consistent with each other.

    ``case``: who is part of whom. ``found``: what can be true together. ``by_side``: True to take an actor and all its
    parts as one, named by the actor that is part of no other.
    """
    speakers = {claim: case.speaker(case.claim_by_id[claim], by_side=by_side) for claim in found.table.claims}
    actors = tuple(dict.fromkeys(speakers.values()))
    return replace(_grouped(actors, found.conflicts, speakers, is_complete=found.is_complete), by_side=by_side)


def _grouped(
    actors: Sequence[str], conflicts: Sequence[Sequence[str]], speakers: Mapping[str, str], *, is_complete: bool
) -> Accounts:
    place = {actor: number for number, actor in enumerate(actors)}
    smallest = minimal(sum({1 << place[speakers[claim]] for claim in conflict}) for conflict in conflicts)
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


def accounts_in_words(case: Case, found: Accounts) -> list[str]:
    """Say in sentences which accounts are consistent with each other and which are not.

    Accounts that stand with all others come first, then what excludes what; never who is right.
    """
    names = account_names(case, found)
    possible = [actor for actor in found.actors if actor not in found.broken]
    always = [actor for actor in possible if all(actor in group for group in found.together)]
    other = "other that is consistent in itself" if found.broken else "other"
    sentences = []
    if len(possible) == 1:
        sentences.append(f"All claims of {names[possible[0]]} can be true together.")
    elif len(always) > 1:
        sentences.append(
            f"The accounts of {_listed(names, always)} are consistent with each other and with any {other}."
        )
    elif always:
        sentences.append(f"The account of {_listed(names, always)} is consistent with any {other}.")
    sentences += [
        f"The account of {names[actor]} is not consistent in itself: not all of its claims can be true."
        for actor in found.broken
    ]
    sentences += _excluding(names, [conflict for conflict in found.conflicts if len(conflict) == _PAIR])
    sentences += [
        f"The accounts of {_listed(names, group)} cannot all be true."
        for group in found.conflicts
        if len(group) > _PAIR
    ]
    return sentences


def account_names(case: Case, found: Accounts) -> dict[str, str]:
    """Return what each account is called: its actor's name, and that its parts count where they do."""
    wholes = {actor.part_of for actor in case.actors} if found.by_side else set()
    return {
        actor: f"{case.actor_by_id[actor].name}{' (with its parts)' if actor in wholes else ''}"
        for actor in found.actors
    }


def _excluding(names: Mapping[str, str], pairs: Sequence[tuple[str, ...]]) -> Iterator[str]:
    """Say pairs that exclude each other, accounts that exclude the same ones in one sentence."""
    excluded: dict[str, list[str]] = {}
    for pair in pairs:
        for one, other in (pair, pair[::-1]):
            excluded.setdefault(one, []).append(other)
    alike: dict[frozenset[str], list[str]] = {}
    for actor, others in excluded.items():
        alike.setdefault(frozenset(others), []).append(actor)
    said: set[str] = set()
    for excluding, actors in alike.items():
        said |= set(actors)
        rest = [actor for actor in excluded if actor in excluding and actor not in said]
        if rest:
            yield _one_excludes(names, *sorted((actors, rest), key=len))


def _one_excludes(names: Mapping[str, str], actors: Sequence[str], others: Sequence[str]) -> str:
    if len(others) == 1:
        return f"The accounts of {_listed(names, [*actors, *others])} cannot both be true."
    those = f"can{'not' if len(actors) == 1 else ''} be true together with any of those of {_listed(names, others)}."
    if len(actors) == 1:
        return f"The account of {_listed(names, actors)} {those}"
    return f"None of the accounts of {_listed(names, actors)} {those}"


def _listed(names: Mapping[str, str], actors: Sequence[str]) -> str:
    """Return names as a list in words; names that hold commas are parted by semicolons."""
    words = [names[actor] for actor in actors]
    comma = ";" if len(words) > _PAIR and any("," in word for word in words) else ","
    last = f"{comma} and " if comma == ";" else " and "
    return words[0] if len(words) == 1 else f"{f'{comma} '.join(words[:-1])}{last}{words[-1]}"
