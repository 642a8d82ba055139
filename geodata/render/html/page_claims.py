"""The claims of a page that stands alone: each under its own id, folded, readable without a script."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from markupsafe import Markup

from geodata.core.model import Case
from geodata.geodesy.claim_shapes import unlocated_claims
from geodata.render.html.cards import beside
from geodata.render.html.templating import render
from geodata.render.text.claim_view import claim_line

if TYPE_CHECKING:
    from geodata.constraints.three_valued import Verdict
    from geodata.render.text.claim_view import ClaimLine, ClaimView

#: Others named in one claim for each verdict; the matrix has all.
_MAX_OTHERS: Final = 10
#: Rows beside the map; the list below it has all.
_MAX_OFF_MAP: Final = 200


class ListedClaim(NamedTuple):
    """A claim in the list: a line, and folded below it everything that is known of it."""

    view: ClaimView
    color: str
    """``#rrggbb`` of who says it."""
    beside: Markup | str
    """What it agrees with and what not; empty for none."""


def entries(claims: Iterable[ListedClaim], *, is_long: bool) -> Markup:
    """Return the list of claims; of a long one what is folded is left unread until the script opens it."""
    return render("page_claims.html", entries=claims, is_long=is_long)


def off_map(case: Case, colors: Mapping[str, str]) -> Markup:
    """Return the claims that are not on the map, each with the reason and a link to all that is known of it."""
    missing = unlocated_claims(case)
    claims = [claim_line(case, case.claim_by_id[claim]) for claim in list(missing)[:_MAX_OFF_MAP]]
    return render("page_off_map.html", claims=claims, total=len(missing), colors=colors)


def others(
    claim_id: str,
    found: Sequence[tuple[str, Verdict]],
    explained: Collection[frozenset[str]],
    lines: Mapping[str, ClaimLine],
    colors: Mapping[str, str],
) -> Markup:
    """Return what a claim contradicts, leaves undecided and agrees with, as links.

    ``found``: ids of other claims, and the verdict on each. ``explained``: pairs of ids whose working is in the page.
    ``colors``: ``#rrggbb`` by actor.
    """
    groups = beside(found, lines, _MAX_OTHERS)
    named = (claim.id for group in groups for claim in group.claims)
    pairs = {other: pair_id(claim_id, other) for other in named if frozenset((claim_id, other)) in explained}
    return render("page_others.html", groups=groups, pairs=pairs, colors=colors)


def claim_link(case: Case, claim_id: str, colors: Mapping[str, str]) -> Markup:
    """Return who says what, in a line that leads to all that is known of it."""
    claim = claim_line(case, case.claim_by_id[claim_id])
    return render("page_claim_link.html", claim=claim, color=colors[claim.actor])


def pair_id(a: str, b: str) -> str:
    """Return the id of a pair's working; ids of claims have no two hyphens together.

    >>> pair_id("B", "A")
    'pair-A--B'
    """
    return f"pair-{'--'.join(sorted((a, b)))}"
