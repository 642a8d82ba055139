"""Random tests by seeds that repeat them: as many as asked for, or as there is time for."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def run_seeds(
    check: Callable[[int], list[str]],
    count: int,
    seed: int,
    seconds: float = float("inf"),
    say: Callable[[str], None] = lambda _: None,
) -> tuple[int, list[str]]:
    """Check so many seeds, one at least, and say each fault; return how many were checked, and what is wrong."""
    until, wrong, done = time.monotonic() + seconds, [], 0
    for number in range(seed, seed + count):
        found = [f"seed {number}: {one}" for one in check(number)]
        wrong += found
        for one in found:
            say(one)
        done += 1
        if time.monotonic() > until:
            break
    return done, wrong
