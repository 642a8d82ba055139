"""Let one process at a time do something to a file.

The lock is that of an empty SQLite database: SQLite takes the system's own lock on it (fcntl on POSIX, LockFileEx on
Windows; https://www.sqlite.org/lockingv3.html), also between threads of one process, and the system lets it go when
its holder dies. So there is no stale lock to detect, and none to break by mistake, which is where lock files that are
made and removed go wrong. The file stays, empty: were it removed, two could each hold a lock on a file of that name.
"""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Final

from geodata.core.problems import GeodataError, quoted
from geodata.core.unlinked import set_mode

#: Longer than the slowest save of the largest case.
WAIT_S: Final = 10.0


class LockedError(GeodataError, OSError):
    """The lock is held by another, or cannot be taken at all; the message is one sentence or two."""


@contextmanager
def locked(lock: Path, *, mode: int = 0o600, wait_s: float = WAIT_S) -> Iterator[None]:
    """Hold a lock while the block runs.

    ``lock``: the file that is locked; made if it is missing, and left. ``mode``: its permission bits: who may write the
    file that it guards may lock it. ``wait_s``: how long to wait for another holder, in seconds.
    Raises ``LockedError`` if another holds it all that time, or the file is not a lock. Raises ``OSError`` if its
    folder is missing or not ours to write.
    """
    _check_folder(lock.parent)
    if lock.is_symlink() or (lock.exists() and not lock.is_file()):  # SQLite would lock a thing elsewhere
        raise LockedError(f"{quoted(str(lock))} is a folder, a link or the like, not a file. Move it away.")
    with closing(sqlite3.connect(lock, timeout=wait_s, isolation_level=None)) as connection:
        try:
            connection.execute("PRAGMA journal_mode=MEMORY")  # no second file beside it
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.Error as error:
            raise LockedError(_sentence(lock, error, wait_s)) from None
        if lock.stat().st_mode & 0o777 != mode:
            # The umask takes bits away that others who share the folder need; and the file may have been made private.
            with suppress(PermissionError):  # it is somebody else's
                set_mode(lock, mode)
        if not os.access(lock, os.W_OK):  # SQLite then takes a lock that others can have as well
            raise LockedError(
                f"{quoted(str(lock))} is write-protected, so the file cannot be locked. Remove the protection."
            )
        yield


def _check_folder(folder: Path) -> None:
    # SQLite makes the file, and nothing else opens it: closing it anywhere in a process lets its locks go (POSIX).
    if not folder.is_dir():
        raise FileNotFoundError(errno.ENOENT, "there is no such folder")
    if not os.access(folder, os.W_OK):
        raise PermissionError(errno.EACCES, "writing in the folder is not allowed")


def _sentence(lock: Path, error: sqlite3.Error, wait_s: float) -> str:
    if error.sqlite_errorcode == sqlite3.SQLITE_BUSY:
        return f"Somebody else has been saving this file for {wait_s:g} seconds. Nothing was written: try again."
    remedy = "If it is not a lock of this program, move it away and try again."
    return f"{quoted(str(lock))} cannot be locked ({error}). {remedy}"
