"""A workbook that others made, open for reading: values only, never formulas, macros or links."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
import zlib
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any, Final
from xml.etree.ElementTree import ParseError

import openpyxl
from defusedxml.common import DefusedXmlException

from geodata.importing.limits import LIMITS_IN_WORDS, MAX_SHEETS, TableError
from geodata.importing.opening.zipped import open_zip, refuse_document_types, unzipped

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Where a workbook lists its sheets, and how an entry begins, with or without a prefix.
_LIST: Final = "xl/workbook.xml"
_SHEET: Final = re.compile(rb"<(?:[\w.-]+:)?sheet\s")
_DAMAGED: Final = "The workbook is damaged, or is no .xlsx. Open it in a spreadsheet and save it again, or as CSV."


def _check_sheets(archive: zipfile.ZipFile) -> None:
    """Refuse more sheets than are read, by the list of them: each may name the same small part of the archive."""
    if _LIST in archive.namelist():
        sheets = len(_SHEET.findall(unzipped(archive, _LIST)))
        if sheets > MAX_SHEETS:
            raise TableError(f"The workbook has {sheets:,} sheets, and {MAX_SHEETS:,} is the most. {LIMITS_IN_WORDS}")


@contextmanager
def open_workbook(data: bytes) -> Iterator[Any]:
    """Give a workbook of openpyxl, which reads rows as they are asked for; it is closed afterwards.

    Raises
    ------
    TableError
        If it is no workbook, is locked or damaged (also where it turns out in the block), or unpacks to too much.
    """
    with open_zip(data) as archive:
        refuse_document_types(archive)
        _check_sheets(archive)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and extensions, which are not read
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
            with closing(book):
                yield book
    except (
        zipfile.BadZipFile, zlib.error, ParseError, DefusedXmlException, LookupError, ValueError, TypeError,
        AttributeError, ArithmeticError, EOFError, RuntimeError,
    ) as error:  # fmt: skip
        raise TableError(_DAMAGED) from error
