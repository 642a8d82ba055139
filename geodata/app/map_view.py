"""The map on a page. The one module that imports streamlit-folium."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import streamlit as st
from streamlit_folium import st_folium

from geodata.app.assumption_controls import assumed
from geodata.app.base_map_control import chosen_base
from geodata.app.feasible_region_panel import found_marks
from geodata.app.filter_controls import let_through
from geodata.app.results_cache import MAX_COMPARED, table_of
from geodata.app.tool_panel import drawn_measure
from geodata.app.words.map_words import ON_THE_MAP
from geodata.render import basemap
from geodata.render.map.folium_map import CaseMap, ClaimLayer, OnlineTiles, View
from geodata.render.map.payload import encode_bits
from geodata.render.map.result_overlay import conflict_lines

if TYPE_CHECKING:
    import shapely

    from geodata.app.prepared_case import LoadedCase
    from geodata.render.map.folium_map import Link
    from geodata.view.filters import Selection

#: What Streamlit makes room for before the page's own style (page.css) gives the map the height that is left.
_LEAST_HEIGHT_PX: Final = 480


def _links(opened: LoadedCase, selected: Selection) -> tuple[Link, ...] | None:
    if not st.session_state.tools.links:
        return None
    if len(selected.shown) > MAX_COMPARED:  # said beside the map
        return ()
    claims = tuple(claim.id for claim in selected.shown)
    chosen = st.session_state.claim if st.session_state.claim in claims else None
    found = conflict_lines(opened.case, table_of(opened, assumed(), claims), chosen)
    return tuple((*link.start, *link.end, link.count, link.pairs) for link in found)


def show_map(opened: LoadedCase, selected: Selection) -> None:
    """Draw the map."""
    others = let_through(opened, replace(st.session_state.filter, actors=None))
    view = replace(
        _view(opened, {claim.id for claim in selected.shown}, {claim.id for claim in others.shown}),
        selected=st.session_state.claim,
        tool=st.session_state.tools.tool,
        measure=drawn_measure(opened),
        found=found_marks(opened),
        links=_links(opened, selected),
    )
    _draw(CaseMap(opened.drawing.bounds, opened.case.id, _host(), ON_THE_MAP), "map", view)


def show_result_map(
    opened: LoadedCase, claims: Collection[str], found: Mapping[str, Any], area: shapely.Geometry | None
) -> None:
    """Draw what some claims leave for an event, with these claims.

    ``found``: :func:`geodata.render.map.result_overlay.region_marks`. ``area``: what is shown first, in (lon, lat)
    degrees; ``None`` for the whole case.
    """
    bounds = opened.drawing.bounds
    if area is not None:
        west, south, east, north = area.bounds
        bounds = ((south, west), (north, east))
    view = replace(_view(opened, set(claims), set(claims)), found=dict(found))
    _draw(CaseMap(bounds, "", _host()), "result map", view)


def _host() -> str:
    base = chosen_base()
    return base.host if base else ""


def _view(opened: LoadedCase, shown: set[str], passing: set[str]) -> View:
    base = chosen_base()
    return View(
        data=opened.data_address,
        shown=encode_bits(opened.drawing, shown),
        passing=encode_bits(opened.drawing, passing),
        press=st.session_state.get("press", 0),
        selected=None,
        theme="dark" if st.context.theme.type == "dark" else "light",
        credit=base.credit if base else basemap.attribution(),
        online=OnlineTiles(base.url, base.max_zoom) if base else None,
    )


def _draw(case_map: CaseMap, key: str, view: View) -> None:
    st_folium(
        case_map,
        key=key,
        height=_LEAST_HEIGHT_PX,
        use_container_width=True,
        # What is done on the map comes through a panel: this way would wait a quarter of a second for more.
        returned_objects=[],
        feature_group_to_add=ClaimLayer(view),
    )
