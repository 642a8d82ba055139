"""Results kept within a number of bytes: with what they were worked out of and gone when it is, or by arguments."""

from __future__ import annotations

import sys
import threading
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import update_wrapper
from typing import TYPE_CHECKING, Any, Final, Generic, ParamSpec, TypeVar

import numpy as np
import shapely

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

T = TypeVar("T")
P = ParamSpec("P")

#: So many of the last results stay whatever they weigh: a page asks for some of them more than once in a run.
FEWEST: Final = 4
#: A Python object in a container: its own head, and the container's pointer to it.
_OBJECT_BYTES: Final = 64
#: A point of a geometry: two coordinates, and GEOS's own room for a third.
_POINT_BYTES: Final = 24


class Kept:
    """Results by what was asked, the least recently used dropped first."""

    def __init__(self, most_bytes: int) -> None:
        self._most_bytes = most_bytes
        self._results: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()
        self._bytes = 0
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
            _, before = self._results.get(key, (None, 0))
            self._results[key] = made, weight
            self._bytes += weight - before
            while len(self._results) > FEWEST and self._bytes > self._most_bytes:
                _, (_, gone) = self._results.popitem(last=False)
                self._bytes -= gone
        return made

    @property
    def bytes(self) -> int:
        """What is kept, in bytes."""
        return self._bytes


class Remembered(Generic[P, T]):
    """A function that keeps what it returned, by its arguments: within so many bytes, the least recently used dropped.

    What several results or their arguments have in common, such as the shape of a region, counts once.
    """

    def __init__(self, function: Callable[P, T], most_bytes: int) -> None:
        update_wrapper(self, function)
        self._function = function
        self._most_bytes = most_bytes
        self._results: OrderedDict[Hashable, T] = OrderedDict()
        self._holders: dict[int, int] = {}
        """How often entries have an object, by its identity: as long as one has it, no other object gets that."""
        self.bytes = 0
        """What is kept."""
        self._lock = threading.Lock()

    def __call__(self, *args: P.args, **options: P.kwargs) -> T:
        """Return what the function returns; two who ask at once both work it out."""
        key = (args, *options.items()) if options else args
        with self._lock:
            if key in self._results:
                self._results.move_to_end(key)
                return self._results[key]
        made = self._function(*args, **options)
        with self._lock:
            if key not in self._results:
                self._results[key] = made
                self._count((key, made), 1)
                while self.bytes > self._most_bytes:
                    self._count(self._results.popitem(last=False), -1)
        return made

    def cache_clear(self) -> None:
        """Forget everything, as for :func:`functools.lru_cache`."""
        with self._lock:
            self._results.clear()
            self._holders.clear()
            self.bytes = 0

    def _count(self, value: object, sign: int) -> None:
        """Count a value and whatever is in it in or out."""
        self.bytes += sign * _OBJECT_BYTES
        if isinstance(value, tuple | list | frozenset | set):
            for one in value:
                self._count(one, sign)
        elif not isinstance(value, int | float | None):
            before = self._holders.pop(id(value), 0)
            if before + sign:
                self._holders[id(value)] = before + sign
            if not before or not before + sign:  # the first to have it, or the last
                self.bytes += sign * _large_bytes(value)
                if is_dataclass(value):
                    self._count([getattr(value, field.name) for field in fields(value)], sign)


def remembered(most_bytes: int) -> Callable[[Callable[P, T]], Remembered[P, T]]:
    """Have a function keep what it returned, within so many bytes; its arguments can be hashed and do not change.

    For what a case decides how large and how many they are: :func:`functools.lru_cache` bounds the number alone.
    """
    return lambda function: Remembered(function, most_bytes)


def _large_bytes(value: object) -> int:
    """Return what a value takes besides its object, where that may be much; 0 for numbers and containers."""
    if isinstance(value, shapely.Geometry):
        return _POINT_BYTES * int(shapely.get_num_coordinates(value))
    if isinstance(value, np.ndarray):
        return value.nbytes
    return sys.getsizeof(value) if isinstance(value, str | bytes) else 0


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
