"""A length in the unit the reader chose, with no more digits than its bounds deserve.

Lengths are kept in metres everywhere; a unit is chosen for reading only. One rule says how many digits are read: a
length is never said finer than to a tenth of its uncertainty, in powers of ten (docs/verdicts.md, "Lengths as they are
read"). Bounds are rounded outwards: a printed "at most" is never below the true one.
"""

from __future__ import annotations

import math
from typing import Final, Literal, get_args

from geodata.core.vocabulary import DISTANCE_UNITS, METRES_PER_UNIT

Unit = Literal["km", "mi", "nmi"]
UNITS: Final[tuple[Unit, ...]] = get_args(Unit)
DEFAULT_UNIT: Final[Unit] = "km"
HALF_TURN_DEG: Final = 180.0
FULL_TURN_DEG: Final = 360.0
#: A metre is what a printed length is exact to, where nothing is uncertain.
_MAX_DECIMALS: Final = 3
#: What floating point may add to a round number.
_SLIP: Final = 1e-6


def decimals(width_m: float, unit: Unit) -> int:
    """Return how many decimals a length deserves that is known to ``width_m`` metres: those of :func:`reading_step`.

    >>> decimals(4_000, "km"), decimals(500, "km"), decimals(22.4, "km"), decimals(0, "km")
    (0, 1, 2, 3)
    """
    if width_m <= 0 or not math.isfinite(width_m):
        return _MAX_DECIMALS if width_m <= 0 else 1
    return min(_MAX_DECIMALS, max(0, -round(math.log10(reading_step(width_m / METRES_PER_UNIT[unit])))))


def reading_step(uncertainty: float) -> float:
    """Return to what a length is said that is known to an uncertainty above zero, in the unit of this.

    It is the least power of ten that is not below a tenth of the uncertainty.

    >>> reading_step(500), reading_step(1_000), reading_step(4_000)
    (100.0, 100.0, 1000.0)
    """
    return 10.0 ** math.ceil(math.log10(uncertainty / 10) - _SLIP)


def length(length_m: float, unit: Unit, digits: int) -> str:
    """Return a length: ``"56.33 km"``."""
    return f"{length_m / METRES_PER_UNIT[unit]:,.{digits}f} {unit}"


def at_least(length_m: float, unit: Unit, digits: int) -> str:
    """Return a lower bound, rounded down."""
    step = 10**digits
    return f"{math.floor(length_m / METRES_PER_UNIT[unit] * step + _SLIP) / step:,.{digits}f}"


def at_most(length_m: float, unit: Unit, digits: int) -> str:
    """Return an upper bound, rounded up; in words where there is none."""
    if not math.isfinite(length_m):
        return "any distance"
    step = 10**digits
    return f"{math.ceil(length_m / METRES_PER_UNIT[unit] * step - _SLIP) / step:,.{digits}f}"


def margin_in(length_m: float, uncertainty_m: float, unit: Unit) -> str:
    """Return by how much something holds or fails: never more than it is.

    >>> margin_in(1_695, 2_000, "km"), margin_in(22.4, 805, "km"), margin_in(22.4, 0, "km")
    ('at least 1 km', 'less than 0.1 km', '0.022 km')
    """
    digits = decimals(uncertainty_m, unit)
    if uncertainty_m <= 0:
        return length(length_m, unit, digits)
    words = at_least(length_m, unit, digits)
    return f"at least {words} {unit}" if words.strip("0.") else f"less than {10**-digits:.{digits}f} {unit}"


def as_set(length_m: float, unit: Unit) -> str:
    """Return a length that somebody set, in the digits it needs.

    >>> as_set(1_000, "km"), as_set(5, "km")
    ('1 km', '0.005 km')
    """
    return f"{length_m / METRES_PER_UNIT[unit]:,.6g} {unit}"


def give_or_take(length_m: float, unit: str) -> str:
    """Return a half-width in any unit of spoken distances, in two digits, rounded up.

    >>> give_or_take(804.672, "km").split(), give_or_take(5_000, "m").split()
    (['±', '0.81', 'km'], ['±', '5,000', 'm'])
    """
    width = length_m / METRES_PER_UNIT[unit]
    step = 10.0 ** (math.floor(math.log10(width)) - 1)
    return f"±\u00a0{math.ceil(width / step - _SLIP) * step:,.12g}\u00a0{unit}"


def span(min_m: float, max_m: float, unit: Unit) -> str:
    """Return two bounds with their unit.

    >>> span(4_195.2, 16_195.2, "km"), span(0, math.inf, "mi")
    ('4 to 17 km', 'not known')
    """
    if not math.isfinite(max_m):
        return "not known" if min_m <= 0 else f"{at_least(min_m, unit, 1)} {unit} or more"
    digits = decimals((max_m - min_m) / 2, unit)
    return f"{at_least(min_m, unit, digits)} to {at_most(max_m, unit, digits)} {unit}"


def in_unit(length_m: float, unit: str) -> str:
    """Return a length with one unit.

    ``length_m``: metres; infinite is unbounded. ``unit``: one of those that a distance may be spoken in.

    >>> in_unit(56_327.04, "mi"), in_unit(1_234_567, "km"), in_unit(2_000, "m"), in_unit(math.inf, "km")
    ('35.000 mi', '1,234.567 km', '2,000 m', 'unbounded')
    """
    if math.isinf(length_m):
        return "unbounded"
    return f"{length_m / METRES_PER_UNIT[unit]:,.{DISTANCE_UNITS[unit].decimals}f} {unit}"


def in_units(length_m: float) -> str:
    """Return a length in all units, the first one outside the brackets.

    >>> in_units(55_000)
    '55.000 km (34.175 mi, 29.698 nmi)'
    """
    first, *others = (in_unit(length_m, unit) for unit in UNITS)
    return first if math.isinf(length_m) else f"{first} ({', '.join(others)})"
