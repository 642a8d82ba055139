"""Claims or statements against each other as a matrix of verdicts, and how many pairs have which."""

from __future__ import annotations

import base64
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from markupsafe import Markup

from geodata.constraints.three_valued import VERDICTS
from geodata.core.model import Case
from geodata.render.html.templating import render
from geodata.render.text.phrases import NOT_TRUE, VERDICT_SIGNS
from geodata.render.text.statement_view import statement_line

if TYPE_CHECKING:
    from geodata.render.text.set_view import CountsView
    from geodata.render.text.statement_view import StatementLine
    from geodata.verdicts.statements import StatementTable

_MAX_EVENTS: Final = 3


def verdict_counts(view: CountsView, changed: int) -> Markup:
    """Return how many pairs have each verdict, how many of them have changed, and what a verdict is not."""
    return render("counts.html", counts=view, changed=changed, not_true=NOT_TRUE)


def matrices(
    case: Case,
    table: StatementTable,
    groups: Sequence[Sequence[int]],
    colors: Mapping[str, str],
    changed: Collection[tuple[int, int]],
    chosen: tuple[str, str] | None,
) -> Markup:
    """Return claims or statements against each other, a symbol in each cell that was compared, by group.

    Each pair stands once, in the row of the one that comes first. A cell of statements leads to the claims among their
    parts that decide.

    ``case``, ``table``: the case, and the verdicts of its claims or statements. ``groups``: rows of the table to show
    together, in this order. ``colors``: ``#rrggbb`` by actor. ``changed``: pairs of rows, the smaller first, whose
    verdict the assumptions have changed. ``chosen``: the pair of ids that is explained.
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
    line: StatementLine
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
    claims: int
    """How many there are in these rows."""


def _group(
    case: Case,
    table: StatementTable,
    order: Sequence[int],
    colors: Mapping[str, str],
    changed: Mapping[int, set[int]],
    chosen: tuple[str, str] | None,
) -> _Group:
    claims = [case.claim_by_id[claim] for row in order for claim in table.parts[row]]
    events = [event for event, _ in Counter(claim.event for claim in claims if claim.event is not None).most_common()]
    rows = []
    for number, row in enumerate(order):
        line = statement_line(case, table.parts[row])
        cells = _cells(table, row, order[number:], changed.get(row, set()), chosen)
        cells[0] = cells[0]._replace(gap=number)
        rows.append(
            _Row(
                line=line,
                color=colors[line.actor],
                cells=cells,
                gap=len(order) - sum(cell.gap + 1 for cell in cells),
            )
        )
    names = [case.event_by_id[event].name for event in events[:_MAX_EVENTS]]
    return _Group(names, len(events) - len(names), rows, len(claims))


def _cells(
    table: StatementTable, row: int, order: Sequence[int], changed: set[int], chosen: tuple[str, str] | None
) -> list[_Cell]:
    """Return the cells of a row: that of itself, which ``order`` begins with, and those with what comes after it."""
    cells, gap = [], 0
    for column, code in zip(order, table.codes[row, order].tolist(), strict=True):
        is_changed = column in changed
        if column == row:
            cells.append(_Cell(gap, "self"))
        elif code or is_changed:
            (a, b), verdict = table.deciding(row, column), VERDICTS[code]
            look = f"{verdict} changed" if is_changed else verdict
            is_chosen = chosen is not None and _are_parts(table, chosen, row, column)
            cells.append(_Cell(gap, look, VERDICT_SIGNS[verdict] or "·", f"{a} {b}", is_chosen))
        else:
            gap += 1
            continue
        gap = 0
    return cells


def _are_parts(table: StatementTable, pair: tuple[str, str], row: int, column: int) -> bool:
    """Tell whether two claims are parts of two statements, the one of the one."""
    both = (table.parts[row], table.parts[column])
    return any(one in both[0] and other in both[1] for one, other in (pair, pair[::-1]))


def verdict_picture(png: bytes, count: int, names: str) -> Markup:
    """Return the matrix of so many claims that only a picture holds it; ``names`` says where to read who they are."""
    return render("matrix_picture.html", png=base64.b64encode(png).decode("ascii"), count=count, names=names)
