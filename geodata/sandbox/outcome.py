"""What came of importing a table as it is handed from one process to another: the case packed, lists of some length."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, Final, TypeVar

from geodata.core.text import counted, shortened
from geodata.importing.import_result import Duplicate, RowProblem, TakenName, bad_rows_csv, unread_values
from geodata.sandbox.packed import PackedCase

if TYPE_CHECKING:
    from geodata.importing.import_result import Counts, ImportResult
    from geodata.importing.mapping import Mapping
    from geodata.importing.questions import ImportQuestion


#: Of one problem, question or note: more is not shown, and would be in the server, for each who brought such a file.
_MAX_TOLD_BYTES: Final = 20_000
_Told = TypeVar("_Told", RowProblem, "ImportQuestion", Duplicate, TakenName)


@dataclass(frozen=True, slots=True)
class Outcome:
    """A case with the rows in it, and what a person should see; a list may be cut, its count never is."""

    case: PackedCase
    counts: Counts
    problems: tuple[RowProblem, ...]
    problem_count: int
    unread: str
    """Of all problems, as :func:`geodata.importing.import_result.unread_values` says it."""
    mendable: tuple[RowProblem, ...]
    """The first problems that are of one cell."""
    questions: tuple[ImportQuestion, ...]
    question_count: int
    duplicates: tuple[Duplicate, ...]
    duplicate_count: int
    notes: tuple[str, ...]
    taken_names: tuple[TakenName, ...]
    taken_name_count: int
    mapping: Mapping
    packed_bad_rows: bytes | None
    """``None`` where nobody wants them."""

    @property
    def bad_rows(self) -> bytes:
        """All bad rows as the bytes of a file: :func:`geodata.importing.import_result.bad_rows_csv`."""
        return zlib.decompress(self.packed_bad_rows) if self.packed_bad_rows else b""


def outcome_of(imported: ImportResult, most: int | None = None, *, with_bad_rows: bool = True) -> Outcome:
    """Return what to hand on of an import.

    ``most``: the length of each list, in which nothing is larger than a person reads; ``None`` for all.
    ``with_bad_rows``: whether the bad rows are wanted as a file.
    """
    notes = (*imported.notes, *(f"{one.where}: {one.message} {one.remedy}" for one in imported.answer_problems))
    return Outcome(
        case=PackedCase.of(imported.document),
        counts=imported.counts,
        problems=_first(imported.problems, most),
        problem_count=len(imported.problems),
        unread=unread_values(imported.problems),
        mendable=_first([problem for problem in imported.problems if problem.column], most),
        questions=_first(imported.questions, most),
        question_count=len(imported.questions),
        duplicates=_first(imported.duplicates, most),
        duplicate_count=len(imported.duplicates),
        notes=notes if most is None else tuple(shortened(note, _MAX_TOLD_BYTES) for note in notes),
        taken_names=_first(imported.taken_names, most),
        taken_name_count=len(imported.taken_names),
        mapping=imported.mapping,
        packed_bad_rows=zlib.compress(bad_rows_csv(imported), 1) if with_bad_rows else None,
    )


def _first(told: Sequence[_Told], most: int | None) -> tuple[_Told, ...]:
    """Return the first of a list, as many as asked for, of those that are small enough to be shown."""
    if most is None:
        return tuple(told)
    return tuple(islice((cut for one in told if len(repr(cut := _cut(one, most))) <= _MAX_TOLD_BYTES), most))


def _cut(one: _Told, most: int) -> _Told:
    """Return what is told with the first rows that it is about, and how many there are."""
    if isinstance(one, RowProblem | TakenName) or len(one.rows) <= most:
        return one
    if isinstance(one, Duplicate):
        return replace(one, rows=one.rows[:most], reason=f"{one.reason} They are {counted(len(one.rows), 'row')}.")
    return replace(one, rows=one.rows[:most])
