"""Keep what is not yet saved: a draft survives a closed browser, a restarted server and a killed process.

A draft is the case as it was opened and the state of its file, and one entry for each step, undo or redo, which is on
the disk before the page goes on. So a draft costs as much as what changes, and comes back with everything that can be
undone. Each change names the state that it was made on: another window's is never written over.
"""

from __future__ import annotations

import os
import sqlite3
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final
from weakref import WeakValueDictionary

from geodata.core.json_path import Json
from geodata.core.problems import quoted
from geodata.editing.drafts.draft_database import reading, writing
from geodata.editing.drafts.draft_entries import entry_between
from geodata.editing.drafts.draft_folder import ChangedElsewhereError, DraftError, draft_id, owner_of
from geodata.editing.drafts.draft_room import make_room
from geodata.editing.drafts.draft_rows import DamagedError, Meant, Packed, WholeRows, append, mean_to_save, read_whole
from geodata.editing.size_limits import LimitError, check_draft_size

if TYPE_CHECKING:
    from geodata.editing.filestate import FileState
    from geodata.editing.history import History


@dataclass(frozen=True)
class Draft:
    """A draft as this page last wrote or read it."""

    id: str
    case_path: Path
    opened_as: FileState | None
    """What the case file was when it was opened; ``None`` for a case that has no file yet."""
    history: History
    head: str
    """Names this state of it; another one was written in another window."""
    size: int
    """Bytes that its texts take."""
    meant: Meant | None = None
    """A save that was begun and not ended."""


#: Drafts that were read and that somebody still has, by id and head: a person's windows have one and the same.
_read_already: Final = WeakValueDictionary[tuple[str, str | None], Draft]()


def begin(
    token: str,
    case_path: Path,
    opened_as: FileState | None,
    history: History,
    *,
    address: str = "",
    written_ns: int | None = None,
    opened: Packed | None = None,
) -> Draft:
    """Begin the draft of a case, with its first change.

    ``case_path``, ``opened_as``: the file of the case, and what it was when it was opened. ``history``: the case as
    opened, and what was done to it. ``address``: what :func:`geodata.editing.drafts.draft_folder.address_of` makes of
    where it is begun. ``written_ns``: when it was written, in nanoseconds since 1970; now, unless it was kept elsewhere
    before. ``opened``: the case as opened, if it is packed already: many begin with the same one.
    Raises ``ChangedElsewhereError`` if this person has one of this case already, of another window. Raises
    ``DraftError`` if it cannot be written. Raises ``LimitError`` if there is no room, or it is too large.
    """
    draft, owner, now_ns = draft_id(token, case_path), owner_of(token), time.time_ns()
    rows = WholeRows(opened_as, history, opened)
    check_draft_size(rows.size)
    with writing() as connection:
        if _head(connection, draft) is not None:
            raise ChangedElsewhereError(
                "A draft of this case was begun in another window. It is shown here as it is now: make your change "
                "again on that."
            )
        head = rows.begin(connection, draft, owner, address, case_path, now_ns if written_ns is None else written_ns)
        make_room(connection, draft, rows.stored, now_ns)
    return Draft(draft, Path(os.path.realpath(case_path)), opened_as, history, head, rows.size)


def keep(draft: Draft, history: History) -> Draft:
    """Write down what was done since, and return the draft with it; it is on the disk then.

    ``history``: one step, undo or redo later; or anything else, which is written as a whole.
    Raises ``DraftError`` if the draft was changed in another window, is gone, or cannot be written. Raises
    ``LimitError`` if it has become too large, or there is no room.
    """
    if history is draft.history:
        return draft
    move = entry_between(draft.history, history)
    if move is None:
        return _replaced(replace(draft, history=history))
    entry, now_ns = Packed.of(move), time.time_ns()
    size = draft.size + entry.size
    check_draft_size(size)
    with writing() as connection:
        _check_unchanged(connection, draft)
        head = append(connection, draft.id, entry, history, now_ns)
        make_room(connection, draft.id, len(entry.body), now_ns)
    return replace(draft, history=history, head=head, size=size)


