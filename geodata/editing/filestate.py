"""What a file was when it was read or written, so that somebody else's change of it is noticed."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Self

from geodata.casefile.serialize import case_text
from geodata.core.json_path import Json


@dataclass(frozen=True, slots=True)
class FileState:
    """What a file was when it was read or written."""

    size: int
    """Bytes."""
    mtime_ns: int
    """When it was last written, in nanoseconds since 1970."""
    sha256: str
    """Of its bytes, 64 hexadecimal digits."""

    @classmethod
    def of(cls, data: bytes, mtime_ns: int) -> Self:
        """Return the state of a file with these bytes."""
        return cls(len(data), mtime_ns, hashlib.sha256(data).hexdigest())

    @classmethod
    def from_json(cls, value: Json) -> Self:
        """Return the state that :meth:`to_json` wrote."""
        return cls(int(value["size"]), int(value["mtime_ns"]), str(value["sha256"]))

    def to_json(self) -> Json:
        """Return it as a JSON object."""
        return asdict(self)

    def has_bytes_of(self, other: FileState) -> bool:
        """Tell whether both have the same bytes; a file written anew with what it had is not changed."""
        return (self.size, self.sha256) == (other.size, other.sha256)


def document_state(document: Json) -> FileState:
    """Return what the file would be if the document were saved; its time is 0."""
    return FileState.of(case_text(document).encode(), 0)


def file_state(path: Path) -> FileState:
    """Return what a file is now.

    Raises ``OSError`` if it cannot be read.
    """
    mtime_ns = path.stat().st_mtime_ns  # before the bytes: a change in between shows as another time
    return FileState.of(path.read_bytes(), mtime_ns)


def is_as_opened(path: Path, opened_as: FileState) -> bool:
    """Tell whether a file is still what was opened, reading it only if its size or time changed.

    For a page that asks at each run; :func:`save` always reads. A file that is gone, or cannot be read, is not.
    """
    try:
        status = path.stat()
        # A time of 0 is that of a document, and that of a file out of an archive or an image without times.
        if opened_as.mtime_ns and (status.st_size, status.st_mtime_ns) == (opened_as.size, opened_as.mtime_ns):
            return True
        return status.st_size == opened_as.size and file_state(path).has_bytes_of(opened_as)
    except OSError:
        return False
