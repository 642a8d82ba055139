"""A GeoPackage that others made, as a database in memory of which plain tables are read and nothing else.

A database is a program: a view may count without end, a virtual table may call what it likes, a computed column work
out what it likes. So what is asked for is looked up among the plain tables and stored columns first, nothing in the
file is trusted, and no question goes on longer than a limit.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import Final

from geodata.importing.limits import MAX_BYTES, MAX_QUERY_S, TableError

_MAGIC: Final = b"SQLite format 3\0"
#: Where a database says what it is for, and what a GeoPackage says there (OGC 12-128, requirement 2), old ones too.
_APPLICATION: Final = slice(68, 72)
_GEOPACKAGES: Final = (b"GPKG", b"GP10", b"GP11")
#: The versions of the format for writing and reading: 2 wants a second file beside it, which was not handed in.
_VERSIONS: Final = slice(18, 20)
_ROLLBACK_JOURNAL: Final = b"\1\1"
#: How often, in steps of SQLite's machine, the clock is looked at.
_STEPS: Final = 50_000
#: In PRAGMA table_xinfo: columns that are worked out when they are read.
_COMPUTED: Final = (2, 3)


def is_geopackage(data: bytes) -> bool:
    """Tell by the file's own signature whether it is a GeoPackage.

    >>> is_geopackage(b"<OGRVRTDataSource/>")
    False
    """
    return data.startswith(_MAGIC) and data[_APPLICATION] in _GEOPACKAGES


@contextmanager
def open_geopackage(data: bytes) -> Iterator[sqlite3.Connection]:
    """Give a copy of a GeoPackage in memory; nothing is written, and what is asked ends after a limit.

    Raises ``TableError`` if it is none, is damaged (also where it turns out in the block), or a question takes too
    long.
    """
    if not is_geopackage(data):
        raise TableError("The file is not a GeoPackage, whatever its name says. Export it again.")
    deadline_s = time.monotonic() + MAX_QUERY_S
    with closing(sqlite3.connect(":memory:")) as database:
        try:
            database.deserialize(b"".join((data[: _VERSIONS.start], _ROLLBACK_JOURNAL, data[_VERSIONS.stop :])))
            # A table has no longer cells.
            database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MAX_BYTES)
            database.execute("PRAGMA trusted_schema = OFF")
            database.execute("PRAGMA query_only = ON")
            database.set_progress_handler(lambda: time.monotonic() > deadline_s, _STEPS)
            yield database
        except (sqlite3.Error, UnicodeDecodeError) as error:
            if time.monotonic() > deadline_s:
                message = f"Reading the GeoPackage took longer than {MAX_QUERY_S} seconds, and was stopped."
                raise TableError(f"{message} Export its layers as plain tables.") from None
            raise TableError("The GeoPackage is damaged. Export it again.") from error


def plain_tables(database: sqlite3.Connection) -> frozenset[str]:
    """Return the names of the tables that hold what they give: no views and no virtual tables.

    SQLite writes each table that it makes down so, whatever was typed; of a virtual one a file may say anything else.
    """
    rows = database.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND sql GLOB 'CREATE TABLE *'")
    return frozenset(name for (name,) in rows)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table."""

    name: str
    kind: str
    """Its declared type, in upper case."""
    is_key: bool
    is_computed: bool
    """It is a program, and to read it is to run it: for as long as it likes, for SQLite's clock does not stop one."""


def columns_of(database: sqlite3.Connection, table: str) -> tuple[Column, ...]:
    """Return the columns of a plain table."""
    described = database.execute(f"PRAGMA table_xinfo({name_in_sql(table)})")
    return tuple(
        Column(str(name), str(kind).upper(), bool(key), hidden in _COMPUTED)
        for _, name, kind, _, _, key, hidden in described
    )


def stores(database: sqlite3.Connection, table: str, *names: str) -> bool:
    """Tell whether there is a plain table with columns of these names, none of which is computed."""
    if table not in plain_tables(database):
        return False
    return {column.name for column in columns_of(database, table) if not column.is_computed} >= set(names)


def name_in_sql(name: str) -> str:
    """Return any name as SQL writes it.

    >>> name_in_sql('a"; DROP TABLE b')
    '"a""; DROP TABLE b"'
    """
    return '"' + name.replace('"', '""') + '"'
