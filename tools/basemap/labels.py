"""Where each country's name stands, and how large the country is."""

from __future__ import annotations

import csv
from collections import Counter
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely

from geodata.geodesy.circles import GEOD
from tools.basemap.levels import GRID_DEG, extent_deg

if TYPE_CHECKING:
    from pathlib import Path

    from tools.basemap.inputs import Table
    from tools.basemap.natural_earth import Geometries

#: Boundaries stop at the shore of the Caspian Sea and of lakes this large, so their shores close a country too.
INLAND_SEA_DEG: Final = 5.0


def write_labels(path: Path, land: Geometries, country: Geometries, towns: Table) -> list[str]:
    """Write a label per country: faces between coast and boundaries, named after the towns inside.

    The label stands in the country's largest face, as far from its edge as can be; the area is of all its faces.
    """
    holes = [ring for polygon in land for ring in polygon.interiors if extent_deg(ring) >= INLAND_SEA_DEG]
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
    with path.open("w", encoding="utf-8", newline="") as stream:
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
