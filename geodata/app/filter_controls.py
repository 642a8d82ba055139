"""The filters in the sidebar; each writes into the state before the next run."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, cast

import streamlit as st

from geodata.app.panel import answer, panel
from geodata.app.session_state import fill_widgets, set_filter
from geodata.app.time_controls import known_of, spans_of, time_controls
from geodata.app.words import map_words as say
from geodata.app.words.shared_words import MAP
from geodata.app.work_limit import limited_work
from geodata.render.html import toggles
from geodata.view import filters
from geodata.view.filters import Filter, Selection

if TYPE_CHECKING:
    from geodata.app.prepared_case import LoadedCase


def selection(opened: LoadedCase) -> Selection:
    """Return the claims that the filters let through."""
    return let_through(opened, st.session_state.filter)


def let_through(opened: LoadedCase, wanted: Filter) -> Selection:
    """Return the claims that a filter lets through; a page ends with a word where that is too much work."""
    if not (wanted.said_by or wanted.after or wanted.before):  # a limit costs more than this
        return filters.select(opened.case, wanted, opened.index, {}, {})
    found = None
    with limited_work():
        found = _by_times(opened, wanted)
    if found is None:
        st.stop()
    return found


def _by_times(opened: LoadedCase, wanted: Filter) -> Selection:
    known = known_of(opened, wanted.said_by) if wanted.said_by else {}
    inside = filters.inside_times(spans_of(opened), wanted) if wanted.after or wanted.before else {}
    return filters.select(opened.case, wanted, opened.index, known, inside)


@answer
def _words_changed(opened: LoadedCase) -> None:
    """Search; on the map the claims found come to the front beside it, and the card of a single one."""
    state = st.session_state
    set_filter(replace(state.filter, words=state.w_words.strip()))
    if state.filter.words and state.page_shown == MAP:
        found = selection(opened).shown
        state.claim = found[0].id if len(found) == 1 else state.claim
        state.w_beside = say.CARD if len(found) == 1 else say.ALL_CLAIMS


#: Action of a toggle -> member of the filter.
_CHOICES: Final = {"event": "events", "relation": "relations", "polarity": "polarities"}
#: Toggles of actors: one, a side, a side alone, all.
_OF_ACTORS: Final = ("actor", "side", "only", "actors")


def _filter_pressed(opened: LoadedCase, action: str, value: str) -> None:
    member = _CHOICES.get(action)
    if member is None:
        if action in _OF_ACTORS:
            _actors_pressed(opened)
        return
    wanted = st.session_state.filter
    known = [option for option, _, _ in filters.options(opened.case)[member]]
    if value not in known:
        return
    choice = filters.toggled(getattr(wanted, member), value, known)
    set_filter(replace(wanted, **{member: choice}))


def _actors_pressed(opened: LoadedCase) -> None:
    """Take over the actors that are on in the panel after a press."""
    speaking = frozenset(opened.counts)
    chosen = st.session_state.actors_on & speaking
    set_filter(replace(st.session_state.filter, actors=None if chosen == speaking else chosen))


@answer
def _show_all() -> None:
    set_filter(Filter())
    fill_widgets()


def filter_controls(opened: LoadedCase) -> None:
    """Draw the filters, where there is something to filter; each writes into the state before the next run."""
    if not opened.case.claims:
        return
    wanted = cast("Filter", st.session_state.filter)
    st.text_input(say.SEARCH, key="w_words", placeholder=say.SEARCH_HINT, on_change=_words_changed,
                  args=(opened,))  # fmt: skip
    options = filters.options(opened.case)
    sections = [
        toggles.actors(opened.case, opened.counts, opened.colors, wanted.actors),
        toggles.choices(say.EVENT, "event", options["events"], wanted.events),
        toggles.choices(say.LOCATION, "relation", options["relations"], wanted.relations),
        toggles.choices(say.STANCE, "polarity", options["polarities"], wanted.polarities),
    ]
    panel("".join(sections), "filters", lambda action, value: _filter_pressed(opened, action, value))
    time_controls(opened)
    st.button(say.CLEAR_FILTERS, on_click=_show_all, disabled=wanted.is_empty, width="stretch")
