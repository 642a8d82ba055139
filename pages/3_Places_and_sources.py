"""Places and sources: where each position and each statement of the case comes from."""

import streamlit as st

from geodata import ui

opened = ui.start("Places and sources")
ui.write_address()
with st.sidebar:
    ui.length_controls(opened)
ui.show_places(opened)
ui.show_sources(opened)
