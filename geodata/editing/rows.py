"""The records of a kind as rows of plain text, for a table, and back as the edits that lead from the one to the other.

Each row has the id that its record has now under :data:`KEY`; a row without it is a new record. What a table does not
show stays in the record.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from geodata.core.json_path import Json
from geodata.core.problems import Problem, quoted
from geodata.core.vocabulary import RECORD_WORDS, RecordKind
from geodata.editing.edits import Add, Delete, Edit, Replace
from geodata.editing.fields import fields
from geodata.editing.forms import FormValue, from_form, to_form
from geodata.editing.records import new_id, records, same_json

#: The column that says which record a row is: not to be edited.
KEY: Final = "record"

TableRow = dict[str, str]


@dataclass(frozen=True)
class TableEdits:
    """What came of editing a table."""

    edits: tuple[Edit, ...]
    """To be made together; none if nothing was changed."""
    problems: tuple[Problem, ...]
    """Why cells could not be read; nothing should be made then."""


def to_rows(kind: RecordKind, document: Json) -> tuple[TableRow, ...]:
    """Return the records of a kind as rows of text by member, in their order, with :data:`KEY`."""
    return tuple({KEY: record["id"], **_cells(kind, record)} for record in records(document, kind))


def from_rows(kind: RecordKind, document: Json, rows: Sequence[Mapping[str, object]]) -> TableEdits:
    """Return the edits that make of the records of a kind what a table says.

    ``document``: the case that the rows were made of. ``rows``: as :func:`to_rows` gives them, with cells changed, rows
    added and taken out. A cell that is not text is empty; a row without any text is none.
    """
    said = [{member: value if isinstance(value, str) else "" for member, value in row.items()} for row in rows]
    kept = [row for row in said if row.get(KEY)]
    added = [row for row in said if not row.get(KEY) and any(text.strip() for text in row.values())]
    old = {record["id"]: record for record in records(document, kind)}
    problems = _key_problems(kind, kept, old)
    formed = {row[KEY]: _formed(kind, row, old[row[KEY]]) for row in kept if row[KEY] in old}
    new = [_formed(kind, _with_id(kind, row, document), None) for row in added]
    problems += [problem for _, found in (*formed.values(), *new) for problem in found]
    edits = _edits(kind, old, {key: record for key, (record, _) in formed.items()})
    return TableEdits((*edits, *(Add(kind, record) for record, _ in new)), tuple(problems))


def _edits(kind: RecordKind, old: Mapping[str, Json], new: Mapping[str, Json]) -> Iterable[Edit]:
    changed = tuple((key, record) for key, record in new.items() if not same_json(record, old[key]))
    gone = tuple(key for key in old if key not in new)
    if changed:
        yield Replace(kind, changed)
    if gone:
        yield Delete(kind, gone)


def _cells(kind: RecordKind, record: Json) -> TableRow:
    return {
        member: value if isinstance(value, str) else ", ".join(value) for member, value in to_form(kind, record).items()
    }


def _formed(kind: RecordKind, row: TableRow, record: Json | None) -> tuple[Json, tuple[Problem, ...]]:
    """Return the record of a row, and what could not be read; a cell that shows what the record has is not read."""
    shown = {} if record is None else _cells(kind, record)
    values: dict[str, FormValue] = {
        field.member: row[field.member]
        for field in fields(kind)
        if field.member in row and row[field.member] != shown.get(field.member)
    }
    formed = from_form(kind, values, record)
    return formed.record, formed.problems


def _with_id(kind: RecordKind, row: TableRow, document: Json) -> TableRow:
    if row.get("id", "").strip():
        return row
    name = row.get("name") or row.get("title") or row.get("summary") or ""
    return {**row, "id": new_id(document, kind, name)}


def _key_problems(kind: RecordKind, rows: Sequence[TableRow], old: Mapping[str, Json]) -> list[Problem]:
    times = Counter(row[KEY] for row in rows)
    problems = []
    for key, count in times.items():
        if key not in old:
            message = f"The case has no {RECORD_WORDS[kind]} {quoted(key)}, which the table has."
            problems.append(Problem(key, "edit.unknown", message, "Reload the page: the case was changed elsewhere."))
        elif count > 1:
            message = f"The {RECORD_WORDS[kind]} {quoted(key)} has {count} rows."
            problems.append(Problem(key, "edit.rows", message, "Keep one; empty the first column of a copied row."))
    return problems
