"""What was changed in a case, drafts that wait, and where a place may be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.app.words import case_words, edit_words
from geodata.app.words.shared_words import OPEN
from geodata.app.words.shared_words import more as more_words
from geodata.render.html.elements import button, sentence, text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geodata.editing.changes import Change
    from geodata.editing.draftlist import DraftEntry
    from geodata.gazetteer.answer import Answer

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
    more = f"<p class='quiet'>{more_words(len(found) - limit)}</p>" if len(found) > limit else ""
    heads = "".join(f"<th scope='col'>{name}</th>" for name in case_words.CHANGE_HEADS)
    return (
        f"<p><strong>{case_words.changes(len(found))}</strong></p><div class='wide changes'><table>"
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>{more}"
    )


def drafts(found: Sequence[DraftEntry], opened: str) -> str:
    """Return a reader's drafts: of what, how old, what was done last; each can be opened."""
    rows = []
    for entry in found:
        is_open = str(entry.case_path) == opened
        offer = f"<em>{case_words.IS_OPEN}</em>" if is_open else button("open-draft", entry.id, OPEN, css="small")
        done = f": {text(entry.last_words)}" if entry.last_words else ""
        steps = f"{case_words.steps(entry.steps, _ago(entry.age_s))}{done}"
        rows.append(f"<li><strong>{text(entry.case_path.name)}</strong>: {steps} {offer}</li>")
    return f"<ul class='bare points'>{''.join(rows)}</ul>"


def _ago(age_s: float) -> str:
    hours = age_s / _HOUR_S
    if hours < 1:
        return case_words.minutes_ago(max(1, round(age_s / 60)))
    return case_words.hours_ago(hours) if hours < _DAY_H else case_words.days_ago(hours / _DAY_H)


def candidates(found: Answer, no_extent: str, credit: str) -> str:
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
        off = edit_words.UNCERTAINTY_UNKNOWN if one.uncertainty_m is None else f"± {one.uncertainty_m:,.0f} m"
        use = button("take-place", str(number), edit_words.USE_PLACE, css="small")
        rows.append(
            f"<li><strong>{text(one.name)}</strong> {use}<div>{one.lat_deg:.5f}, {one.lon_deg:.5f}, {off} "
            f"<span class='quiet'>{text(edit_words.score(one.source, one.score))}</span></div>"
            f"<div class='quiet'>{text(one.matched)}: {text(one.reason)}</div></li>"
        )
    unknown = any(one.uncertainty_m is None for one in found.candidates)
    note = f"<p class='quiet'>{text(no_extent)}</p>" if unknown else ""
    return (
        f"<p role='status'>{sentence(found.sentence)}</p><ol class='places'>{''.join(rows)}</ol>{note}"
        f"<p class='quiet'>{text(credit)}</p>"
    )
