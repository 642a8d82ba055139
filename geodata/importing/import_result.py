"""What came of importing a table: a case, and everything that a person should see about its rows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping as AnyMapping

    from geodata.importing.mapping import Mapping
    from geodata.importing.table import TextTable


class PlaceCandidate(Protocol):
    """One place that a name may mean."""

    @property
    def name(self) -> str:
        """Its main spelling."""

    @property
    def lon_deg(self) -> float:
        """Longitude."""

    @property
    def lat_deg(self) -> float:
        """Latitude."""

    @property
    def uncertainty_m(self) -> float | None:
        """Radius of the smallest circle that holds it; ``None`` = not known."""

    @property
    def source(self) -> str:
        """Where it comes from."""

    @property
    def matched(self) -> str:
        """The spelling that fitted."""

    @property
    def site_id(self) -> str | None:
        """Its id, where it is a site of the case."""

    @property
    def is_exact(self) -> bool:
        """True if it is spelled so, but for accents, articles and the like."""


class FindPlaces(Protocol):
    """What finds places by name; best first."""

    def __call__(self, name: str, near: tuple[float, float] | None, /) -> tuple[PlaceCandidate, ...]:
        """Return candidates; ``near`` is (lon, lat) in degrees of where most rows are."""


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """How to import, beside the mapping."""

    answers: AnyMapping[str, str] = field(default_factory=dict)
    """The key of a choice by the key of its question."""


@dataclass(frozen=True, slots=True)
class RowProblem:
    """One cell that keeps its row out."""

    row: int
    """As a spreadsheet counts."""
    column: str
    """Its heading; empty where it is the row as a whole."""
    value: str
    rule: str
    message: str
    remedy: str

    def to_json(self) -> dict[str, Any]:
        """Return the members."""
        return {name: getattr(self, name) for name in ("row", "column", "value", "rule", "message", "remedy")}


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer to a question."""

    key: str
    words: str


@dataclass(frozen=True, slots=True)
class ImportQuestion:
    """Something that is not guessed: until it is answered, what it is about stays as its text says."""

    key: str
    """For :attr:`ImportOptions.answers`."""
    text: str
    choices: tuple[Answer, ...]
    rows: tuple[int, ...]

    def to_json(self) -> dict[str, Any]:
        """Return the members."""
        choices = {choice.key: choice.words for choice in self.choices}
        return {"key": self.key, "text": self.text, "choices": choices, "rows": list(self.rows)}


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
    records: AnyMapping[int, str]
    """Id of the record that each row became, by row number."""
    table: TextTable
    mapping: Mapping
