"""Open a case file for editing: its document, and what the file was, so that a change by others is noticed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geodata.casefile import case_from_bytes, read_bytes
from geodata.editing.filestate import FileState
from geodata.editing.history import History
from geodata.editing.limits import check_case_size
from geodata.editing.saving import clear_leftovers

if TYPE_CHECKING:
    from pathlib import Path

    from geodata.problems import Problem


@dataclass(frozen=True)
class OpenedFile:
    """A case file as it was opened."""

    path: Path
    state: FileState
    """For :func:`geodata.editing.saving.save`."""
    history: History
    """With nothing done yet."""
    warnings: tuple[Problem, ...]


def open_for_editing(path: Path) -> OpenedFile:
    """Open a case file to edit it.

    Raises
    ------
    UnreadableError
        If it is missing, or no file that can be read.
    CaseProblemsError
        If it is no case; carries every problem.
    LimitError
        If it is too large to be edited.
    """
    clear_leftovers(path)
    # The time before the bytes: a change in between then shows as another time, and the bytes are compared.
    mtime_ns = path.stat().st_mtime_ns if path.exists() else 0
    data = read_bytes(path)
    check_case_size(len(data))
    case, warnings = case_from_bytes(data, str(path))
    return OpenedFile(path, FileState.of(data, mtime_ns), History(case.document), warnings)
