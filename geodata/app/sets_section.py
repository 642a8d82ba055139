"""Which accounts can stand together, one way for it, the smallest sets that cannot, and all of it to download."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final, get_args

import streamlit as st

from geodata.app.assumption_controls import assumed
from geodata.app.page_addresses import MAP
from geodata.app.panel import panel, progress
from geodata.app.results_cache import BUDGET_S, accounts_of, consistency_of, setting_of, witness_of
from geodata.app.session_state import choose_pair, go_to, known_claim, take_up
from geodata.app.words import consistency_words as say
from geodata.render.html import elements, sets
from geodata.render.text.finding_text import case_finding
from geodata.render.text.joint_view import way_view
from geodata.render.text.set_view import conflict_views, counts_view
from geodata.verdicts.pairwise import TOPICS
from geodata.verdicts.text_report import json_lines, largest_words, to_csv
from geodata.view import verdict_query
from geodata.view.filters import Filter
from geodata.view.verdict_query import DrawnResult

if TYPE_CHECKING:
    from geodata.app.prepared_case import LoadedCase
    from geodata.render.text.account_view import AccountsView
    from geodata.verdicts.consistency import Consistency

_MAX_LISTED: Final = 20


def asked_for(opened: LoadedCase, action: str, value: str) -> None:
    """Do what a button of a verdict asks for: explain a pair, or show something on the map."""
    state, ids = st.session_state, value.split(" ")
    if action == "judge":
        choose_pair(opened, value)
        state.focus = ("close", "")
    elif action == "close":
        state.inquiry = replace(state.inquiry, judged=None)
    elif action == "opposed":
        show_opposed(opened, value)
    elif action == "together":
        actors = tuple(one for one in ids if one in opened.case.actor_by_id)
        shown = state.inquiry.together
        state.inquiry = replace(state.inquiry, together=() if shown == actors else actors, drawn="")
    elif action in ("claim", "map-claim"):
        state.claim = known_claim(opened, value)
        go_to(MAP)
    elif action == "see-set":
        state.claim, state.filter = None, Filter(claims=frozenset(ids) & opened.case.claim_by_id.keys())
        go_to(MAP)
    elif action == "see-accounts":
        case, by_side = opened.case, state.inquiry.by_side
        speaks = {claim.actor for claim in case.claims if case.speaker(claim, by_side=by_side) in ids}
        state.claim, state.filter = None, Filter(actors=frozenset(speaks))
        go_to(MAP)
    elif action == "draw" and value in get_args(DrawnResult):
        state.inquiry = replace(state.inquiry, drawn=value)
        go_to(MAP)


def show_opposed(opened: LoadedCase, value: str) -> None:
    """List the claims that decide between the two sides that a button names, or fold their list away."""
    state = st.session_state
    read, _ = verdict_query.from_query({"opposed": value}, opened.case)
    opposed = None if read.opposed == state.inquiry.opposed else read.opposed
    state.inquiry = replace(state.inquiry, opposed=opposed)


def show_sets(opened: LoadedCase, claims: tuple[str, ...]) -> None:
    """Draw the accounts, one way for a group of them, the smallest conflicts, and what can be downloaded."""
    state = st.session_state
    inquiry, pressed = state.inquiry, partial(asked_for, opened)
    with progress(say.looking_for_sets(BUDGET_S)) as tell:
        found = consistency_of(opened, assumed(), claims, tell)
    st.header(say.ACCOUNTS)
    st.caption(say.ACCOUNTS_CAPTION)
    state.w_by_side = inquiry.by_side
    st.toggle(say.BY_SIDE, key="w_by_side", on_change=take_up, args=("inquiry", "by_side"), kwargs={"together": ()})
    notes = f"{largest_words(found)} {found.note}".strip()
    view = accounts_of(opened, assumed(), found, inquiry.topic, by_side=inquiry.by_side)
    by_topic = [] if inquiry.topic else _on_each_topic(opened, found)
    panel(sets.accounts_together(view, _MAX_LISTED, inquiry.together, notes, by_topic), "accounts", pressed)
    chosen = [view.names[actor] for actor in inquiry.together if actor in view.names]
    if chosen:
        way = witness_of(opened, assumed(), together(opened, claims))
        panel(sets.one_way(way_view(opened.case, way, state.tools.unit), chosen), "one_way", pressed)
    st.header(say.CONFLICTS)
    st.caption(say.CONFLICTS_CAPTION)
    listed = conflict_views(opened.case, found, inquiry.topic)
    if listed or inquiry.topic is None:
        panel(sets.conflicts(listed, opened.colors, _MAX_LISTED), "conflicts", pressed)
    else:
        panel(elements.hint(say.no_conflict_on(inquiry.topic)), "conflicts")
    _offers(opened, found, claims)


def _on_each_topic(opened: LoadedCase, found: Consistency) -> list[AccountsView]:
    """Return the accounts by each topic on which two exclude each other."""
    by_side = st.session_state.inquiry.by_side
    views = (accounts_of(opened, assumed(), found, topic, by_side=by_side) for topic in TOPICS)
    return [view for view in views if len(view.groups) > 1]


def together(opened: LoadedCase, claims: tuple[str, ...]) -> tuple[str, ...]:
    """Return the claims among some that are of the accounts chosen to be shown together."""
    inquiry, case = st.session_state.inquiry, opened.case
    return tuple(
        claim for claim in claims if case.speaker(case.claim_by_id[claim], by_side=inquiry.by_side) in inquiry.together
    )


def _offers(opened: LoadedCase, found: Consistency, claims: tuple[str, ...]) -> None:
    """Offer the finding as text to paste, and everything as CSV and JSON."""
    setting = setting_of(opened, assumed())
    name = f"{opened.case.id}-verdicts"
    # Made when asked for: of two thousand claims it is long.
    if st.toggle(say.TEXT_SUMMARY, key="w_text"):
        counts = counts_view(found.table, len(claims)).sentence
        st.code(case_finding(setting, found, opened.case.title, counts), language=None, wrap_lines=True)
    csv_column, json_column = st.columns(2)
    with csv_column:
        st.download_button(
            say.VERDICTS_CSV, lambda: to_csv(setting, found.table), f"{name}.csv", "text/csv", on_click="ignore"
        )
    with json_column:
        st.download_button(
            say.VERDICTS_JSON,
            lambda: "\n".join(json_lines(setting, found)),
            f"{name}.json",
            "application/json",
            on_click="ignore",
        )
