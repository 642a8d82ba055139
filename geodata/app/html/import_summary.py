"""What came of reading a table: every row counted, what is wrong with which cell, what may be one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.app.words import import_words as say
from geodata.app.words.shared_words import more as more_words
from geodata.core.text import counted
from geodata.render.html.elements import text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geodata.importing.import_result import Duplicate, RowProblem
    from geodata.sandbox.outcome import Outcome


def imported(found: Outcome) -> str:
    """Return the counts of an import, what was decided, each bad cell with its remedy, and rows that may be one."""
    counts = found.counts
    said = (
        f"<p role='status'><strong>{counted(counts.read, 'row')}</strong>: "
        f"{say.counts(counts.imported, counts.bad, counts.blank)}</p>"
    )
    notes = "".join(f"<li>{text(note)}</li>" for note in found.notes)
    listed = f"<details><summary>{counted(len(found.notes), 'note')}</summary><ul>{notes}</ul></details>"
    problems = _problems(found.problems, found.problem_count)
    return f"{said}{listed if notes else ''}{problems}{_duplicates(found.duplicates, found.duplicate_count)}"


def _problems(found: Sequence[RowProblem], count: int) -> str:
    if not found:
        return ""
    rows = "".join(
        f"<tr><th scope='row'>{one.row}</th><td>{text(one.column)}</td><td><code>{text(one.value)}</code></td>"
        f"<td>{text(one.message)} {text(one.remedy)}</td><td><code>{text(one.rule)}</code></td></tr>"
        for one in found
    )
    over = count - len(found)
    more = f"<p class='quiet'>{say.more_bad_rows(over)}</p>" if over else ""
    heads = "".join(f"<th scope='col'>{name}</th>" for name in say.PROBLEM_HEADS)
    return f"<div class='wide'><table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>{more}"


def _duplicates(found: Sequence[Duplicate], count: int) -> str:
    if not found:
        return ""
    rows = "".join(
        f"<li>{say.rows_alike(text(', '.join([*map(str, one.rows), *one.claims])), text(one.reason))}</li>"
        for one in found
    )
    over = count - len(found)
    more = f"<li class='quiet'>{more_words(over)}</li>" if over else ""
    return f"<details open><summary>{say.possible_duplicates(count)}</summary><ul>{rows}{more}</ul></details>"
