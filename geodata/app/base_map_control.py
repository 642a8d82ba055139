"""The choice of base map, and what an online one sends to whom."""

from __future__ import annotations

from typing import Final

import streamlit as st

from geodata.app.panel import answer
from geodata.app.session_state import fill_base_map
from geodata.app.words import shared_words as say
from geodata.core.problems import InputError
from geodata.render.html import elements
from geodata.render.map import online_tiles

#: Which base map is offered where a place is picked.
_OFFERED: Final = "osm"


@answer
def _base_changed() -> None:
    state = st.session_state
    choice = state.get("w_url", "").strip() if state.w_base == "own" else state.w_base
    state.base = choice
    # Choosing it is what switches it on; one that came with an address is asked about first.
    state.allowed = {*state.get("allowed", ()), choice}


@answer
def _allow_base() -> None:
    st.session_state.allowed = {*st.session_state.get("allowed", ()), st.session_state.base}


def chosen_base() -> online_tiles.OnlineBase | None:
    """Return the online base map to show: one that is chosen, can be read and is allowed."""
    state = st.session_state
    if not state.base or state.base not in state.get("allowed", ()):
        return None
    try:
        return online_tiles.read_choice(state.base)
    except InputError:
        return None


def base_map_control() -> None:
    """Draw the choice of base map, and what an online one sends to whom."""
    state = st.session_state
    control = st.expander(say.BASE_MAP, expanded=bool(state.base), key="w_bases", on_change="rerun")
    if not control.open:
        return
    if "w_base" not in state:
        fill_base_map()
    with control:
        st.radio(say.BASE_MAP, list(say.BASE_MAPS), key="w_base", format_func=say.BASE_MAPS.__getitem__,
                 label_visibility="collapsed",
                 on_change=_base_changed)  # fmt: skip
        if state.w_base == "own":
            st.text_input(say.TILE_URL, key="w_url", placeholder=say.TILE_URL_EXAMPLE, on_change=_base_changed)
        if state.base:
            _tell_what_is_sent()


def offer_online() -> None:
    """Offer a base map that shows more, with what it sends to whom; nothing while one is on."""
    if chosen_base() is not None:
        return
    host = online_tiles.read_choice(_OFFERED).host
    st.caption(elements.plain(f"{say.BUILT_IN_ENDS} {say.sent_to(host)}"))
    st.button(say.switch_on(host), on_click=_switch_on, width="stretch")


@answer
def _switch_on() -> None:
    state = st.session_state
    state.base = state.w_base = _OFFERED
    state.allowed = {*state.get("allowed", ()), _OFFERED}


def _tell_what_is_sent() -> None:
    """Say what the chosen online base map sends to whom; one that came with an address is asked about first."""
    state = st.session_state
    try:
        base = online_tiles.read_choice(state.base)
    except InputError as error:
        st.warning(elements.plain(say.nothing_requested(str(error))))
        return
    if state.base in state.get("allowed", ()):
        st.caption(elements.plain(say.sent_to(base.host)))
    else:
        st.warning(elements.plain(say.asks_for_base_map(base.host)))
        st.button(say.switch_on(base.host), on_click=_allow_base, width="stretch")
