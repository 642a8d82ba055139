"""What was changed in a case, what is tried out beside it, drafts that wait, and where a place may be."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from markupsafe import Markup

from geodata.app.words import case_words
from geodata.core.vocabulary import RECORD_WORDS
from geodata.render.html.templating import render

if TYPE_CHECKING:
    from geodata.editing.changes import Change
    from geodata.editing.drafts.draft_list import DraftEntry
    from geodata.gazetteer.answer import NameAnswer
    from geodata.render.text.assumption_view import AssumptionView

_HOUR_S = 3600.0
_DAY_H = 24.0


def changes(found: Sequence[Change], limit: int) -> Markup:
    """Return what differs from the case as it was opened, a row for each member."""
    return render("changes.html", changes=found[:limit], total=len(found), record_words=RECORD_WORDS)


def on_trial(views: Sequence[AssumptionView]) -> Markup:
    """Return which places are taken to be surer or elsewhere than the case has them, each with what undoes it."""
    return render("on_trial.html", assumptions=views)


def drafts(found: Sequence[DraftEntry], opened: str) -> Markup:
    """Return a reader's drafts: of what, how old, what was done last; each can be opened."""
    rows = [(entry, _ago(entry.age_s), str(entry.case_path) == opened) for entry in found]
    return render("drafts.html", drafts=rows)


def _ago(age_s: float) -> str:
    hours = age_s / _HOUR_S
    if hours < 1:
        return case_words.minutes_ago(max(1, round(age_s / 60)))
    return case_words.hours_ago(hours) if hours < _DAY_H else case_words.days_ago(hours / _DAY_H)


def candidates(found: NameAnswer, no_extent: str, credit: str) -> Markup:
    """Return what a name may mean, best first, with why, and what takes it.

    ``found``: the candidates and whether the first is certain. ``no_extent``: what it means that a place has no
    uncertainty. ``credit``: whose gazetteers these are; empty for the case's own places alone.
    """
    return render("candidates.html", found=found, no_extent=no_extent, credit=credit)
