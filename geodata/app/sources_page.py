"""The sources page: what each statement and each position rests on, to be searched."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from geodata.app.panel import panel
from geodata.app.words import sources_words as say
from geodata.render.html import tables

if TYPE_CHECKING:
    from geodata.app.prepared_case import LoadedCase


def show_sources(opened: LoadedCase) -> None:
    """Draw the sources with the claims that cite them, and the places with where they were found."""
    words = st.text_input(say.SEARCH, key="w_source_words", placeholder=say.SEARCH_HINT).strip()
    sources, places = st.tabs([say.sources(len(opened.case.sources)), say.places(len(opened.case.sites))])
    with sources:
        panel(tables.source_table(opened.case, words, has_head=False), "sources")
    with places:
        panel(tables.place_table(opened.case, st.session_state.tools.unit, words, has_head=False), "places")
