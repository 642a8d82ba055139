"""The case that is open: read once per state of its file, with everything that is made of it for the pages."""

from __future__ import annotations

import errno
import os
import stat
import threading
from collections import OrderedDict
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple
from weakref import WeakValueDictionary

from geodata.app.prepared_case import FEWEST_RESULTS, LoadedCase, prepare
from geodata.casefile.io import case_from_bytes, read_bytes
from geodata.core.json_path import Json
from geodata.core.model import Case, case_from_document
from geodata.core.precision import DEFAULT_PRECISION_RULE, Precision
from geodata.core.problems import CaseProblemsError, Problem, UnreadableError
from geodata.core.result_cache import ResultCache
from geodata.editing.drafts.draft_rows import Packed
from geodata.editing.filestate import FileState
from geodata.editing.records import with_shared_records
from geodata.editing.saving import clear_leftovers
from geodata.editing.size_limits import check_case_size

#: Name of the environment variable that names another case file.
CASE_VARIABLE: Final = "CROSSBEARING_CASE"
BUNDLED_CASE: Final = Path(__file__).parents[2] / "incidents.geojson"
#: What pages worked out of the case that everybody sees: the verdicts of 1,000 claims take 14 MB.
MOST_SHARED_BYTES: Final = 256 * 2**20
_UNREADABLE: Final = "file.readable"
_EMPTY: Final = Case("EMPTY", "No case", "", (), (), (), (), (), {})


@dataclass(frozen=True, slots=True)
class LoadResult:
    """What came of opening a file: a case to show in any event, and what was wrong."""

    path: Path
    opened: LoadedCase
    problems: tuple[Problem, ...]
    """Why the file as it is now cannot be shown; empty if it is what is shown."""
    is_last_good: bool
    """True if an earlier state of the file is shown instead."""
    state: FileState | None = None
    """What the file was when it was read; ``None`` for what is shown of no file."""


def case_path(asked: str | None) -> Path:
    """Return the case file to open: the one asked for, else the environment's, else the bundled one."""
    named = asked or os.environ.get(CASE_VARIABLE)
    return Path(named) if named else BUNDLED_CASE


@dataclass(frozen=True, slots=True)
class _File:
    """A case file as it was last read."""

    looked: tuple[int, ...]
    """What the system said of it, without reading it."""
    state: FileState | None
    """What it was; ``None`` if it could not be read."""
    good: LoadedCase | None
    """The last state of it that can be shown."""
    problems: tuple[Problem, ...]
    """Why it is not this one."""


#: Files that are open, by path: the server's own, of which every reader has the same values. Kept for good are those of
#: these few; drafts are their readers' own.
_MOST_FILES: Final = 4
_files: Final[OrderedDict[Path, _File]] = OrderedDict()
_reading: Final = threading.Lock()
_packing: Final = threading.Lock()


def _read(path: Path) -> _File:
    """Return a file as it is now, read once for all readers and each state of it, a state that is broken among them.

    Raises ``OSError`` if the system does not let us look at it, or it is a pipe: all would wait for who writes into it.
    """
    status = path.stat()
    if not (stat.S_ISREG(status.st_mode) or stat.S_ISDIR(status.st_mode)):  # of a folder, reading says what it is
        raise OSError(errno.EINVAL, "it is a pipe or a device, not a file")
    # Time and size alone are those of another file, too, that was put in its place with its time kept.
    now = status.st_mtime_ns, status.st_size, status.st_ino, status.st_ctime_ns
    with _reading:  # who comes while it is read waits for it: read twice, it would be there twice
        last = _files.get(path)
        if last is None or last.looked != now:
            _files[path] = last = _read_anew(path, now, None if last is None else last.good)
        _files.move_to_end(path)
        while len(_files) > _MOST_FILES:
            _files.popitem(last=False)
        return last


