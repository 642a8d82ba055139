"""Which claims can be true together: the matrix, one pair with its working, conflicts and accounts."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Final

from geodata import waypoints
from geodata.markup.elements import attribute, button, chip, text
from geodata.markup.facts import MAX_ROW_CHARS, SIGNS, VERBS, source_line, stated_time
from geodata.text import counted, shortened
from geodata.units import length

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from geodata.assumptions import Assumptions
    from geodata.model import Case, Claim
    from geodata.remaining import Remaining
    from geodata.threevalued import Verdict
    from geodata.units import Unit
    from geodata.verdicts import Pair
    from geodata.verdicttable import Table

SYMBOLS: Final[dict[Verdict, str]] = {"compatible": "✓", "undecided": "?", "contradictory": "✕", "unrelated": ""}
WORDS: Final[dict[Verdict, str]] = {
    "compatible": "can both be true",
    "undecided": "not decided",
    "contradictory": "cannot both be true",
    "unrelated": "not compared",
}
_MAX_LABEL_CHARS: Final = 58
NOT_TRUE: Final = (
    "“Can be true together” does not mean true: it follows from the words as they stand in the sources and from the "
    "assumptions beside this page, and says nothing about who is right."
)


def counts(table: Table, found: Mapping[Verdict, int], changed: int) -> str:
    """Return how many pairs have each verdict, and what a verdict is not."""
    judged: tuple[Verdict, ...] = ("contradictory", "undecided", "compatible")
    parts = ", ".join(f"<b class='v {name}'>{SYMBOLS[name]}</b> {found[name]:,} {WORDS[name]}" for name in judged)
    total = len(table.claims) * (len(table.claims) - 1) // 2
    marked = f" <strong>{counted(changed, 'verdict')} changed by your assumptions, marked in the matrix.</strong>"
    return (
        f"<p role='status'>{counted(len(table.claims), 'claim')}, {counted(total, 'pair')}: {parts}; the others share "
        f"no aspect of one event.{marked if changed else ''}</p><p class='quiet'>{NOT_TRUE}</p>"
    )


def matrix(
    case: Case,
    table: Table,
    order: Sequence[int],
    colors: Mapping[str, str],
    changed: Collection[tuple[int, int]],
    chosen: tuple[str, str] | None,
) -> str:
    """Return claims against each other, a symbol in each cell that was compared.

    Parameters
    ----------
    case, table
        The claims and their verdicts.
    order
        Rows of the table to show, in this order.
    colors
        ``#rrggbb`` by actor.
    changed
        Pairs of rows, the smaller first, whose verdict the assumptions have changed.
    chosen
        The pair of ids that is explained.
    """
    heads = "".join(f"<th scope='col'>{number}</th>" for number in range(1, len(order) + 1))
    rows = []
    for number, row in enumerate(order, 1):
        claim = case.claim_by_id[table.claims[row]]
        cells = "".join(_cell(table, row, column, changed, chosen) for column in order)
        rows.append(f"<tr><th scope='row'><b>{number}</b> {_row_head(case, claim, colors)}</th>{cells}</tr>")
    return (
        f"<div class='wide verdicts'><table><thead><tr><td></td>{heads}</tr></thead>"
        f"<tbody>{''.join(rows)}</tbody></table></div>"
    )


def _row_head(case: Case, claim: Claim, colors: Mapping[str, str]) -> str:
    words = f"{case.actor_by_id[claim.actor].name}: {claim.summary}"
    title = attribute(shortened(words, MAX_ROW_CHARS))
    start = text(shortened(claim.summary, _MAX_LABEL_CHARS).partition("… (")[0])
    return f"{chip(colors[claim.actor])}<span title='{title}'>{SIGNS[claim.polarity]} {start}</span>"


def _cell(
    table: Table, row: int, column: int, changed: Collection[tuple[int, int]], chosen: tuple[str, str] | None
) -> str:
    if row == column:
        return "<td class='self'></td>"
    verdict = table.verdict(row, column)
    if verdict == "unrelated" and (min(row, column), max(row, column)) not in changed:
        return "<td></td>"
    a, b = table.claims[row], table.claims[column]
    mark = " changed" if (min(row, column), max(row, column)) in changed else ""
    title = attribute(f"{a} and {b}: {WORDS[verdict]}")
    inner = f"<span class='v {verdict}{mark}' title='{title}'>{SYMBOLS[verdict] or '·'}</span>"
    return f"<td>{button('judge', f'{a} {b}', inner, pressed=chosen is not None and set(chosen) == {a, b})}</td>"


def pair_explained(case: Case, pair: Pair, colors: Mapping[str, str], figures: str, flips: Sequence[str]) -> str:
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
    """
    rows = "".join(
        f"<tr><th scope='row'>{name}</th><td><b class='v {aspect.verdict}'>{SYMBOLS[aspect.verdict]}</b> "
        f"{aspect.verdict}</td><td>{text(aspect.why)}</td></tr>"
        for name, aspect in pair.aspects.items()
    )
    table = f"<div class='wide'><table><tbody>{rows}</tbody></table></div>" if rows else ""
    why = "" if rows else f"<p>{text(pair.why)}</p>"
    claims = "".join(
        _claim(case, case.claim_by_id[claim], number, colors) for number, claim in enumerate((pair.a, pair.b), 1)
    )
    flip = "".join(f"<li>{text(sentence)}</li>" for sentence in flips)
    flipped = f"<h4>What would change it</h4><ul>{flip}</ul>" if flip else ""
    head = f"<b class='v {pair.verdict}'>{SYMBOLS[pair.verdict]}</b> {WORDS[pair.verdict].capitalize()}"
    body = f"<div class='two'>{claims}</div>{table}{why}{figures}{flipped}"
    return f"<section class='pair' data-reveal='yes'><h3>{head}</h3>{body}</section>"


