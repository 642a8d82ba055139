"""Put bytes in place of a file in one step: a reader finds the old file or the new one, never half of it."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Final

from geodata.core.unlinked import protect

#: What a new file may be: its owner writes, everybody reads.
NEW_FILE_MODE: Final = 0o644


def replace_file(path: Path, data: bytes) -> None:
    """Write a file, whole or not at all; its permission bits stay, and a link keeps pointing to it.

    What is not a file but can be written to, such as a pipe, is written to.

    Raises ``OSError`` if the folder is missing or full, or not ours to write; the old file is then as it was.
    """
    if path.exists() and not path.is_file():
        # A pipe, /dev/null or /dev/stdout: it is written to, there is nothing in it to keep or to replace.
        path.write_bytes(data)
        return
    target = Path(os.path.realpath(path))
    mode = target.stat().st_mode & 0o777 if target.exists() else NEW_FILE_MODE
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:50]}.", suffix=".tmp")
    temporary = Path(name)
    try:
        write_through(handle, data, mode=mode)
        temporary.replace(target)
        sync_folder(target.parent)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def write_through(
    handle: int, data: bytes, *, mode: int | None = None, owner: os.stat_result | None = None
) -> os.stat_result:
    """Write bytes to an open file and wait until the disk has them; close it and return what it is then.

    ``handle``: file descriptor, open for writing; closed in any event. ``mode``: permission bits to give the file, if
    others than those it was made with. ``owner``: the file whose owner it is given to, where we may.
    """
    with os.fdopen(handle, "wb") as file:
        if mode is not None:
            protect(file.fileno(), mode, owner)
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
        return os.fstat(file.fileno())


def sync_folder(folder: Path) -> None:
    """Wait until the disk has the names in a folder; nothing to do where a folder cannot be opened (Windows)."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        # Some network file systems refuse to sync a folder; the names in it are then as safe as they let them be.
        with suppress(OSError):
            os.fsync(handle)
    finally:
        os.close(handle)
