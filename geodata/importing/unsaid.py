"""What a table leaves unsaid and nobody should guess: who says it, which event it is about, what its codes mean."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from geodata.core.problems import quoted
from geodata.core.text import counted, fold
from geodata.importing.codes import CODES, default_radii
from geodata.importing.contents import SAMPLE_ROWS, guess_contents
from geodata.importing.languages import NOT_STATED_WORDS
from geodata.importing.members import KEEP
from geodata.importing.questions import NONE, Answer, ImportQuestion

if TYPE_CHECKING:
    from collections.abc import Callable

    from geodata.importing.mapping import Mapping
    from geodata.importing.questions import Inquiry
    from geodata.importing.table import TextTable

    _About = Callable[[Mapping, tuple[Answer, ...], str], ImportQuestion | None]

ACTOR: Final = "actor"
EVENT: Final = "event"
ZONE: Final = "zone"
COUNTRY: Final = "country"
EVENT_TIME: Final = "event_time"
PRECISION_CODES: Final = "precision_codes"
DENIALS: Final = "denials"
DENY: Final = "deny"
AS_READ: Final = "as-read"
#: Before a heading, in an answer that names a column.
COLUMN: Final = "column:"
_MOST_COLUMNS: Final = 8
_SHOWN_CHARS: Final = 80
_NAME_CHARS: Final = 60
#: Words that deny, or say that there was none, folded: no other word of a summary turns it around.
_DENIALS: Final = re.compile("|".join(rf"\b(?:{words})\b" for words in (
    "den(?:y|ies|ied|ying|ial|ials)",
    r"no (?:\w+ ){0,2}(?:strikes?|attacks?|raids?|casualties|shelling|bombing)",
    r"(?:did not|didnt|(?:has|have|had) not|never) (?:carr|str|hit|target|attack|bomb|t[ao]+ke? place|happen|shell)\w*",
    "(?:was|were) not (?:carried|struck|hit|targeted|attacked|bombed|conducted|fired|launched|killed|involved)",
    "refute[sd]?|without foundation",
    "نفي|نفت|ينفي|تنفي|لم",
    "опроверг|опровергает|опровергли|опровержение|отрицает|отрицают",
    "заперечує|заперечили|спростував",
    "dement|dementi|niega|nego|dementiert|bestreitet|yalanladi",
)))  # fmt: skip


def settled_mapping(table: TextTable, mapping: Mapping, inquiry: Inquiry) -> Mapping:
    """Return the mapping with what was answered of all rows; asks for what no column says."""
    mapping = _with_code_list(table, mapping, inquiry)
    mapping = _with_zone(mapping, inquiry)
    country = inquiry.given(COUNTRY)
    if country not in (None, NONE):
        mapping = _with_constant(mapping, COUNTRY, str(country))
    if mapping.record != "claim" or not table.rows:
        return mapping
    mapping = _with_event_time(table, mapping, inquiry)
    is_data_set = mapping.prefix != "imported" and ACTOR in dict(mapping.constants)  # each row is an event by itself
    mapping = _with_member(table, mapping, inquiry, _about_actor)
    if not is_data_set and len(table.rows) > 1:
        mapping = _with_member(table, mapping, inquiry, _about_event)
    return mapping


def _with_code_list(table: TextTable, mapping: Mapping, inquiry: Inquiry) -> Mapping:
    heading = mapping.column_of("place_code")
    if heading is None or mapping.radii or heading not in table.columns:
        return mapping
    index = table.column(heading)
    codes = sorted({text for row in table.rows if (text := row[index]) is not None})
    fitting = [name for name, rules in CODES.items() if {rule.code for rule in rules}.issuperset(codes)]
    text = (
        f"Column {quoted(heading)} has codes for how precise a place is ({', '.join(codes[:_MOST_COLUMNS])}). Of which "
        "code list? Until it is answered, they are kept as they are, and the radius is that of the written digits."
    )
    choices = tuple(
        Answer(name, f"{name.upper()}{'' if name in fitting else ', which does not have all of them'}")
        for name in CODES
    )
    option = " or ".join(f"--precision-codes {name}" for name in (*CODES, NONE))
    question = ImportQuestion(PRECISION_CODES, text, (*choices, Answer(NONE, "Of neither")), option)
    answer = inquiry.ask(question)
    return replace(mapping, radii=default_radii(answer)) if answer in CODES else mapping


def _with_zone(mapping: Mapping, inquiry: Inquiry) -> Mapping:
    east, north = mapping.column_of("easting"), mapping.column_of("northing")
    if east is None or north is None or mapping.column_of(ZONE) or dict(mapping.constants).get(ZONE):
        return mapping
    text = (
        f"Columns {quoted(east)} and {quoted(north)} are metres of a projection. Of which UTM zone, such as 37N? Until "
        "it is answered, their rows have no position."
    )
    choices = (Answer(NONE, "Of none: keep the two columns as they are"),)
    answer = inquiry.ask(ImportQuestion(ZONE, text, choices, "--zone 37N, or --zone none", is_open=True))
    if answer in (None, NONE):
        return mapping.with_member(east, KEEP).with_member(north, KEEP)
    return _with_constant(mapping, ZONE, str(answer))


def _with_event_time(table: TextTable, mapping: Mapping, inquiry: Inquiry) -> Mapping:
    """Ask which of several columns of dates is when it happened, where no heading says it."""
    if mapping.column_of(EVENT_TIME) is not None:
        return mapping
    dates = [
        heading
        for heading, member in mapping.columns
        if member == KEEP and heading in table.columns and _looks_like_days(table, heading)
    ]
    if len(dates) < 2:  # noqa: PLR2004 - one alone was chosen to be kept
        return mapping
    text = (
        f"Which column says when it happened: {', '.join(map(quoted, dates))}? Until it is answered, no row has a time."
    )
    choices = tuple(Answer(heading, f"Column {heading}") for heading in dates)
    option = f"--column {quoted(f'{dates[0]}={EVENT_TIME}')}"
    answer = inquiry.ask(ImportQuestion(EVENT_TIME, text, (*choices, Answer(NONE, "None of them")), option))
    return mapping.with_member(answer, EVENT_TIME) if answer in dates else mapping


def _looks_like_days(table: TextTable, heading: str) -> bool:
    index = table.column(heading)
    found = guess_contents([row[index] for row in table.rows[:SAMPLE_ROWS]])
    return found is not None and found[0] == EVENT_TIME


def _about_actor(mapping: Mapping, columns: tuple[Answer, ...], _: str) -> ImportQuestion | None:
    if mapping.column_of(ACTOR) is not None or ACTOR in dict(mapping.constants):
        return None
    text = (
        "Who says it? No column is the actor. Until it is answered, the rows are imported as reported by nobody, and "
        "nothing in them is affirmed."
    )
    none = Answer(NONE, "Nobody is named: they are reports")
    return ImportQuestion(ACTOR, text, (*columns, none), "--actor NAME, or --actor none", is_open=True)


def _about_event(mapping: Mapping, columns: tuple[Answer, ...], stem: str) -> ImportQuestion | None:
    if mapping.column_of(EVENT) is not None or EVENT in dict(mapping.constants):
        return None
    text = (
        "Which event are the rows about? No column says it, and only claims about one event are compared. Until it is "
        "answered, nothing is."
    )
    choices = (Answer(stem, f"All are about one event: {stem}"), *columns, Answer(NONE, "Each is about another"))
    return ImportQuestion(EVENT, text, choices, "--event NAME, or --event none", is_open=True)


def _with_member(table: TextTable, mapping: Mapping, inquiry: Inquiry, about: _About) -> Mapping:
    """Ask for what a column may say, or one text for all rows."""
    columns = tuple(
        Answer(f"{COLUMN}{heading}", f"As column {heading} says") for heading in _columns_of_names(table, mapping)
    )
    question = about(mapping, columns, PurePath(table.name).stem[:_NAME_CHARS])
    answer = None if question is None else inquiry.ask(question)
    if question is None or answer in (None, NONE):
        return mapping
    heading = str(answer).removeprefix(COLUMN)
    if heading != answer and heading in table.columns:
        return mapping.with_member(heading, question.key)
    return _with_constant(mapping, question.key, str(answer))


def _columns_of_names(table: TextTable, mapping: Mapping) -> list[str]:
    """Return the columns that are kept as they are and may hold names, which come more than once or are few."""
    found = []
    for heading, member in mapping.columns:
        if member != KEEP or heading not in table.columns:
            continue
        index = table.column(heading)
        texts = [text for row in table.rows[:SAMPLE_ROWS] if (text := row[index]) is not None]
        is_names = texts and all(len(text) <= _NAME_CHARS and re.search(r"[^\W\d_]", text) for text in texts)
        if is_names and guess_contents(texts) is None:
            found.append(heading)
    return found[:_MOST_COLUMNS]


def _with_constant(mapping: Mapping, member: str, text: str) -> Mapping:
    return replace(mapping, constants=tuple({**dict(mapping.constants), member: text.strip()}.items()))


def denials(table: TextTable, mapping: Mapping, inquiry: Inquiry) -> frozenset[int]:
    """Return the rows that somebody said are denials; asks where words deny and no column says what a row does."""
    summary = mapping.column_of("summary")
    if mapping.record != "claim" or summary is None or summary not in table.columns:
        return frozenset()
    found = {
        number: text
        for row, number in zip(table.rows, table.numbers, strict=True)
        if (text := row[table.column(summary)]) is not None
        and not _says(table, mapping, row, "polarity")
        and _DENIALS.search(fold(text))
    }
    if not found:
        return frozenset()
    number, words = next(iter(found.items()))
    text = (
        f"The words of {counted(len(found), 'row')} deny, or say that there was none, as row {number} does: "
        f"{quoted(words[:_SHOWN_CHARS])}. Are they denials? Until it is answered, they are what they would be "
        "without these words."
    )
    choices = (Answer(DENY, "They deny the event"), Answer(AS_READ, "Leave them as they are"))
    option = f"--denials {DENY} or --denials {AS_READ}; of some rows alone, in a column polarity"
    answer = inquiry.ask(ImportQuestion(DENIALS, text, choices, option, tuple(found)))
    return frozenset(found) if answer == DENY else frozenset()


def _says(table: TextTable, mapping: Mapping, row: tuple[str | None, ...], member: str) -> bool:
    heading = mapping.column_of(member)
    text = row[table.column(heading)] if heading in table.columns and heading is not None else None
    return bool(text and text.casefold() not in NOT_STATED_WORDS) or member in dict(mapping.constants)


def unsaid_notes(table: TextTable, mapping: Mapping) -> list[str]:
    """Say which rows have no actor though a column is for it, and which share an id."""
    notes = []
    speaker = mapping.column_of(ACTOR)
    if mapping.record == "claim" and speaker in table.columns:
        rows = [
            number
            for row, number in zip(table.rows, table.numbers, strict=True)
            if not _says(table, mapping, row, ACTOR)
        ]
        if rows:
            notes.append(f"Rows without an actor, which are imported as reported by nobody: {_listed(rows)}.")
    ids: dict[str, list[int]] = {}
    heading = mapping.column_of("id")
    if heading is not None and heading in table.columns:
        for row, number in zip(table.rows, table.numbers, strict=True):
            ids.setdefault(row[table.column(heading)] or "", []).append(number)
    shared = [f"{words} of rows {_listed(rows)}" for words, rows in ids.items() if words and len(rows) > 1]
    if shared:
        over = f" and {counted(len(shared) - _MOST_COLUMNS, 'more id')}" if len(shared) > _MOST_COLUMNS else ""
        notes.append(f"Ids that rows share, so that a number is put behind: {'; '.join(shared[:_MOST_COLUMNS])}{over}.")
    return notes


def _listed(rows: list[int]) -> str:
    over = f" and {len(rows) - _MOST_COLUMNS:,} more" if len(rows) > _MOST_COLUMNS else ""
    return ", ".join(map(str, rows[:_MOST_COLUMNS])) + over
