"""The verdicts of a page that stands alone: counts, accounts, matrix, sets and the working of pairs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geodata.core.text import counted
from geodata.render.html.elements import text
from geodata.render.html.facts import JUDGED, SYMBOLS, verdict_count
from geodata.render.html.page_claims import claim_link, pair_id
from geodata.render.text.phrases import NOT_TRUE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geodata.constraints.three_valued import Verdict
    from geodata.core.model import Case
    from geodata.verdicts.pairwise import Pair

_MAX_SETS: Final = 100
_ALL: Final = "“python -m geodata verdicts FILE --json” lists all."


def verdict_counts(claims: int, found: Mapping[Verdict, int], note: str) -> str:
    """Return how many pairs have each verdict, what a verdict is not, and what was not found (``note``)."""
    parts = ", ".join(verdict_count(name, found[name]) for name in JUDGED)
    pairs = counted(sum(found.values()), "pair")
    return (
        f"<p><strong>{NOT_TRUE}</strong></p><p>{counted(claims, 'claim')}, {pairs}: {parts}; "
        f"the others share no aspect of one event. {text(note) if note else ''}</p><p id='judged' role='status'></p>"
    )


def not_compared(claims: int, limit: int) -> str:
    """Say that a page has no verdicts because it has too many claims."""
    pairs = claims * (claims - 1) // 2
    return (
        f"<p>{claims:,} claims make {pairs:,} pairs. A page compares {limit:,} claims at most, so this one has no "
        f"verdicts: all {pairs:,} pairs are left out. A page of fewer claims has them.</p>"
    )


def sets(case: Case, conflicts: Sequence[Sequence[str]], colors: Mapping[str, str]) -> str:
    """Return the smallest sets that cannot all be true."""
    if not conflicts:
        return "<p class='empty'>No set of these claims is shown to be impossible.</p>"
    items = []
    for conflict in conflicts[:_MAX_SETS]:
        claims = "".join(f"<li>{claim_link(case, claim, colors)}</li>" for claim in conflict)
        why = f"<a href='#{pair_id(*conflict)}'>Why</a>" if len(conflict) == 2 else ""  # noqa: PLR2004 - a pair
        items.append(f"<li><ul class='bare'>{claims}</ul>{why}</li>")
    rest = len(conflicts) - _MAX_SETS
    more = f"<p class='quiet'>and {rest:,} more, left out of this file. {_ALL}</p>" if rest > 0 else ""
    title = counted(len(conflicts), "smallest set")
    listed = f"<ol class='conflicts'>{''.join(items)}</ol>"
    return f"<details><summary>{title}</summary>{listed}{more}</details>"


def workings(case: Case, pairs: Sequence[Pair], found: Mapping[Verdict, int], colors: Mapping[str, str]) -> str:
    """Return the working of pairs, folded by verdict; ``found`` is how many pairs there are of each."""
    parts = []
    for verdict in JUDGED:
        chosen = [pair for pair in pairs if pair.verdict == verdict]
        if not found[verdict]:
            continue
        items = "".join(f"<li>{_working(case, pair, colors)}</li>" for pair in chosen)
        rest = found[verdict] - len(chosen)
        more = f"<p class='quiet'>{rest:,} more are left out of this file. {_ALL}</p>" if rest > 0 else ""
        title = verdict_count(verdict, found[verdict])
        state = " open" if verdict == "contradictory" else ""
        parts.append(f"<details{state}><summary>{title}</summary><ul class='pairs bare'>{items}</ul>{more}</details>")
    return "".join(parts)


def _working(case: Case, pair: Pair, colors: Mapping[str, str]) -> str:
    rows = "".join(
        f"<li><b class='v {aspect.verdict}'>{SYMBOLS[aspect.verdict]}</b> {name}: {text(aspect.why)}</li>"
        for name, aspect in pair.aspects.items()
    )
    # The sentences speak of them so.
    claims = "".join(
        f"<div><span class='quiet'>{name}:</span> {claim_link(case, claim, colors)}</div>"
        for name, claim in (("First", pair.a), ("Second", pair.b))
    )
    return f"<article id='{pair_id(pair.a, pair.b)}'>{claims}<ul class='bare why'>{rows}</ul></article>"
