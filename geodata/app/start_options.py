"""How the app was started: what stood behind “--”, read in one place."""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from geodata.app.server.hosts import Address, read_address


@dataclass(frozen=True, slots=True)
class StartOptions:
    """What the app was asked for at its start."""

    case: str | None = None
    """The case file; ``None`` where none is named."""
    is_editable: bool = False
    """Whether everybody who reaches the page may save."""
    hosts: tuple[Address, ...] = ()
    """Names that it is answered under, beside those of this machine and of Streamlit's own options."""


def _host(text: str) -> Address:
    found = read_address(text)
    if found is None:
        raise argparse.ArgumentTypeError(
            f"“{text}” is not a host name: write it as in cases.example.org, without http://"
        )
    return found


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("streamlit run dashboard.py --", allow_abbrev=False)
    add = parser.add_argument
    add("case", metavar="CASE_FILE", nargs="?", help="the case to show; without one, the bundled one")
    add("--editable", action="store_true", help="let everybody who reaches the page save to the file")
    add("--host", metavar="NAME", action="append", type=_host, default=[], help="a name that the app is reached under, "
        "with its port if need be; may stand more than once")  # fmt: skip
    return parser


@lru_cache(maxsize=4)
def read_options(words: tuple[str, ...]) -> StartOptions:
    """Return what the words behind “--” ask for; ends the program with a sentence where they cannot be read."""
    found = _parser().parse_args(words)
    return StartOptions(found.case, found.editable, tuple(found.host))


def start_options() -> StartOptions:
    """Return what this app was started with.

    Streamlit passes on what stood behind “--” as the script's own arguments, before it imports the script to find the
    app in it. Run in any other way (a test, another server) the process's arguments are not for us.
    """
    return read_options(tuple(sys.argv[1:]) if Path(sys.argv[0]).name == "dashboard.py" else ())
