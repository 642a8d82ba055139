"""Who stands on which side: actors under the one that they all belong to, and the others in a group of their own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geodata.core.model import Case

#: Those who belong to nobody and have nobody: named last, so that nobody takes them for members of the side above.
OTHERS: Final = "Others"


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
