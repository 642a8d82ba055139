"""Keep what is not yet saved: a draft survives a closed browser, a restarted server and a killed process.

A draft is a journal (:mod:`geodata.editing.journal`). Its first line, put there in one step, has the case as it was
opened and the state of its file; each further line is one step, undo or redo, and on the disk before the page goes on.
So a draft costs as much as what changes, and comes back with everything that can be undone.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geodata.editing.draftfolder import DraftError, draft_files, draft_path, folder_of, made_folder, unread
from geodata.editing.filestate import FileState
from geodata.editing.history import History
from geodata.editing.journal import line, read_lines
from geodata.editing.limits import check_draft_count, check_draft_size
from geodata.editing.locking import locked
from geodata.editing.moves import entries_of, entry_between, moved
from geodata.problems import quoted
from geodata.replacing import sync_folder, write_through

if TYPE_CHECKING:
    from geodata.editing.journal import Reading

Json = dict[str, Any]

FORMAT = 1


@dataclass(frozen=True)
class Draft:
    """A draft as this page last wrote or read it."""

    file: Path
    case_path: Path
    opened_as: FileState | None
    """What the case file was when it was opened; ``None`` for a case that has no file yet."""
    history: History
    size: int
    """Bytes that the journal has; more than these were written by somebody else, in another window."""


def begin(token: str, case_path: Path, opened_as: FileState | None, history: History) -> Draft:
    """Begin the draft of a case, with its first change.

    Parameters
    ----------
    token
        Whose it is.
    case_path, opened_as
        The file of the case, and what it was when it was opened.
    history
        The case as opened, and what was done to it.

    Raises
    ------
    DraftError
        If this person has one of this case already, or it cannot be written.
    LimitError
        If there are too many drafts, or this one is too large.
    """
    file = draft_path(token, case_path)
    data = line(_header(case_path, opened_as, history.opened))
    check_draft_count(len(draft_files(folder_of(token))), len(data) + sum(other.size for other in draft_files()))
    try:
        made_folder(token)
        with locked(_lock(file)):
            if file.exists():
                raise DraftError(f"There is a draft of {quoted(case_path.name)} already. Open it or discard it first.")
            return _written(Draft(file, case_path, opened_as, history, 0), data)
    except OSError as error:
        raise _unwritable(error) from None


def keep(draft: Draft, history: History) -> Draft:
    """Write down what was done since, and return the draft with it; it is on the disk then.

    Parameters
    ----------
    draft
        As it was last written or opened.
    history
        One step, undo or redo later; or anything else, which is written as a whole.

    Raises
    ------
    DraftError
        If the draft was changed in another window, is gone, or cannot be written.
    LimitError
        If it has become too large.
    """
    if history is draft.history:
        return draft
    entry = entry_between(draft.history, history)
    try:
        with locked(_lock(draft.file)):
            _check_unchanged(draft)
            new = replace(draft, history=history)
            if entry is None:
                return _written(new, line(_header(draft.case_path, draft.opened_as, history.opened)))
            return _appended(new, line(entry))
    except OSError as error:
        raise _unwritable(error) from None


def open_draft(token: str, case_path: Path) -> Draft | None:
    """Return a person's draft of a case, up to its last whole line; ``None`` if there is none.

    Raises
    ------
    DraftError
        If its first line is not whole, or it was written by a later version.
    """
    file = draft_path(token, case_path)
    if not file.exists():
        return None
    try:
        with locked(_lock(file)):
            data = file.read_bytes()
            reading = read_lines(data)
            draft = _draft(file, reading)
            if reading.size < len(data):  # what a kill left half written
                os.truncate(file, reading.size)
            return draft
    except OSError as error:
        raise _unwritable(error) from None


def discard(token: str, case_path: Path) -> None:
    """Remove a person's draft of a case, after a save or because it is not wanted; if there is none, do nothing."""
    file = draft_path(token, case_path)
    if file.exists():
        file.unlink()
        sync_folder(file.parent)


def _lock(file: Path) -> Path:
    return file.with_suffix(".lock")


def _header(case_path: Path, opened_as: FileState | None, opened: Json) -> Json:
    state = None if opened_as is None else opened_as.to_json()
    return {"format": FORMAT, "case_path": os.path.realpath(case_path), "opened_as": state, "opened": opened}


def _written(draft: Draft, header: bytes) -> Draft:
    """Write a draft as a whole, in one step."""
    data = header + b"".join(map(line, entries_of(draft.history)))
    check_draft_size(len(data))
    # A fixed name, under the lock: what a kill leaves here is written over the next time.
    fresh = draft.file.with_suffix(".fresh")
    write_through(os.open(fresh, os.O_CREAT | os.O_TRUNC | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o600), data)
    fresh.replace(draft.file)
    sync_folder(draft.file.parent)
    return replace(draft, size=len(data))


def _appended(draft: Draft, data: bytes) -> Draft:
    check_draft_size(draft.size + len(data))
    handle = os.open(draft.file, os.O_WRONLY | os.O_APPEND | getattr(os, "O_BINARY", 0))
    try:
        _write_all(handle, data)
        os.fsync(handle)
    except OSError:
        os.ftruncate(handle, draft.size)  # a full disk: the draft is as it was
        raise
    finally:
        os.close(handle)
    return replace(draft, size=draft.size + len(data))


def _write_all(handle: int, data: bytes) -> None:
    while data:
        data = data[os.write(handle, data) :]


def _check_unchanged(draft: Draft) -> None:
    if not draft.file.exists():
        raise DraftError("This draft was saved or discarded in another window. Open the case anew.")
    if draft.file.stat().st_size != draft.size:
        raise DraftError("This draft was changed in another window. Reload this one to go on with it.")


def _check_format(header: Json) -> None:
    if header["format"] != FORMAT:
        raise DraftError("This draft was written by another version of the program. Open it with that one.")


def _draft(file: Path, reading: Reading) -> Draft:
    try:
        header, *entries = reading.entries
        _check_format(header)
        history = History(header["opened"])
        for entry in entries:
            history = moved(history, entry)
        state = None if header["opened_as"] is None else FileState.from_json(header["opened_as"])
        return Draft(file, Path(header["case_path"]), state, history, reading.size)
    except DraftError:
        raise
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise DraftError(unread(file)) from error


def _unwritable(error: OSError) -> DraftError:
    reason = error.strerror or str(error)
    return DraftError(f"The draft cannot be kept: {reason}. Save the case now, or make room for drafts.")
