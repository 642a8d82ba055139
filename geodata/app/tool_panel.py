"""The ruler and the ring beside the map, and the unit that lengths are read in."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, Final

import streamlit as st

from geodata.app.assumption_controls import assumed, choose_tried, forget_trial, site_control, try_at
from geodata.app.base_map_control import offer_online
from geodata.app.filter_controls import selection
from geodata.app.html import measures
from geodata.app.page_addresses import EDIT
from geodata.app.panel import answer, panel
from geodata.app.place_finder import fill_site_form, middle
from geodata.app.results_cache import MAX_COMPARED, changed_of
from geodata.app.session_state import fill_tools, go_to, take_up
from geodata.app.shared_gazetteer import gazetteer
from geodata.app.words import map_words as say
from geodata.core import adhoc_sites
from geodata.core.assumptions import Assumptions
from geodata.core.model import Site
from geodata.core.precision import Precision, StatedBounds, bounds
from geodata.core.problems import GeodataError, InputError
from geodata.core.text import told_apart
from geodata.gazetteer.resolve import SiteSuggestion, find_place
from geodata.gazetteer.world import is_kept
from geodata.geodesy.path_measure import measure
from geodata.geodesy.ring_query import compare_with_ring
from geodata.parsing.distances import read_distance
from geodata.render.html import elements
from geodata.render.map.measure_overlay import draw_measurement, tried_site
from geodata.view import measure_tools
from geodata.view.measure_tools import is_tried

if TYPE_CHECKING:
    from geodata.app.prepared_case import LoadedCase
    from geodata.geodesy.path_measure import Measurement
    from geodata.view.measure_tools import Tools


#: So many places of the gazetteer are offered.
_MOST_PLACES: Final = 5


@answer
def _ring_changed() -> None:
    st.session_state.tools = replace(st.session_state.tools, ring=st.session_state.w_ring.strip())


@answer
def _place_typed(opened: LoadedCase) -> None:
    state = st.session_state
    typed = state.w_place.strip()
    state.refused = None
    if not typed:
        return
    found = find_place(typed, opened.case)
    if found.site is None:
        state.refused = (found.problem, found.suggestions)
        state.sought = "" if any(map(str.isdigit, typed)) else typed
        return
    state.said = found.remark
    state.tools = measure_tools.added(state.tools, found.site.id)
    state.w_place = ""


@answer
def _cleared() -> None:
    state = st.session_state
    state.tools = replace(state.tools, points=(), closed=False, center="", ring="")
    state.w_closed, state.w_ring, state.refused = False, "", None


def measure_pressed(opened: LoadedCase, action: str, value: str) -> None:
    """Do what was asked for on the map or in a panel: add, move or remove a point, or take up another tool."""
    if action in ("tool", "links"):
        _toolbar_pressed(action, value)
    elif action == "measure-add" and st.session_state.tools.tool == "trial":
        _trial_pressed(opened, adhoc_sites.from_text(value, opened.case))
    else:
        _point_pressed(opened, action, value)


def _trial_pressed(opened: LoadedCase, place: Site | None) -> None:
    """Try the chosen place where the map was pressed; without one, take the one pressed, or keep where that was."""
    state = st.session_state
    if state.tools.site:
        try_at(state.tools.site, place)
    elif place is not None and is_tried(opened.case, place.id):
        choose_tried(place.id)
    else:
        state.trial_at = place


def _point_pressed(opened: LoadedCase, action: str, value: str) -> None:
    state = st.session_state
    key, _, point = value.partition(" ")
    site, place = tried_site(key), adhoc_sites.from_text(value if action == "measure-add" else point, opened.case)
    if site is not None:
        if action == "measure-move" and is_tried(opened.case, site):
            try_at(site, place)
        else:
            forget_trial(site)
    elif action == "measure-add" and place is not None:
        state.tools = measure_tools.added(state.tools, value)
        if state.get("refused"):
            # It was about what stands in the box, which is answered by this.
            state.refused, state.w_place = None, ""
    elif action == "measure-move" and place is not None:
        state.tools = measure_tools.move_point(state.tools, key, point)
    elif action == "measure-remove":
        state.tools = measure_tools.removed(state.tools, value)


def _toolbar_pressed(action: str, value: str) -> None:
    state = st.session_state
    if action == "tool" and value in measure_tools.TOOLS:
        state.tools, state.refused = replace(state.tools, tool=value), None
    elif action == "links":
        state.tools = replace(state.tools, links=value == "yes")


def ring_bounds(words: str, rule: Precision) -> tuple[StatedBounds, str] | str:
    """Return the bounds of a typed distance and the distance as spoken, or in a sentence why there are none."""
    try:
        distance = read_distance(words)
    except InputError as error:
        return str(error)
    return bounds(distance, rule), words


def _measurement(opened: LoadedCase, wanted: Tools) -> Measurement:
    """Return the ruler's points measured: once for the map and the panel beside it."""
    return opened.of(("measurement", wanted), lambda: measure(wanted.sites(opened.case), closed=wanted.closed))


def drawn_measure(opened: LoadedCase) -> dict[str, Any] | None:
    """Return the measurement as the map is given it."""
    wanted = st.session_state.tools
    points = wanted.sites(opened.case)
    center = adhoc_sites.from_text(wanted.center, opened.case)
    ring = None
    if center is not None and wanted.ring:
        read = ring_bounds(wanted.ring, opened.rule)
        ring = None if isinstance(read, str) else (center, *read)
    tried = [(opened.case.site_by_id[site], position) for site, position in st.session_state.assumptions.positions]
    return draw_measurement(
        points,
        _measurement(opened, wanted),
        center,
        ring,
        wanted.unit,
        tried,
        adhoc_sites.from_text(wanted.picked, opened.case),
    )


