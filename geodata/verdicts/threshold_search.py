"""The smallest change of one number that changes a verdict, searched on the verdict itself.

From small to large until the verdict differs, then by halving to a tenth of a millimetre.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_FIRST: Final = 0.01
_GROWTH: Final = 1.3
#: Where a change lasts, much larger steps miss none.
_LASTING_GROWTH: Final = 10.0
_EXACT: Final = 1e-4
#: Where each verdict takes long: the first step (a share of the largest), the next ones, and how exact (of the change).
_SLOW_FIRST: Final = 1e-5
_SLOW_GROWTH: Final = 2.0
_SLOW_SHARE: Final = 1e-4


def _tried(most: float, marks: Iterable[float], first: float, growth: float) -> list[float]:
    """Return changes to try, from small to large: growing steps, and places where a narrow window may be."""
    steps = [min(first, most)]
    while steps[-1] < most:
        steps.append(min(steps[-1] * growth, most))
    return sorted({*steps, *(mark for mark in marks if 0 < mark < most)})


def smallest_change(
    judge: Callable[[float], int],
    most: float,
    marks: Iterable[float] = (),
    *,
    is_lasting: bool = False,
    is_slow: bool = False,
) -> tuple[float, int] | None:
    """Return the smallest change for which a verdict is another than for no change, and that verdict.

    ``judge``: returns the verdict, as a number, for a change of zero or more. ``most``: the largest change to try.
    ``marks``: changes to try beside, where a verdict may hold for a short way only. ``is_lasting``: no larger change
    brings the verdict back, so that one which stands with the largest change stands with all. ``is_slow``: each verdict
    takes long, so fewer are asked for: by larger steps, and to a ten-thousandth of the change.

    >>> change, verdict = smallest_change(lambda change: int(change > 22.368), 100.0)
    >>> round(change, 3), verdict
    (22.368, 1)
    """
    before, same = 0.0, judge(0.0)
    if is_lasting and judge(most) == same:
        return None
    growth = _LASTING_GROWTH if is_lasting else _SLOW_GROWTH if is_slow else _GROWTH
    first = max(_FIRST, _SLOW_FIRST * most) if is_slow else _FIRST
    for after in _tried(most, marks, first, growth):
        if judge(after) != same:
            break
        before = after
    else:
        return None
    while after - before > max(_EXACT, _SLOW_SHARE * before if is_slow else 0.0):
        middle = (before + after) / 2
        before, after = (middle, after) if judge(middle) == same else (before, middle)
    return after, judge(after)
