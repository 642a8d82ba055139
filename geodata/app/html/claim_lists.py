"""The claims shown, as lists of buttons: a page of all of them, and those that are not on the map."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geodata.render.html.templating import render

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from markupsafe import Markup

    from geodata.render.text.claim_view import ClaimLine

#: Rows beside the map; the list below it has all.
MAX_OFF_MAP: Final = 50


def claim_list(
    claims: Sequence[ClaimLine], colors: Mapping[str, str], selected: str | None, pages: tuple[int, int]
) -> Markup:
    """Return one page of the claims shown as a list of buttons; those without a place say why.

    ``pages`` is the number of this page, from 0, and of all pages.
    """
    page, count = pages
    return render("claim_list.html", claims=claims, colors=colors, selected=selected, page=page, pages=count)


def unlocated_list(claims: Sequence[ClaimLine], total: int, colors: Mapping[str, str], selected: str | None) -> Markup:
    """Return the first of the claims shown that are not on the map, with the reason, to stand beside it."""
    return render("off_map_list.html", claims=claims, total=total, colors=colors, selected=selected)
