"""Room for so much of one thing, of which nobody takes all: memory of the server, its threads, its processes."""

from __future__ import annotations

import math
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class SharedRoom:
    """Room that is given in the order in which it was asked for; who has all that one may have is passed over."""

    def __init__(self, each: float, whole: float = math.inf, elsewhere: Callable[[], int] = lambda: 0) -> None:
        """Make one that is empty.

        ``each``: the most for one taker. ``whole``: the most for all. ``elsewhere``: tells what is taken of the whole
        by nobody in particular.
        """
        self._each, self._whole, self._elsewhere = each, whole, elsewhere
        self._waiting: dict[object, tuple[object, int]] = {}
        self._taken: Counter[object] = Counter()
        self._changed = threading.Condition()

    @contextmanager
    def kept_for(self, taker: object, size: int = 1, most_s: float = 0.0) -> Iterator[bool]:
        """Keep room of a size while the block runs, and give whether there is any; for none there always is.

        ``most_s``: so many seconds it is waited for.
        """
        mine = object()
        with self._changed:
            self._waiting[mine] = (taker, size)
            is_room = not size or self._changed.wait_for(lambda: self._next() is mine, most_s)
            del self._waiting[mine]
            if is_room:
                self._taken[taker] += size
            self._changed.notify_all()
        try:
            yield is_room
        finally:
            with self._changed:
                self._taken[taker] -= size if is_room else 0
                self._taken += Counter()  # without those that have none left
                self._changed.notify_all()

    def _next(self) -> object:
        """Return who is first among those for whom there is room."""
        free = self._whole - self._taken.total() - self._elsewhere()
        asked = self._waiting.items()
        fits = (mine for mine, (taker, size) in asked if size <= min(free, self._each - self._taken[taker]))
        return next(fits, None)

    @property
    def is_free(self) -> bool:
        """Whether nobody takes any."""
        return not self._taken
