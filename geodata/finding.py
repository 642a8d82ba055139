"""Which point is meant by what somebody typed: a place of the case in any spelling, or latitude and longitude.

What is not clear is asked about and never decided here: two places of one name, a spelling that nobody has, and axes
that look swapped.
"""

from __future__ import annotations

import difflib
import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from geodata import waypoints
from geodata.geodesic import distance_m
from geodata.numerals import with_ascii_numbers
from geodata.shapes import anchor
from geodata.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geodata.model import Case, Site

_NUMBER: Final = r"([-+\u2212]?\d+(?:\.\d+)?)\s*°?\s*"
_PAIR: Final = re.compile(rf"{_NUMBER}([NSns])?\s*[,;\s]\s*{_NUMBER}([EWew])?")
_MAX_SUGGESTIONS: Final = 5
#: A point this near to a place of the case is likely meant there; one further off than the second may be swapped.
_NEAR_M: Final = 100_000.0
_FAR_M: Final = 200_000.0
_MAX_LAT_DEG: Final = 90.0
_MAX_LON_DEG: Final = 180.0


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What may have been meant: a text that :mod:`geodata.waypoints` reads, and words to offer it in."""

    value: str
    words: str


@dataclass(frozen=True, slots=True)
class Found:
    """A place, or in a sentence why there is none and what may have been meant."""

    site: Site | None
    problem: str = ""
    suggestions: tuple[Suggestion, ...] = ()


def find_place(typed: str, case: Case) -> Found:
    """Return the point that is meant by what somebody typed.

    Parameters
    ----------
    typed
        A place's id, any of its spellings in any script, or latitude and longitude in degrees, in this order.
    case
        Whose places are meant.
    """
    pair = _PAIR.fullmatch(with_ascii_numbers(typed.strip()).replace("\u2212", "-"))
    if pair is not None:
        return _coordinates(pair, case)
    exact = [site for site in case.sites if site.id == typed.strip().upper()]
    folded = fold(typed)
    exact = exact or [site for site in case.sites if folded in {fold(spelling) for spelling in site.spellings}]
    if len(exact) == 1:
        return _with_position(exact[0])
    if exact:
        return Found(None, f"“{typed}” is the name of several places. Which one?", _offers(exact))
    near = _near(folded, case)
    if near:
        return Found(None, f"No place of this case is written “{typed}”. Is one of these meant?", _offers(near))
    return Found(
        None,
        f"No place of this case is written “{typed}”. Type one of its spellings, or latitude and longitude, "
        "like 35.396, 40.056.",
    )


def _with_position(site: Site) -> Found:
    if site.geometry is None:
        return Found(None, f"The position of {site.name} is not known, so nothing can be measured from it.")
    return Found(site)


def _offers(sites: Iterable[Site]) -> tuple[Suggestion, ...]:
    return tuple(Suggestion(site.id, f"{site.name} ({site.id})") for site in sites)[:_MAX_SUGGESTIONS]


def _near(folded: str, case: Case) -> list[Site]:
    """Return the sites whose spellings hold the words, else those spelled most alike."""
    spelled = [(fold(spelling), site) for site in case.sites for spelling in site.spellings]
    holding = [site for spelling, site in spelled if folded and folded in spelling]
    if not holding:
        alike = difflib.get_close_matches(folded, [spelling for spelling, _ in spelled], n=_MAX_SUGGESTIONS)
        holding = [site for spelling, site in spelled if spelling in alike]
    return list({site.id: site for site in holding}.values())


# -- coordinates -----------------------------------------------------------------------------------------------------


def _coordinates(pair: re.Match[str], case: Case) -> Found:
    lat = float(pair[1]) * (-1 if (pair[2] or "").upper() == "S" else 1)
    lon = float(pair[3]) * (-1 if (pair[4] or "").upper() == "W" else 1)
    if abs(lat) > _MAX_LAT_DEG or abs(lon) > _MAX_LON_DEG:
        words = f"Latitude goes from -90 to 90 and longitude from -180 to 180: {lat:g}, {lon:g} is no point on earth."
        if abs(lon) <= _MAX_LAT_DEG and abs(lat) <= _MAX_LON_DEG:
            return Found(None, f"{words} Were they swapped?", (_swapped(lat, lon),))
        return Found(None, words)
    if abs(lon) <= _MAX_LAT_DEG and _nearest_m(lat, lon, case) > _FAR_M and _nearest_m(lon, lat, case) < _NEAR_M:
        kept = Suggestion(waypoints.bare(lat, lon).id, f"keep latitude {lat:g}, longitude {lon:g}")
        return Found(
            None,
            f"Latitude {lat:g}, longitude {lon:g} is far from every place of this case; the other way round it "
            "would be near. Were they swapped?",
            (_swapped(lat, lon), kept),
        )
    return Found(waypoints.bare(lat, lon))


def _swapped(lat: float, lon: float) -> Suggestion:
    return Suggestion(waypoints.bare(lon, lat).id, f"swap them: latitude {lon:g}, longitude {lat:g}")


def _nearest_m(lat: float, lon: float, case: Case) -> float:
    """Return how far the nearest place of a case is; infinite where it has none."""
    points = [point for site in case.sites if (point := anchor(site)) is not None]
    return min((distance_m(lon, lat, *point) for point in points), default=math.inf)
