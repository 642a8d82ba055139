"""What the verdicts of a page assume beside the words, in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.core import adhoc_sites
from geodata.core.precision import SetWidth
from geodata.core.text import counted
from geodata.core.units import length

if TYPE_CHECKING:
    from geodata.core.assumptions import Assumptions
    from geodata.core.model import Case
    from geodata.core.units import Unit


def in_sentences(case: Case, assumptions: Assumptions, unit: Unit) -> tuple[str, ...]:
    """Say everything that verdicts depend on beside the words, what is left as the case has it included.

    Examples
    --------
    >>> from geodata.core.assumptions import Assumptions
    >>> from geodata.core.model import Case
    >>> in_sentences(Case("X", "", "", (), (), (), (), (), {}), Assumptions(max_speed_kmh=900), "km")[2:]
    ('A time of day that is called approximate or uncertain may be off by 1 h.', 'Nothing moves faster than 900 km/h.')
    """
    tolerance_h, speed_kmh = assumptions.time_tolerance_h, assumptions.max_speed_kmh
    return (
        _rule(assumptions),
        *_single_widths(case, assumptions, unit),
        *_places(case, assumptions, unit),
        f"A time of day that is called approximate or uncertain may be off by {tolerance_h:g} h.",
        "How fast anything could have moved is not asked."
        if speed_kmh is None
        else f"Nothing moves faster than {speed_kmh:,g} km/h.",
    )


def _rule(assumptions: Assumptions) -> str:
    if isinstance(assumptions.rule, SetWidth):
        return f"Every stated distance may be off by {assumptions.rule}, whatever its digits: a width set by the user."
    return f"A stated distance is as wide as its digits make it, by the {assumptions.rule} rule."


def _single_widths(case: Case, assumptions: Assumptions, unit: Unit) -> list[str]:
    return [
        f"The distance in claim {claim} ({case.actor_by_id[case.claim_by_id[claim].actor].name}) may be off by "
        f"{length(width_m, unit, 3)}, set by hand."
        for claim, width_m in dict(assumptions.half_widths_m).items()
    ]


def _places(case: Case, assumptions: Assumptions, unit: Unit) -> list[str]:
    """Say which places are taken to be surer or elsewhere; the map shows them as the case has them."""
    names = {site.id: site.name for site in case.sites}
    radii, positions = dict(assumptions.uncertainties_m), dict(assumptions.positions)
    within = {site: "an unknown distance" if m is None else length(m, unit, 3) for site, m in radii.items()}
    sentences = [f"{names[site]} is taken to be known to within {words}." for site, words in within.items()]
    sentences += [
        f"{names[site]} is tried at {adhoc_sites.site_from_lat_lon(lat, lon).name}."
        for site, (lon, lat) in positions.items()
    ]
    changed = len(radii.keys() | positions.keys())
    if not changed:
        return ["Every place is where the case has it, anywhere within its uncertainty."]
    return [*sentences, f"The map shows {counted(changed, 'such place')} as the case has it, not as tried."]
