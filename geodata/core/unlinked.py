"""Open a file by its own name, never what a link of that name leads to.

Where others may write in a folder, too, a name that was looked at may be another thing a moment later. So a file is
opened once, and what is asked and changed is asked and changed of what was opened.
"""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path
from typing import Final

#: A pipe in the place of the file is not waited for. What a system has not (Windows), nobody can put there.
_FLAGS: Final = sum(getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY"))
#: Of a handle that reads nothing: closing it lets go of no lock of this process on the file, as others do (POSIX).
_AS_A_NAME: Final = getattr(os, "O_PATH", None)


def open_unlinked(path: Path) -> int:
    """Return a handle to read a file by.

    Raises ``OSError`` if it is not there, may not be read, or is a link, a folder, a pipe or the like.
    """
    handle = os.open(path, os.O_RDONLY | _FLAGS)
    if stat.S_ISREG(os.fstat(handle).st_mode):
        return handle
    os.close(handle)
    raise OSError(f"{path.name} is not a file")


def read_unlinked(path: Path) -> bytes:
    """Return the bytes of a file; errors as for :func:`open_unlinked`."""
    with os.fdopen(open_unlinked(path), "rb") as file:
        return file.read()


def set_mode(path: Path, mode: int) -> None:
    """Set the permission bits of a file itself; errors as for :func:`open_unlinked`, and if it is not ours."""
    if os.chmod in os.supports_follow_symlinks:
        path.chmod(mode, follow_symlinks=False)
    elif _AS_A_NAME is None:
        path.chmod(mode)
    else:
        handle = os.open(path, _AS_A_NAME | _FLAGS)
        try:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                raise OSError(f"{path.name} is not a file")
            Path(f"/proc/self/fd/{handle}").chmod(mode)
        finally:
            os.close(handle)


def protect(handle: int, mode: int, owner: os.stat_result | None = None) -> None:
    """Set the permission bits of an open file, and give it to the owner of another where we may."""
    if os.name == "nt":  # neither is there
        return
    os.fchmod(handle, mode)
    if owner is not None:
        with suppress(PermissionError):  # only the administrator may give files away; then it is ours
            os.fchown(handle, owner.st_uid, owner.st_gid)
