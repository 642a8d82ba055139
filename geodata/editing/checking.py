"""Make edits on a document and have the result checked: what is newly wrong keeps them from being made."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from geodata.casefile.io import find_problems
from geodata.core.json_path import Json
from geodata.core.problem_list import listed
from geodata.core.problems import Problem
from geodata.core.vocabulary import RecordKind
from geodata.editing.edits import Edit, Replace, check_record_count
from geodata.editing.records import ARRAYS, TABLES, EditError, elements, is_record
from geodata.editing.references import REFERENCES, referred_id

#: The number of a record or an account, which changes with those before it.
_INDEX: Final = re.compile(r"(?<=\$\.features)\[[0-9]+\]|(?<=\$\.case\.)(accounts|actors|events|sources)\[[0-9]+\]")


@dataclass(frozen=True)
class Changed:
    """What came of some edits."""

    document: Json
    """The case with them, or as it was if they were not made."""
    is_applied: bool
    words: str
    """What they do, for a list of steps."""
    problems: tuple[Problem, ...]
    """What is newly wrong: errors are why they were not made, warnings are told with the result. What was wrong before
    and still is keeps nothing from being made."""


def apply(document: Json, *edits: Edit) -> Changed:
    """Make edits, one after the other, all of them or none.

    ``document``: a parsed case; it is not changed, and need not be in order. ``edits``: what to do. Only the result is
    checked, so that edits that need each other can be made together.

    >>> from geodata.editing.edits import Add
    >>> changed = apply({"type": "FeatureCollection", "features": []}, Add("claim", {"id": "A"}))
    >>> changed.is_applied, changed.problems[0].rule
    (False, 'geojson.type')
    """
    words = "; ".join(edit.in_words(document) for edit in edits)
    try:
        result = _made(document, edits)
    except EditError as error:
        return Changed(document, is_applied=False, words=words, problems=listed(error.problems))
    new = new_problems(document, result, _old_ids(edits))
    if any(problem.severity == "error" for problem in new):
        return Changed(document, is_applied=False, words=words, problems=listed(new))
    return Changed(result, is_applied=True, words=words, problems=listed(new))


def _made(document: Json, edits: Iterable[Edit]) -> Json:
    for edit in edits:
        document = edit.made(document)
    check_record_count(document)
    return document


def _old_ids(edits: Iterable[Edit]) -> dict[str, str]:
    """Return what records were called before, by what they are called now."""
    renamed = [(record.get("id"), old) for edit in edits if isinstance(edit, Replace) for old, record in edit.records]
    return {new: old for new, old in renamed if isinstance(new, str) and new != old}


def new_problems(before: Json, after: Json, old_ids: Mapping[str, str] | None = None) -> tuple[Problem, ...]:
    """Return what is wrong with a document that was not wrong with an earlier one.

    ``before``, ``after``: parsed cases. ``old_ids``: what records of the later one were called in the earlier one,
    where that differs.
    """
    alike = judged_alike(before, after)
    found = tuple(find_problems(after, alike))
    if not found:
        return ()
    known = Counter(_key(problem, {}) for problem in find_problems(before, alike))
    new: list[Problem] = []
    for problem in found:
        key = _key(problem, old_ids or {})
        known[key] -= 1
        if known[key] < 0:
            new.append(problem)
    return tuple(new)


def _key(problem: Problem, old_ids: Mapping[str, str]) -> tuple[str, str, str]:
    """Return what a problem is known again by when records before its own have come or gone."""
    record, space, path = problem.where.partition(" ")
    return _INDEX.sub(r"\1", f"{old_ids.get(record, record)}{space}{path}"), problem.rule, problem.message


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
