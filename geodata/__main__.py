"""Run the library from the command line: ``python -m geodata COMMAND``.

Exit status: 0 done, 1 the input has problems (each named), 2 wrong usage or unreadable input. With ``--json`` standard
output carries one JSON document and nothing else. A command is one function that adds its own parser, in a module of
:mod:`geodata.cli`; ``COMMANDS`` lists these.
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from geodata import PROGRAM
from geodata.cli.arguments import Arguments, refuse_faults
from geodata.cli.output import (
    EXIT_FAULT,
    EXIT_INTERRUPTED,
    EXIT_PROBLEMS,
    EXIT_UNREADABLE,
    print_json,
    warn,
)
from geodata.core.logs import FAULT, log_fault, set_up_log
from geodata.core.problems import CaseProblemsError, GeodataError, Problem, UsageError

_LOGGER: Final = logging.getLogger(__name__)


def _fail(error: GeodataError, faults: Sequence[Problem], *, as_json: bool) -> int:
    """Say what went wrong on purpose and return the exit status: one sentence, or all problems of words and input."""
    problems = tuple(dict.fromkeys((*faults, *getattr(error, "problems", ()))))
    error = UsageError(problems) if faults and isinstance(error, UsageError) else error
    lines = [f"{problem.where}: {problem.message} {problem.remedy}" for problem in problems]
    if as_json:
        found = {"problems": [problem.to_json() for problem in problems]} if problems and lines != [str(error)] else {}
        print_json({"error": str(error), **found})
    warn(*dict.fromkeys((*lines, str(error))))
    return EXIT_PROBLEMS if problems and isinstance(error, CaseProblemsError) and not faults else EXIT_UNREADABLE


#: By command, the module of :mod:`geodata.cli` with the function that adds it, such as ``add_check``.
COMMANDS: Final[Mapping[str, str]] = MappingProxyType({
    "check": "check",
    "distance": "distance",
    "precision": "distance",
    "geocode": "geocode",
    "georeference": "georeference",
    "verdicts": "verdicts",
    "timeline": "times",
    "changes": "times",
    "sun": "sun",
    "export": "export",
    "import": "importing",
})  # fmt: skip


def add_command(commands: Any, name: str) -> None:  # noqa: ANN401 - argparse names its type with an underscore
    """Add a command; what it takes is imported here, since some of it takes longer than most commands run."""
    getattr(import_module(f"geodata.cli.{COMMANDS[name]}"), f"add_{name}")(commands)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status.

    ``arguments``: the words after ``python -m geodata``; ``None`` takes them from the command line.
    """
    parser = Arguments(prog="python -m geodata", description="Map a contested incident claim by claim.")
    parser.add_argument("--version", action="version", version=PROGRAM)
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    words = sys.argv[1:] if arguments is None else arguments
    for name in words[:1] if words and words[0] in COMMANDS else COMMANDS:
        add_command(commands, name)
    options = parser.all_of(words)
    try:
        if not options.finds_all:
            refuse_faults(options)
        status = int(options.run(options))
        sys.stdout.flush()
    except GeodataError as error:
        return _fail(error, options.faults, as_json=options.json)
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
