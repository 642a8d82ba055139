"""One row as a claim, or as a site: read first, and added to the case only if nothing in it is wrong."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from geodata.casefile.reference_rules import REGIONS
from geodata.core.json_path import Json
from geodata.core.problems import InputError, quoted
from geodata.importing.cell_readers import (
    read_certainty,
    read_credibility,
    read_kinds,
    read_polarity,
    read_quantity,
    read_summary,
)
from geodata.importing.cells import Cells, read_times
from geodata.importing.clocks import daylight_word
from geodata.importing.dates import is_day
from geodata.importing.known_records import NOT_STATED, id_of
from geodata.importing.locating import location_cells
from geodata.importing.people import read_people
from geodata.importing.row_sources import source_members
from geodata.importing.sites import ORIGIN, UNCERTAINTY, whole_m
from geodata.timeline.daylight import daylight_at

if TYPE_CHECKING:
    from geodata.importing.known_records import Ids, Tables
    from geodata.importing.locating import Whereabouts
    from geodata.importing.mapping import Mapping
    from geodata.importing.naming import Names
    from geodata.importing.positions import RowPosition
    from geodata.importing.sites import NewPlace, Sites

_RARE: Final = ("certainty", "quantity", "event_kinds", "event_time_words", "statement")


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row whose cells are in order, as the values of a record."""

    row: int
    id: str | None
    where: Whereabouts
    members: Json
    """Of a claim, but for what needs ids of the case."""
    sources: tuple[Json, ...]
    named: Json
    """Actors and event by name."""
    kept: Json


def draft(cells: Cells, placed: RowPosition, geometry: Json | None, mapping: Mapping) -> ReadRow | None:
    """Return a row as values; ``None`` where something is wrong with it, which is then noted in the cells."""
    where = location_cells(cells, placed, geometry, mapping)
    record_id = cells.text("id")
    if mapping.record == "site":
        sources = tuple({"title": title} for title in [cells.text("source")] if title is not None)
        made = ReadRow(cells.number, record_id, where, {}, sources, {}, cells.kept())
        if where.place is None and where.name is None and not cells.is_out:
            cells.fault("place", "", "place-needed", "The row has no place. Write its name or its coordinates.")
        return None if cells.is_out else made
    speaker = next(iter(cells.once(Cells.read_names, "actor")), None)
    named = {
        "actor": speaker,
        "authors": (*cells.once(Cells.read_names, "about_actor"), *cells.once(Cells.read_names, "about_actors")),
        "event": cells.text("event"),
    }
    members = {
        "summary": cells.read("summary", read_summary),
        "polarity": cells.read("polarity", read_polarity) or _polarity(cells, speaker),
        **cells.once(read_times),
        "killed": cells.once(read_people, "killed"),
        "wounded": cells.once(read_people, "wounded"),
        "credibility": cells.read("credibility", read_credibility),
    }
    members["event_time"] = _by_daylight(cells, members["event_time"], where.place)
    members |= cells.once(_rarely_said)
    sources = cells.once(source_members)
    made = ReadRow(cells.number, record_id, where, members, sources, named, cells.kept())
    return None if cells.is_out else made


def _polarity(cells: Cells, actor: str | None) -> str:
    """Return whether a row that does not say it affirms: who only passes something on asserts nothing."""
    return "deny" if cells.is_denial else "affirm" if actor else "report"


def _by_daylight(cells: Cells, days: str | None, place: NewPlace | None) -> str | None:
    """Return the hours of a word such as "evening" by the sun at the row's position; without one, the days as read."""
    part = cells.part_of_day
    word = None if part is None else daylight_word(part)
    if word is None or days is None or place is None or place.geometry is None or cells.text("event_end") is not None:
        return days
    if "T" in days or not (is_day(days) or (word == "night" and "/" in days)):
        return days
    try:
        return daylight_at(word, days, place.geometry, place.uncertainty_m)
    except InputError as error:
        cells.fault("event_time", cells.text("event_time") or days, "daylight", str(error), is_in=True)
        return days


def _rarely_said(cells: Cells) -> Json:
    """Return members that a claim has only where a row states them."""
    found = {
        "certainty": cells.read("certainty", read_certainty),
        "quantity": cells.read("quantity", read_quantity),
        "event_kinds": cells.read("event_kinds", read_kinds),
        "event_time_words": cells.text("event_time_words") or cells.part_of_day,
        "statement": cells.text("statement_id"),
    }
    return {member: value for member, value in found.items() if value is not None}


