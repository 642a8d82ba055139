"""Run the library from the command line: ``python -m geodata COMMAND``.

Exit status: 0 done, 1 the input has problems (each named), 2 wrong usage or unreadable input. With ``--json`` standard
output carries one JSON document and nothing else. A command is one function that adds its own parser; ``COMMANDS``
lists them.
"""

from __future__ import annotations

import argparse
import logging
import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from geodata import PROGRAM
from geodata.casefile.io import Report, check_bytes
from geodata.cli.distance import add_distance
from geodata.cli.export import add_export
from geodata.cli.geocode import add_geocode
from geodata.cli.georeference import add_georeference
from geodata.cli.importing import add_import
from geodata.cli.output import (
    EXIT_DONE,
    EXIT_FAULT,
    EXIT_INTERRUPTED,
    EXIT_PROBLEMS,
    EXIT_UNREADABLE,
    print_json,
    print_lines,
    printable,
    read_input,
    warn,
)
from geodata.cli.stated_width import add_precision
from geodata.cli.verdicts import add_verdicts
from geodata.core.logs import FAULT, log_fault, set_up_log
from geodata.core.problems import CaseProblemsError, GeodataError, Problem, UnreadableError
from geodata.core.text import counted
from geodata.parsing.georeferencing import GeoreferenceError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_LOGGER: Final = logging.getLogger(__name__)
_LEVEL_WORDS: Final = {"json": "JSON", "geojson": "GeoJSON (RFC 7946)", "case": "a case"}
#: A word that argparse would take for an option, and that no option begins like: a negative number.
_NEGATIVE_NUMBER: Final = re.compile("-[0-9.]")


def add_check(commands: Any) -> None:  # noqa: ANN401 - argparse names its type with an underscore
    """Add ``check``: every problem of a file at once."""
    parser = commands.add_parser(
        "check", help="name every problem of a file", description="Name every problem of a file at once."
    )
    parser.add_argument("--geojson", action="store_true", help="stop after RFC 7946; a case is not asked for")
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    parser.add_argument("file", metavar="FILE", help="the file, or - for standard input")
    parser.set_defaults(run=check)


def check(options: argparse.Namespace) -> int:
    """Check a file and print what was found."""
    try:
        report = check_bytes(read_input(options.file), geojson_only=options.geojson)
    except UnreadableError as error:
        if options.json:
            print_json(_unreadable(options.file, error).to_json())
        warn(str(error))
        return EXIT_UNREADABLE
    if options.json:
        print_json(report.to_json())
    else:
        print_lines(*_report_lines(options.file, report))
    return EXIT_DONE if report.valid else EXIT_PROBLEMS


def _unreadable(name: str, error: UnreadableError) -> Report:
    message, _, remedy = str(error).rpartition(". ")
    problem = Problem(printable(name), "file.readable", f"{message}.", remedy)
    return Report(valid=False, level=None, problems=(problem,))


def _report_lines(name: str, report: Report) -> list[str]:
    """Say a report: errors first, one block for each problem, the count at the end."""
    lines: list[str] = []
    for problem in sorted(report.problems, key=lambda problem: problem.severity):
        lines += [
            f"{problem.severity.capitalize()} at {problem.where}",
            f"  {problem.message}",
            f"  {problem.remedy}",
            f"  Rule: {problem.rule}",
            "",
        ]
    errors = sum(problem.severity == "error" for problem in report.problems)
    counts = f"{_counted(errors, 'error')}, {_counted(len(report.problems) - errors, 'warning')}"
    verdict = f"valid as {_LEVEL_WORDS[report.level]}" if report.valid and report.level else "not valid"
    good_for = f" It is in order as {_LEVEL_WORDS[report.level]}." if not report.valid and report.level else ""
    return [*lines, f"{name}: {verdict}; {counts}.{good_for}"]


def _counted(count: int, noun: str) -> str:
    return counted(count, noun) if count else f"no {noun}s"


def _fail(error: GeodataError, *, as_json: bool) -> int:
    """Say what went wrong on purpose and return the exit status: one sentence, or all problems of the input."""
    problems = error.problems if isinstance(error, CaseProblemsError | GeoreferenceError) else ()
    if as_json:
        found = {"problems": [problem.to_json() for problem in problems]} if problems else {}
        print_json({"error": str(error), **found})
    warn(*(f"{problem.where}: {problem.message} {problem.remedy}" for problem in problems), str(error))
    return EXIT_PROBLEMS if problems and isinstance(error, CaseProblemsError) else EXIT_UNREADABLE


COMMANDS: Final[tuple[Callable[[Any], None], ...]] = (
    add_check,
    add_distance,
    add_precision,
    add_geocode,
    add_georeference,
    add_verdicts,
    add_export,
    add_import,
)


def _parsed(parser: argparse.ArgumentParser, words: Sequence[str]) -> argparse.Namespace:
    """Return what was asked for, a negative number or a name that begins like one as it was written."""
    # A word that begins with a space is not an option to argparse.
    spaced = {f" {word}": word for word in words if _NEGATIVE_NUMBER.match(word)}
    options = parser.parse_args([f" {word}" if f" {word}" in spaced else word for word in words])
    for name, value in vars(options).items():
        if isinstance(value, str):
            setattr(options, name, spaced.get(value, value))
        elif isinstance(value, list):
            setattr(options, name, [spaced.get(one, one) for one in value])
    return options


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status.

    Parameters
    ----------
    arguments
        The words after ``python -m geodata``; ``None`` takes them from the command line.
    """
    parser = argparse.ArgumentParser(prog="python -m geodata", description="Map a contested incident claim by claim.")
    parser.add_argument("--version", action="version", version=PROGRAM)
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    for add_command in COMMANDS:
        add_command(commands)
    words = sys.argv[1:] if arguments is None else arguments
    options = _parsed(parser, words)
    try:
        status = int(options.run(options))
        sys.stdout.flush()
    except GeodataError as error:
        return _fail(error, as_json=options.json)
    except BrokenPipeError:
        # The reader has gone, as `head` does.
        _give_up_output()
        return EXIT_PROBLEMS
    except OSError as error:  # what the commands do not say themselves: no room for what is printed
        _give_up_output()
        warn(f"Standard output cannot be written: {error.strerror or error}. Make room, or write elsewhere.")
        return EXIT_UNREADABLE
    except KeyboardInterrupt:
        return EXIT_INTERRUPTED
    except Exception as error:  # noqa: BLE001 - raised by nobody on purpose: whatever it is, it is said and logged
        log_fault(_LOGGER, f"The command “{words[0]}”", error)
        if options.json:
            print_json({"error": FAULT})
        warn(FAULT)
        return EXIT_FAULT
    return status


def _give_up_output() -> None:
    """Print nowhere from now on: without this Python complains once more when it closes standard output."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    # Closed by who called: there is nobody to print to, and the exit status still says how it went.
    sys.stdout = sys.stdout or Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - as long as the process
    sys.stderr = sys.stderr or Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - as long as the process
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    set_up_log()
    sys.exit(main())
