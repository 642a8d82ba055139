"""Lines that are whole or not there: each begins with a checksum of the rest.

A process killed while it writes leaves a last line without its end; reading stops before it.
"""

from __future__ import annotations

import hashlib
import io
import json
from dataclasses import dataclass
from typing import Any, Final

Json = dict[str, Any]

_DIGITS: Final = 32


@dataclass(frozen=True, slots=True)
class Reading:
    """The whole lines at the start of some bytes."""

    entries: tuple[Json, ...]
    size: int
    """Bytes that they take; what comes after is not whole."""


def line(entry: Json) -> bytes:
    """Return an object as a line: checksum, space, JSON, line feed."""
    text = json.dumps(entry, ensure_ascii=False, allow_nan=False).encode()
    return _checksum(text) + b" " + text + b"\n"


def read_lines(data: bytes) -> Reading:
    """Return the objects of the lines that are whole, up to the first that is not.

    Examples
    --------
    >>> read_lines(line({"a": 1}) + line({"b": 2})[:-1])
    Reading(entries=({'a': 1},), size=42)
    """
    entries: list[Json] = []
    size = 0
    for text in io.BytesIO(data):  # lines end with a line feed only
        entry = _entry(text)
        if entry is None:
            break
        entries.append(entry)
        size += len(text)
    return Reading(tuple(entries), size)


def _entry(text: bytes) -> Json | None:
    checksum, space, body = text.removesuffix(b"\n").partition(b" ")
    if not text.endswith(b"\n") or not space or checksum != _checksum(body):
        return None
    entry = json.loads(body)
    return entry if isinstance(entry, dict) else None


def _checksum(text: bytes) -> bytes:
    return hashlib.sha256(text).hexdigest()[:_DIGITS].encode()
