"""The distances page: what claims state beside what is measured, and the distance matrix."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

import pandas as pd
import streamlit as st

from geodata.app.filter_controls import selection
from geodata.app.html import distance_tables
from geodata.app.html.distance_axis import distance_axis
from geodata.app.page_addresses import MAP
from geodata.app.panel import answer, panel
from geodata.app.session_state import go_to, known_claim
from geodata.app.words import distances_words as say
from geodata.core.model import Claim, Site
from geodata.core.text import told_apart
from geodata.core.vocabulary import METRES_PER_UNIT
from geodata.geodesy.candidate_sites import compare_sites
from geodata.geodesy.distance_matrix import MOST_SITES, ORDERS, distances_csv, nearness, pairs, site_table, sites_of
from geodata.geodesy.site_bearing import direction
from geodata.geodesy.site_distance import between
from geodata.geodesy.stated_gaps import stated_pairs
from geodata.render.html import elements
from geodata.render.text.raster import grey_png
from geodata.view import measure_tools

if TYPE_CHECKING:
    from geodata.app.prepared_case import LoadedCase
    from geodata.geodesy.distance_matrix import Order, SiteTable

#: More places than this are a picture, and a table from one of them.
_MAX_CELLS: Final = 60
_MAX_ROWS: Final = 100
_MOST_PAIRS: Final = 6
_CLAIMS_PER_PAGE: Final = 10


def _table_of(opened: LoadedCase, site_ids: tuple[str, ...], order: Order) -> SiteTable:
    """Return places measured against each other, worked out once."""
    sites = opened.case.site_by_id
    return opened.of(("distances", site_ids, order), lambda: site_table([sites[site] for site in site_ids], order))


def _pressed(opened: LoadedCase, action: str, value: str) -> None:
    state = st.session_state
    measured = {site.id for site in opened.case.sites if site.geometry is not None}
    if action == "pair":
        first, _, second = value.partition(" ")
        if first != second and {first, second} <= measured:
            state.pair = (first, second)
    elif action == "see-pair":
        points = tuple(one for one in value.split(";") if one in measured)[: measure_tools.MAX_POINTS]
        state.tools = replace(state.tools, tool="ruler", points=points)
        go_to(MAP)
    elif action == "claim":
        state.claim, state.tools = known_claim(opened, value), replace(state.tools, tool="")
        go_to(MAP)


@answer
def _page_changed() -> None:
    st.session_state.pair = None


# -- stated against measured -----------------------------------------------------------------------------------------


def show_stated(opened: LoadedCase) -> None:
    """Draw each claim that states a distance or direction, beside every place that it could mean."""
    st.header(say.STATED)
    wanted = st.session_state.tools
    claims = [claim for claim in selection(opened).shown if _states_where(opened, claim)]
    if not claims:
        panel(elements.hint(say.NOTHING_STATED), "stated_none")
        return
    key = ("distance axis", tuple(claim.id for claim in claims), wanted.unit)
    drawn = opened.of(
        key,
        lambda: distance_axis(opened.case, claims, wanted.rule, opened.colors, wanted.unit),
        lambda made: len(made or ""),
    )
    if drawn is not None:
        panel(drawn, "axis")
    with st.expander(say.TABLES):
        nearest, _ = stated_pairs(claims, _MOST_PAIRS, wanted.rule)
        if nearest:
            panel(distance_tables.stated_pairs_table(nearest, wanted.unit), "stated_pairs")
        pages = math.ceil(len(claims) / _CLAIMS_PER_PAGE)
        page = st.number_input(say.page_of(pages), 1, pages, key="w_stated_page") if pages > 1 else 1
        shown = claims[(page - 1) * _CLAIMS_PER_PAGE : page * _CLAIMS_PER_PAGE]
        panel("".join(_stated_claim(opened, claim) for claim in shown), "stated", partial(_pressed, opened))


def _states_where(opened: LoadedCase, claim: Claim) -> bool:
    has_words = claim.distance is not None or claim.bearing is not None
    return has_words and claim.site is not None and opened.case.site_by_id[claim.site].geometry is not None


def _stated_claim(opened: LoadedCase, claim: Claim) -> str:
    wanted = st.session_state.tools
    reference = opened.case.site_by_id[claim.site or ""]
    others = [site for site in opened.case.sites if site.id != reference.id and site.geometry is not None]
    rows = [row for site in others if (row := compare_sites(claim, reference, site, wanted.rule)) is not None]
    return distance_tables.stated_claim(opened.case, claim, rows, opened.colors, wanted.unit)


# -- the distance matrix ---------------------------------------------------------------------------------------------


def show_matrix(opened: LoadedCase) -> None:
    """Draw the places against each other: as cells to choose from, as a table, and as CSV."""
    st.header(say.MATRIX)
    st.caption(say.MATRIX_CAPTION)
    sites = _chosen_sites(opened)
    if len(sites) < 2:  # noqa: PLR2004 - a pair
        panel(elements.hint(say.TOO_FEW_PLACES), "no_sites")
        return
    if len(sites) > MOST_SITES:
        panel(elements.hint(say.too_many_places(len(sites), MOST_SITES)), "too_many_sites")
        return
    order = st.selectbox(say.SORT, ORDERS, key="w_order")
    table = _table_of(opened, tuple(site.id for site in sites), order)
    unit = st.session_state.tools.unit
    chosen = st.session_state.get("pair")
    if len(sites) <= _MAX_CELLS:
        panel(distance_tables.heat_table(table, unit, chosen), "heat", partial(_pressed, opened))
    else:
        panel(distance_tables.heat_picture(grey_png(nearness(table)), len(sites)), "heat_picture")
    if chosen and all(site in opened.case.site_by_id for site in chosen):
        panel(_details(opened, chosen), "pair_details", partial(_pressed, opened))
    _rows(table, opened)


def _chosen_sites(opened: LoadedCase) -> tuple[Site, ...]:
    case = opened.case
    which = st.segmented_control(say.PLACES, list(say.WHICH), default="shown", key="w_which", required=True,
                                 format_func=say.WHICH.__getitem__, on_change=_page_changed)  # fmt: skip
    if which == "all":
        return case.sites
    if which == "chosen":
        names = told_apart((site.id, site.name) for site in case.sites)
        ids = st.multiselect(say.SELECTED_PLACES, list(names), key="w_sites", wrap=True, format_func=names.__getitem__)
        return tuple(case.site_by_id[site] for site in ids)
    return sites_of(case, selection(opened).shown)


def _details(opened: LoadedCase, chosen: tuple[str, str]) -> str:
    start, end = (opened.case.site_by_id[site] for site in chosen)
    found = between(start, end)
    unit = st.session_state.tools.unit
    return distance_tables.pair_details(start, end, found, direction(start, end, found), direction(end, start), unit)


def _rows(table: SiteTable, opened: LoadedCase) -> None:
    """Draw the table that can be sorted and searched, and offer all of it as CSV."""
    is_long = len(table.sites) > _MAX_ROWS
    names = list(told_apart((site.id, site.name) for site in table.sites).values())
    folded = st.expander(say.TABLE)
    start = (
        folded.selectbox(say.FROM, range(len(names)), format_func=names.__getitem__, key="w_from") if is_long else None
    )
    wanted = [(start, column) for column in range(len(names)) if column != start] if start is not None else pairs(table)
    unit = st.session_state.tools.unit
    size_m, found = METRES_PER_UNIT[unit], table.matrix
    frame = pd.DataFrame(
        {
            say.FROM: [names[row] for row, _ in wanted],
            say.TO: [names[column] for _, column in wanted],
            say.distance(unit): [found.distance_m[pair] / size_m for pair in wanted],
            say.at_least(unit): [found.min_m[pair] / size_m for pair in wanted],
            say.at_most(unit): [found.max_m[pair] / size_m for pair in wanted],
            say.AZIMUTH: [found.azimuth_deg[pair] for pair in wanted],
            say.BACK_AZIMUTH: [found.azimuth_deg[pair[::-1]] for pair in wanted],
        }
    )
    numbers = {name: st.column_config.NumberColumn(format="%.3f") for name in frame.columns[2:5]}
    numbers |= {name: st.column_config.NumberColumn(format="%.1f") for name in frame.columns[5:]}
    folded.dataframe(frame, hide_index=True, column_config=numbers)
    st.download_button(
        say.CSV, lambda: distances_csv(table), f"{opened.case.id}-distances.csv", "text/csv", on_click="ignore"
    )
