"""How much is read, and the words that say so."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from typing import Final

from geodata.core.problems import UnreadableError

_MB: Final = 1024 * 1024
MAX_BYTES: Final = 128 * _MB
MAX_ROWS: Final = 200_000
MAX_COLUMNS: Final = 300
#: Rows times columns: 100,000 rows of the widest data set of events that we know, which has 50.
MAX_CELLS: Final = 5_000_000
#: What Python's csv module takes for one cell; a longer one is nearly always a quotation mark that is never closed.
MAX_CELL_CHARS: Final = 131_072
#: Of what a zipped file (.xlsx, .kmz) unpacks to.
MAX_UNZIPPED_BYTES: Final = 512 * _MB
#: Beyond this, a zipped file is made to unpack to more than it seems; checked from ten megabytes unpacked on.
MAX_UNZIP_RATIO: Final = 200
MIN_BYTES_FOR_RATIO: Final = 10 * _MB
#: Of one geometry: a country's border in full detail has some ten thousand, and a record of a case holds no more.
MAX_GEOMETRY_POINTS: Final = 100_000
MAX_PARTS: Final = 10_000
#: Of the name of a sheet, a layer or a file in a zip; a longer heading is cut. A question of a survey has some hundred.
MAX_NAME_CHARS: Final = 2_000
#: Of a workbook: one of a case of each day of a year has 366.
MAX_SHEETS: Final = 1_000
#: Of all geometries of a file: each is checked one by one, some 100,000 in a second.
MAX_POINTS: Final = 500_000
#: Of XML, and of objects and lists in JSON: each takes some hundred bytes of memory.
MAX_TAGS: Final = 4_000_000
MAX_VALUES: Final = 4_000_000
#: Of tags inside tags; JSON has its own limit (:mod:`geodata.geojson.strict_json`).
MAX_DEPTH: Final = 200
#: What reading a file, and then taking in its rows, may take of the processor and of memory. The largest table that
#: the numbers above allow, 200,000 rows of 25 cells, takes 1.3 GB as a case.
MAX_WORK_S: Final = 60
MAX_WORK_BYTES: Final = 2048 * _MB
#: What a GeoPackage may take to answer.
MAX_QUERY_S: Final = 20


#: What matters to most; all of it is in :func:`limits`.
LIMITS_IN_WORDS: Final = f"Files of up to {MAX_BYTES // _MB} MB, {MAX_ROWS:,} rows and {MAX_COLUMNS} columns."


def limits(platform: str = sys.platform) -> tuple[tuple[str, str], ...]:
    """Return every limit, of what and how much: what is enforced where it runs, and no more."""
    memory = (("memory for the same", f"{MAX_WORK_BYTES // _MB:,} MB each"),) if platform == "linux" else ()
    return (
        ("a file", f"{MAX_BYTES // _MB} MB"),
        ("a zipped file, unpacked", f"{MAX_UNZIPPED_BYTES // _MB} MB"),
        ("rows", f"{MAX_ROWS:,}"),
        ("columns", f"{MAX_COLUMNS:,}"),
        ("cells", f"{MAX_CELLS:,}"),
        ("sheets of a workbook", f"{MAX_SHEETS:,}"),
        ("characters of a cell of delimited text", f"{MAX_CELL_CHARS:,}"),
        ("characters of the name of a sheet, layer or zipped file", f"{MAX_NAME_CHARS:,}"),
        ("points of one geometry", f"{MAX_GEOMETRY_POINTS:,}"),
        ("parts of one geometry", f"{MAX_PARTS:,}"),
        ("points of all geometries", f"{MAX_POINTS:,}"),
        ("tags of XML", f"{MAX_TAGS:,}"),
        ("levels of tags in tags", f"{MAX_DEPTH:,}"),
        ("objects and lists of JSON", f"{MAX_VALUES:,}"),
        ("time to read a file, and to import its rows", f"{MAX_WORK_S} seconds each"),
        *memory,
    )


#: How a position begins; text that holds it in quotation marks is rare.
_POSITION: Final = re.compile(rb"\[\s*-?[0-9]")


class TableError(UnreadableError):
    """A file cannot be read as a table; the message is a sentence or two that say why and what to do."""


def check_size(data: bytes) -> None:
    """Refuse a file that is too large, or empty.

    Raises ``TableError`` if it is.
    """
    if not data:
        raise TableError("The file is empty. Save it again, or choose another one.")
    if len(data) > MAX_BYTES:
        raise TableError(f"The file has {len(data) / _MB:,.0f} MB; at most {MAX_BYTES // _MB} MB are read. Split it.")


def check_columns(count: int) -> None:
    """Refuse more columns than are read.

    Raises ``TableError`` if there are.
    """
    if count > MAX_COLUMNS:
        raise TableError(
            f"The file has {count:,} columns or more; at most {MAX_COLUMNS} are read. Take out what is not needed."
        )


def check_names(names: Iterable[str]) -> None:
    """Refuse names to choose from that nobody can read.

    Raises ``TableError`` if one is longer than names are.
    """
    longest = max(map(len, names), default=0)
    if longest > MAX_NAME_CHARS:
        message = f"A sheet, layer or file in it has a name of {longest:,} characters; at most {MAX_NAME_CHARS:,} are"
        raise TableError(f"{message} read. Rename it.")


def check_rows(count: int) -> None:
    """Refuse more rows than are read: none is left out silently.

    Raises ``TableError`` if there are.
    """
    if count > MAX_ROWS:
        raise TableError(f"The file has more than {MAX_ROWS:,} rows, the most that are read. Split it.")


def check_cells(count: int) -> None:
    """Refuse more cells, rows times columns, than are read.

    Raises ``TableError`` if there are.
    """
    if count > MAX_CELLS:
        raise TableError(
            f"The file has {count:,} cells or more; at most {MAX_CELLS:,} are read. Take out columns, or split it."
        )


def check_points(count: int) -> None:
    """Refuse more points, in all geometries together, than are read.

    Raises ``TableError`` if there are.
    """
    if count > MAX_POINTS:
        raise TableError(
            f"The file has {count:,} points or more; at most {MAX_POINTS:,} are read. Simplify its shapes, or split it."
        )


def check_values(data: bytes) -> None:
    """Refuse JSON with more objects and lists, or more points, than are read: counted in the text, before it is read.

    Raises ``TableError`` if there are.
    """
    lists = data.count(b"[")
    values = lists + data.count(b"{")
    if values > MAX_VALUES:
        raise TableError(f"The file has {values:,} objects and lists; at most {MAX_VALUES:,} are read. Split it.")
    if lists > MAX_POINTS:  # else there are no more points, and no need to look which of them are
        check_points(sum(1 for _ in _POSITION.finditer(data)))
