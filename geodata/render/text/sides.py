"""Who stands on which side: actors under the one that they all belong to, and the others in a group of their own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from geodata.core.model import Case, Claim

#: Those who belong to nobody and have nobody: named last, so that nobody takes them for members of the side above.
OTHERS: Final = "Others"
#: Most sides by name where a case groups few actors or none.
_MOST_NAMED: Final = 4
_FEWEST: Final = 2


@dataclass(frozen=True, slots=True)
class Side:
    """An actor with those that belong to it, as far as they were asked for."""

    id: str
    """Of the actor; empty for the others."""
    name: str
    members: tuple[str, ...]
    """Ids of actors, in the order in which they were given; the side's own is among them if it was given."""


def sides_of(case: Case, actors: Iterable[str]) -> tuple[Side, ...]:
    """Return actors under their sides, the sides in the order of their first members, the others last.

    ``case``: where the actors are. ``actors``: ids, each once.
    Returns ``tuple of Side``: an actor alone is among the others, unless it belongs to one that was not asked for; each
    actor is in one.
    """
    by_side: dict[str, list[str]] = {}
    for actor in actors:
        by_side.setdefault(case.lineage(actor)[-1], []).append(actor)
    others = tuple(side for side, members in by_side.items() if members == [side])
    sides = [
        Side(side, case.actor_by_id[side].name, tuple(members))
        for side, members in by_side.items()
        if members != [side]
    ]
    return (*sides, Side("", OTHERS, others)) if others else tuple(sides)


def sides_speaking(case: Case, claims: Sequence[Claim]) -> tuple[Side, ...]:
    """Return the sides that some claims are of, the others last.

    Where a case groups nobody, or all into one side, those who speak most stand for themselves.
    """
    spoken = Counter(claim.actor for claim in claims)
    everybody = sides_of(case, [actor.id for actor in case.actors])
    sides = [
        Side(side.id, side.name, members)
        for side in everybody
        if (members := tuple(actor for actor in side.members if spoken[actor]))
    ]
    named, lone = [side for side in sides if side.id], next((side.members for side in sides if not side.id), ())
    free = len(lone) if len(lone) == 1 else _MOST_NAMED - len(named) if len(named) < _FEWEST else 0
    alone = set(sorted(lone, key=lambda actor: -spoken[actor])[:free])
    named += [Side(actor, case.actor_by_id[actor].name, (actor,)) for actor in lone if actor in alone]
    others = tuple(actor for actor in lone if actor not in alone)
    return (*named, Side("", OTHERS, others)) if others else tuple(named)
