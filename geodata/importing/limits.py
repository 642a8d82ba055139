"""How much is read, and the sentences that say so."""

from __future__ import annotations

from typing import Final

from geodata.problems import UnreadableError

_MB: Final = 1024 * 1024
MAX_BYTES: Final = 128 * _MB
MAX_ROWS: Final = 200_000
MAX_COLUMNS: Final = 300
#: What Python's csv module takes for one cell; a longer one is nearly always a quotation mark that is never closed.
MAX_CELL_CHARS: Final = 131_072
#: Of what a zipped file (.xlsx, .kmz) unpacks to.
MAX_UNZIPPED_BYTES: Final = 512 * _MB
#: Beyond this, a zipped file is made to unpack to more than it seems; checked from ten megabytes unpacked on.
MAX_UNZIP_RATIO: Final = 200
MIN_BYTES_FOR_RATIO: Final = 10 * _MB

#: What a page or a help text says.
LIMITS_IN_WORDS: Final = (
    f"A file may have up to {MAX_BYTES // _MB} MB (zipped ones up to {MAX_UNZIPPED_BYTES // _MB} MB unpacked), "
    f"{MAX_ROWS:,} rows and {MAX_COLUMNS} columns; a cell up to {MAX_CELL_CHARS:,} characters."
)


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
        raise TableError("The file is empty. Give one with a line of headings and rows below it.")
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
