"""Results kept within a number of bytes: with what they were worked out of, and gone when it is, or by arguments."""

from __future__ import annotations

import sys
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from dataclasses import fields, is_dataclass
from functools import update_wrapper
from typing import Any, Final, Generic, ParamSpec, TypeVar

import numpy as np
import shapely

T = TypeVar("T")
P = ParamSpec("P")

#: A Python object in a container: its own head, and the container's pointer to it.
_OBJECT_BYTES: Final = 64
#: A point of a geometry: two coordinates, and GEOS's own room for a third.
_POINT_BYTES: Final = 24
#: What holds nothing further; told at once, since most of what is counted is such.
_NUMBERS: Final = (int, float, type(None))
#: The fields of each dataclass met so far: to ask for them takes longer than to count.
_FIELDS: Final[dict[type, tuple[str, ...]]] = {}


class ResultCache:
    """Results by what was asked, within a number of bytes, the least recently asked dropped first.

    What several results or their keys have in common, such as the shape of a region, counts once.
    """

    def __init__(self, most_bytes: int, fewest: int = 0) -> None:
        """Make an empty one; ``fewest`` last results stay, whatever they weigh."""
        self._most_bytes = most_bytes
        self._fewest = fewest
        self._results: OrderedDict[Hashable, tuple[Any, int | None]] = OrderedDict()
        self._holders: dict[int, int] = {}
        """How often entries have an object, by its identity: as long as one has it, no other object gets that."""
        self.bytes = 0
        """What is in it."""
        self._lock = threading.Lock()

    def of(self, key: Hashable, make: Callable[[], T], weigh: Callable[[T], int] | None = None) -> T:
        """Return what was made for a key, made now if it is not there.

        ``make``: works it out; two who ask at once both do. What it returns does not change. ``weigh``: what it takes,
        in bytes; by default what is in it is counted: arrays exactly, containers and dataclasses by what they hold.
        """
        with self._lock:
            if key in self._results:
                self._results.move_to_end(key)
                found: T = self._results[key][0]
                return found
        made = make()
        with self._lock:
            if key not in self._results:
                self._results[key] = made, None if weigh is None else weigh(made)
                self._weigh(key, 1)
                while len(self._results) > self._fewest and self.bytes > self._most_bytes:
                    oldest = next(iter(self._results))
                    self._weigh(oldest, -1)
                    del self._results[oldest]
        return made

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._results.clear()
            self._holders.clear()
            self.bytes = 0

    def _weigh(self, key: Hashable, sign: int) -> None:
        made, weight = self._results[key]
        if weight is None:
            self._count((key, made), sign)
        else:
            self.bytes += sign * weight

    def _count(self, value: object, sign: int) -> None:
        """Count a value and whatever is in it in or out."""
        self.bytes += sign * _OBJECT_BYTES
        if isinstance(value, (tuple, list, frozenset, set)):
            for one in value:
                if isinstance(one, _NUMBERS):
                    self.bytes += sign * _OBJECT_BYTES
                else:
                    self._count(one, sign)
        elif isinstance(value, _NUMBERS):
            return
        elif not (names := _fields(type(value))) and isinstance(value, Mapping):
            for pair in value.items():
                self._count(pair, sign)
        else:
            before = self._holders.pop(id(value), 0)
            if before + sign:
                self._holders[id(value)] = before + sign
            if not before or not before + sign:  # the first to have it, or the last
                self.bytes += sign * _large_bytes(value)
                if names:
                    self._count([getattr(value, name) for name in names], sign)


class Remembered(Generic[P, T]):
    """A function that keeps what it returned, by its arguments, in a room that it may share with others."""

    def __init__(self, function: Callable[P, T], room: ResultCache) -> None:
        update_wrapper(self, function)
        self._function = function
        self._room = room

    def __call__(self, *args: P.args, **options: P.kwargs) -> T:
        """Return what the function returns."""
        return self._room.of((self._function, args, *options.items()), lambda: self._function(*args, **options))


#: What all functions keep: a ring of 720 points takes 20 kB, a tile of the base map 5 kB, a pair's verdict less than 1.
MOST_REMEMBERED_BYTES: Final = 192 * 2**20
ROOM: Final = ResultCache(MOST_REMEMBERED_BYTES)


def remembered(function: Callable[P, T]) -> Remembered[P, T]:
    """Have a function keep what it returned; its arguments can be hashed and do not change.

    For what a case decides how large and how many they are: :func:`functools.lru_cache` bounds the number alone. All
    such functions share one room, so that what is asked most is what stays, and no case leaves more than that behind.
    """
    return Remembered(function, ROOM)


def _fields(kind: type) -> tuple[str, ...]:
    """Return the fields of a dataclass; none of anything else."""
    if kind not in _FIELDS:
        _FIELDS[kind] = tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()
    return _FIELDS[kind]


def _large_bytes(value: object) -> int:
    """Return what a value takes besides its object, where that may be much; 0 for numbers and containers."""
    if isinstance(value, shapely.Geometry):
        return _POINT_BYTES * int(shapely.get_num_coordinates(value))
    if isinstance(value, np.ndarray):
        return value.nbytes
    return sys.getsizeof(value) if isinstance(value, str | bytes) else 0
