"""Where an event could have been, by chosen claims: on the consistency page and, on demand, on the map."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

import streamlit as st

from geodata.app.assumption_controls import assumed
from geodata.app.filter_controls import selection
from geodata.app.html import measures
from geodata.app.panel import answer, panel
from geodata.app.results_cache import remaining_of, setting_of, witness_of
from geodata.app.sets_section import asked_for, together
from geodata.app.words import consistency_words as say
from geodata.app.words import map_words
from geodata.render.html import elements, pair_figures, sets
from geodata.render.html.pair_map import region_map
from geodata.render.map.result_overlay import region_marks, witness_marks
from geodata.render.text.joint_view import region_view

if TYPE_CHECKING:
    from geodata.app.prepared_case import LoadedCase
    from geodata.core.model import Claim


def _events(opened: LoadedCase, shown: tuple[Claim, ...]) -> dict[str, str]:
    """Return the names of events that a claim shown puts somewhere."""
    placed = {claim.event for claim in shown if claim.event and claim.site and claim.polarity == "affirm"}
    return {event.id: event.name for event in opened.case.events if event.id in placed}


def _chosen(opened: LoadedCase) -> tuple[str | None, dict[str, str], tuple[str, ...], tuple[str, ...]]:
    """Return the event asked about, who speaks of it by name, and the claims taken: affirmations, denials."""
    inquiry, case = st.session_state.inquiry, opened.case
    current = setting_of(opened, assumed()).current([claim.id for claim in selection(opened).shown])
    shown = tuple(case.claim_by_id[claim_id] for claim_id in current)
    names = _events(opened, shown)
    event = inquiry.event if inquiry.event in names else next(iter(names), None)
    about = [claim for claim in shown if claim.event == event and claim.polarity == "affirm"]
    speakers = {claim.actor: case.actor_by_id[claim.actor].name for claim in about}
    taken = tuple(claim.id for claim in about if inquiry.word is None or claim.actor in inquiry.word)
    denials = tuple(claim.id for claim in shown if claim.polarity == "deny" and claim.event in (None, event))
    return event, speakers, taken, denials


@answer
def _event_changed() -> None:
    state = st.session_state
    state.inquiry = replace(state.inquiry, event=state.w_event, word=None)


@answer
def _word_changed(key: str, speakers: tuple[str, ...]) -> None:
    state = st.session_state
    word = tuple(state[key])
    state.inquiry = replace(state.inquiry, word=None if word == speakers else word)


def show_whereabouts(opened: LoadedCase) -> None:
    """Draw the region that the claims shown leave for one event."""
    event, speakers, taken, denials = _chosen(opened)
    if event is None:
        return
    state, names = st.session_state, _events(opened, tuple(selection(opened).shown))
    st.subheader(say.LOCATIONS)
    st.caption(say.LOCATIONS_CAPTION)
    state.w_event = event
    st.selectbox(say.EVENT, list(names), key="w_event", format_func=names.__getitem__, on_change=_event_changed)
    word, key = state.inquiry.word, f"w_word {event}"
    state[key] = [one for one in speakers if word is None or one in word]
    st.multiselect(say.ACCORDING_TO, list(speakers), key=key, wrap=True, format_func=speakers.__getitem__,
                   on_change=_word_changed, args=(key, tuple(speakers)))  # fmt: skip
    if not taken:
        panel(elements.hint(say.CHOOSE_ACTOR), "whereabouts_none")
        return
    left = remaining_of(opened, assumed(), (*taken, *denials))
    figure = region_map(setting_of(opened, assumed()).case, left)
    drawn = "" if figure is None else pair_figures.region_picture(figure)
    panel(
        sets.whereabouts(region_view(opened.case, left), drawn, len(taken) + len(denials)),
        "whereabouts",
        partial(asked_for, opened),
    )


def found_marks(opened: LoadedCase) -> dict[str, Any] | None:
    """Return what verdicts put on the map, if it is asked for."""
    inquiry = st.session_state.inquiry
    claims = tuple(claim.id for claim in selection(opened).shown)
    if inquiry.drawn == "together" and (chosen := together(opened, claims)):
        found = witness_of(opened, assumed(), chosen)
        return witness_marks(opened.case, found, st.session_state.tools.unit)
    if inquiry.drawn == "where":
        event, _, taken, denials = _chosen(opened)
        if event is not None and taken:
            left = remaining_of(opened, assumed(), (*taken, *denials))
            return region_marks(left, opened.case.event_by_id[event].name)
    return None


def _pressed(action: str, _value: str) -> None:
    if action == "undraw":
        st.session_state.inquiry = replace(st.session_state.inquiry, drawn="")


def show_found(opened: LoadedCase) -> None:
    """Say, beside the map, what verdicts have put on it, with what takes it off again."""
    inquiry = st.session_state.inquiry
    if not inquiry.drawn or found_marks(opened) is None:
        return
    if inquiry.drawn == "together":
        names = [opened.case.actor_by_id[actor].name for actor in inquiry.together]
        words = map_words.one_way("; ".join(names))
    else:
        event, _, taken, denials = _chosen(opened)
        left = remaining_of(opened, assumed(), (*taken, *denials))
        name = opened.case.event_by_id[event].name if event else ""
        words = map_words.possible_locations(name, len(taken) + len(denials), left.why)
    panel(measures.on_the_map(words), "found", _pressed)
