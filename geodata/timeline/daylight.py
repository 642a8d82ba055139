"""When it was dawn, evening or night at a place on some day: words of daylight as hours, by the sun there.

Dawn and dusk are civil twilight, and sunrise and sunset are at a level horizon, as almanacs have them: see
:mod:`geodata.timeline.sunlight`. The rest are house rules that have no source. Where people go by the sun or by the
clock, a word is as wide as both, for hours that are too narrow would contradict what nobody meant; and a "night of 6
December" is the one before or the one behind that day, since both are called so.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import MAXYEAR, MINYEAR, UTC, date, datetime, timedelta, timezone
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from astral import Observer
from astral.sun import noon, zenith_and_azimuth

from geodata.core.json_path import Json
from geodata.core.problems import InputError, quoted
from geodata.geodesy.circles import GEOD
from geodata.geodesy.enclosing_circle import extent
from geodata.timeline.sunlight import PHASES
from geodata.verdicts.local_clocks import clock_at

if TYPE_CHECKING:
    from geodata.verdicts.time_windows import Clock

Word = Literal["dawn", "morning", "noon", "afternoon", "dusk", "evening", "night"]
_SunEvent = Literal["dawn", "sunrise", "noon", "sunset", "dusk", "next sunrise"]


class _Meaning(NamedTuple):
    in_words: str
    starts: tuple[_SunEvent | int, ...]
    """By the sun, or hours by the clock there: the earliest counts."""
    ends: tuple[_SunEvent | int, ...]
    """Likewise, the latest."""


_MEANINGS: Final[Mapping[Word, _Meaning]] = MappingProxyType({
    "dawn": _Meaning("from the beginning of civil twilight to sunrise", ("dawn",), ("sunrise",)),
    "morning": _Meaning(
        "from sunrise, or 04:00 if that is earlier, to when the sun is highest, or 12:00 if that is later",
        ("sunrise", 4), ("noon", 12),
    ),
    "noon": _Meaning("from 11:00 to 13:00, and when the sun is highest", ("noon", 11), ("noon", 13)),
    "afternoon": _Meaning(
        "from when the sun is highest, or 12:00 if that is earlier, to sunset, or 18:00 if that is later",
        ("noon", 12), ("sunset", 18),
    ),
    "dusk": _Meaning("from sunset to the end of civil twilight", ("sunset",), ("dusk",)),
    "evening": _Meaning("from sunset, or 17:00 if that is earlier, to midnight", ("sunset", 17), (24,)),
    "night": _Meaning("from sunset to sunrise", ("sunset",), ("next sunrise",)),
})  # fmt: skip
WORDS: Final = tuple(_MEANINGS)
_SUNRISE_DEG: Final = dict(PHASES)["day"]
_TWILIGHT_DEG: Final = dict(PHASES)["civil twilight"]
#: How high the sun is, and whether that is before its highest or after it.
_CROSSINGS: Final[Mapping[str, tuple[float, int]]] = MappingProxyType({
    "dawn": (_TWILIGHT_DEG, -1), "sunrise": (_SUNRISE_DEG, -1),
    "sunset": (_SUNRISE_DEG, 1), "dusk": (_TWILIGHT_DEG, 1),
})  # fmt: skip
_SECOND, _MINUTE, _DAY = timedelta(seconds=1), timedelta(minutes=1), timedelta(days=1)
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
#: Sunrise and sunset go over so much in about a second, to which they are worked out.
_SMALL_M: Final = 300.0
#: The nights that touch a day.
_MOST_NIGHTS: Final = 2


def meaning_of_daylight(word: Word) -> str:
    """Return from when to when a word is read.

    >>> meaning_of_daylight("night")
    'from sunset to sunrise'
    """
    return _MEANINGS[word].in_words


def daylight_hours(word: Word, days: str, lat: float, lon: float, radius_m: float = 0.0) -> str:
    """Return what a word of daylight means on a day at a place, as EDTF to the minute, both ends included.

    ``days``: a day as EDTF; of a night also the two days that it is between, or three: one of the nights between them.
    ``lat``, ``lon``: degrees, WGS84. ``radius_m``: how far from there it may have been; all of it counts.
    Times are local with how far that is from UTC; where it is not sure which zone it is, they are UTC.
    Raises ``InputError`` if it is another time than that, or the sun does not rise or set there then.

    >>> daylight_hours("evening", "2015-12-06", 35.396, 40.056)
    '2015-12-06T16:06+02:00/2015-12-06T23:59+02:00'
    >>> daylight_hours("night", "2015-12-06/2015-12-07", 35.396, 40.056)
    '2015-12-06T16:06+02:00/2015-12-07T06:15+02:00'
    """
    clock, points = clock_at(lat, lon, radius_m), _points(lat, lon, radius_m)
    spans = [_span(word, day, points, clock) for day in _days(word, days)]
    return "/".join(spans[0]) if len(spans) == 1 else f"[{','.join('..'.join(span) for span in spans)}]"


def daylight_at(word: Word, days: str, geometry: Json, uncertainty_m: float | None) -> str:
    """Return the same for a place as a case has it; where it is not known how far off it may be, its middle counts.

    ``geometry``: GeoJSON Point, Polygon or MultiPolygon.
    """
    if geometry["type"] == "Point":
        lon, lat = geometry["coordinates"][:2]
        return daylight_hours(word, days, lat, lon, uncertainty_m or 0.0)
    place = extent(geometry)
    return daylight_hours(word, days, place.lat, place.lon, place.radial_m)


def _days(word: Word, text: str) -> list[date]:
    """Return the day that is meant, or those on which the nights begin that may be."""
    try:
        ends = [date.fromisoformat(end) for end in text.split("/")]
    except ValueError:
        ends = []
    if len(ends) == 1 and MINYEAR < ends[0].year < MAXYEAR:
        return [ends[0] - _DAY, ends[0]] if word == "night" else ends
    nights = (ends[1] - ends[0]).days if word == "night" and len(ends) > 1 else 0
    if not 0 < nights <= _MOST_NIGHTS:
        raise InputError(f"{quoted(word)} is of a single day. Give one, such as 2015-12-06.", text)
    return [ends[0] + night * _DAY for night in range(nights)]


def _points(lat: float, lon: float, radius_m: float) -> list[Observer]:
    """Return the middle of a place, or where on its edge the sun is earliest and latest."""
    if radius_m < _SMALL_M:
        return [Observer(lat, lon)]
    ends = (GEOD.fwd(lon, lat, azimuth, radius_m)[:2] for azimuth in range(0, 360, 45))
    return [Observer(end_lat, end_lon) for end_lon, end_lat in ends]


def _span(word: Word, day: date, points: list[Observer], clock: Clock) -> tuple[str, str]:
    """Return first and last minute."""
    meaning = _MEANINGS[word]
    start = min(_instant(bound, day, where, clock, word, is_end=False) for bound in meaning.starts for where in points)
    end = max(_instant(bound, day, where, clock, word, is_end=True) for bound in meaning.ends for where in points)
    first = start - (start - _EPOCH) % _MINUTE
    last = end - ((end - _EPOCH) % _MINUTE or _MINUTE)
    return _written(first, clock), _written(max(first, last), clock)


def _instant(bound: _SunEvent | int, day: date, where: Observer, clock: Clock, word: Word, *, is_end: bool) -> datetime:
    if bound == "next sunrise":
        return _instant("sunrise", day + _DAY, where, clock, word, is_end=is_end)
    midnight = datetime(day.year, day.month, day.day, tzinfo=UTC)
    if isinstance(bound, int):
        local = midnight + timedelta(hours=bound)
        return local + _shifts(local, clock)[is_end]
    least, most = _shifts(midnight + _DAY / 2, clock)
    midday = midnight + _DAY / 2 + (least + most) / 2
    highest = min(
        (noon(where, (midday + by).date(), tzinfo=UTC) for by in (-_DAY, timedelta(0), _DAY)),
        key=lambda instant: abs(instant - midday),
    )
    if bound == "noon":
        return highest
    found = _crossing(where, highest, *_CROSSINGS[bound])
    if found is None:
        said = f"On {day} the sun does not rise and set there so that {quoted(word)} has a beginning and an end."
        raise InputError(f"{said} Write the hours, as in {day}T19:40/{day}T21:00.", word)
    return found


def _crossing(where: Observer, highest: datetime, altitude_deg: float, side: int) -> datetime | None:
    """Return when the sun is so high, up to half a day before or after its highest; to a second."""
    above, below = highest, highest + side * _DAY / 2
    if not _altitude_deg(where, below) < altitude_deg <= _altitude_deg(where, above):
        return None
    while abs(below - above) > _SECOND:
        middle = above + (below - above) / 2
        above, below = (middle, below) if _altitude_deg(where, middle) >= altitude_deg else (above, middle)
    return above


def _altitude_deg(where: Observer, instant: datetime) -> float:
    return 90.0 - zenith_and_azimuth(where, instant, with_refraction=False)[0]


def _shifts(local: datetime, clock: Clock) -> tuple[timedelta, timedelta]:
    """Return what has to be added to a local time, written as if it were UTC, to have UTC: at least and at most."""
    seconds = (local - _EPOCH).total_seconds()
    least_s, most_s = clock.offsets_s(seconds, seconds)
    return timedelta(seconds=least_s), timedelta(seconds=most_s)


def _written(instant: datetime, clock: Clock) -> str:
    shift = _shifts(instant, clock)[0]
    least, most = _shifts(instant - shift, clock)
    is_sure = least == most and not least % _MINUTE
    there = instant.astimezone(timezone(-least) if is_sure else UTC)
    return there.isoformat(timespec="minutes").replace("+00:00", "Z")
