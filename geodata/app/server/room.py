"""How much uploads may take: they lie in memory until the page has read them, whoever sends how many."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from geodata.app.server.streamlit_server import uploaded_bytes
from geodata.importing.limits import MAX_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starlette.datastructures import Headers

#: Of all sessions together, on their way or not yet read: eight of the largest.
MAX_UPLOADED_BYTES: Final = 8 * MAX_BYTES


class Room:
    """What is on its way; asked by the one thread that takes requests."""

    def __init__(self) -> None:
        self._coming = 0

    @contextmanager
    def kept_for(self, size: int) -> Iterator[bool]:
        """Keep room for so many bytes while the block runs, and give whether there is any."""
        if size and self._coming + uploaded_bytes() + size > MAX_UPLOADED_BYTES:
            yield False
            return
        self._coming += size
        try:
            yield True
        finally:
            self._coming -= size


def stated_size(headers: Headers) -> int:
    """Return how many bytes a request's body has, the most there may be where it does not say."""
    said = headers.get("content-length", "")
    return int(said) if said.isdecimal() and len(said) < len(str(MAX_UPLOADED_BYTES)) else MAX_BYTES
