"""What verdicts assume beside the words, at hand in the sidebar; the rule of distances is with the lengths."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import streamlit as st

from geodata.app.html import change_list
from geodata.app.length_controls import folded
from geodata.app.panel import answer, panel
from geodata.app.session_state import take_up
from geodata.app.words import consistency_words as say
from geodata.core.assumptions import Assumptions
from geodata.core.model import MAX_DISTANCE_M, Site
from geodata.core.text import told_apart
from geodata.core.zones import READINGS, reading_in_words, zone_names
from geodata.gazetteer.resolve import find_place
from geodata.render.html import elements
from geodata.render.text.assumption_view import places_on_trial
from geodata.view.assumption_params import FLAGS, NUMBERS, USUAL
from geodata.view.measure_tools import is_tried

if TYPE_CHECKING:
    from geodata.app.prepared_case import LoadedCase

#: What is rarely changed, by parameter of the address; folded away.
_RARE_NUMBERS: Final = ("day_tolerance", "about", "between")
_RARE: Final = ("zone", *(NUMBERS[name].member for name in _RARE_NUMBERS), *FLAGS.values())


def assumed() -> Assumptions:
    """Return what is assumed now."""
    state = st.session_state
    assumptions: Assumptions = replace(state.assumptions, rule=state.tools.rule)
    return assumptions


@answer
def _radius_changed(site: str) -> None:
    state = st.session_state
    radii = dict(state.assumptions.uncertainties_m) | {site: float(state[f"w_radius {site}"])}
    state.assumptions = replace(state.assumptions, uncertainties_m=tuple(radii.items()))


@answer
def _site_chosen() -> None:
    choose_tried(st.session_state.w_site or "")


def choose_tried(site: str) -> None:
    """Take a place of the case to be tried elsewhere: there, if the map was clicked before; empty for none."""
    state = st.session_state
    state.tools = replace(state.tools, site=site)
    clicked = state.pop("trial_at", None)
    if site and clicked is not None:
        try_at(site, clicked)


@answer
def _trial_typed(opened: LoadedCase, site: str) -> None:
    state = st.session_state
    typed = state[f"w_trial {site}"].strip()
    if typed:
        found = find_place(typed, opened.case)
        try_at(site, found.site, found.problem)
        state.said = found.remark
    else:
        state.trial_refused = None


def try_at(site: str, place: Site | None, problem: str = "") -> None:
    """Put a place of the case on trial where another one is; ``problem`` says why there is none."""
    state = st.session_state
    if place is None or place.geometry is None or place.is_region:
        state.trial_refused = problem or say.REGION_IS_NO_POSITION
        return
    state.trial_refused = None
    positions = dict(state.assumptions.positions) | {site: tuple(place.geometry["coordinates"])}
    state.assumptions = replace(state.assumptions, positions=tuple(positions.items()))


def forget_trial(site: str) -> None:
    """Put a place back to where the case has it."""
    state = st.session_state
    kept = tuple(one for one in state.assumptions.positions if one[0] != site)
    state.assumptions = replace(state.assumptions, positions=kept)


@answer
def _number_changed(name: str) -> None:
    state, row = st.session_state, NUMBERS[name]
    given = state[f"w_{name}"]  # emptied: as without a choice; no speed at all is no limit, too
    is_chosen = given is not None and not (name == "speed" and given == 0)
    value = given / row.per_one if is_chosen else getattr(USUAL, row.member)
    state.assumptions = replace(state.assumptions, **{row.member: value})


@answer
def _flag_changed(name: str) -> None:
    state = st.session_state
    state.assumptions = replace(state.assumptions, **{FLAGS[name]: bool(state[f"w_{name}"])})


def _pressed(action: str, value: str) -> None:
    state = st.session_state
    if action == "forget-position":
        forget_trial(value)
    elif action == "forget-radius":
        kept = tuple(one for one in state.assumptions.uncertainties_m if one[0] != value)
        state.assumptions = replace(state.assumptions, uncertainties_m=kept)


def assumption_controls(opened: LoadedCase) -> None:
    """Draw the assumptions; verdicts follow at once."""
    state = st.session_state
    site_control(opened)
    _number("tolerance", say.TIME_TOLERANCE, 0.25)
    _number("speed", say.MAX_SPEED, 50.0)
    changed = any(getattr(state.assumptions, member) != getattr(USUAL, member) for member in _RARE)
    more = folded(say.MORE_ASSUMPTIONS, "w_more_assumptions", is_changed=changed)
    if more.open:
        with more:
            for name in _RARE_NUMBERS:
                _number(name, *say.RARE_NUMBERS[name])
            state.w_zone = state.assumptions.zone
            st.selectbox(say.TIME_ZONE, (*READINGS, *zone_names()), key="w_zone", help=say.TIME_ZONE_HELP,
                         format_func=_zone_label, on_change=take_up, args=("assumptions", "zone"))  # fmt: skip
            for name in FLAGS:
                label, told = say.ASSUMPTION_FLAGS[name]
                state[f"w_{name}"] = getattr(state.assumptions, FLAGS[name])
                st.toggle(label, key=f"w_{name}", help=told, on_change=_flag_changed, args=(name,))


def _zone_label(reading: str) -> str:
    label = reading_in_words(reading)
    return label[0].upper() + label[1:]


def _number(name: str, label: str, step: float, told: str | None = None) -> None:
    """Draw one of :data:`NUMBERS`."""
    row = NUMBERS[name]
    value = getattr(st.session_state.assumptions, row.member)
    st.session_state[f"w_{name}"] = None if value is None else value * row.per_one
    st.number_input(label, row.least, row.most, None, step, key=f"w_{name}", help=told, on_change=_number_changed,
                    args=(name,), placeholder=say.NO_MAX_SPEED)  # fmt: skip


def site_control(opened: LoadedCase) -> None:
    """Draw the choice of a place to be surer or elsewhere, and what is on trial."""
    state = st.session_state
    names = told_apart((site.id, site.name) for site in opened.case.sites if is_tried(opened.case, site.id))
    if names:
        state.w_site = state.tools.site or None
        chosen = st.selectbox(say.WHAT_IF, list(names), index=None, key="w_site", help=say.WHAT_IF_HELP,
                              format_func=names.__getitem__, placeholder=say.CHOOSE_PLACE,
                              on_change=_site_chosen)  # fmt: skip
        if chosen is not None:
            _site_controls(opened, chosen)
    tried = tuple(places_on_trial(opened.case, state.assumptions, state.tools.unit))
    panel(change_list.on_trial(tried) if tried else "", "assumed", _pressed)


def _site_controls(opened: LoadedCase, site: str) -> None:
    state = st.session_state
    stated_m = opened.case.site_by_id[site].uncertainty_m
    current_m = dict(state.assumptions.uncertainties_m).get(site, stated_m)
    st.number_input(say.HYPOTHETICAL_UNCERTAINTY, 0.0, MAX_DISTANCE_M, current_m, 100.0, key=f"w_radius {site}",
                    on_change=_radius_changed, args=(site,), placeholder=say.NOT_KNOWN)  # fmt: skip
    st.text_input(say.HYPOTHETICAL_POSITION, key=f"w_trial {site}", on_change=_trial_typed, args=(opened, site),
                  placeholder=say.POSITION_HINT)  # fmt: skip
    if state.get("trial_refused"):
        st.warning(elements.plain(state.trial_refused))
    elif state.get("said"):
        st.caption(elements.plain(state.said))
