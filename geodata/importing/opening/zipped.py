"""Open zipped files that others made, and refuse those that unpack to more than they seem."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import Final

from geodata.importing.limits import (
    MAX_UNZIP_RATIO,
    MAX_UNZIPPED_BYTES,
    MIN_BYTES_FOR_RATIO,
    TableError,
)
from geodata.importing.opening.tree import HEAD_BYTES, refuse_document_type, refuse_long_prolog

_MAX_MEMBERS: Final = 10_000
_MAGIC: Final = b"PK"
_NO_ZIP: Final = (
    "The file is damaged, or is not what its name says: .xlsx, .ods, .kmz and .zip are zipped files, and it is not. "
    "Save it again as one, or give it the ending of what it is."
)
LOCKED: Final = "The file is locked with a password. Save it without one."
_OLD: Final = "The file was made by Office before 2007, as .xls is, whatever its name says. Save it as .xlsx."
#: How a file begins that holds streams (MS-CFB): what Office wrote before 2007, and a locked .xlsx to this day.
_STREAMS: Final = bytes.fromhex("d0cf11e0a1b11ae1")
#: The stream that holds all of a locked .xlsx (MS-OFFCRYPTO), as its directory names it.
_LOCKED_STREAM: Final = "EncryptedPackage".encode("utf-16-le")
#: What workbooks and KMZ are packed with. Another kind may ask for gigabytes in its first bytes.
_PACKED: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
#: What Python raises for archives that do not hold what they say; places before the beginning are a ``ValueError``.
BROKEN: Final = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError, ValueError, ArithmeticError,
)  # fmt: skip


def open_zip(data: bytes) -> zipfile.ZipFile:
    """Return an open archive that is safe to unpack.

    Raises ``TableError`` if it is not an archive, is locked or packed oddly, holds two files of one name, or unpacks to
    too much: by the sizes it states, which Python holds it to.
    """
    if data.startswith(_STREAMS):
        raise TableError(LOCKED if _LOCKED_STREAM in data else _OLD)
    if not data.startswith(_MAGIC):
        raise TableError(_NO_ZIP)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except BROKEN:
        raise TableError(_NO_ZIP) from None
    members = archive.infolist()
    unpacked = sum(member.file_size for member in members)
    is_bomb = unpacked > MIN_BYTES_FOR_RATIO and unpacked > MAX_UNZIP_RATIO * len(data)
    if unpacked > MAX_UNZIPPED_BYTES or is_bomb or len(members) > _MAX_MEMBERS:
        most = f"{MAX_UNZIPPED_BYTES // 1024**2} MB in {_MAX_MEMBERS:,} files, {MAX_UNZIP_RATIO} times its own size"
        size = f"{unpacked / 1024**2:,.0f} MB in {len(members):,} files"
        raise TableError(f"The file unpacks to {size}, and was not opened: at most {most}, are read. Save it anew.")
    if any(member.flag_bits & 1 for member in members):
        raise TableError(LOCKED)
    if len(set(archive.namelist())) < len(members):
        raise TableError("The file holds two files of one name, of which one would be ignored. Save it again.")
    if any(member.compress_type not in _PACKED for member in members):
        raise TableError("The file is packed in a way that cannot be read. Zip it in the ordinary way (Deflate).")
    return archive


def unzipped(archive: zipfile.ZipFile, name: str | zipfile.ZipInfo, max_bytes: int = -1) -> bytes:
    """Return one member of an archive, or its first bytes.

    Raises ``TableError`` if it is damaged.
    """
    try:
        with archive.open(name) as member:
            return member.read(max_bytes)
    except BROKEN:
        raise TableError("The file is damaged: it cannot be unpacked. Save it again.") from None


def refuse_document_types(archive: zipfile.ZipFile) -> None:
    """Refuse an archive with a document type in any XML.

    Raises ``TableError`` if there is one, or a member is damaged.
    """
    for member in archive.infolist():
        if member.filename.lower().endswith((".xml", ".rels", ".kml", ".vml")):
            head = unzipped(archive, member, HEAD_BYTES)
            refuse_document_type(head)
            refuse_long_prolog(head)
