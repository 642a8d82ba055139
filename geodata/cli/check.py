"""``check``: every problem of a file at once."""

from __future__ import annotations

import argparse
from typing import Any, Final

from geodata.casefile.io import Report, check_bytes
from geodata.cli.output import (
    EXIT_DONE,
    EXIT_PROBLEMS,
    EXIT_UNREADABLE,
    print_json,
    print_lines,
    printable,
    read_input,
    warn,
)
from geodata.core.problems import UnreadableError, problem_of
from geodata.core.text import counted

_LEVEL_WORDS: Final = {"json": "JSON", "geojson": "GeoJSON (RFC 7946)", "case": "a case"}


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
    return Report(valid=False, level=None, problems=(problem_of(printable(name), "file.readable", error),))


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
