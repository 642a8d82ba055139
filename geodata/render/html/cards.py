"""Everything that is known of one claim, and what stands in its place while none is selected."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from geodata.core.model import Case
from geodata.render.html.templating import render
from geodata.render.text.map_labels import one_of_here
from geodata.render.text.phrases import JUDGED, VERDICT_SIGNS, VERDICT_WORDS

if TYPE_CHECKING:
    from geodata.constraints.three_valued import Verdict
    from geodata.render.text.claim_view import ClaimLine, ClaimView


def card(view: ClaimView, color: str, beside: Markup | str = "", here: int = 0) -> Markup:
    """Return everything that is known of one claim.

    ``color``: ``#rrggbb`` of who says it. ``beside``: markup of what it agrees with and what not; empty for none.
    ``here``: how many claims one press on the map was on, this one among them; they are a press away.
    """
    words = one_of_here(here) if here > 1 else ""
    return render("card.html", view=view, color=color, beside=beside, here=words)


@dataclass(frozen=True, slots=True)
class Beside:
    """The claims that have one verdict beside a claim."""

    verdict: Verdict
    symbol: str
    words: str
    total: int
    claims: tuple[ClaimLine, ...]
    """The first of them."""


def beside(
    found: Sequence[tuple[str, Verdict]], lines: Mapping[str, ClaimLine], most: int | None = None
) -> tuple[Beside, ...]:
    """Return what a claim contradicts, leaves undecided and agrees with.

    ``found``: ids of other claims, and the verdict on each. ``most``: so many of each are named; ``None`` names all.
    """
    ids = {verdict: [other for other, one in found if one == verdict] for verdict in JUDGED}
    named = {verdict: tuple(lines[one] for one in some[:most]) for verdict, some in ids.items()}
    return tuple(
        Beside(verdict, VERDICT_SIGNS[verdict], VERDICT_WORDS[verdict], len(some), named[verdict])
        for verdict, some in ids.items()
        if some
    )


def related_claims(claim_id: str, groups: Sequence[Beside] | None, colors: Mapping[str, str]) -> Markup:
    """Return what a claim contradicts, leaves undecided and agrees with, each a press away.

    ``None`` for the groups says that it was not compared, since too many claims are of its event.
    """
    return render("related.html", claim_id=claim_id, groups=groups, colors=colors)


def no_card(case: Case) -> Markup:
    """Return what stands where the card will be while no claim is selected: the case's summary, and what to do."""
    return render("no_card.html", summary=case.summary, has_claims=bool(case.claims))
