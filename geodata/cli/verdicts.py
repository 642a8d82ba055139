"""``verdicts``: which claims of a case contradict each other, and which can be true together."""

from __future__ import annotations

import argparse
from typing import Any, Final

from geodata.casefile.io import case_from_bytes
from geodata.cli.output import EXIT_DONE, input_name, print_lines, read_input, warn
from geodata.cli.times import add_as_of, add_zone, case_as_of
from geodata.core.assumptions import Assumptions
from geodata.core.claim_ids import find_claims
from geodata.core.precision import DEFAULT_PRECISION_RULE
from geodata.parsing.distances import read_rule
from geodata.render.text.verdict_lines import text_lines
from geodata.verdicts.consistency import consistency
from geodata.verdicts.context import CaseContext
from geodata.verdicts.text_report import json_lines, say_what_is_missing

_UNUSED: Final = ("case.distance-unused", "case.bearing-unused", "case.site2-unused")


def add_verdicts(commands: Any) -> None:  # noqa: ANN401 - argparse names its type with an underscore
    """Add ``verdicts``: which claims contradict each other, and which can be true together."""
    parser = commands.add_parser(
        "verdicts",
        help="which claims can be true together",
        description="Say which claims contradict each other, and which can be true together.",
    )
    parser.add_argument(
        "--rule", type=read_rule, default=DEFAULT_PRECISION_RULE, help="2020 (default), 2004, or a half-width: '500 m'"
    )
    parser.add_argument("--claims", metavar="A,B,...", help="ids of the claims to compare; all without this")
    parser.add_argument(
        "--all-versions", action="store_true", help="compare claims that later ones of the same actor update, too"
    )
    add_as_of(parser)
    add_zone(parser)
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    parser.add_argument("file", metavar="FILE", help="the case file, or - for standard input")
    parser.set_defaults(run=print_verdicts)


def print_verdicts(options: argparse.Namespace) -> int:
    """Compare and print."""
    case, problems = case_from_bytes(read_input(options.file), input_name(options.file))
    # What a relation does not use narrows nothing: who reads the verdicts must know.
    warn(*(f"{one.where}: {one.message}" for one in problems if one.rule in _UNUSED))
    # Whoever names claims wants these.
    all_versions = options.all_versions or options.claims is not None
    assumptions = Assumptions(rule=options.rule, all_versions=all_versions, zone=options.zone)
    setting = CaseContext(case_as_of(case, assumptions, options.as_of), assumptions)
    chosen = None if options.claims is None else find_claims(setting.case, options.claims.split(","))
    found = consistency(setting, chosen)
    if options.json:
        for line in json_lines(setting, found):
            print(line)
        if say_what_is_missing(found):
            warn(say_what_is_missing(found))
    else:
        print_lines(*text_lines(setting, found, input_name(options.file)))
    return EXIT_DONE
