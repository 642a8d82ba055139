"""Files that are imported: cases of ours are opened as they are, the rows of all others are imported.

What is heavy of it, as jobs that run in a process of their own (:mod:`geodata.sandbox.worker`): what they return is
small, and taken up in no time.
"""

from __future__ import annotations

import json
from collections.abc import Mapping as Mapping_
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Final

import numpy as np

from geodata.casefile.io import case_from_bytes
from geodata.casefile.serialize import case_text
from geodata.core.json_path import Json
from geodata.core.model import case_from_document
from geodata.core.problems import Problem, UnreadableError, UsageError, problem_of, quoted
from geodata.core.text import counted, shortened
from geodata.exporting.case_csv import read_csv_case
from geodata.exporting.geopackage_reader import read_gpkg_case
from geodata.exporting.kml_case import read_kml_case
from geodata.gazetteer.arrayfile import arrays_bytes, open_arrays
from geodata.gazetteer.geocoder import Gazetteer
from geodata.gazetteer.world import as_world, open_kept, world_arrays
from geodata.importing.how_to_read import HowToRead
from geodata.importing.import_result import ImportOptions
from geodata.importing.import_rows import import_rows
from geodata.importing.kmltable import main_kml
from geodata.importing.limits import check_size, check_values
from geodata.importing.mapping import MappingError, mapping_from_bytes
from geodata.importing.members import KEEP, LEAVE_OUT, RECORDS
from geodata.importing.place_files import read_place_file
from geodata.importing.reading import not_taken, read_table
from geodata.importing.suggesting import likely_record, suggest_mapping
from geodata.sandbox.outcome import outcome_of
from geodata.sandbox.packed import PackedCase, packed, unpacked

if TYPE_CHECKING:
    from geodata.importing.import_result import FindPlaces
    from geodata.importing.mapping import Mapping
    from geodata.importing.members import DateOrder, RecordOfRow
    from geodata.importing.suggesting import Suggested
    from geodata.importing.table import TextTable
    from geodata.sandbox.outcome import Outcome

#: Name of the array with what is to be said of a gazetteer's rows that are left out; as many are said one by one.
SAID: Final = "said_text"
_MAX_TOLD: Final = 20
#: As many rows of a table are at hand while all of it is packed.
HEAD_ROWS: Final = 6
_MAX_SHOWN_CHARS: Final = 1_000


@dataclass(frozen=True, slots=True)
class ReadTable:
    """A table that was read and waits, packed, for what its columns become."""

    head: TextTable
    """Its first rows, without geometries, and as much of each cell as is shown."""
    row_count: int
    record: RecordOfRow
    """What its rows most likely are."""
    suggested: Mapping_[RecordOfRow, Suggested]
    packed: bytes


@dataclass(frozen=True, slots=True)
class Choices:
    """What a person chose for the rows of a table."""

    mapping: Mapping
    answers: Mapping_[str, str]
    """As for :class:`geodata.importing.import_result.ImportOptions`."""
    mended: tuple[tuple[int, str, str | None], ...]
    """(row, heading, text) of each cell that was changed."""
    places: str | None
    """The folder of the index of places; ``None`` looks no name up."""
    own: tuple[str, ...] = ()
    """The indexes of gazetteers of the user's own (:mod:`geodata.sandbox.own_gazetteers`)."""


@dataclass(frozen=True, slots=True)
class Asked:
    """How to read and import a file."""

    how: HowToRead = field(default_factory=HowToRead)
    record: RecordOfRow | None = None
    """As for :func:`geodata.importing.suggesting.suggest_mapping`."""
    mapping: bytes | None = None
    """The file with the one to use in place of the likeliest."""
    mapping_name: str = ""
    """Of that file."""
    order: DateOrder | None = None
    """How 05/12/2015 is read, whatever the mapping says."""
    columns: tuple[tuple[str, str], ...] = ()
    """(heading, member) that go before the mapping."""
    answers: Mapping_[str, str] = field(default_factory=dict)
    """As for :class:`geodata.importing.import_result.ImportOptions`."""
    places: str | None = None
    """As for :class:`Choices`."""
    own: tuple[str, ...] = ()
    """As for :class:`Choices`."""
    with_bad_rows: bool = False
    base: tuple[str, bytes] | None = None
    """Name and bytes of the case that rows go into; ``None`` begins a new one, and takes a case as it is."""


def as_case(data: bytes, name: str) -> Json | None:
    """Return the case that a file holds, with nothing lost; ``None`` for a file that is none and can be imported.

    ``name``: its name: the ending says what it is.
    Raises ``CaseProblemsError`` if it says that it is a case and is not in order. Raises ``TableError`` if there is
    more in it than is read.
    """
    ending = PurePath(name).suffix.lower()
    read = {".csv": read_csv_case, ".gpkg": read_gpkg_case, ".kml": read_kml_case, ".kmz": read_kml_case}.get(ending)
    if read is not None:
        document = read(main_kml(data)[0] if ending == ".kmz" else data)
        return None if document is None else case_from_bytes(case_text(document).encode(), name)[0].document
    # A plain map is not a case and is imported: one of a hundred megabytes is not checked as a case to find out.
    if ending not in (".geojson", ".json") or b'"case"' not in data:
        return None
    check_values(data)
    try:
        return case_from_bytes(data, name)[0].document
    except UnreadableError:
        return None


