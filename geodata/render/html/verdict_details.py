"""Two claims with their verdict and its working."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geodata.render.html.templating import render
from geodata.render.text.pair_view import LETTERS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from markupsafe import Markup

    from geodata.render.text.claim_view import ClaimView
    from geodata.render.text.pair_view import PairView
    from geodata.render.text.statement_view import StatementPairView

#: So many pairs of parts of two statements are listed.
_MAX_PARTS: Final = 40


def pair_explained(
    pair: PairView,
    claims: tuple[ClaimView, ClaimView],
    colors: Mapping[str, str],
    figures: Sequence[Markup],
    statements: StatementPairView | None = None,
) -> Markup:
    """Return the verdict on two claims with its working.

    ``colors``: ``#rrggbb`` by actor. ``statements``: the statements that they are parts of, if these have more parts.
    """
    first, second = claims
    return render(
        "pair.html", pair=pair, first=first, second=second, colors=colors, figures=figures, letters=LETTERS,
        statements=statements, limit=_MAX_PARTS,
    )  # fmt: skip
