"""What can be done to the records of a case: add, replace, copy and delete, as values that can be kept and said."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from geodata.core.json_path import Json
from geodata.core.problems import Problem
from geodata.core.text import counted, first_few
from geodata.core.vocabulary import RECORD_KINDS, RECORD_WORDS, RecordKind
from geodata.editing import size_limits
from geodata.editing.fields import label_of, name_of
from geodata.editing.records import (
    EditError,
    elements,
    find_record,
    is_record,
    members,
    records,
    unknown,
    with_added,
    with_elements,
    with_replaced,
    without,
)
from geodata.editing.references import Referrer, dependants, referrers, repointed, with_accounts
from geodata.geojson.strict_json import read_json

#: What becomes of the records that refer to a deleted one: the deletion is refused, they go too, or they refer to none.
OnReferrers = Literal["refuse", "delete", "null"]

_MOST_NAMED: Final = 8


@dataclass(frozen=True, slots=True)
class Add:
    """One more record, behind the last of its kind."""

    kind: RecordKind
    record: Json

    def in_words(self, _: Json) -> str:
        """Say what it does."""
        return f"Add {RECORD_WORDS[self.kind]} {named_in_words(self.kind, self.record)}"

    def made(self, document: Json) -> Json:
        """Return the document with it."""
        return with_added(document, self.kind, _settled(self.kind, checked_record(self.record), _places(document)))


@dataclass(frozen=True, slots=True)
class Replace:
    """Records in place of others of their kind, all at once; where the id is another, every reference follows."""

    kind: RecordKind
    records: tuple[tuple[str, Json], ...]
    """Id that a record has now, and the record in its place."""

    def in_words(self, _: Json) -> str:
        """Say what it does."""
        said = [
            f"{named_in_words(self.kind, record)}{f', now {new}' if (new := record.get('id')) != old else ''}"
            for old, record in self.records
        ]
        return f"Change {RECORD_WORDS[self.kind]} {list_ids(said)}"

    def made(self, document: Json) -> Json:
        """Return the document with them; claims at a changed site get its geometry."""
        places = _places(document)
        new = {record_id: _settled(self.kind, checked_record(record), places) for record_id, record in self.records}
        result = with_replaced(document, self.kind, new)
        names = {key: record["id"] for key, record in new.items() if isinstance(record.get("id"), str)}
        result = repointed(result, self.kind, {key: name for key, name in names.items() if key != name})
        if self.kind == "site":
            moved = {names.get(key, key) for key in new if new[key].get("geometry") != places[key]}
            result = _with_claims_at(result, moved)
        return result


@dataclass(frozen=True, slots=True)
class Copy:
    """A record once more under another id, behind the first."""

    kind: RecordKind
    id: str
    new_id: str

    def in_words(self, document: Json) -> str:
        """Say what it does."""
        return f"Copy {RECORD_WORDS[self.kind]} {list_ids(_names(document, self.kind, (self.id,)))}"

    def made(self, document: Json) -> Json:
        """Return the document with it."""
        record = find_record(document, self.kind, self.id)
        return with_added(document, self.kind, {**record, "id": self.new_id}, after=self.id)


@dataclass(frozen=True, slots=True)
class Delete:
    """Some records of a kind away; what refers to them is said first, and goes or stays as chosen."""

    kind: RecordKind
    ids: tuple[str, ...]
    on_referrers: OnReferrers = "refuse"

    def in_words(self, document: Json) -> str:
        """Say what it does."""
        what = {"refuse": "", "delete": ", and what refers to it", "null": ", and every reference to it"}
        names = list_ids(_names(document, self.kind, self.ids))
        return f"Delete {RECORD_WORDS[self.kind]} {names}{what[self.on_referrers]}"

    def made(self, document: Json) -> Json:
        """Return the document without them."""
        have = {record["id"] for record in records(document, self.kind)}
        missing = [problem for one in self.ids if one not in have for problem in unknown(self.kind, one).problems]
        if missing:
            raise EditError(missing)
        found = referrers(document, self.kind, self.ids)
        if found and self.on_referrers == "refuse":
            raise EditError(_referred_to(document, self.kind, self.ids, found))
        if self.on_referrers == "null":
            document = repointed(document, self.kind, dict.fromkeys(self.ids))
            return without(document, self.kind, self.ids)
        gone = [(self.kind, record_id) for record_id in self.ids] + list(dependants(document, self.kind, self.ids))
        for kind in dict.fromkeys(kind for kind, _ in gone):
            ids = {record_id for at, record_id in gone if at == kind}
            document = with_accounts(without(document, kind, ids), kind, dict.fromkeys(ids))
        return document


@dataclass(frozen=True, slots=True)
class SetAccount:
    """What the case says of an account in its own words: changed, added behind the last, or away."""

    at: int | None
    """Its place among the accounts; ``None`` for a new one."""
    account: Json | None
    """``None``: away."""

    def in_words(self, _: Json) -> str:
        """Say what it does."""
        done = "Add" if self.at is None else "Delete" if self.account is None else "Change"
        return f"{done} an account in the case's own words"

    def made(self, document: Json) -> Json:
        """Return the document with it.

        Raises ``EditError`` if there is no such account, or it cannot be kept in a file.
        """
        case, given = document.get("case"), list(accounts_in(document))
        if not isinstance(case, dict) or (self.at is not None and self.at >= len(given)):
            message = f"There is no account number {(self.at or 0) + 1}."
            raise EditError([Problem("$.case.accounts", "edit.unknown", message, "Look for it in the list.")])
        at = len(given) if self.at is None else self.at
        given[at : at + 1] = [] if self.account is None else [checked_record(self.account)]
        return {**document, "case": {**case, "accounts": given}}


def accounts_in(document: Json) -> tuple[Any, ...]:
    """Return the accounts of a case as they stand there, whatever they are."""
    case = document.get("case")
    found = case.get("accounts") if isinstance(case, dict) else None
    return tuple(found) if isinstance(found, list) else ()


Edit = Add | Replace | Copy | Delete | SetAccount


def replace(kind: RecordKind, record_id: str, record: Json) -> Replace:
    """Make the edit that puts one record in place of another."""
    return Replace(kind, ((record_id, record),))


def named_in_words(kind: RecordKind, record: Json) -> str:
    """Return what a reader knows a record by: its name in quotation marks, cut; its id where it has none."""
    name = name_of(kind, record)
    return f"“{name}”" if name.strip() else str(record.get("id"))


def _names(document: Json, kind: RecordKind, ids: Sequence[str]) -> list[str]:
    """Return what a reader knows some records by; the id of what is not there."""
    found = {record["id"]: record for record in records(document, kind)}
    return [named_in_words(kind, found.get(one, {"id": one})) for one in ids]


def list_ids(ids: Sequence[str]) -> str:
    """Return ids for a sentence, the first few of many: ``"A, B and 3 more"``."""
    return first_few(ids, _MOST_NAMED)


def checked_record(record: Json) -> Json:
    """Return a record as JSON has it, sharing nothing with what was given.

    Raises ``EditError`` if it is no JSON (a number that is not finite, half a character), or larger than 4 MB.
    """
    where = str(record.get("id", "$.case.accounts"))
    data = json.dumps(record).encode()
    if len(data) > size_limits.MAX_RECORD_BYTES:
        message = f"The record takes {len(data) / size_limits.MEGABYTE:,.1f} MB."
        most_mb = size_limits.MAX_RECORD_BYTES // size_limits.MEGABYTE
        remedy = f"At most {most_mb} MB are allowed: draw it with fewer points."
        raise EditError([Problem(where, "edit.size", message, remedy)])
    reading = read_json(data)
    if reading.problems:
        raise EditError([Problem(f"{where} {p.where}", p.rule, p.message, p.remedy) for p in reading.problems])
    return dict(reading.value)


def check_record_count(document: Json) -> None:
    """Refuse a document of more records than are edited here.

    Raises ``EditError`` if it has more than 20,000.
    """
    total = sum(1 for kind in RECORD_KINDS for _ in records(document, kind))
    if total > size_limits.MAX_RECORDS:
        remedy = f"At most {size_limits.MAX_RECORDS:,} are allowed: divide the case into two."
        raise EditError([Problem("$", "edit.size", f"The case would have {total:,} records.", remedy)])


def _places(document: Json) -> dict[str, Any]:
    """Return the geometry of each site; of the first where an id was given twice."""
    return {site["id"]: site.get("geometry") for site in reversed(list(records(document, "site")))}


def _settled(kind: RecordKind, record: Json, places: Mapping[str, Any]) -> Json:
    """Return a record; a claim with the geometry of its site, which is all that the format lets it have."""
    properties = record.get("properties")
    if kind != "claim" or not isinstance(properties, dict):
        return record
    site = properties.get("site")
    place = places.get(site) if isinstance(site, str) else None
    here = record.get("geometry")
    if here is None and properties.get("relation") is None:
        return {**record, "geometry": None}  # "near X": said with a site and without a place
    is_same = isinstance(here, dict) and isinstance(place, dict) and {**here, **place} == here
    return record if is_same else {**record, "geometry": place}


def _with_claims_at(document: Json, sites: set[str]) -> Json:
    """Return a document in which the claims at some sites have the geometry of these."""
    places = _places(document)
    items = [
        _settled("claim", item, places)
        if is_record(item, "claim") and members(item, "claim").get("site") in sites
        else item
        for item in elements(document, "claim")
    ]
    return with_elements(document, "claim", items) if sites else document


def _referred_to(document: Json, kind: RecordKind, ids: Sequence[str], found: Sequence[Referrer]) -> list[Problem]:
    """Return a problem for each record that something refers to, naming all of it."""
    word, problems = RECORD_WORDS[kind], []
    kinds = dict.fromkeys(one.kind for one in found)
    holders = {holder: {record["id"]: record for record in records(document, holder)} for holder in kinds}
    for record_id, called in zip(ids, _names(document, kind, ids), strict=True):
        here = [
            f"{RECORD_WORDS[one.kind]} {named_in_words(one.kind, holders[one.kind][one.id])} "
            f"({label_of(one.kind, one.member)})"
            for one in found
            if one.to == record_id
        ]
        if here:
            message = f"{counted(len(here), 'reference')} to the {word} {called}: {', '.join(here)}."
            remedy = f"Delete these records with it, empty the references, or give them another {word} first."
            problems.append(Problem(record_id, "edit.referred-to", message, remedy))
    return problems
