"""Statements against statements: claims that are parts of one statement count as one row.

The verdict of two statements is the worst of their parts', aspect by aspect; which parts it came from stays in the
table of claims. A claim that is part of no statement stands for itself. A statement is one speaker's: what two actors
say under one name are two statements, which the check warns of.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from geodata.constraints.three_valued import VERDICTS, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from numpy.typing import NDArray

    from geodata.core.model import Case, Claim
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
    of_claims: VerdictMatrix
    """The verdicts of the claims."""

    @cached_property
    def _rows(self) -> tuple[list[int], ...]:
        """The rows of each statement's claims."""
        row_of = {claim_id: row for row, claim_id in enumerate(self.of_claims.claims)}
        return tuple([row_of[claim_id] for claim_id in claims] for claims in self.parts)

    def counts(self) -> dict[Verdict, int]:
        """Return how many pairs of statements have each verdict."""
        found = np.bincount(self.codes[np.triu_indices(len(self.statements), 1)], minlength=len(VERDICTS))
        return {verdict: int(count) for verdict, count in zip(VERDICTS, found, strict=True)}

    def deciding(self, row: int, column: int) -> tuple[str, str]:
        """Return the first part of each of two statements whose verdict is that of the two."""
        if len(self.parts[row]) == len(self.parts[column]) == 1:
            return self.parts[row][0], self.parts[column][0]
        found = self.of_claims.codes[np.ix_(self._rows[row], self._rows[column])] == self.codes[row, column]
        first, second = np.argwhere(found)[0]
        return self.parts[row][first], self.parts[column][second]

    def documents(self) -> Iterator[dict[str, Any]]:
        """Yield the members of docs/command-line.md, "Verdicts", of each pair that was compared."""
        for row, column in zip(*np.nonzero(np.triu(self.codes)), strict=True):
            aspects = {name: VERDICTS[codes[row, column]] for name, codes in self.aspects.items() if codes[row, column]}
            verdict = VERDICTS[self.codes[row, column]]
            yield {
                "a": self.statements[row], "b": self.statements[column], "a_claims": self.parts[row],
                "b_claims": self.parts[column], "verdict": verdict, "aspects": aspects,
            }  # fmt: skip


def statement_key(claim: Claim) -> tuple[str, str] | str:
    """Return what the parts of one statement have in common: speaker and name; a claim of no statement has its id."""
    return claim.id if claim.statement is None else (claim.actor, claim.statement)


def claims_by_statement(case: Case, claim_ids: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """Return claims by the statements that they are parts of, in their order."""
    parts: dict[tuple[str, str] | str, list[str]] = {}
    for claim_id in claim_ids:
        parts.setdefault(statement_key(case.claim_by_id[claim_id]), []).append(claim_id)
    return tuple(map(tuple, parts.values()))


def by_claim(table: VerdictMatrix) -> StatementTable:
    """Return the verdicts of claims as of statements of one claim each."""
    return StatementTable(
        table.claims, tuple((claim_id,) for claim_id in table.claims), table.codes, table.aspects, table
    )


def by_statement(case: Case, table: VerdictMatrix) -> StatementTable | None:
    """Return the verdicts of statements against statements; ``None`` where no two claims are parts of one."""
    parts = claims_by_statement(case, table.claims)
    if len(parts) == len(table.claims):
        return None
    row_of = {claim_id: row for row, claims in enumerate(parts) for claim_id in claims}
    rows = np.array([row_of[claim_id] for claim_id in table.claims], dtype=np.intp)

    def worst(codes: NDArray[np.int8]) -> NDArray[np.int8]:
        found = np.zeros((len(parts), len(parts)), dtype=np.int8)
        np.maximum.at(found, (rows[:, None], rows[None, :]), codes)
        np.fill_diagonal(found, 0)
        return found

    aspects = {name: worst(codes) for name, codes in table.aspects.items()}
    names = tuple(case.claim_by_id[claims[0]].statement or claims[0] for claims in parts)
    return StatementTable(names, parts, worst(table.codes), aspects, table)
