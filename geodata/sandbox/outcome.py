"""What came of importing a table as it is handed from one process to another: the case packed, lists of some length."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geodata.importing.rejected_rows import bad_rows_csv
from geodata.sandbox.packed import PackedCase

if TYPE_CHECKING:
    from geodata.importing.import_result import Counts, Duplicate, ImportResult, RowProblem
    from geodata.importing.mapping import Mapping
    from geodata.importing.questions import ImportQuestion


@dataclass(frozen=True, slots=True)
class Outcome:
    """A case with the rows in it, and what a person should see; a list may be cut, its count never is."""

    case: PackedCase
    counts: Counts
    problems: tuple[RowProblem, ...]
    problem_count: int
    mendable: tuple[RowProblem, ...]
    """The first problems that are of one cell."""
    questions: tuple[ImportQuestion, ...]
    question_count: int
    duplicates: tuple[Duplicate, ...]
    duplicate_count: int
    notes: tuple[str, ...]
    mapping: Mapping
    packed_bad_rows: bytes | None
    """``None`` where nobody wants them."""

    @property
    def bad_rows(self) -> bytes:
        """All bad rows as the bytes of a file: :func:`geodata.importing.rejected_rows.bad_rows_csv`."""
        return zlib.decompress(self.packed_bad_rows) if self.packed_bad_rows else b""


def outcome_of(imported: ImportResult, most: int | None = None, *, with_bad_rows: bool = True) -> Outcome:
    """Return what to hand on of an import.

    ``most``: the length of each list; ``None`` for all. ``with_bad_rows``: whether the bad rows are wanted as a file.
    """
    return Outcome(
        case=PackedCase.of(imported.document),
        counts=imported.counts,
        problems=imported.problems[:most],
        problem_count=len(imported.problems),
        mendable=tuple(problem for problem in imported.problems if problem.column)[:most],
        questions=imported.questions[:most],
        question_count=len(imported.questions),
        duplicates=imported.duplicates[:most],
        duplicate_count=len(imported.duplicates),
        notes=(*imported.notes, *(f"{one.where}: {one.message} {one.remedy}" for one in imported.answer_problems)),
        mapping=imported.mapping,
        packed_bad_rows=zlib.compress(bad_rows_csv(imported), 1) if with_bad_rows else None,
    )
