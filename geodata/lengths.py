"""A length as it is said: in kilometres, miles and nautical miles, to the metre, and unbounded where it is."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from geodata.model import METRES_PER_UNIT

if TYPE_CHECKING:
    from collections.abc import Sequence

#: The units that a distance is shown in, the first of them first.
SHOWN_UNITS: Final = ("km", "mi", "nmi")
#: Decimals that tell metres apart, or about.
_DECIMALS: Final = {"km": 3, "mi": 3, "nmi": 3, "m": 0, "ft": 0, "yd": 0}


def in_unit(length_m: float, unit: str) -> str:
    """Return a length with one unit.

    Parameters
    ----------
    length_m
        Metres; infinite is unbounded.
    unit
        One of those that a distance may be spoken in.

    Examples
    --------
    >>> in_unit(56_327.04, "mi"), in_unit(1_234_567, "km"), in_unit(2_000, "m"), in_unit(math.inf, "km")
    ('35.000 mi', '1,234.567 km', '2,000 m', 'unbounded')
    """
    if math.isinf(length_m):
        return "unbounded"
    return f"{length_m / METRES_PER_UNIT[unit]:,.{_DECIMALS[unit]}f} {unit}"


def in_units(length_m: float, units: Sequence[str] = SHOWN_UNITS) -> str:
    """Return a length in several units, the first one outside the brackets.

    Examples
    --------
    >>> in_units(55_000)
    '55.000 km (34.175 mi, 29.698 nmi)'
    """
    first, *others = (in_unit(length_m, unit) for unit in units)
    return first if math.isinf(length_m) or not others else f"{first} ({', '.join(others)})"
