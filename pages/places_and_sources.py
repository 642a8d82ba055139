"""Sources: where each position and each statement of the case comes from."""

import streamlit as st

from geodata.app.claim_panels import show_page_heading
from geodata.app.length_controls import length_controls
from geodata.app.session_state import go_on, start, write_address
from geodata.app.sources_page import show_sources
from geodata.app.words import shared_words as say
from geodata.app.work_limit import limited_work

opened = start(say.SOURCES)
write_address()
with st.sidebar:
    length_controls()
show_page_heading(opened, say.SOURCES)
with limited_work():
    show_sources(opened)
go_on()
