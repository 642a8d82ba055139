"""Case: bring your own, change it, take it away again."""

import streamlit as st

from geodata import ui

opened = ui.start("Case")
ui.write_address()
ui.show_page_heading(opened, "Case")
ui.show_case_head(opened)
change, *_ = st.tabs(["Change"])
with change:
    ui.show_records(opened)
ui.go_on()
