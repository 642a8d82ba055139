"""How the sun stood when and where a claim says that something was, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geodata.core.problems import InputError
from geodata.timeline.sunlight import sunlight
from geodata.verdicts.local_clocks import assumed_clock
from geodata.verdicts.time_windows import Tolerance

if TYPE_CHECKING:
    from geodata.core.assumptions import Assumptions
    from geodata.core.model import Claim, Site
    from geodata.timeline.sunlight import Sunlight

_FULL_CIRCLE_DEG: Final = 360


def sun_of_claim(claim: Claim, sites: tuple[Site, ...], assumptions: Assumptions) -> str | None:
    """Return how the sun stood at a claim's place; ``None`` without hours that end, or where the place is no point.

    ``sites``: those that its relation is to. Takes some milliseconds: it is for one claim, not for a list.
    """
    if claim.event_time is None or "T" not in claim.event_time or claim.relation == "beyond" or len(sites) != 1:
        return None
    geometry = sites[0].geometry
    if geometry is None or sites[0].is_region:
        return None
    lon, lat = geometry["coordinates"][:2]
    tolerance = Tolerance(assumptions.time_tolerance_h, assumptions.day_tolerance_h)
    try:
        return sun_in_words(sunlight(lat, lon, claim.event_time, assumed_clock(assumptions.zone), tolerance))
    except InputError:  # it is open
        return None


def sun_in_words(sun: Sunlight) -> str:
    """Return phase, height and direction, each with its bounds.

    >>> from geodata.timeline.sunlight import Sunlight
    >>> sun_in_words(Sunlight((-42.9, -42.7), (286.0, 286.2), ("night",)))
    'night; sun 43° below the horizon, direction 286°'
    """
    heights = dict.fromkeys(_height(degrees) for degrees in sun.altitude_deg)
    first, last = (round(degrees) for degrees in sun.azimuth_deg)
    towards = f"direction {first}°{f' to {last}°' * (first != last)}"
    towards = "any direction" if last - first == _FULL_CIRCLE_DEG else towards
    return f"{', '.join(sun.phases)}; sun {' to '.join(heights)} the horizon, {towards}"


def _height(degrees: float) -> str:
    whole = round(degrees)
    return f"{abs(whole)}° {'below' if whole < 0 else 'above'}" if whole else "level with"
