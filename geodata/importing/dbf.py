"""The rows of a .dbf file (dBASE III to 5), by ourselves: the cells that lie in it, none that lie in other files."""

from __future__ import annotations

import codecs
import re
import struct
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from geodata.core.problems import quoted
from geodata.importing.decoding import decode
from geodata.importing.limits import TableError, check_cells, check_columns, check_rows

if TYPE_CHECKING:
    from geodata.importing.table import Row

_DAMAGED: Final = "The shapefile's .dbf is damaged. Export it again."
_LITTLE: Final = "<"
_FIELD_BYTES: Final = 32
_END_OF_FIELDS: Final = 0x0D
_DELETED: Final = b"*"
_CONTROLS: Final = re.compile(rb"[\x00-\x1f]")
_UTF_8_NUMBER: Final = "65001"
_NUMBERED: Final = re.compile("(?:ansi|cp|windows-?|oem)?([0-9]{3,4})")
_ISO: Final = re.compile("iso-?8859-?([0-9]{1,2})|8859-?([0-9]{1,2})")
_DAY: Final = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_WHOLE: Final = re.compile(r"(-?[0-9]+)\.0+")
_LOGICAL: Final = {"T": "true", "Y": "true", "F": "false", "N": "false"}
#: Of a language byte of the header: the encodings of the Windows code pages that people save in.
_LANGUAGES: Final = {0x03: "cp1252", 0x57: "cp1252", 0xC8: "cp1250", 0xC9: "cp1251", 0xCA: "cp1254", 0xCB: "cp1253",
                     0x7D: "cp1255", 0x7E: "cp1256", 0x65: "cp866", 0x26: "cp866"}  # fmt: skip


def rows_of_dbf(data: bytes, code_page: str, encoding: str | None = None) -> tuple[list[str], list[Row | None], str]:
    """Return headings, rows and a note of the encoding; a row that is marked as deleted is ``None``.

    ``code_page``: what the .cpg beside it says; empty if there is none. ``encoding``: the encoding, where a person
    knows it; else the .cpg's, the header's, or that of the letters.
    Raises ``TableError`` if it is damaged, has more in it than is read, or is not in its encoding.
    """
    try:
        count, head_bytes, row_bytes = struct.unpack_from(f"{_LITTLE}IHH", data, 4)
        fields = list(_fields(data, head_bytes))
    except (struct.error, IndexError):
        raise TableError(_DAMAGED) from None
    if not fields or row_bytes != 1 + sum(length for *_, length in fields):
        raise TableError(_DAMAGED)
    check_rows(count)
    check_columns(len(fields))
    check_cells(count * len(fields))
    body = data[head_bytes : head_bytes + count * row_bytes]
    if len(body) < count * row_bytes:
        raise TableError(_DAMAGED)
    cut = [[name for name, *_ in fields]]
    cut += [_cut(body[at : at + row_bytes], fields) for at in range(0, len(body), row_bytes)]
    texts, note = _texts([cell for row in cut for cell in row], code_page or _LANGUAGES.get(data[29], ""), encoding)
    width = len(fields)
    rows = [texts[at : at + width] for at in range(0, len(texts), width)]
    kinds = [kind for _, kind, _ in fields]
    typed: list[Row | None] = [
        None if body[at : at + 1] == _DELETED else tuple(map(_as_typed, row, kinds))
        for at, row in zip(range(0, len(body), row_bytes), rows[1:], strict=True)
    ]
    return rows[0], typed, note


def _fields(data: bytes, head_bytes: int) -> Iterator[tuple[bytes, str, int]]:
    """Yield name, type and length of each field."""
    for at in range(_FIELD_BYTES, head_bytes, _FIELD_BYTES):
        if data[at] == _END_OF_FIELDS:
            return
        yield _blanked(data[at : at + 11].partition(b"\0")[0]), chr(data[at + 11]), data[at + 16]


def _cut(row: bytes, fields: list[tuple[bytes, str, int]]) -> list[bytes]:
    """Return the cells of a row."""
    cells, at = [], 1
    for _, _, length in fields:
        cells.append(_blanked(row[at : at + length]))
        at += length
    return cells


def _blanked(cell: bytes) -> bytes:
    """Return a cell; a control sign, and what fills it up, is a blank."""
    return _CONTROLS.sub(b" ", cell).strip()


def _texts(cells: list[bytes], stated: str, encoding: str | None) -> tuple[list[str], str]:
    """Return cells as texts, by the encoding that a person names, else that the file states, else that letters tell."""
    codec = _codec(stated) if encoding is None else None
    if codec is None:
        text, note = decode(b"\n".join(cells), encoding)
        texts = text.split("\n")
        if len(texts) != len(cells):
            message = f"In {quoted(encoding)}, what divides the cells of the shapefile's .dbf is a letter."
            raise TableError(f"{message} Leave the encoding out, or name the one that it was saved in.")
        return texts, note
    # A text may be cut in the middle of a letter, where it did not fit.
    return [cell.decode(codec, "replace") for cell in cells], f"Read as {codec}, as the shapefile says."


def _codec(stated: str) -> str | None:
    r"""Return the codec that a .cpg names ("UTF-8", "1251", "ANSI 1256", "ISO 88591"); ``None`` for none that is known.

    >>> _codec("UTF-8"), _codec("ANSI 1251"), _codec("88591"), _codec("rot13"), _codec("cp1251\0")
    ('utf-8', 'cp1251', 'iso8859-1', None, None)
    """
    plain = stated.strip().lower().replace(" ", "")
    number = _NUMBERED.fullmatch(plain)
    iso = _ISO.fullmatch(plain)
    plain = "utf-8" if plain == _UTF_8_NUMBER else plain
    name = f"iso8859-{iso[1] or iso[2]}" if iso else f"cp{number[1]}" if number else plain
    try:
        return codecs.lookup(name).name if name in ("utf-8", "utf8") or iso or name.startswith("cp") else None
    except (LookupError, ValueError):  # a name with a zero byte
        return None


def _as_typed(text: str, kind: str) -> str | None:
    """Return a cell as it would be typed: days as EDTF, whole numbers without a point, stars for a number as empty."""
    if kind == "D" and (day := _DAY.fullmatch(text)):
        return f"{day[1]}-{day[2]}-{day[3]}"
    if kind in "NF":
        whole = _WHOLE.fullmatch(text)
        return whole[1] if whole else text.strip("*") or None
    if kind == "L":
        return _LOGICAL.get(text.upper())
    return text or None
