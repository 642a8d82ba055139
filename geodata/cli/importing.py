"""``import``: a table or a map as a case file."""

from __future__ import annotations

import argparse
import os
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

from geodata.casefile.io import read_bytes
from geodata.cli.arguments import refuse_faults
from geodata.cli.gazetteers import add_gazetteer_option, own_indexes
from geodata.cli.import_answers import add_answers, answering, answers_given, general_order, how_to_read
from geodata.cli.output import (
    EXIT_DONE,
    EXIT_PROBLEMS,
    check_ending,
    keep_apart,
    path_of,
    print_json,
    print_lines,
    warn,
    write_output,
)
from geodata.core.problems import InputError, Problem, UsageError, quoted
from geodata.core.text import counted
from geodata.gazetteer.world import IndexMissingError, cache_folder, open_world
from geodata.importing.limits import LIMITS_IN_WORDS, MAX_WORK_S
from geodata.importing.mapping import mapping_to_bytes
from geodata.importing.members import RECORDS
from geodata.importing.reading import ENDINGS
from geodata.sandbox.packed import PackedCase
from geodata.sandbox.process import apart
from geodata.sandbox.read_back import Asked

if TYPE_CHECKING:
    from geodata.sandbox.outcome import Outcome

_EPILOG: Final = (
    f"Kinds of files: {', '.join(ENDINGS)}. {LIMITS_IN_WORDS} All limits: docs/using.md. Good rows are imported "
    "whatever is wrong with others; each bad one, and each question that nobody has answered, is named on standard "
    "error, and the exit status is then 1."
)


#: It is read and imported by one process.
_MAX_S: Final = 2 * MAX_WORK_S
#: What is written, and with which endings of a name.
_WRITTEN: Final = {
    "-o": ("a case file", (".geojson", ".json")),
    "--bad": ("a table", (".csv",)),
    "--mapping": ("a mapping", (".json",)),
}
_WHOLE: Final = "The file is already a case: it was copied as it is."


def add_import(commands: Any) -> None:  # noqa: ANN401 - argparse names its type with an underscore
    """Add ``import``: a table or a map as a case file."""
    parser = commands.add_parser(
        "import",
        help="import a table or a map into a case",
        description="Import a table or a map into a case file.",
        epilog=_EPILOG,
    )
    parser.add_argument("file", metavar="IN", help="what to import")
    parser.add_argument("-o", "--out", metavar="CASE", help="the case file to write")
    parser.add_argument("--into", metavar="FILE", help="a case file whose records come first; it is left as it is")
    parser.add_argument(
        "--mapping", metavar="FILE", help="which column becomes what: used if it is there, written if it is not"
    )
    parser.add_argument("--as", dest="record", choices=RECORDS, help="what a row is; without this, the headings decide")
    parser.add_argument(
        "--no-lookup", action="store_true", help="leave places that have only a name without a position"
    )
    add_gazetteer_option(parser)
    parser.add_argument("--bad", metavar="FILE", help="write the bad rows as CSV, to be corrected and imported again")
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    add_answers(parser)
    parser.set_defaults(run=run_import, finds_all=True)


def run_import(options: argparse.Namespace) -> int:
    """Import, write the case, and say what came of it."""
    if options.out is None and not options.questions:
        raise InputError("Nothing says what to write. Give -o CASE, or --questions to see what would be asked.", "")
    written = {"-o": options.out, "--bad": options.bad, "--mapping": options.mapping}
    keep_apart({"What to import": options.file, "--into": options.into}, written)
    for option, (what, endings) in _WRITTEN.items():
        if written[option] is not None:
            path_of(written[option])
        check_ending(option, written[option], what, endings, others=ENDINGS)
    found = _imported(options, read_bytes(path_of(options.file), is_text=False))
    refuse_faults(options)
    if isinstance(found, PackedCase):
        return _write_whole(options, found)
    if options.questions:
        print_json([question.to_json() for question in found.questions])
        return EXIT_PROBLEMS if found.questions else EXIT_DONE
    _write(options, found)
    if options.json:
        print_json(_json(found))
    else:
        print_lines(*_lines(options.out, found))
    warn(*_messages(found))
    return EXIT_PROBLEMS if found.problems or found.questions else EXIT_DONE


