"""Statements against statements: claims that are parts of one statement count as one row.

The verdict of two statements is the worst of their parts', aspect by aspect; which parts it came from stays in the
table of claims. A claim that is part of no statement stands for itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from geodata.constraints.three_valued import VERDICTS, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from numpy.typing import NDArray

    from geodata.core.model import Case
    from geodata.verdicts.pairwise import AspectName
    from geodata.verdicts.verdict_matrix import VerdictMatrix


@dataclass(frozen=True)
class StatementTable:
    """All pairs of statements: row and column are indexes into ``statements``; every table is symmetric."""

    statements: tuple[str, ...]
    """By name; a claim that is part of none by its id."""
    parts: tuple[tuple[str, ...], ...]
    """Ids of the claims of each."""
    codes: NDArray[np.int8]
    """Verdict of each pair, an index into :data:`geodata.constraints.three_valued.VERDICTS`; 0 of one with itself."""
    aspects: Mapping[AspectName, NDArray[np.int8]]
    """Verdict of each aspect, likewise; 0 = not compared."""

    def counts(self) -> dict[Verdict, int]:
        """Return how many pairs of statements have each verdict."""
        found = np.bincount(self.codes[np.triu_indices(len(self.statements), 1)], minlength=len(VERDICTS))
        return {verdict: int(count) for verdict, count in zip(VERDICTS, found, strict=True)}

    def documents(self) -> Iterator[dict[str, Any]]:
        """Yield the members of docs/command-line.md, "Verdicts", of each pair that was compared."""
        for row, column in zip(*np.nonzero(np.triu(self.codes)), strict=True):
            aspects = {name: VERDICTS[codes[row, column]] for name, codes in self.aspects.items() if codes[row, column]}
            verdict = VERDICTS[self.codes[row, column]]
            yield {
                "a": self.statements[row], "b": self.statements[column], "a_claims": self.parts[row],
                "b_claims": self.parts[column], "verdict": verdict, "aspects": aspects,
            }  # fmt: skip


def by_statement(case: Case, table: VerdictMatrix) -> StatementTable | None:
    """Return the verdicts of statements against statements; ``None`` where no two claims are parts of one."""
    parts: dict[tuple[bool, str], list[str]] = {}
    for claim_id in table.claims:
        statement = case.claim_by_id[claim_id].statement
        parts.setdefault((statement is not None, statement or claim_id), []).append(claim_id)
    if len(parts) == len(table.claims):
        return None
    row_of = {claim_id: row for row, claims in enumerate(parts.values()) for claim_id in claims}
    rows = np.array([row_of[claim_id] for claim_id in table.claims], dtype=np.intp)

    def worst(codes: NDArray[np.int8]) -> NDArray[np.int8]:
        found = np.zeros((len(parts), len(parts)), dtype=np.int8)
        np.maximum.at(found, (rows[:, None], rows[None, :]), codes)
        np.fill_diagonal(found, 0)
        return found

    aspects = {name: worst(codes) for name, codes in table.aspects.items()}
    return StatementTable(
        tuple(name for _, name in parts), tuple(map(tuple, parts.values())), worst(table.codes), aspects
    )
