"""Consistency: which of the claims can be true together, and why."""

import streamlit as st

from geodata import ui

opened = ui.start("Consistency")
ui.write_address()
with st.sidebar:
    ui.length_controls(opened)
    ui.assumption_controls(opened)
ui.show_page_heading(opened, "Consistency")
ui.show_consistency(opened)
ui.show_whereabouts(opened)
ui.go_on()
