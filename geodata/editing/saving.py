"""Save a document to the file it was opened from: whole or not at all, and never over somebody else's change.

The steps, under a lock: write the new file beside the old one and wait for the disk; give the old one a second name;
look whether what was kept is what was opened; make it the newest of the versions (:mod:`geodata.editing.versions`);
write down who saves what (:mod:`geodata.editing.savelog`); put the new one in its place. A process killed between any
two of these leaves the old file or the new one. What a kill leaves beside it has a fixed hidden name, is as private as
the file, and goes when it is next opened or saved.

The lock keeps out whoever saves with this program. Another program could replace the file between the last look and the
last step, some microseconds; nothing but its own lock could prevent that.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from geodata.casefile.serialize import case_text
from geodata.core.atomic_write import NEW_FILE_MODE, sync_folder, write_through
from geodata.core.json_path import Json
from geodata.core.problems import GeodataError, quoted
from geodata.core.unlinked import read_unlinked
from geodata.editing.filestate import FileState, file_state
from geodata.editing.locking import LockedError, locked
from geodata.editing.savelog import log_name, log_with, this_user
from geodata.editing.size_limits import check_case_size
from geodata.editing.versions import in_the_way, put_first, version_names


class SaveError(GeodataError, OSError):
    """The file could not be saved, and is as it was; the message says what to do."""


class ChangedOnDiskError(SaveError):
    """Somebody else changed the file since it was opened; it was not touched.

    ``now`` is what the file is now, ``None`` where it is gone.
    """

    def __init__(self, message: str, now: FileState | None) -> None:
        self.now = now
        super().__init__(message)


def save(path: Path, document: Json, *, opened_as: FileState | None, who: str | None = None) -> FileState:
    """Save a document, if the file is still what was opened.

    ``path``: the file; where it is a link, the file that the link leads to. ``document``: the case as parsed GeoJSON,
    checked before. ``opened_as``: what the file was when it was opened or last saved; ``None`` for a new file, of which
    none may be there. ``who``: who saves, for the log; ``None`` for the user whose process this is.
    Returns what the file is now, for the next save.
    Raises ``ChangedOnDiskError`` if somebody else changed, removed or made the file. Raises ``SaveError`` or
    ``LockedError`` if it cannot be written, or somebody else is saving it all the time. Raises ``LimitError`` if the
    case is too large.
    """
    data = case_text(document).encode()
    check_case_size(len(data))
    try:
        target = Path(os.path.realpath(path))
        mode = _mode(target)
        with locked(_beside(target, "lock"), mode=mode):
            return _replaced(target, data, opened_as, mode, this_user() if who is None else who)
    except (SaveError, LockedError):
        raise
    except (OSError, ValueError) as error:  # ValueError: a NUL character in the name
        raise SaveError(_unwritable(path, error)) from None


def clear_leftovers(path: Path) -> None:
    """Remove what a killed save left beside a file; where somebody is saving it now, or we may not, do nothing."""
    target = Path(os.path.realpath(path))
    if any(leftover.exists() for leftover in _leftovers(target)):
        with suppress(OSError), locked(_beside(target, "lock"), mode=_mode(target), wait_s=0):
            _remove(target)


def _mode(target: Path) -> int:
    return target.stat().st_mode & 0o777 if target.exists() else NEW_FILE_MODE


def _beside(target: Path, purpose: str) -> Path:
    return target.with_name(f".{target.name[:50]}.{purpose}")


def _leftovers(target: Path) -> tuple[Path, Path, Path]:
    """Return the names of the new file, of the old one until it is a version, and of the new log."""
    return _beside(target, "saving"), _beside(target, "keeping"), _beside(target, "logging")


def _remove(target: Path) -> None:
    for leftover in _leftovers(target):
        leftover.unlink(missing_ok=True)


def _check_names(target: Path) -> None:
    """Refuse to save where a name that a save needs is not a file's: what is there is somebody's, and is left."""
    odd = in_the_way((target, *_leftovers(target), *version_names(target), log_name(target)))
    if odd is not None:
        what = f"{quoted(str(odd))} is a folder, a link or the like, not a file, and a save needs that name"
        raise SaveError(f"{quoted(str(target))} was not saved: {what}. Nothing was written. Move it away; save again.")


def _replaced(target: Path, data: bytes, opened_as: FileState | None, mode: int, who: str) -> FileState:
    _check_names(target)
    _remove(target)
    if opened_as is not None and target.exists():
        if not os.access(target, os.W_OK):
            raise SaveError(
                f"{quoted(str(target))} is write-protected. Remove the protection, or save under another name."
            )
        now = file_state(target)
        if now.has_bytes_of(opened_as) and target.read_bytes() == data:
            return now  # nothing to write, and the version before the last change stays
    fresh, kept, log = _leftovers(target)
    try:
        state = _written(fresh, data, mode, target)
        if opened_as is None:
            if target.exists():
                raise _changed(target, "there is already a file of that name")
            _log(target, log, None, data, mode, who)
            _put_new(fresh, target)
        else:
            before = _keep_previous(target, kept, opened_as, mode)
            put_first(kept, target)
            _log(target, log, before, data, mode, who)
            fresh.replace(target)
        _check_names(target)  # in the place of the new file, too, somebody may have put a link
        sync_folder(target.parent)
    finally:
        _remove(target)
    return state


def _log(target: Path, fresh: Path, before: bytes | None, after: bytes, mode: int, who: str) -> None:
    _written(fresh, log_with(log_name(target), before, after, who), mode, target)
    fresh.replace(log_name(target))


def _written(fresh: Path, data: bytes, mode: int, target: Path) -> FileState:
    """Write a file for nobody else to have had open, and wait for the disk."""
    fresh.unlink(missing_ok=True)
    handle = os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o600)
    # It keeps the owner it had: a save by the administrator locks nobody out.
    status = write_through(handle, data, mode=mode, owner=target.stat() if target.exists() else None)
    return FileState.of(data, status.st_mtime_ns)


def _put_new(fresh: Path, target: Path) -> None:
    try:
        os.link(fresh, target)  # unlike a rename, a link replaces nothing
    except OSError:
        if target.exists():
            raise _changed(target, "there is already a file of that name") from None
        fresh.replace(target)  # a file system without hard links


def _keep_previous(target: Path, kept: Path, opened_as: FileState, mode: int) -> bytes:
    """Give the old file a second name, if it is what was opened, and return its bytes.

    What is looked at is what is kept: a file put in its place after that is another one.
    """
    kept.unlink(missing_ok=True)
    try:
        os.link(target, kept)
    except FileNotFoundError:
        raise _changed(target, "it was moved or removed since it was opened") from None
    except OSError:  # a file system without hard links
        _written(kept, target.read_bytes(), mode, target)
    data = read_unlinked(kept)
    if not FileState.of(data, 0).has_bytes_of(opened_as):
        raise _changed(target, "somebody else changed it since it was opened")
    return data


def _changed(target: Path, what: str) -> ChangedOnDiskError:
    remedy = "Nothing was written. Save yours under another name, or compare the two and decide."
    now = file_state(target) if target.exists() else None
    return ChangedOnDiskError(f"{quoted(str(target))} was not saved: {what}. {remedy}", now)


def _unwritable(path: Path, error: OSError | ValueError) -> str:
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    remedy = "The file is unchanged. Make room or allow writing there, or save under another name."
    return f"{quoted(str(path))} cannot be saved: {reason}. {remedy}"
