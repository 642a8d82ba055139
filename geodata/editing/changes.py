"""Say what differs between two states of a case, record by record and member by member, in the words of the forms."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

from geodata.core.json_path import Json
from geodata.core.vocabulary import RECORD_KINDS, RecordKind
from geodata.editing.fields import fields, label_of, name_of, value_of
from geodata.editing.records import TABLES, members, records, same_json
from geodata.editing.wording import value_text

if TYPE_CHECKING:
    from geodata.editing.fields import Field

What = Literal["added", "removed", "changed"]

_MISSING: Final = object()


@dataclass(frozen=True, slots=True)
class Change:
    """One difference."""

    kind: RecordKind | Literal["case"]
    record: str
    """What the record is called; empty for the case, and for the order of records."""
    what: What
    member: str = ""
    """Label of the member that was changed."""
    before: str = ""
    after: str = ""


class _Names:
    """What records are called: by name, with the id where several of a kind have it; as they are now, or were."""

    def __init__(self, opened: Json, now: Json) -> None:
        self._documents = (opened, now)
        self._of_kind: dict[RecordKind, tuple[Mapping[str, str], Counter[str]]] = {}

    def called(self, kind: RecordKind, record_id: str) -> str:
        if kind not in self._of_kind:
            before, now = ({one["id"]: name_of(kind, one) for one in records(case, kind)} for case in self._documents)
            self._of_kind[kind] = before | now, Counter(now.values())
        names, had = self._of_kind[kind]
        name = names.get(record_id)
        if not name:
            return record_id
        return f"{name} ({record_id})" if had[name] > 1 else name

    def in_place(self, value: Any, kind: RecordKind) -> Any:  # noqa: ANN401 - any JSON value
        """Return references to records of a kind with their names in place of their ids."""
        if isinstance(value, list):
            return [self.in_place(one, kind) for one in value]
        if isinstance(value, dict):
            return {name: self.in_place(one, kind) if name == "claim" else one for name, one in value.items()}
        return self.called(kind, value) if isinstance(value, str) else value


def changes_since(opened: Json, now: Json) -> tuple[Change, ...]:
    """Return what differs between two states of a case; nothing if they are one.

    ``opened``, ``now``: parsed cases. A record that has only another id is one whose id was changed. A claim's geometry
    is its site's: where the site was moved or exchanged it is not told again.

    >>> changes_since({"case": {"title": "A"}}, {"case": {"title": "B"}})
    (Change(kind='case', record='', what='changed', member='title', before='A', after='B'),)
    """
    if opened is now:
        return ()
    moved, names = _moved_sites(opened, now), _Names(opened, now)
    of_records = [change for kind in RECORD_KINDS for change in _of_kind(kind, opened, now, moved, names)]
    return (*_of_case(opened, now, names), *of_records)


def _of_case(opened: Json, now: Json, names: _Names) -> Iterator[Change]:
    for member, old, new in _different(_frame(opened), _frame(now)):
        if member == "accounts" and isinstance(old, list | None) and isinstance(new, list | None):
            gone = [one for one in old or () if one not in (new or ())]
            come = [one for one in new or () if one not in (old or ())]
            yield Change("case", "", "changed", "Accounts", _accounts(gone, names), _accounts(come, names))
            continue
        yield Change("case", "", "changed", member, _said(old), _said(new))


def _accounts(these: list[Any], names: _Names) -> str:
    """Return accounts in the case's own words as a reader of the form knows them."""
    return "; ".join(
        f"{names.in_place(one.get('actor'), 'actor')}: {one.get('words')} "
        f"({', '.join(map(str, names.in_place(one.get('claims') or [], 'claim')))})"
        if isinstance(one, dict)
        else _said(one)
        for one in these
    )


def _frame(document: Json) -> Json:
    """Return what is said of a case as a whole, its own members first."""
    case = document.get("case")
    own = {name: value for name, value in case.items() if name not in TABLES.values()} if isinstance(case, dict) else {}
    return {**{name: value for name, value in document.items() if name not in ("case", "features")}, **own}


def _of_kind(kind: RecordKind, opened: Json, now: Json, moved: frozenset[str], names: _Names) -> Iterator[Change]:
    before = {record["id"]: record for record in records(opened, kind)}
    after = {record["id"]: record for record in records(now, kind)}
    new_ids = _renamed(before, after)
    for old_id, old in before.items():
        new = after.get(new_ids.get(old_id, old_id))
        if new is None:
            yield Change(kind, names.called(kind, old_id), "removed")
        elif new is not old:
            yield from _of_record(kind, old, new, moved, names)
    for new_id in after:
        if new_id not in before and new_id not in new_ids.values():
            yield Change(kind, names.called(kind, new_id), "added")
    old_order = [new_ids.get(one, one) for one in before if new_ids.get(one, one) in after]
    common = set(old_order)
    if old_order != [one for one in after if one in common]:
        yield Change(kind, "", "changed", "order")


def _renamed(before: Mapping[str, Json], after: Mapping[str, Json]) -> dict[str, str]:
    """Return new ids by old, of records that differ in nothing else."""
    gone = {_without_id(record): key for key, record in before.items() if key not in after}
    come = {_without_id(record): key for key, record in after.items() if key not in before}
    return {key: come[content] for content, key in gone.items() if content in come}


def _without_id(record: Json) -> str:
    return json.dumps({**record, "id": None}, ensure_ascii=False)


def _of_record(kind: RecordKind, old: Json, new: Json, moved: frozenset[str], names: _Names) -> Iterator[Change]:
    known = {field.member: field for field in fields(kind)}
    for member, before, after in _different(_flat(kind, old), _flat(kind, new)):
        if member == "geometry" and kind == "claim" and _follows_its_site(old, new, moved):
            continue
        texts = [_text(known.get(member), value, names) for value in (before, after)]
        if texts[0] == texts[1]:  # told apart by nothing that a form shows
            texts = [_said(before), _said(after)]
        yield Change(kind, names.called(kind, new["id"]), "changed", label_of(kind, member), *texts)


def _text(field: Field | None, value: object, names: _Names) -> str:
    if field is None:
        return _said(value)
    return value_text(field.type, names.in_place(value, field.of) if field.of else value)


def _follows_its_site(old: Json, new: Json, moved: frozenset[str]) -> bool:
    site = value_of(new, "claim", "site")
    return site != value_of(old, "claim", "site") or site in moved


def _moved_sites(opened: Json, now: Json) -> frozenset[str]:
    before = {site["id"]: site.get("geometry") for site in records(opened, "site")}
    return frozenset(site["id"] for site in records(now, "site") if site.get("geometry") != before.get(site["id"]))


def _flat(kind: RecordKind, record: Json) -> Json:
    """Return the members of a record, those of a feature and of its properties together."""
    if kind in TABLES:
        return record
    return {**{name: value for name, value in record.items() if name != "properties"}, **members(record, kind)}


def _different(old: Json, new: Json) -> Iterator[tuple[str, Any, Any]]:
    for member in dict.fromkeys((*old, *new)):
        before, after = old.get(member, _MISSING), new.get(member, _MISSING)
        if not same_json(before, after):
            yield member, None if before is _MISSING else before, None if after is _MISSING else after


def _said(value: object) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