def mean(draft: Draft, state: FileState) -> Draft:
    """Write down that the case is about to be saved, and what its file will be then.

    Raises ``DraftError`` as for :func:`keep`.
    """
    with writing() as connection:
        _check_unchanged(connection, draft)
        head = mean_to_save(connection, draft.id, draft.opened_as, state)
    return replace(draft, head=head, meant=Meant(state, draft.history.document))


def saved(draft: Draft, state: FileState, history: History) -> Draft:
    """Write down that the case was saved; where there is no room for that, what was meant to be saved tells it.

    ``state``: what the file is now. ``history``: with what was saved as what was opened.
    Raises ``DraftError`` as for :func:`keep`.
    """
    draft = replace(draft, opened_as=state, history=history, meant=None)
    try:
        return _replaced(draft)
    except LimitError:
        return draft


def open_draft(token: str, case_path: Path, known: Json | None = None) -> Draft | None:
    """Return a person's draft of a case; ``None`` if there is none. One that another window has is not read again.

    ``token``, ``case_path``: whose draft, of which case. ``known``: a document that is in memory in any event: records
    that the draft has written alike are that one's.
    Raises ``DraftError`` if it cannot be read. One that is damaged is put aside, so that another can be begun.
    """
    owner_of(token)  # refuses what is not a token
    draft = draft_id(token, case_path)
    try:
        with reading() as connection:
            there = _read_already.get((draft, _head(connection, draft))) if connection else None
            if there is not None:
                return there
            whole = read_whole(connection, draft, known) if connection else None
    except DamagedError as error:
        raise DraftError(_put_aside(draft, case_path)) from error
    if whole is None:
        return None
    path = Path(os.path.realpath(case_path))
    found = Draft(draft, path, whole.opened_as, whole.history, whole.head, whole.size, whole.meant)
    _read_already[draft, whole.head] = found
    return found


def discard(draft: Draft) -> None:
    """Remove a draft because it is not wanted; one that is gone already is not an error.

    Raises ``DraftError`` if it was changed in another window, or cannot be removed.
    """
    with writing() as connection:
        if _head(connection, draft.id) is not None:
            _check_unchanged(connection, draft)
            connection.execute("DELETE FROM draft WHERE id = ?", (draft.id,))


def _replaced(draft: Draft) -> Draft:
    rows, now_ns = WholeRows(draft.opened_as, draft.history), time.time_ns()
    check_draft_size(rows.size)
    with writing() as connection:
        _check_unchanged(connection, draft)
        [(before,)] = connection.execute("SELECT stored FROM draft WHERE id = ?", (draft.id,))
        head = rows.replace(connection, draft.id, now_ns)
        make_room(connection, draft.id, rows.stored - before, now_ns)
    return replace(draft, head=head, size=rows.size)


def _put_aside(draft: str, case_path: Path) -> str:
    """Give a damaged draft another id, under which nobody opens it, and return the sentence about it."""
    aside = f"damaged-{draft}-{time.time_ns()}"
    with writing() as connection:
        connection.execute("UPDATE entry SET draft = ? WHERE draft = ?", (aside, draft))
        connection.execute("UPDATE draft SET id = ?, owner = 'damaged' WHERE id = ?", (aside, draft))
    return (
        f"The draft of {quoted(case_path.name)} is damaged and cannot be read. What is left of it was kept as "
        f"{aside} for whoever runs this server; this is the case without it."
    )


def _head(connection: sqlite3.Connection, draft: str) -> str | None:
    row = connection.execute("SELECT head FROM draft WHERE id = ?", (draft,)).fetchone()
    return None if row is None else str(row[0])


def _check_unchanged(connection: sqlite3.Connection, draft: Draft) -> None:
    head = _head(connection, draft.id)
    if head is None:
        raise ChangedElsewhereError(
            "This draft was discarded in another window. The case is shown here without it: make your change again on "
            "that."
        )
    if head != draft.head:
        raise ChangedElsewhereError(
            "This draft was changed in another window. It is shown here as it is now: make your change again on that."
        )
