"""What every command shares: exit statuses, input, and output that a terminal or a program can take."""

from __future__ import annotations

import json
import math
import os
import sys
from collections.abc import Mapping, Sequence
from itertools import combinations, product
from pathlib import Path, PurePath
from typing import Final

from geodata.casefile.io import read_bytes, read_stream
from geodata.core.atomic_write import replace_file
from geodata.core.problems import InputError, UnreadableError, quoted
from geodata.core.text import any_of

EXIT_DONE: Final = 0
EXIT_PROBLEMS: Final = 1
EXIT_UNREADABLE: Final = 2
#: As EX_SOFTWARE of the system's sysexits.h.
EXIT_FAULT: Final = 70
EXIT_INTERRUPTED: Final = 130

STANDARD_INPUT: Final = "-"


def printable(text: str) -> str:
    r"""Return a text fit for a terminal: what would move its cursor or turn its direction is written as an escape.

    >>> printable("a\x1b[31m\u202eb")
    'a\\x1b[31m\\u202eb'
    """
    return "".join(char if char.isprintable() else ascii(char)[1:-1] for char in text)


def path_of(name: str) -> Path:
    """Return the path that a name on the command line is of.

    Raises ``UnreadableError`` if it is empty, which would be the folder that the command is run in.
    """
    if not name:
        raise UnreadableError(f"{quoted(name)} names no file. Give its name.")
    return Path(name)


def read_input(name: str) -> bytes:
    """Return the bytes of a file, or of standard input for ``-``."""
    return read_stream(sys.stdin.buffer, "standard input") if name == STANDARD_INPUT else read_bytes(path_of(name))


def input_name(name: str) -> str:
    """Return what to call an input in a message."""
    return "standard input" if name == STANDARD_INPUT else name


def keep_apart(read: Mapping[str, str | None], written: Mapping[str, str | None]) -> None:
    """Refuse to write over a file that is read, or to write two things to one file.

    ``read``, ``written``: what the command line gives, by what it is to the reader; ``None`` for what it leaves out.
    Raises ``InputError`` if two of the names are one file, by whatever links.
    """
    inputs, outputs = ([(words, name) for words, name in one.items() if name is not None] for one in (read, written))
    pairs = [*product(inputs, outputs), *combinations(outputs, 2)]
    for (other_words, other), (words, name) in pairs:
        if _is_same(name, other):
            raise InputError(
                f"{other_words} and {words} are one file, {quoted(name)}. Give {words} another name.", name
            )


def check_ending(option: str, name: str | None, what: str, endings: Sequence[str], others: Sequence[str]) -> None:
    """Refuse to write one format under a name that ends like another.

    ``option``: of the command line, that gives the name. ``name``: as given; ``None`` and a name without an ending are
    in order. ``what``: what is written. ``endings``, ``others``: how its name may end, and how names of other formats
    end.
    Raises ``InputError`` if it ends like another.
    """
    ending = PurePath(name or "").suffix.lower()
    if ending in others and ending not in endings:
        remedy = f"Give it a name that ends in {any_of(*endings)}."
        raise InputError(f"{option} writes {what}, and {quoted(name)} ends in {ending}. {remedy}", name or "")


def _is_same(name: str, other: str) -> bool:
    try:
        if os.path.realpath(name) == os.path.realpath(other):
            return True
        # Two names of one file that no path tells: hard links, capitals where the system does not tell them apart.
        return Path(name).samefile(other)
    except (OSError, ValueError):  # ValueError: a NUL character in the name
        # One of them is not there, or cannot be looked at: there is nothing to lose in it.
        return False


def write_output(name: str, data: bytes) -> None:
    """Write a file that the command line names, whole or not at all.

    Raises ``UnreadableError`` if it cannot be written; the old file is then as it was.
    """
    try:
        replace_file(path_of(name), data)
    except (OSError, ValueError) as error:  # ValueError: a NUL character in the name
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise UnreadableError(
            f"{quoted(name)} cannot be written: {reason}. Put that right, or name another file."
        ) from None


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
