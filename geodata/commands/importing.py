"""``import``: a table or a map as a case file."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from geodata.bringing import as_case
from geodata.casefile import case_from_bytes, case_to_bytes, read_bytes
from geodata.commands.output import EXIT_DONE, EXIT_PROBLEMS, keep_apart, print_json, print_lines, warn, write_output
from geodata.gazetteer.answer import settled
from geodata.importing.limits import LIMITS_IN_WORDS
from geodata.importing.mapping import MappingError, mapping_from_bytes, mapping_to_bytes
from geodata.importing.members import DATE_ORDERS, RECORDS
from geodata.importing.mending import bad_rows_csv
from geodata.importing.reading import ENDINGS, read_table
from geodata.importing.rows import import_rows
from geodata.importing.suggesting import suggest_mapping
from geodata.model import case_from_document
from geodata.problems import quoted
from geodata.text import counted

if TYPE_CHECKING:
    import argparse

    from geodata.gazetteer.geocoder import Gazetteer
    from geodata.importing.imported import Geocode, Imported
    from geodata.importing.mapping import Mapping
    from geodata.importing.table import Json, Table

_EPILOG: Final = (
    f"Kinds of files: {', '.join(ENDINGS)}. {LIMITS_IN_WORDS} Good rows come in whatever is wrong with others; "
    "each bad one is named on standard error, and the exit code is then 1."
)


_WHOLE: Final = "The file is a case already: it is taken as it is."


def add_import(commands: Any) -> None:  # noqa: ANN401 - argparse names its type with an underscore
    """Add ``import``: a table or a map as a case file."""
    parser = commands.add_parser(
        "import", help="bring a table or a map into a case", description=add_import.__doc__, epilog=_EPILOG
    )
    parser.add_argument("file", metavar="IN", help="what to import")
    parser.add_argument("-o", "--out", metavar="CASE", required=True, help="the case file to write")
    parser.add_argument("--into", metavar="FILE", help="a case file whose records come first; it is left as it is")
    parser.add_argument(
        "--mapping", metavar="FILE", help="which column becomes what: used if it is there, written if it is not"
    )
    parser.add_argument(
        "--as", dest="record", choices=RECORDS, help="what a row is; found by the headings without this"
    )
    for order in DATE_ORDERS:
        words = f"read 05/12/2015 with the {order.partition('-')[0]} first"
        parser.add_argument(f"--{order}", dest="order", action="store_const", const=order, help=words)
    parser.add_argument(
        "--no-lookup", action="store_true", help="leave places that have only a name without a position"
    )
    parser.add_argument("--encoding", help="of delimited text, where the guess is wrong: windows-1256")
    parser.add_argument("--layer", metavar="NAME", help="the sheet or layer to read; the first without this")
    parser.add_argument("--bad", metavar="FILE", help="write the bad rows as CSV, to be mended and imported again")
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    parser.set_defaults(run=run_import)


def run_import(options: argparse.Namespace) -> int:
    """Import, write the case, and say what came of it."""
    written = {"-o": options.out, "--bad": options.bad, "--mapping": options.mapping}
    keep_apart({"What to import": options.file, "--into": options.into}, written)
    data = read_bytes(Path(options.file), is_text=False)
    whole = None if options.into else as_case(data, options.file)
    if whole is not None:
        return _write_whole(options, whole)
    table = read_table(data, options.file, encoding=options.encoding, layer=options.layer)
    mapping, case = _mapping(options, table), _case(options.into)
    imported = import_rows(table, mapping, case, geocode=_geocode(options, mapping, case))
    _write(options, imported)
    if options.json:
        print_json(_json(imported))
    else:
        print_lines(*_lines(options.out, imported))
    warn(*_messages(imported))
    return EXIT_PROBLEMS if imported.counts.bad else EXIT_DONE


def _write_whole(options: argparse.Namespace, document: Json) -> int:
    """Write a file that is a case already, with nothing lost and nothing matched."""
    case = case_from_document(document)
    write_output(options.out, case_to_bytes(case))
    claims = len(case.claims)
    if options.json:
        print_json({"rows": claims, "imported": claims, "bad": 0, "blank": 0, "problems": [], "notes": [_WHOLE]})
    else:
        print_lines(_WHOLE, f"Written to {options.out}: {counted(claims, 'claim')}.")
    return EXIT_DONE


def _mapping(options: argparse.Namespace, table: Table) -> Mapping:
    """Return the mapping of the file that is named, if it is there, else the likeliest one."""
    path = None if options.mapping is None else Path(options.mapping)
    mapping = suggest_mapping(table, options.record).mapping
    if path is not None and os.path.exists(path):  # noqa: PTH110 - a name that is too long is that of no file
        mapping = mapping_from_bytes(read_bytes(path))
        if not mapping.fits(table):
            remedy = "Use another mapping, or none."
            raise MappingError(f"{quoted(options.mapping)} was made for a file with other headings. {remedy}", "")
    return mapping if options.order is None else mapping.with_date_order(options.order)


def _geocode(options: argparse.Namespace, mapping: Mapping, case: Json | None) -> Geocode | None:
    """Return what finds places by name, offline; ``None`` where no column names any, or it is not wanted."""
    if options.no_lookup or mapping.column_of("place") is None:
        return None

    @cache
    def places() -> Gazetteer:
        # Opened for the first place that has only a name: at first use the index is built, which takes half a minute.
        from geodata.gazetteer.geocoder import Gazetteer
        from geodata.gazetteer.world import open_world

        return Gazetteer(open_world(warn), None if case is None else case_from_document(case))

    return lambda name, near: settled(name, places().candidates(name, near=near))


def _case(name: str | None) -> Json | None:
    if name is None:
        return None
    case, _ = case_from_bytes(read_bytes(Path(name)), name)
    return case.document


def _write(options: argparse.Namespace, imported: Imported) -> None:
    write_output(options.out, case_to_bytes(case_from_document(imported.document)))
    if options.bad is not None:
        write_output(options.bad, bad_rows_csv(imported))
    if options.mapping is not None and not os.path.exists(options.mapping):  # noqa: PTH110 - as above
        write_output(options.mapping, mapping_to_bytes(imported.mapping))


def _json(imported: Imported) -> dict[str, Any]:
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
        "mapping": imported.mapping.to_json(),
    }


def _lines(out: str, imported: Imported) -> list[str]:
    counts = imported.counts
    columns = [f"  {column}: {member}" for column, member in imported.mapping.columns]
    said = (
        f"{counted(counts.read, 'row')} read: {counts.imported:,} imported, {counts.bad:,} bad, {counts.blank:,} blank."
    )
    return [*imported.notes, f"Each row is a {imported.mapping.record}. Columns:", *columns, said, f"Written to {out}."]


def _messages(imported: Imported) -> list[str]:
    """Say what a person should look at: bad rows, questions, rows that may be one."""
    bad = [
        f"Row {problem.row}{f', column {problem.column}' if problem.column else ''}: {problem.message} {problem.remedy}"
        for problem in imported.problems
    ]
    questions = [f"Question: {question.text}" for question in imported.questions]
    alike = [
        f"Rows {', '.join([*map(str, duplicate.rows), *duplicate.claims])} may be one: {duplicate.reason}"
        for duplicate in imported.duplicates
    ]
    return [*bad, *questions, *alike]
