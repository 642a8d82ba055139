"""Consistency: which of the claims can be true together, and why."""

import streamlit as st

from geodata.app.assumption_controls import assumption_controls
from geodata.app.claim_panels import show_page_heading
from geodata.app.consistency_page import show_consistency
from geodata.app.filter_controls import filter_controls
from geodata.app.length_controls import length_controls
from geodata.app.locations_section import show_locations
from geodata.app.session_state import go_on, start, write_address
from geodata.app.words import shared_words as say
from geodata.app.work_limit import limited_work

opened = start(say.CONSISTENCY)
write_address()
with st.sidebar, limited_work():
    filter_controls(opened)
    length_controls()
    assumption_controls(opened)
show_page_heading(opened, say.CONSISTENCY)
with limited_work():
    show_consistency(opened)
    show_locations(opened)
go_on()