def _claim(case: Case, claim: Claim, number: int, colors: Mapping[str, str]) -> str:
    actor = case.actor_by_id[claim.actor]
    sources = "".join(source_line(case.source_by_id[source]) for source in claim.sources)
    first = "The first" if number == 1 else "The second"
    return (
        f"<article><h4>{first}: {chip(colors[actor.id])}{text(actor.name)} <span class='quiet'>{SIGNS[claim.polarity]} "
        f"{VERBS[claim.polarity]}</span></h4><p>{text(claim.summary)}</p>"
        f"<p class='quiet'>happened {stated_time(claim.event_time)}; said {stated_time(claim.stated)}</p>"
        f"<ul class='bare'>{sources}</ul>{button('claim', claim.id, 'Open on the map', css='small')}</article>"
    )


def conflicts(case: Case, found: Sequence[Sequence[str]], colors: Mapping[str, str], limit: int) -> str:
    """Return minimal sets of claims that cannot all be true, each one press from its explanation or the map."""
    if not found:
        return "<p class='empty'>No set of these claims is shown to be impossible.</p>"
    items = []
    for conflict in found[:limit]:
        claims = "".join(f"<li>{_short(case, claim, colors)}</li>" for claim in conflict)
        pair = len(conflict) == 2  # noqa: PLR2004 - a pair
        why = (
            button("judge", " ".join(conflict), "Why", css="small")
            if pair
            else button("see-set", " ".join(conflict), "On the map", css="small")
        )
        items.append(f"<li><ul class='bare'>{claims}</ul>{why}</li>")
    more = len(found) - limit
    rest = f"<p class='quiet'>and {more:,} more; all of them are in the JSON below</p>" if more > 0 else ""
    return f"<ol class='conflicts'>{''.join(items)}</ol>{rest}"


def _short(case: Case, claim_id: str, colors: Mapping[str, str]) -> str:
    claim = case.claim_by_id[claim_id]
    name = case.actor_by_id[claim.actor].name
    words = text(shortened(claim.summary, MAX_ROW_CHARS))
    return f"{chip(colors[claim.actor])}{text(name)} {VERBS[claim.polarity]}: {words}"


