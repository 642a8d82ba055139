"""How lengths are read on all pages: in which unit, and how wide a stated distance is."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import streamlit as st
from streamlit.elements.lib.mutable_expander_container import ExpanderContainer

from geodata.app.panel import answer
from geodata.app.session_state import SET_WIDTH, fill_lengths, take_up
from geodata.app.words import shared_words as say
from geodata.core.precision import DEFAULT_PRECISION_RULE, PRECISION_RULES, SetWidth
from geodata.core.units import DEFAULT_UNIT, UNITS
from geodata.view.measure_tools import MAX_WIDTH_M

_RULE_WORDS: Final = {
    "2020": say.RULE_2020,
    "2004": say.RULE_2004,
    SET_WIDTH: say.CUSTOM_PRECISION,
}


@answer
def _rule_changed() -> None:
    state = st.session_state
    rule = SetWidth(state.w_width_m) if state.w_rule == SET_WIDTH else state.w_rule
    state.tools = replace(state.tools, rule=rule)


def folded(heading: str, key: str, *, is_changed: bool) -> ExpanderContainer:
    """Return what is folded behind a heading: open from the first where something in it is changed.

    Whether it is drawn open stays the same while somebody works in it: else it is another one, and the keyboard's
    place is lost.
    """
    is_open = st.session_state.folds.setdefault(key, is_changed)
    return st.expander(heading, expanded=is_open, key=key, on_change="rerun")


def folded_length_controls() -> None:
    """Draw the same behind a heading: closed, it costs a page nothing to load."""
    changed = st.session_state.tools.unit != DEFAULT_UNIT or st.session_state.tools.rule != DEFAULT_PRECISION_RULE
    control = folded(say.UNITS_AND_PRECISION, "w_lengths", is_changed=changed)
    if control.open:
        with control:
            length_controls()


def length_controls() -> None:
    """Draw the choice of unit and of the rule that gives stated distances their width."""
    if "w_unit" not in st.session_state:
        fill_lengths()
    st.segmented_control(say.DISTANCE_UNIT, list(UNITS), key="w_unit", on_change=take_up,
                         args=("tools", "unit"), required=True)  # fmt: skip
    st.selectbox(say.PRECISION, [*PRECISION_RULES, SET_WIDTH], key="w_rule", help=say.PRECISION_HELP,
                 format_func=_RULE_WORDS.__getitem__,
                 on_change=_rule_changed)  # fmt: skip
    if st.session_state.w_rule == SET_WIDTH:
        st.number_input(say.PLUS_MINUS_METRES, 0.0, MAX_WIDTH_M, step=100.0, key="w_width_m", on_change=_rule_changed)
