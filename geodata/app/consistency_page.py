"""The consistency page: the verdicts of all pairs, and one pair with its working."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import streamlit as st
from markupsafe import Markup

from geodata.app.assumption_controls import assumed
from geodata.app.filter_controls import selection
from geodata.app.panel import answer, panel, progress
from geodata.app.results_cache import (
    MAX_COMPARED,
    answer_of,
    changed_of,
    differing,
    reaches_of,
    setting_of,
    statements_of,
    table_of,
)
from geodata.app.session_state import take_up
from geodata.app.sets_section import asked_for, show_sets
from geodata.app.words import consistency_words as say
from geodata.core.assumptions import Assumptions
from geodata.core.model import events_by_claims
from geodata.core.text import told_apart
from geodata.render.html import elements, matrix, pair_figures, sets
from geodata.render.html.answer_card import answer_card
from geodata.render.html.pair_axis import axis
from geodata.render.html.pair_map import pair_map
from geodata.render.html.templating import render
from geodata.render.text.claim_view import claim_view
from geodata.render.text.finding_text import pair_finding
from geodata.render.text.joint_view import speed_view
from geodata.render.text.pair_view import LETTERS, pair_view
from geodata.render.text.raster import verdict_png
from geodata.render.text.set_view import counts_view
from geodata.render.text.statement_view import statement_pair_view
from geodata.verdicts.ordering import in_blocks
from geodata.verdicts.pairwise import pair
from geodata.verdicts.statements import by_claim
from geodata.verdicts.verdict_matrix import MOST_CLAIMS

if TYPE_CHECKING:
    from geodata.app.prepared_case import LoadedCase
    from geodata.render.text.claim_view import ClaimView
    from geodata.render.text.pair_view import PairView
    from geodata.render.text.statement_view import StatementPairView
    from geodata.verdicts.context import CaseContext
    from geodata.verdicts.pairwise import Pair
    from geodata.verdicts.statements import StatementTable

#: So many pairs of parts of two statements are listed.
_MAX_PARTS: Final = 40

#: A group of more claims than this is a picture.
_MAX_CELLS: Final = 120
_MAX_LISTED: Final = 20
#: More events than this are chosen from a list.
_MAX_TABS: Final = 6
#: Of the first and the second claim in a figure: two actors of one side have nearly one colour.
_PAIR_COLORS: Final = ("#0072b2", "#c98a00")


def show_consistency(opened: LoadedCase) -> None:
    """Draw the counts, the pair that is asked about, the matrix and the accounts."""
    claims = tuple(claim.id for claim in selection(opened).shown)
    if len(claims) < 2:  # noqa: PLR2004 - a pair
        panel(elements.hint(say.TOO_FEW), "none")
        return
    if len(claims) > MOST_CLAIMS:
        panel(elements.hint(say.too_many(len(claims), MOST_CLAIMS)), "too_many")
        return
    with progress(say.comparing(len(claims)), at_once=len(claims) > MAX_COMPARED) as tell:
        found = table_of(opened, assumed(), claims)
        tell(0.5)
        changed = changed_of(opened, assumed(), claims)
    _show_answer(opened, found.claims, claims)
    statements = statements_of(opened, assumed(), claims)
    panel(matrix.verdict_counts(counts_view(found, len(claims), statements), len(changed)), "counts")
    judged = st.session_state.inquiry.judged
    if judged is not None:
        _show_explained(opened, judged, found.claims)
    _show_matrices(opened, claims, judged)
    show_sets(opened, claims)
    st.header(say.SPEEDS)
    with st.spinner(say.COMPUTING_SPEEDS):
        speeds = reaches_of(opened, assumed(), found.claims)
    views = [speed_view(opened.case, reach) for reach in speeds]
    panel(sets.speeds(views, _MAX_LISTED), "speeds", partial(asked_for, opened))


def _show_answer(opened: LoadedCase, compared: tuple[str, ...], claims: tuple[str, ...]) -> None:
    """Draw what each side says of an event, the main one first, and what the sides exclude each other on."""
    state, case = st.session_state, opened.case
    events = events_by_claims(case.claim_by_id[claim] for claim in compared)
    if not events:
        panel(elements.hint(say.NO_EVENT), "answer")
        return
    event = state.inquiry.card if state.inquiry.card in events else events[0]
    names = told_apart((one, case.event_by_id[one].name) for one in events)
    if len(events) > 1:
        state.w_card = event
        changed: dict[str, Any] = {
            "on_change": take_up, "args": ("inquiry", "card"), "kwargs": {"opposed": None}
        }  # fmt: skip
        if len(events) <= _MAX_TABS:  # whose names are read as Markdown, unlike those of a list
            st.segmented_control(say.EVENT, list(names), key="w_card", **changed,
                                 format_func=lambda one: elements.plain(names[one]))  # fmt: skip
        else:
            st.selectbox(say.EVENT, list(names), key="w_card", **changed, format_func=names.__getitem__)
    view = answer_of(opened, assumed(), claims, event, state.tools.unit)
    chosen = None if state.inquiry.opposed is None else view.cell(";".join(state.inquiry.opposed))
    panel(answer_card(case, view, opened.colors, chosen), "answer", partial(asked_for, opened))


@answer
def _topic_changed() -> None:
    state = st.session_state
    state.inquiry = replace(state.inquiry, topic=None if state.w_topic == say.ALL_TOPICS else state.w_topic)


def _show_topics() -> None:
    state = st.session_state
    state.w_topic = state.inquiry.topic or say.ALL_TOPICS
    st.segmented_control(say.TOPIC, list(say.TOPICS), key="w_topic", on_change=_topic_changed, help=say.TOPIC_HELP,
                         required=True, format_func=say.TOPICS.__getitem__)  # fmt: skip


def _show_matrices(opened: LoadedCase, claims: tuple[str, ...], judged: tuple[str, str] | None) -> None:
    state = st.session_state
    st.header(say.PAIRWISE)
    _show_topics()
    if statements_of(opened, assumed(), claims) is not None:
        state.w_by_claim = state.inquiry.by_claim
        st.toggle(say.BY_CLAIM, key="w_by_claim", help=say.BY_CLAIM_HELP, on_change=take_up,
                  args=("inquiry", "by_claim"))  # fmt: skip
    # In the order without assumptions: who tries one sees what it changes, and nothing moves.
    found, usual = (_rows(opened, assumptions, claims) for assumptions in (assumed(), assumed().usual))
    changed = differing(found.codes, usual.codes)
    groups, alone = in_blocks(usual, found)
    if not groups:
        topic = state.inquiry.topic
        panel(elements.hint(say.nothing_on(topic) if topic else say.NOTHING_IN_COMMON), "matrix_none")
        return
    in_cells = [group for group in groups if len(group) <= _MAX_CELLS]
    for number, group in enumerate(group for group in groups if len(group) > _MAX_CELLS):
        picture = verdict_png(found.codes[np.ix_(group, group)])
        panel(matrix.verdict_picture(picture, len(group), say.NAMES_ARE_HIDDEN), f"matrix_picture_{number}")
    if in_cells:
        panel(
            matrix.matrices(opened.case, found, in_cells, opened.colors, changed, judged),
            "matrix",
            partial(asked_for, opened),
        )
    if alone:
        count = sum(len(found.parts[row]) for row in alone)
        panel(elements.hint(say.compared_with_none(count, state.inquiry.topic)), "alone")


def _rows(opened: LoadedCase, assumptions: Assumptions, claims: tuple[str, ...]) -> StatementTable:
    """Return what has a row: each statement, or, where these are claims or it is asked for, each claim."""
    inquiry = st.session_state.inquiry
    statements = None if inquiry.by_claim else statements_of(opened, assumptions, claims, inquiry.topic)
    return statements or by_claim(table_of(opened, assumptions, claims, inquiry.topic))


def _show_explained(opened: LoadedCase, judged: tuple[str, str], among: tuple[str, ...]) -> None:
    """Draw the working of a pair beside all else, and the same as text to print."""
    setting = setting_of(opened, assumed())
    colors = dict(zip(judged, _PAIR_COLORS, strict=True))
    first, second = (
        claim_view(opened.case, opened.case.claim_by_id[claim], assumed(), st.session_state.tools.unit)
        for claim in judged
    )
    figures = _figures(setting, pair(setting, *judged), colors)
    statements = statement_pair_view(setting, *judged, among)
    found = pair_view(setting, *judged)
    html = pair_explained(found, (first, second), opened.colors, figures, statements)
    with st.container(key="drawer"):
        panel(html, "explained", partial(asked_for, opened), focus=st.session_state.pop("focus", None))
        with st.expander(say.AS_TEXT):
            st.code(pair_finding(setting, found, (first, second)), language=None, wrap_lines=True)


def _figures(setting: CaseContext, found: Pair, colors: dict[str, str]) -> list[Markup]:
    claims = [setting.case.claim_by_id[claim] for claim in (found.a, found.b)]
    parts = []
    bars = axis(setting, found)
    if bars is not None:
        parts.append(pair_figures.allowed_distances(bars, colors, st.session_state.tools.unit))
    figure = pair_map(setting.case, claims, setting.assumptions.rule)
    if figure is not None:
        denied = frozenset(claim.id for claim in claims if claim.polarity == "deny")
        parts.append(pair_figures.pair_picture(figure, colors, denied))
    return parts


def pair_explained(
    pair: PairView,
    claims: tuple[ClaimView, ClaimView],
    colors: Mapping[str, str],
    figures: Sequence[Markup],
    statements: StatementPairView | None = None,
) -> Markup:
    """Return the verdict on two claims with its working.

    ``colors``: ``#rrggbb`` by actor. ``statements``: the statements that they are parts of, if these have more parts.
    """
    first, second = claims
    return render(
        "pair.html", pair=pair, first=first, second=second, colors=colors, figures=figures, letters=LETTERS,
        statements=statements, limit=_MAX_PARTS,
    )  # fmt: skip
