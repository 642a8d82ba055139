"""Make edits on a document and have the result checked: what is newly wrong keeps them from being made."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from geodata.casefile.io import find_problems
from geodata.core.problem_list import listed
from geodata.editing.alike import judged_alike
from geodata.editing.edits import Edit, Replace, check_record_count
from geodata.editing.records import EditError, Json

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from geodata.core.problems import Problem

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
