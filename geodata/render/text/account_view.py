"""Whose accounts can stand together, in plain words: who excludes whom, on what, and who contradicts itself.

Worded once, and set by page, panel, report and command line alike; never who is right. Nothing here is escaped: whoever
sets the words does that.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from geodata.core.model import Case
from geodata.core.text import all_in_words
from geodata.render.text.disputed import disputed_rank, disputed_words
from geodata.verdicts.actor_consistency import compare_accounts
from geodata.verdicts.pairwise import TOPICS

if TYPE_CHECKING:
    from geodata.verdicts.actor_consistency import Accounts, Clash
    from geodata.verdicts.consistency import Consistency
    from geodata.verdicts.pairwise import AspectName, Topic

#: Above the accounts of actors, and of sides.
BY_ACTOR: Final = "By actor: all that one actor says is one account."
BY_SIDE: Final = "By side: all that an actor and its parts say is one account."
_PAIR: Final = 2


@dataclass(frozen=True, slots=True)
class AccountGroup:
    """A largest group of actors whose accounts do not exclude each other."""

    actors: tuple[str, ...]
    """By id."""
    names: tuple[str, ...]
    """With a remark where an account contradicts itself."""
    is_possible: bool
    """False if one of the accounts contradicts itself: then there is no way for all of it to be true. False, too, where
    accounts are compared on one topic alone: then nothing is known of all else."""


@dataclass(frozen=True, slots=True)
class AccountsView:
    """Whose accounts can stand together."""

    taken: str
    """What counts as one account."""
    sentences: tuple[str, ...]
    """Who excludes whom, who contradicts itself, and who neither, in this order."""
    names: Mapping[str, str]
    """What each account is called, by its actor's id."""
    groups: tuple[AccountGroup, ...]
    note: str
    """That there may be more groups; empty if these are all."""
    on: str = ""
    """What it is asked of alone: ``" on who"``; empty for all."""

    @property
    def title(self) -> str:
        """Of the groups."""
        return f"Largest groups of accounts that do not exclude each other{self.on}: {len(self.groups):,}"


def accounts_view(case: Case, found: Consistency, *, by_side: bool, topic: Topic | None = None) -> AccountsView:
    """Return whose accounts can stand together.

    ``by_side``: to take an actor and all its parts as one. ``topic``: asked of this alone; ``None`` for all.
    """
    accounts, on = compare_accounts(case, found, by_side=by_side, topic=topic), on_topic(topic)
    names, broken = _names(case, accounts), set(accounts.broken)
    told = {actor: f"{name}, inconsistent in itself" if actor in broken else name for actor, name in names.items()}
    return AccountsView(
        taken=BY_SIDE if by_side else BY_ACTOR,
        sentences=tuple(_sentences(names, accounts, on)),
        names=MappingProxyType(names),
        groups=tuple(
            AccountGroup(
                group, tuple(told[actor] for actor in group), is_possible=topic is None and broken.isdisjoint(group)
            )
            for group in accounts.together
        ),
        note="" if accounts.is_complete else "There may be more groups than those found.",
        on=on,
    )


def on_topic(topic: Topic | None) -> str:
    """Say what is asked about alone: ``" on who"``; empty for all."""
    return "" if topic is None else f" {disputed_words(TOPICS[topic])}"


def _names(case: Case, found: Accounts) -> dict[str, str]:
    """Return what each account is called: its actor's name, and that its parts count where they do."""
    wholes = {actor.part_of for actor in case.actors} if found.by_side else set()
    return {
        actor: f"{case.actor_by_id[actor].name}{' (with its parts)' if actor in wholes else ''}"
        for actor in found.actors
    }


def _sentences(names: Mapping[str, str], found: Accounts, of_this: str) -> Iterator[str]:
    for on, pairs in _by_aspects([clash for clash in found.conflicts if len(clash.actors) == _PAIR]):
        yield from _excluding(names, [clash.actors for clash in pairs], on)
    for clash in found.conflicts:
        if len(clash.actors) > _PAIR:
            yield f"The accounts of {_listed(names, clash.actors)} cannot all be true."
    excluding = {actor for clash in found.conflicts for actor in clash.actors}
    for on, alone in _by_aspects(found.inner):
        actors = [actor for clash in alone for actor in clash.actors]
        also = " also" if excluding.issuperset(actors) else ""
        who = _sentence(_each(names, actors))
        yield f"{who} is{also} inconsistent in itself {on}: not all of its claims can be true."
    others = [actor for actor in found.actors if actor not in excluding and actor not in found.broken]
    if len(found.actors) == 1 and others:
        yield f"All claims of {names[others[0]]} can be true together{of_this}."
    elif len(others) > 1:
        yield f"{_listed(names, others)} exclude neither each other nor any other account{of_this}."
    elif others:
        yield f"{names[others[0]]} excludes no other account{of_this}."


def _by_aspects(clashes: Sequence[Clash]) -> list[tuple[str, list[Clash]]]:
    """Return clashes by what they are on, in words; those on who and where first, those on numbers alone last."""
    groups: dict[frozenset[AspectName], list[Clash]] = {}
    for clash in clashes:
        groups.setdefault(clash.aspects, []).append(clash)
    return [(disputed_words(aspects), groups[aspects]) for aspects in sorted(groups, key=disputed_rank)]


def _excluding(names: Mapping[str, str], pairs: Sequence[tuple[str, ...]], on: str) -> Iterator[str]:
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
            few, many = sorted((actors, rest), key=len)
            link = "; and" if any("," in names[actor] for actor in (*few, *many)) else " and"
            yield _sentence(f"{_each(names, few)}{link} {_each(names, many)} exclude each other {on}.")


def _sentence(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}"


def _each(names: Mapping[str, str], actors: Sequence[str]) -> str:
    return f"{'each of ' if len(actors) > 1 else ''}{_listed(names, actors)}"


def _listed(names: Mapping[str, str], actors: Sequence[str]) -> str:
    return all_in_words([names[actor] for actor in actors])
