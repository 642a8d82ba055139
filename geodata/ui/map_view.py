"""The map on a page. The one module that imports streamlit-folium."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import streamlit as st
from streamlit_folium import st_folium

from geodata import basemap, filters
from geodata.drawing import bits
from geodata.layers import CaseMap, ClaimLayer, OnlineTiles, View
from geodata.links import links
from geodata.ui.assumptions import assumed
from geodata.ui.base_map import chosen_base
from geodata.ui.judging import MAX_COMPARED, table_of
from geodata.ui.panel import theme
from geodata.ui.tool_panel import drawn_measure
from geodata.ui.whereabouts import found_marks

if TYPE_CHECKING:
    from geodata.filters import Selection
    from geodata.prepared import OpenedCase

MAP_HEIGHT_PX: Final = 640


def _links(opened: OpenedCase, selected: Selection) -> tuple[tuple[float, float, float, float, int], ...]:
    if not st.session_state.tools.links or len(selected.shown) > MAX_COMPARED:
        return ()
    claims = tuple(claim.id for claim in selected.shown)
    chosen = st.session_state.claim if st.session_state.claim in claims else None
    found = links(opened.case, table_of(opened, assumed(), claims), chosen)
    return tuple((*link.start, *link.end, link.count) for link in found)


def show_map(opened: OpenedCase, selected: Selection) -> None:
    """Draw the map."""
    base = chosen_base()
    others = filters.select(opened.case, replace(st.session_state.filter, actors=None), opened.index)
    view = View(
        data=opened.data_address,
        shown=bits(opened.drawing, {claim.id for claim in selected.shown}),
        passing=bits(opened.drawing, {claim.id for claim in others.shown}),
        press=st.session_state.get("press", 0),
        selected=st.session_state.claim,
        theme=theme(),
        credit=base.credit if base else basemap.attribution(),
        online=OnlineTiles(base.url, base.max_zoom) if base else None,
        tool=st.session_state.tools.tool,
        measure=drawn_measure(opened),
        found=found_marks(opened),
        links=_links(opened, selected),
    )
    st_folium(
        CaseMap(opened.drawing, opened.case.id, MAP_HEIGHT_PX, base.host if base else ""),
        key="map",
        height=MAP_HEIGHT_PX,
        use_container_width=True,
        # What is done on the map comes through a panel: this way would wait a quarter of a second for more.
        returned_objects=[],
        feature_group_to_add=ClaimLayer(view),
    )
