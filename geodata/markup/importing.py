"""What came of reading a table: every row counted, what is wrong with which cell, what may be one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.markup.elements import text
from geodata.text import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geodata.importing.imported import Duplicate, Imported, RowProblem


def imported(found: Imported, limit: int) -> str:
    """Return the counts of an import, what was decided, each bad cell with its remedy, and rows that may be one."""
    counts = found.counts
    said = (
        f"<p role='status'><strong>{counted(counts.read, 'row')}</strong>: {counts.imported:,} can come in, "
        f"{counts.bad:,} bad, {counts.blank:,} blank.</p>"
    )
    notes = "".join(f"<li>{text(note)}</li>" for note in found.notes)
    listed = f"<details><summary>{counted(len(found.notes), 'note')}</summary><ul>{notes}</ul></details>"
    return f"{said}{listed if notes else ''}{_problems(found.problems, limit)}{_duplicates(found.duplicates, limit)}"


def _problems(found: Sequence[RowProblem], limit: int) -> str:
    if not found:
        return ""
    rows = "".join(
        f"<tr><th scope='row'>{one.row}</th><td>{text(one.column)}</td><td><code>{text(one.value)}</code></td>"
        f"<td>{text(one.message)} {text(one.remedy)}</td><td><code>{text(one.rule)}</code></td></tr>"
        for one in found[:limit]
    )
    more = f"<p class='quiet'>and {len(found) - limit:,} more: download the bad rows</p>" if len(found) > limit else ""
    heads = "".join(f"<th scope='col'>{name}</th>" for name in ("Row", "Column", "Value", "What is wrong", "Rule"))
    return f"<div class='wide'><table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>{more}"


def _duplicates(found: Sequence[Duplicate], limit: int) -> str:
    if not found:
        return ""
    rows = "".join(
        f"<li>Rows {text(', '.join([*map(str, one.rows), *one.claims]))}: {text(one.reason)}</li>"
        for one in found[:limit]
    )
    more = f"<li class='quiet'>and {len(found) - limit:,} more</li>" if len(found) > limit else ""
    return (
        f"<details open><summary>{counted(len(found), 'group')} of rows that may be one; all come in</summary>"
        f"<ul>{rows}{more}</ul></details>"
    )
