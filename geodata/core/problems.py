"""What can be wrong with an input, as values.

Errors::

    GeodataError
    +-- UnreadableError (OSError)      the file cannot be read at all
    |   +-- OnlineError                a service that the user chose to ask (:mod:`geodata.gazetteer.nominatim`)
    +-- CaseProblemsError (ValueError) it was read and has problems; carries all of them
    +-- EditError (ValueError)         an edit cannot be made (:mod:`geodata.editing.records`); carries all problems
    +-- LimitError (ValueError)        too large to be edited (:mod:`geodata.editing.limits`)
    +-- LockedError (OSError)          somebody else is writing (:mod:`geodata.editing.locking`)
    +-- SaveError (OSError)            the file could not be saved (:mod:`geodata.editing.saving`)
    |   +-- ChangedOnDiskError         somebody else changed it since it was opened
    +-- DraftError (ValueError)        a draft cannot be read or kept (:mod:`geodata.editing.draftfolder`)
    +-- InputError (ValueError)        words that a person typed cannot be understood; carries them
        +-- SpokenDistanceError        as a distance (:mod:`geodata.parsing.distances`)
        +-- PositionError              as latitude and longitude (:mod:`geodata.parsing.angles`)
        +-- GeoreferenceError          as a georeference (:mod:`geodata.parsing.georeferencing`); carries all problems
        +-- SiteNameError              as one site of a case (:mod:`geodata.gazetteer.case_lookup`)
        +-- ClaimIdError               as ids of claims (:mod:`geodata.core.claim_ids`)
        +-- PlaceNameError             as a name to look up (:mod:`geodata.gazetteer.geocoder`)
"""

from __future__ import annotations

import copyreg
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

Severity = Literal["error", "warning"]

#: A value longer than this is cut when quoted in a message: a message is read by a person.
MAX_QUOTED_CHARS: Final = 60


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
        count = len(self.problems)
        super().__init__(f"{source} has {count} problem{'' if count == 1 else 's'}")


class InputError(GeodataError, ValueError):
    """Words that a person typed cannot be understood; the message is one sentence that says what to do."""

    def __init__(self, message: str, text: str) -> None:
        self.text = text
        super().__init__(message)


def quoted(value: object) -> str:
    """Quote any value for a message, cut to a length a person reads.

    Examples
    --------
    >>> quoted("x" * 100)
    "'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…"
    """
    text = ascii(value) if isinstance(value, str) and not value.isprintable() else repr(value)
    return text if len(text) <= MAX_QUOTED_CHARS else text[:MAX_QUOTED_CHARS] + "…"
