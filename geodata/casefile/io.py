"""Read and write case files: the one module that knows their bytes.

Reading: bytes -> JSON -> GeoJSON -> case, each stage adding every problem it finds. Writing: the document as it was
read, members we do not know included, in one fixed layout.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Container, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Final, Literal

from geodata.casefile import validate
from geodata.casefile.serialize import case_text
from geodata.core.model import Case, case_from_document
from geodata.core.problem_list import listed
from geodata.core.problems import CaseProblemsError, Problem, UnreadableError, quoted
from geodata.geojson import rfc7946
from geodata.geojson.strict_json import JsonReading, read_json

Level = Literal["json", "geojson", "case"]

#: More is not a case: a thousand claims, each with a source and a province, take about 20 MB.
MAX_BYTES: Final = 256 * 1024 * 1024

_FEATURE_INDEX: Final = re.compile(r"\$\.features\[([0-9]+)\]")


@dataclass(frozen=True, slots=True)
class Report:
    """What came of checking a file."""

    valid: bool
    """True if no problem is an error."""
    level: Level | None
    """The deepest level without an error, at which and above which there is none; ``None`` if it is not strict JSON."""
    problems: tuple[Problem, ...]

    def to_json(self) -> dict[str, Any]:
        """Return the object of docs/command-line.md, "Checking a file"."""
        return {
            "valid": self.valid,
            "level": self.level,
            "problems": [problem.to_json() for problem in self.problems],
        }


def check_bytes(data: bytes, *, geojson_only: bool = False) -> Report:
    """Check the bytes of a file, as far as they go.

    ``geojson_only``: True to stop after RFC 7946.

    >>> check_bytes(b'{"type": "Point", "coordinates": [40.056, 35.396]}', geojson_only=True)
    Report(valid=True, level='geojson', problems=())
    """
    return _report(read_json(data), geojson_only=geojson_only)


def _report(reading: JsonReading, *, geojson_only: bool) -> Report:
    stages: list[tuple[Level, tuple[Problem, ...]]] = [("json", listed(reading.problems))]
    if reading.has_value:
        broken_features: set[int] = set()
        stages.append(
            ("geojson", listed(_noting_features(rfc7946.find_geojson_problems(reading.value), broken_features)))
        )
        if not geojson_only:
            stages.append(("case", validate.check_case(reading.value, broken_features)))
    level: Level | None = None
    for name, problems in stages:
        if _has_error(problems):
            break
        level = name
    problems = tuple(problem for _, found in stages for problem in found)
    return Report(valid=not _has_error(problems), level=level, problems=problems)


def find_problems(document: object, passed: Container[int] = ()) -> Iterator[Problem]:
    """Yield every problem of a parsed document, first as GeoJSON, then as a case, without end.

    ``passed``: identities (:func:`id`) of records that are passed over, but for what ties all of them together.
    """
    broken_features: set[int] = set()
    yield from _noting_features(rfc7946.find_geojson_problems(document, passed), broken_features)
    yield from validate.find_case_problems(document, broken_features, passed)


def _noting_features(problems: Iterator[Problem], indexes: set[int]) -> Iterator[Problem]:
    """Pass problems on, and note the index of each feature with an error."""
    for problem in problems:
        match = _FEATURE_INDEX.search(problem.where)
        if match is not None and problem.severity == "error":
            indexes.add(int(match[1]))
        yield problem


def _has_error(problems: tuple[Problem, ...]) -> bool:
    return any(problem.severity == "error" for problem in problems)


def read_case(path: Path) -> tuple[Case, tuple[Problem, ...]]:
    """Read a case file.

    Returns the case, and what is odd about it: warnings only.
    Raises ``UnreadableError`` if the file is missing, or cannot be read. Raises ``CaseProblemsError`` if it is not a
    case; carries every problem.
    """
    return case_from_bytes(read_bytes(path), str(path))


def case_from_bytes(data: bytes, source: str) -> tuple[Case, tuple[Problem, ...]]:
    """Make a case of the bytes of a file, as :func:`read_case` does.

    ``source``: its name, for messages.
    Raises ``CaseProblemsError`` if it is not a case; carries every problem.
    """
    reading = read_json(data)
    report = _report(reading, geojson_only=False)
    if not report.valid:
        raise CaseProblemsError(source, report.problems)
    return case_from_document(reading.value), report.problems


def read_bytes(path: Path, *, is_text: bool = True) -> bytes:
    """Return the bytes of a file.

    ``is_text``: False for a file of a format that is not text, such as a workbook.
    Raises ``UnreadableError`` if it is missing, a folder, a pipe or a device, not ours to read, binary, or larger than
    256 MB; the message is one sentence.
    """
    try:
        with open(path, "rb", opener=_at_once) as file:
            _check_is_file(file.fileno(), path)
            return read_stream(file, str(path), is_text=is_text)
    except FileNotFoundError:
        raise UnreadableError(f"There is no file {quoted(str(path))}. Check its name and folder.") from None
    except IsADirectoryError:
        raise UnreadableError(f"{quoted(str(path))} is a folder, not a file. Name a file in it.") from None
    except UnreadableError:
        raise
    except (OSError, ValueError) as error:  # ValueError: a NUL character in the name
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise UnreadableError(
            f"{quoted(str(path))} cannot be read: {reason}. Put that right, or name another file."
        ) from None


def _at_once(name: str, flags: int) -> int:
    """Open without waiting: a pipe that nobody writes to would be waited for without end."""
    return os.open(name, flags | getattr(os, "O_NONBLOCK", 0))


def _check_is_file(handle: int, path: Path) -> None:
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        remedy = "Save what it gives as a file, and name that."
        raise UnreadableError(f"{quoted(str(path))} is a pipe or a device, not a file. {remedy}")


def read_stream(stream: BinaryIO, name: str, *, is_text: bool = True) -> bytes:
    """Return the bytes of an open stream, as :func:`read_bytes` does for a file."""
    data = stream.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise UnreadableError(
            f"{quoted(name)} is larger than {MAX_BYTES // 1024**2} MB, the most that is read. Divide it."
        )
    # UTF-16 has NUL bytes too; it is text, and the check says what to do about it.
    if is_text and b"\0" in data[:8192] and data[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        raise UnreadableError(f"{quoted(name)} is a binary file, not text. Name a text file.")
    return data


def case_to_bytes(case: Case) -> bytes:
    """Return a case as the bytes of its file: UTF-8, in the layout of :mod:`geodata.casefile.serialize`."""
    return case_text(case.document).encode()
