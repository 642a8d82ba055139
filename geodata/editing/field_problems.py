"""What the check found, as the reader of a form needs it: by the fields, never by where a member stands in the file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from geodata.core.problems import Problem
from geodata.core.vocabulary import RecordKind
from geodata.editing.fields import ACCOUNT_FIELDS, FIELDS, ID_FIELD, label_of
from geodata.editing.records import TABLES

#: Where a problem is: an element of an array of the case, or a record by itself; its member; what is in that.
_PATH: Final = re.compile(
    r"\$(?:\.features\[[0-9]+\]|\.case\.(?P<table>\w+)\[[0-9]+\])?(?:\.properties)?(?:\.(?P<member>\w+))?(?P<rest>.*)"
)
_FEATURES: Final[tuple[RecordKind, ...]] = ("claim", "site")
#: The member that a rule about the whole record is about.
_MEMBERS: Final = {"case.site-needed": "site", "case.distance-needed": "distance", "case.site2-needed": "site2"}
#: By rule: what is wrong, where the words of the check are those of the file, and what to do; empty is as it was.
_WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "case.required": ("It is empty.", "Fill it in."),
    "case.edtf": ("", "Write 2015-12-06, or 2015-12 if the day is not known (EDTF, the library standard for dates)."),
    "case.type": ("It is not what this field holds.", "Write it anew."),
    "case.count": ("", "Write such as 3, 3 or more, 3 to 13."),
    "case.bearing": (
        "",
        "Write one of the 16 compass points, such as SE, or degrees with a half-width, such as 126±10.",
    ),
    "case.site-needed": ("", f"Choose the place it is measured from, or empty “{label_of('claim', 'relation')}”."),
    "case.distance-needed": ("", "Write the distance as spoken, such as 35 mi, or choose another relation."),
    "case.site2-needed": ("It is between two places, and one is missing.", "Choose the other one."),
    "case.site2-same": ("Both places are the same one.", "Choose another one."),
    "case.site2-unused": ("The relation does not use it.", "Empty it, or choose “between two places”."),
    "case.distance-unused": ("The relation does not use it.", "Empty it, or choose another relation."),
    "case.bearing-unused": ("The relation does not use it.", "Empty it, or choose another relation."),
    "case.quantity-unused": (
        "",
        f"Empty it, or tick “{label_of('event', 'plural')}” of the event.",
    ),
    "case.event-kinds-unused": ("", f"Empty it, or make it a denial without “{label_of('claim', 'event')}”."),
    "case.about-nothing": ("", f"Fill in “{label_of('claim', 'event')}” or “{label_of('claim', 'about_actor')}”."),
    "case.claim-geometry": ("The position of the claim is not that of its place.", "Choose the place again."),
}
#: What the file calls null is a field left empty.
_NULL: Final = re.compile(r"\b(?P<make>[Mm])ake the (?:whole )?geometry null|, or null\b")


def in_form(problem: Problem, names: Mapping[str, str] | None = None) -> Problem:
    """Return a problem as it is told beside a form: ``where`` is the record, and the message begins with the field.

    ``names``: of the records by id; what has none is called by its id.

    >>> from geodata.core.problems import Problem
    >>> found = in_form(Problem("A $.features[3].properties.name", "case.required", "It is null.", "Add it."))
    >>> found.where, found.message, found.remedy
    ('A', 'Field “Name”: It is empty.', 'Fill it in.')
    """
    record, table, member, rest = _where(problem)
    label = _label(table, member)
    message, remedy = _WORDS.get(problem.rule, ("", ""))
    return replace(
        problem,
        where=(names or {}).get(record, record) or "The case",
        message=f"{_named(label, rest)}{message or problem.message}",
        remedy=remedy or _NULL.sub(_left_empty, problem.remedy),
    )


def member_of(problem: Problem) -> str:
    """Return the member that a problem is about; empty where it is about the whole record.

    >>> from geodata.core.problems import Problem
    >>> member_of(Problem("A $.features[3].properties.name", "case.required", "It is null.", "Add it."))
    'name'
    """
    return _where(problem)[2]


def record_of(problem: Problem) -> str:
    """Return the id of the record that a problem is in; empty where it is in none."""
    return _where(problem)[0]


def _where(problem: Problem) -> tuple[str, str | None, str, str]:
    """Return the record, the table that it is in, the member, and what is in that."""
    record, path = _split(problem.where)
    match = _PATH.fullmatch(path)
    table, member, rest = (match["table"], match["member"], match["rest"]) if match else (None, path, "")
    return record, table, _MEMBERS.get(problem.rule, member or ""), rest


def _split(where: str) -> tuple[str, str]:
    """Return the record, and a path or the name of a member; either may be empty."""
    if where.startswith("$"):
        return "", where
    record, space, path = where.partition(" $")
    if space:
        return record, f"${path}"
    record, _, member = where.rpartition(" ")
    return (record, member) if _label(None, member) else (where, "")


def _label(table: str | None, member: str) -> str | None:
    """Return what a member is called in the forms; claims and sites share no member that is called two things."""
    if member == ID_FIELD.member:
        return ID_FIELD.label
    kinds = _FEATURES if table is None else tuple(kind for kind, name in TABLES.items() if name == table)
    own = ACCOUNT_FIELDS if table == "accounts" else ()
    every = (*own, *(field for kind in (*kinds, *FIELDS) for field in FIELDS[kind]))
    return next((field.label for field in every if field.member == member), None)


def _named(label: str | None, rest: str) -> str:
    if label is None:
        return ""
    line = re.match(r"\[([0-9]+)\]", rest)
    place = f", {rest.removeprefix('.')}" if rest.startswith(".coordinates") else ""
    return f"Field “{label}”{f', line {int(line[1]) + 1}' if line else place}: "


def _left_empty(found: re.Match[str]) -> str:
    if found["make"] is None:
        return ", or leave it empty"
    return "Leave the field empty" if found["make"] == "M" else "leave the field empty"
