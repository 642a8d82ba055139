"""How much of the server's memory strangers may take: files on their way to a page, and connections.

Asked by the one thread that takes requests.
"""

from __future__ import annotations

from collections import Counter
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from geodata.app.server.streamlit_server import uploaded_bytes
from geodata.importing.limits import MAX_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starlette.datastructures import Headers

#: Of all sessions together, on their way or not yet read: eight of the largest.
MAX_UPLOADED_BYTES: Final = 8 * MAX_BYTES
#: Open windows of everybody: each may keep the server waiting for the end of a message of 5 MB.
MAX_CONNECTIONS: Final = 300
#: Those of one network address; behind a proxy that does not say whom it asks for, of all.
MAX_ADDRESS_CONNECTIONS: Final = 150


class UploadRoom:
    """Files on their way, by the network address that sends them.

    They lie in memory until the page has read them, whoever sends how many. Those of one address take half at most.
    """

    def __init__(self) -> None:
        self._coming: Counter[str] = Counter()

    @contextmanager
    def kept_for(self, size: int, address: str) -> Iterator[bool]:
        """Keep room for so many bytes while the block runs, and give whether there is any."""
        whole = self._coming.total() + uploaded_bytes() + size
        if size and (whole > MAX_UPLOADED_BYTES or self._coming[address] + size > MAX_UPLOADED_BYTES // 2):
            yield False
            return
        self._coming[address] += size
        try:
            yield True
        finally:
            self._coming[address] -= size
            self._coming += Counter()  # without the addresses that have none left


class ConnectionRoom:
    """Connections that are open, by the network address at their other end."""

    def __init__(self) -> None:
        self._open: Counter[str] = Counter()

    @contextmanager
    def kept_for(self, address: str) -> Iterator[bool]:
        """Keep room for a connection while the block runs, and give whether there is any."""
        if self._open.total() >= MAX_CONNECTIONS or self._open[address] >= MAX_ADDRESS_CONNECTIONS:
            yield False
            return
        self._open[address] += 1
        try:
            yield True
        finally:
            self._open[address] -= 1
            self._open += Counter()  # without the addresses that have none left


def stated_size(headers: Headers) -> int:
    """Return how many bytes a request's body has, the most there may be where it does not say."""
    said = headers.get("content-length", "")
    return int(said) if said.isdecimal() and len(said) < len(str(MAX_UPLOADED_BYTES)) else MAX_BYTES
