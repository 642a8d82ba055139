"""Distances: what claims state beside what is measured, and every place against every other."""

import streamlit as st

from geodata import ui

opened = ui.start("Distances")
ui.write_address()
with st.sidebar:
    ui.length_controls(opened)
ui.show_page_heading(opened, "Distances")
ui.show_stated(opened)
ui.show_matrix(opened)
ui.go_on()
