"""Claims against claims as a matrix of verdicts, and how many pairs have which."""

from __future__ import annotations

import base64
from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

from geodata.constraints.three_valued import VERDICTS
from geodata.render.html.templating import render
from geodata.render.text.claim_view import claim_line
from geodata.render.text.phrases import NOT_TRUE, VERDICT_SIGNS

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from markupsafe import Markup

    from geodata.core.model import Case
    from geodata.render.text.claim_view import ClaimLine
    from geodata.render.text.set_view import CountsView
    from geodata.verdicts.verdict_matrix import VerdictMatrix

_MAX_EVENTS: Final = 3


def verdict_counts(view: CountsView, changed: int) -> Markup:
    """Return how many pairs have each verdict, how many of them have changed, and what a verdict is not."""
    return render("counts.html", counts=view, changed=changed, not_true=NOT_TRUE)


def matrices(
    case: Case,
    table: VerdictMatrix,
    groups: Sequence[Sequence[int]],
    colors: Mapping[str, str],
    changed: Collection[tuple[int, int]],
    chosen: tuple[str, str] | None,
) -> Markup:
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
    beside: dict[int, set[int]] = {}
    for one, other in changed:
        beside.setdefault(one, set()).add(other)
        beside.setdefault(other, set()).add(one)
    return render("matrix.html", groups=[_group(case, table, group, colors, beside, chosen) for group in groups])


class _Cell(NamedTuple):
    gap: int
    """How many cells before it stay empty: most pairs were not compared."""
    look: str
    """Classes: the verdict, and whether it has changed."""
    sign: str = ""
    """Empty where a claim meets itself."""
    ids: str = ""
    pressed: bool = False


class _Row(NamedTuple):
    line: ClaimLine
    """Who says what, to be read where a row or a column is pointed at."""
    color: str
    cells: list[_Cell]
    gap: int
    """How many cells after the last one stay empty."""


class _Group(NamedTuple):
    events: list[str]
    """What its claims are about, those with most claims first."""
    more_events: int
    rows: list[_Row]


def _group(
    case: Case,
    table: VerdictMatrix,
    order: Sequence[int],
    colors: Mapping[str, str],
    changed: Mapping[int, set[int]],
    chosen: tuple[str, str] | None,
) -> _Group:
    claims = [case.claim_by_id[table.claims[row]] for row in order]
    events = [event for event, _ in Counter(claim.event for claim in claims if claim.event is not None).most_common()]
    rows = []
    for row, claim in zip(order, claims, strict=True):
        cells = _cells(table, row, order, changed.get(row, set()), chosen)
        rows.append(
            _Row(
                line=claim_line(case, claim),
                color=colors[claim.actor],
                cells=cells,
                gap=len(order) - sum(cell.gap + 1 for cell in cells),
            )
        )
    names = [case.event_by_id[event].name for event in events[:_MAX_EVENTS]]
    return _Group(names, len(events) - len(names), rows)


def _cells(
    table: VerdictMatrix, row: int, order: Sequence[int], changed: set[int], chosen: tuple[str, str] | None
) -> list[_Cell]:
    cells, gap = [], 0
    for column, code in zip(order, table.codes[row, order].tolist(), strict=True):
        is_changed = column in changed
        if column == row:
            cells.append(_Cell(gap, "self"))
        elif code or is_changed:
            a, b, verdict = table.claims[row], table.claims[column], VERDICTS[code]
            look = f"{verdict} changed" if is_changed else verdict
            is_chosen = chosen is not None and set(chosen) == {a, b}
            cells.append(_Cell(gap, look, VERDICT_SIGNS[verdict] or "·", f"{a} {b}", is_chosen))
        else:
            gap += 1
            continue
        gap = 0
    return cells


def verdict_picture(png: bytes, count: int, names: str) -> Markup:
    """Return the matrix of so many claims that only a picture holds it; ``names`` says where to read who they are."""
    return render("matrix_picture.html", png=base64.b64encode(png).decode("ascii"), count=count, names=names)