def read(data: bytes, name: str, how: HowToRead | None = None) -> PackedCase | ReadTable:
    """Return the case that a file holds; a table, and what its columns may become, where it holds none.

    Raises ``CaseProblemsError`` if it says that it is a case and is not in order. Raises ``TableError`` if it cannot be
    read, or there is more in it than is read.
    """
    case = as_case(data, name)
    if case is not None:
        return PackedCase.of(case)
    table = read_table(data, name, how)
    rows = tuple(tuple(cell and shortened(cell, _MAX_SHOWN_CHARS) for cell in row) for row in table.rows[:HEAD_ROWS])
    head = replace(table, rows=rows, numbers=table.numbers[:HEAD_ROWS], geometries=None, faults={})
    suggested = {record: suggest_mapping(table, record) for record in RECORDS}
    return ReadTable(head, len(table.rows), likely_record(table), suggested, packed(table))


def take_rows(rows: bytes, choices: Choices, base: Json | None, most: int) -> Outcome:
    """Return what comes of the rows of a table that was read.

    ``rows``: :attr:`ReadTable.packed`. ``base``: the case that they go into; ``None`` begins a new one. ``most``: the
    length of each list in the outcome.
    Raises ``MappingError`` or ``CaseProblemsError`` as for :func:`geodata.importing.import_rows.import_rows`. Raises
    ``IndexMissingError`` if a name has to be looked up and the index of places is not there.
    """
    table: TextTable = unpacked(rows)
    for row, column, value in choices.mended:
        table = table.with_cell(row, column, value)
    geocode = None if choices.places is None else kept_places(choices.places, choices.own, base)
    return outcome_of(
        import_rows(table, choices.mapping, base, geocode=geocode, options=ImportOptions(choices.answers)), most
    )


def import_file(data: bytes, name: str, asked: Asked) -> PackedCase | Outcome:
    """Return the case that a file holds, or what comes of its rows: all in one, for who chooses beforehand.

    ``data``, ``name``: the whole file and its name. ``asked``: how to read it, and which other files belong to it: they
    are read here, within the same limits.
    Raises ``TableError`` as for :func:`read`, of each of the files. Raises ``MappingError`` or ``CaseProblemsError`` or
    ``IndexMissingError`` as for :func:`take_rows`.
    """
    chosen = None if asked.mapping is None else mapping_from_bytes(asked.mapping)
    base = None if asked.base is None else _base(*asked.base)
    whole = None if base is not None else as_case(data, name)
    if whole is not None:
        return PackedCase.of(whole)
    table = read_table(data, name, asked.how.answered(asked.answers))
    mapping, problems = _mapping(table, asked, chosen)
    geocode = None if asked.places is None else kept_places(asked.places, asked.own, base)
    imported = import_rows(table, mapping, base, geocode=geocode, options=ImportOptions(asked.answers))
    problems = [*not_taken(table, asked.how), *problems, *imported.answer_problems]
    if problems:
        raise UsageError(problems)
    return outcome_of(imported, with_bad_rows=asked.with_bad_rows)


def _mapping(table: TextTable, asked: Asked, chosen: Mapping | None) -> tuple[Mapping, list[Problem]]:
    """Return what the columns of a table become, and what is wrong with what was said of them."""
    mapping = chosen or suggest_mapping(table, asked.record).mapping
    if not mapping.fits(table):
        remedy = "Use another mapping, or leave it out."
        raise MappingError(f"{quoted(asked.mapping_name)} was made for a file with other headings. {remedy}", "")
    problems = []
    if asked.record not in (None, mapping.record):
        message = f"In {quoted(asked.mapping_name)} a row is a {mapping.record}."
        problems.append(Problem("--as", "import.record", message, "Leave one of the two out."))
    if asked.order is not None:
        mapping = mapping.with_date_order(asked.order)
    taken: dict[str, str] = {}
    for heading, member in asked.columns:
        where = f"--column {quoted(f'{heading}={member}')}"
        other = next(
            (f"{one}={of}" for one, of in taken.items() if one == heading or (of == member not in (KEEP, LEAVE_OUT))),
            None,
        )
        try:
            mapping = mapping.with_member(heading, member)
        except MappingError as error:
            problems.append(problem_of(where, "import.column", error))
        if other is not None:
            message = f"--column {quoted(other)} says otherwise."
            problems.append(Problem(where, "import.column", message, "A column has one field, and a field one column."))
        taken[heading] = member
    return mapping, problems


def _base(name: str, data: bytes) -> Json:
    check_size(data)
    check_values(data)
    return case_from_bytes(data, name)[0].document


def kept_places(folder: str, own: Sequence[str], base: Json | None) -> FindPlaces:
    """Return what finds places by name, in the index of a folder and others; they are opened for the first name."""

    @cache
    def places() -> Gazetteer:
        case = None if base is None else case_from_document(base)
        return Gazetteer(open_kept(Path(folder)), case, [as_world(open_arrays(Path(index))) for index in own])

    return lambda name, near, country: places().candidates(name, near=near, country=country)


def index_places(data: bytes, name: str) -> bytes:
    """Return the file of an index over a gazetteer, with what is to be said of rows that are left out.

    Raises ``TableError`` as for :func:`geodata.importing.place_files.read_place_file`.
    """
    found = read_place_file(data, name)
    said = [
        f"{name}, row {problem.row}{f', column {problem.column}' if problem.column else ''}: "
        f"{quoted(problem.value)}: {problem.message} {problem.remedy}"
        for problem in found.problems[:_MAX_TOLD]
    ]
    if len(found.problems) > _MAX_TOLD:
        said.append(f"{name}: {counted(len(found.problems) - _MAX_TOLD, 'other row')} likewise.")
    texts = np.frombuffer(json.dumps(said).encode(), dtype=np.uint8)
    return arrays_bytes({**world_arrays(found.places), SAID: texts})
