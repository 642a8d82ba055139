"""What a table leaves unsaid and nobody should guess: who says it, which event it is about, what its codes mean."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from geodata.core.problems import quoted
from geodata.core.text import counted, first_few, fold
from geodata.gazetteer.sources import read_country
from geodata.importing.axes import axis_pairs, is_side
from geodata.importing.clocks import is_clock
from geodata.importing.codes import CODES, default_radii
from geodata.importing.contents import SAMPLE_ROWS, contradiction, guess_contents
from geodata.importing.denials import says
from geodata.importing.headings import CLOCK_WORDS, RECORD_MADE, meaning_of
from geodata.importing.mapping import MappingError, no_column
from geodata.importing.members import KEEP, MEMBERS
from geodata.importing.questions import NONE, Answer, ImportQuestion
from geodata.parsing.map_addresses import LEADS_TO_MAP
from geodata.parsing.utm_mgrs import read_utm_zone

if TYPE_CHECKING:
    from geodata.importing.mapping import Mapping
    from geodata.importing.questions import Inquiry
    from geodata.importing.table import TextTable

    _About = Callable[[Mapping, tuple[Answer, ...], str], ImportQuestion | None]

ACTOR: Final = "actor"
EVENT: Final = "event"
ZONE: Final = "zone"
COUNTRY: Final = "country"
EVENT_TIME: Final = "event_time"
POSITION: Final = "position"
PRECISION_CODES: Final = "precision_codes"
#: Before a heading, in an answer that names a column.
COLUMN: Final = "column:"
_MOST_COLUMNS: Final = 8
_NOBODY: Final = "Nobody is named: they are reports"
_ACTOR_OPTION: Final = "--actor NAME, or --actor none"
_NAME_CHARS: Final = 60


def settled_mapping(table: TextTable, mapping: Mapping, inquiry: Inquiry) -> Mapping:
    """Return the mapping with what was answered of all rows; asks for what no column says."""
    mapping = _with_code_list(table, mapping, inquiry)
    mapping = _with_zone(_with_position(table, mapping, inquiry), inquiry)
    country = inquiry.given(COUNTRY, reads=_read_country_or_none)
    if country not in (None, NONE):
        mapping = _with_constant(mapping, COUNTRY, str(country))
    if mapping.record != "claim" or not table.rows:
        return mapping
    mapping = _with_event_time(table, mapping, inquiry)
    is_data_set = mapping.prefix != "imported" and ACTOR in dict(mapping.constants)  # each row is an event by itself
    mapping = _with_speaker(table, mapping, inquiry)
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


def _with_position(table: TextTable, mapping: Mapping, inquiry: Inquiry) -> Mapping:
    """Ask which of several pairs of columns is the position: "from lat", "to lat"; "Lat", "Latitude"."""
    kept = [column for column, member in mapping.columns if member == KEEP and column in table.columns]
    chosen = {mapping.column_of("lat"), mapping.column_of("lon")}
    columns = [column for column in table.columns if column in chosen or column in kept]
    found = [pair for pair in axis_pairs(table, columns) if pair.is_degrees]
    of_chosen = next((pair for pair in found if {pair.east, pair.north} == chosen), None)
    if of_chosen is None:
        return mapping
    pairs = {pair.north: pair.east for pair in found if pair.words and of_chosen.words}
    if not of_chosen.words:  # of columns without further words any two are a pair: those that stand so are meant
        plain = [pair for pair in found if not pair.words]
        norths, easts = (dict.fromkeys(getattr(pair, side) for pair in plain) for side in ("north", "east"))
        pairs = dict(zip(norths, easts, strict=False))
    if len(pairs) < 2:  # noqa: PLR2004 - one is taken
        return mapping
    named = {north: f"{north}, {east}" for north, east in pairs.items()}
    text = f"Which two columns are the position: {'; '.join(named.values())}? Until it is answered, the first two are."
    last = [*pairs][-1]
    option = f"--column {quoted(f'{last}=lat')} --column {quoted(f'{pairs[last]}=lon')}, or --answers FILE"
    answer = inquiry.ask(ImportQuestion(POSITION, text, tuple(Answer(*one) for one in named.items()), option))
    return mapping if answer is None else mapping.with_member(answer, "lat").with_member(pairs[answer], "lon")


def _with_zone(mapping: Mapping, inquiry: Inquiry) -> Mapping:
    east, north = mapping.column_of("easting"), mapping.column_of("northing")
    if east is None or north is None or mapping.column_of(ZONE) or dict(mapping.constants).get(ZONE):
        return mapping
    text = (
        f"Columns {quoted(east)} and {quoted(north)} are metres of a projection. Of which UTM zone, such as 37N? Until "
        "it is answered, their rows have no position."
    )
    choices = (Answer(NONE, "Of none: keep the two columns as they are"),)
    question = ImportQuestion(ZONE, text, choices, "--zone 37N, or --zone none", is_open=True)
    answer = inquiry.ask(question, read_utm_zone)
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
    if len(dates) < 2 and not any(fold(heading) in RECORD_MADE for heading in dates):  # noqa: PLR2004 - kept on purpose
        return mapping
    text = (
        f"Which column says when it happened: {', '.join(map(quoted, dates))}? Until it is answered, no row has a time."
        if len(dates) > 1
        else f"Does column {quoted(dates[0])} say when it happened, or when a form was sent or a record made? Until it "
        "is answered, no row has a time."
    )
    choices = tuple(Answer(heading, f"Column {heading}") for heading in dates)
    option = f"--column {quoted(f'{dates[0]}={EVENT_TIME}')}"
    answer = inquiry.ask(ImportQuestion(EVENT_TIME, text, (*choices, Answer(NONE, "None of them")), option))
    return mapping.with_member(answer, EVENT_TIME) if answer in dates else mapping


def _read_country_or_none(text: str) -> object:
    return text == NONE or read_country(text)


def _looks_like_days(table: TextTable, heading: str) -> bool:
    index = table.column(heading)
    found = guess_contents([row[index] for row in table.rows[:SAMPLE_ROWS]])
    return found is not None and found[0] == EVENT_TIME


def _with_speaker(table: TextTable, mapping: Mapping, inquiry: Inquiry) -> Mapping:
    """Ask who says the rows that name nobody: all of them, or those whose cells have nothing to say."""
    heading = mapping.column_of(ACTOR)
    if heading is None:
        return _with_member(table, mapping, inquiry, _about_actor)
    rows = _silent_rows(table, mapping)
    if not rows:
        return mapping
    text = (
        f"Who says {counted(len(rows), 'row')} ({_listed(rows)}), where column {quoted(heading)} names nobody? Until "
        "it is answered, what they say is imported as reported by nobody, and nothing in it is affirmed."
    )
    none = Answer(NONE, _NOBODY)
    question = ImportQuestion(ACTOR, text, (none,), _ACTOR_OPTION, tuple(rows), is_open=True)
    answer = inquiry.ask(question)
    return mapping if answer in (None, NONE) else _with_constant(mapping, ACTOR, str(answer))


def _silent_rows(table: TextTable, mapping: Mapping) -> list[int]:
    """Return the rows that name no speaker though a column is for it."""
    return _rows_without(table, mapping, ACTOR)


def _rows_without(table: TextTable, mapping: Mapping, member: str) -> list[int]:
    """Return the rows that do not state a member though a column is for it."""
    if mapping.record != "claim" or mapping.column_of(member) not in table.columns:
        return []
    numbered = zip(table.rows, table.numbers, strict=True)
    return [number for row, number in numbered if not says(table, mapping, row, member)]


def _about_actor(mapping: Mapping, columns: tuple[Answer, ...], _: str) -> ImportQuestion | None:
    if ACTOR in dict(mapping.constants):
        return None
    text = (
        "Who says it? No column is the actor. Until it is answered, the rows are imported as reported by nobody, and "
        "nothing in them is affirmed."
    )
    return ImportQuestion(ACTOR, text, (*columns, Answer(NONE, _NOBODY)), _ACTOR_OPTION, is_open=True)


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
    answer = None if question is None else inquiry.ask(question, partial(_check_column, table))
    if question is None or answer in (None, NONE):
        return mapping
    heading = str(answer).removeprefix(COLUMN)
    if heading != answer:
        return mapping.with_member(heading, question.key)
    return _with_constant(mapping, question.key, str(answer))


def _check_column(table: TextTable, answer: str) -> None:
    """Raise ``InputError`` if an answer names a column that the table has not."""
    heading = answer.removeprefix(COLUMN)
    if heading != answer and heading not in table.columns:
        raise MappingError(no_column(heading, table.columns), heading)


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


def unsaid_notes(table: TextTable, mapping: Mapping) -> list[str]:
    """Say which rows have no actor though a column is for it, and which share an id."""
    notes = [*_as_places(table, mapping), *_passed_over(table, mapping)]
    if rows := _silent_rows(table, mapping):
        notes.append(f"Rows without an actor, which are imported as reported by nobody: {_listed(rows)}.")
    if rows := _rows_without(table, mapping, "polarity"):
        notes.append(f"Rows whose stance is not stated, which affirm what their actor says: {_listed(rows)}.")
    if mapping.record == "claim" and mapping.column_of(EVENT_TIME) is None:
        notes.append("No column says when it happened: no row has a time.")
    notes += _without_place(table, mapping)
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


def _without_place(table: TextTable, mapping: Mapping) -> list[str]:
    """Say that no column is the place of claims, though one is the area that it is in."""
    members = {member: heading for heading, member in mapping.columns}
    if mapping.record != "claim" or any(table.geometries or ()) or not _PLACES.isdisjoint(members):
        return []
    area = next((members[member] for member in ("district", "province", "country") if member in members), None)
    remedy = "" if area is None else f" If it is known no better, give --column {quoted(f'{area}=place')}."
    return [f"No column says where it happened: no row has a place.{remedy}"]


def _as_places(table: TextTable, mapping: Mapping) -> list[str]:
    """Say that features of a map are places though they have days, as claims have."""
    days = [column for column in table.columns if meaning_of(column) == EVENT_TIME]
    if mapping.record == "claim" or not days or not any(table.geometries or ()):
        return []
    kept = f"Each row is taken for a place, and its {quoted(days[0])} is kept as it is"
    return [f"{kept}. If rows are claims, choose so above the columns, or give --as claim."]


_PLACES: Final = frozenset({"place", "coordinates", "lat", "easting"})
#: How positions look that are not read, and what they are.
_UNREAD_POSITIONS: Final = (
    (LEADS_TO_MAP, "addresses of a map without a point in them"),
    (re.compile(r"(?:///)?[^\W\d_]+\.[^\W\d_]+\.[^\W\d_]+"), "what3words"),
    (re.compile(r"(?:SRID=[0-9]+;)?(?:MULTI)?(?:LINESTRING|POLYGON|POINT)\b.*", re.DOTALL), "WKT"),
    (re.compile("0[01][0-9A-F]{40,}"), "WKB"),
    (re.compile(r'\{.*"coordinates".*\}', re.DOTALL), "GeoJSON"),
)
_HEADED: Final = {"geohash": "geohash", "what3words": "what3words", "w3w": "what3words"}


def _passed_over(table: TextTable, mapping: Mapping) -> list[str]:
    """Say which columns are kept though they seem to say what no other does: a position, or what a heading names."""
    members = {member for _, member in mapping.columns} | dict(mapping.constants).keys()
    has_position = any(table.geometries or ()) or not members.isdisjoint(("coordinates", "lat", "easting"))
    sides = [heading for heading in table.columns if is_side(heading)]
    notes = []
    if sides and not has_position:
        said = f"Columns {first_few(sides, _MOST_COLUMNS)} are sides of a box, or not in degrees: no row has a position"
        notes.append(f"{said}. Give latitude and longitude of a point, in degrees.")
    if not has_position:
        notes += _maps_among_links(table, mapping)
    for heading in (heading for heading, member in mapping.columns if member == KEEP and heading in table.columns):
        index = table.column(heading)
        cells = [row[index] for row in table.rows[:SAMPLE_ROWS]]
        form = None if has_position else _unread_form(heading, [text for text in cells if text is not None])
        member = meaning_of(heading) if mapping.prefix == "imported" else None
        other = None if member is None or member in members else contradiction(member, cells, heading)
        is_free = member is None or member in members
        if is_free and "event_clock" not in members and _has_clocks(heading, cells):
            notes.append(f"Column {heading} is kept as it is: its times of day are not added to the days.")
        if form is not None:
            remedy = "Convert it to latitude and longitude"
            notes.append(f"Column {heading} has positions as {form}, which is not read: no row has one. {remedy}.")
        elif other is not None and member is not None and member in MEMBERS[mapping.record]:
            means = f"though its heading means {MEMBERS[mapping.record][member]}"
            remedy = f"If they are, give --column {quoted(f'{heading}={member}')}, or choose so"
            notes.append(f"Column {heading} is kept as it is, {means}: {other}. {remedy}.")
    return notes


def _maps_among_links(table: TextTable, mapping: Mapping) -> list[str]:
    heading = mapping.column_of("source_url")
    index = table.column(heading) if heading is not None and heading in table.columns else None
    numbered = zip(table.rows, table.numbers, strict=True)
    rows = [] if index is None else [number for row, number in numbered if LEADS_TO_MAP.match(row[index] or "")]
    remedy = f"If that is the place, give --column {quoted(f'{heading}=coordinates')}, or write latitude and longitude"
    said = f"Column {heading} leads to a map in {counted(len(rows), 'row')} ({_listed(rows)}), taken for the source"
    return [f"{said}: none has a position. {remedy}."] if rows else []


def _has_clocks(heading: str, cells: list[str | None]) -> bool:
    return not CLOCK_WORDS.isdisjoint(fold(heading).split()) and any(
        text is not None and is_clock(text) for text in cells
    )


def _unread_form(heading: str, texts: list[str]) -> str | None:
    """Return how the cells of a column write positions that are not read; ``None`` where they do not."""
    headed = next((form for word, form in _HEADED.items() if word in fold(heading)), None)
    if not texts or headed is not None:
        return headed if texts else None
    return next((form for pattern, form in _UNREAD_POSITIONS if all(map(pattern.fullmatch, texts))), None)


def _listed(rows: list[int]) -> str:
    return first_few([str(row) for row in rows], _MOST_COLUMNS)
