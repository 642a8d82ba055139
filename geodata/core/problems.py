"""What can be wrong with an input, as values.

Errors: all that is raised on purpose, and told to a reader by its message. The doors (the command line, a page) catch
the root; whatever else comes there is a fault of this program (:func:`geodata.core.logs.log_fault`)::

    GeodataError
    +-- UnreadableError (OSError)      a file cannot be read at all
    |   +-- TableError                 as a table (:mod:`geodata.importing.limits`)
    |   |   +-- NoSeatError            nor now: others are worked on (:mod:`geodata.sandbox.process`)
    |   +-- BrokenFileError            as an index of place names (:mod:`geodata.gazetteer.arrayfile`)
    |   +-- IndexMissingError          the index is not there yet (:mod:`geodata.gazetteer.world`)
    |   +-- OnlineError                a service that the user chose to ask (:mod:`geodata.gazetteer.nominatim`)
    +-- CaseProblemsError (ValueError) it was read and has problems; carries all of them
    +-- RowsError (ValueError)         rows cannot be a case again (:mod:`geodata.exporting.record_rows`)
    +-- EditError (ValueError)         an edit cannot be made (:mod:`geodata.editing.records`); carries all problems
    +-- LimitError (ValueError)        too large to be edited (:mod:`geodata.editing.size_limits`)
    +-- LockedError (OSError)          somebody else is writing (:mod:`geodata.editing.locking`)
    +-- SaveError (OSError)            the file could not be saved (:mod:`geodata.editing.saving`)
    |   +-- ChangedOnDiskError         somebody else changed it since it was opened
    +-- DraftError (ValueError)        a draft cannot be read or kept (:mod:`geodata.editing.drafts.draft_folder`)
    |   +-- ChangedElsewhereError      another window of the same browser changed it
    +-- DamagedError                   what is kept does not fit together (:mod:`geodata.editing.drafts.draft_rows`)
    +-- BusyError                      other files are being made first (:mod:`geodata.app.server.streamlit_server`)
    +-- TooMuchWorkError               comparing takes too long or too much memory (:mod:`geodata.app.work_limit`)
    +-- EdtfError (ValueError)         a text is not a date in EDTF (:mod:`geodata.parsing.edtf_date`)
    +-- InputError (ValueError)        words that a person typed cannot be understood; carries them
        +-- UsageError                 as options, or what answers an import; carries all problems
        +-- SpokenDistanceError        as a distance (:mod:`geodata.parsing.distances`)
        +-- PositionError              as latitude and longitude (:mod:`geodata.parsing.angles`)
        |   +-- NoCoordinatesError     nor as any coordinates (:mod:`geodata.parsing.coordinates`)
        +-- CountError                 as a number of people (:mod:`geodata.parsing.counts`)
        +-- DateError                  as a date (:mod:`geodata.importing.dates`)
        |   +-- DateUnclearError       but as one of several
        |       +-- OrderUnclearError      the day or the month first
        |       +-- CenturyUnclearError    of any century: its year has two digits
        |       +-- CalendarUnclearError   of the Islamic, of the Persian calendar or of ours
        +-- ClockError                 as a time of day (:mod:`geodata.importing.clocks`)
        +-- GeoreferenceError          as a georeference (:mod:`geodata.parsing.georeferencing`); carries all problems
        +-- SiteNameError              as one site of a case (:mod:`geodata.gazetteer.case_lookup`)
        +-- ClaimIdError               as ids of claims (:mod:`geodata.core.claim_ids`)
        +-- PlaceNameError             as a name to look up (:mod:`geodata.gazetteer.geocoder`)
        +-- MappingError               as a mapping of columns (:mod:`geodata.importing.mapping`)
        +-- FigureOptionsError         as how a figure is to be (:mod:`geodata.render.figure.options`)
"""

from __future__ import annotations

import copyreg
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from geodata.core.text import counted

Severity = Literal["error", "warning"]

#: A value longer than this is cut when quoted in a message: a message is read by a person.
MAX_QUOTED_CHARS: Final = 60
#: So many names are named in a message, and the others counted.
_NAMED: Final = 5


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with an input: where, by which rule, and what to do about it."""

    where: str
    """Record id (where there is one) and JSON path, or line and column: ``"MCGURK-55-KM $.features[3].id"``."""
    rule: str
    """Short name of the rule broken, dotted by level: ``"geojson.ring-closed"``, ``"case.reference"``."""
    message: str
    """One sentence that quotes the value."""
    remedy: str
    """One sentence that says what to do."""
    severity: Severity = "error"

    def to_json(self) -> dict[str, str]:
        """Return the members of docs/command-line.md, "Checking a file"; the remedy closes the message."""
        return {
            "where": self.where,
            "rule": self.rule,
            "message": f"{self.message} {self.remedy}",
            "severity": self.severity,
        }


class GeodataError(Exception):
    """Root of every error this package raises on purpose."""

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle what the error carries, whatever its class is made of: Python would make it of its message alone."""
        return copyreg.__newobj__, (type(self),), {**self.__dict__, "args": self.args}  # type: ignore[attr-defined]


class UnreadableError(GeodataError, OSError):
    """The file is missing, or the system does not let us read it."""


class CaseProblemsError(GeodataError, ValueError):
    """The file was read and cannot be shown; ``problems`` says why, all at once."""

    def __init__(self, source: str, problems: Sequence[Problem]) -> None:
        self.source = source
        self.problems = tuple(problems)
        super().__init__(f"{source} has {counted(len(self.problems), 'problem')}.")


class InputError(GeodataError, ValueError):
    """Words that a person typed cannot be understood; the message is one sentence that says what to do."""

    def __init__(self, message: str, text: str) -> None:
        self.text = text
        super().__init__(message)


class UsageError(InputError):
    """What a person gave beside a file cannot be used; ``problems`` says why, all at once, each at what was given."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        one = self.problems[0]
        said = f"{one.where}: {one.message} {one.remedy}"
        many = f"What was given has {counted(len(self.problems), 'problem')}."
        super().__init__(said if len(self.problems) == 1 else many, one.where)


def problem_of(where: str, rule: str, error: GeodataError) -> Problem:
    """Return an error as a problem: its last sentence is what to do, unless it has no other."""
    message, _, remedy = str(error).rpartition(". ")
    return Problem(where, rule, f"{message or remedy.removesuffix('.')}.", remedy if message else "Correct it.")


def quoted(value: object) -> str:
    """Quote any value for a message, cut to a length a person reads.

    >>> quoted("x" * 100)
    "'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…"
    """
    text = ascii(value) if isinstance(value, str) and not value.isprintable() else repr(value)
    return text if len(text) <= MAX_QUOTED_CHARS else text[:MAX_QUOTED_CHARS] + "…"


def some(names: Sequence[str], most: int = _NAMED) -> str:
    """Return names in a sentence, and how many more there are: a file may have any number of them.

    >>> some(["a", "b"]), some(list("abcdefg"))
    ("'a', 'b'", "'a', 'b', 'c', 'd', 'e' and 2 more")
    """
    rest = f" and {len(names) - most:,} more" if len(names) > most else ""
    return ", ".join(map(quoted, names[:most])) + rest
