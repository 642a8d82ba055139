"""Everything that is known of one claim, and what stands in its place while none is selected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.render.html.templating import render

if TYPE_CHECKING:
    from markupsafe import Markup

    from geodata.render.text.claim_view import ClaimView


def card(view: ClaimView, color: str, beside: Markup | str = "") -> Markup:
    """Return everything that is known of one claim.

    Parameters
    ----------
    view
        Its words.
    color
        ``#rrggbb`` of who says it.
    beside
        Markup of what it agrees with and what not; empty for none.
    """
    return render("card.html", view=view, color=color, beside=beside)


def no_card(summary: str) -> Markup:
    """Return what stands where the card will be while no claim is selected: the case's summary, and what to do."""
    return render("no_card.html", summary=summary)
