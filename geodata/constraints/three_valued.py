"""Whether two bounds on where one unknown point is can be met together: always, never, or in some readings.

The point is X. Each claim bounds the geodesic distance from X to a site: l <= dist(X, P) <= h. Two such bounds can be
met by one X exactly when (docs/verdicts.md, "The test")

    d <= h1 + h2,    d >= l1 - h2,    d >= l2 - h1

with d the distance of the two sites, since on a circle around one site the distance to the other runs continuously from
abs(d - radius) to d + radius. What is not known exactly, the four bounds and d, are intervals. Under the three values
of supervaluation (docs/verdicts.md, "Three values") the claims are contradictory when no reading of them can be met,
compatible when every reading can. Each inequality takes each unknown once, so the extremes may be taken one by one.

The Earth is finite, which adds a fourth: the sides of a triangle are no longer than one turn of the globe. How long a
turn is depends on where it goes, by 134 km; :mod:`geodata.constraints.pair_feasibility` measures it for two sites where
that can matter (:func:`is_far`).

All functions take numbers or arrays of them; metres throughout.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

import numpy as np

from geodata.constraints.antipodes import FARTHEST_M, SURELY_SHORTEST_M

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

Verdict = Literal["compatible", "contradictory", "undecided", "unrelated"]

#: Verdicts as small numbers: the larger one of two aspects is the pair's.
VERDICTS: Final[tuple[Verdict, ...]] = ("unrelated", "compatible", "undecided", "contradictory")
UNRELATED: Final = 0
COMPATIBLE: Final = 1
UNDECIDED: Final = 2
CONTRADICTORY: Final = 3

#: Which inequality decided: the four above, in this order.
INEQUALITIES: Final = ("far-apart", "first-too-far", "second-too-far", "round-the-globe")

#: No triangle is longer than the equator, 40,075 km. Up to a turn of a sphere that is as round as the ellipsoid at its
#: roundest, each one is possible.
_MOST_AROUND_M: Final = 40_100_000.0
_LEAST_AROUND_M: Final = 2 * SURELY_SHORTEST_M


class Bounds(NamedTuple):
    """What one claim says of dist(X, P): the readings of its lower and of its upper bound."""

    l_min: Any
    l_max: Any
    h_min: Any
    h_max: Any


class Margins(NamedTuple):
    """By how much the inequalities hold (positive) or fail (negative), one row for each of :data:`INEQUALITIES`."""

    best: Numbers
    """In the reading that suits each best."""
    worst: Numbers
    """In the reading that suits each worst."""


def margins(first: Bounds, second: Bounds, d_min: Any, d_max: Any) -> Margins:  # noqa: ANN401 - numbers or arrays
    """Return the margins of the inequalities for two bounds and the distance of their sites."""
    best = [
        first.h_max + second.h_max - d_min,
        d_max - first.l_min + second.h_max,
        d_max - second.l_min + first.h_max,
        np.minimum(_MOST_AROUND_M - (first.l_min + second.l_min + d_min), _within_earth_m(first.l_min, second.l_min)),
    ]
    worst = [
        first.h_min + second.h_min - d_max,
        d_min - first.l_max + second.h_min,
        d_min - second.l_max + first.h_min,
        _LEAST_AROUND_M - (first.l_max + second.l_max + d_max),
    ]
    stacked = np.array(np.broadcast_arrays(*worst), dtype=np.float64)
    stacked[3] = np.where(is_far(first, second, d_max), stacked[3], np.inf)
    stacked[3] = np.minimum(stacked[3], _within_earth_m(first.l_max, second.l_max))
    return Margins(np.array(np.broadcast_arrays(*best), dtype=np.float64), stacked)


def is_far(first: Bounds, second: Bounds, d_max: Any) -> Any:  # noqa: ANN401 - numbers or arrays
    """Tell where bounds reach so far that geodesics from both sides of the Earth may meet."""
    return (d_max > 0) & (d_max + np.maximum(first.l_max, second.l_max) > SURELY_SHORTEST_M)


def _within_earth_m(first_m: Any, second_m: Any) -> Any:  # noqa: ANN401 - numbers or arrays
    """Return by how much the greater of two least distances exists on the Earth; infinite where that is no question."""
    least_m = np.maximum(first_m, second_m)
    return np.where(least_m > SURELY_SHORTEST_M, FARTHEST_M - least_m, np.inf)


class OffBand(NamedTuple):
    """X is nearer to P than ``near`` or farther than ``far``, strictly: what denying ``at_distance`` says."""

    near: Any
    far: Any


def off_band_margins(first: Bounds, second: OffBand, d_min: Any, d_max: Any, *, is_exact: Any) -> Margins:  # noqa: ANN401 - numbers or arrays
    """Return the best and the worst margin, one row each, of a bound against the outside of a band.

    Two ways are open: X inside the band's hole, or beyond it. The better one counts in each reading; the worst reading
    of that is at a corner of the readings, or where both ways are equally bad.

    ``d_min``, ``d_max``: bounds on the distance of their sites. ``is_exact``: True where ``first`` speaks of one exact
    unknown distance, so that its lower and upper bound are one number.
    """
    near, far = second
    has_hole = np.asarray(near) > 0
    inside = np.where(has_hole, np.minimum(first.h_max + near - d_min, d_max - first.l_min + near), -np.inf)
    best = np.maximum(inside, np.minimum(d_max + first.h_max, FARTHEST_M) - far)
    middle = (near + far) / 2

    def worse_of(low: Any, high: Any, other: Any) -> Any:  # noqa: ANN401 - numbers or arrays
        turn = np.where(has_hole, np.clip(middle, low, np.maximum(low, high)), low)
        value = other + np.maximum(np.where(has_hole, near - turn, -np.inf), turn - far)
        return np.where(np.asarray(high) < low, np.inf, value)

    # The upper bound at its least, and d running: from that bound on if it is the lower bound too.
    by_distance = worse_of(np.where(is_exact, np.maximum(d_min, first.l_min), d_min), d_max, first.h_min)
    # An exact distance may also run itself, above the least d.
    by_reading = worse_of(np.maximum(first.l_min, d_min), first.h_max, d_min)
    worst = np.minimum(by_distance, np.where(is_exact, by_reading, np.inf))
    return Margins(np.asarray(best, dtype=np.float64)[None], np.asarray(worst, dtype=np.float64)[None])


class Judged(NamedTuple):
    """Verdicts as numbers, slack in metres, and the row of the margins that decided; numbers or arrays."""

    code: NDArray[np.int8]
    slack: Numbers
    row: NDArray[np.intp]


def judge(found: Margins, *, is_open: Any = False, is_unknown: Any = False) -> Judged:  # noqa: ANN401 - numbers or arrays
    """Return the verdicts that margins give.

    ``is_open``: True where a bound excludes its own edge, so that a margin of zero is not met. ``is_unknown``: True
    where a site's uncertainty is unknown: undecided, without a slack.
    Returns the slack is by how much the deciding inequality holds or fails: for contradictory in the best reading, else
    in the worst; infinite where nothing binds, NaN where nothing is known.

    >>> miles_35 = Bounds(55_522.368, 57_131.712, 55_522.368, 57_131.712)
    >>> not_within_55_km = Bounds(54_500.0, 55_500.0, np.inf, np.inf)
    >>> found = judge(margins(miles_35, not_within_55_km, 0.0, 0.0))
    >>> VERDICTS[int(found.code)], round(float(found.slack), 3)
    ('compatible', 22.368)
    """
    best, worst = found.best.min(axis=0), found.worst.min(axis=0)
    is_never = np.where(is_open, best <= 0, best < 0)
    is_always = np.where(is_open, worst > 0, worst >= 0)
    code = np.where(is_never, CONTRADICTORY, np.where(is_always, COMPATIBLE, UNDECIDED))
    slack = np.where(is_never, best, worst)
    row = np.where(is_never, found.best.argmin(axis=0), found.worst.argmin(axis=0))
    return Judged(np.where(is_unknown, UNDECIDED, code).astype(np.int8), np.where(is_unknown, np.nan, slack), row)
