"""How the sun stood when and where a claim says that something was, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geodata.core.problems import InputError
from geodata.timeline.sunlight import sunlight
from geodata.timeline.typed_times import read_time
from geodata.verdicts.local_clocks import assumed_clock, clock_at
from geodata.verdicts.time_windows import Tolerance

if TYPE_CHECKING:
    from geodata.core.assumptions import Assumptions
    from geodata.core.model import Claim, Site
    from geodata.timeline.sunlight import Sunlight

_DAY_S: Final = 86_400.0


def sun_of_claim(claim: Claim, sites: tuple[Site, ...], assumptions: Assumptions) -> str | None:
    """Return how the sun stood at a claim's place; ``None`` without hours, in which it may have been anywhere.

    So it is ``None``, too, where they are open or more than a day, and where the place is no point. ``sites``: those
    that its relation is to. Takes some milliseconds: it is for one claim, not for a list.
    """
    if claim.event_time is None or "T" not in claim.event_time or claim.relation == "beyond" or len(sites) != 1:
        return None
    geometry = sites[0].geometry
    if geometry is None or sites[0].is_region:
        return None
    lon, lat = geometry["coordinates"][:2]
    tolerance = Tolerance(assumptions.time_tolerance_h, assumptions.day_tolerance_h)
    clock = assumed_clock(assumptions.zone) or clock_at(lat, lon)
    try:
        time = read_time(claim.event_time, clock, tolerance)
        if time.last_wide + time.most_shift - time.first_wide - time.least_shift > _DAY_S:
            return None
        return sun_in_words(sunlight(lat, lon, claim.event_time, clock, tolerance))
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
    directions = f"{first}°{f' to {last}°' * (first != last)}"
    return f"{', '.join(sun.phases)}; sun {' to '.join(heights)} the horizon, direction {directions}"


def _height(degrees: float) -> str:
    whole = round(degrees)
    return f"{abs(whole)}° {'below' if whole < 0 else 'above'}" if whole else "level with"
