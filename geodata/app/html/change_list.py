"""What was changed in a case, drafts that wait, and where a place may be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.core.text import counted
from geodata.render.html.elements import button, sentence, text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geodata.editing.changes import Change
    from geodata.editing.draftlist import DraftEntry
    from geodata.gazetteer.answer import NameAnswer

_HOUR_S = 3600.0
_DAY_H = 24.0


def changes(found: Sequence[Change], limit: int) -> str:
    """Return what differs from the case as it was opened, a row for each member."""
    rows = "".join(
        f"<tr><th scope='row'>{change.kind} <code>{text(change.id)}</code></th><td>{change.what}"
        f"{f' {text(change.member)}' if change.member else ''}</td><td><del>{text(change.before)}</del></td>"
        f"<td>{text(change.after)}</td></tr>"
        for change in found[:limit]
    )
    more = f"<p class='quiet'>and {len(found) - limit:,} more</p>" if len(found) > limit else ""
    heads = "".join(f"<th scope='col'>{name}</th>" for name in ("Record", "What", "Before", "Now"))
    return (
        f"<p><strong>{counted(len(found), 'change')} since it was opened</strong></p><div class='wide changes'><table>"
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>{more}"
    )


def drafts(found: Sequence[DraftEntry], opened: str) -> str:
    """Return a reader's drafts: of what, how old, what was done last; each can be opened."""
    rows = []
    for entry in found:
        is_open = str(entry.case_path) == opened
        offer = "<em>open</em>" if is_open else button("open-draft", entry.id, "Open", css="small")
        done = f": {text(entry.last_words)}" if entry.last_words else ""
        steps = f"{counted(entry.steps, 'step')}, the last {_ago(entry.age_s)}{done}"
        rows.append(f"<li><strong>{text(entry.case_path.name)}</strong>: {steps} {offer}</li>")
    return f"<ul class='bare points'>{''.join(rows)}</ul>"


def _ago(age_s: float) -> str:
    hours = age_s / _HOUR_S
    if hours < 1:
        return f"{max(1, round(age_s / 60))} min ago"
    return f"{hours:.0f} h ago" if hours < _DAY_H else f"{hours / _DAY_H:.0f} days ago"


def candidates(found: NameAnswer, no_extent: str, credit: str) -> str:
    """Return what a name may mean, best first, with why, and what takes it.

    Parameters
    ----------
    found
        The candidates and whether the first is certain.
    no_extent
        What it means that a place has no uncertainty.
    credit
        Whose gazetteers these are.
    """
    rows = []
    for number, one in enumerate(found.candidates):
        off = "uncertainty not known" if one.uncertainty_m is None else f"± {one.uncertainty_m:,.0f} m"
        rows.append(
            f"<li><strong>{text(one.name)}</strong> {button('take-place', str(number), 'Take it', css='small')}"
            f"<div>{one.lat_deg:.5f}, {one.lon_deg:.5f}, {off} <span class='quiet'>{text(one.source)}, score "
            f"{one.score:.2f}</span></div><div class='quiet'>{text(one.matched)}: {text(one.reason)}</div></li>"
        )
    unknown = any(one.uncertainty_m is None for one in found.candidates)
    note = f"<p class='quiet'>{text(no_extent)}</p>" if unknown else ""
    return (
        f"<p role='status'>{sentence(found.sentence)}</p><ol class='places'>{''.join(rows)}</ol>{note}"
        f"<p class='quiet'>{text(credit)}</p>"
    )
