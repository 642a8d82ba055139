"""``timeline``: when each claim says that it was; ``changes``: what changed in a case between two moments."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any, Final

from geodata.casefile.io import case_from_bytes
from geodata.cli.output import EXIT_DONE, input_name, print_json, print_lines, read_input, warn
from geodata.core.assumptions import Assumptions
from geodata.core.model import Case, Count
from geodata.core.problems import InputError, quoted
from geodata.core.text import counted
from geodata.core.zones import LOCAL_TIME, read_reading
from geodata.parsing.edtf import time_in_words
from geodata.render.text import terms
from geodata.timeline.as_of import KNOWLEDGE, known_at, read_as_of, with_claims
from geodata.timeline.case_changes import changes_between
from geodata.timeline.claim_times import claim_time, said_before_event
from geodata.verdicts.context import CaseContext
from geodata.verdicts.time_windows import is_surely_before

if TYPE_CHECKING:
    from geodata.timeline.as_of import Knowledge
    from geodata.timeline.case_changes import CaseChanges, Flipped, PeopleMoved
    from geodata.timeline.claim_times import ClaimTime

_ZONE_HELP: Final = (
    "how times without a zone are read: local to their place (default), utc, any, or a name: Asia/Damascus"
)
_AS_OF_HELP: Final = "only claims that had surely been said by then: a day or a time as EDTF has it"
#: What is told of claims that are left out.
_LEFT_OUT: Final[dict[Knowledge, str]] = {
    "possibly": "may have been said by then",
    "later": "had not been said by then",
    "unknown": "do not say when they were said, nor do their sources",
}


def add_zone(parser: argparse.ArgumentParser) -> None:
    """Add the option that says how times without a zone are read."""
    parser.add_argument("--zone", type=read_reading, default=LOCAL_TIME, metavar="ZONE", help=_ZONE_HELP)


def add_as_of(parser: argparse.ArgumentParser) -> None:
    """Add the option that takes the case as it stood at some moment."""
    parser.add_argument("--as-of", metavar="TIME", help=_AS_OF_HELP)


def add_timeline(commands: Any) -> None:  # noqa: ANN401 - argparse names its type with an underscore
    """Add ``timeline``: when each claim says that it was."""
    parser = commands.add_parser(
        "timeline",
        help="when each claim says that it was",
        description="Say when each claim says that it was: as stated, and as wide as it may be meant.",
    )
    add_as_of(parser)
    add_zone(parser)
    parser.add_argument("--json", action="store_true", help="print one JSON document; null stands for what is open")
    parser.add_argument("file", metavar="FILE", help="the case file, or - for standard input")
    parser.set_defaults(run=print_timeline)


def add_changes(commands: Any) -> None:  # noqa: ANN401 - argparse names its type with an underscore
    """Add ``changes``: what changed in a case between two moments."""
    parser = commands.add_parser(
        "changes",
        help="what changed between two moments",
        description="Say what had surely been said by the second of two moments and had not by the first.",
    )
    add_zone(parser)
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    parser.add_argument("file", metavar="FILE", help="the case file, or - for standard input")
    parser.add_argument("first", metavar="T1", help="the earlier day or time, as EDTF has it; its end counts")
    parser.add_argument("second", metavar="T2", help="the later one")
    parser.set_defaults(run=print_changes)


def case_as_of(case: Case, assumptions: Assumptions, moment: str | None) -> Case:
    """Return a case as it stood at a moment, and say what is left out; the case itself for ``None``.

    Raises ``InputError`` if the moment is none.
    """
    if moment is None:
        return case
    setting = CaseContext(case, assumptions)
    known = known_at(setting, moment)
    by_kind = {kind: [claim for claim, one in known.items() if one == kind] for kind in KNOWLEDGE}
    for kind, words in _LEFT_OUT.items():
        if by_kind[kind]:
            warn(f"{counted(len(by_kind[kind]), 'claim')} left out that {words}: {', '.join(by_kind[kind])}")
    return with_claims(case, by_kind["surely"])


def print_timeline(options: argparse.Namespace) -> int:
    """Read and print."""
    case, _ = case_from_bytes(read_input(options.file), input_name(options.file))
    assumptions = Assumptions(zone=options.zone)
    setting = CaseContext(case_as_of(case, assumptions, options.as_of), assumptions)
    for claim in said_before_event(setting):
        warn(f"{claim} was said before what it speaks of: an error, or a forecast.")
    rows = [claim_time(setting, claim) for claim in setting.case.claims]
    if options.json:
        print_json([row.to_json() for row in rows])
    else:
        print_lines(*(_line(setting, row) for row in rows))
    return EXIT_DONE


def _line(setting: CaseContext, row: ClaimTime) -> str:
    claim = setting.case.claim_by_id[row.claim]
    if claim.event_time is None:
        return f"{row.claim}: states no time"
    bounds = row.to_json()
    wide = " to ".join(bounds[end] or "open" for end in ("first_wide", "last_wide"))
    zone = f", {row.zone} time" if row.zone not in (None, "UTC") else ""
    return f"{row.claim}: {time_in_words(claim.event_time)}{zone}; from {wide}"


def print_changes(options: argparse.Namespace) -> int:
    """Compare and print."""
    case, _ = case_from_bytes(read_input(options.file), input_name(options.file))
    setting = CaseContext(case, Assumptions(zone=options.zone))
    first, second = (read_as_of(setting, text) for text in (options.first, options.second))
    if bool(is_surely_before(second, first)):
        given = f"{quoted(options.second)} is before {quoted(options.first)}"
        raise InputError(f"{given}. Give the earlier moment first.", options.second)
    found = changes_between(setting, first, second)
    if options.json:
        print_json(found.to_json())
    else:
        print_lines(*_lines(found))
    return EXIT_DONE


def _lines(found: CaseChanges) -> list[str]:
    sections = [
        (terms.ADDED, list(found.added)),
        (terms.UPDATED, [f"{old} by {new}" for old, new in found.revised]),
        (terms.VERDICTS_CHANGED, [_flipped(one) for one in found.flipped]),
        (terms.PEOPLE_CHANGED, [_people(one) for one in found.people]),
    ]
    return [
        line
        for title, lines in sections
        for line in (f"{title}: {len(lines) or 'none'}", *(f"  {one}" for one in lines))
    ]


def _flipped(one: Flipped) -> str:
    return f"{one.a} and {one.b}: {one.became}; before, {' and '.join(one.before)}: {one.was}"


def _people(one: PeopleMoved) -> str:
    before = "nothing" if one.before is None else _range(one.before)
    return f"{one.event}, {one.what}: from {before} to {_range(one.after)}"


def _range(people: tuple[int, int | None]) -> str:
    return Count(*people).in_words
