"""The plain words for one fact of a record: what a page, a printed report and an alternative text all say alike.

Nothing here is escaped: whoever sets the words does that.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from geodata.core.model import Bearing, Claim, Site, Source, StatedDistance
from geodata.core.precision import Precision, bounds, described
from geodata.core.units import Unit, at_most, decimals, length, margin_in, span
from geodata.core.vocabulary import CREDIBILITIES, DISTANCE_UNITS, METRES_PER_UNIT, RELIABILITIES
from geodata.geodesy.claim_shapes import azimuth_and_half_width
from geodata.parsing.edtf import time_in_words
from geodata.render.text import terms

if TYPE_CHECKING:
    from geodata.constraints.three_valued import Verdict
    from geodata.geodesy.candidate_sites import SiteCandidate
    from geodata.geodesy.site_bearing import Direction
    from geodata.geodesy.site_distance import Between
    from geodata.geodesy.stated_gaps import StatedPair

VERDICT_WORDS: Final[dict[Verdict, str]] = {
    "compatible": "can both be true",
    "undecided": terms.NOT_CERTAIN.lower(),
    "contradictory": "cannot both be true",
    "unrelated": "not compared",
}
VERDICT_SIGNS: Final[dict[Verdict, str]] = {"compatible": "✓", "undecided": "?", "contradictory": "✕", "unrelated": ""}


class WithVerdict:
    """What has a verdict, and so its sign."""

    __slots__ = ()
    verdict: Verdict

    @property
    def sign(self) -> str:
        """The verdict, as a sign; empty where nothing was compared."""
        return VERDICT_SIGNS[self.verdict]


#: The verdicts that say something, in the order of counts.
JUDGED: Final[tuple[Verdict, ...]] = ("contradictory", "undecided", "compatible")
#: What a verdict is not; beside every list of verdicts.
NOT_TRUE: Final = (
    "“Can be true together” does not mean true: it follows from the words of the sources and from the "
    "assumptions, and says nothing about who is right."
)
ABOUT_ADDS_NOTHING: Final = "; “about” adds nothing"


def units_to_read(unit: Unit) -> tuple[Unit, ...]:
    """Return the reader's unit, then kilometres and miles: whoever knows but one of these finds it."""
    return tuple(dict.fromkeys((unit, "km", "mi")))


def spoken(distance: StatedDistance) -> str:
    """Return a stated distance with its unit in full: ``"about 35 miles"``."""
    return f"{'about ' if distance.about else ''}{distance.value} {DISTANCE_UNITS[distance.unit].name}"


def converted(distance: StatedDistance, rule: Precision, unit: Unit) -> str:
    """Return a stated distance in the units to read.

    >>> from geodata.core.model import StatedDistance
    >>> converted(StatedDistance("35", "mi"), "2020", "km")
    '56.3 km (35.0 mi)'
    """
    stated = bounds(distance, rule)
    first, *others = [length(stated.value_m, one, decimals(stated.half_width_m, one)) for one in units_to_read(unit)]
    return f"{first} ({', '.join(others)})"


def stated_span(distance: StatedDistance, rule: Precision, unit: Unit) -> str:
    """Return the bounds that a stated distance's digits allow, in the units to read, and the rule.

    >>> from geodata.core.model import StatedDistance
    >>> stated_span(StatedDistance("35", "mi"), "2020", "km")
    '55.5 to 57.2 km, 34.5 to 35.5 mi, ± half of the last digit'

    That "about" was said is no reason for more (:mod:`geodata.core.precision`), and said so.
    """
    stated = bounds(distance, rule)
    between = ", ".join(span(stated.min_m, stated.max_m, one) for one in units_to_read(unit))
    return f"{between}, {described(rule)}{ABOUT_ADDS_NOTHING if distance.about else ''}"


