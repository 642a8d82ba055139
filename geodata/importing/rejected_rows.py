"""Hand back the rows that were not imported, to be corrected in a spreadsheet and imported again."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from geodata.core.numbers import plain_number
from geodata.core.text import harmless
from geodata.importing.members import PROBLEM_COLUMN

if TYPE_CHECKING:
    from geodata.importing.import_result import ImportResult, RowProblem


def bad_rows_csv(imported: ImportResult) -> bytes:
    r"""Return the rows that did not come in as CSV, with a last column that says what is wrong and what to do.

    Cells that a spreadsheet would take for a formula get an apostrophe before them; numbers below zero do not.

    >>> from geodata.importing.reading import read_table
    >>> from geodata.importing.import_rows import import_rows
    >>> from geodata.importing.suggesting import suggest_mapping
    >>> table = read_table(b"place,lat,lon\nCamp,95.1,40\n", "a.csv")
    >>> print(bad_rows_csv(import_rows(table, suggest_mapping(table).mapping)).decode("utf-8-sig").splitlines()[1])
    Camp,95.1,40,lat: Latitude 95.1 is not on the Earth: latitudes run from -90 to 90. Correct the cell.
    """
    faults: dict[int, list[RowProblem]] = {}
    for problem in imported.problems:
        if problem.is_in:
            continue
        faults.setdefault(problem.row, []).append(problem)
    table, text = imported.table, io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([*map(_safe, table.columns), PROBLEM_COLUMN])
    for number, row in zip(table.numbers, table.rows, strict=True):
        if number in faults:
            writer.writerow([*(_safe(cell or "") for cell in row), _safe(" ".join(map(_said, faults[number])))])
    return text.getvalue().encode("utf-8-sig")


def _safe(cell: str) -> str:
    """Return a cell that no spreadsheet runs; a plain number below zero is none."""
    safe = harmless(cell)
    if safe is cell:
        return cell
    try:
        plain_number(cell)
    except ValueError:
        return safe
    return cell


def _said(problem: RowProblem) -> str:
    return (
        f"{problem.column}: {problem.message} {problem.remedy}"
        if problem.column
        else f"{problem.message} {problem.remedy}"
    )
