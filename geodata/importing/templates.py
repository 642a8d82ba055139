"""A table to fill in, and samples to learn from."""

from __future__ import annotations

import csv
import io
from importlib.resources import files
from typing import Final

import openpyxl

#: Headings that are all matched by name, each with an example; the second row shows what may be left out.
_COLUMNS: Final = (
    ("id", "SOHR-CAMP", ""),
    ("actor", "SOHR", "CJTF-OIR"),
    ("polarity", "affirm", "affirm"),
    ("summary", "An air strike hit part of the camp.", "The strikes hit oil well heads only."),
    ("event", "Strike on the camp", "Strikes on well heads"),
    ("about actor", "", "US-led coalition"),
    ("place", "Saeqa camp", "35 miles SE of Saeqa camp"),
    ("latitude", "35.396", ""),
    ("longitude", "40.056", ""),
    ("uncertainty m", "2000", ""),
    ("event time", "2015-12-06", "2015-12-06"),
    ("stated", "2015-12-07", "2015-12-07"),
    ("killed", "3", ""),
    ("wounded", "at least 14", ""),
    ("source", "TRT World, 8 December 2015", "TRT World, 8 December 2015"),
    ("url", "", ""),
)
_SAMPLES: Final = files("geodata").joinpath("data", "samples")


def _rows() -> list[tuple[str, ...]]:
    return list(zip(*_COLUMNS, strict=True))


def template_csv() -> bytes:
    """Return the table as CSV in UTF-8, with the mark that spreadsheets know it by.

    >>> template_csv().decode("utf-8-sig").splitlines()[0][:32]
    'id,actor,polarity,summary,event,'
    """
    text = io.StringIO(newline="")
    csv.writer(text).writerows(_rows())
    return text.getvalue().encode("utf-8-sig")


def template_xlsx() -> bytes:
    """Return the table as an Excel workbook."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("claims")
    for row in _rows():
        sheet.append(row)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def samples() -> dict[str, bytes]:
    """Return the samples that come with the program, by file name.

    >>> list(samples())
    ['claims-arabic.csv', 'claims.csv', 'places.geojson', 'places.kml']
    """
    found = sorted(_SAMPLES.iterdir(), key=lambda file: file.name)
    return {file.name: file.read_bytes() for file in found if not file.name.endswith(".md")}
