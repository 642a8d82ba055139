"""What claims do together: sets that cannot all be true, accounts that can, one way for it, what is left of a place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from markupsafe import Markup

from geodata.render.html.templating import render
from geodata.render.text.set_view import NO_CONFLICT, SMALLEST, grouped

if TYPE_CHECKING:
    from geodata.render.text.account_view import AccountsView
    from geodata.render.text.joint_view import RegionView, SpeedView, WayView
    from geodata.render.text.set_view import SetView


def conflicts(sets: Sequence[SetView], colors: Mapping[str, str], limit: int) -> Markup:
    """Return minimal sets of claims that cannot all be true, by what they are on, each a press from its working."""
    groups = grouped(sets)
    return render("sets.html", groups=groups, colors=colors, limit=limit, smallest=SMALLEST, no_conflict=NO_CONFLICT)


def accounts_together(
    view: AccountsView,
    limit: int,
    chosen: tuple[str, ...] | None,
    missing: str = "",
    by_topic: Sequence[AccountsView] = (),
) -> Markup:
    """Return which accounts can stand together: in sentences, and the largest groups by name.

    ``limit``: so many sentences and groups are shown; the others are counted. ``chosen``: ids of the group that one way
    is shown for; ``None`` where none can be. ``missing``: what was not found, in a sentence; empty if nothing is.
    ``by_topic``: the same accounts, each asked of one topic alone.
    """
    return render("accounts.html", accounts=view, limit=limit, chosen=chosen, missing=missing, by_topic=by_topic)


def one_way(way: WayView, names: Sequence[str]) -> Markup:
    """Return one way for accounts to be all true, by their names."""
    return render("one_way.html", way=way, names=names)


def speeds(found: Sequence[SpeedView], limit: int) -> Markup:
    """Return the speeds that claims imply of what moves, the fastest first."""
    return render("speeds.html", speeds=found, limit=limit)


def whereabouts(left: RegionView, claims: int) -> Markup:
    """Return what claims leave for one event: in words, and the known places that fit.

    ``claims``: how many claims were taken together.
    """
    return render("whereabouts.html", left=left, claims=claims)
