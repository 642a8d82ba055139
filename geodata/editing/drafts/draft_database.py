"""The database of all drafts: one SQLite file, in WAL mode; what was committed is on the disk.

Each use has a connection of its own, so that neither threads nor a file that was moved away can do harm. A server holds
one more open, with which nothing is done: the last connection to close would have to fold the journal in each time.
"""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from functools import lru_cache
from pathlib import Path
from typing import Final

from geodata.core.problems import quoted
from geodata.editing.drafts.draft_folder import DraftError, drafts_folder, made_drafts_folder
from geodata.editing.locking import WAIT_S, LockedError, locked

_NAME: Final = "drafts.sqlite3"
_FORMAT: Final = 1
_VERSION: Final = "PRAGMA user_version"
#: No room on the disk, or none left for whoever runs the server.
_FULL: Final = (errno.ENOSPC, errno.EDQUOT)
#: A case as it was opened is kept once for all drafts of it, and goes with the last of them.
_SCHEMA: Final = """
PRAGMA auto_vacuum = FULL;
PRAGMA journal_mode = WAL;
BEGIN;
CREATE TABLE opened (sha256 TEXT PRIMARY KEY, document BLOB NOT NULL);
CREATE TABLE draft (
    id TEXT PRIMARY KEY, owner TEXT NOT NULL, address TEXT NOT NULL, case_path BLOB NOT NULL,
    opened_as TEXT NOT NULL, opened TEXT NOT NULL REFERENCES opened,
    head TEXT NOT NULL, saving TEXT NOT NULL,
    steps INTEGER NOT NULL, last_words TEXT NOT NULL, written_ns INTEGER NOT NULL,
    size INTEGER NOT NULL, stored INTEGER NOT NULL);
CREATE TABLE entry (number INTEGER PRIMARY KEY, draft TEXT NOT NULL REFERENCES draft, body BLOB NOT NULL);
CREATE INDEX draft_owner ON draft (owner, stored);
CREATE INDEX draft_address ON draft (address, stored);
CREATE INDEX draft_opened ON draft (opened);
CREATE INDEX entry_draft ON entry (draft);
CREATE TRIGGER draft_gone AFTER DELETE ON draft BEGIN
    DELETE FROM entry WHERE draft = old.id;
    DELETE FROM opened WHERE sha256 = old.opened AND NOT EXISTS (SELECT 1 FROM draft WHERE opened = old.opened);
END;
CREATE TRIGGER draft_saved AFTER UPDATE OF opened ON draft BEGIN
    DELETE FROM opened WHERE sha256 = old.opened AND NOT EXISTS (SELECT 1 FROM draft WHERE opened = old.opened);
END;
COMMIT;
"""


def drafts_file() -> Path:
    """Return the file of the database."""
    return drafts_folder() / _NAME


@contextmanager
def reading() -> Iterator[sqlite3.Connection | None]:
    """Read the drafts as they are at one moment; nothing where none was ever begun.

    Raises ``DraftError`` if they cannot be read.
    """
    file = drafts_file()
    with _said(file, is_written=False):
        if not file.exists():
            yield None
            return
        with _connected(file) as connection:
            connection.execute("BEGIN")
            yield connection


@contextmanager
def writing() -> Iterator[sqlite3.Connection]:
    """Change the drafts, all that the block does or nothing; it is on the disk behind the block.

    Raises ``DraftError`` if they cannot be written.
    """
    file = drafts_file()
    with _said(file):
        _make(file)
        with _connected(file) as connection:
            connection.execute("BEGIN IMMEDIATE")
            with connection:  # commits, or rolls back
                yield connection


def hold_open() -> None:
    """Let the drafts be written faster from here on, as long as this process lives; on a full disk it is not."""
    file = drafts_file()
    with suppress(OSError, sqlite3.Error):
        if file.exists():
            _held(file, file.stat().st_ino)


@lru_cache(maxsize=1)
def _held(file: Path, inode: int) -> sqlite3.Connection:  # noqa: ARG001 - another file of that name is held anew
    return _opened(file)


@contextmanager
def _connected(file: Path) -> Iterator[sqlite3.Connection]:
    try:
        connection = _opened(file)
    except sqlite3.Error as error:
        if _kind(error) not in (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN):
            raise
        # A full disk has no room for the index of the journal; who has the drafts alone needs no file for it:
        # https://www.sqlite.org/wal.html#noshm
        connection = _opened(file, "EXCLUSIVE")
    with closing(connection):
        [(version,)] = connection.execute(_VERSION)
        if version != _FORMAT:
            raise DraftError("The drafts were written by another version of this program. Open them with that version.")
        connection.execute("PRAGMA synchronous = FULL")
        yield connection


def _opened(file: Path, locking: str = "NORMAL") -> sqlite3.Connection:
    address = f"{file.absolute().as_uri()}?mode=rw"  # never makes an empty one
    connection = sqlite3.connect(address, WAIT_S, isolation_level=None, check_same_thread=False, uri=True)
    try:
        connection.execute(f"PRAGMA locking_mode = {locking}")
        connection.execute(_VERSION).fetchall()
    except sqlite3.Error:
        connection.close()  # left to Python, it stays for a while, and keeps others from having the drafts alone
        raise
    return connection


def _make(file: Path) -> None:
    """Make the database, for the user of this server alone: whole, or not at all."""
    if file.exists():
        return
    made_drafts_folder()
    with locked(file.with_suffix(".lock")):
        if file.exists():
            return
        fresh = file.with_suffix(".fresh")
        fresh.unlink(missing_ok=True)  # a kill left it
        os.close(os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        with closing(sqlite3.connect(fresh)) as connection:
            connection.executescript(_SCHEMA)
            connection.execute(f"PRAGMA user_version = {_FORMAT}")
        fresh.replace(file)


@contextmanager
def _said(file: Path, *, is_written: bool = True) -> Iterator[None]:
    """Say in a sentence what the system or SQLite reports."""
    try:
        yield
    except LockedError as error:
        raise DraftError(f"The draft cannot be kept: {error}") from None
    except OSError as error:
        is_full = error.errno in _FULL
        raise DraftError(_refused(error.strerror or str(error), is_full=is_full, is_written=is_written)) from None
    except sqlite3.Error as error:
        kind = _kind(error)
        if kind in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            remedy = "Nothing was removed. Whoever runs this server can move that file away: then drafts start afresh."
            raise DraftError(f"The drafts in {quoted(str(file))} are damaged ({error}). {remedy}") from None
        if kind == sqlite3.SQLITE_BUSY:
            raise DraftError("Others are saving their drafts at this moment. Nothing was kept: try again.") from None
        is_full = kind == sqlite3.SQLITE_FULL
        reason = os.strerror(errno.ENOSPC) if is_full else str(error)
        raise DraftError(_refused(reason, is_full=is_full, is_written=is_written)) from None


def _kind(error: sqlite3.Error) -> int:
    # The low byte: https://www.sqlite.org/rescode.html#primary_result_codes_versus_extended_result_codes
    return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF


def _refused(reason: str, *, is_full: bool, is_written: bool) -> str:
    remedy = "make room for drafts" if is_full else "have whoever runs this server look at its folder of drafts"
    if is_written:
        return f"The draft cannot be kept: {reason}. Download the case now, and {remedy}."
    return f"Drafts cannot be opened: {reason}. None was changed: {remedy}, then reload the page."
