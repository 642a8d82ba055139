"""Provinces of the world by their names in ten languages, each with a point in it: what narrows a search for a place.

The table was written by ``python -m tools.provinces``: names of Unicode's CLDR (Unicode licence) and of
countrystatecity-countries, whose label points it has too (ODbL 1.0; so is the table). The point is a label's: it says
about where a province is, and nothing is drawn there.
"""

# ruff: noqa: RUF001 - letters that look alike

from __future__ import annotations

import csv
import gzip
import io
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Final

from geodata.core.text import fold
from geodata.parsing.languages import languages, words_for

PROVINCES: Final = Path(str(files("geodata").joinpath("data", "provinces.csv.gz")))
_KM: Final = 1000.0
_ARTICLE_AND_A_NAME: Final = 4
#: Ends of the adjectives that provinces are called by, in any case: "Запорізькій області", "Курской".
_CASES: Final = re.compile(r"(?<=[сцз]ьк)(?:а|іи|оі|ои|ою|у|ии|ого|ому)\Z|(?<=[сцз]к)(?:ая|ои|ую|ии|ого|ому|ом)\Z")
#: Of French, before a name: "d'Alep".
_ELIDED: Final = re.compile(r"\b[dl]['\u2019]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class AreaSpot:
    """About where an area is."""

    lon_deg: float
    lat_deg: float
    country: str
    """ISO 3166-1 code of two letters; empty where not stated."""
    reach_m: float
    """A place so far from the point may be in the area."""
    codes: frozenset[str] = frozenset()
    """GeoNames' codes of provinces, of which one is the area's; of any other, no place is in it. None where unknown."""


def provinces_called(name: str) -> tuple[AreaSpot, ...]:
    """Return the provinces that a name may mean, of all countries; none for a name that the table does not have.

    Words for kinds of areas, articles and cases say nothing.

    >>> [spot.country for spot in provinces_called("Запорізькій області")]
    ['UA']
    >>> provinces_called("Hasakah Governorate") == provinces_called("محافظة الحسكة"), provinces_called("Atlantis")
    (True, ())
    """
    return tuple(_by_name().get(_key(name), {}).values())


@cache
def provinces_of(country: str) -> tuple[AreaSpot, ...]:
    """Return the provinces of a country, by its ISO 3166-1 code of two letters; none where the table has none.

    >>> len(provinces_of("SY")), provinces_of("XX")
    (14, ())
    """
    return tuple({spot for spots in _by_name().values() for spot in spots.values() if spot.country == country})


@cache
def _by_name() -> dict[str, dict[str, AreaSpot]]:
    """Return the areas of each name by their codes."""
    text = gzip.decompress(PROVINCES.read_bytes()).decode()
    found: dict[str, dict[str, AreaSpot]] = {}
    for code, lon, lat, reach_km, codes, names in csv.reader(io.StringIO(text)):
        spot = AreaSpot(float(lon), float(lat), code[:2], float(reach_km) * _KM, frozenset(codes.split()))
        for key in filter(None, map(_key, names.split("|"))):
            found.setdefault(key, {})[code] = spot
    return found


@cache
def _kinds() -> frozenset[str]:
    """Return the words for kinds of areas in all languages, folded, and what stands between them and a name."""
    headings = (one["headings"] for one in languages().values())
    listed = (word for one in headings for member in ("province", "district") for word in one.get(member, ()))
    return frozenset(part for word in (*listed, *words_for("of_area")) for part in fold(word).split())


def _key(name: str) -> str:
    """Return what all names of one area have in common."""
    words = [word for word in fold(_ELIDED.sub(" ", name)).split() if word not in _kinds()]
    return "".join(
        _CASES.sub("", word.removeprefix("ال") if len(word) > _ARTICLE_AND_A_NAME else word) for word in words
    )
