"""How wide is a stated distance? Its half-width, from its digits.

A distance of "35 miles" was rounded by whoever said it; how far the true one may be from 35 is read off the digits.
Which rule reads them decides verdicts, so the rule is always a parameter and always shown.

Rules
-----
``"2020"``
    Half the precision: Chapman & Wieczorek 2020, *Georeferencing Best Practices*, section 3.4, "Uncertainty Related
    to Offset Precision" (doi:10.15468/doc-gg7h-s853).
``"2004"``
    The whole precision for units and fractions, half of it for multiples of powers of ten: Wieczorek, Guo & Hijmans
    2004, section 3.3.3.1 (doi:10.1080/13658810412331280211).

A user may set the half-width instead (:class:`SetWidth`), whatever the digits say.

Words like "about" change nothing: Best Practices, section 3.4, asks not to widen the uncertainty for an adverb, since
nobody can tell by how much. Who knows better sets the width.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, Literal, get_args

from geodata.core.model import StatedDistance
from geodata.core.vocabulary import METRES_PER_UNIT

PrecisionRule = Literal["2020", "2004"]
PRECISION_RULES: Final[tuple[PrecisionRule, ...]] = get_args(PrecisionRule)
DEFAULT_PRECISION_RULE: Final[PrecisionRule] = "2020"


@dataclass(frozen=True, slots=True)
class SetWidth:
    """A half-width that the user sets for every stated distance.

    Raises ``ValueError`` if it is negative or not finite; 0 takes the words as exact.

    >>> str(SetWidth(2_000))
    '2000 m'
    """

    half_width_m: float

    def __post_init__(self) -> None:
        """Refuse what is not a width."""
        if not 0 <= self.half_width_m < math.inf:
            raise ValueError(f"A half-width of {self.half_width_m} m is not possible: give 0 m or more.")

    def __str__(self) -> str:
        """Say the width, as it can be typed again."""
        return f"{self.half_width_m:.10g} m"


#: What tells how wide a stated distance is.
Precision = PrecisionRule | SetWidth

#: Decimals that stand for a common fraction, and its denominator (Best Practices 2020, 3.4).
_FRACTIONS: Final[Mapping[str, int]] = {
    "5": 2, "25": 4, "75": 4, "33": 3, "66": 3, "67": 3, "125": 8, "375": 8, "625": 8, "875": 8,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class StatedBounds:
    """A stated distance in metres, with the bounds its digits allow."""

    value_m: float
    half_width_m: float
    rule: Precision
    """What gave the half-width."""

    @property
    def min_m(self) -> float:
        """Lower bound in metres, never below zero."""
        return max(0.0, self.value_m - self.half_width_m)

    @property
    def max_m(self) -> float:
        """Upper bound in metres."""
        return self.value_m + self.half_width_m


def _half_width_of_integer(digits: str, rule: PrecisionRule) -> Fraction:
    digits = digits.lstrip("0") or "0"
    zeros = len(digits) - len(digits.rstrip("0"))
    if rule == "2004":
        return Fraction(10**zeros, 2) if zeros else Fraction(1)
    # "Positive integer powers of 10" take the next lower power: 100 is ± 5, 1000 is ± 50. The formula reproduces
    # all rows that Best Practices prints.
    return Fraction(10 ** max(0, min(zeros, len(digits) - 2)), 2)


def half_width(value: str, rule: PrecisionRule = DEFAULT_PRECISION_RULE) -> Fraction:
    """Return the half-width of a stated number, in the unit it was stated in.

    ``value``: decimal string as spoken: ``"35"`` and ``"35.0"`` differ. ``rule``: which precision rule reads the
    digits; see the module.

    >>> half_width("35"), half_width("35.0"), half_width("100")
    (Fraction(1, 2), Fraction(1, 20), Fraction(5, 1))
    >>> half_width("35", "2004")
    Fraction(1, 1)
    """
    whole, _, decimals = value.partition(".")
    if not decimals:
        return _half_width_of_integer(whole, rule)
    denominator = _FRACTIONS.get(decimals, 10 ** len(decimals))
    return Fraction(1, denominator) if rule == "2004" else Fraction(1, 2 * denominator)


def bounds(distance: StatedDistance, rule: Precision = DEFAULT_PRECISION_RULE) -> StatedBounds:
    """Return a stated distance in metres with its bounds.

    The half-width is taken in the unit spoken and converted afterwards: converted first, "35 mi" would gain digits
    that nobody spoke.

    >>> from geodata.core.model import StatedDistance
    >>> bounds(StatedDistance("55", "km")).min_m, bounds(StatedDistance("55", "km"), SetWidth(2_000)).min_m
    (54500.0, 53000.0)
    """
    if isinstance(rule, SetWidth):
        return StatedBounds(distance.value_m, rule.half_width_m, rule)
    half_width_m = float(half_width(distance.value, rule)) * METRES_PER_UNIT[distance.unit]
    return StatedBounds(distance.value_m, half_width_m, rule)


_AUTHORS: Final[Mapping[PrecisionRule, str]] = {
    "2020": "Chapman & Wieczorek 2020", "2004": "Wieczorek, Guo & Hijmans 2004",
}  # fmt: skip
#: How much of a number's last digit each rule takes, in short; what it does with zeros and fractions is above.
_SHARES: Final[Mapping[PrecisionRule, str]] = {"2020": "half of the last digit", "2004": "the last digit"}


def described(rule: Precision) -> str:
    """Say what gave a half-width, to stand beside a number.

    >>> described("2020"), described(SetWidth(500))
    ('± half of the last digit', 'set by the user')
    """
    return "set by the user" if isinstance(rule, SetWidth) else f"± {_SHARES[rule]}"


def cited(rule: Precision) -> str:
    """Say the same with whose rule it is, for what stands alone.

    >>> cited("2020")
    '± half of the last digit (Chapman & Wieczorek 2020)'
    """
    return described(rule) if isinstance(rule, SetWidth) else f"{described(rule)} ({_AUTHORS[rule]})"
