"""The option by which commands that look up names are given gazetteers of the user's own."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from geodata.cli.arguments import some_words
from geodata.cli.output import warn
from geodata.sandbox.own_gazetteers import VARIABLE, kept_gazetteers, named_gazetteers


def add_gazetteer_option(parser: Any) -> None:  # noqa: ANN401 - argparse names its type with an underscore
    """Add the option."""
    parser.add_argument(
        "--gazetteer",
        action="append",
        type=some_words,
        default=[],
        metavar="FILE",
        help="places of your own, searched beside those that come with the program: CSV, GeoPackage, or the text "
        f"format of GeoNames; may be given several times, or in {VARIABLE}",
    )


def own_indexes(options: argparse.Namespace) -> tuple[Path, ...]:
    """Return the indexes of those that were named; tells the rows that are left out."""
    return kept_gazetteers(named_gazetteers(options.gazetteer), warn)
