"""The verdicts of a case as CSV: a line for each aspect of each pair that was compared."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Final

import numpy as np

from geodata.core.text import harmless
from geodata.verdicts.pairwise import pair

if TYPE_CHECKING:
    from geodata.verdicts.context import CaseContext
    from geodata.verdicts.verdict_matrix import VerdictMatrix

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
