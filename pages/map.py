"""Map: who claims what where."""

import streamlit as st

from geodata.app.base_map_control import base_map_control
from geodata.app.claim_panels import show_beside, show_heading
from geodata.app.filter_controls import filter_controls, selection
from geodata.app.length_controls import folded_length_controls
from geodata.app.map_view import show_map
from geodata.app.session_state import go_on, start, write_address
from geodata.app.timeline_page import show_strip
from geodata.app.words import shared_words as say
from geodata.app.work_limit import limited_work

opened = start(say.MAP)
selected = selection(opened)
write_address()
heading = st.container()
map_column, card_column = st.columns([7, 3])
with map_column, limited_work():
    show_map(opened, selected)
    show_strip(opened)
with heading, limited_work():
    show_heading(opened, selected)
with card_column, st.container(key="beside"), limited_work():
    show_beside(opened, selected)
with st.sidebar, limited_work():
    filter_controls(opened)
    folded_length_controls()
    base_map_control()
go_on()
