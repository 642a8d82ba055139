"""How much of what all share strangers may take: the server's memory and its threads."""

from __future__ import annotations

import math
import threading
from collections import Counter
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from geodata.importing.limits import MAX_BYTES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from starlette.datastructures import Headers

#: Of all sessions together, on their way or not yet read: eight of the largest. They lie in memory until the page has
#: read them, whoever sends how many.
MAX_UPLOADED_BYTES: Final = 8 * MAX_BYTES
#: Open windows of everybody: each may keep the server waiting for the end of a message of 5 MB.
MAX_CONNECTIONS: Final = 300


class SharedRoom:
    """Room for so much of one thing, of which nobody takes all."""

    def __init__(self, each: float, whole: float = math.inf, elsewhere: Callable[[], int] = lambda: 0) -> None:
        """Make one that is empty.

        ``each``: the most for one taker. ``whole``: the most for all. ``elsewhere``: tells what is taken of the whole
        by nobody in particular.
        """
        self._each, self._whole, self._elsewhere = each, whole, elsewhere
        self._taken: Counter[str | None] = Counter()
        self._lock = threading.Lock()

    @contextmanager
    def kept_for(self, taker: str | None, size: int = 1) -> Iterator[bool]:
        """Keep room of a size while the block runs, and give whether there is any; for none there always is."""
        with self._lock:
            is_room = not size or self._has(taker, size)
            if is_room:
                self._taken[taker] += size
        try:
            yield is_room
        finally:
            if is_room:
                with self._lock:
                    self._taken[taker] -= size
                    self._taken += Counter()  # without those that have none left

    def _has(self, taker: str | None, size: int) -> bool:
        return self._taken[taker] + size <= self._each and self._taken.total() + self._elsewhere() + size <= self._whole

    @property
    def is_free(self) -> bool:
        """Whether nobody takes any."""
        return not self._taken


def stated_size(headers: Headers) -> int:
    """Return how many bytes a request's body has, the most there may be where it does not say."""
    said = headers.get("content-length", "")
    return int(said) if said.isdecimal() and len(said) < len(str(MAX_UPLOADED_BYTES)) else MAX_BYTES