def bearing(stated: Bearing) -> str:
    """Return a stated direction as spoken and in degrees.

    >>> from geodata.core.model import Bearing
    >>> bearing(Bearing("SE", None, None))
    'SE, direction 135° ± 22.5°'
    """
    azimuth_deg, half_width_deg = azimuth_and_half_width(stated)
    point = f"{stated.point}, " if stated.point else ""
    return f"{point}direction {azimuth_deg:g}° ± {half_width_deg:g}°"


def between_words(factor: float) -> str:
    """Return what between two places is taken to mean.

    >>> between_words(1.2)
    'taken to be where the ways to both are together at most 1.2 times the way between them'
    """
    return f"taken to be where the ways to both are together at most {factor:g} times the way between them"


def position(site: Site, unit: Unit) -> str:
    """Return where a site is, with its uncertainty."""
    if site.geometry is None:
        return "position not known"
    if site.is_region:
        return "a region: anywhere inside its border"
    lon, lat = site.geometry["coordinates"][:2]
    where = f"{abs(lat):.8g}° {'N' if lat >= 0 else 'S'}, {abs(lon):.8g}° {'E' if lon >= 0 else 'W'}"
    if site.uncertainty_m is None:
        return f"{where}, uncertainty unknown"
    # A line never ends between a number and its unit (SI Brochure, 5.4.3).
    return f"{where} ±\u00a0{site.uncertainty_m / METRES_PER_UNIT[unit]:,.3g}\u00a0{unit}"


def publication(source: Source) -> tuple[str, ...]:
    """Return who published a source and when, as far as the case says."""
    published = source.published and time_in_words(source.published)
    return tuple(fact for fact in (source.publisher, published) if fact)


def reliability(source: Source) -> str | None:
    """Return a source's Admiralty grade with what it means; ``None`` where it has none."""
    grade = source.reliability
    return f"reliability {grade}: {RELIABILITIES[grade]}" if grade else None


def credibility(claim: Claim) -> str | None:
    """Return a claim's Admiralty grade with what it means; ``None`` where it has none."""
    return f"{claim.credibility}: {CREDIBILITIES[claim.credibility]}" if claim.credibility else None


def not_opened(url: str) -> str:
    """Return what stands beside words whose address is not a web page."""
    return f"(address not opened: {url})"


def angle(found: Direction) -> str:
    """Return a direction with its half-width, rounded up; "any" where it may be any."""
    if not found.is_known:
        return "any"
    off = f" ± {math.ceil(found.half_width_deg * 10) / 10:.1f}°" if found.half_width_deg else ""
    return f"{found.azimuth_deg:.1f}°{off}"


def measured(found: Between, unit: Unit) -> str:
    """Return a measured distance with its bounds, where they differ: ``"56.3 km (52.3 to 60.4 km)"``."""
    bounds_said = span(found.min_m, found.max_m, unit)
    if found.distance_m is None:
        return bounds_said
    between_points = length(found.distance_m, unit, decimals((found.max_m - found.min_m) / 2, unit))
    if found.min_m == found.max_m:
        return between_points
    return f"{between_points} ({bounds_said})" if found.is_bounded else f"{between_points}, bounds not known"


def margin(row: SiteCandidate, unit: Unit) -> str:
    """Return by how much a place fits what a claim states, or fails to."""
    if row.slack_m is None:
        return "not known"
    words = margin_in(abs(row.slack_m), row.uncertainty_m, unit)
    if row.fit == "may fit":
        worst = at_most(abs(row.slack_m), unit, decimals(row.uncertainty_m, unit))
        return f"at most {worst} {unit} short in the worst case"
    return f"{words} to spare" if row.fit == "fits" else f"{words} off even in the best case"


def stated_difference(row: StatedPair, unit: Unit) -> str:
    """Return how far two stated numbers are apart."""
    return length(row.difference_m, unit, decimals(row.uncertainty_m, unit))


def gap(row: StatedPair, unit: Unit) -> str:
    """Return how far apart the bands of two stated distances are, or by how much they overlap."""
    words = margin_in(abs(row.gap_m), row.uncertainty_m, unit)
    return f"{words} apart" if row.gap_m > 0 else f"overlap by {words}"
