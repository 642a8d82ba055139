"""What can be switched on and off: the actors under their sides, and the values of every other choice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geodata.render.html.templating import render

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from markupsafe import Markup

    from geodata.core.model import Case


@dataclass(frozen=True, slots=True)
class _Actor:
    """A toggle."""

    id: str
    name: str
    color: str
    claims: int
    is_on: bool


@dataclass(frozen=True, slots=True)
class _Side:
    """A toggle with those that it switches together."""

    id: str
    name: str
    members: tuple[_Actor, ...]

    @property
    def claims(self) -> int:
        """How many claims its members make."""
        return sum(actor.claims for actor in self.members)

    @property
    def is_on(self) -> bool:
        """True if all of it is on."""
        return all(actor.is_on for actor in self.members)


def actors(case: Case, counts: Mapping[str, int], colors: Mapping[str, str], chosen: frozenset[str] | None) -> Markup:
    """Return the actors as toggles under the side they belong to.

    Parameters
    ----------
    case
        Where the actors are.
    counts
        How many claims each actor makes; actors without any are only spoken about and have no toggle.
    colors
        ``#rrggbb`` by actor.
    chosen
        Ids of the actors shown; ``None`` is all of them.
    """
    by_side: dict[str, list[_Actor]] = {}
    for actor in case.actors:
        if claims := counts.get(actor.id):
            is_on = chosen is None or actor.id in chosen
            by_side.setdefault(case.lineage(actor.id)[-1], []).append(
                _Actor(actor.id, actor.name, colors[actor.id], claims, is_on)
            )
    sides = [_Side(side, case.actor_by_id[side].name, tuple(members)) for side, members in by_side.items()]
    return render(
        "actors.html",
        sides=[side for side in sides if len(side.members) > 1],
        alone=[side.members[0] for side in sides if len(side.members) == 1],
    )


def choices(title: str, action: str, options: Sequence[tuple[str, str, int]], chosen: frozenset[str] | None) -> Markup:
    """Return one more thing to filter by as toggles.

    Parameters
    ----------
    title, action
        What it is called, and what its buttons report.
    options
        Value, name and number of claims of each.
    chosen
        Values shown; ``None`` is all of them.
    """
    return render("choices.html", title=title, action=action, options=options, chosen=chosen)
