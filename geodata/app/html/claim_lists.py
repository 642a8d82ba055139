"""Claims as a list of buttons: all of one place, or a page at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.render.html.templating import render
from geodata.render.text import map_labels

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from markupsafe import Markup

    from geodata.render.text.claim_view import ClaimLine


def claims_here(claims: Sequence[ClaimLine], colors: Mapping[str, str]) -> Markup:
    """Return the claims that one press on the map was on, as a list of buttons."""
    return render("claims_here.html", claims=claims, colors=colors, words=map_labels.count_here(len(claims)))


def claim_list(
    claims: Sequence[ClaimLine], colors: Mapping[str, str], selected: str | None, pages: tuple[int, int]
) -> Markup:
    """Return one page of claims as a list of buttons; those without a place say why.

    ``pages`` is the number of this page, from 0, and of all pages.
    """
    page, count = pages
    return render("claim_list.html", claims=claims, colors=colors, selected=selected, page=page, pages=count)
