"""Read any file that can be imported as a table."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from geodata.core.problems import quoted
from geodata.importing.csvtable import read_csv
from geodata.importing.geojsontable import read_geojson
from geodata.importing.gpkgtable import read_gpkg
from geodata.importing.kmltable import read_kml
from geodata.importing.limits import TableError, check_size
from geodata.importing.xlsxtable import read_xlsx

if TYPE_CHECKING:
    from geodata.importing.table import TextTable

#: What can be imported, by the ending of the file's name.
ENDINGS: Final = (".csv", ".tsv", ".txt", ".xlsx", ".geojson", ".json", ".gpkg", ".kml", ".kmz")


def read_table(data: bytes, name: str, *, encoding: str | None = None, layer: str | None = None) -> TextTable:
    r"""Read a file as a table.

    ``name``: its name: the ending says what it is. ``encoding``: of delimited text, where a person knows better than
    the guess that :attr:`Table.notes` states. ``layer``: the sheet of a workbook, or the layer of a GeoPackage; the
    first with content without this.
    Raises ``TableError`` if it cannot be read at all: one sentence or two, with what to do. What is wrong with one row
    does not raise.

    >>> table = read_table("place;lat;lon\nAyyash;35.421;40.055\n".encode(), "a.csv")
    >>> table.columns, table.rows, table.numbers
    (('place', 'lat', 'lon'), (('Ayyash', '35.421', '40.055'),), (2,))
    """
    check_size(data)
    name = PurePath(name.replace("\\", "/")).name
    ending = PurePath(name).suffix.lower()
    if ending in (".csv", ".tsv", ".txt"):
        return read_csv(data, name, encoding=encoding)
    if ending == ".xlsx":
        return read_xlsx(data, name, layer=layer)
    if ending in (".geojson", ".json"):
        return read_geojson(data, name)
    if ending == ".gpkg":
        return read_gpkg(data, name, layer=layer)
    if ending in (".kml", ".kmz"):
        return read_kml(data, name)
    raise TableError(f"{quoted(name)} is not of a kind that can be imported. Give one of {', '.join(ENDINGS)}.")
