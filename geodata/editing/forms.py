"""A record as the values of a form, and back: what is not touched stays as it is, to the last member and digit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from geodata.core.json_path import Json
from geodata.core.problems import InputError, Problem, problem_of
from geodata.core.vocabulary import RecordKind
from geodata.editing.fields import OF_EACH, Field, fields, value_of, with_part
from geodata.editing.parsing import one_or_more, read_value
from geodata.editing.records import TABLES, with_members
from geodata.editing.size_limits import MAX_TEXT_CHARS
from geodata.editing.wording import value_text

#: By member: text, or ids for a field of several choices.
FormValue = str | tuple[str, ...]


@dataclass(frozen=True)
class Formed:
    """What came of filling in a form."""

    record: Json
    """The record; members that could not be read are as they were."""
    problems: tuple[Problem, ...]
    """Why members could not be read."""


def blank(kind: RecordKind) -> Json:
    """Return a record with nothing stated, its members in the order of the format.

    >>> blank("event")
    {'id': '', 'name': None, 'kind': None}
    """
    said: Json = {
        field.member: [] if field.type in ("choices", "names") else None
        for field in fields(kind)
        if field.member not in ("id", "geometry") and not field.is_extra
    }
    if kind in TABLES:
        return {"id": "", **said}
    return {"type": "Feature", "id": "", "geometry": None, "properties": {"record": kind, **said}}


def to_form(kind: RecordKind, record: Json) -> dict[str, FormValue]:
    """Return the values of a form by member, the id first; what is not stated is the empty text."""
    return {field.member: _form_value(field, value_of(record, kind, field.member)) for field in fields(kind)}


def from_form(kind: RecordKind, values: Mapping[str, FormValue], record: Json | None = None) -> Formed:
    """Return the record that a form says.

    ``values``: by member; a member that is not in them stays as it is, and so does one whose text was not changed.
    ``record``: what was edited, ``None`` for a new one. It is not changed.

    >>> formed = from_form("claim", {"id": "A", "killed": "3+", "sources": ("TRT",), "distance": "far"})
    >>> formed.record["properties"]["killed"], [problem.where for problem in formed.problems]
    ({'min': 3, 'max': None}, ['A distance'])
    """
    result = blank(kind) if record is None else record
    problems: list[Problem] = []
    for field in fields(kind):
        old = value_of(result, kind, field.member)
        given = values.get(field.member)
        if given is None or given == _form_value(field, old):
            continue
        try:
            result = _with(result, kind, field.member, _read(field, given, old))
        except InputError as error:
            where = f"{values.get('id') or result['id']} {field.member}"
            problems.append(problem_of(where, f"edit.{field.type.replace(' ', '-')}", error))
    return Formed(result, tuple(problems))


def _form_value(field: Field, value: object) -> FormValue:
    if field.type == "choices" and (value is None or isinstance(value, list)):
        return tuple(map(_choice, value or ()))
    if field.type == "one or more" and not isinstance(value, dict):
        return tuple(map(_choice, value if isinstance(value, list) else () if value is None else (value,)))
    return value_text(field.type, value)


def _choice(one: object) -> str:
    """Return an element of a list as a choice: an id, or the one in a link with what is said of it."""
    chosen = one.get("claim") if isinstance(one, dict) else one
    return chosen if isinstance(chosen, str) else repr(one)


def _read(field: Field, given: FormValue, old: object) -> Any:  # noqa: ANN401 - any JSON value
    if isinstance(given, tuple) and field.type == "one or more":
        return one_or_more(given)
    if isinstance(given, tuple):
        known = {_choice(one): one for one in old} if isinstance(old, list) else {}
        return [known.get(one, one) for one in given]
    return read_value(field.type, given if field.type == "place" else limited_text(given), old)


def limited_text(given: str) -> str:
    """Return a text that is not too long for a field.

    Raises ``InputError`` if it has more than 100,000 characters.
    """
    if len(given) <= MAX_TEXT_CHARS:
        return given
    message = f"The text has {len(given):,} characters; at most {MAX_TEXT_CHARS:,} are allowed."
    raise InputError(f"{message} Shorten it, or name a source that has it all.", given)


def _with(record: Json, kind: RecordKind, member: str, value: object) -> Json:
    if member in ("id", "geometry"):
        return {**record, member: value if member == "geometry" else value or ""}
    whole, _, part = member.partition(OF_EACH)
    if part:
        return with_members(record, kind, {whole: with_part(value_of(record, kind, whole), part, value)})
    return with_members(record, kind, {member: value})
