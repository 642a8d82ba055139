"""What came of importing a table: a case, and everything that a person should see about its rows."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable
from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, Protocol

from geodata.core.numbers import plain_number
from geodata.core.problems import Problem
from geodata.core.text import counted, first_few, harmless
from geodata.importing.members import PROBLEM_COLUMN

if TYPE_CHECKING:
    from geodata.gazetteer.candidate import Candidate
    from geodata.importing.mapping import Mapping
    from geodata.importing.questions import ImportQuestion
    from geodata.importing.table import TextTable


class FindPlaces(Protocol):
    """What finds places by name; best first."""

    def __call__(self, name: str, near: tuple[float, float] | None, country: str | None, /) -> tuple[Candidate, ...]:
        """Return candidates; ``near`` is (lon, lat) in degrees of where most rows are, ``country`` where to look."""


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """How to import, beside the mapping."""

    answers: AnyMapping[str, str] = field(default_factory=dict)
    """The answer to each question, by its key: :class:`geodata.importing.questions.ImportQuestion`."""


_MOST_COLUMNS: Final = 8
#: Rules of values that were taken all the same.
_TAKEN: Final = ("import.weekday", "import.far-date")
_TOLD: Final = ("row", "column", "value", "rule", "message", "remedy")


@dataclass(frozen=True, slots=True)
class RowProblem:
    """One cell to be mended, which keeps its row out or costs the row no more than its value."""

    row: int
    """As a spreadsheet counts."""
    column: str
    """Its heading; empty where it is the row as a whole."""
    value: str
    rule: str
    message: str
    remedy: str
    is_in: bool = False
    """True if the row came in: without the value, or with one that something beside it speaks against."""

    def to_json(self) -> dict[str, Any]:
        """Return the members."""
        return {name: getattr(self, name) for name in (*_TOLD, "is_in")}


def unread_values(problems: Iterable[RowProblem]) -> str:
    """Say how many values of rows that came in were not understood, and in which columns; empty if all were."""
    found = Counter(one.column for one in problems if one.is_in and one.rule not in _TAKEN)
    columns = [f"{count:,} in {column or 'no column'}" for column, count in found.most_common()]
    count = found.total()
    are = "was not understood and is" if count == 1 else "were not understood and are"
    return f"{counted(count, 'value')} {are} kept as text: {first_few(columns, _MOST_COLUMNS)}." if count else ""


@dataclass(frozen=True, slots=True)
class TakenName:
    """A name of the file, and the place of a gazetteer that was taken for it."""

    name: str
    place: str
    what: str
    """What the place is: kind, inhabitants, country."""
    lon_lat: tuple[float, float]
    """In degrees."""
    rows: int
    """How many have it."""

    def to_json(self) -> dict[str, Any]:
        """Return the members."""
        lon, lat = self.lon_lat
        return {"name": self.name, "place": self.place, "what": self.what, "lat": lat, "lon": lon, "rows": self.rows}


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Rows that may say the same thing; all of them came in."""

    rows: tuple[int, ...]
    claims: tuple[str, ...]
    """Ids of claims that were in the case before."""
    reason: str

    def to_json(self) -> dict[str, Any]:
        """Return the members."""
        return {"rows": list(self.rows), "claims": list(self.claims), "reason": self.reason}


@dataclass(frozen=True, slots=True)
class Counts:
    """Every row of the file, once."""

    read: int
    imported: int
    bad: int
    blank: int

    def __post_init__(self) -> None:
        """Hold the numbers to each other: no row is lost uncounted."""
        if self.read != self.imported + self.bad + self.blank:
            raise ValueError(f"{self} does not add up.")


@dataclass(frozen=True, slots=True)
class ImportResult:
    """A case with the rows in it, and what is to be said of them."""

    document: dict[str, Any]
    """The case file's JSON, in order as a case (:mod:`geodata.casefile.validate`)."""
    counts: Counts
    problems: tuple[RowProblem, ...]
    questions: tuple[ImportQuestion, ...]
    duplicates: tuple[Duplicate, ...]
    notes: tuple[str, ...]
    """What was found, decided, kept and left out."""
    taken_names: tuple[TakenName, ...]
    answer_problems: tuple[Problem, ...]
    """What is wrong with answers, each at the key of its question."""
    records: AnyMapping[int, str]
    """Id of the record that each row became, by row number."""
    table: TextTable
    mapping: Mapping


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
