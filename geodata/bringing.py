"""Which files of those that can be brought in are cases of ours, to be opened as they are; the others are tables."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from geodata.casefile import case_from_bytes
from geodata.casetext import case_text
from geodata.exporting.casecsv import read_csv_case
from geodata.exporting.geopackageread import read_gpkg_case
from geodata.importing.limits import check_values
from geodata.importing.reading import read_table
from geodata.importing.suggesting import suggest_mapping
from geodata.problems import UnreadableError

if TYPE_CHECKING:
    from geodata.importing.suggesting import Suggested
    from geodata.importing.table import Table

Json = dict[str, Any]


def as_case(data: bytes, name: str) -> Json | None:
    """Return the case that a file holds, with nothing lost; ``None`` for a file that is none and can be imported.

    Parameters
    ----------
    data
        The whole file.
    name
        Its name: the ending says what it is.

    Raises
    ------
    CaseProblemsError
        If it says that it is a case and is not in order.
    TableError
        If there is more in it than is read.
    """
    ending = PurePath(name).suffix.lower()
    read = {".csv": read_csv_case, ".gpkg": read_gpkg_case}.get(ending)
    if read is not None:
        document = read(data)
        return None if document is None else case_from_bytes(case_text(document).encode(), name)[0].document
    # A plain map is no case and is imported: one of a hundred megabytes is not checked as a case to find out.
    if ending not in (".geojson", ".json") or b'"case"' not in data:
        return None
    check_values(data)
    try:
        return case_from_bytes(data, name)[0].document
    except UnreadableError:
        return None


def read(data: bytes, name: str) -> Json | tuple[Table, Suggested]:
    """Return the case that a file holds; a table, and what its columns may become, where it holds none.

    Raises
    ------
    CaseProblemsError
        If it says that it is a case and is not in order.
    TableError
        If it cannot be read, or there is more in it than is read.
    """
    case = as_case(data, name)
    if case is not None:
        return case
    table = read_table(data, name)
    return table, suggest_mapping(table)
