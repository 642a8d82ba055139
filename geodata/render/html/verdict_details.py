"""Two claims with their verdict and its working."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.core.text import shortened
from geodata.core.vocabulary import POLARITIES
from geodata.render.html.elements import button, chip, text
from geodata.render.html.facts import MAX_ROW_CHARS, SYMBOLS, source_line, stated_time
from geodata.render.text.phrases import VERDICT_WORDS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geodata.constraints.three_valued import Verdict
    from geodata.core.model import Case, Claim
    from geodata.verdicts.implied_speed import ImpliedSpeed
    from geodata.verdicts.pairwise import Pair


def pair_explained(
    case: Case,
    pair: Pair,
    colors: Mapping[str, str],
    figures: str,
    flips: Sequence[str],
    speeds: Sequence[ImpliedSpeed] = (),
) -> str:
    """Return the verdict on two claims with its working.

    Parameters
    ----------
    case, pair
        The verdict, and the case it is of.
    colors
        ``#rrggbb`` by actor.
    figures
        Markup of the figures.
    flips
        What would change the verdict, a sentence each.
    speeds
        What the two imply of the speed of anything that moves.
    """
    rows = "".join(_aspect(name, aspect.verdict, aspect.why) for name, aspect in pair.aspects.items())
    rows += "".join(_aspect("speed", reach.verdict, reach.why) for reach in speeds)
    table = f"<div class='wide'><table><tbody>{rows}</tbody></table></div>" if rows else ""
    why = "" if rows else f"<p>{text(pair.why)}</p>"
    claims = "".join(
        _claim(case, case.claim_by_id[claim], number, colors) for number, claim in enumerate((pair.a, pair.b), 1)
    )
    flip = "".join(f"<li>{text(sentence)}</li>" for sentence in flips)
    flipped = f"<h4>What would change it</h4><ul>{flip}</ul>" if flip else ""
    head = f"<b class='v {pair.verdict}'>{SYMBOLS[pair.verdict]}</b> {VERDICT_WORDS[pair.verdict].capitalize()}"
    body = f"<div class='two'>{claims}</div>{table}{why}{figures}{flipped}"
    return f"<section class='pair' data-reveal='yes'><h3>{head}</h3>{body}</section>"


def _aspect(name: str, verdict: Verdict, why: str) -> str:
    symbol = f"<b class='v {verdict}'>{SYMBOLS[verdict]}</b>"
    return f"<tr><th scope='row'>{name}</th><td>{symbol} {verdict}</td><td>{text(why)}</td></tr>"


def _claim(case: Case, claim: Claim, number: int, colors: Mapping[str, str]) -> str:
    actor = case.actor_by_id[claim.actor]
    sources = "".join(source_line(case.source_by_id[source]) for source in claim.sources)
    first = "The first" if number == 1 else "The second"
    return (
        f"<article><h4>{first}: {chip(colors[actor.id])}{text(actor.name)} "
        f"<span class='quiet'>{POLARITIES[claim.polarity].signed}</span></h4><p>{text(claim.summary)}</p>"
        f"<p class='quiet'>happened {stated_time(claim.event_time)}; said {stated_time(claim.stated)}</p>"
        f"<ul class='bare'>{sources}</ul>{button('claim', claim.id, 'Open on the map', css='small')}</article>"
    )


def claim_line(case: Case, claim_id: str, colors: Mapping[str, str]) -> str:
    """Return who says what, in a line."""
    claim = case.claim_by_id[claim_id]
    name = case.actor_by_id[claim.actor].name
    words = text(shortened(claim.summary, MAX_ROW_CHARS))
    return f"{chip(colors[claim.actor])}{text(name)} {POLARITIES[claim.polarity].verb}: {words}"
