"""Results kept with what they were worked out of: bounded by bytes, and gone when it is."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any, Final, TypeVar

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

T = TypeVar("T")

#: So many of the last results stay whatever they weigh: a page asks for some of them more than once in a run.
FEWEST: Final = 4
#: A Python object in a container: its own head, and the container's pointer to it.
_OBJECT_BYTES: Final = 64


class Kept:
    """Results by what was asked, the least recently used dropped first."""

    def __init__(self, most_bytes: int) -> None:
        self._most_bytes = most_bytes
        self._results: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, key: Hashable, make: Callable[[], T], weigh: Callable[[T], int] | None = None) -> T:
        """Return what was made for a key, made now if it is not kept.

        Parameters
        ----------
        key
            What is asked.
        make
            Works it out; two who ask at once both do.
        weigh
            What it takes, in bytes; by default :func:`weight_bytes`.
        """
        with self._lock:
            if key in self._results:
                self._results.move_to_end(key)
                found: T = self._results[key][0]
                return found
        made = make()
        weight = (weigh or weight_bytes)(made)
        with self._lock:
            self._results[key] = made, weight
            while len(self._results) > FEWEST and self.bytes > self._most_bytes:
                self._results.popitem(last=False)
        return made

    @property
    def bytes(self) -> int:
        """What is kept, in bytes."""
        return sum(weight for _, weight in self._results.values())


def weight_bytes(value: object) -> int:
    """Return about how many bytes a result takes: arrays exactly, containers and dataclasses by what is in them.

    Examples
    --------
    >>> weight_bytes(np.zeros((10, 10))), weight_bytes("four")
    (864, 68)
    """
    if isinstance(value, np.ndarray):
        return _OBJECT_BYTES + value.nbytes
    if isinstance(value, str | bytes):
        return _OBJECT_BYTES + len(value)
    if isinstance(value, Mapping):
        return _OBJECT_BYTES + sum(weight_bytes(key) + weight_bytes(one) for key, one in value.items())
    if isinstance(value, tuple | list | frozenset | set):
        return _OBJECT_BYTES + sum(map(weight_bytes, value))
    if is_dataclass(value):
        return _OBJECT_BYTES + sum(weight_bytes(getattr(value, field.name)) for field in fields(value))
    return _OBJECT_BYTES
