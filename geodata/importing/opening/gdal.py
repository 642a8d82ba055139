"""GDAL with two of its sixty drivers and without a network; everything that uses it takes it from here.

It reads the base map that is shipped with us and writes GeoPackages. Of files of others, one kind alone reaches it,
with its first bytes checked: :mod:`geodata.importing.opening.flatgeobuf`. A GeoPackage of theirs is read by
:mod:`geodata.importing.opening.database`. A driver that is not there cannot be made to open a description of another
file or of a server.
"""

from __future__ import annotations

import warnings
from typing import Final

from geodata.importing.opening import offline

import geopandas  # isort: skip - after the settings that it reads
import pyogrio  # isort: skip

__all__ = ["DRIVERS", "geopandas", "pyogrio"]

#: What the base map is in, and what is exported.
DRIVERS: Final = frozenset({"FlatGeobuf", "GPKG"})


def _take_away_drivers() -> None:
    """Leave no other driver registered.

    Raises ``RuntimeError`` if GDAL keeps one: a newer pyogrio may register them in another way.
    """
    pyogrio.set_gdal_config_options(offline.SETTINGS)
    # The names are asked for, not listed here: a newer GDAL has more.
    pyogrio.set_gdal_config_options({"GDAL_SKIP": ",".join(sorted(pyogrio.list_drivers().keys() - DRIVERS))})
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of some it says that they are gone already
        pyogrio._ogr._register_drivers()  # noqa: SLF001 - GDAL's one way to take away drivers is to register again
    if set(pyogrio.list_drivers()) != DRIVERS:
        raise RuntimeError(f"GDAL has other drivers than {sorted(DRIVERS)}: {sorted(pyogrio.list_drivers())}.")


_take_away_drivers()
