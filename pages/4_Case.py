"""Case: bring your own, change it, take it away again."""

import streamlit as st

from geodata import ui

opened = ui.start("Case")
ui.write_address()
ui.show_page_heading(opened, "Case")
ui.show_case_head(opened)
bring, change, take = st.tabs(["Bring in", "Change", "Take away"], default="Change")
with bring:
    ui.show_bringing(opened)
with change:
    ui.show_records(opened)
with take:
    ui.show_taking(opened)
ui.go_on()
