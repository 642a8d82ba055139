"""Which point is meant by what somebody typed: a place of the case in any spelling, or coordinates.

What is not clear is asked about and never decided here: two places of one name, a spelling that nobody has, and axes
that look swapped.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Final

from geodata.core import adhoc_sites
from geodata.core.model import Case, Site
from geodata.gazetteer.case_lookup import SiteNameError, find_site
from geodata.geodesy.circles import distance_m
from geodata.geodesy.claim_shapes import anchor
from geodata.parsing.angles import PositionError
from geodata.parsing.coordinates import NoCoordinatesError, read_coordinates
from geodata.parsing.plus_codes import plus_code_parts

#: A point this near to a place of the case is likely meant there; one further off than the second may be swapped.
_NEAR_M: Final = 100_000.0
_FAR_M: Final = 200_000.0


@dataclass(frozen=True, slots=True)
class SiteSuggestion:
    """What may have been meant: a text that :mod:`geodata.core.adhoc_sites` reads, and words to offer it in."""

    value: str
    words: str


@dataclass(frozen=True, slots=True)
class Resolved:
    """A place, or in a sentence why there is none and what may have been meant."""

    site: Site | None
    problem: str = ""
    suggestions: tuple[SiteSuggestion, ...] = ()
    remark: str = ""
    """How coordinates with letters in them were read, in a sentence; empty for others."""


def find_place(typed: str, case: Case) -> Resolved:
    """Return the point that is meant by what somebody typed.

    ``typed``: a place's id, any of its spellings in any script, or coordinates as :mod:`geodata.parsing.coordinates`
    reads them; a short plus code with a place of the case behind it.
    """
    if re.search(r"\d", typed) and not re.search(r"[^\W\d_]", typed):
        return _coordinates(typed, case)
    try:
        site = find_site(case, typed)
    except SiteNameError as error:
        return _lettered(typed, case) or _alike(error)
    if site.geometry is None:
        return Resolved(None, f"The position of {site.name} is not known, so nothing can be measured from it.")
    return Resolved(site)


def _alike(error: SiteNameError) -> Resolved:
    offers = tuple(SiteSuggestion(site.id, f"{site.name} ({site.id})") for site in error.candidates)
    return Resolved(None, str(error), offers)


def _lettered(typed: str, case: Case) -> Resolved | None:
    """Return the point of coordinates that have letters, which say what comes first; ``None`` where there are none."""
    if not re.search(r"\d", typed):
        return None
    try:
        position = read_coordinates(typed, _point_behind_code(typed, case))
    except NoCoordinatesError:
        return None
    except PositionError as error:
        return Resolved(None, str(error))
    return Resolved(adhoc_sites.site_from_lat_lon(position.lat, position.lon), remark=position.said)


def _point_behind_code(typed: str, case: Case) -> tuple[float, float] | None:
    """Return the point of the place that is named behind a plus code; ``None`` where there is none."""
    code = plus_code_parts(typed.strip())
    try:
        site = find_site(case, code[1]) if code and code[1] else None
    except SiteNameError:
        return None
    # A region may be wider than the places that a short code can be are apart.
    return None if site is None or site.is_region else anchor(site)


def _coordinates(typed: str, case: Case) -> Resolved:
    try:
        lon, lat = read_coordinates(typed).lon_lat
    except PositionError as error:
        return Resolved(None, str(error), _swapped_words(typed))
    if _nearest_m(lon, lat, case) <= _FAR_M or abs(lon) > 90 or _nearest_m(lat, lon, case) >= _NEAR_M:  # noqa: PLR2004 - no latitude
        return Resolved(adhoc_sites.site_from_lat_lon(lat, lon))
    kept = SiteSuggestion(adhoc_sites.site_from_lat_lon(lat, lon).id, f"keep latitude {lat:g}, longitude {lon:g}")
    return Resolved(
        None,
        f"Latitude {lat:g}, longitude {lon:g} is far from every place of this case; the other way round it would be "
        "near one. Were they swapped?",
        (_swapped(lat, lon), kept),
    )


def _swapped(lat: float, lon: float) -> SiteSuggestion:
    return SiteSuggestion(adhoc_sites.site_from_lat_lon(lon, lat).id, f"swap them: latitude {lon:g}, longitude {lat:g}")


def _swapped_words(typed: str) -> tuple[SiteSuggestion, ...]:
    """Offer the other order of two numbers where that is a position."""
    try:
        lon, lat = read_coordinates(",".join(reversed(re.split(r"[,;\s]+", typed.strip())))).lon_lat
    except PositionError:
        return ()
    return (_swapped(lon, lat),)


def _nearest_m(lon: float, lat: float, case: Case) -> float:
    """Return how far the nearest place of a case is; infinite where it has none."""
    points = [point for site in case.sites if (point := anchor(site)) is not None]
    return min((distance_m(lon, lat, *point) for point in points), default=math.inf)
