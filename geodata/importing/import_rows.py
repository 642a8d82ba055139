"""Bring the rows of a table into a case: every row is read, the good ones come in, each bad one is listed."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from geodata.casefile import validate
from geodata.core.json_path import Json
from geodata.core.problems import CaseProblemsError, Problem, quoted
from geodata.core.text import counted
from geodata.geojson import rfc7946
from geodata.importing import positions
from geodata.importing.actor_names import name_columns
from geodata.importing.cells import Cells, Layout
from geodata.importing.claims import Desk, ReadRow, add_claim, add_site, draft
from geodata.importing.date_columns import date_columns
from geodata.importing.denials import denials
from geodata.importing.duplicates import alike_claims, equal_rows
from geodata.importing.gaps import settled_gaps
from geodata.importing.header_row import ask_for_headings
from geodata.importing.import_result import Counts, ImportOptions, ImportResult, RowProblem
from geodata.importing.known_records import Ids, Tables, id_of
from geodata.importing.layers import ask_for_layer
from geodata.importing.mapping import checked
from geodata.importing.measure_columns import measure_columns
from geodata.importing.members import KEEP, LEAVE_OUT
from geodata.importing.naming import Names, where_others_are
from geodata.importing.null_island import settled_zeros
from geodata.importing.people import people_notes
from geodata.importing.questions import UNUSED, Inquiry
from geodata.importing.sites import Sites
from geodata.importing.swaps import settled_axes
from geodata.importing.unsaid import settled_mapping, unsaid_notes

if TYPE_CHECKING:
    from geodata.importing.import_result import Duplicate, FindPlaces
    from geodata.importing.mapping import Mapping
    from geodata.importing.table import Fault, TextTable


def new_case(title: str) -> Json:
    """Return the document of a case with nothing in it.

    >>> new_case("Events of 2015")["case"]["id"]
    'EVENTS-OF-2015'
    """
    tables: Json = {"actors": [], "events": [], "sources": []}
    case = {"schema": validate.SCHEMA, "id": id_of(title, "CASE"), "title": title, "summary": "", **tables}
    return {"type": "FeatureCollection", "case": case, "features": []}


def import_rows(
    table: TextTable,
    mapping: Mapping,
    case: Json | None = None,
    *,
    geocode: FindPlaces | None = None,
    options: ImportOptions | None = None,
) -> ImportResult:
    r"""Bring rows into a case.

    ``case``: the document of a case that is in order, which is left as it is; ``None`` begins a new one. ``geocode``:
    finds places by name; without it, only those of the case have a position. ``options``: answers to questions of an
    import before.
    Raises ``MappingError`` if the mapping cannot be used. Raises ``CaseProblemsError`` if the case that was given is
    not in order.

    >>> from geodata.importing.reading import read_table
    >>> from geodata.importing.suggesting import suggest_mapping
    >>> table = read_table("place,lat,lon,killed\nAyyash,35.421,40.055,3\nCamp,95.1,40,x\n".encode(), "a.csv")
    >>> imported = import_rows(table, suggest_mapping(table).mapping)
    >>> imported.counts
    Counts(read=2, imported=1, bad=1, blank=0)
    >>> [(problem.row, problem.column, problem.value) for problem in imported.problems]
    [(3, 'lat', '95.1'), (3, 'killed', 'x')]
    """
    options = options or ImportOptions()
    with collector_resting():
        return _imported(table, checked(mapping), case or new_case(table.name), geocode, options)


def _imported(
    table: TextTable, mapping: Mapping, base: Json, geocode: FindPlaces | None, options: ImportOptions
) -> ImportResult:
    inquiry = Inquiry(options.answers)
    ask_for_layer(table, inquiry)
    ask_for_headings(table, inquiry)
    mapping = settled_mapping(table, mapping, inquiry)
    table = settled_gaps(table, mapping, inquiry)
    tables, sites = Tables(base["case"]), Sites(base["features"], f"Imported file {table.name}")
    read = _read_rows(table, mapping, sites, inquiry, geocode)
    names = Names(sites, geocode, inquiry, where_others_are([*read.points(), *sites.points()]))
    file_source = tables.source(table.name, sha256=table.sha256)
    claim_ids = Ids(str(feature["id"]) for feature in base["features"])
    claims, records = _add(read.drafts, Desk(tables, sites, names, claim_ids, table.name, file_source), mapping)
    names.finish()
    document = {**base, "case": tables.to_json(), "features": [*base["features"], *sites.added, *claims]}
    _check(document, table.name)
    bad = len({problem.row for problem in read.problems if not problem.is_in})
    said = (
        *_imported_before(table, base),
        *table.notes,
        *_mapping_notes(mapping),
        *unsaid_notes(table, mapping),
        *people_notes(table, mapping),
        *read.notes,
        *_place_notes(sites),
    )
    return ImportResult(
        document=document,
        counts=Counts(len(table.rows) + table.blank, len(records), bad, table.blank),
        problems=tuple(read.problems),
        questions=tuple(inquiry.open.values()),
        duplicates=_duplicates(table, document, records),
        notes=(*said, *names.notes()),
        taken_names=names.taken(),
        answer_problems=_answer_problems(inquiry, mapping),
        records=records,
        table=table,
        mapping=mapping,
    )


class _Read:
    """What came of reading all rows, before any is added."""

    def __init__(self) -> None:
        self.drafts: list[ReadRow] = []
        self.problems: list[RowProblem] = []
        self.places: list[positions.RowPosition] = []
        self.notes: list[str] = []

    def points(self) -> list[tuple[float, float]]:
        """Return the points of all rows that have one, and let go of the places: a large table needs the room."""
        found = [place.position.lon_lat for place in self.places if place.position is not None]
        self.places.clear()
        return found


def _read_rows(table: TextTable, mapping: Mapping, sites: Sites, inquiry: Inquiry, geocode: FindPlaces | None) -> _Read:
    read, dates = _Read(), date_columns(table, mapping, inquiry)
    layout = Layout.of(
        table,
        mapping,
        dates,
        denials(table, mapping, inquiry),
        measure_columns(table, mapping, inquiry),
        name_columns(table, mapping, inquiry),
    )
    rows = [Cells(row, number, layout) for row, number in zip(table.rows, table.numbers, strict=True)]
    geometries = table.geometries or (None,) * len(rows)
    decimals = positions.map_decimals(geometries)
    written = [
        cells.once(positions.read_place) if geometry is None else positions.read_place(cells, geometry, decimals)
        for cells, geometry in zip(rows, geometries, strict=True)
    ]
    placed = list(zip(rows, settled_zeros(table, written, inquiry), strict=True))
    settled = settled_axes(table, mapping, placed, sites.points(), inquiry, geocode)
    read.places = settled.places
    read.notes += [*dates.notes, *settled.notes, *([_one_precision(decimals)] if decimals is not None else [])]
    for index, (cells, place) in enumerate(zip(rows, read.places, strict=True)):
        if index in table.faults:
            read.problems.append(_row_problem(cells.number, table.faults[index]))
            continue
        made = draft(cells, place, geometries[index], mapping)
        read.problems += cells.problems
        if made is not None:
            read.drafts.append(made)
    return read


def _one_precision(decimals: int) -> str:
    return f"Points are taken as written to {counted(decimals, 'decimal')}, all of them: zeros at the end are left out."


def _answer_problems(inquiry: Inquiry, mapping: Mapping) -> tuple[Problem, ...]:
    """Return what is wrong with answers; says which column makes one needless."""
    return tuple(
        problem
        if problem.rule != UNUSED or (heading := mapping.column_of(problem.where)) is None
        else replace(
            problem,
            message=f"Column {quoted(heading)} says it already, so the answer would do nothing.",
            remedy=f"Leave it out, or the column: --column {quoted(f'{heading}={KEEP}')}.",
        )
        for problem in inquiry.problems()
    )


def _imported_before(table: TextTable, base: Json) -> list[str]:
    """Say that the case has this very file already: its rows would be in it twice."""
    titles = [source["title"] for source in base["case"]["sources"] if source.get("sha256") == table.sha256]
    return [f"This file was imported already, as {quoted(titles[0])}: its rows come in once more."] if titles else []


def _row_problem(number: int, fault: Fault) -> RowProblem:
    return RowProblem(number, "", "", f"import.{fault.rule}", fault.message, fault.remedy)


def _add(drafts: list[ReadRow], desk: Desk, mapping: Mapping) -> tuple[list[Json], dict[int, str]]:
    claims: list[Json] = []
    records: dict[int, str] = {}
    if mapping.record == "claim" and any(made.where.name is not None for made in drafts):
        for place in (made.where.place for made in drafts if made.where.place is not None):
            desk.sites.known_as(place)
    drafts.reverse()
    while drafts:  # each is let go of as its record is made: of a large table, both would not be held at once
        made = drafts.pop()
        if mapping.record == "site":
            records[made.row] = add_site(made, desk)
        else:
            claims.append(add_claim(made, desk))
            records[made.row] = claims[-1]["id"]
    return claims, records


def _check(document: Json, name: str) -> None:
    """Hold what came out to the same rules as any case file."""
    problems = (*rfc7946.check_geojson(document), *validate.check_case(document))
    errors = [problem for problem in problems if problem.severity == "error"]
    if errors:
        raise CaseProblemsError(name, errors)


def _duplicates(table: TextTable, document: Json, records: dict[int, str]) -> tuple[Duplicate, ...]:
    rows = {record_id: row for row, record_id in records.items()}
    equal = tuple(equal_rows(table))
    told = {duplicate.rows for duplicate in equal}
    claims = (feature for feature in document["features"] if feature["properties"]["record"] == "claim")
    return (*equal, *(found for found in alike_claims(claims, rows) if found.rows not in told))


def _mapping_notes(mapping: Mapping) -> list[str]:
    kept = [column for column, member in mapping.columns if member == KEEP]
    left_out = [column for column, member in mapping.columns if member == LEAVE_OUT]
    return [
        *([f"Columns kept as they are, under {mapping.prefix}: {', '.join(kept)}."] if kept else []),
        *([f"Columns left out: {', '.join(left_out)}."] if left_out else []),
    ]


def _place_notes(sites: Sites) -> list[str]:
    unlocated = [site["properties"]["name"] for site in sites.added if site["geometry"] is None]
    said = f"Places without a position: {len(unlocated):,}. Their rows are in, and listed beside the map."
    rows = ", ".join(map(str, sorted(sites.differing)))
    differing = f"Rows that say of a place they name what the case does not; it stays as it is: {rows}."
    return [*([said] if unlocated else []), *([differing] if rows else [])]


@contextmanager
def collector_resting() -> Iterator[None]:
    """Hold the collector back: it would go through everything again and again, and find nothing to free.

    A quarter of the time of an import of 100,000 rows. Where it rested before, it goes on resting.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            # All that is new counts as old now: else the next value made would have the collector go through it.
            gc.freeze()
            gc.unfreeze()
            gc.enable()
