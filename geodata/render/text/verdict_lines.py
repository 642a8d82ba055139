"""The verdicts of a case as lines of plain text: for the command line, and to paste."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import islice
from typing import TYPE_CHECKING, Final

import numpy as np

from geodata.constraints.three_valued import CONTRADICTORY, UNDECIDED
from geodata.core.text import counted
from geodata.render.text.account_view import BY_SIDE, accounts_view
from geodata.render.text.assumption_view import changed_assumptions
from geodata.render.text.pair_view import pair_view
from geodata.render.text.phrases import NOT_TRUE, VERDICT_WORDS
from geodata.render.text.set_view import SMALLEST, counts_view, statement_counts
from geodata.verdicts.statements import by_statement
from geodata.verdicts.text_report import largest_words, left_out

if TYPE_CHECKING:
    from geodata.verdicts.consistency import Consistency
    from geodata.verdicts.context import CaseContext

#: So many of one kind are listed.
_MAX_LISTED: Final = 40


def text_lines(setting: CaseContext, found: Consistency, name: str) -> list[str]:
    """Return the verdicts as text: how many of each, which accounts are consistent, then the pairs that are not."""
    return [
        *_summary(setting, found, name),
        "",
        BY_SIDE,
        *_some([f"  {sentence}" for sentence in accounts_view(setting.case, found, by_side=True).sentences]),
        "",
        f"Sets of three or more that cannot all be true. {SMALLEST}",
        *_some([f"  {' + '.join(conflict)}" for conflict in found.conflicts if len(conflict) > 2]),  # noqa: PLR2004 - pairs
        "",
        f"Pairs: {VERDICT_WORDS['contradictory']}",
        *_pairs(setting, found, CONTRADICTORY),
        "",
        f"Pairs: {VERDICT_WORDS['undecided']}",
        *_pairs(setting, found, UNDECIDED),
    ]


def _summary(setting: CaseContext, found: Consistency, name: str) -> list[str]:
    sizes = Counter(map(len, found.conflicts))
    by_size = ", ".join(f"{number:,} of {size}" for size, number in sorted(sizes.items()))
    smallest = counted(len(found.conflicts), "minimal conflict")
    free = f"{counted(len(found.free), 'claim')} {'is' if len(found.free) == 1 else 'are'} in no conflict"
    earlier = len(left_out(setting, found))
    return [
        f"{name}, rule {setting.assumptions.rule_name}",
        f"  {counts_view(found.table, len(found.table.claims) + earlier).sentence}",
        *(f"  Assumed: {view.sentence}" for view in changed_assumptions(setting.stated_case, setting.assumptions)),
        *_statements(setting, found),
        f"  {smallest} (smallest sets that cannot all be true){f': {by_size}' if by_size else ''}",
        f"  {largest_words(found)} {free}.",
        *(["  --all-versions compares earlier versions, too"] if earlier else []),
        *([f"  {found.note}"] if found.note else []),
        f"  {NOT_TRUE}",
    ]


def _statements(setting: CaseContext, found: Consistency) -> list[str]:
    statements = by_statement(setting.case, found.table)
    return [] if statements is None else [f"  {statement_counts(statements)}"]


def _pairs(setting: CaseContext, found: Consistency, code: int) -> list[str]:
    rows, columns = np.nonzero(np.triu(found.table.codes == code))
    claims = found.table.claims
    lines = []
    for row, column in islice(zip(rows, columns, strict=True), _MAX_LISTED):
        pair = pair_view(setting, claims[row], claims[column], has_changes=False)
        lines.append(f"  {pair.first.id} and {pair.second.id}")
        lines += [f"    {aspect.name}: {aspect.why}" for aspect in pair.aspects if aspect.verdict == pair.verdict]
    return [*(lines or ["  none"]), *_more(len(rows))]


def _some(lines: Sequence[str]) -> list[str]:
    return [*(lines[:_MAX_LISTED] or ["  none"]), *_more(len(lines))]


def _more(count: int) -> list[str]:
    return [f"  … and {count - _MAX_LISTED:,} more; --json has all of them"] if count > _MAX_LISTED else []
