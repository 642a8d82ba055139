"""What was filled into the form of a record, as edits: new names are added with it, dates are read as written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from geodata.app.words import edit_words as say
from geodata.core.json_path import Json
from geodata.core.problems import InputError, Problem, problem_of
from geodata.core.text import name_key
from geodata.core.vocabulary import RecordKind
from geodata.editing.checking import apply
from geodata.editing.edits import Add, Edit, replace
from geodata.editing.field_problems import member_of
from geodata.editing.fields import NAMING_MEMBERS, Field, fields
from geodata.editing.forms import blank, from_form, to_form
from geodata.editing.records import find_record, members, new_id, records, with_members
from geodata.importing.clocks import daylight_word, part_of_day
from geodata.importing.date_phrases import read_date_phrase
from geodata.importing.dates import read_date
from geodata.parsing.edtf import EdtfError, parse, time_in_words
from geodata.timeline.daylight import daylight_at, meaning_of_daylight

if TYPE_CHECKING:
    from geodata.editing.forms import FormValue
    from geodata.timeline.daylight import Word

#: Records that a name makes; a claim says more than one.
_BY_NAME: Final[frozenset[RecordKind]] = frozenset({"actor", "site", "event", "source"})
_ADDRESSES: Final = ("http://", "https://")


@dataclass(frozen=True)
class Filled:
    """What a form comes to."""

    record: Json
    edits: tuple[Edit, ...]
    """Those that add what is new first."""
    problems: tuple[Problem, ...]
    """Everything that is wrong, of all fields at once; none is made then."""
    told: str = ""
    """How a time in words of daylight was read; empty where none was."""


def takes_new(field: Field) -> bool:
    """Tell whether a choice may be a name that is not among its choices."""
    return field.of in _BY_NAME


def filled(shown: Json, kind: RecordKind, record: Json | None, given: Mapping[str, FormValue]) -> Filled:
    """Return what a form means.

    ``shown``: the case. ``record``: what was edited; ``None`` for a new one. ``given``: by member, as filled in.
    """
    before = to_form(kind, blank(kind) if record is None else record)
    changed = [field for field in fields(kind) if given[field.member] != before[field.member]]
    ids, added, case = _ids_of_names(shown, changed, given, before)
    values = {**given, **ids}
    times, unread, reading = _times(changed, values, case)
    values |= times
    if kind == "claim" and any(field.member == "site" for field in changed):
        values |= _at_a_place(values)
    if not str(values["id"]).strip():
        named = next((values[name] for name in ("name", "title", "summary") if values.get(name)), "")
        values["id"] = new_id(case, kind, str(named))
    formed = from_form(kind, values, record)
    wrong = [problem_of(f"{values['id']} {field.member}", "edit.time", error) for field, error in unread]
    own: Edit = Add(kind, formed.record) if record is None else replace(kind, record["id"], formed.record)
    wrong += formed.problems
    if wrong:
        # What the check finds in the other fields is told with it.
        told = {member_of(problem) for problem in wrong}
        others = apply(shown, *added, own).problems
        wrong += [one for one in others if one.severity == "error" and member_of(one) not in told]
    return Filled(formed.record, (*added, own), tuple(wrong), reading)


def _at_a_place(values: Mapping[str, FormValue]) -> dict[str, FormValue]:
    """Return the location type of a claim for which a place alone was chosen: it says that it was there."""
    says_more = any(values.get(member) for member in ("relation", "distance", "bearing", "site2"))
    return {"relation": "at"} if values.get("site") and not says_more else {}


def _times(
    changed: Sequence[Field], values: Mapping[str, FormValue], case: Json
) -> tuple[dict[str, FormValue], list[tuple[Field, InputError]], str]:
    """Return the times among the fields as EDTF, those that cannot be read, and how words of daylight were read."""
    read: dict[str, FormValue] = {}
    unread: list[tuple[Field, InputError]] = []
    told = ""
    for field in changed:
        value = values[field.member]
        if field.type != "time" or not isinstance(value, str):
            continue
        words = part_of_day(value.strip()) if field.member == "event_time" else None
        word = daylight_word(words[0]) if words is not None and words[1] else None
        try:
            if words is None or word is None:
                read[field.member] = as_edtf(value.strip())
                continue
            edtf, told = _by_daylight(word, value.strip(), case, str(values["site"]))
            read |= {"event_time": edtf, "event_time_words": values["event_time_words"] or words[0]}
        except InputError as error:
            unread.append((field, error))
    return read, unread, told


def _by_daylight(word: Word, text: str, case: Json, site_id: str) -> tuple[str, str]:
    """Return a day with a word of daylight as EDTF by the sun at a claim's place, and how it was read.

    Raises ``InputError`` if the place has no position, the day cannot be read, or the sun tells nothing.
    """
    site = find_record(case, "site", site_id) if site_id else None
    if site is None or site["geometry"] is None:
        raise InputError(say.daylight_needs_place(text), text)
    said = site["properties"]
    days = read_date_phrase(text, None)
    edtf = daylight_at(word, days, site["geometry"], said.get("coordinateUncertaintyInMeters"))
    return edtf, say.read_by_daylight(text, time_in_words(edtf), said["name"], meaning_of_daylight(word))


def _ids_of_names(
    case: Json, changed: Sequence[Field], given: Mapping[str, FormValue], before: Mapping[str, FormValue]
) -> tuple[dict[str, FormValue], list[Edit], Json]:
    """Return the ids of the records that fields name, what adds those that are new, and the case with them."""
    ids: dict[str, FormValue] = {}
    added: list[Edit] = []
    for field in changed:
        if field.of is None or not takes_new(field):
            continue
        value, found = given[field.member], []
        for name in value if isinstance(value, tuple) else (value,) if value else ():
            one, new = _known_or_new(case, field.of, name, before[field.member])
            found.append(one)
            if new is not None:
                added.append(new)
                case = new.made(case)
        ids[field.member] = tuple(found) if isinstance(value, tuple) else "".join(found)
    return ids, added, case


def as_edtf(text: str) -> str:
    """Return a time as EDTF: as it is, or read as people write it.

    Raises ``InputError`` if it is neither, or may be read two ways.
    """
    try:
        parse(text)
    except EdtfError:
        return read_date(text, None) if text else ""
    return text


def _known_or_new(case: Json, kind: RecordKind, name: str, before: FormValue) -> tuple[str, Add | None]:
    """Return the id of a record that is meant, and what adds it where the case has none of that id or name."""
    named = {record["id"]: members(record, kind).get(NAMING_MEMBERS[kind]) for record in records(case, kind)}
    if name in named or name in (before if isinstance(before, tuple) else (before,)):
        return name, None
    key = name_key(name)
    alike = [one for one, other in named.items() if isinstance(other, str) and name_key(other) == key]
    if alike:
        return alike[0], None
    proposed = new_id(case, kind, name.partition("://")[2] or name)
    said = {NAMING_MEMBERS[kind]: name, **({"url": name} if kind == "source" and name.startswith(_ADDRESSES) else {})}
    return proposed, Add(kind, with_members({**blank(kind), "id": proposed}, kind, said))