@dataclass(frozen=True, slots=True)
class Desk:
    """Where rows are added: the case as it grows."""

    tables: Tables
    sites: Sites
    names: Names
    claim_ids: Ids
    file_name: str
    file_source: str
    """Id of the source that is the file."""


def add_site(made: ReadRow, desk: Desk) -> str:
    """Add a row as a site, and return its id."""
    imported = {ORIGIN: {"file": desk.file_name, "row": made.row}, **made.kept}
    if made.sources:
        imported["georeferenceSources"] = made.sources[0]["title"]
    place = made.where.place
    if place is None:
        site_id = desk.names.site(made.where.name or "", made.row, made.where.stated)
        desk.sites.complete(site_id, {**_stated(made), **imported}, made.row)
        return site_id
    return desk.sites.add(place, id_of(made.id or place.name, "PLACE"), **imported)


def add_claim(made: ReadRow, desk: Desk) -> Json:
    """Return a row as a claim, adding the actors, the site and the sources that it names."""
    site = _site(made, desk)
    second = None if made.where.second is None else desk.names.site(made.where.second, made.row, made.where.stated)
    geometry = None if site is None else desk.sites.geometry_of(site)
    said, named = made.members, made.named
    properties: Json = {
        "record": "claim",
        "actor": desk.tables.actor(named["actor"] or NOT_STATED),
        "summary": said["summary"] or _summary(made, desk.file_name),
        "polarity": said["polarity"],
        "event": None if named["event"] is None else desk.tables.event(named["event"]),
        "about_actor": _authors(named, desk),
        "relation": _relation(made.where.relation, geometry),
        "site": site,
        **({} if second is None else {"site2": second}),
        "distance": made.where.distance,
        "bearing": made.where.bearing,
        **{member: said[member] for member in ("event_time", "stated", "killed", "wounded")},
        "sources": _sources(made.sources, desk),
        "derived_from": [],
        "credibility": said["credibility"],
        **{member: said[member] for member in _RARE if member in said},
        ORIGIN: {"file": desk.file_name, "row": made.row},
        **made.kept,
    }
    claim_id = desk.claim_ids.new(id_of(made.id or f"{desk.file_name} {made.row}", f"ROW-{made.row}"))
    return {"type": "Feature", "id": claim_id, "geometry": geometry, "properties": properties}


def _authors(named: Json, desk: Desk) -> str | list[str] | None:
    """Return who is said to have done it: one actor, or several jointly."""
    found = list(dict.fromkeys(desk.tables.actor(name) for name in named["authors"]))
    return found if len(found) > 1 else next(iter(found), None)


def _site(made: ReadRow, desk: Desk) -> str | None:
    if made.where.place is not None:
        return desk.sites.at(made.where.place)
    if made.where.name is None:
        return None
    site_id = desk.names.site(made.where.name, made.row, made.where.stated)
    desk.sites.complete(site_id, _stated(made), made.row)
    return site_id


def _stated(made: ReadRow) -> Json:
    """Return what a row says of a place that it has by name, as members of a site."""
    stated = made.where.stated
    return {"kind": stated.kind, UNCERTAINTY: whole_m(stated.uncertainty_m)}


def _relation(relation: str | None, geometry: Json | None) -> str | None:
    """Return a relation that fits its site: what is in a region is "in" it, what is in a disc is "at" it."""
    if relation not in ("at", "in"):
        return relation
    return "in" if geometry is not None and geometry["type"] in REGIONS else "at"


def _summary(made: ReadRow, file_name: str) -> str:
    where = made.where.place.name if made.where.place is not None else made.where.name
    # The time is first: after Arabic letters 2017-09-05 is shown as 05-09-2017 (UAX 9, rule W2).
    known = [words for words in (made.members["event_time"], made.named["event"], where) if words]
    return f"Row {made.row} of {quoted(file_name)}{': ' if known else ''}{', '.join(known)}."


def _sources(sources: tuple[Json, ...], desk: Desk) -> list[str]:
    """Return the ids of the sources of a row; the file is one that names none."""
    return list(dict.fromkeys(desk.tables.source(**source) for source in sources)) or [desk.file_source]
