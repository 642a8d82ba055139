"""Where the records of a case stand in its document, and the same document with other records.

A document is never changed: each function returns a new one that shares what is the same. Whatever is not as it should
be (a table that is not an array, an element that is not an object) is passed over and stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, Final

from geodata.core.json_path import Json
from geodata.core.problems import GeodataError, Problem, quoted
from geodata.core.text import decomposed
from geodata.core.vocabulary import RECORD_KINDS, RECORD_WORDS, RecordKind

#: Kinds whose records stand in the member ``case``, by the name of their table; the others are features.
TABLES: Final[Mapping[RecordKind, str]] = {"actor": "actors", "event": "events", "source": "sources"}
#: One kind of each array.
ARRAYS: Final[tuple[RecordKind, ...]] = ("claim", *TABLES)
#: The longest id that is proposed, without the number that makes it unlike others.
MAX_PROPOSED_CHARS: Final = 40

_NOT_OF_AN_ID: Final = re.compile(r"[^A-Z0-9]+")


class EditError(GeodataError, ValueError):
    """An edit cannot be made; ``problems`` says why, all at once."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(" ".join(problem.message for problem in self.problems))


def same_json(one: object, other: object) -> bool:
    """Tell whether two JSON values are written alike: 1, 1.0 and true are not, nor are members in another order.

    >>> same_json({"a": 1}, {"a": 1}), same_json([1], [1.0]), same_json({"a": 1, "b": 2}, {"b": 2, "a": 1})
    (True, False, False)
    """
    return one is other or (type(one) is type(other) and one == other and repr(one) == repr(other))


def unknown(kind: RecordKind, record_id: str) -> EditError:
    """Make the error of an edit of a record that is not there."""
    remedy = "Look for it in the list: it may have been renamed or deleted."
    message = f"There is no {RECORD_WORDS[kind]} {quoted(record_id)}."
    return EditError([Problem(record_id, "edit.unknown", message, remedy)])


def elements(document: Json, kind: RecordKind) -> list[Any]:
    """Return the array that holds the records of a kind, others among them; empty where there is none."""
    holder = document.get("case") if kind in TABLES else document
    found = holder.get(TABLES.get(kind, "features")) if isinstance(holder, dict) else None
    return found if isinstance(found, list) else []


def with_elements(document: Json, kind: RecordKind, items: list[Any]) -> Json:
    """Return a document with another array in place of that of a kind.

    Raises ``EditError`` if it has no place for it.
    """
    if kind not in TABLES:
        return {**document, "features": items}
    case = document.get("case")
    if not isinstance(case, dict):
        message = "The file is not a case, so a record cannot be added to it."
        raise EditError([Problem("$", "edit.no-case", message, "Open a case file.")])
    return {**document, "case": {**case, TABLES[kind]: items}}


def is_record(element: object, kind: RecordKind) -> bool:
    """Tell whether an element of an array is a record of a kind, with an id."""
    if not isinstance(element, dict) or not isinstance(element.get("id"), str):
        return False
    if kind in TABLES:
        return True
    properties = element.get("properties")
    return isinstance(properties, dict) and properties.get("record") == kind


def records(document: Json, kind: RecordKind) -> Iterator[Json]:
    """Yield the records of a kind in their order."""
    return (element for element in elements(document, kind) if is_record(element, kind))


def find_record(document: Json, kind: RecordKind, record_id: str) -> Json:
    """Return a record; the first where an id was given twice.

    Raises ``EditError`` if there is none.
    """
    for record in records(document, kind):
        if record["id"] == record_id:
            return record
    raise unknown(kind, record_id)


def without(document: Json, kind: RecordKind, ids: Collection[str]) -> Json:
    """Return a document without the records of some ids."""
    items = elements(document, kind)
    return with_elements(document, kind, [item for item in items if not (is_record(item, kind) and item["id"] in ids)])


def with_replaced(document: Json, kind: RecordKind, new: Mapping[str, Json]) -> Json:
    """Return a document with records in place of others, by the ids that those have; the first of an id given twice."""
    items = list(elements(document, kind))
    waiting = dict(new)
    for index, item in enumerate(items):
        if is_record(item, kind) and item["id"] in waiting:
            items[index] = waiting.pop(item["id"])
    if waiting:
        raise EditError([problem for record_id in waiting for problem in unknown(kind, record_id).problems])
    return with_elements(document, kind, items)


def with_added(document: Json, kind: RecordKind, record: Json, after: str | None = None) -> Json:
    """Return a document with one more record: behind the one of the id ``after``, else behind the last of its kind."""
    items = list(elements(document, kind))
    of_kind = [index for index, item in enumerate(items) if is_record(item, kind)]
    wanted = [index for index in of_kind if items[index]["id"] == after] or of_kind[-1:] or [len(items) - 1]
    items.insert(wanted[0] + 1, record)
    return with_elements(document, kind, items)


def members(record: Json, kind: RecordKind) -> Json:
    """Return the object that holds what a record says: a feature's properties, or the record itself."""
    found: Json = record if kind in TABLES else record["properties"]
    return found


def with_members(record: Json, kind: RecordKind, changed: Mapping[str, Any]) -> Json:
    """Return a record with some of its members changed, in their place; new ones come last."""
    if kind in TABLES:
        return {**record, **changed}
    return {**record, "properties": {**record["properties"], **changed}}


def with_shared_records(document: Json, known: Json) -> Json:
    """Return a document in which each record that another one has, written alike, is the other's object.

    Whoever reads a file that is open already needs no memory for what both have, and nothing of it is worked out anew.
    """
    for kind in ARRAYS:
        theirs = {item["id"]: item for item in elements(known, kind) if _has_id(item)}
        ours = elements(document, kind)
        shared = [_shared(item, theirs.get(item["id"])) if _has_id(item) else item for item in ours]
        if any(new is not old for new, old in zip(shared, ours, strict=True)):
            document = with_elements(document, kind, shared)
    return document


def _has_id(item: object) -> bool:
    return isinstance(item, dict) and isinstance(item.get("id"), str)


def _shared(item: Json, other: Json | None) -> Json:
    return other if other is not None and same_json(item, other) else item


def all_ids(document: Json) -> frozenset[str]:
    """Return every id that a record of any kind has."""
    return frozenset(record["id"] for kind in RECORD_KINDS for record in records(document, kind))


def new_id(document: Json, kind: RecordKind, words: str) -> str:
    """Propose an id that no record has: upper case letters and digits of the words, with hyphens between.

    ``kind``: stands in for words that have no Latin letter or digit. ``words``: a name or a summary.

    >>> new_id({"case": {"actors": [{"id": "AL-HASAKAH"}]}}, "actor", "al-Ḥasakah"), new_id({}, "site", "معسكر")
    ('AL-HASAKAH-2', 'PLACE')
    """
    latin = decomposed(words[:1000]).encode("ascii", "ignore").decode()
    parts = _NOT_OF_AN_ID.sub(" ", latin.replace("'", "").upper()).split() or [RECORD_WORDS[kind].upper()]
    base = parts[0][:MAX_PROPOSED_CHARS]
    for part in parts[1:]:
        if len(base) + 1 + len(part) > MAX_PROPOSED_CHARS:
            break
        base += f"-{part}"
    taken, number, proposed = all_ids(document), 1, base
    while proposed in taken:
        number += 1
        proposed = f"{base}-{number}"
    return proposed
