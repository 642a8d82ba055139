"""Timeline: when each claim says that it was."""

import streamlit as st

from geodata.app.assumption_controls import assumption_controls
from geodata.app.claim_panels import show_card, show_page_heading
from geodata.app.filter_controls import filter_controls
from geodata.app.session_state import go_on, start, write_address
from geodata.app.timeline_page import axis_controls, show_changes, show_statement_times, show_timeline
from geodata.app.words import shared_words as say
from geodata.app.work_limit import limited_work

opened = start(say.TIMELINE)
write_address()
with st.sidebar, limited_work():
    filter_controls(opened)
    assumption_controls(opened)
show_page_heading(opened, say.TIMELINE)
with limited_work():
    axis_controls(opened)
    show_timeline(opened)
    show_statement_times(opened)
    show_changes(opened)
    if st.session_state.claim:
        with st.container(key="drawer"):
            show_card(opened)
go_on()
