"""What can be switched on and off: the actors under their sides, and the values of every other choice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from geodata.core.model import Case
from geodata.render.html.templating import render
from geodata.render.text.sides import sides_of

if TYPE_CHECKING:
    from geodata.render.text.sides import Side


@dataclass(frozen=True, slots=True)
class _Actor:
    """A toggle."""

    id: str
    name: str
    color: str
    claims: int
    is_on: bool


@dataclass(frozen=True, slots=True)
class _Group:
    """A toggle with those that it switches together."""

    side: Side
    members: tuple[_Actor, ...]

    @property
    def claims(self) -> int:
        """How many claims its members make."""
        return sum(actor.claims for actor in self.members)

    @property
    def pressed(self) -> str:
        """Whether it is on, as ``aria-pressed`` has it: ``mixed`` where some of its members are."""
        on = {actor.is_on for actor in self.members}
        return "mixed" if len(on) > 1 else str(on.pop()).lower()

    @property
    def color(self) -> str:
        """The colour that all its members have; empty where they differ."""
        found = {actor.color for actor in self.members}
        return found.pop() if len(found) == 1 else ""


def actors(case: Case, counts: Mapping[str, int], colors: Mapping[str, str], chosen: frozenset[str] | None) -> Markup:
    """Return the actors as toggles under the side they belong to, those without one under a head of their own.

    ``case``: where the actors are. ``counts``: how many claims each actor makes; actors without any are only spoken
    about and have no toggle. ``colors``: ``#rrggbb`` by actor. ``chosen``: ids of the actors shown; ``None`` is all of
    them.
    """
    groups = [
        _Group(side, tuple(_Actor(actor, case.actor_by_id[actor].name, colors[actor], counts[actor],
                                  chosen is None or actor in chosen) for actor in side.members))
        for side in sides_of(case, [actor.id for actor in case.actors if counts.get(actor.id)])
    ]  # fmt: skip
    return render("actors.html", groups=groups)


def choices(title: str, action: str, options: Sequence[tuple[str, str, int]], chosen: frozenset[str] | None) -> Markup:
    """Return one more thing to filter by as toggles.

    ``title``, ``action``: what it is called, and what its buttons report. ``options``: value, name and number of claims
    of each. ``chosen``: values shown; ``None`` is all of them.
    """
    return render("choices.html", title=title, action=action, options=options, chosen=chosen)
