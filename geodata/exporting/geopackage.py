"""A case as a GeoPackage (OGC 12-128r19) that QGIS opens as it is, and that can be read back.

Layers, each of one type of geometry: ``claims`` and ``sites`` as points, with all their members; ``claim_areas`` and
``site_areas``, the shapes of the map as polygons. Tables without geometry: ``sources``, ``actors``, ``events``,
``case`` and ``file``. The way back (:mod:`geodata.exporting.geopackage_reader`) reads the point layers and the tables,
not the areas: those are drawn from them.
"""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pandas as pd
import shapely

from geodata import PROGRAM
from geodata.core.json_path import Json
from geodata.core.model import Case, case_from_document
from geodata.core.precision import Precision
from geodata.core.problems import UnreadableError
from geodata.exporting.claim_facts import FACT_NAMES, NUMBERS, claim_facts
from geodata.exporting.map_shapes import MEANINGS, claim_properties, drawn_claims, drawn_sites, site_properties
from geodata.exporting.record_cells import NUMBER_COLUMNS
from geodata.exporting.record_rows import LAYERS, columns, rows_of_records
from geodata.geodesy.claim_shapes import anchor
from geodata.importing.opening.gdal import geopandas, pyogrio

if TYPE_CHECKING:
    from geodata.exporting.claim_facts import Fact
    from geodata.exporting.extract import Chosen
    from geodata.exporting.map_shapes import MapShape
    from geodata.exporting.record_rows import CellsByColumn

#: Cells that the geometry of a row holds.
IN_GEOMETRY: Final = ("lat", "lon")
_CRS: Final = "EPSG:4326"
_WRITING: Final = threading.Lock()
_NUMBERS: Final = NUMBER_COLUMNS | NUMBERS


def geopackage(document: Json, chosen: Chosen, rule: Precision, made: date) -> bytes:
    """Return a case document as the bytes of a GeoPackage.

    ``chosen``: the claims asked for, whose shapes are drawn, and the colours. ``rule``: what gives stated distances
    their half-width. ``made``: the day that its layers say they were last changed on: the same day gives the same
    bytes.
    Raises ``UnreadableError`` if the folder for temporary files has no room for it, or cannot be written to.
    """
    case = case_from_document(document)
    found: dict[str, list[CellsByColumn]] = {kind: [] for kind in LAYERS}
    for kind, row in rows_of_records(document):
        found[kind].append(row)
    # GDAL takes the day from a setting of the whole process.
    with _made_in_a_file(), _WRITING, tempfile.TemporaryDirectory() as folder:
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": f"{made}T00:00:00.000Z"})
        path = Path(folder) / "case.gpkg"
        _write(path, "claims", _claims(case, found.pop("claim"), chosen, rule), "Point")
        _write(path, "sites", _sites(case, found.pop("site")), "Point")
        _write(path, "claim_areas", _claim_areas(case, chosen, rule), "MultiPolygon")
        _write(path, "site_areas", _site_areas(case), "MultiPolygon")
        for kind, table in found.items():
            _write(path, LAYERS[kind], _frame(table, columns(kind)))
        return path.read_bytes()


@contextmanager
def _made_in_a_file() -> Iterator[None]:
    try:
        yield
    except (OSError, pyogrio.errors.DataLayerError, pyogrio.errors.DataSourceError) as error:
        raise UnreadableError(
            f"The GeoPackage cannot be made: {error}. It is written to a temporary file first: make room in that "
            "folder, or have TMPDIR name another."
        ) from None


def _write(path: Path, layer: str, frame: pd.DataFrame, geometry_type: str | None = None) -> None:
    about = None if path.exists() else {"made_with": PROGRAM}
    pyogrio.write_dataframe(
        frame, path, layer=layer, driver="GPKG", geometry_type=geometry_type, dataset_metadata=about
    )


def _frame(table: Iterable[Mapping[str, Fact]], names: Iterable[str]) -> pd.DataFrame:
    """Return rows as a table of texts and numbers, empty where a row has nothing."""
    table = list(table)
    return pd.DataFrame({
        name: pd.Series([row.get(name) for row in table], dtype="float64" if name in _NUMBERS else "object")
        for name in names
        if name not in IN_GEOMETRY
    })  # fmt: skip


def _with_points(frame: pd.DataFrame, points: Sequence[tuple[float, float] | None]) -> geopandas.GeoDataFrame:
    return _located(frame, [None if point is None else shapely.Point(point) for point in points])


def _located(frame: pd.DataFrame, geometries: Sequence[shapely.Geometry | None]) -> geopandas.GeoDataFrame:
    return geopandas.GeoDataFrame(frame, geometry=list(geometries), crs=_CRS)


def _claims(case: Case, table: list[CellsByColumn], chosen: Chosen, rule: Precision) -> geopandas.GeoDataFrame:
    claims = [case.claim_by_id[row["id"]] for row in table]
    full = [
        {**row, **claim_facts(case, claim, rule), "map_color": chosen.colors[claim.actor]}
        for row, claim in zip(table, claims, strict=True)
    ]
    sites = [None if claim.site is None or claim.geometry is None else case.site_by_id[claim.site] for claim in claims]
    points = [None if site is None else anchor(site) for site in sites]
    return _with_points(_frame(full, (*columns("claim"), *FACT_NAMES, "map_color")), points)


def _sites(case: Case, table: list[CellsByColumn]) -> geopandas.GeoDataFrame:
    points = [anchor(case.site_by_id[row["id"]]) for row in table]
    return _with_points(_frame(table, columns("site")), points)


def _claim_areas(case: Case, chosen: Chosen, rule: Precision) -> geopandas.GeoDataFrame:
    drawn = [shape for shape in drawn_claims(case, chosen.claims, rule) if shape.is_area]
    of_claims = {shape.id: case.claim_by_id[shape.id] for shape in drawn}
    facts = {
        claim.id: {**claim_properties(case, claim, rule), "map_color": chosen.colors[claim.actor]}
        for claim in of_claims.values()
    }
    own = [name for name in columns("claim") if name not in _TECHNICAL]
    return _areas(drawn, facts, ("claim", "shape", "meaning", *own, *FACT_NAMES, "map_color"))


def _site_areas(case: Case) -> geopandas.GeoDataFrame:
    drawn = [shape for shape in drawn_sites(case.sites) if shape.is_area]
    facts = {shape.id: site_properties(case.site_by_id[shape.id]) for shape in drawn}
    own = [name for name in columns("site") if name not in _TECHNICAL]
    return _areas(drawn, facts, ("site", "shape", "meaning", *own))


#: Columns for the way back, which the areas are not on.
_TECHNICAL: Final = ("number", "id", "geometry_member", "absent_members", "feature_members", *IN_GEOMETRY)


def _areas(
    drawn: Sequence[MapShape], facts: Mapping[str, Mapping[str, Fact]], names: Iterable[str]
) -> geopandas.GeoDataFrame:
    table = [{**facts[shape.id], "shape": shape.part, "meaning": MEANINGS[shape.part]} for shape in drawn]
    return _located(_frame(table, names), [_multi(shape.geometry) for shape in drawn])


def _multi(area: shapely.Geometry) -> shapely.MultiPolygon:
    """Return an area as the one type of its layer."""
    return shapely.MultiPolygon([part for part in shapely.get_parts(area) if part.geom_type == "Polygon"])
