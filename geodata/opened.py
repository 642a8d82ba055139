"""The case that is open: read once per state of its file, with everything that is made of it for the pages."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from geodata.casefile import read_case
from geodata.drawing import Drawing, draw
from geodata.filters import searchable, time_range
from geodata.model import Case, case_from_document
from geodata.palette import colors
from geodata.problems import CaseProblemsError, Problem, UnreadableError
from geodata.serving.drawings import publish
from geodata.shapes import Unlocated, unlocated_claims
from geodata.stated import DEFAULT_RULE, Precision

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from typing import Any

    Json = dict[str, Any]

#: Name of the environment variable that names another case file.
CASE_VARIABLE: Final = "CROSSBEARING_CASE"
BUNDLED_CASE: Final = Path(__file__).parent.parent / "incidents.geojson"
_EMPTY: Final = Case("EMPTY", "No case", "", (), (), (), (), (), {})


@dataclass(frozen=True, eq=False)
class OpenedCase:
    """A case with what its pages need; made once per state of the file, and equal to itself alone."""

    case: Case
    warnings: tuple[Problem, ...]
    unlocated: Mapping[str, Unlocated]
    """Why a claim is not on the map, by claim id; claims that are on it are not in here."""
    colors: Mapping[str, str]
    counts: Mapping[str, int]
    """Claims by actor."""
    index: Mapping[str, str]
    """What each claim can be found by, by id."""
    times: tuple[datetime, datetime] | None
    rule: Precision
    reader: str | None = None
    """Whose draft it is; ``None`` for what everybody sees."""

    @cached_property
    def drawing(self) -> Drawing:
        """The case as it is drawn: made when a map asks for it, since pages without one change the rule, too."""
        return draw(self.case, self.rule)

    @cached_property
    def data_address(self) -> str:
        """Where browsers fetch the drawing."""
        return publish(self.drawing.payload, self.reader)


@dataclass(frozen=True, slots=True)
class Opening:
    """What came of opening a file: a case to show in any event, and what was wrong."""

    path: Path
    opened: OpenedCase
    problems: tuple[Problem, ...]
    """Why the file as it is now cannot be shown; empty if it is what is shown."""
    is_last_good: bool
    """True if an earlier state of the file is shown instead."""


def case_path(asked: str | None) -> Path:
    """Return the case file to open: the one asked for, else the environment's, else the bundled one."""
    named = asked or os.environ.get(CASE_VARIABLE)
    return Path(named) if named else BUNDLED_CASE


def prepare(
    case: Case, warnings: tuple[Problem, ...] = (), rule: Precision = DEFAULT_RULE, reader: str | None = None
) -> OpenedCase:
    """Make of a case what its pages need; ``reader`` is whose draft it is."""
    counts: dict[str, int] = {}
    for claim in case.claims:
        counts[claim.actor] = counts.get(claim.actor, 0) + 1
    return OpenedCase(
        case=case,
        warnings=warnings,
        unlocated=unlocated_claims(case),
        colors=colors(case),
        counts=counts,
        index={claim.id: searchable(case, claim) for claim in case.claims},
        times=time_range(case),
        rule=rule,
        reader=reader,
    )


@lru_cache(maxsize=8)
def _read(
    path: Path,
    state: tuple[int, int],
    rule: Precision,
) -> OpenedCase | CaseProblemsError:
    read = _read_file(path, state)
    if isinstance(read, CaseProblemsError):
        return read
    return prepare(*read, rule)


@lru_cache(maxsize=4)
def _read_file(
    path: Path,
    state: tuple[int, int],  # noqa: ARG001 - in the key
) -> tuple[Case, tuple[Problem, ...]] | CaseProblemsError:
    try:
        return read_case(path)
    except CaseProblemsError as error:
        # Kept like a case: a file that is still broken is not read again at each click.
        return error


_last_good: Final[dict[Path, OpenedCase]] = {}


def _file_state(path: Path) -> tuple[int, int]:
    status = path.stat()
    return status.st_mtime_ns, status.st_size


def _unreadable(path: Path, reason: str) -> tuple[Problem, ...]:
    remedy = f"Name another file after “--” or in {CASE_VARIABLE}, and reload."
    return (Problem(str(path), "file.readable", reason, remedy),)


def open_case(path: Path, rule: Precision = DEFAULT_RULE) -> Opening:
    """Open a case file; where it cannot be shown, the last state of it that could, else an empty case.

    Parameters
    ----------
    path
        The file.
    rule
        What gives the stated distances their half-width on everything that is drawn.
    """
    try:
        result = _read(path, _file_state(path), rule)
    except UnreadableError as error:
        problems = _unreadable(path, str(error))
    except OSError as error:
        problems = _unreadable(path, f"This file cannot be opened: {error.strerror}.")
    else:
        if isinstance(result, OpenedCase):
            _last_good[path] = result
            return Opening(path, result, (), is_last_good=False)
        problems = result.problems
    good = _last_good.get(path)
    return Opening(path, good or _empty(), problems, is_last_good=good is not None)


def open_document(path: Path, document: Json, rule: Precision = DEFAULT_RULE, reader: str | None = None) -> Opening:
    """Make of a case that is being edited what its pages need; the caller keeps it, it is nobody else's.

    Parameters
    ----------
    path
        The file that it is a draft of, or the name it goes by.
    document
        The case as parsed GeoJSON, in order.
    rule
        As for :func:`open_case`.
    reader
        Whose draft it is.
    """
    return Opening(path, prepare(case_from_document(document), (), rule, reader), (), is_last_good=False)


@lru_cache(maxsize=1)
def _empty() -> OpenedCase:
    return prepare(_EMPTY)
