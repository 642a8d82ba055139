"""Two claims with their verdict and its working."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.render.html.templating import render
from geodata.render.text.pair_view import LETTERS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from markupsafe import Markup

    from geodata.render.text.claim_view import ClaimView
    from geodata.render.text.pair_view import PairView


def pair_explained(
    pair: PairView, claims: tuple[ClaimView, ClaimView], colors: Mapping[str, str], figures: Sequence[Markup]
) -> Markup:
    """Return the verdict on two claims with its working.

    Parameters
    ----------
    pair, claims
        The verdict, and what is known of both claims.
    colors
        ``#rrggbb`` by actor.
    figures
        Drawings of both.
    """
    first, second = claims
    return render("pair.html", pair=pair, first=first, second=second, colors=colors, figures=figures, letters=LETTERS)
