"""How much is read, and the sentences that say so."""

from __future__ import annotations

import re
import sys
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


def limits_in_words(platform: str) -> str:
    """Return what a page or a help text says: what is enforced where it runs, and no more."""
    memory = f" and {MAX_WORK_BYTES // _MB:,} MB of memory" if platform == "linux" else ""
    return (
        f"A file may have up to {MAX_BYTES // _MB} MB (zipped ones up to {MAX_UNZIPPED_BYTES // _MB} MB unpacked), "
        f"{MAX_ROWS:,} rows, {MAX_COLUMNS} columns, {MAX_CELLS:,} cells "
        f"and {MAX_SHEETS:,} sheets; a cell of delimited text up to {MAX_CELL_CHARS:,} characters; "
        f"a geometry up to {MAX_GEOMETRY_POINTS:,} points and {MAX_PARTS:,} parts, all together {MAX_POINTS:,} points; "
        f"XML up to {MAX_TAGS:,} tags, {MAX_DEPTH} deep, JSON up to {MAX_VALUES:,} objects and lists. "
        f"Reading it may take {MAX_WORK_S} seconds{memory}, and so may taking in its rows."
    )


LIMITS_IN_WORDS: Final = limits_in_words(sys.platform)

#: How a position begins; text that holds it in quotation marks is rare.
_POSITION: Final = re.compile(rb"\[\s*-?[0-9]")


class TableError(UnreadableError):
    """A file cannot be read as a table; the message is a sentence or two that say why and what to do."""


def check_size(data: bytes) -> None:
    """Refuse a file that is too large, or empty.

    Raises
    ------
    TableError
        If it is.
    """
    if not data:
        raise TableError("The file is empty. Give a file with something in it.")
    if len(data) > MAX_BYTES:
        raise TableError(f"The file has {len(data) / _MB:,.0f} MB. {LIMITS_IN_WORDS} Split it.")


def check_columns(count: int) -> None:
    """Refuse more columns than are read.

    Raises
    ------
    TableError
        If there are.
    """
    if count > MAX_COLUMNS:
        raise TableError(f"The file has {count:,} columns or more. {LIMITS_IN_WORDS} Take out what is not needed.")


def check_rows(count: int) -> None:
    """Refuse more rows than are read: none is left out silently.

    Raises
    ------
    TableError
        If there are.
    """
    if count > MAX_ROWS:
        raise TableError(f"The file has more than {MAX_ROWS:,} rows. {LIMITS_IN_WORDS} Split it.")


def check_cells(count: int) -> None:
    """Refuse more cells, rows times columns, than are read.

    Raises
    ------
    TableError
        If there are.
    """
    if count > MAX_CELLS:
        raise TableError(f"The file has {count:,} cells or more. {LIMITS_IN_WORDS} Take out columns, or split it.")


def check_points(count: int) -> None:
    """Refuse more points, in all geometries together, than are read.

    Raises
    ------
    TableError
        If there are.
    """
    if count > MAX_POINTS:
        raise TableError(f"The file has {count:,} points or more. {LIMITS_IN_WORDS} Simplify its shapes, or split it.")


def check_values(data: bytes) -> None:
    """Refuse JSON with more objects and lists, or more points, than are read: counted in the text, before it is read.

    Raises
    ------
    TableError
        If there are.
    """
    lists = data.count(b"[")
    values = lists + data.count(b"{")
    if values > MAX_VALUES:
        raise TableError(f"The file has {values:,} objects and lists. {LIMITS_IN_WORDS} Split it.")
    if lists > MAX_POINTS:  # else there are no more points, and no need to look which of them are
        check_points(sum(1 for _ in _POSITION.finditer(data)))
