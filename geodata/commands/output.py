"""What every command shares: exit statuses, input, and output that a terminal or a program can take."""

from __future__ import annotations

import json
import math
import sys
from pathlib import Path
from typing import Final

from geodata.casefile import read_bytes, read_stream

EXIT_DONE: Final = 0
EXIT_PROBLEMS: Final = 1
EXIT_UNREADABLE: Final = 2
EXIT_INTERRUPTED: Final = 130

_STANDARD_INPUT: Final = "-"


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


def input_name(name: str) -> str:
    """Return what to call an input in a message."""
    return "standard input" if name == _STANDARD_INPUT else name


def print_json(value: object) -> None:
    """Print one JSON document, in ASCII, so that no terminal or pipe can spoil it.

    JSON has no infinity: whoever has one to say prints :func:`finite` of it, and the words to standard error.
    """
    print(json.dumps(value, indent=1, allow_nan=False))


def finite(number: float | None) -> float | None:
    """Return a number as JSON can hold it: ``None`` where it is infinite."""
    return None if number is None or math.isinf(number) else number


def print_lines(*lines: str) -> None:
    """Print lines on standard output, made printable."""
    print("\n".join(map(printable, lines)))


def warn(*lines: str) -> None:
    """Print lines on standard error, made printable."""
    for line in lines:
        print(printable(line), file=sys.stderr)
