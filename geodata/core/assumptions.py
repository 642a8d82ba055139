"""What is assumed when claims are compared.

A verdict follows from the words *and* from what is assumed beside them: how wide a stated distance is, where a site
is and how far that may be off, how much "about" eight o'clock may mean, how fast anything can move. All of it is one
frozen value, so that a verdict can be given with its assumptions and the same assumptions give the same verdict.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, fields, replace
from typing import Any, Final

from geodata.core.model import Case, Claim, Site, StatedDistance
from geodata.core.precision import DEFAULT_PRECISION_RULE, Precision, bounds, described
from geodata.core.text import counted
from geodata.core.zones import LOCAL_TIME, read_reading

#: House rule without a source: a time of day marked ``~``, ``?`` or ``%`` may be off by this much.
DEFAULT_TIME_TOLERANCE_H: Final = 1.0
#: The same for a day or more.
DEFAULT_DAY_TOLERANCE_H: Final = 24.0
#: House rule without a source: "about 40" is 36 to 44.
DEFAULT_ABOUT_SHARE: Final = 0.1
#: House rule without a source: "between A and B" is where the ways to both are together at most so many times the way
#: between them.
DEFAULT_BETWEEN_FACTOR: Final = 1.2
#: With less it would be a line, which nothing is on.
LEAST_BETWEEN_FACTOR: Final = 1.01

#: Members that :attr:`Assumptions.rule_name` tells.
_WIDTHS: Final = ("rule", "half_widths_m")


@dataclass(frozen=True, slots=True)
class AssumedDistance:
    """A stated distance under the assumptions, in metres."""

    value_m: float
    near_m: float
    """Value less half-width, never below zero."""
    far_m: float
    """Value plus half-width."""


@dataclass(frozen=True, slots=True)
class Assumptions:
    """What verdicts depend on beside the words; overrides are pairs of an id and a value, the last one counts."""

    rule: Precision = DEFAULT_PRECISION_RULE
    """What gives a stated distance its half-width: a rule that reads its digits, or one width for all."""
    half_widths_m: tuple[tuple[str, float], ...] = ()
    """Half-width of single claims' distances, by claim id; these come before the rule."""
    uncertainties_m: tuple[tuple[str, float | None], ...] = ()
    """Radius of single sites, by site id, metres; ``None`` = unknown. A region stays as drawn."""
    positions: tuple[tuple[str, tuple[float, float]], ...] = ()
    """Trial positions of single point sites, by site id: (lon, lat) in degrees."""
    time_tolerance_h: float = DEFAULT_TIME_TOLERANCE_H
    """How far a time of day marked approximate or uncertain may be off, hours."""
    day_tolerance_h: float = DEFAULT_DAY_TOLERANCE_H
    """How far a day, month or year marked so may be off at least, hours."""
    about_share: float = DEFAULT_ABOUT_SHARE
    """By what share of itself, and by one at least, a number of people that is said to be "about" may be off."""
    counts_as_of_statement: bool = True
    """Whether numbers of people are as of when they were said, so that others said later need not exclude them."""
    takes_hedged_at_word: bool = False
    """Whether what is said to be probable or possible contradicts as if it were plainly stated."""
    all_versions: bool = False
    """Whether claims that a later one of the same actor updates take part in tables and sets, too."""
    between_factor: float = DEFAULT_BETWEEN_FACTOR
    """How many times the way between two sites the ways to both together may be for what is said to be between them."""
    zone: str = LOCAL_TIME
    """How times without a zone are read: one of :data:`geodata.core.zones.READINGS`, or the IANA name of a zone."""
    max_speed_kmh: float | None = None
    """Nothing claimed moves faster, km/h; ``None`` = not asked."""

    @property
    def usual(self) -> Assumptions:
        """What is assumed without a choice, of the same claims."""
        return Assumptions(all_versions=self.all_versions)

    @property
    def beside_rule(self) -> dict[str, Any]:
        """What is assumed otherwise than without a choice, by member, but for the widths of distances."""
        return {
            member.name: getattr(self, member.name)
            for member in fields(self)
            if member.name not in _WIDTHS and getattr(self, member.name) != member.default
        }

    @property
    def rule_name(self) -> str:
        """What a reader must know to get the same half-widths: the rule, or the width that replaces it."""
        return f"{self.rule}{self._set_by_hand}"

    @property
    def rule_words(self) -> str:
        """The same in words: ``"± half of the last digit"``."""
        return f"{described(self.rule)}{self._set_by_hand}"

    @property
    def _set_by_hand(self) -> str:
        single = len(dict(self.half_widths_m))
        return f", with {counted(single, 'distance')} set by hand" if single else ""

    def stated(self, claim: Claim) -> AssumedDistance | None:
        """Return a claim's stated distance in metres with its bounds; ``None`` where it states none.

        >>> from geodata.core.model import StatedDistance
        >>> from geodata.core.precision import SetWidth
        >>> Assumptions(rule=SetWidth(100.0))._stated("X", StatedDistance("55", "km"))
        AssumedDistance(value_m=55000.0, near_m=54900.0, far_m=55100.0)
        """
        return None if claim.distance is None else self._stated(claim.id, claim.distance)

    def _stated(self, claim_id: str, distance: StatedDistance) -> AssumedDistance:
        by_rule = bounds(distance, self.rule)
        width_m = dict(self.half_widths_m).get(claim_id, by_rule.half_width_m)
        value_m = by_rule.value_m
        return AssumedDistance(value_m, max(0.0, value_m - width_m), value_m + width_m)


