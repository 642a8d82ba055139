"""Read any file that can be imported as a table."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from geodata.core.problems import Problem, quoted
from geodata.importing.csvtable import read_csv
from geodata.importing.flatgeobuftable import read_flatgeobuf
from geodata.importing.gpkgtable import read_gpkg
from geodata.importing.gpxtable import read_gpx
from geodata.importing.how_to_read import HowToRead
from geodata.importing.jsontable import read_json_table
from geodata.importing.kmltable import read_kml
from geodata.importing.layers import check_layer, not_read
from geodata.importing.limits import TableError, check_names, check_size
from geodata.importing.odstable import read_ods
from geodata.importing.opening.zipped import open_zip, unzipped
from geodata.importing.recognising import recognised
from geodata.importing.shapefiletable import is_shadow, names_of_shapefiles, read_shapefile
from geodata.importing.xlsxtable import read_xlsx

if TYPE_CHECKING:
    import zipfile

    from geodata.importing.table import TextTable


def read_table(data: bytes, name: str, how: HowToRead | None = None) -> TextTable:
    r"""Read a file as a table.

    ``data``: the whole file. ``name``: its name: the ending says what it is. ``how``: what a person knows better than
    what is found, which the notes of the table state.
    Raises ``TableError`` if it cannot be read at all: one sentence or two, with what to do. What is wrong with one row
    does not raise.

    >>> table = read_table("place;lat;lon\nAyyash;35.421;40.055\n".encode(), "a.csv")
    >>> table.columns, table.rows, table.numbers
    (('place', 'lat', 'lon'), (('Ayyash', '35.421', '40.055'),), (2,))
    """
    check_size(data)
    name = PurePath(name.replace("\\", "/")).name
    ending = PurePath(name).suffix.lower()
    if ending not in _READERS:
        raise TableError(f"{quoted(name)} is not of a kind that can be imported. Give one of {', '.join(ENDINGS)}.")
    table = _READERS[ending](data, name, how or HowToRead())
    check_names(table.layers)
    return recognised(table)


def not_taken(table: TextTable, how: HowToRead) -> list[Problem]:
    """Return what was said of how a file is read that a file of its kind has nothing of."""
    taken = {"layer": table.layer is not None, "encoding": table.encoding is not None,
             "delimiter": table.delimiter is not None, "header_row": table.has_headings}  # fmt: skip
    return [
        Problem(_OPTIONS[name], "import.how-to-read", f"{quoted(table.name)} has {_WITHOUT[name]}, so "
                f"{quoted(said)} changes nothing.", "Leave it out.")
        for name, is_taken in taken.items()
        if (said := getattr(how, name)) is not None and not is_taken
    ]  # fmt: skip


def _read_zip(data: bytes, name: str, how: HowToRead) -> TextTable:
    """Read the shapefile or the file of a zip that is named, or else the likeliest; several files are asked about."""
    with open_zip(data) as archive:
        shapefiles = names_of_shapefiles(archive)
        sizes = {one.filename: one.file_size for one in archive.infolist() if _can_be_read(one.filename)}
        if not shapefiles and not sizes:
            raise TableError("The zip holds no file that can be imported, and no shapefile. Zip one that can.")
        names = [*shapefiles, *sizes]
        tables = [one for one in sizes if not is_about_data(one, sizes)]
        likeliest = shapefiles[0] if shapefiles else max(tables, key=sizes.__getitem__)
        if len(names) > 1:
            check_layer("file" if sizes else "layer", names, how.layer)
        chosen = likeliest if how.layer not in names else how.layer
        if chosen in shapefiles:
            table = read_shapefile(archive, data, name, encoding=how.encoding, layer=chosen)
        else:
            table = _read_inner(archive, chosen, how if len(names) == 1 else replace(how, layer=None))
    notes = (*table.notes, *not_read([one for one in names if one == chosen or one not in table.layers], chosen))
    found = replace(table, name=name, sha256=hashlib.sha256(data).hexdigest(), notes=notes)
    if len(names) == 1:
        return found
    is_unsure = how.layer is None and len(tables) > 1 and not shapefiles
    return replace(found, layers=tuple(names), layer=chosen, unsure_layers=tuple(tables) if is_unsure else ())


def _can_be_read(name: str) -> bool:
    return name.lower().endswith(_UNZIPPED) and not is_shadow(name)


def _read_inner(archive: zipfile.ZipFile, name: str, how: HowToRead) -> TextTable:
    inner = unzipped(archive, name)
    check_size(inner)
    table = _READERS[PurePath(name).suffix.lower()](inner, PurePath(name).name, how)
    return replace(table, notes=(f"Read {quoted(name)} out of the zip.", *table.notes))


#: How files are called that portals put beside the data: what it is, who may use it, how its columns are called.
_ABOUT: Final = re.compile(r"read ?me|licen[cs]e|copying|notice|citation|about|metadata|datapackage|manifest|codebook")


def is_about_data(name: str, names: Collection[str]) -> bool:
    """Tell whether a file of a zip is about the data in another: a README, a licence, a text beside a table.

    >>> is_about_data("README.txt", ["README.txt", "a.csv"]), is_about_data("a.txt", ["a.txt"])
    (True, False)
    """
    others = [one for one in names if not _is_about(one)]
    if not others:
        return False
    has_table = any(not one.lower().endswith(".txt") for one in others)
    return _is_about(name) or (has_table and name.lower().endswith(".txt"))


def _is_about(name: str) -> bool:
    stem = PurePath(name).stem.lower().replace("_", " ")
    return _ABOUT.match(stem) is not None or stem.endswith(("metadata", "dictionary"))


_OPTIONS: Final = {
    "layer": "--sheet",
    "encoding": "--encoding",
    "delimiter": "--delimiter",
    "header_row": "--header-row",
}
_WITHOUT: Final = {
    "layer": "no sheets, layers or lists to choose from", "encoding": "an encoding that is fixed or stated in it",
    "delimiter": "no delimiter", "header_row": "no row of headings",
}  # fmt: skip
_Reader = Callable[[bytes, str, HowToRead], "TextTable"]
"""Takes a file, its name, and how to read it."""


def _text(data: bytes, name: str, how: HowToRead) -> TextTable:
    return read_csv(data, name, encoding=how.encoding, delimiter=how.delimiter, header_row=how.header_row)


def _json(data: bytes, name: str, how: HowToRead) -> TextTable:
    return read_json_table(data, name, layer=how.layer)


def _kml(data: bytes, name: str, how: HowToRead) -> TextTable:
    return read_kml(data, name, layer=how.layer)


_READERS: Final[Mapping[str, _Reader]] = {
    **dict.fromkeys((".csv", ".tsv", ".txt"), _text),
    ".xlsx": lambda data, name, how: read_xlsx(data, name, layer=how.layer, header_row=how.header_row),
    ".ods": lambda data, name, how: read_ods(data, name, layer=how.layer, header_row=how.header_row),
    **dict.fromkeys((".geojson", ".json", ".geojsonl", ".ndjson", ".jsonl", ".umap"), _json),
    ".gpkg": lambda data, name, how: read_gpkg(data, name, layer=how.layer),
    ".fgb": lambda data, name, _: read_flatgeobuf(data, name),
    **dict.fromkeys((".kml", ".kmz"), _kml),
    ".gpx": lambda data, name, _: read_gpx(data, name),
    ".zip": _read_zip,
}
#: What can be imported, by the ending of the file's name.
ENDINGS: Final = tuple(_READERS)
_UNZIPPED: Final = tuple(ending for ending in ENDINGS if ending != ".zip")