def accounts(sentences: Sequence[str], groups: Sequence[Sequence[str]], note: str, limit: int) -> str:
    """Return which accounts can stand together: in sentences, and the largest groups by name."""
    said = "".join(f"<li>{text(sentence)}</li>" for sentence in sentences[:limit])
    more = f"<p class='quiet'>and {len(sentences) - limit:,} more</p>" if len(sentences) > limit else ""
    named = "".join(f"<li>{', '.join(map(text, group))}</li>" for group in groups[:limit])
    title = f"Largest groups whose accounts can all be true: {len(groups):,}"
    largest = f"<details><summary>{title}</summary><ul>{named}</ul></details>" if groups else ""
    missing = f"<p class='quiet'>{text(note)}</p>" if note else ""
    return f"<ul>{said}</ul>{more}{largest}{missing}"


def relations(case: Case, claim: Claim, found: Sequence[tuple[str, Verdict]], colors: Mapping[str, str]) -> str:
    """Return what a claim contradicts, leaves undecided and agrees with, each a press away."""
    parts = []
    for verdict in ("contradictory", "undecided", "compatible"):
        others = [other for other, one in found if one == verdict]
        if not others:
            continue
        rows = "".join(
            f"<li>{button('judge', f'{claim.id} {other}', _short(case, other, colors), css='inline plain')}</li>"
            for other in others
        )
        state = " open" if verdict == "contradictory" else ""
        title = f"<b class='v {verdict}'>{SYMBOLS[verdict]}</b> {len(others)} {WORDS[verdict]}"
        parts.append(f"<details{state}><summary>{title}</summary><ul class='bare'>{rows}</ul></details>")
    return f"<div class='relations'>{''.join(parts)}</div>" if parts else ""


def assumed_sites(case: Case, assumptions: Assumptions, unit: Unit) -> str:
    """Return which places are taken to be surer or elsewhere than the case has them; nothing of it is saved."""
    rows = [
        f"<li>{text(case.site_by_id[site].name)} ± {'unknown' if radius_m is None else length(radius_m, unit, 2)} "
        f"{button('forget-radius', site, 'Undo', css='small')}</li>"
        for site, radius_m in assumptions.uncertainties_m
    ]
    rows += [
        f"<li>{text(case.site_by_id[site].name)} tried at {text(waypoints.bare(lat, lon).name)} "
        f"{button('forget-position', site, 'Undo', css='small')}</li>"
        for site, (lon, lat) in assumptions.positions
    ]
    if not rows:
        return ""
    return f"<p><strong>On trial, not saved:</strong></p><ul class='bare points'>{''.join(rows)}</ul>"


def verdict_picture(png: bytes, count: int, names: str) -> str:
    """Return the matrix of so many claims that only a picture holds it; ``names`` says where to read who they are."""
    data = base64.b64encode(png).decode("ascii")
    words = (
        f"Verdicts between {count:,} claims, a pixel for each pair: orange cannot both be true, yellow is not decided, "
        "blue can both be true"
    )
    picture = f"<img class='heat' alt='{words}' src='data:image/png;base64,{data}'>"
    return f"<figure>{picture}<figcaption>{words}. {text(names)}</figcaption></figure>"


def whereabouts(case: Case, left: Remaining, figure: str, claims: int) -> str:
    """Return what claims leave for one event: in words, as a figure, and the known places that fit.

    Parameters
    ----------
    case, left
        What is left, and the case it is of.
    figure
        Markup of the figure; empty for none.
    claims
        How many claims were taken together.
    """
    parts = [f"<p role='status'>{counted(claims, 'claim')} taken together. {text(left.why)}</p>"]
    for title, sites in (("Known places that fit for sure", left.sites_sure), ("that may fit", left.sites_possible)):
        names = ", ".join(text(case.site_by_id[site].name) for site in sites) or "none"
        parts.append(f"<p><strong>{title}:</strong> {names}</p>")
    if left.conflict:
        rows = "".join(f"<li>{text(case.claim_by_id[claim].summary)}</li>" for claim in left.conflict)
        parts.append(f"<p>The smallest set that leaves nothing:</p><ul>{rows}</ul>")
    return f"<section class='whereabouts'>{''.join(parts)}{figure}</section>"
