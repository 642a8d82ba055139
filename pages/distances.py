"""Distances: what claims state beside what is measured, and every place against every other."""

import streamlit as st

from geodata.app.claim_panels import show_page_heading
from geodata.app.distances_page import show_matrix, show_stated
from geodata.app.length_controls import length_controls
from geodata.app.session_state import go_on, start, write_address
from geodata.app.words import shared_words as say
from geodata.app.work_limit import limited_work

opened = start(say.DISTANCES)
write_address()
with st.sidebar:
    length_controls()
show_page_heading(opened, say.DISTANCES)
with limited_work():
    show_stated(opened)
    show_matrix(opened)
go_on()
