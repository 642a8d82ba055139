"""Which characters the bytes of a text file stand for."""

from __future__ import annotations

import codecs
import re
from typing import Final

import chardet

from geodata.core.problems import quoted
from geodata.importing.limits import TableError

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
#: Encodings, and in words.
ENCODINGS: Final[dict[str, str]] = {
    "utf-8-sig": "UTF-8 with a byte order mark", "utf-8": "UTF-8", "utf-16": "UTF-16", "utf-32": "UTF-32",
    "cp1256": "Windows-1256 (Arabic)", "cp1251": "Windows-1251 (Cyrillic)", "koi8-r": "KOI8-R (Cyrillic)",
    "cp1252": "Windows-1252 (Western)", "cp1254": "Windows-1254 (Turkish)", "cp1255": "Windows-1255 (Hebrew)",
    "cp1250": "Windows-1250 (Central European)", "iso8859-6": "ISO 8859-6 (Arabic)",
    "cp932": "Shift-JIS (Japanese)", "euc_jis_2004": "EUC-JP (Japanese)", "gb18030": "GB 18030 (Chinese)",
    "big5hkscs": "Big5 (Chinese)", "cp949": "EUC-KR (Korean)",
    "utf_16_le": "UTF-16 without a mark", "utf_16_be": "UTF-16 without a mark",
}  # fmt: skip
#: What people save tables of events in, besides Unicode.
_LEGACY: Final = (
    "cp1256", "cp1251", "cp1252", "cp1254", "cp1255", "cp1250", "koi8-r", "iso8859-6",
    "cp932", "euc_jis_2004", "gb18030", "big5hkscs", "cp949",
)  # fmt: skip
_CONTROLS: Final = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
#: Found by tables of two to forty place names in each encoding.
_NEARLY_AS_LIKELY: Final = 1.2
_BINARY: Final = "The file is binary, not text, whatever its name says. Save it as UTF-8."
#: Enough letters to tell languages apart.
_SAMPLE_BYTES: Final = 200_000


def decode(data: bytes, encoding: str | None = None) -> tuple[str, str]:
    """Return the text of a file, and a note of the encoding it was read in.

    ``encoding``: the encoding, where a person knows it; else it is found: by a byte order mark, as UTF-8, or by the
    letters.
    Raises ``TableError`` if the bytes are not text in that encoding, or in none that is known.

    >>> decode("عياش".encode("utf-16"))
    ('عياش', 'Read as UTF-16.')
    """
    if encoding is not None:
        text = _decoded(data, encoding)
        _check_fit(text, encoding)
        return text, f"Read as {ENCODINGS.get(encoding, encoding)}, as set."
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _decoded(data, name), f"Read as {ENCODINGS[name]}."
    try:
        if b"\0" not in data:
            return data.decode("utf-8"), "Read as UTF-8."
    except UnicodeDecodeError:
        pass  # then it is one of those that the letters tell
    guess = _guess(data)
    text = _decoded(data, guess)
    if _CONTROLS.search(text[:_SAMPLE_BYTES]):
        raise TableError(_BINARY)
    return text, f"Read as {ENCODINGS.get(guess, guess)}: guessed from the letters, so check a few names."


def read_encoding(name: str) -> str:
    """Return the name of an encoding that text can be read in.

    Raises ``TableError`` if there is none.
    """
    try:
        "a".encode(name)
    except (LookupError, ValueError):  # no codec, none of text, or one that is for nothing ("undefined")
        raise _unknown(name) from None
    return name


def _unknown(name: str) -> TableError:
    return TableError(f"The encoding {quoted(name)} is not known. Name one such as windows-1256.")


def _check_fit(text: str, encoding: str) -> None:
    """Refuse an encoding that nearly any bytes can be read in, where what is read is no table that people write."""
    sample = text[:_SAMPLE_BYTES]
    has_signs = any(char.isascii() for char in sample)  # a table has them, in any script: at the ends of lines
    if sample and (not has_signs or _CONTROLS.search(sample)):
        name = ENCODINGS.get(encoding, encoding)
        raise TableError(f"The file is not {name}. Leave the encoding out, or name the one that it was saved in.")


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        message = f"Byte {error.start:,} of the file is not {ENCODINGS.get(encoding, encoding)}."
        raise TableError(f"{message} Save the file as UTF-8, or name its encoding.") from None
    except (LookupError, ValueError):  # as above, or one that reads nothing ("punycode")
        raise _unknown(encoding) from None


def _guess(data: bytes) -> str:
    """Return the likeliest encoding of bytes that are not UTF-8."""
    sample = data[:_SAMPLE_BYTES]
    if b"\0" in data:
        even, odd = sample[::2].count(0), sample[1::2].count(0)
        if max(even, odd) < len(sample) / 20:  # a space, a digit or a line break has one, in any script
            raise TableError(_BINARY)
        return "utf_16_le" if odd > even else "utf_16_be"
    # With a line break before it, a table whose first heading begins with "BM" is not taken for a picture.
    found = chardet.detect_all(b"\n" + sample, ignore_threshold=True, include_encodings=_LEGACY, compat_names=False)
    likely = {one["encoding"]: one["confidence"] for one in found}
    best = max(likely, key=likely.__getitem__)
    if best is None:
        raise TableError("The file is not text in any known encoding. Save it as UTF-8.")
    # They share most letters, and more tables are Western.
    is_western = best == "cp1250" and likely.get("cp1252", 0.0) * _NEARLY_AS_LIKELY > likely[best]
    return "cp1252" if is_western else best
