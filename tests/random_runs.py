"""Random tests by seeds that repeat them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


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
