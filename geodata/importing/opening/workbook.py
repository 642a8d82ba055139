"""A workbook that others made, open for reading: values only, never formulas, macros or links."""

from __future__ import annotations

import io
import warnings
import zipfile
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any, Final
from xml.etree.ElementTree import ParseError

import openpyxl
from defusedxml.common import DefusedXmlException

from geodata.importing.limits import TableError
from geodata.importing.opening.zipped import open_zip, refuse_document_types

if TYPE_CHECKING:
    from collections.abc import Iterator

_DAMAGED: Final = "The workbook is damaged, or is no .xlsx. Open it in a spreadsheet and save it again, or as CSV."


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
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and extensions, which are not read
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
            with closing(book):
                yield book
    except (
        zipfile.BadZipFile, ParseError, DefusedXmlException, KeyError, ValueError, TypeError, AttributeError,
        IndexError, OverflowError, EOFError,
    ) as error:  # fmt: skip
        raise TableError(_DAMAGED) from error
