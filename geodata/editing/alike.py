"""Which records of two states of a document are judged alike in both, so that only the others have to be checked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geodata.editing.records import ARRAYS, TABLES, Json, elements, is_record
from geodata.editing.references import REFERENCES, referred_id

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from geodata.core.vocabulary import RecordKind


def judged_alike(before: Json, after: Json) -> frozenset[int]:
    """Return the identities of records about which the checker says the same in both states of a document.

    They are one object in both, the only one of its id, and so is everything that they refer to. A claim is judged
    with its site: the sites of claims that have to be checked are not among them.
    """
    if _frame(before) != _frame(after):
        return frozenset()
    same: dict[RecordKind, list[Json]] = {}
    touched: dict[RecordKind, set[str]] = {}
    for kind in ARRAYS:
        old, new = _by_id(before, kind), _by_id(after, kind)
        same[kind] = [record for key, record in new.items() if record is not None and old.get(key) is record]
        touched[kind] = {*old, *new}.difference(record["id"] for record in same[kind])
    alike = {id(record): record for kind in ARRAYS for record in _untouched(kind, same[kind], touched)}
    sites = {site for document in (before, after) for site in _sites_of_others(document, alike)}
    return frozenset(key for key, record in alike.items() if record["id"] not in sites)


def _frame(document: Json) -> tuple[object, ...]:
    """Return what tells whether the records of a document are judged at all."""
    case, features = document.get("case"), document.get("features")
    return isinstance(case, dict), isinstance(features, list), document.get("type")


def _by_id(document: Json, kind: RecordKind) -> Mapping[str, Json | None]:
    """Return what is in the array of a kind by id; ``None`` for an id that is given twice."""
    found: dict[str, Json | None] = {}
    for item in elements(document, kind):
        if isinstance(item, dict) and isinstance(item.get("id"), str):
            found[item["id"]] = None if item["id"] in found else item
    return found


def _untouched(kind: RecordKind, records: list[Json], touched: Mapping[RecordKind, Collection[str]]) -> list[Json]:
    """Return the records of an array that refer to none that was touched."""
    for reference in REFERENCES:
        there = touched["claim" if reference.to == "site" else reference.to]  # one array has both
        if reference.holder == kind and there:
            records = [record for record in records if not _refers(record, kind, reference.member, there)]
    return records


def _refers(record: Json, kind: RecordKind, member: str, ids: Collection[str]) -> bool:
    members: Any = record if kind in TABLES else record.get("properties")
    value = members.get(member) if isinstance(members, dict) else None
    return any(referred_id(one) in ids for one in (value if isinstance(value, list) else [value]))


def _sites_of_others(document: Json, alike: Mapping[int, Json]) -> Iterator[str]:
    """Yield the sites of claims that have to be checked."""
    for feature in elements(document, "claim"):
        if id(feature) not in alike and is_record(feature, "claim"):
            site = feature["properties"].get("site")
            if isinstance(site, str):
                yield site
