"""Which records of a case refer to which, and the same document with references changed."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from geodata.core.json_path import Json
from geodata.core.problems import Problem, quoted
from geodata.core.vocabulary import RecordKind
from geodata.editing.fields import label_of
from geodata.editing.records import EditError, elements, is_record, members, records, with_elements, with_members


@dataclass(frozen=True, slots=True)
class Reference:
    """A member that holds ids of other records (docs/case-format.md)."""

    holder: RecordKind
    member: str
    to: RecordKind
    is_required: bool = False


REFERENCES: Final = (
    Reference("actor", "part_of", "actor"),
    Reference("claim", "actor", "actor", is_required=True),
    Reference("claim", "about_actor", "actor"),
    Reference("claim", "event", "event"),
    Reference("claim", "site", "site"),
    Reference("claim", "site2", "site"),
    Reference("claim", "sources", "source"),
    Reference("claim", "derived_from", "claim"),
)


@dataclass(frozen=True, slots=True)
class Referrer:
    """A record that refers to another, and how."""

    kind: RecordKind
    id: str
    member: str
    to: str
    """Id of the other."""
    is_required: bool
    """True if it cannot be without: deleting the other needs another one in its place, or takes this record along."""


def referrers(document: Json, kind: RecordKind, ids: Collection[str]) -> tuple[Referrer, ...]:
    """Return what refers to records of a kind, in the order of the document, not counting those records themselves."""
    return tuple(
        Referrer(reference.holder, record["id"], reference.member, target, reference.is_required)
        for reference in REFERENCES
        if reference.to == kind
        for record in records(document, reference.holder)
        if not (reference.holder == kind and record["id"] in ids)
        for target in _targets(record, reference)
        if target in ids
    )


def _targets(record: Json, reference: Reference) -> Iterator[str]:
    """Yield the ids that a record has in a member, each once."""
    value = members(record, reference.holder).get(reference.member)
    values = value if isinstance(value, list) else [value]
    yield from dict.fromkeys(target for target in map(referred_id, values) if target is not None)


def referred_id(value: object) -> str | None:
    """Return the id that an element refers to: itself, or that of a link with what is said of it."""
    target = value.get("claim") if isinstance(value, dict) else value
    return target if isinstance(target, str) else None


def dependants(document: Json, kind: RecordKind, ids: Collection[str]) -> tuple[tuple[RecordKind, str], ...]:
    """Return every record that refers to some records, to those in turn, and so on: kind and id, nearest first."""
    found: dict[tuple[RecordKind, str], None] = {}
    waiting: list[tuple[RecordKind, frozenset[str]]] = [(kind, frozenset(ids))]
    while waiting:
        here, targets = waiting.pop(0)
        direct = dict.fromkeys((referrer.kind, referrer.id) for referrer in referrers(document, here, targets))
        new = [key for key in direct if key not in found and not (key[0] == kind and key[1] in ids)]
        found.update(dict.fromkeys(new))
        holders = dict.fromkeys(holder for holder, _ in new)
        waiting += [(holder, frozenset(record_id for at, record_id in new if at == holder)) for holder in holders]
    return tuple(found)


def repointed(document: Json, kind: RecordKind, targets: Mapping[str, str | None]) -> Json:
    """Return a document in which what referred to some records refers to others, or to none.

    ``kind``: of the records referred to. ``targets``: by id: the id to refer to instead, or ``None``. A claim without
    its site has no relation and no geometry either, one without its second site no relation; what it says of distance
    and direction stays. The case's own words for accounts follow, too (:func:`with_accounts`).
    Raises ``EditError`` if a member that is required would be without.
    """
    problems: list[Problem] = []
    for reference in (reference for reference in REFERENCES if targets and reference.to == kind):
        items = elements(document, reference.holder)
        changed = [
            _repointed_record(item, reference, targets, problems) if is_record(item, reference.holder) else item
            for item in items
        ]
        if any(old is not new for old, new in zip(items, changed, strict=True)):
            document = with_elements(document, reference.holder, changed)
    if problems:
        raise EditError(problems)
    return with_accounts(document, kind, targets)


def with_accounts(document: Json, kind: RecordKind, targets: Mapping[str, str | None]) -> Json:
    """Return a document in which the case's own words for accounts name others in the place of some records.

    Without its speaker, or the last claim that it rests on, an account goes, too: it would be shown no longer.
    ``kind``, ``targets``: as for :func:`repointed`.
    """
    case = document.get("case")
    accounts = case.get("accounts") if isinstance(case, dict) else None
    if not isinstance(case, dict) or not isinstance(accounts, list) or kind not in ("actor", "claim"):
        return document
    moved = [_moved_account(account, kind, targets) for account in accounts]
    if all(old is new for old, new in zip(accounts, moved, strict=True)):
        return document
    return {**document, "case": {**case, "accounts": [account for account in moved if account is not None]}}


def _moved_account(account: Any, kind: RecordKind, targets: Mapping[str, str | None]) -> Any:  # noqa: ANN401 - any JSON value
    if not isinstance(account, dict):
        return account
    if kind == "actor":
        actor = account.get("actor")
        new = targets.get(actor, actor) if isinstance(actor, str) else actor
        return account if new is actor else None if new is None else {**account, "actor": new}
    claims = account.get("claims")
    if not isinstance(claims, list) or not any(isinstance(claim, str) and claim in targets for claim in claims):
        return account
    kept = _repointed_list(claims, targets)
    return {**account, "claims": kept} if kept else None


def _repointed_record(
    record: Json, reference: Reference, targets: Mapping[str, str | None], problems: list[Problem]
) -> Json:
    if not any(target in targets for target in _targets(record, reference)):
        return record
    value = members(record, reference.holder)[reference.member]
    if isinstance(value, list):
        return with_members(record, reference.holder, {reference.member: _repointed_list(value, targets)})
    target = targets[value]
    if target is None and reference.is_required:
        problems.append(_required(record, reference, value))
        return record
    changed: dict[str, Any] = {reference.member: target}
    if reference.member == "site" and target is None:
        return {**with_members(record, "claim", changed | {"relation": None}), "geometry": None}
    if reference.member == "site2" and target is None:
        changed["relation"] = None
    return with_members(record, reference.holder, changed)


def _repointed_list(values: list[Any], targets: Mapping[str, str | None]) -> list[Any]:
    moved = [_moved(value, targets) for value in values]
    return [new for old, new in zip(values, moved, strict=True) if new is not None or old is None]


def _moved(value: Any, targets: Mapping[str, str | None]) -> Any:  # noqa: ANN401 - any JSON value
    target = referred_id(value)
    if target is None or target not in targets:
        return value
    moved = targets[target]
    return {**value, "claim": moved} if isinstance(value, dict) and moved is not None else moved


def _required(record: Json, reference: Reference, target: str) -> Problem:
    what = label_of(reference.holder, reference.member)
    message = f"The {reference.holder} {record['id']} needs its “{what}”, {quoted(target)}."
    remedy = "Give it another one first, or delete it as well."
    return Problem(f"{record['id']} {reference.member}", "edit.required-reference", message, remedy)
