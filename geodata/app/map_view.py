"""The map on a page. The one module that imports streamlit-folium."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import streamlit as st
from streamlit_folium import st_folium

from geodata.app.assumption_controls import assumed
from geodata.app.base_map_control import chosen_base
from geodata.app.feasible_region_panel import found_marks
from geodata.app.panel import theme
from geodata.app.results_cache import MAX_COMPARED, table_of
from geodata.app.tool_panel import drawn_measure
from geodata.render import basemap
from geodata.render.map.folium_map import CaseMap, ClaimLayer, OnlineTiles, View
from geodata.render.map.payload import encode_bits
from geodata.render.map.result_overlay import conflict_lines
from geodata.view import filters

if TYPE_CHECKING:
    from geodata.app.prepared_case import LoadedCase
    from geodata.render.map.folium_map import Link
    from geodata.view.filters import Selection

#: What Streamlit makes room for before the page's own style (page.css) gives the map the height that is left.
_LEAST_HEIGHT_PX: Final = 480


def _links(opened: LoadedCase, selected: Selection) -> tuple[Link, ...]:
    if not st.session_state.tools.links or len(selected.shown) > MAX_COMPARED:
        return ()
    claims = tuple(claim.id for claim in selected.shown)
    chosen = st.session_state.claim if st.session_state.claim in claims else None
    found = conflict_lines(opened.case, table_of(opened, assumed(), claims), chosen)
    return tuple((*link.start, *link.end, link.count, link.pairs) for link in found)


def show_map(opened: LoadedCase, selected: Selection) -> None:
    """Draw the map."""
    base = chosen_base()
    others = filters.select(opened.case, replace(st.session_state.filter, actors=None), opened.index)
    view = View(
        data=opened.data_address,
        shown=encode_bits(opened.drawing, {claim.id for claim in selected.shown}),
        passing=encode_bits(opened.drawing, {claim.id for claim in others.shown}),
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
        CaseMap(opened.drawing, opened.case.id, base.host if base else ""),
        key="map",
        height=_LEAST_HEIGHT_PX,
        use_container_width=True,
        # What is done on the map comes through a panel: this way would wait a quarter of a second for more.
        returned_objects=[],
        feature_group_to_add=ClaimLayer(view),
    )
