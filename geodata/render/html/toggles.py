"""What can be switched on and off: the actors under their sides, and the values of every other choice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.render.html.elements import button, chip, text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geodata.core.model import Case


def actors(case: Case, counts: Mapping[str, int], colors: Mapping[str, str], chosen: frozenset[str] | None) -> str:
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
    sides: dict[str, list[str]] = {}
    for actor in case.actors:
        if counts.get(actor.id):
            sides.setdefault(case.lineage(actor.id)[-1], []).append(actor.id)
    parts = [
        "<div class='bar'><strong>Actors</strong>",
        button("actors", "all", "All", css="small"),
        button("actors", "none", "None", css="small"),
        "</div>",
    ]
    several = {side: members for side, members in sides.items() if len(members) > 1}
    for side, members in several.items():
        total = sum(counts[member] for member in members)
        is_on = chosen is None or all(member in chosen for member in members)
        name = f"{text(case.actor_by_id[side].name)} <span class='quiet'>{total}</span>"
        parts.append(f"<div class='side'>{button('side', side, name, css='head', pressed=is_on)}<div>")
        parts += [_actor_toggle(case, member, counts, colors, chosen) for member in members]
        parts.append("</div></div>")
    alone = [members[0] for side, members in sides.items() if side not in several]
    parts.append("<div class='side'><div>")
    parts += [_actor_toggle(case, member, counts, colors, chosen) for member in alone]
    parts.append("</div></div>")
    return "".join(parts)


def choices(title: str, action: str, options: Sequence[tuple[str, str, int]], chosen: frozenset[str] | None) -> str:
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
    toggles = "".join(
        button(
            action,
            value,
            f"{text(name)} <span class='quiet'>{count}</span>",
            css="toggle",
            pressed=chosen is None or value in chosen,
        )
        for value, name, count in options
    )
    return f"<div class='side'><strong class='title'>{title}</strong><div>{toggles}</div></div>"


def _actor_toggle(
    case: Case, actor: str, counts: Mapping[str, int], colors: Mapping[str, str], chosen: frozenset[str] | None
) -> str:
    name = f"{chip(colors[actor])}{text(case.actor_by_id[actor].name)} <span class='quiet'>{counts[actor]}</span>"
    return button("actor", actor, name, css="toggle", pressed=chosen is None or actor in chosen)
