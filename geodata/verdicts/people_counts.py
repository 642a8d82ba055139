"""How the numbers of people of two claims go together.

A number is as of when it was said: whoever said less before may be right then, and so may who said more later. So two
numbers exclude each other only where the later one is surely later, and lower, and the dead do not rise. By an
assumption this may be left out: then every two numbers are of one moment, but for those that say "so far".

All functions take the fields of :class:`People` as numbers or as arrays.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

import numpy as np

from geodata.constraints.three_valued import COMPATIBLE, CONTRADICTORY, UNDECIDED
from geodata.verdicts.time_windows import Clock, Window, is_surely_before, window

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geodata.core.assumptions import Assumptions
    from geodata.core.model import Claim, Count

#: What is counted: the dead, who only become more, and the wounded, who may also die.
CountName = Literal["killed", "wounded"]
COUNTS: Final[tuple[CountName, ...]] = ("killed", "wounded")


class People(NamedTuple):
    """How many people a claim says, and as of when."""

    least: Any
    most: Any
    """Infinite for "or more"."""
    is_denied: Any
    """True if what is said is that it was no number of these."""
    may_change: Any
    """True if it is as of when it was said."""


NOBODY: Final = People(0.0, 0.0, is_denied=False, may_change=False)
#: When it was said is not known: any time.
_ANY_TIME: Final = window("2000/..")._replace(first_wide=-math.inf, last_wide=math.inf)


def people(claim: Claim, name: CountName, assumptions: Assumptions) -> People | None:
    """Return how many people a claim says; ``None`` where it says no number.

    >>> from geodata.core.assumptions import Assumptions
    >>> from geodata.core.model import Count
    >>> widened(Count(40, 40, about=True), 0.1)
    (36.0, 44.0)
    """
    count = claim.killed if name == "killed" else claim.wounded
    if count is None:
        return None
    least, most = widened(count, assumptions.about_share)
    may_change = assumptions.counts_as_of_statement or count.so_far
    return People(least, most, claim.polarity == "deny", may_change)


def widened(count: Count, share: float) -> tuple[float, float]:
    """Return the least and the most of a count; "about" is a share of either, and one at least."""
    least, most = float(count.min), math.inf if count.max is None else float(count.max)
    if not count.about:
        return least, most
    by = (max(1.0, math.floor(number * share)) for number in (least, 0.0 if math.isinf(most) else most))
    return max(0.0, least - next(by)), most + next(by)


def said_when(claim: Claim, clock: Clock) -> Window:
    """Return when a claim was said, by a clock where it names no zone; any time where that is not stated."""
    return _ANY_TIME if claim.stated is None else window(claim.stated, clock)


class CountFinding(NamedTuple):
    """Verdicts as numbers, by how many the ranges overlap or miss each other, and whether time leaves it open."""

    code: NDArray[np.int8]
    spare: Any
    """Infinite where nothing bounds it."""
    is_open: Any
    """True if the ranges exclude each other and what happened between the statements may be why."""


def judge_people(name: CountName, a: People, b: People, a_said: Window, b_said: Window) -> CountFinding:
    """Return the verdict of two numbers of people.

    ``a``, ``b``: the numbers; at most one is denied. ``a_said``, ``b_said``: when they were said.
    """
    overlap = np.minimum(a.most, b.most) - np.maximum(a.least, b.least)
    # What was denied leaves the numbers below it and those above it.
    denied, stated = (
        (np.where(a.is_denied, one.least, other.least), np.where(a.is_denied, one.most, other.most))
        for one, other in ((a, b), (b, a))
    )
    above = np.where(np.isinf(denied[1]), -np.inf, stated[1] - np.where(np.isinf(denied[1]), 0.0, denied[1]) - 1)
    left = np.maximum(denied[0] - 1 - stated[0], above)
    spare = np.where(np.logical_or(a.is_denied, b.is_denied), left, overlap)
    may_change = np.logical_or(a.may_change, b.may_change)
    # Below, and surely said later: that many cannot have been dead before.
    a_fell = is_surely_before(b_said, a_said) & _is_below(a, b)
    b_fell = is_surely_before(a_said, b_said) & _is_below(b, a)
    is_open = (spare < 0) & may_change & ~((name == "killed") & (a_fell | b_fell))
    code = np.where(spare < 0, np.where(is_open, UNDECIDED, CONTRADICTORY), COMPATIBLE)
    return CountFinding(code.astype(np.int8), spare, is_open)


def _is_below(one: People, other: People) -> Any:  # noqa: ANN401 - truth or array
    """Tell whether one number is surely below another, or denies what is not below it."""
    return np.where(one.is_denied, np.isinf(one.most), np.logical_not(other.is_denied) & (one.most < other.least))
