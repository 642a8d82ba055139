"""Run the library from the command line: ``python -m geodata COMMAND``.

Exit status: 0 done, 1 the input has problems (each named), 2 wrong usage or unreadable input. With ``--json`` standard
output carries one JSON document and nothing else. A command is one function that adds its own parser; ``COMMANDS``
lists them.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from geodata.casefile import Report, check_bytes, read_bytes, read_stream
from geodata.problems import Problem, UnreadableError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

EXIT_DONE: Final = 0
EXIT_PROBLEMS: Final = 1
EXIT_UNREADABLE: Final = 2
EXIT_INTERRUPTED: Final = 130

_STANDARD_INPUT: Final = "-"
_LEVEL_WORDS: Final = {"json": "JSON", "geojson": "GeoJSON (RFC 7946)", "case": "a case"}


def printable(text: str) -> str:
    r"""Return a text fit for a terminal: what would move its cursor or turn its direction is written as an escape.

    Examples
    --------
    >>> printable("a\x1b[31m\u202eb")
    'a\\x1b[31m\\u202eb'
    """
    return "".join(char if char.isprintable() else ascii(char)[1:-1] for char in text)


def read_input(name: str) -> bytes:
    """Return the bytes of a file, or of standard input for ``-``."""
    return read_stream(sys.stdin.buffer, "standard input") if name == _STANDARD_INPUT else read_bytes(Path(name))


def print_json(value: object) -> None:
    """Print one JSON document, in ASCII, so that no terminal or pipe can spoil it."""
    print(json.dumps(value, indent=1))


def add_check(commands: Any) -> None:  # noqa: ANN401 - argparse names its type with an underscore
    """Add ``check``: every problem of a file at once."""
    parser = commands.add_parser("check", help="name every problem of a file", description=add_check.__doc__)
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
        raise
    if options.json:
        print_json(report.to_json())
    else:
        print("\n".join(map(printable, _report_lines(options.file, report))))
    return EXIT_DONE if report.valid else EXIT_PROBLEMS


def _unreadable(name: str, error: UnreadableError) -> Report:
    problem = Problem(printable(name), "file.readable", str(error), "Give a text file that can be read.")
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
    return f"{count or 'no'} {noun}{'' if count == 1 else 's'}"


COMMANDS: Final[tuple[Callable[[Any], None], ...]] = (add_check,)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status.

    Parameters
    ----------
    arguments
        The words after ``python -m geodata``; ``None`` takes them from the command line.
    """
    parser = argparse.ArgumentParser(prog="python -m geodata", description="Map a contested incident claim by claim.")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    for add_command in COMMANDS:
        add_command(commands)
    options = parser.parse_args(arguments)
    try:
        status = int(options.run(options))
        sys.stdout.flush()
    except UnreadableError as error:
        print(printable(str(error)), file=sys.stderr)
        return EXIT_UNREADABLE
    except BrokenPipeError:
        # The reader has gone, as `head` does; without this Python complains once more when it closes the pipe.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return EXIT_PROBLEMS
    except KeyboardInterrupt:
        return EXIT_INTERRUPTED
    return status


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    sys.exit(main())
