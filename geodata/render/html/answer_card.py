"""One event as a card: what each side says of it, and what the sides exclude each other on."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from geodata.core.model import Case
from geodata.render.html.templating import render
from geodata.render.text.claim_view import claim_line

if TYPE_CHECKING:
    from geodata.render.text.answer_view import AnswerView
    from geodata.render.text.side_words import SideCell

#: So many answers of a side to a question are seen at once; the others are folded.
_MAX_TOLD: Final = 3
#: So many pairs of claims that decide are listed.
_MAX_PAIRS: Final = 12
#: What more claims say leads to none of them: a press names each.
_MAX_IDS: Final = 500


def answer_card(case: Case, view: AnswerView, colors: Mapping[str, str], chosen: SideCell | None) -> Markup:
    """Return what the sides say of an event, and what they are to each other.

    ``colors``: ``#rrggbb`` by actor. ``chosen``: the two sides whose deciding claims are listed; ``None`` for none.
    """
    named = {claim for one in chosen.deciding for two in one.claims[:_MAX_PAIRS] for claim in two} if chosen else set()
    return render(
        "answer.html", is_alone=False, view=view, colors=colors, chosen=chosen, limit=_MAX_TOLD, most=_MAX_PAIRS,
        most_ids=_MAX_IDS,
        lines={claim: claim_line(case, case.claim_by_id[claim]) for claim in named},
    )  # fmt: skip


def answers_alone(
    views: Sequence[AnswerView], left: int, colors: Mapping[str, str], explained: Collection[frozenset[str]]
) -> Markup:
    """Return the same of events on a page that stands alone, with links instead of buttons: the first open.

    ``left``: how many more events there are. ``explained``: pairs of ids whose working is in the page.
    """
    return render(
        "page_answers.html", views=views, left=left, colors=colors, limit=_MAX_TOLD, chosen=None, is_alone=True,
        explained=[sorted(pair) for pair in explained],
    )  # fmt: skip