def show_tool(opened: LoadedCase) -> None:
    """Draw the panel of the tool at hand."""
    state = st.session_state
    pressed = partial(measure_pressed, opened)
    panel(measures.tool_head(state.tools.tool), "tool_head", pressed)
    if state.tools.tool == "trial":
        panel(elements.hint(_trial_hint(opened)), "trial_hint")
        site_control(opened)
        panel(_trial_result(opened), "trial_result")
        return
    if state.tools.tool == "place":
        show_pick(opened)
        return
    is_ring = state.tools.tool == "ring"
    if ("w_ring" if is_ring else "w_closed") not in state:
        # Streamlit forgets a widget that was not drawn; what it said is in the tools.
        fill_tools()
    st.text_input(say.RING_CENTRE if is_ring else say.ADD_POINT, key="w_place", on_change=_place_typed,
                  args=(opened,), placeholder=say.PLACE_HINT)  # fmt: skip
    if state.get("refused"):
        panel(measures.refused(*state.refused), "refusal", pressed)
        _offer_known_places(opened)
    if state.get("said"):
        st.caption(elements.plain(state.said))
    if is_ring:
        st.text_input(say.STATED_DISTANCE, key="w_ring", on_change=_ring_changed, placeholder=say.STATED_DISTANCE_HINT)
        panel(_ring_markup(opened), "ring_panel", pressed)
    else:
        panel(_ruler_markup(opened), "ruler_panel", pressed)
        st.toggle(say.CLOSE_PATH, key="w_closed", on_change=take_up, args=("tools", "closed"))
    st.button(say.CLEAR_MEASUREMENT, on_click=_cleared, width="stretch")


def _offer_known_places(opened: LoadedCase) -> None:
    """Offer what the gazetteer knows by a name that is no place of the case, each as a point, by its coordinates."""
    sought = st.session_state.get("sought")
    # Its index is built once, which takes a while: who only made a typing error need not wait.
    if not sought or not (is_kept() or st.button(say.LOOK_UP, width="stretch")):
        return
    try:
        found = gazetteer(opened.case).candidates(sought, near=middle(opened.case), limit=_MOST_PLACES)
    except GeodataError as error:
        st.warning(elements.plain(str(error)))
        return
    offers = [
        SiteSuggestion(adhoc_sites.site_from_lat_lon(one.lat_deg, one.lon_deg).id, f"{one.name}: {one.reason}")
        for one in found
        if one.site_id is None
    ]
    words = say.known_places(sought, len(offers))
    panel(measures.refused(words, offers), "known_places", partial(measure_pressed, opened))


def show_pick(opened: LoadedCase) -> None:
    """Draw what can be made of the point picked on the map: a new place of the case, or where a place is."""
    state = st.session_state
    picked = adhoc_sites.from_text(state.tools.picked, opened.case)
    if picked is None or picked.geometry is None or picked.is_region:
        panel(elements.hint(say.PICK_HINT), "pick")
        offer_online()
        return
    panel(elements.hint(say.picked(picked.name)), "pick")
    st.button(say.ADD_PLACE_HERE, on_click=_make_place, args=(picked, ""), type="primary", width="stretch")
    names = told_apart((site.id, site.name) for site in opened.case.sites if is_tried(opened.case, site.id))
    moved = st.selectbox(say.MOVE_PLACE, list(names), index=None, key="w_moved",
                         format_func=names.__getitem__, placeholder=say.CHOOSE_PLACE)  # fmt: skip
    if moved is not None:
        st.button(
            say.move_here(elements.plain(names[moved])), on_click=_make_place, args=(picked, moved), width="stretch"
        )


@answer
def _make_place(picked: Site, site: str) -> None:
    state = st.session_state
    assert picked.geometry is not None  # noqa: S101 - asked before
    state.w_kind, state.form_of, state.w_section = "site", ("site", site), "edit"
    fill_site_form(dict(picked.geometry), {"georeferenceRemarks": say.PICKED_ON_MAP}, site)
    go_to(EDIT)


def _trial_hint(opened: LoadedCase) -> str:
    state = st.session_state
    if state.tools.site:
        return say.what_if_at(opened.case.site_by_id[state.tools.site].name)
    return say.what_if_whose(state.trial_at.name) if state.get("trial_at") else say.WHAT_IF_HINT


def _trial_result(opened: LoadedCase) -> str:
    claims = tuple(claim.id for claim in selection(opened).shown)
    if assumed() == Assumptions(rule=assumed().rule) or len(claims) > MAX_COMPARED:
        return ""
    return elements.hint(say.verdicts_changed(len(changed_of(opened, assumed(), claims))))


def _ruler_markup(opened: LoadedCase) -> str:
    wanted = st.session_state.tools
    return measures.ruler(wanted.sites(opened.case), _measurement(opened, wanted), wanted.unit)


def _ring_markup(opened: LoadedCase) -> str:
    wanted = st.session_state.tools
    center: Site | None = adhoc_sites.from_text(wanted.center, opened.case)
    if center is None:
        return elements.hint(say.RING_HINT)
    if not wanted.ring:
        return elements.hint(say.around(center.name))
    read = ring_bounds(wanted.ring, opened.rule)
    if isinstance(read, str):
        return measures.refused(read, ())
    stated, spoken = read
    return measures.ring(center, stated, spoken, compare_with_ring(center, stated, opened.case.sites), wanted.unit)
