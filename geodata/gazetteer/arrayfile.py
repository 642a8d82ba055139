"""Arrays in one file, mapped into memory: opened in no time, and shared by all who have it open.

The file is a mark, the length of a header, the header (JSON: what each array is and where, and a checksum of all of
them), and the arrays.
"""

from __future__ import annotations

import json
import mmap
import os
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from geodata.core.atomic_write import replace_file
from geodata.core.problems import UnreadableError

_MARK: Final = b"XBARRAY1"
_LENGTH_BYTES: Final = 8
#: Arrays begin at multiples of this, as processors like it.
_STEP_BYTES: Final = 64


class BrokenFileError(UnreadableError):
    """A file that is not as it was written: another format, cut off, or changed."""


def write_arrays(arrays: Mapping[str, NDArray[np.generic]], path: Path) -> None:
    """Write arrays to a file, whole or not at all.

    Raises ``OSError`` if the folder is full, or not ours to write.
    """
    write_file(path, arrays_bytes(arrays))


def write_file(path: Path, data: bytes) -> None:
    """Write the bytes of :func:`arrays_bytes` to a file, whole or not at all; raises as :func:`write_arrays` does."""
    path.parent.mkdir(parents=True, exist_ok=True)
    replace_file(path, data)


def arrays_bytes(arrays: Mapping[str, NDArray[np.generic]]) -> bytes:
    """Return the bytes of a file of arrays."""
    return b"".join(_parts(arrays))


def _parts(arrays: Mapping[str, NDArray[np.generic]]) -> Iterator[bytes]:
    header = _header(arrays)
    yield _MARK + len(header).to_bytes(_LENGTH_BYTES, "little") + header
    at = len(_MARK) + _LENGTH_BYTES + len(header)
    for array in arrays.values():
        padding = -at % _STEP_BYTES
        yield bytes(padding) + array.tobytes()
        at += padding + array.nbytes


def _header(arrays: Mapping[str, NDArray[np.generic]]) -> bytes:
    listed = [[name, array.dtype.str, array.size] for name, array in arrays.items()]
    checksum = zlib.crc32(json.dumps(listed).encode())
    for array in arrays.values():
        checksum = zlib.crc32(np.ascontiguousarray(array).data, checksum)
    return json.dumps({"arrays": listed, "crc32": checksum}).encode()


def open_arrays(path: Path) -> dict[str, NDArray[np.generic]]:
    """Return the arrays of a file, mapped and not to be written to; each has one dimension.

    Raises ``BrokenFileError`` if it is not as :func:`write_arrays` left it. Raises ``OSError`` if it is not there, or
    cannot be read.
    """
    with path.open("rb") as file:
        if os.fstat(file.fileno()).st_size == 0:
            raise BrokenFileError(f"{path} is empty.")
        mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    start = len(_MARK) + _LENGTH_BYTES
    length = int.from_bytes(mapped[len(_MARK) : start], "little")
    if mapped[: len(_MARK)] != _MARK or start + length > len(mapped):
        raise BrokenFileError(f"{path} is not a file of arrays, or is cut off.")
    try:
        header = json.loads(mapped[start : start + length])
        return _mapped(mapped, header, start + length)
    except (ValueError, TypeError, KeyError) as error:
        raise BrokenFileError(f"{path} is not as it was written: {error}") from error


def _mapped(mapped: mmap.mmap, header: dict[str, Any], at: int) -> dict[str, NDArray[np.generic]]:
    arrays: dict[str, NDArray[np.generic]] = {}
    checksum = zlib.crc32(json.dumps(header["arrays"]).encode())
    for name, kind, size in header["arrays"]:
        at += -at % _STEP_BYTES
        arrays[name] = np.frombuffer(mapped, dtype=np.dtype(kind), count=size, offset=at)
        at += arrays[name].nbytes
        checksum = zlib.crc32(arrays[name].data, checksum)
    if checksum != header["crc32"]:
        raise ValueError("the checksum is another one")
    return arrays
