"""Bring the rows of a table into a case: every row is read, the good ones come in, each bad one is listed."""

from __future__ import annotations

import gc
from collections import Counter
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from geodata.casefile import validate
from geodata.core.problems import CaseProblemsError
from geodata.core.text import counted
from geodata.geojson import rfc7946
from geodata.importing import positions
from geodata.importing.cells import DATE_UNCLEAR, Cells, Layout
from geodata.importing.claims import Desk, ReadRow, add_claim, add_site, draft
from geodata.importing.dates import evidence
from geodata.importing.duplicates import alike_claims, equal_rows
from geodata.importing.import_result import Answer, Counts, ImportOptions, ImportQuestion, ImportResult, RowProblem
from geodata.importing.known_records import Ids, Tables, id_of
from geodata.importing.locating import Names
from geodata.importing.mapping import checked
from geodata.importing.members import DATE_ORDERS, KEEP, LEAVE_OUT
from geodata.importing.sites import Sites

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geodata.importing.import_result import Duplicate, FindPlaces
    from geodata.importing.mapping import Mapping
    from geodata.importing.table import Fault, Json, TextTable

#: The key of the question which of day and month comes first.
#: The question whether the day or the month comes first.
DATE_ORDER: Final = "date_order"
_DATES: Final = ("event_time", "event_end", "stated", "published")


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
        mapping = _with_answer(checked(mapping), options)
        return _imported(table, mapping, case or new_case(table.name), geocode, options)


def _with_answer(mapping: Mapping, options: ImportOptions) -> Mapping:
    """Return the mapping with the order of day and month that was answered; one that the mapping has goes before."""
    answer = options.answers.get(DATE_ORDER)
    answered = next((order for order in DATE_ORDERS if order == answer), None)
    return mapping.with_date_order(mapping.date_order or answered)


def _imported(
    table: TextTable, mapping: Mapping, base: Json, geocode: FindPlaces | None, options: ImportOptions
) -> ImportResult:
    tables, sites = Tables(base["case"]), Sites(base["features"], f"Imported file {table.name}")
    read = _read_rows(table, mapping, sites, options)
    names = Names(sites, geocode, options, _centre(read.places))
    file_source = tables.source(table.name, sha256=table.sha256)
    claim_ids = Ids(str(feature["id"]) for feature in base["features"])
    claims, records = _add(read.drafts, Desk(tables, sites, names, claim_ids, table.name, file_source), mapping)
    document = {**base, "case": tables.to_json(), "features": [*base["features"], *sites.added, *claims]}
    _check(document, table.name)
    bad = len({problem.row for problem in read.problems})
    return ImportResult(
        document=document,
        counts=Counts(len(table.rows) + table.blank, len(records), bad, table.blank),
        problems=tuple(read.problems),
        questions=(*read.questions, *names.questions()),
        duplicates=_duplicates(table, document, records),
        notes=(*table.notes, *_mapping_notes(mapping), *_place_notes(sites)),
        records=records,
        table=table,
        mapping=mapping,
    )


class _Read:
    """What came of reading all rows, before any is added."""

    def __init__(self) -> None:
        self.drafts: list[ReadRow] = []
        self.problems: list[RowProblem] = []
        self.questions: list[ImportQuestion] = []
        self.places: list[positions.RowPosition] = []


def _read_rows(table: TextTable, mapping: Mapping, sites: Sites, options: ImportOptions) -> _Read:
    layout, read = Layout.of(table, mapping), _Read()
    rows = [Cells(row, number, layout) for row, number in zip(table.rows, table.numbers, strict=True)]
    geometries = table.geometries or (None,) * len(rows)
    written = list(map(positions.read_place, rows, geometries))
    swapped = positions.suspects(written, table.numbers, sites.points())
    answer = options.answers.get("axes")
    read.places = positions.answered(written, table.numbers, swapped, answer)
    for index, (cells, place) in enumerate(zip(rows, read.places, strict=True)):
        if index in table.faults:
            read.problems.append(_row_problem(cells.number, table.faults[index]))
            continue
        made = draft(cells, place, geometries[index], mapping)
        read.problems += cells.problems
        if made is not None:
            read.drafts.append(made)
    read.questions += [positions.ask_about_swap(swapped)] if swapped and answer is None else []
    read.questions += _date_questions(table, mapping, read.problems)
    return read


def _row_problem(number: int, fault: Fault) -> RowProblem:
    return RowProblem(number, "", "", f"import.{fault.rule}", fault.message, fault.remedy)


def _date_questions(table: TextTable, mapping: Mapping, problems: list[RowProblem]) -> list[ImportQuestion]:
    """Ask whether day or month comes first, with what the other dates of the file tell."""
    rows = [problem.row for problem in problems if problem.rule == f"import.{DATE_UNCLEAR}"]
    if not rows:
        return []
    indices = [table.column(name) for name, member in mapping.columns if member in _DATES and name in table.columns]
    found = Counter(evidence(row[index]) for row in table.rows for index in indices if row[index])  # type: ignore[arg-type]
    told = ", ".join(f"{found[order]:,} can only be {order}" for order in DATE_ORDERS)
    text = f"Not read: {counted(len(rows), 'date')} with the day or the month first. Of the other dates, {told}."
    choices = tuple(Answer(order, f"The {order.partition('-')[0]} comes first") for order in DATE_ORDERS)
    return [ImportQuestion(DATE_ORDER, text, choices, tuple(dict.fromkeys(rows)))]


def _centre(places: list[positions.RowPosition]) -> tuple[float, float] | None:
    """Return (lon, lat) of the middle one of the positions, by each axis."""
    found = [place.position for place in places if place.position is not None]
    if not found:
        return None
    middle = len(found) // 2
    return sorted(point.lon for point in found)[middle], sorted(point.lat for point in found)[middle]


def _add(drafts: list[ReadRow], desk: Desk, mapping: Mapping) -> tuple[list[Json], dict[int, str]]:
    claims: list[Json] = []
    records: dict[int, str] = {}
    if mapping.record == "claim" and any(made.where.name is not None for made in drafts):
        for place in (made.where.place for made in drafts if made.where.place is not None):
            desk.sites.known_as(place)
    for made in drafts:
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