def assumed_distance(case: Case, assumptions: Assumptions) -> Case:
    """Return the case with its sites as they are assumed to be; the case itself if nothing is assumed of them.

    Raises ``ValueError`` if an id is unknown, a trial position is none or is given to a region, or a width is below
    zero.
    """
    _refuse_nonsense(case, assumptions)
    radii_m, positions = dict(assumptions.uncertainties_m), dict(assumptions.positions)
    if not radii_m and not positions:
        return case

    def changed(site: Site) -> Site:
        moved = site
        if site.id in positions:
            moved = replace(moved, geometry={"type": "Point", "coordinates": list(positions[site.id])})
        return replace(moved, uncertainty_m=radii_m[site.id]) if site.id in radii_m else moved

    return replace(case, sites=tuple(map(changed, case.sites)))


def _refuse_nonsense(case: Case, assumptions: Assumptions) -> None:
    sites = [*dict(assumptions.uncertainties_m), *dict(assumptions.positions)]
    for unknown in (site for site in sites if site not in case.site_by_id):
        raise ValueError(f"There is no place {unknown!r} in this case.")
    for unknown in (claim for claim, _ in assumptions.half_widths_m if claim not in case.claim_by_id):
        raise ValueError(f"There is no claim {unknown!r} in this case.")
    for site, (lon, lat) in assumptions.positions:
        if not (abs(lon) <= 180 and abs(lat) <= 90):  # noqa: PLR2004 - degrees
            raise ValueError(f"({lon}, {lat}) is not a longitude and latitude, for {site}.")
        if case.site_by_id[site].is_region:
            raise ValueError(f"{site} is a region: a position to try is for points alone.")
    read_reading(assumptions.zone)
    radii = [radius for _, radius in assumptions.uncertainties_m if radius is not None]
    widths = [width for _, width in assumptions.half_widths_m]
    single = [assumptions.time_tolerance_h, assumptions.day_tolerance_h, assumptions.about_share]
    single += [] if assumptions.max_speed_kmh is None else [assumptions.max_speed_kmh]
    if not LEAST_BETWEEN_FACTOR <= assumptions.between_factor < math.inf:
        factor = f"{assumptions.between_factor} is not a valid factor for what is between two places"
        raise ValueError(f"{factor}: give {LEAST_BETWEEN_FACTOR} or more.")
    for number in [*radii, *widths, *single]:
        if not (math.isfinite(number) and number >= 0):
            raise ValueError(f"{number} is not a width, tolerance or speed: give a number of 0 or more.")
