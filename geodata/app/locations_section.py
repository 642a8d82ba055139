"""Where an event could have been if chosen sides are right: in words, and on a map beside them."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from geodata.app.assumption_controls import assumed
from geodata.app.feasible_region_panel import asked_location, placed_events
from geodata.app.filter_controls import selection
from geodata.app.map_view import show_result_map
from geodata.app.panel import answer, panel
from geodata.app.results_cache import remaining_of
from geodata.app.session_state import take_up
from geodata.app.sets_section import asked_for
from geodata.app.words import consistency_words as say
from geodata.render.html import elements, sets
from geodata.render.map.result_overlay import region_marks
from geodata.render.text.joint_view import region_view

if TYPE_CHECKING:
    from geodata.app.feasible_region_panel import LocationQuestion
    from geodata.app.prepared_case import LoadedCase
    from geodata.render.text.sides import Side


def _believe(speakers: tuple[str, ...], chosen: set[str]) -> None:
    word = tuple(one for one in speakers if one in chosen)
    st.session_state.inquiry = replace(st.session_state.inquiry, word=None if word == speakers else word)


@answer
def _actors_changed(key: str, speakers: tuple[str, ...]) -> None:
    _believe(speakers, set(st.session_state[key]))


@answer
def _sides_changed(key: str, asked: LocationQuestion, shown: frozenset[str]) -> None:
    """Take in all of a side that was switched on, and leave out all of one that was switched off."""
    word, on = st.session_state.inquiry.word, set(st.session_state[key])
    chosen = set(asked.speakers if word is None else word)
    for side in asked.sides:
        if (side.id in on) != (side.id in shown):
            chosen = chosen | set(side.members) if side.id in on else chosen - set(side.members)
    _believe(tuple(asked.speakers), chosen)


def show_locations(opened: LoadedCase) -> None:
    """Draw the region that the claims shown leave for one event."""
    asked = asked_location(opened)
    if asked is None:
        return
    state, names = st.session_state, placed_events(opened, tuple(selection(opened).shown))
    st.header(say.LOCATIONS)
    st.caption(say.LOCATIONS_CAPTION)
    state.w_event = asked.event
    st.selectbox(say.EVENT, list(names), key="w_event", format_func=names.__getitem__, on_change=take_up,
                 args=("inquiry", "event"), kwargs={"word": None})  # fmt: skip
    _show_word(asked)
    left = remaining_of(opened, assumed(), asked.taken)
    words, beside = st.columns([2, 3])
    with words:
        if asked.without_place:
            st.caption(elements.plain(say.no_place_of(asked.without_place)))
        if left.is_anywhere:
            panel(elements.hint(left.why if asked.taken else say.CHOOSE_ACTOR), "whereabouts_none")
        else:
            html = sets.whereabouts(region_view(opened.case, left), len(asked.taken))
            panel(html, "whereabouts", partial(asked_for, opened), hears_map=True)
    if not left.is_anywhere:
        with beside, st.container(key="where"):
            marks = region_marks(left, opened.case.event_by_id[asked.event].name)
            show_result_map(opened, asked.taken, marks, left.outer if marks["outer"] else None)


def _show_word(asked: LocationQuestion) -> None:
    """Draw who is believed: sides to switch, and single actors below them."""
    state, word = st.session_state, st.session_state.inquiry.word
    believed = frozenset(asked.speakers if word is None else word)
    shown = frozenset(side.id for side in asked.sides if not believed.isdisjoint(side.members))
    is_part = any(0 < len(believed.intersection(side.members)) < len(side.members) for side in asked.sides)
    names = {side.id: _name(side, believed) for side in asked.sides}
    key = f"w_word_sides {asked.event}"
    state[key] = [side for side in names if side in shown]
    st.pills(say.ACCORDING_TO, list(names), selection_mode="multi", key=key, format_func=names.__getitem__,
             on_change=_sides_changed, args=(key, asked, shown))  # fmt: skip
    with st.expander(say.SINGLE_ACTORS, expanded=is_part):
        key = f"w_word {asked.event}"
        state[key] = [one for one in asked.speakers if one in believed]
        st.multiselect(say.SINGLE_ACTORS, list(asked.speakers), key=key, wrap=True, label_visibility="collapsed",
                       format_func=asked.speakers.__getitem__, on_change=_actors_changed,
                       args=(key, tuple(asked.speakers)))  # fmt: skip


def _name(side: Side, believed: frozenset[str]) -> str:
    """Return a side's name, for a widget that reads Markdown, and how many of it are believed if not all or none."""
    count = len(believed.intersection(side.members))
    return elements.plain(side.name) + (f" ({count}/{len(side.members)})" if 0 < count < len(side.members) else "")
