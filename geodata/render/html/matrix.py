"""Claims against claims as a matrix of verdicts, and how many pairs have which."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Final

from geodata.core.text import counted, shortened
from geodata.core.vocabulary import POLARITIES
from geodata.render.html.elements import attribute, button, chip, text
from geodata.render.html.facts import JUDGED, MAX_ROW_CHARS, SYMBOLS, verdict_count
from geodata.render.text.phrases import NOT_TRUE

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from geodata.constraints.three_valued import Verdict
    from geodata.core.model import Case, Claim
    from geodata.verdicts.matrix import VerdictMatrix

_MAX_EVENTS: Final = 3


def counts(table: VerdictMatrix, found: Mapping[Verdict, int], changed: int) -> str:
    """Return how many pairs have each verdict, and what a verdict is not."""
    parts = ", ".join(verdict_count(name, found[name]) for name in JUDGED)
    total = len(table.claims) * (len(table.claims) - 1) // 2
    marked = f" <strong>{counted(changed, 'verdict')} changed by your assumptions, marked in the matrix.</strong>"
    return (
        f"<p role='status'>{counted(len(table.claims), 'claim')}, {counted(total, 'pair')}: {parts}; the others share "
        f"no aspect of one event.{marked if changed else ''}</p><p class='quiet'>{NOT_TRUE}</p>"
    )


def matrices(
    case: Case,
    table: VerdictMatrix,
    groups: Sequence[Sequence[int]],
    colors: Mapping[str, str],
    changed: Collection[tuple[int, int]],
    chosen: tuple[str, str] | None,
) -> str:
    """Return claims against each other, a symbol in each cell that was compared; a matrix for each group.

    Parameters
    ----------
    case, table
        The claims and their verdicts.
    groups
        Rows of the table to show together, in this order.
    colors
        ``#rrggbb`` by actor.
    changed
        Pairs of rows, the smaller first, whose verdict the assumptions have changed.
    chosen
        The pair of ids that is explained.
    """
    return "".join(
        f"<h4>{_events(case, [table.claims[row] for row in group])}</h4>"
        f"{_matrix(case, table, group, colors, changed, chosen)}"
        for group in groups
    )


def _events(case: Case, claim_ids: Sequence[str]) -> str:
    """Return what a group of claims is about: its events, those with most claims first."""
    spoken_of = [event for claim in claim_ids if (event := case.claim_by_id[claim].event) is not None]
    names = sorted(dict.fromkeys(spoken_of), key=lambda event: -spoken_of.count(event))
    words = [text(case.event_by_id[event].name) for event in names[:_MAX_EVENTS]]
    more = [counted(len(names) - _MAX_EVENTS, "more event")] if len(names) > _MAX_EVENTS else []
    return f"{', '.join([*words, *more]) or 'No named event'} <small>{counted(len(claim_ids), 'claim')}</small>"


def _matrix(
    case: Case,
    table: VerdictMatrix,
    order: Sequence[int],
    colors: Mapping[str, str],
    changed: Collection[tuple[int, int]],
    chosen: tuple[str, str] | None,
) -> str:
    heads = "".join(
        f"<th scope='col' title='{attribute(_said(case, table.claims[row]))}'>{number}</th>"
        for number, row in enumerate(order, 1)
    )
    rows = []
    for number, row in enumerate(order, 1):
        cells = "".join(_cell(table, row, column, changed, chosen) for column in order)
        head = _row_head(case, case.claim_by_id[table.claims[row]], colors)
        rows.append(f"<tr><th scope='row'><b>{number}</b> {head}</th>{cells}</tr>")
    return (
        f"<div class='wide verdicts'><table><thead><tr><td></td>{heads}</tr></thead>"
        f"<tbody>{''.join(rows)}</tbody></table></div>"
    )


def _said(case: Case, claim_id: str) -> str:
    claim = case.claim_by_id[claim_id]
    return shortened(f"{case.actor_by_id[claim.actor].name}: {claim.summary}", MAX_ROW_CHARS)


def _row_head(case: Case, claim: Claim, colors: Mapping[str, str]) -> str:
    words = shortened(claim.summary, MAX_ROW_CHARS)
    return (
        f"{chip(colors[claim.actor])}<span title='{attribute(_said(case, claim.id))}'>"
        f"{POLARITIES[claim.polarity].sign} {text(words)}</span>"
    )


def _cell(
    table: VerdictMatrix, row: int, column: int, changed: Collection[tuple[int, int]], chosen: tuple[str, str] | None
) -> str:
    if row == column:
        return "<td class='self'></td>"
    verdict = table.verdict(row, column)
    is_changed = (min(row, column), max(row, column)) in changed
    if verdict == "unrelated" and not is_changed:
        return "<td></td>"
    a, b = table.claims[row], table.claims[column]
    is_chosen = chosen is not None and set(chosen) == {a, b}
    classes = f"v {verdict}{' changed' if is_changed else ''}"
    # The head of row and column say which claims these are.
    return f"<td>{button('judge', f'{a} {b}', SYMBOLS[verdict] or '·', css=classes, pressed=is_chosen)}</td>"


def verdict_picture(png: bytes, count: int, names: str) -> str:
    """Return the matrix of so many claims that only a picture holds it; ``names`` says where to read who they are."""
    data = base64.b64encode(png).decode("ascii")
    words = (
        f"Verdicts between {count:,} claims, a pixel for each pair: orange cannot both be true, yellow is not decided, "
        "blue can both be true"
    )
    picture = f"<img class='heat' alt='{words}' src='data:image/png;base64,{data}'>"
    return f"<figure>{picture}<figcaption>{words}. {text(names)}</figcaption></figure>"
