"""Which part of a case a page shows: some of its claims, with what they refer to."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geodata.core.claim_ids import find_claims
from geodata.render.text.palette import colors

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geodata.core.model import Case


def excerpt(case: Case, claim_ids: Sequence[str] | None) -> Case:
    """Return a case with these claims alone, the places that they name and the sources that they cite.

    Every actor keeps the colour that it has among all claims. A claim may still derive from one that is left out.

    ``claim_ids``: ids of claims; ``None`` takes the whole case.
    Raises ``ClaimIdError`` if an id is no claim's, or there is none.
    """
    if claim_ids is None:
        return case
    chosen = set(find_claims(case, claim_ids))
    claims = tuple(claim for claim in case.claims if claim.id in chosen)
    sites = {site for claim in claims for site in claim.sites}
    sources = {source for claim in claims for source in claim.sources}
    color_of = colors(case)
    return replace(
        case,
        claims=claims,
        actors=tuple(replace(actor, color=color_of[actor.id]) for actor in case.actors),
        sites=tuple(site for site in case.sites if site.id in sites),
        sources=tuple(source for source in case.sources if source.id in sources),
    )
