"""The filters in the sidebar; each writes into the state before the next run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, cast

import streamlit as st

from geodata.app.panel import answer, panel
from geodata.app.record_filling import as_edtf
from geodata.app.session_state import fill_times, fill_widgets, take_up, time_step, whole_range
from geodata.app.words import map_words as say
from geodata.app.words.shared_words import MAP
from geodata.core.assumptions import Assumptions
from geodata.core.problems import InputError
from geodata.render.html import elements, toggles
from geodata.timeline.as_of import Knowledge, checked_moment, known_at
from geodata.verdicts.context import CaseContext
from geodata.view import filters
from geodata.view.filters import Filter, Selection

if TYPE_CHECKING:
    from geodata.app.prepared_case import LoadedCase

#: What is known of a claim takes about so much.
_KNOWN_BYTES: Final = 200


def selection(opened: LoadedCase) -> Selection:
    """Return the claims that the filters let through."""
    return let_through(opened, st.session_state.filter)


def let_through(opened: LoadedCase, wanted: Filter) -> Selection:
    """Return the claims that a filter lets through."""
    return filters.select(opened.case, wanted, opened.index, _known(opened, wanted.said_by))


def _known(opened: LoadedCase, moment: str) -> Mapping[str, Knowledge]:
    """Return whether each claim had been said by a moment; of none where there is no moment."""
    if not moment:
        return {}
    zone = st.session_state.assumptions.zone
    return opened.of(
        ("known", moment, zone),
        lambda: known_at(CaseContext(opened.case, Assumptions(zone=zone)), moment),
        lambda made: len(made) * _KNOWN_BYTES,
    )


def _set_filter(wanted: Filter) -> None:
    st.session_state.filter = wanted
    st.session_state.page = 0


@answer
def _words_changed(opened: LoadedCase) -> None:
    """Search; on the map the claims found come to the front beside it, and the card of a single one."""
    state = st.session_state
    _set_filter(replace(state.filter, words=state.w_words.strip()))
    if state.filter.words and state.page_shown == MAP:
        found = selection(opened).shown
        state.claim = found[0].id if len(found) == 1 else state.claim
        state.w_beside = say.CARD if len(found) == 1 else say.ALL_CLAIMS


@answer
def _time_changed(opened: LoadedCase) -> None:
    state = st.session_state
    first, last = whole_range(opened)
    after, before = state.w_time
    _set_filter(
        replace(
            state.filter,
            after=None if after == first else after,
            before=None if before == last else before,
            undated=state.w_undated,
        )
    )


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
    _set_filter(replace(wanted, **{member: choice}))


def _actors_pressed(opened: LoadedCase) -> None:
    """Take over the actors that are on in the panel after a press."""
    speaking = frozenset(opened.counts)
    chosen = st.session_state.actors_on & speaking
    _set_filter(replace(st.session_state.filter, actors=None if chosen == speaking else chosen))


@answer
def _moment_typed() -> None:
    """Take over the moment, as EDTF or as people write it; what is neither is said, and the filter stays."""
    state = st.session_state
    try:
        moment = as_edtf(state.w_said_by.strip())
        moment = moment and checked_moment(moment)
    except InputError as error:
        state.said_by_refused = str(error)
        return
    state.said_by_refused = ""
    _set_filter(replace(state.filter, said_by=moment))
    state.w_said_by = moment


@answer
def _show_all(opened: LoadedCase) -> None:
    _set_filter(Filter())
    fill_widgets(opened)


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
    if opened.times:
        _time_control(opened)
    _said_control(opened)
    st.button(say.CLEAR_FILTERS, on_click=_show_all, args=(opened,), disabled=wanted.is_empty, width="stretch")


def _time_control(opened: LoadedCase) -> None:
    """Draw the range of event times. Closed, it costs nothing: its slider is the slowest part of a page to load."""
    wanted = st.session_state.filter
    narrowed = wanted.after is not None or wanted.before is not None
    control = st.expander(say.DATE_RANGE, expanded=narrowed, key="w_when", on_change="rerun")
    if not control.open:
        return
    if "w_time" not in st.session_state:
        fill_times(opened)
    first, last = whole_range(opened)
    step = time_step(last - first)
    changed: dict[str, Any] = {"on_change": _time_changed, "args": (opened,)}
    with control:
        st.slider(say.DATE_RANGE_LABEL, first, last, key="w_time", step=step, format="D MMM, HH:mm", **changed)
        st.checkbox(say.INCLUDE_UNDATED, key="w_undated", **changed)


def _said_control(opened: LoadedCase) -> None:
    """Draw what takes the case as it stood at some moment; closed, it costs nothing."""
    state = st.session_state
    control = st.expander(say.AS_OF, expanded=bool(state.filter.said_by), key="w_moment", on_change="rerun")
    if not control.open:
        return
    with control:
        state.setdefault("w_said_by", state.filter.said_by)
        st.text_input(say.SAID_BY, key="w_said_by", placeholder=say.SAID_BY_HINT, help=say.SAID_BY_HELP,
                      on_change=_moment_typed)  # fmt: skip
        if state.get("said_by_refused"):
            st.warning(elements.plain(state.said_by_refused))
        state.w_maybe_said = state.filter.maybe_said
        st.checkbox(say.MAYBE_SAID, key="w_maybe_said", on_change=take_up, args=("filter", "maybe_said"))
        known = Counter(_known(opened, state.filter.said_by).values())
        if known:
            st.caption(say.known(known))
