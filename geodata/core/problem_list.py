"""List problems, in the order found, up to a number that a person and a pipe can take."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from geodata.core.problems import Problem

#: How many errors, and how many warnings, are listed one by one.
MAX_LISTED: Final = 1000
#: Rule of the problem that says how many others are not listed.
MORE: Final = "more"


def listed(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems; those over the limit are counted in one last problem for each severity.

    >>> problem = Problem("$", "geojson.range", "Too far.", "Go back.")
    >>> len(listed([problem] * 5))
    5
    >>> listed([problem] * 1002)[-1].message
    '2 more errors are not listed.'
    """
    kept: list[Problem] = []
    counts = {"error": 0, "warning": 0}
    for problem in problems:
        counts[problem.severity] += 1
        if counts[problem.severity] <= MAX_LISTED:
            kept.append(problem)
    if counts["error"] > MAX_LISTED:
        kept.append(_more(counts["error"] - MAX_LISTED, "error"))
    if counts["warning"] > MAX_LISTED:
        kept.append(_more(counts["warning"] - MAX_LISTED, "warning"))
    return tuple(kept)


def _more(count: int, severity: str) -> Problem:
    subject = f"1 more {severity} is" if count == 1 else f"{count:,} more {severity}s are"
    return Problem(
        "$",
        MORE,
        f"{subject} not listed.",
        f"Correct the {MAX_LISTED:,} above first, then check again.",
        "error" if severity == "error" else "warning",
    )
