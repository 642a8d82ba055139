"""What a benchmark is, and which there are.

A benchmark is one function that takes :class:`Settings` and returns a :class:`Report`, under a name::

    @benchmark("distances")
    def distances(settings: Settings) -> Report:
        ...

Its module is imported by ``__main__``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


@dataclass(frozen=True, slots=True)
class Settings:
    """How to run."""

    quick: bool = False
    """True for a first impression: the case's own size, a few samples."""
    say: Callable[[str], None] = lambda _: None
    """Called with what is being done."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of text; every row as long as the head."""

    head: Sequence[str]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Report:
    """What was measured."""

    tables: tuple[Table, ...]
    raw: dict[str, Any]
    """Every sample, as JSON."""
    notes: tuple[str, ...] = field(default=())
    """What must be known to read the tables, a sentence or two each."""


BENCHMARKS: dict[str, Callable[[Settings], Report]] = {}


def benchmark(name: str) -> Callable[[Callable[[Settings], Report]], Callable[[Settings], Report]]:
    """Register a benchmark under a name."""

    def register(function: Callable[[Settings], Report]) -> Callable[[Settings], Report]:
        BENCHMARKS[name] = function
        return function

    return register
