"""The claims shown, as lists of buttons: a page of all of them, and those that are not on the map."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geodata.app.words import map_words as say
from geodata.core.text import shortened
from geodata.core.vocabulary import POLARITIES
from geodata.render.html.elements import button, chip, hint, text
from geodata.render.html.facts import MAX_ROW_CHARS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geodata.core.model import Case, Claim
    from geodata.geodesy.claim_shapes import Unlocated

#: Rows beside the map; the list below it has all.
_MAX_UNLOCATED: Final = 50


def claim_list(
    case: Case,
    claims: Sequence[Claim],
    unlocated: Mapping[str, Unlocated],
    colors: Mapping[str, str],
    selected: str | None,
    pages: tuple[int, int],
) -> str:
    """Return one page of the claims shown as a list of buttons; those without a place say why.

    ``pages`` is the number of this page, from 0, and of all pages.
    """
    page, count = pages
    rows = _rows(case, claims, unlocated, colors, selected)
    if not rows:
        return hint(say.NO_CLAIM_PASSES)
    turn = ""
    if count > 1:
        back = button("page", str(page - 1), say.PREVIOUS, css="small") if page else ""
        forth = button("page", str(page + 1), say.NEXT, css="small") if page + 1 < count else ""
        turn = f"<div class='bar'>{back}<span>{say.page_of(page + 1, count)}</span>{forth}</div>"
    return f"<ul class='claims'>{rows}</ul>{turn}"


def unlocated_claims(
    case: Case,
    claims: Sequence[Claim],
    reasons: Mapping[str, Unlocated],
    colors: Mapping[str, str],
    selected: str | None,
) -> str:
    """Return those of the claims shown that are not on the map, each with the reason, to stand beside it."""
    missing = [claim for claim in claims if claim.id in reasons]
    if not missing:
        return ""
    rows = _rows(case, missing[:_MAX_UNLOCATED], reasons, colors, selected)
    rest = len(missing) - _MAX_UNLOCATED
    more = f"<p class='quiet'>{say.more_below(rest)}</p>" if rest > 0 else ""
    # Open while there is no card above it.
    state = "" if selected else " open"
    title = say.not_on_map(len(missing))
    return f"<details class='beside'{state}><summary>{title}</summary><ul class='claims'>{rows}</ul>{more}</details>"


def _rows(
    case: Case,
    claims: Sequence[Claim],
    unlocated: Mapping[str, Unlocated],
    colors: Mapping[str, str],
    selected: str | None,
) -> str:
    return "".join(
        f"<li>{_row(case, claim, unlocated.get(claim.id), colors, is_selected=claim.id == selected)}</li>"
        for claim in claims
    )


def _row(case: Case, claim: Claim, unlocated: Unlocated | None, colors: Mapping[str, str], *, is_selected: bool) -> str:
    actor = case.actor_by_id[claim.actor]
    off = f"<span class='off'>{text(say.not_on_map_because(unlocated.reason))}</span>" if unlocated else ""
    inner = (
        f"{chip(colors[actor.id])}<span class='row'><span class='who'>{text(actor.name)} "
        f"<span class='quiet'>{POLARITIES[claim.polarity].signed}</span></span>"
        f"<span class='what'>{text(shortened(claim.summary, MAX_ROW_CHARS))}</span>{off}</span>"
    )
    return button("claim", claim.id, inner, css="claim", pressed=is_selected)
