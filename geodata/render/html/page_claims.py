"""The claims of a page that stands alone: each under its own id, folded, readable without a script."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geodata.core.text import counted, shortened
from geodata.core.vocabulary import POLARITIES
from geodata.render.html.cards import facts, said, speaker
from geodata.render.html.elements import attribute, button, chip, text
from geodata.render.html.facts import MAX_ROW_CHARS, SYMBOLS
from geodata.render.text.phrases import VERDICT_WORDS

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from geodata.constraints.three_valued import Verdict
    from geodata.core.model import Case, Claim
    from geodata.core.precision import Precision
    from geodata.core.units import Unit
    from geodata.geodesy.claim_shapes import Unlocated

#: Others named in one claim for each verdict; the matrix has all.
_MAX_OTHERS: Final = 10
_MAX_OTHER_CHARS: Final = 90
#: Rows beside the map; the list below it has all.
_MAX_OFF_MAP: Final = 200


def entry(
    case: Case,
    claim: Claim,
    colors: Mapping[str, str],
    reading: tuple[Precision, Unit],
    *,
    unlocated: Unlocated | None,
    beside: str,
    is_deferred: bool,
) -> str:
    """Return a claim as an item of the list: a line, and folded below it everything that is known of it.

    Parameters
    ----------
    case, claim
        The claim, and the case it is of.
    colors
        ``#rrggbb`` by actor.
    reading
        The rule for stated distances, and the unit for lengths.
    unlocated
        Why it is not on the map; ``None`` where it is.
    beside
        Markup of what it agrees with and what not.
    is_deferred
        True to leave what is folded unread until the script opens it: a browser that runs scripts takes the inside of
        ``noscript`` for plain text, one that runs none for markup.
    """
    see = "" if unlocated else f"<p class='live'>{button('claim', claim.id, 'Show on the map', css='small')}</p>"
    rule, unit = reading
    article = (
        f"<article id='claim-{attribute(claim.id)}'><h3>{chip(colors[claim.actor])}{speaker(case, claim)}</h3>"
        f"{said(claim)}{see}{facts(case, claim, unlocated, rule, unit, beside)}"
        f"<p class='quiet'>Claim <code>{text(claim.id)}</code></p></article>"
    )
    return (
        f"<li data-actor='{attribute(claim.actor)}' data-claim='{attribute(claim.id)}'><details><summary>"
        f"{headline(case, claim, colors, MAX_ROW_CHARS)}{_off(unlocated)}</summary>"
        f"{f'<noscript>{article}</noscript>' if is_deferred else article}</details></li>"
    )


def headline(case: Case, claim: Claim, colors: Mapping[str, str], limit_chars: int) -> str:
    """Return who says what, in a line."""
    return (
        f"{chip(colors[claim.actor])}<b>{text(case.actor_by_id[claim.actor].name)}</b> "
        f"<span class='quiet'>{POLARITIES[claim.polarity].signed}</span> "
        f"{text(shortened(claim.summary, limit_chars))}"
    )


def _off(unlocated: Unlocated | None) -> str:
    return f" <span class='off'>not on the map: {text(unlocated.reason)}</span>" if unlocated else ""


def entries(items: Sequence[str], *, is_long: bool) -> str:
    """Return the list of claims, of :func:`entry` each; of a long one a browser lays out what is in view."""
    css = "entries long" if is_long else "entries"
    return f"<ul class='{css}'>{''.join(items)}</ul>" if items else "<p class='empty'>There is no claim.</p>"


def off_map(case: Case, unlocated: Mapping[str, Unlocated], colors: Mapping[str, str]) -> str:
    """Return the claims that are not on the map, each with the reason and a link to all that is known of it."""
    if not unlocated:
        return ""
    shown = list(unlocated.items())[:_MAX_OFF_MAP]
    rows = "".join(
        f"<li data-actor='{attribute(case.claim_by_id[claim].actor)}'>{claim_link(case, claim, colors)}"
        f"{_off(reason)}</li>"
        for claim, reason in shown
    )
    rest = len(unlocated) - len(shown)
    more = f"<p class='quiet'>and {rest:,} more, marked in the list of claims</p>" if rest else ""
    title = f"{counted(len(unlocated), 'claim')} not on the map"
    return f"<details class='beside' open><summary>{title}</summary><ul class='bare'>{rows}</ul>{more}</details>"


def others(
    case: Case,
    claim: Claim,
    found: Sequence[tuple[str, Verdict]],
    explained: Collection[frozenset[str]],
    colors: Mapping[str, str],
) -> str:
    """Return what a claim contradicts, leaves undecided and agrees with, as links.

    Parameters
    ----------
    case, claim
        The claim, and the case it is of.
    found
        Ids of other claims, and the verdict on each.
    explained
        Pairs of ids whose working is in the page.
    colors
        ``#rrggbb`` by actor.
    """
    parts = []
    for verdict in ("contradictory", "undecided", "compatible"):
        ids = [other for other, one in found if one == verdict]
        if not ids:
            continue
        rows = "".join(_other(case, claim.id, other, explained, colors) for other in ids[:_MAX_OTHERS])
        rest = len(ids) - _MAX_OTHERS
        more = f"<li class='quiet'>and {rest:,} more</li>" if rest > 0 else ""
        title = f"<b class='v {verdict}'>{SYMBOLS[verdict]}</b> {len(ids):,} {VERDICT_WORDS[verdict]}"
        parts.append(f"<details><summary>{title}</summary><ul class='bare'>{rows}{more}</ul></details>")
    return f"<div class='relations'>{''.join(parts)}</div>" if parts else ""


def _other(
    case: Case, claim_id: str, other: str, explained: Collection[frozenset[str]], colors: Mapping[str, str]
) -> str:
    why = f" <a href='#{pair_id(claim_id, other)}'>why</a>" if frozenset((claim_id, other)) in explained else ""
    return f"<li>{claim_link(case, other, colors, _MAX_OTHER_CHARS)}{why}</li>"


def claim_link(case: Case, claim_id: str, colors: Mapping[str, str], limit_chars: int = MAX_ROW_CHARS) -> str:
    """Return who says what, in a line that leads to all that is known of it."""
    words = headline(case, case.claim_by_id[claim_id], colors, limit_chars)
    return f"<a class='plain' href='#claim-{attribute(claim_id)}'>{words}</a>"


def pair_id(a: str, b: str) -> str:
    """Return the id of a pair's working; ids of claims have no two hyphens together.

    Examples
    --------
    >>> pair_id("B", "A")
    'pair-A--B'
    """
    return f"pair-{'--'.join(map(attribute, sorted((a, b))))}"
