"""A case as one CSV that people read, that no spreadsheet runs, and that can be read back.

RFC 4180, UTF-8 with a byte order mark (without one Excel takes Arabic for Latin letters), every cell in quotation
marks. Where a semicolon separates, one inside a cell, or a line break, begins another cell none the less, and what
stands there is kept from running as well. ``record`` says what a row is: first the
claims, then sites, sources, actors and events, the case, and the file. Names, bounds in km and sources with addresses
are worked out, for reading; on the way back they are passed over. A claim's place is its site's.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from geodata.core.json_path import Json
from geodata.core.model import case_from_document
from geodata.core.precision import Precision
from geodata.core.problems import CaseProblemsError, Problem
from geodata.core.text import as_written, harmless
from geodata.exporting.claim_facts import FACT_NAMES, claim_facts
from geodata.exporting.record_cells import MEMBERS, write_number
from geodata.exporting.record_rows import RowsError, columns, document_of, rows_of_records

if TYPE_CHECKING:
    from geodata.exporting.claim_facts import Fact
    from geodata.exporting.record_rows import CellsByColumn

_BOM: Final = "\ufeff"
_SEPARATORS: Final = (",", ";", "\t")
#: Not for people, so at the end.
_LAST: Final = ("lat", "lon", "geometry_member", "number", "other_members", "absent_members", "feature_members")
_FIRST: Final = ("record", "id", "actor", "actor_name")


def _head() -> tuple[str, ...]:
    """Return the columns: those of claims with what is worked out, those of other records, the technical ones."""
    wanted = (*_FIRST, *columns("claim"), *FACT_NAMES, *(column for kind in MEMBERS for column in columns(kind)))
    return tuple(dict.fromkeys((*(column for column in wanted if column not in _LAST), *_LAST)))


CSV_HEAD: Final = _head()
#: The first line of one is a tenth as long; one of many megabytes is not taken apart to find out.
_MAX_HEAD_BYTES: Final = 20_000
#: What a table must have to be taken for one of these.
_NEEDED: Final = frozenset({"record", "id", "summary", "polarity", "other_members", "absent_members"})


def case_csv(document: Json, rule: Precision) -> bytes:
    """Return a case document as CSV.

    ``rule``: what gives stated distances the bounds in the table.
    """
    case = case_from_document(document)
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, CSV_HEAD, restval="", quoting=csv.QUOTE_ALL)
    writer.writeheader()
    for kind, row in rows_of_records(document):
        facts = claim_facts(case, case.claim_by_id[row["id"]], rule) if kind == "claim" else {}
        safe = {column: cell if column in _NUMBERS else harmless(cell) for column, cell in row.items()}
        writer.writerow({"record": kind, **safe, **{name: _cell(fact) for name, fact in facts.items()}})
    return (_BOM + text.getvalue()).encode()


#: Their cells are made of numbers alone, and a minus sign in one runs nothing.
_NUMBERS: Final = frozenset({"lat", "lon", "number"})


def _cell(fact: Fact) -> str:
    if fact is None:
        return ""
    return harmless(fact) if isinstance(fact, str) else write_number(fact)


def read_csv_case(data: bytes) -> Json | None:
    """Return the case document of a CSV that :func:`case_csv` wrote, changed by hand or not; not yet checked.

    ``data``: the whole file. UTF-8; commas, semicolons or tabs between cells, as spreadsheets save them.
    Returns the document, or ``None`` if the table is not one of ours.
    Raises ``CaseProblemsError`` if it is one of ours and cannot be a case again.

    >>> read_csv_case(b"place,lat,lon") is None
    True
    """
    head = data[:_MAX_HEAD_BYTES].decode("utf-8-sig", "replace").partition("\n")[0]
    separator = _separator(head.strip("\r"))
    if separator is None:
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    try:
        return document_of(_read_rows(text, separator))
    except (RowsError, csv.Error) as error:
        remedy = "Export the case again and change it in a program that keeps long cells as they are."
        problem = Problem("the table", "csv.case", str(error), remedy)
        raise CaseProblemsError("the CSV", [problem]) from error


def _separator(line: str) -> str | None:
    """Return what separates the cells, if the first line has the columns of a case; ``None`` if it has not."""
    try:
        heads = {sign: next(csv.reader([line], delimiter=sign), []) for sign in _SEPARATORS}
    except csv.Error:
        return None
    return next((sign for sign, head in heads.items() if set(head) >= _NEEDED), None)


def _read_rows(text: str, separator: str) -> Iterator[tuple[str, CellsByColumn]]:
    # The largest cell is a province's outline; the reader's own limit is 131,072 characters.
    csv.field_size_limit(max(csv.field_size_limit(), len(text)))
    for line, cells in enumerate(csv.DictReader(io.StringIO(text, newline=""), delimiter=separator), start=2):
        row = {column: as_written(cell) for column, cell in cells.items() if column and isinstance(cell, str)}
        kind = row.pop("record", "")
        if kind in MEMBERS:
            yield kind, row
        elif any(row.values()):
            raise RowsError(f"Row {line} has the record {kind!r}, which is not one of {', '.join(MEMBERS)}.")
