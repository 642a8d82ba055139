"""The versions of a file before its last saves, beside it: ``NAME.previous``, then ``NAME.previous.2`` to ``.10``.

They lie open, for who looks for an old version in a folder finds them there and opens them by hand; none has an ending
that another program takes for a map. A process killed while they move up leaves a gap and loses none: the next save
fills it.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Final

from geodata.core.unlinked import read_unlinked, set_mode

#: Kept of each file; the oldest gives way.
MAX_VERSIONS: Final = 10


def version_names(path: Path) -> tuple[Path, ...]:
    """Return where versions are kept, the newest first, whether they are there or not."""
    target = Path(os.path.realpath(path))
    first = target.with_name(f"{target.name}.previous")
    return (first, *(first.with_name(f"{first.name}.{number}") for number in range(2, MAX_VERSIONS + 1)))


def in_the_way(names: Iterable[Path]) -> Path | None:
    """Return the first of some names that something other than a file has: a folder, a link, a pipe.

    What a save moves up, reads and closes to others would be a thing elsewhere, or one that never ends.
    """
    for name in names:
        with suppress(FileNotFoundError):
            if not stat.S_ISREG(name.lstat().st_mode):
                return name
    return None


def put_first(kept: Path, target: Path) -> None:
    """Make a copy of a file, or a second name of it, its newest version; those before it move up by one.

    ``kept``: the copy; its name is gone afterwards. ``target``: the file; no version stays open to more people than it
    is.
    """
    names = version_names(target)
    if not _are_alike(names[0], kept):  # else a save was killed here
        free = next((number for number, name in enumerate(names) if not name.exists()), MAX_VERSIONS - 1)
        for number in range(free, 0, -1):
            names[number - 1].replace(names[number])
    kept.replace(names[0])
    # A rename between two names of one file does nothing (POSIX): after a kill here the name may be one already.
    kept.unlink(missing_ok=True)
    for name in names:
        _close(name, stat.S_IMODE(target.stat().st_mode))


def _are_alike(version: Path, kept: Path) -> bool:
    # By size first: what somebody put there may be larger than memory.
    is_as_large = version.exists() and version.lstat().st_size == kept.lstat().st_size
    return is_as_large and read_unlinked(version) == read_unlinked(kept)


def _close(version: Path, mode: int) -> None:
    if version.exists() and (has := stat.S_IMODE(version.lstat().st_mode)) & ~mode:
        set_mode(version, has & mode)