def _imported(options: argparse.Namespace, data: bytes) -> PackedCase | Outcome:
    """Import in a process of its own, with the limits that the help states: nothing is written yet."""
    name = options.mapping
    is_there = name is not None and os.path.exists(name)  # noqa: PTH110 - a name that is too long is that of no file
    if options.no_lookup and options.gazetteer:
        message = f"{quoted(options.gazetteer[0])} is searched by names, and --no-lookup looks none up."
        raise UsageError([Problem("--gazetteer", "usage.contradiction", message, "Leave one of the two out.")])
    given = answers_given(options)
    asked = Asked(
        how_to_read(options), options.record, read_bytes(Path(name)) if is_there else None, str(name),
        general_order(options), tuple(options.column), {key: answer.text for key, answer in given.items()},
        places=None if options.no_lookup else str(cache_folder().absolute()),
        own=() if options.no_lookup else tuple(map(str, own_indexes(options))),
        with_bad_rows=options.bad is not None,
        base=None if options.into is None else (options.into, read_bytes(path_of(options.into))),
    )  # fmt: skip
    job = partial(apart, "import file", data, options.file, asked, max_s=_MAX_S)
    try:
        found = job()
    except IndexMissingError:
        # Of the first place that has only a name: seconds that are not the file's.
        open_world(warn)
        found = job()
    except UsageError as error:
        raise UsageError([
            replace(problem, where=given[problem.where].where) if problem.where in given else problem
            for problem in error.problems
        ]) from None  # fmt: skip
    return cast("PackedCase | Outcome", found)


def _write_whole(options: argparse.Namespace, whole: PackedCase) -> int:
    """Write a file that is a case already, with nothing lost and nothing matched."""
    if options.questions:
        print_json([])
        return EXIT_DONE
    write_output(options.out, whole.text())
    claims = whole.claims
    of_tables = {
        "--mapping": options.mapping, "--as": options.record, "--no-lookup": options.no_lookup, "--bad": options.bad,
        **answering(options),
    }  # fmt: skip
    unused = ", ".join(option for option, value in of_tables.items() if value)
    notes = [_WHOLE, *([f"What is for tables alone did nothing: {unused}."] if unused else [])]
    warn(*notes[1:])
    if options.json:
        print_json({"rows": claims, "imported": claims, "bad": 0, "blank": 0, "problems": [], "notes": notes})
    else:
        print_lines(_WHOLE, f"Written to {options.out}: {counted(claims, 'claim')}.")
    return EXIT_DONE


def _write(options: argparse.Namespace, imported: Outcome) -> None:
    write_output(options.out, imported.case.text())
    if options.bad is not None:
        write_output(options.bad, imported.bad_rows)
    if options.mapping is not None and not os.path.exists(options.mapping):  # noqa: PTH110 - as above
        write_output(options.mapping, mapping_to_bytes(imported.mapping))


def _json(imported: Outcome) -> dict[str, Any]:
    counts = imported.counts
    return {
        "rows": counts.read,
        "imported": counts.imported,
        "bad": counts.bad,
        "blank": counts.blank,
        "problems": [problem.to_json() for problem in imported.problems],
        "questions": [question.to_json() for question in imported.questions],
        "duplicates": [duplicate.to_json() for duplicate in imported.duplicates],
        "notes": list(imported.notes),
        "names": [name.to_json() for name in imported.taken_names],
        "mapping": imported.mapping.to_json(),
    }


def _lines(out: str, imported: Outcome) -> list[str]:
    counts = imported.counts
    columns = [f"  {column}: {member}" for column, member in imported.mapping.columns]
    said = (
        f"{counted(counts.read, 'row')} read: {counts.imported:,} imported, {counts.bad:,} bad, {counts.blank:,} blank."
    )
    said = f"{said} {imported.unread}".rstrip()
    names = [
        f"  {one.name}: {one.place} ({one.what}), {one.lon_lat[1]:.3f}, {one.lon_lat[0]:.3f}"
        for one in imported.taken_names
    ]
    names = ["Places taken by name:", *names] if names else []
    return [
        *imported.notes,
        *names,
        f"Each row is a {imported.mapping.record}. Columns:",
        *columns,
        said,
        f"Written to {out}.",
    ]


def _messages(imported: Outcome) -> list[str]:
    """Say what a person should look at: bad rows, questions, rows that may be one."""
    bad = [
        f"Row {problem.row}{f', column {problem.column}' if problem.column else ''}: {problem.message} {problem.remedy}"
        for problem in imported.problems
    ]
    questions = [f"Question: {question.text} Answer it with {question.option}." for question in imported.questions]
    alike = [
        f"Rows {', '.join([*map(str, duplicate.rows), *duplicate.claims])} may be one: {duplicate.reason}"
        for duplicate in imported.duplicates
    ]
    return [*bad, *questions, *alike]
