"""Open zipped files that others made, and refuse those that unpack to more than they seem."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import Final

from geodata.importing.limits import (
    LIMITS_IN_WORDS,
    MAX_UNZIP_RATIO,
    MAX_UNZIPPED_BYTES,
    MIN_BYTES_FOR_RATIO,
    TableError,
)
from geodata.importing.opening.tree import refuse_document_type

_MAX_MEMBERS: Final = 10_000
_HEAD_BYTES: Final = 4096
_MAGIC: Final = b"PK"


def open_zip(data: bytes) -> zipfile.ZipFile:
    """Return an open archive that is safe to unpack.

    Raises
    ------
    TableError
        If it is no archive, is locked, or unpacks to too much: by the sizes it states, which Python holds it to.
    """
    try:
        # Python looks for an archive anywhere in a file; by its signature it begins with one.
        archive = zipfile.ZipFile(io.BytesIO(data if data.startswith(_MAGIC) else b""))
    except (zipfile.BadZipFile, ValueError, OSError):
        raise TableError("The file is damaged: it should be a zipped file, and is none. Save it again.") from None
    members = archive.infolist()
    unpacked = sum(member.file_size for member in members)
    is_bomb = unpacked > MIN_BYTES_FOR_RATIO and unpacked > MAX_UNZIP_RATIO * len(data)
    if unpacked > MAX_UNZIPPED_BYTES or is_bomb or len(members) > _MAX_MEMBERS:
        size = f"{unpacked / 1024**2:,.0f} MB in {len(members):,} files"
        raise TableError(f"The file unpacks to {size}, and was not opened. {LIMITS_IN_WORDS}")
    if any(member.flag_bits & 1 for member in members):
        raise TableError("The file is locked with a password. Save it without one.")
    return archive


def unzipped(archive: zipfile.ZipFile, name: str) -> bytes:
    """Return one member of an archive.

    Raises
    ------
    TableError
        If it is damaged.
    """
    try:
        return archive.read(name)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):
        raise TableError("The file is damaged: it cannot be unpacked. Save it again.") from None


def refuse_document_types(archive: zipfile.ZipFile) -> None:
    """Refuse an archive with a document type in any XML.

    Raises
    ------
    TableError
        If there is one, or a member is damaged.
    """
    for member in archive.infolist():
        if member.filename.lower().endswith((".xml", ".rels", ".kml", ".vml")):
            try:
                with archive.open(member) as file:
                    head = file.read(_HEAD_BYTES)
            except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):
                raise TableError("The file is damaged: it cannot be unpacked. Save it again.") from None
            refuse_document_type(head)
