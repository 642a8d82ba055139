"""How high the sun stood at a place, where in the sky, and whether it was day, twilight or night.

By the package astral, which follows the algorithm of NOAA's solar calculator (after Meeus, Astronomical Algorithms,
1991). Altitudes are those of the sun's centre without refraction; the day is from sunrise to sunset, when the upper
edge of the sun is seen at a level horizon: 0.833° below it, of which refraction makes 0.567°. Hills, and the height
of whoever looks, are left out.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final, Literal

import numpy as np
from astral import Observer
from astral.sun import zenith_and_azimuth
from numpy.typing import NDArray

from geodata.core.problems import InputError, quoted
from geodata.parsing.instants import SECOND_US, moment_of
from geodata.timeline.typed_times import read_time
from geodata.verdicts.local_clocks import clock_at
from geodata.verdicts.time_windows import DEFAULT_TOLERANCE

if TYPE_CHECKING:
    from geodata.verdicts.time_windows import Clock, Tolerance, Window

Phase = Literal["day", "civil twilight", "nautical twilight", "astronomical twilight", "night"]
#: From the highest down: the altitude of the sun's centre that it ends at, degrees.
PHASES: Final[tuple[tuple[Phase, float], ...]] = (
    ("day", -0.833),
    ("civil twilight", -6.0),
    ("nautical twilight", -12.0),
    ("astronomical twilight", -18.0),
    ("night", -90.0),
)
_MINUTE_S: Final = 60
_DAY_S: Final = 86_400
#: A longer time has each day of the year in it, and the sun is back where it was.
_YEAR_S: Final = 366 * _DAY_S
#: Times up to two days are gone through by the minute, longer ones by ten.
_FINE_S: Final = 2 * _DAY_S
_FULL_CIRCLE_DEG: Final = 360.0
#: A day ends a step before the direction that it began with.
_STEP_DEG: Final = 1.0


@dataclass(frozen=True, slots=True)
class Sunlight:
    """What the sun may have been doing in a time, over all that the time may mean."""

    altitude_deg: tuple[float, float]
    """Least and most; below zero under the horizon."""
    azimuth_deg: tuple[float, float]
    """From the first clockwise to the second, from true north; (0, 360) for all around."""
    phases: tuple[Phase, ...]
    """In the order in which they come first."""

    def to_json(self) -> dict[str, Any]:
        """Return the document of docs/command-line.md, "Sun"."""
        return {
            "altitude_deg": list(self.altitude_deg),
            "azimuth_deg": list(self.azimuth_deg),
            "phase": list(self.phases),
        }


def sunlight(
    lat: float, lon: float, time: str, clock: Clock | None = None, tolerance: Tolerance = DEFAULT_TOLERANCE
) -> Sunlight:
    """Return how the sun stood at a place.

    ``lat``, ``lon``: degrees, WGS84. ``time``: EDTF. ``clock``: by which it is told where it names no zone; ``None``
    for that of the place. ``tolerance``: how far what is marked approximate may be off. A zone that is not sure near a
    border counts as wide as verdicts take it.
    Raises ``InputError`` if the time is none, is open, or is outside the years 1 to 9999.
    """
    first, last = _ends(time, read_time(time, clock or clock_at(lat, lon), tolerance))
    altitudes, azimuths = _sampled(Observer(lat, lon), first, last)
    phases = dict.fromkeys(phase_at(float(altitude)) for altitude in altitudes)
    return Sunlight((float(altitudes.min()), float(altitudes.max())), _arc(azimuths), tuple(phases))


def shadow_miss_deg(lat: float, lon: float, time: str, azimuth_deg: float) -> float | None:
    """Return by how much a shadow's direction misses those that the sun threw in a time; 0 for one that it threw.

    ``azimuth_deg``: of the shadow, from the foot of what throws it, clockwise from true north. ``None`` where the sun
    was not above a level horizon. The rest as for :func:`sunlight`.
    """
    first, last = _ends(time, read_time(time, clock_at(lat, lon)))
    altitudes, azimuths = _sampled(Observer(lat, lon), first, last)
    is_up = altitudes >= PHASES[0][1]
    if not is_up.any():
        return None
    thrown = azimuths + _FULL_CIRCLE_DEG / 2
    # Each stretch of daylight by itself: through the night no shadow turns.
    stretches = [
        part for part in np.split(np.arange(len(thrown)), np.flatnonzero(np.diff(is_up)) + 1) if is_up[part[0]]
    ]
    return min(_off_arc(np.unwrap(thrown[part], period=_FULL_CIRCLE_DEG), azimuth_deg) for part in stretches)


def _off_arc(turned: NDArray[np.float64], azimuth_deg: float) -> float:
    """Return how far a direction is from those that one turned through, degrees."""
    ahead = (azimuth_deg - turned.min()) % _FULL_CIRCLE_DEG
    width = float(np.ptp(turned))
    return 0.0 if ahead <= width else float(min(ahead - width, _FULL_CIRCLE_DEG - ahead))


def phase_at(altitude_deg: float) -> Phase:
    """Return what a sun at some altitude makes.

    >>> phase_at(12.0), phase_at(-0.9), phase_at(-42.7)
    ('day', 'civil twilight', 'night')
    """
    return next((phase for phase, least_deg in PHASES if altitude_deg >= least_deg), "night")


def _ends(text: str, time: Window) -> tuple[datetime, datetime]:
    """Return the first and the last instant of UTC that may be meant."""
    first_s, last_s = time.first_wide + time.least_shift, time.last_wide + time.most_shift
    ends = [moment_of(int(seconds) * SECOND_US) for seconds in (math.ceil(first_s), min(last_s, first_s + _YEAR_S))]
    if ends[0] is None or ends[1] is None:
        raise InputError(f"{quoted(text)} is not in the years 1 to 9999. Give a time that is.", text)
    return ends[0].replace(tzinfo=UTC), ends[1].replace(tzinfo=UTC)


def _sampled(where: Observer, first: datetime, last: datetime) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return altitudes and azimuths all through a time, both ends included, degrees."""
    length_s = (last - first).total_seconds()
    step_s = _MINUTE_S if length_s <= _FINE_S else 10 * _MINUTE_S
    offsets_s = [*range(0, math.ceil(length_s), step_s), length_s]
    found = [zenith_and_azimuth(where, first + timedelta(seconds=at), with_refraction=False) for at in offsets_s]
    zeniths, azimuths = np.array(found).T
    return 90.0 - zeniths, azimuths


def _arc(azimuths: NDArray[np.float64]) -> tuple[float, float]:
    """Return from where to where, clockwise, a direction goes that is known at instants one after another."""
    turned = np.unwrap(azimuths, period=_FULL_CIRCLE_DEG)
    if np.ptp(turned) >= _FULL_CIRCLE_DEG - _STEP_DEG:
        return 0.0, _FULL_CIRCLE_DEG
    return float(turned.min() % _FULL_CIRCLE_DEG), float(turned.max() % _FULL_CIRCLE_DEG)
