"""The verdicts of a page that stands alone: counts, accounts, matrix, sets and the working of pairs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geodata.render.html.page_claims import pair_id
from geodata.render.html.templating import render
from geodata.render.text.phrases import NOT_TRUE
from geodata.render.text.set_view import NO_CONFLICT, SMALLEST

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from markupsafe import Markup

    from geodata.render.text.account_view import AccountsView
    from geodata.render.text.pair_view import PairView
    from geodata.render.text.set_view import CountsView, SetView

_MAX_GROUPS: Final = 40
_MAX_SETS: Final = 100


def verdicts_part(
    counts: CountsView,
    accounts: AccountsView,
    matrices: Sequence[Markup],
    parts: Sequence[Markup],
    sets: Sequence[SetView],
    pairs: Sequence[PairView],
    colors: Mapping[str, str],
    note: str,
) -> Markup:
    """Return everything that is said of claims together.

    ``matrices``: claims or statements against each other. ``parts``: the claims against each other, where they are
    parts of statements. ``pairs``: the pairs whose working is given. ``colors``: ``#rrggbb`` by actor. ``note``: what
    was not found, in a sentence; empty if nothing is.
    """
    groups = [(count, [pair for pair in pairs if pair.verdict == count.verdict]) for count in counts.judged]
    return render(
        "page_verdicts.html",
        counts=counts,
        accounts=accounts,
        matrices=matrices,
        parts=parts,
        sets=sets,
        groups=groups,
        colors=colors,
        note=note,
        not_true=NOT_TRUE,
        smallest=SMALLEST,
        no_conflict=NO_CONFLICT,
        pair_id=pair_id,
        max_groups=_MAX_GROUPS,
        max_sets=_MAX_SETS,
    )


def not_compared(claims: int, limit: int) -> Markup:
    """Say that a page has no verdicts because it has too many claims."""
    return render("page_not_compared.html", claims=claims, limit=limit)
