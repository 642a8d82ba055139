"""Which lines of Natural Earth the base map draws: country and province boundaries, rivers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
import shapely

from tools.basemap.inputs import Table, read
from tools.basemap.natural_earth import LAYERS, Geometries

if TYPE_CHECKING:
    from pathlib import Path

#: Natural Earth's classes of country line: which are a border that is not settled, and which are no border.
UNSETTLED: Final = ("Disputed", "Indefinite", "Line of control", "Indeterminant", "ForgetMagics")
NO_BORDER: Final = ("Overlay limit", "Lease limit")
#: Natural Earth names each stretch of a river as people there do; these are one river in English.
RIVER_NAMES: Final = {"Al Furat": "Euphrates", "Firat": "Euphrates"}


def country_lines(folder: Path) -> tuple[Geometries, Table, list[str]]:
    """Return country boundaries with a flag for those that Natural Earth itself calls unsettled."""
    geometries, table = read(folder, LAYERS[0], ["featurecla"])
    kinds = [str(kind) for kind in table["featurecla"]]
    kept = np.array([not kind.startswith(NO_BORDER) for kind in kinds])
    keys = [(kind.startswith(UNSETTLED),) for kind, keep in zip(kinds, kept, strict=True) if keep]
    lines, line_keys = _merged(geometries[kept], keys)
    note = f"{LAYERS[0]}: {(~kept).sum()} of {len(kept)} records left out ({', '.join(NO_BORDER)}: no border)."
    return lines, {"unsettled": np.array([key[0] for key in line_keys], dtype=np.int32)}, [note]


def province_lines(folder: Path) -> tuple[Geometries, Table]:
    """Return province boundaries with the zoom from which Natural Earth shows them.

    All its classes are: one called statistical is a province boundary that bounds a statistical region as well.
    """
    geometries, table = read(folder, LAYERS[1], ["min_zoom"])
    lines, keys = _merged(geometries, [(float(zoom),) for zoom in table["min_zoom"]])
    return lines, {"min_zoom": np.array([key[0] for key in keys])}


def rivers(folder: Path) -> tuple[Geometries, Table]:
    """Return rivers, and the lines that continue them through lakes, with name (``None``: not stated) and rank."""
    geometries, table = read(folder, "ne_10m_rivers_lake_centerlines", ["name", "scalerank"])
    pairs = zip(table["name"], table["scalerank"], strict=True)
    lines, keys = _merged(geometries, [(RIVER_NAMES.get(name, name) or None, int(rank)) for name, rank in pairs])
    names = np.array([key[0] for key in keys], dtype=object)
    return lines, {"name": names, "scalerank": np.array([key[1] for key in keys], dtype=np.int32)}


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
