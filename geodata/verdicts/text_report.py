"""The verdicts of a case as the JSON of docs/command-line.md, "Verdicts", as CSV, and in words what is missing."""

from __future__ import annotations

import csv
import io
import json
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from geodata.constraints.three_valued import UNRELATED
from geodata.core.text import counted, harmless
from geodata.verdicts.pairwise import pair
from geodata.verdicts.statements import by_statement

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geodata.verdicts.consistency import Consistency
    from geodata.verdicts.context import CaseContext
    from geodata.verdicts.verdict_matrix import VerdictMatrix

#: Above this many pairs, unrelated ones are left out of the JSON: 2,000 claims make two million pairs, most of them
#: about different events. Whoever finds a pair missing then knows that it is unrelated, and how many are is said.
MAX_PAIRS: Final = 500_000
#: So many maximal sets are listed; a case of separate quarrels has as many as their product.
MAX_SETS: Final = 10_000
#: Of so many maximal sets it is said in words whether they were shown possible.
_MAX_TOLD: Final = 1_000
#: Of the CSV: a line for each aspect of each pair that was compared.
VERDICT_COLUMNS: Final = (
    "a",
    "b",
    "pair_verdict",
    "aspect",
    "verdict",
    "slack_m",
    "slack_h",
    "slack_persons",
    "why",
    "rule",
    "assumptions",
)


def json_lines(setting: CaseContext, found: Consistency) -> Iterator[str]:
    """Yield the lines of one JSON document, a pair in each: "rule", "pairs", "conflicts", "consistent_sets".

    Beside these fixed members: "assumptions", what is assumed otherwise than without a choice; "sets", the same sets
    with their status; "complete", false if conflicts or sets are missing, and "note", which says what is; "statements",
    where claims are parts of one; "consistent_set_count"; "earlier_versions", the ids of claims that are left out
    because later ones of the same actor update them; and "unrelated_omitted", how many pairs are not listed because
    there are too many.
    """
    claims = found.table.claims
    count = len(claims) * (len(claims) - 1) // 2
    omits = count > MAX_PAIRS
    yield f'{{"rule": {_dumped(setting.assumptions.rule_name)},'
    if setting.assumptions.beside_rule:
        yield f'"assumptions": {_dumped(setting.assumptions.beside_rule)},'
    yield '"pairs": ['
    yield from _joined(_dumped(document) for document in _pairs(setting, found, omits_unrelated=omits))
    yield "],"
    yield '"conflicts": ['
    yield from _joined(_dumped(conflict) for conflict in found.conflicts)
    yield "],"
    yield '"consistent_sets": ['
    yield from _joined(_dumped(claims) for claims in found.consistent_sets(MAX_SETS))
    yield "],"
    yield '"sets": ['
    yield from _joined(_dumped({"claims": one, "status": found.status(one)}) for one in found.consistent_sets(MAX_SETS))
    yield "],"
    statements = by_statement(setting.case, found.table)
    if statements is not None:
        yield '"statements": ['
        yield from _joined(_dumped(document) for document in statements.documents())
        yield "],"
    yield f'"consistent_set_count": {found.count},'
    yield f'"earlier_versions": {_dumped(left_out(setting, found))},'
    yield f'"unrelated_omitted": {found.table.counts()["unrelated"] if omits else 0},'
    yield f'"complete": {_dumped(found.is_complete and found.count <= MAX_SETS)},'
    yield f'"note": {_dumped(say_what_is_missing(found))}}}'


def largest_words(found: Consistency) -> str:
    """Say how many maximal sets there are, and of how many a way to be true was found; empty if none were looked for.

    Of very many the first thousand are told of.
    """
    if found.search is None:
        return ""
    told = list(islice(found.consistent_sets(), _MAX_TOLD))
    witnessed = sum(found.status(claims) == "witnessed" for claims in told)
    of_first = f" of the first {len(told):,}" if found.count > len(told) else ""
    words = f"{counted(found.count, 'largest set')} of claims can be true together."
    if witnessed == len(told):
        every = f"Each{of_first}" if len(told) > 1 else "It"
        return f"{words} {every} is shown to be possible: a way in which all of it is true was found."
    return (
        f"{words} {witnessed:,}{of_first} {'is' if witnessed == 1 else 'are'} shown to be possible, by a way in which "
        f"all of it is true; {len(told) - witnessed:,} only not shown to be impossible."
    )


def say_what_is_missing(found: Consistency) -> str:
    """Say what is missing from the sets that are listed; empty if nothing is."""
    too_many = f"Of {found.count:,} maximal sets the first {MAX_SETS:,} are listed." if found.count > MAX_SETS else ""
    return " ".join(words for words in (found.note, too_many) if words)


def left_out(setting: CaseContext, found: Consistency) -> list[str]:
    """Return the ids of claims that take no part because later ones of the same actor update them."""
    if setting.assumptions.all_versions:
        return []
    replaced = setting.updates.replaced(setting.case.claim_by_id)
    return [claim.id for claim in setting.case.claims if claim.id in replaced and claim.id not in found.table.claims]


def _dumped(value: Any) -> str:  # noqa: ANN401 - any JSON value
    return json.dumps(value, allow_nan=False)


def _joined(values: Iterator[str]) -> Iterator[str]:
    """Yield values with a comma after each but the last."""
    before = next(values, None)
    for value in values:
        yield f" {before},"
        before = value
    if before is not None:
        yield f" {before}"


def _pairs(setting: CaseContext, found: Consistency, *, omits_unrelated: bool) -> Iterator[dict[str, Any]]:
    claims = found.table.claims
    for row, a in enumerate(claims):
        for column in range(row + 1, len(claims)):
            if found.table.codes[row, column] != UNRELATED:
                yield pair(setting, a, claims[column]).to_json()
            elif not omits_unrelated:
                yield {"a": a, "b": claims[column], "verdict": "unrelated", "aspects": {}}


def to_csv(setting: CaseContext, table: VerdictMatrix) -> str:
    """Return CSV (RFC 4180); what does not apply is empty, and no text is a formula."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(VERDICT_COLUMNS)
    rule, beside = setting.assumptions.rule_name, setting.assumptions.beside_rule
    assumptions = json.dumps(beside) if beside else ""
    for row, column in zip(*np.nonzero(np.triu(table.codes)), strict=True):
        found = pair(setting, table.claims[row], table.claims[column])
        for name, aspect in found.aspects.items():
            slacks = [aspect.slack_m, aspect.slack_h, aspect.slack_persons]
            numbers = ["" if slack is None else slack for slack in slacks]
            head = [harmless(found.a), harmless(found.b), found.verdict, name, aspect.verdict]
            writer.writerow([*head, *numbers, harmless(aspect.why), rule, assumptions])
    return text.getvalue()
