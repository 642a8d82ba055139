"""Random tests by seeds that repeat them."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

SEED_VARIABLE: Final = "CROSSBEARING_SEED"


def fresh_seed() -> int:
    """Return the seed of this run of the tests: the variable's, which repeats a run, or the clock's.

    The first process that asks decides it for those that it starts.
    """
    return int(os.environ.setdefault(SEED_VARIABLE, str(time.time_ns() % 1_000_000_000)))


def run_seeds(
    check: Callable[[int], list[str]], count: int, seed: int, say: Callable[[str], None] = lambda _: None
) -> list[str]:
    """Check so many seeds, say each fault as it is found, and return what is wrong."""
    wrong = []
    for number in range(seed, seed + count):
        found = [f"seed {number}: {one}" for one in check(number)]
        wrong += found
        for one in found:
            say(one)
    return wrong