def _read_anew(path: Path, now: tuple[int, ...], before: LoadedCase | None) -> _File:
    try:
        data = read_bytes(path)
        case, warnings = case_from_bytes(data, str(path))
    except UnreadableError as error:
        return _File(now, None, before, _unreadable(path, str(error)))
    except CaseProblemsError as error:
        return _File(now, None, before, error.problems)
    if before is not None:
        # A save changes some records of many: the others stay the values that everybody has.
        case = case_from_document(with_shared_records(case.document, before.case.document), before.case)
    shared = ResultCache(MOST_SHARED_BYTES, FEWEST_RESULTS)
    prepared = replace(prepare(case, warnings, DEFAULT_PRECISION_RULE, before), kept=shared)
    return _File(now, FileState.of(data, now[0]), prepared, ())


def _unreadable(path: Path, reason: str) -> tuple[Problem, ...]:
    remedy = f"Name another file after “--” or in {CASE_VARIABLE}, and reload."
    return (Problem(str(path), _UNREADABLE, reason, remedy),)


def open_case(path: Path, rule: Precision = DEFAULT_PRECISION_RULE) -> LoadResult:
    """Open a case file; where it cannot be shown, the last state of it that could, else an empty case.

    ``rule``: what gives the stated distances their half-width on everything that is drawn.
    """
    try:
        file = _read(path)
    except OSError as error:
        problems = _unreadable(path, f"This file cannot be opened: {error.strerror}.")
        last = _files.get(path)
        file = _File((0, 0), None, None if last is None else last.good, problems)
    shown = (file.good or _empty()).under(rule)
    return LoadResult(
        path, shown, file.problems, is_last_good=bool(file.problems) and file.good is not None, state=file.state
    )


class ToEdit(NamedTuple):
    """A case file to be edited."""

    state: FileState
    """For :func:`geodata.editing.saving.save`."""
    opened: LoadedCase
    """The one that everybody has."""

    @property
    def document(self) -> Json:
        """The case as parsed GeoJSON."""
        return self.opened.case.document

    @property
    def packed(self) -> Packed:
        """The same as drafts keep it, packed once for all who begin one."""
        with _packing:  # who comes meanwhile waits for it
            return self.opened.of(("packed",), lambda: Packed.of(self.document))


def open_for_editing(path: Path) -> ToEdit:
    """Open a case file to edit it; it is not read anew for each who does.

    Raises ``UnreadableError`` if it is missing, or no file that can be read. Raises ``CaseProblemsError`` if it is not
    a case; carries every problem. Raises ``LimitError`` if it is too large to be edited.
    """
    clear_leftovers(path)
    file = open_case(path)
    if any(problem.rule == _UNREADABLE for problem in file.problems):
        raise UnreadableError(file.problems[0].message)
    if file.problems or file.state is None:
        raise CaseProblemsError(str(path), file.problems)
    check_case_size(file.state.size)
    return ToEdit(file.state, file.opened)


#: As long as a window has it.
_prepared_drafts: Final = WeakValueDictionary[tuple[int, Precision, str | None], LoadedCase]()


def open_document(
    path: Path,
    document: Json,
    rule: Precision = DEFAULT_PRECISION_RULE,
    *,
    reader: str | None = None,
    before: LoadedCase | None = None,
) -> LoadResult:
    """Make of a case that is being edited what its pages need; the caller keeps it, it is its reader's alone.

    Made once for all windows that have the same document.

    ``path``: the file that it is a draft of, or the name it goes by. ``document``: the case as parsed GeoJSON, in
    order. ``rule``: as for :func:`open_case`. ``reader``: whose draft it is. ``before``: an earlier state of it, from
    which is taken over what is the same.
    """
    key = (id(document), rule, reader)
    prepared = _prepared_drafts.get(key)
    if prepared is None or prepared.case.document is not document:
        case = case_from_document(document, None if before is None else before.case)
        _prepared_drafts[key] = prepared = prepare(case, (), rule, before, reader)
    return LoadResult(path, prepared, (), is_last_good=False)


@lru_cache(maxsize=1)
def _empty() -> LoadedCase:
    return prepare(_EMPTY)
